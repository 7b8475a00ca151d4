"""Tables whose cells are known: blocks side by side, heads over several rows, codes in every fashion, tables of budgets."""

import pytest

from auditlint.model import Check, Filing, Row, Table, TableSum
from auditlint.proof import prove
from auditlint.readers.builder import Builder, GridCell
from auditlint.reading import read_filing
from auditlint.registry import Registry
from auditlint_rules import register

Cells = list[list[GridCell | None]]


def grid(text: str) -> Cells:
    """Rows of cells parted by |; ``<`` is covered by the cell to its left, ``^`` by the one above."""
    rows: Cells = []
    for line in text.strip().splitlines():
        row: list[GridCell | None] = []
        for piece in (part.strip() for part in line.split("|")):
            if piece == "^":
                row.append(None)
            elif piece == "<":
                row.append(None)
                at = max(number for number, cell in enumerate(row) if cell is not None)
                cell = row[at]
                assert cell is not None
                row[at] = cell._replace(columns=cell.columns + 1)
            else:
                row.append(GridCell(piece))
        rows.append(row)
    return rows


def filing(*parts: tuple[str, str], unit: str = "单位：万元", first: str = "某市教育局2024年度部门决算") -> Filing:
    builder = Builder("甲.pdf", "pdf")
    builder.start_page(1)
    builder.paragraph(first)
    for title, text in parts:
        if title:
            builder.paragraph(title)
            builder.paragraph(unit)
        builder.table(grid(text))
    return read_filing(builder.finish())


def checks(read: Filing) -> list[Check]:
    registry = Registry()
    register(registry)
    made = [check for rule in registry if rule.code.startswith("TAB") and rule.scope == "filing" for check in rule.audit(read)]
    return prove(read, made)


def broken(read: Filing) -> list[tuple[str, str]]:
    return [(check.printed.text, f"{check.printed.place.cell}") for check in checks(read) if check.verdict == "broken"]


def cells(row: Row) -> dict[str, str]:
    return {column: figure.text for column, figure in row.cells.items()}


def only(read: Filing) -> Table:
    (table,) = read.tables
    return table


T1 = """
收入 | < | < | 支出 | < | <
项目 | 行次 | 决算数 | 项目 | 行次 | 决算数
栏次 | | 1 | 栏次 | | 2
一、一般公共预算财政拨款收入 | 1 | 90.00 | 一、一般公共服务支出 | 31 |
二、其他收入 | 2 | 5 | 二、教育支出 | 32 | 95.00
本年收入合计 | 27 | 95.00 | 本年支出合计 | 57 | 95.00
年初结转和结余 | 29 | 8.00 | 年末结转和结余 | 59 | 8.00
总计 | 30 | 103.00 | 总计 | 60 | 103.00
"""
T1_BUDGETED = """
收入 | < | < | < | 支出 | < | < | <
项目 | 年初预算数 | 全年预算数 | 决算数 | 项目 | 年初预算数 | 全年预算数 | 决算数
一、一般公共预算财政拨款收入 | 80.00 | 90.00 | 90.00 | 一、教育支出 | 85.00 | 95.00 | 95.00
二、其他收入 | 5.00 | 5.00 | 5.00 | 二、卫生健康支出 | | |
本年收入合计 | 85.00 | 95.00 | 95.00 | 本年支出合计 | 85.00 | 95.00 | 95.00
总计 | 85.00 | 95.00 | 95.00 | 总计 | 85.00 | 95.00 | 95.00
"""
T2 = """
项目 | < | 本年收入合计 | 财政拨款收入 | 上级补助收入 | 事业收入 | < | 经营收入 | 附属单位上缴收入 | 其他收入
科目编码 | 科目名称 | ^ | ^ | ^ | 小计 | 其中：教育收费 | ^ | ^ | ^
栏次 | < | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
合计 | < | 100.00 | 90.00 | | 10.00 | 4.00 | | |
205 | 教育支出 | 100.00 | 90.00 | | 10.00 | 4.00 | | |
20502 | 普通教育 | 100.00 | 90.00 | | 10.00 | 4.00 | | |
2050201 | 学前教育 | 60.00 | 55.00 | | 5.00 | 1.00 | | |
2050202 | 小学教育 | 40.00 | 35.00 | | 5.00 | 3.00 | | |
"""
T4 = """
收入 | < | 支出 | < | < | < | <
项目 | 金额 | 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 | 国有资本经营预算财政拨款
一、一般公共预算财政拨款 | 90.00 | 一、教育支出 | 88.00 | 88.00 | |
二、政府性基金预算财政拨款 | 20.00 | 二、城乡社区支出 | 19.00 | | 19.00 |
本年收入合计 | 110.00 | 本年支出合计 | 107.00 | 88.00 | 19.00 |
年初财政拨款结转和结余 | 3.00 | 年末财政拨款结转和结余 | 6.00 | 4.00 | 2.00 |
一、一般公共预算财政拨款 | 2.00 | | | | |
二、政府性基金预算财政拨款 | 1.00 | | | | |
总计 | 113.00 | 总计 | 113.00 | 92.00 | 21.00 |
"""
T6 = """
人员经费 | < | < | 公用经费 | < | < | < | < | <
科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数
301 | 工资福利支出 | 50.00 | 302 | 商品和服务支出 | 12.00 | 310 | 资本性支出 | 3.00
30101 | 基本工资 | 30.00 | 30201 | 办公费 | 12.00 | 31002 | 办公设备购置 | 3.00
30102 | 津贴补贴 | 20.00 | 30202 | 印刷费 | | 31003 | 专用设备购置 |
303 | 对个人和家庭的补助 | 5.00 | | | | | |
30302 | 退休费 | 5.00 | | | | | |
人员经费合计 | < | 55.00 | 公用经费合计 | < | < | < | < | 15.00
"""
T7_SHANGHAI = """
因公出国（境）费 | < | 公务用车购置及运行费 | < | < | < | < | < | 公务接待费 | < | 合计 | < | 机关运行经费
^ | ^ | 小计 | < | 购置费 | < | 运行费 | < | ^ | ^ | ^ | ^ | 决算数
预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | ^
1.00 | | 6.00 | 5.00 | 2.00 | 2.00 | 4.00 | 3.00 | 2.00 | 1.50 | 9.00 | 6.50 | 20.00
"""
T7_ANHUI = """
项目 | 预算数 | 决算数
合计 | 9.00 | 6.50
1.因公出国（境）费 | 1.00 | 0.00
2.公务接待费 | 2.00 | 1.50
3.公务用车费 | 6.00 | 5.00
其中：（1）公务用车运行维护费 | 4.00 | 3.00
（2）公务用车购置费 | 2.00 | 2.00
"""
T8 = """
项目 | < | < | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
类 | 款 | 项 | 科目名称 | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^
合计 | < | < | < | 5.00 | 20.00 | 22.00 | | 22.00 | 3.00
212 | | | 城乡社区支出 | 5.00 | 20.00 | 22.00 | | 22.00 | 3.00
 | 08 | | 国有土地使用权出让收入安排的支出 | 5.00 | 20.00 | 22.00 | | 22.00 | 3.00
 | | 01 | 征地和拆迁补偿支出 | 5.00 | 8.00 | 10.00 | | 10.00 | 3.00
 | | 03 | 城市建设支出 | | 12.00 | 12.00 | | 12.00 |
"""
BUDGET1 = """
本年收入 | < | 本年支出 | <
项目 | 预算数 | 项目 | 预算数
一、财政拨款收入 | 900,000 | 一、教育支出 | 850,000
1. 一般公共预算资金 | 800,000 | 二、卫生健康支出 | 150,000
2. 政府性基金 | 100,000 | |
二、事业收入 | 100,000 | |
收入总计 | 1,000,000 | 支出总计 | 1,000,000
"""
CLEAN = [
    ("收入支出决算总表", T1), ("收入支出决算总表", T1_BUDGETED), ("收入决算表", T2), ("财政拨款收入支出决算总表", T4),
    ("一般公共预算财政拨款基本支出决算明细表", T6), ("“三公”经费及机关运行经费支出决算表", T7_SHANGHAI), ("“三公”经费支出决算表", T7_ANHUI),
    ("政府性基金预算财政拨款收入支出决算表", T8),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text"), CLEAN)
def test_every_amount_of_a_clean_table_is_checked(title: str, text: str) -> None:
    read = filing((title, text))
    assert broken(read) == []
    bound = {id(figure) for check in checks(read) if check.verdict == "holds" for figure in check.operands()}
    loose = [figure for figure in read.figures if id(figure) not in bound]
    if text is T7_SHANGHAI:
        assert [figure.text for figure in loose] == ["20.00"]
    elif text is T2:
        assert [figure.text for figure in loose] == []
    else:
        assert loose == []


@pytest.mark.parametrize(
    ("title", "text", "right", "wrong", "cell"),
    [
        ("收入支出决算总表", T1, "二、教育支出 | 32 | 95.00", "二、教育支出 | 32 | 96.00", "F6"),
        ("收入支出决算总表", T1_BUDGETED, "本年收入合计 | 85.00 | 95.00", "本年收入合计 | 85.00 | 94.00", "C5"),
        ("收入决算表", T2, "40.00 | 35.00", "40.00 | 36.00", "C8"),
        ("财政拨款收入支出决算总表", T4, "19.00 | | 19.00", "19.00 | | 18.00", "D4"),
        ("一般公共预算财政拨款基本支出决算明细表", T6, "办公费 | 12.00", "办公费 | 21.00", "F3"),
        ("“三公”经费及机关运行经费支出决算表", T7_SHANGHAI, "| 9.00 | 6.50", "| 9.00 | 6.05", "L4"),
        ("“三公”经费支出决算表", T7_ANHUI, "公务接待费 | 2.00 | 1.50", "公务接待费 | 2.00 | 1.05", "C2"),
        ("政府性基金预算财政拨款收入支出决算表", T8, "10.00 | 3.00", "10.00 | 3.30", "J6"),
    ],
)
def test_a_wrong_cell_is_found(title: str, text: str, right: str, wrong: str, cell: str) -> None:
    assert right in text
    found = broken(filing((title, text.replace(right, wrong, 1))))
    assert cell in {place for _, place in found}


def test_halves_and_numbers_of_lines() -> None:
    table = only(filing(("收入支出决算总表", T1)))
    assert [(row.side, row.name, cells(row)) for row in table.rows if "合计" not in row.name and "总计" not in row.name] == [
        ("收入", "一般公共预算财政拨款收入", {"金额": "90.00"}), ("收入", "其他收入", {"金额": "5"}), ("收入", "年初结转和结余", {"金额": "8.00"}),
        ("支出", "教育支出", {"金额": "95.00"}), ("支出", "年末结转和结余", {"金额": "8.00"}),
    ]  # fmt: skip


def test_columns_of_other_roles_keep_them() -> None:
    table = only(filing(("收入支出决算总表", T1_BUDGETED)))
    row = table.rows[0]
    assert cells(row) == {"年初预算：金额": "80.00", "全年预算：金额": "90.00", "金额": "90.00"}
    assert {column: figure.role for column, figure in row.cells.items()} == {
        "年初预算：金额": "年初预算", "全年预算：金额": "全年预算", "金额": "决算",
    }  # fmt: skip


def test_of_which_columns_are_no_part_of_the_sum() -> None:
    sums = [claim for claim in filing(("收入决算表", T2)).claims(TableSum) if claim.support.kind == "column"]
    assert {tuple(figure.text for figure in claim.parts) for claim in sums} >= {("55.00", "5.00"), ("35.00", "5.00")}
    assert {claim.support.established for claim in sums} == {True}


def test_levels_of_codes_that_are_printed_once() -> None:
    table = only(filing(("政府性基金预算财政拨款收入支出决算表", T8)))
    assert [row.code for row in table.rows] == ["", "212", "21208", "2120801", "2120803"]


@pytest.mark.parametrize("form", ["{0} {1}", "{0}{1}", "[{0}]{1}", "{0}-{1}"])
def test_codes_and_names_in_one_cell(form: str) -> None:
    rows = [("205", "教育支出"), ("20502", "普通教育"), ("2050201", "学前教育")]
    text = "项目 | 合计 | 基本支出 | 项目支出\n合计 | 90.00 | 60.00 | 30.00\n" + "".join(
        f"{form.format(*row)} | 90.00 | 60.00 | 30.00\n" for row in rows
    )
    table = only(filing(("一般公共预算财政拨款支出决算表", text)))
    assert [(row.code, row.name) for row in table.rows] == [("", "合计"), *rows]


def test_carry_over_by_fund_without_numbers() -> None:
    plain = T4.replace("一、一般公共预算财政拨款 | 2.00", "一般公共预算财政拨款 | 2.00").replace("二、政府性基金预算财政拨款 | 1.00", "政府性基金预算财政拨款 | 1.00")
    assert plain.count("一、一般公共") == 1
    read = filing(("财政拨款收入支出决算总表", plain))
    assert [row.name for row in only(read).rows if row.name.startswith("年初：")] == ["年初：一般公共预算财政拨款", "年初：政府性基金预算财政拨款"]
    assert broken(read) == []


def test_a_table_over_two_pages_with_and_without_its_head() -> None:
    head = "科目编码 | 科目名称 | 本年支出 | 基本支出 | 项目支出\n"
    first = head + "205 | 教育支出 | 60.00 | 40.00 | 20.00\n20502 | 普通教育 | 60.00 | 40.00 | 20.00\n"
    second = "2050201 | 学前教育 | 60.00 | 40.00 | 20.00\n合计 | < | 60.00 | 40.00 | 20.00\n"
    for parts in (
        [("一般公共预算财政拨款支出决算表", first), ("", second)],
        [("一般公共预算财政拨款支出决算表", first), ("", head + second)],
        [("一般公共预算财政拨款支出决算表", first), ("一般公共预算财政拨款支出决算表（续）", head + second)],
    ):
        read = filing(*parts)
        assert [row.code for row in only(read).rows] == ["205", "20502", "2050201", ""]
        assert broken(read) == []
        wrong = [(title, text.replace("学前教育 | 60.00 | 40.00", "学前教育 | 60.00 | 41.00")) for title, text in parts]
        assert broken(filing(*wrong)) != []


def test_a_budget_goes_from_its_rows_to_the_total() -> None:
    parts = ("2025年部门收支预算总表", BUDGET1)
    read = filing(parts, unit="单位：元", first="某市教育局2025年部门预算")
    assert only(read).budget
    assert read.tables[0].rows[0].cells["金额"].exact == 900000
    assert broken(read) == []
    wrong = filing((parts[0], BUDGET1.replace("政府性基金 | 100,000", "政府性基金 | 110,000")), unit="单位：元", first="某市教育局2025年部门预算")
    assert broken(wrong) == [("900,000", "B3")]


def test_a_head_that_means_something_else_accuses_nobody() -> None:
    text = "科目编码 | 科目名称 | 合计 | 财政拨款 | 其他资金\n" + "".join(
        f"{code} | 某科目 | {value}.00 | {value + 3}.00 | {value * 2}.00\n" for code, value in (("205", 10), ("208", 20), ("210", 30))
    )
    read = filing(("支出决算表", text))
    assert broken(read) == []
    assert read.claims(TableSum) == []


def test_codes_are_no_figures() -> None:
    text = T6.replace("30302", "303 | 10").replace("退休费", "个人农业生产补贴")
    read = filing(("基本支出决算表", "科目编码 | < | 科目名称 | 决算数\n类 | 款 | ^ | ^\n303 | | 对个人和家庭的补助 | 5.00\n303 | 10 | 个人农业生产补贴 | 5.00\n"))
    assert text and [figure.text for figure in read.figures] == ["5.00", "5.00"]


T1_OLD = """
收入 | < | 支出 | <
项目 | 决算数 | 项目 | 决算数
一、财政拨款收入 | 90.00 | 一、教育支出 | 95.00
{} | 80.00 | |
政府性基金预算财政拨款 | 10.00 | |
二、事业收入 | 5.00 | |
本年收入合计 | 95.00 | 本年支出合计 | 95.00
用事业基金弥补收支差额 | 1.00 | 结余分配 | 1.00
总计 | 96.00 | 总计 | 96.00
"""


@pytest.mark.parametrize("first", ["其中：一般公共预算财政拨款", "一般公共预算财政拨款", "1.一般公共预算财政拨款"])
def test_rows_below_a_row_are_not_added_again(first: str) -> None:
    revenue = T2.replace("合计 | < | 100.00 | 90.00 | | 10.00 | 4.00 | | |\n", "").replace("205 | 教育支出", "合计 | <").replace("100.00 | 90.00 | | 10.00 | 4.00", "95.00 | 90.00 | | 5.00 |")
    revenue = "\n".join(line for line in revenue.splitlines() if not line.startswith("205"))
    read = filing(("收入支出决算总表", T1_OLD.format(first)), ("收入决算表", revenue))
    assert broken(read) == []
    assert "95.00" in [check.printed.text for check in checks(read) if check.rule == "" and check.verdict == "holds"]


@pytest.mark.parametrize(("unit", "exact"), [("单位：元", 90), ("单位：千元", 90000), ("金额单位:万元", 900000), ("单位：人民币万元", 900000)])
def test_units_stand_in_the_head(unit: str, exact: int) -> None:
    read = filing(("收入支出决算总表", T1), unit=unit)
    assert only(read).rows[0].cells["金额"].exact == exact


def test_two_tables_of_one_kind_are_two() -> None:
    read = filing(("财政拨款“三公”经费支出决算表", T7_ANHUI), ("一般公共预算财政拨款“三公”经费支出决算表", T7_ANHUI.replace("9.00", "8.00").replace("1.00", "0.00")))
    assert [(table.kind, table.title) for table in read.tables] == [("三公经费表", "财政拨款三公经费支出决算表"), ("三公经费表", "一般公共预算财政拨款三公经费支出决算表")]
    assert broken(read) == []


def test_a_last_row_whose_cells_are_not_merged() -> None:
    loose = T6.replace("人员经费合计 | < | 55.00 | 公用经费合计 | < | < | < | < | 15.00", "人员经费合计 | | 55.00 | 公用经费合计 | | | | | 15.00")
    assert loose != T6
    read = filing(("一般公共预算财政拨款基本支出决算明细表", loose))
    rows = {row.name: cells(row) for row in only(read).rows if not row.code and row.cells}
    assert rows == {"人员经费合计": {"金额": "55.00"}, "公用经费合计": {"金额": "15.00"}}
    assert broken(read) == []
    assert broken(filing(("一般公共预算财政拨款基本支出决算明细表", loose.replace("| | | | | 15.00", "| | | | | 16.00")))) == [("16.00", "I8")]


def test_last_year_s_columns_are_last_year_s() -> None:
    text = "2024年预算数 | < | 2025年预算数 | <\n合计 | 公务接待费 | 合计 | 公务接待费\n9.00 | 9.00 | 8.00 | 8.00\n"
    read = filing(("2025年部门“三公”经费预算表", text), first="某市教育局2025年部门预算")
    assert cells(only(read).rows[0])["三公经费预算"] == "8.00"
    assert broken(read) == []


def test_revenue_with_what_was_carried_over_is_not_the_year_s() -> None:
    text = "科目编码 | 科目名称 | 合计 | 上年结转 | 财政拨款收入\n合计 | < | 95.00 | 5.00 | 90.00\n205 | 教育支出 | 95.00 | 5.00 | 90.00\n"
    read = filing(("2025年部门收入预算总表", text), first="某市教育局2025年部门预算")
    assert only(read).columns == ("收入总计", "上年结转", "财政拨款收入")


def test_the_three_publics_beside_numbers_of_vehicles() -> None:
    text = """
项目 | 行次 | 年初预算数 | 决算统计数
一、“三公”经费支出 | 1 | |
（一）支出合计 | 2 | 9.00 | 6.50
1.因公出国（境）费 | 3 | 1.00 | 0.00
2.公务用车购置及运行维护费 | 4 | 6.00 | 5.00
（1）公务用车购置费 | 5 | 2.00 | 2.00
（2）公务用车运行维护费 | 6 | 4.00 | 3.00
3.公务接待费 | 7 | 2.00 | 1.50
（1）国内接待费 | 8 | — | 1.50
其中：外事接待费 | 9 | — | 0.00
（二）相关统计数 | 10 | |
1.因公出国（境）团组数（个） | 11 | — | 0
2.公务用车保有量（辆） | 12 | — | 3
"""
    read = filing(("一般公共预算财政拨款“三公”经费情况表", text))
    assert broken(read) == []
    row = only(read).rows[0]
    assert (cells(row)["公务接待费决算"], cells(row)["公务用车购置及运行维护费预算"]) == ("1.50", "6.00")
