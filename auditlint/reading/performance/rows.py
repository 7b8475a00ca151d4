"""The rows of indicators before their figures are made, and the ways to read them."""

from decimal import Decimal

from ...model.figure import Figure
from ...model.performance import PerformanceTable
from ...model.phrasing import Phrase, phrase
from ...named import NamedTuple
from ...startup import pattern
from .sheet import Sheet, Span

GROUP = pattern(r"(产出|成本|效益|满意度|过程|决策|运行成本|管理效率|履职效能|社会效应)指标\s*[（(]\s*(\d+)\s*分?\s*[）)]")

#: What all weights make, and what those of goals make beside the 10 of the rate of execution, wherever the head says so.
_ALL, _BESIDE_RATE = Decimal(100), Decimal(90)
NO_SCORE = phrase("scores-missing")


class Draft(NamedTuple):
    """A row before its figures are made."""

    name: str
    weight: Span
    score: Span | None = None
    operator: str = ""
    target: Span | None = None
    actual: Span | None = None
    project: str = ""
    remark: Span | None = None


class Reading(NamedTuple):
    """One way to read all rows: ``weight`` and ``score`` are those of the row 总分, ``groups`` tell which rows a head is over.

    ``doubt`` tells why rows may be missing or misread, ``None`` where nothing speaks against it; ``ordered`` tells that it is known
    which column is which.
    """

    rows: list[Draft]
    weight: Span | None = None
    score: Span | None = None
    doubt: Phrase | None = None
    ordered: bool = True
    groups: dict[Span, tuple[str, list[int]]] = {}


def total_of(numbers: list[Span], sheet: Sheet) -> tuple[Span | None, Span | None]:
    """The weight and the score of the row 总分, which may print one of them alone."""
    spans = [Span(span.start, span.end, "分") for span in numbers]
    if len(spans) == 2:
        return spans[0], spans[1]
    if len(spans) == 1 and sheet.digits(spans[0]) == "100":
        return spans[0], None
    return None, spans[0] if spans else None


def adds_up(sheet: Sheet, table: PerformanceTable, reading: Reading) -> bool:
    """Whether the weights of each project make what the table says, and the scores add up to the total."""
    own = table.total
    sums: dict[str, Decimal] = {}
    for row in reading.rows:
        sums[row.project] = sums.get(row.project, Decimal(0)) + sheet.value(row.weight)
    rate = table.rate_weight or (own.weight if own is not None else None)
    with_rate = rate.value if rate is not None else Decimal(0)
    if not {weight + with_rate for weight in sums.values()} <= _wholes(sheet, table, reading, rate):
        return False
    if reading.score is None:
        return True
    scores = sum((sheet.value(row.score) for row in reading.rows if row.score is not None), Decimal(0))
    return scores + (own.score.value if own is not None and own.score is not None else 0) == sheet.value(reading.score)


def _wholes(sheet: Sheet, table: PerformanceTable, reading: Reading, rate: Figure | None) -> set[Decimal]:
    """What the weights of a project may make with that of the rate of execution."""
    if table.stated_weights:
        return {table.stated_weights[0].value + (rate.value if rate is not None else Decimal(0))}
    if reading.weight is not None:
        return {sheet.value(reading.weight)}
    if rate is None and all(row.score is None for row in reading.rows):
        return {_ALL, _BESIDE_RATE}
    return {_ALL}
