"""What a sum of words lacks: an amount told beside its parts that is just the difference, and whose words were not understood."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import attrgetter

from ..diagnosis.slips import slip
from ..model.arithmetic import Total
from ..model.check import Check
from ..model.figure import Figure
from .told import RELATED, Told, amounts, paragraph

#: How many digits what an identity lacks must have to be known again: a slip of the hand is off by fewer.
_TELLING = 3
_ENDS, _BRACKETS = "。；;", (("（", "）"), ("(", ")"))


def lacking_in_paragraph(check: Check, told: Told) -> Figure | None:
    """What the parts of a list lack, told among them or in the paragraph behind them."""
    own = amounts(check)
    lacking = _lacking(check)
    first, last = min(own, key=attrgetter("start")), max(own, key=attrgetter("start"))
    if lacking is None or first.source is not last.source:
        return None
    around = told.between(first.source, paragraph(first)[0], paragraph(last, 1)[1])
    return _first_of(lacking, around, own)


def lacking_in_sentence(check: Check, told: Told) -> Figure | None:
    """What the parts of a list of people or things lack, told in the rest of its sentence; small counts are everywhere further on, and in brackets."""
    own = check.operands()
    first, last = min(own, key=attrgetter("start")), max(own, key=attrgetter("start"))
    lacking = _lacking(check)
    if not lacking or first.source is not last.source:
        return None
    text = last.source.text
    end = min((at for mark in _ENDS if (at := text.find(mark, last.end)) >= 0), default=len(text))
    beside = (each for each in told.counted(first.source, first.start, end) if each.exact == lacking and each.unit == last.unit)
    return next((each for each in beside if not any(each is mine for mine in own) and not _bracketed(text, *sorted((each.start, last.end)))), None)


def _bracketed(text: str, start: int, end: int) -> bool:
    """Whether a bracket opens or closes in a stretch of a text and does not close or open there."""
    return any(text.count(opening, start, end) != text.count(closing, start, end) for opening, closing in _BRACKETS)


def lacking_in_section(check: Check, told: Told) -> Figure | None:
    """What the parts of an identity lack, or have in the place of one of them, told in their sections."""
    lacking = _lacking(check)
    if lacking is None or not check.rule.startswith(RELATED):
        return None
    own = check.operands()
    sections, sources = {each.section for each in own}, {id(each.source): each.source for each in own}
    beside = [each for source in sources.values() for each in told.within(source) if each.section in sections]
    for value, instead in _values(check, lacking):
        found = _first_of(value, (each for each in beside if not _same(each, instead)), own)
        if found is not None:
            return found
    return None


def _lacking(check: Check) -> Decimal | None:
    """By how much what is printed exceeds its parts; ``None`` where it is no sum."""
    if check.exact is None or not isinstance(check.printed, Figure) or not isinstance(check.expression, Total):
        return None
    return check.printed.exact - check.exact


def _values(check: Check, lacking: Decimal) -> Iterator[tuple[Decimal, Figure | None]]:
    """What would make an identity right and is no slip of the hand: one more amount, or one in the place of another."""
    parts = check.expression.operands() if check.expression is not None else ()
    for value, instead in [(abs(lacking), None), *((each.exact + lacking, each) for each in parts if each.exact)]:
        if len(value.normalize().as_tuple().digits) >= _TELLING and not (instead is not None and slip(instead, value)):
            yield value, instead


def _first_of(value: Decimal, beside: Iterator[Figure] | Sequence[Figure], own: Sequence[Figure]) -> Figure | None:
    """The first amount that is just so much; of what is told again there is some everywhere."""
    if any(each.exact == value for each in own):
        return None
    return next((each for each in beside if each.exact == value and each.dimension == "money"), None)


def _same(one: Figure, other: Figure | None) -> bool:
    """Whether two amounts are told of the same thing."""
    return other is not None and (one.label == other.label or one.concept is not None and one.concept == other.concept)
