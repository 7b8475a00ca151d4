"""The label and the role that the words before an amount give it, those of its sentence helping."""

from ...field import BUDGETED, LAST_YEAR, normal, resolve
from ...model.claims import Item
from ...startup import pattern
from .book import Book
from .clauses import Lead, Role
from .context import Context
from .divided import TOTALLED
from .parsing import level_of

_OF_YEAR, _BEGINNINGS = ("", "年初"), ("", "。")
_COMMAS, _COLONS = "，,", "：:"
#: A part that is called the budget of the year, beside what is carried over.
_OF_YEAR_LISTED, _NAME = pattern(r"(?P<label>(?:当年|本年)预算)(?:安排|数)?$"), 10
#: What is spread over several years, of which 年度预算 is a part.
_SPREAD, OF_THIS_YEAR = ("总预算", "总投资", "总资金"), "年度预算"


def spoken_by(context: Context, lead: Lead, start: int, book: Book) -> tuple[str, Role]:
    """The label and the role that the words before a figure give it, those of the sentence helping."""
    label, role = lead.label, lead.role
    # A budget filing's own figures are the year's; it compares them with those of the last one.
    if role is Role.BUDGET and not label and context.opening is not None and (named := _OF_YEAR_LISTED.search(book.text, max(0, start - _NAME), start)):
        return named["label"], Role.NONE  # 其中当年预算 420 万元，上年结转 180 万元
    if role is Role.BUDGET and not label and is_spread(context.item):
        label = OF_THIS_YEAR
    own = role is Role.BUDGET and book.filing.kind == BUDGETED and lead.budget in _OF_YEAR and not lead.within
    begins = not label and bool(lead.flow) and lead.separator in _BEGINNINGS
    if begins and (own or role is Role.BUDGET and context.item is None and not context.entitled):
        label = f"本年{lead.flow}"
    role = Role.NONE if own else role
    return label or _carried_label(lead, role), role


def goes_on_with_priors(context: Context, label: str) -> bool:
    """Whether a total ends a run of last year's amounts: 上年分别为 5 万元、2 万元，合计 7 万元."""
    last = context.last
    return context.each.lead.role is Role.PRIOR and bool(context.told) and last is not None and last.role == LAST_YEAR and normal(label) in TOTALLED


def is_spread(item: Item | None) -> bool:
    """Whether an amount is spread over several years: 项目总预算 200 万元，2023 年度预算 100 万元."""
    return item is not None and item.label.endswith(_SPREAD)


def _carried_label(lead: Lead, role: Role) -> str:
    """The words of the clause before, where they may name what this one tells; "" where they may not."""
    goes_on = not lead.separator or lead.separator in _COLONS or role is not Role.NONE or lead.listed
    sure = lead.separator and lead.separator not in _COMMAS or lead.listed
    return lead.context if lead.context and goes_on and (sure or is_known(lead.context)) else ""


def is_known(label: str) -> bool:
    """Whether words name something that filings are read for."""
    return resolve(label) is not None or bool(level_of(label))
