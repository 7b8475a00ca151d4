"""The heads of tables: which rows they are, and the words above each column from the widest to the nearest."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from ...startup import pattern

#: No account has more digits; what has is no figure.
AMOUNT = pattern(r"[-－−]?\d[\d,，]{0,20}(?:\.\d{1,8})?$")
_YEAR = pattern(r"(?:19|20)\d\d$")
_CODE = pattern(r"(?:[23]\d\d(?:\d\d){0,2}|\d{6}|\d{3}-\d{2,})$")
_MARK = pattern(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．](?!\d)")
#: What stands over the head of a table where a sheet holds both: 收入决算表 | 公开02表 | 部门：… | 单位：万元.
_CAPTION = pattern(r"表\d*$|单位[:：]|^(?:编制|填报|预算)?(?:部门|单位)(?:名称|代码)?[:：]")
TOTAL = pattern(r"(?:合计|总计|小计|共计)(?:[（(].*[）)])?$|^(?:合计|总计)")
NO_NAME = frozenset(("类", "款", "项", "栏次", "行次", "-", "—", "－", "——", "/", "无", "－－", "--", "*", "**"))
#: No head has more rows.
TALLEST = 16
#: The words above a column, from the widest to the nearest.
Path = tuple[str, ...]
_QUOTES = {ord(mark): None for mark in "“”\"'‘’ \t\n\r\u3000\xa0"}


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
    """A text without spaces and quotation marks."""
    return text.translate(_QUOTES)


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
    rest = [text for text in texts if not (text.isascii() and text.isdigit())]
    rising = len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))
    return texts[0] == "栏次" or rising and all(text in ("栏次", "行次", "项目", "类", "款", "项", "合计", "**", "*") for text in rest)


def is_data(row: Sequence[Entry]) -> bool:
    """Whether a row is one of the table and none of its head: it has an amount, a code, a numbered name or is a total."""
    texts = [cell.text for cell in row if cell.text]
    if not texts or numbers_columns(texts):
        return False
    if any(is_amount(text) for text in texts[1:]) or is_amount(texts[0]) and ("." in texts[0] or "," in texts[0]):
        return True
    first = texts[0]
    if _CODE.match(first) or _MARK.match(first) and len(first) > 3:
        return True
    return all(text in NO_NAME or TOTAL.search(text) and len(text) < 8 for text in texts) and row[0].columns < 3 and len(texts) < 3


def head_size(rows: Sequence[Sequence[Entry]]) -> int:
    """How many rows the head has; 0 where no row tells."""
    for number, row in enumerate(rows[: TALLEST + 1]):
        if is_data(row):
            return number
    return 0


def paths(head: Sequence[Sequence[Entry]], width: int) -> list[Path]:
    """The words above each column; a blank beside a word that more columns belong to takes that word."""
    found: list[list[str]] = [[] for _ in range(width)]
    deepest = {cell.column: number for number, row in enumerate(head) for cell in row if cell.text and cell.columns == 1}
    for number, row in enumerate(head):
        left = ""
        for cell in row:
            text = cell.text
            for column in range(cell.column, min(width, cell.column + cell.columns)):
                above = found[column]
                if text:
                    if text not in above[-1:]:
                        above.append(text)
                elif left and not above and deepest.get(column, 0) > number:
                    above.append(left)
            left = text or left
    return [tuple(path) for path in found]
