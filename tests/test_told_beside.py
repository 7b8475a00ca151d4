"""What is told beside each other: the same item of several owners, a rate of the two amounts before it, last year's list behind last year's amount."""

import pytest
from auditing import loud, said

BUDGET = "某市水务局2026年部门预算\n\n二、部门预算情况说明\n\n"

RIGHT = {
    "owners with their posts": "局机关编制32名，基本支出460万元，项目支出210万元；所属事业单位编制54名，基本支出610万元，项目支出330万元。",
    "owners, and all of them": "局机关编制32名，基本支出460万元；执法支队编制54名，基本支出610万元，合计编制86名，基本支出1,070万元。",
    "events": "工作会议2次，会议费3.25万元；专题会议1次，会议费0.80万元。",
    "owners of numbered items": "1.局本级：2026年支出预算2,100万元，比上年增加110万元，增长5.53%。\n2.执法支队：2026年支出预算840万元，比上年减少60万元，下降6.67%。",
    "owners of headings": "一、局机关\n2026年支出预算2,100万元。\n二、水文监测站\n2026年支出预算840万元。\n三、合计\n2026年支出预算2,940万元。",
    "owners of parts": "第二部分 局本级\n“三公”经费预算8.20万元。\n第三部分 水文监测站\n“三公”经费预算2.10万元。",
    "what last year came to of its budget": "2025年支出执行数1,480万元，占预算数1,520万元的97.37%；2026年支出预算数1,550万元。",
    "what last year came to, and this year's": "2025年预计执行数1,960万元，占当年预算2,050万元的95.61%；2026年预算2,130万元，为上年预算的103.90%。",
    "two years, one behind the other": "2026年预算数为1,230万元，比2025年预算数1,160万元增加70万元；2025年预算数比2024年预算数1,110万元增加50万元，增长4.50%。",
    "rates of two years": "2026年2,120万元，比2025年2,010万元增长5.47%；2025年比2024年1,930万元增长4.15%。",
    "what a change is made of": (
        "收入预算2,980万元，与2025年3,100万元相比减少120万元，降低3.87%。减少部分为：一般公共预算减少220万元，事业收入增加60万元，上年结转增加40万元。"
    ),
    "a rate of last year in brackets": "2026年收入预算2,120万元，增长5.47%（2025年2,010万元，增长4.15%）。",
    "last year's list in brackets": "2026年收入合计510万元，较上年640万元（财政拨款410万元、事业收入230万元）减少130万元，下降20.31%。",
}
WRONG = {
    "mistyped beside itself": ("公用经费支出127.35万元，保障机关运转。公用经费支出172.35万元。", "REF001"),
    "mistyped under a heading of no body": ("一、收支情况\n支出预算2,135.20万元。\n二、支出说明\n支出预算2,153.20万元。", "REF001"),
    "a rate that nothing printed makes": ("2026年支出预算1,550万元，比2025年1,480万元增加70万元，增长7.43%。", "CHG001"),
    "a list that exceeds its whole": ("2026年支出合计510.30万元，其中：基本支出410.10万元、项目支出230.20万元。", "SUM001"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_quiet(name: str) -> None:
    assert said(BUDGET + RIGHT[name]) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told(name: str) -> None:
    text, rule = WRONG[name]
    assert rule in {finding.rule for finding in loud(BUDGET + text)}
