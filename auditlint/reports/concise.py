"""One line a finding: ``path:line:column: CODE severity message``."""

from ..escaping import clean
from ..model.finding import Report
from .layout import where
from .text import problems, unseen
from .totals import summary


def render(report: Report, lang: str = "zh", show_notes: bool = False) -> str:
    """The report, one line a finding and the summary at the end."""
    lines = problems(report, lang) + unseen(report, lang)
    for finding in report.findings:
        if show_notes or finding.severity != "note":
            lines.append(f"{where(finding.place, lang)}: {finding.rule} {finding.severity} {clean(finding.message)}")
    return "\n".join([*lines, summary(report, lang)]) + "\n"
