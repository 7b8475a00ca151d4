"""The number lexer: every figure of a text with its unit, and nothing that only looks like one.

Numbers are found in one pass; what stands just before and after each tells whether it is a figure and in what unit.
Years, dates, document numbers, headings, function codes, telephone numbers and thresholds are not figures.
"""

from decimal import Decimal

from ..field.roles import ABOUT, FOREIGN, STANDARD
from ..language import expanded
from ..model.document import Document
from ..model.figure import MONEY, Figure
from ..model.phrasing import Phrase, phrase
from ..named import NamedTuple
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
#: Words that begin as a unit does and are none.
_LOOKALIKES = {
    "人": ("人员", "人均", "人民", "人力", "人大", "人社", "人事", "人才"),
    "个": ("个月", "个工作日", "个百", "个季度", "个小时"),
}
_PERCENTS = frozenset("%％")
#: What makes a unit one for each of something; 台/套 is a unit itself.
_PER, _BY_SETS = frozenset("/／"), "台"
_TIME_AFTER = frozenset("年月日号时周岁")
_NOT_BEFORE = frozenset("〔【[［第〈<#＃")
_NOT_AFTER = frozenset("〕】]］〉")
#: What money is kept within: 控制在年初预算 9 万元以内.
_KEPT, _BEFORE = pattern(r"预算(?:数|总额|安排)?(?:的|为)?$"), 10
_THRESHOLD_FIRST = frozenset("（(及以")
_THRESHOLD = pattern(r"\s*(?:（含）|\(含\)|（含[^）]{0,6}）|及)?(?:以上|以下|以内)")
#: 约 100 万元, but not 节约 100 万元.
_NEAR = pattern(r"(?:(?<![节签合契条公制集预])约为?|(?<![最附临邻新])近)$")
#: The last characters of what says so, and 左右 behind the amount.
_NEAR_LAST, _MORE_OR_LESS = frozenset("约近为"), "左"
#: More digits than any amount has: the money of a country, in fen, has half as many.
_MOST_DIGITS = 24
TOO_LONG = phrase("too-many-digits")
#: The roles of figures that are not checked, and why they are not.
_IS_ABOUT, _IS_BROKEN, _IS_STANDARD = phrase("approximate"), phrase("cut-number"), phrase("standard")
#: 3 亿美元, which "亿" begins as it does an amount in yuan.
_IS_FOREIGN, _CURRENCY = phrase("foreign-money"), pattern(expanded(r"{currency}"))
_SHORT = frozenset(("万", "亿"))
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
    tokens: list[Token] = []
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        after = text[end : end + 1] or "\n"
        before = text[start - 1] if start else "\n"
        if after in _TIME_AFTER or before in _NOT_BEFORE or after in _NOT_AFTER:
            continue
        printed = match.group()
        if after not in _UNITS and after != " " and "." not in printed:
            continue  # it has no unit and no decimals
        if " " in printed and match["apart"] is not None:
            printed = printed.replace(" ", "")
        found = _token(document, start, end, printed, before, after)
        if found is not None:
            tokens.append(found)
    return tokens


def _token(document: Document, start: int, end: int, printed: str, before: str, after: str) -> Token | None:
    """The figure that a number is with what stands beside it; ``None`` where it is none."""
    text = document.text
    unit_at = end
    if after == " " and text[end + 1 : end + 2] in _PERCENTS:
        after, unit_at = "%", end + 1
    unit = _unit(text, after, unit_at)
    if not unit and (after in _UNITS or not _bare_figure(printed, before, after)):
        return None
    stop = unit_at + len(unit)
    if unit == "%":
        printed += "%"
        end = stop
    elif unit and _no_figure(text, before, start, unit, stop):
        return None
    if unit and _is_threshold(text, stop) and _KEPT.search(text, max(0, start - _BEFORE), start) is None:
        return None
    start, printed = _with_sign(text, start, printed)
    figure = _figure(document, start, end, printed, unit)
    role, reason = _doubt(text, start, stop, unit)
    if role:
        figure.role, figure.reason = role, reason
    return Token(figure, stop)


def _unit(text: str, first: str, at: int) -> str:
    """The unit that begins with a character, "" for none."""
    for candidate in _UNITS.get(first, ()):
        if candidate == "%" or text.startswith(candidate, at):
            return candidate
    return ""


def _bare_figure(printed: str, before: str, after: str) -> bool:
    """A number without a unit is a figure only if it looks like money or a rate: it has decimals."""
    return "." in printed and not (before.isalpha() and before.isascii()) and not (after.isalpha() and after.isascii())


def _no_figure(text: str, before: str, start: int, unit: str, stop: int) -> bool:
    """Serial numbers, names such as 12345 or G20, and words that only begin as a unit."""
    if before.isascii() and (before.isalpha() or before in "./:~"):
        return True
    if text.startswith(_LOOKALIKES.get(unit, ()), stop - 1):
        return True
    return before in _SIGNS and start > 1 and text[start - 2].isdigit()


def _is_threshold(text: str, stop: int) -> bool:
    """Whether what follows a unit makes it the least or the most there may be."""
    return text[stop : stop + 1] in _THRESHOLD_FIRST and _THRESHOLD.match(text, stop) is not None


def _with_sign(text: str, start: int, printed: str) -> tuple[int, str]:
    """A minus sign belongs to the figure unless it joins two numbers or words."""
    if start and text[start - 1] in _SIGNS and not (start > 1 and (text[start - 2].isdigit() or text[start - 2] in _SIGNS)):
        return start - 1, "-" + printed
    return start, printed


def _figure(document: Document, start: int, end: int, printed: str, unit: str) -> Figure:
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
        figure.role, figure.reason = ABOUT, TOO_LONG
    return figure


def _doubt(text: str, start: int, stop: int, unit: str) -> tuple[str, Phrase | None]:
    """The role of a figure that is not to be checked and why, the strongest reason; "" for any other."""
    before, after = text[start - 1], text[stop : stop + 1]
    if before in _NEAR_LAST and _NEAR.search(text, max(0, start - 4), start) or after == _MORE_OR_LESS:
        return ABOUT, _IS_ABOUT
    if before in " \n" and start > 1 and text[start - 2] in _DIGITS and unit in MONEY and _HALF.search(text, max(0, start - 64), start):
        return ABOUT, _IS_BROKEN
    if unit in _SHORT and _CURRENCY.match(text, stop):
        return FOREIGN, _IS_FOREIGN
    if unit and after in _PER and unit != _BY_SETS:
        return STANDARD, _IS_STANDARD
    return "", None
