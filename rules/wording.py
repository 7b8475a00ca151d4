"""Wording: what a template left behind, and punctuation.

Most filings hold none of it, so each rule first looks whether there can be anything at all, and only then for what.
"""

from collections.abc import Iterator

from auditlint.model import Check, Filing
from auditlint.registry import Example, rule
from auditlint.startup import pattern

from .words import found, in_sentence, paragraph, slip

_TURNS = frozenset(
    ("增加", "减少", "增长", "下降", "上升", "降低", "大于", "小于", "高于", "低于", "等于", "持平", "增）", "减）")
)  # fmt: skip
_TURN = "增加|减少|增长|下降|上升|降低|大于|小于|高于|低于"
#: 增加（减少）, 增长/下降, 大于或小于, 增（减）: both words of a choice, before a number or a reason.
_CHOICE = (
    rf"[（/或](?:(?<=(?:{_TURN}).)|(?<=(?<!新)[增减].))(?:{_TURN}|等于|持平|[增减])(?:[、/](?:{_TURN}|等于|持平))*）?"
    r"(?=[^，。；：\n]{0,6}?(?:[\dXx×*_]|预算数?的?(?:主要)?原因|的?主要原因))"
)
#: What follows 增加（减少） where nothing changed, and what stands before the reasons for it.
_ZERO = pattern(r"[^\d，。；]{0,6}0(?:\.0+)?(?![\d.])")
_NOTHING_CHANGED = pattern(r"[^\d.]0(?:\.0+)?(?:万元|元|%)[^\d。；]{0,12}$")
_LEADS = frozenset("占比长降加少升低率的为达费额计是入出共")
#: A unit with nothing before it but the word that should lead to a number.
_BLANK = (
    r"(?:(?<=[占比长降加少升低率的为达])%|(?<=[费额计为是入出加少长降共达])(?<![折换](?:合|算)为)万元|(?<=[费额为入出加少])(?<![折换](?:合|算)为)元)(?=[，。；,;])"
)
#: Before % and 元 of a unit that is spoken of: 单位：万元, 多少万元.
_UNIT, _HOW_MANY = "单位", "多少"
_YUAN, _TEN_THOUSAND = "元", "万"
_OPEN, _CLOSE, _PARTING, _SHORT_TURNS = "（", "）", "（/或", "增减"
#: Both words of a choice in one, and years that lack a digit; what stands before such a year where it is part of a number or a span.
_UNCHOSEN, _CUT_YEARS, _OF_YEAR, _OF_A_NUMBER = ("大小于", "大（小）于"), ("202年", "20年度"), "度", "0123456789.-－—至到第/"
_MARKS = "X×x*_Ｘ＊"
#: XX, ××, ** and __ where a number, a name or a reason should stand.
_MARK = (
    r"(?<![A-Za-z0-9.\-－/*_])(?![XxＸ×*＊](?:[人户车月年次]均|每|\d))(?:20[XxＸ×*]{2}|(?:[XxＸ×]{1,8}(?:\.[XxＸ×]{1,4})?|[*＊]{2,6}|_{2,})"
    r"(?=万元|元|亿元|%|个|辆|人|批|团组|台|年|月|部门|单位|局|委|次|名)|(?<=[是为：:因])[XxＸ×*＊]{2,8}(?=[，。；、\n]))"
)
_UNITS = ("万元", "元", "亿元", "%", "个", "辆", "人", "批", "次", "年", "台")
_COMMA, _REASON = "，", "原因"
_EMPTY_REASONS = tuple(
    verb + colon + stop for verb in ("是", "为", "") for colon in ("：", ":", "") for stop in "。；" if verb + colon
)
_FULL_STOP, _ENDS, _OTHER_MARKS, _DOUBLED = "。", "。；", "。；、：,;", "，，"
#: The ends of the words before a reason that was never given, which TXT001 tells.
_BEFORE_REASON = ("原因", "因是", "因为")
#: Words with a mark behind them that a number should follow; marks that rightly part the two.
#: Slips are fewer than this, or but one in so many marks.
_FEW, _SELDOM = 10, 20
_LEADS_TO_RATE, _PARTS_SENTENCE = ("占，", "增长，", "下降，"), "：；"
#: A percentage that ends its clause.
_RATE = r"\d+(?:\.\d+)?%(?=[，。；,;])"


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
    why_en=(
        "Words to choose from (increase/decrease, above/below), placeholders (XX, ××, **, ____) and blank numbers of the template "
        "are to be replaced before a filing is published.\n\n"
        "Headings and heads such as 增加（减少）情况 are none: it is told only where a number, a placeholder or a reason follows."
    ),
    formula_en="one of 增加（减少）, 大于（小于） stays; XX, empty brackets, blank numbers and years are filled in",
    source_en="template of the narrative; faults found by the finance offices",
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
    even = text.replace("(", _OPEN).replace(")", _CLOSE) if "(" in text else text
    yield from _choices(filing, text, even)
    yield from _blanks(filing, text)
    if any(mark in text for mark in _MARKS):
        for match in pattern(_MARK).finditer(text):
            yield slip(filing, *match.span())
    yield from _gaps(filing, text, even)


def _choices(filing: Filing, text: str, even: str) -> Iterator[Check]:
    """Both words of a choice: 增加（减少）."""
    if all(_TURNS.isdisjoint([piece[:2] for piece in even.split(mark)]) for mark in _PARTING):
        return
    for match in pattern(_CHOICE).finditer(even):
        start, end = match.span()
        if in_sentence(text, start):
            check = slip(filing, start - (1 if even[start - 1] in _SHORT_TURNS else 2), end)
            if _NOTHING_CHANGED.search(text, paragraph(text, start)[0], start) or _ZERO.match(text, end):
                check = check.graded("note")  # neither word is wrong of nothing
            yield check


def _blanks(filing: Filing, text: str) -> Iterator[Check]:
    """Units with no number before them, unless it is the unit that is spoken of: 单位为万元, 多少万元."""
    if not _lacks_number(text):
        return
    for match in pattern(_BLANK).finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        if _UNIT not in before and not before.endswith(_HOW_MANY):
            yield slip(filing, *match.span())


def _lacks_number(text: str) -> bool:
    """Whether there may be a unit with no number before it."""
    percents = [piece[-1:] for piece in text.split("%")]
    amounts = [piece.removesuffix(_TEN_THOUSAND)[-1:] for piece in text.split(_YUAN)]
    return not (_LEADS.isdisjoint(percents) and _LEADS.isdisjoint(amounts))


def _gaps(filing: Filing, text: str, even: str) -> Iterator[Check]:
    """What was left out: a year cut short, empty brackets, a reason that was never given."""
    for words in _UNCHOSEN:
        for at in found(even, words):
            yield slip(filing, at, at + len(words))
    for year in _CUT_YEARS:
        for at in found(text, year):
            if not at or text[at - 1] not in _OF_A_NUMBER:
                end = at + len(year)
                yield slip(filing, at, end + text.startswith(_OF_YEAR, end))
    for at in found(even, _OPEN + _CLOSE):
        if text.startswith(_UNITS, at + 2):
            yield slip(filing, at, at + 2)
    for at in found(text, _REASON):
        if text.startswith(_EMPTY_REASONS, at + 2):
            yield slip(filing, at, next(end for end in range(at, len(text)) if text[end] in _ENDS))


def _doubled(text: str, plain: str) -> Iterator[tuple[int, int]]:
    """Where marks stand side by side; ``plain`` has a comma for each of them."""
    at = plain.find(_DOUBLED)
    while at >= 0:
        end = at + 2
        while plain.startswith(_COMMA, end):
            end += 1
        if (text[at:end].strip(_FULL_STOP) or end - at < 3) and not text.startswith(_BEFORE_REASON, at - 2):
            yield at, end
        at = plain.find(_DOUBLED, end)


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
    why_en=(
        "Doubled punctuation is mostly left where a sentence was cut, and something is often missing beside it. Three full stops "
        "or more are an ellipsis; marks that stand side by side everywhere were put there by a converter; 原因是：。 is the business of TXT001."
    ),
    formula_en="one mark in one place; none between 占, 增长, 下降 and its number",
    source_en="national standard GB/T 15834 on punctuation",
    good=(Example("基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%。"), Example("具体情况如下。。。。。。")),
    bad=(
        Example("公务接待费支出3.00万元⟦。。⟧", "。"),
        Example("基本支出60.00万元⟦，，⟧占60.00%。", "，"),
        Example("基本支出60.00万元，占60.00%⟦；。⟧", "。"),
        Example("基本支出60.00万元，占⟦,⟧60.00%；项目支出40.00万元，占40.00%。"),
    ),
)
def punctuation(filing: Filing) -> Iterator[Check]:
    """重复的标点多半是删改句子时留下的，旁边往往还缺了内容。三个以上句号当作省略号，不报；到处都是重复标点的，是转成文本时错了位，也不报；“原因是：。”见 TXT001。"""
    text = filing.document.text
    plain = text
    for mark in _OTHER_MARKS:
        plain = plain.replace(mark, _COMMA)
    doubled = [(at, end) for at, end in _doubled(text, plain) if not filing.document.are_apart(at, end - 1)]  # of two cells
    # Where marks stand side by side everywhere, an extractor put them there.
    if len(doubled) < _FEW or len(doubled) * _SELDOM < plain.count(_COMMA):
        for at, end in doubled:
            marks = text[at:end]
            yield slip(filing, at, end, next((mark for mark in _ENDS if mark in marks), marks[0]))
    for lead in _LEADS_TO_RATE:
        for at in found(plain, lead):
            end = at + len(lead)
            if text[end - 1] not in _PARTS_SENTENCE and pattern(_RATE).match(text, end):
                yield slip(filing, end - 1, end)
