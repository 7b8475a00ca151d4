"""The step summary of a GitHub Actions run: every finding in a Markdown table."""

from ..escaping import clean
from ..model.finding import Finding, Report
from ..wording import say
from .layout import where
from .totals import summary

#: GitHub takes 1 MiB for a step; longer summaries are refused whole.
LIMIT = 1_000_000


def render(report: Report, lang: str = "zh") -> str:
    """The report as Markdown."""
    lines = [f"## {say(lang, 'summary-title')}", "", cell(summary(report, lang)), ""]
    for file in report.files:
        if file.problem:
            lines.append(f"- {cell(file.path)}: {cell(file.problem)}")
    lines += [f"- {cell(failure)}" for failure in report.failures]
    lines += [f"- {cell(file.path)}: {cell(what)}" for file in report.files for what in file.unseen]
    rows = [_row(finding, lang) for finding in report.findings]
    if rows:
        heads = (say(lang, key) for key in ("summary-where", "head-severity", "summary-rule", "summary-message"))
        lines += ["", f"| {' | '.join(heads)} |", "| --- | --- | --- | --- |"]
    size = sum(len(line.encode("utf-8", "replace")) + 1 for line in lines)
    for number, row in enumerate(rows):
        size += len(row.encode("utf-8", "replace")) + 1
        if size > LIMIT:
            lines += ["", say(lang, "summary-cut", n=len(rows) - number)]
            break
        lines.append(row)
    return "\n".join(lines) + "\n"


def cell(text: str) -> str:
    """Text that Markdown and HTML leave as it is, in one line."""
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;")
    return "".join("\\" + char if char in "\\`*_[]|~#" else char for char in text)


def _row(finding: Finding, lang: str) -> str:
    severity = say(lang, finding.severity)
    text = finding.message
    if finding.formula:
        text += f" ({finding.formula}" + (f" = {finding.result})" if finding.result else ")")
    return f"| {cell(where(finding.place, lang))} | {severity} | {finding.rule} | {cell(text)} |"
