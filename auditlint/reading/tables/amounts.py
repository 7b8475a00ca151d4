"""Amounts as tables print them: what looks like one, its decimals, and its value as a whole number of units of a last digit."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from ...model.strokes import digits
from ...startup import pattern

#: Digits that are no code, no year and no number of a row: they have decimals or groups.
_DIGITS = r"(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+\.\d+)"
#: Accounts print less than nothing in brackets: (72.15).
BRACKETED = rf"[(（]{_DIGITS}[)）]"
#: An amount and nothing else.
_AMOUNT = pattern(rf"(?:[-－−△▲+＋]?(?:\d{{1,3}}(?:[,，]\d{{3}})+|\d+)(?:\.\d+)?%?|{BRACKETED})$")
#: An amount that is no code, no year and no number of a row.
PLAIN = rf"(?:[-－−△▲+＋]?{_DIGITS}%?|{BRACKETED})"
_PLAIN_AMOUNT = pattern(PLAIN + "$")
#: A cell that is printed blank.
BLANK = frozenset(("-", "—", "－", "——", "--"))
_SIGNS = frozenset("-－−△▲+＋(（")
#: What is printed where there is no money, however many decimals other amounts have.
NOTHING = "0.00"


def is_amount(text: str) -> bool:
    """Whether a word is an amount; most words are none by their first character."""
    return (text[0].isdecimal() or text[0] in _SIGNS) and _AMOUNT.match(text) is not None


def is_plain(text: str) -> bool:
    """Whether a word is an amount that is no code, no year and no number of a row."""
    return (text[0].isdecimal() or text[0] in _SIGNS) and _PLAIN_AMOUNT.match(text) is not None


def number(text: str) -> Decimal:
    """The number that a cell prints."""
    return Decimal(digits(text))


def units(text: str, places: int) -> int:
    """An amount in units of its last digit of so many decimals; a blank is nothing."""
    if text in BLANK:
        return 0
    return int(digits(text).replace(".", "") + "0" * (places - decimals(text)))


def decimals(text: str) -> int:
    """How many decimals an amount has."""
    return len(text.rstrip("%％)）").partition(".")[2])


def goes_on(broken: str, rest: str) -> bool:
    """Whether digits may be the last ones of an amount: nothing, 0.00, is whole beside more decimals, and goes on with zeros alone."""
    return broken != NOTHING or not rest.strip("0")


def usual_decimals(texts: Iterable[str]) -> int:
    """The decimals that most of some amounts have, 0 where none has any."""
    counts = Counter(decimals(text) for text in texts if "." in text)
    return max(counts, key=lambda each: counts[each], default=0)
