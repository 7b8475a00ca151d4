"""Which paragraphs are narrative, and which are the performance self-evaluation tables that follow it."""

import regex

from ..model.document import Document, Paragraph
from .sections import heading

_PERFORMANCE = regex.compile(r"[^，。；：]{0,30}绩效(?:目标)?(?:自评|评价)?(?:完成情况)?(?:自评)?(?:打分|评分|指标)?表(?:[（(][^）)]{0,12}[）)])?$")


class Region:
    """Paragraphs that belong together: ``kind`` is 正文 or 绩效."""

    __slots__ = ("kind", "paragraphs")

    def __init__(self, kind: str):
        self.kind = kind
        self.paragraphs: list[Paragraph] = []


def regions(document: Document) -> list[Region]:
    """Part a document into narrative and performance tables, in reading order; each table is one region."""
    text = document.text
    found = [Region("正文")]
    has_tables = "自评表" in text or "绩效目标表" in text or "评分表" in text
    for paragraph in document.paragraphs:
        if has_tables:
            size = paragraph.end - paragraph.start
            if size < 45 and text[paragraph.end - 1] in "表）)" and _PERFORMANCE.match(text, paragraph.start, paragraph.end):
                if heading(text[paragraph.start : paragraph.end]) is None:
                    found.append(Region("绩效"))
            elif found[-1].kind == "绩效" and _ends_table(text[paragraph.start : min(paragraph.end, paragraph.start + 60)]):
                found.append(Region("正文"))
        found[-1].paragraphs.append(paragraph)
    return found


def _ends_table(line: str) -> bool:
    mark = heading(line)
    return mark is not None and mark[0] <= 1
