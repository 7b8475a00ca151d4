"""The table that a form makes of a sheet: its columns and rows by the names that the form knows, and the concepts of their figures.

Two kinds of forms name columns differently.  Most have one amount a column, told apart by the last words of its head; that of the three
public expenses has budget and accounts of the same items, in one row or below each other, and becomes one row of all of them.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ...field import ADJUSTED, BUDGETED, FUNDS, GENERAL, LAST_YEAR, SPENT, Form, forms, fund_scope, resolve
from ...model.figure import Figure
from ...model.phrasing import phrase
from ...model.tables import Row, Table
from ...startup import pattern
from .blocks import GRAND, Block, Line
from .grids import Sheet
from .heads import Path
from .names import YEAR, role_of, title_of, unit_of

if TYPE_CHECKING:
    import regex

#: Ends of the names of totals.
_TOTALS, _SUBTOTAL = ("小计", "合计", "总计"), "小计"
_CARRIED = pattern(r"结转")
#: The whole of the three public expenses; a bare total is it where nothing tells that it may be that of more, or of other things.
_PUBLICS, _BARE_TOTAL, _OWN_TOTAL = pattern(r"三公"), pattern(r"合计$"), pattern(r"三公|会议费|培训费")
#: What a total counts beside them.
_MORE = pattern(r"会议费|培训费")
#: What is only part of an item of the three public expenses, or not money.
_NARROWER = pattern(r"国内接待|国内公务接待|外接待|外事接待|团组|人次|批次|保有|购置数|辆")
#: The third block of a form of two halves: the same expenditure once more, by its nature.
_BY_NATURE = "性质"
#: What the rows by fund below what was carried over are called.
_OPENING = "年初："
_ORDER_LOST = phrase("spaces-lost")
_TWICE = phrase("codes-repeat")


def named_table(sheet: Sheet, parts: Sequence[Block], figures: dict[int, Figure], year: int | None, budget: bool) -> Table:
    """The table that a form makes of a sheet; of a sheet of no form only title and unit are told."""
    title = title_of(sheet)
    form = forms().of_title(title) if title else None
    table = Table(form.name if form is not None else "", title, unit_of(sheet))
    table.budget = budget
    if form is None:
        return table
    columns: dict[str, None] = {}
    for number, block in enumerate(parts):
        names = _columns(block, form, year, budget, _side(form, number))
        columns.update(dict.fromkeys(names.values()))
        table.rows += _rows(block, form, _side(form, number), names, figures)
    if form.publics:
        _as_one_row(table, form)
        columns = dict.fromkeys(name for row in table.rows for name in row.cells)
    table.columns = tuple(columns)
    codes = [row.code for row in table.rows if row.code]
    table.doubt = _ORDER_LOST if sheet.loose and parts else _TWICE if len(set(codes)) < len(codes) else None
    _name_figures(table, form)
    return table


def _side(form: Form, number: int) -> str:
    """The side of a block of a table, counted from the left."""
    if number < len(form.halves):
        return form.halves[number]
    return _BY_NATURE if form.halves else ""


def _is_receipts(form: Form, side: str) -> bool:
    """Whether a side of a form tells its funds in rows, and so has one column of amounts."""
    return form.by_fund and side == form.halves[0]


# -- columns ----------------------------------------------------------------------------------------------------------


def _columns(block: Block, form: Form, year: int | None, budget: bool, side: str) -> dict[int, str]:
    """The name of each column of figures, with its role where that is not what the table states."""
    main = BUDGETED if budget else SPENT
    said = {column: role_of(block.paths[column], year, forms()) for column in block.columns}
    roles = {column: role or main for column, role in said.items()}
    if form.publics:
        return _columns_of_publics(block, form, roles, len({*said.values()} - {"", SPENT}) == 1)
    alone = len({*said.values()} - {""}) < 2
    names: dict[int, str] = {}
    taken: set[str] = set()
    for column, item in zip(block.columns, _items(block, form, side), strict=True):
        role = roles[column]
        name = item if role != LAST_YEAR and (alone or role == main) else f"{role}：{item}"
        names[column] = name if name and name not in taken else _printed(block, column)
        taken.add(names[column])
    return names


def _items(block: Block, form: Form, side: str) -> list[str]:
    """What the amounts in the columns of a block are of."""
    if form.single and (len(block.columns) == 1 or not form.columns or _is_receipts(form, side)):
        names = [form.single for _ in block.columns]
    else:
        names = [_column(block.paths[column], form) for column in block.columns]
        if "" in names:  # 合计 may stand over a column whose head was lost, and 小计 is that of some columns
            names = ["" if name == form.total and block.paths[column][-1] == _SUBTOTAL else name for column, name in zip(block.columns, names, strict=True)]
    carried = form.carried and _over_any(block, _CARRIED)
    return [form.carried if carried and name == form.total else name for name in names]


def _over_any(block: Block, words: "regex.Pattern[str]") -> bool:
    """Whether words stand over some column of figures."""
    return any(words.search(each) for column in block.columns for each in block.paths[column])


def _column(path: Path, form: Form) -> str:
    """The name of a column; the printed words where the form has none for it."""
    if not path:
        return ""
    whole = path[-1].endswith(_TOTALS)
    known = form.column(path[-2] if whole and len(path) > 1 else path[-1])
    return known or (form.total if whole or path[-1] in forms().plain else "/".join(path))


def _columns_of_publics(block: Block, form: Form, roles: dict[int, str], planned: bool) -> dict[int, str]:
    """The item of each column and whether it is budget or accounts; columns of which nobody knows the year are told apart by number.

    ``planned`` tells that the heads name one role beside that of accounts: that of the budget.
    """
    told = _over_any(block, _OWN_TOTAL)
    dated = len({found.group() for path in block.paths for found in map(YEAR.search, path) if found is not None}) > 1
    names: dict[int, str] = {}
    twice: set[str] = set()
    for column in block.columns:
        path, role = block.paths[column], roles[column]
        item = next(filter(None, (_item(words, form, told) for words in reversed(path))), "/".join(path))
        past = role == LAST_YEAR and not any(BUDGETED in words for words in path)  # 上年决算数 is no budget
        name = item + (BUDGETED if role == ADJUSTED or role != SPENT and planned and not past else role)
        if name in names.values() or dated and not any(map(YEAR.search, path)):
            twice.add(name)
        names[column] = name if name not in names.values() else _printed(block, column)
    return {column: name + f"（{column + 1}）" if name in twice else name for column, name in names.items()}


def _printed(block: Block, column: int) -> str:
    """A name that no other column has."""
    return "/".join(block.paths[column]) + f"（{column + 1}）"


# -- rows -------------------------------------------------------------------------------------------------------------


def _rows(block: Block, form: Form, side: str, names: dict[int, str], figures: dict[int, Figure]) -> list[Row]:
    found: list[Row] = []
    for line in block.lines:
        row = _row(line, side, names, figures)
        if _is_receipts(form, side):
            _open(row, found, form)
        if row.cells or row.code:
            found.append(row)
    return found


def _row(line: Line, side: str, names: dict[int, str], figures: dict[int, Figure]) -> Row:
    row = Row("" if line.key else line.code, line.core, side)
    row.part = not line.part
    row.bound = not line.words.intersection(names)
    for column, entry in line.entries.items():
        figure = figures.get(id(entry))
        if figure is not None and column in names:
            row.cells[names[column]] = figure
            row.figures.append(figure)
    return row


def _open(row: Row, before: Iterable[Row], form: Form) -> None:
    """Below what was carried into the year its rows by fund are those of that and not of the year's receipts."""
    if row.name.startswith(FUNDS) and any(other.name.startswith(form.opening) for other in before):
        row.name = _OPENING + row.name


def _as_one_row(table: Table, form: Form) -> None:
    """Items below each other, or rows that are a budget and what was spent, as one row of all items."""
    whole = _of_roles(table.rows) or _of_items(table.rows, form)
    if whole is not None:
        table.rows = [whole]


def _of_roles(rows: Sequence[Row]) -> Row | None:
    """One row of rows that are each a role of the same items; ``None`` where they are not."""
    roles = [role_of((row.name,), None, forms()) if row.name else "" for row in rows]
    if len(rows) < 2 or not all(roles) or len(set(roles)) < len(roles):
        return None
    whole = Row("", "")
    for row, role in zip(rows, roles, strict=True):
        for column, figure in row.cells.items():
            whole.cells.setdefault(_without_role(column) + (SPENT if role == SPENT else BUDGETED), figure)
    return whole


def _of_items(rows: Sequence[Row], form: Form) -> Row | None:
    """One row of rows that are items; ``None`` where too few of them are."""
    told = any(_OWN_TOTAL.search(row.name) for row in rows)
    named = [(row, name) for row in rows if row.name and (name := _item(row.name, form, told)) and not _NARROWER.search(row.name)]
    if len(named) < 2 or len(named) < len(rows) and len(named) < 4:
        return None
    whole = Row("", "")
    for row, name in named:
        for column, figure in row.cells.items():
            role = next((role for role in (SPENT, BUDGETED) if column.endswith(role)), column)
            whole.cells.setdefault(name + role, figure)
        whole.bound = whole.bound and row.bound
    return whole


def _item(words: str, form: Form, told: bool) -> str:
    """The item of the three public expenses that words name, "" for none; ``told`` tells that a bare total may be another's."""
    known = form.column(words)
    if known or _PUBLICS.search(words) and _MORE.search(words):  # 三公经费、会议费、培训费合计
        return known
    return form.total if _PUBLICS.search(words) or not told and _BARE_TOTAL.search(words) else ""


# -- figures ----------------------------------------------------------------------------------------------------------


def _name_figures(table: Table, form: Form) -> None:
    """The concepts of the figures of which the narrative speaks as well."""
    if form.publics:
        scope = fund_scope(table.title) or GENERAL
        for column, figure in (cell for row in table.rows for cell in row.cells.items()):
            figure.label = figure.concept = _without_role(column)
            figure.scope = scope
    elif form.halves:
        for row in table.rows:
            _name_total(row, form)


def _name_total(row: Row, form: Form) -> None:
    """The concept of the figure of a row in a table of totals, where its name, or its side with 总计, is one."""
    label = row.side + GRAND if row.name == GRAND and row.side else row.label
    found = resolve(label)
    if found is None:
        return
    concept, own, scoped = found
    for column in (form.single, form.total):
        if column in row.cells:
            figure = row.cells[column]
            figure.label, figure.concept = label, concept
            figure.scope = (own or form.fund) if scoped else ""


def _without_role(column: str) -> str:
    return column.removesuffix(SPENT).removesuffix(BUDGETED)
