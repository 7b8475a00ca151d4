"""Suspects: figures and words whose other reading repairs broken checks, and how good a suspect that makes each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ..model.check import BROKEN, HOLDS, ROUNDING, Check, round_half_up
from ..model.figure import SHIFT, Figure, Word
from ..model.filing import Filing
from ..named import NamedTuple
from .repair import readings, would_hold
from .slips import WEIGHT, near, slip

#: Re-evaluations of checks that one filing may cost (one of many figures costs more than one); beyond it findings stay
#: undiagnosed, and the report says so.
BUDGET = 60_000
#: Suspects that a finding names at most.
NAMED = 3


#: The numbers of the broken checks of a component, in order.
Part = dict[int, None]


class Candidate(NamedTuple):
    """A figure or word with the reading that repairs, and how good a suspect that makes it."""

    subject: Figure | Word
    value: Decimal | None
    repaired: frozenset[int]
    harmed: int
    slip: str
    plausible: bool
    nonzero: bool
    confirming: int

    @property
    def rank(self) -> tuple[int, bool, int, bool, int]:
        """Larger is more likely."""
        net = len(self.repaired) - self.harmed
        return net, self.plausible, WEIGHT.get(self.slip, 0), self.nonzero, -self.confirming

    def equals(self, first: "Candidate") -> bool:
        """Whether it is as good an explanation as the first: as many checks and no more harm, whatever the slip."""
        alike = self.rank[0] == first.rank[0] and self.repaired == first.repaired and self.plausible >= first.plausible
        return alike and (WEIGHT.get(self.slip, 0) >= WEIGHT.get(first.slip, 0) or not first.slip)


class Suspects:
    """The suspects for the broken checks of a filing, heard within a budget; ``broken`` are the numbers of the checks to repair."""

    def __init__(self, filing: Filing, checks: Sequence[Check], broken: Iterable[int]):
        self.filing = filing
        self.checks = checks
        self.budget = BUDGET
        #: The numbers of the checks that each figure of a broken one takes part in.
        self.by_figure: dict[int, list[int]] = {}
        self._printed: Counter[tuple[str, Decimal]] | None = None
        for i in broken:
            for figure in checks[i].operands():
                self.by_figure[id(figure)] = []
        for i, check in enumerate(checks if self.by_figure else ()):
            if check.verdict in (BROKEN, HOLDS, ROUNDING):
                self._enter(i, check)

    def _enter(self, i: int, check: Check) -> None:
        for figure in check.operands():
            mine = self.by_figure.get(id(figure))
            if mine is not None and (not mine or mine[-1] != i):
                mine.append(i)

    def best(self, part: Part) -> list[Candidate]:
        """The best suspects of a component, best first: the first, and those that repair equally well."""
        pool = [candidate for candidate in self._all(part) if candidate.repaired]
        if not pool:
            return []
        pool.sort(key=lambda candidate: candidate.rank, reverse=True)
        first = pool[0]
        told, known = [first], {id(first.subject)}
        for candidate in pool[1:]:
            if id(candidate.subject) not in known and candidate.equals(first):
                known.add(id(candidate.subject))
                told.append(candidate)
        return told[:NAMED]

    def _all(self, part: Part) -> list[Candidate]:
        """Every word and figure of a component with its best other reading; none where not all could be heard."""
        pool: list[Candidate] = []
        seen: set[int] = set()
        for i in part:
            if self.budget <= 0:
                return []
            check = self.checks[i]
            if isinstance(check.printed, Word):
                pool.append(self._word(check, check.printed, i, part))
            for figure in check.operands():
                if id(figure) not in seen and self.budget > 0:
                    seen.add(id(figure))
                    pool += self._figure(figure, part)
        return pool

    def _spend(self, check: Check) -> None:
        """Take what evaluating a check again costs from the budget."""
        self.budget -= 1 + len(check.operands()) // 16

    def _word(self, check: Check, word: Word, index: int, part: Part) -> Candidate:
        """A word turned round, with the change that it belongs to, or a unit taken for the other, with its figures."""
        repaired, harmed = {index}, 0
        delta = next((figure for figure in check.others if figure.role == "增减额"), None) if word.meaning in (1, -1) else None
        if delta is not None:
            found, harmed = self._turned(delta, part)
            repaired |= found
        unit = next((unit for unit in ("万元", "元") if check.should.endswith(unit)), "") if check.rule == "UNI001" else ""
        for figure in check.others if unit else ():
            found, harmed = self._reread(figure, figure.value.scaleb(SHIFT[unit]), part)
            repaired |= found
        turned = "turned" if delta is not None else "unit" if unit else ""
        return Candidate(word, None, frozenset(repaired), harmed, turned, True, True, 0)

    def _turned(self, delta: Figure, part: Part) -> tuple[set[int], int]:
        """Which broken checks hold with a change turned round, and how many that hold do not; its own rules see the word turned too."""
        mine = self.by_figure.get(id(delta), ())
        self.budget -= len(mine) // 16
        found, harmed = self._reread(delta, -delta.exact, part, [i for i in mine if not self.checks[i].rule.startswith("CHG")])
        return found | {i for i in mine if i in part and self.checks[i].rule.startswith("CHG")}, harmed

    def _reread(self, figure: Figure, value: Decimal, part: Part, among: Iterable[int] | None = None) -> tuple[set[int], int]:
        """Which broken checks hold with a figure read otherwise, and how many that hold do not."""
        found, harmed = set(), 0
        for i in self.by_figure.get(id(figure), ()) if among is None else among:
            check = self.checks[i]
            self._spend(check)
            holds = would_hold(check, figure, value)
            if holds and check.verdict == BROKEN and i in part:
                found.add(i)
            elif holds is False and check.verdict != BROKEN:
                harmed += 1
        return found, harmed

    def _figure(self, figure: Figure, part: Part) -> list[Candidate]:
        mine = self.by_figure.get(id(figure), ())
        broken = [i for i in mine if i in part]
        values: dict[Decimal, None] = {}
        spans: list[tuple[Decimal, Decimal]] = []
        for i in broken:
            self._spend(self.checks[i])
            for exact, low, high in readings(self.checks[i], figure):
                values[round_half_up(exact, figure.quantum)] = None
                if self.checks[i].operator == "=":
                    spans.append((low, high))
        for low, high in spans:
            if high - low > figure.quantum:
                values.update(dict.fromkeys(sorted(near(figure, low, high))[:12]))
        found = [self._weigh(figure, value, mine, part) for value in values if value != figure.exact and self.budget > 0]
        found.sort(key=lambda candidate: candidate.rank, reverse=True)
        return found[:1]

    def _weigh(self, figure: Figure, value: Decimal, mine: Iterable[int], part: Part) -> Candidate:
        repaired, harmed = self._reread(figure, value, part, mine)
        confirming = sum(self.checks[i].verdict != BROKEN for i in mine) - harmed
        return Candidate(
            figure, value, frozenset(repaired), harmed, self._slip(figure, value), _plausible(figure, value),
            bool(figure.exact), confirming,
        )  # fmt: skip

    def _slip(self, figure: Figure, value: Decimal) -> str:
        for i in self.by_figure.get(id(figure), ()):
            check = self.checks[i]
            if check.printed is figure and check.verdict == BROKEN and (check.explained or check.truncated):
                return "explained" if check.explained else "truncated"
        name = slip(figure, value)
        if not name and figure.exact and self._printed_again(figure):
            return "copied"
        return name

    def _printed_again(self, figure: Figure) -> bool:
        """Whether the same amount stands elsewhere in the filing."""
        if self._printed is None:
            self._printed = Counter((each.unit, each.exact) for each in self.filing.figures)
        return self._printed[figure.unit, figure.exact] > 1


def _plausible(figure: Figure, value: Decimal) -> bool:
    """A reading of the same sign, not absurdly larger or smaller, that the figure's own places can show."""
    if value < 0 <= figure.exact:
        return False
    if round_half_up(value, figure.quantum) != value:
        return False
    return not figure.exact or not value or Decimal("0.001") < value / figure.exact < 1000
