"""What a cell of a workbook shows: a number in its format, as Excel writes it on the page."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from ..startup import pattern

#: How many digits of a number Excel knows.
_KNOWN = Context(prec=15, rounding=ROUND_HALF_UP)
_WORKING = Context(prec=60, rounding=ROUND_HALF_UP)
#: Numbers of other sizes stay as they stand: they are no amounts.
_LARGEST_EXPONENT = 40

#: Formats that a workbook names by number only.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0;-#,##0", 6: "#,##0;-#,##0", 7: "#,##0.00;-#,##0.00",
    8: "#,##0.00;-#,##0.00", 9: "0%", 10: "0.00%", 11: "General", 12: "General", 13: "General", 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"', 48: "General", 49: "@",
    **dict.fromkeys((14, *range(27, 32), 36, *range(50, 59)), "yyyy-mm-dd"), 15: "yyyy-mm-dd", 16: "mm-dd", 17: "yyyy-mm",
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47), "hh:mm"), 22: "yyyy-mm-dd hh:mm",
}  # fmt: skip
#: A piece of a format: a literal, something in brackets, a space as wide as a character, a filler, or one character.
_PIECE = pattern(r'(?s)"([^"]*)"?|[\\!](.)|\[([^\]]*)\]|_.|\*.|(.)')
_CONDITION = pattern(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda a, b: a < b, ">": lambda a, b: a > b, "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b, "<>": lambda a, b: a != b,
}  # fmt: skip
_CURRENCY = frozenset("¥￥$€£")
#: What stands for the minus of a number in words.
_FALLS = frozenset("减降少负亏")
_NO_SIGN = {ord(sign): None for sign in "-−()（）"}
_PLAIN = pattern(r"General|G/通用格式|常规")
_PLACES = frozenset("0#?")
_MOMENT = frozenset("ymdhsYMDHS")
_ELAPSED = frozenset(("h", "hh", "m", "mm", "s", "ss"))


class Section(NamedTuple):
    """One part of a format, for numbers of one sign.

    ``inner`` are texts that stand among the digits before the decimal point, each with the number of digits after it: a point
    that is only written there shows yuan as 万元.  ``odd`` tells of powers of ten and fractions, which are shown in full.
    """

    before: str
    after: str
    placed: bool
    digits: int
    least: int
    most: int
    grouped: bool
    shift: int
    condition: tuple[str, Decimal] | None
    moment: str
    plain: bool
    inner: tuple[tuple[int, str], ...]
    odd: bool


def shown(text: str, code: str, epoch_1904: bool = False) -> str:
    """What a number of a cell, written out in ``text``, shows as in a format; what is no number stays as it is.

    Brackets and red for negative numbers are given as a minus sign, currency signs are left out: neither is part of a figure.
    """
    try:
        exact = Decimal(text)
    except ArithmeticError:
        return text
    if not exact.is_finite() or abs(exact.adjusted()) > _LARGEST_EXPONENT and exact:
        return text
    number = _KNOWN.plus(exact)
    sections = _sections(code)
    section = _choose(number, sections)
    if section.moment:
        return _moment(number, section.moment, epoch_1904)
    body = _general(abs(number)) if section.plain else _digits(abs(number), section)
    before, after = section.before, section.after
    if number < 0 and (section.placed or section.plain):
        before, after = before.translate(_NO_SIGN), after.translate(_NO_SIGN)
        if any(digit in "123456789" for digit in body) and not _FALLS.intersection(before):
            before = "-" + before
    return (before + body + after).strip()


def is_odd(text: str, code: str) -> bool:
    """Whether a number is shown as a power of ten or a fraction, which :func:`shown` does not follow."""
    sections = _sections(code)
    if not any(section.odd for section in sections):
        return False
    try:
        number = Decimal(text)
    except ArithmeticError:
        return False
    return number.is_finite() and _choose(number, sections).odd


def _choose(number: Decimal, sections: tuple[Section, ...]) -> Section:
    """The section of a format that a number takes: by its sign, unless conditions are written."""
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _COMPARE[section.condition[0]](number, section.condition[1]):
                return section
        return sections[-1]
    if len(sections) > 2 and number == 0:
        return sections[2]
    return sections[1] if len(sections) > 1 and number < 0 else sections[0]


def _digits(number: Decimal, section: Section) -> str:
    if not section.placed:
        return ""
    unit = Decimal(1).scaleb(-section.most)
    rounded = _WORKING.quantize(number.scaleb(section.shift, _WORKING), unit)
    whole, _, fraction = f"{rounded:f}".partition(".")
    while len(fraction) > section.least and fraction.endswith("0"):
        fraction = fraction[:-1]
    whole = whole.lstrip("0").rjust(section.digits, "0")
    if section.grouped and len(whole) > 3:
        whole = f"{int(whole):,}".rjust(section.digits, "0")
    for after, text in section.inner:
        whole = whole.rjust(after, "0")
        at = len(whole)
        while after:
            at -= 1
            after -= whole[at].isdigit()
        whole = whole[:at] + text + whole[at:]
    return f"{whole}.{fraction}" if fraction else whole


def _general(number: Decimal) -> str:
    """A number in no format: eleven characters at most, as a cell has room for."""
    room = max(10 - len(f"{int(number)}"), 0)
    rounded = _WORKING.quantize(number, Decimal(1).scaleb(-room)) if f"{number:f}"[::-1].find(".") > room else number
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    parts = [""]
    for piece in _PIECE.finditer(code[:500] or "General"):
        if piece.group(4) == ";":
            parts.append("")
        else:
            parts[-1] += piece.group()
    return tuple(_section(part) for part in parts[:3])


def _section(part: str) -> Section:
    before: list[str] = []
    after: list[str] = []
    places = moment = ""
    condition: tuple[str, Decimal] | None = None
    percents = 0
    plain = _PLAIN.search(part)
    odd = False
    inner: list[tuple[int, str]] = []
    for piece in _PIECE.finditer(part, plain.end() if plain else 0):
        literal, escaped, bracketed, char = piece.groups()
        aside = after if places or plain else before
        if char in _PLACES and after and places and not plain:
            # What was taken for the text after the number stands within it.
            odd = odd or "/" in after or "".join(after[-2:]) in ("E+", "E-", "e+", "e-")
            if "." not in places:
                inner.append((len(places.replace(",", "")), "".join(after)))
            after.clear()
        if literal is not None or escaped is not None:
            aside.append(escaped if literal is None else literal)
        elif bracketed is not None:
            found = _CONDITION.match(bracketed)
            condition = (found.group(1), Decimal(found.group(2))) if found else condition
            moment += bracketed.lower() if bracketed.lower() in _ELAPSED else ""
        elif char is None or char in _CURRENCY or char == "@":
            pass
        elif char in _PLACES or char == "." or char == "," and places:
            places += char
        elif char in _MOMENT:
            moment += char.lower()
        else:
            percents += char == "%"
            aside.append(char)
    if odd and not moment:
        return Section("", "", False, 0, 0, 0, False, 0, condition, "", True, (), True)
    whole, _, fraction = places.partition(".")
    shift = 2 * percents - 3 * (len(places) - len(places.rstrip(",")))
    fraction = fraction.replace(",", "")[:30]
    return Section(
        "".join(before), "".join(after), bool(places), whole.count("0"), fraction.count("0"), len(fraction), "," in whole.rstrip(","),
        shift, condition, "" if plain else moment, plain is not None or part.strip() == "@",
        tuple((len(whole.replace(",", "")) - count, text) for count, text in inner), False,
    )  # fmt: skip


def _moment(number: Decimal, parts: str, epoch_1904: bool) -> str:
    """A date or a time: 2023-12-31, 2023-12-31 08:30, 08:30."""
    days = int(number)
    seconds = int((number - days) * 86400 + Decimal("0.5"))
    out: list[str] = []
    if "y" in parts or "d" in parts:
        try:
            day = (date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)) + timedelta(days=days)
        except OverflowError:
            return f"{number:f}"
        out.append(f"{day:%Y-%m-%d}" if "d" in parts and "y" in parts else f"{day:%Y-%m}" if "y" in parts else f"{day:%m-%d}")
    if "h" in parts or "s" in parts:
        out.append(f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}")
    return " ".join(out) or f"{number:f}"
