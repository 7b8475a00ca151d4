"""Rounding within a table: a note of the table, that names every place."""

from collections.abc import Iterable

from ..model.filing import Filing
from ..model.finding import Finding, Related
from ..wording import say


def fold_tables(filing: Filing, findings: Iterable[Finding], lang: str) -> list[Finding]:
    """The findings, with the notes of rounding in each table as one at its title."""
    headings = {table.fold: (table.title, table.heading) for table in filing.tables if table.heading is not None}
    if not headings:
        return list(findings)
    kept: list[Finding] = []
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity == "note" and finding.fold in headings:
            groups.setdefault(finding.fold, []).append(finding)
        else:
            kept.append(finding)
    for fold, group in groups.items():
        (title, heading), first = headings[fold], group[0]
        related = dict.fromkeys(Related(each.place, each.actual or "", each.label, each.unit or "") for each in group)
        for each in group:
            related.update(dict.fromkeys(each.related))
        kept.append(
            Finding(
                first.rule, first.name, "note", say(lang, "table-rounding", n=len(group), title=title), heading.place,
                section=first.section, label=heading.text, related=tuple(related), explains=tuple(group), fold=fold,
            )
        )  # fmt: skip
    return kept
