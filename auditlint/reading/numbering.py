"""The numbers of sibling paragraphs: 一、 二、 三、 / （一） / 1. / （1）."""

from ..model.document import Paragraph
from ..model.filing import Filing
from ..model.listings import Numbering
from ..model.numerals import numeral

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
#: The largest number of a paragraph that is read.
_LAST = 40
#: Runs that are open at one time.
_DEEP = 12
#: A part of the filing whose paragraphs are names, rows or explanations.
_NO_PROSE = ("名词", "解释", "报表", "决算表", "预算表", "附表", "附件", "表格")


def number_of(words: str) -> int:
    """The number that Chinese numerals up to 99 say; 0 where they say none."""
    tens, ten, ones = words.partition("十")
    if not ten:
        return _DIGITS.get(words, 0)
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def written(style: str, value: int) -> tuple[str, ...]:
    """How a number of a style may be written."""
    if style == "一、":
        return (f"{numeral(value)}、",)
    if style == "1.":
        return f"{value}.", f"{value}、", f"{value}．"
    inner = str(value) if style == "（1）" else numeral(value)
    return f"（{inner}）", f"({inner})"


_MARKS = {
    words: (style, value)
    for style in ("一、", "（一）", "1.", "（1）")
    for value in range(1, _LAST + 1)
    for words in written(style, value)
}  # fmt: skip
_FIRST = frozenset(words[0] for words in _MARKS) | {"(", "第"}


def mark_of(text: str, start: int) -> tuple[str, int, int] | None:
    """The number that a paragraph begins with: its way of writing, its value, and its length."""
    for size in (2, 3, 4, 5):
        found = _MARKS.get(text[start : start + size].replace("(", "（").replace(")", "）"))
        if found is not None:
            if found[0] == "1." and text[start + size : start + size + 1].isdigit():
                return None
            return *found, size
    return None


class _Run:
    """Siblings in the order they stand: the value, the start and the length of each number."""

    __slots__ = ("style", "last", "marks", "tables")

    def __init__(self, style: str) -> None:
        self.style = style
        self.last = 0
        self.marks: list[tuple[int, int, int]] = []
        self.tables = 0


class _Reader:
    """Keeps the runs that are open, the outer ones below the inner ones."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[_Run] = []
        self.done: list[_Run] = []

    def close(self, count: int = 0) -> None:
        """Close all runs but the outermost ``count``."""
        while len(self.open) > count:
            self.done.append(self.open.pop())

    def enter(self, style: str, value: int, start: int, size: int) -> _Run:
        """Put a number into the run that it goes on, else into a new one."""
        target = -1
        for level in range(len(self.open) - 1, -1, -1):
            run = self.open[level]
            if run.style == style:
                if run.last + 1 == value:
                    target = level
                    break
                if target < 0 and value != 1:
                    target = level
        if target < 0:
            run = _Run(style)
            self.open.append(run)
            if len(self.open) > _DEEP:
                self.done.append(self.open.pop(0))
        else:
            self.close(target + 1)
            run = self.open[target]
            if run.last + 1 < value:
                self._inline(run, value, start)
        run.marks.append((value, start, size))
        run.last = value
        return run

    def _inline(self, run: _Run, value: int, start: int) -> None:
        """Siblings between two paragraphs that do not begin a paragraph of their own."""
        for missing in range(run.last + 1, value):
            at = run.marks[-1][1] + 1
            found = max(self.text.find(words, at, start) for words in written(run.style, missing))
            if found < 0:
                return
            run.marks.append((missing, found, 1))


def read_numbering(filing: Filing, paragraphs: list[Paragraph]) -> int:
    """Read the numbers of sibling paragraphs; returns how many tables the longest list of table names holds."""
    text = filing.document.text
    reader = _Reader(text)
    skip = False
    for start, end, _, _ in paragraphs:
        first = text[start]
        if first not in _FIRST:
            if not skip and end - start < 40 and text[end - 1] == "元" and "单位：" in text[start:end]:
                reader.close()
                skip = True
            continue
        if first == "第":
            if "部分" in text[start : start + 5]:
                reader.close()
                skip = any(word in text[start:end] for word in _NO_PROSE)
            continue
        mark = mark_of(text, start)
        if mark is None:
            continue
        is_table = text[end - 1] in "表》" and mark[0] == "一、" and "表" in text[end - 2 : end]
        if skip and not is_table or text.find("：指", start, start + 40) > 0:
            continue
        run = reader.enter(mark[0], mark[1], start, mark[2])
        run.tables += is_table
    reader.close()
    filing.listings += [
        Numbering(run.marks, filing.document) for run in reader.done if len(run.marks) > 2 and not run.tables
    ]  # fmt: skip
    return max((run.tables for run in reader.done if run.tables == len(run.marks) == run.last), default=0)
