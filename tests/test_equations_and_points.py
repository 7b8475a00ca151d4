"""Printed equations and points between two printed rates: what right filings write stays quiet, and what is wrong in it is told."""

import pytest
from auditing import loud, said

from auditlint import check_text

TITLE = "云岭区水利局2023年度部门决算\n\n（二）绩效自评情况\n"
EQUATION, POINTS = "PRS004", frozenset(("CHG002", "CHG005"))

#: Right equations.
RIGHT_EQUATIONS = {
    "a chain of stages": "执行率=（41.20+22.30）/（51.60+23.40）×100%=63.50/75.00×100%=84.67%。",
    "a chain whose stages were rounded": "控制率=（13.333万元/17.777万元）×100%=13.33/17.78×100%=74.97%。",
    "a chain without 100%": "节约率=（预算217.00-决算203.00）/217.00=14.00/217.00=6.45%。",
    "a chain of rates": "加权得分率=92.00%×30%+81.00%×70%=27.60%+56.70%=84.30%。",
    "a chain of amounts": "人员经费=工资31.40万元+社保7.20万元+公积金4.10万元=38.60万元+4.10万元=42.70万元。",
    "a chain of amounts with brackets": "投入=（12.00万元+13.50万元）+24.00万元=25.50（万元）+24.00万元=49.50万元。",
    "a chain of differences": "结余=130.00万元-70.50万元=130.00万元-（60.50万元+10.00万元）=59.50万元。",
    "a proportion": "分担比例=30.00万元/90.00万元=1.00:3.00。",
    "a rate per mille": "差错率=3.00万元/600.00万元=5.00‰。",
    "whole amounts that were rounded": "支出完成率=（全年支出2347/全年预算2461）×100%=95.40%。",
    "whole amounts without names": "公用经费控制率=147/158×100%=92.89%。",
    "whole measures that were rounded": "绿化完成率=（实际47公里/计划53公里）×100%=89.05%。",
    "kilometres and metres": "管道完成率=（实际7.5公里/计划6000米）×100%=125%。",
    "kilometres of another name and metres": "管道完成率=（实际6.3千米/计划6300米）×100%=100%。",
    "tons and kilograms": "清运率=（清运9吨/计划8000公斤）×100%=112.50%。",
    "hours and minutes": "及时率=（实际1.5小时/规定120分钟）×100%=75%。",
    "thousands of copies": "发放率=（已发4千份/应发5000份）×100%=80%。",
    "mu and hectares": "种植率=（实际2400亩÷目标200公顷）×100%=80%。",
    "ten thousands of square metres and hectares": "绿化率=（实际24.50万平方米/计划49.00公顷）×100%=50%。",
    "what is held to 100%": "支出完成率=（126.40万元/118.20万元）×100%=100%（高于100%的以100%计）。",
    "what is held to nothing": "超支率=（91.30万元-100.00万元）/100.00万元×100%=0.00%（未超支按0计）。",
    "a difference without its sign": "预决算差异率=（87.40-95.00）/95.00×100%=8.00%（取绝对值）。",
    "parts without their %": "平均满意度=（97.20+94.60）/2=95.90%，三年平均=（91+94+97）/3=94.00%。",
    "bars of an absolute value": "预决算差异率=|（决算数87.40-预算数95.00）/预算数95.00|×100%=8.00%。",
    "amounts without a unit": "结转结余率=（年末结转0.37/支出预算14.80）×100%=2.50%；（收入19.00-预算20.00）÷收入预算20.00×100%为-5.00%。",
}
#: Wrong equations, and what should be printed.
WRONG_EQUATIONS = {
    "the last stage of a chain": ("执行率=（41.20+22.30）/（51.60+23.40）×100%=63.50/75.00×100%=86.47%。", "84.67"),
    "a chain of amounts": ("人员经费=工资31.40万元+社保7.20万元+公积金4.10万元=38.60万元+4.10万元=47.20万元。", "42.70"),
    "people, who are not rounded": ("在职人员控制率=（在职人员147/编制数158）×100%=92.89%。", "93.04"),
    "things, which are not rounded": ("验收率=（已验收147项/应验收158项）×100%=92.89%。", "93.04"),
    "whole amounts beyond their rounding": ("支出完成率=（全年支出2347/全年预算2461）×100%=94.50%。", "95.37"),
    "the same measure": ("管道完成率=（实际7.5公里/计划6.0公里）×100%=152%。", "125"),
    "thousands of yuan": ("执行率=（支出9000.00千元/预算1,000.00万元）×100%=80.00%。", "90.00"),
    "above 100%": ("支出完成率=（126.40万元/118.20万元）×100%=109.64%。", "106.94"),
    "below 100%, and held to it": ("支出完成率=（106.40万元/118.20万元）×100%=100%。", "90"),
    "a difference of another size": ("预决算差异率=（87.40-95.00）/95.00×100%=9.00%（取绝对值）。", "8.00"),
    "a sign where nothing fell": ("变动率=（96.30-87.40）/87.40×100%=-10.18%。", "(96.30 - 87.40) ÷ 87.40"),
}
#: Right points.
RIGHT_POINTS = {
    "a target between": "预算执行率93.20%，超出目标值91.00%，比上年的90.10%提高3.10个百分点。",
    "an average between": "群众满意度93.20%，高于全市平均水平91.00%，比上年的90.10%提高3.10个百分点。",
    "the average of others between": "预算执行率93.20%，全市平均执行率89.00%，较上年的90.10%提高3.10个百分点。",
    "a forecast between": "支付率93.20%，低于预期95.00%，比上年的90.10%提高3.10个百分点。",
    "a task between": "接种率93.20%，完成年度任务91.00%，较上年的90.10%提高3.10个百分点。",
    "the least there may be between": "合格率93.20%，年度目标为不低于91.00%，比上年的90.10%提高3.10个百分点。",
    "a rate of growth and of completion": "收入增长7.40%，完成预算的103.00%，增幅比上年的5.10%提高2.30个百分点。",
    "a part between": "全区优良天数比例91.30%，其中城区94.00%，比上年的89.10%提高2.20个百分点。",
    "two of them": "男、女职工参检率分别为91.30%、82.00%，比上年的79.00%提高12.30个百分点和3.00个百分点。",
    "one of two named again": "项目支出占比61.30%，基本支出占比38.70%，项目支出占比较上年的57.10%提高4.20个百分点。",
    "the former": "办结率91.30%，满意率97.00%，前者比上年的88.10%提高3.20个百分点。",
    "two together": "教育占比21.30%，卫生占比17.20%，两项合计比上年的35.10%提高3.40个百分点。",
    "two together, which is not said": "教育占比21.30%，卫生占比17.20%，比上年的35.10%提高3.40个百分点。",
    "all of them": "首批支付率61.30%，次批支付率84.20%，全部支付率比上年的70.10%提高4.20个百分点。",
    "a rate that is not printed": "预算执行率93.20%，群众满意度比上年的90.10%提高4.00个百分点。",
    "in another sentence": "支付率93.20%；超出目标值91.00%，比上年的90.10%提高3.10个百分点。",
    "each year": "覆盖率由31.00%提高到43.00%年均提高3.00个百分点，合格率由90.00%提高到96.00%每年提高2.00个百分点。",
    "reckoned otherwise": "非税收入占比41.30%，比上年的39.10%按同口径提高1.70个百分点。",
}
#: Wrong points, and what is told of them.
WRONG_POINTS = {
    "one rate": ("人员经费占比41.30%，比上年的39.10%提高2.70个百分点。", "41.30 - 39.10"),
    "one rate, again": ("人员经费占比41.30%，比上年的39.10%又提高了2.70个百分点。", "41.30 - 39.10"),
    "all along": ("贫困发生率由9.30%降低到0.40%，累计下降9.80个百分点。", "9.30 - 0.40"),
    "a target between": ("预算执行率93.20%，超出目标值91.00%，比上年的90.10%提高3.70个百分点。", "93.20 - 90.10"),
    "an average between": ("群众满意度93.20%，高于全市平均水平91.00%，比上年的90.10%提高3.70个百分点。", "93.20 - 90.10"),
    "one of two named again": ("项目支出占比61.30%，基本支出占比38.70%，项目支出占比较上年的57.10%提高4.70个百分点。", "61.30 - 57.10"),
    "the last of two": ("项目支出占比61.30%，基本支出占比38.70%，比上年的42.90%下降4.70个百分点。", "42.90 - 38.70"),
}


@pytest.mark.parametrize("name", RIGHT_EQUATIONS)
def test_a_right_equation_is_quiet(name: str) -> None:
    assert said(TITLE + RIGHT_EQUATIONS[name]) == []


def test_whole_amounts_of_a_filing_in_ten_thousands_are_rounded() -> None:
    assert loud("云岭区水利局2023年度部门决算\n\n（二）绩效自评情况（单位：万元）\n预算执行率=（2347/2461）×100%=95.40%。") == []


@pytest.mark.parametrize("name", WRONG_EQUATIONS)
def test_a_wrong_equation_is_told(name: str) -> None:
    text, right = WRONG_EQUATIONS[name]
    told = [finding for finding in loud(TITLE + text) if finding.rule == EQUATION]
    assert len(told) == 1
    assert right in f"{told[0].message} {told[0].formula}"


@pytest.mark.parametrize("name", RIGHT_POINTS)
def test_right_points_are_quiet(name: str) -> None:
    assert said(TITLE + RIGHT_POINTS[name]) == []


@pytest.mark.parametrize("name", WRONG_POINTS)
def test_wrong_points_are_told_of_their_rates(name: str) -> None:
    text, formula = WRONG_POINTS[name]
    told = [finding for finding in loud(TITLE + text) if finding.rule in POINTS]
    assert told
    assert any(formula in (finding.formula or "") for finding in told + [each for finding in told for each in finding.explains])


def test_a_bare_amount_out_of_an_equation_still_lacks_its_unit() -> None:
    text = "公务接待费支出3.00，占60.00%。公务用车运行维护费支出2.00万元。"
    assert "UNI001" in {finding.rule for finding in check_text(TITLE + text).findings}
