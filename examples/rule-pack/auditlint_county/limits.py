"""Limits that the county sets."""

from collections.abc import Iterator

from auditlint.model import Check, Constant, Figure, Filing, expect_that
from auditlint.registry import Example, rule

_MOST = Constant("30%")


@rule(
    "CTY001",
    "county-running-costs",
    severity="warning",
    title="公用经费不超过基本支出的30%",
    title_en="running costs are at most 30% of basic expenditure",
    message="公用经费超过县里规定的比例",
    message_en="running costs exceed the county's limit",
    formula="公用经费 ≤ 基本支出 × 30%",
    source="某县部门预算管理办法（示例）",
    good=(
        Example("六、一般公共预算财政拨款基本支出决算情况说明\n基本支出100.00万元，其中：人员经费80.00万元，公用经费20.00万元。"),
        Example("六、一般公共预算财政拨款基本支出决算情况说明\n基本支出100.00万元。"),
    ),
    bad=(
        Example(
            "六、一般公共预算财政拨款基本支出决算情况说明\n基本支出100.00万元，其中：人员经费60.00万元，公用经费⟦40.00⟧万元。",
            "30.00",
        ),
    ),
)
def running_costs(filing: Filing) -> Iterator[Check]:
    """县里规定公用经费不超过基本支出的 30%。只看一般公共预算财政拨款的决算数，两个数都印出才核对。"""
    part = filing.ledger.operand("公用经费", "一般公共", "决算")
    whole = filing.ledger.operand("基本支出", "一般公共", "决算")
    if isinstance(part, Figure) and isinstance(whole, Figure):
        yield expect_that(part, "<=", whole * _MOST)
