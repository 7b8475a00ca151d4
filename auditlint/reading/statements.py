"""Where the tables of final accounts stand in plain text: recognised by title, never by number."""

from bisect import bisect_right
from typing import NamedTuple

from ..model.document import Document
from ..startup import pattern

#: The nine tables and what they are called; the longest title that ends a line wins.
_TITLES = {
    "T1": ("收入支出决算总表", "收入支出决算表", "收支决算总表"),
    "T2": ("收入决算表", "收入决算总表"),
    "T3": ("支出决算表", "支出决算总表"),
    "T4": ("财政拨款收入支出决算总表", "财政拨款收入支出决算表", "财政拨款收支决算总表"),
    "T5": ("一般公共预算财政拨款支出决算表", "一般公共预算支出决算表"),
    "T6": (
        "一般公共预算财政拨款基本支出决算表", "一般公共预算财政拨款基本支出决算明细表", "基本支出决算明细表",
        "一般公共预算基本支出决算表", "基本支出决算表",
    ),
    "T7": (
        "财政拨款三公经费支出决算表", "一般公共预算财政拨款三公经费支出决算表", "三公经费支出决算表",
    ),
    "T8": ("政府性基金预算财政拨款收入支出决算表", "政府性基金预算收入支出决算表"),
    "T9": (
        "国有资本经营预算财政拨款支出决算表", "国有资本经营预算财政拨款收入支出决算表", "国有资本经营预算支出决算表",
    ),
}  # fmt: skip
_KINDS = sorted(((title, kind) for kind, titles in _TITLES.items() for title in titles), key=lambda pair: -len(pair[0]))
#: What every title has in it.
_HINT = pattern(r"决算(?:总|明细)?表")
_QUOTES = {ord(mark): None for mark in "“”\"'‘’ 　"}
#: What may stand round a title on its line.
_BEFORE = pattern(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?|(?:附|公开|财决|预决算公开|部门决算公开)?(?:件|表)?[一二三四五六七八九十\d]{0,3}(?:表)?[：:、.．]?)?"
    r"(?:[^，。；：、]{2,28}(?:局|委员会|委|办公室|办|院|中心|部门|单位|厅|会|处|队|所|站|馆|校|学|园|政府|街道|镇|乡|部|团|府))?"
    r"(?:20\d\d年?度?)?(?:部门|单位|本级)?"
)
_AFTER = pattern(r"(?:[（(][^（）()]{0,12}[）)]|(?:公开|财决)?\d{0,2}表)$")
#: What a head says before its first row.
_HEAD = pattern(r"单位[:：](?:人民币)?(?:百?万?|千|亿)元|^项目|^科目|科目编码|^收入支出|行次|^预算数")
#: Other tables that may follow.
_OTHER = pattern(r"(?:决算|情况|明细|信息|总|预算|自评|目标|占用|统计|评分|一览)表(?:[（(][^（）()]{0,12}[）)])?$")
_PART = pattern(r"第[一二三四五六七八九十]+部分")
#: A heading of the narrative; rows of a table are numbered as well.
_NARRATIVE = pattern(
    r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.、．])[^\d]*(?:说明|情况|概况|解释|分析|事项|职责|原因)"
)
_NOTE = pattern(r"(?:注|备注|说明)[:：]|注\d?[.、]")
_CODED = pattern(r"2[0-3]\d(?: ?\d\d)*[^\d.,年元%]")
_NUMERALS = frozenset("一二三四五六七八九十（(0123456789")


class Statement(NamedTuple):
    """A table in the text: its kind and title, and the pieces (kept lines) that hold it, the title among them.

    ``more`` tells that rows stand behind a note that ends it.
    """

    kind: str
    title: str
    first: int
    last: int
    more: bool


def statements(document: Document) -> list[Statement]:
    """The tables of a document in reading order; a title in a list of contents is none."""
    text, anchors = document.text, document.anchors
    if "决算表" not in text and "决算总表" not in text and "决算明细表" not in text:
        return []
    titles: list[tuple[int, str, str]] = []
    for hint in _HINT.finditer(text):
        piece = bisect_right(anchors, hint.start()) - 1
        if titles and titles[-1][0] == piece:
            continue
        named = kind_of(_line(document, piece))
        if named is not None and _has_head(document, piece):
            titles.append((piece, *named))
    out: list[Statement] = []
    for number, (piece, kind, title) in enumerate(titles):
        limit = titles[number + 1][0] if number + 1 < len(titles) else len(anchors)
        if out and out[-1].kind == kind and out[-1].last == piece:
            before = out.pop()
            last, more = _end(document, piece + 1, limit)
            out.append(Statement(kind, before.title, before.first, last, more))
            continue
        last, more = _end(document, piece + 1, limit)
        out.append(Statement(kind, title, piece, last, more))
    return out


def kind_of(line: str) -> tuple[str, str] | None:
    """The kind and the title that a line is, ``None`` where it is none."""
    if len(line) > 70 or "略" in line:
        return None
    words = line.translate(_QUOTES)
    while (after := _AFTER.search(words)) is not None and after.start() and not words.endswith(("决算表", "总表", "明细表")):
        words = words[: after.start()]
    for title, kind in _KINDS:
        if words.endswith(title):
            front = words[: -len(title)]
            return (kind, title) if not front or _BEFORE.fullmatch(front) else None
    return None


def _line(document: Document, piece: int) -> str:
    anchors = document.anchors
    end = anchors[piece + 1] if piece + 1 < len(anchors) else len(document.text)
    return document.text[anchors[piece] : end].rstrip("\n ")


def _has_head(document: Document, piece: int) -> bool:
    """A list of contents goes on with another title, a table with its unit and the names of its columns."""
    for other in range(piece + 1, min(piece + 7, len(document.anchors))):
        line = _line(document, other)
        if _HEAD.search(line):
            return True
        if _PART.match(line) or kind_of(line) is not None or "。" in line:
            return False
    return False


def _end(document: Document, first: int, limit: int) -> tuple[int, bool]:
    """The piece that a table no longer holds, and whether rows stand behind it."""
    for piece in range(first, limit):
        line = _line(document, piece)
        sign = line[0]
        if sign == "第" and _PART.match(line) or sign in _NUMERALS and _NARRATIVE.match(line) or line.endswith("。"):
            return piece, sign in "注备说" and _goes_on(document, piece, limit)
        if sign in "注备说" and _NOTE.match(line):
            return piece, _goes_on(document, piece, limit)
        if "表" in line and _OTHER.search(line) and line[:1] not in "本注" and len(line) < 45:
            return piece, False
    return limit, False


def _goes_on(document: Document, piece: int, limit: int) -> bool:
    return any(_CODED.match(_line(document, other)) for other in range(piece + 1, min(limit, piece + 60)))
