"""The money of a performance table.

A self-evaluation prints 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 for the total and its sources, a table of goals the total
and its sources alone, or the tasks of the year by source.
"""

from collections.abc import Iterator
from functools import lru_cache

from ...model.performance import AMOUNTS, FundRow, PerformanceTable
from ...startup import pattern
from .grid import GridCell, GridRow, number
from .sheet import Sheet, Span, settle

COLUMNS = pattern(
    r"(?P<年初预算>年初预|年初批复|年初安排)|(?P<全年预算>全年预|调整后?预|调整预)|(?P<全年执行>全年执|全年实际|预算执行数|实际执行|实际支出|执行数)"
    r"|(?P<分值>分值权重|分值|权重)|(?P<执行率>执行率)|(?P<得分>得分)"
)
_UNIT = pattern(r"[（(：:]\s*(万元|亿元|元)")
_WHOLE = pattern(r"年度总?资金(?:总额|总计|合计)?|(?:项目|部门)?资金总额|总额|合计|总计|总资金")
#: The total of a table of goals, and what it may be made of.
_TOTAL = pattern(r"(?:(实施期|中期)|年度|当年|本年|项目|专项)?(?:预算)?资金(?:总额|合计|总计)|当年预算|年度预算(?:总额)?")
_SOURCE = pattern(
    r"(?:其中[：:])?.{0,8}(?:财政(?:拨款|资金|补助)|一般公共预算|政府性基金|国有资本|其他资金|其它资金|单位资金|自有资金|自筹资金|上级补助|结转|结余|财政专户"
    r"|事业收入|经营收入|债券|市级支出|市级资金|区县资金|补助区县|中央资金|省级资金).{0,6}"
)
#: A total and its sources without cells, one a line.
_LINES = pattern(
    r"((?:实施期|年度|项目)(?:预算)?资金总额)[：:]?\s*(\d[\d,]*(?:\.\d+)?)\s+其中[：:]\s*(财政拨款)[：:]?\s*(\d[\d,]*(?:\.\d+)?)\s+(其他资金)[：:]?[ \t]*(\d[\d,]*(?:\.\d+)?)?(?!\S)"
)
_TASK_COLUMNS = (pattern(r"总额|合计|小计"), pattern(r".{0,4}财政(?:拨款|资金).{0,4}|其[他它]资金|单位资金|自有资金|自筹资金|财政专户.{0,6}"))


def read_funds(sheet: Sheet, table: PerformanceTable, rows: list[GridRow], start: int, end: int) -> None:
    """Read the money that is printed in ``rows``, or in ``sheet.text[start:end]`` where there are no cells.

    What is not understood is left alone.
    """
    unit = _UNIT.search(sheet.text, start, end) or _UNIT.search(sheet.text, 0, end)
    table.unit = unit[1] if unit is not None else ""
    if not (_by_columns(sheet, table, rows) or _by_labels(sheet, table, rows)) and COLUMNS.search(sheet.text, start, end):
        from .flow_funds import flow_funds  # where the cells are known nothing of it is needed

        flow_funds(sheet, table, start, end)
    if table.total is None:
        _by_lines(sheet, table, start, end)
    _tasks(sheet, table, rows)
    settle([figure for row in (table.total, *table.sources) if row is not None for figure in row.amounts.values()])
    settle([figure for row in (table.tasks_total, *table.tasks) if row is not None for figure in row.amounts.values()])


@lru_cache(maxsize=256)
def named(header: str) -> tuple[str, ...]:
    """The columns of a self-evaluation's money that a header names, in order."""
    return tuple(dict.fromkeys(match.lastgroup for match in COLUMNS.finditer(header) if match.lastgroup is not None))


def money_columns(names: dict[str, int] | tuple[str, ...]) -> list[str]:
    """The columns of amounts among ``names``; empty where these head no self-evaluation."""
    money = [role for role in AMOUNTS if role in names]
    return money if "全年执行" in money and len(money) > 1 else []


def fill(sheet: Sheet, table: PerformanceTable, row: FundRow, cells: dict[str, Span]) -> FundRow:
    """Make the figures of a row."""
    for role, span in cells.items():
        if role == "执行率":
            # A rate without its sign is a percentage unless it can only be a ratio.
            unit = "%" if span.unit or abs(sheet.value(span)) > 2 else ""
        else:
            unit = "分" if role in ("分值", "得分") else table.unit
        figure = sheet.figure(span._replace(unit=unit), role, row.label)
        if role == "分值":
            row.weight = figure
        elif role == "执行率":
            row.rate = figure
        elif role == "得分":
            row.score = figure
        else:
            row.amounts[role] = figure
    return row


@lru_cache(maxsize=256)
def whole_label(label: str) -> str:
    """What the row of the total is called."""
    names = _WHOLE.findall(label)
    return names[-1] if names else "资金总额"


@lru_cache(maxsize=256)
def source_label(label: str) -> str:
    """What a source is called."""
    label = label.replace("（万元）", "").replace("(万元)", "").removeprefix("项目资金").removeprefix("部门资金")
    return label.strip("：:，,") or "资金"


# -- by cells -------------------------------------------------------------------------------------------------------


def _by_columns(sheet: Sheet, table: PerformanceTable, rows: list[GridRow]) -> bool:
    """年初预算数 | 全年预算数 | 全年执行数 stand over their columns; no number of the total may stand anywhere else."""
    for index, row in enumerate(rows):
        columns: dict[str, int] = {}
        for cell in row.cells:
            for name in named(cell.text)[:1]:
                columns.setdefault(name, cell.column)
        money = money_columns(columns)
        if money:
            break
    else:
        return False
    found: list[tuple[str, dict[str, Span]]] = []
    for row in rows[index + 1 :]:
        spans = {cell.column: span for cell in row.cells if (span := number(sheet, cell)) is not None}
        cells = {role: spans[cell.column] for role, column in columns.items() if (cell := row.at(column)) is not None and cell.column in spans}
        label = next((cell.text for cell in reversed(row.cells) if cell.column < columns[money[0]] and not cell.blank), "")
        texts = [row.at(columns[role]) for role in money]
        if not label or any(cell is not None and not cell.blank and cell.column not in spans for cell in texts):
            break
        if not found and (len(cells) < len(spans) or not any(role in cells for role in money)):
            return False
        found.append((label, cells if not found else {role: span for role, span in cells.items() if role in (*money, "执行率")}))
    if not found:
        return False
    (label, cells), *sources = found
    table.total = fill(sheet, table, FundRow(whole_label(label)), cells)
    table.sources = [fill(sheet, table, FundRow(source_label(label)), cells) for label, cells in sources]
    return True


def _by_labels(sheet: Sheet, table: PerformanceTable, rows: list[GridRow]) -> bool:
    """实施期资金总额 | 120.00 over 其中：财政拨款 | 100.00 and 其他资金 | 20.00, each amount right of its label."""
    for index, row in enumerate(rows):
        for cell in row.cells:
            match = _TOTAL.fullmatch(cell.text.strip("：:"))
            amount = number(sheet, row.at(cell.column + cell.columns)) if match is not None else None
            if match is None or amount is None:
                continue
            role = "实施期" if match[1] else "年度"
            if table.total is None:
                table.total = FundRow(cell.text.strip("：:"))
            if role in table.total.amounts:
                continue
            fill(sheet, table, table.total, {role: amount})
            for beside, label in _below(rows, index, cell):
                source = next((each for each in table.sources if each.label == source_label(label.text) and role not in each.amounts), None)
                if source is None:
                    source = FundRow(source_label(label.text))
                    table.sources.append(source)
                span = number(sheet, beside.at(label.column + label.columns))
                fill(sheet, table, source, {role: span} if span is not None else {})
    return table.total is not None


def _below(rows: list[GridRow], index: int, total: GridCell) -> Iterator[tuple[GridRow, GridCell]]:
    """The rows of the sources of a total, with their labels: under its label, or right of a cell over several rows."""
    beside = rows[index : index + total.rows] if total.rows > 1 else []
    for row in beside or rows[index + 1 :]:
        labels = [cell for cell in row.cells if _SOURCE.fullmatch(cell.text) and (cell.column > total.column if beside else cell.column == total.column)]
        if not labels:
            return
        yield row, labels[0]


def _tasks(sheet: Sheet, table: PerformanceTable, rows: list[GridRow]) -> None:
    """The tasks of the year, each with 总额 | 财政拨款 | 其他资金, and 金额合计 under them."""
    columns: dict[str, int] = {}
    for row in rows:
        names = {cell.text: cell.column for cell in row.cells if any(words.fullmatch(cell.text) for words in _TASK_COLUMNS)}
        if len(names) > 1 and _TASK_COLUMNS[0].fullmatch(min(names, key=lambda name: names[name])):
            columns = names
            continue
        spans = {name: span for name, column in columns.items() if (span := number(sheet, row.at(column))) is not None}
        label = next((cell.text for cell in row.cells if not cell.blank and columns and cell.column < min(columns.values())), "")
        if not spans or not label:
            continue
        task = fill(sheet, table, FundRow(label[:30]), spans)
        if label.endswith(("合计", "总计")):
            table.tasks_total = task
            return
        table.tasks.append(task)


# -- without cells --------------------------------------------------------------------------------------------------


def _by_lines(sheet: Sheet, table: PerformanceTable, start: int, end: int) -> None:
    for match in _LINES.finditer(sheet.text, start, end):
        role = "实施期" if match[1].startswith("实施期") else "年度"
        if table.total is None:
            table.total = FundRow(match[1])
        if role in table.total.amounts:
            continue
        fill(sheet, table, table.total, {role: Span(*match.span(2))})
        for at in (3, 5):
            source = FundRow(match[at])
            table.sources.append(fill(sheet, table, source, {role: Span(*match.span(at + 1))} if match[at + 1] else {}))
