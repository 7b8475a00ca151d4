"""Tables that go on over pages, put together."""

from enum import Enum

from ..startup import pattern
from .builder import GridCell
from .paragraphs import MARKER
from .pdf_layout import Grid, GridRow, Layout
from .pdf_lines import TextLine

#: What may stand between the parts of one table: its unit, or that it goes on.
_REPEATED = pattern(r"(?:金额)?单位[:：](?:人民币)?[万亿]?元|[（(]?(?:续|接)上?[表页]?[）)]?")
#: What is added to a title that is printed again.
_ONWARD = pattern(r"[（(]?续上?[表页]?[\d一二三四五六七八九十]{0,2}[）)]?$|^续上?[表页]?[\d一二三四五六七八九十]{0,2}[:：]?")
#: The name of a table, but not the number of a form such as 公开03表.
_TITLE = pattern(r"[^\d]表(?:[（(][^（）()]*[）)])?$")
_AMOUNT = pattern(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)\.\d+%?")
#: A number, and the beginning and the rest of one that a narrow cell breaks: with its sign, its decimals apart.
_NUMBER = pattern(r"[（(]?-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.(?P<decimals>\d+))?%?[）)]?")
_BEGUN, _REST = pattern(r"[（(]?-?[\d,]*\.?\d*"), pattern(r"[\d,]*\.?\d*%?[）)]?")
_OPEN = frozenset("（(")

Cells = list[GridCell | None]


def join_tables(layouts: list[Layout]) -> None:
    """Make the first table of a page a part of the last one of the page before, where it is one.

    It is where both have the same columns and nothing stands between but the unit, or what stands above the first part too
    and is no title.  Heads that are printed again are dropped, and a row that the end of the page cuts is made whole where
    there is no doubt that it is one.
    """
    base: Grid | None = None
    last: Grid | None = None
    above: set[str] = set()
    for layout in layouts:
        if not layout.blocks:
            continue
        if base is not None and last is not None:
            _join_first(layout, base, last, above)
        end = layout.blocks[-1]
        if not isinstance(end, Grid):
            base = last = None
        else:
            if not end.goes_on:
                base = end
                above = _texts(layout.blocks[:-1])
            if end.rows or not end.goes_on:
                last = end


def _join_first(layout: Layout, base: Grid, last: Grid, above: set[str]) -> None:
    """Make the first table of a page the part of another whose first part is ``base`` and last ``last``, where it is one."""
    for at, part in enumerate(layout.blocks):
        if isinstance(part, Grid):
            lines = layout.blocks[:at]
            again = _are_repeated(lines, above) or _are_above(lines, above) and _goes_on(base, part)
            places = _places(base.xs, part.xs, layout.near) if again else None
            if places is not None:
                layout.blocks[: at + 1] = [_continued(base, last, part, places)]
            return


def _texts(blocks: list[TextLine | Grid]) -> set[str]:
    return {"".join(block.text.split()) for block in blocks if isinstance(block, TextLine)}


def _are_repeated(blocks: list[TextLine | Grid], above: set[str]) -> bool:
    """Whether lines above a table are no title of its own; ``above`` are those that its first part stands under."""
    return all(_REPEATED.fullmatch(text) or (text in above and not _TITLE.search(text)) for text in _texts(blocks))


def _are_above(blocks: list[TextLine | Grid], above: set[str]) -> bool:
    """Whether a table stands under the same lines as another, its title among them, told to go on or not."""
    return all(_REPEATED.fullmatch(text) or text in above or _ONWARD.sub("", text) in above for text in _texts(blocks))


def _goes_on(base: Grid, part: Grid) -> bool:
    """Whether the first row of a table under the same title is no head: it has an amount or a blank, and begins otherwise than the head of the other."""
    first, head = ([cell for cell in grid.rows[0].cells if cell is not None] if grid.rows else [] for grid in (part, base))
    texts = ["".join(cell.text.split()) for cell in first]
    if not head or not any(not text or text[-1].isdigit() for text in texts):
        return False
    return next(filter(None, texts), "") not in {"", *("".join(cell.text.split()) for cell in head)}


def _places(base: list[float], xs: list[float], near: float) -> list[int] | None:
    """Which line between the columns of ``base`` each line of another table is; ``None`` where they are not the same."""
    shift = base[0] - xs[0]
    found: list[int] = []
    for x in xs:
        place = min(range(len(base)), key=lambda index: abs(base[index] - x - shift))
        if abs(base[place] - x - shift) > near or (found and place <= found[-1]):
            return None
        found.append(place)
    return found if found[-1] == len(base) - 1 else None


def _continued(base: Grid, last: Grid, part: Grid, places: list[int]) -> Grid:
    rows = [_placed(row, places) for row in part.rows]
    again = 0
    while again < min(len(rows), len(base.rows)) and _same(rows[again].cells, base.rows[again].cells):
        again += 1
    # A table of one head alone, or one that is wholly the same, is printed twice and not gone on with.
    if again < len(rows) and any(map(_has_text, rows[0].cells)):
        rows = rows[again:]
    if last.rows and rows:
        whole = _whole(last.rows[-1], rows[0], _decimals([*last.rows[:-1], *rows[1:-1]]))
        if whole is not None:
            last.rows[-1] = whole
            rows = rows[1:]
    shift = part.xs[0] - base.xs[0]
    return Grid([x + shift for x in base.xs], rows, True)


def _placed(row: GridRow, places: list[int]) -> GridRow:
    """A row with the columns of the table that it goes on with."""
    cells: Cells = [None] * places[-1]
    for column, cell in enumerate(row.cells):
        if cell is not None:
            first = places[column]
            cells[first] = cell._replace(columns=places[column + cell.columns] - first)
    return row._replace(cells=cells, full=frozenset(places[column] for column in row.full))


def _same(cells: Cells, others: Cells) -> bool:
    return len(cells) == len(others) and all(
        (one is None) == (other is None)
        and (one is None or other is None or ("".join(one.text.split()), one[1:]) == ("".join(other.text.split()), other[1:]))
        for one, other in zip(cells, others, strict=True)
    )


def _decimals(rows: list[GridRow]) -> set[int]:
    """With how many decimals the numbers of some rows are printed, those with none left out."""
    found = (_NUMBER.fullmatch(cell.text) for row in rows for cell in row.cells if cell is not None)
    return {len(number["decimals"]) for number in found if number is not None and number["decimals"]}


def _whole(above: GridRow, below: GridRow, decimals: set[int]) -> GridRow | None:
    """Two rows as one that the end of a page cuts, or ``None`` where they may be two.

    It is one where every text that goes on filled its cell above, nothing that stands below begins a row, and the amounts
    stand either above or below, or are cut themselves; ``decimals`` are those of the other numbers of the table.
    """
    together: Cells = []
    ways: set[_Way] = set()
    for column, (upper, lower) in enumerate(zip(above.cells, below.cells, strict=True)):
        met = _met(upper, lower, column in above.full, decimals)
        if met is None:
            return None
        together.append(met[0])
        ways.add(met[1])
    begun = _has_text(above.cells[0]) and below.cells[0] is not None and not below.cells[0].text
    if _Way.GOES_ON not in ways or _Way.BELOW in ways and (_Way.ABOVE in ways or not begun):
        return None
    return above._replace(cells=together, full=below.full)


class _Way(Enum):
    """How a cell is parted by the end of a page: a text goes on below, or its amount stands above or below."""

    NONE = 0
    GOES_ON = 1
    ABOVE = 2
    BELOW = 3


def _met(upper: GridCell | None, lower: GridCell | None, full: bool, decimals: set[int]) -> tuple[GridCell | None, _Way] | None:
    """Two cells as one and how it is parted, ``None`` where they may be two; ``full`` tells that the upper one is filled."""
    if upper is None or lower is None:
        return (None, _Way.NONE) if upper is lower else None
    if upper[1:] != lower[1:] or upper.rows > 1:
        return None
    if not lower.text:
        return upper, _Way.ABOVE if _AMOUNT.fullmatch(upper.text) else _Way.NONE
    if not upper.text:
        return (lower, _Way.BELOW) if _AMOUNT.fullmatch(lower.text) else None
    if (full or upper.text in _OPEN) and _is_cut(upper.text, lower.text, decimals):
        return upper._replace(text=upper.text + lower.text), _Way.GOES_ON
    if not full or not _may_go_on(upper.text, lower.text):
        return None
    space = " " if (upper.text[-1] + lower.text[0]).isascii() else ""
    return upper._replace(text=upper.text + space + lower.text), _Way.GOES_ON


def _may_go_on(above: str, below: str) -> bool:
    """Whether two texts may be one: neither a marker nor the digits of two numbers part them."""
    return not (MARKER.match(below) or above[-1].isdigit() or below[0].isdigit())


def _is_cut(above: str, below: str, decimals: set[int]) -> bool:
    """Whether two texts are one number: either is none by itself, or the decimals above are fewer than the table prints."""
    number = _NUMBER.fullmatch(above + below)
    if number is None or not _BEGUN.fullmatch(above) or not _REST.fullmatch(below):
        return False
    alone = _NUMBER.fullmatch(above)
    if alone is None or not _NUMBER.fullmatch(below):
        return True
    return bool(alone["decimals"]) and len(alone["decimals"]) not in decimals and len(number["decimals"]) in decimals


def _has_text(cell: GridCell | None) -> bool:
    return cell is not None and bool(cell.text)
