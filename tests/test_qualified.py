"""Amounts of one name told near each other: the words before them tell whether they are one thing."""

import pytest
from auditing import loud, said

TITLE = "云岭区农业农村局2023年度部门决算\n\n三、情况说明\n"

TWO_THINGS = {
    "of two units": "局机关基本支出601.94万元、项目支出797.69万元；农技推广站基本支出789.77万元、项目支出235.89万元。全部门基本支出1391.71万元、项目支出1033.58万元。",
    "planned and spent": "年初预算基本支出816.36万元、项目支出608.48万元，决算基本支出884.12万元、项目支出408.90万元。",
    "planned, by lines": "年初预算：人员经费293.64万元、公用经费110.41万元；\n调整预算：人员经费210.83万元、公用经费129.95万元；\n决算：人员经费316.84万元、公用经费77.18万元。",
    "of quarters": "一季度基本支出59.59万元、项目支出56.32万元；二季度基本支出19.39万元、项目支出27.16万元。全年基本支出78.98万元、项目支出83.48万元。",
    "planned and really": "计划安排培训费25.17万元、会议费24.73万元，实际支出培训费18.15万元、会议费22.90万元。",
    "of next year": "公务接待费决算1.07万元。2024年预算拟安排公务接待费1.48万元，公务用车运行维护费8.04万元。公务用车运行维护费决算7.23万元。",
    "of other places": "邻县临江县“三公”经费支出26.11万元，下降6%；平川县“三公”经费支出26.98万元，下降3%；我局“三公”经费支出2.21万元。",
    "of another year, whose own it is called": (
        "2022年年初结转和结余88.89万元，本年收入569.69万元，本年支出608.23万元，年末结转和结余50.35万元；"
        "2023年年初结转和结余50.35万元，本年收入558.39万元，本年支出600.70万元，年末结转和结余8.04万元。"
    ),
    "of funds that are told once": (
        "一般公共预算财政拨款年初结转20.81万元，收入676.04万元，支出675.37万元，年末结转21.48万元；"
        "政府性基金预算财政拨款年初结转38.25万元，收入385.29万元，支出388.16万元，年末结转35.38万元。"
    ),
    "a quota and what was spent": "公用经费定额人均5100元，52人共26.52万元；实际公用经费29.52万元，超定额3.00万元。",
    "of one fund and of all": "一般公共预算财政拨款支出2110.35万元，较上年增加130.00万元；本年支出2637.50万元。",
    "before and after": "合并前，基本支出160.12万元；合并后，基本支出260.35万元。",
    "of other years by lines": "2021年：公用经费77.06万元、人员经费231.18万元。\n2022年：公用经费76.83万元、人员经费230.51万元。\n2023年：公用经费40.08万元、人员经费120.25万元。",
}
ONE_THING = {
    "said again": "基本支出601.94万元，项目支出797.69万元。全年基本支出610.94万元，用于保障运转。",
    "said again of the whole department": "本部门基本支出601.94万元，项目支出797.69万元；我局基本支出610.94万元，均为财政拨款。",
    "said again under the department's name": "云岭区农业农村局总收入601.94万元，其中本年收入601.94万元；本年收入610.94万元，均为财政拨款。",
    "said again below what it was planned": (
        "九、国有资本经营预算财政拨款支出决算情况说明\n国有资本经营预算财政拨款支出总计69.13万元，其中：本年支出69.13万元。\n"
        "与年初预算相比，年初预算数347.87万元，决算数69.13万元。\n国有资本经营预算财政拨款支出69.31万元。"
    ),
    "said again with its year": "2023年度公务接待费7.23万元。其中：公务接待费7.32万元，用于接待上级检查。",
}


@pytest.mark.parametrize("name", TWO_THINGS)
def test_two_things_of_one_name_accuse_nobody(name: str) -> None:
    assert said(TITLE + TWO_THINGS[name]) == []


@pytest.mark.parametrize("name", ONE_THING)
def test_one_thing_said_twice_is_still_compared(name: str) -> None:
    assert "REF001" in {finding.rule for finding in loud(TITLE + ONE_THING[name])}
