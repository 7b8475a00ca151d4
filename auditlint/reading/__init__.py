"""Reading: a document to a filing.  It never judges."""

from bisect import bisect_left
from collections import Counter

import regex

from ..model.document import Document
from ..model.figure import MONEY, Figure
from ..model.filing import Filing
from .lexer import Token, figures
from .listings import read_listings
from .narrative import NarrativeReader
from .performance import read_performance
from .regions import Region, regions

__all__ = ["read_filing"]

_TITLE_YEAR = regex.compile(r"(20\d\d)\s*年?度?[^，。；\n\d]{0,30}(?:决算|预算)")
#: A year that is spoken of, not one that is compared with.
_YEAR = regex.compile(r"(?<![与较比于同和从自〔【\[\d])(20\d\d)年度?(?=[^，。；\d]{0,30}(?:决算|预算|收入|支出|总计|三公))")
_NAME = regex.compile(r"([一-龥（）()]{2,40}?(?:局|委员会|委|办公室|院|中心|厅|会|处|所|站|馆|校|部|政府|街道|镇|乡|公司))(?:（[^）]*）)?(?:20\d\d年?度?)?")


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
        for paragraph in region.paragraphs:
            reader.read(paragraph)
    reader.binder.finish()
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
    """The year, the kind and the department, as the text itself says."""
    text = filing.document.text
    head = text[:300]
    title = _TITLE_YEAR.search(head)
    years = Counter(_YEAR.findall(text))
    if title is not None:
        filing.year = int(title.group(1))
    elif years:
        filing.year = int(max(years, key=lambda year: (years[year], year)))
    if text.count("预算") and head.count("预算") > head.count("决算"):
        filing.kind = "预算"
    name = _NAME.search(head)
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
