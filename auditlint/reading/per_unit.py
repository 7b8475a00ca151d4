"""Amounts that the words make one for each vehicle or person, with the amounts and counts before them: 车均运行费 x 元."""

from ..model.document import Document
from ..model.figure import MONEY, Figure
from ..model.filing import Filing
from ..model.listings import PerUnit
from ..startup import pattern

_EACH = pattern(r"(?:车均|人均|辆均|平均每[辆人批])[^，。；\d]{0,12}$")
#: How far before the amount its words stand, and how many figures before it may be what it is reckoned from.
_REACH, _NEAR = 24, 8


def read_per_unit(filing: Filing) -> None:
    """Enter a claim for every such amount."""
    text = filing.document.text
    for index, figure in enumerate(filing.figures):
        if figure.unit in MONEY and "均" in text[max(0, figure.start - _REACH) : figure.start] and _EACH.search(text, max(0, figure.start - _REACH), figure.start):
            filing.add(PerUnit(figure, _before(filing.document, filing.figures[max(0, index - _NEAR) : index], figure)))


def _before(document: Document, figures: list[Figure], figure: Figure) -> list[Figure]:
    return [each for each in figures if each.exact and "\n" not in document.text[each.start : figure.start]]
