"""What a sum lacks: an amount told beside its parts that is just the difference, and whose words were not understood."""

from collections.abc import Sequence
from decimal import Decimal
from operator import attrgetter

from ..diagnosis.slips import slip
from ..model.arithmetic import Total
from ..model.check import Check, expect, round_half_up
from ..model.figure import Figure, significant
from .strokes import TELLING
from .told import RELATED, Told, amounts, paragraph

_ENDS, _BRACKETS = "。；;", (("（", "）"), ("(", ")"))


def lacking_in_paragraph(check: Check, told: Told) -> Figure | None:
    """What the parts of a list lack, told among them or in the paragraph behind them."""
    own = amounts(check)
    lacking = _lacking(check)
    first, last = min(own, key=attrgetter("start")), max(own, key=attrgetter("start"))
    if lacking is None or first.source is not last.source:
        return None
    if any(each.exact == lacking for each in own):  # of what is told again there is some everywhere
        return None
    fitting = told.alike(first.source, paragraph(first)[0], paragraph(last, 1)[1], lacking)
    return next((each for each in fitting if each.dimension == "money"), None)


def lacking_in_sentence(check: Check, told: Told) -> Figure | None:
    """What the parts of a list of people or things lack, told in the rest of its sentence; small counts are everywhere further on, and in brackets."""
    own = check.operands()
    first, last = min(own, key=attrgetter("start")), max(own, key=attrgetter("start"))
    lacking = _lacking(check)
    if not lacking or first.source is not last.source:
        return None
    text = last.source.text
    end = min((at for mark in _ENDS if (at := text.find(mark, last.end)) >= 0), default=len(text))  # whatever paragraphs end before
    beside = (each for each in told.counted(first.source, first.start, end) if each.exact == lacking and each.unit == last.unit)
    return next((each for each in beside if not any(each is mine for mine in own) and not _bracketed(text, *sorted((each.start, last.end)))), None)


def _bracketed(text: str, start: int, end: int) -> bool:
    """Whether a bracket opens or closes in a stretch of a text and does not close or open there."""
    return any(text.count(opening, start, end) != text.count(closing, start, end) for opening, closing in _BRACKETS)


def lacking_in_section(check: Check, told: Told) -> Figure | None:
    """What the parts of an identity lack, or have in the place of one of them, told in their sections."""
    lacking = _lacking(check)
    if not lacking or not check.rule.startswith(RELATED):
        return None
    own = check.operands()
    sections, sources = {each.section for each in own}, {id(each.source): each.source for each in own}
    around = [each for source in sources.values() for each in told.within(source) if each.section in sections and each.dimension == "money"]
    known = {each.exact for each in own}
    beside = [each for each in around if each.exact not in known]
    return next((each for each in beside if _is_lacking(check, lacking, each)), None) or _in_place(check, lacking, beside)


def _is_lacking(check: Check, lacking: Decimal, other: Figure) -> bool:
    """Whether an identity holds with one more amount, as it is printed; small ones fit everywhere."""
    assert isinstance(check.printed, Figure) and isinstance(check.expression, Total)
    if min(significant(lacking), significant(other.exact)) < TELLING:
        return False
    whole = Total([*check.expression.terms, (1 if lacking > 0 else -1, other)])
    return expect(check.printed, whole).sound


def _in_place(check: Check, lacking: Decimal, beside: Sequence[Figure]) -> Figure | None:
    """The amount that makes an identity right in the place of one of its parts, of which it is no slip of the hand."""
    assert check.expression is not None
    for part in check.expression.operands():
        value = part.exact + lacking
        if part.exact and significant(value) >= TELLING and not slip(part, value):
            found = next((each for each in beside if each.exact == value and not _same(each, part)), None)
            if found is not None:
                return found
    return None


def lacking_in_print(check: Check, stretch: tuple[int, int]) -> bool:
    """Whether what the rows of a table lack is printed in its stretch, where no row was read: its name stands elsewhere, or is missing."""
    lacking, printed = _lacking(check), check.printed
    if not lacking or not isinstance(printed, Figure):
        return False
    among = printed.source.text[slice(*stretch)].replace(",", "")
    amount = f"{round_half_up(abs(printed.in_unit(lacking)), printed.printed_quantum.scaleb(-printed.shift)):f}"
    return _alone(amount, among)


def _alone(number: str, text: str) -> bool:
    """Whether a number is printed in a text, and not only as a piece of longer ones."""
    at = text.find(number)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(number) : at + len(number) + 1]
        if not (before.isdigit() or before == "." or after.isdigit()):
            return True
        at = text.find(number, at + 1)
    return False


def _lacking(check: Check) -> Decimal | None:
    """By how much what is printed exceeds its parts; ``None`` where it is no sum."""
    if check.exact is None or not isinstance(check.printed, Figure) or not isinstance(check.expression, Total):
        return None
    return check.printed.exact - check.exact


def _same(one: Figure, other: Figure) -> bool:
    """Whether two amounts are told of the same thing."""
    return one.label == other.label or one.concept is not None and one.concept == other.concept
