"""PDF files that the tests draw, with Chinese fonts that every viewer has."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

FONT = "STSong-Light"
WIDTH, HEIGHT = A4
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

#: A cell: its text (lines parted by newlines), columns and rows.
Cell = tuple[str, int, int]


def pdf(*pages: Callable[[Canvas], None], size: tuple[float, float] = A4, **options: Any) -> bytes:
    """A PDF of these pages, each drawn by a function; lengths from the upper left corner are for the helpers below."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size, **options)
    for draw in pages:
        canvas.setFont(FONT, 10.5)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(canvas: Canvas, x: float, y: float, text: str, size: float = 10.5) -> None:
    """Print a line ``y`` points below the upper edge of an A4 page."""
    canvas.setFont(FONT, size)
    canvas.drawString(x, HEIGHT - y, text)


def prose(canvas: Canvas, y: float, lines: Iterable[str], left: float = 90.0, size: float = 10.5) -> None:
    """Print lines of running text; those that begin with a space are set in by two characters."""
    for number, line in enumerate(lines):
        write(canvas, left + (2 * size if line[0] == " " else 0), y + number * 18, line.strip(), size)


def typeset(paragraphs: Sequence[str], size: float = 12, margin: float = 80) -> bytes:
    """A filing set by a program: a title, paragraphs set in by two characters, and on every page its name and number."""
    body = ParagraphStyle("body", fontName=FONT, fontSize=size, leading=size * 1.6, wordWrap="CJK", firstLineIndent=2 * size)
    title = ParagraphStyle("title", parent=body, firstLineIndent=0, alignment=1, fontSize=16, leading=26)

    def margins(canvas: Canvas, document: Any) -> None:
        write(canvas, 240, 30, "某某局2023年度部门决算", 9)
        write(canvas, 290, 820, f"- {document.page} -", 9)

    buffer = BytesIO()
    document = SimpleDocTemplate(buffer, leftMargin=margin, rightMargin=margin, pagesize=A4)
    story = [Paragraph(escape(text), body if number else title) for number, text in enumerate(paragraphs)]
    document.build(story, onFirstPage=margins, onLaterPages=margins)
    return buffer.getvalue()


def table(
    canvas: Canvas,
    rows: Sequence[Sequence[str | Cell | None]],
    x: float = 60.0,
    y: float = 120.0,
    widths: Sequence[float] | None = None,
    height: float = 20.0,
    style: str = "lines",
) -> float:
    """Draw a table with its upper left corner at (x, y); the lower edge is returned.

    ``style``: ``lines`` strokes each side, ``bars`` fills thin rectangles, ``boxes`` strokes rectangles, ``filled`` fills cells.
    """
    widths = widths or [90.0] * len(rows[0])
    xs = [x + sum(widths[:number]) for number in range(len(widths) + 1)]
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            text, columns, deep = (cell, 1, 1) if isinstance(cell, str) else cell
            left, right = xs[column], xs[column + columns]
            top, bottom = y + at * height, y + (at + deep) * height
            _border(canvas, left, HEIGHT - bottom, right - left, bottom - top, style)
            lines = text.split("\n")
            for number, line in enumerate(lines):
                size = min(10.5, (bottom - top) / len(lines) * 0.9)
                write(canvas, left + 3, top + (bottom - top) * (number + 1) / len(lines) - size * 0.3, line, size)
    return y + len(rows) * height


def columned(
    canvas: Canvas, rows: Sequence[Sequence[str]], edges: Sequence[tuple[str, float]], y: float = 120.0, height: float = 18.0, size: float = 9.0
) -> float:
    """Print the words of a table without its lines, each set to an edge of its column; the base line below the last is returned.

    An edge is ``("left", x)``, ``("right", x)`` or ``("middle", x)``; a name of several lines stands round its base line.
    """
    for number, row in enumerate(rows):
        for text, (side, x) in zip(row, edges, strict=True):
            lines = text.split("\n")
            for at, line in enumerate(lines):
                canvas.setFont(FONT, size)
                base = HEIGHT - y - number * height - (at - (len(lines) - 1) / 2) * size * 1.1
                {"left": canvas.drawString, "right": canvas.drawRightString, "middle": canvas.drawCentredString}[side](x, base, line)
    return y + len(rows) * height


def _border(canvas: Canvas, x: float, y: float, width: float, height: float, style: str) -> None:
    if style == "boxes":
        canvas.rect(x, y, width, height)
    elif style == "filled":
        canvas.setFillGray(0.9)
        canvas.rect(x + 0.3, y + 0.3, width - 0.6, height - 0.6, stroke=0, fill=1)
        canvas.setFillGray(0)
    else:
        for x0, y0, x1, y1 in (
            (x, y, x + width, y), (x, y + height, x + width, y + height), (x, y, x, y + height), (x + width, y, x + width, y + height),
        ):  # fmt: skip
            if style == "lines":
                canvas.line(x0, y0, x1, y1)
            else:
                canvas.rect(x0 - 0.24, y0 - 0.24, x1 - x0 + 0.48, y1 - y0 + 0.48, stroke=0, fill=1)
