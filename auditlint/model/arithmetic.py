"""Expressions over printed figures: exact value, interval of possible originals, and how a person writes them.

Values are :class:`~decimal.Decimal` in base units (yuan, ratio, count).  Division works with fifty digits: a quotient
of printed figures either ends well before or differs from every rounding boundary long before the fiftieth.
"""

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from .figure import Figure

WIDE = Context(prec=50)
Interval = tuple[Decimal, Decimal]
#: ``(a, b)`` stands for ``a·x + b``, a linear function of one figure's exact value.
Linear = tuple[Decimal, Decimal]
ZERO = Decimal(0)
ONE = Decimal(1)


class Operand:
    """Anything that can stand in a formula."""

    __slots__ = ()

    exact: Decimal | None

    def interval(self, own: bool = False) -> Interval | None:
        """Values that the unrounded originals may have; ``None`` where a divisor's interval holds zero."""
        raise NotImplementedError

    def operands(self) -> list["Figure"]:
        """The figures in it, in reading order."""
        raise NotImplementedError

    def formula(self, lang: str = "zh") -> str:
        """The expression as a person writes it."""
        raise NotImplementedError

    def at(self, figure: "Figure", value: Decimal) -> "Operand":
        """The same expression with ``figure`` read as ``value``."""
        return self

    def linear(self, figure: "Figure", flip: bool = False) -> tuple[Linear, Linear] | None:
        """Numerator and denominator as linear functions of ``figure``; ``None`` where the expression is no such quotient.

        ``flip`` takes the other side of absolute values.
        """
        exact = self.exact
        return None if exact is None else ((ZERO, exact), (ZERO, ONE))

    def holds(self, figure: "Figure") -> bool:
        """Whether a figure stands in the expression."""
        return any(each is figure for each in self.operands())

    def __add__(self, other: "Operand") -> "Total":
        return Total([(1, self), (1, operand(other))])

    def __sub__(self, other: "Operand") -> "Total":
        return Total([(1, self), (-1, operand(other))])

    def __mul__(self, other: "Operand") -> "Product":
        return Product(self, operand(other))

    def __truediv__(self, other: "Operand") -> "Quotient":
        return Quotient(self, operand(other))

    def __neg__(self) -> "Total":
        return Total([(-1, self)])

    def __abs__(self) -> "Absolute":
        return Absolute(self)


class Constant(Operand):
    """A number nobody printed: 100%, the nothing of a declared nil, the months of a year.

    It is in base units (yuan, a plain ratio, a count), or written as it is printed: ``Constant("100%")`` is ``Constant(1, "100%")``;
    ``words_en`` are its words in English where ``words`` are Chinese.
    Raises :class:`ValueError` for text that is no number, and :class:`TypeError` for a float, which is none exactly.
    """

    __slots__ = ("exact", "words", "words_en")

    def __init__(self, exact: Decimal | int | str, words: str = "", words_en: str = ""):
        if isinstance(exact, str):
            words = words or exact
            exact = _printed(exact)
        elif isinstance(exact, float):
            raise TypeError(f"Constant({exact!r})：小数请写成文字：Constant(\"{exact!r}\") / write decimals as text")
        self.exact = Decimal(exact)
        self.words = words or f"{self.exact:f}"
        self.words_en = words_en or self.words

    def interval(self, own: bool = False) -> Interval:
        assert self.exact is not None
        return self.exact, self.exact

    def operands(self) -> list["Figure"]:
        return []

    def formula(self, lang: str = "zh") -> str:
        return self.words_en if lang == "en" else self.words


class Total(Operand):
    """A signed sum.

    One of thousands of parts is asked for each of them what it would be with that one read otherwise, so that it remembers its
    figures, where they stand and what its bounds are.
    """

    __slots__ = ("terms", "exact", "_bounds", "_places", "_figures")

    def __init__(self, terms: list[tuple[int, Operand]]):
        self.terms = terms
        self._bounds: dict[bool, Interval | None] = {}
        self._places: dict[int, list[int]] | None = None
        self._figures: list[Figure] | None = None
        total = ZERO
        for sign, term in terms:
            value = term.exact
            if value is None:
                self.exact = None
                return
            total = total + value if sign > 0 else total - value
        self.exact = total

    def interval(self, own: bool = False) -> Interval | None:
        if own not in self._bounds:
            self._bounds[own] = self._added(own)
        return self._bounds[own]

    def _added(self, own: bool) -> Interval | None:
        low = high = ZERO
        for sign, term in self.terms:
            bounds = term.interval(own)
            if bounds is None:
                return None
            low, high = (low + bounds[0], high + bounds[1]) if sign > 0 else (low - bounds[1], high - bounds[0])
        return low, high

    def places_of(self, figure: "Figure") -> Sequence[int]:
        """The numbers of the terms that hold a figure."""
        if self._places is None:
            self._places = {}
            for at, (_, term) in enumerate(self.terms):
                for each in {id(each) for each in term.operands()}:
                    self._places.setdefault(each, []).append(at)
        return self._places.get(id(figure), ())

    def holds(self, figure: "Figure") -> bool:
        return bool(self.places_of(figure))

    def operands(self) -> list["Figure"]:
        if self._figures is None:
            self._figures = [figure for _, term in self.terms for figure in term.operands()]
        return self._figures.copy()

    def formula(self, lang: str = "zh") -> str:
        out = ""
        for sign, term in self.terms:
            text = term.formula(lang)
            if isinstance(term, Total) and sign < 0:
                text = f"({text})"
            elif out and text.startswith("-"):
                text = f"({text})"
            out += (" + " if sign > 0 else " - ") + text if out else ("" if sign > 0 else "-") + text
        return out

    def at(self, figure: "Figure", value: Decimal) -> Operand:
        return Reread(self, {at: self.terms[at][1].at(figure, value) for at in self.places_of(figure)})

    def linear(self, figure: "Figure", flip: bool = False) -> tuple[Linear, Linear] | None:
        if self.exact is None:
            return None
        slope, constant = ZERO, self.exact
        for at in self.places_of(figure):
            sign, term = self.terms[at]
            parts = term.linear(figure, flip)
            if parts is None or parts[1][0] or term.exact is None:
                return None
            (a, b), (_, d) = parts
            slope += WIDE.divide(a, d) * sign
            constant += (WIDE.divide(b, d) - term.exact) * sign
        return (slope, constant), (ZERO, ONE)

    def __add__(self, other: Operand) -> "Total":
        return Total([*self.terms, (1, operand(other))])

    def __sub__(self, other: Operand) -> "Total":
        return Total([*self.terms, (-1, operand(other))])


class Reread(Operand):
    """A sum with some of its terms in other words; what is the same in the rest of it is taken from the sum."""

    __slots__ = ("whole", "others", "exact")

    def __init__(self, whole: Total, others: dict[int, Operand]):
        self.whole = whole
        self.others = others
        exact = whole.exact
        for at, other in others.items():
            sign, term = whole.terms[at]
            if exact is None or other.exact is None or term.exact is None:
                exact = self._made().exact
                break
            exact += (other.exact - term.exact) * sign
        self.exact = exact

    def interval(self, own: bool = False) -> Interval | None:
        bounds = self.whole.interval(own)
        for at, other in self.others.items():
            sign, term = self.whole.terms[at]
            was, now = term.interval(own), other.interval(own)
            if bounds is None or was is None or now is None:
                return self._made().interval(own)
            low, high = now[0] - was[0], now[1] - was[1]
            bounds = (bounds[0] + low, bounds[1] + high) if sign > 0 else (bounds[0] - high, bounds[1] - low)
        return bounds

    def operands(self) -> list["Figure"]:
        return self._made().operands()

    def formula(self, lang: str = "zh") -> str:
        return self._made().formula(lang)

    def at(self, figure: "Figure", value: Decimal) -> Operand:
        return self._made().at(figure, value)

    def linear(self, figure: "Figure", flip: bool = False) -> tuple[Linear, Linear] | None:
        return self._made().linear(figure, flip)

    def _made(self) -> Total:
        return Total([(sign, self.others.get(at, term)) for at, (sign, term) in enumerate(self.whole.terms)])


class _OfTwo(Operand):
    """What two expressions make."""

    __slots__ = ("left", "right", "exact")

    def __init__(self, left: Operand, right: Operand):
        self.left = left
        self.right = right

    def operands(self) -> list["Figure"]:
        return self.left.operands() + self.right.operands()

    def at(self, figure: "Figure", value: Decimal) -> Operand:
        return type(self)(self.left.at(figure, value), self.right.at(figure, value))


class Product(_OfTwo):
    """``a × b``"""

    __slots__ = ()

    def __init__(self, left: Operand, right: Operand):
        super().__init__(left, right)
        a, b = left.exact, right.exact
        self.exact = None if a is None or b is None else WIDE.multiply(a, b)

    def interval(self, own: bool = False) -> Interval | None:
        a, b = self.left.interval(own), self.right.interval(own)
        if a is None or b is None:
            return None
        if a[0] >= 0 and b[0] >= 0:
            return WIDE.multiply(a[0], b[0]), WIDE.multiply(a[1], b[1])
        corners = [WIDE.multiply(x, y) for x in a for y in b]
        return min(corners), max(corners)

    def formula(self, lang: str = "zh") -> str:
        return f"{_factor(self.left, lang)} × {_factor(self.right, lang)}"

    def linear(self, figure: "Figure", flip: bool = False) -> tuple[Linear, Linear] | None:
        first, second = self.left.linear(figure, flip), self.right.linear(figure, flip)
        if first is None or second is None:
            return None
        if first[0][0] or first[1][0]:
            first, second = second, first
        if first[0][0] or first[1][0]:
            return None
        k = WIDE.divide(first[0][1], first[1][1])
        (a, b), below = second
        return (k * a, k * b), below


class Quotient(_OfTwo):
    """``a ÷ b``; its exact value is ``None`` where the divisor is zero."""

    __slots__ = ()

    def __init__(self, left: Operand, right: Operand):
        super().__init__(left, right)
        a, b = left.exact, right.exact
        self.exact = None if a is None or not b else WIDE.divide(a, b)

    def interval(self, own: bool = False) -> Interval | None:
        a, b = self.left.interval(own), self.right.interval(own)
        if a is None or b is None or b[0] <= 0 <= b[1]:
            return None
        if a[0] >= 0 and b[0] > 0:
            return WIDE.divide(a[0], b[1]), WIDE.divide(a[1], b[0])
        corners = [WIDE.divide(x, y) for x in a for y in b]
        return min(corners), max(corners)

    def formula(self, lang: str = "zh") -> str:
        return f"{_factor(self.left, lang)} ÷ {_factor(self.right, lang, divisor=True)}"

    def linear(self, figure: "Figure", flip: bool = False) -> tuple[Linear, Linear] | None:
        above, below = self.left.linear(figure, flip), self.right.linear(figure, flip)
        if above is None or below is None or above[1][0] or below[1][0]:
            return None
        k, m = above[1][1], below[1][1]
        (a, b), (c, d) = above[0], below[0]
        return (a * m, b * m), (c * k, d * k)


class Absolute(Operand):
    """``|a|``"""

    __slots__ = ("inner", "exact")

    def __init__(self, inner: Operand):
        self.inner = inner
        self.exact = None if inner.exact is None else abs(inner.exact)

    def interval(self, own: bool = False) -> Interval | None:
        bounds = self.inner.interval(own)
        if bounds is None:
            return None
        low, high = bounds
        if low <= 0 <= high:
            return ZERO, max(-low, high)
        return (low, high) if low > 0 else (-high, -low)

    def operands(self) -> list["Figure"]:
        return self.inner.operands()

    def formula(self, lang: str = "zh") -> str:
        text = self.inner.formula(lang)
        return f"|{text}|" if (self.inner.exact or 0) < 0 else text

    def at(self, figure: "Figure", value: Decimal) -> "Absolute":
        return Absolute(self.inner.at(figure, value))

    def linear(self, figure: "Figure", flip: bool = False) -> tuple[Linear, Linear] | None:
        parts = self.inner.linear(figure, flip)
        if parts is None or ((self.inner.exact or ZERO) < 0) == flip:
            return parts
        (a, b), below = parts
        return (-a, -b), below


def operand(thing: Operand) -> Operand:
    """``thing``, if it can stand in a formula.

    Raises :class:`TypeError` that says what to write in the place of a plain number.
    """
    if isinstance(thing, Operand):
        return thing
    raise TypeError(f"{thing!r} 不能直接写进算式，请写 Constant({thing!r}) / write Constant({thing!r}) instead of {thing!r}")


def _printed(text: str) -> Decimal:
    number = text.strip()
    rate = number.endswith(("%", "％"))
    try:
        value = Decimal(number.rstrip("%％ ").replace(",", ""))
    except InvalidOperation:
        value = Decimal("nan")
    if not value.is_finite():
        raise ValueError(f"Constant({text!r})：应为数字，或 \"100%\" 这样的百分数 / a number, or a percentage such as \"100%\"")
    return value.scaleb(-2) if rate else value


def total(parts: Iterable[Operand]) -> Total:
    """The sum of ``parts``."""
    return Total([(1, part) for part in parts])


def signed(figure: "Figure") -> Union["Figure", Total]:
    """A change with the sign that its words give it: 减少 5.00 is -5.00."""
    return figure if figure.sign > 0 else Total([(-1, figure)])


def _factor(operand: Operand, lang: str, divisor: bool = False) -> str:
    text = operand.formula(lang)
    many = isinstance(operand, Total) and (len(operand.terms) > 1 or operand.terms[0][0] < 0)
    inner: Operand | None = operand.inner if isinstance(operand, Absolute) else None
    many = many or (isinstance(inner, Total) and len(inner.terms) > 1 and not text.startswith("|"))
    return f"({text})" if many or (divisor and isinstance(operand, (Product, Quotient))) else text
