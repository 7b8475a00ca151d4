"""Two amounts taken for the same thing: what their own surroundings say that they are.

Words that were not understood make a part look like its whole (政府采购…… 2860 万元 for 政府采购服务), a change like what changed (与上年相比，收、支总计各 242.30
万元，增长 8.16%), or the same item of two funds like one.  The numbers beside them tell: a part comes to the whole with those that it is listed with, a
change makes the rate that is printed behind it, and an amount that its own list bears out is no misprint of another.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from ..diagnosis.slips import slip
from ..field import CHANGE as MOVED
from ..model.arithmetic import Total, total
from ..model.check import HOLDS, Check, expect
from ..model.figure import Figure
from ..model.phrasing import phrase
from .lacking import lacking_in_section
from .told import CHANGE, LIST, LISTED, RELATED, Told

#: The rate of a change stands no further behind its amount.
_BEHIND = 60
#: A page may end between two paragraphs of one list.
_PAGES = 2
#: What supports a statement of the narrative that is held against a table.
_PROSE = "prose"


def apart(told: Told, checks: Sequence[Check], broken: Sequence[int]) -> list[Check]:
    """The checks, those of which a rival is known left unchecked, and with them all others of an amount that is something else."""
    settled, beside = list(checks), Surroundings(told, checks)
    asserted = [at for at in broken if (support := checks[at].support) is None or support.kind == _PROSE]
    others: dict[int, Figure] = {}
    for at in asserted:
        other = beside.rival(checks[at])
        if other is not None:
            others[id(other)] = other
        if other is None:
            other = lacking_in_section(checks[at], told) or beside.grown(checks[at]) or beside.moves(checks[at])
            if other is not None:
                settled[at] = checks[at].doubted(phrase("of-another", text=other.text))
    for at in asserted:
        other = next((others[id(figure)] for figure in checks[at].operands() if id(figure) in others), None)
        if other is not None:
            settled[at] = checks[at].doubted(phrase("of-another", text=other.text))
    return settled


class Surroundings:
    """The figures of a filing in their order, asked for those beside others."""

    def __init__(self, told: Told, checks: Sequence[Check]):
        self._told = told
        #: The rates that are known to be of something.
        self._known = {id(check.printed) for check in checks if check.sound}

    def rival(self, check: Check) -> Figure | None:
        """The one of two amounts held to be the same that is something else; ``None`` where nothing says so."""
        pair = _pair(check) if check.support is not None or check.rule.startswith((RELATED, LISTED)) else None
        if pair is None or slip(pair[0], pair[1].exact) or slip(pair[1], pair[0].exact):
            return None
        less, more = pair if pair[0].exact < pair[1].exact else pair[::-1]
        if any(expect(more, total(run)).sound for run in self._runs(less) if more not in run):
            return less
        if check.rule.startswith(LISTED) and self._among(less, more):
            return less
        for figure, other in (pair, pair[::-1]):
            if self._moves(figure, other):
                return figure
        return less if _near(less, more) and self._listed(less) and self._listed(more) else None

    def _runs(self, figure: Figure) -> Iterator[list[Figure]]:
        """The lists of amounts one behind the other that an amount may be one of, two at least that are something."""
        money = self._money(figure)
        at = next((at for at, each in enumerate(money) if each is figure), None)
        if at is None:
            return
        for first in range(max(0, at - LIST), at + 1):
            for last in range(at + 1, min(len(money), first + LIST) + 1):
                run = money[first:last]
                if len(run) > 1 and sum(bool(each.exact) for each in run) > 1 and _one_list(run):
                    yield run

    def _money(self, figure: Figure) -> list[Figure]:
        """The amounts before and behind one, in their order."""
        figures, at = self._told.within(figure.source), self._told.place(figure.source, figure.start)
        return [each for each in figures[max(0, at - 2 * LIST) : at + 2 * LIST] if each.dimension == "money"]

    def grown(self, check: Check) -> Figure | None:
        """A growth that exceeds what it was taken for, and is what the two changes told behind it come to: of a whole told before them."""
        printed, bound = check.printed, check.expression
        if check.operator != "<=" or not isinstance(printed, Figure) or not isinstance(bound, Figure) or isinstance(check.left, Total):
            return None
        money = self._money(printed)
        at = next((at for at, each in enumerate(money) if each is printed), 0)
        behind = [each for each in money[at + 1 : at + 1 + LIST] if each.exact and _near(each, printed)]
        larger = any(each.exact >= printed.exact and _near(each, printed) for each in money[:at])
        return printed if larger and any(one.exact + other.exact == printed.exact for one, other in combinations(behind, 2)) else None

    def moves(self, check: Check) -> Figure | None:
        """An amount of a change that is not taken for one, though the rate behind it is that of a change by it to an amount before it."""
        if not check.rule.startswith(CHANGE):
            return None
        for figure in check.operands():
            if figure.dimension != "money" or figure.role == MOVED or not figure.exact:
                continue
            before = (each for each in self._money(figure) if each.end <= figure.start and _near(each, figure, LIST) and each.exact)
            if any(self._moves(figure, other, check) for other in before):
                return figure
        return None

    def _among(self, part: Figure, whole: Figure) -> bool:
        """Whether the only part of a list that was understood makes the whole with two others told beside it."""
        beside = [each for each in self._money(part) if each.exact and each is not part and each is not whole and _near(each, whole, LIST)]
        return any(part.exact + one.exact + other.exact == whole.exact for one, other in combinations(beside, 2))

    def _moves(self, figure: Figure, other: Figure, check: Check | None = None) -> bool:
        """Whether the rate behind an amount, no part of a check, is that of a change by it to the other amount."""
        behind = self._told.between(figure.source, figure.end, figure.end + _BEHIND + 1)[:1]
        if not behind or behind[0].dimension != "percent" or not behind[0].exact:
            return False
        if id(behind[0]) in self._known:
            return False
        if check is not None and any(each is other for each in check.operands()):
            return False
        if figure.source.sentence(figure.start, figure.end)[1] < behind[0].start:
            return False
        return any(expect(behind[0], figure / prior).sound for prior in (other - figure, other + figure))

    def _listed(self, figure: Figure) -> bool:
        """Whether the amount just before a list that an amount is in is what the list comes to."""
        money = self._money(figure)
        place = {id(each): at for at, each in enumerate(money)}
        for run in self._runs(figure):
            at = place[id(run[0])]
            whole = money[at - 1] if at else None
            if whole is not None and whole.exact and _near(whole, figure) and expect(whole, total(run)).verdict == HOLDS:
                return True
        return False


def _pair(check: Check) -> tuple[Figure, Figure] | None:
    """The two amounts that a relation says are the same: nothing but zeros is added to one of them."""
    if check.operator != "=" or not isinstance(check.printed, Figure) or check.expression is None or check.printed.dimension != "money":
        return None
    others = [figure for figure in check.expression.operands() if figure.exact]
    if len(others) != 1 or others[0].exact != check.exact or not check.printed.exact:
        return None
    return check.printed, others[0]


def own_sum(shares: Sequence[Check]) -> bool:
    """Whether several shares of one whole that all break are shares of what their parts come to, which is no misprint of that whole."""
    parts = [_ratio(check) for check in shares]
    known = [pair for pair in parts if pair is not None]
    if len(known) < 2 or len(known) < len(shares):
        return False
    together = total(part for part, _ in known)
    if together.exact is None or slip(known[0][1], together.exact):
        return False
    return all(
        isinstance(check.printed, Figure) and expect(check.printed, part / together).sound
        for check, (part, _) in zip(shares, known, strict=True)
    )


def _ratio(check: Check) -> tuple[Figure, Figure] | None:
    """The part and the whole of a share; ``None`` where a check is none."""
    printed, expression = check.printed, check.expression
    left, right = getattr(expression, "left", None), getattr(expression, "right", None)
    if not isinstance(printed, Figure) or printed.dimension != "percent" or not isinstance(left, Figure) or not isinstance(right, Figure):
        return None
    return left, right


def whole_of(check: Check) -> Figure | None:
    """What a share is of."""
    pair = _ratio(check)
    return pair[1] if pair is not None and check.operator == "=" else None


def _one_list(run: Sequence[Figure]) -> bool:
    return _within(run[0].source.text, run[0].start, run[-1].end, _PAGES)


def _near(one: Figure, other: Figure, apart: int = _PAGES) -> bool:
    """Whether two figures stand in one paragraph, or no more line ends between them."""
    if one.source is not other.source:
        return False
    first, last = sorted((one.start, other.start))
    return _within(one.source.text, first, last, apart)


def _within(text: str, first: int, last: int, lines: int) -> bool:
    """Whether no more lines end in a stretch of a text."""
    for _ in range(lines + 1):
        first = text.find("\n", first, last) + 1
        if not first:
            return True
    return False
