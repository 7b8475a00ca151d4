"""The indicators of a performance table whose cells are not known: an extractor left words and numbers in a row, or broken over lines.

The weight and the score of a row are the one thing that every form prints alike: two bare numbers side by side.  They
are found first; what stands between two such pairs is the rest of the row.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from ...model.performance import PerformanceTable
from ...named import NamedTuple
from ...startup import pattern
from .grid import OPERATOR
from .rows import GROUP, NO_SCORE, Draft, Reading, adds_up, total_of
from .sheet import Sheet, Span, unit_of

if TYPE_CHECKING:
    import regex

#: The bare numbers that end a row: at least two, parted by spaces or the ends of lines.
_PAIR = pattern(r"(?<!\S)\d[\d.]*+分?+(?:\s++\d[\d.]*+分?+(?!\S))++")
#: A bare number that ends its line after a cell that is none.
_LONE = pattern(r"[^\d\s.][ \t]+(\d[\d.]*)分?(?=\n|$)")
#: The number that ends a line.
_LAST = pattern(r"(?<=\s)(\d{1,2}(?:\.\d+)?)分?[ \t]*(?=\n|$)")
_BARE = pattern(r"\d+(?:\.\d*)?")
_MARK = pattern(rf"({OPERATOR.pattern})\s*(\d[\d,]*(?:\.\d*)?)")
_NUMBER = pattern(r"\d[\d,]*(?:\.\d*)?")
_TOTAL = pattern(r"(?<![^\s评])(?:总\s*得?\s*分|合\s*计|总\s*计)(?:\s*[（(][^）)]{0,8}[）)])?[：:]?(?=\s*\d)")
#: What it begins with, the surer first.
_TOTALS = "总合"
_HEADER = pattern(r"(实际完成|完成值|完成情况|实际值|实现值)|(分值权重|分值|权重)|(得分|评分)")
_DATE = pattern(r"(?:19|20)\d\d\s*(?:年|[-./]\d{1,2}[-./]\d)")
#: What makes two numbers a range, or the second one negative.
_RANGE = frozenset("-－−~～—至")
_UNITS_NEXT = frozenset("年月日元人万亿个家次%％/")
#: What may stand between the numbers of a total.
_BETWEEN = " \n\t分—-－/\u3000"
#: No more readings of broken rows than this are weighed against each other, and no more numbers in a run are looked at.
_MOST = 256
_LONGEST = 12
#: A head whose cells are broken may begin so many lines above its 一级指标.
_ABOVE = 3
#: Heads that name weights alone, or weights before what was done.
_WEIGHTS_ONLY, _WEIGHT_FIRST = "weights only", "weight first"
_STOP = "。"
_GROUP = "指标"


class _Run(NamedTuple):
    """The numbers ``start`` to ``end`` that end a row which begins after ``low``: the ways to read them, the most natural first."""

    low: int
    start: int
    end: int
    pairs: list[tuple[Span, Span]]


def flow(sheet: Sheet, table: PerformanceTable, start: int) -> Iterator[Reading]:
    """The rows from ``start`` on."""
    text = sheet.text
    found = _find_total(text, start)
    stop = found.start() if found is not None else len(text)
    runs = list(_runs(text, start, stop))
    shape = _shape_above(sheet, start, stop, runs)
    if shape == _WEIGHTS_ONLY:
        yield from _planned(sheet, table, start, stop)
    if not runs or shape in (_WEIGHT_FIRST, _WEIGHTS_ONLY):
        return
    weight, score = total_of(_total(text, found.end()), sheet) if found is not None else (None, None)
    alone = any(text[lone.end() : lone.end() + 4].lstrip()[:1] not in _UNITS_NEXT for lone in _LONE.finditer(text, start, stop))
    natural = Reading([_draft(text, run, *run.pairs[0]) for run in runs], weight, score, NO_SCORE if alone else None, ordered=bool(shape))
    reading = _that_adds_up(sheet, table, natural, runs) or natural
    yield reading._replace(groups=_groups(sheet, start, stop, runs, reading.rows))


def _shape_above(sheet: Sheet, start: int, stop: int, runs: list[_Run]) -> str:
    """The shape of the head, which may begin a few lines above the first row."""
    first = _LAST.search(sheet.text, start, stop)
    end = min(runs[0].start if runs else stop, first.start() if first is not None else stop)
    above = sheet.starts[max(0, sheet.line(start) - _ABOVE)]
    return _shape(sheet.text[start:end]) or _shape(sheet.text[above:end])


def _that_adds_up(sheet: Sheet, table: PerformanceTable, natural: Reading, runs: list[_Run]) -> Reading | None:
    """The first way to read broken rows under which weights and scores add up; ``None`` for none, or where there are too many."""
    if not 1 < prod(len(run.pairs) for run in runs) <= _MOST:
        return None
    for pairs in product(*(run.pairs for run in runs)):
        rows = [row._replace(weight=own, score=got) for row, (own, got) in zip(natural.rows, pairs, strict=True)]
        if adds_up(sheet, table, natural._replace(rows=rows)):
            return natural._replace(rows=[_draft(sheet.text, run, *pair) for run, pair in zip(runs, pairs, strict=True)])
    return None


def _planned(sheet: Sheet, table: PerformanceTable, start: int, stop: int) -> Iterator[Reading]:
    """Weights without scores: the last number of each row, if they make what they should."""
    rows = []
    low = start
    for last in _LAST.finditer(sheet.text, start, stop):
        rows.append(Draft(_name(sheet.text, low, last.start(1)), Span(*last.span(1), "分")))
        low = last.end()
    reading = Reading(rows)
    if rows and adds_up(sheet, table, reading):
        yield reading


def _runs(text: str, start: int, stop: int) -> Iterator[_Run]:
    end = start
    for match in _PAIR.finditer(text, start, stop):
        first = match.start()
        low = max(end, text.find("\n", end, first))
        end = _without_remark(text, first, match.end())
        yield _Run(low, first, end, _pairs(text, first, end))


def _without_remark(text: str, start: int, end: int) -> int:
    """The end of a run without the number that begins the remark on its next line: 8 5.33, 9 月招聘人员."""
    line = text.rfind("\n", start, end)
    if line < 0 or not text[end : end + 2].strip(" \t\n") or text[end : end + 1] == "\n":
        return end
    kept = text[start:line].rstrip()
    alone = len(text[line:end].split()) == 1 and len(kept.rpartition("\n")[2].split()) > 1
    return start + len(kept) if alone else end


def _find_total(text: str, start: int) -> "regex.Match[str] | None":
    """The row 总分 (or 合计), which is the last."""
    for first in _TOTALS:
        at = len(text)
        while (at := text.rfind(first, start, at)) >= 0:
            match = _TOTAL.match(text, at)
            if match is not None:
                return match
    return None


@lru_cache(maxsize=256)
def _shape(header: str) -> str:
    """``usual`` where the header ends in 实际完成值 | 分值 | 得分, "" where it does not tell."""
    order = "".join([str(match.lastindex) for match in _HEADER.finditer("".join(header.split()))])
    if "123" in order or order.endswith("23") and order.count("2") == 1:
        return "usual"
    return _WEIGHTS_ONLY if set(order) == {"2"} else _WEIGHT_FIRST if "213" in order else ""


def _pairs(text: str, start: int, end: int) -> list[tuple[Span, Span]]:
    """The last two numbers of one line are the weight and the score; where each stands alone, the last two of all."""
    cells = [Span(*bare.span(), "分") for bare in _BARE.finditer(text, start, end)][-_LONGEST:]
    last = len(cells) - 2
    broken = ["\n" in text[one.end : two.start] for one, two in zip(cells, cells[1:], strict=False)]
    at = next((i for i in range(last, -1, -1) if not broken[i]), last)
    pairs = [(cells[i], cells[i + 1]) for i in [at, *(i for i in range(last, -1, -1) if i != at)]]
    for i in [i for i, apart in enumerate(broken) if apart]:
        whole = cells[i]._replace(end=cells[i + 1].end)
        if text[whole.start : whole.end].count(".") < 2 and len(cells) > 2:
            pairs.append((*[*cells[:i], whole, *cells[i + 2 :]][-2:],))  # type: ignore[arg-type]
    return pairs


def _total(text: str, start: int) -> list[Span]:
    """总分 100 78.13 分: the numbers up to the next words, those of whole lines."""
    cells: list[Span] = []
    at, stop = start, text.find("\n", start + 60)
    for bare in _NUMBER.finditer(text, start, stop if stop >= 0 else len(text)):
        if text[at : bare.start()].strip(_BETWEEN):
            break
        if cells and text[at - 1] == "." and text[at : bare.start()].isspace() and bare.group().isdigit():
            cells[-1] = cells[-1]._replace(end=bare.end())
        else:
            cells.append(Span(*bare.span()))
        at = bare.end()
    return cells


# -- the rest of a row ----------------------------------------------------------------------------------------------


def _draft(text: str, run: _Run, weight: Span, score: Span) -> Draft:
    """A row with its name, target and actual, as far as these are numbers."""
    operator, target, actual, end = _values(text, run.low, weight.start)
    stop = text.find("\n", score.end)
    remark = Span(score.end, stop if stop >= 0 else len(text))
    if target is None or actual is None or _DATE.match(text, target.start) or _DATE.match(text, actual.start):
        return Draft(_name(text, run.low, end), weight, score, remark=remark)
    return Draft(_name(text, run.low, end), weight, score, operator, target, actual, remark=remark)


def _values(text: str, low: int, high: int) -> tuple[str, Span | None, Span | None, int]:
    """Operator, target and actual of a row, and where its name ends."""
    marks = list(_MARK.finditer(text, low, high))
    if not marks:
        target, actual = _unmarked(text, low, high)
        return "", target, actual, high if target is None else target.start
    first = last = marks[-1]
    if len(marks) > 1 and last[1] in ("=", "＝"):
        first = marks[-2]
        target, actual = _whole_number(text, first, last.start()), _whole_number(text, last, high)
    else:
        target, actual = _single(text, first, high)
    return first[1], target, actual, first.start()


def _whole_number(text: str, mark: "regex.Match[str]", high: int) -> Span | None:
    """A number with all that follows it up to ``high``: its own digits on the next line, and its unit."""
    start, end = mark.span(2)
    rest = text[end:high]
    more = rest.lstrip()
    if more[:1].isdigit():
        found = _NUMBER.match(text, end + len(rest) - len(more))
        if found is None or "\n" not in text[end : found.start()] or (text[start:end] + found.group()).count(".") > 1:
            return None
        end = found.end()
        more = text[end:high]
    return Span(start, end, unit_of(more))


def _single(text: str, mark: "regex.Match[str]", high: int) -> tuple[Span | None, Span | None]:
    """>=2.45 万人 工作计划 3.17 万人: the target is marked; of several numbers after it the actual is of its unit."""
    numbers = _numbers(text, *mark.span(2), high)
    afters = [number.start for number in numbers[1:]] + [high]
    target, *spans = [span._replace(unit=unit_of(text[span.end : after])) for span, after in zip(numbers, afters, strict=True)]
    if not spans or text[spans[0].start - 1] in _RANGE:
        return None, None
    like = [span for span in spans if span.unit == target.unit]
    if len(spans) > 1 and len(like) != 1:
        return None, None
    return target, like[0] if like else spans[0]


def _numbers(text: str, start: int, end: int, high: int) -> list[Span]:
    """The number at ``start`` and those after it, with those joined that the end of a line broke.

    The first two stay apart where nothing else could be the actual.
    """
    found = [Span(start, end)]
    rest = [Span(*match.span()) for match in _NUMBER.finditer(text, end, high)]
    for number, span in enumerate(rest, 1):
        last = found[-1]
        gap = text[last.end : span.start]
        apart = len(found) == 1 and number == len(rest) and text[last.end - 1] != "."
        if gap.isspace() and "\n" in gap and not apart and (text[last.start : last.end] + text[span.start : span.end]).count(".") < 2:
            found[-1] = last._replace(end=span.end)
        else:
            found.append(span)
    return found


def _unmarked(text: str, low: int, high: int) -> tuple[Span | None, Span | None]:
    """100% 98% without any sign: two numbers of one unit at the end of the row."""
    numbers = list(_NUMBER.finditer(text, max(low, high - 60), high))
    if len(numbers) < 2:
        return None, None
    target, actual = numbers[-2:]
    unit = unit_of(text[actual.end() : high])
    if unit in ("", "?") or unit_of(text[target.end() : actual.start()]) != unit:
        return None, None
    if text[target.start() - 1] in _RANGE or text[actual.start() - 1] in _RANGE:
        return None, None
    return Span(*target.span(), unit), Span(*actual.span(), unit)


def _name(text: str, low: int, high: int) -> str:
    """The words of a row before its numbers, without the names of the groups that it stands in."""
    words = "".join(text[low:high].split())
    words = words.rpartition(_STOP)[2] or words
    return (words.rpartition(_GROUP)[2] or words)[-30:]


def _groups(sheet: Sheet, start: int, stop: int, runs: list[_Run], rows: list[Draft]) -> dict[Span, tuple[str, list[int]]]:
    """产出指标（50分） heads rows that make 50; in a merged cell its words may stand beside any of them.

    Which rows those are is known only where every head has just the rows that make its weight and none is left over.
    """
    taken = {span.start for row in rows for span in (row.weight, row.score) if span is not None}
    heads: dict[str, Span] = {}
    for match in GROUP.finditer(sheet.text, start, stop):
        if match.start(2) not in taken:
            heads.setdefault(f"{match[1]}指标", Span(*match.span(2), "分"))
    groups: dict[Span, tuple[str, list[int]]] = {}
    at = 0
    for label, span in heads.items():
        members: list[int] = []
        made, whole = Decimal(0), sheet.value(span)
        while at < len(rows) and made < whole:
            made += sheet.value(rows[at].weight)
            members.append(at)
            at += 1
        groups[span] = label, members if made == whole else []
    if at < len(rows) or not all(members for _, members in groups.values()):
        return {span: (label, []) for span, (label, _) in groups.items()}
    return groups
