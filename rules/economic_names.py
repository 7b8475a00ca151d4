"""What the narrative names as paid from basic expenditure, against the rows of the table."""

from collections.abc import Iterator

from auditlint.field import codes_of, economic_forms, economic_items
from auditlint.model import Check, Constant, Filing, Named, Row, Table, Word, expect_that, phrase
from auditlint.registry import Example, rule

_AND_SO_ON, _SPENDING = "等", "支出"
_TEXT = (
    "一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码\t科目名称\t决算数\n301\t工资福利支出\t45.00\n30101\t基本工资\t30.00\n30103\t奖金\t15.00\n"
    "30107\t绩效工资\t\n\t人员经费合计\t45.00\n\t公用经费合计\t\n第三部分 决算情况说明\n"
    "六、一般公共预算财政拨款基本支出决算情况说明\n人员经费45.00万元，主要包括：基本工资、{}。\n"
)


@rule(
    "TAB015",
    "economic-names",
    severity="note",
    title="说明中列举的经济科目在表中有数",
    title_en="economic items named in the narrative have an amount in the table",
    message="列举的经济科目与基本支出决算表不一致",
    message_en="the economic items named do not match the table of basic expenditure",
    formula="“主要包括”所列科目 ⇔ 基本支出决算表中有数的款",
    source="一般公共预算财政拨款基本支出决算表",
    why_en=(
        "Narratives are often taken over from last year: they name items without an amount, or leave out some that have one. "
        "Names outside the classification, and lists that end in 等, are not judged for what they leave out.\n\n"
        "Only a note: the list is of the main items, and how many is the unit's choice; it is told where an item without an "
        "amount is named, with the one that is left out as what should stand there."
    ),
    formula_en="items named after 主要包括 ⇔ economic items with an amount in the table of basic expenditure",
    source_en="table of basic expenditure of the general budget",
    good=(Example(_TEXT.format("奖金")),),
    bad=(Example(_TEXT.format("⟦绩效工资⟧"), "奖金"),),
)
def economic_names(filing: Filing) -> Iterator[Check]:
    """说明常从上年沿用，列举了表中没有数的科目，或漏了有数的科目。名称不在经济分类中的、以“等”结束的列举不判断漏列。

    只是提示：列举的是“主要”科目，详略由单位决定，所以只在列了无数的科目时提出；同一类里有数而没有列举的写在应为一栏。
    """
    tables = [table for table in filing.tables if table.kind in economic_forms()]
    if len(tables) != 1 or tables[0].doubt:
        return
    table = tables[0]
    for claim in filing.claims(Named):
        yield from _names(table, claim)


def _names(table: Table, claim: Named) -> Iterator[Check]:
    rows = [row for row in table.rows if len(row.code) == 5 and row.code[:3] in codes_of(claim.whole.text)]
    filled = {_plain(row.name) for row in rows if row.figures}
    if not filled:
        return
    known = {_plain(name) for name in economic_items()} | {_plain(row.name) for row in rows}
    told = [(word, name in filled) for word in claim.names if (name := _plain(word.text)) in known]
    instead = _left_out(rows, claim) if sum(not holds for _, holds in told) == 1 else ""
    for word, holds in told:
        yield _check(word, holds, "" if holds else instead)


def _left_out(rows: list[Row], claim: Named) -> str:
    """The one item with an amount that a complete list does not name; "" where there is none, or more than one."""
    named = {_plain(word.text.removesuffix(_AND_SO_ON)) for word in claim.names}
    missing = [row.name for row in rows if row.figures and _plain(row.name) not in named]
    return missing[0] if claim.complete and len(missing) == 1 else ""


def _check(word: Word, holds: bool, instead: str) -> Check:
    check = expect_that(Constant(1 if holds else 0), "=", Constant(1), word)
    check = check.instead(instead)._replace(expression=None)  # there is no arithmetic to show
    return check if holds else check.noted(phrase("economic-empty"))


def _plain(name: str) -> str:
    """A name with brackets of one kind, and without the 支出 that some add to it: 其他对个人和家庭的补助支出."""
    plain = name.translate({ord(old): new for old, new in zip("()", "（）", strict=True)} | {ord(" "): None, ord("\n"): None})
    return plain.removesuffix(_SPENDING)
