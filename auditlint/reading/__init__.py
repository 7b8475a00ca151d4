"""Reading: a document to a filing.  It never judges."""

from bisect import bisect_left
from collections import Counter

import regex

from ..model.document import Document
from ..model.figure import MONEY, Figure
from ..model.filing import Filing
from ..startup import pattern
from .lexer import Token, figures
from .listings import read_listings
from .narrative import NarrativeReader
from .performance import read_performance
from .regions import Region, regions
from .tables import read_tables

__all__ = ["read_filing"]

_TITLE_YEAR = pattern(r"(20\d\d)\s*年?度?[^，。；\n\d]{0,30}(?:决算|预算)")
#: A year that is spoken of, not one that is compared with.
_YEAR = pattern(r"(?<![与较比于同和从自〔【\[\d])(20\d\d)年度?(?=[^，。；\d]{0,30}(?:决算|预算|收入|支出|总计|三公))")
_KIND = pattern(r"(决算|预算)(?:公开|说明|报告|情况|信息)*(?:[（(].*[）)])?(?:$|\n)|(?:部门|单位)(决算|预算)", regex.MULTILINE)
_NAME = pattern(r"([一-龥（）()]{2,40}(?:局|委员会|委|办公室|院|中心|厅|会|处|所|站|馆|校|部|政府|街道|镇|乡|公司))")


def read_filing(document: Document) -> Filing:
    """Read figures, sections, items and claims of a document."""
    filing = Filing(document)
    tokens = figures(document)
    filing.figures = [token.figure for token in tokens]
    _identify(filing)
    _settle_precision(tokens)
    reader = NarrativeReader(filing, tokens)
    parts = regions(document)
    for region in parts:
        if region.kind == "绩效":
            _read_table(filing, region)
            continue
        if region.kind == "决算表":
            continue
        for paragraph in region.paragraphs:
            reader.read(paragraph)
    reader.binder.finish()
    if any(region.statement is not None for region in parts):
        read_tables(filing, parts)
    read_listings(filing, parts)
    return filing


def _read_table(filing: Filing, region: Region) -> None:
    """Read a performance table; its figures take the place of those that the lexer found in its region."""
    known = filing.figures
    first = bisect_left(known, region.paragraphs[0].start, key=_start)
    last = bisect_left(known, region.paragraphs[-1].end, key=_start)
    table, own = read_performance(filing.document, region, known[first:last])
    filing.performance.append(table)
    known[first:last] = own


def _start(figure: Figure) -> int:
    return figure.start


def _identify(filing: Filing) -> None:
    """The year, the kind and the department, as the titles say, or else the text."""
    document = filing.document
    text = document.text
    titles = [text[paragraph.start : paragraph.end] for paragraph in document.paragraphs[:8]]
    titles = [title for title in titles if len(title) < 60 and not any(mark in title for mark in "，。；：")]
    joined = "\n".join(titles)
    year = _TITLE_YEAR.search(joined)
    if year is not None:
        filing.year = int(year.group(1))
    else:
        years = Counter(_YEAR.findall(text))
        filing.year = int(max(years, key=lambda each: (years[each], each))) if years else None
    kind = _KIND.search(joined)
    if kind is not None:
        filing.kind = kind.group(1) or kind.group(2)
    name = _NAME.search(joined)
    filing.name = name.group(1) if name else ""


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
