"""Columns of percentages: which two columns, or which column and its total, each is the rate of.

Numbers tell, and the head only helps: a percentage of four digits that comes out of the same two columns in row after row is no chance.  A row in
which it does not come out is told of only where no other pair of columns that comes out elsewhere explains it there.
"""

from collections.abc import Iterable, Iterator, Sequence

from ...named import NamedTuple
from ...startup import pattern
from .amounts import decimals, number
from .blocks import Block, Line
from .sums import FAILURE, MARGIN, Spot, Table, bits

#: So many distinct rows tell what a column is the rate of, and one that fails in so many is a slip.
_ENOUGH, _RARE = 2, 8
#: The rows with the greatest rates turn away most pairs; so many of them may fail.
_PROBED, _MISSED = 6, 2
#: No more columns of amounts, and rows of totals, are tried.
_WIDEST, _TOTALS = 24, 6
#: What the head calls a share, a change, and how much of a budget was spent.
_SHARE, _CHANGE, _COMPLETION = pattern(r"占|比重"), pattern(r"增|减|降|变动|差异"), pattern(r"完成|执行|占")
_HUNDRED = 100


class Reading(NamedTuple):
    """What a column of percentages may be: the rate of two columns, of one and what it has in the row of a total, or of change from one to the other."""

    part: int
    whole: int
    change: bool = False
    total: Line | None = None


class Rate(NamedTuple):
    """A percentage of a row with what it is the rate of: ``part`` over ``whole``, or the change from ``whole`` to ``part``."""

    rate: Spot
    part: Spot
    whole: Spot
    change: bool


class Rates(NamedTuple):
    """A column of percentages (table, block and column) with its rates, and in how many distinct rows they come out and fail.

    ``established`` tells that so many come out, and so few fail, that one that fails is a slip.
    """

    column: tuple[int, int, int]
    held: int
    failed: int
    established: bool
    rates: list[Rate]


class _Row(NamedTuple):
    """A row with a percentage: in units of its last digit, and how many of these make one."""

    line: Line
    rate: int
    scale: int

    @property
    def telling(self) -> bool:
        """Whether the percentage is one that does not come by itself."""
        return self.rate not in (0, _HUNDRED * self.scale, -_HUNDRED * self.scale)


def rates(tables: Sequence[Table]) -> Iterator[Rates]:
    """The columns of percentages of which the numbers tell what they are the rates of."""
    for table in tables:
        for block in table.blocks:
            for column in block.rates if len(block.columns) <= _WIDEST else ():
                found = _of_column(table, block, column)
                if found is not None:
                    yield found


def _of_column(table: Table, block: Block, column: int) -> Rates | None:
    """What the numbers tell of a column; ``None`` where they do not tell what it is the rate of."""
    rows = [_row(line, column) for line in block.lines if column in line.entries and line.values and not line.rate]
    probes = sorted((row for row in rows if row.telling), key=lambda row: -abs(row.rate))[:_PROBED]
    if len(probes) < _ENOUGH:
        return None
    told = _told(block, rows, probes)
    if not told:
        return None
    best = told[0]
    # The more readings were tried, the more of them come out by chance: so many bits speak for one that the head does not name.
    wanted = MARGIN if _named(best.reading, block, column) else MARGIN + 2 * len(block.columns).bit_length() + 1
    if best.evidence <= wanted or best.held <= best.failed:
        return None
    sure = best.evidence > wanted + FAILURE * best.failed and best.failed <= max(1, best.held // _RARE)
    found = list(_claimed(table, column, best.reading, [each.reading for each in told[1:]], rows))
    return Rates((table.number, block.number, column), best.held, best.failed, sure, found)


def _told(block: Block, rows: Sequence[_Row], probes: Sequence[_Row]) -> list["_Tried"]:
    """The readings that come out, the best first."""
    tried = (_tried(each, rows) for each in _readings(block) if _fits(each, probes))
    return sorted((each for each in tried if each is not None), key=lambda each: (each.failed - each.held, -each.evidence))


def _row(line: Line, column: int) -> _Row:
    """A row as the percentage in a column of it tells."""
    text = line.entries[column].text
    places = decimals(text)
    return _Row(line, int(number(text).scaleb(places)), 10**places)


def _readings(block: Block) -> Iterator[Reading]:
    """What a column of percentages may be, the plainest first."""
    totals = [line for line in block.lines if line.key and line.values][:_TOTALS] or [line for line in block.lines if line.values][:1]
    for part in block.columns:
        for whole in block.columns:
            if part != whole:
                yield Reading(part, whole)
                yield Reading(part, whole, change=True)
        yield from (Reading(part, part, total=line) for line in totals)


def _named(reading: Reading, block: Block, column: int) -> bool:
    """Whether the head calls a column what it is read as."""
    path = block.paths[column]
    words = _SHARE if reading.total is not None else _CHANGE if reading.change else _COMPLETION
    return bool(path) and words.search("".join(path)) is not None


class _Tried(NamedTuple):
    """How a reading came out: distinct rows that tell, those that fail, and the bits that speak for it."""

    reading: Reading
    held: int
    failed: int
    evidence: int


def _fits(reading: Reading, probes: Sequence[_Row]) -> bool:
    """Whether a reading comes out in most of the rows that turn away wrong ones."""
    failed = sum(_comes_out(reading, row) is False for row in probes)
    return failed <= min(_MISSED, len(probes) // 2) and any(_comes_out(reading, row) for row in probes)


def _tried(reading: Reading, rows: Sequence[_Row]) -> _Tried | None:
    """How a reading comes out in all rows; ``None`` where it does in too few."""
    seen: set[tuple[int, int, int]] = set()
    failed = evidence = 0
    for row in rows:
        out = _comes_out(reading, row)
        if out is False:
            failed += 1
        elif out and row.telling:
            part, whole = _values(reading, row.line)
            instance = part, whole, row.rate
            if instance not in seen:
                seen.add(instance)
                evidence += min(bits(part, 1), bits(whole, 1), abs(row.rate).bit_length())
    return _Tried(reading, len(seen), failed, evidence) if len(seen) >= _ENOUGH else None


def _values(reading: Reading, line: Line) -> tuple[int, int]:
    """The part and the whole that a reading takes for a row, in units of the last digit of the table."""
    base = line if reading.total is None else reading.total
    return line.values.get(reading.part, 0), base.values.get(reading.whole, 0)


def _comes_out(reading: Reading, row: _Row, sign: int = 1) -> bool | None:
    """Whether the percentage of a row is the rate that its figures make, as far as they are rounded; ``None`` over nothing or less."""
    part, whole = _values(reading, row.line)
    if whole <= 0:
        return None
    rate = sign * row.rate + (_HUNDRED * row.scale if reading.change else 0)
    unit = 2 * _HUNDRED * row.scale
    low, high = (2 * part - 1, 2 * part + 1)
    over = 2 * whole + (1 if low >= 0 else -1), 2 * whole + (-1 if high >= 0 else 1)
    return unit * low <= (2 * rate + 1) * over[0] and unit * high >= (2 * rate - 1) * over[1]


def _claimed(table: Table, column: int, reading: Reading, others: Iterable[Reading], rows: Sequence[_Row]) -> Iterator[Rate]:
    """The rows in which the reading says something: where it does not come out, no other one may, nor the percentage without its sign."""
    rivals = list(others)
    for row in rows:
        out = _comes_out(reading, row)
        base = row.line if reading.total is None else reading.total
        if out is None or reading.part not in row.line.values or row.line is reading.total:
            continue
        if not out and (_comes_out(reading, row, -1) or any(_comes_out(other, row) for other in rivals)):
            continue
        line = row.line.number
        rate, part, whole = (Spot(table.number, *at) for at in ((line, column), (line, reading.part), (base.number, reading.whole)))
        yield Rate(rate, part, whole, reading.change)
