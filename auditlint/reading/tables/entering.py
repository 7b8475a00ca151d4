"""The tables of a filing entered into it: their figures, the tables themselves, and the sums that each is built of."""

from collections.abc import Sequence

from ...field import BUDGETED
from ...model.document import Document
from ...model.figure import Word
from ...model.filing import Filing
from ...model.proof import Support
from ...model.tables import Table, TableRate, TableSum
from .beside import Beside
from .figures import Figures
from .formed import named_table
from .grids import Sheet
from .heads import bare
from .rates import rates
from .read import structure, tables
from .structure import Structure
from .sums import Schema, Spot, is_total
from .sums import Table as Grounds


def read_tables(filing: Filing, found: Sequence[Sheet]) -> None:
    """Read the tables of a filing into its figures, its tables and its claims."""
    grounds = tables(found)
    figures = Figures(filing.document, filing.figures)
    budget = filing.kind == BUDGETED
    for sheet, ground in zip(found, grounds, strict=True):
        figures.read(sheet, ground, filing.year, budget)
    filing.figures = figures.settled(found)
    read = structure(grounds)
    named: dict[int, Table] = {}
    for sheet, ground in zip(found, grounds, strict=True):
        table = named_table(sheet, ground.blocks, figures.of, filing.year, budget)
        table.heading = _heading(filing.document, sheet, table.title)
        table.ordered = sheet.ordered
        named[ground.number] = table
        filing.tables.append(table)
    _claim(filing, found, grounds, read, figures, named)
    _claim_rates(filing, grounds, figures, named)


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


def _claim(filing: Filing, found: Sequence[Sheet], grounds: Sequence[Grounds], read: Structure, figures: Figures, named: dict[int, Table]) -> None:
    """Enter the sums of the tables, each set of cells once."""
    beside = Beside(found, grounds, read)
    seen: set[frozenset[Spot]] = set()
    for established, equations in ((True, read.established), (False, read.likely)):
        supports: dict[int, Support] = {}
        for each in equations:
            schema = each.schema
            whole = figures.at.get(each.target)
            parts = [figure for part in each.parts if (figure := figures.at.get(part)) is not None]
            if whole is None or not parts:
                continue
            cells = frozenset((each.target, *each.parts))
            if cells in seen:
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
                claim.stretch = found[each.target.table].stretch if beside.is_row(each) else None
            filing.add(claim)


def _claim_rates(filing: Filing, grounds: Sequence[Grounds], figures: Figures, named: dict[int, Table]) -> None:
    """Enter the percentages of the tables with what each is the rate of."""
    for found in rates(grounds):
        support = Support("rate", ("rate", *found.column, filing.document.path), found.held, found.failed, found.established)
        for each in found.rates:
            rate, part, whole = figures.at[each.rate], figures.at[each.part], figures.at[each.whole]
            filing.add(TableRate(rate, part, whole, each.change, support, named[each.rate.table].fold))


def _only_equal(schema: Schema, ground: Grounds) -> bool:
    """Whether numbers alone propose that one figure is another: no head calls the column a total, and no code or word the row."""
    if schema.kind != "column":
        return schema.kind == "run"
    _, block, target, parts = schema.key
    path = ground.blocks[int(block)].paths[int(target)]  # type: ignore[call-overload]
    return len(parts) == 1 and not (path and is_total(path[-1]))  # type: ignore[arg-type]
