"""Columns of percentages: the other rows tell what they are the rates of, and only what nothing else explains is told."""

import pytest
from auditing import loud

from auditlint import check_text

#: Last year's budget, this year's and the change against it.
YEARS = """2025年部门预算
一般公共预算支出表
单位：万元
科目编码\t科目名称\t2024年执行数\t2025年预算数\t增减额\t增减{sign}
\t合计\t366.02\t385.55\t19.53\t5.34
205\t教育支出\t151.20\t162.44\t11.24\t{rate}
20502\t普通教育\t151.20\t162.44\t11.24\t7.43
2050201\t学前教育\t90.10\t101.07\t10.97\t12.18
2050202\t小学教育\t61.10\t61.37\t0.27\t0.44
208\t社会保障和就业支出\t214.82\t223.11\t8.29\t3.86
20805\t行政事业单位养老支出\t214.82\t223.11\t8.29\t3.86
2080505\t机关事业单位基本养老保险缴费支出\t204.70\t215.21\t10.51\t5.13
2080506\t机关事业单位职业年金缴费支出\t10.12\t7.90\t-2.22\t-21.94
2080599\t其他行政事业单位养老支出\t\t\t\t
"""
#: What was spent of two budgets, of which the adjusted one is the base.
SPENT = (
    "2024年部门决算\n项目支出执行情况表\n单位：万元\n项目名称\t年初预算数\t调整预算数\t决算数\t执行率\n河道治理\t120.00\t150.35\t131.24\t87.29%\n"
    "水质监测\t80.00\t88.20\t80.02\t90.73%\n设备更新\t140.00\t140.07\t{spent}\t70.14%\n业务培训\t51.20\t51.20\t47.33\t92.44%\n合计\t391.20\t429.82\t{total}\t83.02%\n"
)


@pytest.mark.parametrize("sign", ["%", "率（％）", "幅度%"])
def test_a_rate_of_change_is_told_by_the_other_rows(sign: str) -> None:
    assert loud(YEARS.format(sign=sign, rate="7.43")) == []
    (found,) = loud(YEARS.format(sign=sign, rate="7.34"))
    assert (found.rule, found.severity, found.expected) == ("TAB016", "error", "7.43")


def test_full_width_percents_are_read() -> None:
    assert [finding.rule for finding in loud(YEARS.format(sign="%", rate="7.34％"))] == ["TAB016"]


def test_every_rate_counts_as_recomputed() -> None:
    (report,) = check_text(YEARS.format(sign="%", rate="7.43")).files
    assert report.checked == report.figures == 36


def test_a_rate_names_the_amount_that_a_slip_altered() -> None:
    """设备更新: 98.24 of 140.07 are 70.14%, and two digits were swapped."""
    assert loud(SPENT.format(spent="98.24", total="356.83")) == []
    found = loud(SPENT.format(spent="89.24", total="356.83"))
    assert [(finding.severity, finding.suspects[0].should_be) for finding in found] == [("error", "98.24")]


@pytest.mark.parametrize("rate", ["-7.43", "107.43"])
def test_a_sign_left_out_or_another_rate_is_not_told(rate: str) -> None:
    """Without its sign it may be meant so; 107.43 is what 162.44 makes of 151.20 and no row else is read so."""
    found = loud(YEARS.format(sign="%", rate=rate))
    assert [finding.rule for finding in found] == ([] if rate == "-7.43" else ["TAB016"])


def test_rates_by_another_rule_are_left_alone() -> None:
    """Nothing comes out twice: no relation is there."""
    text = SPENT.format(spent="98.24", total="356.83")
    for old, new in (("87.29", "81.10"), ("90.73", "64.25"), ("70.14", "13.66"), ("92.44", "47.20"), ("83.02", "59.90")):
        text = text.replace(old, new)
    assert loud(text) == []


def test_the_decimals_of_rates_are_not_those_of_amounts() -> None:
    """Whole amounts beside rates of two decimals stay rounded to whole ones."""
    rows = "合计\t367\t386\t5.18\n甲项目\t151\t163\t7.95\n乙项目\t125\t129\t3.20\n丙项目\t90\t95\t5.56\n"
    assert loud(f"2025年部门预算\n项目支出表\n单位：万元\n项目\t上年预算数\t本年预算数\t增减%\n{rows}") == []
