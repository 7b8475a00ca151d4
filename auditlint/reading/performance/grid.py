"""The rows of a performance table whose cells are known, and what stands under which head."""

from collections.abc import Iterator
from functools import lru_cache

from ...model.performance import SCORE, WEIGHT
from ...named import NamedTuple
from ...startup import pattern
from .sheet import Sheet, Span, unit_of

OPERATOR = pattern(r"[><≥≤=＝＞＜﹥﹤≧≦]=?|不低于|不少于|不小于|不超过|不高于|不大于|不多于")
#: What stands in a blank cell.
_DASHES = "-—－–─/／\\"
_NUMBER = pattern(r"-?\d[\d,]*(?:\.\d*)?")
_PERCENT = {ord("％"): "%"}
_BARE = pattern(r"(-?\d[\d,]*(?:\.\d+)?)\s*(%|％|分|万元|元)?")
#: The columns of indicators beside weight and score; the names of their second level stand for those of the third where it is missing.
NAME, LEVEL, TARGET, ACTUAL, SIGN, UNIT, PROJECT, REMARK = "指标", "二级", "指标值", "完成值", "性质", "单位", "项目", "偏差原因"
#: What a column is called, the surest names first; a cell is the first that fits.
_HEADS = (
    (ACTUAL, pattern(r"实际完成|完成值|完成情况|实际值|实现值")),
    (SCORE, pattern(r"得分(?!计算|说明|原因|标准|依据)|评分$")),
    (WEIGHT, pattern(r"分值|权重")),
    (SIGN, pattern(r"指标性质|^性质$|运算符号?$")),
    (UNIT, pattern(r"计量单位|度量单位")),
    (TARGET, pattern(r"指标值(?!说明)|目标值|^预期值$")),
    (NAME, pattern(r"三级指标|指标名称|指标内容")),
    (PROJECT, pattern(r"项目名称")),
    (LEVEL, pattern(r"二级指标")),
    (REMARK, pattern(r"偏差|原因|改进措施")),
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
        return not self.text.strip(_DASHES)


class GridRow(NamedTuple):
    """A row: its cells from left to right, the table it belongs to, and how many columns that has."""

    cells: tuple[GridCell, ...]
    table: int | None

    def at(self, column: int) -> GridCell | None:
        """The cell that covers a column."""
        return next((cell for cell in self.cells if cell.column <= column < cell.column + cell.columns), None)

    def heads(self) -> dict[str, int]:
        """The columns of indicators that this row names; empty where it is no head.

        The levels above may have weights of their own: those of the indicators stand last.
        """
        found: dict[str, int] = {}
        for cell in self.cells:
            name = head(cell.text)
            if name and (name == WEIGHT or name not in found):
                found[name] = cell.column
        if LEVEL in found:
            found.setdefault(NAME, found[LEVEL])
        return found if NAME in found and (TARGET in found or WEIGHT in found) else {}


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
    """What the column under a head is: 指标, 性质, 指标值, 单位, 完成值, 分值, 得分, 项目, 偏差原因, or "" for no head."""
    if len(text) > 24:
        return ""
    return next((name for name, words in _HEADS if words.search(text)), "")


def number(sheet: Sheet, cell: GridCell | None, unit: str = "") -> Span | None:
    """The number that is all of a cell, with its own unit or ``unit``."""
    match = _BARE.fullmatch(sheet.text, cell.start, cell.end) if cell is not None else None
    if match is None:
        return None
    own = (match[2] or unit).translate(_PERCENT)
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
