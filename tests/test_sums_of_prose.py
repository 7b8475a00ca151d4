"""Sums and lists of prose that are right as they stand stay quiet, and one slip in them is told."""

import pytest
from auditing import loud, said

#: A right passage, and what must be found when the first of the two words stands as the second.
PAIRS = {
    "a whole divided twice": (
        "2023年财政拨款收支预算1098.79万元。收入按资金来源分为：一般公共预算拨款983.19万元、政府性基金预算拨款115.60万元；"
        "按资金年度分为：当年财政拨款收入998.79万元，上年结转100.00万元。",
        "基金预算拨款115.60", "基金预算拨款115.90",
    ),
    "sources, savings and what was carried over in one list": (
        "收入总计5290.84万元，比上年减少136.83万元，下降2.52%，包括财政拨款收入4250.83万元、上级补助收入89.82万元、事业收入623.81万元、"
        "其他收入101.42万元、使用非财政拨款结余15.57万元、年初结转和结余209.39万元。",
        "事业收入623.81", "事业收入632.81",
    ),
    "shares of the year's spending below a total that holds more": (
        "（二）年度支出总计2264.24万元，比上年决算数2029.88万元增加234.36万元，增长11.5%。其中：基本支出1170.10万元，占本年支出的53.8%，"
        "比上年决算数1125.57万元增加44.53万元，增长4.0%；项目支出1004.68万元，占本年支出的46.2%，比上年决算数775.40万元增加229.28万元，增长29.6%。",
        "增加229.28", "增加292.28",
    ),
    "changes that the amounts beside them prove, of parts that are not all": (
        "部门预算支出100.00万元，比上年预算90.00万元增加10.00万元，增长11.11%。其中：基本支出60.00万元，比上年55.00万元增加5.00万元，增长9.09%；"
        "项目支出30.00万元，比上年33.00万元减少3.00万元，下降9.09%。",
        "减少3.00", "减少8.00",
    ),
    "changes of all parts": (
        "本年支出200.00万元，比上年增加10.00万元，增长5.26%。其中：基本支出140.00万元，占本年支出的70.00%，比上年增加15.00万元，增长12.00%；"
        "项目支出60.00万元，占本年支出的30.00%，比上年减少5.00万元，下降7.69%。",
        "增加10.00万元，增长5.26", "增加19.00万元，增长10.50",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_a_right_sum_stays_quiet_and_a_slip_in_it_is_told(name: str) -> None:
    text, right, wrong = PAIRS[name]
    head = "某某市教育局2023年度部门决算\n\n"
    assert not said(head + text)
    assert text.count(right) == 1
    assert loud(head + text.replace(right, wrong))
