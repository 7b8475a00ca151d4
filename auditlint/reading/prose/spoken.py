"""The label and the role that the words before an amount give it, those of its sentence helping."""

from typing import TYPE_CHECKING

from ...field import BUDGETED, FLOWS, LAST_YEAR, normal, resolve
from ...language import expanded
from ...model.claims import Item
from ...model.document import begin_of
from ...model.figure import MONEY, Figure
from ...startup import pattern
from .book import Book
from .clauses import Lead, Role
from .context import Context
from .divided import TOTALLED
from .parsing import level_of
from .words import SIDES

if TYPE_CHECKING:
    import regex

_PLAN, _BOTH = "预算", "收支"
_OF_YEAR, _BEGINNINGS = ("", "年初"), ("", "。")
#: What stands before a colon and names nothing: 完成预算情况：年初预算 9 万元.
_HEADINGS = ("情况", "对比", "比较")
_COMMAS, _COLONS, _SEMICOLONS = "，,", "：:", "；;"
#: A part that is called the budget of the year, beside what is carried over.
_OF_YEAR_LISTED, _NAME = pattern(r"(?P<label>(?:当年|本年)预算)(?:安排|数)?$"), 10
#: What parts of a sentence begin with, and words that give what follows to another year or make it no more than a part.
_PARTS, _BEGUN = "。！？；;", pattern(expanded(r"(?:^|[，,：:])\s*(?:(?P<past>{last}|上年度?)|(?P<year>20\d\d)年度?)(?!结|[末底初])[：:]?"))
_APART = pattern(r"[^\d，,]*[，,]")
_NOT_GONE_ON = pattern(expanded(r"20\d\d|本年|当年|今年|本期|结转|结余|其中|包括|分别|{versus}|预算|计划|下达|{direction}"))
_ENDS = "\n。！？"
_AT_FIRST, _YEARS = pattern(expanded(r"(?:{mark})?\s*(?P<year>20\d\d)年度?")), pattern(r"20\d\d(?=年)|[本今当]年")
_INITIAL, _ADJUSTED = "年初", "调整"
#: 2026 年收支预算 9 万元, of the whole department.
_OF_ALL = pattern(r"(?:^|[，,。；;：:\n）)])\s*(?:20\d\d年度?)?(?:本?部门)?收支预算(?:总额|数)?(?:总计|合计|共|为|是)*$")
#: A name with the marks that there are to get for it, and how far back it stands; of a part of a sentence no more is looked at than the reach.
_CLOSING, _NEAR, _REACH, _WEIGHT = "）", 40, 600, pattern(r"(?P<name>[^，,。；;：:、\n（）()\d]{2,16})[（(]\s*(?:满分|分值|权重)?\d+(?:\.\d+)?分[)）]$")
_TO_GET, _SCORED = pattern(r"(?:^|[，,。；;：:、])(?:其中)?(?P<name>[^，,。；;：:、（）()\d]{2,16}?)(?:满分|分值|权重)?\d+(?:\.\d+)?分[，,](?:实际?)?得分?为?$"), ("得", "得分", "实得", "实际得分")
#: What ends a name that words behind it are said of, and such words.
_MATTER, _TOLD = "方面", pattern(r"(?:本年|当年|全年|今年)?度?(?:共计?|合计|累计|实际)?(?:发生|安排|列支|使用)?(?:费用|经费|资金|支出|金额)?")
_ARRANGED = pattern(r"(?:20\d\d年度?)?(?:预算)?安排(?:资金|经费|预算)?")
#: What is spread over several years, of which 年度预算 is a part.
_SPREAD, OF_THIS_YEAR = ("总预算", "总投资", "总资金"), "年度预算"


def spoken_by(context: Context, lead: Lead, start: int, book: Book) -> tuple[str, Role]:
    """The label and the role that the words before a figure give it, those of the sentence helping."""
    label, role = lead.label, lead.role
    # A budget filing's own figures are the year's; it compares them with those of the last one.
    if role is Role.BUDGET and not label:
        begun = context.opening is not None and not context.entitled and not is_known(lead.context)
        named = _OF_YEAR_LISTED.search(book.text, max(0, start - _NAME), start) if begun else None
        if named is not None:
            return named["label"], Role.NONE  # 其中当年预算 420 万元，上年结转 180 万元
        label = OF_THIS_YEAR if is_spread(context.item) else ""
    own = role is Role.BUDGET and book.filing.kind == BUDGETED and lead.budget in _OF_YEAR and not lead.within
    begins = not label and bool(lead.flow) and lead.separator in _BEGINNINGS
    if not label and _is_other_side(context, lead):
        label = f"本年{lead.flow}"  # 收入预算 9 万元，支出预算 9 万元
    elif begins and (own or role is Role.BUDGET and context.item is None and not context.entitled):
        label = f"本年{lead.flow}"
    role = Role.NONE if own else role
    if label.startswith(_CLOSING):
        label = _before_bracket(label, start, book)
    elif label in _SCORED:
        label = _before_score(label, start, book)
    label = _matter_of(lead, label) or _arranged(context, lead, label, book) or label or _carried_label(lead)
    return _side_or_both(label, lead, start, book) if own else label, role


def _side_or_both(label: str, lead: Lead, start: int, book: Book) -> str:
    """What a budget calls one side of its account (收入预算：2026 年年初预算数 9 万元) or both (2026 年收支预算 9 万元), as the accounts call them."""
    if label.endswith(_PLAN) and label.removesuffix(_PLAN) in SIDES:
        return f"本年{label.removesuffix(_PLAN)}"
    both = label.endswith(_BOTH) and lead.year in (None, book.filing.year)
    return f"{label}总计" if both and _OF_ALL.search(book.text, max(0, start - _NEAR), start) is not None else label


def _is_other_side(context: Context, lead: Lead) -> bool:
    """Whether words name the other side of the account than the sentence has just told, or the one whose reasons end at their ；."""
    item = context.item
    if not lead.flow or item is None or item.concept not in FLOWS:
        return False
    explained = context.reason and item.paragraph == context.paragraph and lead.separator in _SEMICOLONS
    told = explained or item.sentence == context.sentence
    return told and any(item.concept.endswith((other, f"{other}总计")) for other in SIDES if other != lead.flow)


def _before_bracket(label: str, start: int, book: Book) -> str:
    """产出指标（50 分）得 48 分: the name before the bracket that tells how much there was to get."""
    begins = max(0, start - _NEAR)
    closed = book.text.rfind(label, begins, start)
    told = _WEIGHT.search(book.text, begins, max(closed, begins) + 1)
    return told["name"] + label[1:] if told is not None else label


def _before_score(label: str, start: int, book: Book) -> str:
    """产出指标 50 分，得 48 分: the name before how much there was to get."""
    told = _TO_GET.search(book.text, max(0, start - _NEAR), start)
    return told["name"] + label if told is not None else label


def goes_on_with_priors(context: Context, label: str) -> bool:
    """Whether a total ends a run of last year's amounts: 上年分别为 5 万元、2 万元，合计 7 万元."""
    last = context.last
    return context.each.lead.role is Role.PRIOR and bool(context.told) and last is not None and last.role == LAST_YEAR and normal(label) in TOTALLED


def of_its_flow(lead: Lead, context: Context) -> Lead:
    """本年收入 9 万元、支出 8 万元；上年收入 7 万元: the words name the other side of the account than was spoken of last, or in a new paragraph the account itself."""
    item = context.item
    if lead.subject or lead.label not in FLOWS or item is None or item.concept == lead.label:
        return lead
    return lead._replace(subject=lead.label) if item.concept in FLOWS or item.paragraph != context.paragraph else lead


def ends_reason(lead: Lead, role: Role, label: str, item: Item | None) -> bool:
    """年初预算 90 万元，因压减支出年中调减 10 万元，调整预算 80 万元: whether what the budget became ends the reason why."""
    adjusted = role is Role.BUDGET and lead.budget == _ADJUSTED and not label
    return adjusted and item is not None and item.actual is None and _INITIAL in item.budgets and _ADJUSTED not in item.budgets


def year_begun(context: Context, figure: Figure, label: str, role: Role, book: Book) -> int | None:
    """The other year that the part of a sentence begins with, of which its next amounts are as well: 2022 年基本支出 6 万元、项目支出 3 万元.

    So are the parts of last year's amount: 2022 年支出 9 万元，其中：基本支出 6 万元. Not those of another list (其中 2022 年项目 6 万元、其他项目 3 万元), nor what words give to this year; what was left over or carried is told under the year it comes from.
    """
    year, whole = book.filing.year, context.whole_here if context.opening is None or not context.opening.stale else None
    if year is None or not label or role is not Role.NONE or figure.unit not in MONEY or context.reason:
        return None
    if whole is not None and whole.prior is not None and whole.actual is None and not whole.budgets:
        return year - 1
    if whole is not None and any(_divides(prior, figure.start, book) for prior in (whole.prior, context.prior) if prior is not None):
        return year - 1
    if context.opening is not None or context.listing_here is not None or context.asides:
        return None
    told = _begun(figure, context, book)
    return None if told is None else year - 1 if told["past"] else int(told["year"])


def _divides(prior: Figure, start: int, book: Book) -> bool:
    """Whether what stands at a place is in the part of a sentence behind a colon right behind last year's amount: 上年为 9 万元：甲 8 万元、乙 1 万元."""
    begins = prior.end + len(prior.unit)
    if not begins < start <= begins + _REACH or prior.role != LAST_YEAR or book.text[begins] not in _COLONS:
        return False
    return not any(mark in book.text[begins:start] for mark in _PARTS + _ENDS)


def is_told_of_other_year(figure: Figure, book: Book) -> bool:
    """Whether the sentence of an amount begins with another year and names none beside it: 2025 年基本支出预算 6 万元，执行 5 万元；项目支出预算 3 万元 in a budget of 2026."""
    if book.filing.kind != BUDGETED or book.filing.year is None:
        return False
    start = begin_of(book.text, figure.start, _ENDS, max(0, figure.start - _REACH))
    begun = _AT_FIRST.match(book.text, start, figure.start)
    return begun is not None and {begun["year"]} == set(_YEARS.findall(book.text[start : figure.start])) and int(begun["year"]) != book.filing.year


def _begun(figure: Figure, context: Context, book: Book) -> "regex.Match[str] | None":
    """The year that a part of a sentence last began with, where nothing behind it says that an amount is of another."""
    begins = begin_of(book.text, figure.start, _PARTS, max(context.span[0], figure.start - _REACH))
    words = book.text[begins : figure.start].replace("\n", "")
    told = next(reversed(list(_BEGUN.finditer(words))), None)
    return None if told is None or _NOT_GONE_ON.search(words, told.end()) or _APART.match(words, told.end()) else told


def is_spread(item: Item | None) -> bool:
    """Whether an amount is spread over several years: 项目总预算 200 万元，2023 年度预算 100 万元."""
    return item is not None and item.label.endswith(_SPREAD)


def _carried_label(lead: Lead) -> str:
    """The words of the clause before, where they may name what this one tells; "" where they may not."""
    goes_on = not lead.separator or lead.separator in _COLONS or lead.role is not Role.NONE or lead.listed
    sure = lead.separator and lead.separator not in _COMMAS or lead.listed
    if lead.context.endswith(_HEADINGS):
        return ""
    return lead.context if lead.context and goes_on and (sure or is_known(lead.context)) else ""


def _arranged(context: Context, lead: Lead, label: str, book: Book) -> str:
    """机关运行经费：2025 年安排 9 万元，2024 年安排 8 万元: what both years' amounts are of; "" where the words tell more than a year."""
    if _ARRANGED.fullmatch(label) is None:
        return ""
    if lead.separator in tuple(_COLONS) and is_known(lead.context):
        return lead.context
    item, year = context.item, book.filing.year
    goes_on = item is not None and item.sentence == context.sentence and item.actual is context.last and lead.separator in tuple(_COMMAS)
    return item.label if item is not None and goes_on and year is not None and lead.year == year - 1 else ""


def _matter_of(lead: Lead, label: str) -> str:
    """公务接待费方面，当年共发生支出 3 万元: what words that name nothing are told of; "" where there is none, or nobody knows it."""
    name = lead.context.removesuffix(_MATTER)
    return name if name != lead.context and label and _TOLD.fullmatch(label) and is_known(name) else ""


def is_known(label: str) -> bool:
    """Whether words name something that filings are read for."""
    return resolve(label) is not None or bool(level_of(label))
