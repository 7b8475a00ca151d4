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
    "T5": (
        "一般公共预算财政拨款支出决算表", "一般公共预算支出决算表", "一般公共预算财政拨款收入支出决算表", "一般公共预算收入支出决算表",
    ),
    "T6": (
        "一般公共预算财政拨款基本支出决算表", "一般公共预算财政拨款基本支出决算明细表", "基本支出决算明细表",
        "一般公共预算基本支出决算表", "基本支出决算表",
    ),
    "T7": (
        "财政拨款三公经费支出决算表", "一般公共预算财政拨款三公经费支出决算表", "三公经费支出决算表",
        "一般公共预算三公经费支出决算表", "三公经费决算表", "财政拨款三公经费决算表",
        "一般公共预算财政拨款三公经费情况表", "财政拨款三公经费情况表", "财政拨款三公经费、行政参公单位机关运行经费情况表",
        "三公经费、行政参公单位机关运行经费情况表", "机构运行信息表", "三公经费情况表",
        *(
            f"{fund}三公经费{joint}机关运行经费支出决算表"
            for fund in ("", "财政拨款", "一般公共预算财政拨款", "一般公共预算") for joint in "及和与"
        ),
        *(f"{fund}三公经费及会议费、培训费支出决算表" for fund in ("", "财政拨款", "一般公共预算财政拨款", "一般公共预算")),
    ),
    "T8": ("政府性基金预算财政拨款收入支出决算表", "政府性基金预算收入支出决算表"),
    "T9": (
        "国有资本经营预算财政拨款支出决算表", "国有资本经营预算财政拨款收入支出决算表", "国有资本经营预算支出决算表",
    ),
}  # fmt: skip
#: The same tables of a budget.
_BUDGET_TITLES = {
    "T1": ("财务收支预算总表", "收支预算总表", "部门收支总表", "单位收支总表", "收支总表", "收支总体情况表", "收支预算总体情况表"),
    "T2": ("收入预算总表", "部门收入总表", "单位收入总表", "收入总表", "收入总体情况表", "收入预算表", "收入预算总体情况表"),
    "T3": ("支出预算总表", "部门支出总表", "单位支出总表", "支出总表", "支出总体情况表", "支出预算表", "支出预算总体情况表"),
    "T4": ("财政拨款收支预算总表", "财政拨款收支总表", "财政拨款收支总体情况表", "财政拨款收支预算表"),
    "T5": (
        "一般公共预算支出功能分类预算表", "一般公共预算支出表", "一般公共预算支出预算表", "一般公共预算财政拨款支出表",
        "一般公共预算财政拨款支出预算表", "一般公共预算支出情况表",
    ),
    "T6": (
        "一般公共预算基本支出部门预算经济分类预算表", "一般公共预算基本支出单位预算经济分类预算表", "一般公共预算基本支出表",
        "一般公共预算基本支出预算表", "一般公共预算财政拨款基本支出表", "一般公共预算财政拨款基本支出预算表", "一般公共预算基本支出情况表",
        "一般公共预算基本支出经济分类预算表",
    ),
    "T7": (
        "三公经费和机关运行经费预算表", "三公经费预算表", "三公经费支出表", "三公经费支出预算表", "一般公共预算三公经费支出表",
        "一般公共预算三公经费支出预算表", "财政拨款三公经费支出表", "财政拨款三公经费支出预算表", "一般公共预算财政拨款三公经费支出表",
        "三公经费支出情况表", "一般公共预算三公经费支出情况表",
    ),
    "T8": ("政府性基金预算支出功能分类预算表", "政府性基金预算支出表", "政府性基金预算支出预算表", "政府性基金预算财政拨款支出预算表", "政府性基金预算支出情况表"),
    "T9": ("国有资本经营预算支出功能分类预算表", "国有资本经营预算支出表", "国有资本经营预算支出预算表", "国有资本经营预算财政拨款支出预算表", "国有资本经营预算支出情况表"),
}  # fmt: skip
_BUDGET_KINDS = sorted(
    ((title, kind) for kind, titles in _BUDGET_TITLES.items() for title in titles), key=lambda pair: -len(pair[0])
)
_KINDS = sorted(((title, kind) for kind, titles in _TITLES.items() for title in titles), key=lambda pair: -len(pair[0]))
#: What every title has in it.
_HINT = pattern(r"决算(?:总|明细)?表")
_BUDGET_HINT = pattern(r"(?:预算|决算|支出|收入|情况|总|明细|信息)表")
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
#: The kind of a table that is none of the nine; only where cells are known does its head tell what adds up.
OTHER = "T0"
_SOME = pattern(r"[^，。；：、\d]{0,20}(?:20\d\d年?度?)?[^，。；：\d]{3,36}表(?:[（(]续[^）)]*[）)])?$")
_NO_STATEMENT = pattern(r"绩效|自评|评分|评价|目标|详见|附表|目录|本表|空表|一览")
#: So much of a text tells whether it is a budget.
_FRONT = 300
#: How a title ends that has lost nothing.
_WHOLE = ("决算表", "预算表", "总表", "明细表", "支出表", "收入表", "情况表", "信息表")
_NUMERALS = frozenset("一二三四五六七八九十（(0123456789")


class Statement(NamedTuple):
    """A table in the text: its kind and title, and the pieces (kept lines) that hold it, the title among them.

    ``more`` tells that rows stand behind a note that ends it, ``budget`` that it is a table of a budget.
    """

    kind: str
    title: str
    first: int
    last: int
    more: bool
    budget: bool = False


def statements(document: Document) -> list[Statement]:
    """The tables of a document in reading order; a title in a list of contents is none.

    In plain text the tables of budgets are looked for only in a budget: their titles are less telling.
    """
    text, anchors = document.text, document.anchors
    celled = bool(document.lines.cells)
    budgets = celled or ("预算" in text[:_FRONT] and "决算" not in text[:_FRONT])
    if not budgets and "决算表" not in text and "决算总表" not in text and "决算明细表" not in text:
        return []
    titles = _titles(document, budgets)
    out: list[Statement] = []
    for number, (piece, kind, title, budget) in enumerate(titles):
        limit = titles[number + 1][0] if number + 1 < len(titles) else len(anchors)
        by_cells = celled and _cells_follow(document, piece)
        last, more = _end_of_cells(document, piece, limit) if by_cells else _end(document, piece + 1, limit)
        if kind == OTHER and not any(index in document.lines.cells for index in document.origins[piece:last]):
            continue
        if out and out[-1].last == piece and (out[-1].kind, out[-1].title, out[-1].budget) == (kind, title, budget):
            before = out.pop()
            out.append(Statement(kind, before.title, before.first, last, more, budget))
            continue
        out.append(Statement(kind, title, piece, last, more, budget))
    return out


def _titles(document: Document, budgets: bool) -> list[tuple[int, str, str, bool]]:
    """Where titles stand, with the kind and the title of each, and whether it is one of a budget."""
    found: list[tuple[int, str, str, bool]] = []
    for hint in (_BUDGET_HINT if budgets else _HINT).finditer(document.text):
        piece = bisect_right(document.anchors, hint.start()) - 1
        if found and found[-1][0] == piece:
            continue
        line = _line(document, piece)
        named = kind_of(line)
        budget = named is None and budgets
        if budget:
            named = kind_of(line, _BUDGET_KINDS)
        if named is None and _SOME.match(line) and not _NO_STATEMENT.search(line) and _cells_follow(document, piece):
            named = (OTHER, line)
        if named is not None and _has_head(document, piece):
            found.append((piece, *named, budget and named[0] != OTHER))
    return found


def kind_of(line: str, kinds: list[tuple[str, str]] = _KINDS) -> tuple[str, str] | None:
    """The kind and the title that a line is, ``None`` where it is none."""
    if len(line) > 70 or "略" in line:
        return None
    words = line.translate(_QUOTES)
    while (after := _AFTER.search(words)) is not None and after.start() and not words.endswith(_WHOLE):
        words = words[: after.start()]
    for title, kind in kinds:
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
        cells = document.lines.cells.get(document.origins[other], ())
        if _HEAD.search(line) or sum(bool(cell.text) for cell in cells) > 1:
            return True
        if _PART.match(line) or "。" in line or any(kind_of(line, kinds) is not None for kinds in (_KINDS, _BUDGET_KINDS)):
            return False
    return False


def _cells_follow(document: Document, piece: int) -> bool:
    """Whether a row of several cells stands on one of the next lines."""
    cells, origins = document.lines.cells, document.origins
    return any(sum(bool(cell.text) for cell in cells.get(index, ())) > 1 for index in origins[piece + 1 : piece + 5])


def _end_of_cells(document: Document, title: int, limit: int) -> tuple[int, bool]:
    """The piece behind the last row of a table that stands in cells: other words end it, unless more of its rows follow."""
    origins, cells, spots = document.origins, document.lines.cells, document.lines.spots
    sheet = spots[origins[title]].sheet if spots else None
    last = title + 1
    for piece in range(title + 1, limit):
        index = origins[piece]
        if spots and spots[index].sheet != sheet:
            break
        line = _line(document, piece)
        row = cells.get(index)
        if row is not None:
            if sum(bool(cell.text) for cell in row) == 1 and "表" in line and _OTHER.search(line) and len(line) < 45:
                break
            last = piece + 1
        elif last > title + 1 or _PART.match(line) or _NARRATIVE.match(line) or line.endswith("。"):
            if "单位" not in line and not _goes_on(document, piece, min(limit, piece + 3)):
                break
    return last, False


def _end(document: Document, first: int, limit: int) -> tuple[int, bool]:
    """The piece that a table no longer holds, and whether rows stand behind it."""
    for piece in range(first, limit):
        line = _line(document, piece)
        sign = line[:1]
        if sign == "第" and _PART.match(line) or sign in _NUMERALS and _NARRATIVE.match(line) or line.endswith("。"):
            return piece, sign in "注备说" and _goes_on(document, piece, limit)
        if sign in "注备说" and _NOTE.match(line):
            return piece, _goes_on(document, piece, limit)
        if "表" in line and _OTHER.search(line) and line[:1] not in "本注" and len(line) < 45:
            return piece, False
    return limit, False


def _goes_on(document: Document, piece: int, limit: int) -> bool:
    return any(_CODED.match(_line(document, other)) for other in range(piece + 1, min(limit, piece + 60)))
