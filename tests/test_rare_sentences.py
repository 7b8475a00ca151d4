"""Sentences that few filings have: right ones stay quiet, and the wrong figure is caught."""

import pytest
from auditing import loud

TITLE = "某某市教育局2023年度部门决算\n\n三、支出决算情况说明\n"

#: A right passage, and what must be found when the first of the two words stands as the second.
PAIRS = {
    "a fall whose rate has its sign in brackets": (
        "基本支出80.00万元，较上年减少20.00万元（-20.00%），项目支出60.00万元，较上年增加10.00万元（+20.00%）。", "-20.00%", "-30.00%",
    ),
    "what a cost changed by behind numbers of what it was spent on": (
        "公务接待费3.00万元，共接待49批次、493人次，比上年的38批次、570人次增加11批次，减少77人次；费用比上年减少1.00万元，下降25.00%。",
        "25.00%", "35.00%",
    ),
    "the difference of two budgets is not that of what was spent": (
        "2023年年初预算为200.00万元，调整预算数为260.00万元，决算数为250.00万元，比年初预算增加50.00万元，增长25.00%；"
        "调整预算比年初预算增加60.00万元，增长30.00%。",
        "60.00万元，", "80.00万元，",
    ),
    "all amounts of one name together": (
        "基本支出100.00万元，其中局机关60.00万元（人员经费50.00万元，公用经费10.00万元），所属单位40.00万元（人员经费30.00万元，公用经费10.00万元）。"
        "人员经费合计占基本支出的80.00%。\n项目支出60.00万元，较上年增加10.00万元，增长20.00%。",
        "增长20.00%", "增长30.00%",
    ),
    "a rate of what two funds come to": (
        "县级配套资金20.00万元，配套比例为25.00%（上级资金80.00万元），资金到位率100%，实际使用90.00万元，使用率90.00%。\n"
        "项目支出60.00万元，较上年增加10.00万元，增长20.00%。",
        "增长20.00%", "增长30.00%",
    ),
}

#: Right passages that a reading made for others might accuse.
RIGHT = {
    "a budget against last year's, beside what was spent": (
        "公务接待费支出3.00万元，年初预算4.00万元，年初预算比上年减少1.00万元，下降20.00%，完成年初预算的75.00%。"
    ),
    "numbers of guests that changed, and no cost": "公务接待费3.00万元，共接待49批次、493人次，比上年增加11批次，增长28.95%。",
    "a cost behind numbers where two were told": (
        "公务接待费3.00万元，其中外事接待费1.00万元，共接待9批次，费用比上年增加0.50万元，增长100.00%。"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_it_is_quiet_where_right_and_tells_the_slip(name: str) -> None:
    text, right, wrong = PAIRS[name]
    assert loud(TITLE + text + "\n") == []
    assert right in text
    assert loud(TITLE + text.replace(right, wrong, 1) + "\n") != []


@pytest.mark.parametrize("name", RIGHT)
def test_it_accuses_no_right_sentence(name: str) -> None:
    assert loud(TITLE + RIGHT[name] + "\n") == []
