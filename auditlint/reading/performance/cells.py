"""The indicators of a performance table whose cells are known: the head tells which column is which."""

from typing import NamedTuple

from ...model.figure import MONEY
from ...model.phrasing import phrase
from ...startup import pattern
from .grid import GridCell, GridRow, number, quantity
from .rows import GROUP, Draft, Reading, total_of
from .sheet import Sheet, Span

_TOTAL = pattern(r"(?:总得?分|合计|总计)(?:[（(][^）)]{0,8}[）)])?[：:]?")
_COST = pattern(r"(?:经济)?成本(?:指标)?")
#: What makes an amount of cost one for each person, square metre or month, which adds up to nothing.
_EACH = pattern(r"标准|单价|单位成本|[人户次月年件]均|每|/|率")
#: The unit that a name ends with, 面积（平方米）.
_UNIT_OF_NAME = pattern(r"[（(]([^（）()]{1,6})[）)]$")
#: No weight is more.
_HUNDRED = 100


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
    widths: dict[int | None, int] = {}
    for row in rows:
        widths[row.table] = max(widths.get(row.table, 0), max(cell.column + cell.columns for cell in row.cells))
    columns: dict[str, int] = {}
    table: int | None = None
    drafts: list[Draft] = []
    targets: list[GridCell] = []
    costs: list[Span | None] = []
    cover = _Cover()
    doubt = None
    total: tuple[Span | None, Span | None] = (None, None)
    for index, row in enumerate(rows):
        heads = row.heads()
        if heads:
            columns, table = heads, row.table
            continue
        if not columns:
            continue
        if any(_TOTAL.fullmatch(cell.text) for cell in row.cells):
            total = total_of([span for cell in row.cells if (span := number(sheet, cell)) is not None], sheet)
            break
        cover.enter(sheet, row, index)
        shift = widths[row.table] - widths[table]
        cells = {name: row.at(column + shift) for name, column in columns.items()}
        target = cells.get("指标值")
        if target is not None and not target.blank:
            targets.append(target)
            if cover.cost:
                costs.append(_cost(sheet, cells))
        draft = _draft(sheet, cells, drafts[-1].project if drafts else "")
        if draft is None:
            if "分值" in columns and _unweighed(cells["指标"], cells["分值"]):
                doubt = phrase("weights-missing")
            continue
        if "得分" in columns and draft.score is None:
            doubt = phrase("scores-missing")
        cover.add(len(drafts))
        drafts.append(draft)
    groups = {span: (label, members) for label, (span, members) in cover.groups.items()}
    amounts = [] if None in costs else [span for span in costs if span is not None and span.unit]
    return Goals(Reading(drafts, *total, doubt, groups=groups), targets, amounts)


def _unweighed(name: GridCell | None, weight: GridCell | None) -> bool:
    """Whether a row names an indicator and has no weight of its own; words over both columns are no indicator."""
    return name is not None and not name.blank and name is not weight and (weight is None or weight.blank)


def _draft(sheet: Sheet, cells: dict[str, GridCell | None], project: str) -> Draft | None:
    weight = number(sheet, cells.get("分值"))
    if weight is None or weight.unit not in ("", "分", "%") or sheet.value(weight) > _HUNDRED:
        return None
    own = cells.get("项目")
    row = Draft(_name(cells), weight, number(sheet, cells.get("得分")), project=own.text if own is not None and own.text else project)
    target, actual = quantity(sheet, cells.get("指标值")), quantity(sheet, cells.get("完成值"))
    if target is None or actual is None:
        return row
    sign = cells.get("性质")
    spans = [span if span.unit else span._replace(unit=_unit(cells)) for span in (target[1], actual[1])]
    return row._replace(operator=target[0] or (sign.text if sign is not None else ""), target=spans[0], actual=spans[1])


def _name(cells: dict[str, GridCell | None]) -> str:
    cell = cells["指标"]
    return cell.text[-30:] if cell is not None else ""


def _unit(cells: dict[str, GridCell | None]) -> str:
    """The unit of a row that prints it apart from the number: in a column of its own, or at the end of the name."""
    cell = cells.get("单位")
    if cell is not None:
        return cell.text
    match = _UNIT_OF_NAME.search(_name(cells))
    return match[1] if match is not None else ""


def _cost(sheet: Sheet, cells: dict[str, GridCell | None]) -> Span | None:
    """The amount of a row of costs, without a unit where it is no amount; ``None`` where it is one of each of something."""
    found = quantity(sheet, cells["指标值"])
    if found is None:
        return Span(0, 0)
    span = found[1] if found[1].unit else found[1]._replace(unit=_unit(cells))
    if _EACH.search(_name(cells)) and span.unit[-1:] != "%" or "/" in span.unit:
        return None
    return span if span.unit in MONEY else Span(0, 0)
