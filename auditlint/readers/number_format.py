"""What a cell of a workbook shows: a number in its format, as Excel writes it on the page."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from ..named import NamedTuple
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
#: What stands for a cell's text, and between a number and its power of ten.
_TEXT = "@"
_POWERS = frozenset(("e+", "e-"))
_MOST_DECIMALS = 30
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


#: A power of ten or a fraction: the number is shown in full.
_ODD = Section("", "", False, 0, 0, 0, False, 0, None, "", True, (), True)


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
    plain = _PLAIN.search(part)
    draft = _Draft(plain is not None)
    for piece in _PIECE.finditer(part, plain.end() if plain else 0):
        literal, escaped, bracketed, char = piece.groups()
        if literal is not None:
            draft.write(literal)
        elif escaped is not None:
            draft.write(escaped)
        elif bracketed is not None:
            draft.bracket(bracketed)
        elif char is not None:
            draft.sign(char)
    return draft.section(part.strip() == _TEXT)


class _Draft:
    """A section of which some pieces have been read; ``plain`` tells that it has the format of a number without any."""

    def __init__(self, plain: bool):
        self.plain = plain
        self.before: list[str] = []
        self.after: list[str] = []
        self.places = self.moment = ""
        self.condition: tuple[str, Decimal] | None = None
        self.percents = 0
        self.odd = False
        self.inner: list[tuple[int, str]] = []

    def write(self, text: str) -> None:
        """Take what is shown as it stands, before the number or behind."""
        (self.after if self.places or self.plain else self.before).append(text)

    def bracket(self, text: str) -> None:
        """Take what stands in square brackets: a condition, or a time that has passed."""
        found = _CONDITION.match(text)
        if found is not None:
            self.condition = found.group(1), Decimal(found.group(2))
        if text.lower() in _ELAPSED:
            self.moment += text.lower()

    def sign(self, char: str) -> None:
        """Take a character that has a meaning, or has none and is shown."""
        if char in _PLACES:
            self._place(char)
        elif char == "." or char == "," and self.places:
            self.places += char
        elif char in _MOMENT:
            self.moment += char.lower()
        elif char not in _CURRENCY and char != _TEXT:
            self.percents += char == "%"
            self.write(char)

    def _place(self, char: str) -> None:
        """Take the place of a digit; what was taken for the text behind the number then stands within it."""
        if self.after and self.places and not self.plain:
            self.odd = self.odd or "/" in self.after or "".join(self.after[-2:]).lower() in _POWERS
            if "." not in self.places:
                self.inner.append((len(self.places.replace(",", "")), "".join(self.after)))
            self.after.clear()
        self.places += char

    def section(self, text: bool) -> Section:
        """What was read, now that it is all; ``text`` tells that it shows numbers as text."""
        if self.odd and not self.moment:
            return _ODD._replace(condition=self.condition)
        whole, _, fraction = self.places.partition(".")
        thousands = len(self.places) - len(self.places.rstrip(","))
        fraction = fraction.replace(",", "")[:_MOST_DECIMALS]
        return Section(
            before="".join(self.before), after="".join(self.after), placed=bool(self.places),
            digits=whole.count("0"), least=fraction.count("0"), most=len(fraction), grouped="," in whole.rstrip(","),
            shift=2 * self.percents - 3 * thousands, condition=self.condition,
            moment="" if self.plain else self.moment, plain=self.plain or text,
            inner=tuple((len(whole.replace(",", "")) - count, inner) for count, inner in self.inner), odd=False,
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
