"""A share of a difference that the sentence tells: 年初批复 3000 万元，年末预算 3359.30 万元，净追加 359.30 万元，占年初批复的 11.98%.

The difference stands nearer to the share than the two amounts that it is of, and its own words tell that it is one.
"""

from itertools import islice

from ..language import tells_difference
from ..model.check import HOLDS, Check, expect
from ..model.document import begin_of
from ..model.figure import Figure
from .told import LIST, PLANNED, SHARED, Told, amounts, paragraph

_SHARE, _MARKS = "占", "，。；;：\n"


def of_difference(check: Check, told: Told) -> Figure | None:
    """The difference of which a share, or what was taken for a rate of completion, is right; ``None`` where the sentence tells none."""
    rate = check.printed
    if not check.rule.startswith((SHARED, PLANNED)) or not isinstance(rate, Figure) or rate.dimension != "percent" or not rate.exact:
        return None
    text = rate.source.text
    _, share, named = text[begin_of(text, rate.start, _MARKS) : rate.start].partition(_SHARE)
    if not share or not named:
        return None
    before = [*islice((each for each in told.back(rate, paragraph(rate)[0]) if each.dimension == "money" and each.exact), LIST)][::-1]
    first, _ = rate.source.sentence(rate.start, rate.end)
    here = (each for each in before if each.start >= first and tells_difference(text[begin_of(text, each.start, _MARKS) : each.start]))
    wholes = [*amounts(check), *islice(reversed(before), 1)]
    return next((each for each in here for whole in wholes if whole is not each and whole.exact and expect(rate, each / whole).verdict == HOLDS), None)
