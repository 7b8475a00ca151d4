"""The letter to the departments (核对意见表): a row a cause, with room for what the department answers."""

from collections.abc import Iterable, Iterator

from ..desk.accepted import answer_mark
from ..escaping import clean
from ..model.finding import FileReport, Finding, Report
from ..named import NamedTuple
from ..registry import Rule
from ..wording import say
from .layout import clip, spelled, with_unit
from .overview import department
from .proof import told

#: Columns of a quoted line.
_QUOTED = 100
#: The columns, by their phrases; the last two are for the program that takes the answers back.
COLUMNS = (
    "letter-number", "letter-department", "letter-file", "letter-place", "letter-severity", "letter-quote", "letter-problem",
    "letter-formula", "letter-should", "letter-source", "letter-reply", "letter-decision", "letter-rule", "letter-mark",
)  # fmt: skip


class Row(NamedTuple):
    """A cause, or a file that could not be audited (``severity`` is then ``problem``); texts but for the number."""

    number: int
    department: str
    file: str
    place: str
    severity: str
    quote: str
    problem: str
    formula: str
    should: str
    source: str
    rule: str = ""
    mark: str = ""

    def cells(self, lang: str) -> list[str]:
        """The cells in the order of :data:`COLUMNS`, those for the answer empty."""
        severity = say(lang, "letter-unread" if self.severity == "problem" else self.severity)
        return [
            str(self.number), self.department, self.file, self.place, severity, self.quote, self.problem, self.formula, self.should,
            self.source, "", "", self.rule, self.mark,
        ]  # fmt: skip


def heads(lang: str) -> list[str]:
    """The heads of the columns."""
    return [say(lang, key) for key in COLUMNS]


def rows(report: Report, lang: str, show_notes: bool) -> dict[str, list[Row]]:
    """The rows by department, numbered in each; what could not be audited first, and notes last where they are asked for."""
    sources = {getattr(rule, "code", ""): _source(rule, lang) for rule in report.rules}
    found: dict[str, list[Row]] = {}
    for file in report.files:
        own = found.setdefault(department(file), [])
        own += _of_file(file, sources, lang, show_notes)
    order = {"problem": 0, "error": 1, "warning": 1, "note": 2}
    return {
        name: [row._replace(number=number) for number, row in enumerate(sorted(own, key=lambda row: order[row.severity]), 1)]
        for name, own in found.items()
    }  # fmt: skip


def _of_file(file: FileReport, sources: dict[str, str], lang: str, show_notes: bool) -> Iterator[Row]:
    name = department(file)
    if file.problem and not file.passed_over:
        yield Row(0, name, file.path, "", "problem", "", clean(file.problem), "", "", "")
    for finding in file.findings:
        if show_notes or finding.severity != "note":
            place = finding.place
            formula = clean(finding.formula or "") + (f" = {finding.result}" if finding.formula and finding.result else "")
            at = spelled(place, lang)
            source = sources.get(finding.rule, finding.rule) + _established(finding, lang)
            yield Row(
                0, name, file.path, at, finding.severity, _quote(finding, file), _problem(finding, lang), formula,
                _should(finding), source, finding.rule, answer_mark(finding, file),
            )  # fmt: skip


def _source(rule: object, lang: str) -> str:
    """What a rule goes by: its code and title, and where it comes from."""
    if not isinstance(rule, Rule):
        return ""
    source = " ".join(rule.told("source", lang).split())
    return f"{rule.code} {rule.told('title', lang)}" + (f"\n{source}" if source else "")


def _established(finding: Finding, lang: str) -> str:
    """What established that the figures must fit, on a line of its own."""
    proof = told(finding.proof, lang)
    return f"\n{proof['established']}" if proof is not None else ""


def _quote(finding: Finding, file: FileReport) -> str:
    """The line of a finding round its figure."""
    place = finding.place
    line = clean(file.lines.get((place.page, place.line), ""))
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    return clip(line, min(place.column - 1, len(line)), end, _QUOTED)[0].strip()


def _problem(finding: Finding, lang: str) -> str:
    """What is wrong, the likely slip, and how much else the cause explains."""
    parts = [finding.message]
    suspects = finding.suspects
    if len(suspects) > 1:
        each = [say(lang, "suspect-one", text=f"{one.label} {with_unit(one.text, one.unit)}".strip(), fix=with_unit(one.should_be, one.unit)) for one in suspects]
        parts.append(say(lang, "suspects") + say(lang, "semicolon").join(each))
    elif suspects and suspects[0].place != finding.place and suspects[0].should_be:
        one = suspects[0]
        parts.append(say(lang, "suspect", text=f"{one.label} {with_unit(one.text, one.unit)}".strip(), fix=with_unit(one.should_be, one.unit)))
    if len(suspects) == 1 and suspects[0].slip:
        parts.append(say(lang, "slip", slip=suspects[0].slip))
    if finding.explains:
        parts.append(say(lang, "letter-explains", n=len(finding.explains)))
    return clean(say(lang, "semicolon").join(parts))


def _should(finding: Finding) -> str:
    """The one figure or word that it should be, where there is one."""
    if len(finding.suspects) == 1 and finding.suspects[0].should_be:
        suspect = finding.suspects[0]
        return with_unit(suspect.should_be, suspect.unit)
    if finding.suspects or finding.expected is None:
        return ""
    return finding.expected + "%" if finding.unit == "%" else with_unit(finding.expected, finding.unit)


def flat(by_department: dict[str, list[Row]]) -> Iterable[Row]:
    """All rows, numbered through."""
    every = (row for own in by_department.values() for row in own)
    return (row._replace(number=number) for number, row in enumerate(every, 1))
