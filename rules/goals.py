"""The goals of a performance table against its indicators and its money: they state the same targets, results and costs."""

from bisect import bisect_left
from collections.abc import Iterator

from auditlint.model import (
    BROKEN,
    HOLDS,
    Check,
    Chosen,
    Figure,
    Filing,
    PerformanceTable,
    Total,
    expect,
    phrase,
)
from auditlint.model.strokes import digits, one_stroke
from auditlint.registry import Example, rule

from .choice import best, stroke

#: A table with more figures of one kind than this is none that a hand wrote.
_MOST = 200
#: So many tables whose costs are all of their money make it the custom of a filing.
_FEWEST = 3
#: A number of fewer digits is one stroke away from too many others.
_DIGITS = 3
#: The units that people are counted in.
_PEOPLE = ("人", "名", "万人")

_TABLE = """项目支出绩效自评表
项目名称 河道清理
年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 20 20 20 10 100% 10
年度总体目标
预期目标 实际完成情况
计划培训人员{0}人。
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分
数量指标 培训人数 >=3111 人 =3111 人 50 50
质量指标 合格率 =100% =100% 40 40
总分 100 100
"""


@rule(
    "PRF008",
    "goals-against-indicators",
    severity="note",
    title="目标文字中的数量与指标值、完成值一致",
    title_en="figures in the goals agree with those of the indicators",
    message="目标文字中的数字与指标只差一笔",
    message_en="a figure in the goals is one stroke away from that of an indicator",
    formula="目标文字中的数量 = 某一指标的指标值或完成值",
    source="项目支出绩效自评表：年度总体目标与年度指标",
    why_en=(
        "The goals often repeat the targets. Equal numbers of one unit agree; numbers of three digits or more that are one slip "
        "apart may have one wrong place, a note.\n\n"
        "Other figures of the goals need not belong to an indicator and are not judged."
    ),
    formula_en="a number in the words of the goals = target or actual of an indicator",
    source_en="self-evaluation table: goals of the year and indicators",
    good=(Example(_TABLE.format("3111")), Example(_TABLE.format("52"))),
    bad=(Example(_TABLE.format("⟦3171⟧"), "3111"),),
)
def goals_against_indicators(filing: Filing) -> Iterator[Check]:
    """目标文字常把指标值再说一遍。数量与单位都相同的视为相符；至少三位数字、单位相同而只差一笔的，可能有一处写错，只作提示。

    目标文字中的其他数字未必对应指标，不判断。
    """
    starts = [figure.start for figure in filing.figures]
    for table in filing.performance:
        stated: dict[tuple[str, str], list[Figure]] = {}
        for figure in _indicator_figures(table):
            stated.setdefault(_kind(figure), []).append(figure)
        values = {(kind, figure.exact): figure for kind, alike in stated.items() for figure in reversed(alike)}
        for figure in _goal_figures(filing, starts, table) if stated else ():
            kind = _kind(figure)
            same = values.get((kind, figure.exact))
            if same is not None:
                yield Check(figure, "=", same, HOLDS, same.exact, same.exact)
            elif len(stated.get(kind, ())) <= _MOST:
                check = _near(figure, stated.get(kind, []))
                if check is not None:
                    yield check


def _indicator_figures(table: PerformanceTable) -> list[Figure]:
    found = [figure for row in table.indicators for figure in (row.target, row.actual) if figure is not None]
    return found or table.targets


def _goal_figures(filing: Filing, starts: list[int], table: PerformanceTable) -> Iterator[Figure]:
    """Counts and rates of the goals, in every stretch of their text; ``starts`` are those of all figures."""
    for start, end in table.prose:
        for figure in filing.figures[bisect_left(starts, start) : bisect_left(starts, end)]:
            if figure.unit and figure.dimension != "money":
                yield figure


def _near(figure: Figure, alike: list[Figure]) -> Check | None:
    """The check against the one figure of an indicator that is a stroke away."""
    printed = digits(figure.text)
    if len(printed.replace(".", "")) < _DIGITS:
        return None
    near = [other for other in alike if other.unit == figure.unit and one_stroke(printed, digits(other.text))]
    if len({other.exact for other in near}) != 1:
        return None
    check = expect(figure, near[0])
    return check if check.verdict == BROKEN else None


def _kind(figure: Figure) -> tuple[str, str]:
    """What figures must share to be compared; people are 人, 名 or 万人 alike."""
    return figure.dimension, _PEOPLE[0] if figure.unit in _PEOPLE else figure.unit


_PLAN = """项目绩效目标表
项目名称\t{name}
资金金额（万元）\t年度资金总额：\t{whole}
\t其中：财政拨款\t{whole}
\t其他资金\t
年度目标\t做好工作。
一级指标\t三级指标\t指标值\t分值权重（90分）
成本指标\t保障成本（万元）\t{cost}\t10
成本指标\t宣传成本（万元）\t≤8.50\t10
产出指标\t活动次数（次）\t≥12\t70
"""
_PLANS = "".join(_PLAN.format(name=name, whole="28.50", cost="≤20.00") for name in ("绿化", "照明", "清扫"))


@rule(
    "PRF009",
    "costs-against-money",
    severity="warning",
    title="绩效目标表的成本指标之和等于资金总额",
    title_en="the costs of a table of goals add up to its money",
    message="成本指标之和与资金总额不符",
    message_en="the costs do not add up to the money of the table",
    formula="年度（实施期）资金总额 = 各成本指标的指标值之和",
    source="绩效目标表：资金金额与成本指标",
    why_en=(
        "Some departments divide all of the money into costs, some list a few costs or those of one unit; the latter (standards, "
        "prices, per …) are not added.\n\n"
        "Only where the costs of three tables or more make their money, and one table alone does not and one slip at a cost of "
        "three digits or more repairs it, is it told, as a warning."
    ),
    formula_en="money of the year (of the period) = sum of the cost targets",
    source_en="tables of goals: money and cost indicators",
    good=(Example(_PLANS), Example(_PLANS + _PLAN.format(name="河道", whole="45.00", cost="≤20.00"))),
    bad=(Example(_PLANS + _PLAN.format(name="河道", whole="28.50", cost="≤26.00").replace("28.50", "⟦28.50⟧", 1), "34.50"),),
)  # fmt: skip
def costs_against_money(filing: Filing) -> Iterator[Check]:
    """有的部门把资金总额拆成各项成本指标，有的只列其中几项或单位成本；单位成本（标准、单价、每……）不相加。

    至少有三张绩效目标表的成本指标之和等于资金总额，而且只有一张不等、其中一项成本（至少三位数字）改动一笔就相等的，才作警告，其余不判断。
    """
    checks = [check for table in filing.performance if (check := _costs(table)) is not None]
    broken = [check for check in checks if check.verdict == BROKEN]
    established = len(broken) == 1 and len(checks) > _FEWEST and _mistyped(broken[0])
    for check in checks:
        if check.verdict == BROKEN and not established:
            check = check.doubted(phrase("costs-in-part"))
        yield check


def _costs(table: PerformanceTable) -> Check | None:
    if table.total is None or not table.costs:
        return None
    costs = Total([(1, Chosen(cost)) for cost in table.costs])
    return best(expect(amount, costs) for role in ("年度", "实施期") if (amount := table.total.amounts.get(role)) is not None)


def _mistyped(check: Check) -> bool:
    """Whether one stroke at a cost of some digits repairs the sum; the money itself is held by its sources."""
    if check.exact is None or not isinstance(check.printed, Figure) or check.expression is None:
        return False
    off = check.printed.exact - check.exact
    costs = [cost for cost in check.expression.operands() if len(digits(cost.text).replace(".", "")) >= _DIGITS]
    return any(stroke(cost, cost.exact + off) for cost in costs)
