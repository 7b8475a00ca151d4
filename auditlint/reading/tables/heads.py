"""The heads of tables: which rows they are, and the words above each column from the widest to the nearest."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from ...startup import pattern
from .amounts import BRACKETED

#: No account has more digits; what has is no figure.
AMOUNT = pattern(rf"(?:[-－−△▲+＋]?\d[\d,，]{{0,20}}(?:\.\d{{1,8}})?|{BRACKETED})$")
_YEAR = pattern(r"(?:19|20)\d\d$")
_CODE = pattern(r"(?:[23]\d\d(?:\d\d){0,2}|\d{6}|\d{3}-\d{2,})$")
_MARK = pattern(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．](?!\d)")
#: What stands over the head of a table where a sheet holds both: 收入决算表 | 公开02表 | 部门：… | 单位：万元.
_CAPTION = pattern(r"表\d*$|单位[:：]|^(?:编制|填报|预算)?(?:部门|单位)(?:名称|代码)?[:：]")
TOTAL = pattern(r"(?:合计|总计|小计|共计)(?:[（(].*[）)])?$|^(?:合计|总计)")
_NUMBERED = "栏次"
#: What stands beside the numbers in a row that numbers the columns.
_BESIDE_NUMBERS = frozenset((_NUMBERED, *_NUMBERED, "行次", "项目", "类", "款", "项", "合计", "**", "*"))
_PARTED = pattern(r"[.,]")
NO_NAME = frozenset(("类", "款", "项", "栏次", "行次", "-", "—", "－", "——", "/", "无", "－－", "--", "*", "**"))
#: No head has more rows.
TALLEST = 16
#: The words above a column, from the widest to the nearest.
Path = tuple[str, ...]
#: Quotation marks, and spaces.
QUOTED = "“”\"'‘’ \t\n\r\u3000\xa0"
#: What marks a rate behind its number.
PERCENT = "%％"
_BARE: dict[int, int | None] = {**dict.fromkeys(map(ord, QUOTED)), **str.maketrans("０１２３４５６７８９．", "0123456789.")}


class Entry(Protocol):
    """What a head asks of a cell; its text has no spaces."""

    @property
    def text(self) -> str: ...
    @property
    def column(self) -> int: ...
    @property
    def columns(self) -> int: ...


@lru_cache(1 << 12)
def bare(text: str) -> str:
    """A text without spaces and quotation marks, its digits in half width."""
    return text.translate(_BARE)


def is_amount(text: str) -> bool:
    """Whether a cell's text is one number that is neither a year nor blank."""
    return AMOUNT.match(text) is not None and _YEAR.match(text) is None


def is_caption(row: Sequence[Entry]) -> bool:
    """A row over the head in the same grid: its title, its number, whose it is and its unit."""
    texts = [cell.text for cell in row if cell.text]
    return bool(texts) and all(_CAPTION.search(text) for text in texts)


def numbers_columns(texts: Sequence[str]) -> bool:
    """A row that only numbers the columns: 栏次 1 2 3, or ** 1 2 3."""
    if not texts:
        return False
    numbers = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 3]
    rising = len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))
    return texts[0] == _NUMBERED or rising and all(text in _BESIDE_NUMBERS or text.isascii() and text.isdigit() for text in texts)


def is_data(row: Sequence[Entry]) -> bool:
    """Whether a row is one of the table and none of its head: it has an amount, a code, a numbered name or is a total."""
    texts = [cell.text for cell in row if cell.text]
    if not texts or numbers_columns(texts):
        return False
    first = texts[0]
    if any(map(is_amount, texts[1:])) or is_amount(first) and _PARTED.search(first):
        return True
    if _CODE.match(first) or _MARK.match(first) and len(first) > 3:
        return True
    return row[0].columns < 3 and len(texts) < 3 and all(map(_is_no_head, texts))


def _is_no_head(text: str) -> bool:
    """Whether a text is blank or a short name of a total."""
    return text in NO_NAME or len(text) < 8 and TOTAL.search(text) is not None


def head_size(rows: Sequence[Sequence[Entry]]) -> int:
    """How many rows the head has; 0 where no row tells."""
    for number, row in enumerate(rows[: TALLEST + 1]):
        if is_data(row) and not (number and _stands_over(row, rows[number + 1 : number + 2])):
            return number
    return 0


def _stands_over(row: Sequence[Entry], below: Sequence[Sequence[Entry]]) -> bool:
    """Whether all words of a row stand over amounts of the next one, as 小计 does that ends a head."""
    amounts = {cell.column for each in below for cell in each if is_amount(cell.text) and _PARTED.search(cell.text)}
    columns = {cell.column for cell in row if cell.text}
    return bool(columns) and columns <= amounts and not any(is_amount(cell.text) for cell in row)


def paths(head: Sequence[Sequence[Entry]], width: int) -> list[Path]:
    """The words above each column; a blank beside a word that more columns belong to takes that word."""
    found: list[list[str]] = [[] for _ in range(width)]
    deepest = {cell.column: number for number, row in enumerate(head) for cell in row if cell.text and cell.columns == 1}
    for number, row in enumerate(head):
        left = ""
        for cell in row:
            left = cell.text or left
            for column in range(cell.column, min(width, cell.column + cell.columns)):
                above = found[column]
                known = left in above[-1:] if cell.text else bool(above) or deepest.get(column, 0) <= number
                if left and not known:
                    above.append(left)
    return [tuple(path) for path in found]
