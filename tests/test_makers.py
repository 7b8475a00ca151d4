"""How makers of filings set their tables: titles again over the rest, numbers of lines, brackets for less than nothing, names round the line of their amounts, watermarks."""

from decimal import Decimal

import pytest
from auditing import loud
from pdfs import pdf, table, write
from reportlab.pdfgen.canvas import Canvas
from test_proof import audited
from test_table_cells import filing
from test_text_grids import only

from auditlint import check_text
from auditlint.model import BROKEN, Figure
from auditlint.readers import read
from auditlint.readers.watermarks import without_watermark
from auditlint.reading import read_filing

ROWS = [["科目", "合计", "基本支出", "项目支出"], ["教育支出", "9.00", "4.00", "5.00"], ["农林水支出", "7.00", "", "7.00"], ["合计", "16.00", "4.00", "12.00"]]


def page(lines: list[str], rows: list[list[str]]):  # type: ignore[no-untyped-def]
    def draw(canvas: Canvas) -> None:
        for at, line in enumerate(lines):
            write(canvas, 220, 40 + 18 * at, line)
        table(canvas, rows, y=120)

    return draw


@pytest.mark.parametrize("title", ["支出决算表", "支出决算表（续）", "续表"])
def test_rows_that_go_on_in_a_pdf_under_the_title_printed_again(title: str) -> None:
    document = read(pdf(page(["支出决算表", "单位：万元"], ROWS[:2]), page([title, "单位：万元"], ROWS[2:])), "甲.pdf")
    spots = document.lines.spots
    assert spots is not None
    assert len({spots[line].table for line in document.lines.cells}) == 1
    assert len(document.lines.cells) == len(ROWS)


def test_a_table_with_a_head_of_its_own_under_the_same_title_in_a_pdf() -> None:
    draw = page(["支出决算表", "单位：万元"], ROWS)
    document = read(pdf(draw, draw), "甲.pdf")
    spots = document.lines.spots
    assert spots is not None
    assert len({spots[line].table for line in document.lines.cells}) == 2


NUMBERS = [(f"{number}、某类收入", str(number), f"{number}.50") for number in (1, 2, 4, 5, 6, 7, 8)]


@pytest.mark.parametrize("numbered", [True, False])
def test_numbers_of_lines_are_no_amounts_though_one_stands_with_its_name(numbered: bool) -> None:
    rows = [*NUMBERS[:2], ("3、某类收入3", "", "3.50"), *NUMBERS[2:], ("合计", "9", "40.00")]
    if not numbered:
        rows = [(name, "33.10" if number == "2" else number, amount) for name, number, amount in rows]
    read_ = filing(("收入表", "项目 |  | 金额\n" + "\n".join(" | ".join(row) for row in rows)))
    assert len(read_.tables[0].rows[0].cells) == (1 if numbered else 2)


def test_amounts_in_brackets_are_less_than_nothing() -> None:
    read_ = filing(("增减表", "科目 | 上年 | 本年 | 增减额\n教育支出 | 9.00 | 4.77 | (4.23)\n农林水支出 | 1,000.00 | 2,500.00 | 1,500.00\n合计 | 1,009.00 | 2,504.77 | 1,495.77"))
    figures = {figure.text: figure.exact for figure in read_.figures}
    assert figures["(4.23)"] == Decimal("-42300")
    assert "4.23" not in figures


@pytest.mark.parametrize("text", ["(1)", "（2）", "(2024)"])
def test_numbers_in_brackets_are_no_amounts(text: str) -> None:
    read_ = filing(("表", f"科目 | 金额\n教育支出 | 4.00\n农林水支出 | {text}\n合计 | 4.00"))
    assert text not in {figure.text for figure in read_.figures}


def test_an_amount_with_full_width_commas_is_one_figure() -> None:
    read_ = filing(("支出表", "科目 | 金额\n教育支出 | 1，756.78\n农林水支出 | 2，000.00\n合计 | 3，756.78"))
    assert [figure.text for figure in read_.figures] == ["1，756.78", "2，000.00", "3，756.78"]
    assert read_.figures[2].exact == Decimal("37567800")


HALVES = """\
                     收入支出决算总表
                                                              单位：万元
           收入                                支出
       项目             决算数            项目               决算数
一、一般公共预算财政拨款收入     248.42    一、卫生健康支出              33.42
二、国有资本经营预算财政拨款
                       48.09     二、农林水支出               179.39
收入
三、上级补助收入            6.00      三、住房保障支出              89.70
本年收入合计             302.51    本年支出合计                302.51
"""


def test_a_name_round_the_line_of_its_amounts_beside_another_half() -> None:
    rows = only(HALVES)
    assert {0: "二、国有资本经营预算财政拨款收入", 1: "48.09", 2: "二、农林水支出", 3: "179.39"} in rows
    assert not loud(HALVES)


MARKED = "\n\f".join(
    f"{' ' * 60}开\n  {page}年度收入{page}1.00万元。\n{' ' * 40}公\n  支出为\n{' ' * 20}息\n2.00万元。    信    其中基本支出" for page in ("甲", "乙", "丙")
)


def test_a_watermark_is_no_text() -> None:
    text = without_watermark(MARKED)
    assert len(text) == len(MARKED)
    assert not {"开", "公", "息"} & set(text)
    assert without_watermark(MARKED.replace("\f", "")) == MARKED.replace("\f", "")


def test_names_set_upright_are_no_watermark() -> None:
    upright = "\n\f".join("      类\n      款\n      项\n  合计  1.00" for _ in range(3))
    assert without_watermark(upright) == upright


SCORES = """\
附件
项目支出绩效自评表
单位：万元
项目名称    信息系统运行维护
项目资金   年初预算数   全年预算数   全年执行数   分值   执行率   得分
年度资金总额   26.48   26.48   26.48   10   100%   10
一级指标  二级指标  三级指标   年度指标值   实际完成值   分值   得分
产出指标  数量指标   开展培训班次   ≥22次   25次   50   50
{between}满意度指标  服务对象满意度指标  群众满意度   ≥90%   92.3%   40   38
   合计{gap}100{gap}98
"""


@pytest.mark.parametrize("gap", ["   ", " " * 28, " " * 120])
def test_a_total_far_from_its_word_is_read_whole(gap: str) -> None:
    assert not [finding for finding in loud(SCORES.format(between="", gap=gap)) if finding.rule == "PRF002"]


@pytest.mark.parametrize("title", ["项目支出绩效自评表（续）", "项目支出绩效自评表"])
def test_a_performance_table_goes_on_under_its_title(title: str) -> None:
    text = SCORES.format(between=f"\n\f      {title}\n\n", gap="      ")
    assert {finding.rule for finding in loud(text)} <= {"PRF004"}
    wrong = check_text(text.replace("40   38", "40   37"))
    assert any(finding.rule == "PRF002" for finding in wrong.findings)


CODED = """\
                      支出决算表
                                             单位：万元
   项目                          本年支出合计     基本支出     项目支出
合计                                600.00    300.00    300.00
205教育支出                           200.00    100.00    100.00
 20501教育管理事务                       200.00    100.00    100.00
  2050101行政运行                       120.00     60.00     60.00
  2050199其他教育管理事务支出                  80.00     40.00     40.00
208社会保障和就业支出                       400.00    200.00    200.00
 20801人力资源和社会保障管理事务                400.00    200.00    200.00
  2080101行政运行
  2080199其他人力资源和社会保障管理事务支出

                                    150.00     75.00     75.00
                                    250.00    125.00    125.00
"""


def test_rows_whose_words_and_amounts_stand_apart_accuse_nobody() -> None:
    read_ = read_filing(read(CODED.encode(), "甲.txt"))
    assert read_.tables and read_.tables[0].ordered
    assert not [finding for finding in loud(CODED) if finding.rule == "TAB004"]


STRIPPED = """\
                     收入预算总表
                                            单位：万元
   科目              合计        一般公共预算    上年结转
 合计             120.1234     73.6111     46.512
 教育支出            80.5122     80.5122         0
 农林水支出           39.6112     -6.9011     46.512
"""


def test_a_zero_below_an_amount_that_lacks_its_last_zero_is_another_cell() -> None:
    rows = only(STRIPPED)
    assert {1: "120.1234", 2: "73.6111", 3: "46.512"}.items() <= next(row for row in rows if row.get(0) == "合计").items()
    assert any(row.get(3) == "0" for row in rows)


def test_the_rest_of_a_broken_amount_in_raw_text() -> None:
    text = "支出表\n单位：万元\n项目 合计 基本支出\n一、国有资本经营预算财政拨款\n收入\n48.09 48.09\n二、农林水支出 179.39 179.39\n合计 227.48 227.48\n"
    assert not loud(text)
    assert {figure.text for figure in read_filing(read(text.encode(), "甲.txt")).figures} == {"48.09", "179.39", "227.48"}


def test_a_subtotal_alone_in_the_last_row_of_a_head() -> None:
    read_ = filing(("三公经费支出表", "合计 | 出国费 | 公务用车费 | < | 接待费\n ^ | ^ | 小计 | ^ | ^\n20.77 | 0.11 | 20.55 | 18.20 | 0.11"))
    assert len(read_.tables[0].rows) == 1
    assert len(read_.tables[0].rows[0].cells) == 5


BOTTOM = """\
                   支出决算表
                                            单位：万元
       科目                    合计         基本支出      项目支出
 合计                       600.10     300.05     300.05
  205教育支出                 200.10     100.05     100.05
   20501教育管理事务            200.10     100.05     100.05
    2050101行政运行            120.10      60.05      60.05
    2050199其他教育管理事
 务支出                       80.00      40.00      40.00
  208社会保障和就业支出            400.00     200.00     200.00
   20801人力资源和社会
 保障管理事务                   400.00     200.00     200.00
    2080101行政运行            400.00     200.00     200.00
"""


def test_a_name_that_ends_beside_its_amounts() -> None:
    rows = only(BOTTOM)
    assert any(row.get(0) == "2050199其他教育管理事务支出" and row.get(1) == "80.00" for row in rows)
    assert not loud(BOTTOM)
    assert [finding.rule for finding in loud(BOTTOM.replace(" 80.00 ", " 90.00 "))]


def test_a_row_without_amounts_above_a_total_is_one_of_its_own() -> None:
    text = "          收入表\n                    单位：万元\n   项目             金额\n一、财政拨款收入         90.00\n二、事业收入           12.00\n三、其他收入\n本年收入合计          102.00\n"
    assert {0: "本年收入合计", 1: "102.00"} in only(text)


@pytest.mark.parametrize("numbers", ["栏次", "栏   次"])
def test_the_numbers_of_columns_are_no_amounts_of_an_empty_table(numbers: str) -> None:
    text = (
        "          政府性基金预算财政拨款收入支出决算表\n                                        单位：万元\n"
        "   功能分类科目    年初结转和结余    本年收入    本年支出    年末结转和结余\n"
        f"     {numbers}           1          2         3          4\n\n"
        "说明：本部门没有政府性基金预算财政拨款收入，也没有政府性基金预算财政拨款支出，故本表无数据。\n"
    )
    assert not loud(text)


def test_what_weights_and_scores_both_lack_is_a_row_that_was_not_read() -> None:
    lost = SCORES.format(between="", gap="   ").replace("10   100%   10", "—   —   —")
    assert not [finding for finding in loud(lost) if finding.rule in ("PRF001", "PRF002")]
    slip = SCORES.format(between="", gap="   ").replace("40   38", "40   28")
    assert [finding for finding in loud(slip) if finding.rule == "PRF002"]


def test_a_count_has_no_decimals() -> None:
    rows = "1 | 房屋 | 平方米 | 3305 | 3.41\n2 | 车辆 | 辆 | 86 | 5.81\n3 | 大型设备 | 台（套） | 51 | 9.01\n | 合计 | | | 18.23"
    assert not [check for check in audited(filing(("国有资产占有使用情况表", f"序号 | 资产名称 | 计量单位 | 数量 | 账面价值\n{rows}"))) if check.verdict == BROKEN]


NUMBERED = [(f"{number}、某类收入", str(number), f"{number}.50") for number in range(1, 8)]


def test_numbers_of_lines_beside_names_of_the_next_page() -> None:
    rows = "\n".join(" | ".join(row) for row in NUMBERED)
    read_ = filing(("收入表", f"项目 | 行次 | 金额\n{rows}\n | 8、某类收入 | 8.50\n合计 | | 36.50".replace("行次", "")))
    assert {len(row.cells) for row in read_.tables[0].rows} == {1}


@pytest.mark.parametrize(("whole", "formula"), [
    ("181.00", "60.50 + 60.25 + 40.25 + 20.00"), ("193.31", "60.50 + 60.25 + 40.25 - (12.31) + 20.00"), ("168.69", "60.50 + 60.25 + 40.25 + (12.31) + 20.00"), ("169.69", ""),
])  # fmt: skip
def test_amounts_in_brackets_may_be_told_of_others_or_be_more_than_nothing(whole: str, formula: str) -> None:
    rows = (
        "教育支出 | 60.50 | 20.25 | 40.25\n卫生健康支出 | 60.25 | 30.20 | 30.05\n农林水支出 | 40.25 | 40.25 | 0\n上缴上级支出 | (12.31) | (12.31) | 0\n"
        f"住房保障支出 | 20.00 | 10.00 | 10.00\n合计 | {whole} | 100.70 | 80.30"
    )
    checks = audited(filing(("支出表", f"科目 | 合计 | 基本支出 | 项目支出\n{rows}")))
    told = [check for check in checks if check.rule == "TAB002" and isinstance(check.printed, Figure) and check.printed.text == whole]
    assert [check.expression.formula() for check in told if check.sound and check.expression is not None] == [formula][: bool(formula)]


def test_a_part_told_below_the_same_amount_is_what_that_is_made_of() -> None:
    rows = "1.因公出国（境）费 | 0.05\n2.公务用车购置及运行维护费 | 0.06\n其中：公务用车购置费 |\n公务用车运行维护费 | 0.06\n3.公务接待费 | 1.42\n合计 | 1.53"
    assert not [check for check in audited(filing(("三公经费支出表", f"项目 | 本年预算数\n{rows}"))) if check.verdict == BROKEN]


def test_groups_set_to_the_left_that_have_the_same_names() -> None:
    text = """\
                          一般公共预算“三公”经费支出表
                                                                             单位：万元
2024年预算数                                        2025年预算数
合计         因公出国（境）费    公务用车费     公务接待费     合计         因公出国（境）费    公务用车费     公务接待费
   140.27      0.10       —      140.17      127.42        —        —      127.42
"""
    assert not loud(text)
    wrong = loud(text.replace("140.27", "150.27"))
    assert [finding.actual for finding in wrong] == ["150.27"]


def test_what_was_spent_last_year_is_no_budget() -> None:
    rows = "合计 | 0.88 | 0.91 | 0.03\n因公出国（境）费 | | |\n公务用车购置及运行费 | 0.59 | 0.59 | 0.00\n公务接待费 | 0.29 | 0.32 | 0.03"
    said = "2024年度公务接待费支出预算为0.39万元，支出决算为0.32万元，比上年增加0.03万元。"
    read_ = filing(("“三公”经费增减变化情况表", f"项目 | 上年决算数 | 本年决算数 | 增减额\n{rows}"), first=f"某市教育局2024年度部门决算\n{said}")
    assert not [check for check in audited(read_) if check.verdict == BROKEN]
