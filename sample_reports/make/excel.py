"""The tables as a workbook: amounts are unrounded, and shown with two decimals."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from .blocks import Block, Table
from .figures import NAME

#: Rows of a sheet before the head of its table.
BEFORE = 3


def sheet_name(table: Table) -> str:
    """The name of the sheet of a table."""
    return table.title.replace("“", "").replace("”", "")


def xlsx(blocks: list[Block]) -> bytes:
    """A workbook with a sheet for each table."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2025, 9, 1)})
    formats = {
        "title": book.add_format({"bold": True, "align": "center"}), "head": book.add_format({"border": 1, "align": "center", "text_wrap": True}),
        "amount": book.add_format({"num_format": "#,##0.00", "border": 1}), "words": book.add_format({"border": 1}),
    }  # fmt: skip
    for table in blocks:
        if isinstance(table, Table):
            _sheet(book.add_worksheet(sheet_name(table)), table, formats)
    notes = book.add_worksheet("底稿")
    notes.write(0, 0, "内部底稿，不公开：9999.99")
    notes.hide()
    book.close()
    return out.getvalue()


def _sheet(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    last = table.width - 1
    sheet.merge_range(0, 0, 0, last, table.title, formats["title"])
    sheet.write(1, last, f"公开{table.number:02d}表")
    sheet.write(2, 0, f"部门：{NAME}")
    sheet.write(2, last, "金额单位：万元")
    for at, row in enumerate(table.head, BEFORE):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            if cell[1] * cell[2] > 1:
                sheet.merge_range(at, column, at + cell[2] - 1, column + cell[1] - 1, cell[0], formats["head"])
            else:
                sheet.write(at, column, cell[0], formats["head"])
    for at, values in enumerate(table.rows):
        for column, value in enumerate(values):
            printed = table.printed.get((at, column))
            place = (at + BEFORE + len(table.head), column)
            if isinstance(value, Decimal):
                amount = value / 10_000 if printed is None else Decimal(printed.replace(",", ""))
                sheet.write_number(*place, amount, formats["amount"])
            else:
                sheet.write_string(*place, printed or value or "", formats["words"])
