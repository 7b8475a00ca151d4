"""The same thing stated twice."""

from collections.abc import Iterator
from itertools import product

from auditlint.field import CHANGE
from auditlint.model import BROKEN, Check, Figure, Filing, Pair, expect, phrase
from auditlint.model.claims import exact_parts
from auditlint.registry import Example, rule

from .choice import slipped


@rule(
    "REF001",
    "stated-twice",
    severity="error",
    title="同一事项前后印出的数字相同",
    title_en="the same thing is stated with the same figure",
    message="同一事项前后数字不一致",
    message_en="the same thing is stated with different figures",
    formula="同一事项、同一资金口径、同一年度、同一角色的数字处处相同",
    source="部门决算公开说明各节之间",
    why_en=(
        "Only figures whose names are fully recognised and whose funds are the same are compared; last year's, other years' and "
        "those in reasons are not.\n\n"
        "Of several the majority counts, of two the first; which one is right is not said."
    ),
    formula_en="one thing, one fund, one year, one role: one figure",
    source_en="between the sections of the narrative",
    good=(Example("六、一般公共预算财政拨款基本支出决算情况说明\n一般公共预算财政拨款基本支出10.35万元。一般公共预算财政拨款基本支出10.35万元。"),),
    bad=(
        Example("六、一般公共预算财政拨款基本支出决算情况说明\n一般公共预算财政拨款基本支出10.35万元。一般公共预算财政拨款基本支出⟦10.53⟧万元。", "10.35"),
    ),
)  # fmt: skip
def stated_twice(filing: Filing) -> Iterator[Check]:
    """只比较名称完全认得、资金口径相同的数字；上年数、其他年度的数字、原因说明中的数字不参与。

    不止两处时，以多数为准；两处时以先印出的为准，并不断言哪一处是对的。
    """
    added = _added(filing)
    for figures in filing.ledger.figures.values():
        if len(figures) > 1 and figures[0].role != CHANGE:
            for check, both in _compare(list(dict.fromkeys(figures)), added):
                yield check.doubted(phrase("both-add-up")) if both and check.verdict == BROKEN else check
    for pair in filing.claims(Pair):
        if pair.first.exact != pair.second.exact or pair.first.unit == pair.second.unit:
            check = _repeat(pair.second, pair.first)
            yield _likely(check) if pair.likely and check.verdict == BROKEN else check


def _likely(check: Check) -> Check:
    """Two figures that need not be the same, and are one stroke of the hand apart."""
    return check.warned() if slipped(check) else check.doubted(phrase("sides-differ"))


def _added(filing: Filing) -> frozenset[int]:
    """The parts of lists that come to their wholes to the last digit, each by its identity: no slip in one of them can have been made alone."""
    found: set[int] = set()
    for listing in filing.breakdowns():
        columns = listing.whole.columns() if listing.whole is not None else []
        for column, parts in product(columns, (listing.parts, [*listing.parts, *listing.doubtful])):
            if len(parts) > 1:
                found.update(map(id, exact_parts(listing.whole, parts, column)))
    return frozenset(found)


def _compare(figures: list[Figure], added: frozenset[int]) -> Iterator[tuple[Check, bool]]:
    """Each figure that is not as most are with one that is, and whether both stand in lists that add up."""
    counts: dict[object, int] = {}
    for figure in figures:
        counts[figure.exact] = counts.get(figure.exact, 0) + 1
    usual = max(counts.values())
    model = next(figure for figure in figures if counts[figure.exact] == usual)
    settled = any(id(figure) in added for figure in figures if figure.exact == model.exact)
    for figure in figures:
        if figure is not model and figure.dimension == model.dimension:
            yield _repeat(figure, model), settled and id(figure) in added


def _repeat(figure: Figure, model: Figure) -> Check:
    if figure.exact != model.exact and model.quantum > figure.quantum:
        figure, model = model, figure
    return expect(figure, model).folded("repeat")
