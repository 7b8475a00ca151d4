"""The rows of a file in the tables of a survey."""

from collections.abc import Iterator
from typing import Any

from ..diagnosis.slips import NAMES
from ..fingerprint import fingerprints, mark
from ..model.acceptance import Acceptance
from ..model.finding import FileReport, Finding
from ..named import NamedTuple
from ..reading.identity.joining import told_by_name
from ..reports.layout import spot
from ..reports.overview import department
from ..reports.totals import counts
from ..wording import LANGUAGES, say
from .amounts import yuan
from .picture import Picture, Row, opened, other, proved, where

#: What a slip is called in a language, by its name.
_SLIPS = {told: name for name, words in NAMES.items() for told in words if told}


class Surveyed(NamedTuple):
    """A file with the columns that name it, and the year whose partition its rows are in."""

    file: FileReport
    picture: Picture
    department: str
    year: int | None

    @property
    def named(self) -> Row:
        """The columns that name the file."""
        return [self.file.path, self.department]


def surveyed(file: FileReport) -> Surveyed:
    """A file as a survey knows it."""
    if file.picture:
        picture = opened(file.picture)
        return Surveyed(file, picture, picture.name or department(file), picture.year)
    name, year = told_by_name(file.path)
    return Surveyed(file, Picture(), name or department(file), year)


def rows(each: Surveyed, lang: str) -> Iterator[tuple[str, Row]]:
    """Every row of a file, with the name of its table."""
    yield "files", [*each.named, *_file(each)]
    for finding, fingerprint, entry in findings(each.file):
        yield "findings", [*each.named, *_finding(finding, fingerprint, entry, lang)]
    for table in ("checks", "figures"):
        for row in each.picture.rows(table):
            yield table, [*each.named, *row]
    for kind, message in problems(each.file):
        yield "problems", [*each.named, kind, message]


def findings(file: FileReport) -> Iterator[tuple[Finding, str, Acceptance | None]]:
    """The findings in reading order, each note of rounding for itself, with their fingerprints; then what was accepted, with its entry."""
    found = sorted((single for finding in file.findings for single in finding.each), key=lambda finding: finding.order)
    for finding, fingerprint in zip(found, fingerprints(found), strict=True):
        yield finding, fingerprint, None
    for finding, entry in file.accepted:
        yield finding, mark(finding), entry


def slip(finding: Finding) -> str:
    """The name of the slip that explains a finding: that of a suspect, or what its proof says; "" where nothing does."""
    told = next((suspect.slip for suspect in finding.suspects if suspect.slip), "")
    return _SLIPS.get(told, "") or (finding.proof.slip if finding.proof is not None else "")


def slip_told(name: str, lang: str) -> str:
    """A slip in words."""
    if name in NAMES:
        return NAMES[name][LANGUAGES.index(lang)] or (say(lang, f"survey-{name}") if name else "")
    return say(lang, f"proof-{name}")


def problems(file: FileReport) -> Iterator[tuple[str, str]]:
    """What is to be known of a file beside its findings: the kind, and a message."""
    if file.problem:
        yield status(file), file.problem
    for failure in file.failures:
        yield "failure", failure
    for message in file.unseen:
        yield "unseen", message


def status(file: FileReport) -> str:
    """What became of a file."""
    if not file.problem:
        return "ok"
    return "passed-over" if file.passed_over else "unchecked" if file.vacuous else "unread"


def _file(each: Surveyed) -> Row:
    file, count = each.file, counts(each.file, single=True)
    return [
        each.picture.kind or None, each.picture.extent or None, status(file), file.encoding, file.figures, file.checked, file.bounded,
        file.money, file.money_checked, file.holds, file.rounding, file.broken, file.unchecked, count["errors"], count["warnings"],
        count["notes"], len(file.accepted), file.undiagnosed, file.joined,
    ]  # fmt: skip


def _finding(finding: Finding, fingerprint: str, entry: Acceptance | None, lang: str) -> Row:
    name = slip(finding)
    return [
        finding.rule, finding.name, finding.severity, finding.message, *where(finding.place, lang), finding.section or None,
        finding.label or None, finding.actual, finding.expected, finding.difference, finding.unit,
        yuan(finding.difference, finding.unit), finding.formula, finding.result or None, *proved(finding.proof, lang), name or None,
        slip_told(name, lang) or None, [*_suspects(finding, lang)],
        [other(each.place, each.text, each.unit, each.label, lang) for each in finding.related],
        [_explained(each, lang) for each in finding.explains], fingerprint, entry is not None,
        entry.reason if entry else None, entry.by or None if entry else None,
    ]  # fmt: skip


def _suspects(finding: Finding, lang: str) -> Iterator[Row]:
    for each in finding.suspects:
        yield [*other(each.place, each.text, each.unit, each.label, lang), each.should_be or None, each.slip or None]


def _explained(finding: Finding, lang: str) -> list[Any]:
    place = finding.place
    return [place.path, place.line, spot(place, lang), finding.rule, finding.message, finding.actual, finding.expected]
