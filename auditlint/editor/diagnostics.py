"""The report of a text as the protocol has it: a diagnostic for each cause, and the changes that repair it."""

from collections.abc import Iterator
from typing import Any

from ..escaping import clean
from ..model.finding import FileReport, Finding, Report, Suspect
from ..reports.layout import with_unit
from ..reports.telling import can_replace, certain, sentence
from ..wording import say
from .positions import Lines

#: A note is no more than a hint: of the findings of many filings nearly all are roundings.
SEVERITIES = {"error": 1, "warning": 2, "note": 4}
_INFORMATION = 3
SOURCE = "auditlint"


def diagnostics(report: Report, file: FileReport, lines: Lines, uri: str, lang: str) -> list[dict[str, Any]]:
    """What is found in a text, each with the ``fixes`` that an editor may offer for it."""
    found = [about_all(lines, clean(failure), SEVERITIES["warning"]) for failure in report.failures]
    if file.problem:
        found.insert(0, about_all(lines, clean(file.problem), _INFORMATION if file.vacuous else SEVERITIES["error"]))
    return found + [_diagnostic(each, report, lines, uri, lang) for finding in file.findings for each in finding.each]


def about_all(lines: Lines, message: str, severity: int = SEVERITIES["error"]) -> dict[str, Any]:
    """A diagnostic of the whole text."""
    return {"range": lines.first(), "severity": severity, "source": SOURCE, "message": message}


def _diagnostic(finding: Finding, report: Report, lines: Lines, uri: str, lang: str) -> dict[str, Any]:
    message = sentence(finding, report, lang)
    if len(finding.suspects) == 1 and finding.suspects[0].slip:
        message += "\n" + say(lang, "slip", slip=clean(finding.suspects[0].slip))
    return {
        "range": lines.range(finding.place),
        "severity": SEVERITIES[finding.severity],
        "code": finding.rule,
        "source": SOURCE,
        "message": message,
        "relatedInformation": [
            {"location": {"uri": uri, "range": lines.range(place)}, "message": clean(words)}
            for place, words in _related(finding, lang) if place.path == finding.place.path
        ],
        "data": {"fixes": list(_fixes(finding, lines, lang))},
    }  # fmt: skip


def _related(finding: Finding, lang: str) -> Iterator[tuple[Any, str]]:
    """The other places that a finding is about: the operands, who may be wrong, and what else the cause breaks."""
    for each in finding.related:
        yield each.place, f"{each.label} {with_unit(each.text, each.unit)}".strip()
    for suspect in finding.suspects:
        if suspect.should_be and (len(finding.suspects) > 1 or suspect.place != finding.place):
            yield suspect.place, say(lang, "suspect-one", text=_named(suspect), fix=with_unit(suspect.should_be, suspect.unit))
    for other in finding.explains:
        yield other.place, f"{other.rule} {other.message}"


def _fixes(finding: Finding, lines: Lines, lang: str) -> Iterator[dict[str, Any]]:
    """A change for each suspect that one value repairs; the one that is certain is preferred."""
    sure = certain(finding)
    for suspect in finding.suspects:
        if can_replace(suspect) and suspect.place.path == finding.place.path:
            title = say(lang, "editor-fix", text=clean(_named(suspect)), fix=with_unit(suspect.should_be, suspect.unit))
            yield {"title": title, "range": lines.range(suspect.place), "text": suspect.should_be, "sure": suspect is sure}


def _named(suspect: Suspect) -> str:
    """A suspect by what it is a figure of."""
    return f"{suspect.label} {with_unit(suspect.text, suspect.unit)}".strip()
