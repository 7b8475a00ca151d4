"""Annotations of a GitHub Actions run: workflow commands, one a finding, and the summary for the log."""

from ..escaping import escaped
from ..model.finding import FileReport, Finding, Report
from .layout import is_paged
from .telling import sentence, worst_first
from .text import stale
from .totals import summary

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report, lang: str = "zh", show_notes: bool = False) -> str:
    """The report as workflow commands; notes only with ``show_notes``."""
    lines = [_problem(file) for file in report.files if file.problem and not file.passed_over]
    lines += [f"::error::{message(failure)}" for failure in report.failures]
    lines += [f"::notice file={_path(file.path)}::{message(what)}" for file in report.files for what in file.unseen]
    lines += [_annotation(each, report, lang) for each in worst_first(report, show_notes)]  # GitHub shows the first ten of a kind
    return "\n".join([*lines, *stale(report, lang), summary(report, lang)]) + "\n"


def message(text: str) -> str:
    """Escape the message of a workflow command."""
    return escaped(text.replace("\r\n", "\n")).replace("%", "%25").replace("\n", "%0A")


def prop(text: str) -> str:
    """Escape a property of a workflow command."""
    return message(text).replace(":", "%3A").replace(",", "%2C")


def _problem(file: FileReport) -> str:
    return f"::error file={_path(file.path)}::{message(file.problem)}"


def _path(path: str) -> str:
    """A path as GitHub writes them."""
    path = path.replace("\\", "/")
    return prop(path.removeprefix("./"))


def _annotation(finding: Finding, report: Report, lang: str) -> str:
    place = finding.place
    paged = is_paged(place.path)
    properties = [f"file={_path(place.path)}"]
    if not paged:
        properties += [f"line={place.line}", f"endLine={place.end_line}"]
    if not paged and place.line == place.end_line:  # GitHub ignores an annotation with columns over several lines
        properties += [f"col={place.column}", f"endColumn={place.end_column}"]
    properties.append(f"title={prop(f'{finding.rule} {finding.name}')}")
    return f"::{_COMMANDS[finding.severity]} {','.join(properties)}::{message(sentence(finding, report, lang))}"
