"""Performance tables against each other and against the narrative."""

from collections import Counter
from collections.abc import Iterator

from auditlint.field import ALL, FISCAL
from auditlint.field import SPENT as ACCOUNTS
from auditlint.model import (
    BROKEN,
    MONEY,
    Check,
    Figure,
    Filing,
    FundRow,
    Indicator,
    Item,
    Operand,
    PerformanceTable,
    Quotient,
    ToldScore,
    expect,
    expect_that,
    phrase,
    total,
    unchecked,
)  # fmt: skip
from auditlint.model.performance import AMOUNTS, BUDGETED, INITIAL, OF_ALL, OF_PROJECT, SPENT, in_column
from auditlint.registry import Example, rule

from .choice import best, proved, slipped

_SPENDING, _FULL_YEAR = "本年支出", "全年"
#: What the goals of a table may call its money, but for what was spent.
_BUDGETS = (BUDGETED, INITIAL, "年度", "实施期")
#: What the names of items and indicators have in them.
_PERFORMANCE, _RATE, _ONES = "绩效", "预算执行率", "个"
_PROJECT = (
    "项目支出绩效自评表\n（2023年度）\n项目名称 {name}\n项目资金（万元）\n年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
    "年度资金总额 {budget} {budget} {spent} 10 {rate}% {score}\n"
)
_A = _PROJECT.format(name="道路养护", budget="50.00", spent="40.00", rate="80.00", score="8")
_SCORED = _A + "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n产出指标 数量指标 养护道路 >=26条 26条 90 90\n总分 100 98\n"
_B = _PROJECT.format(name="桥梁养护", budget="20.00", spent="20.00", rate="100.00", score="10")
_WHOLE = (
    "部门整体支出绩效自评表\n（2023年度）\n部门资金（万元）\n资金来源 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
    "年度总资金 100.00 100.00 90.00 10 90.00% 9\n"
)
_SAID = "十一、预算绩效情况说明\n2023年度整体支出绩效自评表1个，全年预算总额100.00万元，实际执行总额90.00万元；预算绩效评价项目2个，"
_SPENT = "三、支出决算情况说明\n2023年度本年支出90.00万元。\n"


@rule(
    "PRF006",
    "projects-total",
    severity="error",
    title="说明中的项目合计等于各项目自评表之和，且不大于部门整体",
    title_en="the stated totals of the projects equal their tables and do not pass the department's",
    message="绩效评价项目合计与各项目自评表不符",
    message_en="the stated total of the projects does not equal their tables",
    formula="说明中的全年预算数（执行数）= 各项目自评表之和；各项目之和 ≤ 部门整体",
    source="新疆部门决算公开说明：“预算绩效评价项目 n 个，全年预算数 b 万元，全年执行数 a 万元”",
    why_en=(
        "Totals are checked only where there are as many tables as the narrative names projects.\n\n"
        "Projects may hold money passed on to units or to lower levels, so that more than the whole department is only a warning."
    ),
    formula_en="full-year budget (spending) of the narrative = sum of the projects' tables; the projects ≤ the whole department",
    source_en="narratives of Xinjiang: 预算绩效评价项目 n 个，全年预算数 b 万元，全年执行数 a 万元",
    good=(Example(_SAID + "全年预算数70.00万元，全年执行数60.00万元。\n" + _WHOLE + _A + _B),),
    bad=(
        Example(_SAID + "全年预算数⟦71.00⟧万元，全年执行数60.00万元。\n" + _WHOLE + _A + _B, "70.00"),
        Example(
            _SAID.replace("100.00", "60.00").replace("90.00", "60.00") + "全年预算数⟦70.00⟧万元，全年执行数60.00万元。\n"
            + _WHOLE.replace("100.00 100.00 90.00 10 90.00% 9", "60.00 60.00 60.00 10 100.00% 10") + _A + _B,
            "60.00",
        ),
    ),
)  # fmt: skip
def projects_total(filing: Filing) -> Iterator[Check]:
    """只有自评表的张数与说明中的项目个数相同，才核对合计。

    项目资金可能含有拨给所属单位或下级的钱，所以各项目之和大于部门整体只是警告。
    """
    tables = [table for table in filing.performance if table.kind == OF_PROJECT and table.evaluated]
    stated, count = _stated(filing)
    if not tables or stated is None:
        return
    for role, figure in ((BUDGETED, stated.budgets.get(_FULL_YEAR)), (SPENT, stated.actual)):
        if figure is not None:
            yield _of_tables(figure, tables, role, count)
            whole = _department(filing, role)
            if whole is not None and whole.unit == figure.unit:
                check = expect_that(figure, "<=", whole)
                yield check.warned().said(phrase("projects-above-whole")) if check.verdict == BROKEN else check


def _of_tables(figure: Figure, tables: list[PerformanceTable], role: str, count: Figure | None) -> Check:
    """What the narrative states of all projects against the sum of their tables, where there are as many as it names."""
    parts = in_column((table.total for table in tables), role)
    if len(parts) < len(tables) or (count is not None and count.value != len(tables)):
        return unchecked(figure, phrase("tables-not-all"))
    check = expect(figure, total(parts)).folded("sum")
    return check.warned() if check.verdict == BROKEN and count is None else check


def _stated(filing: Filing) -> tuple[Item | None, Figure | None]:
    """预算绩效评价项目 6 个，全年预算数 ..., 全年执行数 ...: the amounts and the count."""
    amounts = count = None
    for item in filing.items:
        if _PERFORMANCE in item.label and item.label.endswith(OF_PROJECT) and OF_ALL not in item.label:
            if item.kind == "money":
                amounts = amounts or item
            elif item.kind == _ONES:
                count = count or item.actual
    return amounts, count


def _overall(filing: Filing) -> Item | None:
    """整体支出绩效自评表 1 个，全年预算总额 ..., 实际执行总额 ...: the amounts."""
    return next((item for item in filing.items if item.kind == "money" and OF_ALL in item.label and _PERFORMANCE in item.label), None)


def _department(filing: Filing, role: str) -> Figure | None:
    """What the whole department was given or spent."""
    found = in_column((table.total for table in filing.performance if table.kind == OF_ALL), role)
    if not found and role == SPENT:
        found = filing.ledger.mentions(_SPENDING, ALL, ACCOUNTS)
    if found or role == SPENT:
        return next(iter(found), None)
    overall = _overall(filing)
    return overall.budgets.get(_FULL_YEAR) if overall is not None else None


@rule(
    "PRF007",
    "table-against-narrative",
    severity="error",
    title="绩效自评表的预算数、执行数与决算说明一致",
    title_en="budget and spending of a table agree with the narrative",
    message="绩效自评表与决算说明不一致",
    message_en="the table does not agree with the narrative",
    formula="整体自评表全年执行数 = 本年支出；全年预算数、年初预算数 = 说明中的同一数字；说明中某项目的自评得分 = 其自评表的总分",
    source="部门决算公开说明与绩效自评表",
    why_en=(
        "The table of the whole department repeats what the narrative says of its performance; accounts and initial budgets may "
        "have another scope, and a difference from them is a warning.  Where that table is in another file, what the narrative says was "
        "spent is held against the expenditure, and only a slip of the hand is told.\n\n"
        "The table of a project is compared only where its name names a fund (such as the state capital operating budget), and "
        "more than that fund is a warning.\n"
        "What was reached of a cost is what was spent: where it is just the budget, it was most likely filled in wrongly.\n"
        "The score that the narrative tells of a project is the total of the one table that names it."
    ),
    formula_en=(
        "full-year spending of the whole = expenditure of the year; full-year and initial budget = the same figures of the "
        "narrative; the score told of a project = the total of its table"
    ),
    source_en="narrative and self-evaluation tables",
    good=(
        Example(_SPENT + _SAID + "全年预算数70.00万元，全年执行数60.00万元。\n" + _WHOLE + _A + _B),
        Example("十、预算绩效情况说明\n1.道路养护项目绩效自评综述：自评得分98分。\n" + _SCORED),
    ),
    bad=(
        Example(_SAID + "全年预算数70.00万元，全年执行数60.00万元。\n" + _WHOLE.replace(" 90.00 10", " ⟦91.00⟧ 10") + _A + _B, "90.00"),
        Example(
            _WHOLE + "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n成本指标 预算经费 <=100.00 万元 ⟦100.00⟧ 万元 90 90\n总分 100 99 分",
            "90.00",
        ),
        Example(_SPENT + _SAID.replace("总额90.00", "总额⟦91.00⟧"), "90.00"),
        Example("十、预算绩效情况说明\n1.道路养护项目绩效自评综述：自评得分⟦89⟧分。\n" + _SCORED, "98"),
    ),
)  # fmt: skip
def table_against_narrative(filing: Filing) -> Iterator[Check]:
    """整体自评表与说明中点名的整体支出绩效数字应相同；与决算支出、年初预算的口径可能不同，不一致时为警告。

    整体自评表不在这份文件里的，说明中的实际执行总额与本年支出或支出总计比较，只在像笔误时报警告。
    项目自评表只有在项目名称写明资金（如国有资本经营预算）时才与该资金的决算说明比较，大于它的为警告。
    成本指标的完成值应是执行数：恰好等于预算数而不等于执行数的，多半填错了。
    说明中某个项目的自评得分，与写明这个项目的那一张自评表的总分核对。
    """
    scopes = Counter(table.scope for table in filing.performance)
    overall = _overall(filing)
    projects = _of_projects(filing)
    stated: dict[tuple[str, str], list[Figure]] = {}
    for table in filing.performance:
        if table.total is not None and table.unit in MONEY:
            if table.kind == OF_ALL:
                yield from _overall_table(table.total, overall)
            if table.kind == OF_ALL or table.scope:
                for role in AMOUNTS:
                    if (table.scope, role) not in stated:
                        stated[table.scope, role] = _narrated(filing, table.scope, role)
                    yield from _whole_table(table, role, stated[table.scope, role], scopes[table.scope] > 1)
        yield from _told(table)
        yield from _cost_indicators(table)
        yield from _rate_indicators(projects, table)
    for told in filing.claims(ToldScore):
        yield proved(expect(told.score, told.total))
    if overall is not None and overall.actual is not None and not any(table.kind == OF_ALL for table in filing.performance):
        yield from _untabled(overall.actual, _narrated(filing, ALL, SPENT))


def _untabled(spent: Figure, found: list[Figure]) -> Iterator[Check]:
    """What the department spent, told once more where its table is in another file: it may be of another scope, unless a slip explains it."""
    check = best(expect(spent, figure) for figure in found)
    if check is not None and check.verdict == BROKEN:
        slips = (each for figure in found if slipped(each := expect(spent, figure)))
        check = next(slips, check.doubted(phrase("narrative-other-scope")))
    if check is not None:
        yield check.warned() if check.verdict == BROKEN else check


def _narrated(filing: Filing, scope: str, role: str) -> list[Figure]:
    """What the narrative says of the expenditure under a fund scope, each amount once."""
    named = ACCOUNTS if role == SPENT else role
    scopes = (ALL, FISCAL) if scope == ALL else (scope,)
    found = [figure for each in scopes for name in (_SPENDING, "支出总计") for figure in filing.ledger.mentions(name, each, named)]
    return list({figure.exact: figure for figure in reversed(found)}.values())[::-1]


def _overall_table(whole: FundRow, overall: Item | None) -> Iterator[Check]:
    """整体支出绩效 in the narrative names the figures of this table."""
    if overall is None:
        return
    for role, figure in ((BUDGETED, overall.budgets.get(_FULL_YEAR)), (INITIAL, overall.budgets.get("年初")), (SPENT, overall.actual)):
        if figure is not None and figure.unit in MONEY and role in whole.amounts:
            yield expect(whole.amounts[role], figure)


def _whole_table(table: PerformanceTable, role: str, found: list[Figure], several: bool) -> Iterator[Check]:
    """The money of a department, or of a fund that a project is named after, against what the narrative says of it."""
    whole = table.kind == OF_ALL
    amount = table.total.amounts.get(role) if table.total is not None else None
    if amount is None or not found or (role == BUDGETED and not whole):
        return
    check = best(expect(amount, figure) for figure in found)
    assert check is not None
    if check.verdict == BROKEN:
        other = found[0].scope != ALL or role != SPENT if whole else several or amount.exact < found[0].exact
        doubt = phrase("narrative-other-scope" if whole else "project-in-part")
        check = check.warned().doubted(doubt) if other else check.warned()
    yield check


def _cost_indicators(table: PerformanceTable) -> Iterator[Check]:
    """A limit that is the budget of the table: what was reached is what was spent."""
    amounts = table.total.amounts if table.total is not None else {}
    spent = amounts.get(SPENT)
    budgets = {amounts[role].exact for role in (BUDGETED, INITIAL) if role in amounts}
    if spent is None:
        return
    for row in table.indicators:
        target, actual = row.target, row.actual
        if target is None or actual is None or target.unit not in MONEY or row.operator not in ("<=", "="):
            continue
        if target.exact in budgets:
            yield _reached(actual, spent, actual.exact in budgets).beside([target])


def _reached(actual: Figure, spent: Figure, budgeted: bool) -> Check:
    """What was reached of a cost against what was spent; ``budgeted`` tells that it is just the budget."""
    check = expect(actual, spent)
    if check.verdict != BROKEN:
        return check
    return check.warned().said(phrase("budget-for-spending")) if budgeted else check.graded("note").said(phrase("reached-not-spent"))


def _told(table: PerformanceTable) -> Iterator[Check]:
    """计划投入 x 万元, 共支出 y 万元: the goals tell the money of the table again."""
    if table.total is None:
        return
    amounts = table.total.amounts
    for role, figure in table.told:
        roles = (SPENT,) if role == SPENT else _BUDGETS
        check = best(expect(figure, amounts[each]) for each in roles if each in amounts)
        if check is None:
            continue
        if check.verdict == BROKEN and not table.evaluated:
            check = check.doubted(phrase("goal-money-in-part"))
        elif check.verdict == BROKEN:
            check = check.graded("warning" if role == SPENT else "note").said(phrase("goal-money-differs"))
        yield check


def _rate_indicators(projects: Quotient | None, table: PerformanceTable) -> Iterator[Check]:
    """An indicator that is called 预算执行率 is the rate of the table, or that of the projects."""
    for row in table.indicators:
        if row.name.endswith(_RATE) and row.actual is not None and row.actual.unit == "%" and table.total is not None:
            check = best(expect(row.actual, rate) for rate in _rates(projects, table, row))
            if check is None:
                continue
            if check.verdict == BROKEN:
                check = check.graded("note").said(phrase("rate-not-from-tables"))
            yield check


def _of_projects(filing: Filing) -> Quotient | None:
    """What all projects spent of all that they were given, where they are those of one department."""
    if sum(table.kind == OF_ALL for table in filing.performance) > 1:
        return None
    totals = [table.total.amounts for table in filing.performance if table.kind == OF_PROJECT and table.total is not None]
    amounts = [found for found in totals if BUDGETED in found and SPENT in found]
    if not amounts:
        return None
    return total(each[SPENT] for each in amounts) / total(each[BUDGETED] for each in amounts)


def _rates(projects: Quotient | None, table: PerformanceTable, row: Indicator) -> Iterator[Operand]:
    if table.kind == OF_ALL and OF_PROJECT in row.name and projects is not None:
        yield projects
    assert table.total is not None
    own = table.total.amounts
    if BUDGETED in own and SPENT in own:
        yield own[SPENT] / own[BUDGETED]
