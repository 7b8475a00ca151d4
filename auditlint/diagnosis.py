"""Diagnosis: one wrong figure breaks a sum, a share, a rate and a cross reference; a person wants one answer.

The broken checks and the figures in them form a graph.  In each connected part of it the diagnosis looks for the figure
whose other reading repairs the most and breaks the least, takes it with all that it repairs, and goes on with the rest.
Where two figures repair equally well both are named: which side of an equation is the true one nobody can know.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from .model.check import BROKEN, HOLDS, ROUNDING, Check, round_half_up
from .model.figure import SHIFT, Figure, Word
from .model.filing import Filing
from .model.finding import SEVERITIES, Finding, Related, Suspect
from .repair import readings, would_hold
from .slips import NAMES, WEIGHT, near, slip, written
from .wording import say

#: Re-evaluations of checks that one filing may cost (one of many figures costs more than one); beyond it findings stay
#: undiagnosed, and the report says so.
BUDGET = 60_000
#: Suspects that a finding names at most.
NAMED = 3

Judged = Sequence[tuple[Check, Finding | None]]
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


class Diagnosis:
    """The diagnosis of one filing."""

    def __init__(self, filing: Filing, judged: Judged, lang: str):
        self.filing = filing
        self.lang = lang
        self.checks = [check for check, _ in judged]
        self.findings = [finding for _, finding in judged]
        self.open = [
            i for i, (check, finding) in enumerate(judged)
            if check.verdict == BROKEN and finding is not None and finding.severity != "note"
        ]  # fmt: skip
        self.budget = BUDGET
        self.left_out = 0
        self.by_figure: dict[int, list[int]] = {}
        self._printed: Counter[tuple[str, Decimal]] | None = None
        if self.open:
            self._index()

    def _index(self) -> None:
        by_figure = self.by_figure
        for i in self.open:
            for figure in self.checks[i].operands():
                by_figure[id(figure)] = []
        for i, check in enumerate(self.checks):
            if check.verdict in (BROKEN, HOLDS, ROUNDING):
                for figure in check.operands():
                    mine = by_figure.get(id(figure))
                    if mine is not None and (not mine or mine[-1] != i):
                        mine.append(i)

    def findings_told(self) -> list[Finding]:
        """All findings, those of one cause as one."""
        settled = self._rows()
        self.open = [i for i in self.open if i not in settled]
        for part in self._components():
            while part:
                if self.budget <= 0:
                    self.left_out += len(part)
                    break
                suspects = self._best(part)
                if self.budget <= 0:  # not all suspects were heard
                    continue
                if not suspects:
                    break
                repaired = sorted(suspects[0].repaired)
                told = self._tell(repaired, suspects)
                for i in repaired:
                    settled[i] = None
                settled[told[0]] = told[1]
                part = {i: None for i in part if i not in suspects[0].repaired}
        return [
            found for i, finding in enumerate(self.findings) if (found := settled.get(i, finding)) is not None
        ]

    def _rows(self) -> dict[int, Finding | None]:
        """The sums that one missing row breaks, as one finding at the first of them."""
        families: dict[object, list[int]] = {}
        for i in self.open:
            check = self.checks[i]
            if check.proof is not None and check.proof.slip == "row" and check.support is not None:
                place = check.printed.place
                families.setdefault((check.support.key, place.page, place.line), []).append(i)
        settled: dict[int, Finding | None] = {}
        for members in families.values():
            first, *others = members
            told = [self._told(i) for i in others]
            related = dict.fromkeys((*self._told(first).related, *(each for other in told for each in other.related)))
            settled.update(dict.fromkeys(others))
            settled[first] = self._told(first)._replace(related=tuple(related), explains=tuple(told))
        return settled

    def _components(self) -> list[Part]:
        """The broken checks, parted into those that share figures."""
        waiting = set(self.open)
        followed: set[int] = set()
        out = []
        for seed in self.open:
            if seed not in waiting:
                continue
            waiting.discard(seed)
            part, queue = [seed], [seed]
            while queue:
                for figure in self.checks[queue.pop()].operands():
                    if id(figure) in followed:
                        continue
                    followed.add(id(figure))
                    for i in self.by_figure.get(id(figure), ()):
                        if i in waiting:
                            waiting.discard(i)
                            part.append(i)
                            queue.append(i)
            out.append(dict.fromkeys(sorted(part)))
        return out

    # -- suspects ---------------------------------------------------------------------------------------------------

    def _best(self, part: Part) -> list[Candidate]:
        """The best suspects of a component, best first: the first, and those that repair equally well."""
        pool: list[Candidate] = []
        seen: set[int] = set()
        for i in part:
            if self.budget <= 0:
                return []
            check = self.checks[i]
            if isinstance(check.printed, Word):
                pool.append(self._word(check, i, part))
            for figure in check.operands():
                if id(figure) not in seen and self.budget > 0:
                    seen.add(id(figure))
                    pool += self._figure(figure, part)
        pool = [candidate for candidate in pool if candidate.repaired]
        if not pool:
            return []
        pool.sort(key=lambda candidate: candidate.rank, reverse=True)
        first = pool[0]
        # As many checks and no more harm is as good an explanation, whatever the slip; at most a few are named.
        kin = [
            c for c in pool[1:]
            if c.subject is not first.subject and c.rank[0] == first.rank[0] and c.repaired == first.repaired and c.plausible >= first.plausible
        ]  # fmt: skip
        told, known = [first], {id(first.subject)}
        for candidate in kin:
            if id(candidate.subject) not in known and (WEIGHT.get(candidate.slip, 0) >= WEIGHT.get(first.slip, 0) or not first.slip):
                known.add(id(candidate.subject))
                told.append(candidate)
        return told[:NAMED]

    def _spend(self, check: Check) -> None:
        """Take what evaluating a check again costs from the budget."""
        self.budget -= 1 + len(check.operands()) // 16

    def _word(self, check: Check, index: int, part: Part) -> Candidate:
        """A word of direction turned round, with the change it belongs to."""
        repaired = {index}
        turns = isinstance(check.printed, Word) and check.printed.meaning in (1, -1)
        delta = next((figure for figure in check.others if figure.role == "增减额"), None) if turns else None
        harmed = 0
        if delta is not None:
            mine = self.by_figure.get(id(delta), ())
            self.budget -= len(mine) // 16
            for i in mine:
                other = self.checks[i]
                if i in part and other.rule.startswith("CHG"):
                    repaired.add(i)
                elif not other.rule.startswith("CHG"):
                    self._spend(other)
                    holds = would_hold(other, delta, -delta.exact)
                    if holds and i in part:
                        repaired.add(i)
                    elif holds is False and other.verdict != BROKEN:
                        harmed += 1
        assert isinstance(check.printed, Word)
        unit = next((unit for unit in ("万元", "元") if check.should.endswith(unit)), "") if check.rule == "UNI001" else ""
        for figure in check.others if unit else ():
            found, harmed = self._reread(figure, figure.value.scaleb(SHIFT[unit]), part)
            repaired |= found
        turned = "turned" if delta is not None else "unit" if unit else ""
        return Candidate(check.printed, None, frozenset(repaired), harmed, turned, True, True, 0)

    def _reread(self, figure: Figure, value: Decimal, part: Part) -> tuple[set[int], int]:
        """Which broken checks hold with a figure read otherwise, and how many that hold do not."""
        found, harmed = set(), 0
        for i in self.by_figure.get(id(figure), ()):
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
        repaired, harmed, confirming = set(), 0, 0
        for i in mine:
            check = self.checks[i]
            self._spend(check)
            holds = would_hold(check, figure, value)
            if check.verdict == BROKEN:
                if holds and i in part:
                    repaired.add(i)
            elif holds is False:
                harmed += 1
            else:
                confirming += 1
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

    # -- telling ----------------------------------------------------------------------------------------------------

    def _tell(self, repaired: list[int], suspects: list[Candidate]) -> tuple[int, Finding]:
        """One finding for a cause: that of the suspect's own line where it has one, the others under it."""
        first = suspects[0].subject
        own = [i for i in repaired if self.checks[i].printed is first]
        main = min(own or repaired, key=lambda i: (-SEVERITIES.index(self._told(i).severity), self._told(i).rule))
        finding = self._told(main)
        others = [self._told(i) for i in repaired if i != main]
        worst = max([finding, *others], key=lambda each: SEVERITIES.index(each.severity)).severity
        related = dict.fromkeys(finding.related)
        for other in others:
            related.setdefault(Related(other.place, _text(other), other.label), None)
            related.update(dict.fromkeys(other.related))
        told = tuple(self._suspect(candidate) for candidate in suspects)
        if len(suspects) == 1 and isinstance(first, Figure) and not own and worst == "error":
            related.setdefault(Related(finding.place, _text(finding), finding.label), None)
            finding = self._moved(finding, suspects[0], told[0])
        here = finding.place
        return main, finding._replace(
            severity=worst, related=tuple(each for each in related if each.place != here), suspects=told, explains=tuple(others)
        )

    def _moved(self, finding: Finding, candidate: Candidate, suspect: Suspect) -> Finding:
        """The same finding, told of the one figure whose change repairs it: an operand, not what was recomputed."""
        figure, value = candidate.subject, candidate.value
        assert isinstance(figure, Figure) and value is not None
        label, unit = suspect.label, f" {suspect.unit}" if suspect.unit else ""
        words = say(self.lang, "moved", what=finding.what, label=label, printed=suspect.text + unit, fix=suspect.should_be + unit)
        return finding._replace(
            message=words, aside="", place=suspect.place, actual=f"{figure.value:f}", expected=f"{figure.in_unit(value):f}",
            difference=f"{figure.value - figure.in_unit(value):f}", unit=figure.unit, label=label, section=figure.section,
            formula=f"{finding.actual} = {finding.formula}", result="",
        )  # fmt: skip

    def _told(self, index: int) -> Finding:
        finding = self.findings[index]
        assert finding is not None
        return finding

    def _suspect(self, candidate: Candidate) -> Suspect:
        subject = candidate.subject
        name = NAMES[candidate.slip][self.lang == "en"] if candidate.slip else ""
        if isinstance(subject, Word):
            check = next(self.checks[i] for i in candidate.repaired if self.checks[i].printed is subject)
            return Suspect(subject.place, subject.text, check.should, name)
        assert candidate.value is not None
        unit = "" if subject.unit == "%" else subject.unit
        return Suspect(subject.place, subject.text, written(candidate.value, subject), name, unit, _name(subject, self.lang))


def diagnose(filing: Filing, judged: Judged, lang: str = "zh") -> tuple[list[Finding], int]:
    """Findings with one cause as one finding, and how many were left without a diagnosis for want of time."""
    diagnosis = Diagnosis(filing, judged, lang)
    if not diagnosis.open:
        return [finding for finding in diagnosis.findings if finding is not None], 0
    return diagnosis.findings_told(), diagnosis.left_out


def _plausible(figure: Figure, value: Decimal) -> bool:
    """A reading of the same sign, not absurdly larger or smaller, that the figure's own places can show."""
    if value < 0 <= figure.exact:
        return False
    if round_half_up(value, figure.quantum) != value:
        return False
    return not figure.exact or not value or Decimal("0.001") < value / figure.exact < 1000


def _name(figure: Figure, lang: str) -> str:
    """What a figure is of: 公务接待费, 公务接待费的同比."""
    label = figure.label.strip("“”")
    if figure.concept is not None and len(label) > 20:
        label = figure.concept
    role = {"较预算": "较预算增减率", "上年": "上年数"}.get(figure.role, figure.role)
    return label if role in ("决算", "") else say(lang, "figure-of", label=label, role=role) if label else role


def _text(finding: Finding) -> str:
    return finding.actual or ""
