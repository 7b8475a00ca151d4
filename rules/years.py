"""Filings of one department side by side: last year's against this year's, and one year filed twice.

Examples hold several filings, parted by a line of equals signs.
"""

from collections.abc import Iterator

from auditlint.model import BROKEN, Change, Check, Figure, Filing, expect
from auditlint.registry import Example, rule

_LAST = "甲县水利局2022年度部门决算\n公务接待费支出4.00万元。收入总计90.00万元。年末结转和结余5.00万元。"


def _pairs(filings: list[Filing]) -> Iterator[tuple[Filing, Filing]]:
    """Each filing with that of the same department for the year before."""
    known = {(filing.name, filing.kind, filing.year): filing for filing in filings if filing.name and filing.year}
    for (name, kind, year), filing in known.items():
        assert year is not None
        earlier = known.get((name, kind, year - 1))
        if earlier is not None:
            yield earlier, filing


@rule(
    "YOY001",
    "implied-last-year",
    severity="note",
    title="本年倒推的上年数等于上年公布的数",
    title_en="last year's figure as implied this year equals the one published last year",
    message="增减额与上年公布的数不符",
    message_en="the change does not fit the figure published last year",
    formula="本年增减额 = 本年数 - 上年公布数",
    source="两个年度的部门决算公开说明",
    scope="run",
    good=(Example(f"{_LAST}\n=====\n甲县水利局2023年度部门决算\n公务接待费支出3.00万元，比上年减少1.00万元，下降25.00%。"),),
    bad=(Example(f"{_LAST}\n=====\n甲县水利局2023年度部门决算\n公务接待费支出3.00万元，比上年减少⟦2.00⟧万元，下降40.00%。", "1.00"),),
)
def implied_last_year(filings: list[Filing]) -> Iterator[Check]:
    """上年数可能因机构划转、口径调整而重述，所以只作提示。"""
    for earlier, filing in _pairs(filings):
        for change in filing.claims(Change):
            item, delta = change.item, change.delta
            if item is None or item.concept is None or item.level or delta is None or change.base != "上年" or not change.currents:
                continue
            published = earlier.ledger.mentions(item.concept, item.scope, "决算")
            if not published or change.prior is not None or not delta.sign:
                continue
            current = change.currents[0]
            check = expect(delta, current - published[0] if delta.sign > 0 else published[0] - current)
            if check.verdict == BROKEN:
                check.note = "上年数可能因口径调整而重述"
            yield check


@rule(
    "YOY002",
    "carried-over",
    severity="note",
    title="年初结转和结余等于上年年末结转和结余",
    title_en="carry-over into the year equals that out of the year before",
    message="年初结转和结余与上年公布的年末数不符",
    message_en="carry-over into the year differs from that published out of the year before",
    formula="本年年初结转和结余 = 上年年末结转和结余",
    source="两个年度的收入支出决算总表",
    scope="run",
    good=(Example(f"{_LAST}\n=====\n甲县水利局2023年度部门决算\n年初结转和结余5.00万元。"),),
    bad=(Example(f"{_LAST}\n=====\n甲县水利局2023年度部门决算\n年初结转和结余⟦6.00⟧万元。", "5.00"),),
)
def carried_over(filings: list[Filing]) -> Iterator[Check]:
    """会计差错更正、财政收回、归集调入和机构划转都会调整年初数，所以只作提示。"""
    for earlier, filing in _pairs(filings):
        for (concept, scope, role), figures in filing.ledger.figures.items():
            if concept != "年初结转和结余" or role != "决算":
                continue
            closing = earlier.ledger.mentions("年末结转和结余", scope, "决算")
            if closing:
                check = expect(figures[0], closing[0])
                if check.verdict == BROKEN:
                    check.note = "年初数可能有调整"
                yield check


@rule(
    "YOY003",
    "filed-twice",
    severity="warning",
    title="同一部门同一年度的两份公开数字相同",
    title_en="two filings of one department and year state the same figures",
    message="同一部门同一年度的两份公开数字不一致",
    message_en="two filings of one department and year differ",
    formula="两份公开中同一事项的数字相同",
    source="同一部门同一年度先后公开的两份文件",
    scope="run",
    good=(Example(f"{_LAST}\n=====\n{_LAST}"),),
    bad=(Example(f"{_LAST}\n=====\n甲县水利局2022年度部门决算\n公务接待费支出⟦4.10⟧万元。收入总计90.00万元。", "4.00"),),
)
def filed_twice(filings: list[Filing]) -> Iterator[Check]:
    """更正后重新公开的，以后一份为准；这里只指出两份不同，不判断哪一份正确。"""
    seen: dict[tuple[str, str, int | None], Filing] = {}
    for filing in filings:
        if not filing.name or filing.year is None:
            continue
        first = seen.setdefault((filing.name, filing.kind, filing.year), filing)
        if first is filing:
            continue
        for key, figures in filing.ledger.figures.items():
            stated = first.ledger.figures.get(key)
            if stated and _comparable(figures[0], stated[0]):
                yield expect(figures[0], stated[0])


def _comparable(figure: Figure, other: Figure) -> bool:
    return figure.dimension == other.dimension and figure.role != "增减额"
