"""The indicators of a performance table: name, target, actual, weight and score, however their cells are broken.

The weight and the score of a row are the one thing that every form prints alike: two bare numbers side by side.  They
are found first; what stands between two such pairs is the rest of the row.
"""

from decimal import Decimal
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import regex

from ..model.performance import Indicator, PerformanceTable, WeightGroup
from ..startup import pattern
from .sheet import Sheet, incomparable, settle, unit_of

#: A bare number that ends its line after a cell that is none.
_LONE = pattern(r"[^\d\s.][ \t]+\d[\d.]*(?=\n)")
_BARE = pattern(r"\d+(?:\.\d*)?")
#: A whole row whose target and actual are numbers, >=26 人 =17 人 9 5.88; or only the bare numbers that end a row.
_ROW = pattern(
    r"(?:([><≥≤=＝＞＜]=?)\s*(\d[\d,]*+(?:\.\d++)?%?+)([^\d><≥≤=＝＞＜.]*)[=＝]?(\d[\d,]*+(?:\.\d++)?%?+)([^\d><≥≤=＝＞＜.]*)"
    r"\s(\d{1,3}+(?:\.\d++)?)分?\s+(\d{1,3}+(?:\.\d++)?)分?(?!\S)(?![ \t]+\d[\d.]*(?!\S)))"
    r"|(?<!\S)\d[\d.]*分?(?:\s+\d[\d.]*分?)+(?!\S)"
)
_MARK = pattern(r"([><≥≤=＝＞＜﹥﹤≧≦]=?|不低于|不少于|不小于|不超过|不高于|不大于|不多于)\s*(\d[\d,]*(?:\.\d*)?)")
_NUMBER = pattern(r"\d[\d,]*(?:\.\d*)?")
_TOTAL = pattern(r"(?<![^\s评])(?:总\s*得?\s*分|合\s*计|总\s*计)(?:\s*[（(][^）)]{0,8}[）)])?[：:]?(?=\s*\d)")
_GROUP = pattern(r"(产出|成本|效益|满意度|过程|决策|运行成本|管理效率|履职效能|社会效应)指标\s*[（(]\s*(\d+)\s*分?\s*[）)]")
_HEADER = pattern(r"(实际完成|完成值|完成情况|实际值|实现值)|(分值权重|分值|权重)|(得分|评分)")
_DATE = pattern(r"(?:19|20)\d\d\s*(?:年|[-./]\d{1,2}[-./]\d)")
_OPERATORS = {
    "≥": ">=", "≧": ">=", ">=": ">=", "不低于": ">=", "不少于": ">=", "不小于": ">=", "≤": "<=", "≦": "<=", "<=": "<=", "不超过": "<=",
    "不高于": "<=", "不大于": "<=", "不多于": "<=", "=": "=", "==": "=", ">": ">", "﹥": ">", "<": "<", "﹤": "<", "=>": ">=", "=<": "<=",
    "≥=": ">=", "≤=": "<=", "＞": ">", "＜": "<", "＝": "=", "＞=": ">=", "＜=": "<=",
}  # fmt: skip
#: What makes two numbers a range, or the second one negative.
_RANGE = frozenset("-－−~～—至")
_UNITS_NEXT = frozenset("年月日元人万亿个家次%％/")
#: No more readings of broken rows than this are weighed against each other.
_MOST = 256


class Span(NamedTuple):
    """A number of the sheet: where it stands (it may be broken across lines), and its unit."""

    start: int
    end: int
    unit: str


class Pair(NamedTuple):
    """A weight and a score; ``extra`` is a bare number just before them."""

    weight: Span
    score: Span
    extra: Span | None


class Draft(NamedTuple):
    """A row before its figures are made: it begins after ``low`` and ends with the numbers ``start`` to ``end``.

    ``match`` is the whole row where its shape is the usual one; ``readings`` are the ways to read its last numbers, the
    most natural first.
    """

    low: int
    start: int
    end: int
    match: regex.Match[str] | None
    readings: list[Pair]


def read_indicators(sheet: Sheet, table: PerformanceTable, start: int, end: int) -> None:
    """Read the rows of ``sheet.text[start:end]`` into ``table``."""
    text = sheet.text
    found = _find_total(text, start, end)
    stop = found.start() if found is not None else end
    drafts = _drafts(text, start, stop)
    if not drafts:
        return
    first = drafts[0]
    shape = _shape(text[start : first.match.start() if first.match is not None else first.start])
    if shape == "weight-first":
        return
    if found is not None:
        _read_total(sheet, table, found.end(), end)
    if any(len(draft.readings) > 1 for draft in drafts):
        drafts = _choose(sheet, table, drafts)
    for draft in drafts:
        table.indicators.append(_row(sheet, draft) if draft.match is None else _usual_row(sheet, draft.low, draft.match))
    for draft, row in zip(drafts, table.indicators, strict=True):
        row.remark = text[draft.end : max(draft.end, text.find("\n", draft.end, stop))].strip()
    settle(table.weights)
    settle(table.scores + ([table.total_score] if table.total_score is not None else []))
    if not shape:
        table.doubt = "表头的列序不能确定"
    elif not _adds_up(table) and _has_lone(text, start, stop):
        table.doubt = "有的行没有同时印出分值与得分"
    if "指标（" in text or "指标(" in text:
        _read_groups(sheet, table, start, stop, drafts)


def _drafts(text: str, start: int, stop: int) -> list[Draft]:
    """Every row: those of the usual shape, and those of which only the last numbers are like others."""
    drafts: list[Draft] = []
    end = start
    for match in _ROW.finditer(text, start, stop):
        first = match.start()
        low = max(end, text.find("\n", end, first))
        end = match.end()
        target = match[2]
        if target is not None and not (_DATE.match(text, match.start(2)) or text[match.start(4) - 1] in _RANGE):
            drafts.append(Draft(low, match.start(6), end, match, []))
            continue
        if target is not None:
            first = match.start(6)
        end = _without_remark(text, first, end)
        drafts.append(Draft(low, first, end, None, _readings(text, first, end)))
    return drafts


def _without_remark(text: str, start: int, end: int) -> int:
    """The end of a run without the number that begins the remark on its next line: 8 5.33, 9 月招聘人员."""
    line = text.rfind("\n", start, end)
    if line < 0 or not text[end : end + 2].strip(" \t\n") or text[end : end + 1] == "\n":
        return end
    kept = text[start:line].rstrip()
    alone = len(text[line:end].split()) == 1 and len(kept.rpartition("\n")[2].split()) > 1
    return start + len(kept) if alone else end


def _has_lone(text: str, start: int, stop: int) -> bool:
    return any(text[m.end() : m.end() + 4].lstrip()[:1] not in _UNITS_NEXT for m in _LONE.finditer(text, start, stop))


def _find_total(text: str, start: int, end: int) -> regex.Match[str] | None:
    """The row 总分 (or 合计), which is the last."""
    for first in "总合":
        at = end
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
    return "weight-first" if "213" in order else ""


# -- weights and scores ---------------------------------------------------------------------------------------------


def _choose(sheet: Sheet, table: PerformanceTable, drafts: list[Draft]) -> list[Draft]:
    """The readings under which the weights make the total and the scores add up, or the natural ones."""
    text = sheet.text
    choices = [
        draft.readings if draft.match is None else [_last(draft.match)]
        for draft in drafts
    ]  # fmt: skip
    many = 1
    for choice in choices:
        many *= len(choice)
    if many > _MOST:
        return drafts
    own = table.total
    whole = table.total_weight.value if table.total_weight is not None else Decimal(100)
    for pairs in product(*choices):
        weights = own.weight.value if own is not None and own.weight is not None else Decimal(0)
        scores = own.score.value if own is not None and own.score is not None else Decimal(0)
        for pair in pairs:
            weights += _value(text, pair.weight)
            scores += _value(text, pair.score)
        if weights == whole and (table.total_score is None or scores == table.total_score.value):
            return [draft._replace(readings=[pair]) for draft, pair in zip(drafts, pairs, strict=True)]
    return drafts


def _last(match: regex.Match[str]) -> Pair:
    """The weight and the score of a row of the usual shape."""
    return Pair(Span(match.start(6), match.end(6), "分"), Span(match.start(7), match.end(7), "分"), None)


def _adds_up(table: PerformanceTable) -> bool:
    whole = table.total_weight.value if table.total_weight is not None else Decimal(100)
    weights = sum([figure.value for figure in table.weights], Decimal(0))
    return weights == whole and (
        table.total_score is None or sum([figure.value for figure in table.scores], Decimal(0)) == table.total_score.value
    )


def _readings(text: str, start: int, end: int) -> list[Pair]:
    """The last two numbers of one line are the weight and the score; where each stands alone, the last two of all."""
    cells = [Span(bare.start(), bare.end(), "分") for bare in _BARE.finditer(text, start, end)]
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
            if "." in text[cells[i].start : cells[i].end] and "." in text[cells[i + 1].start : cells[i + 1].end]:
                continue
            merged = [*cells[:i], Span(cells[i].start, cells[i + 1].end, "分"), *cells[i + 2 :]]
            readings.append(Pair(merged[-2], merged[-1], merged[-3] if len(merged) > 2 else None))
    return readings


def _value(text: str, span: Span) -> Decimal:
    return Decimal("".join(text[span.start : span.end].split()).rstrip("."))


def _read_total(sheet: Sheet, table: PerformanceTable, start: int, end: int) -> None:
    """总分 100 78.13 分: the numbers up to the next words."""
    cells: list[tuple[int, int]] = []
    at = start
    for bare in _NUMBER.finditer(sheet.text, start, min(end, start + 60)):
        if sheet.text[at : bare.start()].strip(" \n\t分—-－/\u3000"):
            break
        if cells and sheet.text[cells[-1][1] - 1] == "." and sheet.text[at : bare.start()].isspace() and bare.group().isdigit():
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


# -- the rest of a row ----------------------------------------------------------------------------------------------


def _usual_row(sheet: Sheet, low: int, match: regex.Match[str]) -> Indicator:
    """A row of the usual shape."""
    operator, target, between, actual, after, weight, score = match.groups()
    name = _name(sheet.text, low, match.start())
    unit = "%" if target[-1] == "%" else unit_of(between)
    other = "%" if actual[-1] == "%" else _of_target(unit_of(after), unit, actual)
    find = sheet.document.text.find
    take = sheet.take
    # Only spaces and words without digits stand between these numbers, so the next one found is the next one meant.
    at = sheet.offset(match.start(2), target)
    first = take(at, target, unit if unit != "?" else "", "指标值", name)
    at = find(actual, at + len(target))
    second = take(at, actual, other if other != "?" else "", "完成值", name)
    at = find(weight, at + len(actual))
    third = take(at, weight, "分", "分值", name)
    row = Indicator(name, third, take(find(score, at + len(weight)), score, "分", "得分", name))
    row.operator, row.target, row.actual = _OPERATORS.get(operator, "="), first, second
    if unit != other or unit == "?":
        row.reason = first.reason = second.reason = incomparable(unit, other)
    return row


def _of_target(unit: str, target: str, actual: str) -> str:
    """The unit of an actual: one that is not printed is that of the target, unless 0.98 may stand for 98%."""
    return target if not unit and (target != "%" or Decimal(actual.replace(",", "")) > 2) else unit


def _row(sheet: Sheet, draft: Draft) -> Indicator:
    """Any other row: target and actual broken across lines, without signs, in words, or dates."""
    pair = draft.readings[0]
    high = pair.extra.start if pair.extra is not None else pair.weight.start
    operator, target, actual, name_end = _values(sheet.text, draft.low, high, pair.extra)
    name = _name(sheet.text, draft.low, name_end)
    if target is not None and actual is not None:
        first = sheet.figure(target.start, target.end, target.unit.strip("?"), "指标值", name)
        second = sheet.figure(actual.start, actual.end, actual.unit.strip("?"), "完成值", name)
    weight = sheet.figure(pair.weight.start, pair.weight.end, "分", "分值", name)
    row = Indicator(name, weight, sheet.figure(pair.score.start, pair.score.end, "分", "得分", name))
    if target is not None and actual is not None:
        row.operator, row.target, row.actual = operator, first, second
        row.reason = first.reason = second.reason = incomparable(target.unit, actual.unit)
    return row


def _values(text: str, low: int, high: int, extra: Span | None) -> tuple[str, Span | None, Span | None, int]:
    """Operator, target and actual of a row, as far as they are numbers, and where its name ends."""
    marks = list(_MARK.finditer(text, low, high))
    if not marks:
        target, actual = _unmarked(text, low, high, extra)
        return "", target, actual, high if target is None else target.start
    first = last = marks[-1]
    if len(marks) > 1 and last.group(1) in ("=", "＝"):
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
        if found is None or "\n" not in text[end : found.start()] or (text[start:end] + found.group()).count(".") > 1:
            return None
        end = found.end()
        more = text[end:high]
    return Span(start, end, unit_of(more))


def _single(text: str, mark: regex.Match[str], high: int, extra: Span | None) -> tuple[Span | None, Span | None]:
    """>=2.45 万人 工作计划 3.17 万人: the target is marked; of several numbers after it the actual is of its unit."""
    numbers = _numbers(text, *mark.span(2), high, extra is not None)
    start, end = numbers.pop(0)
    stop = numbers[0][0] if numbers else high
    target = Span(start, end, unit_of(text[end:stop]))
    if extra is not None and not numbers:
        return target, Span(extra.start, extra.end, _of_target("", target.unit, text[extra.start : extra.end]))
    if extra is not None or not numbers or text[stop - 1] in _RANGE:
        return None, None
    afters = [number[0] for number in numbers[1:]] + [high]
    spans = [Span(number[0], number[1], unit_of(text[number[1] : after])) for number, after in zip(numbers, afters, strict=True)]
    like = [span for span in spans if span.unit == target.unit]
    if len(spans) > 1 and len(like) != 1:
        return None, None
    return target, like[0] if like else spans[0]


def _numbers(text: str, start: int, end: int, high: int, extra: bool) -> list[tuple[int, int]]:
    """The number at ``start`` and those after it, with those joined that the end of a line broke.

    The first two stay apart where nothing else could be the actual.
    """
    found = [(start, end)]
    rest = [match.span() for match in _NUMBER.finditer(text, end, high)]
    for number, (low, stop) in enumerate(rest, 1):
        first, last = found[-1]
        gap = text[last:low]
        apart = len(found) == 1 and number == len(rest) and not extra and text[last - 1] != "."
        if gap.isspace() and "\n" in gap and not apart and (text[first:last] + text[low:stop]).count(".") < 2:
            found[-1] = first, stop
        else:
            found.append((low, stop))
    return found


def _unmarked(text: str, low: int, high: int, extra: Span | None) -> tuple[Span | None, Span | None]:
    """100% 98% without any sign: two numbers of one unit at the end of the row."""
    numbers = list(_NUMBER.finditer(text, max(low, high - 60), high))
    if extra is not None or len(numbers) < 2:
        return None, None
    target, actual = numbers[-2:]
    unit = unit_of(text[actual.end() : high])
    if unit in ("", "?") or unit_of(text[target.end() : actual.start()]) != unit or _DATE.match(text, target.start()):
        return None, None
    if text[target.start() - 1] in _RANGE or text[actual.start() - 1] in _RANGE:
        return None, None
    return Span(target.start(), target.end(), unit), Span(actual.start(), actual.end(), unit)


def _name(text: str, low: int, high: int) -> str:
    """The words of a row before its numbers, without the names of the groups that it stands in."""
    words = "".join(text[low:high].split())
    if "。" in words:
        words = words.rpartition("。")[2] or words
    return (words.rpartition("指标")[2] or words)[-30:]


def _read_groups(sheet: Sheet, table: PerformanceTable, start: int, stop: int, drafts: list[Draft]) -> None:
    taken = {figure.start for figure in sheet.made}
    for match in _GROUP.finditer(sheet.text, start, stop):
        label = f"{match.group(1)}指标"
        if sheet.offset(match.start(2), match.group(2)) in taken or any(group.weight.label == label for group in table.groups):
            continue
        row = sum(draft.end <= match.start() for draft in drafts)
        table.groups.append(WeightGroup(sheet.figure(match.start(2), match.end(2), "分", "分值", label), row))
