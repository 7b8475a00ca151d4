"""Performance self-evaluation tables: weights, scores, and the money."""

from collections.abc import Iterator
from decimal import Decimal

from auditlint.model import (
    BROKEN,
    TASK_TOTAL,
    Check,
    Chosen,
    Constant,
    Figure,
    Filing,
    FundRow,
    Operand,
    PerformanceTable,
    Phrase,
    Product,
    expect,
    expect_that,
    phrase,
    total,
    unchecked,
)  # fmt: skip
from auditlint.model.performance import BUDGETED, INITIAL, SPENT, in_column
from auditlint.registry import Example, rule

from .choice import best, proved, slipped, sound, strictly

#: Rows that are no task or source of their own, and the source that may hold whatever the others do not.
_SUBTOTAL, _WITHIN, _OTHER = "小计", "其中", "其他"
_TITLE = "项目支出绩效自评表\n（2023年度）\n项目名称 道路养护\n项目资金（万元）\n年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
_ROWS = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"


@rule(
    "PRF001",
    "weights",
    severity="error",
    title="绩效表的分值合计为 100，或表头写明的数",
    title_en="the weights of a performance table add up to 100, or to what its head says",
    message="分值之和与总分不符",
    message_en="the weights do not add up to the total",
    formula="预算执行率分值 + 各指标分值 = 100",
    source="财预〔2020〕10号：预算执行率和一级指标权重统一设置，合计 100 分",
    why_en=(
        "The weights of the first-level indicators differ from place to place, but with the execution rate they always make 100. "
        "Where a head states its weight, as 产出指标（50分） does, the rows below it make just that; under 分值权重（90分） the rows make 90. "
        "Tables of goals have no scores, but their weights add up too.\n\n"
        "Where rows may not have been read and neither weights nor scores add up, nothing is judged. What no single slip repairs "
        "is a warning."
    ),
    formula_en="weight of the execution rate + weights of the indicators = 100",
    source_en="财预〔2020〕10号: the weights of the execution rate and of the first-level indicators are set centrally and make 100",
    good=(
        Example(_TITLE + "年度资金总额 50 50 50 10 100% 10\n" + _ROWS + "养护里程 >=40 公里 =42 公里 90 90\n总分 100 100 分"),
        Example(_TITLE + "年度资金总额 50 50 50 10 100% 10\n" + _ROWS + "产出指标（90分） 养护里程 >=40 公里 =42 公里 90 90\n总分 100 100 分"),
    ),
    bad=(
        Example(_TITLE + "年度资金总额 50 50 50 10 100% 10\n" + _ROWS + "养护里程 >=40 公里 =42 公里 80 80\n总分 ⟦100⟧ 90 分", "90"),
    ),
)  # fmt: skip
def weights(filing: Filing) -> Iterator[Check]:
    """各地一级指标的权重不尽相同，但连同预算执行率总是 100 分。写明分值的一级指标，如“产出指标（50分）”，其下各行分值之和应与它相等；
    表头写明“分值权重（90分）”的，各行分值之和应为 90 分。绩效目标表没有得分，分值同样相加。

    有的行没有读出分值与得分，且分值与得分都加不起来的，不判断。改动一个数字（一笔）不能使它相等的，只是警告。
    """
    for table in filing.performance:
        if not table.indicators:
            continue
        rate = table.rate_weight or (table.total.weight if table.total is not None else None)
        for stated in table.stated_weights:
            yield _weighed(expect(stated, total([row.weight for row in table.indicators])), table.doubt or _row_twice(table, stated.exact))
        if table.evaluated or table.total_weight is not None:
            check = _add_up(table, table.weights, table.total_weight, table.scores, table.total_score, Constant(100, "100"))
            yield _weighed(check, _unread_row(table) or _row_twice(table, 100) or (None if rate is not None else _unread_rate(table)))
        elif table.stated_weights and rate is not None:
            yield expect_that(total([rate, table.stated_weights[0]]), "=", Constant(100, "100"))
        yield from _groups(table)
    yield from _planned(filing)


def _planned(filing: Filing) -> Iterator[Check]:
    """Tables of goals that do not say what their weights make: 100, or 90 beside the 10 of the rate of execution.

    That they make it is established where they do in most tables of the filing.
    """
    tables = [table for table in filing.performance if table.indicators and not (table.evaluated or table.stated_weights or table.total_weight)]
    checks = []
    for table in tables:
        everything = total(table.weights)
        check = best(expect_that(everything, "=", Constant(whole, str(whole))) for whole in (100, 90))
        assert check is not None
        checks.append(_weighed(check, table.doubt or _row_twice(table, 100, 90)))
    held = sum(sound(check) for check in checks)
    for check in checks:
        if check.verdict == BROKEN and held <= len(checks) - held:
            check = check.doubted(phrase("weights-total-not-said"))
        yield check


def _unread_rate(table: PerformanceTable) -> Phrase | None:
    """Weights that lack just the 10 of the rate of execution, which such a table may print in its own way."""
    return phrase("rate-weight-unread") if total(table.weights).exact == 90 else None


def _unread_row(table: PerformanceTable) -> Phrase | None:
    """Weights and scores that both lack something, and of scores no more than of weights and half as much at least: a row was not read."""
    if table.total_score is None:
        return None
    whole = table.total_weight or Constant(100)
    weight, score = ((each - total(own)).exact for each, own in ((whole, table.weights), (table.total_score, table.scores)))
    assert weight is not None and score is not None
    return phrase("weights-row-unread") if 0 < score <= weight <= 2 * score else None


def _row_twice(table: PerformanceTable, *wholes: Decimal | int) -> Phrase | None:
    """Weights that make a whole, by themselves or with that of the rate, without the rows that stand there word for word before: they were read twice."""
    once = {(row.name, row.target and row.target.exact, row.weight.exact): row.weight for row in table.indicators if row.name}
    if len(once) == len(table.indicators):
        return None
    own, rate = sum(weight.exact for weight in once.values()), sum(weight.exact for weight in table.weights[: -len(table.indicators)])
    return phrase("weights-row-twice") if own in wholes or own + rate in wholes else None


def _weighed(check: Check, doubt: Phrase | None = None) -> Check:
    """Weights that miss what they should make by more than a slip miss a row, most likely one that was not read."""
    if check.verdict == BROKEN and (doubt is not None or not slipped(check)):
        check = check.doubted(doubt or phrase("weights-row-unread"))
    return proved(check)


@rule(
    "PRF002",
    "scores",
    severity="error",
    title="绩效自评表的得分之和等于总分",
    title_en="the scores of a self-evaluation table add up to its total",
    message="各项得分之和与总分不符",
    message_en="the scores do not add up to the total score",
    formula="总分 = 预算执行率得分 + 各指标得分",
    source="项目支出绩效自评表合计行",
    why_en=(
        "The total is the sum of all scores, that of the execution rate among them. With scores of two decimals, n of them may "
        "differ from it by (n+1)×0.005, which is rounding."
    ),
    formula_en="total score = score of the execution rate + scores of the indicators",
    source_en="last row of the self-evaluation table",
    good=(
        Example(_TITLE + "年度资金总额 50 50 40 10 80% 8\n" + _ROWS + "养护里程 >=40 公里 =42 公里 90 90\n总分 100 98 分"),
    ),
    bad=(
        Example(_TITLE + "年度资金总额 50 50 40 10 80% 8\n" + _ROWS + "养护里程 >=40 公里 =42 公里 90 90\n总分 100 ⟦89⟧ 分", "98"),
    ),
)  # fmt: skip
def scores(filing: Filing) -> Iterator[Check]:
    """总分由各项得分（含预算执行率得分）相加而成。得分取两位小数时，n 项之和与总分最多相差 (n+1)×0.005，属于四舍五入。"""
    for table in filing.performance:
        if table.total_score is None or not any(row.score is not None for row in table.indicators):
            continue
        if table.rate_weight is not None:
            yield unchecked(table.total_score, phrase("rate-score-unread"))
        else:
            check = _add_up(table, table.scores, table.total_score, table.weights, table.total_weight, None)
            yield check.doubted(doubt) if check.verdict == BROKEN and (doubt := _unread_row(table)) is not None else check


def _add_up(
    table: PerformanceTable, parts: list[Figure], stated: Figure | None, others: list[Figure], other: Figure | None, whole: Constant | None
) -> Check:  # fmt: skip
    """The check of one column; where it fails and rows may have been missed, the other column must show that none was.

    A table that lists the rate of execution among its indicators has it twice: it counts once if both columns say so.
    """
    check = _column(parts, stated, whole)
    if check.verdict != BROKEN:
        return check
    if len(parts) > len(table.indicators) and other is not None:
        without = _column(parts[1:], stated, whole)
        if sound(without) and sound(_column(others[1:], other, None)):
            return without
    if table.doubt and not (other is not None and sound(_column(others, other, None))):
        check = check.doubted(table.doubt)
    return proved(check)


def _column(parts: list[Figure], stated: Figure | None, whole: Constant | None) -> Check:
    everything = total(parts)
    if stated is not None:
        check = expect(stated, everything)
    else:
        assert whole is not None
        check = expect_that(everything, "=", whole)
    # The decimals of a table are those of its longest score: a whole number beside them is whole.
    return strictly(check)


def _groups(table: PerformanceTable) -> Iterator[Check]:
    """产出指标（50分） heads rows that make 50."""
    for group in table.groups:
        if group.weights:
            yield _weighed(expect(group.weight, total(group.weights)), table.doubt)
        else:
            yield unchecked(group.weight, phrase("groups-unclear"))


@rule(
    "PRF003",
    "execution-rate",
    severity="error",
    title="预算执行率等于执行数除以预算数，得分按执行率计算",
    title_en="the execution rate is spending over budget, and its score follows from it",
    message="预算执行率或其得分与数字不符",
    message_en="the execution rate or its score does not fit the figures",
    formula="执行率 = 全年执行数 ÷ 全年预算数；得分 = 分值 × 执行率（以分值为限）",
    source="项目支出绩效自评表资金行；财预〔2020〕10号",
    why_en=(
        "The denominator is the budget of the full year (as adjusted) and not the initial one; where both rate and score are "
        "those of the initial budget, it is a warning. Scores from the exact rate and from the rounded one are both right.\n\n"
        "Full marks below 100%, and none below 60%, are the custom of some places: warnings or notes. Any other score that does "
        "not follow is an error."
    ),
    formula_en=(
        "execution rate = spending of the full year ÷ budget of the full year; score = weight × execution rate (at most the "
        "weight)"
    ),
    source_en="money rows of the self-evaluation table; 财预〔2020〕10号",
    good=(
        Example(_TITLE + "年度资金总额 50.00 60.00 40.00 10 66.67% 6.67\n" + _ROWS + "养护里程 >=40 公里 =42 公里 90 90\n总分 100 96.67 分"),
    ),
    bad=(
        Example(_TITLE + "年度资金总额 50.00 60.00 40.00 10 ⟦67.67%⟧ 6.67\n" + _ROWS + "养护里程 >=40 公里 =42 公里 90 90\n总分 100 96.67 分", "66.67"),
        Example(_TITLE + "年度资金总额 50.00 60.00 40.00 10 66.67% ⟦7.67⟧\n" + _ROWS + "养护里程 >=40 公里 =42 公里 90 90\n总分 100 97.67 分", "6.67"),
    ),
)  # fmt: skip
def execution_rate(filing: Filing) -> Iterator[Check]:
    """分母是全年预算数（调整后预算数），不是年初预算数；执行率和得分都以年初预算数计算的，为警告。得分有的用执行率的原值、有的用四舍五入后的执行率计算，两种都算对。

    执行率不足 100% 而得满分、不足 60% 而不得分，是一些地方的评分办法，作为警告或提示；其余算不出来的得分为错误。
    """
    for table in filing.performance:
        for row in (table.total, *table.sources, *table.tasks):
            if row is not None and row.rate is not None:
                yield from _rate(row)
    rows = [table.total for table in filing.performance if table.total is not None]
    judged = [(row, check) for row in rows if (check := _rate_score(row)) is not None]
    proportional = any(sound(check) and row.rate is not None and row.rate.exact < 1 for row, check in judged)
    for row, check in judged:
        yield _by_custom(row, check, proportional) if check.verdict == BROKEN else check


def _by_custom(row: FundRow, check: Check, proportional: bool) -> Check:
    """A score that does not follow from the rate: all or none of the marks is a custom, unless others are in proportion."""
    if row.score is None or row.weight is None:
        return check
    full = row.score.exact == row.weight.exact
    if full:
        check = check.said(phrase("full-below-rate"))
    if full or row.score.is_zero:
        return check.graded("warning" if proportional else "note")
    return check if proportional else check.warned()


def _rate(row: FundRow) -> Iterator[Check]:
    rate, spent = row.rate, row.amounts.get(SPENT)
    initial = row.amounts.get(INITIAL)
    budget = row.amounts.get(BUDGETED) or initial
    if rate is None or spent is None or budget is None:
        return
    check = expect(rate, spent / budget)
    if check.verdict == BROKEN:
        check = _over_another(row, check, rate, spent / initial if initial is not None and initial is not budget else None)
    yield check if check.severity else proved(check)


def _over_another(row: FundRow, check: Check, rate: Figure, initial: Operand | None) -> Check:
    """A rate that is that of the initial budget, with a score to match a custom; or one of a row that leaves the other budget blank."""
    if initial is not None and sound(expect(rate, initial)):
        check = check.explained_by(phrase("over-initial-budget"))
        follows = row.weight is not None and row.score is not None and sound(_share_of(row.weight, row.score, rate))
        return check.warned() if follows else check
    return check.doubted(phrase("no-full-year-budget")) if BUDGETED in row.blanks else check


def _rate_score(row: FundRow) -> Check | None:
    """The score of the rate: from the printed rate or from the exact one, no more than the weight."""
    weight, score, rate = row.weight, row.score, row.rate
    if weight is None or score is None or rate is None:
        return None
    check = _share_of(weight, score, rate)
    spent = row.amounts.get(SPENT)
    budget = row.amounts.get(BUDGETED) or row.amounts.get(INITIAL)
    if not sound(check) and spent is not None and budget is not None and not budget.is_zero:
        check = best((check, _share_of(weight, score, spent / budget))) or check
    # Other hands fill in the other scores: 9.2 for 92.31% is rounded as it stands, whatever their decimals.
    return check if score.printed_places else strictly(check)


def _share_of(weight: Figure, score: Figure, rate: Operand) -> Check:
    chosen = Chosen(weight)
    if rate.exact is None or rate.exact < 1:
        return expect(score, Product(chosen, rate))
    return expect(score, chosen).beside(rate.operands())


@rule(
    "PRF005",
    "fund-sources",
    severity="error",
    title="资金总额等于各来源之和",
    title_en="the total of the money equals its sources",
    message="资金来源之和与资金总额不符",
    message_en="the sources do not add up to the total",
    formula="年度资金总额 = 当年财政拨款 + 上年结转资金 + 其他资金（年初预算数、全年预算数、全年执行数各列）",
    source="项目支出绩效自评表、绩效目标表资金行",
    why_en=(
        "It holds for each column: initial budget, budget and spending of the full year, or the year and the whole period of a "
        "table of goals. A source may be left blank; it is no zero and adds nothing. In a table of goals by tasks, each task is "
        "the sum of its sources and the total that of its tasks.\n\n"
        "Figures that are fewer than the columns are placed so that every column adds up; where that cannot be, nothing is "
        "judged. What no single slip repairs is a warning."
    ),
    formula_en="total of the year = fiscal appropriation + carry-over + other money, in each column",
    source_en="money rows of tables of self-evaluation and of goals",
    good=(
        Example(_TITLE + "年度资金总额 50.00 60.00 40.00 10 66.67% 6.67\n其中：当年财政拨款 50.00 50.00 30.00 — — —\n上年结转资金 10.00 10.00 — — —\n其他资金 0 — — —"),
    ),
    bad=(
        Example(_TITLE + "年度资金总额 50.00 ⟦61.00⟧ 40.00 10 65.57% 6.56\n其中：当年财政拨款 50.00 50.00 30.00 — — —\n上年结转资金 0.00 10.00 10.00 — — —\n其他资金 0 0 0 — — —", "60.00"),
    ),
)  # fmt: skip
def fund_sources(filing: Filing) -> Iterator[Check]:
    """每一列（年初预算数、全年预算数、全年执行数，或绩效目标表的年度、实施期）都要相等。空白的来源可以不填，不当作零，也不影响相加。
    整体支出绩效目标表按任务列出的，每一任务的总额等于各来源之和，金额合计等于各任务之和。

    数字少于列数、又看不出属于哪一列的来源，取能使各列都相等的排列；没有这样的排列则不判断。改动一个数字（一笔）不能使它相等的，只是警告。
    """
    for table in filing.performance:
        whole = table.total
        if whole is not None and table.sources:
            sources = _outer(whole, table.sources)
            for role, stated in whole.amounts.items():
                parts = in_column(sources, role)
                if parts:
                    yield _of_sources(stated, parts, sources)
        yield from _tasks(table)


def _of_sources(stated: Figure, parts: list[Figure], sources: list[FundRow]) -> Check:
    check = expect(stated, total(parts)).folded("sum")
    if check.verdict == BROKEN:
        check = _doubted(check, stated, sources)
    return proved(check)


def _tasks(table: PerformanceTable) -> Iterator[Check]:
    """Each task is made of its sources, each column of its tasks; a subtotal is none of them."""
    last = table.tasks_total
    yield from filter(None, map(_task, table.tasks if last is None else (*table.tasks, last)))
    tasks = [row for row in table.tasks if not row.label.endswith(_SUBTOTAL) and _WITHIN not in row.label]
    for role, stated in last.amounts.items() if last is not None else ():
        column = in_column(tasks, role)
        if column:
            yield _of_sources(stated, column, tasks)


def _task(row: FundRow) -> Check | None:
    stated = row.amounts.get(TASK_TOTAL)
    parts = [figure for role, figure in row.amounts.items() if role != TASK_TOTAL]
    return _of_sources(stated, parts, [row]) if stated is not None and parts else None


def _doubted(check: Check, stated: Figure, sources: list[FundRow]) -> Check:
    if not all(row.sure for row in sources):
        return check.doubted(phrase("sources-unplaced"))
    if check.exact is not None and check.exact < stated.exact and _OTHER not in sources[-1].label:
        return check.warned().noted(phrase("sources-open"))
    return check


def _outer(whole: FundRow, sources: list[FundRow]) -> list[FundRow]:
    """The sources without those that only detail another one (a second 其中)."""
    nested = next((at for at, row in enumerate(sources) if at and _WITHIN in row.label), 0)
    if not nested or _all_add_up(whole, sources):
        return sources
    outer = (sources[:nested] + sources[stop:] for stop in range(len(sources), nested, -1))
    return next((some for some in outer if _all_add_up(whole, some)), sources)


def _all_add_up(whole: FundRow, sources: list[FundRow]) -> bool:
    columns = ((stated, in_column(sources, role)) for role, stated in whole.amounts.items())
    return all(not parts or expect(stated, total(parts)).sound for stated, parts in columns)
