"""Diagnosis: one wrong figure breaks a sum, a share, a rate and a cross reference; a person wants one answer.

The broken checks and the figures in them form a graph.  In each connected part of it the diagnosis looks for the figure
whose other reading repairs the most and breaks the least, takes it with all that it repairs, and goes on with the rest.
Where two figures repair equally well both are named: which side of an equation is the true one nobody can know.
"""

from collections.abc import Sequence

from ..model.check import BROKEN, Check
from ..model.figure import Figure, Word
from ..model.filing import Filing
from ..model.finding import SEVERITIES, Finding, Related, Suspect
from ..wording import say
from .judging import against, differing
from .slips import NAMES, written
from .suspects import Candidate, Part, Suspects

Judged = Sequence[tuple[Check, Finding | None]]


class Diagnosis:
    """The diagnosis of one filing."""

    def __init__(self, filing: Filing, judged: Judged, lang: str):
        self.lang = lang
        self.checks = [check for check, _ in judged]
        self.findings = [finding for _, finding in judged]
        self.open = [
            i for i, (check, finding) in enumerate(judged)
            if check.verdict == BROKEN and finding is not None and finding.severity != "note"
        ]  # fmt: skip
        self.left_out = 0
        self.suspects = Suspects(filing, self.checks, self.open)

    def findings_told(self) -> list[Finding]:
        """All findings, those of one cause as one."""
        settled = self._rows()
        self.open = [i for i in self.open if i not in settled]
        for part in self._components():
            while part:
                if self.suspects.budget <= 0:
                    self.left_out += len(part)
                    break
                suspects = self.suspects.best(part)
                if self.suspects.budget <= 0:  # not all suspects were heard
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
                    for i in self.suspects.by_figure.get(id(figure), ()):
                        if i in waiting:
                            waiting.discard(i)
                            part.append(i)
                            queue.append(i)
            out.append(dict.fromkeys(sorted(part)))
        return out

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
            finding = self._moved(finding, self.checks[main], suspects[0], told[0])
        elif all(candidate.subject is not self.checks[main].printed for candidate in suspects):
            finding = finding._replace(message=differing(finding, self.checks[main], self.lang))
        here = finding.place
        return main, finding._replace(
            severity=worst, related=tuple(each for each in related if each.place != here), suspects=told, explains=tuple(others)
        )

    def _moved(self, finding: Finding, check: Check, candidate: Candidate, suspect: Suspect) -> Finding:
        """The same finding, told of the one figure whose change repairs it: an operand, not what was recomputed."""
        figure, value = candidate.subject, candidate.value
        assert isinstance(figure, Figure) and value is not None
        two = against(check)
        label, unit = suspect.label, f" {suspect.unit}" if suspect.unit else ""
        words = say(self.lang, "moved", what=finding.what, label=label, printed=suspect.text + unit, fix=suspect.should_be + unit)
        return finding._replace(
            message=words, aside="", place=suspect.place, actual=f"{figure.value:f}", expected=f"{figure.in_unit(value):f}",
            difference=f"{figure.value - figure.in_unit(value):f}", unit=figure.unit, label=label, subject=_name(figure, "zh"), section=figure.section,
            formula=two or f"{finding.actual} = {finding.formula}", relation=two or f"{finding.actual} = {finding.relation}", result="",
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


def _name(figure: Figure, lang: str) -> str:
    """What a figure is of: 公务接待费, 公务接待费的同比."""
    label = figure.label.strip("“”")
    if figure.concept is not None and len(label) > 20:
        label = figure.concept
    role = {"较预算": "较预算增减率", "上年": "上年数"}.get(figure.role, figure.role)
    return label if role in ("决算", "") else say(lang, "figure-of", label=label, role=role) if label else role


def _text(finding: Finding) -> str:
    return finding.actual or ""
