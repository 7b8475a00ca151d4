"""What stands on one page of a PDF: characters with their places, ruling lines, pictures.

The page is turned so that its text reads from left to right, whatever its /Rotate or the text matrices say: x grows to the
right and y downward, in points, from the upper left corner of what shows.
"""

import ctypes
from collections import Counter
from typing import Any

from ..named import NamedTuple
from . import pdfium
from .lattice import Stretch
from .pdf_ruling import Rect, kind_of, object_of, strokes
from .pdf_text import MOST_CHARACTERS, USUAL_SIZE, Run, Text, quarters, read_text

#: What lies nearer than this part of a character's height leaves no room for text between.
_NEAR = 0.25
#: How wide and high a page is that does not say so.
_USUAL_PAGE = (595.0, 842.0)
#: The cosine and sine of turning back by so many quarters.
_TURNS = ((1, 0), (0, -1), (-1, 0), (0, 1))


class PageContent(NamedTuple):
    """A page: ``near`` is what counts as touching, ``fills`` are rectangles without an outline, ``pictures`` boxes of images.

    ``drawn`` tells of shapes that are neither lines nor rectangles, ``crowded`` of more of them than are looked at, ``garbled``
    of how many characters nobody knows what they mean, and ``recognised`` that its text lies invisible over a picture.
    ``box`` is what shows of the page as the file counts it, and ``quarter`` by how many quarters it was turned to be read.
    """

    width: float
    height: float
    runs: list[Run]
    characters: int
    horizontals: list[Stretch]
    verticals: list[Stretch]
    near: float
    fills: list[Rect]
    pictures: list[Rect]
    drawn: bool
    crowded: bool
    garbled: int
    recognised: bool
    box: Rect
    quarter: int

    def on_paper(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as the file counts it: before it was turned, and upward from the origin of the file."""
        a, b = _TURNS[self.quarter]
        left, bottom, _, _ = _turned(self.box, self.quarter)
        x, y = x + left, self.height - y + bottom
        return a * x + b * y, a * y - b * x


def read_page(document: Any, index: int) -> PageContent | None:
    """Read a page of a document that pdfium has opened, ``None`` where it cannot be loaded; all is given back to pdfium.

    A page whose text is turned is turned back and loaded again: pdfium loses turned characters of fonts that are not there.
    """
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        crop = _crop(page)
        usual: int = pdfium.FPDFPage_GetRotation(page) % 4
        ways, whole = _directions(page) if usual else (Counter(), False)
        if whole and len(ways) == 1 and 0 not in ways:
            # It is known without its text, which is then read but once.
            (quarter,) = ways
        else:
            text = read_text(page, crop)
            quarter = _quarter(text.quarters + (ways or (Counter() if text.quarters else _directions(page)[0])), usual)
            if not quarter:
                return _content(page, crop, text, crop, 0)
        turned = _turn(page, crop, quarter)
    finally:
        pdfium.FPDF_ClosePage(page)
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        return _content(page, turned, read_text(page, turned), crop, quarter)
    finally:
        pdfium.FPDF_ClosePage(page)


def _content(page: Any, crop: Rect, text: Text, box: Rect, quarter: int) -> PageContent:
    left, bottom, right, top = crop
    characters, usual = _usual_size(text.runs)
    near = _NEAR * usual
    found = strokes(page, near)
    across, down = _rulings(found.lines, crop, near)
    fills, pictures = (
        [(x0 - left, top - y1, x1 - left, top - y0) for x0, y0, x1, y1 in boxes if x0 < right and y0 < top and x1 > left and y1 > bottom]
        for boxes in (found.fills, found.pictures)
    )
    if found.crowded:
        # Some of the lines of a table are worse than none.
        across, down, fills = [], [], []
    crowded = found.crowded or text.crowded
    recognised = text.invisible and bool(pictures)
    return PageContent(
        right - left, top - bottom, text.runs, characters, across, down, near, fills, pictures, found.drawn, crowded, text.garbled,
        recognised, box, quarter,
    )  # fmt: skip


def _usual_size(runs: list[Run]) -> tuple[int, float]:
    """How many characters there are, and the median of their heights."""
    counts: Counter[float] = Counter()
    for run in runs:
        counts[run.size] += len(run.text)
    total = counts.total()
    passed = 0
    middle: list[float] = []
    for size, count in sorted(counts.items()):
        # The two in the middle, which are one and the same where the number is odd.
        middle += [size for at in ((total - 1) // 2, total // 2) if passed <= at < passed + count]
        passed += count
    return total, sum(middle) / 2 if middle else USUAL_SIZE


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


def _directions(page: Any) -> tuple[Counter[int], bool]:
    """How many pieces of text lie in which direction, in quarter turns, and whether these are all that the page has."""
    counts: Counter[int] = Counter()
    whole = True
    matrix = pdfium.FS_MATRIX()
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MOST_CHARACTERS)):
        thing = object_of(page, index)
        kind = kind_of(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFPageObj_GetMatrix(thing, matrix):
            quarter = quarters(matrix)
            if quarter is not None:
                counts[quarter] += 1
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            whole = False
    return counts, whole


def _quarter(counts: Counter[int], usual: int) -> int:
    """The direction that most of the text has; where there is none, that in which the page is to be read."""
    # A page that is turned clockwise to be read was written counter-clockwise.
    return max(counts, key=lambda quarter: (counts[quarter], quarter == usual)) if counts else usual


def _turn(page: Any, crop: Rect, quarter: int) -> Rect:
    """Turn what a page holds back by so many quarters, for the next time that it is loaded; the box that then shows."""
    a, b = _TURNS[quarter]
    left, bottom, right, top = _turned(crop, quarter)
    pdfium.FPDFPage_TransFormWithClip(page, pdfium.FS_MATRIX(a, b, -b, a, -left, -bottom), None)
    return 0.0, 0.0, right - left, top - bottom


def _turned(box: Rect, quarter: int) -> Rect:
    """Where a box lies once it is turned back by so many quarters round the origin."""
    a, b = _TURNS[quarter]
    xs = [a * x - b * y for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + a * y for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(xs), min(ys), max(xs), max(ys)


def _rulings(boxes: list[Rect], crop: Rect, near: float) -> tuple[list[Stretch], list[Stretch]]:
    """Horizontal and vertical lines; a dot may be a scrap of either."""
    left, bottom, right, top = crop
    across: list[Stretch] = []
    down: list[Stretch] = []
    for x0, y0, x1, y1 in boxes:
        if x0 < right and y0 < top and x1 > left and y1 > bottom:
            x0, x1, y0, y1 = x0 - left, x1 - left, top - y1, top - y0
            width, height = x1 - x0, y1 - y0
            if width >= height or height <= near:
                across.append(((y0 + y1) / 2, x0, x1))
            if height > width or width <= near:
                down.append(((x0 + x1) / 2, y0, y1))
    return across, down
