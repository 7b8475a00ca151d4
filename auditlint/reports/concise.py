"""One line a finding: ``path:line:column: CODE severity message``."""

from collections.abc import Iterator

from ..escaping import clean
from ..model.finding import Report
from .layout import quote, where
from .text import passed_over, problems, stale, unseen
from .totals import summary


def render(report: Report, lang: str = "zh", show_notes: bool = False) -> str:
    """The report, one line a finding and the summary at the end."""
    return "".join(pieces(report, lang, show_notes))


def pieces(report: Report, lang: str = "zh", show_notes: bool = False) -> Iterator[str]:
    """What :func:`render` gives, line by line."""
    for line in problems(report, lang) + unseen(report, lang):
        yield f"{line}\n"
    for _, finding in report.told():
        if show_notes or finding.severity != "note":
            words = quote(finding.place, report, lang)
            yield f"{where(finding.place, lang)}: {finding.rule} {finding.severity} {clean(finding.message)}{words}\n"
    for line in (*passed_over(report, lang), *stale(report, lang), summary(report, lang)):
        yield f"{line}\n"
