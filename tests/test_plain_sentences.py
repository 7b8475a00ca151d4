"""Sentences that state the same relation in another order or with a figure by the way: the right ones stay quiet, the wrong figure is named."""

import pytest
from auditing import said

from auditlint import check_text

TITLE = "2023年度部门决算\n"

RIGHT = [
    "一般公共预算财政拨款支出850.00万元，占本年支出合计1,000.00万元的85.00%。与上年相比增加50.00万元，增长6.25%。",
    "公务接待费支出2.00万元，人均100元，较上年减少1.00万元，下降33.33%。",
    "公务用车运行维护费支出6.00万元，单车运行费3.00万元，较上年减少1.00万元，下降14.29%。",
    "公务接待费支出2.00万元，上年公务接待费支出3.00万元，减少1.00万元，下降33.33%。",
    "2023年度收入总计1,000.00万元，较2022年收入总计900.00万元增加100.00万元，增长11.11%。",
    "公务接待费支出2.00万元，较上年减少1.00万元，增长率-33.33%。",
    "公务接待费支出2.00万元，上年3.00万元，增长-33.33%。",
    "公务接待费支出2.00万元，较上年减少1.00万元，增减率-33.33%。",
    "基本支出2.00万元，项目支出6.00万元，与上年相比分别减少1.00万元、增加1.00万元，分别下降33.33%、增长20.00%。",
    "公务接待费支出2.00万元，比上年3.00万元少1.00万元，下降33.33%。",
    "公务接待费支出850.00万元，超支50.00万元，完成年初预算的106.25%。",
    "收入总计9.00万元，其中：本年收入8.00万元、上年结转和结余1.00万元。",
    "一般公共预算财政拨款支出20.00万元，上年10.00万元。全年地区生产总值增长5.00%。",
]
WRONG = [
    ("一般公共预算财政拨款支出850.00万元，占本年支出合计1,000.00万元的75.00%。", "PCT001", "75.00%"),
    ("公务接待费支出2.00万元，人均100元，较上年减少1.00万元，下降43.33%。", "CHG001", "43.33%"),
    ("公务接待费支出2.00万元，上年公务接待费支出3.00万元，减少1.00万元，下降53.33%。", "CHG001", "53.33%"),
    ("2023年度收入总计1,000.00万元，较2022年收入总计900.00万元增加100.00万元，增长12.11%。", "CHG001", "12.11%"),
    ("公务接待费支出2.00万元，较上年减少1.00万元，增长率-43.33%。", "CHG001", "-43.33%"),
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_sentence_is_quiet(text: str) -> None:
    assert said(TITLE + text) == []


@pytest.mark.parametrize(("text", "rule", "wrong"), WRONG)
def test_a_wrong_figure_is_named(text: str, rule: str, wrong: str) -> None:
    found = [finding for finding in check_text(TITLE + text).findings if finding.severity == "error"]
    assert [finding.rule for finding in found] == [rule]
    line = (TITLE + text).split("\n")[1]
    assert line[found[0].place.column - 1 : found[0].place.end_column - 1] == wrong


def test_amounts_that_follow_each_other_are_given_to_no_single_one() -> None:
    """基本支出、项目支出分别为 a、b 万元: none of them is the last one's."""
    text = "2023年度支出合计1000.00万元，基本支出、项目支出分别为400.00、600.00万元。项目支出600.00万元。"
    assert said(TITLE + text) == []
