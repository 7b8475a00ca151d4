"""The summary of a survey: what was found by department, rule, year and kind of slip."""

import csv
from collections.abc import Iterator
from io import StringIO
from json import dumps
from operator import itemgetter
from typing import Any

from ..escaping import escaped_line
from ..model.finding import FileReport, Finding
from ..registry import Rule
from ..reports.layout import abridged, counted
from ..reports.letter_csv import BOM, inert
from ..reports.totals import coverage
from ..wording import say
from .rows import Surveyed, findings, slip, slip_told, status
from .schema import VERSION

#: What is told of each group.
COUNTS = ("files", "unread", "figures", "checked", "errors", "warnings", "notes", "accepted")
BY = ("department", "year", "rule", "slip")
#: The groups of files, which have figures; the others are groups of findings.
_OF_FILES = BY[:2]
#: Columns that a name may take, and rows that a table has where somebody reads it.
_NAME, _MOST = 48, 12
_UNREAD = ("unread", "unchecked")
#: The counts that a person is shown.
_SHOWN = ("files", "errors", "warnings", "notes", "accepted")


class Group:
    """Files, or findings, that have something in common, counted by the names of :data:`COUNTS`."""

    __slots__ = ("count", "_last")

    def __init__(self) -> None:
        self.count = dict.fromkeys(COUNTS, 0)
        self._last = ""

    def take_file(self, file: FileReport) -> None:
        """Count a file and its figures."""
        self._see(file.path)
        self.count["unread"] += status(file) in _UNREAD
        self.count["figures"] += file.figures
        self.count["checked"] += file.checked

    def take(self, finding: Finding, accepted: bool, path: str) -> None:
        """Count a finding in a file; files come one after the other."""
        self._see(path)
        self.count["accepted" if accepted else f"{finding.severity}s"] += 1

    def _see(self, path: str) -> None:
        self.count["files"] += path != self._last
        self._last = path


class Summary:
    """Counts the files of a survey, one after the other."""

    def __init__(self, rules: Iterator[Rule], lang: str):
        self._lang = lang
        self._titles = {rule.code: rule.told("title", lang) for rule in rules}
        self._all = Group()
        self._groups: dict[str, dict[str, Group]] = {by: {} for by in BY}

    def take(self, each: Surveyed) -> None:
        """Count a file and its findings."""
        file = each.file
        own = [self._all, self._group("department", each.department), self._group("year", "" if each.year is None else str(each.year))]
        for group in own:
            group.take_file(file)
        for finding, _, entry in findings(file):
            told = [*own, self._group("rule", finding.rule)]
            if finding.severity != "note":
                told.append(self._group("slip", slip(finding)))
            for group in told:
                group.take(finding, entry is not None, file.path)

    def _group(self, by: str, name: str) -> Group:
        return self._groups[by].setdefault(name, Group())

    def title(self, by: str, name: str) -> str:
        """What a group is called."""
        if by == "rule":
            return f"{name} {self._titles.get(name, '')}".strip()
        if by == "slip":
            return slip_told(name, self._lang) if name else say(self._lang, "survey-no-slip")
        return name or say(self._lang, "survey-no-year")

    def groups(self, by: str) -> list[tuple[str, Group]]:
        """The groups by name, years in order, the others with the worst first."""
        found = sorted(self._groups[by].items(), key=itemgetter(0))
        return found if by == "year" else sorted(found, key=_badness)

    def json(self) -> str:
        """All of it for programs."""
        told: dict[str, Any] = {"schema": VERSION, "total": self._all.count}
        for by in BY:
            told[by] = [{"name": name, "title": self.title(by, name), **_told(by, group)} for name, group in self.groups(by)]
        return dumps(told, ensure_ascii=False, indent=1) + "\n"

    def csv(self) -> str:
        """All of it as one table for a spreadsheet."""
        out = StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["by", "name", "title", *COUNTS])
        for by in BY:
            for name, group in self.groups(by):
                told = _told(by, group)
                writer.writerow([by, inert(name), inert(self.title(by, name)), *(told.get(count, "") for count in COUNTS)])
        return BOM + out.getvalue()

    def lines(self) -> list[str]:
        """The tables for a person, the worst groups of each."""
        return [line for by in BY if self._groups[by] for line in (*counted(self._table(by)), "")]

    def _table(self, by: str) -> list[list[str]]:
        """The rows of one table with their heads."""
        groups = self.groups(by)
        heads = ["head-files", "error", "warning", "note", "survey-accepted"]
        rows = [[say(self._lang, f"survey-by-{by}", n=len(groups)), *(say(self._lang, head) for head in heads)]]
        if by in _OF_FILES:
            rows[0].append(say(self._lang, "head-checked"))
        for name, group in groups[:_MOST]:
            count = group.count
            rows.append([abridged(escaped_line(self.title(by, name)), _NAME), *(str(count[each]) for each in _SHOWN)])
            if by in _OF_FILES:
                rows[-1].append(coverage(count["checked"], count["figures"]) if count["figures"] else "")
        if len(groups) > _MOST:
            rows.append([say(self._lang, "survey-others", n=len(groups) - _MOST), *[""] * (len(rows[0]) - 1)])
        return rows


def _badness(group: tuple[str, Group]) -> tuple[int, int, int]:
    count = group[1].count
    return -count["errors"], -count["warnings"], -count["notes"]


def _told(by: str, group: Group) -> dict[str, int]:
    """The counts that a group has: one of findings has no figures."""
    return {name: count for name, count in group.count.items() if by in _OF_FILES or name not in ("unread", "figures", "checked")}
