"""Lists whose parts paragraphs tell again, and what a budget's narrative repeats of its tables."""

import pytest
from auditing import loud

from auditlint import check_text

_TEXT = (
    "某局（本级）2026年部门预算\n第三部分 部门预算支出具体情况\n"
    "某局（本级）预算34,460.46万元，包括在职人员经费7,923.40万元、公用经费1,415.30万元、对个人和家庭的补助支出883.60万元、"
    "增人增资534.24万元、项目支出23,703.92万元。\n"
    "（一）在职人员经费7,923.40万元，主要是在职人员工资福利和社保缴费等相关支出。\n"
    "（二）公用经费1,415.30万元，主要包括公用综合定额经费、水电费等公用经费。\n"
    "（三）对个人和家庭补助支出883.60万元，主要是离退休人员经费。\n（四）增人增资534.24万元，主要是新增人员经费。\n"
    "（五）项目支出23,703.92万元，具体包括：\n1.安全生产专项250.00万元，主要用于检测。\n"
)
_TABLES = (
    "某某局2026年部门预算\n收支预算总表\n单位：万元\n收入\t预算数\t支出\t预算数\n一、一般公共预算拨款收入\t2776.75\t一、教育支出\t2911.40\n"
    "二、其他收入\t781.60\t二、卫生健康支出\t646.95\n收入总计\t3558.35\t支出总计\t3558.35\n"
    "支出预算总表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t3558.35\t1011.40\t2546.95\n205\t教育支出\t2911.40\t911.40\t2000.00\n"
    "20502\t普通教育\t2911.40\t911.40\t2000.00\n2050202\t小学教育\t2911.40\t911.40\t2000.00\n"
    "210\t卫生健康支出\t646.95\t100.00\t546.95\n21011\t行政事业单位医疗\t646.95\t100.00\t546.95\n2101103\t公务员医疗补助\t646.95\t100.00\t546.95\n"
    "第三部分 预算情况说明\n一、收支情况\n2026年收入预算3,558.35万元，其中：一般公共预算收入{}万元，其他收入{}万元。\n"
    "2026年支出预算3,558.35万元，其中：教育支出2,911.40万元、卫生健康支出{}万元。\n二、支出明细\n1.公务员医疗补助（2101103）{}万元，较上年无增减。\n"
)
_RIGHT = ("2,776.75", "781.6", "646.95", "646.95")


def test_a_part_told_again_with_another_amount() -> None:
    assert not loud(_TEXT) and check_text(_TEXT).files[0].checked == 11  # not the only project
    for place in ("包括在职人员经费7,", "（一）在职人员经费7,"):
        wrong = _TEXT.replace(f"{place}923", f"{place}239")
        [finding] = loud(wrong)
        assert finding.rule == "REF001" and {each.text for each in finding.suspects} & {"7,239.40"}


def test_paragraphs_of_other_amounts_are_no_parts_told_again() -> None:
    wrong = _TEXT.replace("（二）公用经费1,415.30", "（二）公用经费315.30").replace("（一）在职人员经费7,923", "（一）在职人员经费6,923")
    assert "REF001" not in [each.rule for each in loud(wrong)]


_FEW = (
    "某局（本级）2026年部门预算\n第三部分 部门预算支出具体情况\n某局（本级）预算53775万元，包括人员支出{}万元、公用支出4379万元、对个人和家庭的补助支出973万元、项目支出28472万元。\n"
    "（一）人员支出{}万元{}，主要是在职人员工资。\n（二）公用支出4379万元，主要包括水电费等。\n（三）项目支出具体包括：\n1．环卫保洁6697万元，主要用于清扫。\n"
)


def test_one_of_two_parts_told_again_is_a_stroke_away() -> None:
    assert not loud(_FEW.format("19951", "19951", ""))
    for values in (("19951", "29951", ""), ("19921", "19951", ""), ("19952", "29952", "")):
        assert {finding.rule for finding in loud(_FEW.format(*values))} & {"REF001", "SUM001"}
    for values in (("19951", "19000", ""), ("19951", "29951", "（含上年结转10000万元）"), ("19921", "19931", "")):
        assert "REF001" not in [finding.rule for finding in loud(_FEW.format(*values))]


@pytest.mark.parametrize("at, wrong", [(0, "2,767.75"), (1, "718.6"), (2, "646.59"), (3, "664.95")])
def test_the_narrative_of_a_budget_against_its_tables(at: int, wrong: str) -> None:
    assert not loud(_TABLES.format(*_RIGHT))
    values = list(_RIGHT)
    values[at] = wrong
    assert "TAB009" in [each.rule for each in loud(_TABLES.format(*values))]


_SIDES = (
    "某单位2026年单位预算\n一、编制说明\n2026年，某学院收入预算40,870万元，其中：财政拨款收入30,441万元，比2025年预算增加1,524.36万元；"
    "事业收入5,000万元；其他收入5,429万元。\n支出预算40,870万元，其中：财政拨款支出预算30,441万元，比2025年预算增加{}万元。\n"
)
_LISTS = (
    "某局2023年度部门决算\n二、支出情况\n甲项目支出90.13万元，主要包括：办公费60.12万元；印刷费30.01万元。\n"
    "乙项目支出80.45万元，主要包括：咨询费50.44万元；检测费30.01万元。\n丙项目支出70.62万元，主要包括：维修费{}万元；租赁费30.31万元。\n"
)


def test_both_sides_of_a_budget_changed_alike() -> None:
    assert not loud(_SIDES.format("1,524.36"))
    assert [(each.rule, each.actual) for each in loud(_SIDES.format("1,542.36"))] == [("REF001", "1542.36")]
    assert not loud(_SIDES.format("1,542.36").replace("财政拨款支出预算30,441", "财政拨款支出预算30,440"))


def test_lists_that_begin_alike_show_what_one_of_them_lacks() -> None:
    assert not loud(_LISTS.format("40.31"))
    assert [(each.rule, each.severity) for each in loud(_LISTS.format("40.13"))] == [("SUM001", "warning")]
    for right in ("30.31", "22.75"):  # a round amount, or more than a slip, was left out
        assert not loud(_LISTS.format(right))
    assert not loud(_LISTS.format("40.13").replace("30.31万元。", "30.31万元，其余用于零星维修。"))
    assert not loud(_LISTS.format("40.13").replace("50.44", "41.30"))
    purposes = _LISTS.replace("万元；", "万元，用于日常工作等；").replace("万元。", "万元，用于其他工作。")
    assert not loud(purposes.format("40.31"))
    assert [each.rule for each in loud(purposes.format("40.13"))] == ["SUM001"]


def test_what_counts_of_something_cost_is_told_again() -> None:
    text = (
        "某局2023年度部门决算\n七、“三公”经费\n公务接待费支出5.49万元。其中：\n国内公务接待支出5.49万元，主要用于交通费、用餐费等。"
        "国内公务接待61批次，368人次（不包括陪同人员），共计支出{}万元，具体内容包括：接待上级检查等。\n"
    )
    assert not loud(text.format("5.49"))
    assert [(each.rule, each.actual) for each in loud(text.format("4.59"))] == [("REF001", "4.59")]
    assert not loud(text.format("4.59").replace("国内公务接待61批次", "外事接待61批次"))


def test_parts_of_what_was_carried_over_are_no_receipts_of_the_year() -> None:
    assert not loud(
        "某局2026年部门预算\n一、收支预算\n2026年收支总预算1250.00万元，收入包括：一般公共预算拨款收入900.00万元、事业收入150.00万元、其他收入50.00万元、上年结转结余150.00万元。\n"
        "二、收入预算\n2026年收入预算1250.00万元，比上年增加150.00万元，增长13.64%；支出预算1250.00万元。\n"
        "三、结转情况\n上年结转结余150.00万元，其中：一般公共预算85.00万元，事业收入50.00万元，其他收入15.00万元。\n"
    )


_FUND = (
    "某市自然资源局2025年部门预算\n一、部门收支总体情况\n支出预算1,838.51万元，其中：社会保障和就业支出预算145.27万元，卫生健康支出预算30.81万元，"
    "自然资源海洋气象等支出预算{}万元，住房保障支出预算101.19万元。\n一般公共预算财政拨款支出预算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
    "\t合计\t1,687.00\t1,082.23\t604.77\n208\t社会保障和就业支出\t145.27\t145.27\t0.00\n210\t卫生健康支出\t30.81\t30.81\t0.00\n"
    "220\t自然资源海洋气象等支出\t1,409.73\t804.96\t604.77\n221\t住房保障支出\t101.19\t101.19\t0.00\n"
)


def test_the_table_of_a_fund_does_not_print_what_all_money_is_spent_on() -> None:
    assert not loud(_FUND.format("1,561.24"))
    whole = _FUND.replace("1,838.51", "1,687.00")
    assert not loud(whole.format("1,409.73"))
    assert "TAB009" in [each.rule for each in loud(whole.format("1,490.73"))]


_IN_WHOLE = (
    "某单位2026年单位预算\n一、编制说明\n2026年，某学院支出预算{0}万元，其中：财政拨款支出预算{0}万元。财政拨款支出预算中，一般公共预算拨款支出预算{1}万元；"
    "政府性基金拨款支出预算0万元。\n财政拨款支出主要内容如下：\n1.“教育支出”科目726万元，主要用于学校。\n2.“卫生健康支出”科目60万元，主要用于医疗。\n3.“住房保障支出”科目80万元，主要用于公积金。\n一般公共预算支出功能分类预算表\n单位：元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
    "205\t教育支出\t7,259,560\t7,000,000\t259,560\n210\t卫生健康支出\t600,000\t600,000\t\n221\t住房保障支出\t803,400\t803,400\t\n\t合计\t8,662,960\t8,403,400\t259,560\n"
)


def test_a_short_difference_stands_in_a_table_by_chance() -> None:
    assert not loud(_IN_WHOLE.format(866, 866))
    assert "TAB009" in [each.rule for each in loud(_IN_WHOLE.format(866, 806))]
