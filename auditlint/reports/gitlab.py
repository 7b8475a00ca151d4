"""The Code Quality report of GitLab: a JSON list, one object a finding."""

from hashlib import sha1
from json import dumps
from typing import Any

from ..fingerprint import fingerprints
from ..model.finding import FileReport, Finding, Report
from .layout import is_paged
from .telling import relative, sentence

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(report: Report, lang: str = "zh", show_notes: bool = False) -> str:
    """The report for GitLab; notes only with ``show_notes``.  Files that could not be audited are blockers."""
    entries = [_problem(file) for file in report.files if file.problem and not file.passed_over]
    entries += [_failure(text) for text in report.failures]
    found = report.findings
    entries += [
        _entry(finding, mark, report, lang) for finding, mark in zip(found, fingerprints(found), strict=True)
        if show_notes or finding.severity != "note"
    ]  # fmt: skip
    return "[" + ",\n ".join(dumps(entry, ensure_ascii=False) for entry in entries) + "]\n"


def _entry(finding: Finding, mark: str, report: Report, lang: str) -> dict[str, Any]:
    line = 1 if is_paged(finding.place.path) else finding.place.line
    return {
        "description": sentence(finding, report, lang),
        "check_name": finding.rule,
        "fingerprint": _unique(finding.place.path, mark),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": relative(finding.place.path), "lines": {"begin": line}},
    }


def _problem(file: FileReport) -> dict[str, Any]:
    return _blocker(file.problem, file.path)


def _failure(text: str) -> dict[str, Any]:
    return _blocker(text, ".")


def _blocker(text: str, path: str) -> dict[str, Any]:
    return {
        "description": text,
        "check_name": "auditlint",
        "fingerprint": _unique(path, text),
        "severity": "blocker",
        "location": {"path": relative(path), "lines": {"begin": 1}},
    }


def _unique(path: str, mark: str) -> str:
    """A fingerprint that no finding of another file has."""
    return sha1(f"{path}\n{mark}".encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
