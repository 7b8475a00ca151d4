"""PDF files, through pdfium: running text, and tables from their ruling lines."""

from itertools import islice
from typing import Any

from ..model.document import Document
from ..model.phrasing import Phrase, phrase
from . import pdfium
from .beside import Beside
from .builder import Builder
from .pdf_flow import drop_margins, onward
from .pdf_fonts import own_fonts
from .pdf_layout import Grid, Layout, lay_out
from .pdf_page import PageContent, read_page
from .pdf_parts import Parts, parts
from .pdf_tables import join_tables
from .unreadable import UnreadableFile

#: More is no filing; each page is held in memory until its tables are put together.
MOST_PAGES = 5_000
MOST_CHARACTERS = 5_000_000
#: Pictures that cover more of a page than a seal or an emblem may hold words, and those that cover so much of it, with next
#: to no text on them, are a scanned page.
_SEEN, _COVERED, _FEW = 0.05, 0.5, 16
#: From this part of a page on its pictures are told of, though the page is read.
_NOTED = 0.1

#: Why a page is not read, or not to be trusted, and what says so.
_WHY = {
    "scanned": "pdf-scanned", "picture": "pdf-picture", "outlines": "pdf-outlines", "garbled": "pdf-garbled",
    "crowded": "pdf-crowded", "recognised": "pdf-recognised", "broken": "pdf-page-broken",
}  # fmt: skip


def read_document(data: bytes, path: str) -> Document:
    """Read a PDF into paragraphs and tables.

    Raises :class:`UnreadableFile` where it is damaged, cut off, locked by a password, empty, too large, or without any text.
    """
    with Beside(lambda: parts(data)) as looked:
        layouts, faults = lay_out_pages(data)
        pictures = faults.pop("pictures", [])
        built = _build(path, layouts, _unread(faults))
    _tell(built, looked.result(), pictures)
    return built


def lay_out_pages(data: bytes) -> tuple[list[Layout], dict[str, list[int]]]:
    """What stands on the pages that can be read, and the pages that cannot by the reason why not.

    Raises :class:`UnreadableFile` as :func:`read_document` does.
    """
    if not _is_complete(data):
        raise UnreadableFile(phrase("pdf-cut"))
    with own_fonts():
        try:
            document = pdfium.Document(data)
        except pdfium.NotOpened as error:
            if error.number in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
                raise UnreadableFile(phrase("pdf-locked")) from None
            raise UnreadableFile(phrase("pdf-broken")) from None
        try:
            layouts, faults = _read_pages(document)
        finally:
            document.close()
    drop_margins(layouts)
    join_tables(layouts)
    return layouts, faults


def _tell(document: Document, found: Parts, pictures: list[int]) -> None:
    """Say what pdfium does not: damaged contents, and what is shown beside the text of the pages."""
    if found.damaged != []:
        which = _pages(found.damaged) if found.damaged else phrase("some-pages")
        document.unread.append(phrase("pdf-content-damaged", pages=which))
    if found.fields or found.notes:
        what = tuple(phrase(key) for key, is_there in (("pdf-forms", found.fields), ("pdf-remarks", found.notes)) if is_there)
        document.unread.append(phrase("pdf-beside", what=what))
    if found.attachments:
        document.unseen.append(phrase("attachments", n=found.attachments))
    if pictures:
        document.unseen.append(phrase("pictures-of-pages", pages=_pages(pictures)))


def _is_complete(data: bytes) -> bool:
    """Whether the end of the file is there: nothing of it stands after the mark of the end."""
    end = data.rfind(b"%%EOF")
    if end < 0 or b" obj" in data[end:]:
        return False
    start = data.rfind(b"startxref", 0, end)
    # Files for the web have a first end near their beginning, with 0 for the place that it should name.
    return b"/Linearized" not in data[:1024] or start < 0 or data[start + 9 : end].strip() != b"0"


def _read_pages(document: Any) -> tuple[list[Layout], dict[str, list[int]]]:
    """What stands on the pages, and the pages that could not be read by the reason why not."""
    count = pdfium.FPDF_GetPageCount(document)
    if not count:
        raise UnreadableFile(phrase("pdf-no-page"))
    if count > MOST_PAGES:
        raise UnreadableFile(phrase("pdf-many-pages", count=count, most=MOST_PAGES))
    layouts: list[Layout] = []
    faults: dict[str, list[int]] = {}
    characters = 0
    for index in range(count):
        content = read_page(document, index)
        if content is None:
            faults.setdefault("broken", []).append(index + 1)
            continue
        characters += content.characters
        if characters > MOST_CHARACTERS:
            raise UnreadableFile(phrase("pdf-many-characters", most=MOST_CHARACTERS))
        fault = _fault(content)
        if fault != "garbled":
            layout = lay_out(index + 1, content)
            layouts.append(layout)
            fault = "crowded" if layout.dense else fault
        if fault:
            faults.setdefault(fault, []).append(index + 1)
        elif _covered(content) > _NOTED:
            faults.setdefault("pictures", []).append(index + 1)
    if not any(layout.blocks for layout in layouts):
        _refuse(count, {reason: pages for reason, pages in faults.items() if reason in _WHY})
    return layouts, faults


def _fault(page: PageContent) -> str:
    """Why a page is not read, or not to be trusted; "" where nothing is wrong with it."""
    if page.garbled > page.characters:
        return "garbled"
    if page.crowded:
        return "crowded"
    covered = _covered(page)
    if not page.characters:
        return "scanned" if covered > _SEEN else "outlines" if page.drawn else ""
    if page.recognised:
        return "recognised" if covered > _COVERED else ""
    return "picture" if covered > _COVERED and not _has_text_over(page) else ""


def _has_text_over(page: PageContent) -> bool:
    """Whether more than a few characters of a page stand where its pictures are."""
    left, top = min(box[0] for box in page.pictures), min(box[1] for box in page.pictures)
    right, bottom = max(box[2] for box in page.pictures), max(box[3] for box in page.pictures)
    within = (run for run in page.runs if top <= run.middle <= bottom)
    over = (left <= (x0 + x1) / 2 <= right for run in within for x0, x1 in zip(run.lefts, run.rights, strict=True))
    return len(list(islice(filter(None, over), _FEW))) == _FEW


def _covered(page: PageContent) -> float:
    """How much of a page its pictures cover."""
    shown = sum(
        (min(right, page.width) - max(left, 0.0)) * (min(bottom, page.height) - max(top, 0.0))
        for left, top, right, bottom in page.pictures
    )
    return shown / (page.width * page.height)


def _refuse(count: int, faults: dict[str, list[int]]) -> None:
    """Say why there is no text at all."""
    if not faults:
        raise UnreadableFile(phrase("pdf-blank", count=count))
    reason = max(faults, key=lambda each: len(faults[each]))
    raise UnreadableFile(phrase("pdf-pages", count=count, fault=phrase(_WHY[reason], pages=_pages(faults[reason]))))


def _unread(faults: dict[str, list[int]]) -> list[Phrase]:
    return [phrase(_WHY[reason], pages=_pages(numbers)) for reason, numbers in faults.items()]


def _pages(numbers: list[int]) -> Phrase:
    """Numbers of pages as a person writes them: 第 3、5—8 页."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return phrase("pages", numbers=tuple("—".join(map(str, run)) for run in runs))


def _build(path: str, layouts: list[Layout], unread: list[Phrase]) -> Document:
    builder = Builder(path, "pdf")
    builder.unread = unread
    rows = 0
    for layout, goes_on in zip(layouts, onward(layouts), strict=True):
        builder.start_page(layout.number)
        for block, flag in zip(layout.blocks, goes_on, strict=True):
            if not isinstance(block, Grid):
                if block.standing is not None:
                    builder.standing(block.text, flag, block.standing)
                    continue
                builder.wrapped([block.text], [flag])
            elif block.goes_on:
                for row in block.rows:
                    rows += 1
                    builder.row(rows, row.cells)
            else:
                builder.table(row.cells for row in block.rows)
                rows = len(block.rows)
    return builder.finish()
