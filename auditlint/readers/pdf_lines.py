"""Characters to lines of text, and the lines of a cell to one text."""

from collections.abc import Iterable
from statistics import median_low
from typing import NamedTuple

from ..startup import pattern
from .pdf_page import Char

#: Base lines that differ by less of the smaller height are one line: figures often stand a little higher than words.
_SAME_LINE = 0.6
#: A gap of so much of the height is a space where the file has one there, and where it has none.
_SPACE, _BARE_SPACE = 0.05, 0.5
#: A gap of so much parts columns.
_ALLEY = 1.5
#: The same character again within so much of its width is one that was printed twice to look bold.
_TWICE = 0.3
_NUMERIC = frozenset("0123456789.,%")
_WHOLE = pattern(r"\.\d\d$")
_NUMBER = pattern(r"-?\d[\d,]*\.\d+")


class TextLine(NamedTuple):
    """A line of text with its left and right end, its base line and its height, in points."""

    text: str
    x0: float
    x1: float
    base: float
    size: float


def text_lines(chars: Iterable[Char]) -> list[TextLine]:
    """The lines that characters make, from top to bottom."""
    lines: list[list[Char]] = []
    base = size = 0.0
    for char in sorted(chars, key=_base):
        if lines and char.base - base <= _SAME_LINE * min(size, char.size):
            lines[-1].append(char)
        else:
            lines.append([char])
            base, size = char.base, char.size
    return [_line(line) for line in lines]


def _base(char: Char) -> float:
    return char.base


def _line(chars: list[Char]) -> TextLine:
    chars.sort()
    pieces: list[str] = []
    before: Char | None = None
    right = chars[0].x1
    for char in chars:
        if before is not None:
            if char.text == before.text and char.x0 - before.x0 < _TWICE * (before.x1 - before.x0):
                continue
            gap = char.x0 - before.x1
            if gap > _SPACE * char.size:
                if gap > _ALLEY * char.size:
                    pieces.append("  ")
                elif char.spaced or gap > _BARE_SPACE * char.size:
                    pieces.append(" ")
        pieces.append(char.text)
        before = char
        right = max(right, char.x1)
    sizes = [char.size for char in chars]
    return TextLine("".join(pieces), chars[0].x0, right, chars[-1].base, median_low(sizes))


def joined(lines: list[TextLine], left: float, right: float) -> str:
    """The text of a cell that reaches from ``left`` to ``right``: Chinese goes on without a space, words take one."""
    text = ""
    for number, line in enumerate(lines):
        text += (_between(lines[number - 1], line, left, right) if number else "") + line.text
    return text


def _between(first: TextLine, second: TextLine, left: float, right: float) -> str:
    """What parts two lines of a cell."""
    end, start = first.text[-1], second.text[0]
    if end in _NUMERIC and start in _NUMERIC:
        if _WHOLE.search(first.text) and _NUMBER.match(second.text):
            return " "
        # A number goes on only where there was no room for it, else it is another one.
        token = len(second.text.split()[0]) * second.size / 2
        return "" if first.x1 - first.x0 + token > right - left - first.size else " "
    return " " if end.isascii() and start.isascii() and end.isalnum() and start.isalnum() else ""


def is_full(line: TextLine, left: float, right: float) -> bool:
    """Whether the line leaves no room for one more character between ``left`` and ``right``."""
    return right - line.x1 - min(max(line.x0 - left, 0.0), line.size) < line.size
