"""Numbers in Chinese numerals, and the numbers that paragraphs begin with: 一、 / （一） / 1. / （1）."""

from functools import cache

from ..model.numerals import numeral

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_TEN = "十"
_PLAIN, _POINT, _BRACKET = "一、", "1.", "（1）"
#: The ways of writing the number of a paragraph.
STYLES = (_PLAIN, "（一）", _POINT, _BRACKET)
#: The largest number of a paragraph that is read.
_LAST = 40
#: （三十二）
_LONGEST = 5
_OPEN = "（("
_OTHER_WIDTH = str.maketrans("）)", ")）")


def number_of(words: str) -> int:
    """The number that Chinese numerals up to 99 say; 0 where they say none."""
    tens, ten, ones = words.partition(_TEN)
    if not ten:
        return _DIGITS.get(words, 0)
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def written(style: str, value: int) -> tuple[str, ...]:
    """How a number of a style may be written."""
    if style == _PLAIN:
        return (f"{numeral(value)}、",)
    if style == _POINT:
        return f"{value}.", f"{value}、", f"{value}．"
    inner = str(value) if style == _BRACKET else numeral(value)
    return f"（{inner}）", f"({inner})"


@cache
def _marks() -> dict[str, tuple[str, int]]:
    found = {words: (style, value) for style in STYLES for value in range(1, _LAST + 1) for words in written(style, value)}
    # Brackets of which only one is in full width.
    mixed = {words[0] + words[1:].translate(_OTHER_WIDTH): meant for words, meant in found.items() if words[0] in _OPEN}
    return found | mixed


@cache
def first_signs() -> frozenset[str]:
    """What the number of a paragraph may begin with."""
    return frozenset(words[0] for words in _marks())


def mark_of(text: str, start: int) -> tuple[str, int, int] | None:
    """The number that a paragraph begins with: its way of writing, its value, and its length."""
    if text[start : start + 1] not in first_signs():
        return None
    words, marks = text[start : start + _LONGEST], _marks()
    for size in range(2, _LONGEST + 1):
        found = marks.get(words[:size])
        if found is not None:
            if found[0] == _POINT and text[start + size : start + size + 1].isdigit():
                return None
            return *found, size
    return None
