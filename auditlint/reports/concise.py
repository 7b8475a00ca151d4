"""One line a finding: ``path:line:column: CODE severity message``."""

from ..escaping import clean
from ..model.finding import Report
from .layout import quote, where
from .text import passed_over, problems, stale, unseen
from .totals import summary


def render(report: Report, lang: str = "zh", show_notes: bool = False) -> str:
    """The report, one line a finding and the summary at the end."""
    lines = problems(report, lang) + unseen(report, lang)
    for finding in report.findings:
        if show_notes or finding.severity != "note":
            words = quote(finding.place, report, lang)
            lines.append(f"{where(finding.place, lang)}: {finding.rule} {finding.severity} {clean(finding.message)}{words}")
    return "\n".join([*lines, *passed_over(report, lang), *stale(report, lang), summary(report, lang)]) + "\n"
