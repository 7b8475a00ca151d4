"""Tables in plain text: those whose lines kept their columns, those that lost them, and those of one cell a line."""

from ...model.document import Document
from .grids import Grid
from .raw_lines import is_raw, raw_tables
from .text_upright import upright_grids


def plain_grids(document: Document) -> list[Grid]:
    """The grids of a document of lines; what reads each kind of table is imported where there is one."""
    found: list[Grid] = []
    if not is_raw(document):
        from .text_grids import text_grids

        found = text_grids(document)
    elif tables := raw_tables(document):
        from .raw_grids import raw_grids

        found = raw_grids(document, tables)
    return found or upright_grids(document)
