"""Nils: what a filing says there is none of."""

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from auditlint.field import CARRIED, FISCAL, SEPARATE, TOTALS, WITHIN, all_parts
from auditlint.model import BROKEN, HOLDS, Check, Constant, Figure, Filing, Nil
from auditlint.registry import Example, rule

from .words import found

_START = attrgetter("start")
#: What the title of a fund's own table begins with.
_TABLES = {fund.name: fund.budget + FISCAL for fund in SEPARATE}
#: Words before a nil that give it to another year, to somebody else, or to a case that is only supposed.
_ELSEWHERE = ("上年", "去年", "以前", "往年", "下属", "所属", "除", "如", "若", "年初", "原因", "其他", "其中")

#: What may follow the words of a nil: anything else makes them part of a longer phrase (无公务接待费超支情况).
_CLOSES = frozenset("，。；、,;：\n（(及和与故")
_GOES_ON = ("支出", "收入", "决算", "情况", "安排", "发生")


@rule(
    "TXT003",
    "declared-nil",
    severity="error",
    title="说“无”的收入、支出没有金额",
    title_en="what is declared as nil has no amount",
    message="说“无”而别处印有金额",
    message_en="declared as nil, yet an amount is stated",
    formula="无……收入、支出 ⇒ 该项及其组成部分的金额 = 0，相应的表为空表",
    source="部门决算公开说明：“无政府性基金预算财政拨款收入、支出，该表为空表”",
    why_en=(
        "A nil is an exact 0 and not silence: where the same thing (or a part of it) has an amount elsewhere, or a table said to "
        "be empty has figures, one of the two is wrong.\n\n"
        "Where all money is nil, so is the fiscal part, and not the other way round. What is said of last year, of a subordinate "
        "unit, or with an exception does not count."
    ),
    formula_en="no revenue or expenditure of … ⇒ its amount and those of its parts = 0, its table is empty",
    source_en="narratives: 无政府性基金预算财政拨款收入、支出，该表为空表",
    good=(
        Example("三、财政拨款“三公”经费支出决算情况说明\n公务接待费支出0.00万元。本单位2023年度无公务接待费支出。"),
        Example("三、财政拨款“三公”经费支出决算情况说明\n公务接待费支出3.00万元，上年无公务接待费支出。"),
        Example("三、财政拨款“三公”经费支出决算情况说明\n公务接待费支出3.00万元，无公务接待费超标准情况。"),
    ),
    bad=(
        Example("三、财政拨款“三公”经费支出决算情况说明\n公务接待费支出3.00万元。本单位2023年度⟦无公务接待费支出⟧。"),
        Example(
            "八、政府性基金预算财政拨款收入支出决算情况说明\n本单位2023年度⟦无政府性基金预算财政拨款收入、支出⟧。\n"
            "政府性基金预算财政拨款支出3.00万元。"
        ),
    ),
)
def declared_nil(filing: Filing) -> Iterator[Check]:
    """“无”是一个确切的 0，不是没有说：别处同一事项（或其组成部分）印有金额，或说是空表而表中有数字，两者必有一误。

    说全部资金没有，则财政拨款也没有；反过来不成立。说的是上年、下属单位或某一项除外的，不作数。
    """
    said: set[tuple[tuple[str, str], ...]] = set()
    for nil in filing.claims(Nil):
        if tuple(nil.concepts) in said or _elsewhere(filing, nil):
            continue
        said.add(tuple(nil.concepts))
        figures = list(dict.fromkeys((*_stated(filing, nil), *_in_table(filing, nil))))
        for verdict, others in (
            (BROKEN, [figure for figure in figures if figure.exact]),
            (HOLDS, [figure for figure in figures if not figure.exact]),
        ):
            if others:
                check = Check(nil.word, "=", None, verdict)
                check.others = others
                if len(others) == 1:
                    check.left, check.expression = others[0], Constant(0, "0")
                yield check


def _elsewhere(filing: Filing, nil: Nil) -> bool:
    """Whether the words round the nil give it to another year, to somebody else or to something else."""
    text, start, end = filing.document.text, nil.word.start, nil.word.end
    if end < len(text) and text[end] not in _CLOSES and not text.startswith(_GOES_ON, end):
        return True
    before = text[max(0, start - 24) : start]
    for mark in "。；，\n":
        before = before.rpartition(mark)[2]
    years = {before[at - 4 : at] for at in found(before, "年") if before[at - 4 : at].isdigit()}
    return any(word in before for word in _ELSEWHERE) or bool(filing.year and years and str(filing.year) not in years)


def _stated(filing: Filing, nil: Nil) -> Iterator[Figure]:
    """Amounts stated for what is declared as nil, for its parts, and in narrower funds."""
    ledger = filing.ledger
    concepts = list(nil.concepts)
    if "结转" in nil.word.text:
        concepts += [(name, scope) for name in CARRIED for scope in {scope for _, scope in nil.concepts}]
    for concept, scope in concepts:
        parts = all_parts(concept) if concept not in TOTALS else ()  # what is carried over is named by itself
        for name in (concept, *parts):
            for fund in (scope, *WITHIN.get(scope, ())):
                yield from ledger.mentions(name, fund, "决算")
    spent = {scope for concept, scope in nil.concepts if concept == "本年支出" and scope in _TABLES}
    if spent:
        for item in filing.items:
            if item.level and item.scope in spent and item.actual is not None:
                yield item.actual


def _in_table(filing: Filing, nil: Nil) -> Iterator[Figure]:
    """The first amount in the table of a fund that is declared to have neither income nor spending."""
    text = filing.document.text
    for fund in dict.fromkeys(scope for concept, scope in nil.concepts if concept == "本年支出" and scope in _TABLES):
        if "收" not in nil.word.text:
            continue
        for at in found(text, "\n" + _TABLES[fund]):
            title_end = text.find("\n", at + 1)
            if title_end < 0 or title_end - at > 40 or not text.startswith("表", title_end - 1):
                continue
            end = _table_end(text, title_end)
            first = bisect_left(filing.figures, title_end, key=_START)
            for figure in filing.figures[first : bisect_left(filing.figures, end, first, key=_START)]:
                if (not figure.unit or figure.section.endswith("表")) and figure.exact:
                    yield figure
                    break


def _table_end(text: str, start: int) -> int:
    """Where a table ends at the latest: at its note, at the next title, or at the next part."""
    end = len(text)
    for mark in ("\n注", "表\n", "\n第", "\n一、", "\f"):
        at = text.find(mark, start, end)
        end = at if at >= 0 else end
    return end
