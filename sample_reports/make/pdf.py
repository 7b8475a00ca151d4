"""The filing as a PDF with pages, drawn with a font that every reader has."""

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Spacer
from reportlab.platypus import Table as Grid

from .blocks import Block, Table, Text
from .plain import unit_line

_FONT = "STSong-Light"
_BODY = ParagraphStyle("body", fontName=_FONT, fontSize=10.5, leading=18, firstLineIndent=21, wordWrap="CJK")
_HEADING = ParagraphStyle("heading", parent=_BODY, fontSize=12, firstLineIndent=0, spaceBefore=6)
_TITLE = ParagraphStyle("title", parent=_BODY, fontSize=14, firstLineIndent=0, alignment=1, leading=24)
_CELL = ParagraphStyle("cell", parent=_BODY, fontSize=7.5, leading=9, firstLineIndent=0)


class _Marked(Paragraph):
    """A paragraph that notes the pages it is drawn on."""

    pages: list[int]

    def split(self, width: float, height: float) -> list[Any]:
        parts: list[Any] = super().split(width, height)
        for part in parts:
            part.pages = self.pages
        return parts

    def draw(self) -> None:
        self.pages.append(self.canv.getPageNumber())
        super().draw()


def _marked(words: str, style: ParagraphStyle, pages: list[int]) -> _Marked:
    paragraph = _Marked(escape(words), style)
    paragraph.pages = pages
    return paragraph


def pdf(blocks: list[Block]) -> tuple[bytes, dict[str, list[int]]]:
    """The document, the same for the same blocks, and the pages that each block stands on."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    out = BytesIO()
    pages: dict[str, list[int]] = {block.name: [] for block in blocks}
    document = BaseDocTemplate(out, pagesize=A4, invariant=1)
    margin = 56
    for name, size in (("text", A4), ("table", landscape(A4))):
        frame = Frame(margin, margin, size[0] - 2 * margin, size[1] - 2 * margin, 0, 0, 0, 0)
        document.addPageTemplates([PageTemplate(name, [frame], onPageEnd=_number, pagesize=size)])
    story: list[Any] = []
    sideways = False
    for block in blocks:
        if isinstance(block, Table) != sideways:
            sideways = not sideways
            story += [NextPageTemplate("table" if sideways else "text"), PageBreak()]
        elif sideways:
            story.append(PageBreak())
        if isinstance(block, Text):
            style = _TITLE if block.level == 1 else _HEADING if block.level else _BODY
            story.append(_marked(block.whole, style, pages[block.name]))
        else:
            story += [_marked(block.title, _TITLE, pages[block.name]), Paragraph(unit_line("　　　　"), _CELL), Spacer(1, 4)]
            story.append(_grid(block))
    document.build(story)
    return out.getvalue(), pages


def _number(canvas: Any, document: Any) -> None:
    canvas.setFont(_FONT, 9)
    canvas.drawCentredString(canvas._pagesize[0] / 2, 30, f"— {canvas.getPageNumber()} —")


def _grid(table: Table) -> Grid:
    data: list[list[Any]] = []
    style: list[tuple[Any, ...]] = [("GRID", (0, 0), (-1, -1), 0.4, colors.black), ("FONT", (0, 0), (-1, -1), _FONT, 7.5, 9)]
    style += [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for at, row in enumerate(table.head):
        data.append([Paragraph(escape(cell[0]), _CELL) if cell else "" for cell in row])
        for column, cell in enumerate(row):
            if cell is not None:
                style.append(("SPAN", (column, at), (column + cell[1] - 1, at + cell[2] - 1)))
    for at in range(len(table.rows)):
        data.append([_shown(table, at, column) for column in range(table.width)])
    widths = [1.0] * table.width
    for column in range(table.width):
        if any(isinstance(row[column], str) and len(str(row[column])) > 8 for row in table.rows):
            widths[column] = 2.4
    unit = 730 / sum(widths)
    return Grid(data, [width * unit for width in widths], style=style, repeatRows=len(table.head))


def _shown(table: Table, row: int, column: int) -> Any:
    text = table.text(row, column)
    return Paragraph(escape(text), _CELL) if len(text) > 12 else text
