"""PDF files: a highlight over each finding with a note in it; the pages themselves stay as they are."""

import ctypes
import re
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from ..named import NamedTuple
from ..readers.pdf import lay_out_pages
from ..readers.pdf_fonts import own_fonts
from ..readers.pdf_layout import Grid, GridRow
from ..readers.pdf_lines import SAME_LINE, TextLine, lines_of
from ..readers.pdf_page import PageContent, read_page
from ..readers.pdf_text import Rect, Run
from .remarks import AUTHOR, Remark

#: Red, green and blue of the highlights.
_COLORS = {"error": (255, 170, 170), "warning": (255, 224, 130), "note": (190, 220, 255)}
#: A highlight reaches so much of the height of characters above their base line, and so much below.
_ABOVE, _BELOW = 0.9, 0.2
#: The side of the sign of a note that points at nothing, and how far it stands from the edges of the page.
_SIGN, _MARGIN = 20.0, 12.0

#: Where a file names the place of its last table of objects, and so many bytes from its end.
_START = re.compile(rb"startxref\s+(\d{1,12})")
_TAIL = 2048

Corners = tuple[tuple[float, float], ...]


class _Row(NamedTuple):
    """A row of a table on a page, and the number (from 0) it has in the part of the table there."""

    grid: Grid
    number: int


def mark(data: bytes, path: str, remarks: list[Remark]) -> bytes:
    """The file with a highlight and a note for each remark.

    Raises :class:`~auditlint.readers.UnreadableFile`.
    """
    with own_fonts():
        lines = _lines(data)
        marks = _located(data, lines, remarks)
    document = PdfDocument(data)
    try:
        for number, found in marks.items():
            page = pdfium.FPDF_LoadPage(document, number - 1)
            try:
                for remark, corners in found:
                    _annotate(page, remark, corners)
            finally:
                pdfium.FPDF_ClosePage(page)
        return _saved(document, data)
    finally:
        document.close()


def _lines(data: bytes) -> dict[tuple[int, int], TextLine | _Row]:
    """What each line is, by its page and its number there, as the reader counts them."""
    found: dict[tuple[int, int], TextLine | _Row] = {}
    layouts, _ = lay_out_pages(data)
    for layout in layouts:
        line = 0
        for block in layout.blocks:
            for each in (block,) if isinstance(block, TextLine) else (_Row(block, row) for row in range(len(block.rows))):
                line += 1
                found[layout.number, line] = each
    return found


def _located(
    data: bytes, lines: dict[tuple[int, int], TextLine | _Row], remarks: Iterable[Remark]
) -> dict[int, list[tuple[Remark, list[Corners]]]]:
    """The remarks of each page with what they highlight on it."""
    found: dict[int, list[tuple[Remark, list[Corners]]]] = {}
    for remark in remarks:
        found.setdefault(remark.place.page or 1, []).append((remark, []))
    document = PdfDocument(data)
    try:
        for number, own in found.items():
            content = read_page(document, number - 1)
            if content is not None:
                for remark, corners in own:
                    corners += [_corners(content, box) for box in _boxes(content, lines, remark)]
    finally:
        document.close()
    return found


def _boxes(content: PageContent, lines: dict[tuple[int, int], TextLine | _Row], remark: Remark) -> list[Rect]:
    """What a remark is about, as boxes of the page as it was read."""
    place = remark.place
    found: list[Rect] = []
    for number in range(place.line, place.end_line + 1):
        line = lines.get((place.page or 1, number))
        if isinstance(line, TextLine):
            start = place.column - 1 if number == place.line else 0
            end = place.end_column - 1 if number == place.end_line else len(line.text)
            found += _words(_on_line(content.runs, line), line.text, start, end) or [_box(line.x0, line.x1, line.base, line.size)]
        elif line is not None and number == place.line:
            text, start = remark.cell
            area = _area(line, (place.cell_column or 1) - 1)
            found += _words(_in_area(content.runs, area), text, start, start + len(remark.words)) or [area]
    return found


def _area(line: _Row, column: int) -> Rect:
    """The cell that begins in a column."""
    row: GridRow = line.grid.rows[line.number]
    cell = row.cells[column]
    wide, deep = (cell.columns, cell.rows) if cell is not None else (1, 1)
    last = line.grid.rows[min(line.number + deep, len(line.grid.rows)) - 1]
    return line.grid.xs[column], row.top, line.grid.xs[column + wide], max(row.bottom, last.bottom)


class _Letter(NamedTuple):
    """A character with where it stands."""

    x0: float
    x1: float
    base: float
    size: float
    text: str


def _on_line(runs: list[Run], line: TextLine) -> list[list[_Letter]]:
    def holds(letter: _Letter) -> bool:
        return line.x0 <= (letter.x0 + letter.x1) / 2 <= line.x1

    return _letters([run for run in runs if abs(run.base - line.base) <= SAME_LINE * max(run.size, line.size)], holds)


def _in_area(runs: list[Run], area: Rect) -> list[list[_Letter]]:
    def holds(letter: _Letter) -> bool:
        return area[0] <= (letter.x0 + letter.x1) / 2 <= area[2]

    return _letters([run for run in runs if area[1] <= run.middle <= area[3]], holds)


def _letters(runs: list[Run], holds: Callable[[_Letter], bool]) -> list[list[_Letter]]:
    """The characters of some runs line by line, without those printed twice."""
    return [
        kept for line in lines_of(runs)
        if (kept := [letter for run in line for letter in map(_Letter._make, _characters(run)) if holds(letter)])
    ]  # fmt: skip


def _characters(run: Run) -> Iterable[tuple[float, float, float, float, str]]:
    return ((x0, x1, run.base, run.size, char) for x0, x1, char in zip(run.lefts, run.rights, run.text, strict=True))


def _words(lines: list[list[_Letter]], text: str, start: int, end: int) -> list[Rect]:
    """The boxes of ``text[start:end]``, one a line, where these lines say that text; else nothing."""
    if "".join(letter.text for line in lines for letter in line) != "".join(text.split()):
        return []
    first = len("".join(text[:start].split()))
    last = first + len("".join(text[start:end].split()))
    found: list[Rect] = []
    at = 0
    for line in lines:
        some = line[max(0, first - at) : max(0, last - at)]
        if some:
            low, high = min(letter.x0 for letter in some), max(letter.x1 for letter in some)
            found.append(_box(low, high, some[0].base, max(letter.size for letter in some)))
        at += len(line)
    return found


def _box(x0: float, x1: float, base: float, size: float) -> Rect:
    return x0, base - _ABOVE * size, x1, base + _BELOW * size


def _corners(content: PageContent, box: Rect) -> Corners:
    """The corners of a box in the file: upper left, upper right, lower left, lower right as it is read."""
    x0, y0, x1, y1 = box
    return tuple(content.on_paper(x, y) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1)))


def _annotate(page: Any, remark: Remark, corners: list[Corners]) -> None:
    """Put a highlight with its note on a page, or only a note at its edge where there is nothing to highlight."""
    text = remark.text if corners else f"{remark.where}\n{remark.text}"
    points = [point for each in corners for point in each]
    if not corners:
        top = pdfium.FPDF_GetPageHeightF(page) - _MARGIN
        points = [(_MARGIN, top), (_MARGIN + _SIGN, top - _SIGN)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    annotation = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_HIGHLIGHT if corners else pdfium.FPDF_ANNOT_TEXT)
    try:
        pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, *_COLORS[remark.severity], 255)
        for each in corners:
            quad = pdfium.FS_QUADPOINTSF(*(number for point in each for number in point))
            pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, quad)
        pdfium.FPDFAnnot_SetRect(annotation, pdfium.FS_RECTF(min(xs), max(ys), max(xs), min(ys)))
        pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_PRINT)
        for key, value in ((b"Contents", text), (b"T", AUTHOR)):
            memory = ctypes.create_string_buffer((value + "\0").encode("utf-16-le", "replace"))
            pdfium.FPDFAnnot_SetStringValue(annotation, key, ctypes.cast(memory, pdfium.FPDF_WIDESTRING))
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _saved(document: Any, data: bytes) -> bytes:
    """The file with what was added behind it; or written anew, where that would leave it to readers to guess what it is.

    What pdfium adds to a file whose table of objects is a stream is such a stream without its type, which others refuse.
    """
    ways = [pdfium.FPDF_INCREMENTAL] if _has_plain_table(data) else []
    for flags in (*ways, pdfium.FPDF_NO_INCREMENTAL):
        out = BytesIO()
        document.save(out, flags=flags)
        if _pages(out.getvalue()) == len(document):
            break
    return out.getvalue()


def _has_plain_table(data: bytes) -> bool:
    """Whether the last table of objects is one in plain text, at the place that the file names."""
    found = _START.findall(data, max(0, len(data) - _TAIL))
    return bool(found) and data[int(found[-1]) : int(found[-1]) + 16].lstrip()[:4] == b"xref"


def _pages(data: bytes) -> int:
    try:
        document = PdfDocument(data)
    except PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()
