"""What the performance management of a budget covers against what the budget is to spend."""

from collections import Counter
from collections.abc import Iterator

from auditlint.field import SPENT
from auditlint.model import Check, Covered, Figure, Filing, expect, phrase
from auditlint.registry import Example, rule

from .choice import best, slipped
from .table_lookup import Tables

_TEXT = (
    "某某局2026年部门预算\n二、支出预算情况说明\n2026年支出预算1,524.36万元，其中：基本支出1,012.12万元，项目支出512.24万元。\n"
    "三、预算绩效管理情况说明\n2026年所有项目支出预算纳入绩效管理，涉及预算资金{}万元。\n"
)


@rule(
    "PRF010",
    "covered-by-performance",
    severity="warning",
    title="纳入绩效管理的金额与全部支出一致",
    title_en="what performance management covers is all that is to be spent",
    message="纳入绩效管理的金额与支出预算不符",
    message_en="what performance management covers is not what the budget is to spend",
    formula="整体支出（所有项目支出）纳入绩效管理涉及的金额 = 支出预算（项目支出预算）",
    source="部门预算公开：“整体支出纳入绩效目标管理，涉及财政性资金……”“所有项目支出均实行绩效管理，涉及……”",
    why_en=(
        "Where the words say that all spending, or all projects, are under performance management, the amount is that of the budget, "
        "of all money or of one fund.\n\n"
        "Told only where one slip of the pen parts the two, and the amount stands nowhere else: a filing may leave out what it keeps "
        "secret, and what tables of goals of its own tell of."
    ),
    formula_en="amount under performance management = planned expenditure (of all projects)",
    source_en="narratives of budgets",
    good=(Example(_TEXT.format("512.24")), Example(_TEXT.format("498.00"))),
    bad=(Example(_TEXT.format("⟦521.24⟧"), "512.24"),),
)
def covered_by_performance(filing: Filing) -> Iterator[Check]:
    """写明整体支出（或所有项目支出）纳入绩效管理的，所涉及的金额就是支出预算（或项目支出预算）：全部资金的，或某一类资金的。

    涉密项目、专项资金可以另计，金额可以少于预算，所以只有相差一笔笔误、别处又没有印出同一金额时才警告。
    """
    tables = Tables(filing)
    claims = filing.claims(Covered)
    printed = Counter(figure.exact for figure in filing.figures) if claims else Counter()
    for claim in claims:
        stated = (filing.ledger.operand(*meant, SPENT) or tables.printed(*meant) for meant in claim.meant)
        checks = [expect(claim.figure, other) for other in stated if isinstance(other, Figure)]
        check = best(checks)
        if check is not None and not check.sound:
            once = printed[claim.figure.exact] == 1
            check = (next(filter(slipped, checks), None) if once else None) or check.doubted(phrase("covered-in-part"))
        if check is not None:
            yield check
