"""The rows of a performance table whose cells are known, and what stands under which head."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ...startup import pattern
from .sheet import Sheet, Span, unit_of

OPERATOR = pattern(r"[><≥≤=＝＞＜﹥﹤≧≦]=?|不低于|不少于|不小于|不超过|不高于|不大于|不多于")
_NUMBER = pattern(r"-?\d[\d,]*(?:\.\d*)?")
_BARE = pattern(r"(-?\d[\d,]*(?:\.\d+)?)\s*(%|％|分|万元|元)?")
#: What a column is called, the surest names first; a cell is the first that fits.
_HEADS = (
    ("完成值", pattern(r"实际完成|完成值|完成情况|实际值|实现值")),
    ("得分", pattern(r"得分(?!计算|说明|原因|标准|依据)|评分$")),
    ("分值", pattern(r"分值|权重")),
    ("性质", pattern(r"指标性质|^性质$|运算符号?$")),
    ("单位", pattern(r"计量单位|度量单位")),
    ("指标值", pattern(r"指标值(?!说明)|目标值|^预期值$")),
    ("指标", pattern(r"三级指标|指标名称|指标内容")),
    ("项目", pattern(r"项目名称")),
    ("二级", pattern(r"二级指标")),
)


class GridCell(NamedTuple):
    """A cell: its text without spaces, where it starts in the sheet's text, and the columns and rows it covers."""

    text: str
    start: int
    end: int
    column: int
    columns: int = 1
    rows: int = 1

    @property
    def blank(self) -> bool:
        """Nothing, or a dash for it."""
        return not self.text.strip("-—－–─/／\\")


class GridRow(NamedTuple):
    """A row: its cells from left to right, the table it belongs to, and how many columns that has."""

    cells: tuple[GridCell, ...]
    table: int | None

    def at(self, column: int) -> GridCell | None:
        """The cell that covers a column."""
        for cell in self.cells:
            if cell.column <= column < cell.column + cell.columns:
                return cell
        return None

    def heads(self) -> dict[str, int]:
        """The columns of indicators that this row names; empty where it is no head.

        The levels above may have weights of their own: those of the indicators stand last.
        """
        found: dict[str, int] = {}
        for cell in self.cells:
            name = head(cell.text)
            if name and (name == "分值" or name not in found):
                found[name] = cell.column
        if "二级" in found:
            found.setdefault("指标", found["二级"])
        return found if "指标" in found and ("指标值" in found or "分值" in found) else {}


def grid(sheet: Sheet) -> list[GridRow]:
    """The rows of a sheet with cells: those that the reader saw, and lines with tabs."""
    document = sheet.document
    known, spots = document.lines.cells, document.lines.spots
    rows = []
    for line, start in enumerate(sheet.starts[:-1]):
        origin = document.origins[sheet.first + line]
        cells = known.get(origin)
        end = sheet.starts[line + 1] - 1
        if cells is not None:
            found = [
                _cell(sheet, start + cell.start, start + cell.start + len(cell.text), cell.column, cell.columns, cell.rows)
                for cell in cells
            ]  # fmt: skip
        elif "\t" in sheet.text[start:end]:
            found = list(_tabbed(sheet, start, end))
        else:
            continue
        if found:
            rows.append(GridRow(tuple(found), spots[origin].table if spots is not None else None))
    return rows


def _tabbed(sheet: Sheet, start: int, end: int) -> Iterator[GridCell]:
    for column, piece in enumerate(sheet.text[start:end].split("\t")):
        lead = len(piece) - len(piece.lstrip())
        yield _cell(sheet, start + lead, start + len(piece.rstrip()) if piece.strip() else start + lead, column, 1, 1)
        start += len(piece) + 1


def _cell(sheet: Sheet, start: int, end: int, column: int, columns: int, rows: int) -> GridCell:
    return GridCell("".join(sheet.text[start:end].split()), start, end, column, columns, rows)


@lru_cache(maxsize=1024)
def head(text: str) -> str:
    """What the column under a head is: 指标, 性质, 指标值, 单位, 完成值, 分值, 得分, 项目, or "" for no head."""
    if len(text) > 24:
        return ""
    return next((name for name, words in _HEADS if words.search(text)), "")


def number(sheet: Sheet, cell: GridCell | None, unit: str = "") -> Span | None:
    """The number that is all of a cell, with its own unit or ``unit``."""
    match = _BARE.fullmatch(sheet.text, cell.start, cell.end) if cell is not None else None
    if match is None:
        return None
    own = (match[2] or unit).replace("％", "%")
    return Span(match.start(1), match.end(1), own)


def quantity(sheet: Sheet, cell: GridCell | None) -> tuple[str, Span] | None:
    """The sign and the number of a cell that holds one number and a unit: ≥95%."""
    if cell is None:
        return None
    text = sheet.text
    sign = OPERATOR.match(text, cell.start, cell.end)
    at = sign.end() if sign is not None else cell.start
    while at < cell.end and text[at].isspace():
        at += 1
    match = _NUMBER.match(text, at, cell.end)
    if match is None or _NUMBER.search(text, match.end(), cell.end):
        return None
    return sign.group().strip() if sign is not None else "", Span(match.start(), match.end(), unit_of(text[match.end() : cell.end]))
