"""Many files at a glance: which departments, which rules, which files."""

import os
from collections import Counter
from collections.abc import Callable, Iterable

from ..escaping import escaped_line
from ..model.finding import FileReport, Finding, Report
from ..wording import say
from .layout import abridged, counted
from .totals import coverage

#: The tables, and what the last column of each is.
_HEADS = {"department": "head-files", "rule": "head-files", "file": "head-checked"}
#: Columns that a name may take.
_NAME = 48
#: Lines of a screen that are not rows of the three tables: their heads, what is left out, the summary, the prompt.
_OTHER = 14
_FEWEST, _MOST = 3, 12


def render(report: Report, lang: str = "zh", screen: int = 50) -> list[str]:
    """The lines of the overview: three tables, each with as many rows as a screen of so many lines has room for."""
    rows = max(_FEWEST, min(_MOST, (screen - _OTHER) // 3))
    return [line for by in _HEADS for line in _table(report, by, lang, rows)]


def grouped(report: Report, by: str, lang: str) -> list[tuple[str, list[Finding]]]:
    """The findings by department, rule or file, the worst group first, each with its heading."""
    name = _namer(report, by, lang)
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(name(finding), []).append(finding)
    return sorted(groups.items(), key=lambda group: (_badness(group[1]), group[0]))


def department(file: FileReport) -> str:
    """Whose accounts a file tells: what it says, or else the directory that it lies in, or its own name."""
    if file.identity is not None and file.identity.name:
        return file.identity.name
    directory, name = os.path.split(os.path.abspath(file.path))
    own = os.path.dirname(file.path)
    return os.path.basename(directory) if own not in ("", os.curdir) else os.path.splitext(name)[0]


def _namer(report: Report, by: str, lang: str) -> Callable[[Finding], str]:
    if by == "file":
        return lambda finding: finding.place.path
    if by == "department":
        names = {file.path: department(file) for file in report.files}
        return lambda finding: names[finding.place.path]
    titles = {getattr(rule, "code", ""): getattr(rule, "title_en" if lang == "en" else "title", "") for rule in report.rules}
    return lambda finding: f"{finding.rule} {titles.get(finding.rule, finding.name)}"


def _badness(findings: Iterable[Finding]) -> tuple[int, int, int]:
    count = Counter(finding.severity for finding in findings)
    return -count["error"], -count["warning"], -count["note"]


def _table(report: Report, by: str, lang: str, most: int) -> list[str]:
    """One table: the groups with errors or warnings, worst first, and how many more there are."""
    loud = [(name, found) for name, found in grouped(report, by, lang) if any(each.severity != "note" for each in found)]
    if not loud:
        return []
    last = _last_column(report, by)
    heads = [say(lang, f"by-{by}", n=len(loud)), say(lang, "error"), say(lang, "warning"), say(lang, _HEADS[by])]
    rows = [heads, *([abridged(escaped_line(name), _NAME), *_loud(found), last(name, found)] for name, found in loud[:most])]
    if len(loud) > most:
        rest = [each for _, found in loud[most:] for each in found]
        rows.append([say(lang, "others", n=len(loud) - most), *_loud(rest), ""])
    return [*counted(rows), ""]


def _loud(findings: Iterable[Finding]) -> tuple[str, str]:
    """How many errors and warnings there are."""
    count = Counter(finding.severity for finding in findings)
    return str(count["error"]), str(count["warning"])


def _last_column(report: Report, by: str) -> Callable[[str, list[Finding]], str]:
    """What the last column tells of a group by its name: how much of a file was checked, or how many files there are."""
    if by == "file":
        shares = {file.path: coverage(file.checked, file.figures) if file.figures else "" for file in report.files}
        return lambda _, found: shares[found[0].place.path]
    files = Counter(department(file) for file in report.files) if by == "department" else Counter()
    return lambda name, found: str(files[name] or len({each.place.path for each in found if each.severity != "note"}))
