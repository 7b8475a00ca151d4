"""The letter to the departments as a workbook: a cover with counts, and a sheet for each department."""

import re
from collections import Counter
from datetime import date
from io import BytesIO
from typing import Any

from ..desk.own_output import MAKER
from ..errors import MissingPackage
from ..escaping import clean
from ..model.finding import Report
from ..wording import say
from .letter import Row, heads, rows
from .overview import department
from .totals import coverage, summary

PACKAGE = "xlsxwriter>=3.0"
#: What a cell may hold, and what a name of a sheet may be.
_LONGEST, _NAME = 32_000, 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
#: Columns of the departments' sheets that the cover makes needless or that stand for it: that of the department itself.
_DEPARTMENT = 1
_WIDTHS = (5, 24, 18, 6, 40, 44, 30, 14, 30, 30, 9, 9, 14)
_REPLY, _DECISION = 9, 10


def render(report: Report, lang: str = "zh", show_notes: bool = False) -> bytes:
    """The workbook; :func:`demand` tells whether it can be written."""
    from xlsxwriter import Workbook

    out = BytesIO()
    # Nothing that stands in a filing becomes a formula or a link.
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"author": MAKER})
    by_department = {name: own for name, own in rows(report, lang, show_notes).items() if own}
    names = _names(by_department, say(lang, "letter-cover"))
    _cover(book, report, by_department, names, lang)
    for name, own in by_department.items():
        _sheet(book, names[name], own, lang)
    book.close()
    return out.getvalue()


def demand() -> None:
    """Raises :class:`~auditlint.errors.MissingPackage` where what writes workbooks is not installed."""
    try:
        import xlsxwriter  # noqa: F401
    except ModuleNotFoundError as error:
        raise MissingPackage(PACKAGE) from error


def _names(departments: dict[str, list[Row]], cover: str) -> dict[str, str]:
    """A name for each department's sheet: short enough, without what Excel forbids, and no other's."""
    taken = {cover.lower(), "history"}
    names = {}
    for department_name in departments:
        stem = _NOT_IN_A_NAME.sub("_", clean(department_name)).strip() or "_"
        name, number = stem[:_NAME], 1
        while name.lower() in taken:
            number += 1
            tail = f"（{number}）"
            name = stem[: _NAME - len(tail)] + tail
        taken.add(name.lower())
        names[department_name] = name
    return names


def _cover(book: Any, report: Report, by_department: dict[str, list[Row]], names: dict[str, str], lang: str) -> None:
    sheet = book.add_worksheet(say(lang, "letter-cover"))
    title, bold, wrap = book.add_format({"bold": True, "font_size": 18}), book.add_format({"bold": True, "border": 1}), book.add_format({"text_wrap": True})
    cell, link = book.add_format({"border": 1}), book.add_format({"border": 1, "font_color": "#0563C1", "underline": 1})
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 5, 10)
    sheet.write_string(0, 0, say(lang, "letter-title"), title)
    sheet.write_string(1, 0, say(lang, "letter-date", date=date.today().isoformat()))
    sheet.merge_range(2, 0, 2, 5, "", wrap)
    sheet.write_string(2, 0, summary(report, lang)[:_LONGEST], wrap)
    sheet.merge_range(3, 0, 3, 5, "", wrap)
    sheet.write_string(3, 0, say(lang, "letter-how", decisions=say(lang, "list-comma").join(decisions(lang))), wrap)
    sheet.set_row(2, 34)
    sheet.set_row(3, 66)
    keys = ("letter-department", "head-files", "error", "warning", "letter-unread", "head-checked")
    for column, key in enumerate(keys):
        sheet.write_string(5, column, say(lang, key), bold)
    files: dict[str, list[Any]] = {}
    for file in report.files:
        files.setdefault(department(file), []).append(file)
    for line, (name, own) in enumerate(files.items(), 6):
        found = by_department.get(name, [])
        count = Counter(row.severity for row in found)
        if name in names:
            sheet.write_url(line, 0, f"internal:'{names[name]}'!A1", link, name[:_LONGEST])
        else:
            sheet.write_string(line, 0, name[:_LONGEST], cell)
        for column, number in enumerate((len(own), count["error"], count["warning"], count["problem"]), 1):
            sheet.write_number(line, column, number, cell)
        figures, checked = sum(file.figures for file in own), sum(file.checked for file in own)
        sheet.write_string(line, 5, coverage(checked, figures) if figures else "", cell)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def decisions(lang: str) -> tuple[str, str, str]:
    """What may be chosen in the column of decisions: to mend, to accept, to look at again."""
    return say(lang, "decision-mend"), say(lang, "decision-accept"), say(lang, "decision-open")


def _sheet(book: Any, name: str, own: list[Row], lang: str) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#DDEBF7", "text_wrap": True, "valign": "vcenter", "align": "center"})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    fill = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "bg_color": "#FFF9E5"})
    grey = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "font_color": "#999999"})
    colors = {each: book.add_format({"border": 1, "valign": "top", "bold": True, "font_color": color}) for each, color in (("error", "#C00000"), ("problem", "#C00000"), ("warning", "#B45F06"), ("note", "#3D6A8A"))}
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for column, text in enumerate(_without_department(heads(lang))):
        sheet.write_string(0, column, text, head)
    for line, row in enumerate(own, 1):
        sheet.write_number(line, 0, row.number, cell)
        for column, text in enumerate(_without_department(row.cells(lang))[1:], 1):
            style = fill if column in (_REPLY, _DECISION) else grey if column > _DECISION else colors[row.severity] if column == 3 else cell
            sheet.write_string(line, column, text[:_LONGEST], style)
    last = max(len(own), 1)
    sheet.data_validation(1, _DECISION, last, _DECISION, {"validate": "list", "source": list(decisions(lang))})
    sheet.autofilter(0, 0, last, len(_WIDTHS) - 1)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last, _DECISION)


def _without_department(cells: list[str]) -> list[str]:
    return cells[:_DEPARTMENT] + cells[_DEPARTMENT + 1 :]
