"""Filings of one department side by side: last year's against this year's, and one year filed twice.

Examples hold several filings, parted by a line of equals signs.
"""

from collections.abc import Iterator

from auditlint.field import CHANGE, EACH, LAST_YEAR, SPENT, alike
from auditlint.model import BROKEN, Change, Check, Figure, Filing, Item, Operand, expect, phrase
from auditlint.model.filing import UNIT
from auditlint.registry import Example, rule

from .stated import stated
from .table_lookup import Tables

#: How names begin that need no region, and the words of regions.
_NATIONAL, _REGIONS = ("中共", "中国", "国家", "中央"), "省市县区州旗盟镇乡"
_CARRIED = "结转和结余"
_LAST = "甲县水利局2022年度部门决算\n公务接待费支出4.00万元。收入总计90.00万元。年末结转和结余5.00万元。"

_TABLE = (
    "本年收入合计\t100.00\t本年支出合计\t100.00\n年初结转和结余\t⟦7.00⟧\t年末结转和结余\t7.00\n总计\t107.00\t总计\t107.00\n"
)


def _pairs(filings: list[Filing]) -> Iterator[tuple[Filing, Filing]]:
    """Each filing with that of the same department for the year before."""
    known = {(_body(filing), filing.year): filing for filing in filings if _named(filing) and filing.year}
    for (body, year), filing in known.items():
        assert year is not None
        earlier = known.get((body, year - 1))
        if earlier is not None:
            yield earlier, filing


def _named(filing: Filing) -> bool:
    """Whether the name was read: one without a region (水利局) is that of many departments."""
    name = filing.name
    return name.startswith(_NATIONAL) or any(region in name[1:-1] for region in _REGIONS)


def _body(filing: Filing) -> tuple[str, bool, str]:
    """Whose accounts of which kind: a department's with its units, or those of its own unit (本级) alone."""
    return filing.name, filing.extent == UNIT, filing.kind


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
    why_en="Last year's figure may have been restated for a reorganisation or another scope, so this is a note.",
    formula_en="change of this year = this year's figure - the one published last year",
    source_en="narratives of two years",
    scope="related",
    good=(Example(f"{_LAST}\n=====\n甲县水利局2023年度部门决算\n公务接待费支出3.00万元，比上年减少1.00万元，下降25.00%。"),),
    bad=(Example(f"{_LAST}\n=====\n甲县水利局2023年度部门决算\n公务接待费支出3.00万元，比上年减少⟦2.00⟧万元，下降40.00%。", "1.00"),),
)
def implied_last_year(filings: list[Filing]) -> Iterator[Check]:
    """上年数可能因机构划转、口径调整而重述，所以只作提示。"""
    for earlier, filing in _pairs(filings):
        for change in filing.claims(Change):
            item, delta = change.item, change.delta
            if delta is None or not delta.sign or change.prior is not None or change.base != LAST_YEAR or not change.currents:
                continue
            published = _published(earlier, item) if item is not None else None
            if not isinstance(published, Figure):
                continue
            current = change.currents[0]
            check = expect(delta, current - published if delta.sign > 0 else published - current)
            if check.verdict == BROKEN:
                check = check.noted(phrase("prior-restated"))
            yield check


def _published(earlier: Filing, item: Item) -> Operand | None:
    """What last year's filing stated for the same amount: of a concept, and of the department itself."""
    return stated(earlier, item.concept, item.scope) if item.concept is not None and not item.level and not item.owner else None


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
    why_en="Corrections, money taken back, money gathered in and reorganisations all adjust the opening figure, so this is a note.",
    formula_en="carry-over into the year = carry-over out of last year",
    source_en="summary tables of two years",
    scope="related",
    good=(Example(f"{_LAST}\n=====\n甲县水利局2023年度部门决算\n年初结转和结余5.00万元。"),),
    bad=(
        Example(f"{_LAST}\n=====\n甲县水利局2023年度部门决算\n年初结转和结余⟦6.00⟧万元。", "5.00"),
        Example(f"{_LAST}\n=====\n甲县水利局2023年度部门决算\n收入支出决算总表\n单位：万元\n项目\t决算数\t项目\t决算数\n{_TABLE}", "5.00"),
    ),
)
def carried_over(filings: list[Filing]) -> Iterator[Check]:
    """会计差错更正、财政收回、归集调入和机构划转都会调整年初数，所以只作提示。"""
    for earlier, filing in _pairs(filings):
        closings = _carried(earlier, "年末")
        for scope, figures in _carried(filing, "年初").items():
            for figure in figures if scope in closings else ():
                check = expect(figure, closings[scope][0])
                if check.verdict == BROKEN:
                    check = check.noted(phrase("opening-adjusted"))
                yield check


def _carried(filing: Filing, end: str) -> dict[str, list[Figure]]:
    """What was carried over at the beginning (年初) or the end (年末) of the year by fund scope, as narrative and tables print it."""
    found: dict[str, list[Figure]] = {}
    for (concept, scope, role), figures in filing.ledger.figures.items():
        if concept == end + _CARRIED and role == SPENT:
            found.setdefault(scope, []).append(figures[0])
    if filing.kind != SPENT:
        return found
    tables = Tables(filing)
    for scope in EACH:
        for figure in tables.figures(alike(end + _CARRIED, scope)):
            if figure.unit:
                found.setdefault(scope, []).append(figure)
    return found


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
    why_en=(
        "Of a filing published again the later counts; it is only said that the two differ, and not which is right. One that does "
        "not say whether it is a department's or a unit's is compared with such alone."
    ),
    formula_en="the same thing has the same figure in both",
    source_en="two files that one department published for one year",
    scope="related",
    good=(Example(f"{_LAST}\n=====\n{_LAST}"),),
    bad=(Example(f"{_LAST}\n=====\n甲县水利局2022年度部门决算\n公务接待费支出⟦4.10⟧万元。收入总计90.00万元。", "4.00"),),
)
def filed_twice(filings: list[Filing]) -> Iterator[Check]:
    """更正后重新公开的，以后一份为准；这里只指出两份不同，不判断哪一份正确。没有写明是部门还是单位决算的，只和同样没有写明的比较。"""
    seen: dict[tuple[str, str, str, int], Filing] = {}
    for filing in filings:
        if not _named(filing) or filing.year is None:
            continue
        first = seen.setdefault((filing.name, filing.extent, filing.kind, filing.year), filing)
        if first is filing:
            continue
        for key, figures in filing.ledger.figures.items():
            stated = first.ledger.figures.get(key)
            if stated and _comparable(figures[0], stated[0]):
                yield expect(figures[0], stated[0])


def _comparable(figure: Figure, other: Figure) -> bool:
    return figure.dimension == other.dimension and figure.role != CHANGE
