"""The slips that hands make with figures: one digit, two digits swapped, a digit dropped or doubled, the decimal point."""

from decimal import Decimal

from .model.figure import Figure
from .model.strokes import digits, one_stroke

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
    rounded = round(amount, places) if places else amount.to_integral_value()
    if rounded != amount:
        rounded = amount.normalize()
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
    text = figure.text.rstrip("%").replace(",", "").replace(" ", "")
    at = [i for i, char in enumerate(text) if char.isdigit()]
    texts = set()
    for i in at:
        head, tail = text[:i], text[i:]
        texts.update([head + digit + tail for digit in "0123456789"])
        texts.update([head + digit + tail[1:] for digit in "0123456789"])
        texts.add(head + tail[1:])
        if tail[1:2].isdigit():
            texts.add(head + tail[1] + tail[0] + tail[2:])
    texts.update([text + digit for digit in "0123456789"])
    shift, exact = figure.shift, figure.exact
    values = {Decimal(t).scaleb(shift) for t in texts if t and t[-1] != "." and t[0] != "." and t != "-"}
    values.update([exact.scaleb(move) for move in (-2, -1, 1, 2, 4, -4)])
    values.discard(exact)
    return [value for value in values if low <= value <= high]


def _shifted(printed: Decimal, right: Decimal) -> bool:
    if not printed or not right:
        return False
    return any(printed.scaleb(move) == right for move in (-3, -2, -1, 1, 2, 3)) or (
        printed.normalize().as_tuple().digits == right.normalize().as_tuple().digits
    )
