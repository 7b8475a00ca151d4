"""The report for programs: one JSON object, one line for each file and each finding."""

from collections.abc import Iterable, Iterator
from json import JSONEncoder
from typing import Any

from ..fingerprint import fingerprints, mark
from ..model.acceptance import Acceptance, Stale
from ..model.finding import FileReport, Finding, Related, Report, Silenced, Suspect
from ..model.place import Place
from ..version import __version__
from .proof import told
from .totals import counts, totals


def render(report: Report, lang: str = "zh", show_notes: bool = True) -> str:
    """The report as JSON; notes are always in it, and only what is told a person is in a language."""
    return "".join(pieces(report, lang, show_notes))


def pieces(report: Report, lang: str = "zh", show_notes: bool = True) -> Iterator[str]:
    """The report as JSON, piece by piece: a run over many files has more to say than should be held at once."""
    yield f'{{"version": {_dump(__version__)},\n "summary": {_dump(totals(report, single=True) | _interrupted(report))}'
    yield from _list("files", map(_file, report.files))
    yield from _list("findings", _findings(report, lang))
    yield from _list("failures", report.failures)
    if report.silenced:
        yield from _list("silenced", map(_silenced, report.silenced))
    if any(file.accepted for file in report.files):
        yield from _list("accepted", (_accepted(*pair, lang) for file in report.files for pair in file.accepted))
    if report.stale:
        yield from _list("stale", map(_stale, report.stale))
    yield "}\n"


def _findings(report: Report, lang: str) -> Iterator[dict[str, Any]]:
    for file in report.in_order():
        found = sorted((single for finding in file.findings for single in finding.each), key=lambda finding: finding.order)
        for finding, name in zip(found, fingerprints(found), strict=True):
            yield _finding(finding, name, lang)


def _interrupted(report: Report) -> dict[str, int]:
    return {"interrupted": report.interrupted} if report.interrupted else {}


#: A value as JSON.
_dump = JSONEncoder(ensure_ascii=False, check_circular=False).encode


def _list(key: str, items: Iterable[Any]) -> Iterator[str]:
    """A list, one item a line: greppable, and a tenth of the time that ``indent`` takes."""
    before = f',\n "{key}": [\n  '
    empty = True
    for item in items:
        yield before + _dump(item)
        before, empty = ",\n  ", False
    yield f',\n "{key}": []' if empty else "\n ]"


def _file(file: FileReport) -> dict[str, Any]:
    status = "ok" if not file.problem else "unchecked" if file.vacuous else "unreadable"
    return {
        "path": file.path,
        "encoding": file.encoding,
        **counts(file, single=True),
        "undiagnosed": file.undiagnosed,
        "status": status,
        "problem": file.problem or None,
        **({"passed_over": True} if file.passed_over else {}),
        **({"joined": file.joined} if file.joined else {}),
        **({"unseen": file.unseen} if file.unseen else {}),
    }


def _silenced(silenced: Silenced) -> dict[str, Any]:
    """What a configuration found beside the files hides."""
    return {
        "configuration": silenced.configuration,
        "rules": silenced.rules,
        "keys": silenced.keys,
        "excluded": silenced.excluded,
    }


def _finding(finding: Finding, fingerprint: str, lang: str) -> dict[str, Any]:
    suspects = [_suspect(suspect) for suspect in finding.suspects]
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        **_place(finding.place),
        "actual": finding.actual,
        "expected": finding.expected,
        "difference": finding.difference,
        "unit": finding.unit,
        "formula": finding.formula,
        "section": finding.section,
        "label": finding.label,
        "related": [_related(related) for related in finding.related],
        "suspect": suspects[0] if suspects else None,
        "suspects": suspects,
        "explains": [_explained(other) for other in finding.explains],
        "proof": told(finding.proof, lang),
        "fingerprint": fingerprint,
    }


def _accepted(finding: Finding, entry: Acceptance, lang: str) -> dict[str, Any]:
    return {
        **_finding(finding, mark(finding), lang),
        "reason": entry.reason,
        "by": entry.by or None,
        "on": entry.on.isoformat() if entry.on else None,
        "until": entry.until.isoformat() if entry.until else None,
    }


def _stale(stale: Stale) -> dict[str, Any]:
    entry = stale.entry
    return {"list": stale.path, "why": stale.why, "file": entry.file, "rule": entry.rule, "figure": entry.figure, "fingerprint": entry.fingerprint}


def _place(place: Place) -> dict[str, Any]:
    return {
        "path": place.path,
        "page": place.page,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        **place.in_table,
    }


def _related(related: Related) -> dict[str, Any]:
    return {**_place(related.place), "text": related.text, "unit": related.unit or None, "label": related.label}


def _suspect(suspect: Suspect) -> dict[str, Any]:
    return {
        **_place(suspect.place),
        "text": suspect.text,
        "should_be": suspect.should_be or None,
        "slip": suspect.slip or None,
    }


def _explained(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "message": finding.message,
        **_place(finding.place),
        "actual": finding.actual,
        "expected": finding.expected,
        "formula": finding.formula,
    }
