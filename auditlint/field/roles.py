"""What a figure is of its item, and what a change is measured against: the names that the reading writes and the rules ask for."""

#: Last year's, what was budgeted and as adjusted later, what was spent; filings of budgets and of accounts are called by the same names.
LAST_YEAR, BUDGETED, ADJUSTED, SPENT = "上年", "预算", "全年预算", "决算"
#: What was budgeted at the beginning of the year, and by how much something changed.
INITIAL, CHANGE = "年初预算", "增减额"
#: What else a change is measured against: a year that is not the last, and last year's budget.
OTHER_YEAR, LAST_BUDGET = "他年", "上年预算"


#: What is only about so much, by how many percent something changed since last year, or from its budget, and how much of that was spent.
ABOUT, GROWTH, OFF_BUDGET, COMPLETED = "约数", "同比", "较预算", "完成率"
#: What is paid for one or may be had, and what is told in the money of other countries: neither takes part in a relation.
STANDARD, FOREIGN = "标准", "外币"


def budget_kind_of(role: str) -> str | None:
    """Which of this year's budgets a role or a base is called by: 年初 for 年初预算, "" for 预算; ``None`` where it is none of them."""
    return role.removesuffix(BUDGETED) if role.endswith(BUDGETED) and role != LAST_BUDGET else None
