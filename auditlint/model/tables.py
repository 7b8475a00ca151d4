"""The tables of a filing by the names that a form gives them, and the sums that their numbers are built of."""

from .claims import Claim
from .figure import Figure, Word
from .phrasing import Phrase
from .proof import Support

_TOTALS = frozenset(("合计", "总计", "支出合计", "收入合计", "本年支出合计", "本年收入合计"))


class Row:
    """One row: its code (functional or economic, "" where the table has none), its name, and its figures by column.

    ``side`` is 收入 or 支出 in a table of two halves.  A column without a cell is blank, unless ``bound`` tells that not all of the
    row's figures could be given a column.  ``part`` tells that it is no 其中 of the row above it.
    """

    __slots__ = ("code", "name", "side", "cells", "figures", "bound", "part")

    def __init__(self, code: str, name: str, side: str = ""):
        self.code = code
        self.name = name
        self.side = side
        self.cells: dict[str, Figure] = {}
        self.figures: list[Figure] = []
        self.bound = True
        self.part = True

    @property
    def label(self) -> str:
        """The name with the code."""
        return f"{self.name}（{self.code}）" if self.code else self.name

    def __repr__(self) -> str:
        return f"<{self.code} {self.side}{self.name} {self.cells or self.figures!r}>"


class Table:
    """One table: ``kind`` is the name of its form ("" for one of none), ``title`` as printed, ``unit`` from its head.

    ``columns`` are those that were named, ``doubt`` tells why the rows may not be all there are, ``budget`` that it is a table of a
    budget and not of final accounts, and ``heading`` is the title where it stands.  ``ordered`` tells that sums alone told the columns of rows with blank cells.
    """

    __slots__ = ("kind", "title", "unit", "columns", "rows", "doubt", "budget", "heading", "ordered")

    def __init__(self, kind: str, title: str, unit: str, columns: tuple[str, ...] = ()):
        self.kind = kind
        self.title = title
        self.unit = unit
        self.columns = columns
        self.rows: list[Row] = []
        self.doubt: Phrase | None = None
        self.budget = False
        self.heading: Word | None = None
        self.ordered = False

    @property
    def fold(self) -> str:
        """The ``fold`` of the checks whose notes of rounding become one note of this table."""
        return f"table:{self.title}"

    def total_row(self) -> Row | None:
        """The row of the totals; a row that only has no code (其中, 小计, a unit's own) is none."""
        return next((row for row in self.rows if not row.code and row.name in _TOTALS), None)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.title} {len(self.rows)} rows>"


class TableSum(Claim):
    """A figure of a table that is the sum of others: ``across`` its row, or down its column.

    ``near`` are figures that stand beside the parts and are none of them, where the sum does not come out: one of them may be a part that was
    overlooked.  ``equal`` tells that numbers alone make it equal to one other figure: they may be the same money, or not.  Where the same sum fails in
    several columns by figures that add up as a row of the table does, a row is missing: ``stretch`` is the part of the text where it may stand unread.
    """

    __slots__ = ("whole", "parts", "support", "across", "near", "equal", "stretch", "fold")

    def __init__(self, whole: Figure, parts: list[Figure], support: Support, across: bool, section: str):
        super().__init__(section)
        self.whole = whole
        self.parts = parts
        self.support = support
        self.across = across
        self.near: list[Figure] = []
        self.equal = False
        self.stretch: tuple[int, int] | None = None
        self.fold = ""


class TableRate(Claim):
    """A percentage in a column of a table: that ``part`` makes of ``whole``, or with ``change`` by how much it differs from it.

    ``fold`` is that of the checks of its table.
    """

    __slots__ = ("rate", "part", "whole", "change", "support", "fold")

    def __init__(self, rate: Figure, part: Figure, whole: Figure, change: bool, support: Support, fold: str):
        super().__init__(rate.section)
        self.rate = rate
        self.part = part
        self.whole = whole
        self.change = change
        self.support = support
        self.fold = fold


def class_name(name: str) -> str:
    """The name of a functional class without 支出."""
    return name.partition("（类）")[0].strip("“”\"1234567890.、．（）() ").removesuffix("支出").removesuffix("支")


def same_class(first: str, second: str) -> bool:
    """Whether two names are of one class, though one may have been cut or have lost its last line."""
    a, b = class_name(first), class_name(second)
    return len(a) > 1 and len(b) > 1 and (a == b or len(a) > 3 and len(b) > 3 and (a.startswith(b) or b.startswith(a)))
