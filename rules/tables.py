"""The sums that tables are built of: across their rows and down their columns, as their own numbers tell."""

from collections.abc import Iterator

from auditlint.field import BUDGETS
from auditlint.model import BROKEN, Check, Filing, TableSum, Total, expect, total
from auditlint.registry import Example, rule

_BRACKETS = ("(", "（")
_HEAD1 = "收入支出决算总表\n单位：万元\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n"
_TABLE1 = (
    _HEAD1 + "一、一般公共预算财政拨款收入\t90.00\t一、教育支出\t60.00\n二、其他收入\t5.00\t二、卫生健康支出\t35.00\n"
    "本年收入合计\t95.00\t本年支出合计\t95.00\n年初结转和结余\t5.00\t年末结转和结余\t5.00\n收入总计\t100.00\t支出总计\t100.00\n"
)
_TABLE5 = (
    "一般公共预算财政拨款支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t93.17\t61.05\t32.12\n"
    "205\t教育支出\t93.17\t61.05\t32.12\n20502\t普通教育\t93.17\t61.05\t32.12\n2050201\t学前教育\t51.04\t51.04\t\n2050202\t小学教育\t42.13\t10.01\t32.12\n"
)


def _sums(filing: Filing, *kinds: str) -> Iterator[Check]:
    for claim in filing.claims(TableSum):
        if claim.support.kind in kinds:
            yield _sum(claim).supported(claim.support, claim).folded(claim.fold)


def _sum(claim: TableSum) -> Check:
    """A sum; where it does not come out, without the amounts in brackets, which may be told of others, or with them as more than nothing."""
    check = expect(claim.whole, total(claim.parts))
    odd = [part for part in claim.parts if part.text[0] in _BRACKETS] if check.verdict == BROKEN else []
    if not odd or len(odd) == len(claim.parts):
        return check
    others = total(part for part in claim.parts if part not in odd), Total([(-1 if part in odd else 1, part) for part in claim.parts])
    return next((other for other in (expect(claim.whole, each) for each in others) if other.sound), check)


@rule(
    "TAB001",
    "table-balance",
    severity="error",
    title="总表的收入总计等于支出总计",
    title_en="the two sides of a summary table balance",
    message="总表两边的总计不相等",
    message_en="the two sides of the table differ",
    formula="收入总计 = 支出总计",
    source="收入支出决算总表、财政拨款收入支出决算总表",
    why_en="The two sides of a summary table are always equal.",
    formula_en="total revenue = total expenditure",
    source_en="summary tables of the accounts and of the fiscal appropriation",
    good=(Example(_TABLE1),),
    bad=(Example(_TABLE1.replace("支出总计\t100.00", "支出总计\t⟦101.00⟧"), "100.00"),),
)
def table_balance(filing: Filing) -> Iterator[Check]:
    """总表左右两边恒等，没有例外。"""
    yield from _sums(filing, "half")


@rule(
    "TAB002",
    "table-account",
    severity="error",
    title="表中的合计、总计等于组成它的各行之和",
    title_en="totals of a table equal the sum of their rows",
    message="合计与各行之和不符",
    message_en="a total of the table is not the sum of its rows",
    formula="合计 = 各行之和；总计 = 合计 + 结余 + 结转",
    source="表中的数字自身：同一结构在其他栏、其他行成立",
    why_en=(
        "Which rows make up another is told by the figures of all columns together, with the marks of the rows and words such as "
        "合计 and 其中 as seconders; rows after 其中 are not counted twice, blanks are zero."
    ),
    formula_en="subtotal = sum of its rows; total = subtotal + balances + carry-over",
    source_en="the figures of the table: the same structure holds in other columns and rows",
    good=(Example(_TABLE1),),
    bad=(Example(_TABLE1.replace("本年收入合计\t95.00", "本年收入合计\t⟦96.00⟧"), "95.00"),),
)
def table_account(filing: Filing) -> Iterator[Check]:
    """哪些行合成一行，由各栏的数字一起说明，行首的编号（一、（一）1.）和“合计”“其中”等字样作为旁证；其中各行不重复相加，空白按零计算。"""
    yield from _sums(filing, "total", "run", "words", "form", "flow", "flat")


@rule(
    "TAB003",
    "table-row",
    severity="error",
    title="表中每行的合计等于其各栏之和",
    title_en="the total of each row equals the sum of its columns",
    message="行的合计与各栏之和不符",
    message_en="the total of the row is not the sum of its columns",
    formula=f"合计 = 基本支出 + 项目支出 + …；合计 = {' + '.join(BUDGETS)}",
    source="表中的数字自身：同样几栏的和在其他各行成立",
    why_en=(
        "Which columns make up another is told by the figures of nearly all rows, with the head as a seconder; columns beside the "
        "total, such as 其中 and 政府采购, are therefore not added. Blanks are zero."
    ),
    formula_en="total = basic + project + …; total = general budget + government funds + state capital",
    source_en="the figures of the table: the same columns add up in other rows",
    good=(Example(_TABLE5),),
    bad=(Example(_TABLE5.replace("小学教育\t42.13", "小学教育\t⟦42.31⟧"), "42.13"),),
)
def table_row(filing: Filing) -> Iterator[Check]:
    """哪几栏合成一栏，由几乎所有各行的数字说明，表头作为旁证；合计右边的“其中”“政府采购”等备查栏因而不相加。空白的栏按零计算。"""
    yield from _sums(filing, "column", "head")


@rule(
    "TAB004",
    "table-hierarchy",
    severity="error",
    title="合计等于各类之和，类等于其款之和，款等于其项之和",
    title_en="classes, sections and items add up",
    message="上级科目与下级科目之和不符",
    message_en="the rows below do not add up to the row",
    formula="合计 = Σ类；类 = Σ款；款 = Σ项",
    source="科目编码：类三位，款五位，项七位",
    why_en=(
        "Each column is checked by itself; tables that stop at classes or sections, or leave sections out, are checked at the "
        "levels that are printed. A code printed once for each of several units belongs to the rows near it.\n\n"
        "Where several columns miss and their differences agree with each other as a row does, a row was left out. In a plain text, "
        "whose rows are known by their words, that is a warning."
    ),
    formula_en="total = Σ classes; class = Σ sections; section = Σ items",
    source_en="codes: a class has three digits, a section five, an item seven",
    good=(Example(_TABLE5),),
    bad=(Example(_TABLE5.replace("普通教育\t93.17", "普通教育\t⟦93.71⟧"), "93.17"),),
)
def table_hierarchy(filing: Filing) -> Iterator[Check]:
    """每一栏分别核对；只印到类或款、或者跳过款只印项的表，只核对印出的层次。同一科目在几个单位下各印一次的，按印出的次序归属。

    几栏同时差一个数，而这些差数自己又合乎表中各栏的关系时，是漏了一行；纯文本的行靠文字认，只作警告。
    """
    yield from _sums(filing, "code")
