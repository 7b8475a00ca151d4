"""What a form calls the rows and columns of a table, and what the words round a table say of its figures."""

from collections.abc import Iterable, Sequence

from ...field import FUNDS, Form, Forms, forms
from ...model.figure import Figure
from ...model.phrasing import phrase
from ...model.tables import Row, Table
from ...startup import pattern
from .blocks import Block, Line
from .grids import Sheet
from .heads import Path

_UNIT = pattern(
    r"(?:单位|金额)\s*[:：（(]?\s*[（(]?(?:人民币)?(元|千元|万元|亿元)(?![一-龥]{1,4}[县市区州局镇乡委])|[（(](元|千元|万元|亿元)[）)]"
)
_TITLE = pattern(r"[^，。；：]{2,44}表(?:[（(][^）)]{0,20}[）)])?\d{0,2}$")
#: 公开表3, 表十二, 附表1 number a table and do not name it.
_NUMBER = pattern(r"(?:部门|预算|决算|财决|附|公开)*(?:表)?[\d一二三四五六七八九十]{0,4}(?:表)?$")
#: Words of a head, or of a row, whose figures are no money.
_COUNTED = pattern(
    r"[（(](?:辆|人|个|批|次|台|套|人次|批次|户|分|平方米)[）)]$|(?:数量|人数|人次|批次|个数|户数|辆数|团组数|保有量|分值|权重|得分|编制|面积|次数|行次)$"
)
_YEAR = pattern(r"20\d\d(?=年)")
#: What is only part of an item of the three public expenses, or not money.
_NARROWER = pattern(r"国内接待|国内公务接待|外接待|外事接待|团组|人次|批次|保有|购置数|辆")

#: Beside these a total that does not say so itself may be that of more, or of other things, than the three public expenses.
_OWN_TOTAL = pattern(r"三公|会议费|培训费")


def unit_of(sheet: Sheet) -> str:
    """The unit that the lines over a table or its head name, "" for none."""
    for text in (*reversed(sheet.over), *(cell.text for row in sheet.head for cell in row)):
        found = _UNIT.search(text)
        if found is not None:
            return str(found.group(1) or found.group(2))
    return ""


def title_of(sheet: Sheet) -> str:
    """The title that stands nearest over a table, "" for none."""
    for text in reversed(sheet.over):
        if _TITLE.match(text) and not _NUMBER.match(text):
            return text
    return ""


def column_unit(path: Path, unit: str) -> tuple[str, bool]:
    """The unit of a column by its words, "" for one of counts, and whether the words themselves name it."""
    named = _UNIT.search("/".join(path[-2:]))
    if named is not None:
        return str(named.group(1) or named.group(2)), True
    return "" if path and _COUNTED.search(path[-1]) else unit, False


def counts(label: str) -> bool:
    """Whether the name of a row says that its figures are counts and no money."""
    return _COUNTED.search(label) is not None


def role_of(path: Path, year: int | None, known: Forms) -> str:
    """The role that the words above a column give it, "" for none; ``year`` is that of the filing."""
    words = "/".join(path).replace("上年结转", "结转")
    named = _YEAR.search(words)
    if named is not None and year is not None and int(named.group()) != year:
        return "上年"
    plain = words.replace("公共预算", "").replace("基金预算", "").replace("经营预算", "")
    return next((name for name, signs in known.roles if any(sign in (plain if name == "预算" else words) for sign in signs)), "")


def named_table(sheet: Sheet, parts: Sequence[Block], figures: dict[int, Figure], year: int | None, budget: bool) -> Table:
    """The table that a form makes of a sheet; of a sheet of no form only title and unit are told."""
    title = title_of(sheet)
    known = forms()
    form = known.of_title(title) if title else None
    table = Table(form.name if form is not None else "", title, unit_of(sheet))
    table.budget = budget
    if form is None:
        return table
    columns: dict[str, None] = {}
    for number, block in enumerate(parts):
        side = form.halves[min(number, len(form.halves) - 1)] if form.halves else ""
        if number >= len(form.halves) > 0:
            side = "性质"  # the same expenditure once more, by its nature
        names = _columns(block, form, year, known, budget, number)
        columns.update(dict.fromkeys(names.values()))
        for line in block.lines:
            row = _row(line, side, names, figures)
            if form.by_fund and side == form.halves[0]:
                _open(row, table.rows)
            if row.cells or row.code:
                table.rows.append(row)
        if sheet.loose:
            table.doubt = phrase("spaces-lost")
    if form.publics:
        _as_one_row(table, form)
    table.columns = tuple(columns) if not form.publics else tuple(dict.fromkeys(name for row in table.rows for name in row.cells))
    codes = [row.code for row in table.rows if row.code]
    if len(set(codes)) < len(codes):
        table.doubt = table.doubt or phrase("codes-repeat")
    return table


def _columns(block: Block, form: Form, year: int | None, known: Forms, budget: bool, number: int) -> dict[int, str]:
    """The name of each column of figures, with its role where that is not what the table states."""
    main = "预算" if budget else "决算"
    single = len(block.columns) == 1 or form.by_fund and number == 0
    roles = {column: role_of(block.paths[column], year, known) for column in block.columns}
    several = len({role for role in roles.values() if role}) > 1
    planned = len({role for role in roles.values() if role not in ("", "决算")})
    carried = any("结转" in words for column in block.columns for words in block.paths[column])
    told = any(_OWN_TOTAL.search(words) for column in block.columns for words in block.paths[column])
    names: dict[int, str] = {}
    twice: set[str] = set()
    dated = len({found.group() for path in block.paths for word in path if (found := _YEAR.search(word)) is not None}) > 1
    for column in block.columns:
        path = block.paths[column]
        name = form.single if (single or not form.columns) and form.single else _column(path, form, told)
        if name == "本年收入合计" and carried:
            name = "收入总计"  # with what was carried over from last year
        role = roles[column] or main
        if form.publics:
            name += "决算" if role == "决算" else "预算" if role in ("预算", "全年预算") or planned == 1 else role
        elif several and role != main or role == "上年":
            name = f"{role}：{name}"
        if form.publics and (name in names.values() or dated and not any(_YEAR.search(word) for word in path)):
            twice.add(name)  # nobody knows of which year it is
        names[column] = name if name and name not in names.values() else "/".join(path) + f"（{column + 1}）"
    return {column: name + f"（{column + 1}）" if name in twice else name for column, name in names.items()}


def _column(path: Path, form: Form, told: bool) -> str:
    """The name of a column; the printed words where the form has none for it.  ``told`` tells that a bare total may be another's."""
    if not path:
        return ""
    whole = path[-1].endswith(("小计", "合计", "总计"))
    for words in reversed(path) if form.publics else path[-2:-1] if whole and len(path) > 1 else path[-1:]:
        name = form.column(words)
        if name:
            return name
        if form.publics and ("三公" in words or words.endswith("合计") and not told):
            return form.total
    if (whole or path[-1] in ("本年支出", "本年收入", "金额", "预算数", "决算数")) and not form.publics:
        return form.total
    return "/".join(path)


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


def _open(row: Row, before: Iterable[Row]) -> None:
    """Below what was carried into the year its rows by fund are those of that and not of the year's receipts."""
    if row.name.startswith(FUNDS) and any(other.side == "收入" and other.name.startswith(("年初", "上年结转")) for other in before):
        row.name = "年初：" + row.name


def _as_one_row(table: Table, form: Form) -> None:
    """Items below each other, or rows that are a budget and what was spent, as one row of all items."""
    roles = [_row_role(row) for row in table.rows]
    whole = Row("", "")
    if len(table.rows) > 1 and all(roles) and len(set(roles)) == len(roles):
        for row, role in zip(table.rows, roles, strict=True):
            for column, figure in row.cells.items():
                whole.cells.setdefault(column.removesuffix("决算").removesuffix("预算") + ("决算" if role == "决算" else "预算"), figure)
        table.rows = [whole]
        return
    told = any(_OWN_TOTAL.search(row.name) for row in table.rows)
    named = [(row, name) for row in table.rows if row.name and (name := _public(row.name, form, told)) and not _NARROWER.search(row.name)]
    if len(named) < 2 or len(named) < len(table.rows) and len(named) < 4:
        return
    for row, name in named:
        for column, figure in row.cells.items():
            role = "决算" if column.endswith("决算") else "预算" if column.endswith("预算") else column
            whole.cells.setdefault(name + role, figure)
        whole.bound = whole.bound and row.bound
    table.rows = [whole]


def _public(words: str, form: Form, told: bool) -> str:
    return form.column(words) or (form.total if "三公" in words or words.endswith("合计") and not told else "")


def _row_role(row: Row) -> str:
    return role_of((row.name,), None, forms()) if row.name else ""
