"""Relations that words assert: how far what is printed is from what fits, and whether a slip of the hand explains it.

The words establish such a relation, if they were understood.  A figure that is wrong by a stroke was; one that is far from what fits (three
times, the other sign, nothing for something) more likely belongs to another owner or concept than it is a slip.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import islice

from ..diagnosis.repair import readings, would_hold
from ..diagnosis.slips import near, slip
from ..model.arithmetic import Quotient, Total
from ..model.check import BROKEN, HOLDS, ROUNDING, Check, round_half_up
from ..model.figure import Figure, Word
from ..model.phrasing import Phrase, phrase
from ..model.proof import Proof
from .bounds import exceeds_by_misreading, outgrows
from .restated import own_sum, whole_of
from .rivals import Breath
from .strokes import stroke_at, telling
from .supposed import is_supposed
from .told import RELATED, Told, amounts

#: Rules that hold one statement against another of the same thing.  Whose figures they, and those that relate several things, are of only the words tell.
_RESTATED = f"{RELATED}0"
#: So many times as much is no slip.
_FAR = 3
#: A misprint that breaks more relations than this shows in so many of them.
_ASKED = 64
#: What is told in the place of a slip where one figure repairs several relations.
_REPAIRED = "repaired"
RESTATED = phrase("whole-among-parts")
NOT_THE_SAME = phrase("far-apart")
MISREAD = phrase("misread")
SUPPOSED = phrase("supposed")


def settle(checks: Sequence[Check], told: Told) -> list[Check]:
    """The checks, each broken one that only words establish with its proof: a slip, several relations that one figure repairs, or neither."""
    return _Settler(checks, told).settled()


class _Settler:
    """The checks of a filing as far as they are settled: what was counts for those behind it.

    A list that restates its whole speaks against no figure, and amounts that one relation showed to be misread were misread for all.
    """

    def __init__(self, checks: Sequence[Check], told: Told):
        self._now, self._first = list(checks), checks
        self._breath = Breath(told, checks)
        self._broken = [at for at, check in enumerate(checks) if check.verdict == BROKEN and check.support is None]
        #: What each figure of a broken check takes part in: checks that break, by number, and checks that hold.
        self._bound: dict[int, list[int]] = {id(figure): [] for at in self._broken for figure in checks[at].operands()}
        self._held: dict[int, list[Check]] = {figure: [] for figure in self._bound}
        self._misread: set[int] = set()
        #: Of the wholes of broken shares, whether they are shares of what their parts come to.
        self._of_sums: dict[int, bool] = {}
        for at, check in enumerate(checks):
            figures = set(map(id, check.operands())) & self._bound.keys() if check.verdict in (BROKEN, HOLDS, ROUNDING) else ()
            for figure in figures:
                if check.verdict == BROKEN:
                    self._bound[figure].append(at)
                else:
                    self._held[figure].append(check)

    def settled(self) -> list[Check]:
        """All checks, the broken ones with their proof or the reason why they are left unchecked."""
        for at in self._broken:
            self._now[at] = self._settle(self._now[at])
        return self._now

    def _settle(self, check: Check) -> Check:
        reason = self._rival(check)
        if reason is not None:
            return check.doubted(reason)
        name = self._explanation(check)
        if not name and (outgrows(check) or _leaves_nothing(check)):
            return check.doubted(NOT_THE_SAME)
        check = check.proved(Proof("words", 0, 0, (), name))
        return check if name or check.severity in ("note", "warning") else _unexplained(check)

    def _rival(self, check: Check) -> Phrase | None:
        """Why a relation is more likely misread than broken; ``None`` where no other reading explains it."""
        if is_supposed(check):
            return SUPPOSED
        if _restates(check):
            return RESTATED
        if check.rule.startswith(_RESTATED) and _one_paragraph(check) and (self._both_stand(check) or not self._mistyped(check)):
            return NOT_THE_SAME
        if self._of_their_sum(check) or self._of_no_list(check):
            self._misread.update(id(figure) for figure in amounts(check))
            return MISREAD
        other = exceeds_by_misreading(check, self._held.get(id(check.printed), ())) or self._breath.rival(check)
        if other is not None:
            self._misread.update(id(figure) for figure in amounts(check))
            return phrase("of-another", text=other.text)
        compared = amounts(check) if isinstance(check.printed, Word) else []
        return MISREAD if compared and self._misread.issuperset(map(id, compared)) else None

    def _of_their_sum(self, check: Check) -> bool:
        """Whether a share, and the others of its whole that break, are shares of what their parts come to: the whole is another amount."""
        whole = whole_of(check)
        if whole is None:
            return False
        if id(whole) not in self._of_sums:
            self._of_sums[id(whole)] = own_sum([now for now in self._broken_with(whole) if whole_of(now) is whole])
        return self._of_sums[id(whole)]

    def _of_no_list(self, check: Check) -> bool:
        """Whether shares of what their amounts come to break and no slip of one figure repairs them all: those amounts are no list."""
        whole = _made_up(check)
        if whole is None:
            return False
        broken = [now for now in map(self._first.__getitem__, self._broken) if _made_up(now) is whole]
        return not any(
            all(would_hold(now, figure, value) for now in broken)
            for figure in check.operands() for _, low, high in readings(check, figure) for value in near(figure, low, high)
        )  # fmt: skip

    def _broken_with(self, figure: Figure) -> list[Check]:
        return [self._first[at] for at in self._bound[id(figure)] if self._first[at].verdict == BROKEN]

    def _both_stand(self, check: Check) -> bool:
        """Whether two figures of one paragraph, taken for the same, each hold in a relation that the other would break: they are two things."""
        figures = check.operands()
        if len(figures) != 2:
            return False
        return all(
            any(held.verdict == HOLDS and would_hold(held, figure, other.exact) is False for held in self._held[id(figure)])
            for figure, other in (figures, figures[::-1])
        )  # fmt: skip

    def _explanation(self, check: Check) -> str:
        """The slip that explains a check, ``repaired`` where one figure repairs several, "" where nothing does."""
        if not isinstance(check.printed, Figure) or check.expression is None or check.operator != "=":
            return ""
        if check.explained or check.truncated:
            return "explained" if check.explained else "truncated"
        repaired = ""
        for figure in check.operands():
            for exact, low, high in readings(check, figure):
                value = round_half_up(exact, figure.quantum)
                name = slip(figure, value) or next((slip(figure, other) for other in near(figure, low, high) if round_half_up(other, figure.quantum)), "")
                if name:
                    return name
                if not repaired and self._repairs(figure, value):
                    repaired = _REPAIRED
        return repaired

    def _mistyped(self, check: Check) -> bool:
        """Whether a slip explains why two figures differ, and amounts have digits enough for that to mean something."""
        amounts_tell = all(telling(figure, figure.exact) for figure in amounts(check))
        return amounts_tell and self._explanation(check) not in ("", _REPAIRED)

    def _repairs(self, figure: Figure, value: Decimal) -> bool:
        """Whether a figure read otherwise repairs several relations and breaks none."""
        if any(would_hold(held, figure, value) is False for held in self._held[id(figure)]):
            return False
        broken = (self._now[at] for at in self._bound[id(figure)][:_ASKED])
        repaired = (now for now in broken if now.verdict == BROKEN and would_hold(now, figure, value))
        return len(list(islice(repaired, 2))) > 1


def _unexplained(check: Check) -> Check:
    """A relation that no slip explains: what is far from what fits is no slip at all, and what several amounts come to may lack one."""
    if not far(check):
        # Two statements of a thing may be two things; a sum may have all that the roundings of many parts leave room for.
        doubtful = check.rule.startswith(_RESTATED) or _adds_up(check)
        return check.warned() if doubtful and not stroke_at(check, check.operands()) else check
    if check.rule.startswith(_RESTATED) or check.rule.startswith(RELATED) and not _one_paragraph(check):
        return check.doubted(NOT_THE_SAME)
    return check.warned()


def _made_up(check: Check) -> Total | None:
    """The sum of amounts that a share of one of them is of, where no figure tells it."""
    part, whole = getattr(check.expression, "left", None), getattr(check.expression, "right", None)
    if check.operator != "=" or not isinstance(check.expression, Quotient) or not isinstance(whole, Total):
        return None
    return whole if all(sign > 0 for sign, _ in whole.terms) and any(term is part for _, term in whole.terms) else None


def _adds_up(check: Check) -> bool:
    """Whether a relation says what several amounts of money make: where no slip explains it, it may lack one that was not read."""
    printed = check.printed
    adds = check.operator == "=" and isinstance(check.expression, Total) and len(check.expression.terms) > 1
    return adds and isinstance(printed, Figure) and printed.dimension == "money"


def _leaves_nothing(check: Check) -> bool:
    """Whether parts pass their sum by so much that whichever of them were wrong would be nothing or less: no slip does that, two lists read as one do."""
    if not _adds_up(check) or not isinstance(check.expression, Total) or any(sign < 0 for sign, _ in check.expression.terms):
        return False
    parts = [each for each in check.expression.operands() if each.exact]
    return len(parts) > 1 and all(exact <= 0 for part in parts for exact, _, _ in readings(check, part))


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


def far(check: Check) -> bool:
    """Whether what is printed is so far from what fits that no slip is likely."""
    printed, exact = check.printed, check.exact
    if not isinstance(printed, Figure) or exact is None or check.operator != "=":
        return False
    low, high = sorted((abs(printed.exact), abs(exact)))
    return printed.exact * exact <= 0 or high >= low * _FAR
