"""What a sentence only supposes: 比上年增加 100 万元；扣除新划入单位 60 万元，仅增加 40 万元，增长 4.44%.

A rate behind such words is of amounts that are not printed, and what is printed does not speak against it.
"""

from ..field import CHANGE as MOVED
from ..language import supposed_up_to
from ..model.check import Check
from ..model.figure import Figure
from .told import CHANGE, PLANNED, SHARED


def is_supposed(check: Check) -> bool:
    """Whether words in the sentence of a change, a completion or a share suppose what no amount behind them tells."""
    if not check.rule.startswith((CHANGE, PLANNED, SHARED)):
        return False
    figures = [each for each in (*check.operands(), check.printed) if isinstance(each, Figure)]
    told = [each for each in figures if each.dimension == "percent" or each.role == MOVED]
    if not told:
        return False
    last = max(told, key=lambda each: each.start)
    begins, _ = last.source.sentence(last.start, last.start)
    ends = begins + supposed_up_to(last.source.text[begins : last.start])
    return ends > begins and any(each.start < ends for each in figures if each not in told and each.source is last.source)
