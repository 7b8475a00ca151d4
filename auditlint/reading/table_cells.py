"""Tables of final accounts and budgets whose cells are known: from rows of cells to rows whose figures know their columns."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from ..model.document import Cell, Document
from ..model.figure import Figure
from ..model.tables import Row, Table
from ..startup import pattern
from .statements import Statement
from .table_heads import AMOUNT, NO_NAME, Block, Head, bare, is_data, read_head
from .table_names import column_name, role_of, years_of

#: A code before a name in one cell, or a name with its code behind it.
_CODED_NAME = pattern(r"[〔\[（(]?(\d{3}|\d{5}|\d{7}|\d{3}[-—.]\d{2}(?:[-—.]\d{2})?)[〕\]）)]?[-—_.、\s]*(?=[一-龥“])")
_CODE_BEHIND = pattern(r"(?<=[一-龥])[（(\[](\d{3}|\d{5}|\d{7})[）)\]]$")
_MARK = pattern(r"(?:([一二三四五六七八九十]{1,3})、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．](?!\d)|其中[:：]?)")
_TOTALS = frozenset(("合计", "总计"))
#: Rows of a summary table that have no number and yet stand for themselves.
_BESIDE = (
    "本年", "当年", "收入合计", "支出合计", "收入总计", "支出总计", "合计", "总计", "使用", "用事业基金", "动用", "年初", "上年", "结余分配", "年末", "年终",
    "结转", "收支差额",
)
#: The blocks of a summary table; the third gives the same expenditure by its nature.
_SIDES = ("收入", "支出", "性质")
#: What is only part of an item of the three public expenses, or not money.
_NARROWER = pattern(r"国内接待|国内公务接待|外接待|外事接待|团组|人次|批次|保有|购置数|辆")
#: So many items make a table of them, whatever else stands in it.
_FEWEST = 4
#: A figure in a table that is not in a column of amounts.
OUTSIDE = "不在表的金额栏"


def cell_rows(document: Document, statement: Statement) -> list[tuple[int, tuple[Cell, ...]]]:
    """The rows of cells of a statement with the index of each one's line."""
    lines = document.lines
    if not lines.cells:
        return []
    origins = document.origins
    return [
        (index, cells) for piece in range(statement.first, min(statement.last, len(origins)))
        if (cells := lines.cells.get(index := origins[piece])) and any(cell.text for cell in cells)
    ]  # fmt: skip


class CellReader:
    """Reads one table; ``figures`` are all that the lexer found in it, ``made`` those that it left out."""

    def __init__(self, document: Document, table: Table, figures: list[Figure], year: int | None = None):
        self.document = document
        self.table = table
        self.year = year
        self.known = {figure.start: figure for figure in figures}
        self.made: list[Figure] = []
        self.head: Head | None = None
        self.codes: dict[int, str] = {}
        self.names: dict[int, dict[int, str]] = {}
        self.wide = 0
        self.waiting = ""
        self.sums: set[tuple[str, tuple[str, ...]]] = set()

    def read(self, rows: list[tuple[int, tuple[Cell, ...]]]) -> None:
        """Read all rows; a table that goes on in another grid may repeat its head or have none there."""
        table = self.table
        table.celled = True
        spots = self.document.lines.spots
        grids: list[list[tuple[int, tuple[Cell, ...]]]] = []
        for index, cells in rows:
            number = spots[index].table if spots else None
            if grids and (spots is None or spots[grids[-1][-1][0]].table == number):
                grids[-1].append((index, cells))
            else:
                grids.append([(index, cells)])
        for grid in grids:
            self._grid(grid)
        table.columns = tuple(dict.fromkeys(name for names in self.names.values() for name in names.values()))
        table.sums = sorted(self.sums)
        if table.kind == "T7":
            _as_one_row(table)
        _settle_groups(table)
        codes = Counter(row.code for row in table.rows if row.code)
        if codes and max(codes.values()) > 1:
            table.doubt = "表中有重复的科目编码"

    def _grid(self, grid: list[tuple[int, tuple[Cell, ...]]]) -> None:
        head = read_head([cells for _, cells in grid])
        first = head.rows
        wide = max((cell.column + cell.columns for _, cells in grid for cell in cells), default=0)
        if not head.blocks or not any(path for block in head.blocks for path in block.amounts.values()):
            if self.head is None or wide != self.wide:
                self.table.doubt = "认不出表头"
                return
            head = self.head
        self.head, self.wide = head, wide
        self.names = {number: self._names(number, block) for number, block in enumerate(head.blocks)}
        self._sums(head)
        seen = {tuple(bare(cell.text) for cell in cells) for _, cells in grid[:first]}
        for index, cells in grid[first:]:
            if tuple(bare(cell.text) for cell in cells) in seen and not is_data(cells):
                continue
            self.waiting = ""
            for number, block in enumerate(head.blocks):
                self._row(index, cells, number, block)

    def _names(self, number: int, block: Block) -> dict[int, str]:
        """The name of each amount column of a block, with its role where that is not what the table states."""
        kind = self.table.kind
        side = kind == "T4" and number == 0
        main = "预算" if self.table.budget else "决算"
        names: dict[int, str] = {}
        carried = any("结转" in words for path in block.amounts.values() for words in path)
        year = self.year or max(years_of(block.amounts.values()), default=None)
        roles = {column: role_of(path, year) for column, path in block.amounts.items()}
        several = len({role for role in roles.values() if role}) > 1
        planned = len({role for role in roles.values() if role not in ("", "决算")})
        for column, path in block.amounts.items():
            name = "金额" if side else column_name(kind, path)
            if name == "本年收入合计" and carried:
                name = "收入总计"  # with what was carried over from last year
            role = roles[column] or main
            if kind == "T7":
                name += "决算" if role == "决算" else "预算" if role in ("预算", "全年预算") or planned == 1 else role
            elif several and role != main or role == "上年":
                name = f"{role}：{name}"
            names[column] = name if name not in names.values() else "/".join(path) + f"（{column + 1}）"
        if len(names) == 1 and kind in ("T1", "T6"):
            names = dict.fromkeys(names, "金额")
        return names

    def _sums(self, head: Head) -> None:
        if self.table.kind in ("T1", "T7"):
            return
        names = {column: name for block in self.names.values() for column, name in block.items()}
        for total, parts in head.sums:
            self.sums.add((names[total], tuple(names[part] for part in parts)))
        if {"本年支出", "基本支出", "项目支出"} <= set(names.values()) and all(total != "本年支出" for total, _ in self.sums):
            self.sums.add(("本年支出", ("基本支出", "项目支出")))

    def _row(self, index: int, cells: tuple[Cell, ...], number: int, block: Block) -> None:
        at = {cell.column: cell for cell in cells}
        figures = {column: figure for column in block.amounts if column in at and (figure := self._figure(index, at[column]))}
        code, name = self._named(at, block)
        words = [bare(at[column].text) for column in block.amounts if column in at and column not in figures]
        unread = any(text and text not in NO_NAME for text in words)
        if not figures and not code and not (unread and name):
            # 公用经费合计 in one block may have its amount in the next.
            self.waiting = name if name.endswith("合计") else self.waiting
            return
        if not name and not code:
            name, self.waiting = self.waiting, ""
        table = self.table
        if table.kind == "T7" and block.name < 0:
            name = ""
        row = Row(code, name, _SIDES[min(number, 2)] if table.kind in ("T1", "T4") else "")
        row.bound = not unread
        row.figures = list(figures.values())
        row.cells = {self.names[number][column]: figure for column, figure in figures.items()}
        if table.kind in ("T1", "T4"):
            _settle_name(row, table)
        table.rows.append(row)

    def _named(self, at: dict[int, Cell], block: Block) -> tuple[str, str]:
        """Code and name of a row; levels of a code that are printed once stand for the rows below as well."""
        columns = [*block.codes, block.name] if block.name >= 0 else list(block.codes)
        parts = [bare(at[column].text) if column in at else "" for column in block.codes]
        name = next((bare(at[column].text) for column in reversed(columns) if column in at and _words(at[column].text)), "")
        if not name and columns:
            # 公用经费合计 over two blocks has its amount in the second.
            wide = (cell for cell in at.values() if cell.column < columns[0] < cell.column + cell.columns)
            name = next((bare(cell.text) for cell in wide if _words(cell.text)), "")
        if name in _TOTALS:
            return "", name
        code = self._code([part if part.isdigit() else "" for part in parts])
        found = _CODED_NAME.match(name)
        if found is not None and not code:
            code, name = "".join(filter(str.isdigit, found.group(1))), name[found.end() :]
        behind = _CODE_BEHIND.search(name) if not code else None
        if behind is not None:
            code, name = behind.group(1), name[: behind.start()]
        return code, name

    def _code(self, parts: Sequence[str]) -> str:
        if not any(parts):
            return ""
        full = max(parts, key=len)
        if len(full) > 3:
            return full
        whole = ""
        last = max(number for number, part in enumerate(parts) if part)
        for number in range(last + 1):
            part = parts[number] or self.codes.get(number, "")
            whole += part.zfill(2) if number else part
            self.codes[number] = part
        for number in range(last + 1, len(parts)):
            self.codes.pop(number, None)
        return whole

    def no_figures(self, rows: list[tuple[int, tuple[Cell, ...]]]) -> set[int]:
        """Where the lexer's figures stand that are only codes, with the name in the next cell for a unit: 303 | 10 | 个人农业…."""
        found: set[int] = set()
        for index, cells in rows:
            for cell in cells:
                if cell.text.isdigit():
                    found.add(self.document.offset(index, cell.start))
        return found

    def _figure(self, index: int, cell: Cell) -> Figure | None:
        """The figure of a cell that holds one amount and nothing else."""
        text = cell.text
        if not text or not AMOUNT.match(text):
            return None
        start = self.document.offset(index, cell.start)
        found = self.known.get(start)
        if found is not None and found.text == text:
            return found
        digits = text.replace(",", "").replace("，", "").replace("－", "-").replace("−", "-")
        figure = Figure(text, Decimal(digits), "", len(digits.partition(".")[2]), start, start + len(text), self.document)
        self.made.append(figure)
        return figure


_RECEIPTS = ("财政拨款收入", "财政拨款", "本年财政拨款收入", "财政拨款预算收入")
_FUNDS = ("一般公共", "政府性基金", "国有资本", "公共预算", "公共财政")


def _settle_groups(table: Table) -> None:
    """Rows below one row are all its parts, or none is known to be."""
    for side in _SIDES if table.kind in ("T1", "T4") else ():
        rows = [row for row in table.rows if row.side == side]
        if rows and not any(row.level == 1 and row.numbered for row in rows):
            for row in rows:
                if row.level == 2 and row.part and row.marked:
                    row.level = 1  # all its rows are numbered 1. or （一）
        within = False
        for row in rows:
            if row.level == 1 and not row.numbered and within and row.name.startswith(_FUNDS):
                row.level, row.part = 2, False
            else:
                within = row.name in _RECEIPTS
        if sum(row.first for row in rows) > 1 and table.kind == "T1":
            table.doubt = table.doubt or "一栏里有两组编号，不知道哪些行合成本年合计"
    for side in _SIDES:
        group: list[Row] = []
        ended: list[Row | None] = [*(row for row in table.rows if row.side == side), None]
        for each_row in ended:
            if each_row is not None and each_row.level > 1:
                group.append(each_row)
                continue
            if not all(each.part for each in group):
                for each in group:
                    each.part = False
            group = []


def _as_one_row(table: Table) -> None:
    """A table whose items stand below each other, or whose rows are a budget and what was spent, as one row of all items."""
    roles = [role_of((row.name,), None) if row.name else "" for row in table.rows]
    if len(table.rows) > 1 and all(roles) and len(set(roles)) == len(roles):
        table.rows = [_across(table.rows, roles)]
        table.columns = tuple(table.rows[0].cells)
        return
    listed = list(takewhile(lambda row: "统计" not in row.name, table.rows))  # numbers of vehicles and people follow
    named = [row for row in listed if row.name and column_name("T7", (row.name,)) and not _NARROWER.search(row.name)]
    if len(named) < 2 or len(named) < len(table.rows) and len(named) < _FEWEST:
        return
    whole = Row("", "")
    whole.bound = all(row.bound for row in named)
    for row in named:
        whole.figures += row.figures
        for role, figure in row.cells.items():
            whole.cells.setdefault(column_name("T7", (row.name,)) + role, figure)
    table.rows = [whole]
    table.columns = tuple(whole.cells)


def _across(rows: list[Row], roles: list[str]) -> Row:
    whole = Row("", "")
    whole.bound = all(row.bound for row in rows)
    for row, role in zip(rows, roles, strict=True):
        whole.figures += row.figures
        for column, figure in row.cells.items():
            whole.cells.setdefault(column.removesuffix("决算").removesuffix("预算") + ("决算" if role == "决算" else "预算"), figure)
    return whole


def _words(text: str) -> bool:
    plain = bare(text)
    return bool(plain) and not plain.isdigit() and plain not in NO_NAME and not AMOUNT.match(plain)


def _among_numbered(row: Row, table: Table) -> bool:
    """Whether a row stands among numbered ones, before the total of the year."""
    before = [other for other in table.rows if other.side == row.side]
    return any(other.numbered for other in before) and not any(other.name.startswith(("本年", "收入合计", "支出合计")) for other in before)


def _settle_name(row: Row, table: Table) -> None:
    """The name of a row without its number, and how deep it stands: what is below another row is part of it."""
    name = row.name
    mark = _MARK.match(name)
    if mark is not None:
        row.level = 1 if mark.group(1) else 2
        row.part = not name.startswith("其中")
        name = name[mark.end() :]
    elif not name.startswith(_BESIDE) and _among_numbered(row, table):
        # Between numbered rows it is one of those that make up the row above, or some of them.
        row.level, row.part = 2, False
    row.marked = mark is not None and mark.group() != "其中"
    row.numbered = mark is not None and row.level == 1
    row.first = row.numbered and mark is not None and mark.group(1) == "一"
    opened = any(other.side == "收入" and other.name.startswith(("年初", "上年结转")) for other in table.rows)
    fund = mark is not None or name.startswith(("一般公共", "政府性基金", "国有资本"))
    if row.side == "收入" and opened and fund and table.kind == "T4":
        name = "年初：" + name
    row.name = name

