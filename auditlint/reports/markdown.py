"""Markdown: a comment on a pull request, and the step summary of a GitHub Actions run.  Errors first, and what is cut is counted."""

from collections.abc import Iterable

from ..escaping import clean
from ..model.finding import Finding, Report
from ..wording import say
from .layout import quote, where
from .telling import worst_first
from .text import passed_over, stale, unseen
from .totals import by_severity, summary

#: What GitHub takes: a comment of so many characters, a step summary of so many bytes; longer ones are refused whole.
COMMENT, STEP = 65_000, 1_000_000
#: Room for the line that counts what was cut.
_REST = 200


def render(report: Report, lang: str = "zh", show_notes: bool = False) -> str:
    """The report as a comment; notes only with ``show_notes``, and counted without."""
    return _render(report, lang, show_notes, COMMENT, in_bytes=False)


def render_step(report: Report, lang: str = "zh", show_notes: bool = False) -> str:
    """The report as a step summary, which may be longer."""
    return _render(report, lang, show_notes, STEP, in_bytes=True)


def _render(report: Report, lang: str, show_notes: bool, limit: int, in_bytes: bool) -> str:
    room = _Room(limit - _REST, in_bytes)
    room.take_all((f"## {say(lang, 'summary-title')}", "", cell(summary(report, lang)), ""))
    unsaid = len(room.take_all(f"- {line}" for line in _remarks(report, lang)))
    if unsaid:
        room.add(f"- {say(lang, 'others', n=unsaid)}")
    found = worst_first(report, show_notes)
    if found:
        heads = (say(lang, key) for key in ("summary-where", "head-severity", "summary-rule", "summary-message"))
        room.take_all(("", f"| {' | '.join(heads)} |", "| --- | --- | --- | --- |"))
    cut = [finding for finding in found if not room.take(_row(finding, report, lang))]
    if cut:
        room.add("")
        room.add(say(lang, "summary-cut", counts=by_severity(cut, lang)))
    return "\n".join(room.lines) + "\n"


def _remarks(report: Report, lang: str) -> list[str]:
    """What is told of files and of the run, beside the findings."""
    files = [f"{cell(file.path)}: {cell(file.problem)}" for file in report.files if file.problem and not file.passed_over]
    return files + [cell(text) for text in (*report.failures, *unseen(report, lang), *passed_over(report, lang), *stale(report, lang))]


class _Room:
    """Lines up to a limit; after the first that finds no room none is taken, so that an order is kept."""

    def __init__(self, limit: int, in_bytes: bool):
        self.lines: list[str] = []
        self._left = limit
        self._in_bytes = in_bytes
        self._full = False

    def take(self, line: str) -> bool:
        """Whether there was room for the line."""
        size = (len(line.encode("utf-8", "backslashreplace")) if self._in_bytes else len(line)) + 1
        self._full = self._full or size > self._left
        if not self._full:
            self._left -= size
            self.lines.append(line)
        return not self._full

    def take_all(self, lines: Iterable[str]) -> list[str]:
        """The lines for which there was no room."""
        return [line for line in lines if not self.take(line)]

    def add(self, line: str) -> None:
        """Take a line for which room was kept."""
        self.lines.append(line)


def cell(text: str) -> str:
    """Text that Markdown and HTML leave as it is, in one line."""
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;")
    return "".join("\\" + char if char in "\\`*_[]|~#" else char for char in text)


def _row(finding: Finding, report: Report, lang: str) -> str:
    severity = say(lang, finding.severity)
    text = finding.message + quote(finding.place, report, lang)
    if finding.formula:
        text += f" ({finding.formula}" + (f" = {finding.result})" if finding.result else ")")
    return f"| {cell(where(finding.place, lang))} | {severity} | {finding.rule} | {cell(text)} |"
