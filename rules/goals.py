"""The goals of a performance table against its indicators: the text states the same targets and results."""

from bisect import bisect_left
from collections.abc import Iterator

from auditlint.model import BROKEN, HOLDS, Check, Figure, Filing, PerformanceTable, expect
from auditlint.model.strokes import digits, one_stroke
from auditlint.registry import Example, rule

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
    good=(Example(_TABLE.format("3111")), Example(_TABLE.format("52"))),
    bad=(Example(_TABLE.format("⟦3171⟧"), "3111"),),
)
def goals_against_indicators(filing: Filing) -> Iterator[Check]:
    """目标文字常把指标值再说一遍。数量与单位都相同的视为相符；至少三位数字、单位相同而只差一笔的，可能有一处写错，只作提示。

    目标文字中的其他数字未必对应指标，不判断。
    """
    starts = [figure.start for figure in filing.figures]
    for table in filing.performance:
        stated = _indicator_figures(table)
        if not stated:
            continue
        for figure in _goal_figures(filing, starts, table):
            check = _check(figure, stated)
            if check is not None:
                yield check


def _indicator_figures(table: PerformanceTable) -> list[Figure]:
    return [figure for row in table.indicators for figure in (row.target, row.actual) if figure is not None]


def _goal_figures(filing: Filing, starts: list[int], table: PerformanceTable) -> Iterator[Figure]:
    """Counts and rates of the goals, in every stretch of their text; ``starts`` are those of all figures."""
    for start, end in table.prose:
        for figure in filing.figures[bisect_left(starts, start) : bisect_left(starts, end)]:
            if figure.unit and figure.dimension != "money":
                yield figure


def _check(figure: Figure, stated: list[Figure]) -> Check | None:
    alike = [other for other in stated if other.dimension == figure.dimension and _unit(other) == _unit(figure)]
    same = next((other for other in alike if other.exact == figure.exact), None)
    if same is not None:
        check = Check(figure, "=", same, HOLDS, same.exact, same.exact)
        return check
    printed = digits(figure.text)
    if len(printed.replace(".", "")) < 3:
        return None
    near = [other for other in alike if other.unit == figure.unit and one_stroke(printed, digits(other.text))]
    if len({other.exact for other in near}) != 1:
        return None
    check = expect(figure, near[0])
    return check if check.verdict == BROKEN else None


def _unit(figure: Figure) -> str:
    """People are 人, 名 or 万人 alike."""
    return "人" if figure.unit in ("人", "名", "万人") else figure.unit
