"""What a narrative leaves in doubt: correct texts that stay quiet, and slips that are found all the same."""

import pytest
from auditing import loud

from auditlint import check_text

#: The text, and what must be found when the first of the two words stands as the second.
PAIRS = {
    "a budget by the way is not the current figure": (
        "七、财政拨款“三公”经费支出决算情况说明\n2023年度“三公”经费财政拨款支出决算18.02万元，占年初预算21.00万元的85.81%，"
        "比年初预算减少2.98万元；较上年减少0.89万元（4.71%）。",
        "4.71%", "4.07%",
    ),
    "nor is it where the words say 为": (
        "七、财政拨款“三公”经费支出决算情况说明\n公务接待费支出决算8.00万元，为全年预算10.00万元的80.00%，比上年增加1.00万元，增长14.29%。",
        "80.00%", "88.00%",
    ),
    "each rate of completion has the budget before it": (
        "会议费支出6.00万元，完成年初预算5.00万元的120.00%，全年预算6.00万元的100.00%，比上年增加1.00万元，增长20.00%。",
        "120.00%", "102.00%",
    ),
    "whatever else there is names its members in brackets": (
        "本部门2023年度本年支出合计1,000.00万元，具体构成为：基本支出600.00万元，占60.00%；项目支出380.00万元，占38.00%；"
        "其他支出（对附属单位补助支出、上缴上级支出）20.00万元，占2.00%。",
        "380.00", "308.00",
    ),
    "whatever else there is may be too little for a share": (
        "2024年度收入合计34,016.11万元，其中：财政拨款收入34,001.83万元，占100.0%；其他各类收入14.28万元，占0.0%。",
        "14.28", "41.28",
    ),
    "what is carried over is part of the whole though the words are another flow": (
        "2023年度财政拨款收、支总计100.00万元。其中：一般公共预算财政拨款收入80.00万元，政府性基金预算财政拨款收入0.00万元，"
        "国有资本经营预算财政拨款收入0.00万元，年初财政拨款结转和结余20.00万元。",
        "80.00", "180.00",
    ),
    "a heading in front of a paragraph names what it is about": (
        "七、“三公”经费\n2022年度“三公”经费支出预算28.00万元，支出决算21.35万元，完成预算的76.25%，决算数较预算数减少6.65万元。\n"
        "1.公务用车运行维护费用支出情况说明。预算20.00万元，支出决算18.90万元，完成预算的94.50%，决算数较预算数减少1.10万元。\n"
        "2.公务接待费支出情况说明\n预算8.00万元，支出决算2.45万元，完成预算的30.63%，决算数较预算数减少5.55万元。",
        "30.63%", "36.03%",
    ),
    "a budget in brackets behind the rate of a part is the part's": (
        "二、财政拨款支出决算情况说明\n2021年度财政拨款支出476.90万元，其中：基本支出388.90万元，项目支出88.00万元。2021年度财政拨款支出完成年初预算的105.98%，"
        "年初预算450.00万元，其中：基本支出完成年初预算的107.43%（年初预算362.00万元），项目支出完成年初预算的100%（年初预算88.00万元）。",
        "362.00", "326.00",
    ),
    "two economic classes differ in no more than a bracket": (
        "六、一般公共预算财政拨款基本支出决算情况说明\n2022年度一般公共预算财政拨款基本支出1,210.00万元，其中：人员经费1,089.00万元，公用经费121.00万元。\n"
        "（一）资本性支出（基本建设）1.00万元，资本性支出6.00万元。\n（二）对企业补助（基本建设）2.00万元，对企业补助3.00万元。\n"
        "（三）资本性支出6.00万元均用于购置办公设备。",
        "6.00万元均", "5.00万元均",
    ),
    "a list may divide the basic expenditure into three": (
        "2023年度基本支出100.00万元，其中：人员经费80.00万元，公用经费15.00万元，对个人和家庭的补助5.00万元。",
        "15.00", "25.00",
    ),
}  # fmt: skip

QUIET = {
    "what there was none of is not what was spoken of before": (
        "七、“三公”经费\n2022年度“三公”经费支出决算21.35万元，比上年减少2.15万元，下降9.15%。2022年度无因公出国（境）支出，与上年一致。"
    ),
    "a clause that names its subject is not about the last of a list": (
        "（一）支出总计486.32万元，包括：\n1.基本支出390.10万元。\n2.项目支出88.00万元。\n3.年末结转和结余8.22万元。\n"
        "与上年相比，今年支出增加9.37万元，增长2.00%。"
    ),
    "nor is one that names what nobody stated about the whole": (
        "二、财政拨款支出决算情况说明\n2021年度财政拨款支出476.90万元，比上年增加10.20万元，增长2.19%。其中：工资性支出增加5.00万元，增长1.00%。"
    ),
    "nor are the budgets in brackets those of the whole where a part is not known": (
        "2021年度财政拨款支出476.90万元。2021年度财政拨款支出完成年初预算的105.98%，年初预算450.00万元，其中：专项支出完成年初预算的107.43%"
        "（年初预算362.00万元）。"
    ),
    "a change after a list in several sentences may be that of the whole": (
        "2021年度“三公”经费支出0.86万元。其中：因公出国（境）费0万元。公务用车购置及运行费0.62万元，比上年减少0.08万元，下降11.43%。"
        "公务接待费0.24万元。与上年相比，减少0.14万元，下降14%。"
    ),
    "an unknown part at the end explains what the others are short": (
        "2023年度支出合计1,000.00万元，其中：基本支出600.00万元；项目支出380.00万元；援助边远地区的专款20.00万元。"
    ),
    "an unknown part at the end whose share is printed": (
        "2023年度支出合计1,000.00万元，其中：基本支出600.00万元，占60.00%；项目支出380.00万元，占38.00%；援助边远地区的专款"
        "12.00万元，占1.20%；其余的8.00万元。"
    ),
    "an amount among the parts that says nothing of itself": (
        "2023年度财政拨款支出100.00万元，其中：基本支出60.00万元，另38.00万元，项目支出2.00万元。"
    ),
    "a total may be less than the year's income where a deficit was carried over": (
        "一、收入支出决算总体情况说明\n2024年度收入总计983.07万元，其中：本年收入合计987.64万元，使用非财政拨款结余0.00万元，等等。"
    ),
    "a member that is not named leaves the shares as short as the amounts": (
        "三、支出决算情况说明\n2023年度支出合计1,000.00万元，其中：基本支出600.00万元，占60.00%；项目支出380.00万元，占38.00%；经营支出0.00万元，"
        "占0.00%。"
    ),
    "the rate of a deficit may be meant either way": (
        "一、收入决算情况说明\n2024年度收入总计983.07万元，其中年初结转和结余-4.57万元，较2023年增加0.14万元，增长-2.97%；"
        "本年收入合计987.64万元。"
    ),
    "a rate of a deficit that fits neither way is not judged": (
        "一、收入决算情况说明\n2024年度收入总计983.07万元，其中年初结转和结余-4.57万元，较2023年增加0.14万元，增长-3.07%；"
        "本年收入合计987.64万元。"
    ),
    "an amount that was not read has its share and its change": (
        "三、支出决算情况说明\n2023年度支出合计1,000.00万元，比上年增加30.00万元，增长3.09%。其中：基本支出600.00万元，占60.00%，比上年增加10.00万元；"
        "项目支出380.00万元，占38.00%，比上年增加15.00万元；援助边远地区的专款20.00万元，比上年增加5.00万元。"
    ),
    "a deficit that is printed": (
        "一、收入支出决算总体情况说明\n2024年度收入总计983.07万元，其中：本年收入合计987.64万元，年初结转和结余-4.57万元。"
    ),
}  # fmt: skip


#: A summary table whose used balances make up what the narrative's two parts fall short of the total by.
SUMMARY = """第二部分 部门决算表
收入支出决算总表
单位：万元
收入 支出
项目 决算数 项目 决算数
一、一般公共预算财政拨款收入 90.00 一、教育支出 90.00
二、其他收入 5.00 二、卫生健康支出 10.00
本年收入合计 95.00 本年支出合计 100.00
使用非财政拨款结余 1.20 结余分配 0.80
年初结转和结余 8.00 年末结转和结余 3.40
总计 104.20 总计 104.20
"""
BALANCES = """第三部分 2023年度部门决算情况说明
一、收入决算情况说明
本部门2023年度收入总计104.20万元，其中年初结转和结余8.00万元，较2022年减少2.00万元，下降20.00%；本年收入合计95.00万元。
二、支出决算情况说明
本部门2023年度支出总计104.20万元，其中本年支出合计100.00万元；年末结转和结余3.40万元。
"""


#: A table that prints a member which the narrative leaves out.
SPENT = """第二部分 部门决算表
支出决算表
单位：万元
项目 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
栏次 1 2 3 4 5 6
合计 100.00 60.00 38.00 0.00 0.00 2.00
205 教育支出 100.00 60.00 38.00 0.00 0.00 2.00
20502 普通教育 100.00 60.00 38.00 0.00 0.00 2.00
2050202 小学教育 100.00 60.00 38.00 0.00 0.00 2.00
第三部分 2023年度部门决算情况说明
三、支出决算情况说明
2023年度支出合计100.00万元，其中：基本支出60.00万元；项目支出38.00万元。
"""


@pytest.mark.parametrize("name", PAIRS)
def test_right_is_quiet_and_wrong_is_found(name: str) -> None:
    text, right, wrong = PAIRS[name]
    assert text.count(right) == 1
    assert loud(text) == []
    assert loud(text.replace(right, wrong)) != []


@pytest.mark.parametrize("name", QUIET)
def test_no_false_accusation(name: str) -> None:
    assert loud(QUIET[name]) == []


def test_the_summary_table_explains_what_a_total_leaves_out() -> None:
    assert loud(SUMMARY + BALANCES) == []
    assert loud(SUMMARY + BALANCES.replace("收入合计95.00", "收入合计93.00")) != []


def test_without_a_table_the_difference_is_only_not_explained() -> None:
    found = loud(BALANCES)
    assert {finding.severity for finding in found} == {"warning"}
    assert all("差额没有说明" in finding.message for finding in found) and len(found) == 2
    above = check_text(BALANCES.replace("收入合计95.00", "收入合计99.00")).findings
    assert any(finding.severity == "error" and finding.rule in ("SUM001", "REF111") for finding in above)


def test_a_member_that_only_the_table_prints_is_left_out_of_the_list() -> None:
    assert loud(SPENT) == []
    assert loud(SPENT.replace("项目支出38.00万元", "项目支出36.00万元")) != []
    assert loud(SPENT[SPENT.index("第三部分") :]) != []


@pytest.mark.parametrize(
    ("change", "severity"),
    [
        ("比上年增加200.00万元，增长3.13%", "warning"),  # far from 25%, and no stroke at any of the three explains it
        ("比上年增加200.00万元，增长2.50%", "error"),  # the point
        ("比上年增加90.31万元，增长3.13%", "error"),  # 30.31, which the rounding of the rate leaves room for
    ],
)
def test_a_single_relation_is_no_proof_by_several(change: str, severity: str) -> None:
    report = check_text(f"某局2023年度部门决算\n二、支出决算情况说明\n2023年度本年支出合计1000.00万元，{change}。\n")
    assert [(finding.rule, finding.severity) for finding in report.findings] == [("CHG001", severity)]
