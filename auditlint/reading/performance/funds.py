"""The money of a performance table.

A self-evaluation prints 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 for the total and its sources, a table of goals the total
and its sources alone, or the tasks of the year by source.
"""

from collections.abc import Iterator
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING

from ...field import FUNDS
from ...model.performance import AMOUNTS, BUDGETED, RATE, SCORE, SPENT, TASK_TOTAL, WEIGHT, FundRow, PerformanceTable
from ...model.strokes import digits
from ...startup import pattern
from .flow_funds import ENDS_OF_TOTALS, TASK, fill, flow_funds, money_columns, named, source_label, whole_label
from .grid import GridCell, GridRow, number
from .sheet import Sheet, Span, settle

if TYPE_CHECKING:
    import regex

_UNIT = pattern(r"[（(：:]\s*(万元|亿元|元)")
#: The total of a table of goals, and what it may be made of.
_TOTAL = pattern(r"(?:(实施期|中期)|年度|当年|本年|项目|专项)?(?:预算)?资金(?:总额|合计|总计)|当年预算|年度预算(?:总额)?")
_SOURCE = pattern(
    rf"(?:其中[：:])?.{{0,8}}(?:财政(?:拨款|资金|补助)|{'|'.join(FUNDS)}|其他资金|其它资金|单位资金|自有资金|自筹资金|上级补助|结转|结余|财政专户"
    r"|事业收入|经营收入|债券|市级支出|市级资金|区县资金|补助区县|中央资金|省级资金).{0,6}"
)
#: A total and its sources without cells, one a line.
_LINES = pattern(
    r"((?:实施期|年度|项目)?(?:预算)?资金总额)[：:]?\s*(\d[\d,]*(?:\.\d+)?)(?:\s+(?!其中|财政)\S+){0,4}"
    r"\s+(?:其中[：:]\s*)?(财政拨款)[：:]?\s*(\d[\d,]*(?:\.\d+)?)(?:\s+(?!其他)\S+){0,4}\s+(其他资金)[：:]?[ \t]*(?:\n[ \t]*(?=\d[\d,]*\.\d+[ \t]*(?:\n|$)))?(\d[\d,]*(?:\.\d+)?)?(?!\S)"
)
#: A label and its amount in one cell.
_INSIDE = pattern(r"([^\d：:]{2,24})[：:]\s*(-?\d[\d,]*(?:\.\d+)?)\s*(?:万元|元)?")
#: The roles of the amounts of a table of goals: of the years that it is for, or of one.
_PERIOD, _YEAR = "实施期", "年度"
_COLONS = "：:"
#: What is planned and what was spent, side by side with their names; the rate of them, and its score with its weight.
_PAIRED = (
    (BUDGETED, pattern(r"(?:年初|全年|调整后?)?预算(?:数|金额)")), (SPENT, pattern(r"(?:全年|实际|预算)?(?:执行|支出)(?:数|金额)")),
)  # fmt: skip
_RATED, _SCORED = pattern(r"(?:预算|资金)?执行率"), pattern(r"\s*(?:预算|资金)?执行率?得分\s*[（(]\s*(\d{1,2})\s*分\s*[）)]\s*[：:]?\s*")
_WHOLE = pattern(r"总额|合计|小计")
_SOURCE_COLUMN = pattern(r".{0,4}财政(?:拨款|资金).{0,4}|其[他它]资金|单位资金|自有资金|自筹资金|财政专户.{0,6}")


def read_funds(sheet: Sheet, table: PerformanceTable, rows: list[GridRow], start: int, end: int) -> None:
    """Read the money that is printed in ``rows``, or in ``sheet.text[start:end]`` where there are no cells.

    What is not understood is left alone.
    """
    unit = _UNIT.search(sheet.text, start, end) or _UNIT.search(sheet.text, 0, end)
    table.unit = unit[1] if unit is not None else ""
    if money_columns(named("".join(sheet.text[start:end].split()))):
        if not _by_columns(sheet, table, rows):
            flow_funds(sheet, table, start, end)
    elif not _by_pairs(sheet, table, rows) and not _by_labels(sheet, table, rows):
        _by_lines(sheet, table, sheet.starts[sheet.line(start)], end)
    _tasks(sheet, table, rows)
    settle([figure for row in (table.total, *table.sources) if row is not None for figure in row.amounts.values()])
    settle([figure for row in (table.tasks_total, *table.tasks) if row is not None for figure in row.amounts.values()])


# -- by cells -------------------------------------------------------------------------------------------------------


def _by_columns(sheet: Sheet, table: PerformanceTable, rows: list[GridRow]) -> bool:
    """年初预算数 | 全年预算数 | 全年执行数 stand over their columns; no number of the total may stand anywhere else."""
    heads = ({name: cell.column for cell in reversed(row.cells) for name in named(cell.text)[:1]} for row in rows)
    columns = next(((at, found) for at, found in enumerate(heads) if money_columns(found)), None)
    if columns is None:
        return False
    tasks = next((cell.column for cell in rows[columns[0]].cells if TASK in cell.text), None)
    for row in rows[columns[0] + 1 :]:
        label, found = _under(sheet, row, columns[1])
        name = row.at(tasks) if tasks is not None and label and not label.endswith(ENDS_OF_TOTALS) else None
        if name is not None:
            table.tasks.append(fill(sheet, table, FundRow(name.text[:30]), found))
            continue
        if not label:
            break
        if table.total is not None:
            table.sources.append(fill(sheet, table, FundRow(source_label(label)), {role: found[role] for role in found if role in (*AMOUNTS, RATE)}))
        elif any(found.get(role) for role in AMOUNTS) and _are_all(sheet, row, found):
            table.total = fill(sheet, table, FundRow(whole_label(label)), found)
            if tasks is not None:
                table.tasks_total = table.total
                break
        else:
            break
    return table.total is not None or bool(table.tasks)


def _under(sheet: Sheet, row: GridRow, columns: dict[str, int]) -> tuple[str, dict[str, Span | None]]:
    """The label of a row of money and the number under each head; no label where it is none, or a column of money holds words."""
    under = {role: cell for role, column in sorted(columns.items(), key=itemgetter(1)) if (cell := row.at(column)) is not None}
    found = {role: number(sheet, cell) for role, cell in under.items()}
    if any(found[role] is None and not under[role].blank for role in AMOUNTS if role in under):
        return "", found
    first = columns[money_columns(columns)[0]]
    return next((cell.text for cell in reversed(row.cells) if cell.column < first and not cell.blank), ""), found


def _are_all(sheet: Sheet, row: GridRow, found: dict[str, Span | None]) -> bool:
    """Whether the numbers under the heads are all that a row has."""
    return sum(span is not None for span in found.values()) == sum(number(sheet, cell) is not None for cell in row.cells)


def _by_pairs(sheet: Sheet, table: PerformanceTable, rows: list[GridRow]) -> bool:
    """预算数： | 500.00 | 执行数： | 480.00, under them 其中：财政拨款 of each, and 预算执行率 | 96% | 预算执行得分（20分） | 19.2."""
    for row in rows:
        if row.heads():
            break
        told = [(cell, *_labelled(sheet, row, cell)) for cell in row.cells]
        if table.total is None:
            amounts = {role: amount for _, label, amount in told for role, words in _PAIRED if words.fullmatch(label) and amount is not None}
            if len(amounts) == len(_PAIRED):
                table.total = fill(sheet, table, FundRow(whole_label("")), amounts)
            continue
        sources = [(label, amount) for _, label, amount in told if _SOURCE.fullmatch(label)]
        if len(sources) == len(_PAIRED) and sources[0][0] == sources[1][0]:
            source = FundRow(source_label(sources[0][0]))
            table.sources.append(fill(sheet, table, source, {role: amount for (role, _), (_, amount) in zip(_PAIRED, sources, strict=True)}))
        for cell, label, amount in told:
            weighed = _SCORED.fullmatch(sheet.text, cell.start, cell.end)
            if weighed is not None and amount is not None:
                fill(sheet, table, table.total, {WEIGHT: Span(*weighed.span(1), "分"), SCORE: amount})
            elif _RATED.fullmatch(label) and amount is not None:
                fill(sheet, table, table.total, {RATE: amount})
    return table.total is not None


def _by_labels(sheet: Sheet, table: PerformanceTable, rows: list[GridRow]) -> bool:
    """实施期资金总额 | 120.00 over 其中：财政拨款 | 100.00 and 其他资金 | 20.00, each amount right of its label or after it."""
    for index, row in enumerate(rows):
        for cell in row.cells:
            label, amount = _labelled(sheet, row, cell)
            match = _TOTAL.fullmatch(label)
            if match is None or amount is None:
                continue
            role = _PERIOD if match[1] else _YEAR
            if table.total is None:
                table.total = FundRow(label)
            if role in table.total.amounts:
                continue
            fill(sheet, table, table.total, {role: amount})
            known = {source.label: source for source in table.sources}
            for name, span in _below(sheet, rows, index, cell):
                source = known.pop(source_label(name), None)
                if source is None:
                    source = FundRow(source_label(name))
                    table.sources.append(source)
                fill(sheet, table, source, {role: span})
    return table.total is not None


def _labelled(sheet: Sheet, row: GridRow, cell: GridCell) -> tuple[str, Span | None]:
    """The label that a cell is, and its amount: in the cell after a colon, or in the next cell that is not blank."""
    inside = _INSIDE.fullmatch(sheet.text, cell.start, cell.end)
    if inside is not None:
        return "".join(inside[1].split()), Span(*inside.span(2))
    following = next((other for other in row.cells if other.column > cell.column and not other.blank), None)
    return cell.text.strip(_COLONS), number(sheet, following)


def _below(sheet: Sheet, rows: list[GridRow], index: int, total: GridCell) -> Iterator[tuple[str, Span | None]]:
    """The sources of a total: under its label, or right of it and in the rows that leave its column to it."""
    right = _next_total(sheet, rows[index], total)
    beside = _sources(sheet, rows[index], total, right, True)
    yield from beside
    for down, row in enumerate(rows[index + 1 :], 1):
        own = row.at(total.column)
        if beside and down >= total.rows and (own is None or not own.blank):
            return
        found = _sources(sheet, row, total, right, bool(beside))
        if not found:
            return
        yield from found


def _next_total(sheet: Sheet, row: GridRow, total: GridCell) -> int | None:
    """The column of the total of other years that stands right of one, whose sources are its own."""
    others = (cell.column for cell in row.cells if cell.column > total.column and _TOTAL.fullmatch(_labelled(sheet, row, cell)[0]))
    return next(others, None)


def _sources(sheet: Sheet, row: GridRow, total: GridCell, right: int | None, beside: bool) -> list[tuple[str, Span | None]]:
    """The sources in one row, as far as the next total: 其中：财政拨款 | 80.00 | 其他资金 | 20.00."""
    found: dict[str, Span | None] = {}
    for cell in row.cells:
        if cell.column < total.column + beside or right is not None and cell.column >= right or cell.blank:
            continue
        label, amount = _labelled(sheet, row, cell)
        if _SOURCE.fullmatch(label) and label not in found and (beside or found or cell.column == total.column):
            found[label] = amount
    return list(found.items())


def _tasks(sheet: Sheet, table: PerformanceTable, rows: list[GridRow]) -> None:
    """The tasks of the year, each with 总额 | 财政拨款 | 其他资金, and 金额合计 under them."""
    columns: dict[str, int] = {}
    for row in rows:
        heads = _task_columns(row)
        if columns and not heads and row.heads():
            return
        columns = heads or columns
        spans = {name: span for name, column in columns.items() if (span := number(sheet, row.at(column))) is not None}
        if heads or not spans:
            continue
        label = next((cell.text for cell in row.cells if not cell.blank and cell.column < columns[TASK_TOTAL]), "")
        task = fill(sheet, table, FundRow(label[:30]), spans)
        if label.endswith(ENDS_OF_TOTALS):
            table.tasks_total = task
            return
        table.tasks.append(task)


def _task_columns(row: GridRow) -> dict[str, int]:
    """总额 and the sources right of it, as far as the next 总额."""
    columns: dict[str, int] = {}
    for cell in row.cells:
        if _WHOLE.fullmatch(cell.text):
            if columns:
                break
            columns[TASK_TOTAL] = cell.column
        elif columns and _SOURCE_COLUMN.fullmatch(cell.text):
            columns[cell.text] = cell.column
    return columns if len(columns) > 1 else {}


# -- without cells --------------------------------------------------------------------------------------------------


def _by_lines(sheet: Sheet, table: PerformanceTable, start: int, end: int) -> None:
    for match in _LINES.finditer(sheet.text, start, end):
        role = _PERIOD if match[1].startswith(_PERIOD) else _YEAR
        if table.total is None:
            table.total = FundRow(match[1])
        if role in table.total.amounts:
            continue
        fill(sheet, table, table.total, {role: Span(*match.span(2))})
        for at in (3, 5):
            source = FundRow(match[at])
            printed = match[at + 1] and (at == 3 or _is_its_own(match))
            table.sources.append(fill(sheet, table, source, {role: Span(*match.span(at + 1)) if printed else None}))


def _is_its_own(match: "regex.Match[str]") -> bool:
    """Whether the amount of 其他资金 stands on its line, or on the next one and is what the total has beside the other source."""
    if "\n" not in match.string[match.end(5) : match.start(6)]:
        return True
    whole, fiscal, other = (Decimal(digits(match[at])) for at in (2, 4, 6))
    return whole - fiscal == other
