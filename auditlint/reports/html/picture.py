"""The picture of a file: its lines with every figure marked, and its checks, small enough to keep those of hundreds of files."""

from collections.abc import Iterable, Iterator
from json import dumps
from typing import Any
from zlib import compress

from ...diagnosis.judging import arithmetic, label, numbers
from ...escaping import escaped_line
from ...model.check import BROKEN, HOLDS, ROUNDING, UNCHECKED, Check
from ...model.document import Cell, Document, Lines, Spot
from ...model.figure import Figure, Word
from ...model.filing import Filing
from ...model.finding import FileReport
from ...model.phrasing import Phrase
from ...model.place import Place
from ...wording import say, worded
from ..layout import spelled, with_unit
from ..proof import told, told_support

#: What is told of a figure, the gravest first; ``affected`` takes part in a broken relation whose cause lies elsewhere.
STATES = ("broken", "rounding", "holds", "affected", "bounded", "unchecked")

#: What a figure that is not equal to another has to be.
_LIMITS = {"<": "< ", "<=": "≤ ", ">": "> ", ">=": "≥ "}

Thing = Figure | Word
#: A text, or a mark by its number with its text.
Piece = str | tuple[int, str]


def take(file: FileReport, lang: str = "zh") -> bytes:
    """The picture of a file as compressed JSON.

    ``marks`` are the figures and words in reading order, each with its state and the numbers of the ``checks`` that bind it;
    ``blocks`` are headings (``p``), lines (``l``) and tables (``t``), their texts cut into pieces at the marks.
    """
    filing = file.filing
    assert isinstance(filing, Filing), "the run must keep what it read"
    checks = [check for check in (*file.checks, *file.shared) if isinstance(check, Check)]
    marks = Marks(filing, checks, file)
    content = {
        "marks": [marks.told(number, lang) for number in range(len(marks.things))],
        "checks": [told_check(check, marks, lang) for check in checks],
        "blocks": list(_blocks(filing.document, marks, lang)),
        "plain": filing.document.lines.spots is None,
    }
    return compress(dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace"), 6)


def key(place: Place) -> str:
    """A place as findings and marks both name it."""
    return f"{place.page or 0}:{place.line}:{place.column}"


def _parts(check: Check) -> Iterator[Thing]:
    yield check.printed
    yield from check.operands()
    yield from check.words


def _guilty(file: FileReport) -> set[str]:
    """The places of a file that its errors and warnings point at."""
    found = [finding for finding in file.findings if finding.severity != "note"]
    places = [place for finding in found for place in (finding.place, *(suspect.place for suspect in finding.suspects))]
    return {key(place) for place in places if place.path == file.path}


def _span(thing: Thing) -> tuple[int, int]:
    """Where a figure or a word stands in the text of its file."""
    return thing.source.base + thing.start, thing.source.base + thing.end


class Marks:
    """The stretches of a document that are marked: figures, and words that take part in checks; none covers another."""

    def __init__(self, filing: Filing, checks: list[Check], file: FileReport):
        self.path = file.path
        self.guilty = _guilty(file)
        self.checks = checks
        self.things: list[Thing] = []
        self.numbers: dict[tuple[int, int], int] = {}
        spans = self._spans(filing, checks)
        for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            if not self.things or start >= _span(self.things[-1])[1]:
                self.things.append(spans[start, end])
            self.numbers[start, end] = len(self.things) - 1
        self.bound: list[list[int]] = [[] for _ in self.things]
        for number, check in enumerate(checks):
            for mark in dict.fromkeys(self.of(part) for part in _parts(check)):
                if mark is not None:
                    self.bound[mark].append(number)

    def _spans(self, filing: Filing, checks: list[Check]) -> dict[tuple[int, int], Thing]:
        """What stands in this file and may be marked, by where it stands."""
        spans: dict[tuple[int, int], Thing] = {}
        for thing in (*filing.figures, *(part for check in checks for part in _parts(check))):
            if thing.source.path == self.path and thing.end > thing.start:
                spans.setdefault(_span(thing), thing)
        return spans

    def of(self, thing: Thing) -> int | None:
        """The number of the mark of a figure or word; ``None`` where it stands in another file."""
        return self.numbers.get(_span(thing)) if thing.source.path == self.path else None

    def told(self, number: int, lang: str) -> dict[str, Any]:
        """What is told of a mark."""
        thing = self.things[number]
        place = thing.place
        state, reason = self._state(number, key(place) in self.guilty)
        told_reason = worded(getattr(thing, "reason", None) or reason, lang) or say(lang, "no-reason") if state == "unchecked" else ""
        text = with_unit(thing.text, thing.unit) if isinstance(thing, Figure) else thing.text
        return _lean({
            "at": key(place), "o": _span(thing)[0], "s": state, "t": escaped_line(text), "l": escaped_line(label(thing)),
            "w": spelled(place, lang), "r": escaped_line(told_reason), "c": self.bound[number],
        })  # fmt: skip

    def _state(self, number: int, guilty: bool) -> tuple[str, Phrase | None]:
        """The state of a mark, and why it could not be checked where it could not."""
        if guilty:
            return "broken", None
        reason: Phrase | None = None
        found: set[str] = set()
        for index in self.bound[number]:
            check = self.checks[index]
            if check.verdict == UNCHECKED:
                reason = reason or check.reason
            elif check.verdict == BROKEN:
                found.add("affected")
            elif check.verdict == ROUNDING and self.of(check.printed) == number:
                found.add("rounding")
            elif check.operator != "=":
                found.add("bounded")
            else:  # that its direction is right says little of a figure
                found.add("holds" if isinstance(check.printed, Figure) else "worded")
        if "worded" in found and "affected" not in found:
            found.add("holds")
        return next((state for state in STATES if state in found), "unchecked"), reason


def told_check(check: Check, marks: Marks, lang: str) -> dict[str, Any]:
    """A check by name; what is empty is left out."""
    content: dict[str, Any] = {"k": check.rule, "v": check.verdict, "p": _reference(check.printed, marks, lang)}
    others = dict.fromkeys((id(part), part) for part in _parts(check) if part is not check.printed)
    content["o"] = [_reference(part, marks, lang) for _, part in others]
    if check.verdict == UNCHECKED:
        return _lean(content | {"r": escaped_line(worded(check.reason, lang))})
    formula, result = arithmetic(check, lang)
    if formula and result:
        formula = f"{formula} = {result}" if " " in formula else ""
    content |= {"f": escaped_line(formula or ""), "n": escaped_line(worded(check.note, lang))}
    if check.verdict != HOLDS:
        content["x"] = _expected(check)
    if check.support is not None:
        content["u"] = told_support(check.support, lang)["established"]
    if check.verdict == BROKEN and (proof := told(check.proof, lang)):
        content |= {"u": proof["established"], "q": proof["rivals"], "y": proof["slip"]}
    return _lean(content)


def _expected(check: Check) -> str:
    """What should be printed."""
    _, expected, _ = numbers(check)
    if not expected:
        return escaped_line(check.should)
    unit = check.printed.unit if isinstance(check.printed, Figure) else ""
    return _LIMITS.get(check.operator, "") + (expected + "%" if unit == "%" else with_unit(expected, unit))


def _lean(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None, [])}


def _reference(thing: Thing, marks: Marks, lang: str) -> int | dict[str, Any]:
    """A figure or word by the number of its mark, or in full where it stands in another file."""
    number = marks.of(thing)
    if number is not None:
        return number
    place = thing.place
    text = with_unit(thing.text, thing.unit) if isinstance(thing, Figure) else thing.text
    return {"path": escaped_line(place.path), "at": key(place), "t": escaped_line(text), "l": escaped_line(label(thing)), "w": spelled(place, lang)}


def _blocks(document: Document, marks: Marks, lang: str) -> Iterator[list[Any]]:
    """The document from top to bottom."""
    lines = document.lines
    cuts = _cuts(document, marks)
    heading: str | None = None
    table: _Table | None = None
    for index, text in enumerate(lines.texts):
        spot = _spot(lines, index)
        number = None if spot.row is None else (spot.page, spot.table)
        if table is not None and table.key != number:
            yield ["t", table.rows]
            table = None
        title = _title(spot, lang)
        if title and title != heading:
            yield ["p", title]
            heading = title
        if spot.row is None:
            yield ["l", spot.line, _pieces(text, 0, len(text), cuts.get(index, ()))]
            continue
        table = table or _Table(number)
        table.add(spot.row, text, lines.cells.get(index, ()), cuts.get(index, ()))
    if table is not None:
        yield ["t", table.rows]


def _spot(lines: Lines, index: int) -> Spot:
    """Where a line stands; of a plain text by its number in the file."""
    if lines.spots is not None:
        return lines.spots[index]
    return Spot(lines.pages[index] if lines.pages else None, index + 1)


def _title(spot: Spot, lang: str) -> str:
    """The sheet or page that a line stands on; "" where there are none."""
    if spot.sheet:
        return escaped_line(spot.sheet)
    return say(lang, "page", page=spot.page) if spot.page is not None else ""


class _Table:
    """The rows of a table as a browser lays them out: what no cell covers is a cell without text."""

    def __init__(self, key: tuple[int | None, int | None] | None):
        self.key = key
        self.rows: list[list[Any]] = []
        self._down: dict[int, int] = {}

    def add(self, number: int, text: str, cells: tuple[Cell, ...], cuts: Iterable[tuple[int, int, int]]) -> None:
        """Add a row by its number in the table; a cell is ``[pieces, columns, rows]``."""
        row: list[list[Any]] = []
        column = 0
        below: dict[int, int] = {}
        for cell, after in zip(cells, [*(each.start - 1 for each in cells[1:]), len(text)], strict=True):
            row += [[[], 1, 1] for each in range(column, cell.column) if not self._down.get(each)]
            row.append([_pieces(text, cell.start, max(cell.start, after), cuts), cell.columns, cell.rows])
            column = cell.column + cell.columns
            if cell.rows > 1:
                below.update(dict.fromkeys(range(cell.column, column), cell.rows))
        self._down = {each: left - 1 for each, left in (self._down | below).items() if left > 1}
        self.rows.append([number, row])


def _cuts(document: Document, marks: Marks) -> dict[int, list[tuple[int, int, int]]]:
    """The stretches of each line that are marked: start, end, number of the mark; a figure may be broken over several lines."""
    cuts: dict[int, list[tuple[int, int, int]]] = {}
    for number, thing in enumerate(marks.things):
        place = thing.place
        first, last = thing.source.line_at(thing.start), thing.source.line_at(thing.end - 1)
        if first == last:
            cuts.setdefault(first, []).append((place.column - 1, place.end_column - 1, number))
            continue
        for index in (first, *range(first + 1, last), last):
            text = document.lines.texts[index]
            start = place.column - 1 if index == first else len(text) - len(text.lstrip())
            end = place.end_column - 1 if index == last else len(text.rstrip())
            cuts.setdefault(index, []).append((start, end, number))
    for each in cuts.values():
        each.sort()
    return cuts


def _pieces(text: str, start: int, end: int, cuts: Iterable[tuple[int, int, int]]) -> list[Piece]:
    """``text[start:end]`` in pieces."""
    pieces: list[Piece] = []
    at = start
    for first, last, number in cuts:
        if first < at or last > end or first >= last:
            continue
        if first > at:
            pieces.append(escaped_line(text[at:first]))
        pieces.append((number, escaped_line(text[first:last])))
        at = last
    if at < end:
        pieces.append(escaped_line(text[at:end]))
    return pieces
