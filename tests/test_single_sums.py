"""Sums for which little else in the filing speaks: a stroke of the hand tells a slip, and anything else leaves them unchecked."""

import pytest
from auditing import loud
from test_table_cells import broken, filing

from auditlint.model import Finding

PROJECTS = [("水资源管理经费", "119.15"), ("宣传教育经费", "112.61"), ("专项检查经费", "39.70"), ("设备更新改造", "16.45"), ("防汛物资储备", "108.44")]
PURCHASES = [("台式计算机", "12.60"), ("复印纸", "3.15"), ("办公家具", "27.48"), ("车辆保险", "4.05"), ("物业管理", "135.20"), ("空调机", "9.93"), ("会议服务", "6.66"), ("印刷服务", "18.07"), ("云计算服务", "14.80")]


def findings(*tables: str) -> list[Finding]:
    return loud("某市统计局2025年部门预算\n" + "\n".join(tables))


def projects(*, total: str = "396.35", first: str = "", last: str = "", **altered: str) -> str:
    """A table with one column of amounts and one total."""
    rows = [f"{at}\t{name}\t{altered.get(name, amount)}" for at, (name, amount) in enumerate(PROJECTS, 1)]
    return "\n".join(["项目支出表", "单位：万元", "序号\t项目名称\t预算金额", *filter(None, [first]), *rows, f"\t合计\t{total}", *filter(None, [last])])


def test_the_only_total_of_a_table_is_the_sum_of_its_rows() -> None:
    assert findings(projects()) == []
    told = findings(projects(专项检查经费="93.70"))
    assert [(each.rule, each.severity, [suspect.text for suspect in each.suspects]) for each in told] == [("TAB002", "warning", ["93.70"])]


@pytest.mark.parametrize(
    "table",
    [
        projects(total="412.07"),  # no stroke at any figure explains it
        projects(first="\t市本级\t271.46"),  # a row that others make up
        projects(first="\t小计\t196.35", 专项检查经费="93.70"),
        projects(last="\t其中：政府采购\t99.00", 专项检查经费="93.70"),
    ],
)
def test_what_no_stroke_explains_or_may_be_built_otherwise_is_left_alone(table: str) -> None:
    assert findings(table) == []


def purchases(**altered: str) -> str:
    """Rows whose amount stands in two columns, of which no head says that one is the sum."""
    rows = [f"{name}\t{amount}\t\t{altered.get(name, amount)}" for name, amount in PURCHASES]
    return "\n".join(["政府采购支出表", "单位：万元", "品目\t本年安排\t上年结转\t当年支付", *rows])


def test_columns_that_agree_in_all_other_rows_agree_but_for_a_slip() -> None:
    assert findings(purchases()) == []
    assert [each.severity for each in findings(purchases(云计算服务="14.90"))] == ["warning"]
    assert findings(purchases(云计算服务="9.35")) == []  # the rest may be paid next year
    assert findings(purchases(云计算服务="14.90", 空调机="9.33")) == []  # where two rows differ they are two things


def test_both_totals_of_a_row_are_one_amount() -> None:
    table = "收入 | 预算数 | 支出 | 预算数\n | | （二十）住房保障支出 | 656.08\n收入总计 | 92,596.24 | 支出总计 | {}\n"
    assert broken(filing(("收支总表", table.format("92,596.24")))) == []
    assert broken(filing(("收支总表", table.format("92,596.74")))) == [("92,596.74", "D3")]
    assert broken(filing(("收支总表", table.format("87,112.90")))) == []
