"""What stands on one page of a PDF: characters with their places, ruling lines, pictures.

The page is turned so that its text reads from left to right, whatever its /Rotate or the text matrices say: x grows to the
right and y downward, in points, from the corner of the crop box.
"""

import ctypes
import unicodedata
from collections import Counter
from math import atan2, hypot, pi
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from .lattice import Ruling
from .pdf_ruling import Strokes, strokes

#: A page with more is no page of a filing.
MOST_CHARACTERS = 100_000
#: What lies nearer than this part of a character's height leaves no room for text between.
_NEAR = 0.25
#: The height of characters where a page has none.
_USUAL_SIZE = 10.0
#: The middle of a character lies so much of its height above the base line.
_MIDDLE = 0.36
#: Text may lean so many quarter turns and still count as upright.
_LEAN = 0.02
_SPACES = frozenset((0x20, 0xA0, 0x3000, 0x09, 0x0A, 0x0D, 0x200B, 0xFEFF))
_HYPHENS = frozenset((0x02, 0xAD, 0xFFFE))

Rect = tuple[float, float, float, float]


class Char(NamedTuple):
    """A character: its left and right side, its base line, its height, and whether a space stands before it."""

    x0: float
    x1: float
    base: float
    size: float
    text: str
    spaced: bool

    @property
    def middle(self) -> tuple[float, float]:
        """The point that tells which cell the character belongs to."""
        return (self.x0 + self.x1) / 2, self.base - _MIDDLE * self.size


class PageContent(NamedTuple):
    """A page: ``near`` is what counts as touching, ``pictures`` are the boxes of its images.

    ``drawn`` tells of shapes that are neither lines nor rectangles, ``crowded`` of more of them than are looked at, ``garbled``
    of how many characters nobody knows what they mean, and ``recognised`` that its text lies invisible over a picture.
    """

    width: float
    height: float
    chars: list[Char]
    horizontals: list[Ruling]
    verticals: list[Ruling]
    near: float
    pictures: list[Rect]
    drawn: bool
    crowded: bool
    garbled: int
    recognised: bool


class _Glyph(NamedTuple):
    """A character as it stands on the page that is not yet turned; ``quarter`` is its direction in quarter turns."""

    text: str
    x: float
    y: float
    box: Rect
    size: float
    quarter: int
    spaced: bool


class Frame:
    """The turn from the space of the page to the one that text is read in."""

    def __init__(self, quarter: int, crop: Rect):
        self.quarter = quarter
        left, top, right, bottom = self._turned(crop)
        self._x, self._y = left, top
        self.width, self.height = right - left, bottom - top
        #: The corner of a page that is not turned.
        self.left, self.top = crop[0], crop[3]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page."""
        turned = self._turned((x, y, x, y))
        return turned[0] - self._x, turned[1] - self._y

    def box(self, rect: Rect) -> Rect:
        """A box (left, bottom, right, top) of the page as left, top, right, bottom."""
        left, top, right, bottom = self._turned(rect)
        return left - self._x, top - self._y, right - self._x, bottom - self._y

    def _turned(self, rect: Rect) -> Rect:
        left, bottom, right, top = rect
        if self.quarter == 0:
            return left, -top, right, -bottom
        if self.quarter == 1:
            return bottom, left, top, right
        if self.quarter == 2:
            return -right, bottom, -left, top
        return -top, -right, -bottom, -left


def read_page(page: Any) -> PageContent:
    """Read a page that pdfium has loaded; all it takes of pdfium is given back."""
    crop = _crop(page)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        count = max(0, pdfium.FPDFText_CountChars(text))
        glyphs, garbled = _glyphs(text, count) if count <= MOST_CHARACTERS else ([], 0)
        recognised = bool(glyphs) and _invisible(text, count)
    finally:
        pdfium.FPDFText_ClosePage(text)
    frame = Frame(_quarter(glyphs, page), crop)
    chars = [char for glyph in glyphs if (char := _char(glyph, frame)) is not None]
    near = _NEAR * (median(char.size for char in chars) if chars else _USUAL_SIZE)
    found = strokes(page, near)
    across, down = _rulings(found, frame, near)
    pictures = [frame.box(each) for each in found.pictures]
    crowded = found.crowded or count > MOST_CHARACTERS
    return PageContent(
        frame.width, frame.height, chars, across, down, near, pictures, found.drawn, crowded, garbled, recognised and bool(pictures)
    )  # fmt: skip


def _crop(page: Any) -> Rect:
    """The part of the page that shows: the crop box within the media box."""
    numbers = [ctypes.c_float() for _ in range(4)]
    box: Rect | None = None
    for get in (pdfium.FPDFPage_GetMediaBox, pdfium.FPDFPage_GetCropBox):
        if get(page, *numbers):
            x0, y0, x1, y1 = (number.value for number in numbers)
            found = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            if box is not None:
                inner = (max(found[0], box[0]), max(found[1], box[1]), min(found[2], box[2]), min(found[3], box[3]))
                found = inner if inner[0] < inner[2] and inner[1] < inner[3] else box
            box = found
    if box is None:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        box = (0.0, 0.0, height, width) if pdfium.FPDFPage_GetRotation(page) % 2 else (0.0, 0.0, width, height)
    return box


def _glyphs(text: Any, count: int) -> tuple[list[_Glyph], int]:
    """The upright characters of a page, in whichever quarter; and how many have no meaning."""
    found: list[_Glyph] = []
    garbled = 0
    unicode_of, origin_of, size_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetFontSize
    loose_of, tight_of = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharBox
    x, y = ctypes.c_double(), ctypes.c_double()
    loose = pdfium.FS_RECTF()
    sides = [ctypes.c_double() for _ in range(4)]
    spaced = False
    quarter: int | None = 0
    size = _USUAL_SIZE
    line = printed_size = None
    letters = _Letters()
    for index in range(count):
        code = unicode_of(text, index)
        if code in _SPACES:
            spaced = True
            continue
        letter = letters[code]
        if not letter:
            garbled += 1
            continue
        origin_of(text, index, x, y)
        at_x, at_y = x.value, y.value
        if line != (at_x if quarter in (1, 3) else at_y) or printed_size != size_of(text, index):
            quarter, size = _direction(text, index)
            printed_size = size_of(text, index)
            line = None if quarter is None else at_x if quarter in (1, 3) else at_y
        if quarter is None:
            continue
        if quarter == 0:
            loose_of(text, index, loose)
            box = (loose.left, loose.bottom, loose.right, loose.top)
        else:
            tight_of(text, index, *sides)
            left, right, bottom, top = (side.value for side in sides)
            box = (left, bottom, right, top)
        found.append(_Glyph(letter, at_x, at_y, box, size, quarter, spaced))
        spaced = False
    return found, garbled


class _Letters(dict[int, str]):
    """Code points as text: radicals and compatibility forms as the characters they stand for, "" for what has no meaning."""

    def __missing__(self, code: int) -> str:
        if code in _HYPHENS:
            letter = "-"
        elif code < 0x20 or code >= 0xFFF0 and code < 0x10000 or 0xD800 <= code < 0xF900 or code > 0x10FFFF:
            letter = ""
        elif 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
            letter = unicodedata.normalize("NFKC", chr(code))
        else:
            letter = chr(code)
        self[code] = letter
        return letter


def _direction(text: Any, index: int) -> tuple[int | None, float]:
    """The direction of a character in quarter turns, ``None`` where it is none; and its height in points."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, matrix):
        return 0, pdfium.FPDFText_GetFontSize(text, index) or _USUAL_SIZE
    size = pdfium.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d)
    turns = atan2(matrix.b, matrix.a) / (pi / 2)
    quarter = round(turns)
    return quarter % 4 if abs(turns - quarter) < _LEAN else None, abs(size) or _USUAL_SIZE


def _invisible(text: Any, count: int) -> bool:
    """Whether the text is laid invisible over a picture, as programs do that recognise characters."""
    for index in {0, count // 2, count - 1}:
        thing = pdfium.FPDFText_GetTextObject(text, index)
        if thing and pdfium.FPDFTextObj_GetTextRenderMode(thing) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            return False
    return True


def _quarter(glyphs: list[_Glyph], page: Any) -> int:
    """The direction that most of the text has; that of the page where there is none."""
    counts = Counter(glyph.quarter for glyph in glyphs)
    # A page that is turned clockwise to be read was written counter-clockwise.
    usual = pdfium.FPDFPage_GetRotation(page) % 4
    return max(counts, key=lambda quarter: (counts[quarter], quarter == usual)) if counts else usual


def _char(glyph: _Glyph, frame: Frame) -> Char | None:
    """A character in the frame of its page; ``None`` where it lies outside what shows."""
    if glyph.quarter == frame.quarter == 0:
        x0, x1, base = glyph.box[0] - frame.left, glyph.box[2] - frame.left, frame.top - glyph.y
    else:
        x0, x1, base = _turned(glyph, frame)
    char = Char(x0, x1, base, glyph.size, glyph.text, glyph.spaced)
    x, y = char.middle
    return char if 0 <= x <= frame.width and 0 <= y <= frame.height else None


def _turned(glyph: _Glyph, frame: Frame) -> tuple[float, float, float]:
    """Left and right side and base line of a character where the text is turned."""
    x0, _, x1, base = frame.box(glyph.box)
    if glyph.quarter == frame.quarter:
        x0, base = frame.point(glyph.x, glyph.y)
        x1 = max(x0, x1)
    return x0, x1, base


def _rulings(found: Strokes, frame: Frame, near: float) -> tuple[list[Ruling], list[Ruling]]:
    """Horizontal and vertical lines; a dot may be a scrap of either."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    for rect in found.lines:
        left, top, right, bottom = frame.box(rect)
        if right < 0 or bottom < 0 or left > frame.width or top > frame.height:
            continue
        width, height = right - left, bottom - top
        if width >= height or width <= near:
            if height <= width or height <= near:
                across.append(Ruling((top + bottom) / 2, left, right))
        if height > width or height <= near:
            if width <= height or width <= near:
                down.append(Ruling((left + right) / 2, top, bottom))
    return across, down
