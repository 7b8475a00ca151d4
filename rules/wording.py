"""Wording: what a template left behind, the year of another filing, and punctuation."""

import re
from collections.abc import Iterator

from auditlint.model import Check, Filing
from auditlint.registry import Example, rule

from .words import clause, in_sentence, paragraph, section_at, slip

_TURN = "增加|减少|增长|下降|上升|降低|大于|小于|高于|低于"
#: 增加（减少）, 增长/下降, 大于或小于, 增（减）: both words of a choice, before a number or a reason.
_CHOICE = re.compile(
    rf"[（/或](?:(?<=(?:{_TURN}).)|(?<=(?<!新)[增减].))(?:{_TURN}|等于|持平|[增减])(?:[、/](?:{_TURN}|等于|持平))*）?"
    r"(?=[^，。；：\n]{0,6}?(?:[\dXx×*_]|预算数?的?(?:主要)?原因|的?主要原因))"
)
#: A unit with nothing before it but the word that should lead to a number.
_BLANK = re.compile(
    r"(?:%(?<=[占比长降加少升低率的为达]%)|万元(?<=[费额计为是入出加少长降共达]万元)|元(?<=[费额为入出加少]元))(?=[，。；,;])"
)
#: XX, ××, ** and __ where a number, a name or a reason should stand.
_MARK = re.compile(
    r"(?<![A-Za-z0-9.\-－/*_])(?:20[XxＸ×*]{2}|(?:[XxＸ×]{1,8}(?:\.[XxＸ×]{1,4})?|[*＊]{2,6}|_{2,})"
    r"(?=万元|元|亿元|%|个|辆|人|批|团组|台|年|月|部门|单位|局|委|次|名)|(?<=[是为：:因])[XxＸ×*＊]{2,8}(?=[，。；、\n]))"
)
_MARKS = "X×x*_Ｘ＊"
_UNITS = ("万元", "元", "亿元", "%", "个", "辆", "人", "批", "次", "年", "台")
_EMPTY_REASONS = tuple(
    verb + colon + stop for verb in ("是", "为", "") for colon in ("：", ":", "") for stop in "。；" if verb + colon
)


def _found(text: str, words: str) -> Iterator[int]:
    """Where ``words`` stand in ``text``."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


@rule(
    "TXT001",
    "template-residue",
    severity="warning",
    title="没有遗留的模板文字",
    title_en="nothing of the template is left behind",
    message="模板文字没有改成实际内容",
    message_en="words of the template were not replaced",
    formula="增加（减少）、大于（小于）只留其一；XX、空白括号、空白的数字和年份都填上实际内容",
    source="部门决算公开说明模板；各地财政部门公开检查通报",
    good=(
        Example("2023年度收入总计120.00万元，比上年增加20.00万元，增长20.00%。"),
        Example("新增或减少的编制由机构编制部门核定，（图1：收、支决算总计变动情况）。"),
        Example("本表金额单位为万元，占比以%表示。"),
    ),
    bad=(
        Example("公务接待费支出0.00万元，比上年⟦增加（减少）⟧0.00万元，增长0.00%。"),
        Example("公务接待费支出年初预算为3.00万元，支出决算为2.00万元，决算数⟦大小于⟧预算数的主要原因是厉行节约。"),
        Example("公务接待费支出3.00万元，占⟦%⟧，比上年减少1.00万元。"),
        Example("公务接待费支出3.00万元，比上年减少⟦万元⟧，下降25.00%。"),
        Example("2023年度收入总计⟦XX⟧万元。"),
        Example("⟦202年度⟧收入总计120.00万元。"),
        Example("公务接待费支出⟦（）⟧万元。"),
        Example("公务接待费支出3.00万元，比上年减少1.00万元，主要⟦原因是：⟧。"),
    ),
)
def template_residue(filing: Filing) -> Iterator[Check]:
    """模板中供选择的词（增加/减少、大于/小于）、占位符（XX、××、**、____）和空着的数字，公开前都应换成实际内容。

    “增加（减少）情况”之类的标题和表头不是遗留：只有后面紧接数字、占位符或原因时才报。
    """
    text = filing.document.text
    even = text.replace("(", "（").replace(")", "）") if "(" in text else text
    for match in _CHOICE.finditer(even):
        width = 1 if even[match.start() - 1] in "增减" else 2
        if in_sentence(text, match.start()):
            yield slip(filing, match.start() - width, match.end())
    for match in _BLANK.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        if "单位" not in before and not before.endswith("多少"):
            yield slip(filing, *match.span())
    if any(mark in text for mark in _MARKS):
        for match in _MARK.finditer(text):
            yield slip(filing, *match.span())
    yield from _gaps(filing, text, even)


def _gaps(filing: Filing, text: str, even: str) -> Iterator[Check]:
    """What was left out: a year cut short, empty brackets, a reason that was never given."""
    for at in _found(text, "大小于"):
        yield slip(filing, at, at + 3)
    for year, width in (("202年", 4), ("20年度", 4)):
        for at in _found(text, year):
            if not at or text[at - 1] not in "0123456789.-－—至到第/":
                yield slip(filing, at, at + width + text.startswith("度", at + width))
    for at in _found(even, "（）"):
        if text.startswith(_UNITS, at + 2):
            yield slip(filing, at, at + 2)
    for at in _found(text, "原因"):
        if text.startswith(_EMPTY_REASONS, at + 2):
            yield slip(filing, at, next(i for i in range(at, len(text)) if text[i] in "。；"))


_STOPS = re.compile(
    r"[，。；、：,;](?:[，。；、：,;]+|(?<=占.)(?=\d+(?:\.\d+)?%)|(?<=(?:增长|下降|上升|降低).)(?=\d+\.\d+%[，。；]))"
)


@rule(
    "TXT004",
    "punctuation",
    severity="warning",
    title="标点不重复、不错位",
    title_en="punctuation is neither doubled nor misplaced",
    message="标点重复或错位",
    message_en="punctuation is doubled or misplaced",
    formula="一处只有一个标点；占、增长、下降与其数字之间没有标点",
    source="《标点符号用法》（GB/T 15834）",
    good=(Example("基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%。"), Example("具体情况如下。。。。。。")),
    bad=(
        Example("公务接待费支出3.00万元⟦。。⟧", "。"),
        Example("基本支出60.00万元⟦，，⟧占60.00%。", "，"),
        Example("基本支出60.00万元，占60.00%⟦；。⟧", "。"),
        Example("基本支出60.00万元，占⟦,⟧60.00%；项目支出40.00万元，占40.00%。"),
    ),
)
def punctuation(filing: Filing) -> Iterator[Check]:
    """重复的标点多半是删改句子时留下的，旁边往往还缺了内容。三个以上句号当作省略号，不报。"""
    text = filing.document.text
    for match in _STOPS.finditer(text):
        marks = match.group()
        if len(marks) > 2 and set(marks) == {"。"}:
            continue
        should = next((mark for mark in "。；" if mark in marks), marks[0]) if len(marks) > 1 else ""
        yield slip(filing, *match.span(), should)
