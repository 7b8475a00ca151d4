"""The numbers of sibling paragraphs: 一、 二、 三、 / （一） / 1. / （1）."""

from ...language import expanded
from ...language.numerals import STYLES, first_signs, mark_of, written
from ...model.listings import Numbering
from ...startup import pattern
from .setting import Setting

_DIVISION, _FORMAL, _MEASURED, _TABLE_NAME, _GLOSSED, _NOTED = (
    pattern(expanded(f"{{{part}}}")) for part in ("division", "formal", "measured", "tablename", "glossed", "noted")
)
#: Runs that are open at one time, and how many siblings are enough to tell.
_DEEP, _FEWEST = 12, 3
_PART, _YUAN = "第", "元"
_TABLES = STYLES[0]


class _Run:
    """Siblings in the order they stand: the value, the start and the length of each number."""

    __slots__ = ("style", "last", "marks", "tables")

    def __init__(self, style: str) -> None:
        self.style = style
        self.last = 0
        self.marks: list[tuple[int, int, int]] = []
        self.tables = 0


class _Runs:
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
        target = self._target(style, value)
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

    def _target(self, style: str, value: int) -> int:
        """The innermost run that a number goes on, else the innermost of its style that it may belong to; -1 for none."""
        like = [level for level in range(len(self.open) - 1, -1, -1) if self.open[level].style == style]
        following = [level for level in like if self.open[level].last + 1 == value]
        return following[0] if following else like[0] if like and value != 1 else -1

    def _inline(self, run: _Run, value: int, start: int) -> None:
        """Siblings between two paragraphs that do not begin a paragraph of their own."""
        for missing in range(run.last + 1, value):
            at = run.marks[-1][1] + 1
            found = max(self.text.find(words, at, start) for words in written(run.style, missing))
            if found < 0:
                return
            run.marks.append((missing, found, 1))


def read_numbering(setting: Setting) -> int:
    """Read the numbers of sibling paragraphs; returns how many tables the longest list of table names holds."""
    text = setting.text
    runs = _Runs(text)
    formal = False
    for start, end, _, _ in setting.narrative:
        first = text[start]
        if first in first_signs():
            _number(runs, text[start:end], start, formal)
        elif first == _PART:
            if _DIVISION.match(text, start, end):
                runs.close()
                formal = _FORMAL.search(text, start, end) is not None
        elif not formal and text[end - 1] == _YUAN and _MEASURED.match(text, start, end):
            runs.close()
            formal = True
        elif (noted := _NOTED.match(text, start, end)) is not None:
            _number(runs, text[noted.end() : end], noted.end(), formal)
    runs.close()
    for run in runs.done:
        if len(run.marks) >= _FEWEST and not run.tables:
            setting.add(Numbering(run.marks, setting.filing.document))
    return max((run.tables for run in runs.done if run.tables == len(run.marks) == run.last), default=0)


def _number(runs: _Runs, words: str, start: int, formal: bool) -> None:
    """Enter the number that a paragraph begins with; in a formal part only the names of tables are numbered prose."""
    mark = mark_of(words, 0)
    if mark is None:
        return
    style, value, size = mark
    is_table = style == _TABLES and _TABLE_NAME.match(words) is not None
    if is_table or not formal and _GLOSSED.match(words) is None:
        runs.enter(style, value, start, size).tables += is_table
