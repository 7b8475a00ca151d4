"""Passages of budgets as cities word them: right ones stay quiet, and the wrong figure is caught."""

import pytest
from auditing import loud

TITLE = "某某市水务局2024年部门预算\n\n"

#: A right passage, and what must be found when the first of the two words stands as the second.
PAIRS = {
    "the class 一般公共服务 names no fund": (
        "（三）支出预算情况\n2024年支出预算1000.00万元。\n1.按支出功能分类，包括一般公共服务支出600.00万元、教育支出100.00万元、住房保障支出300.00万元。\n"
        "（四）财政拨款收支预算情况\n2024年财政拨款支出总预算900.00万元。支出包括：一般公共服务支出520.00万元、教育支出100.00万元、住房保障支出280.00万元。",
        "教育支出100.00万元、住房保障支出280", "教育支出170.00万元、住房保障支出280",
    ),
    "words like 按支出结构划分 behind numbered paragraphs divide their whole": (
        "一、收支预算总体情况说明\n2024年总支出1000.00万元，同比增加100.00万元。\n1.教育支出600.00万元，占总支出60.00%，主要用于单位履行职能。\n"
        "2.住房保障支出399.00万元，占总支出39.90%，主要用于单位履行职能。\n3.国有资本经营预算支出1.00万元，占总支出0.10%，主要用于单位履行职能。\n"
        "按支出结构划分：基本支出400.00万元，占总支出40.00%；项目支出600.00万元，占总支出60.00%。",
        "基本支出400.00", "基本支出406.00",
    ),
    "numbered paragraphs that each divide the whole once more": (
        "（三）支出预算情况\n2024年支出预算1000.00万元。\n1.按支出功能分类，包括教育支出600.00万元、农林水支出100.00万元、住房保障支出300.00万元。\n"
        "2.按支出用途分类，包括基本支出400.00万元、项目支出600.00万元。",
        "农林水支出100.00", "农林水支出160.00",
    ),
    "（1） under 1. is listed within it": (
        "（一）规模情况\n2024年一般公共预算支出1000.00万元，比2023年增加20.00万元。\n（二）具体情况\n按功能分类科目，包括：\n"
        "1.教育支出600.00万元，比2023年预算590.00万元增加10.00万元，主要原因是人员变动。具体情况：\n（1）进修及培训培训支出600.00万元，主要原因是人员变动。\n"
        "2.住房保障支出400.00万元，与2023年预算相比增加5.00万元，主要原因是人员变动。具体情况：\n（1）住房改革支出住房公积金250.00万元，主要原因是缴费基数调整。\n"
        "（2）住房改革支出购房补贴150.00万元，主要原因是人员变动。",
        "增加10.00", "增加16.00",
    ),
    "a statement that counts in what was carried over": (
        "（二）收入预算情况\n2024年收入预算1000.00万元，其中：一般公共预算拨款收入880.00万元，占88.00%；其他收入100.00万元，占10.00%；上年结转20.00万元，"
        "占2.00%。\n（四）财政拨款收支预算情况\n2024年财政拨款收支总预算900.00万元，其中：当年拨款880.00万元，上年结转20.00万元。"
        "收入包括：一般公共预算拨款收入900.00万元、政府性基金预算拨款收入0.00万元。",
        "款收入900.00", "款收入930.00",
    ),
    "those who retired are counted beside those who work": (
        "一、部门概况\n编制92人，其中：行政编制52人、事业编制40人；实有人数85人，其中：在职人数85人，包括行政人员49人、事业人员36人；离休人员2人；退休人员30人。",
        "行政编制52", "行政编制62",
    ),
    "the total of purchases is not the department's": (
        "一、支出预算情况\n2024年部门支出预算合计1000.00万元，其中：基本支出400.00万元，项目支出600.00万元。\n二、政府采购预算情况\n"
        "2024年部门政府采购预算支出合计110.00万元。包括：货物类70.00万元，工程类10.00万元，服务类30.00万元。",
        "货物类70.00", "货物类76.00",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("right", "figure", "wrong"), PAIRS.values(), ids=PAIRS)
def test_a_right_passage_is_quiet_and_a_wrong_figure_is_not(right: str, figure: str, wrong: str) -> None:
    assert loud(TITLE + right) == []
    assert right.count(figure) == 1
    assert loud(TITLE + right.replace(figure, wrong)) != []
