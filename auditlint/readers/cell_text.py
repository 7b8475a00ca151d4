"""The text of a cell, made of its lines: a word goes on in the next line, and so does a number that a narrow cell breaks."""

from functools import reduce

from ..model.spacing import digits_together
from ..startup import pattern

#: The end of a line and the beginning of the next one, as far as they are a number.
_TAIL = pattern(r"(?<![\d.,])[\d,]*\.?\d*$")
_HEAD = pattern(r"[\d,]*(?:\.\d*)?")
_SIGNED = pattern(r"[-－+]?\d")
_FIGURE = pattern(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
#: A code of a class and, where there is one, its section, and the level that follows.
_CODE, _LEVEL = pattern(r"[235]\d\d(?:\d\d)?"), pattern(r"0[1-9]|[1-9]\d")
#: A shorter number finds room in any cell.
_LONG = 5
_NUMERIC = frozenset("0123456789.,%％")


def one_text(text: str) -> str:
    """The lines of a cell as one: 3,067.2 / 0 is a figure and 12 / 34 are two."""
    if "\n" in text:
        text = reduce(_together, (line for line in text.split("\n") if line.strip()), "")
    text = text.replace("\t", " ").strip()
    return digits_together(text) if " " in text else text


def _together(text: str, after: str) -> str:
    """A text and the next line of it."""
    before, start = text.rstrip(), after.lstrip()
    if not before or before[-1] not in _NUMERIC or not (start[0] in _NUMERIC or _SIGNED.match(start)):
        return text + after
    return f"{before}{'' if _is_one(before, start.rstrip()) else ' '}{start}"


def _is_one(line: str, after: str) -> bool:
    """Whether a line breaks within a number, and not between two."""
    tail, head = _TAIL.search(line), _HEAD.match(after)
    if tail is None or head is None or not tail.group() or not head.group():
        return False
    first, second = tail.group(), head.group()
    if not _FIGURE.fullmatch(first + second):
        return False
    if second[0] in ".," or not _FIGURE.fullmatch(first):
        return True
    if first[-2:-1] == "." and len(second) == 1 and len(first) >= _LONG:
        return True
    codes = _CODE.fullmatch(first) is not None and _LEVEL.fullmatch(second) is not None
    return codes and first == line and second == after
