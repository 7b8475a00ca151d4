"""What the page shows, as plain values for its template."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from ...desk.own_output import MAKER
from ...escaping import clean, escaped_line
from ...model.finding import FileReport, Finding, Related, Report, Suspect
from ...model.place import Place
from ...version import __version__
from ...wording import say
from ..layout import clip, spelled, with_unit
from ..overview import department, grouped
from ..proof import told
from ..text import folded, joined, passed_over, problems, stale, unseen
from ..totals import counts, coverage, summary, totals
from .picture import STATES, key

#: Rows of a chart; what is left is told in one more.
_MOST = 12
#: Columns of a quoted line.
_QUOTED = 120
_SEVERITIES = ("error", "warning", "note")


def contents(report: Report, lang: str, show_notes: bool) -> dict[str, Any]:
    """Everything the template needs but the texts of the filings."""
    writer = _Writer(report, lang, show_notes)
    total = totals(report)
    found = writer.rules()
    return {
        "lang": lang,
        "words": lambda name, **values: say(lang, name, **values),
        "total": total,
        "coverage": coverage(total["checked"], total["figures"]),
        "summary": summary(report, lang),
        "remarks": [*problems(report, lang), *unseen(report, lang), *joined(report, lang), *passed_over(report, lang), *stale(report, lang)],
        "interrupted": report.interrupted,
        "files": sorted((writer.file(number, file) for number, file in enumerate(report.files)), key=_badness),
        "charts": writer.charts() if len(report.files) > 1 else [],
        "rules": sorted(found),
        "titles": writer.titles,
        "severities": [each for each in _SEVERITIES if show_notes or each != "note"],
        "states": STATES,
        "maker": MAKER,
        "version": __version__,
        "made": say(lang, "html-made", version=__version__, date=date.today().isoformat()),
    }


def phrases(lang: str) -> dict[str, str]:
    """The phrases that the script of the page says."""
    names = [*(f"state-{state}" for state in STATES), *(f"verdict-{each}" for each in ("holds", "rounding", "broken", "unchecked"))]
    names += ["operands", "proof", "slip", "why", "elsewhere", "no-text", "old-browser", "close"]
    said = {name: say(lang, f"html-{name}") for name in names}
    said |= {name: say(lang, f"html-{name}", a="{a}", x="{x}") for name in ("printed", "against")}
    return said | {"rivals": say(lang, "rivals", rivals="{x}"), "comma": say(lang, "list-comma"), "colon": say(lang, "html-colon")}


def _badness(file: dict[str, Any]) -> tuple[bool, int, int, int]:
    """What could not be audited first, then the files with most errors; those alike as the run had them."""
    return not file["problem"], -file["counts"]["errors"], -file["counts"]["warnings"], file["number"]


class _Writer:
    """Findings and files in one language as values of the template."""

    def __init__(self, report: Report, lang: str, show_notes: bool):
        self.report = report
        self.lang = lang
        self.show_notes = show_notes
        self.turns = {file.path: number for number, file in enumerate(report.files)}
        self.titles = {getattr(rule, "code", ""): getattr(rule, "title_en" if lang == "en" else "title", "") for rule in report.rules}

    def rules(self) -> set[str]:
        """The codes of the rules that something shown was found by."""
        return {finding.rule for finding in self.report.findings if self.show_notes or finding.severity != "note"}

    def file(self, number: int, file: FileReport) -> dict[str, Any]:
        """One file with its findings, those with one cause as one."""
        shown = [each for each in file.findings if self.show_notes or each.severity != "note"]
        identity = file.identity
        return {
            "number": number,
            "path": escaped_line(file.path),
            "name": escaped_line(file.path.replace("\\", "/").rpartition("/")[2]),
            "department": escaped_line(department(file)),
            "year": identity.year if identity is not None else None,
            "counts": counts(file),
            "coverage": coverage(file.checked, file.figures),
            "permille": file.checked * 1000 // file.figures if file.figures else 0,
            "problem": clean(file.problem) if file.problem and not file.passed_over else "",
            "findings": [self.finding(group) for group in folded(sorted(shown, key=lambda each: each.severity == "note"))],
            "accepted": [self.explained(each) | {"reason": clean(entry.reason)} for each, entry in file.accepted],
        }

    def finding(self, group: list[Finding]) -> dict[str, Any]:
        """A finding, or several notes that are told as one."""
        finding = group[0]
        formula = clean(finding.formula or "") + (f" = {finding.result}" if finding.formula and finding.result else "")
        return {
            "rule": finding.rule,
            "title": self.titles.get(finding.rule, finding.name),
            "severity": finding.severity,
            "message": clean(finding.message),
            "where": spelled(finding.place, self.lang),
            "at": key(finding.place),
            "quote": self.quote(finding),
            "formula": formula,
            "related": [self.related(each, finding.place) for each in finding.related if each.text],
            **self.suspects(finding),
            **self.proof(finding),
            "explains": [self.explained(each) for each in (*finding.explains, *group[1:])],
            "lead": say(self.lang, "explains" if finding.severity != "note" else "these"),
        }

    def suspects(self, finding: Finding) -> dict[str, Any]:
        """Which figures may be wrong, unless it is the one that the finding tells of, and the slip where it is one."""
        suspects = finding.suspects
        elsewhere = len(suspects) > 1 or any(suspect.place != finding.place for suspect in suspects)
        return {
            "suspects": [self.suspect(each, finding.place) for each in suspects] if elsewhere else [],
            "slip": clean(suspects[0].slip) if len(suspects) == 1 else "",
        }

    def proof(self, finding: Finding) -> dict[str, Any]:
        """What established a finding, and which other readings were tried."""
        proof = told(finding.proof, self.lang)
        rivals = say(self.lang, "list-comma").join(proof["rivals"]) if proof else ""
        return {"proof": proof, "rivals": say(self.lang, "rivals", rivals=rivals) if rivals else ""}

    def quote(self, finding: Finding) -> tuple[str, str, str]:
        """The line of a finding before, in and behind its figure."""
        place = finding.place
        line = self.report.file(place.path).lines.get((place.page, place.line), "")
        end = place.end_column - 1 if place.end_line == place.line else len(line.rstrip())
        text, start, last = clip(line, min(place.column - 1, len(line)), end, _QUOTED)
        return text[:start].lstrip(), text[start:last], text[last:].rstrip()

    def jump(self, place: Place, path: str) -> dict[str, Any]:
        """Where a button leads: the file by its number, the mark in it by its key."""
        where = spelled(place, self.lang)
        return {
            "file": self.turns.get(place.path, -1),
            "at": key(place),
            "where": where if place.path == path else say(self.lang, "in-file", path=escaped_line(place.path), where=where),
        }

    def related(self, related: Related, place: Place) -> dict[str, Any]:
        return self.jump(related.place, place.path) | {"label": clean(related.label), "text": clean(with_unit(related.text, related.unit))}

    def suspect(self, suspect: Suspect, place: Place) -> dict[str, Any]:
        text = clean(with_unit(suspect.text, suspect.unit))
        if suspect.should_be:
            text = say(self.lang, "suspect-one", text=text, fix=clean(with_unit(suspect.should_be, suspect.unit)))
        return self.jump(suspect.place, place.path) | {"label": clean(suspect.label), "text": text, "slip": clean(suspect.slip)}

    def explained(self, finding: Finding) -> dict[str, Any]:
        """A finding in a line: another broken check of the same cause, or one that was accepted."""
        return self.jump(finding.place, finding.place.path) | {"rule": finding.rule, "text": clean(finding.aside or finding.message)}

    def charts(self) -> list[dict[str, Any]]:
        """The charts of the first page that have something to show."""
        years = {file.path: str(file.identity.year) for file in self.report.files if file.identity is not None and file.identity.year}
        loud = [finding for finding in self.report.findings if finding.severity != "note"]
        slips = [(finding.suspects[0].slip, finding) for finding in loud if finding.suspects and finding.suspects[0].slip]
        charts = [
            ("departments", self._groups("department"), "search"),
            ("years", sorted(self._counted((years[each.place.path], each) for each in loud if each.place.path in years)), ""),
            ("slips", sorted(self._counted(slips), key=lambda row: (-row[1] - row[2], row[0])), ""),
            ("rules", self._groups("rule"), "rule"),
        ]
        return [
            {"title": say(self.lang, f"html-{name}"), "name": name, "filter": by, "rows": self._bars(rows)}
            for name, rows, by in charts if rows
        ]  # fmt: skip

    def _groups(self, by: str) -> list[tuple[str, int, int]]:
        groups = self._counted((name, finding) for name, found in grouped(self.report, by, self.lang) for finding in found)
        return [row for row in groups if row[1] + row[2]]

    def _counted(self, named: Iterable[tuple[str, Finding]]) -> list[tuple[str, int, int]]:
        """Names with their errors and warnings, in the order in which they come."""
        found: dict[str, Counter[str]] = {}
        for name, finding in named:
            found.setdefault(name, Counter())[finding.severity] += 1
        return [(name, count["error"], count["warning"]) for name, count in found.items()]

    def _bars(self, rows: list[tuple[str, int, int]]) -> list[dict[str, Any]]:
        """Rows of a chart: names, counts, and the lengths of their bars in thousandths of the longest; what is left has none."""
        shown, rest = rows[:_MOST], rows[_MOST:]
        if rest:
            shown = [*shown, ("", sum(row[1] for row in rest), sum(row[2] for row in rest))]
        most = max(errors + warnings for _, errors, warnings in rows)
        return [
            {
                "name": clean(name) if name else say(self.lang, "others", n=len(rest)), "key": name, "errors": errors, "warnings": warnings,
                "error": errors * 1000 // most if name else 0, "warning": warnings * 1000 // most if name else 0,
            }
            for name, errors, warnings in shown
        ]  # fmt: skip
