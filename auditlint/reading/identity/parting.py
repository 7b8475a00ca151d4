"""A document that holds several filings, one after the other: a department's and its units', or a bound volume of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ...model.document import Document, Paragraph
from ...model.filing import Filing
from ...startup import pattern

_FIRST_PART, _STOP = "第一部分", "。"
_PART = pattern(rf"(?m)^{_FIRST_PART}")
_FULL = pattern(r"[。；]|\d\.\d")
#: So many lines above its first part may belong to a filing: its title, its contents.
_FRONT = 60


def part(document: Document) -> list[Document]:
    """The documents that a document is made of; itself where it holds one filing."""
    if document.text.count(_FIRST_PART) < 2:
        return [document]
    starts = _starts(document)
    if len(starts) < 2:
        return [document]
    bounds = [0, *(_front(document, start) for start in starts[1:]), len(document.anchors)]
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
    marks = [mark.start() for mark in _PART.finditer(text)]
    ends = [*marks[1:], len(text)][: len(marks)]
    return [bisect_left(document.anchors, mark) for mark, end in zip(marks, ends, strict=True) if _STOP in text[mark:end]]


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
