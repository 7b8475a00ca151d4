"""The heads of tables whose cells are known: which columns hold codes, names and amounts, and what each amount is.

A table may stand in several blocks side by side (收入 | 支出, or economic codes in three): each block has its own codes, names and
amounts.  What a column is shows in the words above it, from the widest to the nearest.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..model.document import Cell
from ..startup import pattern

#: No account has more digits; what has is no figure.
AMOUNT = pattern(r"[-－−]?\d[\d,，]{0,20}(?:\.\d{1,8})?$")
_DIGITS = pattern(r"\d{1,9}$")
_LETTERS = pattern(r"[一-龥]")
_MARK = pattern(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．](?!\d)")
_CODE_HEAD = pattern(r"编码|代码|^[类款项]$")
_IGNORED = pattern(r"行次|栏次|序号|备注|^说明$|增减|比例|比重|占比|完成率|差异率|执行率|%|％")
#: Words of a head that may stand in the columns of codes beside the first row.
NO_NAME = frozenset(("类", "款", "项", "栏次", "行次", "-", "—", "－", "——", "/", "无", "－－", "--"))
#: What stands over the head of a table where a sheet holds both: 收入决算表 | 公开02表 | 部门：… | 单位：万元.
_CAPTION = pattern(r"表$|单位[:：]|^(?:编制|填报|预算)?(?:部门|单位)(?:名称|代码)?[:：]")
_OPENERS = frozenset(("合计", "总计", "本年收入合计", "本年支出合计", "收入总计", "支出总计", "收入合计", "支出合计"))
_TOTAL = pattern(r"^(?:本年)?(?:收入|支出)?(?:预算|决算)?(?:小计|合计|总计)$")

_FLOW = pattern(r"年初|年末|上年结转|结转下年|^本年收入$")
#: No head has more rows.
_TALLEST = 16
Row = Sequence[Cell]
#: The words above a column, from the widest to the nearest.
Path = tuple[str, ...]


class Block(NamedTuple):
    """Columns that belong together: those of codes, that of names (-1 for none), and the amounts with the words above."""

    codes: tuple[int, ...]
    name: int
    amounts: dict[int, Path]


class Head(NamedTuple):
    """A head as it was read: its rows (by number), its blocks, and which columns are sums of which others."""

    rows: int
    blocks: list[Block]
    sums: list[tuple[int, tuple[int, ...]]]


def bare(text: str) -> str:
    """A text without spaces and quotation marks."""
    return "".join(text.split()).translate({ord(mark): None for mark in "“”\"'‘’"})


def is_data(row: Row) -> bool:
    """Whether a row is one of the table and none of its head: it has an amount, a code or the name of a row."""
    texts = [bare(cell.text) for cell in row if cell.text]
    if not texts or _numbers_columns(texts):
        return False
    if any(AMOUNT.match(text) and ("." in text or "," in text or text == "0") for text in texts):
        return True
    first = texts[0]
    if _DIGITS.match(first) and len(first) in (3, 5, 7):
        return True
    if _MARK.match(first) and len(first) > 3:
        return True
    return first in _OPENERS and all(text in NO_NAME or text in _OPENERS for text in texts)


def _over_head(texts: list[str]) -> bool:
    """A row over the head of a table in the same grid: its title, its number, whose it is and its unit."""
    return bool(texts) and all(_CAPTION.search(text) for text in texts)


def _numbers_columns(texts: list[str]) -> bool:
    """A row that only numbers the columns: 栏次 1 2 3."""
    numbers = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 3]
    rest = [text for text in texts if not text.isdigit()]
    rising = len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))
    return texts[0] == "栏次" or rising and all(text in ("栏次", "行次", "项目", "类", "款", "项", "合计") for text in rest)


def read_head(rows: Sequence[Row]) -> Head:
    """The head of a table; :attr:`Head.rows` is 0 where it has none."""
    count = next((number for number, row in enumerate(rows[: _TALLEST + 1]) if is_data(row)), _TALLEST + 1)
    if count > _TALLEST or count > len(rows):
        return Head(0, [], [])
    data = rows[count:]
    width = max((cell.column + cell.columns for row in rows for cell in row), default=0)
    above = [row for row in rows[:count] if not _over_head(texts := [bare(cell.text) for cell in row if cell.text]) and not _numbers_columns(texts)]
    paths = _paths(above, width)
    kinds = _kinds(data, paths, width)
    blocks = _blocks(kinds, paths)
    sums = [each for block in blocks for each in _sums(above, block)]
    return Head(count, blocks, sums)


def _paths(above: Sequence[Row], width: int) -> list[Path]:
    """The words above each column; a blank beside a word that more columns belong to takes that word."""
    paths: list[list[str]] = [[] for _ in range(width)]
    deepest = {cell.column: number for number, row in enumerate(above) for cell in row if cell.text and cell.columns == 1}
    for number, row in enumerate(above):
        left = ""
        for cell in row:
            text = bare(cell.text)
            for column in range(cell.column, cell.column + cell.columns):
                if text:
                    paths[column].append(text)
                elif left and not paths[column] and deepest.get(column, 0) > number:
                    paths[column].append(left)
            left = text or left
    return [tuple(path) for path in paths]


def _kinds(data: Sequence[Row], paths: list[Path], width: int) -> list[str]:
    """What each column holds: c (codes), n (names), a (amounts) or nothing."""
    texts: list[list[str]] = [[] for _ in range(width)]
    spanned: list[list[str]] = [[] for _ in range(width)]
    for row in data:
        for cell in row:
            text = bare(cell.text)
            if text and text not in NO_NAME:
                (texts if cell.columns == 1 else spanned)[cell.column].append(text)
    return [_kind(texts[column] or spanned[column], paths[column]) for column in range(width)]


def _kind(texts: list[str], path: Path) -> str:
    if any(_CODE_HEAD.search(words) for words in path) and all(_DIGITS.match(text) or text.endswith(("合计", "总计")) for text in texts):
        return "c"
    if path and _IGNORED.search(path[-1]) or path[-1:] in ((), ("收入",), ("支出",)) and _number_lines(texts):
        return ""
    named = sum(_LETTERS.search(text) is not None for text in texts)
    if named * 2 > len(texts):
        return "n"
    if texts and not named and all(_DIGITS.match(text) and len(text) in (2, 3, 5, 7) for text in texts):
        long = [text for text in texts if len(text) > 2]
        if long and all(text[0] in "23" for text in long) and not any("数" in words or "金额" in words for words in path):
            return "c"
    return "a"


def _number_lines(texts: list[str]) -> bool:
    """Whether a column without a head holds the numbers of lines: small whole numbers that rise."""
    if len(texts) < 3 or not all(text.isdigit() and len(text) < 4 for text in texts):
        return False
    return all(int(first) < int(second) for first, second in pairwise(texts))


def _blocks(kinds: list[str], paths: list[Path]) -> list[Block]:
    blocks: list[Block] = []
    codes: list[int] = []
    names: list[int] = []
    amounts: dict[int, Path] = {}

    def close() -> None:
        if amounts:
            titled = [column for column in names if any("名称" in words for words in paths[column])]
            name = (titled or names or [-1])[-1]
            blocks.append(Block(tuple(codes), name, dict(amounts)))
        codes.clear()
        names.clear()
        amounts.clear()

    for column, kind in enumerate(kinds):
        if kind in ("c", "n") and amounts:
            close()
        if kind == "c":
            codes.append(column)
        elif kind == "n":
            names.append(column)
        elif kind == "a":
            amounts[column] = paths[column]
    close()
    return blocks


def _sums(above: Sequence[Row], block: Block) -> Iterable[tuple[int, tuple[int, ...]]]:
    """Which amounts of a block are the sum of which: 小计 within its group, 合计 over all, 其中 left out."""
    columns = [column for column in sorted(block.amounts) if not _of_which(block.amounts[column])]
    groups = _groups(above, columns)
    whole = tuple(columns)
    if whole not in groups:
        groups.append(whole)
    groups.sort(key=len)
    heads: dict[tuple[int, ...], int] = {}
    for group in groups:
        inner = [other for other in heads if set(other) < set(group)]
        outermost = [each for each in inner if not any(set(each) < set(other) for other in inner)]
        units: list[int] = []
        for column in group:
            holder = next((each for each in outermost if column in each), None)
            if holder is None or heads[holder] == column:
                units.append(column)
        taken = set(heads.values())
        if any(_FLOW.search(words) for column in units for words in block.amounts[column]) and group == whole:
            continue  # what is carried over is no part of what is spent
        total = next((column for column in units if column not in taken and _TOTAL.match("".join(block.amounts[column][-1:]))), None)
        if total is None or len(units) < 3:
            continue
        heads[group] = total
        yield total, tuple(column for column in units if column != total)


def _groups(above: Sequence[Row], columns: list[int]) -> list[tuple[int, ...]]:
    """The columns under each cell of the head that covers several."""
    groups: list[tuple[int, ...]] = []
    for row in above:
        for cell in row:
            if cell.text and cell.columns > 1:
                group = tuple(column for column in columns if cell.column <= column < cell.column + cell.columns)
                if len(group) > 1 and group not in groups:
                    groups.append(group)
    return groups


def _of_which(path: Path) -> bool:
    return any(words.startswith(("其中", "#")) or words == "教育收费" for words in path)
