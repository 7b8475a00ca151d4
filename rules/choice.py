"""Choosing between readings: the one that holds, or the most natural one."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from auditlint.model import BROKEN, HOLDS, ROUNDING, SHIFT, Check, Figure, Operand, Total
from auditlint.model.arithmetic import WIDE
from auditlint.model.figure import MONEY, rounding_of, significant
from auditlint.model.strokes import digits, one_stroke, one_stroke_away
from auditlint.startup import pattern

#: Places to which figures are printed are alike where one of them only leaves out a zero at its end.
_ALIKE = 10
#: Units of the last place that nobody would leave out of a list: one 万元 where it is printed with two decimals.  It has nothing to do with rounding.
_LITTLE = 100
#: 1 万元: what is left out of a list is often so many of them.
_ROUND = 10 ** SHIFT["万元"]
#: How many significant digits an amount must have for one wrong digit in it to be more than chance.
_TELLING = 4
#: Places by which a decimal point is moved.
_MOVES = (-4, -3, -2, -1, 1, 2, 3, 4)
#: A number of more digits is none that a hand wrote.
_LONGEST = 20
#: What is said before an explanation.
_MAINLY = pattern(r"主要|包括|[为是即](?:[：:]|[一-龥])")
_REST = "其余"


def best(checks: Iterable[Check]) -> Check | None:
    """The first check that holds, else the first that only rounding explains, else the first of all."""
    first: Check | None = None
    rounding: Check | None = None
    for check in checks:
        if check.verdict == HOLDS:
            return check
        if check.verdict == ROUNDING and rounding is None:
            rounding = check
        if first is None:
            first = check
    return rounding or first


def sound(check: Check | None) -> bool:
    """Whether a check holds, if only by rounding."""
    return check is not None and check.sound


def broken(check: Check | None) -> bool:
    """Whether no originals can make the check right."""
    return check is not None and check.verdict == BROKEN


def strictly(check: Check) -> Check:
    """The same check with every figure held to the decimals of its table."""
    return check._replace(verdict=BROKEN) if check.weak else check


def same(figures: Iterable[Figure]) -> bool:
    """Whether all figures have one value."""
    return len({figure.exact for figure in figures}) <= 1


def slipped(check: Check, rounded: bool = False) -> str:
    """The slip of the hand at one figure that explains a broken equation: digit, swapped, dropped, doubled or point; "" for none.

    A ``rounded`` sum or average may come out by as much as the rounding of its figures explains.
    """
    printed, expression = check.printed, check.expression
    if not isinstance(printed, Figure) or expression is None or expression.exact is None:
        return ""
    left = check.left or printed
    moving, aim = (left, expression.exact) if not expression.operands() else (expression, left.exact)
    if aim is None or moving.exact is None:
        return ""
    own = stroke(printed, check.expected) if left is printed and check.expected is not None else ""
    name = own or next(filter(None, _at_operands(printed, moving, aim, aim - moving.exact)), "")
    if name or not rounded or left is not printed:
        return name
    return _slipped_and_rounded(printed, moving, aim - moving.exact) if isinstance(moving, Total) else _result_slipped(printed, moving)


def _result_slipped(printed: Figure, moving: Operand) -> str:
    """The stroke that turns what rounded figures may give into what is printed, where rounding leaves less room than a unit of the stroke."""
    bounds = moving.interval()
    if bounds is None:
        return ""
    low, high = bounds
    return next((name for value, name in _struck(printed, low, high) if high - low < Decimal(1).scaleb(abs(value - printed.exact).adjusted())), "")


def _slipped_and_rounded(printed: Figure, moving: Total, off: Decimal) -> str:
    """The stroke at one figure of a sum that makes it come out by rounding, where rounding leaves less room than a unit of the stroke."""
    signed = [(-1, printed), *((sign, term) for sign, term in moving.terms if isinstance(term, Figure))]
    figures = [figure for _, figure in signed]
    slack = rounding_of(figures)
    if not alike(figures):
        return ""
    for sign, figure in signed:
        right = figure.exact + sign * off
        found = _struck(figure, right - slack, right + slack)
        if name := next((name for value, name in found if slack < Decimal(1).scaleb(abs(value - figure.exact).adjusted())), ""):
            return name
    return ""


def is_little(stated: Figure, value: Decimal) -> bool:
    """Whether a sum misses what is printed by less than anything that was left out would come to."""
    return bool(stated.printed_places) and abs(stated.exact - value) < least(stated)


def least(stated: Figure) -> Decimal:
    """The least amount that may be left out of a list beside one."""
    return _LITTLE * stated.quantum


def is_round(amount: Decimal) -> bool:
    """Whether an amount is one that may well have been left out."""
    return not amount % _ROUND


def tells(figure: Figure, value: Decimal) -> bool:
    """Whether a value of a figure is exact enough for one stroke of the hand to be told from chance: 60 and 70 万元 differ by one digit too."""
    return significant(value / figure.quantum) >= _TELLING


def _struck(figure: Figure, low: Decimal, high: Decimal) -> Iterator[tuple[Decimal, str]]:
    """The values between two that one stroke turns into what is printed, and the strokes."""
    text, sign = digits(figure.text).lstrip("-"), -1 if figure.exact < 0 else 1
    for other in one_stroke_away(text) if len(text) <= _LONGEST else ():
        if other.strip(".") and low <= (value := sign * Decimal(other).scaleb(figure.shift)) <= high:
            yield value, one_stroke(text, other)
    yield from ((value, "point") for move in _MOVES if figure.exact and low <= (value := figure.exact.scaleb(move)) <= high)


def alike(figures: Sequence[Figure]) -> bool:
    """Whether figures are printed to about one place: beside 1.2 亿元 nearly any stroke in 3245.67 万元 would come out by rounding."""
    return max(figure.quantum for figure in figures) <= _ALIKE * min(figure.quantum for figure in figures)


def _at_operands(printed: Figure, moving: Operand, aim: Decimal, off: Decimal) -> Iterator[str]:
    """The stroke at each operand that makes them come to ``aim``, which they miss by ``off``."""
    if isinstance(moving, Total):
        yield from (stroke(term, term.exact + sign * off) for sign, term in moving.terms if isinstance(term, Figure))
        for sign, term in moving.terms:
            if isinstance(term, Total):  # 年初预算 90 万元，调减 10 万元: what is taken away
                yield from _at_operands(printed, term, aim, sign * off)
            elif not isinstance(term, Figure):  # 205 × 2000 + 160 × 3000
                yield from (_solved(printed, moving, figure, aim) for figure in term.operands())
    else:
        yield from (_solved(printed, moving, figure, aim) for figure in moving.operands())


def _solved(printed: Figure, moving: Operand, figure: Figure, aim: Decimal) -> str:
    """The stroke at ``figure`` that makes a quotient or product give what is printed, if only by rounding."""
    parts = moving.linear(figure)
    if parts is None:
        return ""
    (a, b), (c, d) = parts
    ends = [WIDE.divide(end * d - b, slope) for end in (aim, *printed.interval(own=True)) if (slope := a - end * c)]
    struck = _struck(figure, min(ends), max(ends)) if ends else iter(())
    return next((name for _, name in struck if name != "point"), "")


def stroke(figure: Figure, value: Decimal) -> str:
    """The stroke that turns ``value`` into what ``figure`` prints, its point and its sign among them; "" where it takes more than one."""
    if value and value == -figure.exact:
        return "sign"
    if figure.exact and value and figure.exact != value and figure.exact.normalize().as_tuple().digits == value.normalize().as_tuple().digits:
        return "point"
    printed, right = digits(figure.text), f"{figure.in_unit(value):.{figure.printed_places}f}"
    short = right.rstrip("0").rstrip(".") if "." in right else right
    return one_stroke(printed, right) or one_stroke(printed, short)


def glossed(parts: Sequence[Figure]) -> int:
    """How many of the last parts of a list only explain the one before them: 其他用车 2 辆，其他用车主要是业务用车 2 辆."""
    together = Decimal(0)
    for count in range(len(parts) - 1, 0, -1):
        whole, first = parts[count - 1 : count + 1]
        together += first.exact
        explained = whole.exact and whole.source is first.source and together == whole.exact
        between = whole.source.text[whole.end : first.start]
        if explained and _MAINLY.search(between) and _REST not in between:
            return len(parts) - count
    return 0


def proved(check: Check) -> Check:
    """A relation that words establish is an error where a slip or a wrong denominator explains it, and a warning where nothing does."""
    if check.verdict == BROKEN and not (check.explained or check.truncated or slipped(check)):
        check = check.warned()
    return check


def are_rounded(check: Check) -> bool:
    """Whether changes miss their total by no more than the differences of rounded amounts may: each by one in its last place; people are not rounded."""
    printed = check.printed
    if not isinstance(printed, Figure) or check.exact is None:
        return False
    return abs(printed.exact - check.exact) <= sum(figure.quantum for figure in check.operands() if figure.unit in MONEY or figure.interval()[0] < figure.exact)
