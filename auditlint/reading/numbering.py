"""The numbers of sibling paragraphs: 一、 二、 三、 / （一） / 1. / （1）."""

from typing import NamedTuple

from ..model.document import Paragraph
from ..model.figure import Word
from ..model.filing import Filing
from ..model.listings import Numbering

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_NUMERALS = "零一二三四五六七八九"
_FIRST = frozenset("0123456789一二三四五六七八九十（(第")
_POINTS = frozenset(".、．")
#: A part of the filing whose paragraphs are names, rows or explanations.
_NO_PROSE = ("名词", "解释", "报表", "决算表", "预算表", "附表", "附件", "表格")


class Mark(NamedTuple):
    """A number at the start of a paragraph: its way of writing, its value, and its length."""

    style: str
    value: int
    size: int


def number_of(words: str) -> int:
    """The number that Chinese numerals up to 99 say; 0 where they say none."""
    tens, ten, ones = words.partition("十")
    if not ten:
        return _DIGITS.get(words, 0)
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def numeral(value: int) -> str:
    """A number up to 99 in Chinese numerals."""
    tens, ones = divmod(value, 10)
    head = "" if not tens else "十" if tens == 1 else _NUMERALS[tens] + "十"
    return head + (_NUMERALS[ones] if ones else "")


def mark_of(text: str, start: int) -> Mark | None:
    """The number that a paragraph begins with."""
    bracket = text[start] in "（("
    at = start + bracket
    end = at
    while end < at + 3 and text[end : end + 1] in _FIRST and text[end] not in "（(第":
        end += 1
    words = text[at:end]
    sign = text[end : end + 1]
    value = int(words) if words.isdecimal() else number_of(words)
    if not value or value > 99:
        return None
    kind = "1" if words.isdecimal() else "一"
    if bracket:
        return Mark(f"（{kind}）", value, end + 1 - start) if sign in ("）", ")") else None
    if kind == "一":
        return Mark("一、", value, end + 1 - start) if sign == "、" else None
    if sign in _POINTS and not text[end + 1 : end + 2].isdigit():
        return Mark("1.", value, end + 1 - start)
    return None


def written(style: str, value: int) -> tuple[str, ...]:
    """How a number of a style may be written."""
    if style == "一、":
        return (f"{numeral(value)}、",)
    if style == "1.":
        return f"{value}.", f"{value}、", f"{value}．"
    inner = str(value) if style == "（1）" else numeral(value)
    return f"（{inner}）", f"({inner})"


class _Run:
    """Siblings in the order they stand."""

    __slots__ = ("style", "marks", "tables")

    def __init__(self, style: str) -> None:
        self.style = style
        self.marks: list[Word] = []
        self.tables = 0

    @property
    def last(self) -> int:
        return int(self.marks[-1].meaning)


class _Reader:
    """Keeps the runs that are open, the outer ones below the inner ones."""

    def __init__(self, filing: Filing) -> None:
        self.filing = filing
        self.text = filing.document.text
        self.open: list[_Run] = []
        self.done: list[_Run] = []

    def close(self, count: int = 0) -> None:
        """Close all runs but the outermost ``count``."""
        while len(self.open) > count:
            self.done.append(self.open.pop())

    def enter(self, mark: Mark, start: int) -> _Run:
        """Put a mark into the run that it goes on, else into a new one."""
        text = self.text
        word = Word(text[start : start + mark.size], start, start + mark.size, self.filing.document, mark.value)
        same = [level for level, run in enumerate(self.open) if run.style == mark.style]
        target = next((level for level in reversed(same) if self.open[level].last + 1 == mark.value), None)
        if target is None and same and mark.value != 1:
            target = same[-1]
        if target is None:
            run = _Run(mark.style)
            self.open.append(run)
        else:
            self.close(target + 1)
            run = self.open[target]
            self._inline(run, mark, start)
        run.marks.append(word)
        return run

    def _inline(self, run: _Run, mark: Mark, start: int) -> None:
        """Siblings between two paragraphs that do not begin a paragraph of their own."""
        for value in range(run.last + 1, mark.value):
            at = run.marks[-1].end
            found = max(self.text.find(words, at, start) for words in written(run.style, value))
            if found < 0:
                return
            run.marks.append(Word(str(value), found, found + 1, self.filing.document, value))


def read_numbering(filing: Filing, paragraphs: list[Paragraph]) -> int:
    """Read the numbers of sibling paragraphs; returns how many tables the longest list of table names holds."""
    reader = _Reader(filing)
    text = filing.document.text
    skip = False
    tables = 0
    for start, end, _, _ in paragraphs:
        if text[start] not in _FIRST:
            if not skip and end - start < 40 and "单位：" in text[start:end] and text[end - 1] == "元":
                reader.close()
                skip = True
            continue
        if text[start] == "第":
            if "部分" in text[start : start + 5]:
                reader.close()
                skip = any(word in text[start:end] for word in _NO_PROSE)
            continue
        mark = mark_of(text, start)
        if mark is None:
            continue
        is_table = mark.style == "一、" and "表" in text[max(start, end - 2) : end]
        if skip and not is_table or text.find("：指", start, start + 40) > 0:
            continue
        run = reader.enter(mark, start)
        run.tables += is_table
        tables = max(tables, run.tables if run.tables == len(run.marks) else 0)
    reader.close()
    filing.listings += [Numbering(run.marks, "") for run in reader.done if len(run.marks) > 2 and not run.tables]
    return tables
