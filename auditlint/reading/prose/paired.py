"""Rates of two amounts that their sentence tells: 到位资金 500 万元，支出 480 万元，支付率 96%.

Their words name neither amount.  They are read only where the sentence has one amount that was planned and one that was spent, reached or saved.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...field import BUDGETED, CHANGE, COUNTED_WITH, INITIAL, SPENT
from ...field.roles import STANDARD
from ...language import expanded, starting
from ...model.arithmetic import Operand, total
from ...model.claims import Share, exact_parts
from ...model.document import begin_of
from ...model.figure import MONEY, Figure
from ...model.listings import Average, ProseSum
from ...named import NamedTuple
from ...startup import pattern
from .book import Book, measure_of
from .context import Context
from .words import SIDES

if TYPE_CHECKING:
    import regex

    from ...language.shapes import Found

_SENTENCE, _PART, _MARKS = "。", "；;", "，,；;。：:（(\n"
#: What ends a sentence whose clauses a ；parts.
_STOPS, _END = "。！？\n", pattern(r"[。！？\n]")
_FINAL = ("调整", "全年")
#: What there is to spend, where nothing else is told: 建设资金 88 万元，使用 72 万元.
_FUNDS = pattern(r"(?:资金|经费|补助)$")
_ADJUSTED = "调整"
_ADDED, _TAKEN = pattern(r"(?:追加|调增|核增|增加)(?:预算|资金|经费)?$"), pattern(r"(?:调减|核减|收回|调剂减少)(?:预算|资金|经费)?$")
#: What is left of income when spending is taken from it.
_BALANCED = "收支相抵"
#: One of these stands in the name of whatever is left.
_LEFT = frozenset("余转约剩未空缺")
#: Averages that are no standards, and in what those are counted that they are of.
_AVERAGE = pattern(r"^(?:(?P<of>[人户生车批])均|平均每(?P<each>[人户名辆批村]))(?!.*(?:标准|不|定额|公用经费))")
_COUNTED = {"人": ("人", "名", "位", "人次"), "户": ("户",), "生": ("人", "名", "位"), "车": ("辆", "台"), "名": ("人", "名", "位"), "辆": ("辆", "台"), "批": ("批次", "批"), "村": ("个",)}
_STATED = ("", SPENT)
#: Averages of another year, of other people, or of what others pay.
_OTHER_AVERAGE = pattern(r"上年|去年|全[市省县区国]|平均|[人户生车]均(?:补助|补贴|自筹|增收)")
_OF_WHICH, _PAST = "其中", pattern(expanded(r"{past}|{last}"))
#: What the year began with.
_OPENING = pattern(r"(?:上年|年初|期初).*(?:结转|结余)")
_QUALIFIED = pattern(r"\s*(?:[万亿]?元|[人名位辆台户])*[（(][^）)]*(?:含|不占|其中|计算)")
#: The words before the first amount of a part of a sentence are no longer.
_LEADING = 600
#: What was not done, or has to be.
_NOT_YET = pattern(r"[应未不拟需待尚]|计划|预计")
#: How long the words of a rate are at most.
_REACH = 20
#: A sentence tells no more amounts than this.
_FAR = 40
#: What an amount is to such a rate, by the words just before it.
_REACHED, _PLANNED, _SAVED, _ARRIVED, _CARRIED, _SETTLED, _BROUGHT = (
    pattern(expanded(f"{{{name}}}")) for name in ("reached", "planned", "saved", "arrived", "carried", "settled", "brought")
)  # fmt: skip
#: What names neither what was settled nor how: 结案率 is not of what was 立案.
_NO_NAMES = frozenset("案验")
#: The end of the words of every such rate.
_SIGNS = ("率", "进度", "为", "达", "的", "到")


class _Roles(NamedTuple):
    """The amounts of a sentence by what they are to a rate: reached, planned, carried over, and the rest."""

    parts: list[Figure]
    wholes: list[Figure]
    carried: list[Figure]
    others: list[Figure]


def of_two(context: Context, figure: Figure, book: Book) -> Context | None:
    """A rate as one of two amounts of its sentence; ``None`` where its words are no such rate, or the sentence does not tell just two."""
    found = _rate(figure, book)
    if found is None:
        return None
    if found.slot("stem"):
        return _of_stem(context, figure, found, book)
    saved = bool(found.slot("saved"))
    if saved and context.last is not None and context.last.role == CHANGE:
        return None  # 年初预算 7 万元，决算 6.30 万元，节约 0.70 万元，节约率 10%: a change
    kind = _SAVED if saved else _ARRIVED if found.slot("arrived") else _SETTLED if found.slot("settled") else _REACHED
    told = _told(figure, "" if saved else _PART, book)
    settled = kind is _SETTLED
    if settled and not _is_of_two_counts(figure, found.slot("settled") or "", told, book):
        return None
    roles = _roles(told, kind)
    divided = _divided(book)
    roles = roles._replace(others=[each for each in roles.others if each not in divided])
    if not _is_one_pair(roles, saved) or measure_of(told[-1][0]) != measure_of(roles.parts[-1]):
        return None  # 计划 4 期 200 人次，实际 5 期 230 人次，完成率 115%: of what was told last
    part, whole = roles.parts[-1], roles.wholes[-1]
    together = [total([*roles.carried, whole])] if roles.carried else []
    others = [each for each, _ in told if each not in (part, whole)]  # 结转率 may be of what there was to spend, 可用资金合计
    return _enter(context, figure, part, [*together, whole], settled, found, book, others)


def _enter(
    context: Context, figure: Figure, part: Figure, wholes: list[Operand], untold: bool, found: "Found", book: Book, rivals: Sequence[Figure] = ()
) -> Context:
    claim = Share(figure, part, wholes, "", context.section.path)
    claim.rivals = list(rivals)
    claim.sure, claim.untold = len(claim.wholes), untold
    book.trace(figure.start, (found.shape.name,))
    book.mean(figure, role="占比", label=part.label)
    book.add(claim)
    return context


def _divided(book: Book) -> list[Figure]:
    """下达 9 万元，其中甲 6 万元、乙 3 万元，支出 8 万元: the parts of the latest list where they come to its whole, which say nothing more than that."""
    return [amount for listing in book.filing.breakdowns()[-1:] for amount in exact_parts(listing.whole, listing.parts)]


def _of_stem(context: Context, figure: Figure, found: "Found", book: Book) -> Context | None:
    """预备费 2200 万元，动支 1468 万元，动支率 66.73%: of the only two amounts of its part of the sentence, the last of which is told in the words of the rate."""
    told = _told(figure, _PART, book)
    if len(told) < 2 or found.slot("stem") not in told[-1][1] or _NOT_YET.search(told[-1][1]) or not figure.printed_places:
        return None
    part = told[-1][0]
    same = [each for each, _ in told if measure_of(each) == measure_of(part)]
    begins = begin_of(book.text, figure.start, _STOPS + _PART, max(0, told[0][0].start - _LEADING))
    rated = any(token.figure.unit == "%" for token in book.tokens[bisect_left(book.starts, begins) : bisect_left(book.starts, figure.start)])
    if len(same) != 2 or rated or part.role == CHANGE or same[0].role == CHANGE or same[0].exact < part.exact:
        return None
    return _enter(context, figure, part, [same[0]], True, found, book)


def _is_of_two_counts(figure: Figure, name: str, told: list[tuple[Figure, str]], book: Book) -> bool:
    """受理案件 500 件，审结 480 件，结案率 96%: whether the sentence tells no rate before, just two numbers of what was counted last, and the last of what the rate is called by."""
    if not told or told[-1][0].unit in MONEY or not set(told[-1][1]) & set(name) - _NO_NAMES:
        return False
    first, end = begin_of(book.text, figure.start, _STOPS), _END.search(book.text, figure.end)
    stop = end.start() if end is not None else len(book.text)
    here = [token.figure for token in book.tokens[bisect_left(book.starts, first) : bisect_left(book.starts, stop)]]
    counted = [each for each in here if measure_of(each) == measure_of(told[-1][0])]
    return len(counted) == 2 and not any(each.unit == "%" and each.start < figure.start for each in here)


def _rate(figure: Figure, book: Book) -> "Found | None":
    """The words of such a rate before it; ``None`` where there are none."""
    text = book.text
    if not any(text.startswith(_SIGNS, figure.start - back) for back in (1, 2)):
        return None
    words = _words_before(figure, book)
    return starting("paired", words) if len(words) < _REACH else None


def _words_before(figure: Figure, book: Book) -> str:
    """The words between the last mark of a sentence and a figure."""
    return book.text[begin_of(book.text, figure.start, _MARKS) : figure.start]


def _roles(told: list[tuple[Figure, str]], kind: "regex.Pattern[str]") -> _Roles:
    """What the amounts are to a rate of those that words of this ``kind`` stand before."""
    parts = [each for each, words in told if kind.search(words) and (kind is not _REACHED or not _is_planned(each, words))]
    wholes = _wholes(told, kind, parts)
    carried = [each for each, words in told if _CARRIED.search(words)]
    known = (*parts, *wholes, *carried)
    before = [each for each, _ in told if parts and each.start < parts[-1].start and measure_of(each) == measure_of(parts[-1])]
    return _Roles(parts, wholes, carried, [each for each in before if each not in known])


def _wholes(told: list[tuple[Figure, str]], kind: "regex.Pattern[str]", parts: list[Figure]) -> list[Figure]:
    """What the parts may be of: what was brought before somebody, what was planned, or the funds that the sentence tells first."""
    if kind is _SETTLED:
        wholes = [each for each, words in told if each not in parts and _BROUGHT.search(words)]
    else:
        wholes = [each for each, words in told if each not in parts and _is_planned(each, words)]
    return wholes or [each for each, words in told[:1] if each not in parts and _FUNDS.search(words)]


def _is_one_pair(roles: _Roles, saved: bool) -> bool:
    """Whether one amount only may be the whole, and one the part; what was saved may stand behind others."""
    if not roles.parts or len({each.exact for each in roles.wholes}) != 1 or measure_of(roles.parts[-1]) != measure_of(roles.wholes[-1]):
        return False
    return saved or len({each.exact for each in roles.parts}) == 1 and not roles.others


def left_over(context: Context, figure: Figure, book: Book) -> None:
    """全年预算 100 万元，支出 90 万元，结余 10 万元: what there was is what was spent and what is left."""
    if context.reason or _LEFT.isdisjoint(book.text[max(0, figure.start - _REACH) : figure.start]):
        return
    *told, (_, words) = _told(figure, "", book, True) or [(figure, "")]
    if _SAVED.search(words) is None:
        return
    divided = _divided(book)
    same = [(each, words) for each, words in told if measure_of(each) == measure_of(figure) and each.role != CHANGE and each not in divided]
    before = told[-1][0].end if told else figure.start
    balanced = _BALANCED in book.text[before : figure.start]
    spent = _of_sides(same) if balanced else _of_plan(same)
    if spent is None or _is_qualified(spent[1], book):
        return
    # What was carried over may be told elsewhere: 年初结转 1 万元。……本年收入 9 万元，支出 8 万元，收支相抵，年末结余 2 万元.
    items = book.filing.items if balanced else ()
    carried = [item.actual for item in items if item.actual is not None and item.actual.exact and _OPENING.search(item.label)]
    add_sum(spent[0], [[spent[1], figure], *([spent[1], figure, -each] for each in carried)], context, book)


def _of_sides(told: list[tuple[Figure, str]]) -> tuple[Figure, Figure] | None:
    """收支相抵: the only income and the only spending."""
    income, spending = ([each for each, words in told if side in words and each.role in _STATED] for side in SIDES)
    return (income[0], spending[0]) if len(income) == len(spending) == 1 else None


def _of_plan(told: list[tuple[Figure, str]]) -> tuple[Figure, Figure] | None:
    """The only budget, or the adjusted one, and what was spent of it, where nothing else is told."""
    planned = [each for each, words in told if _is_planned(each, words)]
    reached = [each for each, words in told if _REACHED.search(words) and not _is_planned(each, words)]
    adjusted = [each for each in planned if each.role.startswith(_FINAL)]
    wholes = adjusted or planned
    everything = adjusted or len(planned) + len(reached) >= len(told)
    return (wholes[0], reached[0]) if everything and len(reached) == len(wholes) == 1 else None


def adjusted_by(context: Context, figure: Figure, book: Book) -> None:
    """年初预算 90 万元，年中追加 30 万元，调减 10 万元，调整预算 110 万元: the first budget and what was added to it or taken from it."""
    if not figure.role.startswith(_ADJUSTED) or context.reason:
        return
    told = [(each, words) for each, words in _told(figure, "", book) if measure_of(each) == measure_of(figure) and not _is_since_last_year(each, words)]
    first = [each for each, _ in told if each.role == INITIAL]
    moved = [(each, 1 if _ADDED.search(words) else -1) for each, words in told if _ADDED.search(words) or _TAKEN.search(words)]
    if len(first) != 1 or not moved or len(moved) != len(told) - 1 or _OF_WHICH in book.text[first[0].end : figure.start] or _has_its_sum(moved):
        return
    moves: list[Operand] = [each if sign > 0 else -each for each, sign in moved]
    add_sum(figure, [[first[0], *moves]], context, book)


def add_sum(whole: Figure, readings: list[list[Operand]], context: Context, book: Book) -> None:
    """Enter what an amount should be: what does not come out is told where a slip of the hand explains it."""
    claim = ProseSum(whole, readings, True, False, context.section.path)
    claim.left = True
    book.add(claim)


def _is_since_last_year(figure: Figure, words: str) -> bool:
    """Whether an amount is a change of the first budget against last year, and no move of it."""
    return figure.role == CHANGE and _PAST.search(words) is not None


def _has_its_sum(moved: list[tuple[Figure, int]]) -> bool:
    """Whether one of several moves is what the others come to: 追加 2 万元，追加 3 万元，合计追加 5 万元."""
    signed = [each.exact * sign for each, sign in moved]
    return len(signed) > 2 and any(sum(signed) == 2 * each for each in signed)


def _is_qualified(figure: Figure, book: Book) -> bool:
    """Whether a bracket behind an amount or a number says what it counts in or leaves out."""
    return _QUALIFIED.match(book.text, figure.end) is not None


def average(context: Context, figure: Figure, label: str, book: Book) -> None:
    """人员经费支出 520 万元，在职人员 260 人，人均 2 万元: the only amount of its part of the sentence over the only number of them."""
    each = _AVERAGE.search(label)
    if each is None or context.reason or context.asides:
        return
    told = [other for other, _ in _told(figure, _PART, book) if other.role != CHANGE]
    amounts = [other for other in told if other.unit in MONEY]
    counts = [other for other in told if other.unit in _COUNTED[each["of"] or each["each"]]]
    if _OTHER_AVERAGE.search(_words_before(figure, book)) or any(_is_qualified(other, book) for other in (figure, *amounts, *counts)):
        return
    if told and _OF_WHICH in book.text[told[0].end : figure.start]:
        return
    if len(amounts) == len(counts) == 1 and amounts[0].concept not in COUNTED_WITH and counts[0].exact and amounts[0].role in _STATED:
        claim = Average(figure, [amounts[0] / counts[0]], context.section.path)
        claim.nearest = True
        book.add(claim)


def told_before(figure: Figure, book: Book) -> list[tuple[Figure, str]]:
    """The amounts of a sentence up to one, each with the words before it; those in brackets are told by the way."""
    return _told(figure, "", book, True)


def _told(figure: Figure, marks: str, book: Book, itself: bool = False) -> list[tuple[Figure, str]]:
    """The amounts of its sentence before a rate, with the last one ``itself``, each with the words before it; those in brackets are told by the way.

    Of a sentence that tells more than any does nothing is known.
    """
    text = book.text
    last = bisect_left(book.starts, figure.start + itself)
    earliest = book.starts[last - _FAR - 1] if last > _FAR else 0
    first = max(text.rfind(mark, earliest, figure.start) for mark in ("\n", _SENTENCE, *marks)) + 1
    found: list[tuple[Figure, str]] = []
    at = first
    for token in book.tokens[bisect_left(book.starts, first) : last] if first or last <= _FAR else ():
        other = token.figure
        words = text[at : other.start]
        at = token.end
        inside = text.rfind("（", first, other.start) > text.rfind("）", first, other.start)
        if other.unit != "%" and not inside and not other.role.endswith(STANDARD):
            found.append((other, words[begin_of(words, len(words), _MARKS + "）") :]))
    return found


def _is_planned(figure: Figure, words: str) -> bool:
    """Whether an amount is what there was to spend or to reach."""
    return figure.role.endswith(BUDGETED) or _PLANNED.search(words) is not None
