"""The characters of a page of a PDF, in runs, with their places."""

import ctypes
import unicodedata
from collections import Counter
from itertools import repeat
from math import atan2, hypot, nan, pi
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from .pdf_calls import Boxes, bare

#: A page with more is no page of a filing.
MOST_CHARACTERS = 100_000
#: The height of characters where a page has none.
USUAL_SIZE = 10.0
#: A gap of so much of the height may be a space; the same character again within so much of its width was printed twice to
#: look bold.
SPACE, TWICE = 0.05, 0.3
#: The middle of a character lies so much of its height above the base line.
_MIDDLE = 0.36
#: Text may lean so many quarter turns and still count as upright.
_LEAN = 0.02
_SPACES = frozenset((0x20, 0xA0, 0x3000, 0x09, 0x0A, 0x0D, 0x200B, 0xFEFF))
_HYPHENS = frozenset((0x02, 0xAD, 0xFFFE))
_NO_LETTER = frozenset(("", " "))

_unicode_of = bare(pdfium.FPDFText_GetUnicode)
_size_of = bare(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_is_unmapped = bare(pdfium.FPDFText_HasUnicodeMapError)
_loose_boxes = Boxes(bare(pdfium.FPDFText_GetLooseCharBox, None), apart=False)

Rect = tuple[float, float, float, float]


class Run(NamedTuple):
    """Characters that follow one another on one base line and have no room for a space between.

    ``x0`` and ``x1`` are the left side of the first and the right side of the last of them, ``lefts`` and ``rights`` the sides
    of each; ``size`` is their height, and ``spaced`` tells whether a space stands before the first.
    """

    x0: float
    x1: float
    base: float
    size: float
    text: str
    spaced: bool
    lefts: list[float]
    rights: list[float]

    @property
    def middle(self) -> float:
        """How far down the page the characters stand: it tells which cell they belong to."""
        return self.base - _MIDDLE * self.size

    def part(self, start: int, end: int) -> "Run":
        """Some of the characters."""
        lefts, rights = self.lefts[start:end], self.rights[start:end]
        spaced = self.spaced and not start
        return Run(lefts[0], rights[-1], self.base, self.size, self.text[start:end], spaced, lefts, rights)


class Text:
    """The characters of a page: those that show, how many lie in which direction, and how many have no meaning."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.quarters: Counter[int] = Counter()
        self.garbled = 0
        self.invisible = self.crowded = False


def read_text(page: Any, crop: Rect) -> Text:
    """The text that shows within a box of a page that pdfium has loaded."""
    text = pdfium.FPDFText_LoadPage(page)
    try:
        count = max(0, pdfium.FPDFText_CountChars(text))
        if count > MOST_CHARACTERS:
            found = Text()
            found.crowded = True
            return found
        codes = list(map(_unicode_of, repeat(text), range(count)))
        found = _Reader(text, crop).read(codes)
        found.invisible = bool(found.runs) and _is_invisible(text, count)
        if _is_undecoded(text, codes):
            found.garbled = count
        return found
    finally:
        pdfium.FPDFText_ClosePage(text)


class _Reader:
    """Reads the characters that stand upright in some quarter, a run at a time."""

    def __init__(self, text: Any, crop: Rect):
        self.text = text
        self.found = Text()
        self._left, self._bottom, right, self._top = crop
        self._width = right - self._left
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._spaced = False
        self._quarter: int | None = 0
        self._size = self._printed_size = self._line = self._base = 0.0

    def read(self, codes: list[int]) -> Text:
        """What the characters of these codes are, and where."""
        letters = list(map(_LETTERS.__getitem__, codes))
        boxes = _loose_boxes.of((self.text,), range(len(codes)))
        lefts, rights = boxes[0::4], boxes[2::4]
        if self._left:
            lefts, rights = [x - self._left for x in lefts], [x - self._left for x in rights]
        # Characters of one base line and size have one upper and lower edge; those of another direction are looked at one by one.
        top = bottom = last_x0 = last_x1 = nan
        room = 0.0
        start = -1
        before = ""
        for index, (letter, x0, high, x1, low) in enumerate(zip(letters, lefts, boxes[1::4], rights, boxes[3::4], strict=True)):
            if letter in _NO_LETTER:
                if start >= 0:
                    self._take(letters[start:index], lefts[start:index], rights[start:index])
                    start = -1
                if letter:
                    self._spaced = True
                else:
                    self.found.garbled += 1
                last_x0 = nan
                continue
            alike = high == top and low == bottom
            if (
                not alike
                or not last_x0 < x0
                or x0 - last_x1 > room
                or letter == before and x0 - last_x0 < TWICE * (last_x1 - last_x0)
            ):
                if start >= 0:
                    self._take(letters[start:index], lefts[start:index], rights[start:index])
                start = index
                if not alike:
                    self._look(index, low)
                    top, bottom = (high, low) if self._quarter == 0 else (nan, nan)
                    room = SPACE * self._size
            last_x0, last_x1, before = x0, x1, letter
        if start >= 0:
            self._take(letters[start:], lefts[start:], rights[start:])
        return self.found

    def _look(self, index: int, low: float) -> None:
        """Find the base line, the direction and the height of a character whose lower edge is ``low``."""
        pdfium.FPDFText_GetCharOrigin(self.text, index, self._x, self._y)
        self._base = line = self._y.value
        # Characters of one base line and size have one direction.
        if line != self._line or self._quarter != 0 or _size_of(self.text, index) != self._printed_size:
            self._line, self._printed_size = line, _size_of(self.text, index)
            self._quarter, self._size = _direction(self.text, index)
        if self._quarter != 0:
            self._base = low

    def _take(self, letters: list[str], lefts: list[float], rights: list[float]) -> None:
        """Take a run, or those of its characters that show."""
        if self._quarter is None:
            return
        self.found.quarters[self._quarter] += len(letters)
        if not self._bottom <= self._base + _MIDDLE * self._size <= self._top:
            return
        run = Run(lefts[0], rights[-1], self._top - self._base, self._size, "".join(letters), self._spaced, lefts, rights)
        if lefts[0] >= 0 and max(rights) <= self._width:
            self.found.runs.append(run)
            self._spaced = False
            return
        for number, (x0, x1) in enumerate(zip(lefts, rights, strict=True)):
            if 0 <= (x0 + x1) / 2 <= self._width:
                self.found.runs.append(run.part(number, number + 1)._replace(spaced=self._spaced))
                self._spaced = False


class Letters(dict[int, str]):
    """Code points as text: radicals and compatibility forms as the characters they stand for, "" for what has no meaning."""

    def __missing__(self, code: int) -> str:
        if code in _SPACES:
            letter = " "
        elif code in _HYPHENS:
            letter = "-"
        elif code < 0x20 or code >= 0xFFF0 and code < 0x10000 or 0xD800 <= code < 0xF900 or code > 0x10FFFF:
            letter = ""
        elif 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
            letter = unicodedata.normalize("NFKC", chr(code))
        else:
            letter = chr(code)
        self[code] = letter
        return letter


_LETTERS = Letters()


def _direction(text: Any, index: int) -> tuple[int | None, float]:
    """The direction of a character in quarter turns, ``None`` where it is none; and its height in points."""
    matrix = pdfium.FS_MATRIX()
    size = _size_of(text, index)
    if not pdfium.FPDFText_GetMatrix(text, index, matrix):
        return 0, size or USUAL_SIZE
    return quarters(matrix), abs(size) * hypot(matrix.c, matrix.d) or USUAL_SIZE


def quarters(matrix: Any) -> int | None:
    """How many quarters a matrix turns by, ``None`` where it is no whole number of them."""
    turns = atan2(matrix.b, matrix.a) / (pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < _LEAN else None


def _is_invisible(text: Any, count: int) -> bool:
    """Whether the text is invisible, as programs lay it over a picture that recognise characters."""
    seen = 0
    for index in range(0, count, max(1, count // 16)):
        thing = pdfium.FPDFText_GetTextObject(text, index)
        if thing:
            if pdfium.FPDFTextObj_GetTextRenderMode(thing) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
                return False
            seen += 1
    return seen > 0


def _is_undecoded(text: Any, codes: list[int]) -> bool:
    """Whether most characters are codes of a font that does not say what they mean, as a sample of them shows."""
    sample = [index for index in range(0, len(codes), max(1, len(codes) // 64)) if codes[index] not in _SPACES]
    unknown = sum(_is_unmapped(text, index) == 1 for index in sample)
    return unknown * 2 > len(sample)
