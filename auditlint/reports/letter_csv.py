"""The letter to the departments as CSV, which Excel opens with its Chinese intact."""

import csv
import re
from io import StringIO

from ..model.finding import Report
from .letter import flat, heads, rows

#: By this mark Excel knows that the file is UTF-8.
BOM = "\ufeff"
#: What a spreadsheet would take for a formula; an amount below zero is none.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_AMOUNT = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?(?: \S+)?")


def render(report: Report, lang: str = "zh", show_notes: bool = False) -> str:
    """One table of all departments."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads(lang))
    writer.writerows([inert(cell) for cell in row.cells(lang)] for row in flat(rows(report, lang, show_notes)))
    return BOM + out.getvalue()


def inert(text: str) -> str:
    """A cell that a spreadsheet shows and does not reckon: nothing that stands in a filing is run."""
    return f"'{text}" if _FORMULA.match(text) and not _AMOUNT.fullmatch(text) else text
