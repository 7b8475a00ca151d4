"""What the tables of a filing must agree in: the laws that their forms state (``auditlint/field/forms.toml``)."""

from collections.abc import Iterator

from auditlint.field import BUDGETS, Law, Term, laws
from auditlint.model import Check, Figure, Filing, Row, Support, TableSum, Total, expect, expect_that, phrase
from auditlint.registry import Example, rule

from .table_lookup import EACH_ROW, Amount, Tables, incomparable

#: The side of a table that the classes of expenditure stand on.
_SPENDING = "支出"
_TABLE5 = (
    "一般公共预算财政拨款支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t80.00\t55.00\t25.00\n205\t教育支出\t50.00\t35.00\t15.00\n"
    "208\t社会保障和就业支出\t30.00\t20.00\t10.00\n"
)
_TABLE6 = (
    "一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码\t科目名称\t决算数\n301\t工资福利支出\t40.00\n302\t商品和服务支出\t15.00\n"
    "\t人员经费合计\t40.00\n\t公用经费合计\t15.00\n"
)
_TABLE3 = (
    "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n\t合计\t90.00\t57.00\t33.00\n205\t教育支出\t55.00\t36.00\t19.00\n"
    "208\t社会保障和就业支出\t35.00\t21.00\t14.00\n"
)


def _checks(filing: Filing, equal: bool) -> Iterator[Check]:
    if not filing.tables:
        return
    tables = Tables(filing)
    for law in laws():
        kinds = {law.left.kind, *(term.kind for term in law.right)}
        if (law.operator == "=") == equal and law.left.kind in tables.of and (law.operator != "=" or kinds <= tables.of.keys()):
            for row in _each(tables, law.left):
                check = _check(tables, law, row)
                if check is not None:
                    yield check


def _each(tables: Tables, term: Term) -> Iterator[Row | None]:
    """The rows that a law is about: each class, item or row in turn, or one that its terms name."""
    size = EACH_ROW.get(term.rows[0])
    if size is None:
        yield None
        return
    for row in tables.of[term.kind].rows:
        if not size or len(row.code) == size or (size == 3 and not row.code and row.side == _SPENDING):
            yield row


def _check(tables: Tables, law: Law, row: Row | None) -> Check | None:
    """A law of one row; ``None`` where either side of it is blank."""
    kind = law.left.kind
    printed = tables.at(law.left, kind, row)
    parts = [(term.sign * sign, amount) for term in law.right for sign, amount in _amounts(tables, term, kind, row)]
    known = [(sign, part) for sign, part in parts if isinstance(part, Figure)]
    if not isinstance(printed, Figure) or not known:
        return None
    check = incomparable(printed, [part for _, part in parts]) or _held(printed, law.operator, known)
    check = check.folded(tables.of[kind].fold)
    if all(term.kind == kind for term in law.right):
        check = check.said(phrase("within-table"))
    # What establishes a law is how often these tables keep to it; only the names of a family leave nothing to show.
    key = (kind,) if law.operator == "=" else (kind, "within", *(term.kind for term in law.right))
    return check.supported(Support("law", key, 0, 0, law.family))


def _held(printed: Figure, operator: str, parts: list[tuple[int, Figure]]) -> Check:
    """A figure against one other, or against the sum of several."""
    sign, first = parts[0]
    other = first if len(parts) == 1 and sign > 0 else Total([(sign, part) for sign, part in parts])
    return expect(printed, other) if operator == "=" else expect_that(printed, operator, other)


def _amounts(tables: Tables, term: Term, kind: str, row: Row | None) -> list[tuple[int, Amount]]:
    """What a term stands for; where it is not printed and what a family says it is made of is, that."""
    found = tables.at(term, kind, row)
    if found is not None:
        return [(1, found)]
    own = next((law for law in laws() if law.family and law.left == term._replace(sign=1)), None)
    return [(1, None)] if own is None else [(part.sign, tables.at(part, kind, row)) for part in own.right]


@rule(
    "TAB008",
    "tables-agree",
    severity="error",
    title="各表之间同一数字相等",
    title_en="the tables agree with each other",
    message="两张表的同一数字不符",
    message_en="two tables print different figures for the same thing",
    formula="一张表的数字 = 另一张表同一科目、同一栏的数字",
    source="财决各表之间的勾稽关系；两张表的两栏在其他各行都相同",
    why_en=(
        "The same money printed in several tables is equal; each table may have been rounded by itself, so that a last digit is a "
        "note.\n\n"
        "A law of the form is a fault only where it holds elsewhere in the filing and sums of the table confirm it. Where a file "
        "holds several tables of one kind (of several units), forms are not applied; blanks are zero, and a blank left of the "
        "equals sign is not checked. Two columns that agree almost everywhere print the same money; that alone does not say which "
        "is wrong, but confirms other checks."
    ),
    formula_en="a figure of one table = the same code and column of another",
    source_en="relations between the tables of the accounts; two columns that agree in all other rows",
    good=(Example(_TABLE5 + _TABLE6),),
    bad=(Example(_TABLE5.replace("80.00\t55.00\t25.00", "80.00\t⟦56.00⟧\t25.00") + _TABLE6, "55.00"),),
)
def tables_agree(filing: Filing) -> Iterator[Check]:
    """同一笔钱在几张表里印出，必须相等；各表分别由元换算成万元，末位可以相差，只作提示。

    表式规定的关系在本文件其他处成立、并有表内的和印证时才算差错。一份文件里同一种表有几张（几个单位）的，不按表式核对；空白的单元格按零计算，
    等号左边空白的不核对。两张表的两栏几乎处处相同时，印的是同一笔钱；仅有这一点不足以说哪一处错了，但能印证别的核对。
    """
    yield from _checks(filing, True)
    for claim in filing.claims(TableSum):
        if claim.support.kind == "tie":
            yield expect(claim.whole, claim.parts[0]).supported(claim.support, claim).folded(claim.fold)


@rule(
    "TAB011",
    "table-within-table",
    severity="warning",
    title="一部分资金的表不大于全部资金的表",
    title_en="a table of part of the money is within the table of all of it",
    message="一部分资金大于全部资金",
    message_en="part of the money exceeds the whole of it",
    formula=f"财政拨款 <= 全部；{' + '.join(BUDGETS)} <= 全部；基本支出中的科目 <= “三公”经费的同一项",
    source="财政拨款各表是收支总表、支出表的一部分；基本支出表只列基本支出",
    why_en=(
        "Without other money the two are equal. Carry-over is not compared: a business loss may make that of all money smaller "
        "than that of the fiscal part. 30212 may pay for persons outside the unit, so that its scope may differ: a warning."
    ),
    formula_en=(
        "fiscal <= all; general budget + government funds + state capital <= all; economic items of basic expenditure <= the same "
        "of the three public expenses"
    ),
    source_en=(
        "tables of the fiscal appropriation are part of those of all money; the table of basic expenditure holds basic "
        "expenditure alone"
    ),
    good=(Example(_TABLE3 + _TABLE5),),
    bad=(Example(_TABLE3.replace("90.00\t57.00", "⟦79.00⟧\t57.00") + _TABLE5, "80.00"),),
)
def table_within_table(filing: Filing) -> Iterator[Check]:
    """没有其他资金的单位两者相等。结转和结余不比较：经营亏损时全部资金的结转可以小于财政拨款的结转。30212 因公出国（境）费用中有为本单位以外的人支付的，
    口径可能不同，只作警告。"""
    yield from _checks(filing, False)
