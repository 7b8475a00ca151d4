"""The report for a person: each finding with its lines, its arithmetic, and where else to look."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from ..escaping import clean, escaped_line
from ..model.finding import FileReport, Finding, Related, Report, Suspect
from ..model.place import Place
from ..wording import say
from .layout import clip, is_paged, is_paragraphed, see, spot, where, width, with_unit
from .totals import by_severity, summary

if TYPE_CHECKING:
    from ..model.acceptance import Stale

_INDENT = "    "
_NEAR = 6
_MOST_LINES = 4
_MOST_FOLDED = 8
_COLORS = {"error": "31", "warning": "33", "note": "36", "bold": "1", "dim": "2"}


def render(
    report: Report, lang: str = "zh", show_notes: bool = False, color: bool = False, group_by: str = "", overview: Sequence[str] = ()
) -> str:
    """The report as text; notes are counted, and shown with ``show_notes``.

    ``group_by`` puts the findings under headings, the worst group first (see :mod:`.overview`); without it, those of many
    files come with the notes last.  ``overview`` are lines to stand before them.
    """
    return "".join(pieces(report, lang, show_notes, color, group_by, overview))


def pieces(
    report: Report, lang: str = "zh", show_notes: bool = False, color: bool = False, group_by: str = "", overview: Sequence[str] = ()
) -> Iterator[str]:
    """What :func:`render` gives, line by line."""
    writer = _Writer(lang, color)
    line = ""
    before = [*(writer.paint("error", problem) for problem in problems(report, lang)), *unseen(report, lang)]
    if report.interrupted:
        before.append(writer.paint("error", say(lang, "interrupted", n=report.interrupted)))
    before += [*([""] if before and overview else []), *overview]
    told = _under_headings(report, writer, group_by, show_notes) if group_by else _file_by_file(report, writer, show_notes)
    for line in chain(before, told):
        yield f"{line}\n"
    if line:
        yield "\n"
    last = say(lang, "semicolon").join([summary(report, lang), *_left_out(report, lang, show_notes, bool(overview))])
    yield "".join(f"{line}\n" for line in (*joined(report, lang), *passed_over(report, lang), *stale(report, lang), last))


def _file_by_file(report: Report, writer: "_Writer", show_notes: bool) -> Iterator[str]:
    """The findings in reading order; notes never stand between the errors of several files."""
    several = len(report.files) > 1
    for notes in (False, True) if several and show_notes else (False,):
        for file in report.in_order():
            found = sorted(file.findings, key=lambda finding: finding.order)
            if several:
                found = [finding for finding in found if (finding.severity == "note") == notes]
            yield from writer.findings(report, found, show_notes)


def _under_headings(report: Report, writer: "_Writer", group_by: str, show_notes: bool) -> Iterator[str]:
    """The findings in groups, each under its heading."""
    from .overview import grouped

    lang = writer.lang
    for heading, found in grouped(report, group_by, lang):
        if len(report.files) > 1:
            found = sorted(found, key=lambda each: each.severity == "note")
        lines = writer.findings(report, found, show_notes)
        if lines:
            yield from ("", writer.paint("bold", say(lang, "group", name=escaped_line(heading), counts=by_severity(found, lang))))
            yield from lines


def _left_out(report: Report, lang: str, show_notes: bool, overview: bool) -> list[str]:
    """What the summary has to say of findings that are not shown."""
    hidden = not show_notes and any(file.count("note") for file in report.files)
    return [say(lang, name) for name, told in (("notes-hidden", hidden), ("overview-only", overview)) if told]


def statistics(report: Report, lang: str, overview: Sequence[str]) -> str:
    """The overview alone, with what could not be audited and the summary."""
    out = [*problems(report, lang), *unseen(report, lang), *([say(lang, "interrupted", n=report.interrupted)] if report.interrupted else [])]
    return "\n".join([*out, *([""] if out else []), *overview, *passed_over(report, lang), *stale(report, lang), summary(report, lang)]) + "\n"


def joined(report: Report, lang: str) -> list[str]:
    """Which files were audited as one filing, a line each filing."""
    groups = dict.fromkeys(tuple(sorted([file.path, *file.joined])) for file in report.files if file.joined)
    return [say(lang, "joined", paths=say(lang, "list-comma").join(map(escaped_line, paths))) for paths in groups]


def passed_over(report: Report, lang: str) -> list[str]:
    """Which files are no filings, in one line."""
    paths = [file.path for file in report.files if file.passed_over]
    return [say(lang, "passed-over", n=len(paths), paths=say(lang, "list-comma").join(map(escaped_line, paths)))] if paths else []


def stale(report: Report, lang: str) -> list[str]:
    """The entries of lists of what was accepted that fit nothing, under a line for each list."""
    lists: dict[str, list[str]] = {}
    for each in report.stale:
        lists.setdefault(each.path, []).append(f"{_INDENT}{stale_entry(each, lang)}")
    return [
        line for path, entries in lists.items()
        for line in (clean(say(lang, "stale", path=path, n=len(entries))), *entries)
    ]  # fmt: skip


def stale_entry(stale: "Stale", lang: str) -> str:
    """One entry that fits nothing, and why."""
    entry = stale.entry
    words = " ".join(filter(None, (entry.file, entry.rule, entry.label, entry.figure)))
    return clean(say(lang, f"stale-{stale.why}", entry=words, until=entry.until))


def problems(report: Report, lang: str) -> list[str]:
    """What could not be audited, a line each."""
    files = [
        f"{escaped_line(file.path)}: " + say(lang, "problem", problem=clean(file.problem))
        for file in report.files
        if file.problem and not file.passed_over
    ]
    return files + [clean(failure) for failure in report.failures]


def unseen(report: Report, lang: str) -> list[str]:
    """What files show beside what was read, a line each."""
    return [
        f"{escaped_line(file.path)}: " + say(lang, "unseen", what=clean(say(lang, "semicolon").join(file.unseen)))
        for file in report.files
        if file.unseen
    ]


def folded(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Findings in order, notes of one section and ``fold`` together with the first of them."""
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        together = finding.severity == "note" and finding.fold
        key = (finding.place.path, finding.section, finding.fold) if together else number
        groups.setdefault(key, []).append(finding)
    yield from groups.values()


def remark(finding: Finding, lang: str) -> list[str]:
    """What is said of a finding where its own line is seen anyway: the lines of the report without the place and the quotation."""
    return _Writer(lang, False).remark(finding)


class _Writer:
    """Findings in one language, with or without colour."""

    def __init__(self, lang: str, color: bool):
        self.lang = lang
        self.color = color

    def paint(self, name: str, text: str) -> str:
        return f"\x1b[{_COLORS[name]}m{text}\x1b[0m" if self.color and text else text

    def findings(self, report: Report, findings: Iterable[Finding], show_notes: bool) -> list[str]:
        """The lines of several findings."""
        out: list[str] = []
        for group in folded(findings):
            finding = group[0]
            if finding.severity == "note" and not show_notes:
                continue
            out += [self.folded(group)] if len(group) > 1 else self.finding(finding, report.file(finding.place.path))
        return out

    def finding(self, finding: Finding, file: FileReport) -> list[str]:
        """The lines of one finding."""
        quoted = _quoted(finding, file)
        lines = [self._head(finding), *self._snippet(finding, file, quoted)]
        return lines + self._more(finding, quoted)

    def remark(self, finding: Finding) -> list[str]:
        """The lines of one finding without where it is."""
        place = f"{where(finding.place, self.lang)}: "
        arithmetic = self._arithmetic(finding)
        lines = [self._head(finding).removeprefix(place), *([arithmetic] if arithmetic else [])]
        return lines + [line.removeprefix(_INDENT) for line in self._more(finding, {})]

    def _more(self, finding: Finding, quoted: "_Lines") -> list[str]:
        """The operands that are not among the lines quoted, which figure is likely wrong, and what has the same cause."""
        lines: list[str] = []
        if finding.severity != "note":  # the arithmetic of a note is enough; nobody goes and looks
            lines += [
                _INDENT + self._related(related, finding)
                for related in finding.related
                if related.text and not _shown(related.place, finding.place, quoted)
            ]
        lines += self._suspects(finding)
        if finding.explains:
            lines.append(_INDENT + say(self.lang, "explains" if finding.severity != "note" else "these"))
            lines += [f"{_INDENT}  {self._explained(other, finding)}" for other in finding.explains]
        return lines

    def folded(self, group: list[Finding]) -> str:
        """Several notes as one line."""
        first = group[0]
        numbers = [str(finding.place.line) for finding in group]
        shown = list(dict.fromkeys(numbers))[:_MOST_FOLDED]
        lines = say(self.lang, "list-comma").join(shown)
        lines += f" {say(self.lang, 'more')}" if len(set(numbers)) > len(shown) else ""
        key = "folded-paragraphs" if is_paragraphed(first.place.path) else "folded-lines"
        place = say(self.lang, key, lines=lines)
        return self._head(first, say(self.lang, "folded", n=len(group), where=place))

    def _head(self, finding: Finding, message: str = "") -> str:
        severity = finding.severity
        mark = "" if severity == "error" else f"[{say(self.lang, severity)}] "
        code = self.paint(severity, finding.rule)
        return (
            f"{self.paint('bold', where(finding.place, self.lang))}: {code} {mark}{clean(message or finding.message)}"
        )

    def _explained(self, finding: Finding, main: Finding) -> str:
        """Another broken check of the same cause; its file is named only where it is another."""
        if finding.place.path != main.place.path:
            return self._head(finding)
        place = finding.place
        at = spot(place, self.lang) if is_paged(place.path) else say(self.lang, "folded-lines", lines=place.line)
        colon = ": " if self.lang == "en" else "："
        return clean(f"{at}{colon}{finding.rule} {finding.aside or finding.message}")

    def _snippet(self, finding: Finding, file: FileReport, quoted: "_Lines") -> Iterator[str]:
        """The line of the finding with carets and the arithmetic, and lines close to it that the arithmetic uses."""
        place = finding.place
        note = self._arithmetic(finding)
        gutter = max((len(str(number)) for number in quoted), default=0)
        for number, span in sorted(quoted.items()):
            text, start, end = clip(file.lines[place.page, number], *span)
            yield f"{_INDENT}{number:>{gutter}} {self.paint('dim', '|')} {text}".rstrip()
            if place.line <= number <= place.end_line:
                carets = self.paint(finding.severity, "^" * max(1, width(text[start:end])))
                tail = f" {note}" if note and number == place.end_line else ""
                yield f"{_INDENT}{'':>{gutter}} {self.paint('dim', '|')} {' ' * width(text[:start])}{carets}{tail}"
        if note and place.end_line not in quoted:
            yield _INDENT + note

    def _arithmetic(self, finding: Finding) -> str:
        if not finding.formula:
            return ""
        return clean(finding.formula) + (f" = {finding.result}" if finding.result else "")

    def _related(self, related: Related, finding: Finding) -> str:
        words = f"{related.label} {with_unit(related.text, related.unit)}".strip()
        return clean(f"{words} {see(related.place, finding.place.path, self.lang)}")

    def _suspects(self, finding: Finding) -> Iterator[str]:
        """Which printed figure is most likely wrong, unless that is what the finding already says."""
        suspects = finding.suspects
        if len(suspects) > 1:
            yield _INDENT + say(self.lang, "suspects")
            for suspect in suspects:
                yield f"{_INDENT}  {self._suspect(suspect, finding)}"
        elif suspects and suspects[0].place != finding.place:
            suspect = suspects[0]
            key = "suspect" if suspect.should_be else "suspect-open"
            unit = suspect.unit
            text = say(self.lang, key, text=with_unit(suspect.text, unit), fix=with_unit(suspect.should_be, unit))
            yield _INDENT + clean(f"{text}{self._slip(suspect)} {see(suspect.place, finding.place.path, self.lang)}")
        elif suspects and suspects[0].slip:
            yield _INDENT + clean(say(self.lang, "slip", slip=suspects[0].slip))

    def _suspect(self, suspect: Suspect, finding: Finding) -> str:
        text = f"{suspect.label} {with_unit(suspect.text, suspect.unit)}".strip()
        if suspect.should_be:
            text = say(self.lang, "suspect-one", text=text, fix=with_unit(suspect.should_be, suspect.unit))
        return clean(f"{text}{self._slip(suspect)} {see(suspect.place, finding.place.path, self.lang)}")

    def _slip(self, suspect: Suspect) -> str:
        if not suspect.slip:
            return ""
        return f" ({suspect.slip})" if self.lang == "en" else f"（{suspect.slip}）"


#: Numbers of the lines to quote, each with the stretch that matters most in it (columns from 0).
_Lines = dict[int, tuple[int, int]]


def _quoted(finding: Finding, file: FileReport) -> _Lines:
    place = finding.place
    lines: _Lines = {}
    for number in range(place.line, place.end_line + 1):
        text = file.lines.get((place.page, number), "")
        if text.strip():
            start = place.column - 1 if number == place.line else len(text) - len(text.lstrip())
            end = place.end_column - 1 if number == place.end_line else len(text.rstrip())
            lines[number] = (min(start, len(text)), max(start, end))
    if lines:
        for related in sorted(finding.related, key=lambda each: abs(each.place.line - place.line)):
            other = related.place
            close = _together(other, place) and abs(other.line - place.line) <= _NEAR
            if (
                close
                and len(lines) < _MOST_LINES
                and other.line not in lines
                and (place.page, other.line) in file.lines
            ):
                lines[other.line] = (other.column - 1, other.end_column - 1)
    return lines


def _together(other: Place, place: Place) -> bool:
    return (other.path, other.page, other.sheet) == (place.path, place.page, place.sheet)


def _shown(other: Place, place: Place, quoted: _Lines) -> bool:
    return _together(other, place) and other.line in quoted
