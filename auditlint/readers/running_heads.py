"""Lines that stand at the head or foot of page after page of a text: the title of the filing, its pages."""

from collections import Counter
from collections.abc import Iterable

from ..startup import pattern

_DIGITS = pattern(r"\d+")
#: What a table may repeat on every page and yet needs.
_OF_TABLE = pattern(r"单位\s*[:：]|编码|科目|项目|合计|决算数|预算数|\d\.\d|表$")
#: So many pages must have a line before it is taken for a running one.
_FEWEST = 3


def running_lines(cleaned: list[str], pages: list[int]) -> set[int]:
    """The indices of running heads and feet; numbers in them may differ from page to page."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for index, line in enumerate(cleaned):
        if line:
            first.setdefault(pages[index], index)
            last[pages[index]] = index
    found: set[int] = set()
    for edges in (first.values(), last.values()):
        found.update(_recurring(cleaned, edges, len(first)))
    return found


def _recurring(cleaned: list[str], edges: Iterable[int], pages: int) -> Iterable[int]:
    shapes = {index: _DIGITS.sub("#", cleaned[index]) for index in edges if not _OF_TABLE.search(cleaned[index])}
    counts = Counter(shapes.values())
    return (index for index, shape in shapes.items() if counts[shape] >= _FEWEST and counts[shape] * 2 >= pages)
