"""Units: rates without %, amounts without or with the wrong unit, and numbers written as no number is."""

import re
from collections.abc import Iterator

from auditlint.field import ALL
from auditlint.model import BROKEN, MONEY, Change, Check, Constant, Figure, Filing, Share, expect
from auditlint.registry import Example, rule

from .changes import rate_as_told
from .choice import best
from .rereading import budget_rate, fits_only_as, on_budgets, per_unit
from .words import found, in_sentence, slip

_STOPS = frozenset("，。；,;）)")
_YUAN, _THOUSAND = "元", "万元"
_THOUSANDS = (_THOUSAND, "万")
_TEN_THOUSAND = _THOUSANDS[-1]
#: Words of which several numbers follow: one of them may have no unit, and two stand beside each other.
_SEVERAL = ("分别", "各")
#: A unit printed twice, and the unit.
_TWICE = {"%%": "%", "元元": _YUAN}
_VERBS = "为是了共达计"
#: Words after which a number is a rate, and words after which it is an amount.
_RATES = ("增长", "下降", "上升", "降低", "增幅", "降幅", "差异率", "执行率", "完成率", "预算的", "完成预算")
_AMOUNTS = (
    "支出", "收入", "经费", "费用", "总额", "金额", "支出总计", "收入总计", "支出合计", "收入合计", "决算", "决算数", "预算", "预算数",
    "接待费", "运行费", "维护费", "购置费", "境）费", "增加", "减少",
)  # fmt: skip
_SHARE = r"占(?:比|比为)?(\d{1,3}(?:\.\d+)?)(?=[，。；,;）)](?!\d))"
#: A numbered heading that tells the unit of what stands under it, and how far that reaches.
_TOLD, _REACH = re.compile(r"^\s*[（(]?[一二三四五六七八九十\d]+[）)、.．][^。\n]*[（(][^（()）\n]{0,6}单位[：:]\s*(?:万|亿)?元[)）]", re.MULTILINE), 600
#: What stands before and behind a number of an equation.
_EQUAL, _SIGN = re.compile(r"[=＝][^。；;，,\n]*$"), re.compile(r"[）)|｜\s]*[-－−+＋×*÷/／=＝]")
_HUNDRED = Constant(100)
#: An amount of so many times the whole is not in its unit.
_MOST = 10
#: Where more amounts than this have another unit, it is no slip: the filing mixes its units.
_SLIPS = 50
#: An amount of a known thing below so many yuan was meant in ten thousands.
_LEAST = 100


@rule(
    "UNI001",
    "unit",
    severity="warning",
    title="比率带百分号，金额带正确的单位",
    title_en="rates carry their % and amounts the right unit",
    message="数字缺少单位或单位不对",
    message_en="the number lacks its unit or has the wrong one",
    formula="占、增长、下降之后的数字带 %；金额带万元（或元），全文同一",
    source="部门决算公开说明；各地公开检查通报的常见差错",
    why_en=(
        "Only numbers in sentences: a table has its unit in the head and none in its cells.\n\n"
        "A unit is wrong where it is not that of the filing, what is said of the amount does not hold with it, and holds with the "
        "unit of the filing.\n"
        "Amounts in reasons, such as a rise of 320 元 a head, take part in nothing and are not told. 万 is 万元."
    ),
    formula_en="numbers after 占, 增长, 下降 carry %; amounts carry 万元 (or 元), one throughout",
    source_en="narrative; common faults of published filings",
    good=(
        Example("公务接待费支出3.00万元，占60.00%，比上年增加1.00万元，增长50.00%，人均接待费127.57元。"),
        Example("人民币对美元平均汇率为7.0467，较编制预算时的汇率上升。公务接待费支出3.00万元。"),
        Example("单位：万元\n合计 占比 增长\n2,946.25 60.00 5.00\n公务接待费支出3.04万，与上年持平。"),
        Example("三、支出决算情况说明（单位：万元）\n本年支出合计20.00，其中：基本支出15.00，项目支出5.00。机关运行经费支出3.00万元。"),
    ),
    bad=(
        Example("公务接待费支出3.00万元，占⟦60.00⟧；比上年增加1.00万元。", "60.00%"),
        Example("公务接待费支出3.00万元，比上年减少1.00万元，下降⟦25.00⟧；因公出国（境）费支出0.00万元。", "25.00%"),
        Example("公务接待费支出⟦3.00⟧，占60.00%。公务用车运行维护费支出2.00万元。", "3.00万元"),
        Example(
            "2023年度政府采购支出总额13.00万元，其中：政府采购货物支出5.00万元、政府采购工程支出6.42万元、"
            "政府采购服务支出⟦1.58元⟧。",
            "1.58万元",
        ),
        Example("支出20.00万元。公务用车运行维护费17.90万元，公务用车保有量3辆，车均运行费⟦5.97元⟧。", "5.97万元"),
    ),
)
def unit(filing: Filing) -> Iterator[Check]:
    """只看句子里的数字：表格的单位写在表头上，单元格里本来就没有。

    单位不对是指与全文的单位不同，照印出的单位与有关数字都不符，换成全文的单位就相符。
    原因说明里的“人均增资 320 元”之类不参与核对，不报。“万”等于“万元”。
    """
    text = filing.document.text
    for match in re.finditer(_SHARE, text):
        if in_sentence(text, match.start()):
            yield slip(filing, *match.span(1), match.group(1) + "%")
    usual, others = _units(filing)
    for figure in [figure for figure in filing.figures if not figure.unit]:
        if text[figure.end : figure.end + 1] in _STOPS:
            yield from _bare(filing, figure, usual)
    for figure, wanted in others:
        if not figure.source.text.startswith(figure.unit, figure.end):
            continue  # the head of its table tells its unit
        tiny = wanted == _THOUSAND and figure.concept is not None and figure.value < _LEAST
        if fits_only_as(filing, figure, wanted, tiny):
            end = figure.end + len(figure.unit)
            check = slip(filing, figure.start, end, figure.text + wanted, label=figure.label)
            yield check.beside([figure])


def _units(filing: Filing) -> tuple[str, list[tuple[Figure, str]]]:
    """The unit of most amounts, and the amounts of other units or sizes that may have been meant otherwise."""
    thousands = [figure for figure in filing.figures if figure.unit in _THOUSANDS]
    singles = [figure for figure in filing.figures if figure.unit == _YUAN]
    if len(singles) > len(thousands):
        usual, others = _YUAN, [(figure, _YUAN) for figure in thousands if figure.role and figure.exact]
    else:
        usual = _THOUSAND
        few = singles if len(singles) < len(thousands) else []
        others = [(figure, usual) for figure in few if _is_compared(filing, figure)]
        others += [(figure, _YUAN) for figure in _giants(filing, thousands)]
    return usual, others if len(others) <= _SLIPS else []


def _is_compared(filing: Filing, figure: Figure) -> bool:
    """Whether an amount takes part in anything: it is no reason's, unless it is one for each vehicle or person."""
    return bool(figure.exact) and (not figure.reason or per_unit(filing, figure) is not None)


def _giants(filing: Filing, amounts: list[Figure]) -> list[Figure]:
    """Amounts many times as large as all that was spent."""
    ledger = filing.ledger
    whole = ledger.operand("支出总计", ALL, "决算") or ledger.operand("收支总计", ALL, "决算")
    if whole is None or not whole.exact:
        return []
    limit = whole.exact * _MOST
    return [figure for figure in amounts if (figure.exact or 0) > limit and figure.role]


def _bare(filing: Filing, figure: Figure, usual: str) -> Iterator[Check]:
    """A number of a sentence that has no unit, after a word that leads to a rate or an amount."""
    text, start, end = filing.document.text, figure.start, figure.end
    before = text[max(0, start - 14) : start]
    if text[end + 1 : end + 2].isdigit() or any(word in before for word in _SEVERAL) or not in_sentence(text, start):
        return
    if _SIGN.match(text, end) is not None or _EQUAL.search(text, max(0, start - _REACH), start) is not None:
        return  # an equation names its unit once, or not at all
    before = before.rstrip(_VERBS)
    if before.endswith(_RATES):
        yield slip(filing, start, end, figure.text + "%")
    elif before.endswith(_AMOUNTS) and _TOLD.search(text, max(0, start - _REACH), start) is None:
        yield slip(filing, start, end, figure.text + usual)


@rule(
    "UNI002",
    "number-format",
    severity="warning",
    title="数字的写法规范",
    title_en="numbers are written as numbers",
    message="数字写法不规范",
    message_en="this is not how a number is written",
    formula="千分位每三位一个半角逗号；一个数一个小数点；一个单位",
    source="《出版物上数字用法》（GB/T 15835）",
    why_en=(
        "Thousands grouped wrongly are mostly a digit lost or doubled. A full-width comma is taken for a wrong separator only "
        "between one to three digits and three digits with decimals and a unit of money. No amount begins with a 0 before another digit."
    ),
    formula_en="a half-width comma every three digits; one decimal point; one unit",
    source_en="national standard GB/T 15835 on numbers in print",
    good=(
        Example("2023年度收入总计1,234.56万元，支出总计1234.56万元。"),
        Example("收、支总计各是125.49，143.91万元；办公费、印刷费分别为80，100万元。"),
        Example("2023年度收入总计0.50万元，支出总计00.00万元。"),
    ),
    bad=(
        Example("2023年度收入总计⟦1,23.45⟧万元。"),
        Example("2023年度收入总计⟦02,345.60⟧万元。"),
        Example("2023年度收入总计⟦1，234.56⟧万元。", "1,234.56"),
        Example("2023年度收入总计⟦1.234.56⟧万元。"),
        Example("2023年度收入总计⟦5。20⟧万元。", "5.20"),
        Example("2023年度收入总计5.20⟦万元元⟧。", "万元"),
        Example("公务接待费支出3.00万元，占60.00⟦%%⟧。", "%"),
    ),
)
def number_format(filing: Filing) -> Iterator[Check]:
    """千分位断错多半是漏了或多了一位数字。全角逗号只有在“一至三位，三位.小数 金额单位”时才看作误写的千分位。金额不以 0 开头再接数字。"""
    text = filing.document.text
    for figure in filing.figures:
        if figure.malformed or figure.unit in MONEY and _begins_with_nothing(figure):
            yield slip(filing, figure.start, figure.end)
        elif text[figure.start - 1] in "，。" and figure.start > 1 and text[figure.start - 2].isdigit():
            yield from _joined(filing, figure)
        elif not figure.unit and text.startswith(".", figure.end):
            match = re.compile(r"(?:\.\d+){1,4}(?=万元|元|亿元|%)").match(text, figure.end)
            if match is not None:
                yield slip(filing, figure.start, match.end())
    for twice, once in _TWICE.items():
        for at in found(text, twice):
            start = at - (once == _YUAN and text.startswith(_TEN_THOUSAND, at - 1))
            if text[start - 1].isdigit():
                yield slip(filing, start, at + len(twice), text[start:at] + once)


def _begins_with_nothing(figure: Figure) -> bool:
    """Whether an amount with decimals has a digit behind a first 0: two digits were swapped, or one was lost."""
    digits = figure.text.lstrip("-－−")
    return digits[:1] == "0" and digits[1:2].isdigit() and bool(figure.printed_places and figure.exact)


def _joined(filing: Filing, figure: Figure) -> Iterator[Check]:
    """A number that a Chinese comma or full stop has cut in two."""
    text, start = filing.document.text, figure.start
    window = text[max(0, start - 24) : start - 1]
    match = re.search(r"(?<![\d.,，])[1-9]\d{0,2}(?:，\d{3})*$", window)
    if match is None or any(word in window for word in _SEVERAL) or not (figure.unit in MONEY or figure.unit == "%"):
        return
    whole, _, part = figure.text.rstrip("%").partition(".")
    cut = text[start - 1] == "，" and len(whole) == 3 and part and figure.unit in MONEY
    if cut or (text[start - 1] == "。" and len(whole) == 2 and not part):
        first = start - 1 - len(match.group())
        words = text[first : figure.end]
        yield slip(filing, first, figure.end, words.replace("，", ",").replace("。", "."))


@rule(
    "UNI003",
    "fraction-as-percentage",
    severity="warning",
    title="百分数乘过 100",
    title_en="percentages are multiplied by a hundred",
    message="比率可能没有乘 100 就加了 %",
    message_en="the rate may be a fraction that was given a % as it was",
    formula="印出的比率 = 重算的比率",
    source="各地公开检查通报：0.67% 印作 0.0067%",
    why_en=(
        "The rate is just a hundredth of what it should be: a fraction was given a %. The fault of the rate is told by its own "
        "rule; this one says how it came about."
    ),
    formula_en="printed rate = recomputed rate",
    source_en="faults of published filings: 0.67% printed as 0.0067%",
    good=(
        Example(
            "公务接待费支出0.50万元，比上年减少0.01万元，下降1.96%。因公出国（境）费支出3.00万元，比上年增加0.01万元，增长0.33%。"
        ),
    ),
    bad=(
        Example("公务接待费支出3.00万元，比上年增加0.02万元，增长⟦0.0067%⟧。", "0.6711"),
        Example(
            "三、支出决算情况说明\n本年支出100.00万元，其中：基本支出60.00万元，占⟦0.60%⟧；项目支出40.00万元，占40.00%。",
            "60.00",
        ),
    ),
)
def fraction_as_percentage(filing: Filing) -> Iterator[Check]:
    """重算的比率恰好是印出的 100 倍：把小数直接加了百分号。比率本身的差错由各自的规则报告，这里说明原因。"""
    for check in _small_rates(filing):
        expression = check.expression
        if check.verdict != BROKEN or expression is None or not isinstance(check.printed, Figure):
            continue
        scaled = expect(check.printed, expression / _HUNDRED)
        if scaled.verdict != BROKEN or scaled.truncated:
            yield check._replace(truncated=False)


def _small_rates(filing: Filing) -> Iterator[Check]:
    """The checks of the rates that are printed below 1% and not as zero."""
    shares = (share for share in filing.claims(Share) if _small(share.percent))
    changes = (change for change in filing.claims(Change) if change.rate is not None and _small(change.rate))
    yield from filter(None, map(_of_whole, shares))
    yield from filter(None, map(rate_as_told, changes))
    for claim in on_budgets(filing):
        if _small(claim.rate) and claim.actual is not None and claim.budget is not None:
            yield expect(claim.rate, budget_rate(claim, claim.actual, claim.budget))


def _of_whole(share: Share) -> Check | None:
    part = share.part
    return best(expect(share.percent, part / whole) for whole in share.wholes) if part is not None else None


def _small(rate: Figure) -> bool:
    return rate.text.lstrip("-").startswith("0.") and not rate.is_zero
