"""The table of the three public expenses with its items below each other, in plain text."""

from ..model.document import Document
from ..model.tables import PUBLICS
from .table_names import column_name
from .table_rows import Reading, Token

#: The amounts of an item: its budget and its actual figure.
_BOTH = 2


def read_upright(document: Document, lines: list[list[Token]]) -> Reading:
    """One row of all items, in the order of :data:`~auditlint.model.tables.PUBLICS`; an item without both of its amounts leaves the reading open."""
    reading = Reading(document, False, False)
    found: dict[str, list[Token]] = {}
    words = ""
    item = ""
    for line in lines:
        for token in line:
            if token.kind == "w":
                words += token.text
            elif token.kind in "nb" or token.text == "0":
                if words:
                    item, words = column_name("T7", (words,)) or ("三公经费" if words.endswith("合计") else ""), ""
                found.setdefault(item, []).append(token)
    row = reading.open("", "")
    for name in PUBLICS:
        pair = found.get(name, [])
        if len(pair) != _BOTH:
            row.amounts.clear()
            reading.lost += 1
            return reading
        for token in pair:
            if token.kind == "d":
                reading.integer(token)
            else:
                reading.amount(token, False)
    return reading

