"""The money of a performance table: 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分, for the total and its sources."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, islice, product
from typing import NamedTuple

from ..model.check import round_half_up
from ..model.performance import AMOUNTS, FundRow, PerformanceTable
from ..startup import pattern
from .sheet import Sheet, settle

_NUMBER = pattern(r"(-?\d[\d,]*\.?\d*)(%|分|万元|元)?$")
#: Cells that go with the number before them.
_FILLER = frozenset(("分", "%", "万元", "元"))
_BLANK = frozenset("-—－–─/／")
_COLUMNS = pattern(
    r"(?P<年初预算>年初预|年初批复|年初安排)|(?P<全年预算>全年预|调整后?预|调整预)|(?P<全年执行>全年执|全年实际|预算执行数|实际执行|实际支出|执行数)"
    r"|(?P<分值>分值权重|分值|权重)|(?P<执行率>执行率)|(?P<得分>得分)"
)
_UNIT = pattern(r"[（(：:](万元|亿元|元)")
_WHOLE = pattern(r"年度总?资金(?:总额|总计|合计)?|(?:项目|部门)?资金总额|总额|合计|总计|总资金")
_TAIL = ("分值", "执行率", "得分")
_MONEY_UNITS = ("", "万元", "元")
_OWN_UNITS = {"分值": ("", "分"), "执行率": ("", "%"), "得分": ("", "分")}
#: No more readings of broken rows than this are weighed against each other.
_MOST = 256


class Cell(NamedTuple):
    """A cell of a row: ``text`` is "" for a blank.

    ``line`` and ``number`` tell the line it stands on and its place there; ``before`` are the words before it on that
    line, ``None`` where a number is among them.  ``joined`` is the rest of a number that goes on in a later cell.
    """

    text: str
    unit: str = ""
    line: int = 0
    number: int = 0
    before: str | None = None
    joined: "Cell | None" = None

    @property
    def digits(self) -> str:
        """The whole number."""
        return self.text if self.joined is None else self.text + self.joined.digits


class Row(NamedTuple):
    """A label and the cells after it."""

    label: str
    cells: list[Cell]


_EMPTY = Cell("")
Reading = dict[str, Cell]


def read_funds(sheet: Sheet, table: PerformanceTable, start: int, end: int) -> None:
    """Read the money rows of ``sheet.text[start:end]`` into ``table``; what is not understood is left alone."""
    rows = _rows(sheet, start, end)
    if not rows:
        return
    header = rows[0].label
    unit = _UNIT.search(header) or _UNIT.search(sheet.text, 0, end)
    table.unit = unit.group(1) if unit is not None else ""
    columns = _columns(header, rows[0])
    if not columns:
        return
    money = [column for column in columns if column in AMOUNTS]
    whole = _whole(rows[0], columns)
    if whole is None:
        return
    total = FundRow(_label(header))
    _fill(sheet, table.unit, total, whole)
    table.total = total
    for row, (reading, sure) in zip(rows[1:], _sources(rows[1:], money, columns, whole), strict=True):
        source = FundRow(_plain(row.label))
        source.sure = sure and bool(reading)
        if sure or not any(cell.joined and not cell.text.endswith(".") for cell in reading.values()):
            _fill(sheet, table.unit, source, reading)
        table.sources.append(source)
    settle([figure for row in (total, *table.sources) for figure in row.amounts.values()])


def _rows(sheet: Sheet, start: int, end: int) -> list[Row]:
    rows: list[Row] = []
    words: list[str] = []
    cells: list[Cell] = []
    dangling = False
    top = sheet.line(start)
    for line, content in enumerate(sheet.text[sheet.starts[top] : end].split("\n"), top):
        before: str | None = ""
        number = -1
        for part in content.split("\t") if "\t\t" in content else content.split():
            number += bool(part)
            first = part[:1]
            if first.isdigit() or (first == "-" and len(part) > 1):
                match = _NUMBER.match(part)
                if match is not None:
                    text, unit = match.groups()
                    cells.append(Cell(text, unit or "", line, number, before))
                    before = None
                    dangling = dangling or text[-1] == "."
                    continue
            if first in _BLANK and not part.strip("-—－–─/／"):
                if cells or not words:
                    cells.append(_EMPTY)
            elif part in _FILLER:
                if cells:
                    cells[-1] = cells[-1]._replace(unit=part)
            else:
                if cells:
                    rows.append(Row("".join(words), cells))
                    words, cells = [], []
                words.append(part)
            if before is not None:
                before += part
    rows.append(Row("".join(words), cells))
    if dangling:
        rows = [Row(row.label, _joined(row.cells)) for row in rows]
    return [row for row in rows if any(cell.text for cell in row.cells)]


def _joined(cells: list[Cell]) -> list[Cell]:
    """``2138.`` and ``15`` on the next line are one number."""
    out: list[Cell] = []
    for cell in cells:
        if out and out[-1].text.endswith(".") and not out[-1].unit and cell.text.isdigit():
            out[-1] = _join(out[-1], cell)
        else:
            out.append(cell)
    return out


def _join(first: Cell, second: Cell) -> Cell:
    rest = second if first.joined is None else _join(first.joined, second)
    return first._replace(joined=rest, unit=second.unit)


def _columns(header: str, first: Row) -> list[str]:
    """The roles of the columns in order; empty where the header does not tell."""
    found = _named(header)
    money = [role for role in AMOUNTS if role in found]
    if "全年执行" not in money or len(money) < 2:
        return []
    if len(first.cells) == len(money) + 3:
        rates = [at for at, cell in enumerate(first.cells) if cell.unit == "%"]
        if len(rates) == 1 and len(money) <= rates[0]:
            tail = ["分值", "得分"]
            tail.insert(rates[0] - len(money), "执行率")
            return money + tail
    return money + [role for role in found if role in _TAIL]


@lru_cache(maxsize=256)
def _named(header: str) -> tuple[str, ...]:
    """The columns that a header names, in order."""
    return tuple(dict.fromkeys(match.lastgroup for match in _COLUMNS.finditer(header) if match.lastgroup is not None))


def _whole(row: Row, columns: list[str]) -> Reading | None:
    """The row of the total, of which every column is printed (the last may be blank)."""
    over = len(row.cells) - len(columns)
    if over > 0:
        return _merged(row, columns, over)
    if over < -1 or (over and columns[-1] != "得分"):
        return None
    reading = dict(zip(columns, row.cells, strict=False))
    return reading if all(cell.unit in _OWN_UNITS.get(role, _MONEY_UNITS) for role, cell in reading.items()) else None


def _merged(row: Row, columns: list[str], over: int) -> Reading | None:
    """A total with numbers broken across lines: join them so that the rate of execution fits."""
    for cells in _mergers(row.cells, over):
        reading = dict(zip(columns, cells, strict=True))
        if _rate_fits(reading):
            return reading
    return None


def _mergers(cells: list[Cell], over: int) -> Iterator[list[Cell]]:
    """The ways to have ``over`` cells fewer by joining numbers with what begins the next line."""
    seams = [
        at for at in range(1, len(cells))
        if cells[at].before == "" and cells[at - 1].text and cells[at].text and not cells[at - 1].unit
    ]  # fmt: skip
    for chosen in islice(combinations(seams, over), _MOST):
        merged: list[Cell] = []
        for at, cell in enumerate(cells):
            if at in chosen:
                merged[-1] = _join(merged[-1], cell)
            else:
                merged.append(cell)
        if all(map(_sound, merged)):
            yield merged


def _sound(cell: Cell) -> bool:
    """Whether a joined number is one."""
    return cell.digits.count(".") < 2 and "-" not in cell.digits[1:]


def _rate_fits(reading: Reading) -> bool:
    rate, budget, executed = (reading.get(role) for role in ("执行率", "全年预算", "全年执行"))
    if rate is None or budget is None or executed is None or not (rate.text and executed.text) or not _value(budget):
        return False
    places = Decimal((0, (1,), -len(rate.digits.partition(".")[2])))
    return round_half_up(_value(executed) / _value(budget) * 100, places) == _value(rate)


def _value(cell: Cell | None) -> Decimal:
    return Decimal(cell.digits.rstrip(".").replace(",", "")) if cell is not None and cell.text else Decimal(0)


def _sources(rows: list[Row], money: list[str], columns: list[str], whole: Reading) -> list[tuple[Reading, bool]]:
    """Which amount stands in which column (and whether that is sure): as most columns add up under it."""
    choices = [_placements(row, money, columns) for row in rows]
    first = [choice[0] for choice in choices]
    many = 1
    for choice in choices:
        many *= len(choice)
    if many == 1 or many > _MOST:
        return [(reading, len(choice) == 1) for reading, choice in zip(first, choices, strict=True)]
    best, most = first, -1
    for readings in product(*choices):
        holds = sum(
            sum((_value(reading.get(role)) for reading in readings), Decimal(0)) == _value(whole.get(role)) for role in money
        )
        if holds > most:
            best, most = list(readings), holds
    return [(reading, len(choice) == 1 or most * 2 > len(money)) for reading, choice in zip(best, choices, strict=True)]


def _placements(row: Row, money: list[str], columns: list[str]) -> list[Reading]:
    """The ways to read a row of sources, the most natural first."""
    cells, size = row.cells, len(money)
    if len(cells) not in (len(columns), size):
        for _ in _TAIL:
            if len(cells) > 1 and not cells[-1].text:
                cells = cells[:-1]
    if len(cells) == len(columns):
        return [{role: cell for role, cell in zip(columns, cells, strict=True) if role in money or role == "执行率"}]
    if len(cells) == size:
        return [dict(zip(money, cells, strict=True))]
    numbers = [cell for cell in cells if cell.text]
    if len(numbers) < size:
        if not any(_value(cell) for cell in numbers):
            return [dict(zip(money, numbers, strict=False))]
        return [dict(zip(chosen, numbers, strict=True)) for chosen in combinations(money, len(numbers))]
    if len(numbers) < len(cells):
        return [{}]
    return [dict(zip(money, merged, strict=True)) for merged in _mergers(cells, len(cells) - size)] or [{}]


def _fill(sheet: Sheet, unit: str, row: FundRow, reading: Reading) -> None:
    last, at = _EMPTY, 0
    for role, cell in reading.items():
        if not cell.text:
            continue
        own = unit if role in AMOUNTS else "分"
        if role == "执行率":
            # A rate without its sign is a percentage unless it can only be a ratio.
            own = "%" if cell.unit or abs(_value(cell)) > 2 else ""
        next_to = cell.line == last.line and cell.number == last.number + 1 and last.joined is None
        found = sheet.document.text.find(cell.text, at) if next_to and last.text else _place(sheet, cell)
        at = found + len(cell.text)
        printed, stop = cell.digits, 0
        rest = cell.joined
        while rest is not None:
            stop = _place(sheet, rest) + len(rest.text)
            rest = rest.joined
        if own == "%" and sheet.document.text.startswith("%", stop or at):
            printed += "%"
            stop += bool(stop)
        figure = sheet.take(found, printed, own, role, row.label, stop)
        last = cell
        if role in AMOUNTS:
            row.amounts[role] = figure
        elif role == "分值":
            row.weight = figure
        elif role == "执行率":
            row.rate = figure
        else:
            row.score = figure


def _place(sheet: Sheet, cell: Cell) -> int:
    """Where the cell stands in the document's text."""
    before = cell.before
    if before is None or cell.text in before:
        before = sheet.cell(cell.line, cell.number)
    return sheet.after(cell.line, before, cell.text)


@lru_cache(maxsize=256)
def _label(header: str) -> str:
    names = _WHOLE.findall(header)
    return names[-1] if names else "资金总额"


@lru_cache(maxsize=256)
def _plain(label: str) -> str:
    label = label.replace("（万元）", "").replace("(万元)", "").removeprefix("项目资金").removeprefix("部门资金")
    return label.strip("：:，,") or "资金"
