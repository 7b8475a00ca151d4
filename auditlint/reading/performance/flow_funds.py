"""The money of a self-evaluation whose cells are not known: words and numbers in a row, numbers broken across lines."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, islice, pairwise, product
from math import prod

from ...model.check import round_half_up
from ...model.performance import AMOUNTS, BUDGETED, RATE, SCORE, SPENT, WEIGHT, FundRow, PerformanceTable
from ...named import NamedTuple
from ...startup import pattern
from .sheet import Sheet, Span

_COLUMNS = pattern(
    r"(?P<年初预算>年初预|年初批复|年初安排)|(?P<全年预算>全年预|调整后?预|调整预)|(?P<全年执行>全年执|全年实际|预算执行数|实际执行|实际支出|执行数)"
    r"|(?P<分值>分值权重|分值|权重)|(?P<执行率>执行率)|(?P<得分>得分)"
)
_WHOLE = pattern(r"年度总?资金(?:总额|总计|合计)?|(?:项目|部门)?资金总额|总额|合计|总计|总资金")
#: The head of the names of tasks, each with its money in a row of its own, the total in the last.
TASK, ENDS_OF_TOTALS = "任务名称", ("合计", "总计")
_TOKEN = pattern(r"\S+")
_NUMBER = pattern(r"(-?\d[\d,]*\.?\d*)(%|分|万元|元)?$")
#: Cells that go with the number before them.
_FILLER = frozenset(("分", "%", "万元", "元"))
_TAIL = (WEIGHT, RATE, SCORE)
_MONEY_UNITS = ("", "万元", "元")
_OWN_UNITS = {WEIGHT: ("", "分"), RATE: ("", "%"), SCORE: ("", "分")}
_DASHES = "-—－–─/／"
#: What a source is called beside its name, and what it is called without one.
_AROUND = pattern(r"[（(]万元[)）]|^(?:项目资金)?(?:部门资金)?")
_MONEY, _ALL_MONEY = "资金", "资金总额"
#: No more readings of broken rows than this are weighed against each other, and no longer row is one.
_MOST = 256
_LONGEST = 24


class _Cell(NamedTuple):
    """A cell of a row: ``span`` is ``None`` for a blank; ``first`` tells that it begins its line."""

    span: Span | None
    first: bool = False
    joined: bool = False

    @property
    def unit(self) -> str:
        return self.span.unit if self.span is not None else ""


class _Row(NamedTuple):
    """A label and the cells after it."""

    label: str
    cells: list[_Cell]


_Reading = dict[str, _Cell]


def named(header: str) -> tuple[str, ...]:
    """The columns of a self-evaluation's money that a header names, in order."""
    return tuple(dict.fromkeys(match.lastgroup for match in _COLUMNS.finditer(header) if match.lastgroup is not None))


def money_columns(names: dict[str, int] | tuple[str, ...]) -> list[str]:
    """The columns of amounts among ``names``; empty where these head no self-evaluation."""
    money = [role for role in AMOUNTS if role in names]
    return money if SPENT in money and len(money) > 1 else []


def fill(sheet: Sheet, table: PerformanceTable, row: FundRow, cells: Mapping[str, Span | None]) -> FundRow:
    """Make the figures of a row; a column without one is blank."""
    for role, span in cells.items():
        if span is None:
            row.blanks.append(role)
        elif role == WEIGHT:
            row.weight = sheet.figure(Span(span.start, span.end, "分"), role, row.label)
        elif role == SCORE:
            row.score = sheet.figure(Span(span.start, span.end, "分"), role, row.label)
        elif role == RATE:  # without its sign it is a percentage unless it can only be a ratio
            row.rate = sheet.figure(Span(span.start, span.end, "%" if span.unit or abs(sheet.value(span)) > 2 else ""), role, row.label)
        else:
            row.amounts[role] = sheet.figure(Span(span.start, span.end, table.unit), role, row.label)
    return row


@lru_cache(maxsize=256)
def whole_label(label: str) -> str:
    """What the row of the total is called."""
    names = _WHOLE.findall(label)
    return names[-1] if names else _ALL_MONEY


@lru_cache(maxsize=256)
def source_label(label: str) -> str:
    """What a source is called."""
    return _AROUND.sub("", label).strip("：:，,") or _MONEY


def flow_funds(sheet: Sheet, table: PerformanceTable, start: int, end: int) -> None:
    """Read the rows of money of ``sheet.text[start:end]`` into ``table``; what is not understood is left alone."""
    rows = list(_rows(sheet, sheet.starts[sheet.line(start)], end))
    if not rows:
        return
    columns = _columns(rows[0])
    if TASK in rows[0].label:
        _flow_tasks(sheet, table, rows, columns)
        return
    whole = _whole(sheet, rows[0], columns)
    if whole is None:
        return
    table.total = fill(sheet, table, FundRow(whole_label(rows[0].label)), _spans(whole))
    for row, (reading, sure) in zip(rows[1:], _sources(sheet, rows[1:], columns, whole), strict=True):
        source = FundRow(source_label(row.label))
        source.sure = sure and bool(reading)
        if sure or not any(cell.joined for cell in reading.values()):
            fill(sheet, table, source, _spans(reading))
        table.sources.append(source)


def _flow_tasks(sheet: Sheet, table: PerformanceTable, rows: list[_Row], columns: list[str]) -> None:
    """The tasks as far as their total, where every row prints a number for each column."""
    last = next((at for at, row in enumerate(rows) if row.label.endswith(ENDS_OF_TOTALS)), 0)
    if not last or not columns or any(len(row.cells) != len(columns) for row in rows[: last + 1]):
        return
    made = [fill(sheet, table, FundRow(source_label(row.label)[-30:]), _spans(dict(zip(columns, row.cells, strict=True)))) for row in rows[: last + 1]]
    *table.tasks, table.total = made
    table.tasks_total = table.total


def _spans(reading: _Reading) -> dict[str, Span | None]:
    return {role: cell.span for role, cell in reading.items()}


def _rows(sheet: Sheet, start: int, end: int) -> Iterator[_Row]:
    """The rows of a text: words, and the cells behind them; a row has a number at least."""
    words: list[str] = []
    cells: list[_Cell] = []
    at = start
    for match in _TOKEN.finditer(sheet.text, start, end):
        part = match.group()
        first = at == start or "\n" in sheet.text[at : match.start()]
        at = match.end()
        if not _take(sheet, cells, bool(words), match.start(), part, first):
            if any(cell.span is not None for cell in cells):
                yield _Row("".join(words), cells)
            if cells:
                words, cells = [], []
            words.append(part)
    if any(cell.span is not None for cell in cells):
        yield _Row("".join(words), cells)


def _take(sheet: Sheet, cells: list[_Cell], labelled: bool, start: int, part: str, first: bool) -> bool:
    """Take what stands between spaces into the cells of a row; ``False`` where it is a word."""
    found = _NUMBER.match(part)
    if found is not None:
        _append(sheet, cells, _Cell(Span(start, start + len(found[1]), found[2] or ""), first))
    elif not part.strip(_DASHES):
        if cells or not labelled:
            cells.append(_Cell(None))
    elif part in _FILLER:
        last = cells[-1].span if cells else None
        if last is not None:
            cells[-1] = cells[-1]._replace(span=last._replace(unit=part))
    else:
        return False
    return True


def _append(sheet: Sheet, cells: list[_Cell], cell: _Cell) -> None:
    """``2138.`` and ``15`` on the next line are one number."""
    last = cells[-1].span if cells else None
    assert cell.span is not None
    if last is not None and not last.unit and sheet.text[last.end - 1] == "." and sheet.digits(cell.span).isdigit():
        cells[-1] = cells[-1]._replace(span=Span(last.start, cell.span.end, cell.span.unit))
    else:
        cells.append(cell)


def _columns(first: _Row) -> list[str]:
    """The roles of the columns in order; empty where the header does not tell."""
    found = named(first.label)
    money = money_columns(found)
    if money and len(first.cells) == len(money) + len(_TAIL):
        rates = [at for at, cell in enumerate(first.cells) if cell.unit == "%"]
        if len(rates) == 1 and len(money) <= rates[0]:
            tail = [WEIGHT, SCORE]
            tail.insert(rates[0] - len(money), RATE)
            return money + tail
    return money + [role for role in found if role in _TAIL] if money else []


def _whole(sheet: Sheet, row: _Row, columns: list[str]) -> _Reading | None:
    """The row of the total, of which every column is printed (the last may be blank).

    Where numbers are broken across lines they are joined so that the rate of execution fits.
    """
    over = len(row.cells) - len(columns)
    if not columns or over < -1 or (over < 0 and columns[-1] != SCORE):
        return None
    if over > 0:
        readings = (dict(zip(columns, cells, strict=True)) for cells in _mergers(sheet, row.cells, over))
        return next((reading for reading in readings if _rate_fits(sheet, reading)), None)
    reading = dict(zip(columns, row.cells, strict=False))
    return reading if all(cell.unit in _OWN_UNITS.get(role, _MONEY_UNITS) for role, cell in reading.items()) else None


def _mergers(sheet: Sheet, cells: list[_Cell], over: int) -> Iterator[list[_Cell]]:
    """The ways to have ``over`` cells fewer by joining numbers with what begins the next line."""
    if len(cells) > _LONGEST:
        return
    seams = [at for at, (before, cell) in enumerate(pairwise(cells), 1) if cell.first and before.span and cell.span and not before.unit]
    for chosen in islice(combinations(seams, over), _MOST):
        merged = _merged(cells, chosen)
        if all(_NUMBER.match(sheet.digits(cell.span)) for cell in merged if cell.span is not None):
            yield merged


def _merged(cells: list[_Cell], seams: Sequence[int]) -> list[_Cell]:
    """The cells with those at some seams joined to the ones before them."""
    merged: list[_Cell] = []
    for at, cell in enumerate(cells):
        last = merged[-1].span if at in seams else None
        if last is not None and cell.span is not None:
            merged[-1] = _Cell(Span(last.start, cell.span.end, cell.span.unit), merged[-1].first, True)
        else:
            merged.append(cell)
    return merged


def _rate_fits(sheet: Sheet, reading: _Reading) -> bool:
    rate, budget, executed = (reading.get(role, _Cell(None)).span for role in (RATE, BUDGETED, SPENT))
    if rate is None or budget is None or executed is None or not sheet.value(budget):
        return False
    places = Decimal((0, (1,), -len(sheet.digits(rate).partition(".")[2])))
    return round_half_up(sheet.value(executed) / sheet.value(budget) * 100, places) == sheet.value(rate)


def _value(sheet: Sheet, cell: _Cell | None) -> Decimal:
    return sheet.value(cell.span) if cell is not None and cell.span is not None else Decimal(0)


def _sources(sheet: Sheet, rows: list[_Row], columns: list[str], whole: _Reading) -> list[tuple[_Reading, bool]]:
    """Which amount stands in which column (and whether that is sure): as most columns add up under it."""
    money = [role for role in columns if role not in _TAIL]
    choices = [_placements(sheet, row, money, columns) for row in rows]
    best, sure = [choice[0] for choice in choices], False
    if 1 < prod(map(len, choices)) <= _MOST:
        ways = [list(readings) for readings in product(*choices)]
        holds = [sum(_total(sheet, readings, role) == _value(sheet, whole.get(role)) for role in money) for readings in ways]
        best, sure = ways[holds.index(max(holds))], max(holds) * 2 > len(money)
    return [(reading, sure or len(choice) == 1) for reading, choice in zip(best, choices, strict=True)]


def _total(sheet: Sheet, readings: list[_Reading], role: str) -> Decimal:
    return sum((_value(sheet, reading.get(role)) for reading in readings), Decimal(0))


def _placements(sheet: Sheet, row: _Row, money: list[str], columns: list[str]) -> list[_Reading]:
    """The ways to read a row of sources, the most natural first."""
    size = len(money)
    cells = row.cells if len(row.cells) in (len(columns), size) else _without_blank_tail(row.cells)
    if len(cells) == len(columns):
        placed = dict(zip(columns, cells, strict=True))
        return [{role: placed[role] for role in columns if role in (*money, RATE)}]
    if len(cells) == size:
        return [dict(zip(money, cells, strict=True))]
    numbers = [cell for cell in cells if cell.span is not None]
    if len(numbers) < size:
        return _fewer(sheet, numbers, money)
    if len(numbers) < len(cells):
        return [{}]
    return [dict(zip(money, merged, strict=True)) for merged in _mergers(sheet, cells, len(cells) - size)] or [{}]


def _fewer(sheet: Sheet, numbers: list[_Cell], money: list[str]) -> list[_Reading]:
    """The columns that fewer numbers than there are columns may stand in; zeros may as well be the first."""
    if not any(_value(sheet, cell) for cell in numbers):
        return [dict(zip(money, numbers, strict=False))]
    return [dict(zip(chosen, numbers, strict=True)) for chosen in combinations(money, len(numbers))]


def _without_blank_tail(cells: list[_Cell]) -> list[_Cell]:
    """The cells without blank ones behind the last number, where weight, rate and score would stand."""
    last = max((at for at, cell in enumerate(cells) if cell.span is not None), default=0)
    return cells[: max(last + 1, len(cells) - len(_TAIL))]
