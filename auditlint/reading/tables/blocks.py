"""Blocks of a table: columns of codes and names, then columns of figures; a new column of names begins a new half."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, islice, pairwise

from ...named import NamedTuple
from ...startup import pattern
from .amounts import BLANK
from .grids import Entry, Sheet
from .heads import AMOUNT, NO_NAME, PERCENT, TOTAL, Path, paths

_DIGITS = pattern(r"\d{1,12}$")
#: The level of a code: no amount begins so.
_LED = pattern(r"0\d+$")
#: What stands in the place of a code and is an amount, or several codes.
_NO_CODE = pattern(r"[\d.,，]+$")
_LETTERS = pattern(r"[一-龥A-Za-z]")
_CODE_HEAD = pattern(r"编码|代码|^[类款项]$")
_BARE_CODE = pattern(r"(?:\d{3}|\d{5}|\d{7})$")
#: A code of the highest level has so many digits, and what is added to it below so many.
_TOP_CODE, _INNER_CODE = 3, 2
#: More digits are two codes that were run together, and so are four of a level.
_LONGEST_CODE = 9
#: What stands alone in a row below a table and is no name: a note, or a sentence.
_NOTE = pattern(r"^(?:备?注|说明)\d?[:：]|[。；]$")
#: Columns whose figures number or date their rows.
_NUMBERING = pattern(r"行次|栏次|序号|编号|排名|名次|(?<!\d)年度$|^年份|(?:起始|开始|结束|终止)年|(?:年限|期限)(?:[（(][年月][）)])?$|日期|时间")
#: So many numbers that rise by one are those of lines, whatever stands above them.
_MANY = 4
_RATE = pattern(r"[%％]|比例|比重|占比|率$|增幅|降幅")
#: A row of percentages below the amounts that they are of: 增长%, 占比.
_RATE_ROW = pattern(r"[%％][）)]?$|^占[一-龥]{0,8}(?:比|比重|比例)$|^(?:比重|(?:同比|比上年|较上年)?(?:增长率|增减率|增幅|降幅)|(?:预算)?(?:完成|执行)率)$")
_AVERAGE_ROW = pattern(r"(?:人均|户均)(?:支出|经费|收入|成本|水平)$")
#: A code before a name in one cell, or behind it.
_CODED = pattern(r"[〔\[（(【]?(\d{3}(?:\d\d){0,3}|\d{3}(?:[-—.]\d{2,3}){1,3}|\d{6,9})[〕\]）)】]?[-—_.、:：]?(?=[一-龥“（(])")
_CODE_BEHIND = pattern(r"(?<=[一-龥）])(?|[（(\[](\d{3}|\d{5}|\d{7})[）)\]]|([235](?:\d\d){1,3}))$")
_YEARLY = pattern(r"\d{4}年")
_OF_WHICH = pattern(r"其中[:：]?")
#: What rows of totals are called that are not simply 合计.
GRAND, GROUP, _SUM = "总计", "小计", "合计"
_MARKS = (
    pattern(r"[一二三四五六七八九十百]+[、.．]"),
    pattern(r"[（(][一二三四五六七八九十]+[)）]"),
    pattern(r"\d{1,2}[、.．](?!\d)"),
    pattern(r"[（(]\d{1,2}[)）]"),
)


class Line:
    """One row of a block: its name, its code, the depth of the mark that it begins with, and its figures by column.

    ``core`` is the name without mark and 其中, ``key`` 合计, 总计 or 小计 where it is a row of totals, else ""; ``depth`` is 0 without a mark; ``part`` tells that it begins with 其中; ``values`` are in
    units of the last digit of the table, ``words`` the columns that hold something which is no figure, or no code where one belongs, and ``dashes`` those with the sign of a blank.
    ``open`` tells that nobody knows in which columns its figures stand, ``rate`` that they are percentages, and ``apart`` that no sum
    has a part in it: percentages and averages.
    """

    __slots__ = ("number", "label", "code", "depth", "core", "key", "part", "values", "entries", "words", "dashes", "open", "rate", "apart")

    def __init__(self, number: int, label: str, code: str):
        self.number = number
        self.label = label
        self.code = code
        self.part = _OF_WHICH.match(label) is not None
        self.depth, self.core, self.key = _told(label)
        self.values: dict[int, int] = {}
        self.entries: dict[int, Entry] = {}
        self.words: set[int] = set()
        self.dashes: set[int] = set()
        self.open = False
        self.rate = not code and _RATE_ROW.search(label) is not None
        self.apart = self.rate or not code and _AVERAGE_ROW.match(self.core) is not None

    def __repr__(self) -> str:
        return f"<{self.code} {self.label} {self.values}>"


class Block:
    """Columns that belong together in one table.

    ``columns`` are those of figures, ``rates`` those of percentages; ``paths`` the words above each column of the table.  ``lent`` tells that its codes were lent to it by another table with the same names.
    """

    __slots__ = ("sheet", "number", "columns", "rates", "paths", "lines", "lent")

    def __init__(self, sheet: Sheet, number: int, columns: list[int], rates: list[int], heads: list[Path]):
        self.sheet = sheet
        self.number = number
        self.columns = columns
        self.rates = rates
        self.paths = heads
        self.lines: list[Line] = []
        self.lent = False

    @property
    def coded(self) -> bool:
        """Whether its rows have codes."""
        return len(list(islice((line for line in self.lines if line.code), 2))) > 1


def blocks(sheet: Sheet) -> list[Block]:
    """The blocks of a table, from left to right."""
    heads = paths(sheet.head, sheet.width)
    texts = [{entry.column: (entry.text, entry) for entry in row if entry.text} for row in sheet.rows]
    kinds = _kinds(texts, heads, sheet.width)
    found: list[Block] = []
    for names, codes, values, rates in _halves(kinds):
        block = Block(sheet, len(found), values, rates, heads)
        _fill(block, texts, names, codes)
        if block.lines:
            found.append(block)
    for left, right in pairwise(found):
        _name_totals(left, right)
    return found


def _name_totals(left: Block, right: Block) -> None:
    """公用经费合计 in one half may have its amount in the next."""
    waiting = {line.number: line for line in left.lines if line.key and not line.entries}
    for line in right.lines:
        other = waiting.get(line.number)
        if other is not None and line.entries and not line.label and not line.code:
            right.lines[right.lines.index(line)] = named = Line(line.number, other.label, "")
            named.entries, named.words = line.entries, line.words


def _kinds(texts: Sequence[dict[int, tuple[str, Entry]]], heads: list[Path], width: int) -> list[str]:
    """What each column holds: c (codes), n (names), v (figures), r (rates), or nothing."""
    columns: list[list[str]] = [[] for _ in range(width)]
    spanned: list[list[str]] = [[] for _ in range(width)]
    for row in texts:
        for column, (text, entry) in row.items():
            if column < width and text not in NO_NAME and not (len(row) == 1 and _NOTE.search(text)):
                (columns if entry.columns == 1 else spanned)[column].append(text)
    kinds = [_Column(columns[at] or spanned[at], heads[at], at < width - 1).kind for at in range(width)]
    before = ""
    for at, kind in enumerate(kinds):
        if before == "c" and kind == "v" and _are_lower_codes(columns[at]):
            kinds[at] = "c"
        before = kinds[at] or before
    return kinds


def _are_lower_codes(texts: Sequence[str]) -> bool:
    """Whether all that stands right of codes are their lower levels: two digits each, of which no amount would print the first as 0."""
    return all(len(text) == _INNER_CODE and text.isdecimal() for text in texts) and any(text.startswith("0") for text in texts)


class _Column(NamedTuple):
    """What stands in a column and the words above it; ``inner`` tells that another column stands right of it, as one does of every code."""

    texts: list[str]
    head: Path
    inner: bool

    @property
    def kind(self) -> str:
        """c (codes), n (names), v (figures), r (rates), or nothing."""
        if not self.texts:
            return ""
        if self.inner and self._holds_headed_codes():
            return "c"
        if len(list(filter(AMOUNT.match, self.texts))) * 5 >= len(self.texts) * 3:
            return self._kind_of_numbers()
        if len([text for text in self.texts if text.endswith(("%", "％"))]) * 2 > len(self.texts):
            return "r"
        return "n" if any(map(_LETTERS.search, self.texts)) else ""

    def _kind_of_numbers(self) -> str:
        last = self.head[-1] if self.head else ""
        if _NUMBERING.search(last):
            return ""
        if _RATE.search(last) or any("%" in text for text in self.texts):
            return "r"
        if self.inner and self._holds_bare_codes():
            return "c"
        numbers = list(filter(AMOUNT.match, self.texts))  # a page whose columns stand otherwise may have its names here
        return "" if _counts(numbers) and (not self.head or len(numbers) > _MANY) else "v"

    def _holds_headed_codes(self) -> bool:
        """Whether the head says codes and nearly all that is no total is digits."""
        if not any(map(_CODE_HEAD.search, self.head)):
            return False
        digits = len(list(filter(_DIGITS.match, self.texts)))
        named = len([text for text in self.texts if not TOTAL.search(text)])
        return digits > 0 and digits * 5 >= named * 4

    def _holds_bare_codes(self) -> bool:
        """Whether all texts but totals are codes of functions or of economic kinds by themselves."""
        codes = [text for text in self.texts if not TOTAL.match(text)]
        return len(codes) > 2 and all(map(_BARE_CODE.match, codes)) and codes[0][0] in "235"


def _counts(texts: list[str]) -> bool:
    """Whether a column holds the numbers of lines: whole numbers that rise by one; of many, one here or there may stand in the cell of a name."""
    if len(texts) < 3 or not all(text.isdecimal() for text in texts):
        return False
    numbers = [int(text) for text in texts]
    gaps = numbers[-1] - numbers[0] + 1 - len(numbers)
    return all(before < after for before, after in pairwise(numbers)) and (not gaps or len(numbers) > _MANY and gaps * 3 <= len(numbers))


def _halves(kinds: list[str]) -> Iterable[tuple[list[int], list[int], list[int], list[int]]]:
    names: list[int] = []
    codes: list[int] = []
    values: list[int] = []
    rates: list[int] = []
    for column, kind in enumerate(kinds):
        if kind in ("n", "c") and values:
            yield names, codes, values, rates
            names, codes, values, rates = [], [], [], []
        {"n": names, "c": codes, "v": values, "r": rates}.get(kind, []).append(column)
    if values:
        yield names, codes, values, rates


def _fill(block: Block, texts: list[dict[int, tuple[str, Entry]]], names: list[int], codes: list[int]) -> None:
    """The lines of a block."""
    levels = _Levels(codes)
    if len(codes) == 1:
        levels.mixed = _are_mixed([row[codes[0]][0] for row in texts if codes[0] in row])
    first = min([*names, *codes], default=0)
    for number, row in enumerate(texts):
        code, label = _named(levels.code(row), _label(row, names, codes, first))
        line = Line(number, label, code)
        for column in (*block.columns, *block.rates):
            if column in row:
                text, entry = row[column]
                if AMOUNT.match(text.rstrip(PERCENT) if column in block.rates else text) and not _is_other_number(text):
                    line.entries[column] = entry
                elif text in BLANK:
                    line.dashes.add(column)
                elif text not in NO_NAME:
                    line.words.add(column)
        if codes and not code and any(column in row and _NO_CODE.match(row[column][0]) for column in (*codes, *names)):
            line.words.update((*codes, *block.columns))  # two rows that were run together, or cells that moved
        if label or code or line.entries:
            block.lines.append(line)


def _is_other_number(text: str) -> bool:
    """Whether what looks like an amount is the level of a code, or an amount that was read twice: 15,00015,000."""
    half = len(text) // 2
    return _LED.match(text) is not None or "," in text[:half] and text[:half] == text[half:]


def _label(row: dict[int, tuple[str, Entry]], names: list[int], codes: list[int], first: int) -> str:
    """The name of a row: in its columns of names, in a cell over them, or among its codes."""
    label = "".join(row[column][0] for column in names if column in row and row[column][0] not in NO_NAME)
    if label:
        return label
    spanning = (text for column, (text, entry) in row.items() if column <= first < column + entry.columns)
    among = (row[column][0] for column in codes if column in row)
    return next(filter(_LETTERS.search, chain(spanning, among)), "")


class _Levels:
    """Reads the codes of rows; levels that are printed once stand for the rows below as well."""

    def __init__(self, columns: list[int]):
        self.columns = columns
        self.carried = [""] * len(columns)
        #: The class in whose rows those are that a column by itself prints without it: 208, 05, 2080505.
        self.above = ""
        #: Codes of two digits are of several levels, and nothing tells which is of which.
        self.mixed = False

    def code(self, row: dict[int, tuple[str, Entry]]) -> str:
        """The whole code of a row, "" where none is printed."""
        printed = [row[column][0] if column in row and row[column][0].isdigit() else "" for column in self.columns]
        longest = max(printed, key=len, default="")
        if not longest or len(longest) > _LONGEST_CODE or any(len(text) == 2 * _INNER_CODE for text in printed[1:]):
            return ""
        if len(printed) == 1:
            return self._within(longest)
        level = next(at for at, text in enumerate(printed) if text)
        self.carried = self.carried[:level] + printed[level:]
        if len(longest) > _TOP_CODE:  # a whole code in one cell
            self.carried = [longest[:3], longest[3:5], longest[5:7], *self.carried[3:]][: len(printed)]
            return longest
        return "".join(text.zfill(2) if at else text for at, text in enumerate(self.carried) if text)

    def _within(self, code: str) -> str:
        """A code of two digits with the class it stands under."""
        if len(code) == _INNER_CODE and self.mixed:
            return ""
        if len(code) == _INNER_CODE and self.above:
            return self.above + code
        if len(code) == _TOP_CODE or not code.startswith(self.above):
            self.above = code if len(code) == _TOP_CODE else ""
        return code


def _are_mixed(codes: Iterable[str]) -> bool:
    """Whether codes of two digits, which rise within a class where they are all of one level, do not: 206, 02, 05, 03."""
    before = ""
    for code in codes:
        if len(code) == _INNER_CODE and code.isdecimal() and before and code <= before:
            return True
        before = code if len(code) == _INNER_CODE else ""
    return False


def _named(code: str, label: str) -> tuple[str, str]:
    """Code and name where the code is printed in the cell of the name."""
    if code:
        return code, label
    found = _CODED.match(label)
    if found is not None and not _YEARLY.match(label):
        return "".join(filter(str.isdigit, found.group(1))), label[found.end() :].lstrip("-—_.、:：")
    behind = _CODE_BEHIND.search(label)
    return ("", label) if behind is None else (behind.group(1), label[: behind.start()])


@lru_cache(1 << 12)
def _told(label: str) -> tuple[int, str, str]:
    """The depth of the mark of a label, its name, and what it is called where it is one of totals; tables repeat each other's labels."""
    depth, core = _mark(label)
    return depth, core, "" if TOTAL.search(core) is None else next((key for key in (GRAND, GROUP) if key in core), _SUM)


def _mark(label: str) -> tuple[int, str]:
    found = _OF_WHICH.match(label)
    rest = label[found.end() :] if found is not None else label
    for depth, mark in enumerate(_MARKS, 1):
        found = mark.match(rest)
        if found is not None:
            return depth, rest[found.end() :]
    return 0, rest
