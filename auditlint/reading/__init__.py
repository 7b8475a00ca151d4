"""Reading: a document to a filing.  It never judges."""

from bisect import bisect_left
from collections import Counter

from ..model.document import Document
from ..model.figure import MONEY, Figure
from ..model.filing import Filing
from .identify import identify
from .lexer import Token, figures
from .listings import read_listings
from .naming import read_units
from .narrative import NarrativeReader
from .parting import part, whole
from .performance import read_performance
from .regions import Region, regions
from .tables import Grid, cell_grids, read_tables, sheets

__all__ = ["part", "read_filing", "whole"]


def read_filing(document: Document) -> Filing:
    """Read figures, sections, items and claims of a document."""
    filing = Filing(document)
    tokens = figures(document)
    filing.figures = [token.figure for token in tokens]
    identify(filing)
    read_units(filing)
    _settle_precision(tokens)
    reader = NarrativeReader(filing, tokens)
    parts, tables = regions(document, sheets(document, _grids(document)))
    for region in parts:
        if region.kind == "绩效":
            _read_table(filing, region)
        elif region.kind == "正文":
            for paragraph in region.paragraphs:
                reader.read(paragraph)
    reader.binder.finish()
    if tables:
        read_tables(filing, tables)
    read_listings(filing, parts)
    return filing


def _grids(document: Document) -> list[Grid]:
    """The grids of a document: its cells where the reader knows them, what stands under each other in plain text."""
    if document.lines.cells or document.lines.spots is not None:
        return cell_grids(document)
    from .tables.text_grids import text_grids  # other formats need none of it

    return text_grids(document)


def _read_table(filing: Filing, region: Region) -> None:
    """Read a performance table; its figures take the place of those that the lexer found in its region."""
    known = filing.figures
    first = bisect_left(known, region.paragraphs[0].start, key=_start)
    last = bisect_left(known, region.paragraphs[-1].end, key=_start)
    tables, own = read_performance(filing.document, region, known[first:last])
    filing.performance += tables
    known[first:last] = own


def _start(figure: Figure) -> int:
    return figure.start


def _settle_precision(tokens: list[Token]) -> None:
    """Hold amounts that drop trailing zeros to the decimals that their filing uses for the unit."""
    usual: dict[str, Counter[int]] = {}
    for token in tokens:
        figure = token.figure
        if figure.unit in MONEY and figure.value:
            usual.setdefault(figure.unit, Counter())[figure.places] += 1
    common = {unit: max(counts, key=lambda places: (counts[places], places)) for unit, counts in usual.items()}
    for token in tokens:
        figure = token.figure
        if figure.unit in MONEY:
            places = common.get(figure.unit, 0)
            if figure.places < places:
                figure.places = places
