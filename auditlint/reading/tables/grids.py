"""Grids: the rows of cells of a document, those of one table together, over pages and sheets of paper.

A :class:`Grid` is what stands on one page.  A :class:`Sheet` is one table: its grids joined where they continue each other, with its
head, the lines above it and its data rows.
"""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from ...model.document import Cell, Document
from ...named import NamedTuple
from ...startup import pattern
from ..sections import heading
from .amounts import BLANK, is_amount, is_plain
from .heads import AMOUNT, PERCENT, QUOTED, TALLEST, TOTAL, bare, head_size, is_caption, numbers_columns

#: Signs of less than nothing, which alone in a cell are signs for none.
_NONE = "△▲"
#: A line that holds nothing but the number of its page.
_PAGE = pattern(r"[-—–－·第]*\d{1,4}[-—–－·页]*(?:共\d+页)?$")
#: A sign that only says that there is more.
_PLUS = ("+", "＋")
#: So many lines over a grid may belong to it: its number, its title, whose it is and its unit.
_OVER = 5
#: Ends of lines that are sentences, and of titles.
_SENTENCE, _TABLE = ("。", "；", "，", "："), "表"
#: A title that says that its table goes on.
_ONWARD = pattern(r"^.?续|续.{0,3}$")
_HAN = pattern(r"[\u4e00-\u9fff]")
_LONGEST = 60
#: The two numbers that end a row of words, as of a table above.
_ROW = pattern(r"[\u4e00-\u9fff].*\s\d[\d,.]*\s+\d[\d,.]*\s*$")


class GridRow(NamedTuple):
    """One row: the index of its line in the document's lines, and its cells.

    ``loose`` tells that the columns of its cells are only their order, not where they stand.  Where a cell begins on another line,
    as the first of two lines of a name does, ``lines`` has the index of the line of each cell, and is empty otherwise.
    """

    line: int
    cells: tuple[Cell, ...]
    loose: bool = False
    lines: tuple[int, ...] = ()

    @classmethod
    def of(cls, line: int, cells: Sequence[tuple[int, Cell]], loose: bool = False) -> "GridRow":
        """The row of a line with cells that each begin on a line of its own."""
        lines = tuple([begun for begun, _ in cells])
        return cls(line, tuple([cell for _, cell in cells]), loose, () if set(lines) == {line} else lines)

    def line_of(self, cell: int) -> int:
        """The index of the line that a cell, counted from 0, begins on."""
        return self.lines[cell] if self.lines else self.line


class Grid(NamedTuple):
    """The rows of one table on one page; ``ordered`` tells that sums alone told the columns of rows with blank cells."""

    rows: tuple[GridRow, ...]
    ordered: bool = False


class Entry(NamedTuple):
    """A cell of a joined table: its text without spaces, the line it stands in and where it starts there, and the columns it covers.

    ``size`` is how long its text is as printed.
    """

    text: str
    size: int
    line: int
    start: int
    column: int
    columns: int


class Sheet:
    """One table: ``over`` are the lines above it (titles, unit), ``head`` the rows of its head, ``rows`` those below.

    ``spans`` are the stretches of pieces (kept lines) of the document that hold its grids, the lines above the first among them.
    ``stretch`` is the part of the text in which a row of it may stand, read or not.  ``page`` is where its last grid stands, ``width`` how many columns it has; ``loose`` are the rows whose columns are only an order, and
    ``breaks`` those that begin another grid: what was lost there is the reader's.  ``ordered`` is that of its grids.
    """

    __slots__ = ("over", "head", "rows", "width", "page", "name", "spans", "stretch", "loose", "breaks", "ordered")

    def __init__(self, over: list[str], head: list[list[Entry]], rows: list[list[Entry]], page: int | None, name: str | None):
        self.over = over
        self.head = head
        self.rows = rows
        self.width = max((cell.column + cell.columns for row in [*head, *rows] for cell in row), default=0)
        self.page = page
        self.name = name
        self.spans: list[tuple[int, int]] = []
        self.stretch = (0, 0)
        self.loose: set[int] = set()
        self.breaks: set[int] = set()
        self.ordered = False


def cell_grids(document: Document) -> list[Grid]:
    """The grids of a document whose reader knows the cells."""
    cells, spots = document.lines.cells, document.lines.spots
    found: list[list[GridRow]] = []
    before: object = None
    origins = document.origins
    for index in [origins[piece] for paragraph in document.paragraphs for piece in range(paragraph.first, paragraph.last)]:
        row = cells.get(index)
        own = None if row is None else True if spots is None else (spots[index].sheet, spots[index].table)
        if row is not None:
            if own != before or _is_title(row):
                found.append([])
            found[-1].append(GridRow(index, row))
            before = own
        elif spots is None:
            before = None
    return [Grid(tuple(rows)) for rows in found if any(_is_parted(row) for row in rows)]


def _is_title(row: Sequence[Cell]) -> bool:
    """Whether a row is nothing but one cell with the title of a table: where tables touch, another one begins with it."""
    texts = [cell for cell in row if cell.text.strip()]
    return len(texts) == 1 and texts[0].columns > 1 and bare(texts[0].text).endswith(_TABLE)


def _is_parted(row: GridRow) -> bool:
    """Whether a row has more than one cell with something in it: what has no such row is running text, a line a cell."""
    return sum(bool(cell.text.strip()) for cell in row.cells) > 1


def sheets(document: Document, grids: Sequence[Grid]) -> list[Sheet]:
    """The tables of a document, those that go on over pages as one."""
    found: list[Sheet] = []
    pieces = {index: piece for piece, index in enumerate(document.origins)}
    behind = 0
    for grid in grids:
        known = [pieces[index] for row in grid.rows for index in (row.line, *row.lines)]
        first, last = min(known), _end_of_row(document, grid.rows[-1], max(known) + 1)
        start = _lines_over(document, first, behind)
        over = [text for piece in range(start, first) if not _PAGE.match(text := line_text(document, piece))]
        made = _sheet(document, grid, over)
        between = any(not _PAGE.match(line_text(document, piece)) for piece in range(behind, start))
        if found and not between and _continues(found[-1], made):
            made = found[-1]
        else:
            if found and not {line for line in made.over if line.endswith(_TABLE)}.isdisjoint(found[-1].over):
                made.breaks.add(0)  # it goes on with the one before, and what stands between was lost
            found.append(made)
        made.spans.append((start, last))
        behind = last
    for sheet, following in zip(found, [*(each.spans[0][0] for each in found), len(document.anchors)][1:], strict=True):
        sheet.stretch = document.anchors[sheet.spans[0][0]], _end_of_rows(document, sheet.spans[-1][1], following)
    return found


def _end_of_row(document: Document, row: GridRow, behind: int) -> int:
    """Where the last row of a grid ends: the lines behind it may be the rest of its names."""
    names = [bare(cell.text) for cell in row.cells]
    while behind < len(document.anchors) and (line := line_text(document, behind)) and any(name.endswith(line) and name != line for name in names):
        names = [name.removesuffix(line) for name in names]
        behind += 1
    return behind


def _end_of_rows(document: Document, behind: int, following: int) -> int:
    """Where the text behind the last row that was read ends in which there may be others: at a heading, a title, prose or the next table."""
    for piece in range(behind, following):
        line = line_text(document, piece)
        if line.endswith(_TABLE) or any(mark in line for mark in _SENTENCE[:3]) or heading(line) is not None:
            return document.anchors[piece]
    return document.anchors[following] if following < len(document.anchors) else len(document.text)


def line_text(document: Document, piece: int) -> str:
    """A kept line without its spaces."""
    anchors = document.anchors
    end = anchors[piece + 1] if piece + 1 < len(anchors) else len(document.text)
    return bare(document.text[anchors[piece] : end])


def _lines_over(document: Document, first: int, behind: int) -> int:
    """The first of the lines over a grid that may tell what it is: short ones, no sentences, no rows of another table: 总分 100 98.25."""
    start = first
    while start > max(behind, first - _OVER):
        line = line_text(document, start - 1)
        printed = document.lines.texts[document.origins[start - 1]]
        if len(line) > _LONGEST or line.endswith(_SENTENCE) or _ROW.search(printed) and not numbers_columns(printed.split()):
            break
        start -= 1
    return start


def _sheet(document: Document, grid: Grid, over: list[str]) -> Sheet:
    rows = [_entries(row, number <= TALLEST) for number, row in enumerate(grid.rows)]  # blanks tell something in a head only
    captions = list(takewhile(is_caption, rows))
    over = [*over, *(cell.text for row in captions for cell in row if cell.text)]
    rows = rows[len(captions) :]
    size = head_size(rows)
    spots = document.lines.spots
    spot = spots[grid.rows[0].line] if spots is not None else None
    head = [row for row in rows[:size] if not numbers_columns([cell.text for cell in row if cell.text])]
    sheet = Sheet(over, head, rows[size:], spot and spot.page, spot and spot.sheet)
    if spot is None:
        _move_merged(sheet)
    sheet.loose = {number for number, row in enumerate(grid.rows[len(captions) + size :]) if row.loose}
    sheet.ordered = grid.ordered or bool(sheet.loose) or spot is None and _is_displaced(sheet.rows)
    return sheet


def _move_merged(sheet: Sheet) -> None:
    """Move the amounts of totals whose cells of codes and names were one to those of the other rows: 合计|9.00|4.00|5.00 below 208|05|养老|9.00|4.00|5.00."""
    rows = [[entry for entry in row if entry.text] for row in sheet.rows]
    full = [row for row in rows if row and row[-1].column == sheet.width - 1]
    for at, row in enumerate(rows):
        lack = sheet.width - len(row)
        if full and 0 < lack < len(row) and _is_short_total(row) and all(_begin_amounts(other, lack + 1) for other in full):
            sheet.rows[at] = [row[0], *(entry._replace(column=entry.column + lack) for entry in row[1:])]


def _is_short_total(row: Sequence[Entry]) -> bool:
    """Whether a row is the name of a total and amounts, one beside the other."""
    amounts = all(_is_value(entry.text) for entry in row[1:])
    return TOTAL.match(row[0].text) is not None and amounts and [entry.column for entry in row] == list(range(len(row)))


def _begin_amounts(row: Sequence[Entry], first: int) -> bool:
    """Whether the amounts of a row begin in a column, and the one before it holds the name."""
    named = any(entry.column == first - 1 and _HAN.search(entry.text) for entry in row)
    return named and all(_is_value(entry.text) if entry.column >= first else not is_plain(entry.text) for entry in row)


def _is_value(text: str) -> bool:
    """Whether a cell holds an amount, be it whole, or a sign for none."""
    return text in BLANK or text in _NONE or is_amount(text)


def _is_displaced(rows: Sequence[Sequence[Entry]]) -> bool:
    """Whether a text has the words of rows in lines above or below those of their amounts: which belong together is not sure."""
    plain = [[is_plain(entry.text) for entry in row if entry.text] for row in rows]
    return any(before and after and (all(before) and not any(after) or all(after) and not any(before)) for before, after in pairwise(plain))


def _entries(row: GridRow, blanks: bool) -> list[Entry]:
    return [_entry(cell, row.line_of(at)) for at, cell in enumerate(row.cells) if cell.text or blanks]


def _entry(cell: Cell, line: int) -> Entry:
    """A cell that begins on a line.  Quotation marks around an amount are no part of it, nor is a plus before it; with one within, it is none."""
    text, printed, start = bare(cell.text), cell.text, cell.start
    if text[:1] in _PLUS and AMOUNT.match(text.rstrip(PERCENT)) is not None:
        at = printed.index(text[0]) + 1
        text, printed, start = text[1:], printed[at:], start + at
    if len(text) < len(printed) and AMOUNT.match(text.rstrip(PERCENT)) is not None:
        start += len(printed) - len(printed.lstrip(QUOTED))
        printed = printed.strip(QUOTED)
        text = "".join(printed.split())
    return Entry(text, len(printed), line, start, cell.column, cell.columns)


def _continues(table: Sheet, more: Sheet) -> bool:
    """Take ``more`` into ``table`` where it goes on with it: the same head or none, under the same titles or none."""
    if table.name != more.name or table.page is not None and more.page is not None and more.page - table.page > 1:
        return False
    if any(line not in table.over and not _ONWARD.search(line) for line in more.over):
        return False
    if _beside(table, more):
        return True
    if table.width != more.width or not _heads_on(table, more):
        return False
    table.breaks.add(len(table.rows))
    table.loose.update(number + len(table.rows) for number in more.loose)
    table.ordered = table.ordered or more.ordered
    table.rows += more.rows
    table.page = more.page
    return True


def _heads_on(table: Sheet, more: Sheet) -> bool:
    """Whether the head of ``more``, or that it has none, lets it go on with ``table``; names that look like a head, or below it, become rows."""
    if not more.head:
        return bool(table.head) and not (more.over and _begins_anew(table, more))
    known, own = _texts(table.head), _texts(more.head)
    if own == known:
        return bool(table.head or table.rows)
    if known and _texts(more.head[: len(table.head)]) == known:
        more.rows = [*more.head[len(table.head) :], *more.rows]
        return True
    if more.over or len(more.head) > TALLEST or not known or set(own) & set(known):
        return False
    more.rows = [*more.head, *more.rows]
    return True


def _begins_anew(table: Sheet, more: Sheet) -> bool:
    """Whether the first row of ``more`` is called as the first of ``table`` is, under the same titles: the head of a table of its own."""
    first = next((cell.text for cell in more.rows[0] if cell.text), "") if more.rows else ""
    return not first or first in _texts([*table.head, *table.rows[:1]])


def _beside(table: Sheet, more: Sheet) -> bool:
    """Columns that went on to the next sheet of paper: as many rows, and no column of names."""
    if more.over or table.page == more.page or len(table.rows) != len(more.rows) or len(table.head) != len(more.head):
        return False
    if not table.rows or any(_HAN.search(cell.text) for row in more.rows for cell in row):
        return False
    for own, other in zip([*table.head, *table.rows], [*more.head, *more.rows], strict=True):
        own += [cell._replace(column=cell.column + table.width) for cell in other]
    table.width += more.width
    table.page = more.page
    return True


def _texts(rows: Sequence[Sequence[Entry]]) -> list[str]:
    return [cell.text for row in rows for cell in row if cell.text]
