"""Tables of final accounts in plain text: which lines are one, which column an amount stands in, and what must agree."""

import pytest
from auditing import loud

from auditlint import check_text
from auditlint.model import Row, Table
from auditlint.readers import read
from auditlint.reading import read_filing

HEAD3 = """支出决算表
单位：万元
项目
本年支出合计
基本支出
项目支出
上缴上级支出
经营支出
对附属单位补助支出
类 款 项
"""
RAW3 = (
    HEAD3
    + """合计 100.00
70.00 30.00
205 教育支出 60.00
40.00 20.00
205 02 普通教育 60.00 40.00 20.00
205 02 01 学前教育 40.00 40.00
205 02 02
机关事业单位小学教
育支出
20.00 20.00
208 社会保障和就业支出 30.00 30.00
208 05 行政事业单位养老支出 30.00 30.00
208 05 01 行政单位离退休 30.00 30.00
210 卫生健康支出 10.00 10.00
210 11 行政事业单位医疗 10.00 10.00
210 11 01 行政单位医疗 10.00 10.00
"""
)
LAYOUT3 = """                  支出决算表
                                                              单位：万元

              项目                本年支出合计      基本支出      项目支出    上缴上级支出      经营支出 对附属单位补助支出
 类   款   项
                合计              100.00     70.00     30.00
205             教育支出             60.00     40.00     20.00
205  02         普通教育             60.00     40.00     20.00
205  02   01    学前教育             40.00     40.00
205  02   02    小学教育             20.00               20.00
208             社会保障和就业支出        30.00     30.00
208  05         养老支出             30.00     30.00
208  05   01    行政单位离退休          30.00     30.00
210             卫生健康支出           10.00               10.00
210  11         医疗               10.00               10.00
210  11   01    行政单位医疗           10.00               10.00
"""
PROSE = """第三部分 决算情况说明
三、支出决算情况说明
本年支出合计100.00万元，其中：基本支出70.00万元，占70.00%；项目支出30.00万元，占30.00%。
"""
T1 = """收入支出决算总表
单位：万元
收入 支出
项目 决算数 项目 决算数
一、一般公共预算财政拨款收入 90.00 一、一般公共服务支出
二、政府性基金预算财政拨款收入 二、教育支出 60.00
三、其他收入 5.00 三、社会保障和就业支出 30.00
四、卫生健康支出 10.00
本年收入合计 95.00 本年支出合计 100.00
使用非财政拨款结余（含专用结余） 结余分配
年初结转和结余 8.00 年末结转和结余 3.00
总计 103.00 总计 103.00
"""


def tables(text: str) -> list[Table]:
    return read_filing(read(text.encode(), "决算.txt")).tables


def cells(row: Row) -> dict[str, str]:
    return {column: figure.text for column, figure in row.cells.items()}


@pytest.mark.parametrize("text", [RAW3 + PROSE, LAYOUT3 + PROSE], ids=["raw", "layout"])
def test_blank_cells_find_their_columns(text: str) -> None:
    (table,) = tables(text)
    assert (table.kind, table.unit, table.doubt) == ("支出总表", "万元", None)
    assert all(row.bound for row in table.rows)
    rows = {row.code: row for row in table.rows}
    assert cells(rows[""]) == {"本年支出合计": "100.00", "基本支出": "70.00", "项目支出": "30.00"}
    assert cells(rows["2050201"]) == {"本年支出合计": "40.00", "基本支出": "40.00"}
    assert cells(rows["2050202"]) == {"本年支出合计": "20.00", "项目支出": "20.00"}
    assert cells(rows["2101101"]) == {"本年支出合计": "10.00", "项目支出": "10.00"}
    assert loud(text) == []


def test_names_are_put_together_over_lines() -> None:
    (table,) = tables(RAW3 + PROSE)
    assert next(row.name for row in table.rows if row.code == "2050202") == "机关事业单位小学教育支出"


def test_figures_know_what_they_are() -> None:
    filing = read_filing(read((RAW3 + PROSE).encode(), "决算.txt"))
    figure = filing.tables[0].rows[0].cells["基本支出"]
    assert (figure.unit, figure.exact, figure.role, figure.section) == ("万元", 700000, "决算", "支出决算表")
    assert figure.label == "合计基本支出"
    assert figure in filing.figures


def test_without_another_place_the_columns_have_no_name() -> None:
    (table,) = tables(RAW3)
    names = {"本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"}
    assert not names.intersection(table.columns)
    assert [figure.text for figure in table.rows[0].figures] == ["100.00", "70.00", "30.00"]
    wrong = RAW3.replace("205 02 普通教育 60.00", "205 02 普通教育 66.00")
    assert [finding.actual for finding in loud(wrong)] == ["66.00"]


@pytest.mark.parametrize(
    ("right", "wrong", "lines"),
    [
        ("学前教育 40.00 40.00", "学前教育 40.00 46.00", {"16"}),
        ("205 02 普通教育 60.00", "205 02 普通教育 66.00", {"15"}),
        ("行政单位离退休 30.00 30.00", "行政单位离退休 30.00 35.00", {"23", "22"}),
        ("本年支出合计100.00万元，", "本年支出合计101.00万元，", {"29"}),
    ],
)
def test_a_wrong_cell_is_found(right: str, wrong: str, lines: set[str]) -> None:
    text = (RAW3 + PROSE).replace(right, wrong)
    line = text[: text.index(wrong)].count("\n") + 1
    touched = {place.line for finding in loud(text) for place in (finding.place, *(r.place for r in finding.related))}
    assert line in touched


def test_halves_of_one_line() -> None:
    (table,) = tables(T1)
    names = [(row.side, row.name) for row in table.rows]
    assert names[:2] == [("收入", "一般公共预算财政拨款收入"), ("收入", "其他收入")]
    assert ("支出", "教育支出") in names
    # 8.00 年末 looks like a year to a reader of sentences.
    opening = next(row for row in table.rows if (row.side, row.name) == ("收入", "年初结转和结余"))
    assert cells(opening) == {"金额": "8.00"}
    assert loud(T1) == []


def test_numbers_of_lines_are_no_amounts() -> None:
    numbered = T1.replace("项目 决算数 项目 决算数", "项目 行次 决算数 项目 行次 决算数").replace("总计 103.00 总计", "总计 31 103.00 总计 62")
    (table,) = tables(numbered)
    assert all(len(row.figures) == 1 for row in table.rows)
    assert loud(numbered) == []


def test_amounts_without_decimals() -> None:
    (table,) = tables(RAW3.replace("210 11 01 行政单位医疗 10.00 10.00", "210 11 01 行政单位医疗 10 10") + PROSE)
    assert cells(table.rows[-1]) == {"本年支出合计": "10", "项目支出": "10"}


def test_titles() -> None:
    contents = "目录\n一、收入支出决算总表\n二、收入决算表\n三、支出决算表\n第三部分 说明\n"
    assert tables(contents) == []
    assert [table.kind for table in tables(contents + RAW3)] == ["支出总表"]
    assert [table.kind for table in tables(RAW3.replace("支出决算表", "某市教育局2023年度一般公共预算财政拨款支出决算表", 1))] == ["一般公共支出表"]
    assert [table.kind for table in tables(RAW3.replace("支出决算表", "项目支出决算表", 1))] == [""]


def test_the_narrative_goes_on_after_the_tables() -> None:
    filing = read_filing(read((RAW3 + "注：本表反映支出。\n" + PROSE).encode(), "决算.txt"))
    assert [section.path for section in filing.sections] == ["三", "三/三"]
    assert filing.ledger.operand("项目支出", "全部", "决算") is not None


def test_rounding_of_a_table_is_one_note() -> None:
    text = RAW3.replace("205 教育支出 60.00\n40.00 20.00", "205 教育支出 60.01\n40.01 20.00") + PROSE
    report = check_text(text)
    assert loud(text) == []
    assert {finding.fold for finding in report.findings} == {"table:支出决算表"}


def test_several_units_are_not_compared() -> None:
    other = T1.replace("95.00", "195.00").replace("90.00", "190.00").replace("103.00", "203.00").replace("60.00", "160.00")
    other = other.replace("100.00", "200.00")
    assert loud(T1 + "第三部分 乙单位\n" + other) == []


def test_the_note_of_a_table_stands_at_its_title_and_names_every_place() -> None:
    text = RAW3.replace("205 教育支出 60.00\n40.00 20.00", "205 教育支出 60.01\n40.01 20.00") + PROSE
    (note,) = [finding for finding in check_text(text).findings if finding.severity == "note"]
    assert (note.place.line, note.place.column, note.actual) == (1, 1, None)
    assert note.message == "支出决算表有 4 处与分项之和、别的表或说明相差末位，四舍五入可以解释"
    assert {each.rule for each in note.explains} <= {"TAB002", "TAB004"}
    assert {each.place.line for each in note.explains} <= {related.place.line for related in note.related}


def test_two_amounts_of_the_three_publics_accuse_nobody() -> None:
    head = (
        "财政拨款“三公”经费支出决算表\n单位：万元\n合计 因公出国（境）费 小计 公务用车购置费 公务用车运行费 公务接待费\n"
        "预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数\n"
    )
    prose = "第三部分 决算情况说明\n七、“三公”经费支出决算情况说明\n2024年度“三公”经费财政拨款支出全年预算为0.95万元，支出决算为0.00万元，完成预算的0%。\n"
    assert loud(head + "0.95 0.95\n" + prose) == []


BUDGET = """某市教育局2025年部门预算
目录
1. 2025年部门支出预算总表
2025年部门支出预算总表
编制部门：某市教育局 单位：元
项目 支出预算
功能分类科目编码 功能分类科目名称 合计 基本支出 项目支出
类 款 项
205 教育支出 900,000.00 600,000.00 300,000.00
205 02 普通教育 900,000.00 600,000.00 300,000.00
205 02 01 学前教育 400,000.00 400,000.00
205 02 02 小学教育 500,000.00 200,000.00 300,000.00
合计 900,000.00 600,000.00 300,000.00
2025年部门收入预算总表
编制部门：某市教育局 单位：元
项目 收入预算
功能分类科目编码 功能分类科目名称 合计 财政拨款收入 事业收入 其他收入
205 教育支出 900,000.00 800,000.00 100,000.00
合计 900,000.00 800,000.00 100,000.00
"""


def test_tables_of_a_budget() -> None:
    spending, revenue = tables(BUDGET)
    assert (spending.kind, spending.budget, spending.unit, len(spending.rows)) == ("支出总表", True, "元", 5)
    assert (revenue.kind, len(revenue.rows), revenue.doubt) == ("收入总表", 2, None)
    assert loud(BUDGET) == []
    wrong = loud(BUDGET.replace("学前教育 400,000.00 400,000.00", "学前教育 440,000.00 400,000.00"))
    assert [finding.actual for finding in wrong] == ["440000.00"]


T6 = """一般公共预算财政拨款基本支出决算表
单位：万元
人员经费 公用经费
科目编码 科目名称 决算数 科目编码 科目名称 决算数
301 工资福利支出 100.00 302 商品和服务支出 30.00
30101 基本工资 60.00 30201 办公费 10.00
30102 津贴补贴 40.00 30202 印刷费 20.00
人员经费
合计
100.00
公用经费
合计
{}
第三部分 决算情况说明
"""


def test_totals_whose_words_are_broken_over_lines() -> None:
    assert loud(T6.format("30.00")) == []
    (table,) = tables(T6.format("30.00"))
    totals = {row.name: cells(row) for row in table.rows if row.name.endswith("合计")}
    assert totals == {"人员经费合计": {"金额": "100.00"}, "公用经费合计": {"金额": "30.00"}}


def test_a_page_number_within_a_table_is_no_amount() -> None:
    text = RAW3 + PROSE
    paged = text.replace("208 社会保障和就业支出", "\f第11页\n208 社会保障和就业支出")
    assert "第11页" in paged
    assert loud(paged) == []
    assert len(tables(paged)[0].rows) == len(tables(text)[0].rows)


T4 = """财政拨款收入支出决算总表
单位：万元
收入 支出
项目 决算数 项目 合计 一般公共预算财政拨款 政府性基金预算财政拨款 国有资本经营预算财政拨款
一、一般公共预算财政拨款 300.00 一、教育支出 290.00 290.00
二、政府性基金预算财政拨款 二、外交支出
本年收入合计 300.00 本年支出合计 290.00 290.00
年初财政拨款结转和结余 21.63 年末财政拨款结转和结余 31.63 31.63
一般公共预算财政拨款 {}
政府性基金预算财政拨款
总计 321.63 总计 321.63 321.63
"""


def test_carry_over_by_fund_has_rows_of_its_own() -> None:
    assert loud(T4.format("21.63")) == []


def test_halves_that_do_not_line_up() -> None:
    text = """                     收入支出决算总表
                                             单位：万元
                 收入                                       支出
         项目               行次   决算数         项目          行次   决算数
一、一般公共预算财政拨款收入        1     3,259.38 一、教育支出               31   3,859.38
二、政府性基金预算财政拨款收入       2       600.00 二、外交支出               32
三、其他收入                         3         0.00    三、国防支出            33
本年收入合计                        27   3,859.38 本年支出合计              57   3,859.38
总计                                30   3,859.38 总计                      60   3,859.38
第三部分 决算情况说明
"""
    assert loud(text) == []
    (table,) = tables(text)
    assert [(row.side, row.name, *cells(row).values()) for row in table.rows][1][-1] == "600.00"


def test_a_table_that_was_not_read_takes_no_part_in_a_sum() -> None:
    fifth = "一般公共预算财政拨款收入支出决算表\n单位：万元\n科目 年初结转和结余 本年收入 本年支出\n基本支出结转 基本支出 项目支出结转\n205 教育支出 290.00\n合计 290.00\n"
    others = "政府性基金预算财政拨款收入支出决算表\n单位：万元\n项目\n年初结转和结余 本年收入 本年支出 年末结转和结余\n小计 基本支出 项目支出\n类 款 项\n合计 0.00 0.00 0.00\n"
    assert loud(T4.format("21.63") + fifth) == []
    assert loud(T4.format("21.63") + fifth + others + others.replace("政府性基金预算财政拨款收入支出", "国有资本经营预算财政拨款支出")) == []
