"""The percentages in the columns of tables: shares, rates of completion, rates of change."""

from collections.abc import Iterator

from auditlint.model import Check, Chosen, Filing, TableRate, expect
from auditlint.registry import Example, rule

#: How the names of weights end.
_WEIGHTS = ("分值", "权重")
_TABLE = (
    "“三公”经费预算表\n单位：万元\n项目\t2024年预算数\t2025年预算数\t增减额\t增减%\n合计\t63.20\t58.10\t-5.10\t-8.07%\n"
    "因公出国（境）费\t8.20\t6.90\t-1.30\t-15.85%\n公务用车运行维护费\t37.00\t36.20\t-0.80\t-2.16%\n公务接待费\t18.00\t15.00\t-3.00\t-16.67%\n"
)
_SHARES = (
    "部门支出分项目表\n单位：万元\n项目名称\t预算数\t占比\n河道治理\t120.35\t30.10%\n水质监测\t88.20\t22.06%\n设备更新\t140.07\t35.03%\n"
    "业务培训\t51.20\t12.81%\n合计\t399.82\t100.00%\n"
)


@rule(
    "TAB016",
    "table-rate",
    severity="error",
    title="表中的占比、完成率、增减率等于同行数字之比",
    title_en="the percentages of a table are the rates of its figures",
    message="比率与表中的数字不符",
    message_en="the percentage does not fit the figures of the table",
    formula="占比 = 本行 ÷ 合计；完成率 = 决算数 ÷ 预算数；增减率 = (本年数 - 上年数) ÷ 上年数",
    source="表中的数字自身：同样两栏之比在其他各行成立",
    why_en=(
        "The other rows tell what a column of percentages is the rate of: one column over another, a column over its total, or the "
        "change from one column to another. A row that does not fit is reported only where no other two columns that make the rates "
        "of other rows explain it. Rates over zero or over a negative amount are not judged, nor is a decrease printed without its sign."
    ),
    formula_en="share = row ÷ total; completion = spent ÷ budget; change = (this year - last year) ÷ last year",
    source_en="the figures of the table: the same two columns make the rates of other rows",
    good=(Example(_TABLE), Example(_SHARES)),
    bad=(
        Example(_TABLE.replace("-16.67%", "⟦-17.67%⟧"), "-16.67"),
        Example(_SHARES.replace("22.06%", "⟦26.06%⟧"), "22.06"),
    ),
)
def table_rate(filing: Filing) -> Iterator[Check]:
    """一栏百分数是哪两个数字之比，由其他各行的数字说明：两栏之比、一栏与其合计之比、后一栏比前一栏的增减。

    不成立的一行，只有在其他各行成立的别的两栏也解释不了时才算差错。基数为零或为负数的不核对，减少而未印负号的也不核对。
    """
    for claim in filing.claims(TableRate):
        # A weight was chosen, and not rounded.
        whole = Chosen(claim.whole) if claim.whole.label.endswith(_WEIGHTS) else claim.whole
        moved = claim.part - whole if claim.change else claim.part
        yield expect(claim.rate, moved / whole).supported(claim.support).folded(claim.fold)
