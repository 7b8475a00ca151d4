"""A document that holds several filings, one after the other: a department's and its units', or a bound volume of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...model.document import Document, Paragraph
from ...model.filing import Filing
from ...startup import pattern
from ..bodies import BODY

if TYPE_CHECKING:
    import regex

_FIRST_PART, _STOP = "第一部分", "。"
_PART = pattern(rf"(?m)^{_FIRST_PART}")
#: The title of the chapter of one unit in the book of its department: 第五部分 甲市财政局（本级）2024 年单位预算.
_UNIT = pattern(
    r"(?m)^[ \u3000]*(?:第[一二三四五六七八九十]+部分|附件?\d*[:：.、]?|[（(]?[一二三四五六七八九十]+[）)、.．])?[ \u3000]*"
    r"(?P<name>(?!第[一二三四五六七八九十]+部分)[^，。；：:、\d（()）\n]{2,30}(?P<itself>[（(]本级[）)])?)[ \u3000]*20\d\d年度?(?(itself)(?:单位|部门)|单位)(?:预算|决算)(?:[（(]单位[）)])?(?:公开)?(?:情况)?(?:说明|报告)?[ \u3000]*$"
)
_OF_UNIT = pattern(r"20\d\d年度?(?:单位|部门)(?:预算|决算)")
#: The title of a document stands within its first signs.
_MONEY, _TITLE = "万元", 100
_FULL = pattern(r"[。；]|\d\.\d")
#: So many lines above its first part may belong to a filing: its title, its contents.
_FRONT = 60


def part(document: Document) -> list[Document]:
    """The documents that a document is made of; itself where it holds one filing."""
    fronts = [_front(document, start) for start in _starts(document)[1:]] or _chapters(document)
    if not fronts:
        return [document]
    bounds = [0, *fronts, len(document.anchors)]
    return [_cut(document, first, last) for first, last in zip(bounds, bounds[1:], strict=False)]


def whole(filings: Sequence[Filing], document: Document) -> Filing:
    """All filings of a document as one, to count and to show: what each says stays its own."""
    if len(filings) == 1:
        return filings[0]
    from copy import copy  # a document of several is rare

    joined = copy(filings[0])
    joined.document = document
    for name in ("sections", "figures", "items", "performance", "tables"):
        setattr(joined, name, [each for filing in filings for each in getattr(filing, name)])
    joined.claims_by_type = {}
    for filing in filings:
        for kind, claims in filing.claims_by_type.items():
            joined.claims_by_type.setdefault(kind, []).extend(claims)
    return joined


def _starts(document: Document) -> list[int]:
    """The lines on which the body of a first part begins; between that of a list of contents and it no sentence stands."""
    text = document.text
    marks = [mark.start() for mark in _PART.finditer(text)] if text.count(_FIRST_PART) > 1 else []
    ends = [*marks[1:], len(text)][: len(marks)]
    return [bisect_left(document.anchors, mark) for mark, end in zip(marks, ends, strict=True) if _STOP in text[mark:end]]


def _chapters(document: Document) -> list[int]:
    """The lines on which the chapters of units begin behind the filing of their department; a list of contents tells no sentence between two titles."""
    text = document.text
    marks = _titles(document)
    ends = [*(mark.start() for mark in marks[1:]), len(text)][: len(marks)]
    told: dict[str, int] = {}
    for mark, end in zip(marks, ends, strict=True):
        before = text[: mark.start()] if not told else ""
        if mark["name"] in text[: min(_TITLE, mark.start())]:
            continue  # its own title once more
        named = mark["itself"] is not None or BODY.search(mark["name"]) is not None
        if named and _STOP in text[mark.end() : end] and (told or _STOP in before and _MONEY in before):
            told.setdefault(mark["name"], bisect_left(document.anchors, mark.start()))
    return [*told.values()]


def _titles(document: Document) -> "list[regex.Match[str]]":
    """The titles of units: paragraphs of their own, or lines that were joined to what stands under them."""
    text, anchors = document.text, document.anchors
    if _OF_UNIT.search(text) is None:
        return []
    alone = {mark.start(): mark for mark in _UNIT.finditer(text)}
    for start, end in zip(anchors, [*anchors[1:], len(text)], strict=True):
        mark = _UNIT.match(text, start, end) if start not in alone and _OF_UNIT.search(text, start, end) is not None else None
        if mark is not None:
            alone[start] = mark
    return [alone[start] for start in sorted(alone)]


def _front(document: Document, start: int) -> int:
    """Where the title and the contents above a first part begin: behind the last sentence or amount."""
    text, anchors = document.text, document.anchors
    first = start
    while first > max(0, start - _FRONT) and not _FULL.search(text, anchors[first - 1], anchors[first]):
        first -= 1
    return first


def _cut(document: Document, first: int, last: int) -> Document:
    """The lines of a document from ``first`` to ``last`` as one of its own."""
    anchors, known = document.anchors, document.paragraphs
    start = anchors[first]
    end = anchors[last] if last < len(anchors) else len(document.text)
    low, high = bisect_left(known, first, key=lambda each: each.first), bisect_right(known, last, key=lambda each: each.last)
    paragraphs = [Paragraph(each.start - start, each.end - start, each.first - first, each.last - first) for each in known[low:high]]
    own = [anchor - start for anchor in anchors[first:last]]
    return Document(document.path, document.encoding, document.text[start:end], document.lines, paragraphs, own, document.origins[first:last], start)
