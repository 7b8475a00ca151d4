"""Relations that words assert: how far what is printed is from what fits, and whether a slip of the hand explains it.

The words establish such a relation, if they were understood.  A figure that is wrong by a stroke was; one that is far from what fits (three
times, the other sign, nothing for something) more likely belongs to another owner or concept than it is a slip.
"""

from collections.abc import Sequence
from decimal import Decimal

from ..diagnosis.repair import readings, would_hold
from ..diagnosis.slips import slip
from ..model.arithmetic import Total
from ..model.check import BROKEN, HOLDS, ROUNDING, UNCHECKED, Check, round_half_up
from ..model.figure import Figure
from ..model.phrasing import phrase
from ..model.proof import Proof

#: Rules that hold one statement against another of the same thing, and those that relate several things: whose figures they are
#: only the words tell.
_RESTATED, _RELATED = "REF0", "REF"
#: So many times as much is no slip.
_FAR = 3
RESTATED = phrase("whole-among-parts")
NOT_THE_SAME = phrase("far-apart")


def settle(checks: Sequence[Check], broken: Sequence[Check]) -> None:
    """Give each broken check that only words establish its proof: a slip, several relations that one figure repairs, or neither."""
    bound: dict[int, list[Check]] = {id(figure): [] for check in broken for figure in check.operands()}
    for check in checks:
        if check.verdict in (BROKEN, HOLDS, ROUNDING):
            for figure in check.operands():
                if id(figure) in bound:
                    bound[id(figure)].append(check)
    for check in broken:
        if _restates(check):
            check.verdict, check.reason = UNCHECKED, RESTATED
            continue
        name = _explanation(check, bound)
        check.proof = Proof("words", 0, 0, (), name)
        if name or check.severity in ("note", "warning") or not far(check):
            continue
        if check.rule.startswith(_RESTATED) or check.rule.startswith(_RELATED) and not _one_paragraph(check):
            check.verdict, check.reason = UNCHECKED, NOT_THE_SAME
        else:
            check.severity = "warning"


def _restates(check: Check) -> bool:
    """Whether what seems to exceed a whole holds the whole itself among its parts, printed once more."""
    if check.operator != "<=" or not isinstance(check.left, Total) or check.exact is None or not check.exact:
        return False
    return len(check.left.terms) > 1 and any(term.exact == check.exact for _, term in check.left.terms)


def _one_paragraph(check: Check) -> bool:
    """Whether all figures of a relation are told in one breath: they have one owner."""
    figures = check.operands()
    sources = {id(figure.source) for figure in figures}
    start, end = min(figure.start for figure in figures), max(figure.end for figure in figures)
    return len(sources) == 1 and "\n" not in figures[0].source.text[start:end]


def _explanation(check: Check, bound: dict[int, list[Check]]) -> str:
    """The slip that explains a check, ``repaired`` where one figure repairs several, "" where nothing does."""
    if not isinstance(check.printed, Figure) or check.expression is None or check.operator != "=":
        return ""
    if check.explained or check.truncated:
        return "explained" if check.explained else "truncated"
    repaired = ""
    for figure in check.operands():
        for exact, _, _ in readings(check, figure):
            value = round_half_up(exact, figure.quantum)
            name = slip(figure, value)
            if name:
                return name
            if not repaired and _repairs(figure, value, bound[id(figure)]):
                repaired = "repaired"
    return repaired


def _repairs(figure: Figure, value: Decimal, mine: Sequence[Check]) -> bool:
    """Whether a figure read otherwise repairs several relations and breaks none."""
    held = 0
    for check in mine:
        holds = would_hold(check, figure, value)
        if check.verdict != BROKEN and holds is False:
            return False
        held += check.verdict == BROKEN and holds is True
    return held > 1


def far(check: Check) -> bool:
    """Whether what is printed is so far from what fits that no slip is likely."""
    printed, exact = check.printed, check.exact
    if not isinstance(printed, Figure) or exact is None or check.operator != "=":
        return False
    low, high = sorted((abs(printed.exact), abs(exact)))
    return printed.exact * exact <= 0 or high >= low * _FAR
