"""The number lexer: every figure of a text with its unit, and nothing that only looks like one.

Numbers are found in one pass; what stands just before and after each tells whether it is a figure and in what unit.
Years, dates, document numbers, headings, function codes, telephone numbers and thresholds are not figures.
"""

from decimal import Decimal
from typing import NamedTuple

from ..model.document import Document
from ..model.figure import MONEY, Figure
from ..model.phrasing import phrase
from ..startup import pattern

#: 16,410.71, and a figure whose digits are set apart: 1 6 , 4 1 0 . 7 1万元.
_NUMBER = pattern(
    r"(?P<apart>\d(?: (?:[,.] )?\d){3,}(?=\s?(?:万元|亿元|元|%|％)))|\d+(?:,\d+)*(?:, \d{3}(?![\d,]))?(?:\.\d+)?"
)
#: Longest first under each first character: what may follow a figure as its unit.
_UNITS = {
    "%": ("%",), "％": ("%",),
    "万": ("万元", "万人次", "万人", "万平方米", "万"),
    "亿": ("亿元", "亿"),
    "元": ("元",),
    "个": ("个百分点", "个"),
    "百": ("百分点",),
    "人": ("人次", "人"),
    "批": ("批次", "批"),
    "平": ("平方米",),
    "台": ("台（套）", "台(套)", "台/套", "台套", "台"),
    "辆": ("辆",), "名": ("名",), "家": ("家",), "户": ("户",), "次": ("次",), "项": ("项",), "套": ("套",),
    "件": ("件",), "份": ("份",), "张": ("张",), "场": ("场",), "处": ("处",), "所": ("所",), "篇": ("篇",),
    "亩": ("亩",), "公": ("公里", "公顷", "公斤"), "吨": ("吨",), "分": ("分",), "位": ("位",), "期": ("期",),
    "条": ("条",), "座": ("座",), "册": ("册",), "倍": ("倍",), "组": ("组",), "只": ("只",),
    "㎡": ("平方米",),
}  # fmt: skip
_COUNT_LOOKALIKES = ("人员", "人均", "人民", "人力", "人大", "人社", "人事", "人才")
_TIME_AFTER = frozenset("年月日号时周岁")
_NOT_BEFORE = frozenset("〔【[［第〈<#＃")
_NOT_AFTER = frozenset("〕】]］〉")
_THRESHOLD = pattern(r"\s*(?:（含）|\(含\)|（含[^）]{0,6}）|及)?(?:以上|以下|以内)")
#: 约 100 万元, but not 节约 100 万元.
_NEAR = pattern(r"(?:(?<![节签合契条公制集预])约为?|(?<![最附临邻新])近)$")
#: More digits than any amount has: the money of a country, in fen, has half as many.
_MOST_DIGITS = 24
TOO_LONG = phrase("too-many-digits")
_SIGNS = "-－−"
_DIGITS = frozenset("0123456789.,")
#: The end of a line in a sentence that has but a part of a number, or another number, before the digits of the next line.
_HALF = pattern(r"，[^。；\n]{0,40}\d[\d,.]*[ \n]$")


class Token(NamedTuple):
    """A figure, and where its unit ends."""

    figure: Figure
    end: int


def figures(document: Document) -> list[Token]:
    """All figures of the text in reading order."""
    text = document.text
    size = len(text)
    tokens: list[Token] = []
    append = tokens.append
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        after = text[end] if end < size else "\n"
        before = text[start - 1] if start else "\n"
        if after in _TIME_AFTER or before in _NOT_BEFORE or after in _NOT_AFTER:
            continue
        printed = match.group()
        if " " in printed and match["apart"] is not None:
            printed = printed.replace(" ", "")
        if after == " " and end + 1 < size and text[end + 1] in "%％":
            after, unit_at = "%", end + 1
        else:
            unit_at = end
        unit = ""
        for candidate in _UNITS.get(after, ()):
            if candidate == "%" or text.startswith(candidate, unit_at):
                unit = candidate
                break
        else:
            if after in _UNITS or not _bare_figure(printed, before, after):
                continue
        stop = unit_at + len(unit)
        if unit == "%":
            printed += "%"
            end = stop
        elif unit and _no_figure(text, printed, before, start, unit, stop):
            continue
        start, printed = _with_sign(text, start, printed)
        figure = _figure(document, text, start, end, printed, unit, stop)
        if figure is not None:
            append(Token(figure, stop))
    return tokens


def _bare_figure(printed: str, before: str, after: str) -> bool:
    """A number without a unit is a figure only if it looks like money or a rate: it has decimals."""
    return "." in printed and not (before.isalpha() and before.isascii()) and not (after.isalpha() and after.isascii())


def _no_figure(text: str, printed: str, before: str, start: int, unit: str, stop: int) -> bool:
    """Thresholds, per-unit standards, serial numbers, names such as 12345 or G20, and words that only begin as a unit."""
    if before.isascii() and (before.isalpha() or before in "./:~"):
        return True
    if unit == "人" and text.startswith(_COUNT_LOOKALIKES, stop - 1):
        return True
    if unit == "个" and text.startswith(("个月", "个工作日", "个百", "个季度", "个小时"), stop - 1):
        return True
    if before in _SIGNS and start > 1 and text[start - 2].isdigit():
        return True
    return "." not in printed and unit in ("项", "期", "条", "号", "处", "所", "本") and before in "第"


def _with_sign(text: str, start: int, printed: str) -> tuple[int, str]:
    """A minus sign belongs to the figure unless it joins two numbers or words."""
    if start and text[start - 1] in _SIGNS and not (start > 1 and (text[start - 2].isdigit() or text[start - 2] in _SIGNS)):
        return start - 1, "-" + printed
    return start, printed


def _figure(document: Document, text: str, start: int, end: int, printed: str, unit: str, stop: int) -> Figure | None:
    digits = printed.rstrip("%")
    whole, _, part = digits.partition(".")
    good = True
    if "," in whole:
        groups = whole.lstrip("-").split(",")
        good = 0 < len(groups[0]) <= 3 and all(len(group.strip()) == 3 for group in groups[1:])
        digits = digits.replace(",", "").replace(" ", "")
    absurd = len(digits) > _MOST_DIGITS
    figure = Figure(printed, Decimal(0) if absurd else Decimal(digits), unit, 0 if absurd else len(part), start, end, document)
    figure.malformed = not good
    if absurd:
        figure.role, figure.reason = "约数", TOO_LONG
    if unit and stop < len(text):
        if text[stop] in "（(及以" and _THRESHOLD.match(text, stop):
            return None
        if text[stop] in "/／" and unit != "台":
            figure.role, figure.reason = "标准", phrase("standard")
    if text[start - 1] in " \n" and start > 1 and text[start - 2] in _DIGITS and unit in MONEY and _HALF.search(text, max(0, start - 64), start):
        figure.role, figure.reason = "约数", phrase("cut-number")
    if (text[start - 1] in "约近为" and _NEAR.search(text, max(0, start - 4), start)) or (stop < len(text) and text[stop] == "左"):
        figure.role, figure.reason = "约数", phrase("approximate")
    return figure
