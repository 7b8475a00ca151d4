"""Tables by their own algebra: from the cells of a document to figures with names, and to the sums that each table is built of.

A form says what a table is called; its numbers say how it is built.  Every table with known cells is read, whether or not its form is
known.  Nothing is judged here: a sum of which much speaks and that does not come out is a claim like any other.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ...field import GENERAL, forms, fund_scope, resolve
from ...model.document import Document
from ...model.figure import SHIFT, Figure, Word
from ...model.filing import Filing
from ...model.phrasing import phrase
from ...model.proof import Support
from ...model.tables import Table, TableSum
from .blocks import Block, Line
from .grids import Entry, Grid, GridRow, Sheet, cell_grids, sheets
from .heads import bare
from .names import column_unit, counts, named_table, role_of, title_of, unit_of
from .read import number, structure, tables
from .structure import Structure
from .sums import Equation, Schema, Spot, is_total
from .sums import Table as Grounds

__all__ = ["Grid", "GridRow", "Sheet", "cell_grids", "read_tables", "sheets"]

#: A figure in a table that is not in a column of amounts.
OUTSIDE = phrase("outside-amounts")
#: So far above and below a family a row may stand that was overlooked.
_NEAR = 2


def read_tables(filing: Filing, found: Sequence[Sheet]) -> None:
    """Read the tables of a filing into its figures, its tables and its claims."""
    grounds = tables(found)
    figures = _Figures(filing.document, filing.figures)
    budget = filing.kind == "预算"
    for sheet, ground in zip(found, grounds, strict=True):
        _figures_of(figures, sheet, ground, filing.year, budget)
    filing.figures = figures.settled(found)
    read = structure(grounds)
    named: dict[int, Table] = {}
    for sheet, ground in zip(found, grounds, strict=True):
        table = named_table(sheet, ground.blocks, figures.of, filing.year, budget)
        table.heading = _heading(filing.document, sheet, table.title)
        named[ground.number] = table
        filing.tables.append(table)
        _name_figures(table)
    _claim(filing, found, grounds, read, figures, named)


class _Figures:
    """The figures of cells: those that the lexer found, and those that it passed over for want of a unit."""

    def __init__(self, document: Document, known: Sequence[Figure]):
        self.document = document
        self.all = known
        self.starts = [figure.start for figure in known]
        self.known = dict(zip(self.starts, known, strict=True))
        self.of: dict[int, Figure] = {}
        self.at: dict[Spot, Figure] = {}

    def figure(self, entry: Entry) -> Figure:
        """The figure of a cell that holds one amount and nothing else."""
        start = self.document.offset(entry.line, entry.start)
        found = self.known.get(start)
        if found is None or found.text != entry.text:
            value = number(entry.text)
            found = Figure(entry.text, value, "", max(0, -int(value.as_tuple().exponent)), start, start + entry.size, self.document)
        self.of[id(entry)] = found
        return found

    def settled(self, found: Iterable[Sheet]) -> list[Figure]:
        """All figures of the filing in order; what the lexer took for one and is a code or the number of a row is none."""
        mine = {figure.start: figure for figure in self.of.values()}
        anchors, size = self.document.anchors, len(self.document.text)
        codes: set[int] = set()
        for sheet in found:
            for first, last in sheet.spans:
                end = anchors[last] if last < len(anchors) else size
                inside = self.all[bisect_left(self.starts, anchors[first]) : bisect_left(self.starts, end)]
                for figure in inside:
                    figure.reason = figure.reason or OUTSIDE
                if any(figure.start not in mine and figure.text.isdigit() for figure in inside):
                    codes.update(
                        self.document.offset(entry.line, entry.start)
                        for row in (*sheet.head, *sheet.rows) for entry in row if entry.text.isdigit() and id(entry) not in self.of
                    )  # fmt: skip
        others = [figure for figure in self.all if figure.start not in mine and figure.start not in codes]
        return sorted([*others, *mine.values()], key=lambda figure: figure.start)


def _figures_of(figures: _Figures, sheet: Sheet, ground: Grounds, year: int | None, budget: bool) -> None:
    """Make the figures of a table: unit, precision, role and what each is of."""
    unit, title = unit_of(sheet), title_of(sheet)
    for block in ground.blocks:
        roles = {column: role_of(block.paths[column], year, forms()) or ("预算" if budget else "决算") for column in (*block.columns, *block.rates)}
        units = {column: column_unit(block.paths[column], unit) for column in block.columns}
        for line in block.lines:
            counted = bool(line.entries) and counts(line.label)
            for column, entry in line.entries.items():
                figure = figures.figure(entry)
                if column in block.rates or line.rate:
                    _set_unit(figure, "%")
                else:
                    own, named = units[column]
                    _set_unit(figure, own if named or not counted else "")
                    figure.places = max(figure.places, ground.places)
                figure.section, figure.role, figure.reason = title, roles[column], None
                figure.label = _label(block, line, column)
                figures.at[Spot(ground.number, line.number, column)] = figure


def _set_unit(figure: Figure, unit: str) -> None:
    figure.unit, figure.shift = unit, SHIFT.get(unit, 0)
    figure.exact = figure.value.scaleb(figure.shift) if figure.shift else figure.value


def _label(block: Block, line: Line, column: int) -> str:
    """What a figure is of: the name of its row, and of its column where the table has several."""
    path = block.paths[column]
    name = f"{line.core}（{line.code}）" if line.code and not block.lent else line.core
    told = len(block.columns) > 1 and path and not is_total(path[-1])
    return name + path[-1] if told or path and not name else name


def _heading(document: Document, sheet: Sheet, title: str) -> Word | None:
    """The title where it stands; where none is printed, the first cell."""
    for first, last in sheet.spans[:1]:
        for piece in range(first, last):
            start = document.anchors[piece]
            end = document.anchors[piece + 1] if piece + 1 < len(document.anchors) else len(document.text)
            text = document.text[start:end].rstrip()
            if title and bare(text).endswith(title) or not title and text:
                return Word(text, start, start + len(text), document, "")
    return None


def _name_figures(table: Table) -> None:
    """The concepts of the figures of which the narrative speaks as well."""
    form = forms().named(table.kind)
    if form is None or not (form.publics or form.halves):
        return
    for row in table.rows:
        for column, figure in row.cells.items():
            if form.publics:
                figure.label = figure.concept = column.removesuffix("决算").removesuffix("预算")
                figure.scope = fund_scope(table.title) or GENERAL
            elif column in (form.single, form.total):
                label = f"{row.side}总计" if row.name == "总计" and row.side else row.label
                found = resolve(label)
                if found is not None:
                    figure.label = label
                    figure.concept = found[0]
                    figure.scope = (found[1] or form.fund) if found[2] else ""


def _claim(filing: Filing, found: Sequence[Sheet], grounds: Sequence[Grounds], read: Structure, figures: _Figures, named: dict[int, Table]) -> None:
    """Enter the sums of the tables, each set of cells once."""
    beside = _Beside(found, grounds, read)
    seen: set[frozenset[Spot]] = set()
    for established, equations in ((True, read.established), (False, read.likely)):
        supports: dict[int, Support] = {}
        for each in equations:
            schema = each.schema
            whole = figures.at.get(each.target)
            parts = [figure for part in each.parts if (figure := figures.at.get(part)) is not None]
            cells = frozenset((each.target, *each.parts))
            if whole is None or not parts or cells in seen:
                continue
            seen.add(cells)
            support = supports.get(id(schema))
            if support is None:
                key = (schema.kind, *schema.key, filing.document.path)
                support = supports[id(schema)] = Support(schema.kind, key, schema.held, schema.failed, established)
            claim = TableSum(whole, parts, support, schema.across, whole.section)
            claim.equal = len(parts) == 1 and _only_equal(schema, grounds[each.target.table])
            claim.fold = named[each.target.table].fold
            if not each.holds:
                claim.near = [figures.at[spot] for spot in beside.near(each) if spot in figures.at]
                claim.row = beside.is_row(each)
            filing.add(claim)


def _only_equal(schema: Schema, ground: Grounds) -> bool:
    """Whether numbers alone propose that one figure is another: no head calls the column a total, and no code or word the row."""
    if schema.kind != "column":
        return schema.kind == "run"
    _, block, target, parts = schema.key
    path = ground.blocks[int(block)].paths[int(target)]  # type: ignore[call-overload]
    return len(parts) == 1 and not (path and is_total(path[-1]))  # type: ignore[arg-type]


class _Beside:
    """What stands beside a sum that does not come out."""

    def __init__(self, found: Sequence[Sheet], grounds: Sequence[Grounds], read: Structure):
        self.values = {ground.number: ground.values for ground in grounds}
        self.breaks = [{*sheet.breaks, len(sheet.rows)} for sheet in found]
        self.read = read
        self.children: set[Spot] | None = None
        self.failing: dict[tuple[Schema, int, int], dict[int, int]] | None = None

    def near(self, equation: Equation) -> list[Spot]:
        """Figures of the same row, or near in the same column, that are no part of the sum and of no other that holds.

        What is carried over may be printed in the row of the totals alone: there a figure whose column has nothing in the rows of the parts
        stands beside the sum too.
        """
        target, own = equation.target, {equation.target, *equation.parts}
        values = self.values[target.table]
        if equation.schema.across:
            return [spot for spot, value in values.items() if spot.row == target.row and value and spot not in own]
        if self.children is None:
            both = (*self.read.established, *self.read.likely)
            self.children = {part for each in both if each.holds and each.size > 1 and not each.schema.across for part in each.parts}
        rows = {spot.row for spot in own}
        filled = {spot.column for spot, value in values.items() if value and spot.row in rows and spot.row != target.row}
        low, high = min(rows) - _NEAR, max(rows) + _NEAR
        return [
            spot for spot, value in values.items()
            if value and spot not in own and (
                spot.column == target.column and low <= spot.row <= high and spot not in self.children
                or spot.row == target.row and spot.column not in filled
            )
        ]  # fmt: skip

    def is_row(self, equation: Equation) -> bool:
        """Whether the family fails in several columns by what would itself be a row of the table."""
        if equation.schema.across or equation.schema.kind == "tie" or equation.residual < 0:
            return False
        if self.failing is None:
            self.failing = {}
            for each in self.read.established:
                if not each.holds and not each.schema.across:
                    self.failing.setdefault((each.schema, each.target.table, each.target.row), {})[each.target.column] = each.residual
        if self._broken_off(equation):
            return False
        missing = self.failing.get((equation.schema, equation.target.table, equation.target.row), {})
        if len(missing) < 2:
            return False
        agrees = False
        for target, parts in self._columns(equation.target.table):
            if target in missing or any(part in missing for part in parts):
                if missing.get(target, 0) != sum(missing.get(part, 0) for part in parts):
                    return False
                agrees = True
        return agrees

    def _broken_off(self, equation: Equation) -> bool:
        """Whether a page ends among the rows of a family, or right behind them: one may have been lost there by its reader."""
        below: dict[int, list[int]] = {}
        for each in self.read.established:
            if not each.schema.across and each.target.table == equation.target.table:
                below.setdefault(each.target.row, []).extend(part.row for part in each.parts)
        rows = [equation.target.row]
        for row in rows:
            rows += [child for child in below.get(row, ()) if child not in rows]
        return any(min(rows) <= line <= max(rows) + 1 for line in self.breaks[equation.target.table])

    def _columns(self, table: int) -> set[tuple[int, tuple[int, ...]]]:
        """The established sums across the rows of a table."""
        return {
            (int(each.schema.key[2]), each.schema.key[3]) for each in self.read.established  # type: ignore[call-overload, misc]
            if each.schema.kind == "column" and each.target.table == table
        }  # fmt: skip


