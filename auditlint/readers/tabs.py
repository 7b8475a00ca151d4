"""Tables in plain text whose cells are parted by tabs, as they are pasted from a sheet."""

from ..model.document import Cell

#: So many rows with the same number of tabs make a table, and so many tabs a row.
_FEWEST_ROWS = 4
_FEWEST_TABS = 2


def tab_cells(texts: list[str]) -> dict[int, tuple[Cell, ...]]:
    """The cells of lines that stand in a run of lines with equally many tabs; blank lines do not end a run."""
    found: dict[int, tuple[Cell, ...]] = {}
    run: list[int] = []
    tabs = 0
    for index, text in enumerate(texts):
        count = text.count("\t")
        if not count and not text.strip():
            continue
        if count != tabs or count < _FEWEST_TABS:
            _take(texts, run, found)
            run, tabs = [], count
        run.append(index)
    _take(texts, run, found)
    return found


def _take(texts: list[str], run: list[int], found: dict[int, tuple[Cell, ...]]) -> None:
    if len(run) < _FEWEST_ROWS or texts[run[0]].count("\t") < _FEWEST_TABS:
        return
    for index in run:
        found[index] = _cells(texts[index])


def _cells(text: str) -> tuple[Cell, ...]:
    cells = []
    at = 0
    for column, piece in enumerate(text.split("\t")):
        plain = piece.strip()
        cells.append(Cell(plain, at + piece.find(plain), column))
        at += len(piece) + 1
    return tuple(cells)
