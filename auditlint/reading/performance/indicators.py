"""The indicators of a performance table: name, target, actual, weight and score.

Where the cells are known the head tells which column is which; elsewhere the two bare numbers that end a row do.  The
reading under which the weights make a hundred and the scores add up is taken, whichever it is.
"""

from collections.abc import Iterator

from ...model.performance import RATE, SCORE, WEIGHT, Indicator, PerformanceTable, WeightGroup
from ...model.phrasing import phrase
from ...startup import pattern
from .cells import Goals, by_cells
from .flow import flow
from .grid import ACTUAL, REMARK, TARGET, GridRow
from .rows import Draft, Reading, adds_up
from .sheet import Sheet, Span, incomparable, settle

_OPERATORS = {
    "≥": ">=", "≧": ">=", ">=": ">=", "不低于": ">=", "不少于": ">=", "不小于": ">=", "≤": "<=", "≦": "<=", "<=": "<=", "不超过": "<=",
    "不高于": "<=", "不大于": "<=", "不多于": "<=", "=": "=", "==": "=", ">": ">", "﹥": ">", "<": "<", "﹤": "<", "=>": ">=", "=<": "<=",
    "≥=": ">=", "≤=": "<=", "＞": ">", "＜": "<", "＝": "=", "＞=": ">=", "＜=": "<=",
}  # fmt: skip
#: What figures are of that stand in no row of an indicator.
_STATED_NAME, _COSTS, _TOTAL = "分值权重", "成本指标", "总分"
_SET_BEFORE = phrase("target-alone")
#: What a head says of all weights below it, 分值权重（90分）, and what the rate of execution weighs, 执行率分值（10分）.
_STATED = pattern(r"(?:(?<!率)分\s*值(?:\s*权\s*重)?|权\s*重)\s*[（(]\s*(\d{1,2})\s*分\s*[）)]")
#: What a remark says was taken off, and a remark that gives no reason for anything.
_TAKEN_OFF, _NO_REASON = pattern(r"扣[减除]?\s*(\d+(?:\.\d+)?)\s*分"), pattern(r"\W*(?:[无已达按]|不存在|没有|全部|完成|正常|超额)|.{0,3}$")
_RATE = pattern(r"执\s*行\s*(?:率|情\s*况)?\s*(?:分\s*值|权\s*重)?\s*[（(]\s*(\d{1,2})\s*分\s*[）)]")


def read_indicators(sheet: Sheet, table: PerformanceTable, rows: list[GridRow], start: int) -> list[PerformanceTable]:
    """Read the rows into ``table``; the further projects of a table of several are tables of their own."""
    rate = _RATE.search(sheet.text, 0, start)
    if rate is not None and (table.total is None or table.total.weight is None):
        table.rate_weight = sheet.figure(Span(*rate.span(1), "分"), WEIGHT, RATE)
    table.stated_weights = [
        sheet.figure(Span(*match.span(1), "分"), WEIGHT, _STATED_NAME) for match in _STATED.finditer(sheet.text, start)
    ]  # fmt: skip
    goals = by_cells(sheet, rows)
    further: list[PerformanceTable] = []
    reading = _choose(sheet, table, goals, start)
    if reading is not None:
        further = list(_take(sheet, table, reading))
    for cell in goals.targets:
        first = sheet.offset(cell.start)
        found = [figure for at in range(first, first + len(cell.text)) if (figure := sheet.known.get(at)) is not None]
        table.targets += found
        for figure in found:
            figure.role, figure.reason = TARGET, _SET_BEFORE
    table.costs = [sheet.figure(span, TARGET, _COSTS) for span in goals.costs] if not table.evaluated else []
    return further


def _choose(sheet: Sheet, table: PerformanceTable, goals: Goals, start: int) -> Reading | None:
    """The reading that adds up, or else the first whose head tells which column is which and that nothing speaks against.

    Without a head two columns may make a hundred by chance: the scores must add up as well.
    """
    readings = []
    if goals.reading.rows:
        readings.append(goals.reading)
    if not readings or not adds_up(sheet, table, goals.reading):
        readings += flow(sheet, table, start) if goals.reading.rows or not goals.targets else []
    for reading in readings:
        if (reading.ordered or reading.score is not None) and adds_up(sheet, table, reading):
            return reading._replace(doubt=None)
    ordered = [reading for reading in readings if reading.ordered]
    return next((reading for reading in ordered if not reading.doubt), next(iter(ordered), None))


def _take(sheet: Sheet, table: PerformanceTable, reading: Reading) -> Iterator[PerformanceTable]:
    """Make the figures of a reading."""
    tables = [table]
    for at, row in enumerate(reading.rows):
        if at and row.project != reading.rows[at - 1].project:
            table = PerformanceTable(table.title, table.kind)
            tables.append(table)
        table.project = row.project or table.project
        table.doubt = reading.doubt
        table.indicators.append(_indicator(sheet, row))
    if reading.weight is not None:
        table.total_weight = sheet.figure(reading.weight, WEIGHT, _TOTAL)
    if reading.score is not None:
        table.total_score = sheet.figure(reading.score, SCORE, _TOTAL)
    for span, (label, members) in reading.groups.items():
        table.groups.append(WeightGroup(sheet.figure(span, WEIGHT, label), [table.indicators[member].weight for member in members]))
    for each in tables:
        settle(each.weights)
        settle(each.scores + ([each.total_score] if each.total_score is not None else []))
    yield from tables[1:]


def _indicator(sheet: Sheet, row: Draft) -> Indicator:
    target, actual = row.target, row.actual
    found = Indicator(row.name, sheet.figure(Span(row.weight.start, row.weight.end, "分"), WEIGHT, row.name))
    if row.score is not None:
        found.score = sheet.figure(Span(row.score.start, row.score.end, "分"), SCORE, row.name)
    words = sheet.text[row.remark.start : row.remark.end].strip() if row.remark is not None else ""
    taken = list(_TAKEN_OFF.finditer(sheet.text, row.remark.start, row.remark.end)) if row.remark is not None else []
    if len(taken) == 1:
        found.taken_off = sheet.figure(Span(*taken[0].span(1), "分"), REMARK, row.name)
    found.explained = not (taken or _NO_REASON.match(words))
    if target is not None and actual is not None:
        unit = _of_target(sheet, target, actual)
        found.operator = _OPERATORS.get(row.operator, "")
        found.target = sheet.figure(Span(target.start, target.end, target.unit.strip("?")), TARGET, row.name)
        found.actual = sheet.figure(Span(actual.start, actual.end, unit.strip("?")), ACTUAL, row.name)
        found.reason = found.target.reason = found.actual.reason = incomparable(target.unit, unit)
    return found


def _of_target(sheet: Sheet, target: Span, actual: Span) -> str:
    """The unit of an actual: one that is not printed is that of the target, unless 0.98 may stand for 98%."""
    return target.unit if not actual.unit and (target.unit != "%" or sheet.value(actual) > 2) else actual.unit
