"""Tables of receipts and expenditure that print their totals above what they are of."""

import pytest
from test_right_tables import findings
from test_table_cells import filing

TITLE = "收支总表"
NAMED = """
收入 | < | 支出 | <
项目 | 预算数 | 项目 | 预算数
收入总计 | 8,270.48 | 支出总计 | 8,270.48
一、财政拨款收入 | 8,214.16 | 一般公共服务支出 | 1,515.30
二、事业收入 | 32.16 | 教育支出 | 1,364.09
三、其他收入 | 14.16 | 节能环保支出 | 1,006.62
 | | 城乡社区支出 | 4,360.20
本年收入合计 | 8,260.48 | 本年支出合计 | 8,246.21
上年结转 | 10.00 | 结转下年 | 24.27
"""
MARKED = """
收入 | < | 支出 | <
项目 | 预算数 | 项目 | 预算数
收入总计 | 8,270.48 | 支出总计 | 8,270.48
一、本年收入 | 8,260.48 | 一、本年支出 | 8,246.21
（一）一般公共预算 | 8,246.32 | （一）教育支出 | 2,879.39
（二）政府性基金 | 14.16 | （二）城乡社区支出 | 5,366.82
二、上年结转 | 10.00 | 二、结转下年 | 24.27
"""
#: The kinds of receipts have parts that no mark tells from them.
UNMARKED = """
收入 | < | 支出 | <
项目 | 预算数 | 项目 | 预算数
收入总计 | 8,270.48 | 支出总计 | 8,270.48
财政拨款收入 | 8,214.16 | 一般公共服务支出 | 2,879.39
一般公共预算 | 8,214.16 | 城乡社区支出 | 5,391.09
政府性基金 | | |
事业收入 | 56.32 | |
"""


@pytest.mark.parametrize("table", [NAMED, MARKED, UNMARKED])
def test_right_tables_with_totals_on_top(table: str) -> None:
    assert findings(filing((TITLE, table), first="某市商务局2025年部门预算")) == []


@pytest.mark.parametrize(
    ("table", "right", "wrong"),
    [
        (NAMED, "节能环保支出 | 1,006.62", "节能环保支出 | 5,006.62"),
        (NAMED, "支出合计 | 8,246.21", "支出合计 | 8,264.21"),
        (NAMED, "结转下年 | 24.27", "结转下年 | 24.77"),
        (NAMED, "收入总计 | 8,270.48", "收入总计 | 8,720.48"),
        (MARKED, "本年支出 | 8,246.21", "本年支出 | 8,264.21"),
    ],
)
def test_slips_in_tables_with_totals_on_top(table: str, right: str, wrong: str) -> None:
    assert right in table
    assert findings(filing((TITLE, table.replace(right, wrong)), first="某市商务局2025年部门预算")) != []
