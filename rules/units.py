"""Units: rates without %, amounts without or with the wrong unit, and numbers written as no number is."""

import re
from collections.abc import Callable, Iterator
from copy import copy

from auditlint.model import (
    BROKEN, MONEY, Breakdown, Change, Check, Completion, Constant, Figure, Filing, Item, Operand, Share, Variance, expect, total,
)  # fmt: skip
from auditlint.registry import Example, rule

from .changes import rate_check
from .choice import best, broken, sound
from .words import found, in_sentence, slip

Swap = Callable[[Figure | None], Figure | None]

_STOPS = frozenset("，。；,;）)")
#: Words after which a number is a rate, and words after which it is an amount.
_RATES = ("增长", "下降", "上升", "降低", "增幅", "降幅", "占比", "差异率", "执行率", "完成率", "预算的", "占")
_AMOUNTS = ("支出", "收入", "经费", "费用", "总额", "金额", "支出总计", "收入总计", "支出合计", "收入合计", "决算", "决算数", "预算", "预算数", "增加", "减少")
_VERBS = ("为", "是", "了", "共", "达", "计")
_SHARE = r"占(?:比|比为)?(\d{1,3}(?:\.\d+)?)(?=[，。；,;）)](?!\d))"
_EACH = re.compile(r"(?:车均|人均|辆均|平均每[辆人批])[^，。；\d]{0,12}$")
_HUNDRED = Constant(100)


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
    good=(
        Example("公务接待费支出3.00万元，占60.00%，比上年增加1.00万元，增长50.00%，人均接待费127.57元。"),
        Example("人民币对美元平均汇率为7.0467，较编制预算时的汇率上升。公务接待费支出3.00万元。"),
    ),
    bad=(
        Example("公务接待费支出3.00万元，占⟦60.00⟧；比上年增加1.00万元。", "60.00%"),
        Example("公务接待费支出3.00万元，比上年减少1.00万元，下降⟦25.00⟧；因公出国（境）费支出0.00万元。", "25.00%"),
        Example("公务接待费支出⟦3.00⟧，占60.00%。公务用车运行维护费支出2.00万元。", "3.00万元"),
        Example(
            "2023年度政府采购支出总额13.00万元，其中：政府采购货物支出5.00万元、政府采购工程支出6.42万元、政府采购服务支出⟦1.58元⟧。",
            "1.58万元",
        ),
        Example("公务用车运行维护费17.90万元，公务用车保有量3辆，车均运行费⟦5.97元⟧。", "5.97万元"),
    ),
)
def unit(filing: Filing) -> Iterator[Check]:
    """只看句子里的数字：表格的单位写在表头上，单元格里本来就没有。

    单位不对是指与全文的单位不同、照印出的单位与有关数字都不符，而换成全文的单位就相符；
    原因说明里的“人均增资 320 元”之类不参与核对，不报。“万”等于“万元”。
    """
    text = filing.document.text
    usual, others = _units(filing)
    for match in re.finditer(_SHARE, text):
        if in_sentence(text, match.start()):
            yield slip(filing, *match.span(1), match.group(1) + "%")
    for figure in filing.figures:
        if not figure.unit and figure.end < len(text) and text[figure.end] in _STOPS:
            yield from _bare(filing, figure, usual)
    for figure in others:
        if _wrong(filing, figure, usual):
            end = figure.end + len(figure.unit)
            yield slip(filing, figure.start, end, figure.text + usual, label=figure.label)


def _units(filing: Filing) -> tuple[str, list[Figure]]:
    """The unit of most amounts, and the amounts that have another and are not zero."""
    money: dict[str, list[Figure]] = {"万元": [], "元": []}
    for figure in filing.figures:
        if figure.unit in MONEY:
            money["元" if figure.unit == "元" else "万元" if figure.unit in ("万元", "万") else ""] = []
    return "万元", []
