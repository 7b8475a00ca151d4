"""What a filing is made of, before it is in any format."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

#: A cell of a head: its words, and how many columns and rows it covers.
Head = tuple[str, int, int]


@dataclass
class Text:
    """A heading or a paragraph.

    ``level`` is 0 for a paragraph, 1 for 第一部分, 2 for 一、, 3 for （一）; ``mark`` is the number that stands before the words, so
    that a word processor may count it itself.
    """

    name: str
    words: str
    level: int = 0
    mark: str = ""

    @property
    def whole(self) -> str:
        """The words with their number."""
        return self.mark + self.words


@dataclass
class Table:
    """A table: its rows hold figures of yuan, which each format writes as ten thousands, or words."""

    name: str
    title: str
    number: int
    head: list[list[Head | None]]
    rows: list[list["str | Decimal | None"]]
    note: str = ""
    #: Cells (row and column of the body, from 0) that print something else than their figure.
    printed: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.head[0])

    def text(self, row: int, column: int, separators: bool = True) -> str:
        """What a cell prints."""
        if (row, column) in self.printed:
            return self.printed[row, column]
        value = self.rows[row][column]
        if isinstance(value, Decimal):
            return f"{wan(value):,.2f}" if separators else f"{wan(value):.2f}"
        return value or ""


Block = Text | Table


@dataclass
class Fault:
    """One change to the clean filing: in which paragraph or table, what stood there, and what stands there instead.

    ``cell`` is the row's name (none for the first row) and the column (from 0) where it is in a table.  ``missed`` gives the formats in which it is not
    found, each with the reason.
    """

    block: str
    was: str
    text: str
    kind: str
    explanation: str
    cell: tuple[str, int] | None = None
    severity: str = "error"
    missed: dict[str, str] = field(default_factory=dict)


def wan(yuan: Decimal) -> Decimal:
    """Ten thousands of yuan with two decimals, rounded half up."""
    return (yuan / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP)


def rate(part: Decimal, whole: Decimal) -> str:
    """A percentage with two decimals, without its sign."""
    return f"{(abs(part) * 100 / whole).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"


def apply(blocks: list[Block], faults: list[Fault]) -> dict[int, tuple[int, int] | None]:
    """Change blocks as faults say.  Gives, by the number of each fault, the cell (row and column) that it is in.

    Raises :class:`ValueError` where what a fault changes does not stand there, or more than once.
    """
    named = {block.name: block for block in blocks}
    places: dict[int, tuple[int, int] | None] = {}
    for number, fault in enumerate(faults):
        block = named[fault.block]
        if isinstance(block, Text):
            if block.words.count(fault.was) != 1:
                raise ValueError(f"{fault.block}: {fault.was!r} stands {block.words.count(fault.was)} times in {block.words!r}")
            block.words = block.words.replace(fault.was, fault.text)
            places[number] = None
            continue
        assert fault.cell is not None
        row = next(at for at, cells in enumerate(block.rows) if not fault.cell[0] or fault.cell[0] in cells)
        place = (row, fault.cell[1])
        if block.text(*place) != fault.was:
            raise ValueError(f"{fault.block}: {block.text(*place)!r} and not {fault.was!r}")
        block.printed[place] = fault.text
        places[number] = place
    return places
