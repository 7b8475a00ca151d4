"""Reading: a document to a filing.  It never judges."""

from bisect import bisect_left, bisect_right

from ..model.document import Document
from ..model.figure import MONEY, Figure
from ..model.filing import Filing
from .completeness import read_completeness
from .counts import read_counts
from .identity.identify import identify
from .identity.naming import read_units
from .identity.parting import part, whole
from .levels import read_levels
from .lexer import Token, figures
from .nils import settle_nils
from .per_unit import read_per_unit
from .prose import Narrative
from .regions import NARRATIVE, PERFORMANCE, Region, regions
from .tables import Grid, cell_grids, sheets

__all__ = ["part", "read_filing", "whole"]


def read_filing(document: Document) -> Filing:
    """Read figures, sections, items and claims of a document."""
    filing = Filing(document)
    tokens = figures(document)
    filing.figures = [token.figure for token in tokens]
    identify(filing)
    read_units(filing)
    _settle_precision(document, tokens)
    narrative = Narrative(filing, tokens)
    parts, tables = regions(document, sheets(document, _grids(document)))
    for region in parts:
        if region.kind == PERFORMANCE:
            _read_table(filing, region)
        elif region.kind == NARRATIVE:
            for paragraph in region.paragraphs:
                narrative.read(paragraph)
    narrative.finish()
    if filing.performance:
        from .performance.told import read_told_scores  # most filings have none

        read_told_scores(filing)
    if tables:
        from .tables.entering import read_tables  # a text of prose needs none of it

        read_tables(filing, tables)
    read_counts(filing, parts)
    read_levels(filing)
    read_per_unit(filing)
    settle_nils(filing)
    read_completeness(filing)
    return filing


def _grids(document: Document) -> list[Grid]:
    """The grids of a document: its cells where the reader knows them, what stands under each other in plain text."""
    if document.lines.cells or document.lines.spots is not None:
        found = cell_grids(document)
        if document.lines.standing or document.lines.spots is None:
            from .tables.text_grids import (
                text_grids,  # most files rule their tables; a text may have some that are aligned with blanks
            )

            found = sorted([*found, *text_grids(document)], key=lambda grid: grid.rows[0].line)
        return found
    from .tables.plain import plain_grids  # other formats need none of it

    return plain_grids(document)


def _read_table(filing: Filing, region: Region) -> None:
    """Read a performance table; its figures take the place of those that the lexer found in its region."""
    from .performance import read_performance  # most filings have none

    known = filing.figures
    first = bisect_left(known, region.paragraphs[0].start, key=_start)
    last = bisect_left(known, region.paragraphs[-1].end, key=_start)
    tables, own = read_performance(filing.document, region, known[first:last])
    filing.performance += tables
    known[first:last] = own


def _start(figure: Figure) -> int:
    return figure.start


def _settle_precision(document: Document, tokens: list[Token]) -> None:
    """Hold amounts that drop trailing zeros to the decimals of their sentence: 6.2 among 6.25 and 7.10.

    Nothing is broken by that: what fits the decimals that a figure prints itself is rounding.
    """
    text = document.text
    starts = [paragraph.start for paragraph in document.paragraphs]
    sentences: dict[tuple[int, int, str], list[Figure]] = {}
    stops, last = 0, 0
    for figure, _ in tokens:
        if figure.unit in MONEY:
            stops += text.count("。", last, figure.start)
            last = figure.start
            sentences.setdefault((bisect_right(starts, figure.start), stops, figure.unit), []).append(figure)
    for group in sentences.values():
        places = max(figure.places for figure in group)
        for figure in group:
            figure.places = places
