"""Parts that stand under numbers of their own, in paragraphs after that of their whole: （一）基本支出 …… （二）项目支出 …….

A number tells that paragraphs are siblings and not that they are all the parts of what stands above them: whether they add up tells.
"""

from bisect import bisect_right

from ...field import FAMILY_OF
from ...language.numerals import mark_of
from ...model.claims import Breakdown, Item
from ...model.filing import Filing
from ...startup import pattern

#: The end of a paragraph whose parts follow.
_OPENS = pattern(r"(?:其中|包括|如下|分别为|分别是|构成)[^。；]{0,8}[：:。]?\s*$")
#: More siblings than these are no parts of one amount.
_MOST = 40
_OUTERMOST = "一、"


class _Entry:
    """A paragraph with its number (style "" for none) and the first amount that it, or what stands under it, is stated with."""

    __slots__ = ("style", "value", "item", "opens", "children")

    def __init__(self, style: str, value: int):
        self.style = style
        self.value = value
        self.item: Item | None = None
        self.opens = False
        self.children: list[_Entry] = []


def read_outline(filing: Filing) -> list[Breakdown]:
    """The lists that the numbers of paragraphs may make; those whose whole has a list of its own already are left out."""
    known: dict[int, list[Breakdown]] = {}
    for listing in filing.breakdowns():
        for part in listing.parts:
            known.setdefault(id(part), []).append(listing)
    found = []
    for entry in _entries(filing):
        parts = [child.item for child in entry.children if child.item is not None]
        whole = entry.item
        if whole is None or not 1 < len(entry.children) == len(parts) <= _MOST or _listed(parts, known):
            continue
        if not (_is_told_again(whole, parts) or _are_sections(entry)) and all(part.kind == whole.kind == "money" for part in parts):
            listing = Breakdown(whole, whole.section)
            listing.parts, listing.outlined, listing.opened = parts, True, entry.opens
            found.append(listing)
    return found


def _is_told_again(whole: Item, parts: list[Item]) -> bool:
    """Whether what is listed is the whole, or its siblings, told once more one by one; what comes out of one fund alone is a part of it."""
    same, siblings = whole.concept, FAMILY_OF.get(whole.concept or "", ())
    return same is not None and any(part.scope == whole.scope if part.concept == same else part.concept in siblings for part in parts)


def _are_sections(entry: _Entry) -> bool:
    """Whether the numbers are of sections that follow one another."""
    first = entry.children[0]
    return not entry.style and first.value != 1 or first.style == _OUTERMOST and not entry.opens


def _listed(parts: list[Item], known: dict[int, list[Breakdown]]) -> bool:
    """Whether words have made a list of these parts already."""
    lists = known.get(id(parts[0]), []) if parts else []
    return any(all(any(part is other for other in listing.parts) for part in parts) for listing in lists)


def _entries(filing: Filing) -> list[_Entry]:
    """Every paragraph with an amount or a number, those under it as its children."""
    text, paragraphs = filing.document.text, filing.document.paragraphs
    starts = [paragraph.start for paragraph in paragraphs]
    stated: dict[int, Item] = {}
    for item in filing.items:
        stated.setdefault(bisect_right(starts, item.start) - 1, item)
    entries: list[_Entry] = []
    trail: list[_Entry] = []
    for number, paragraph in enumerate(paragraphs):
        mark = mark_of(text, paragraph.start)
        own = stated.get(number)
        if mark is None:
            if own is None:
                continue
            if trail and trail[-1].style and trail[-1].item is None:
                # 二、公务接待费 / 公务接待费支出 3 万元: the amount stands in the paragraph after the number.
                trail[-1].item = own
                trail[-1].opens = _OPENS.search(text, paragraph.start, paragraph.end) is not None
                continue
            trail.clear()
        style = mark[0] if mark is not None else ""
        level = next((at for at, entry in enumerate(trail) if entry.style == style), len(trail))
        del trail[level:]
        entry = _Entry(style, mark[1] if mark is not None else 0)
        entry.item, entry.opens = own, _OPENS.search(text, paragraph.start, paragraph.end) is not None
        if trail:
            trail[-1].children.append(entry)
        trail.append(entry)
        entries.append(entry)
    return entries
