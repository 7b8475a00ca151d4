"""Passages of budgets as cities word them: right ones stay quiet, and the wrong figure is caught."""

import pytest
from auditing import loud

TITLE = "某某市水务局2024年部门预算\n\n"

#: A right passage, and what must be found when the first of the two words stands as the second.
PAIRS = {
    "the class 一般公共服务 names no fund": (
        "（三）支出预算情况\n2024年支出预算1000.00万元。\n1.按支出功能分类，包括一般公共服务支出600.00万元、教育支出100.00万元、住房保障支出300.00万元。\n"
        "（四）财政拨款收支预算情况\n2024年财政拨款支出总预算900.00万元。支出包括：一般公共服务支出520.00万元、教育支出100.00万元、住房保障支出280.00万元。",
        "服务支出520.00", "服务支出250.00",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("right", "figure", "wrong"), PAIRS.values(), ids=PAIRS)
def test_a_right_passage_is_quiet_and_a_wrong_figure_is_not(right: str, figure: str, wrong: str) -> None:
    assert loud(TITLE + right) == []
    assert right.count(figure) == 1
    assert loud(TITLE + right.replace(figure, wrong)) != []
