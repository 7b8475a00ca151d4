"""What is said within a bracket, whose fund a section gives, and numbers that count other things: right sentences that accuse nobody."""

import pytest
from auditing import loud

_ACCOUNTS = (
    "某局2024年度部门决算\n第三部分 决算情况说明\n四、财政拨款收入支出决算总体情况说明\n2024年度财政拨款收、支总计2726.46万元。\n"
    "五、一般公共预算财政拨款支出决算情况说明\n（一）财政拨款支出决算总体情况\n2024年度财政拨款支出2493.25万元。\n"
    "（二）财政拨款支出决算结构情况\n2024年度财政拨款支出{}万元，主要用于以下方面：一般公共服务支出（类）支出2097.84万元，占84.14%；"
    "社会保障和就业支出（类）支出395.41万元，占15.86%。\n八、政府性基金预算财政拨款支出决算情况说明\n2024年度政府性基金预算财政拨款支出233.21万元。\n"
    "九、国有资本经营预算财政拨款支出决算情况说明\n本单位无国有资本经营预算财政拨款支出。\n"
)
_CARS = (
    "某局2026年部门预算\n二、“三公”经费安排情况\n公务用车购置及运行维护费47.78万元（公务用车购置费18.14万元，比上年增加18.14万元，增长100%，"
    "主要原因是更新车辆；公务用车运行维护费29.64万元，{}），比上年增加18.14万元，增长61.20%，主要原因是更新车辆。\n"
)
_RATED = "某局2023年度部门决算\n十、预算绩效情况说明\n对{}个项目开展自评，其中一级项目5个，二级项目10个；自评结果为优的12个，良的3个。\n"


def test_the_section_of_a_fund_gives_its_fund_beside_general_public_services() -> None:
    assert {each.rule for each in loud(_ACCOUNTS.format("2493.25"))} <= {"CNT004"}
    assert "REF001" in [each.rule for each in loud(_ACCOUNTS.format("2439.25"))]


def test_what_the_last_clause_of_a_bracket_says_is_said_within_it() -> None:
    assert not loud(_CARS.format("与上年持平"))
    assert not loud(_CARS.format("比上年增加0万元，与上年持平"))


@pytest.mark.parametrize("total", ["15", "16"])
def test_ratings_may_be_of_several_numbers_of_projects(total: str) -> None:
    assert "CNT002" not in [each.rule for each in loud(_RATED.format(total)) if each.actual == "10"]


def test_a_number_of_cars_is_held_against_no_amount() -> None:
    text = (
        "某局2023年度部门决算\n财政拨款“三公”经费支出决算表\n单位：万元\n合计\t因公出国（境）费\t公务用车购置费\t公务用车运行维护费\t公务接待费\n"
        "42.50\t0.00\t30.47\t10.03\t2.00\n七、“三公”经费情况\n公务用车购置费30.47万元。公务用车购置2辆，公务用车保有量为5辆，车均购置费15.24万元。\n"
    )
    assert not [each for each in loud(text) if each.rule == "TAB009"]
