"""The tables of a filing of final accounts: rows and columns of printed figures."""

from collections.abc import Iterator

from .figure import Figure, Word

#: How long codes are: 类, 款, 项.
_LEVELS = (3, 5, 7)
_TOTALS = frozenset(("合计", "总计", "支出合计", "收入合计", "本年支出合计", "本年收入合计"))

#: The three public expenses in the order of their table: the whole, and its items.
PUBLICS = (
    "三公经费", "因公出国（境）费", "公务用车购置及运行维护费", "公务用车购置费", "公务用车运行维护费", "公务接待费",
)  # fmt: skip


class Row:
    """One row: its code (functional or economic, "" where the table has none), its name, and its figures by column.

    ``side`` is 收入 or 支出 in a table of two halves.  ``figures`` are all its figures as they are printed; a figure that is
    in ``cells`` stands in that column for sure, and one that is not has a ``reason``.  A column without a cell is blank.
    ``level`` is 2 for a row that is part of the row above it in a table without codes; ``part`` tells that it is one of several
    that make up that row, and not only an 其中 of it; ``marked`` that it begins with some number, ``numbered``
    with one such as 一、, and ``first`` with the first of them.
    """

    __slots__ = ("code", "name", "side", "cells", "figures", "bound", "level", "part", "numbered", "marked", "first")

    def __init__(self, code: str, name: str, side: str = ""):
        self.code = code
        self.name = name
        self.side = side
        self.cells: dict[str, Figure] = {}
        self.figures: list[Figure] = []
        self.bound = False
        self.level = 1
        self.part = True
        self.numbered = self.marked = self.first = False

    @property
    def label(self) -> str:
        """The name with the code."""
        return f"{self.name}（{self.code}）" if self.code else self.name

    def __repr__(self) -> str:
        return f"<{self.code} {self.side}{self.name} {self.cells or self.figures!r}>"


class Table:
    """One table: ``kind`` is T1 to T9, ``title`` as printed, ``unit`` from its head ("" where none is printed).

    ``columns`` are all that the form has, ``doubt`` tells why the rows may not be all there are.  ``budget`` tells that it is a
    table of a budget and not of final accounts.  ``celled`` tells that its cells were known and not put together from text;
    ``sums`` are then the columns that its head makes the sum of others.  ``heading`` is the title where it stands.
    """

    __slots__ = ("kind", "title", "unit", "columns", "rows", "doubt", "budget", "celled", "sums", "heading")

    def __init__(self, kind: str, title: str, unit: str, columns: tuple[str, ...]):
        self.kind = kind
        self.title = title
        self.unit = unit
        self.columns = columns
        self.rows: list[Row] = []
        self.doubt = ""
        self.budget = False
        self.celled = False
        self.heading: Word | None = None
        self.sums: list[tuple[str, tuple[str, ...]]] = []

    @property
    def fold(self) -> str:
        """The ``fold`` of the checks whose notes of rounding become one note of this table."""
        return f"table:{self.title}"

    def row(self, name: str, side: str = "") -> Row | None:
        """The first row of this name, on this side."""
        return next((row for row in self.rows if row.name == name and row.side == side), None)

    def total_row(self) -> Row | None:
        """The row of the totals; a row that only has no code (其中, 小计, a unit's own) is none."""
        return next((row for row in self.rows if not row.code and row.name in _TOTALS), None)

    def families(self) -> Iterator[tuple[Row, list[Row]]]:
        """Every row that others stand right below by their codes, with those; below the totals are the codes below none."""
        coded: dict[str, Row] = {}
        for row in self.rows:
            if len(row.code) in _LEVELS:
                coded.setdefault(row.code, row)
        below: dict[str, list[Row]] = {}
        for row in self.rows:
            if len(row.code) in _LEVELS:
                above = next((row.code[:size] for size in range(len(row.code) - 1, 2, -1) if row.code[:size] in coded), "")
                below.setdefault(above, []).append(row)
        top = self.total_row()
        # Where other rows have no code either, those that have one may not be all.
        if top is not None and below.get("") and all(row.code or row is top for row in self.rows):
            yield top, below[""]
        for code, row in coded.items():
            if code in below:
                yield row, below[code]

    def __repr__(self) -> str:
        return f"<{self.kind} {self.title} {len(self.rows)} rows>"


def class_name(name: str) -> str:
    """The name of a functional class without 支出."""
    return name.partition("（类）")[0].strip("“”\"1234567890.、．（）() ").removesuffix("支出").removesuffix("支")


def same_class(first: str, second: str) -> bool:
    """Whether two names are of one class, though one may have been cut or have lost its last line."""
    a, b = class_name(first), class_name(second)
    return len(a) > 1 and len(b) > 1 and (a == b or len(a) > 3 and len(b) > 3 and (a.startswith(b) or b.startswith(a)))
