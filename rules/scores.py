"""Scores of performance indicators against weight, target and actual."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from auditlint.model import (
    BROKEN,
    HOLDS,
    MONEY,
    Check,
    Chosen,
    Constant,
    Figure,
    Filing,
    Indicator,
    Operand,
    PerformanceTable,
    Phrase,
    Product,
    Quotient,
    Total,
    expect,
    expect_that,
    phrase,
)  # fmt: skip
from auditlint.named import NamedTuple
from auditlint.registry import Example, rule

from .choice import slipped, strictly

#: How a row was scored.
FULL, FORMULA, HABIT, OPEN = "full", "formula", "habit", "open"
_ONE = Constant(1, "1")
_WHOLE = Constant(1, "100%")
#: What the name of an indicator has in it that is a part of a whole.
_SHARES = ("满意", "合格", "及时", "准确", "覆盖", "合规", "比例", "认证率", "结案率", "办结", "到岗", "支付率", "到位率", "保障率", "知晓", "达标")
#: How the names of such indicators end.
_DEGREES = ("度", "率", "比例", "性")
#: From here on a target counts as set too low, and marks may be taken off at discretion.
_LOW_TARGET = Decimal("1.3")

_HEAD = "项目支出绩效自评表\n（2023年度）\n项目名称 道路养护\n项目资金（万元）\n年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 50 50 50 10 100% 10\n一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"


class Judged(NamedTuple):
    """A row with its check and how it was scored; ``unmet`` tells that the target was not reached."""

    row: Indicator
    check: Check
    how: str
    unmet: bool


@rule(
    "PRF004",
    "indicator-score",
    severity="error",
    title="指标得分与分值、指标值、完成值相符",
    title_en="the score of an indicator follows from weight, target and actual",
    message="指标得分与指标值、完成值不符",
    message_en="the score does not follow from target and actual",
    formula="达到指标值：得分 = 分值；未达到：得分 = 分值 × 完成值 ÷ 指标值（≤ 类指标：分值 × 指标值 ÷ 完成值）",
    source="项目支出绩效自评表填报说明；财预〔2020〕10号",
    why_en=(
        "A score that any customary way of scoring gives is right: full marks for a target reached, in proportion below it, the "
        "other way round where less is better.\n\n"
        "A remark that says what was taken off (扣0.5分) is checked; where it gives another reason for marks taken off a target reached, it is a note.\n"
        "Marks in proportion for a limit that was kept, weight times actual without the target, and the like are notes that say "
        "which it is. Full marks for a target missed contradict a table that scores others in proportion: a warning. What people "
        "grade is not checked; tables of goals have no scores.\n"
        "A score is judged only where most of the filing follows the formula: an error where its own table does too or one slip "
        "repairs it, else a warning; where several of one table do not follow, none is judged."
    ),
    formula_en="target reached: score = weight; missed: score = weight × actual ÷ target (for ≤: weight × target ÷ actual)",
    source_en="instructions of the self-evaluation table; 财预〔2020〕10号",
    good=(Example(_HEAD + "养护里程 >=40 公里 =30 公里 40 30\n合格率 >=95% =98% 50 50\n总分 100 90 分"),),
    bad=(
        Example(_HEAD + "养护里程 >=40 公里 =30 公里 40 30\n合格率 >=95% =100% 50 ⟦0.5⟧\n总分 100 40.5 分", "50.0"),
        Example(_HEAD + "养护里程 >=40 公里 =30 公里 40 30\n完工率 =100% =80% 25 ⟦22⟧\n及时率 =100% =80% 25 20\n总分 100 82 分", "20"),
    ),
)  # fmt: skip
def indicator_score(filing: Filing) -> Iterator[Check]:
    """得分能用任何一种通行的算法算出，就不算错：达到指标得满分；未达到按完成比例；“≤”类指标超过时按反比例。

    “≤”类指标已经达到却按完成值与指标值之比计分、未除以指标值直接以完成率乘分值等做法，只作提示并写明是哪一种。
    达到指标而扣了分的，偏差原因栏写明所扣分数的（“扣0.5分”），按所写的核对；只说明了原因的，只作提示。
    未达到指标而得满分：同一张表的其他指标按比例计分的，是自相矛盾，为警告。定性指标由人评定，不核对。绩效目标表没有得分，不核对。
    全篇以按公式计分的居多，才判断：同一张表里也有按公式的、改动一个数字（一笔）就相符的为错误，否则为警告；同表有几项算不出来的不判断。
    """
    judged = [[found for row in table.indicators if (found := _judge(row))] for table in filing.performance]
    everywhere = _ways(found for rows in judged for found in rows)
    for table, rows in zip(filing.performance, judged, strict=True):
        ways = _ways(rows)
        used = any(found.how == HABIT and found.row.operator[:1] == "<" and not found.unmet for found in rows)
        yield from (_among(found, ways, everywhere, used) for found in rows)
        yield from _impossible(table)


def _among(found: Judged, ways: Counter[tuple[str, bool]], everywhere: Counter[tuple[str, bool]], used: bool) -> Check:
    """A row among those of its table and of the filing; ``used`` tells that limits that were kept were scored in proportion."""
    if found.how == OPEN:
        return _weighed(found, ways, everywhere)
    if found.how != FULL:
        return found.check
    if found.unmet:
        return _unmet(found.check, ways[FORMULA, True] > 0)
    return _noted(found.check, phrase("full-within-limit")) if used and _below_limit(found.row) else found.check


def _ways(rows: Iterable[Judged]) -> Counter[tuple[str, bool]]:
    """How often rows were scored in each way, by whether the target was missed."""
    return Counter((found.how, found.unmet) for found in rows)


def _weighed(found: Judged, ways: Counter[tuple[str, bool]], everywhere: Counter[tuple[str, bool]]) -> Check:
    """A score that no way of scoring gives is held to the formula only where others of its table, and of the filing, follow it.

    Full marks for a target that was reached follow any way of scoring: they speak for full marks, and little for the formula.
    """
    check = found.check
    lowered = _is_lowered(found)
    failed, all_failed = ways[OPEN, found.unmet], everywhere[OPEN, found.unmet]
    reached, all_reached = ways[FULL, False], everywhere[FULL, False]
    followed, all_followed = ways[FORMULA, True], everywhere[FORMULA, True]
    if not found.unmet:
        followed, all_followed = followed + reached, all_followed + all_reached
    if followed >= failed and all_followed >= all_failed:
        judged = check.warned() if all_followed == all_failed or lowered or not slipped(check) else check
    elif (failed == 1 and all_followed > all_failed) or (followed + reached > failed and slipped(check)):
        judged = check.warned()
    else:
        return check.doubted(phrase("score-at-discretion"))
    return judged.graded("note").noted(phrase("score-explained")) if lowered and found.row.explained else judged


def _is_lowered(found: Judged) -> bool:
    """Whether a target was reached and marks were taken off all the same, as people may; a decimal point that moved takes none off."""
    score, weight = found.row.score, found.row.weight
    if found.unmet or score is None or not score.exact or score.exact >= weight.exact:
        return False
    return (weight.exact / score.exact).normalize().as_tuple().digits != (1,)


def _below_limit(row: Indicator) -> bool:
    return row.operator[:1] == "<" and row.target is not None and row.actual is not None and row.actual.exact < row.target.exact


def _noted(check: Check, message: Phrase) -> Check:
    """The check told as a note, though it holds."""
    check = check.graded("note").said(message)
    return check._replace(expected=None) if check.verdict == HOLDS else check


def _unmet(check: Check, contradicts: bool) -> Check:
    check = check.said(phrase("full-though-unmet"))
    return check.warned().noted(phrase("others-in-proportion")) if contradicts else check.graded("note")


def _impossible(table: PerformanceTable) -> Iterator[Check]:
    """A score above its weight, a share above 100%; where most scores are above, the columns were taken for others."""
    above = sum(row.score is not None and row.score.exact > row.weight.exact for row in table.indicators)
    misread = above > 1 and above * 2 > len(table.indicators)
    for row in table.indicators:
        if row.score is not None and row.score.exact > row.weight.exact:
            check = expect_that(row.score, "<=", Chosen(row.weight)).said(phrase("score-above-weight"))
            if misread:
                check = check.doubted(phrase("columns-mistaken"))
            yield check
        for figure in (row.target, row.actual):
            if figure is not None and figure.unit == "%" and figure.exact > 1 and _is_share(row.name):
                yield expect_that(figure, "<=", _WHOLE).warned().said(phrase("rate-above-whole"))


@lru_cache(maxsize=1024)
def _is_share(name: str) -> bool:
    """满意度, 合格率 and the like are parts of a whole; 完成率 and 增长率 are not."""
    return name.endswith(_DEGREES) and any(word in name for word in _SHARES)


def _judge(row: Indicator) -> Judged | None:
    """How a row was scored; ``None`` where its target and its actual cannot be compared or nothing is claimed."""
    target, actual, score = row.target, row.actual, row.score
    if score is not None and row.taken_off is not None and (told := expect(score, Chosen(row.weight) - row.taken_off)).verdict == HOLDS:
        return Judged(row, told.beside([each for each in (target, actual) if each is not None]), HABIT, True)
    if target is None or actual is None or score is None or row.reason or score.exact > row.weight.exact:
        return None
    sign = _direction(row, target, actual)
    if score.exact == row.weight.exact:
        return _full_marks(row, score, target, actual, sign)
    return _part_marks(row, score, target, actual, sign)


def _direction(row: Indicator, target: Figure, actual: Figure) -> int:
    """+1 where the target was reached, -1 where it was missed, 0 where nothing tells which way is good."""
    a, b = actual.exact, target.exact
    if a == b:
        return 1
    operator = row.operator
    if operator in (">=", ">"):
        return 1 if a > b else -1
    if operator in ("<=", "<"):
        return 1 if a < b else -1
    if operator == "=" and b and actual.unit not in MONEY:
        return 1 if a > b else -1
    return 0


def _full_marks(row: Indicator, score: Figure, target: Figure, actual: Figure, sign: int) -> Judged | None:
    if sign > 0:
        check = Check(score, "=", row.weight, HOLDS, row.weight.exact, row.weight.exact).beside([target, actual])
        if row.operator == "=" and actual.exact != target.exact:
            check = _noted(check, phrase("full-though-unequal"))
        return Judged(row, check, FULL, False)
    if sign == 0:
        return None
    check = strictly(expect(score, _by_rule(row, target, actual)))
    return Judged(row, check, FULL, check.verdict == BROKEN)


def _by_rule(row: Indicator, target: Figure, actual: Figure) -> Operand:
    """Marks in proportion: weight × actual ÷ target, and the other way round where less is better."""
    weight = Chosen(row.weight)
    if row.operator[:1] == "<":
        return Quotient(Product(weight, Chosen(target)), actual)
    return Quotient(Product(weight, actual), Chosen(target))


def _part_marks(row: Indicator, score: Figure, target: Figure, actual: Figure, sign: int) -> Judged | None:
    natural: Operand = _by_rule(row, target, actual) if sign <= 0 else Chosen(row.weight)
    if natural.exact is None:
        return None
    check = expect(score, natural)
    if sign > 0:
        check = check.beside([target, actual])
    elif _fits(check):
        return Judged(row, check, FORMULA, True)
    check = strictly(check)
    habit = _habit(row, score, target, actual, sign)
    if habit is not None:
        return Judged(row, habit, HABIT, sign < 0)
    if sign == 0:
        return None
    if sign > 0 and row.operator[:1] != "<" and target.exact and actual.exact / target.exact >= _LOW_TARGET:
        return Judged(row, _noted(check, phrase("well-above")), HABIT, False)
    return Judged(row, check, OPEN, sign < 0)


def _fits(check: Check) -> bool:
    """Holds, if only by rounding to the decimals that the score itself prints; a score of 0 is nothing at all."""
    nothing = isinstance(check.printed, Figure) and check.printed.is_zero
    return check.sound and not (check.weak and nothing)


def _habit(row: Indicator, score: Figure, target: Figure, actual: Figure, sign: int) -> Check | None:
    """The score by a customary way that is not the rule, told as a note; the rule itself is not claimed to be broken."""
    weight = Chosen(row.weight)
    used = Quotient(Product(weight, actual), Chosen(target))
    ways: list[tuple[Operand, Phrase]] = []
    if row.operator[:1] == "<" and sign > 0:
        ways.append((used, phrase("limit-by-use")))
        saved = Product(weight, Total([(1, _ONE), (-1, Quotient(actual, Chosen(target)))]))
        ways.append((saved, phrase("limit-by-saving")))
    elif sign > 0:
        more = Quotient(Product(weight, Chosen(target)), actual)
        ways.append((more, phrase("above-marked-down")))
    elif sign < 0 and score.is_zero:
        ways.append((Constant(0, "0"), phrase("missed-no-marks")))
    elif sign == 0:
        ways.append((Quotient(Product(weight, Chosen(target)), actual), phrase("target-over-actual")))
    if actual.unit == "%" and sign < 0:
        ways.append((Product(weight, actual), phrase("rate-times-weight")))
    for expression, message in ways:
        if expression.exact is None:
            continue
        check = expect(score, expression)
        if _fits(check):
            return _noted(check, message).beside([target] if target not in expression.operands() else [])
    return None
