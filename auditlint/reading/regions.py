"""Which paragraphs are narrative, which are tables of final accounts, and which performance self-evaluation tables."""

from bisect import bisect_right

from ..model.document import Document, Paragraph
from ..startup import pattern
from .sections import heading
from .statements import Statement, statements

_TITLE = pattern(
    r"(?!详见|见|参见|参照|具体见|请见)(?:附[件表]?\d{0,2}[：:])?[^，。；：]{0,30}绩效(?:目标)?(?:自评|评价)?(?:完成情况)?(?:自评)?(?:打分|评分|指标)?表"
    r"(?:[（(][^）)]{0,12}[）)])?$"
)
#: What every title has in it.
_HINT = pattern(r"绩效[^，。；：\n]{0,14}表")
#: What the first lines of a table say.
_FORM = pattern(r"20\d\d|名称|主管|填报|单位|资金|预算|指标|得分")
#: How a heading that ends a table begins.
_FIRST = frozenset("第一二三四五六七八九十")


class Region:
    """Paragraphs that belong together: ``kind`` is 正文, 绩效 or 决算表, the last with the ``statement`` that it holds."""

    __slots__ = ("kind", "paragraphs", "statement")

    def __init__(self, kind: str, statement: Statement | None = None):
        self.kind = kind
        self.paragraphs: list[Paragraph] = []
        self.statement = statement


def regions(document: Document) -> list[Region]:
    """Part a document into narrative and tables, in reading order; each table is one region.

    The title of a table begins a region wherever its line stands, even where the line was joined to the one before.
    """
    text = document.text
    found = [Region("正文")]
    titles = _titles(document) if "自评表" in text or "绩效目标表" in text or "评分表" in text else []
    tables = statements(document)
    if tables:
        return _with_tables(document, tables, titles)
    for paragraph in document.paragraphs:
        _place(found, titles, paragraph, text)
    return found


def _with_tables(document: Document, tables: list[Statement], titles: list[tuple[int, int]]) -> list[Region]:
    """Tables of final accounts begin and end wherever their lines do."""
    text, anchors = document.text, document.anchors
    size = len(document.text)
    found = [Region("正文")]
    waiting = list(reversed(tables))
    inside: Statement | None = None
    for paragraph in document.paragraphs:
        first = paragraph.first
        for piece in range(paragraph.first, paragraph.last):
            begins = bool(waiting) and waiting[-1].first == piece
            if not begins and (inside is None or piece != inside.last):
                continue
            if piece > first:
                _put(found, inside, titles, Paragraph(anchors[first], anchors[piece], first, piece), text)
                first = piece
            inside = waiting.pop() if begins else None
            found.append(Region("决算表" if begins else "正文", inside))
        if paragraph.last > first:
            end = paragraph.end if paragraph.last < len(anchors) else size
            _put(found, inside, titles, Paragraph(anchors[first], end, first, paragraph.last), text)
    return found


def _put(
    found: list[Region], inside: Statement | None, titles: list[tuple[int, int]], paragraph: Paragraph, text: str
) -> None:
    if inside is not None:
        found[-1].paragraphs.append(paragraph)
    else:
        _place(found, titles, paragraph, text)


def _place(found: list[Region], titles: list[tuple[int, int]], paragraph: Paragraph, text: str) -> None:
    """Put a paragraph where it belongs; a title of a performance table begins a region wherever its line stands."""
    if paragraph.start >= paragraph.end:
        return
    while titles and titles[0][1] < paragraph.end:
        piece, start = titles.pop(0)
        if start > paragraph.start:
            found[-1].paragraphs.append(Paragraph(paragraph.start, start, paragraph.first, piece))
        found.append(Region("绩效"))
        paragraph = Paragraph(start, paragraph.end, piece, paragraph.last)
    if found[-1].kind == "绩效" and text[paragraph.start] in _FIRST and _ends_table(text, paragraph):
        found.append(Region("正文"))
    found[-1].paragraphs.append(paragraph)


def _titles(document: Document) -> list[tuple[int, int]]:
    """The lines that are titles of tables: index among the kept lines, and where it starts in the text."""
    text, anchors = document.text, document.anchors
    found: list[tuple[int, int]] = []
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
        found.append((piece, start))
    return found


def _ends_table(text: str, paragraph: Paragraph) -> bool:
    mark = heading(text[paragraph.start : min(paragraph.end, paragraph.start + 60)])
    return mark is not None and mark[0] <= 1
