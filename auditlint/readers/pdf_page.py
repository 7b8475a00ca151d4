"""What stands on one page of a PDF: characters with their places, ruling lines, pictures.

The page is turned so that its text reads from left to right, whatever its /Rotate or the text matrices say: x grows to the
right and y downward, in points, from the upper left corner of what shows.
"""

import ctypes
import unicodedata
from collections import Counter
from math import atan2, hypot, pi
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from .lattice import Ruling
from .pdf_ruling import strokes

#: A page with more is no page of a filing.
MOST_CHARACTERS = 100_000
#: What lies nearer than this part of a character's height leaves no room for text between.
_NEAR = 0.25
#: The height of characters where a page has none.
_USUAL_SIZE = 10.0
#: How wide and high a page is that does not say so.
_USUAL_PAGE = (595.0, 842.0)
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
    """A page: ``near`` is what counts as touching, ``fills`` are rectangles without an outline, ``pictures`` boxes of images.

    ``drawn`` tells of shapes that are neither lines nor rectangles, ``crowded`` of more of them than are looked at, ``garbled``
    of how many characters nobody knows what they mean, and ``recognised`` that its text lies invisible over a picture.
    """

    width: float
    height: float
    chars: list[Char]
    horizontals: list[Ruling]
    verticals: list[Ruling]
    near: float
    fills: list[Rect]
    pictures: list[Rect]
    drawn: bool
    crowded: bool
    garbled: int
    recognised: bool


def read_page(document: Any, index: int) -> PageContent | None:
    """Read a page of a document that pdfium has opened, ``None`` where it cannot be loaded; all is given back to pdfium.

    A page whose text is turned is turned back and loaded again: pdfium loses turned characters of fonts that are not there.
    """
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        crop = _crop(page)
        text = _read_text(page, crop)
        quarter = _quarter(page, text)
        if not quarter:
            return _content(page, crop, text)
        crop = _turn(page, crop, quarter)
    finally:
        pdfium.FPDF_ClosePage(page)
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        return _content(page, crop, _read_text(page, crop))
    finally:
        pdfium.FPDF_ClosePage(page)


def _content(page: Any, crop: Rect, text: "_Text") -> PageContent:
    left, bottom, right, top = crop
    width, height = right - left, top - bottom
    near = _NEAR * (median(char.size for char in text.chars) if text.chars else _USUAL_SIZE)
    found = strokes(page, near)
    lines, fills, pictures = (
        [(x0 - left, top - y1, x1 - left, top - y0) for x0, y0, x1, y1 in boxes if x0 < right and y0 < top and x1 > left and y1 > bottom]
        for boxes in (found.lines, found.fills, found.pictures)
    )
    across, down = _rulings(lines, near)
    if found.crowded:
        # Some of the lines of a table are worse than none.
        across, down, fills = [], [], []
    crowded = found.crowded or text.crowded
    recognised = text.invisible and bool(pictures)
    return PageContent(
        width, height, text.chars, across, down, near, fills, pictures, found.drawn, crowded, text.garbled, recognised
    )


def _crop(page: Any) -> Rect:
    """The part of the page that shows: the crop box within the media box."""
    numbers = [ctypes.c_float() for _ in range(4)]
    box: Rect | None = None
    for get in (pdfium.FPDFPage_GetMediaBox, pdfium.FPDFPage_GetCropBox):
        if get(page, *numbers):
            x0, y0, x1, y1 = (number.value for number in numbers)
            found = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            if box is not None:
                found = (max(found[0], box[0]), max(found[1], box[1]), min(found[2], box[2]), min(found[3], box[3]))
            # A box without an inside is not meant.
            if found[0] < found[2] and found[1] < found[3]:
                box = found
    if box is None:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        if not (width > 0 and height > 0):
            width, height = _USUAL_PAGE
        box = (0.0, 0.0, height, width) if pdfium.FPDFPage_GetRotation(page) % 2 else (0.0, 0.0, width, height)
    return box


class _Text:
    """The characters of a page: those that show, how many lie in which direction, and how many have no meaning."""

    def __init__(self) -> None:
        self.chars: list[Char] = []
        self.quarters: Counter[int] = Counter()
        self.garbled = 0
        self.invisible = self.crowded = False


def _read_text(page: Any, crop: Rect) -> _Text:
    found = _Text()
    text = pdfium.FPDFText_LoadPage(page)
    try:
        count = max(0, pdfium.FPDFText_CountChars(text))
        found.crowded = count > MOST_CHARACTERS
        if not found.crowded:
            _read_chars(text, count, crop, found)
            found.invisible = bool(found.chars) and _is_invisible(text, count)
            if _is_undecoded(text, count):
                found.garbled = count
    finally:
        pdfium.FPDFText_ClosePage(text)
    return found


def _read_chars(text: Any, count: int, crop: Rect, found: _Text) -> None:
    """Read the characters that stand upright in some quarter, with as few calls as can be: there are thousands of them."""
    unicode_of, origin_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharOrigin
    size_of, box_of = pdfium.FPDFText_GetFontSize, pdfium.FPDFText_GetLooseCharBox
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    left, bottom, right, top = crop
    spaced = False
    quarter: int | None = 0
    size = printed_size = line = 0.0
    letters = _Letters()
    for index in range(count):
        letter = letters[unicode_of(text, index)]
        if letter == " ":
            spaced = True
            continue
        if not letter:
            found.garbled += 1
            continue
        origin_of(text, index, x, y)
        base = y.value
        # Characters of one base line and size have one direction.
        if base != line or quarter or size_of(text, index) != printed_size:
            line, printed_size = base, size_of(text, index)
            quarter, size = _direction(text, index)
        if quarter is None:
            continue
        found.quarters[quarter] += 1
        box_of(text, index, box)
        x0, x1 = box.left, box.right
        if quarter:
            base = box.bottom
        if left <= (x0 + x1) / 2 <= right and bottom <= base + _MIDDLE * size <= top:
            found.chars.append(Char(x0 - left, x1 - left, top - base, size, letter, spaced))
            spaced = False


class _Letters(dict[int, str]):
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


def _direction(text: Any, index: int) -> tuple[int | None, float]:
    """The direction of a character in quarter turns, ``None`` where it is none; and its height in points."""
    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(text, index)
    if not pdfium.FPDFText_GetMatrix(text, index, matrix):
        return 0, size or _USUAL_SIZE
    return _quarters(matrix), abs(size) * hypot(matrix.c, matrix.d) or _USUAL_SIZE


def _quarters(matrix: Any) -> int | None:
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


def _is_undecoded(text: Any, count: int) -> bool:
    """Whether most characters are codes of a font that does not say what they mean, as a sample of them shows."""
    sample = [index for index in range(0, count, max(1, count // 64)) if pdfium.FPDFText_GetUnicode(text, index) not in _SPACES]
    unknown = [index for index in sample if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1]
    return len(unknown) * 2 > len(sample)


def _quarter(page: Any, text: _Text) -> int:
    """The direction that most of the text has; where there is none, that in which the page is to be read."""
    # A page that is turned clockwise to be read was written counter-clockwise.
    usual: int = pdfium.FPDFPage_GetRotation(page) % 4
    counts = Counter(text.quarters)
    if usual or not counts:
        matrix = pdfium.FS_MATRIX()
        for index in range(min(pdfium.FPDFPage_CountObjects(page), MOST_CHARACTERS)):
            thing = pdfium.FPDFPage_GetObject(page, index)
            if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFPageObj_GetMatrix(thing, matrix):
                quarter = _quarters(matrix)
                if quarter is not None:
                    counts[quarter] += 1
    return max(counts, key=lambda quarter: (counts[quarter], quarter == usual)) if counts else usual


def _turn(page: Any, crop: Rect, quarter: int) -> Rect:
    """Turn what a page holds back by so many quarters, for the next time that it is loaded; the box that then shows."""
    a, b = ((1, 0), (0, -1), (-1, 0), (0, 1))[quarter]
    xs = [a * x - b * y for x in (crop[0], crop[2]) for y in (crop[1], crop[3])]
    ys = [b * x + a * y for x in (crop[0], crop[2]) for y in (crop[1], crop[3])]
    left, bottom = min(xs), min(ys)
    pdfium.FPDFPage_TransFormWithClip(page, pdfium.FS_MATRIX(a, b, -b, a, -left, -bottom), None)
    return 0.0, 0.0, max(xs) - left, max(ys) - bottom


def _rulings(boxes: list[Rect], near: float) -> tuple[list[Ruling], list[Ruling]]:
    """Horizontal and vertical lines; a dot may be a scrap of either."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    for left, top, right, bottom in boxes:
        width, height = right - left, bottom - top
        is_dot = width <= near and height <= near
        if width >= height or is_dot:
            across.append(Ruling((top + bottom) / 2, left, right))
        if height > width or is_dot:
            down.append(Ruling((left + right) / 2, top, bottom))
    return across, down
