"""Old Excel workbooks (.xls).  Their number formats are not known here: figures have the digits that were entered."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Context, Decimal
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from ..model.document import Document
from ..model.phrasing import phrase
from .builder import Builder
from .sheets import MOST_CELLS, Area, add_sheet, too_large
from .unreadable import UnreadableFile
from .xls_records import is_broken

#: How many digits of a number Excel knows.
_KNOWN = Context(prec=15)
#: How many places a sheet may have, empty ones among them; the largest of an old workbook has sixteen millions.
_MOST_PLACES = 4_000_000


def read_document(data: bytes, path: str) -> Document:
    """Read an old workbook; each visible sheet is a page, and its used range one table.

    Raises :class:`UnreadableFile` for what is damaged, locked, empty or enormous.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        builder = _read(workbook, path)
    except PasswordError:
        raise UnreadableFile(phrase("excel-locked")) from None
    except (CalamineError, ValueError, OSError):
        raise _damaged() from None
    except BaseException as error:
        # A library in another language that stumbles over a damaged file raises what is no exception of the usual kind.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged() from None
    document = builder.finish("excel-empty")
    if is_broken(data):
        document.unread.append(phrase("excel-gaps"))
    return document


def _damaged() -> UnreadableFile:
    return UnreadableFile(phrase("excel-damaged"))


def _read(workbook: CalamineWorkbook, path: str) -> Builder:
    builder = Builder(path, "xls")
    cells = 0
    for number, about in enumerate(workbook.sheets_metadata, 1):
        if about.visible != SheetVisibleEnum.Visible or about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        if sheet.total_height * sheet.total_width > _MOST_PLACES:
            raise too_large()
        rows = {
            row: texts for row, values in enumerate(sheet.to_python(skip_empty_area=False))
            if (texts := {column: text for column, value in enumerate(values) if (text := _text(value))})
        }  # fmt: skip
        cells += sum(map(len, rows.values()))
        if cells > MOST_CELLS:
            raise too_large()
        add_sheet(builder, number, about.name, rows, _areas(sheet.merged_cell_ranges))
    return builder


def _areas(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]] | None) -> list[Area]:
    return [Area(*start, *end) for start, end in ranges or ()]


def _text(value: Any) -> str:
    """A value as text; a float is the shortest number with at most fifteen digits that it stands for."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        number = _KNOWN.plus(Decimal(repr(value)))
        text = f"{number:f}" if number.is_finite() else ""
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return str(value) if value is not None else ""
