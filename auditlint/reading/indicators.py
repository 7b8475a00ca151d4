"""The indicators of a performance table: name, target, actual, weight and score, however their cells are broken.

The weight and the score of a row are the one thing that every form prints alike: two bare numbers side by side.  They
are found first; what stands between two such pairs is the rest of the row.
"""

from decimal import Decimal
from itertools import product
from typing import NamedTuple

import regex

from ..model.performance import Indicator, PerformanceTable, WeightGroup
from .sheet import Sheet, settle, unit_of

#: Bare numbers in neighbouring cells.
_RUN = regex.compile(r"(?<!\S)\d+(?:\.\d*)?分?(?:\s+\d+(?:\.\d*)?分?)*(?!\S)")
_BARE = regex.compile(r"\d+(?:\.\d*)?")
_MARK = regex.compile(r"([><≥≤=﹥﹤≧≦]=?|不低于|不少于|不小于|不超过|不高于|不大于|不多于)\s*(\d[\d,]*(?:\.\d*)?)")
_NUMBER = regex.compile(r"\d[\d,]*(?:\.\d*)?")
_TOTAL = regex.compile(r"(?<!\S)(?:自\s*评\s*)?(?:总\s*得?\s*分|合\s*计|总\s*计)(?:\s*[（(][^）)]{0,8}[）)])?[：:]?(?=\s*\d)")
_GROUP = regex.compile(r"(产出|成本|效益|满意度|过程|决策|运行成本|管理效率|履职效能|社会效应)指标\s*[（(]\s*(\d+)\s*分?\s*[）)]")
_HEADER = regex.compile(r"(实际完成|完成值|完成情况|实际值|实现值)|(分值权重|分值|权重)|(得分|评分)")
_OPERATORS = {
    "≥": ">=", "≧": ">=", ">=": ">=", "不低于": ">=", "不少于": ">=", "不小于": ">=", "≤": "<=", "≦": "<=", "<=": "<=", "不超过": "<=",
    "不高于": "<=", "不大于": "<=", "不多于": "<=", "=": "=", "==": "=", ">": ">", "﹥": ">", "<": "<", "﹤": "<", "=>": ">=", "=<": "<=",
    "≥=": ">=", "≤=": "<=",
}  # fmt: skip
_DATE = regex.compile(r"(?:19|20)\d\d\s*(?:年|[-./]\d{1,2}[-./]\d)")
_UNITS_NEXT = frozenset("年月日元人万亿个家次%％/")
_MOST = 256


class Span(NamedTuple):
    """A number of the sheet: where it stands (it may be broken across lines), and its unit."""

    start: int
    end: int
    unit: str


class Pair(NamedTuple):
    """A weight and a score; ``extra`` is a bare number just before them, ``spare`` those left over."""

    weight: Span
    score: Span
    extra: Span | None


class Run(NamedTuple):
    """Bare numbers side by side: the row that they end, read in every way, the most natural first."""

    start: int
    end: int
    readings: list[Pair]


def read_indicators(sheet: Sheet, table: PerformanceTable, start: int, end: int) -> None:
    """Read the rows of ``sheet.text[start:end]`` into ``table``."""
    text = sheet.text
    stop = end
    for match in _TOTAL.finditer(text, start, end):
        stop = match.start()
        total_at = match.end()
    runs, lone = _runs(text, start, stop)
    if not runs:
        return
    shape = _shape(text[start : runs[0].start])
    if stop < end:
        _read_total(sheet, table, total_at, end)
    pairs = _choose(sheet, table, runs, shape)
    if not pairs:
        return
    low = start
    for number, (run, pair) in enumerate(zip(runs, pairs, strict=True)):
        after = runs[number + 1].start if number + 1 < len(runs) else stop
        line_end = text.find("\n", run.end, after)
        row = _row(sheet, low, run, pair)
        row.remark = text[run.end : line_end if line_end >= 0 else run.end].strip()
        table.indicators.append(row)
        low = max(run.end, line_end)
    if shape != "usual":
        table.doubt = "表头的列序不能确定"
    elif lone:
        table.doubt = "有的行没有同时印出分值与得分"
    settle(table.weights)
    settle(table.scores + ([table.total_score] if table.total_score is not None else []))
    _read_groups(sheet, table, start, stop, runs)


def _runs(text: str, start: int, stop: int) -> tuple[list[Run], bool]:
    """The runs of bare numbers, and whether some number stands alone at the end of its line."""
    runs: list[Run] = []
    lone = False
    for match in _RUN.finditer(text, start, stop):
        first, last = match.span()
        cells = [Span(*bare.span(), "分") for bare in _BARE.finditer(text, first, last)]
        if len(cells) > 1:
            runs.append(Run(first, last, _readings(text, cells)))
        elif text[last : last + 1] == "\n" and text[first - 1] != "\n":
            lone = lone or text[last : last + 4].lstrip()[:1] not in _UNITS_NEXT
    return runs, lone


def _readings(text: str, cells: list[Span]) -> list[Pair]:
    """The last two numbers of one line are the weight and the score; where each stands alone, the last two of all."""
    if len(cells) == 2:
        return [Pair(cells[0], cells[1], None)]
    at = len(cells) - 2
    for i in range(len(cells) - 2, -1, -1):
        if "\n" not in text[cells[i].end : cells[i + 1].start]:
            at = i
            break
    order = [at, *(i for i in range(len(cells) - 2, -1, -1) if i != at)]
    readings = [Pair(cells[i], cells[i + 1], cells[i - 1] if i else None) for i in order]
    for i in range(len(cells) - 1):
        if "\n" in text[cells[i].end : cells[i + 1].start]:
            merged = [*cells[:i], Span(cells[i].start, cells[i + 1].end, "分"), *cells[i + 2 :]]
            if "." in text[cells[i].start : cells[i].end] and "." in text[cells[i + 1].start : cells[i + 1].end]:
                continue
            readings.append(Pair(merged[-2], merged[-1], merged[-3] if len(merged) > 2 else None))
    return readings


def _shape(header: str) -> str:
    """``usual`` where the header ends in 实际完成值 | 分值 | 得分, "" where it does not tell."""
    squeezed = "".join(header.split())
    order = "".join(str(match.lastindex) for match in _HEADER.finditer(squeezed))
    if "123" in order or order.endswith("23") and order.count("2") == 1:
        return "usual"
    return "weight-first" if "213" in order else ""


def _choose(sheet: Sheet, table: PerformanceTable, runs: list[Run], shape: str) -> list[Pair]:
    """The reading of every row under which the weights make the total and the scores add up, or the natural one."""
    natural = [run.readings[0] for run in runs]
    if shape == "weight-first":
        return []
    many = 1
    for run in runs:
        many *= len(run.readings)
    if many == 1 or many > _MOST or _adds_up(sheet, table, natural):
        return natural
    for pairs in product(*(run.readings for run in runs)):
        if _adds_up(sheet, table, list(pairs)):
            return list(pairs)
    return natural


def _adds_up(sheet: Sheet, table: PerformanceTable, pairs: list[Pair]) -> bool:
    own = table.total
    weight = own.weight.value if own is not None and own.weight is not None else Decimal(0)
    score = own.score.value if own is not None and own.score is not None else Decimal(0)
    weights = weight + sum(_value(sheet.text, pair.weight) for pair in pairs)
    scores = score + sum(_value(sheet.text, pair.score) for pair in pairs)
    whole = table.total_weight.value if table.total_weight is not None else Decimal(100)
    return weights == whole and (table.total_score is None or scores == table.total_score.value)


def _value(text: str, span: Span) -> Decimal:
    return Decimal("".join(text[span.start : span.end].split()).rstrip("."))


def _read_total(sheet: Sheet, table: PerformanceTable, start: int, end: int) -> None:
    """总分 100 78.13 分: the numbers up to the next words."""
    cells: list[tuple[int, int]] = []
    at = start
    for bare in _NUMBER.finditer(sheet.text, start, min(end, start + 60)):
        if sheet.text[at : bare.start()].strip(" \n\t分—-－/\u3000"):
            break
        if cells and sheet.text[cells[-1][1] - 1] == ".":
            cells[-1] = cells[-1][0], bare.end()
        else:
            cells.append(bare.span())
        at = bare.end()
    if len(cells) == 2:
        table.total_weight = sheet.figure(*cells[0], "分", "分值", "总分")
        table.total_score = sheet.figure(*cells[1], "分", "得分", "总分")
    elif len(cells) == 1 and sheet.text[slice(*cells[0])] == "100":
        table.total_weight = sheet.figure(*cells[0], "分", "分值", "总分")
    elif cells:
        table.total_score = sheet.figure(*cells[0], "分", "得分", "总分")


def _row(sheet: Sheet, low: int, run: Run, pair: Pair) -> Indicator:
    high = pair.extra.start if pair.extra is not None else pair.weight.start
    operator, target, actual, name_end = _values(sheet.text, low, high, pair.extra)
    name = _name(sheet.text, low, name_end)
    indicator = Indicator(
        name,
        sheet.figure(pair.weight.start, pair.weight.end, "分", "分值", name),
        sheet.figure(pair.score.start, pair.score.end, "分", "得分", name),
    )
    if target is not None and actual is not None:
        indicator.operator = operator
        if "?" in (target.unit, actual.unit):
            indicator.reason = "没有认出指标值或完成值的单位"
        indicator.target = sheet.figure(target.start, target.end, target.unit.strip("?"), "指标值", name)
        indicator.actual = sheet.figure(actual.start, actual.end, actual.unit.strip("?"), "完成值", name)
    return indicator


def _values(text: str, low: int, high: int, extra: Span | None) -> tuple[str, Span | None, Span | None, int]:
    """Operator, target and actual of a row, as far as they are numbers, and where its name ends."""
    marks = list(_MARK.finditer(text, low, high))
    if not marks:
        target, actual = _unmarked(text, low, high, extra)
        return "", target, actual, high if target is None else target.start
    first = last = marks[-1]
    if len(marks) > 1 and last.group(1) == "=":
        first = marks[-2]
        target = _whole_number(text, first, last.start())
        actual = _whole_number(text, last, high)
    else:
        target, actual = _single(text, first, high, extra)
    if target is None or actual is None or _DATE.match(text, target.start) or _DATE.match(text, actual.start):
        return "", None, None, first.start()
    return _OPERATORS.get(first.group(1), "="), target, actual, first.start()


def _whole_number(text: str, mark: regex.Match[str], high: int) -> Span | None:
    """A number with all that follows it up to ``high``: its own digits on the next line, and its unit."""
    start, end = mark.span(2)
    rest = text[end:high]
    more = rest.lstrip()
    if more[:1].isdigit():
        found = _NUMBER.match(text, end + len(rest) - len(more))
        if found is None or "\n" not in text[end : found.start()] or found.group().count(".") + text[start:end].count(".") > 1:
            return None
        end = found.end()
        more = text[end:high]
    return Span(start, end, unit_of("".join(more.split())))


def _single(text: str, mark: regex.Match[str], high: int, extra: Span | None) -> tuple[Span | None, Span | None]:
    """>=2.45 万人 工作计划 3.17 万人: the target is marked, the actual is the last number after it."""
    start, end = mark.span(2)
    numbers = list(_NUMBER.finditer(text, end, high))
    if numbers and not text[end : numbers[0].start()].strip():
        broken = "\n" in text[end : numbers[0].start()]
        if text[end - 1] == "." or (broken and len(numbers) + (extra is not None) > 1):
            end = numbers.pop(0).end()
    if numbers and extra is None:
        last = numbers[-1]
        unit = unit_of("".join(text[last.end() : high].split()))
        actual = Span(last.start(), last.end(), unit)
    elif extra is not None and not numbers:
        actual = Span(extra.start, extra.end, "")
    else:
        return None, None
    stop = numbers[0].start() if numbers else high
    return Span(start, end, unit_of("".join(text[end:stop].split()))), actual


def _unmarked(text: str, low: int, high: int, extra: Span | None) -> tuple[Span | None, Span | None]:
    """100% 98% without any sign: two numbers of one unit at the end of the row."""
    low = max(low, high - 60)
    numbers = list(_NUMBER.finditer(text, low, high))
    if extra is not None or len(numbers) < 2:
        return None, None
    target, actual = numbers[-2:]
    unit = "".join(text[actual.end() : high].split())
    if not unit or "".join(text[target.end() : actual.start()].split()) != unit or unit_of(unit) in ("", "?"):
        return None, None
    if _DATE.match(text, target.start()):
        return None, None
    unit = unit_of(unit)
    return Span(target.start(), target.end(), unit), Span(actual.start(), actual.end(), unit)


def _name(text: str, low: int, high: int) -> str:
    """The words of a row before its numbers, without the names of the groups that it stands in."""
    words = "".join(text[low:high].split())
    words = words.rpartition("。")[2] or words
    return (words.rpartition("指标")[2] or words)[-30:]


def _read_groups(sheet: Sheet, table: PerformanceTable, start: int, stop: int, runs: list[Run]) -> None:
    text = sheet.text
    if "指标（" not in text and "指标(" not in text:
        return
    for match in _GROUP.finditer(text, start, stop):
        row = sum(run.end <= match.start() for run in runs)
        weight = sheet.figure(*match.span(2), "分", "分值", f"{match.group(1)}指标")
        if not any(group.weight.label == weight.label for group in table.groups):
            table.groups.append(WeightGroup(weight, row))
