"""The text of a filing as a person reads it, with the way back to the original lines."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import overload

from ..named import NamedTuple
from ..startup import pattern
from .phrasing import Phrase
from .place import Place, cell_name
from .spacing import idle_spans, seen_places

#: The text of a cell whose formula has no result: its value is not known, and it is not blank.
NO_RESULT = "#N/A"
#: Where a sentence ends, and what parts two cells of a line of plain text.
_STOP, _GAP = pattern(r"[。；;！？\n]"), pattern(r"\S(?: {2,}|\t)\s*\S")
#: So far a mark is looked for at first.
_NEAR = 512


def begin_of(text: str, place: int, marks: str, earliest: int = 0) -> int:
    """Where the stretch begins that holds a place and none of some marks before it, the commonest of them first."""
    reach = _NEAR
    while True:  # a mark that a text does not have is not looked for in all of it
        first = begins = max(earliest, place - reach)
        for mark in marks:
            begins = text.rfind(mark, begins, place) + 1 or begins
        if begins > first or first <= earliest:
            return begins
        reach *= 4


class Line(NamedTuple):
    """One line as it stands in the file: its number in the file (from 1), its page, and its text."""

    number: int
    page: int | None
    text: str


class Spot(NamedTuple):
    """Where a line of a document that is no plain text stands.

    ``line`` counts from 1 on its page, or through the file where there are no pages.  A row of a table is one line, with its
    cells parted by tabs: ``table`` is the number of the table and ``row`` that of the row in it, both from 1.
    """

    page: int | None
    line: int
    sheet: str | None = None
    table: int | None = None
    row: int | None = None


class Cell(NamedTuple):
    """A cell of a table: its text, where that starts in the text of its row's line, and the columns (from 0) it covers."""

    text: str
    start: int
    column: int
    columns: int = 1
    rows: int = 1


class Standing(NamedTuple):
    """Where the words of a line stand on its page: for each its first character in the line, and its left and right edge.

    Edges count in halves of the height of a character.  ``gap`` tells that more room is above the line than within a cell.
    """

    gap: bool
    words: tuple[tuple[int, int, int], ...]


class Lines(Sequence[Line]):
    """The original lines of a file.  A :class:`Line` is made when it is asked for: few ever are.

    ``texts`` are the lines as a person sees them, ``pages`` the page of each where the file has pages.  Where it is no plain text,
    ``spots`` tell where each line stands, and ``cells`` hold the cells of the lines that are rows of tables; ``standing`` tells
    of lines that may be those of a table without ruling lines where their words stand.  ``printed`` are the lines as they stand in
    the file, where that has characters that nobody sees.
    """

    __slots__ = ("texts", "pages", "spots", "cells", "standing", "printed", "_numbers")

    def __init__(
        self,
        texts: list[str],
        pages: list[int] | None = None,
        spots: list[Spot] | None = None,
        cells: dict[int, tuple[Cell, ...]] | None = None,
    ):
        self.texts = texts
        self.pages = pages
        self.spots = spots
        self.cells = cells or {}
        self.standing: dict[int, Standing] = {}
        self.printed = texts
        self._numbers: dict[tuple[int | None, int], int] | None = None

    def __len__(self) -> int:
        return len(self.texts)

    def page_of(self, index: int) -> int | None:
        """The page of a line, where the file has pages."""
        if self.spots is not None:
            return self.spots[index].page
        return self.pages[index] if self.pages is not None else None

    def numbered(self, page: int | None, number: int) -> str | None:
        """The text of the line with this number; ``None`` where there is none."""
        if self.spots is not None:
            if self._numbers is None:
                self._numbers = {(spot.page, spot.line): index for index, spot in enumerate(self.spots)}
            found = self._numbers.get((page, number))
            return None if found is None else self.texts[found]
        return self.printed[number - 1] if 0 < number <= len(self.printed) else None

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self.texts)))]
        return Line(index % len(self.texts) + 1, self.pages[index] if self.pages else None, self.printed[index])


class Paragraph(NamedTuple):
    """A stretch ``[start, end)`` of :attr:`Document.text` that reads as one, made of ``lines[first:last]``."""

    start: int
    end: int
    first: int
    last: int


class Document:
    """What a reader makes of a file: logical paragraphs, original lines, and the map between the two.

    ``text`` holds the paragraphs parted by newlines; hard-wrapped lines are joined and idle spaces dropped.
    ``anchors`` are the offsets in ``text`` where the pieces of original lines begin, ``origins`` the index of the
    line each piece came from.  ``unread`` says, for a person, what parts of the file could not be read and may hold figures;
    ``unseen`` what else it shows that was not read: small pictures, charts, attachments.  Of a document that is part of another one
    ``base`` is where its text begins in the text of the whole.
    """

    __slots__ = ("path", "encoding", "text", "lines", "paragraphs", "anchors", "origins", "base", "unread", "unseen", "_gaps", "_stops")

    def __init__(
        self,
        path: str,
        encoding: str,
        text: str,
        lines: Lines,
        paragraphs: list[Paragraph],
        anchors: list[int],
        origins: list[int],
        base: int = 0,
    ) -> None:
        self.path = path
        self.encoding = encoding
        self.text = text
        self.lines = lines
        self.paragraphs = paragraphs
        self.anchors = anchors
        self.origins = origins
        self.base = base
        self.unread: list[Phrase] = []
        self.unseen: list[Phrase] = []
        self._gaps: dict[int, tuple[list[int], list[int], list[int]]] = {}
        self._stops: list[int] | None = None

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence that holds ``text[start:end]`` begins and ends: between full stops, semicolons and ends of paragraphs."""
        if self._stops is None:
            self._stops = [found.start() for found in _STOP.finditer(self.text)]
        first, last = bisect_left(self._stops, start), bisect_left(self._stops, end)
        return self._stops[first - 1] + 1 if first else 0, self._stops[last] if last < len(self._stops) else len(self.text)

    def line_at(self, offset: int) -> int:
        """The index in ``lines`` of the line that holds the character at ``offset``."""
        return self.origins[bisect_right(self.anchors, offset) - 1]

    @property
    def stretch(self) -> range:
        """The numbers of the lines from the first that was kept to the last: of all lines, where others are other filings'."""
        return range(min(self.origins), max(self.origins) + 1) if self.origins else range(0)

    def place(self, start: int, end: int) -> Place:
        """The place of ``text[start:end]`` in the original file."""
        first, column = self._position(start)
        last, end_column = self._position(max(start, end - 1))
        if self.lines.spots is not None:
            return self._spotted(first, column, last, end_column)
        pages = self.lines.pages
        if self.lines.printed is not self.lines.texts:
            column, end_column = (seen_places(self.lines.printed[index])[at] for index, at in ((first, column), (last, end_column)))
        return Place(self.path, pages[first] if pages else None, first + 1, column + 1, last + 1, end_column + 2)

    def _spotted(self, first: int, column: int, last: int, end_column: int) -> Place:
        """A place by the spots of its lines; in a row of a table it is in the cell that it begins in."""
        assert self.lines.spots is not None
        spot, end = self.lines.spots[first], self.lines.spots[last]
        place = Place(self.path, spot.page, spot.line, column + 1, end.line, end_column + 2, spot.sheet)
        if spot.row is None:
            return place
        cells = self.lines.cells.get(first, ())
        cell = next((each for each in reversed(cells) if each.start <= column), None)
        number = cell.column + 1 if cell is not None else 1
        return place._replace(cell=cell_name(spot.row, number), table=spot.table, row=spot.row, cell_column=number)

    def are_apart(self, first: int, last: int) -> bool:
        """Whether two characters are of two cells of plain text: a gap is between them, or the last is all of its line and a gap in that of the first."""
        if self.lines.spots is not None:
            return False
        (begun, column), (ended, end) = self._position(first), self._position(last)
        line, below = self.lines.texts[begun], self.lines.texts[ended].strip()
        return _GAP.search(line[column : end + 1]) is not None if begun == ended else len(below) == 1 and _GAP.search(line.strip()) is not None

    def offset(self, index: int, column: int) -> int:
        """The offset in ``text`` of the character at ``column`` (from 0) of the original line ``lines[index]``.

        The line must be one that was kept (not blank, not a page number).
        """
        piece = bisect_left(self.origins, index)
        if piece >= len(self.origins) or self.origins[piece] != index:
            piece = self.origins.index(index)  # a line that was put back in its order
        starts, _, dropped = self._gaps_of(index)
        passed = bisect_right(starts, column)
        return self.anchors[piece] + column - (dropped[passed - 1] if passed else 0)

    def _gaps_of(self, index: int) -> tuple[list[int], list[int], list[int]]:
        """Where idle spaces were dropped from a line, in the line and in what was kept of it, and how many up to and with each."""
        gaps = self._gaps.get(index)
        if gaps is None:
            spans = idle_spans(self.lines.texts[index])
            dropped = list(accumulate(end - start for start, end in spans))
            places = [start - before for (start, _), before in zip(spans, [0, *dropped], strict=False)]
            gaps = self._gaps[index] = [start for start, _ in spans], places, dropped
        return gaps

    def _position(self, offset: int) -> tuple[int, int]:
        """Line index and column (from 0) of the character at ``offset``."""
        piece = bisect_right(self.anchors, offset) - 1
        index = self.origins[piece]
        wanted = offset - self.anchors[piece]
        _, places, dropped = self._gaps_of(index)
        passed = bisect_right(places, wanted)
        return index, wanted + (dropped[passed - 1] if passed else 0)
