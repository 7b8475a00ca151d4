"""The Diagnostic Format of reviewdog, as one JSON object."""

from json import dumps
from typing import Any

from ..model.finding import FileReport, Finding, Report
from ..model.place import Place
from ..wording import say
from .layout import is_paged, see, with_unit
from .telling import certain, relative, sentence

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(report: Report, lang: str = "zh", show_notes: bool = False) -> str:
    """The report for reviewdog; notes only with ``show_notes``."""
    diagnostics = [_problem(file.problem, file.path) for file in report.files if file.problem and not file.passed_over]
    diagnostics += [_problem(text, ".") for text in report.failures]
    diagnostics += [_diagnostic(finding, report, lang) for _, finding in report.told() if show_notes or finding.severity != "note"]
    lines = ",\n  ".join(dumps(each, ensure_ascii=False) for each in diagnostics)
    return f'{{"source": {{"name": "auditlint"}},\n "diagnostics": [{lines}]}}\n'


def _problem(text: str, path: str) -> dict[str, Any]:
    return {"message": text, "location": {"path": relative(path)}, "severity": "ERROR"}


def _diagnostic(finding: Finding, report: Report, lang: str) -> dict[str, Any]:
    place = finding.place
    file = report.file(place.path)
    location: dict[str, Any] = {"path": relative(place.path)}
    if not is_paged(place.path):
        location["range"] = _range(place, file)
    related = [f"{each.label} {with_unit(each.text, each.unit)} {see(each.place, place.path, lang)}".strip() for each in finding.related]
    out: dict[str, Any] = {
        "message": "\n".join([sentence(finding, report, lang), *related]),
        "location": location,
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    suspect = certain(finding)
    # A suggestion is put into the file as it stands: its columns must be those of the bytes there.
    if suspect is not None and suspect.place.path == place.path and _is_exact(suspect.place, file):
        out["message"] += "\n" + say(lang, "sarif-fix", text=suspect.should_be)
        out["suggestions"] = [{"range": _range(suspect.place, file), "text": suspect.should_be}]
    return out


def _is_exact(place: Place, file: FileReport) -> bool:
    lines = ((place.page, place.line), (place.page, place.end_line))
    return (file.encoding or "").lower().startswith("utf-8") and all(line in file.lines for line in lines)


def _range(place: Place, file: FileReport) -> dict[str, Any]:
    """From where to where, columns counted in the bytes of UTF-8, or whole lines where the text is not at hand."""
    if not _is_exact(place, file):
        return {"start": {"line": place.line}, "end": {"line": place.end_line}}
    start, end = file.lines[place.page, place.line], file.lines[place.page, place.end_line]
    return {
        "start": {"line": place.line, "column": _bytes(start, place.column)},
        "end": {"line": place.end_line, "column": _bytes(end, place.end_column)},
    }


def _bytes(line: str, column: int) -> int:
    return len(line[: column - 1].encode("utf-8", "surrogatepass")) + 1
