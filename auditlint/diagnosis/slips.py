"""The slips that hands make with figures: one digit, two digits swapped, a digit dropped or doubled, the decimal point."""

from decimal import Decimal
from math import ceil, floor

from ..model.arithmetic import WIDE
from ..model.figure import Figure
from ..model.strokes import digits, one_stroke

#: A number of more characters is no amount of a filing.
_LONG = 40
#: How telling a slip is: an edit of one stroke is seldom chance, a copied figure more often.
WEIGHT = {"": 0, "copied": 1, "sign": 2, "turned": 3, "unit": 2, "truncated": 2, "point": 3, "dropped": 3, "doubled": 3, "swapped": 3, "digit": 3, "explained": 4}
NAMES = {
    "": ("", ""),
    "explained": ("", ""),
    "digit": ("错一位数字", "one digit wrong"),
    "swapped": ("两位数字颠倒", "two digits swapped"),
    "dropped": ("漏一位数字", "a digit dropped"),
    "doubled": ("多一位数字", "a digit too many"),
    "point": ("小数点移位", "decimal point moved"),
    "unit": ("元与万元混淆", "yuan taken for ten thousand yuan"),
    "sign": ("符号写反", "sign reversed"),
    "turned": ("方向写反", "direction reversed"),
    "truncated": ("截断而未四舍五入", "truncated instead of rounded"),
    "copied": ("疑为抄自别处", "perhaps copied from elsewhere"),
}


def written(value: Decimal, figure: Figure) -> str:
    """``value`` (in base units) as the figure would print it: same places, same separators, same percent sign."""
    amount = figure.in_unit(value)
    places = figure.printed_places
    rounded = WIDE.quantize(amount, Decimal((0, (1,), -places))) if places else amount.to_integral_value()
    if rounded != amount:
        rounded = amount.normalize(WIDE)
    text = f"{rounded:,f}" if "," in figure.text else f"{rounded:f}"
    return text + "%" if figure.text.endswith("%") else text


def slip(figure: Figure, value: Decimal) -> str:
    """The slip that turns ``value`` into what is printed, or ""."""
    if value == -figure.exact and value:
        return "sign"
    printed, right = digits(figure.text), digits(written(value, figure))
    if printed == right:
        return ""
    if figure.exact and value and figure.exact.scaleb(4) == value or figure.exact == value.scaleb(4):
        return "unit"
    if _shifted(figure.exact, value):
        return "point"
    return one_stroke(printed.lstrip("-"), right.lstrip("-"))


def near(figure: Figure, low: Decimal, high: Decimal) -> list[Decimal]:
    """The values between ``low`` and ``high`` that one stroke of the hand turns into what is printed."""
    text, exact = digits(figure.text), figure.exact
    values = {exact.scaleb(move) for move in (-2, -1, 1, 2, 4, -4)}
    if len(text) > _LONG:
        return [value for value in values if low <= value <= high and value != exact]
    unit = figure.shift - len(text.partition(".")[2]) - 1
    low_number, high_number = low.scaleb(-unit), high.scaleb(-unit)
    if text.startswith("-"):
        numbers = [-number for number in _strokes(text[1:], -high_number, -low_number)]
    else:
        numbers = _strokes(text, low_number, high_number)
    for number in numbers:
        longer = number % 10 > 0
        values.add(Decimal(number if longer else number // 10).scaleb(unit if longer else unit + 1))
    values.discard(exact)
    return [value for value in values if low <= value <= high]


def _strokes(text: str, low: Decimal, high: Decimal) -> list[int]:
    """The numbers between ``low`` and ``high`` that are one stroke from ``text``, in tenths of its last place.

    They are reckoned as whole numbers: a hundred readings of each suspect are thrown away for one that is kept.
    """
    least, most = ceil(low), floor(high)
    whole, _, part = text.partition(".")
    figures = whole + part
    found: list[int] = []
    for at in range(len(figures) + 1):
        # What stands before the point keeps its tenths; a digit more or less behind it moves what follows.
        longer = 10 if at < len(whole) or not part else 1
        head, tail, below = int(figures[:at] or "0"), int(figures[at:] or "0"), 10 ** (len(figures) - at)
        first = (head * 10 * below + tail) * longer
        found += [first + digit * below * longer for digit in range(10)]
        if at < len(figures):
            found += _altered(head, tail, below // 10, at - len(whole), len(whole), len(part))
    return [number for number in found if least <= number <= most]


def _altered(head: int, tail: int, below: int, behind: int, whole: int, part: int) -> list[int]:
    """The numbers with another digit at a place, without it, and with it and the next one swapped.

    ``behind`` is the place counted from the decimal point, before which there are ``whole`` digits, and ``part`` behind it.
    """
    rest, digit = tail % below, tail // below
    found = [((head * 10 + other) * below + rest) * 10 for other in range(10)]
    if (whole if behind < 0 else part) > 1:
        found.append((head * below + rest) * (10 if behind < 0 else 100))
    if below > 1 and behind != -1:
        following = rest // (below // 10)
        found.append(((head * 10 + following) * below + rest + (digit - following) * (below // 10)) * 10)
    return found


def _shifted(printed: Decimal, right: Decimal) -> bool:
    if not printed or not right:
        return False
    return any(printed.scaleb(move) == right for move in (-3, -2, -1, 1, 2, 3)) or (
        printed.normalize().as_tuple().digits == right.normalize().as_tuple().digits
    )
