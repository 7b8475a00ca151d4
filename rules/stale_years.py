"""The year of another filing: what must speak of this year, and names an earlier one."""

from collections.abc import Callable, Iterator

from auditlint.field import BUDGETED, FISCAL, FUNDS, LAST_YEAR, OTHER_YEAR, SEPARATE, SPENT
from auditlint.model import Change, Check, Document, Filing, StaleYear, phrase
from auditlint.named import NamedTuple
from auditlint.registry import Example, rule
from auditlint.startup import pattern

from .words import found, paragraph, slip

_OWN = r"(?<![因系于是])(?:我|本)(?:单位|部门|局|委|院|厅|办|中心|校|所|会)(?:于|在)?"
#: The name of a department, a list mark or nothing: what a sentence may have before its year.
_NAME = r"(?:[\d一二三四五六七八九十（）()]{1,5}[.、．])?(?:从[^，。；]{2,12}看，)?(?:纳入)?(?:[一-龥（）]{2,30}(?:局|委员会|办公室|院|中心|厅|会|处|所|站|校|部|府|道|镇|乡|单位|门))?"
#: After 我单位 2022: nothing of the kind happened.
_NONE_THEN = r"年度?(?:未|无|没有)(?:有)?(?:发生|安排|购置|产生|开支|列支|使用|因公|公务|政府性|国有资本|机关运行|此项)"
#: After 截至 2022: the assets of the end of the year.
_ASSETS = r"年(?:12月31日|年?末|年?底)[^。；\n]{0,40}?(?:车辆|固定资产|公务用车保有量|资产总)"
#: After 2022 at the head of a sentence: an amount that a filing states for its own year.
_STATED = (
    r"年度?[^，。；：\n]{0,8}(?:收入总计|支出总计|收、支总计|收支总计|总收入|总支出|本年收入|本年支出|收入合计|支出合计|财政拨款"
    rf"|“?三公”?经费|机关运行经费|政府采购支出|公务用车保有量|国内公务接待|{'|'.join(fund.name for fund in SEPARATE)})[^，。；\n]{{0,24}}?\d"
)
#: Which units the accounts of the year take in.
_ENTRY = r"年度?(?:部门|单位)?决算(?:编制|汇编|公开)?(?:范围|编制|汇编)"
#: 2023 年度部门决算.
_ITSELF = rf"20\d\d\s*年?度?[^，。；\d]{{0,40}}{SPENT}"
_OWNERS = ("部门", "单位")
_COMPARISONS = ("与上年", "较上年", "比上年", "占本年", "年初预算", "，其中")
#: It fell to nothing, and the reason given is that there was nothing in the earlier year.
_GONE = r"[^\d.,]0(?:\.0+)?万?元[^。；]{0,24}减少[^。；]{0,20}下降100(?:\.0+)?%[^。；]{0,12}原因[^。；]{0,40}$"
_NOTHING = r"年度?(?:未|无|没有)"
_TITLE = rf"年度?(?:部门|单位)?(?:收入|支出|收支|收、支|{FISCAL}|{'|'.join(FUNDS)}|“三公”|机关运行|决算)[^，。；：\d]{{0,30}}(?:决算表?|总表|说明|情况|公开)$|年度?(?:部门|单位)决算(?:公开)?报?表$"
_NOT_LAST = phrase("earlier-than-last")
_HISTORY = ("原因", "由于", "因为", "上年", "去年", "较", "比", "增", "减", "下降", "持平", "历年", "以来", "关于")  # fmt: skip
_COMPARED = frozenset("较比与和同从自至到、—-－～〔【0123456789")
_YEAR, _COMMA, _LIST_COMMA, _STOPS, _REASON = "年", "，", "、", "，。；", "原因"
_CHINESE_DIGITS = "一二三四五六七八九十"
#: 截至 2022 年: assets of a day; what a year is compared with, and how the words of a comparison begin.
_AS_OF, _VERSUS, _OPENINGS = ("截至", "截止"), "与较比同", tuple("比较与同")
#: A title is shorter than this, and what stands before its year than that; 关于 begins the name of a document.
_TITLE_WIDTH, _LEAD_WIDTH, _ABOUT = 48, 24, "关于"
#: （2022 年度） alone in its line.
_BRACKETS = ("（", "("), ("年度）", "年度)", "年）", "年)")


@rule(
    "TXT002",
    "stale-year",
    severity="warning",
    title="说本年的事用本年的年份",
    title_en="what is said of this year names this year",
    message="说的是本年的事，年份却是以前年度的",
    message_en="the sentence speaks of this year and names an earlier one",
    formula="说本年数字的句子、标题和截止日期中的年份 = 决算年度",
    source="部门决算公开说明常由上年的文稿改成",
    why_en=(
        "Only what must speak of this year is told: nothing happened in the year, assets at its end, figures that begin with the "
        "year, titles, and a base of comparison that can only be last year.\n\n"
        "Where last year has an amount, this year none, and the reason says that there was none last year, the year was not "
        "changed either. Other bases, document numbers, names of projects, dates of policies, reasons and plans over years name "
        "earlier years rightly; budgets speak of last year and are not checked."
    ),
    formula_en="the year in sentences with figures of this year, in titles and closing dates = the year of the accounts",
    source_en="narratives are often made from last year's",
    good=(
        Example("2023年度部门决算\n2023年度收入总计120.00万元，与2022年度相比，增加20.00万元，增长20.00%。"),
        Example("2023年度部门决算\n公务接待费支出3.00万元，比上年增加3.00万元，主要原因是我单位2022年未发生公务接待。"),
        Example("2023年度部门决算\n2022年度收入总计100.00万元，2023年度收入总计120.00万元。"),
        Example(
            "2023年度部门决算\n用于总结2022年卫生健康工作，补缴2022年11月至12月差额1.26万元（乌财社〔2022〕439号）。"
        ),
    ),
    bad=(
        Example(
            "2023年度部门决算\n车辆由机关服务中心调配，我单位⟦2022⟧年未发生车辆运行费用；2023年末车辆0辆。", "2023"
        ),
        Example("2023年度部门决算\n截至⟦2022⟧年12月31日，共有车辆18辆。", "2023"),
        Example(
            "2023年度部门决算\n⟦2022⟧年度一般公共预算财政拨款支出10.00万元，占本年支出合计的95.46%。与上年相比，减少1.00万元。",
            "2023",
        ),
        Example("2023年度部门决算\n第二部分 ⟦2022⟧年度部门决算情况说明\n2023年度收入总计120.00万元。", "2023"),
        Example(
            "2023年度部门决算\n水土保持支出0.00万元，比上年减少84.86万元，下降100%，主要原因是：该项目⟦2022⟧年度未开展。",
            "2023",
        ),
        Example(
            "2023年度部门决算\n2023年度收入总计120.00万元。与2022年相比，增加20.00万元，增长20.00%。\n"
            "2023年度财政拨款收入总计90.00万元。与⟦2021⟧年相比，增加10.00万元，增长12.50%。",
            "2022",
        ),
    ),
)
def stale_year(filing: Filing) -> Iterator[Check]:
    """只报必定说本年的写法：本单位某年未发生、截至某年末的资产、以年份开头的本年数字、标题，以及只能是上年的比较基数。

    以前年度有金额、本年为零，原因却说以前年度没有，也是年份没有改。其余比较的基数、文号、项目名称、政策日期、原因说明和跨年度计划里的以前年度都是正常的；预算公开文件要讲上年的执行情况，不查。
    """
    year = filing.year
    if year is None or filing.kind != SPENT or not _accounts_for(filing, year):
        return
    text = filing.document.text
    read = {claim.word.start for claim in filing.claims(StaleYear)}
    for past in (str(year - 1), str(year - 2)):
        for at in found(text, past + _YEAR):
            if at in read or not _compared(text, at) and _speaks_of_now(filing.document, at, str(year)):
                yield slip(filing, at, at + 4, str(year))
    yield from _stale_bases(filing, year)


def _accounts_for(filing: Filing, year: int) -> bool:
    """Whether a filing says that it is the accounts of its year: what does not may be a budget, and those speak of last year."""
    text = filing.document.text
    if any(bool(pattern(_ITSELF).match(text, at)) and not _compared(text, at) for at in found(text, str(year))):
        return True
    spent, planned = (sum(text.count(own + kind) for own in _OWNERS) for kind in (SPENT, BUDGETED))
    return spent > planned


def _compared(text: str, at: int) -> bool:
    """Whether what stands before a year makes it the base of a comparison, the end of a span or part of a number."""
    if not at or text[at - 1] not in _COMPARED or text.startswith(_AS_OF, at - 2):
        return False
    return text[at - 1] != _LIST_COMMA or text[max(0, at - 2)] not in _CHINESE_DIGITS


def _stale_bases(filing: Filing, year: int) -> Iterator[Check]:
    """与 2021 年相比 in a filing for 2023 that says nothing of 2022 or last year there: last year's text, compared with its last year."""
    text = filing.document.text
    changes = filing.claims(Change)
    if not {OTHER_YEAR, LAST_YEAR} <= {change.base for change in changes}:
        return
    compared = {id(current) for change in changes if change.base == LAST_YEAR for current in change.currents[:1]}
    for change in changes:
        word = change.delta_word or change.rate_word or change.flat
        if change.base != OTHER_YEAR or word is None or not change.currents or id(change.currents[0]) in compared:
            continue
        first, last = paragraph(text, word.start)
        if text.find(f"{year - 1}{_YEAR}", first, last) >= 0:
            continue
        near = text[max(0, word.start - 40) : word.start]
        at = word.start - len(near) + near.rfind(str(year - 2))
        if at >= word.start - len(near) and text[at - 1] in _VERSUS:
            yield slip(filing, at, at + 4, str(year - 1), _NOT_LAST)


def _speaks_of_now(document: Document, at: int, year: str) -> bool:
    """Whether the sentence round the year at ``at`` can only mean the year of the filing."""
    text = document.text
    first, last = paragraph(text, at)
    if last - first < _TITLE_WIDTH and not any(text.find(mark, first, last) >= 0 for mark in _STOPS):
        return _is_title(text, at, first, last, year)
    said = _around(document, at, year)
    return next((verdict for step in _STEPS if (verdict := step(said)) is not None), False)


class _Said(NamedTuple):
    """What stands round an earlier year: in its clause, and in its paragraph; ``year`` is that of the filing."""

    past: str
    year: str
    before: str
    after: str
    lead: str
    whole: str
    rest: str

    @property
    def pause(self) -> str:
        """What stands between the last comma and the year."""
        return self.before.rpartition(_COMMA)[2]

    @property
    def heads(self) -> bool:
        """Whether the year begins its sentence, or only the name of the department stands before it."""
        return pattern(rf"(?:{_NAME}|{_OWN})").fullmatch(self.before) is not None


def _around(document: Document, at: int, year: str) -> _Said:
    text = document.text
    first, last = paragraph(text, at)
    start, end = document.sentence(at, at + 5)
    start, end, lead = max(start, first), min(end, last), text[max(first, at - 120) : at]
    return _Said(text[at : at + 4], year, text[start:at], text[at + 4 : end], lead, text[first:last], text[at:last])


def _assets_of_day(said: _Said) -> bool | None:
    """截至 2022 年 12 月 31 日，共有车辆 18 辆."""
    if said.pause not in _AS_OF:
        return None
    return bool(pattern(_ASSETS).match(said.after)) and _REASON not in said.before


def _names_both(said: _Said) -> bool | None:
    """A clause that names this year too tells the two apart."""
    return False if said.year in said.before + said.after else None


def _fell_to_nothing(said: _Said) -> bool | None:
    """减少 84.86 万元，下降 100%，原因是该项目 2022 年度未开展: it was there in 2022."""
    return True if pattern(_NOTHING).match(said.after) and pattern(_GONE).search(said.lead) else None


def _none_then(said: _Said) -> bool | None:
    """我单位 2022 年未发生车辆运行费用, unless it is a reason or compared."""
    if not pattern(_NONE_THEN).match(said.after) or not (said.heads or pattern(_OWN + "$").search(said.pause)):
        return None
    return not any(word in said.before + said.after for word in _HISTORY)


def _entry(said: _Said) -> bool | None:
    """纳入 2022 年度部门决算编制范围的单位; 2022 年度甲费支出 3 万元，比 2022 年增加 1 万元."""
    itself = any(f"{sign}{said.past}{_YEAR}" in said.after for sign in _OPENINGS)
    return True if (itself or pattern(_ENTRY).match(said.after)) and said.heads else None


def _amount_of_year(said: _Said) -> bool | None:
    """2022 年度收入总计 120 万元，与上年相比 ...: a paragraph that states amounts of the year, compares them and never names this one."""
    if said.year in said.whole or not any(mark in said.rest for mark in _COMPARISONS):
        return None
    return True if pattern(_STATED).match(said.after) and said.heads else None


#: What tells of a sentence whether it speaks of now, in this order: the first that knows decides.
_STEPS: tuple[Callable[[_Said], bool | None], ...] = (
    _assets_of_day, _names_both, _fell_to_nothing, _none_then, _entry, _amount_of_year,
)  # fmt: skip


def _is_title(text: str, at: int, first: int, last: int, year: str) -> bool:
    """第二部分 2022 年度部门决算情况说明, or （2022 年度） under the title of a table."""
    before, after = text[first:at], text[at + 4 : last]
    opening, closing = _BRACKETS
    if before in opening and after in closing:
        return True
    return len(before) < _LEAD_WIDTH and year not in before and _ABOUT not in before and bool(pattern(_TITLE).match(after))
