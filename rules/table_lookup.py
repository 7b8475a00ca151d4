"""What the tables of a filing print, by kind, row and column, for the rules that compare with it."""

from collections.abc import Iterable, Iterator, Sequence

from auditlint.field import Term, cells_of, public_forms
from auditlint.model import Check, Figure, Filing, Row, Support, Table, expect, phrase, same_class, total, unchecked

#: The rows of a table that a law is about in turn: classes, items, all; and how long their codes are.
EACH_ROW = {"类": 3, "项": 7, "行": 0}
_RECEIPTS, _SUM = "收入", "合计"


class Unknown:
    """What stands in a cell that could not be read; nothing may be said of a sum that it is part of."""


UNKNOWN = Unknown()
#: A figure, ``None`` for a blank cell (nothing), or :data:`UNKNOWN`.
Amount = Figure | Unknown | None


def cell(row: Row, column: str) -> Amount:
    """What a column of a row holds; ``""`` is the one amount of a table that has one."""
    found = row.cells.get(column) if column else row.cells.get("金额") or row.cells.get("合计")
    return found if found is not None or row.bound else UNKNOWN


def cell_in(table: Table, row: Row, column: str) -> Amount:
    """What a column of a table holds in a row: one that was not found is not blank."""
    return UNKNOWN if column and row.figures and column not in table.columns else cell(row, column)


class Tables:
    """The tables of a filing that has one of each kind; of a kind that was not read, or of which there are several, none is told."""

    __slots__ = ("of", "_codes")

    def __init__(self, filing: Filing):
        self.of: dict[str, Table] = {}
        self._codes: dict[str, dict[str, Row]] = {}
        several: set[str] = set()
        for table in filing.tables:
            if table.kind in self.of:
                several.add(table.kind)
            self.of[table.kind] = table
        for table in filing.tables:
            if table.kind in several or (table.doubt and not table.rows):
                self.of.pop(table.kind, None)

    def find(self, kind: str, side: str, *fronts: str, column: str = "") -> Amount:
        """What stands in the first row of a side whose name begins with one of these; a row that is not printed is blank."""
        table = self.of.get(kind)
        for row in table.rows if table is not None else ():
            if row.side == side and not row.code and row.name.startswith(fronts) and row.part:
                return cell_in(self.of[kind], row, column)
        return UNKNOWN if table is None or table.doubt or not side else None

    def total(self, kind: str, column: str) -> Amount:
        """A column of the row of the totals; a table without any row is empty."""
        table = self.of.get(kind)
        if table is None:
            return UNKNOWN
        row = table.total_row()
        return cell_in(table, row, column) if row is not None else UNKNOWN if table.rows or table.doubt else None

    def coded(self, kind: str) -> dict[str, Row]:
        """The rows of a table by their codes, those that stand there twice left out."""
        if kind not in self._codes:
            found: dict[str, list[Row]] = {}
            for row in self.of[kind].rows:
                if row.code:
                    found.setdefault(row.code, []).append(row)
            self._codes[kind] = {code: rows[0] for code, rows in found.items() if len(rows) == 1}
        return self._codes[kind]

    def like(self, kind: str, row: Row) -> Row | None:
        """The row of another table that tells of the same class or item: by code, or by name where a table has no codes."""
        coded = self.coded(kind)
        if row.code and coded:
            return coded.get(row.code)
        same = [
            other for other in self.of[kind].rows
            if len(other.code) in (0, 3) and other.side != _RECEIPTS and (other.code or other.side) and same_class(other.name, row.name)
        ]  # fmt: skip
        return same[0] if len(same) == 1 else None

    def at(self, term: Term, kind: str = "", row: Row | None = None) -> Amount:
        """What a term of a form stands for; ``row`` is the class or item of the table of ``kind`` that a law is about."""
        table = self.of.get(term.kind)
        name = term.rows[0]
        if table is None:
            return None
        if term.kind in public_forms():
            return cell(table.rows[0], name) if len(table.rows) == 1 else UNKNOWN
        if row is not None and name in EACH_ROW:
            found = row if term.kind == kind else self.like(term.kind, row)
            return cell_in(table, found, term.column) if found is not None else None
        if name == _SUM and not term.side:
            return self.total(term.kind, term.column or "金额")
        if name.isdigit():
            found = self.coded(term.kind).get(name)
            return cell_in(table, found, term.column) if found is not None else UNKNOWN if table.doubt else None
        return self.find(term.kind, term.side, *term.rows, column=term.column)

    def figures(self, terms: Iterable[Term]) -> Iterator[Figure]:
        """The figures in cells, where there are any."""
        return (found for term in terms if isinstance(found := self.at(term), Figure))

    def printed(self, concept: str, scope: str) -> Figure | None:
        """What the tables print for an amount of the year, ``None`` where none does."""
        return next(self.figures(cells_of(concept, scope)), None)


def incomparable(printed: Figure, parts: Sequence[Amount]) -> Check | None:
    """The check of what cannot be held against a figure: a cell was not read, or only some of the amounts have a unit; else ``None``."""
    if any(isinstance(part, Unknown) for part in parts):
        return unchecked(printed, phrase("other-table-unread"))
    if len({bool(figure.unit) for figure in (printed, *parts) if isinstance(figure, Figure)}) > 1:
        return unchecked(printed, phrase("table-without-unit"))
    return None


def tie(table: Table, printed: Amount, *parts: Amount) -> Iterator[Check]:
    """A figure against a table's, or against the sum of several; blank cells are nothing."""
    known = [part for part in parts if isinstance(part, Figure)]
    if not isinstance(printed, Figure) or not known or printed.dimension != known[0].dimension:
        return
    apart = incomparable(printed, parts)
    if apart is not None:
        yield apart
    else:
        check = expect(printed, known[0] if len(known) == 1 else total(known)).folded(table.fold)
        yield check.supported(Support("prose", ("prose", table.kind), 0, 0, False))
