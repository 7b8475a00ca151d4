"""Which paragraphs are narrative, which are tables, and which performance self-evaluation tables."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ..model.document import Document, Paragraph
from ..startup import pattern
from .sections import heading
from .tables.grids import Sheet
from .tables.names import title_of

_TITLE = pattern(
    r"(?!详见|见|参见|参照|具体见|请见)(?:附[件表]?\d{0,2}[：:])?[^，。；：]{0,30}绩效(?:目标)?(?:自评|评价|申报|批复|公开)?(?:完成情况)?(?:自评)?(?:指标(?:体系)?)?(?:打分|评分)?表"
    r"(?:[（(][^）)]{0,12}[）)])?$"
)
#: What every title has in it.
_HINT = pattern(r"绩效[^，。；：\n]{0,14}表")
#: What a text without tables says that has such a title.
_ANY_TITLE = pattern(r"自评|绩效目标表|评分表")
#: What the first lines of a table say.
_FORM = pattern(r"20\d\d|名称|主管|填报|单位|资金|预算|指标|得分")
#: A title that is printed again where its table goes on: so it says itself, or an indicator stands below it and no head.
_AGAIN = pattern(r"[（(]?续[表页]?\d?[）)]?$|^续")
_ONWARD = pattern(r"\s*(?:(?:金额)?单位[:：][万亿]?元\s*)?(?:产出|成本|效益|满意度|过程|决策)指标")
#: How a heading that ends a table begins.
_FIRST = frozenset("第一二三四五六七八九十")


#: The kinds of regions: narrative, performance tables, and tables whose cells are read apart.
NARRATIVE, PERFORMANCE, TABLE = "正文", "绩效", "表"


class Region:
    """Paragraphs of one ``kind`` that belong together."""

    __slots__ = ("kind", "paragraphs")

    def __init__(self, kind: str):
        self.kind = kind
        self.paragraphs: list[Paragraph] = []


def regions(document: Document, found: Sequence[Sheet] = ()) -> tuple[list[Region], list[Sheet]]:
    """Part a document into narrative and tables, in reading order, and tell which of its tables are no performance tables.

    The title of a performance table begins a region wherever its line stands, even where the line was joined to the one before.
    """
    text = document.text
    titles = _titles(document) if _ANY_TITLE.search(text) or found else []
    others = _others(found, {piece for piece, _ in titles})
    parts = [Region(NARRATIVE)]
    stretches = sorted(span for sheet in others for span in sheet.spans)
    for paragraph in document.paragraphs:
        for inside, piece in _cut(document, paragraph, stretches):
            if not inside:
                if parts[-1].kind == TABLE:
                    parts.append(Region(NARRATIVE))
                _place(parts, titles, piece, text)
                continue
            if parts[-1].kind != TABLE:
                parts.append(Region(TABLE))
            parts[-1].paragraphs.append(piece)
    return parts, others


def _others(found: Sequence[Sheet], titles: set[int]) -> list[Sheet]:
    """The tables under a title of their own, or under none where no performance table was before them."""
    others: list[Sheet] = []
    lines = sorted(titles)
    performance = False
    before = 0
    for sheet in found:
        first, last = sheet.spans[0]
        if bisect_left(lines, first) < bisect_left(lines, last):
            performance = True
        elif title := title_of(sheet):
            performance = performance and _TITLE.match(title) is not None  # it goes on
        elif bisect_left(lines, before) < bisect_left(lines, first):
            performance = True
        if not performance:
            others.append(sheet)
        before = sheet.spans[-1][1]
    return others


def _cut(document: Document, paragraph: Paragraph, stretches: list[tuple[int, int]]) -> Iterator[tuple[bool, Paragraph]]:
    """The pieces of a paragraph, each either within one of the stretches or outside them."""
    if not stretches:
        yield False, paragraph
        return
    anchors, size = document.anchors, len(document.text)
    first = paragraph.first
    while first < paragraph.last:
        at = bisect_right(stretches, (first, size))
        inside = at > 0 and first < stretches[at - 1][1]
        following = stretches[at - 1][1] if inside else stretches[at][0] if at < len(stretches) else paragraph.last
        last = min(paragraph.last, following)
        end = paragraph.end if last == paragraph.last else anchors[last] if last < len(anchors) else size
        yield inside, Paragraph(anchors[first] if first > paragraph.first else paragraph.start, end, first, last)
        first = last


def _place(found: list[Region], titles: list[tuple[int, int]], paragraph: Paragraph, text: str) -> None:
    """Put a paragraph where it belongs; a title of a performance table begins a region wherever its line stands."""
    if paragraph.start >= paragraph.end:
        return
    while titles and titles[0][1] < paragraph.end:
        piece, start = titles.pop(0)
        if start > paragraph.start:
            found[-1].paragraphs.append(Paragraph(paragraph.start, start, paragraph.first, piece))
        found.append(Region(PERFORMANCE))
        paragraph = Paragraph(start, paragraph.end, piece, paragraph.last)
    if found[-1].kind == PERFORMANCE and text[paragraph.start] in _FIRST and _ends_table(text, paragraph):
        found.append(Region(NARRATIVE))
    found[-1].paragraphs.append(paragraph)


def _titles(document: Document) -> list[tuple[int, int]]:
    """The lines that are titles of tables: index among the kept lines, and where it starts in the text."""
    text, anchors = document.text, document.anchors
    found: list[tuple[int, int]] = []
    title = ""
    starts = {paragraph.start for paragraph in document.paragraphs}
    for hint in _HINT.finditer(text):
        piece = bisect_right(anchors, hint.start()) - 1
        start = anchors[piece]
        end = anchors[piece + 1] if piece + 1 < len(anchors) else len(text)
        line = text[start:end].rstrip("\n ")
        if len(line) >= 45 or (found and found[-1][0] == piece) or not _TITLE.match(line) or heading(line) is not None:
            continue
        if not _FORM.search(text, end, end + (80 if start in starts else 12)):
            continue
        if found and (_AGAIN.search(line) or line == title and _ONWARD.match(text, end)):
            continue
        title = line
        found.append((piece, start))
    return found


def _ends_table(text: str, paragraph: Paragraph) -> bool:
    mark = heading(text[paragraph.start : min(paragraph.end, paragraph.start + 60)])
    return mark is not None and mark[0] <= 1
