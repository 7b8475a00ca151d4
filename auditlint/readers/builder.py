"""Paragraphs and tables of documents that are no plain text, put together to one document with the way back."""

from collections.abc import Iterable

from ..model.document import Cell, Document, Lines, Spot, Standing
from ..model.phrasing import Phrase, phrase
from ..model.spacing import turns, visible
from ..named import NamedTuple
from .cell_text import one_text
from .paragraphs import assemble_spotted, reaching
from .unreadable import UnreadableFile, demand_bounded

#: A paragraph of so many characters is no heading; so many of them tell whether lines are broken, and how a whole one ends.
_LONG, _SEVERAL = 20, 6
_ENDS = ("。", "；", "：", "！", "？", "”", "）", ")", ".", ";", ":", "…")


class GridCell(NamedTuple):
    """A cell as a reader finds it: its text, and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


class Builder:
    """Takes what a reader finds in reading order; :meth:`finish` makes the document of it.

    ``encoding`` names the format.  Lines count from 1 on their page (or sheet), rows of tables among them.
    """

    def __init__(self, path: str, encoding: str):
        self.path = path
        self.encoding = encoding
        self.page: int | None = None
        self.sheet: str | None = None
        self.unread: list[Phrase] = []
        self.unseen: list[Phrase] = []
        self._texts: list[str] = []
        self._spots: list[Spot] = []
        self._cells: dict[int, tuple[Cell, ...]] = {}
        self._standing: dict[int, Standing] = {}
        #: Lines that are a paragraph each, whatever stands round them.
        self._alone: set[int] = set()
        #: Whether lines go on in the next one, where the reader knows it.
        self._onward: dict[int, bool] = {}
        self._line = 0
        self._tables = 0
        self._characters = 0
        self._turned = False

    def start_page(self, page: int, sheet: str | None = None) -> None:
        """What follows stands on this page, or on this sheet of a workbook."""
        self.page, self.sheet, self._line = page, sheet, 0

    def paragraph(self, text: str) -> None:
        """A whole paragraph, which is one line; line breaks in it are spaces."""
        self._alone.add(len(self._texts))
        self._add(" ".join(text.split("\n")))

    def wrapped(self, lines: Iterable[str], onward: Iterable[bool] | None = None) -> None:
        """Lines of running text that a page has broken: they are joined to paragraphs as those of plain text are.

        A reader that knows the margins can tell better: ``onward`` says of each line whether it goes on in the next one, of
        the last whether it does in what is taken next.
        """
        lines = list(lines)
        if onward is not None:
            self._onward.update(enumerate(onward, len(self._texts)))
        for line in lines:
            self._add(line)

    def standing(self, text: str, onward: bool, standing: Standing) -> None:
        """A line as :meth:`wrapped` takes it, of which the reader knows where its words stand."""
        if visible(text) == text:
            self._standing[len(self._texts)] = standing
        self.wrapped([text], [onward])

    def table(self, rows: Iterable[Iterable[GridCell | None]], first_row: int = 1) -> None:
        """A table, row by row; ``None`` is a place that a cell to the left or above covers, an empty cell is not ``None``."""
        self._tables += 1
        for number, row in enumerate(rows, first_row):
            self._row(number, row)

    def row(self, number: int, row: Iterable[GridCell | None]) -> None:
        """A further row of the table last begun: one that another page goes on with."""
        self._row(number, row)

    def finish(self, empty: str = "") -> Document:
        """The document of all that was taken.  Raises :class:`UnreadableFile` with the phrase ``empty``, where there is one, for one without a text."""
        if self._broken():
            self._alone.intersection_update(self._cells)
        lines = Lines(self._texts, None, self._spots, self._cells)
        lines.standing = self._standing
        document = assemble_spotted(self.path, self.encoding, lines, self._alone, self._onward)
        if empty and not document.text.strip():
            raise UnreadableFile(phrase(empty))
        document.unread, document.unseen = self.unread, self.unseen
        if self._turned:
            document.unread.append(phrase("characters-turned"))
        return document

    def _broken(self) -> bool:
        """Whether what the format calls paragraphs are lines that a page broke, as where a page was pasted.

        Most long ones end within a sentence, or most of those that are as wide as a line is near them.
        """
        texts = [self._texts[index].rstrip() for index in sorted(self._alone - self._cells.keys())]
        long = [(len(text) >= _LONG, text.endswith(_ENDS)) for text in texts]
        ended = [end for is_long, end in long if is_long]
        if len(ended) < _SEVERAL:
            return False
        at_edge = [end for (is_long, end), edge in zip(long, reaching(texts), strict=True) if is_long and edge]
        return sum(ended) * 2 < len(ended) or at_edge.count(False) >= _SEVERAL - 1 and sum(at_edge) * 3 < len(at_edge)

    def _row(self, number: int, row: Iterable[GridCell | None]) -> None:
        cells: list[Cell] = []
        pieces: list[str] = []
        at = 0
        for column, cell in enumerate(row):
            if cell is None:
                continue
            self._turned = self._turned or turns(cell.text)
            text = visible(one_text(cell.text))
            cells.append(Cell(text, at, column, cell.columns, cell.rows))
            pieces.append(text)
            at += len(text) + 1
        index = len(self._texts)
        self._cells[index] = tuple(cells)
        self._alone.add(index)
        self._add("\t".join(pieces), row=number)

    def _add(self, text: str, row: int | None = None) -> None:
        self._turned = self._turned or turns(text)
        text = visible(text)
        self._line += 1
        self._characters += len(text)
        demand_bounded(len(self._texts) + 1, self._characters)
        self._texts.append(text)
        self._spots.append(Spot(self.page, self._line, self.sheet, self._tables if row is not None else None, row))
