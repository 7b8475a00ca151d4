"""The numbers that Word puts before the items of its lists, written out."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def chinese(number: int, digits: str = _DIGITS, tens: str = "十百千", zero: str = "零") -> str:
    """一, 十, 十一, 二十, 一百零一; larger numbers than 9999 in digits."""
    if not 0 < number < 10000:
        return zero if number == 0 else str(number)
    out = ""
    gap = False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(out)
            continue
        if gap:
            out += zero
            gap = False
        ten_alone = place == 1 and digit == 1 and not out and digits == _DIGITS
        out += ("" if ten_alone else digits[digit]) + (tens[place - 1] if place else "")
    return out


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 1000 else str(number)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN if 0 < number < 4000 else ():
        while number >= value:
            out, number = out + sign, number - value
    return out or str(number)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


def _enclosed(number: int) -> str:
    return f"({number})"


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(number))


def _digitwise(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _legal(number: int) -> str:
    return chinese(number, _LEGAL, "拾佰仟")


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str, "decimalZero": "{:02d}".format, "decimalFullWidth": _full_width, "decimalFullWidth2": _full_width,
    "decimalHalfWidth": str, "decimalEnclosedCircle": _circled, "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _enclosed, "chineseCounting": chinese, "chineseCountingThousand": chinese,
    "japaneseCounting": chinese, "taiwaneseCounting": chinese, "taiwaneseCountingThousand": chinese,
    "koreanCounting": chinese, "ideographDigital": _digitwise, "taiwaneseDigital": _digitwise, "japaneseDigitalTenThousand": _digitwise,
    "chineseLegalSimplified": _legal, "ideographLegalTraditional": _legal, "japaneseLegal": _legal,
    "lowerLetter": _letters, "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman, "upperRoman": lambda number: _roman(number).upper(),
}  # fmt: skip


def written(number: int, form: str) -> str:
    """A number in one of Word's formats; nothing for bullets and ``none``, digits for formats unknown here."""
    if form in ("none", "bullet"):
        return ""
    return _FORMATS.get(form, str)(number)
