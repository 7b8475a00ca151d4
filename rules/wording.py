"""Wording: what a template left behind, the year of another filing, and punctuation.

Most filings hold none of it, so each rule first looks whether there can be anything at all, and only then for what.
"""

from collections.abc import Iterator

from auditlint.field import FISCAL, FUNDS, SEPARATE
from auditlint.model import Change, Check, Filing, StaleYear, phrase
from auditlint.registry import Example, rule
from auditlint.startup import pattern

from .words import clause, found, in_sentence, paragraph, slip

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
    r"(?:(?<=[占比长降加少升低率的为达])%|(?<=[费额计为是入出加少长降共达])万元|(?<=[费额为入出加少])元)(?=[，。；,;])"
)
_MARKS = "X×x*_Ｘ＊"
#: XX, ××, ** and __ where a number, a name or a reason should stand.
_MARK = (
    r"(?<![A-Za-z0-9.\-－/*_])(?:20[XxＸ×*]{2}|(?:[XxＸ×]{1,8}(?:\.[XxＸ×]{1,4})?|[*＊]{2,6}|_{2,})"
    r"(?=万元|元|亿元|%|个|辆|人|批|团组|台|年|月|部门|单位|局|委|次|名)|(?<=[是为：:因])[XxＸ×*＊]{2,8}(?=[，。；、\n]))"
)
_UNITS = ("万元", "元", "亿元", "%", "个", "辆", "人", "批", "次", "年", "台")
_EMPTY_REASONS = tuple(
    verb + colon + stop for verb in ("是", "为", "") for colon in ("：", ":", "") for stop in "。；" if verb + colon
)
_OWN = r"(?<![因系于是])(?:我|本)(?:单位|部门|局|委|院|厅|办|中心|校|所|会)(?:于|在)?"
#: The name of a department, a list mark or nothing: what a sentence may have before its year.
_NAME = r"(?:[\d一二三四五六七八九十（）()]{1,5}[.、．])?(?:从[^，。；]{2,12}看，)?(?:纳入)?(?:[一-龥（）]{2,30}(?:局|委员会|办公室|院|中心|厅|会|处|所|站|校|部|府|道|镇|乡|单位|门))?"
#: After 我单位 2022: nothing of the kind happened.
_NONE_THEN = r"年度?(?:未|无|没有)(?:有)?(?:发生|安排|购置|产生|开支|列支|使用|因公|公务|政府性|国有资本|机关运行|此项)"
#: After 截至 2022: the assets of the end of the year.
_ASSETS = r"年(?:12月31日|年?末|年?底)[^。；\n]{0,40}?(?:车辆|固定资产|公务用车保有量|资产总)"
#: After 2022 at the head of a sentence: an amount that a filing states for its own year.
_STATED = (
    r"年度?[^，。；：\n]{0,8}(?:收入总计|支出总计|收、支总计|收支总计|总收入|总支出|本年收入|本年支出|收入合计|支出合计|财政拨款"
    rf"|“?三公”?经费|机关运行经费|政府采购支出|公务用车保有量|国内公务接待|{'|'.join(fund.name for fund in SEPARATE)})[^，。；\n]{{0,24}}?\d"
)
#: Which units the accounts of the year take in.
_ENTRY = r"年度?(?:部门|单位)?决算(?:编制|汇编|公开)?(?:范围|编制|汇编)"
_COMPARISONS = ("与上年", "较上年", "比上年", "占本年", "年初预算", "，其中")
#: It fell to nothing, and the reason given is that there was nothing in the earlier year.
_GONE = r"[^\d.,]0(?:\.0+)?万?元[^。；]{0,24}减少[^。；]{0,20}下降100(?:\.0+)?%[^。；]{0,12}原因[^。；]{0,40}$"
_NOTHING = r"年度?(?:未|无|没有)"
_TITLE = rf"年度?(?:部门|单位)?(?:收入|支出|收支|收、支|{FISCAL}|{'|'.join(FUNDS)}|“三公”|机关运行|决算)[^，。；：\d]{{0,30}}(?:决算表?|总表|说明|情况|公开)$|年度?(?:部门|单位)决算(?:公开)?报?表$"
_NOT_LAST = phrase("earlier-than-last")
_HISTORY = ("原因", "由于", "因为", "上年", "去年", "较", "比", "增", "减", "下降", "持平", "历年", "以来", "关于")  # fmt: skip
_COMPARED = frozenset("较比与和同从自至到、—-－～〔【0123456789")


@rule(
    "TXT002",
    "stale-year",
    severity="warning",
    title="说本年的事用本年的年份",
    title_en="what is said of this year names this year",
    message="说的是本年的事，年份却是以前年度的",
    message_en="the sentence speaks of this year and names an earlier one",
    formula="说本年数字的句子、标题和截止日期中的年份 = 决算年度",
    source="部门决算公开说明常由上年的文稿改成",
    why_en=(
        "Only what must speak of this year is told: nothing happened in the year, assets at its end, figures that begin with the "
        "year, titles, and a base of comparison that can only be last year.\n\n"
        "Where last year has an amount, this year none, and the reason says that there was none last year, the year was not "
        "changed either. Other bases, document numbers, names of projects, dates of policies, reasons and plans over years name "
        "earlier years rightly; budgets speak of last year and are not checked."
    ),
    formula_en="the year in sentences with figures of this year, in titles and closing dates = the year of the accounts",
    source_en="narratives are often made from last year's",
    good=(
        Example("2023年度部门决算\n2023年度收入总计120.00万元，与2022年度相比，增加20.00万元，增长20.00%。"),
        Example("2023年度部门决算\n公务接待费支出3.00万元，比上年增加3.00万元，主要原因是我单位2022年未发生公务接待。"),
        Example("2023年度部门决算\n2022年度收入总计100.00万元，2023年度收入总计120.00万元。"),
        Example(
            "2023年度部门决算\n用于总结2022年卫生健康工作，补缴2022年11月至12月差额1.26万元（乌财社〔2022〕439号）。"
        ),
    ),
    bad=(
        Example(
            "2023年度部门决算\n车辆由机关服务中心调配，我单位⟦2022⟧年未发生车辆运行费用；2023年末车辆0辆。", "2023"
        ),
        Example("2023年度部门决算\n截至⟦2022⟧年12月31日，共有车辆18辆。", "2023"),
        Example(
            "2023年度部门决算\n⟦2022⟧年度一般公共预算财政拨款支出10.00万元，占本年支出合计的95.46%。与上年相比，减少1.00万元。",
            "2023",
        ),
        Example("2023年度部门决算\n第二部分 ⟦2022⟧年度部门决算情况说明\n2023年度收入总计120.00万元。", "2023"),
        Example(
            "2023年度部门决算\n水土保持支出0.00万元，比上年减少84.86万元，下降100%，主要原因是：该项目⟦2022⟧年度未开展。",
            "2023",
        ),
        Example(
            "2023年度部门决算\n2023年度收入总计120.00万元。与2022年相比，增加20.00万元，增长20.00%。\n"
            "2023年度财政拨款收入总计90.00万元。与⟦2021⟧年相比，增加10.00万元，增长12.50%。",
            "2022",
        ),
    ),
)
def stale_year(filing: Filing) -> Iterator[Check]:
    """只报必定说本年的写法：本单位某年未发生、截至某年末的资产、以年份开头的本年数字、标题，以及只能是上年的比较基数。

    以前年度有金额、本年为零，原因却说以前年度没有，也是年份没有改。其余比较的基数、文号、项目名称、政策日期、原因说明和跨年度计划里的以前年度都是正常的；预算公开文件要讲上年的执行情况，不查。
    """
    year = filing.year
    if year is None or filing.kind != "决算":
        return
    text = filing.document.text
    read = {claim.word.start for claim in filing.claims(StaleYear)}
    for past in (str(year - 1), str(year - 2)):
        for at in found(text, past + "年"):
            if at in read or not _compared(text, at) and _speaks_of_now(text, at, str(year)):
                yield slip(filing, at, at + 4, str(year))
    yield from _stale_bases(filing, year)


def _compared(text: str, at: int) -> bool:
    """Whether what stands before a year makes it the base of a comparison, the end of a span or part of a number."""
    if not at or text[at - 1] not in _COMPARED or text.startswith(("截至", "截止"), at - 2):
        return False
    return text[at - 1] != "、" or text[max(0, at - 2)] not in "一二三四五六七八九十"


def _stale_bases(filing: Filing, year: int) -> Iterator[Check]:
    """与 2021 年相比 in a filing for 2023 that says nothing of 2022 there: last year's text, compared with its last year."""
    text = filing.document.text
    changes = filing.claims(Change)
    if not any(change.base == "他年" for change in changes):
        return
    if not any(change.base == "上年" for change in changes):
        return
    for change in changes:
        word = change.delta_word or change.rate_word or change.flat
        if change.base != "他年" or word is None or not change.currents:
            continue
        first, last = paragraph(text, word.start)
        if text.find(f"{year - 1}年", first, last) >= 0:
            continue
        near = text[max(0, word.start - 40) : word.start]
        at = word.start - len(near) + near.rfind(str(year - 2))
        if at >= word.start - len(near) and text[at - 1] in "与较比同":
            yield slip(filing, at, at + 4, str(year - 1), _NOT_LAST)


def _speaks_of_now(text: str, at: int, year: str) -> bool:
    """Whether the sentence round the year at ``at`` can only mean the year of the filing."""
    first, last = paragraph(text, at)
    whole = text[first:last]
    if len(whole) < 48 and not any(mark in whole for mark in "，。；"):
        return _is_title(text, at, first, last, year)
    start, end = clause(text, at, at + 5)
    before, after = text[start:at], text[at + 4 : end]
    pause = before.rpartition("，")[2]
    if pause in ("截至", "截止"):
        return bool(pattern(_ASSETS).match(after)) and "原因" not in before
    if year in before + after:
        return False
    if pattern(_NOTHING).match(after) and pattern(_GONE).search(text[max(first, at - 120) : at]):
        return True
    heads = pattern(rf"(?:{_NAME}|{_OWN})").fullmatch(before) is not None
    if pattern(_NONE_THEN).match(after) and (heads or pattern(_OWN + "$").search(pause)):
        return not any(word in before + after for word in _HISTORY)
    if heads and pattern(_ENTRY).match(after) is not None:
        return True
    if heads and any(f"{sign}{text[at : at + 4]}年" in after for sign in "比较与同"):
        return True  # 2022 年度甲费支出 3 万元，比 2022 年增加 1 万元
    stated = heads and year not in whole and pattern(_STATED).match(after) is not None
    return stated and any(mark in text[at:last] for mark in _COMPARISONS)


def _is_title(text: str, at: int, first: int, last: int, year: str) -> bool:
    """第二部分 2022 年度部门决算情况说明, or （2022 年度） under the title of a table."""
    if text[first:at] in ("（", "(") and text[at + 4 : last] in ("年度）", "年度)", "年）", "年)"):
        return True
    before = text[first:at]
    return (
        len(before) < 24 and year not in before and "关于" not in before and bool(pattern(_TITLE).match(text[at + 4 : last]))
    )


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
    even = text.replace("(", "（").replace(")", "）") if "(" in text else text
    if not all(_TURNS.isdisjoint([piece[:2] for piece in even.split(mark)]) for mark in "（/或"):
        for match in pattern(_CHOICE).finditer(even):
            width = 1 if even[match.start() - 1] in "增减" else 2
            if in_sentence(text, match.start()):
                check = slip(filing, match.start() - width, match.end())
                if _NOTHING_CHANGED.search(text, paragraph(text, match.start())[0], match.start()) or _ZERO.match(text, match.end()):
                    check.severity = "note"  # neither word is wrong of nothing
                yield check
    if _lacks_number(text):
        for match in pattern(_BLANK).finditer(text):
            before = text[max(0, match.start() - 8) : match.start()]
            if "单位" not in before and not before.endswith("多少"):
                yield slip(filing, *match.span())
    if any(mark in text for mark in _MARKS):
        for match in pattern(_MARK).finditer(text):
            yield slip(filing, *match.span())
    yield from _gaps(filing, text, even)


def _lacks_number(text: str) -> bool:
    """Whether there may be a unit with no number before it."""
    percents = [piece[-1:] for piece in text.split("%")]
    amounts = [piece[-2:-1] if piece.endswith("万") else piece[-1:] for piece in text.split("元")]
    return not (_LEADS.isdisjoint(percents) and _LEADS.isdisjoint(amounts))


def _gaps(filing: Filing, text: str, even: str) -> Iterator[Check]:
    """What was left out: a year cut short, empty brackets, a reason that was never given."""
    for words in ("大小于", "大（小）于"):
        for at in found(even, words):
            yield slip(filing, at, at + len(words))
    for year in ("202年", "20年度"):
        for at in found(text, year):
            if not at or text[at - 1] not in "0123456789.-－—至到第/":
                end = at + len(year)
                yield slip(filing, at, end + text.startswith("度", end))
    for at in found(even, "（）"):
        if text.startswith(_UNITS, at + 2):
            yield slip(filing, at, at + 2)
    for at in found(text, "原因"):
        if text.startswith(_EMPTY_REASONS, at + 2):
            yield slip(filing, at, next(end for end in range(at, len(text)) if text[end] in "。；"))


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
        "or more are an ellipsis; 原因是：。 is the business of TXT001."
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
    """重复的标点多半是删改句子时留下的，旁边往往还缺了内容。三个以上句号当作省略号，不报；“原因是：。”见 TXT001。"""
    text = filing.document.text
    plain = text
    for mark in "。；、：,;":
        plain = plain.replace(mark, "，")
    at = plain.find("，，")
    while at >= 0:
        end = at + 2
        while plain.startswith("，", end):
            end += 1
        marks = text[at:end]
        if (marks.strip("。") or end - at < 3) and not text.startswith(("原因", "因是", "因为"), at - 2):
            yield slip(filing, at, end, next((mark for mark in "。；" if mark in marks), marks[0]))
        at = plain.find("，，", end)
    for lead in ("占，", "增长，", "下降，"):
        for at in found(plain, lead):
            end = at + len(lead)
            if text[end - 1] not in "：；" and pattern(_RATE).match(text, end):
                yield slip(filing, end - 1, end)
