"""How the totals of two years must differ, by what was spent and what was carried over."""

from collections.abc import Iterator

from auditlint.field import CHANGE, FISCAL, FUNDS, LAST_YEAR, SPENT, TOTALS, funds_of
from auditlint.model import (
    BROKEN,
    Change,
    Check,
    Constant,
    Figure,
    Filing,
    Operand,
    Total,
    Word,
    expect_that,
    phrase,
    signed,
)
from auditlint.registry import Example, rule

from .directions import DOWN, UP
from .table_lookup import Tables

_SPENT, _ENDS = "本年支出", ("年初", "年末")
_EXAMPLE = (
    "四、财政拨款收入支出决算总体情况说明\n2024年度财政拨款收入支出总计105.00万元，其中年初财政拨款结转和结余5.00万元，年末财政拨款结转和结余5.00万元。"
    "与2023年度相比，财政拨款收入支出总计{}。主要原因：合同付款放缓，减少支付。\n"
    "五、一般公共预算财政拨款支出决算情况说明\n一般公共预算财政拨款支出100.00万元。与2023年度相比，一般公共预算财政拨款支出减少20.00万元，下降16.67%。\n"
    "八、政府性基金预算财政拨款支出决算情况说明\n本年度无政府性基金预算财政拨款支出。\n"
    "九、国有资本经营预算财政拨款支出决算情况说明\n本年度无国有资本经营预算财政拨款支出。\n"
)


@rule(
    "CHG006",
    "unchanged-total",
    severity="error",
    title="总计说“持平”时，本年支出与结转和结余的变动应相抵",
    title_en="an unchanged total needs changes of expenditure and carry-over that cancel out",
    message="总计并非持平",
    message_en="the total is not unchanged",
    formula="总计增减额 = 本年支出增减额 + 年末结转和结余 - 年初结转和结余",
    source="支出总计 = 本年支出 + 年末结转和结余；上年年末结转和结余即本年年初结转和结余",
    why_en=(
        "The totals of two years differ by the change of expenditure plus that of carry-over, unless the carry-over into the year "
        "was adjusted.\n\n"
        "It is an error only where the reason that the filing gives has the direction that the figures have, else a note. Where "
        "the change of fiscal expenditure is not printed, those of the three funds are added up, and a fund that is not there "
        "must be declared as nil."
    ),
    formula_en="change of the total = change of expenditure + carry-over out - carry-over in",
    source_en="total expenditure = expenditure of the year + carry-over out; carry-over out of last year is carry-over into this one",
    good=(Example(_EXAMPLE.format("减少20.00万元，下降16.00%")),),
    bad=(Example(_EXAMPLE.format("⟦持平⟧"), "减少"),),
)
def unchanged_total(filing: Filing) -> Iterator[Check]:
    """两年的支出总计之差，等于本年支出之差加上结转和结余之差。年初结转和结余经过调整的，这一关系不成立，

    所以只在文件自己说明的原因与算出的方向一致时算错误，否则只作提示。财政拨款支出的增减额没有印出时，按三类资金相加，
    没有的一类要有说明。
    """
    for change in filing.claims(Change):
        item, word = change.item, change.flat
        if word is None or change.base != LAST_YEAR or change.loose or item is None or item.concept not in TOTALS:
            continue
        moved = _moved(filing, item.scope)
        if moved is not None:
            word.section = change.section
            yield _unchanged(change, word, moved)


def _unchanged(change: Change, word: Word, moved: Total) -> Check:
    """The word against what the total must have changed by; where the reason does not say the same way, only a note."""
    check = expect_that(moved, "=", Constant(0, "0"), word)
    if check.verdict == BROKEN and moved.exact is not None:
        way = 1 if moved.exact > 0 else -1
        check = check.instead((UP if way > 0 else DOWN)[0])
        if change.cause is None or change.cause.meaning != way:
            check = check.graded("note").noted(phrase("opening-adjusted-excepted"))
    return check


def _moved(filing: Filing, scope: str) -> Total | None:
    """The change of expenditure and what was carried out, less what was carried in; ``None`` where one of them is not told."""
    spent = _spent(filing, scope)
    if spent is None:
        return None
    tables = Tables(filing)
    opening, closing = (_carried(filing, tables, scope, name) for name in _ENDS)
    if opening is None or closing is None:
        return None
    return Total([*((1, part) for part in spent), (1, closing), (-1, opening)])


def _spent(filing: Filing, scope: str) -> list[Operand] | None:
    """The change of expenditure, or its parts by fund; ``None`` where one of them is not told."""
    whole = _changed(filing, scope)
    if whole is not None:
        return [whole]
    if scope != FISCAL:
        return None
    told = {fund: _changed(filing, fund) for fund in FUNDS}
    if any(told[fund] is None for fund in funds_of(filing.year)):
        return None
    return [part for part in told.values() if part is not None]


def _changed(filing: Filing, scope: str) -> Operand | None:
    found = filing.ledger.operand(_SPENT, scope, CHANGE)
    return signed(found) if isinstance(found, Figure) else found


def _carried(filing: Filing, tables: Tables, scope: str, name: str) -> Operand | None:
    found = filing.ledger.operand(f"{name}结转和结余", scope, SPENT)
    return found if found is not None else tables.printed(f"{name}结转和结余", scope)
