"""Characters to lines of text, and the lines of a cell to one text."""

from operator import itemgetter

from ..model.document import Standing
from ..named import NamedTuple
from ..startup import pattern
from .medians import median_low
from .pdf_text import SPACE, TWICE, Run

#: Base lines that differ by less of the smaller height are one line: figures often stand a little higher than words.
SAME_LINE = 0.6
#: A gap of so much of the height is a space where the file has none there.
_BARE_SPACE = 0.5
#: A gap of so much parts columns.
_ALLEY = 1.5
_NUMERIC = frozenset("0123456789.,%")
_WHOLE = pattern(r"\.\d\d$")
_NUMBER = pattern(r"-?\d[\d,]*\.\d+")


class TextLine(NamedTuple):
    """A line of text with its left and right end, its base line and its height, in points.

    Where it may be one of a table without ruling lines, it is known how its words stand.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    standing: Standing | None = None


#: A word of a line: where it begins in the text, and its left and right end in points.
WordPlace = tuple[int, float, float]


def text_lines(runs: list[Run]) -> list[TextLine]:
    """The lines that runs of characters make, from top to bottom."""
    if len(runs) == 1:
        return [_line(runs)]
    return [_line(line) for line in _stacked(runs)]


def lines_with_runs(runs: list[Run]) -> list[tuple[TextLine, list[Run]]]:
    """The lines that runs of characters make, from top to bottom, each with its runs."""
    return [(_line(line), line) for line in _stacked(runs)]


def words_of(runs: list[Run]) -> list[WordPlace]:
    """The places of the words of a line that some runs make."""
    words: list[WordPlace] = []
    _line(runs, words)
    return words


def lines_of(runs: list[Run]) -> list[list[Run]]:
    """The runs of each line from top to bottom and from left to right, without characters that were printed twice."""
    found: list[list[Run]] = []
    for line in map(_ordered, _stacked(runs)):
        kept: list[Run] = []
        for run in line:
            if not (kept and _is_again(kept[-1], run)):
                kept.append(run)
        found.append(kept)
    return found


def _stacked(runs: list[Run]) -> list[list[Run]]:
    """The runs of each line, from top to bottom."""
    lines: list[list[Run]] = []
    base = size = 0.0
    for run in sorted(runs, key=_base):
        if lines and run.base - base <= SAME_LINE * min(size, run.size):
            lines[-1].append(run)
        else:
            lines.append([run])
            base, size = run.base, run.size
    return lines


_base = itemgetter(Run._fields.index("base"))


def _line(runs: list[Run], words: list[WordPlace] | None = None) -> TextLine:
    """A line of some runs; where ``words`` is given, it takes their places."""
    if len(runs) == 1:
        (run,) = runs
        if words is not None:
            words.append((0, run.x0, run.x1))
        return TextLine(run.text, run.x0, max(run.rights), run.base, run.size)
    runs = _ordered(runs)
    pieces: list[str] = []
    sizes: list[float] = []
    before: Run | None = None
    right = runs[0].x1
    for run in runs:
        sizes += [run.size] * len(run.text)
        if before is not None:
            if _is_again(before, run):
                continue
            gap = run.x0 - before.x1
            if gap > SPACE * run.size:
                if gap > _ALLEY * run.size:
                    pieces.append("  ")
                elif run.spaced or gap > _BARE_SPACE * run.size:
                    pieces.append(" ")
        if words is not None:
            if before is not None and not pieces[-1].isspace() and before.text[-1].isascii() == run.text[0].isascii():
                start, left, _ = words.pop()
                words.append((start, left, run.x1))
            else:
                words.append((sum(map(len, pieces)), run.x0, run.x1))
        pieces.append(run.text)
        before = run
        right = max(right, *run.rights)
    return TextLine("".join(pieces), runs[0].x0, right, runs[-1].base, median_low(sizes))


def _ordered(runs: list[Run]) -> list[Run]:
    """The runs of a line from left to right; where they run into one another, character by character."""
    runs = sorted(runs)
    if all(map(_follows, runs, runs[1:])):
        return runs
    return sorted(run.part(number, number + 1) for run in runs for number in range(len(run.text)))


def _follows(before: Run, run: Run) -> bool:
    """Whether a run stands behind another one, and is none that was printed twice."""
    return before.lefts[-1] < run.x0 and not _is_again(before, run)


def _is_again(before: Run, run: Run) -> bool:
    """Whether a run begins with the character that the one before ends with, at the same place."""
    last = before.lefts[-1]
    return before.text[-1] == run.text[0] and run.x0 - last < TWICE * (before.x1 - last)


def joined(lines: list[TextLine], left: float, right: float) -> str:
    """The text of a cell that reaches from ``left`` to ``right``: Chinese goes on without a space, words take one."""
    text = lines[0].text
    for number, line in enumerate(lines[1:]):
        text += _between(lines[number], line, left, right) + line.text
    return text


def _between(first: TextLine, second: TextLine, left: float, right: float) -> str:
    """What parts two lines of a cell."""
    end, start = first.text[-1], second.text[0]
    if end in _NUMERIC and start in _NUMERIC:
        if _WHOLE.search(first.text) and _NUMBER.match(second.text):
            return " "
        # A number goes on only where there was no room for it, else it is another one.
        token = len(second.text.split()[0]) * second.size / 2
        return "" if first.x1 - first.x0 + token > right - left - first.size else " "
    return " " if end.isascii() and start.isascii() and end.isalnum() and start.isalnum() else ""


def is_full(line: TextLine, left: float, right: float) -> bool:
    """Whether the line leaves no room for one more character between ``left`` and ``right``."""
    return right - line.x1 - min(max(line.x0 - left, 0.0), line.size) < line.size
