"""The indicators of a performance table whose cells are known: the head tells which column is which."""


from ...model.figure import MONEY
from ...model.performance import SCORE, WEIGHT
from ...model.phrasing import Phrase, phrase
from ...named import NamedTuple
from ...startup import pattern
from .grid import ACTUAL, NAME, PROJECT, REMARK, SIGN, TARGET, UNIT, GridCell, GridRow, number, quantity
from .rows import GROUP, NO_SCORE, Draft, Reading, total_of
from .sheet import Sheet, Span

_TOTAL = pattern(r"(?:(?:自评|评价|综合)?总得?分|合计|总计)(?:[（(][^）)]{0,8}[）)])?[：:]?")
_COST = pattern(r"(?:经济)?成本(?:指标)?")
#: What makes an amount of cost one for each person, square metre or month, which adds up to nothing.
_EACH = pattern(r"标准|单价|单位成本|[人户次月年件]均|每|/|率")
#: The unit that a name ends with, 面积（平方米）.
_UNIT_OF_NAME = pattern(r"[（(]([^（）()]{1,6})[）)]$")
#: No weight is more.
_HUNDRED = 100
_NO_WEIGHT = phrase("weights-missing")


class Goals(NamedTuple):
    """What stands under the head of the indicators: ``targets`` are the cells of 指标值, ``costs`` the amounts that are the costs of it all."""

    reading: Reading
    targets: list[GridCell]
    costs: list[Span]


class _Head(NamedTuple):
    """A cell over several rows: its column, the row after its last, and the numbers of the indicators under it."""

    column: int
    end: int
    members: list[int]

    def over(self, row: GridRow, index: int) -> bool:
        """Whether a row is under it: one that it spans, or one that leaves its column blank where spans are lost."""
        cell = row.at(self.column)
        return index < self.end or (cell is not None and cell.blank)


class _Cover:
    """The cells over several rows that the current row is under: 成本指标, and those that state a weight."""

    def __init__(self) -> None:
        self._open: list[_Head] = []
        self._cost: _Head | None = None
        self.groups: dict[str, tuple[Span, list[int]]] = {}

    def enter(self, sheet: Sheet, row: GridRow, index: int) -> None:
        """产出指标（50分） heads just the rows that its cell is over; on the next page it goes on."""
        self._open = [head for head in self._open if head.over(row, index)]
        if self._cost is not None and not self._cost.over(row, index):
            self._cost = None
        for cell in row.cells:
            if _COST.fullmatch(cell.text):
                self._cost = _Head(cell.column, index + cell.rows, [])
            match = GROUP.search(sheet.text, cell.start, cell.end)
            if match is not None:
                _, members = self.groups.setdefault(f"{match[1]}指标", (Span(*match.span(2), "分"), []))
                self._open.append(_Head(cell.column, index + cell.rows, members))

    def add(self, draft: int) -> None:
        """The indicator number ``draft`` stands in the row just entered."""
        for head in self._open:
            head.members.append(draft)

    @property
    def cost(self) -> bool:
        """Whether the row stands under 成本指标."""
        return self._cost is not None


def by_cells(sheet: Sheet, rows: list[GridRow]) -> Goals:
    """The rows under a head of indicators, as far as the row 总分."""
    reader = _Reader(sheet, rows)
    for index, row in enumerate(rows):
        heads = row.heads()
        if heads:
            reader.columns, reader.table = heads, row.table
        elif reader.columns and not reader.take(index, row):
            break
    return reader.goals()


class _Reader:
    """Takes the rows under a head, which may be printed again on every page.

    ``table`` is that of the head: one that a page makes wider has all its columns so many further right.
    """

    def __init__(self, sheet: Sheet, rows: list[GridRow]):
        self.sheet = sheet
        self.widths: dict[int | None, int] = {}
        for row in rows:
            self.widths[row.table] = max(self.widths.get(row.table, 0), max(cell.column + cell.columns for cell in row.cells))
        self.columns: dict[str, int] = {}
        self.table: int | None = None
        self.drafts: list[Draft] = []
        self.targets: list[GridCell] = []
        self.costs: list[Span | None] = []
        self.cover = _Cover()
        self.doubt: Phrase | None = None
        self.total: tuple[Span | None, Span | None] = (None, None)

    def take(self, index: int, row: GridRow) -> bool:
        """Take a row; ``False`` where it is the one of the totals, which is the last."""
        if any(_TOTAL.fullmatch(cell.text) for cell in row.cells):
            own = [number(self.sheet, row.at(self.columns[name] + self._shift(row)), "分") if name in self.columns else None for name in (WEIGHT, SCORE)]
            numbers = [span for cell in row.cells if (span := number(self.sheet, cell)) is not None]
            self.total = (own[0], own[1]) if None not in own else total_of(numbers, self.sheet)
            return False
        self.cover.enter(self.sheet, row, index)
        shift = self._shift(row)
        cells = {name: row.at(column + shift) for name, column in self.columns.items()}
        self._target(cells)
        draft = _draft(self.sheet, cells, self.drafts[-1].project if self.drafts else "")
        if draft is None:
            if WEIGHT in cells and _unweighed(cells[NAME], cells[WEIGHT]):
                self.doubt = _NO_WEIGHT
            return True
        if SCORE in cells and draft.score is None:
            self.doubt = NO_SCORE
        self.cover.add(len(self.drafts))
        self.drafts.append(draft)
        return True

    def _shift(self, row: GridRow) -> int:
        return self.widths[row.table] - self.widths[self.table]

    def _target(self, cells: dict[str, GridCell | None]) -> None:
        target = cells.get(TARGET)
        if target is not None and not target.blank:
            self.targets.append(target)
            if self.cover.cost:
                self.costs.append(_cost(self.sheet, cells))

    def goals(self) -> Goals:
        """What was taken."""
        groups = {span: (label, members) for label, (span, members) in self.cover.groups.items()}
        costs = [] if None in self.costs else [span for span in self.costs if span is not None and span.unit]
        return Goals(Reading(self.drafts, *self.total, self.doubt, groups=groups), self.targets, costs)


def _unweighed(name: GridCell | None, weight: GridCell | None) -> bool:
    """Whether a row names an indicator and has no weight of its own, or two; words over both columns are no indicator."""
    return name is not None and not name.blank and name is not weight and (weight is None or weight.blank or weight.text[0].isdigit())


def _draft(sheet: Sheet, cells: dict[str, GridCell | None], project: str) -> Draft | None:
    weight = number(sheet, cells.get(WEIGHT))
    if weight is None or weight.unit not in ("", "分", "%") or sheet.value(weight) > _HUNDRED:
        return None
    own, remark = cells.get(PROJECT), cells.get(REMARK)
    why = Span(remark.start, remark.end) if remark is not None and not remark.blank else None
    row = Draft(_name(cells), weight, number(sheet, cells.get(SCORE)), project=own.text if own is not None and own.text else project, remark=why)
    target, actual = quantity(sheet, cells.get(TARGET)), quantity(sheet, cells.get(ACTUAL))
    if target is None or actual is None:
        return row
    sign = cells.get(SIGN)
    spans = [span if span.unit else span._replace(unit=_unit(cells)) for span in (target[1], actual[1])]
    return row._replace(operator=target[0] or (sign.text if sign is not None else ""), target=spans[0], actual=spans[1])


def _name(cells: dict[str, GridCell | None]) -> str:
    cell = cells[NAME]
    return cell.text[-30:] if cell is not None else ""


def _unit(cells: dict[str, GridCell | None]) -> str:
    """The unit of a row that prints it apart from the number: in a column of its own, or at the end of the name."""
    cell = cells.get(UNIT)
    if cell is not None:
        return cell.text
    match = _UNIT_OF_NAME.search(_name(cells))
    return match[1] if match is not None else ""


def _cost(sheet: Sheet, cells: dict[str, GridCell | None]) -> Span | None:
    """The amount of a row of costs, without a unit where it is no amount; ``None`` where it is one of each of something."""
    found = quantity(sheet, cells[TARGET])
    if found is None:
        return Span(0, 0)
    span = found[1] if found[1].unit else found[1]._replace(unit=_unit(cells))
    if _EACH.search(_name(cells)) and span.unit[-1:] != "%" or "/" in span.unit:
        return None
    return span if span.unit in MONEY else Span(0, 0)
