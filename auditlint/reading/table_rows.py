"""Rows of plain-text tables: which words are names, which digits codes, and which amounts belong to which row.

An extractor leaves blank cells out and breaks names and rows over lines; a table printed with its columns in place may have
the amounts of a row on the line above it.  Lines are read as they stand in the file, because the codes that look like page
numbers are not part of the text.
"""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ..model.document import Document
from ..model.figure import Figure
from ..startup import pattern
from .statements import Statement

_TOKEN = pattern(r"[-－−]?\d[\d,]*(?:\.\d+)?|[^\s\d]+")
_DASHES = frozenset("-－—–―─/")
_CODE = frozenset(f"{number}" for number in range(201, 236))
_MARK = pattern(r"[一二三四五六七八九十]{1,3}、")
_NAMED = (
    "本年收入", "本年支出", "使用非财政", "使用专用", "用事业基金", "结余分配", "年初", "年末", "收入总计", "支出总计", "总计", "其中", "收入合计", "支出合计",
    "上年", "事业基金", "转入", "非财政拨款结余", "专用结余", "收支差额", "提取", "交纳", "项目支出结转", "基本支出结转", "经营结余",
)  # fmt: skip
_HEAD_WORDS = frozenset(
    ("项目", "科目", "类", "科目名称", "科目编码", "功能分类科目编码", "支出功能分类", "经济分类", "金额", "决算数")
)
_TOTALS = ("人员经费合计", "公用经费合计", "合计", "总计")
_INNER = ("转入", "提取", "交纳", "项目支出结转", "基本支出结转", "经营结余", "专用结余", "收支差额")
_HALVES = ("人员经费", "公用经费")
#: How the rows below a carry-over begin, one for each fund, where they have no numbers.
_FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")


class Token(NamedTuple):
    """A piece of a line: ``kind`` is n (amount), d (digits), b (a dash for a blank cell) or w (words)."""

    line: int
    column: int
    kind: str
    text: str
    figure: Figure | None


class Raw:
    """A row before its amounts are given to columns; ``None`` stands for a cell that a dash marks as blank."""

    __slots__ = ("code", "name", "side", "amounts")

    def __init__(self, code: str, name: str, side: str = ""):
        self.code = code
        self.name = name
        self.side = side
        self.amounts: list[tuple[int, Figure | None]] = []


class Reading:
    """What a table's lines were read as; ``lost`` counts the amounts that found no row."""

    __slots__ = ("rows", "head", "lost", "before", "current", "pending", "started", "ordered", "document", "made", "numbers", "half")

    def __init__(self, document: Document, before: bool, ordered: bool):
        self.document = document
        self.made: list[Figure] = []
        #: What was taken for the numbers of lines, with how many rows there were then.
        self.numbers: list[tuple[int, str]] = []
        self.rows: list[Raw] = []
        #: 人员经费 or 公用经费, where 合计 may follow on the next line.
        self.half = ""
        self.head = ""
        self.lost = 0
        self.before = before
        self.ordered = ordered
        self.current: Raw | None = None
        self.pending: list[tuple[int, Figure | None]] = []
        self.started = False

    def open(self, code: str, name: str, side: str = "") -> Raw:
        """Begin a row; the amounts that stood above it are its own."""
        row = self.current = Raw(code, name, side)
        row.amounts += self.pending
        self.pending = []
        self.rows.append(row)
        return row

    def amount(self, token: Token, alone: bool) -> None:
        """Give an amount to its row; ``alone`` tells that its line holds nothing but amounts."""
        if self.before and alone:
            self.pending.append((token.column, token.figure))
        elif self.current is None:
            self.lost += token.figure is not None
        else:
            self.current.amounts.append((token.column, token.figure))

    def integer(self, token: Token) -> None:
        """An amount without decimals, which the lexer leaves out; a line that is no part of the text holds none."""
        if self.current is not None and self.document.keeps(token.line):
            figure = plain_figure(self.document, token)
            self.made.append(figure)
            self.current.amounts.append((token.column, figure))

    def close(self) -> None:
        """All lines are read."""
        self.lost += sum(1 for _, figure in self.pending if figure is not None)
        if self.ordered:
            for row in self.rows:
                row.amounts.sort(key=_column)


def _column(pair: tuple[int, Figure | None]) -> int:
    return pair[0]


def tokens(document: Document, statement: Statement, figures: list[Figure]) -> tuple[list[list[Token]], list[Figure]]:
    """The lines of a table (without its title) as tokens, and the figures that the lexer took for something else."""
    origins, anchors, texts = document.origins, document.anchors, document.lines.texts
    pieces = {origins[piece]: piece for piece in range(statement.first + 1, statement.last)}
    at = 0
    made: list[Figure] = []
    lines: list[list[Token]] = []
    if not pieces:
        return lines, made
    for index in range(min(pieces), max(pieces) + 1):
        raw = texts[index]
        if not raw or raw.isspace():
            continue
        piece = pieces.get(index)
        if piece is None and not "".join(raw.split()).isdigit():
            continue  # a page number or a running head; a code alone on its line looks like one
        found: list[Figure] = []
        if piece is not None:
            start = anchors[piece]
            end = anchors[piece + 1] if piece + 1 < len(anchors) else len(document.text)
            while at < len(figures) and figures[at].start < end:
                if figures[at].start >= start:
                    found.append(figures[at])
                at += 1
        lines.append(_line(document, index, raw, found, made))
    return lines, made


def _line(document: Document, index: int, raw: str, found: list[Figure], made: list[Figure]) -> list[Token]:
    line: list[Token] = []
    decimals = 0
    for match in _TOKEN.finditer(raw):
        text = match.group()
        column = match.start()
        figure: Figure | None = None
        if not text[-1].isdigit():
            kind = "b" if text[0] in _DASHES and _DASHES.issuperset(text) else "w"
        elif "." not in text:
            kind = "w" if len(text) == 4 and raw.startswith("年", match.end()) else "d"
        else:
            kind = "n"
            figure = found[decimals] if decimals < len(found) else None
            decimals += 1
        line.append(Token(index, column, kind, text, figure))
    return line if decimals == len(found) else _matched(document, line, found, made)


def _matched(document: Document, line: list[Token], found: list[Figure], made: list[Figure]) -> list[Token]:
    """A line on which the lexer took an amount for something else: 49.14 年末结转 looks like a year to it."""
    known = {figure.start: figure for figure in found}
    for number, token in enumerate(line):
        if token.kind == "n":
            figure = known.get(document.offset(token.line, token.column)) if document.keeps(token.line) else None
            if figure is None and document.keeps(token.line):
                figure = plain_figure(document, token)
                made.append(figure)
            line[number] = token._replace(figure=figure)
    return line


def plain_figure(document: Document, token: Token) -> Figure:
    """The figure of an amount that the lexer leaves out."""
    start = document.offset(token.line, token.column)
    digits = token.text.replace(",", "").replace("－", "-").replace("−", "-")
    return Figure(token.text, Decimal(digits), "", len(digits.partition(".")[2]), start, start + len(token.text), document)


def read_rows(document: Document, kind: str, lines: list[list[Token]], width: int) -> Reading:
    """The rows of a table of this kind, whose rows have at most ``width`` amounts."""
    placed = any(b.column - a.column - len(a.text) > 2 for line in lines for a, b in pairwise(line))
    orphans = placed and any(line and all(token.kind in "nb" for token in line) for line in lines)
    reader = {"T1": _named_row, "T4": _named_row, "T6": _economic}.get(kind, _coded)
    after = _read(document, reader, lines, kind, False, placed)
    if not orphans:
        return after
    before = _read(document, reader, lines, kind, True, placed)
    return before if _faults(before, width) <= _faults(after, width) else after


def one_row(document: Document, lines: list[list[Token]]) -> Reading:
    """All amounts of a table that has one row."""
    reading = Reading(document, False, False)
    reading.open("", "")
    for line in lines:
        for token in line:
            if token.kind in "nb":
                reading.amount(token, False)
            elif token.kind == "d" and token.text == "0":
                reading.integer(token)
    return reading


def _faults(reading: Reading, width: int) -> int:
    return reading.lost + sum(len(row.amounts) > width for row in reading.rows)


Reader = Callable[[Reading, list[Token]], None]


def _read(document: Document, reader: Reader, lines: list[list[Token]], kind: str, before: bool, placed: bool) -> Reading:
    halves = [lines]
    sides = [""]
    if placed and kind in ("T1", "T4", "T6"):
        middles = _middles(lines, kind)
        if any(middles):
            left = [[token for token in line if token.column < at] for line, at in zip(lines, middles, strict=True)]
            right = [[token for token in line if token.column >= at] for line, at in zip(lines, middles, strict=True)]
            halves, sides = [left, right], ["收入", "支出"] if kind != "T6" else ["", ""]
    whole = Reading(document, before, placed)
    for half, side in zip(halves, sides, strict=True):
        reading = Reading(document, before, placed)
        for line in half:
            if line:
                reader(reading, line)
        reading.close()
        for row in reading.rows:
            row.side = side
        whole.rows += reading.rows
        whole.lost += reading.lost
        whole.head += reading.head
        whole.made += reading.made
        whole.numbers += reading.numbers
    if kind in ("T1", "T4"):
        _settle_sides(whole.rows, kind)
    return whole


def _middles(lines: list[list[Token]], kind: str) -> list[int]:
    """The column where the right half of each line begins; zeros where there is none.

    It begins with the second name of the line.  A line with one name alone is parted where most others are, one of amounts
    alone where the first of them is.
    """
    named = [[token.column for token in line if (_is_code(token) if kind == "T6" else _begins(token.text) or token.text.startswith(_FUNDS))] for line in lines]
    starts = sorted(names[1] for names in named if len(names) > 1)
    if not starts:
        return [0] * len(lines)
    usual = starts[len(starts) // 2]
    return [names[1] if len(names) > 1 else usual if names and names[0] < starts[0] else starts[0] for names in named]


def _is_code(token: Token) -> bool:
    return token.kind == "d" and len(token.text) in (3, 5) and token.text[0] == "3"


def _begins(text: str) -> bool:
    return _MARK.match(text) is not None or text.startswith(_NAMED)


def _coded(reading: Reading, line: list[Token]) -> None:
    """A line of a table by functional code."""
    first = line[0]
    if first.kind == "w" and first.text.startswith(("栏次", "行次")):
        return
    at = 0
    if first.kind == "d" and first.text[:3] in _CODE and len(first.text) in (3, 5, 7):
        code = first.text
        at = 1
        while at < len(line) and line[at].kind == "d" and len(line[at].text) == 2 and len(code) < 7:
            code += line[at].text
            at += 1
        reading.open(code, "")
        reading.started = True
    elif len(line) == 1 and first.kind == "d":
        return
    elif first.kind == "w" and first.text in ("合计", "总计") and all(token.kind != "w" for token in line[1:]):
        reading.open("", first.text)
        at = 1
    alone = not at and all(token.kind in "nb" for token in line)
    for token in line[at:]:
        if token.kind == "w":
            _word(reading, token.text)
        elif token.kind in "nb" and (token.kind == "n" or reading.current is not None):
            reading.amount(token, alone)
        elif token.kind == "d" and reading.started:
            reading.integer(token)


def _word(reading: Reading, text: str) -> None:
    current = reading.current
    if current is None or text in _HEAD_WORDS or text.startswith(("单位：", "单位:")):
        reading.head += text
        if current is not None and not current.code and not current.amounts:
            reading.rows.remove(current)
        reading.current = None if text in _HEAD_WORDS else current
        return
    if not current.code:
        # 合计 with more words is the head of a column.
        reading.head += current.name + text
        reading.current = None
        if not current.amounts:
            reading.rows.remove(current)
        return
    current.name += text


def _named_row(reading: Reading, line: list[Token]) -> None:
    """A line of a table by name."""
    if len(line) == 1 and line[0].kind == "d":
        if reading.started:
            reading.numbers.append((len(reading.rows), line[0].text))
        return
    alone = all(token.kind in "nb" for token in line)
    for token in line:
        if token.kind == "w":
            text = token.text
            if _begins(text) or text.startswith(_FUNDS) and any(row.name.startswith("年初") for row in reading.rows):
                reading.open("", text)
                reading.started = True
            elif reading.current is None or not reading.started:
                reading.head += text
            elif len(reading.current.name) < 30:
                reading.current.name += text
        elif token.kind in "nb":
            if token.kind == "n" or reading.current is not None:
                reading.amount(token, alone)
        elif reading.started and "行次" not in reading.head:
            reading.integer(token)
        elif reading.started:
            reading.numbers.append((len(reading.rows), token.text))


def _economic(reading: Reading, line: list[Token]) -> None:
    """A line of the table by economic code."""
    alone = all(token.kind in "nb" for token in line)
    for token in line:
        current = reading.current
        if token.kind == "d":
            if _is_code(token):
                reading.open(token.text, "")
                reading.started = True
            elif token.text == "0" or "," in token.text:
                reading.integer(token)
            elif len(token.text) == 2 and current is not None and len(current.code) == 3:
                known = any(row is not current and row.code == current.code for row in reading.rows)
                if known or not (current.name or current.amounts):
                    current.code += token.text
        elif token.kind == "w":
            if token.text in _HALVES and reading.started:
                reading.half = token.text
            elif token.text in _TOTALS and (reading.started or token is line[0] and any(each.kind == "n" for each in line)):
                reading.open("", reading.half + token.text if token.text == "合计" else token.text)
                reading.half = ""
            elif current is None:
                reading.head += token.text
            elif token.text not in _HEAD_WORDS:
                current.name += token.text
        elif token.kind == "n" or current is not None:
            reading.amount(token, alone)


def _settle_sides(rows: list[Raw], kind: str) -> None:
    """Which half a row stands in, and names without their numbers."""
    opening = False
    totals = 0
    for row in rows:
        name = row.name
        mark = _MARK.match(name)
        if mark is not None:
            name = name[mark.end() :]
        if not row.side:
            if name == "总计":
                totals += 1
                row.side = "收入" if totals == 1 else "支出"
            elif mark is None:
                row.side = "支出" if name.startswith(("本年支出", "结余分配", "年末", "支出")) else "收入"
            else:
                row.side = "收入" if "收入" in name or "预算财政" in name or "财政拨款" in name else "支出"
        if row.side == "收入":
            if kind == "T4" and opening and (mark is not None or name.startswith(_FUNDS)):
                name = "年初：" + name
            opening = opening or name.startswith("年初")
        if name.startswith(_INNER):
            name = "其中：" + name  # which side it is on, and whether it is a part, the text does not tell
        row.name = name
