"""A printed figure: what it says, how exactly it says it, and what it speaks of."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from .arithmetic import ONE, Linear, Operand
from .phrasing import Phrase
from .place import Place

if TYPE_CHECKING:
    from .document import Document

#: Powers of ten that bring a unit to its base: amounts to yuan, shares and rates to a plain ratio.
SHIFT = {"元": 0, "千元": 3, "万元": 4, "万": 4, "亿元": 8, "亿": 8, "%": -2, "个百分点": -2, "百分点": -2, "万人": 4, "万人次": 4}
MONEY = frozenset(("元", "千元", "万元", "万", "亿元", "亿"))

ZERO = Decimal(0)


class _Powers(dict[int, Decimal]):
    """``digit`` times the powers of ten, each made once: every check asks for some."""

    def __init__(self, digit: int):
        super().__init__()
        self._digit = digit

    def __missing__(self, exponent: int) -> Decimal:
        made = self[exponent] = Decimal((0, (self._digit,), exponent))
        return made


_UNITS = _Powers(1)
#: Half a unit of the next place: ``_HALVES[-3]`` is half of 0.01.
_HALVES = _Powers(5)


#: How long a number may be as it is printed; those of a country's money are half as long.
_LONGEST, _MOST_DIGITS = 40, 24


class AbsurdNumber(Exception):
    """A number that is no figure of anything stands where a figure must; ``line`` is where."""

    def __init__(self, line: int):
        super().__init__(line)
        self.line = line


class Figure(Operand):
    """A number as printed.

    ``value`` is the number in its own unit, ``exact`` the same in the base of its dimension (yuan for money, a plain
    ratio for ``%``).  ``places`` are the decimals it is held to: those printed, or, for an amount with fewer than
    its sentence uses, the sentence's; ``printed_places`` are always those printed.  ``sign`` is -1 for a change that
    the words call a decrease; ``malformed`` tells that its thousands are not grouped in threes.
    """

    __slots__ = (
        "text", "value", "unit", "shift", "places", "printed_places", "exact", "start", "end", "source",
        "label", "concept", "scope", "role", "year", "section", "sign", "reason", "malformed",
    )  # fmt: skip

    exact: Decimal

    def __init__(self, text: str, value: Decimal, unit: str, places: int, start: int, end: int, source: "Document"):
        if len(text) > _LONGEST and (value.adjusted() > _MOST_DIGITS or places > _MOST_DIGITS):
            raise AbsurdNumber(source.place(start, end).line)
        self.text = text
        self.value = value
        self.unit = unit
        self.shift = shift = SHIFT.get(unit, 0)
        self.places = self.printed_places = places
        self.exact = value.scaleb(shift) if shift else value
        self.start = start
        self.end = end
        self.source = source
        self.label = ""
        self.concept: str | None = None
        self.scope = ""
        self.role = ""
        self.year: int | None = None
        self.section = ""
        self.sign = 1
        self.reason: Phrase | None = None
        self.malformed = False

    @property
    def place(self) -> Place:
        """Where the figure stands, worked out when asked for: most figures never are."""
        return self.source.place(self.start, self.end)

    @property
    def dimension(self) -> str:
        """``money``, ``percent`` or ``count``."""
        return "money" if self.unit in MONEY else "percent" if self.shift == -2 else "count"

    @property
    def quantum(self) -> Decimal:
        """One unit of the last place the figure is held to, in base units."""
        return _UNITS[self.shift - self.places]

    @property
    def printed_quantum(self) -> Decimal:
        """One unit of the last printed place, in base units."""
        return _UNITS[self.shift - self.printed_places]

    @property
    def is_zero(self) -> bool:
        """Printed as zero."""
        return not self.exact

    def interval(self, own: bool = False) -> tuple[Decimal, Decimal]:
        """The closed interval of originals that print as this figure; ``own`` takes the printed precision.

        A count without decimals (people, vehicles) was never rounded, and an amount of plain 0 is nothing at all.
        """
        exact = self.exact
        if not self.printed_places and self.unit and (not exact if self.unit in MONEY else not self.shift and not self.places):
            return exact, exact
        half = _HALVES[self.shift - (self.printed_places if own else self.places) - 1]
        return exact - half, exact + half

    def operands(self) -> list["Figure"]:
        return [self]

    def formula(self, lang: str = "zh") -> str:
        return self.text.rstrip("%") if self.unit == "%" else self.text

    def at(self, figure: Operand, value: Decimal) -> "Figure":
        if figure is not self:
            return self
        twin = Figure(self.text, self.in_unit(value), self.unit, self.printed_places, self.start, self.end, self.source)
        twin.places, twin.sign = self.places, self.sign
        return twin

    def linear(self, figure: "Figure", flip: bool = False) -> tuple[Linear, Linear] | None:
        return ((ONE, ZERO), (ZERO, ONE)) if figure is self else super().linear(figure, flip)

    def in_unit(self, amount: Decimal) -> Decimal:
        """``amount`` (in base units) in the figure's own unit."""
        return amount.scaleb(-self.shift)

    def __repr__(self) -> str:
        return f"<{self.text}{self.unit if self.unit != '%' else ''} {self.label}/{self.role}@{self.start}>"


def rounding_of(figures: Iterable[Figure]) -> Decimal:
    """By how much the roundings of some figures may part their sum from what it is printed as, in base units."""
    return sum((figure.interval()[1] - figure.exact for figure in figures), ZERO)


def are_all(shares: Iterable[Figure]) -> bool:
    """Whether shares come to 100%, their roundings granted."""
    shares = list(shares)
    return abs(sum((share.exact for share in shares), -ONE)) <= rounding_of(shares)


def significant(value: Decimal) -> int:
    """How many digits of a number tell something: all but the zeros at its end.  Of those with few there are some everywhere, by chance too."""
    return len(value.normalize().as_tuple().digits)


class Word:
    """A word that takes part in a relation as a figure does: 增长, 持平, 大于, 无.

    ``meaning`` is +1, 0 or -1 for a direction, or the operator for a comparison.
    """

    __slots__ = ("text", "start", "end", "source", "meaning", "section", "label")

    def __init__(self, text: str, start: int, end: int, source: "Document", meaning: int | str):
        self.text = text
        self.start = start
        self.end = end
        self.source = source
        self.meaning = meaning
        self.section = ""
        self.label = ""

    @property
    def place(self) -> Place:
        return self.source.place(self.start, self.end)

    def __repr__(self) -> str:
        return f"<{self.text}@{self.start}>"
