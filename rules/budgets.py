"""Budgets: 预决算差异率, 完成预算率, and what the words say of actual against budget."""

from collections.abc import Iterator

from auditlint.model import (
    BROKEN,
    HOLDS,
    Check,
    Comparison,
    Completion,
    Constant,
    Figure,
    Filing,
    Operand,
    Phrase,
    Variance,
    expect,
    expect_that,
    phrase,
    signed,
    unchecked,
)  # fmt: skip
from auditlint.registry import Example, rule

from .choice import sound


@rule(
    "BUD001",
    "budget-variance",
    severity="error",
    title="预决算差异率等于决算与预算之差除以预算",
    title_en="the variance rate equals actual less budget over budget",
    message="预决算差异率与数字不符",
    message_en="the variance rate does not fit the figures",
    formula="预决算差异率 = (决算数 - 预算数) ÷ 预算数",
    source="新疆部门决算公开说明：“年初预算数 b，决算数 a，预决算差异率 r%”",
    why_en="The variance rate has a sign: it is negative where actual is below budget. A budget of zero is the business of BUD004.",
    formula_en="variance rate = (actual - budget) ÷ budget",
    source_en="narratives of Xinjiang: 年初预算数 b, 决算数 a, 预决算差异率 r%",
    good=(Example("2023年度一般公共预算财政拨款支出80.00万元。与年初预算相比，年初预算数100.00万元，决算数80.00万元，预决算差异率-20.00%。"),),
    bad=(Example("2023年度一般公共预算财政拨款支出80.00万元。与年初预算相比，年初预算数100.00万元，决算数80.00万元，预决算差异率⟦-25.00%⟧。", "-20.00"),),
)  # fmt: skip
def budget_variance(filing: Filing) -> Iterator[Check]:
    """差异率带符号：决算小于预算时为负；通篇都不印负号的，只作提示。预算数为零的情形由 BUD004 处理。"""
    claims = filing.claims(Variance)
    signed = any(claim.rate.exact < 0 for claim in claims)
    for claim in claims:
        actual, budget = claim.actual, claim.budget
        if actual is None or budget is None:
            yield unchecked(claim.rate, phrase("no-budget-or-actual"))
            continue
        if budget.is_zero and not actual.is_zero:
            continue
        check = expect(claim.rate, (actual - budget) / budget)
        if check.verdict == BROKEN:
            hint = _variance_hint(claim, actual, budget)
            check = check.explained_by(hint)
            if hint == _TURNED:
                check = check.warned() if signed else check.graded("note")  # a filing may print all of them without
        yield check


#: The rate is right but for its sign.
_TURNED = phrase("sign-turned")


def _variance_hint(claim: Variance, actual: Figure, budget: Figure) -> Phrase | None:
    if not budget.exact:
        return None
    if sound(expect(claim.rate, (budget - actual) / budget)):
        return _TURNED
    if sound(expect(claim.rate, actual / budget)):
        return phrase("rate-is-completion")
    if actual.exact and sound(expect(claim.rate, (actual - budget) / actual)):
        return phrase("over-actual")
    return None


@rule(
    "BUD002",
    "budget-completion",
    severity="error",
    title="完成预算率等于决算数除以所说的预算数",
    title_en="the completion rate equals actual over the budget that the sentence names",
    message="完成预算率与数字不符",
    message_en="the completion rate does not fit the figures",
    formula="完成率 = 决算数 ÷ 预算数",
    source="部门决算公开说明：“年初预算为 b 万元，支出决算为 a 万元，完成年初预算的 r%”",
    why_en=(
        "The initial budget, the full-year budget and the adjusted budget are figures of their own; the one that the sentence "
        "names is taken. Where another of them fits, the note says so."
    ),
    formula_en="completion rate = actual ÷ budget",
    source_en="narratives: 年初预算为 b 万元，支出决算为 a 万元，完成年初预算的 r%",
    good=(Example("一般公共预算财政拨款支出年初预算为100.00万元，支出决算为98.20万元，完成年初预算的98.20%。"),),
    bad=(Example("一般公共预算财政拨款支出年初预算为100.00万元，支出决算为98.20万元，完成年初预算的⟦98.00%⟧。", "98.20"),),
)
def budget_completion(filing: Filing) -> Iterator[Check]:
    """年初预算、全年预算、调整预算各是各的数，句中说的是哪一个就用哪一个。不符而换一种预算相符时在提示中写明。"""
    for claim in filing.claims(Completion):
        actual, budget = claim.actual, claim.budget
        change = claim.change
        if budget is None and actual is not None and change is not None and change.delta is not None and change.delta.sign:
            yield expect(claim.rate, actual / (actual - signed(change.delta)))
            continue
        if actual is None or budget is None:
            yield unchecked(claim.rate, phrase("no-named-budget"))
            continue
        if budget.is_zero and not actual.is_zero:
            continue
        check = expect(claim.rate, actual / budget)
        if check.verdict == BROKEN and not claim.kind:  # 执行率, of whichever budget it is
            check = next((other for each in claim.others if each.exact and sound(other := expect(claim.rate, actual / each))), check)
        if check.verdict == BROKEN and budget.is_zero and claim.rate.exact == 1:
            check = check.graded("note")  # nothing of nothing is printed as 0% and as 100%
        if check.verdict == BROKEN:
            check = check.explained_by(_completion_hint(claim, actual, budget))
        yield check


def _completion_hint(claim: Completion, actual: Figure, budget: Figure) -> Phrase | None:
    for other in claim.others:
        if other.exact and sound(expect(claim.rate, actual / other)):
            return phrase("over-other-budget", budget=other.role)
    if budget.exact and sound(expect(claim.rate, (budget - actual) / budget)):
        return phrase("rate-is-decrease")
    if actual.exact and sound(expect(claim.rate, budget / actual)):
        return phrase("fraction-inverted")
    return None


@rule(
    "BUD003",
    "actual-against-budget",
    severity="error",
    title="决算数大于 / 小于 / 等于预算数与数字一致",
    title_en="what is said of actual against budget fits the figures",
    message="决算数与预算数的比较与数字不符",
    message_en="what is said of actual against budget does not fit the figures",
    formula="大于 ⇔ 决算数 > 预算数；小于 ⇔ 决算数 < 预算数；等于、持平 ⇔ 决算数 = 预算数",
    source="部门决算公开说明：“决算数小于预算数的主要原因”",
    why_en=(
        "The sentence of the template, that actual is above (below, equal to) budget, is often left as it was. 'Roughly equal' is "
        "no exact statement and is not judged where the figures differ."
    ),
    formula_en="above ⇔ actual > budget; below ⇔ actual < budget; equal ⇔ actual = budget",
    source_en="narratives: 决算数小于预算数的主要原因",
    good=(Example("公务接待费支出年初预算为3.00万元，支出决算为2.00万元，决算数小于年初预算数的主要原因是厉行节约。"),),
    bad=(Example("公务接待费支出年初预算为3.00万元，支出决算为2.00万元，决算数⟦大于⟧年初预算数的主要原因是厉行节约。", "小于"),),
)
def actual_against_budget(filing: Filing) -> Iterator[Check]:
    """模板句“决算数大于（小于、等于）预算数的主要原因”常被原样留下。“基本持平”不是精确的说法，数字不同时不判断。"""
    words = {">": "大于", "<": "小于", "=": "等于"}
    for claim in filing.claims(Comparison):
        actual: Operand | None = claim.actual
        budget: Operand | None = claim.budget
        if budget is None and claim.completion is not None:
            actual, budget = claim.completion, Constant(1, "100%")
        if actual is None or budget is None or actual.exact is None or budget.exact is None:
            yield unchecked(claim.word, phrase("no-budget-or-actual"))
            continue
        check = expect_that(actual, str(claim.word.meaning), budget, claim.word)
        if check.verdict == BROKEN:
            right = ">" if actual.exact > budget.exact else "<" if actual.exact < budget.exact else "="
            check = check.instead(words[right])
            if claim.loose:
                check = check.doubted(phrase("roughly-equal"))
        yield check


@rule(
    "BUD004",
    "rate-on-zero-budget",
    severity="error",
    title="预算数为零时没有完成率或差异率",
    title_en="there is no rate on a zero budget",
    message="预算数为零，没有完成率或差异率可言",
    message_en="the budget is zero: there is no such rate",
    formula="预算数 = 0 ⇒ 不应印出有限的比率（0%、“—”除外）",
    source="除法的定义；各地填报习惯",
    why_en=(
        "Spending without an initial budget is lawful, but then there is no completion rate. 0% counts as none; 100% is a note; "
        "anything else is an error."
    ),
    formula_en="budget = 0 ⇒ no finite rate is printed (except 0% or a dash)",
    source_en="the definition of division; customs of filing",
    good=(Example("公务接待费支出年初预算为0.00万元，支出决算为0.00万元，完成年初预算的0.00%。"),),
    bad=(Example("公务接待费支出年初预算为0.00万元，支出决算为2.00万元，完成年初预算的⟦200.00%⟧。", ""),),
)
def rate_on_zero_budget(filing: Filing) -> Iterator[Check]:
    """年初预算为零而有决算是合法的，但这时没有完成率。写作 0% 视为没有；写作 100% 只作提示；其余为错误。"""
    claims: list[Completion | Variance] = [*filing.claims(Completion), *filing.claims(Variance)]
    for claim in claims:
        actual, budget = claim.actual, claim.budget
        if actual is None or budget is None or not budget.is_zero or actual.is_zero:
            continue
        rate = claim.rate
        usual = rate.is_zero or rate.value == 100
        check = Check(rate, "=", actual / budget, HOLDS if usual else BROKEN)
        if rate.value == 100:
            check = check.graded("note").said(phrase("zero-budget-rate"))
        yield check
