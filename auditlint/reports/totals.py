"""The counts of a run, and the line that tells them."""

from collections import Counter
from collections.abc import Iterable

from ..escaping import escaped_line
from ..model.finding import SEVERITIES, FileReport, Finding, Report, Silenced
from ..wording import say

COUNTS = ("figures", "checked", "bounded", "checks", "holds", "rounding", "broken", "unchecked", "errors", "warnings", "notes")


def counts(file: FileReport, single: bool = False) -> dict[str, int]:
    """The counts of one file by name; ``checks`` are those that could be judged, ``single`` is that of :func:`totals`."""
    return {
        "figures": file.figures,
        "checked": file.checked,
        "bounded": file.bounded,
        "checks": file.holds + file.rounding + file.broken,
        "holds": file.holds,
        "rounding": file.rounding,
        "broken": file.broken,
        "unchecked": file.unchecked,
        "errors": file.count("error"),
        "warnings": file.count("warning"),
        "notes": file.count("note", single),
    }


def totals(report: Report, single: bool = False) -> dict[str, int]:
    """The counts of all files together; ``single`` counts every note of rounding, also where a table's are told as one."""
    total = {"files": len(report.files)} | dict.fromkeys(COUNTS, 0)
    for file in report.files:
        for name, count in counts(file, single).items():
            total[name] += count
    return total


def summary(report: Report, lang: str, single: bool = False) -> str:
    """What was found and, as important, how much was checked, in one line; ``single`` is that of :func:`totals`."""
    whole = not report.failures and not report.interrupted
    if not report.files or whole and all(file.passed_over for file in report.files):
        return say(lang, "semicolon").join([say(lang, "nothing-audited"), *(_silenced(each, lang) for each in report.silenced)])
    total = totals(report, single)
    parts = [say(lang, "files", n=total["files"])] if total["files"] > 1 else []
    parts.append(say(lang, "comma").join(_found(report, total, lang)) or say(lang, "clean"))
    undiagnosed = sum(file.undiagnosed for file in report.files)
    if undiagnosed:
        parts.append(say(lang, "undiagnosed", n=undiagnosed))
    if total["figures"]:
        parts.append(covered(total, lang))
    parts += [_silenced(each, lang) for each in report.silenced]
    return say(lang, "semicolon").join(parts)


def _found(report: Report, total: dict[str, int], lang: str) -> list[str]:
    """How much was found of each severity, was accepted, or kept something from being audited; what is nothing is not told."""
    found = {f"count-{severity}": total[f"{severity}s"] for severity in reversed(SEVERITIES)}
    found["count-accepted"] = sum(len(file.accepted) for file in report.files)
    found["not-audited"] = sum(bool(file.problem) and not file.passed_over for file in report.files)
    found["rule-failures"] = len(report.failures)
    found["interrupted-count"] = report.interrupted
    return [say(lang, name, n=n) for name, n in found.items() if n]


def by_severity(findings: Iterable[Finding], lang: str) -> str:
    """How many there are of each severity, the gravest first."""
    count = Counter(finding.severity for finding in findings)
    return say(lang, "comma").join(say(lang, f"count-{severity}", n=count[severity]) for severity in reversed(SEVERITIES) if count[severity])


def _silenced(silenced: Silenced, lang: str) -> str:
    """What a configuration found beside the files hides."""
    hidden = list(silenced.keys)
    if silenced.rules:
        hidden.insert(0, say(lang, "silenced-rules", n=len(silenced.rules)))
    if silenced.excluded:
        hidden.insert(0, say(lang, "silenced-files", n=silenced.excluded))
    return say(lang, "silenced", path=escaped_line(silenced.configuration), hidden=say(lang, "comma").join(hidden))


def covered(count: dict[str, int], lang: str) -> str:
    """How many figures were recomputed, how many were only bounded, and how many relations hold."""
    bounded = say(lang, "bounded", n=count["bounded"]) if count["bounded"] else ""
    percent = coverage(count["checked"], count["figures"])
    return say(lang, "coverage", figures=count["figures"], checked=count["checked"], percent=percent, bounded=bounded, holds=count["holds"])


def coverage(checked: int, figures: int) -> str:
    """``checked`` of ``figures`` in percent; 100.0% only where none is left."""
    if not figures:
        return "0.0%"
    tenths = (checked * 2000 + figures) // (figures * 2)
    if checked < figures:
        tenths = min(tenths, 999)
    return f"{tenths // 10}.{tenths % 10}%"
