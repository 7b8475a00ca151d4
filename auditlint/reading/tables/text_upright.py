"""Tables in plain text with one cell a line, as where the cells of a page were copied: names and amounts one below the other."""

from collections.abc import Iterator
from itertools import takewhile

from ...model.document import Cell, Document
from ...startup import pattern
from .grids import Grid, GridRow
from .heads import AMOUNT, bare

_TITLE = pattern(r"[^，。；：]{2,44}表(?:[（(][^）)]{0,20}[）)])?$")
_UNIT = pattern(r"(?:金额)?单位[:：].{0,4}元$")
#: The last name of a head of amounts.
_AMOUNTS = pattern(r"(?:数|金额|预算|决算|支出|收入|合计)$")
_SENTENCE = pattern(r"[。；，]")
#: No name is longer, no head has more columns, and no table fewer rows.
_LONGEST, _WIDEST, _FEWEST = 40, 6, 3


def upright_grids(document: Document) -> list[Grid]:
    """The tables of a text that stand in lines of one cell each, under a title or a unit."""
    found: list[Grid] = []
    origins = document.origins
    piece = 0
    while piece < len(origins):
        if _begins(document.lines.texts[origins[piece]]):
            rows = list(_rows(document, piece + 1))
            if len(rows) > _FEWEST:
                found.append(Grid(tuple(rows)))
                piece = max(origins.index(index, piece) for row in rows for index in (row.line, *row.lines))
        piece += 1
    return found


def _begins(line: str) -> bool:
    """Whether a line is a title or a unit; most lines have no sign of either."""
    return "位" in line and _UNIT.search(bare(line)) is not None or "表" in line and _TITLE.match(bare(line)) is not None


def _rows(document: Document, first: int) -> Iterator[GridRow]:
    """The head and the rows of a table that begins behind its title."""
    head = list(takewhile(lambda each: _is_name(each[1]), _lines(document, first, _WIDEST + 1)))
    # The last name before the first amount is that of the first row.
    head = head[:-1]
    if len(head) < 2 or not all(_AMOUNTS.search(text) for _, text in head[1:]):
        return
    yield _row(document, head)
    at = first + len(head)
    while at < len(document.origins):
        name, *behind = _lines(document, at, 1 + max(2, len(head)))
        if not _is_name(name[1]):
            return
        amounts = list(takewhile(lambda each: AMOUNT.match(each[1]), behind))
        if len(amounts) >= len(head) or not amounts and not (len(behind) > 1 and AMOUNT.match(behind[1][1])):
            return
        row = _row(document, [name, *amounts])
        yield row if len(amounts) in (0, len(head) - 1) else row._replace(loose=True)
        at += 1 + len(amounts)


def _lines(document: Document, first: int, count: int) -> list[tuple[int, str]]:
    """So many lines from one on: each its number and its text."""
    return [(index, _text(document, index)) for index in document.origins[first : first + count]]


def _row(document: Document, cells: list[tuple[int, str]]) -> GridRow:
    texts = document.lines.texts
    made = [
        Cell(texts[index].strip(), len(texts[index]) - len(texts[index].lstrip()), column) for column, (index, _) in enumerate(cells)
    ]  # fmt: skip
    return GridRow(cells[0][0], tuple(made), lines=tuple(index for index, _ in cells))


def _is_name(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and not AMOUNT.match(text) and not _SENTENCE.search(text) and not _UNIT.search(text)


def _text(document: Document, index: int) -> str:
    return bare(document.lines.texts[index])
