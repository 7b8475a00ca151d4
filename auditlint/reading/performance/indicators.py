"""The indicators of a performance table: name, target, actual, weight and score.

Where the cells are known the head tells which column is which; elsewhere the two bare numbers that end a row do.  The
reading under which the weights make a hundred and the scores add up is taken, whichever it is.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ...model.performance import Indicator, PerformanceTable, WeightGroup
from ...startup import pattern
from .grid import GridRow, number, quantity
from .sheet import Sheet, Span, incomparable, settle

OPERATOR = pattern(r"[><≥≤=＝＞＜﹥﹤≧≦]=?|不低于|不少于|不小于|不超过|不高于|不大于|不多于")
_OPERATORS = {
    "≥": ">=", "≧": ">=", ">=": ">=", "不低于": ">=", "不少于": ">=", "不小于": ">=", "≤": "<=", "≦": "<=", "<=": "<=", "不超过": "<=",
    "不高于": "<=", "不大于": "<=", "不多于": "<=", "=": "=", "==": "=", ">": ">", "﹥": ">", "<": "<", "﹤": "<", "=>": ">=", "=<": "<=",
    "≥=": ">=", "≤=": "<=", "＞": ">", "＜": "<", "＝": "=", "＞=": ">=", "＜=": "<=",
}  # fmt: skip
_TOTAL_CELL = pattern(r"(?:总得?分|合计|总计)(?:[（(][^）)]{0,8}[）)])?[：:]?")
GROUP = pattern(r"(产出|成本|效益|满意度|过程|决策|运行成本|管理效率|履职效能|社会效应)指标\s*[（(]\s*(\d+)\s*分?\s*[）)]")
#: What a head says of all weights below it, 分值权重（90分）, and what the rate of execution weighs, 执行率分值（10分）.
_STATED = pattern(r"(?:(?<!率)分\s*值(?:\s*权\s*重)?|权\s*重)\s*[（(]\s*(\d{1,2})\s*分\s*[）)]")
_RATE = pattern(r"执\s*行\s*率\s*分\s*值\s*[（(]\s*(\d{1,2})\s*分\s*[）)]")
#: The unit that a name ends with, 面积（平方米）.
_UNIT_OF_NAME = pattern(r"[（(]([^（）()]{1,6})[）)]$")
_HUNDRED = Decimal(100)


class Draft(NamedTuple):
    """A row before its figures are made."""

    name: str
    weight: Span
    score: Span | None = None
    operator: str = ""
    target: Span | None = None
    actual: Span | None = None
    project: str = ""


class Reading(NamedTuple):
    """One way to read all rows: ``weight`` and ``score`` are those of the row 总分, ``groups`` tell which rows a head is over.

    ``doubt`` tells why rows may be missing or misread, "" where nothing speaks against it; ``ordered`` tells that it is known
    which column is which.
    """

    rows: list[Draft]
    weight: Span | None = None
    score: Span | None = None
    doubt: str = ""
    ordered: bool = True
    groups: dict[Span, tuple[str, list[int]]] = {}


def read_indicators(sheet: Sheet, table: PerformanceTable, rows: list[GridRow], start: int) -> list[PerformanceTable]:
    """Read the rows into ``table``; the further projects of a table of several are tables of their own."""
    from .flow import flow  # most tables of cells need none of it

    text = sheet.text
    rate, stated = _RATE.search(text), _STATED.search(text, start)
    if rate is not None:
        table.rate_weight = sheet.figure(Span(*rate.span(1), "分"), "分值", "执行率")
    if stated is not None:
        table.stated_weight = sheet.figure(Span(*stated.span(1), "分"), "分值", "分值权重")
    readings = (reading for read in (_by_cells(sheet, rows), flow(sheet, table, start)) for reading in read)
    first: Reading | None = None
    chosen: Reading | None = None
    for reading in readings:
        if not reading.rows:
            continue
        first = first or reading
        if adds_up(sheet, table, reading):
            chosen = reading._replace(doubt="", ordered=True)
            break
        if not reading.doubt and chosen is None:
            chosen = reading
    chosen = chosen or first
    return [] if chosen is None else list(_take(sheet, table, chosen))


def adds_up(sheet: Sheet, table: PerformanceTable, reading: Reading) -> bool:
    """Whether the weights of each project make what the table says, and the scores add up to the total."""
    own = table.total
    sums: dict[str, Decimal] = {}
    for row in reading.rows:
        sums[row.project] = sums.get(row.project, Decimal(0)) + sheet.value(row.weight)
    rate = table.rate_weight or (own.weight if own is not None else None)
    with_rate = rate.value if rate is not None else Decimal(0)
    whole = sheet.value(reading.weight) if reading.weight is not None else _HUNDRED
    if table.stated_weight is not None:
        whole = table.stated_weight.value + with_rate
    if any(weight + with_rate != whole for weight in sums.values()):
        return False
    if reading.score is None:
        return True
    scores = sum((sheet.value(row.score) for row in reading.rows if row.score is not None), Decimal(0))
    return scores + (own.score.value if own is not None and own.score is not None else 0) == sheet.value(reading.score)


def _take(sheet: Sheet, table: PerformanceTable, reading: Reading) -> Iterator[PerformanceTable]:
    """Make the figures of a reading."""
    tables = [table]
    for number_, row in enumerate(reading.rows):
        if number_ and row.project != reading.rows[number_ - 1].project:
            table = PerformanceTable(table.title, table.kind)
            tables.append(table)
        table.project = table.project or row.project
        table.doubt = reading.doubt
        table.indicators.append(_indicator(sheet, row))
        if not reading.ordered:
            table.indicators[-1].reason = reading.doubt
    if reading.weight is not None:
        table.total_weight = sheet.figure(reading.weight, "分值", "总分")
    if reading.score is not None:
        table.total_score = sheet.figure(reading.score, "得分", "总分")
    for span, (label, members) in reading.groups.items():
        table.groups.append(WeightGroup(sheet.figure(span, "分值", label), [table.indicators[at].weight for at in members]))
    for each in tables:
        settle(each.weights)
        settle(each.scores + ([each.total_score] if each.total_score is not None else []))
    yield from tables[1:]


def _indicator(sheet: Sheet, row: Draft) -> Indicator:
    target, actual = row.target, row.actual
    found = Indicator(row.name, sheet.figure(row.weight._replace(unit="分"), "分值", row.name))
    if row.score is not None:
        found.score = sheet.figure(row.score._replace(unit="分"), "得分", row.name)
    if target is not None and actual is not None:
        actual = actual._replace(unit=_of_target(sheet, target, actual))
        found.operator = _OPERATORS.get(row.operator, "=" if row.operator else "")
        found.target = sheet.figure(target._replace(unit=target.unit.strip("?")), "指标值", row.name)
        found.actual = sheet.figure(actual._replace(unit=actual.unit.strip("?")), "完成值", row.name)
        found.reason = found.target.reason = found.actual.reason = incomparable(target.unit, actual.unit)
    return found


def _of_target(sheet: Sheet, target: Span, actual: Span) -> str:
    """The unit of an actual: one that is not printed is that of the target, unless 0.98 may stand for 98%."""
    return target.unit if not actual.unit and (target.unit != "%" or sheet.value(actual) > 2) else actual.unit


def total_of(numbers: list[Span], sheet: Sheet) -> tuple[Span | None, Span | None]:
    """The weight and the score of the row 总分, which may print one of them alone."""
    spans = [Span(span.start, span.end, "分") for span in numbers]
    if len(spans) == 2:
        return spans[0], spans[1]
    if len(spans) == 1 and sheet.digits(spans[0]) == "100":
        return spans[0], None
    return None, spans[0] if spans else None


# -- by cells -------------------------------------------------------------------------------------------------------


def _by_cells(sheet: Sheet, rows: list[GridRow]) -> Iterator[Reading]:
    """The rows under a head that names a column of weights, as far as the row 总分."""
    widths: dict[int | None, int] = {}
    for row in rows:
        widths[row.table] = max(widths.get(row.table, 0), max(cell.column + cell.columns for cell in row.cells))
    columns: dict[str, int] = {}
    table: int | None = None
    drafts: list[Draft] = []
    groups: dict[str, tuple[Span, list[int]]] = {}
    doubt = ""
    open_groups: list[tuple[int, list[int]]] = []
    total: tuple[Span | None, Span | None] = (None, None)
    for index, row in enumerate(rows):
        heads = row.heads()
        if heads:
            columns = {name: cell.column for name, cell in heads.items()} if "分值" in heads else {}
            table = row.table
            continue
        if not columns:
            continue
        if any(_TOTAL_CELL.fullmatch(cell.text) for cell in row.cells):
            total = total_of([span for cell in row.cells if (span := number(sheet, cell)) is not None], sheet)
            break
        _enter_groups(sheet, row, index, groups, open_groups)
        shift = widths[row.table] - widths[table]
        draft = _draft(sheet, row, {name: column + shift for name, column in columns.items()}, drafts[-1].project if drafts else "")
        if draft is None:
            named = row.at(columns["指标"] + shift)
            weight = row.at(columns["分值"] + shift)
            if named is not None and not named.blank and weight is not None and weight.blank:
                doubt = "有的行没有印出分值"
            continue
        if "得分" in columns and draft.score is None:
            doubt = "有的行没有同时印出分值与得分"
        for last, members in open_groups:
            if index < last:
                members.append(len(drafts))
        drafts.append(draft)
    yield Reading(drafts, *total, doubt, groups={span: (label, members) for label, (span, members) in groups.items()})


def _enter_groups(
    sheet: Sheet, row: GridRow, index: int, groups: dict[str, tuple[Span, list[int]]], open_groups: list[tuple[int, list[int]]]
) -> None:
    """产出指标（50分） in a cell over several rows heads just these; on the next page it goes on."""
    for cell in row.cells:
        match = GROUP.search(sheet.text, cell.start, cell.end)
        if match is not None:
            _, members = groups.setdefault(f"{match[1]}指标", (Span(*match.span(2), "分"), []))
            open_groups.append((index + cell.rows, members))


def _draft(sheet: Sheet, row: GridRow, columns: dict[str, int], project: str) -> Draft | None:
    cells = {name: row.at(column) for name, column in columns.items()}
    weight = number(sheet, cells["分值"])
    if weight is None or weight.unit not in ("", "分", "%"):
        return None
    name = cells["指标"].text if cells["指标"] is not None else ""
    own = cells.get("项目")
    unit_cell, sign_cell = cells.get("单位"), cells.get("性质")
    bracket = _UNIT_OF_NAME.search(name)
    unit = unit_cell.text if unit_cell is not None else bracket[1] if bracket is not None else ""
    target, actual = quantity(sheet, cells.get("指标值"), OPERATOR), quantity(sheet, cells.get("完成值"), OPERATOR)
    if target is None or actual is None:
        return Draft(name[-30:], weight, number(sheet, cells.get("得分")), project=own.text if own is not None and own.text else project)
    sign = target[0] or (sign_cell.text if sign_cell is not None and OPERATOR.fullmatch(sign_cell.text) else "")
    spans = [span if span.unit else span._replace(unit=unit) for span in (target[1], actual[1])]
    return Draft(name[-30:], weight, number(sheet, cells.get("得分")), sign, *spans, project=own.text if own is not None and own.text else project)
