"""SARIF 2.1.0, as GitHub code scanning takes it."""

import os
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from json import dumps
from typing import Any, cast
from urllib.parse import quote

from ..escaping import clean
from ..fingerprint import fingerprints, mark
from ..model.acceptance import Acceptance
from ..model.finding import FileReport, Finding, Related, Report
from ..model.place import Place
from ..registry import Rule
from ..version import __version__
from ..wording import say
from .layout import with_unit
from .telling import certain, sentence

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: GitHub refuses a run with more results, and related places beyond the first hundred are of no use to anyone.
MOST_RESULTS = 25_000
MOST_RELATED = 100
_LEVELS = {"error": "error", "warning": "warning", "note": "note"}
_KINDS = {"error": "error", "warning": "warning", "note": "recommendation"}
_ROOT = "%SRCROOT%"


def render(report: Report, lang: str = "zh", show_notes: bool = False) -> str:
    """The report as SARIF; notes only with ``show_notes``."""
    return "".join(pieces(report, lang, show_notes))


def pieces(report: Report, lang: str = "zh", show_notes: bool = False) -> Iterator[str]:
    """The report as SARIF, piece by piece; the results are the last of it, one a line."""
    levels = [each for each in _LEVELS if show_notes or each != "note"]
    count = sum(file.count(level) for file in report.files for level in levels)
    run = _run(report, max(0, count - MOST_RESULTS), lang)
    log = dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)
    head, results, tail = log.rpartition('"results": []')
    yield head + results[:-1]
    told = _told(report, [levels] if count <= MOST_RESULTS else [[level] for level in levels])
    before = "\n    "
    for result in _results(report, islice(told, MOST_RESULTS), lang):
        yield before + dumps(result, ensure_ascii=False)
        before = ",\n    "
    yield f"]{tail}\n"


def _run(report: Report, omitted: int, lang: str) -> dict[str, Any]:
    """The run without its results, of which so many are left out."""
    driver = {
        "name": "auditlint",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(cast(Rule, rule), lang) for rule in report.rules],
    }
    return {
        "tool": {"driver": driver},
        "language": "en" if lang == "en" else "zh-CN",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, omitted, lang)],
        "results": [],
    }


def _results(report: Report, told: Iterable[tuple[Finding, str]], lang: str) -> Iterator[dict[str, Any]]:
    """Findings with their fingerprints, and those that were accepted."""
    index = {cast(Rule, rule).code: number for number, rule in enumerate(report.rules)}
    for finding, name in told:
        yield _result(finding, name, index, report, lang)
    for file in report.files:
        for finding, acceptance in file.accepted:
            yield _suppressed(finding, acceptance, index, report, lang)


def _told(report: Report, turns: Iterable[Collection[str]]) -> Iterator[tuple[Finding, str]]:
    """The findings with their fingerprints, in each turn those of some severities."""
    for turn in turns:
        for file in report.in_order():
            found = sorted(file.findings, key=lambda finding: finding.order)
            for finding, name in zip(found, fingerprints(found), strict=True):
                if finding.severity in turn:
                    yield finding, name


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    title, explanation = rule.told("title", lang), rule.told("why", lang)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": (explanation.split("\n\n")[0] or title)[:1000]},
        "help": {"text": _help(rule, lang, plain=True), "markdown": _help(rule, lang, plain=False)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.default},
        "properties": {
            "precision": "very-high",
            "problem.severity": _KINDS[rule.severity],
            "tags": ["auditlint", rule.code.rstrip("0123456789")],
        },
    }


def _help(rule: Rule, lang: str, plain: bool) -> str:
    title = rule.told("title", lang)
    parts = [title if plain else f"**{rule.code} {title}**", rule.told("why", lang)]
    for part in ("formula", "source"):
        head, text = say(lang, f"rule-{part}"), rule.told(part, lang)
        parts.append(f"{head}: {text}" if plain else f"**{head}** {text}")
    for key, examples in (("rule-good", rule.good), ("rule-bad", rule.bad)):
        head = say(lang, key)
        parts.append(head if plain else f"**{head}**")
        parts += [example.text if plain else f"```text\n{example.text}\n```" for example in examples]
    return "\n\n".join(part for part in parts if part)


def _invocation(report: Report, omitted: int, lang: str) -> dict[str, Any]:
    """How the run went.  Files and rules that could not be audited are conditions of the execution."""
    notifications = [_notification(file.problem, file) for file in report.files if file.problem and not file.passed_over]
    notifications += [_notification(failure) for failure in report.failures]
    notifications += [_notification(what, file, "note") for file in report.files for what in file.unseen]
    if omitted:
        notifications.append(_notification(say(lang, "sarif-cut", limit=MOST_RESULTS, n=omitted)))
    status = report.exit_code
    return {
        "executionSuccessful": status < 2,
        "exitCode": status,
        "exitCodeDescription": say(lang, f"sarif-{status}"),
        "toolExecutionNotifications": notifications,
        "toolConfigurationNotifications": [],
    }


def _notification(text: str, file: FileReport | None = None, level: str = "error") -> dict[str, Any]:
    out: dict[str, Any] = {"level": level, "message": {"text": clean(text)}}
    if file is not None:
        out["locations"] = [{"physicalLocation": {"artifactLocation": artifact(file.path)}}]
    return out


def artifact(path: str) -> dict[str, str]:
    """Where a file is: relative to the current directory where it lies below it, percent-encoded."""
    here = os.path.join(os.getcwd(), "")
    absolute = os.path.isabs(path) and not path.startswith(here)
    relative = path if absolute else os.path.normpath(path.removeprefix(here))
    uri = quote(os.fsencode(relative.replace(os.sep, "/")), safe="/")
    return (
        {"uri": f"file://{'' if uri.startswith('/') else '/'}{uri}"} if absolute else {"uri": uri, "uriBaseId": _ROOT}
    )


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _location(place: Place, section: str = "") -> dict[str, Any]:
    out: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact(place.path), "region": _region(place)}}
    if section:
        out["logicalLocations"] = [{"fullyQualifiedName": section, "kind": "module"}]
    properties = {"page": place.page, **place.in_table}
    properties = {name: value for name, value in properties.items() if value is not None}
    return out | ({"properties": properties} if properties else {})


def _result(finding: Finding, fingerprint: str, index: dict[str, int], report: Report, lang: str) -> dict[str, Any]:
    out: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": sentence(finding, report, lang)},
        "locations": [_location(finding.place, finding.section)],
        "partialFingerprints": {"auditlint/v1": fingerprint, "primaryLocationLineHash": f"{fingerprint}:1"},
    }
    if finding.rule in index:
        out["ruleIndex"] = index[finding.rule]
    if finding.related:
        related = finding.related[:MOST_RELATED]
        out["relatedLocations"] = [_related(each, number) for number, each in enumerate(related, 1)]
    return out | _fixes(finding, lang)


def _suppressed(finding: Finding, entry: Acceptance, index: dict[str, int], report: Report, lang: str) -> dict[str, Any]:
    """A finding that somebody has accepted, and why."""
    suppression = {"kind": "external", "status": "accepted", "justification": entry.reason}
    return {**_result(finding, mark(finding), index, report, lang), "suppressions": [suppression]}


def _related(related: Related, number: int) -> dict[str, Any]:
    text = f"{related.label} {with_unit(related.text, related.unit)}".strip()
    return {"id": number, **_location(related.place), "message": {"text": clean(text)}}


def _fixes(finding: Finding, lang: str) -> dict[str, Any]:
    """A proposal, where the repair is certain."""
    suspect = certain(finding)
    if suspect is None:
        return {}
    replacement = {"deletedRegion": _region(suspect.place), "insertedContent": {"text": suspect.should_be}}
    change = {"artifactLocation": artifact(suspect.place.path), "replacements": [replacement]}
    return {
        "fixes": [
            {"description": {"text": say(lang, "sarif-fix", text=suspect.should_be)}, "artifactChanges": [change]}
        ]
    }
