"""SARIF 2.1.0, as GitHub code scanning takes it."""

import os
import re
from json import dumps
from typing import Any, cast
from urllib.parse import quote

from ..escaping import clean
from ..model.finding import FileReport, Finding, Related, Report
from ..model.place import Place
from ..registry import Rule
from ..version import __version__
from ..wording import say
from .fingerprint import fingerprints
from .layout import is_paged, spot, with_unit

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: GitHub refuses a run with more results, and related places beyond the first hundred are of no use to anyone.
MOST_RESULTS = 25_000
MOST_RELATED = 100
_LEVELS = {"error": "error", "warning": "warning", "note": "note"}
_KINDS = {"error": "error", "warning": "warning", "note": "recommendation"}
_REPLACEMENT = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")
_ROOT = "%SRCROOT%"


def render(report: Report, status: int = 0, lang: str = "zh") -> str:
    """The report as SARIF; notes are always in it.  ``status`` is the exit code of the run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, status, lang)]}
    return dumps(log, ensure_ascii=False, indent=1) + "\n"


def _run(report: Report, status: int, lang: str) -> dict[str, Any]:
    rules = [cast(Rule, rule) for rule in report.rules]
    index = {rule.code: number for number, rule in enumerate(rules)}
    found = list(zip(report.findings, fingerprints(report.findings), strict=True))
    order = {"error": 0, "warning": 1, "note": 2}
    kept = (
        found if len(found) <= MOST_RESULTS else sorted(found, key=lambda pair: order[pair[0].severity])[:MOST_RESULTS]
    )
    return {
        "tool": {
            "driver": {
                "name": "auditlint",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule, lang) for rule in rules],
            }
        },
        "language": "en" if lang == "en" else "zh-CN",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, status, len(found) - len(kept), lang)],
        "results": [_result(finding, mark, index, lang) for finding, mark in kept],
    }


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    title = rule.title_en if lang == "en" else rule.title
    explanation = rule.explanation
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
    title = rule.title_en if lang == "en" else rule.title
    parts = [title if plain else f"**{rule.code} {title}**", rule.explanation]
    for key, text in (("rule-formula", rule.formula), ("rule-source", rule.source)):
        head = say(lang, key)
        parts.append(f"{head}: {text}" if plain else f"**{head}** {text}")
    for key, examples in (("rule-good", rule.good), ("rule-bad", rule.bad)):
        head = say(lang, key)
        parts.append(head if plain else f"**{head}**")
        parts += [example.text if plain else f"```text\n{example.text}\n```" for example in examples]
    return "\n\n".join(part for part in parts if part)


def _invocation(report: Report, status: int, omitted: int, lang: str) -> dict[str, Any]:
    """How the run went.  Files and rules that could not be audited are conditions of the execution."""
    notifications = [_notification(file.problem, file) for file in report.files if file.problem]
    notifications += [_notification(failure) for failure in report.failures]
    notifications += [_notification(what, file, "note") for file in report.files for what in file.unseen]
    if omitted:
        notifications.append(_notification(say(lang, "sarif-cut", limit=MOST_RESULTS, n=omitted)))
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


def _result(finding: Finding, fingerprint: str, index: dict[str, int], lang: str) -> dict[str, Any]:
    text = clean(finding.message)
    if is_paged(finding.place.path):
        text = f"{clean(spot(finding.place, lang))}: {text}"
    if finding.formula:
        text += f"\n{finding.formula}" + (f" = {finding.result}" if finding.result else "")
    out: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(finding.place, finding.section)],
        "partialFingerprints": {"auditlint/v1": fingerprint, "primaryLocationLineHash": f"{fingerprint}:1"},
    }
    if finding.rule in index:
        out["ruleIndex"] = index[finding.rule]
    if finding.related:
        related = finding.related[:MOST_RELATED]
        out["relatedLocations"] = [_related(each, number) for number, each in enumerate(related, 1)]
    return out | _fixes(finding, lang)


def _related(related: Related, number: int) -> dict[str, Any]:
    text = f"{related.label} {with_unit(related.text, related.unit)}".strip()
    return {"id": number, **_location(related.place), "message": {"text": clean(text)}}


def _fixes(finding: Finding, lang: str) -> dict[str, Any]:
    """A proposal, where one figure or word alone repairs everything and there is one thing that it should be."""
    if len(finding.suspects) != 1:
        return {}
    suspect = finding.suspects[0]
    number = any(char.isdigit() for char in suspect.text)
    if not suspect.should_be or (number and not _REPLACEMENT.fullmatch(suspect.should_be)):
        return {}
    replacement = {"deletedRegion": _region(suspect.place), "insertedContent": {"text": suspect.should_be}}
    change = {"artifactLocation": artifact(suspect.place.path), "replacements": [replacement]}
    return {
        "fixes": [
            {"description": {"text": say(lang, "sarif-fix", text=suspect.should_be)}, "artifactChanges": [change]}
        ]
    }
