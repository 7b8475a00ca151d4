"""Nils: what a filing says there is none of."""

from collections.abc import Iterator

from auditlint.field import CARRIED, SEPARATE, SPENT, TOTALS, WITHIN, all_parts
from auditlint.model import BROKEN, HOLDS, Check, Constant, Figure, Filing, Nil
from auditlint.registry import Example, rule

#: The funds that have a table of their own.
_OWN = frozenset(fund.name for fund in SEPARATE)
_SPENDING = "本年支出"


@rule(
    "TXT003",
    "declared-nil",
    severity="error",
    title="说“无”的收入、支出没有金额",
    title_en="what is declared as nil has no amount",
    message="说“无”而别处印有金额",
    message_en="declared as nil, yet an amount is stated",
    formula="无……收入、支出 ⇒ 该项及其组成部分的金额 = 0，相应的表为空表",
    source="部门决算公开说明：“无政府性基金预算财政拨款收入、支出，该表为空表”",
    why_en=(
        "A nil is an exact 0 and not silence: where the same thing (or a part of it) has an amount elsewhere, or a table said to "
        "be empty has figures, one of the two is wrong.\n\n"
        "Where all money is nil, so is the fiscal part, and not the other way round. What is said of last year, of a subordinate "
        "unit, or with an exception does not count."
    ),
    formula_en="no revenue or expenditure of … ⇒ its amount and those of its parts = 0, its table is empty",
    source_en="narratives: 无政府性基金预算财政拨款收入、支出，该表为空表",
    good=(
        Example("三、财政拨款“三公”经费支出决算情况说明\n公务接待费支出0.00万元。本单位2023年度无公务接待费支出。"),
        Example("三、财政拨款“三公”经费支出决算情况说明\n公务接待费支出3.00万元，上年无公务接待费支出。"),
        Example("三、财政拨款“三公”经费支出决算情况说明\n公务接待费支出3.00万元，无公务接待费超标准情况。"),
    ),
    bad=(
        Example("三、财政拨款“三公”经费支出决算情况说明\n公务接待费支出3.00万元。本单位2023年度⟦无公务接待费支出⟧。"),
        Example(
            "八、政府性基金预算财政拨款收入支出决算情况说明\n本单位2023年度⟦无政府性基金预算财政拨款收入、支出⟧。\n"
            "政府性基金预算财政拨款支出3.00万元。"
        ),
    ),
)
def declared_nil(filing: Filing) -> Iterator[Check]:
    """“无”是一个确切的 0，不是没有说：别处同一事项（或其组成部分）印有金额，或说是空表而表中有数字，两者必有一误。

    说全部资金没有，则财政拨款也没有；反过来不成立。说的是上年、下属单位或某一项除外的，不作数。
    """
    said: set[tuple[tuple[str, str], ...]] = set()
    for nil in filing.claims(Nil):
        if tuple(nil.concepts) in said or nil.elsewhere:
            continue
        said.add(tuple(nil.concepts))
        figures = list(dict.fromkeys((*_stated(filing, nil), *nil.tabled)))
        for verdict, others in (
            (BROKEN, [figure for figure in figures if figure.exact]),
            (HOLDS, [figure for figure in figures if not figure.exact]),
        ):
            if others:
                check = Check(nil.word, "=", None, verdict).beside(others)
                if len(others) == 1:
                    check = check._replace(left=others[0], expression=Constant(0, "0"))
                yield check


def _stated(filing: Filing, nil: Nil) -> Iterator[Figure]:
    """Amounts stated for what is declared as nil, for its parts, and in narrower funds."""
    for name, scope in _meant(nil):
        for fund in (scope, *WITHIN.get(scope, ())):
            yield from filing.ledger.mentions(name, fund, SPENT)
    yield from _items(filing, {scope for concept, scope in nil.concepts if concept == _SPENDING and scope in _OWN})


def _meant(nil: Nil) -> Iterator[tuple[str, str]]:
    """The concepts that are declared as nil, with all that they are made of; of a total, what is carried over is named by itself."""
    scopes = {scope for _, scope in nil.concepts}
    carried = [(name, scope) for name in CARRIED for scope in scopes] if nil.carried else []
    for concept, scope in (*nil.concepts, *carried):
        parts = all_parts(concept) if concept not in TOTALS else ()
        yield from ((name, scope) for name in (concept, *parts))


def _items(filing: Filing, funds: set[str]) -> Iterator[Figure]:
    """The amounts of the items of the accounts in funds of which nothing was spent."""
    for item in filing.items if funds else ():
        if item.level and item.scope in funds and item.actual is not None:
            yield item.actual
