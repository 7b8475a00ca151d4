"""Tables in plain text, whose columns only their places on the page tell."""

from pathlib import Path

import pytest
from auditing import loud, said

from auditlint.model import Document
from auditlint.readers import read
from auditlint.reading.tables.grids import Grid
from auditlint.reading.tables.plain import plain_grids
from auditlint.reading.tables.raw_lines import is_raw

SAMPLES = sorted((Path(__file__).parent.parent / "sample_reports").glob("*.txt"))


def document(text: str) -> Document:
    return read(text.encode(), "甲局2026年度部门预算.txt")


def grids(text: str) -> list[Grid]:
    return plain_grids(document(text))


def cells(grid: Grid) -> list[dict[int, str]]:
    """The text of each row's cells by column."""
    return [{cell.column: cell.text for cell in row.cells} for row in grid.rows]


def only(text: str) -> list[dict[int, str]]:
    found = grids(text)
    assert len(found) == 1
    return cells(found[0])


BY_FUNCTION = """\
                         部门支出总表
部门：云岭市档案局                                                  单位：万元
  科目编码        科目名称           合计       基本支出     项目支出
             合计             1,240.50     840.50     400.00
201          一般公共服务支出       1,140.50     740.50     400.00
20126        档案事务           1,140.50     740.50     400.00
2012601      行政运行             740.50     740.50
2012604      档案馆              400.00                400.00
221          住房保障支出           100.00     100.00
"""


def test_amounts_under_each_other_make_the_columns() -> None:
    rows = only(BY_FUNCTION)
    assert rows[0] == {0: "科目编码", 1: "科目名称", 2: "合计", 3: "基本支出", 4: "项目支出"}
    assert rows[1] == {1: "合计", 2: "1,240.50", 3: "840.50", 4: "400.00"}
    assert rows[4] == {0: "2012601", 1: "行政运行", 2: "740.50", 3: "740.50"}
    assert rows[5] == {0: "2012604", 1: "档案馆", 2: "400.00", 4: "400.00"}


def test_title_and_unit_stand_before_the_grid() -> None:
    found = grids(BY_FUNCTION)
    assert [row.line for row in found[0].rows] == list(range(2, 9))


def test_every_cell_starts_where_it_is_printed() -> None:
    filing = document(BY_FUNCTION)
    for row in plain_grids(filing)[0].rows:
        for number, cell in enumerate(row.cells):
            line = row.line_of(number)
            assert filing.lines.texts[line].startswith(cell.text, cell.start)
            assert filing.text.startswith(cell.text, filing.offset(line, cell.start))


def test_wide_characters_count_two_where_the_text_is_set_so() -> None:
    rows = only(
        "项目          合计    基本支出  项目支出\n"
        "教育支出      120.00    100.00     20.00\n"
        "其他支出        7.00                7.00\n"
        "住房公积金     13.50     13.50\n"
        "债务付息支出    2.25                2.25\n"
    )
    assert rows[2] == {0: "其他支出", 1: "7.00", 3: "7.00"}
    assert rows[3] == {0: "住房公积金", 1: "13.50", 2: "13.50"}


def test_two_halves_side_by_side() -> None:
    rows = only(
        "             收入                           支出\n"
        "       项目           预算数           项目          预算数\n"
        "一、一般公共预算拨款收入       930.00 一、一般公共服务支出       850.00\n"
        "二、政府性基金预算拨款收入             二、外交支出\n"
        "三、其他收入             20.00 三、教育支出           100.00\n"
        "   本年收入合计          950.00    本年支出合计         950.00\n"
    )
    assert rows[1] == {0: "项目", 1: "预算数", 2: "项目", 3: "预算数"}
    assert rows[2] == {0: "一、一般公共预算拨款收入", 1: "930.00", 2: "一、一般公共服务支出", 3: "850.00"}
    assert rows[3] == {0: "二、政府性基金预算拨款收入", 2: "二、外交支出"}
    assert rows[5] == {0: "本年收入合计", 1: "950.00", 2: "本年支出合计", 3: "950.00"}


THREE_EXPENSES = """\
                           一般公共预算“三公”经费表
                                                                          单位：万元
                                    公务用车购置及运行费
     合计      因公出国（境）费                                       公务接待费
                              小计      购置费      运行费
    52.30         12.00       36.30     18.00     18.30         4.00
"""


def test_a_head_over_several_columns_covers_them() -> None:
    head = plain_grids(document(THREE_EXPENSES))[0].rows[0]
    assert [(cell.text, cell.column, cell.columns) for cell in head.cells] == [("公务用车购置及运行费", 2, 3)]


def test_one_row_under_a_head_is_a_table() -> None:
    assert only(THREE_EXPENSES)[-1] == {0: "52.30", 1: "12.00", 2: "36.30", 3: "18.00", 4: "18.30", 5: "4.00"}


def test_a_wrapped_head_is_one_name() -> None:
    found = grids(
        "                      一般公共预     政府性基\n"
        "  单位名称       合计                          其他收入\n"
        "                       算收入      金收入\n"
        "合计           90.00     60.00      20.00      10.00\n"
        "云岭市图书馆        50.00     40.00                 10.00\n"
        "云岭市文化馆        40.00     20.00      20.00\n"
    )
    names = {cell.column: (cell.text, cell.rows) for row in found[0].rows[:2] for cell in row.cells}
    assert names == {
        0: ("单位名称", 1), 1: ("合计", 1), 2: ("一般公共预算收入", 2), 3: ("政府性基金收入", 2), 4: ("其他收入", 1)
    }  # fmt: skip


def test_a_head_without_amounts_below_is_a_column() -> None:
    rows = only(
        "  科目名称       合计      基本支出      经营支出      项目支出\n"
        "合计           90.00     70.00                  20.00\n"
        "行政运行         70.00     70.00\n"
        "信息化建设        20.00                            20.00\n"
    )
    assert rows[0] == {0: "科目名称", 1: "合计", 2: "基本支出", 3: "经营支出", 4: "项目支出"}
    assert rows[1] == {0: "合计", 1: "90.00", 2: "70.00", 4: "20.00"}


def test_codes_in_columns_of_their_own() -> None:
    rows = only(
        "  科目编码\n"
        "                 科目名称          合计      基本支出\n"
        "类    款    项\n"
        "201             一般公共服务支出      66.00     66.00\n"
        "201  26         档案事务          66.00     66.00\n"
        "201  26   01    行政运行          41.00     41.00\n"
        "201  26   04    档案馆           25.00     25.00\n"
    )
    assert rows[3] == {0: "201", 3: "一般公共服务支出", 4: "66.00", 5: "66.00"}
    assert rows[6] == {0: "201", 1: "26", 2: "04", 3: "档案馆", 4: "25.00", 5: "25.00"}
    assert rows[2] == {0: "类", 1: "款", 2: "项"}


def test_a_name_wrapped_round_its_amounts() -> None:
    found = grids(
        "科目编码         科目名称            合计      基本支出\n"
        "20805    行政事业单位养老支出        63.00     63.00\n"
        "         机关事业单位基本养老保\n"
        "2080505                     42.00     42.00\n"
        "         险缴费支出\n"
        "         机关事业单位职业年金缴\n"
        "2080506                     21.00     21.00\n"
        "         费支出\n"
        "221      住房保障支出            9.00      9.00\n"
    )[0]
    rows = cells(found)
    assert rows[2] == {0: "2080505", 1: "机关事业单位基本养老保险缴费支出", 2: "42.00", 3: "42.00"}
    assert rows[3][1] == "机关事业单位职业年金缴费支出"
    assert len(rows) == 5
    wrapped = found.rows[2]
    assert (wrapped.line, wrapped.lines, wrapped.cells[1].start) == (3, (3, 2, 3, 3), 9)


def test_a_name_wrapped_below_its_amounts() -> None:
    rows = only(
        "科目编码         科目名称            合计      基本支出\n"
        "20805    行政事业单位养老支出        63.00     63.00\n"
        "2080505  机关事业单位基本养老保险缴     42.00     42.00\n"
        "         费支出\n"
        "221      住房保障支出            9.00      9.00\n"
    )
    assert rows[2] == {0: "2080505", 1: "机关事业单位基本养老保险缴费支出", 2: "42.00", 3: "42.00"}


def test_blank_lines_part_the_rows_where_a_table_has_them() -> None:
    rows = only(
        "科目编码         科目名称            合计      基本支出\n\n"
        "20805    行政事业单位养老支出        63.00     63.00\n\n"
        "         机关事业单位基本养老保\n"
        "2080505  险缴费支出             42.00     42.00\n\n"
        "         机关事业单位职业年金缴\n"
        "2080506  费支出               21.00     21.00\n\n"
        "221      住房保障支出            9.00      9.00\n"
    )
    assert rows[2][1] == "机关事业单位基本养老保险缴费支出"
    assert rows[3][1] == "机关事业单位职业年金缴费支出"


def test_rows_without_amounts_are_rows() -> None:
    rows = only(
        "   项目                预算数\n"
        "一、本年收入             60.00\n"
        "二、事业收入\n"
        "三、其他收入\n"
        "四、上年结转             12.00\n"
        "   收入总计             72.00\n"
    )
    assert [row[0] for row in rows[1:]] == ["一、本年收入", "二、事业收入", "三、其他收入", "四、上年结转", "收入总计"]


def test_each_page_has_its_grid() -> None:
    found = grids(
        "  科目名称       合计      基本支出\n"
        "合计           90.00     70.00\n"
        "行政运行         70.00     70.00\n"
        "                 - 1 -\n"
        "\f信息化建设     20.00      0.00\n"
        "其他支出         2.00      1.00\n"
    )
    assert [[row.line for row in grid.rows] for grid in found] == [[0, 1, 2], [4, 5]]
    assert cells(found[1])[0] == {0: "信息化建设", 1: "20.00", 2: "0.00"}


def test_a_form_feed_takes_no_place_in_its_line() -> None:
    rows = only("\f行政运行      70.00    70.00\n信息化建设     20.00   120.00\n其他支出       2.00     1.00\n")
    assert [row[2] for row in rows] == ["70.00", "120.00", "1.00"]


def test_an_amount_broken_over_lines_is_one() -> None:
    found = grids(
        "   项目          合计         基本支出     项目支出\n"
        "           1,264,602    1,263,231.7\n"
        "合计                                  1,370.60\n"
        "                 .38              8\n"
        "行政运行            8.30         8.30\n"
        "其他支出           20.00         1.00       19.00\n"
    )
    row = found[0].rows[1]
    assert {cell.column: cell.text for cell in row.cells} == {0: "合计", 1: "1,264,602.38", 2: "1,263,231.78", 3: "1,370.60"}
    assert (row.line, row.lines) == (2, (2, 1, 1, 2))


def test_a_row_that_lost_its_place_keeps_the_order_of_its_amounts() -> None:
    rows = only(
        "   科目名称             合计       基本支出       项目支出      上缴支出\n"
        "行政运行               550.88        0.00      550.88      0.00\n"
        "信息化建设                3.40        0.00        3.40      0.00\n"
        "机关事业单位养老    7,303.17   7,303.17         0.00      0.00\n"
        "其他养老        7,244.53   7,244.53         0.00      0.00\n"
    )
    assert [list(row) for row in rows[1:]] == [[0, 1, 2, 3, 4]] * 4


def test_a_sentence_in_a_cell_does_not_end_the_table() -> None:
    rows = only(
        "   项目名称        合计       一般公共              绩效目标\n"
        "                                   开展档案整理工作，保障全馆业务工作顺利进\n"
        "档案整理经费      24.00      24.00\n"
        "                                   行；完善部门各项管理。\n"
        "馆舍维修经费      11.50      11.50      完成零星维修，保证正常办公。\n"
    )
    assert [(row[0], row[1], row[2]) for row in rows[1:]] == [("档案整理经费", "24.00", "24.00"), ("馆舍维修经费", "11.50", "11.50")]
    assert rows[1][3] == "开展档案整理工作，保障全馆业务工作顺利进行；完善部门各项管理。"


def test_narrative_round_a_table_is_no_part_of_it() -> None:
    found = grids(
        "  2026年收入预算1,240.50万元，比上年增加12.30万元，增长1.00%。主要原因是人员增加。\n"
        + BY_FUNCTION
        + "  注：本表金额转换时可能存在尾差。\n"
        "二、支出情况\n"
        "  支出预算1,240.50万元，其中：基本支出840.50万元，项目支出400.00万元。\n"
    )
    assert len(found) == 1
    assert len(found[0].rows) == 7


@pytest.mark.parametrize(
    "text",
    [
        "　　2026年收入总计  1,240.50  万元，其中：\n　　基本支出      840.50  万元，项目支出\n　　 400.00  万元。\n",
        "一、收入情况\n2026 年收入 1,240.50 万元\n支出 840.50 万元\n结余 400.00 万元\n",
        "收入预算\n      1,240.50\n万元，支出预算\n        840.50\n万元。\n",
        "                3.55%\n\n\n            96.45%\n",
        "第一部分 概况\n一、主要职责\n二、机构设置\n                 3\n第二部分 预算表\n                 4\n",
        "201 一般公共服务支出 1,140.50 740.50 400.00\n20126 档案事务 1,140.50 740.50 400.00\n2012601 行政运行 740.50 740.50\n",
    ],
)
def test_no_table_at_all(text: str) -> None:
    assert grids(text) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_without_columns_are_read_by_their_order(path: Path) -> None:
    document = read(path.read_bytes(), path.name)
    assert is_raw(document)
    found = plain_grids(document)
    rows = [row for grid in found for row in grid.rows]
    assert sum(row.loose for row in rows) * 4 <= len(rows)


FIRST_PAGE = """\
                          财政拨款支出表
单位：云岭市图书馆                                                   单位：万元
 科目编码        科目名称           合计       人员经费      公用经费      项目支出
             合计              270.00    150.00     70.00     50.00
201          一般公共服务支出        180.00    120.00     40.00     20.00
208          社会保障和就业支出        90.00     30.00     30.00     30.00
"""


def test_a_page_that_leaves_columns_blank_has_those_of_its_head() -> None:
    found = grids(
        FIRST_PAGE
        + "\f                  财政拨款支出表\n"
        + "单位：云岭市图书馆                                       单位：万元\n"
        + " 科目编码      科目名称          合计    人员经费    公用经费    项目支出\n"
        + "210        卫生健康支出         9.00                       9.00\n"
        + "221        住房保障支出         7.00                       7.00\n"
    )
    assert cells(found[1])[1] == {0: "210", 1: "卫生健康支出", 2: "9.00", 5: "9.00"}


def test_a_page_without_head_has_the_columns_in_which_its_rows_add_up() -> None:
    found = grids(
        FIRST_PAGE
        + "\f210          卫生健康支出          12.00      7.50      4.50\n"
        + "221          住房保障支出           9.00      6.00      3.00\n"
    )
    assert cells(found[1])[0] == {0: "210", 1: "卫生健康支出", 2: "12.00", 3: "7.50", 4: "4.50", 5: ""}
    assert not found[1].rows[0].loose


def test_a_page_whose_columns_nothing_tells_is_loose() -> None:
    found = grids(FIRST_PAGE + "\f210          卫生健康支出           12.00                    12.00\n")
    assert [row.loose for row in found[1].rows] == [True]
    assert [cell.text for cell in found[1].rows[0].cells] == ["210", "卫生健康支出", "12.00", "12.00"]


def test_a_table_with_a_title_of_its_own_goes_on_with_none() -> None:
    found = grids(
        FIRST_PAGE
        + "\f                 政府性基金支出表\n"
        + "单位：云岭市图书馆                                       单位：万元\n"
        + "212        城乡社区支出         9.00                       9.00\n"
        + "229        其他支出           7.00                       7.00\n"
    )
    assert cells(found[1])[0] == {0: "212", 1: "城乡社区支出", 2: "9.00", 3: "9.00"}
    assert not found[1].rows[0].loose


def test_codes_set_in_by_their_level_are_one_column() -> None:
    rows = only(
        " 科目编码             科目名称           合计       人员经费\n"
        "301                  工资福利支出        120.00    120.00\n"
        "        30101        基本工资           80.00     80.00\n"
        "        30102        津贴补贴           40.00     40.00\n"
        "303                  对个人和家庭的补助       9.00      9.00\n"
        "        30302        退休费             9.00      9.00\n"
    )
    assert [row[0] for row in rows[1:]] == ["301", "30101", "30102", "303", "30302"]
    assert rows[2] == {0: "30101", 1: "基本工资", 2: "80.00", 3: "80.00"}


NUMBERED = """\
                                          “三公”经费支出决算表
                                                                                                                                       单位：万元
  预算数                                                               决算数
                           公务用车购置及运行费                                             公务用车购置及运行费
  合计        因公出国（境）费                                   公务接待费       合计        因公出国（境）费                             公务接待费
                           小计       购置费       运行费                                  小计       购置费       运行费
        1              2        3         4         5           6         7              8        9         10         11           12
    66.11          3.14     49.97      0.00     49.97       12.99     47.72           0.00     38.44      0.00      38.44         9.28
"""


def test_the_numbers_of_columns_make_no_columns() -> None:
    *_, last = only(NUMBERED)
    assert [last[column] for column in sorted(last)] == NUMBERED.split("\n")[-2].split()
    assert len({column for row in only(NUMBERED) for column in row}) == 12


#: Right tables as extractors set them, and a fault in each.
SET = {
    "codes that one space parts from their names": (
        """\
                                   一般公共预算财政拨款支出决算表
                                                                                                                   单位：万元
        科目编码                                                        基本支出
                                科目名称                合计                                                  项目支出
        类         款        项                                        小计            人员经费       公用经费
            205                 教育支出                      4296.34    4296.34       3805.34     491.00          0
                      08        进修及培训                     4296.34    4296.34       3805.34     491.00          0
                               03 培训支出                    4296.34    4296.34       3805.34     491.00          0
            208                 社会保障和就业支出                 5249.06    1638.80       1638.80          0    3610.26
                      05        行政事业单位养老支出                1638.80    1638.80       1638.80          0          0
                               01 行政单位离退休                  655.90        655.90     655.90          0          0
                               06 机关事业单位职业年金缴费支出           982.90        982.90     982.90          0          0
                      99        其他社会保障和就业支出               3610.26            0           0          0    3610.26
                               99 其他社会保障和就业支出             3610.26            0           0          0    3610.26
            221                 住房保障支出                    2876.39    2876.39       2876.39          0          0
                      02        住房改革支出                    2876.39    2876.39       2876.39          0          0
                               01 住房公积金                    576.84        576.84     576.84          0          0
                               02 提租补贴                    1581.80    1581.80       1581.80          0          0
                               03 购房补贴                     717.75        717.75     717.75          0          0
        合计                                               12421.78    8811.53       8320.53     491.00    3610.26
""", "1581.80    1581.80       1581.80", "1581.80    1581.80       1851.80",
    ),
    "names that begin above their amounts and end below them": (
        """\
                                                  收入决算表
                                                                                                           单位：万元
        功能分类科目                    本年收入合计       财政拨款收入       上级补助收入   事业收入      经营收入   附属单位上缴收入   其他收入
        合计                            278.18       241.00              12.39                       24.79
        201一般公共服务支出                   268.08       230.90              12.39                       24.79
          20103政府办公厅（室）及相关机
                                      268.08       230.90              12.39                       24.79
        构事务
               2010301行政运行             92.30        92.30
               2010302一般行政管理事务         37.18                           12.39                       24.79
               2010350事业运行             30.31        30.31
            2010399其他政府办公厅（室）
                                      108.29       108.29
        及相关机构事务支出
        206科学技术支出                      10.10        10.10
            20699其他科学技术支出              10.10        10.10
               2069999其他科学技术支出         10.10        10.10
""", "108.29       108.29", "108.29       180.29",
    ),
    "signs of blanks at the other edge of their columns": (
        """\
                 支出决算表
                                                                                    单位：元
 科目编码                                 本年支出合计         基本支出         项目支出
            科目名称
        205 教育支出                    88759026.67 -               88759026.67
      20508 进修及培训                   88759026.67 -               88759026.67
    2050803 培训支出                    88759026.67 -               88759026.67
        208 社会保障和就业支出               20263747.79   20263747.79 -
      20805 行政事业单位养老支出             20263747.79   20263747.79 -
    2080501 行政单位离退休                8755334.31    8755334.31 -
    2080506 职业年金缴费支出              11508413.48   11508413.48 -
            合计                     109022774.46   20263747.79   88759026.67
""", "11508413.48   11508413.48 -", "11508413.48   11580413.48 -",
    ),
    "a name that was lost to the half beside it": (
        """\
                 收入支出决算总表
                                                                                    单位：元
         收入                                     支出
         项目                      决算数            项目                     决算数
         一、一般公共预算财政拨款收入      36,263,682.20 一、教育支出              58,124,095.69
         二、其他收入               20,355,151.89 二、科学技术支出
         本年收入合计               56,618,834.09 本年支出合计             58,124,095.69
         使用非财政拨款结余                         结余分配                    31,449.86
         年初结转和结余                1,666,674.61 年末结转和结余              129,963.15
         收入总计                 58,285,508.70 支出总计               58,285,508.70
""", "29,963.15", "29,693.15",
    ),
    "a name right behind an amount": (
        """\
                 一般公共预算财政拨款基本支出决算明细表
                                                                                 单位：万元
         人员经费                                   公用经费
 科目编码    科目名称                    金额    科目编码    科目名称                 金额
        301 工资福利支出                1277.71 302 商品和服务支出              209.40
        30101 基本工资                277.71     30201 办公费                 177.43
        30102 津贴补贴                500.00     30202 印刷费                  10.00
        30103 奖金                  500.00     30206 电费                   21.97
        303 对个人和家庭的补助               81.56
        30305 生活补助                 81.56
        人员经费合计                    1359.27 公用经费合计                    209.40
""", "81.56\n        人员", "81.65\n        人员",
    ),
}


@pytest.mark.parametrize("name", SET)
def test_what_is_set_oddly_is_read_and_its_fault_is_found(name: str) -> None:
    text, right, wrong = SET[name]
    assert text.count(right) == 1
    assert loud(text) == []
    assert loud(text.replace(right, wrong)) != []


def test_signs_of_blanks_stand_in_their_columns_where_every_row_is_whole() -> None:
    text = SET["signs of blanks at the other edge of their columns"][0]
    assert [[column for column, cell in row.items() if cell == "-"] for row in only(text)[2:]] == [*[[3]] * 3, *[[4]] * 4, []]
    lacking = text.replace("8755334.31 -", "8755334.31")
    assert "-" not in {cell for row in only(lacking) for cell in row.values()}


def test_a_name_right_behind_an_amount_is_no_part_of_it() -> None:
    text = """\
                 一般公共预算财政拨款基本支出决算明细表
                                                                                单位：万元
        人员经费                                   公用经费
        科目编码   科目名称              金额            科目编码   科目名称         金额
           301 工资福利支出             1277.71         302 商品和服务支出       209.40
          30101 基本工资                   21.45     30201 办公费               8.26
          30102 津贴补贴                   85.82     30202 印刷费               1.80
          30103 奖金                    212.16     30206 电费                2.16
          30107 绩效工资                  171.63     30207 邮电费              21.19
          30108 机关事业单位基本养老保险缴费        145.41     30213 维修（护）费           22.99
          30109 职业年金缴费                226.46     30216 培训费              22.63
          30112 其他社会保障缴费               73.90     30217 公务接待费            23.71
          30113 住房公积金                 140.64     30226 劳务费              23.71
          30199 其他工资福利支出              200.24     30228 工会经费             28.02
           303 对个人和家庭的补助               81.56     30229 福利费               8.26
          30305 生活补助                    9.41     30231 公务用车运行维护费         6.82
          30309 奖励金                    72.15     30239 其他交通费用            7.90
                                                 30299 其他商品和服务支出        31.97
        人员经费合计                    1359.26 公用经费合计                    209.40
"""
    assert [each for each in only(text)[-1].values() if each] == ["人员经费合计", "1359.26", "公用经费合计", "209.40"]


BRACKETS = """\
                         一般公共预算支出对比表
部门：云岭市档案局                                                                          单位：万元
  科目编码        科目名称           2024年决算数   2025年决算数         增减额           增减%
             合计                 1,240.50     1,152.40 （88.10）                      -7.10
  20126      档案事务               1,140.10     1,060.00 （80.10）                      -7.03
  2012601    行政运行                 740.00       760.00                  20.00      2.70
  2012604    档案馆                  400.10       300.00 （100.10）                     -25.02
  22102      住房改革支出               100.40        92.40 （8.00）                       -7.97
  2210201    住房公积金                 60.40        62.40                   2.00      3.31
  2210203    购房补贴                  40.00        30.00 （10.00）                     -25.00
"""


def test_brackets_set_to_the_left_and_amounts_set_to_the_right_are_one_column() -> None:
    changes = ["（88.10）", "（80.10）", "20.00", "（100.10）", "（8.00）", "2.00", "（10.00）"]
    assert [list(row.values())[-2] for row in only(BRACKETS)[-7:]] == changes
    assert len({list(row)[-2] for row in only(BRACKETS)[-7:]}) == 1


def test_brackets_beside_amounts_of_a_total_that_has_both_are_two_columns() -> None:
    rows = only(BRACKETS.replace("（88.10）                      -7.10", "（88.10）          22.00        -7.10"))[-7:]
    assert len({column for row in rows for column in row}) == 7


HALVES = """\
2025年某市文化局部门预算
                                  财政拨款收支总表
                                                                     单位：万元
            收入                           支出
       项目         本年预算          项目         本年预算
一、本年收入           910.74  一、本年支出           927.26
（一）一般公共预算     910.74  （一）一般公共服务     361.49
拨款收入                       支出
（二）政府性基金预          —  （二）外交支出              —
算拨款收入
二、上年结转            16.52  （三）教育支出              —
（一）一般公共预算      16.52  （四）科学技术支出     131.54
拨款收入
（二）政府性基金预          —  （五）文化旅游体育     183.40
算拨款收入                     与传媒支出
                               （六）援助其他地            —
                               区支出
\f
                               （七）自然资源海洋          —
                               气象等支出
                               （八）住房保障支       250.83
                               出
                               （九）其他支出              —
                               二、结转下年                —
收入总计               927.26  支出总计               927.26
"""


def test_a_half_that_goes_on_alone_over_a_page_is_summed_with_its_rows_there() -> None:
    assert said(HALVES) == []
    assert [finding.rule for finding in loud(HALVES.replace("250.83", "250.38"))] != []
    assert [finding.rule for finding in loud(HALVES.replace("131.54", "131.45"))] != []


MORE_THAN_PUBLICS = """\
某市水务局2024年部门预算
                 “三公”经费、会议费和培训费预算表
                                                    单位：万元
          项目                     合计   一般公共预算   政府性基金预算
“三公”经费、会议费、培训费合计    96.02          96.02            -
一、“三公”经费                    49.70          49.70            -
 （一）因公出国（境）费           12.15          12.15            -
 （二）公务用车购置及运行维护费   31.79          31.79            -
  1.公务用车购置费                    -              -            -
  2.公务用车运行维护费            31.79          31.79            -
 （三）公务接待费                  5.76           5.76            -
二、会议费                        16.46          16.46            -
三、培训费                        29.86          29.86            -
"""


def test_the_total_of_more_than_the_public_expenses_is_not_theirs() -> None:
    assert said(MORE_THAN_PUBLICS) == []
    assert said(MORE_THAN_PUBLICS.replace("49.70 ", "49.07 ")) != []


BESIDE_MIDDLES = """\
2024年某县林业局部门预算
                                  财政拨款收支总表
                                                                     单位：万元
         收入                                          支出
    项目       预算数        项目        合计     一般公共预算  政府性基金预算  国有资本经营预算
一、本年收入   5,091.31  一、本年支出   5,572.99      3,423.92      2,149.07
（一）一般公   2,980.83  （一）一般公   1,890.66      1,890.66
共预算拨款               共服务支出
（二）政府性   2,110.48  （二）社会保     864.69        864.69
基金预算拨款             障和就业支出
（三）国有资             （三）卫生健
本经营预算拨             康支出           457.77        457.77
款
二、上年结转     481.68  （四）节能环     210.80        210.80
                         保支出
                         （五）城乡社   2,149.07                    2,149.07
                         区支出
本年收入合计   5,572.99  本年支出合计   5,572.99      3,423.92      2,149.07
使用非财政拨
款结余（含专     200.00  结余分配         200.00        200.00
用结余）
收入总计       5,772.99  支出总计       5,772.99      3,623.92      2,149.07
"""


def test_names_whose_amounts_stand_beside_their_last_line_in_one_half_and_their_middle_in_the_other() -> None:
    names = {row[column]: row for row in cells(grids(BESIDE_MIDDLES)[-1]) for column in (0, 2) if column in row}
    assert names["（三）卫生健康支出"][3] == "457.77" and "（三）国有资本经营预算拨款" in names
    assert names["使用非财政拨款结余（含专用结余）"][1] == "200.00"
    assert said(BESIDE_MIDDLES) == []
    for slip in (BESIDE_MIDDLES.replace("457.77        457.77", "475.77        457.77"), BESIDE_MIDDLES.replace("864.69        864.69", "846.69        864.69")):
        assert said(slip) != []


OVER_PAGES = """\
某县民政局2024年部门预算
                    部门支出总表
                                             单位：万元
科目编码    科目名称        合计      基本支出   项目支出
合计                      2,210.40  1,810.40     400.00
208       社会保障和就   1,590.07   1,590.07
          业支出
20805     行政事业单位   1,432.04   1,432.04
          养老支出
2080501   行政单位离退     812.20     812.20
          休
                       — 39 —
                    部门支出总表
          机关事业单位
2080505   基本养老保险     414.21     414.21
          缴费支出
          机关事业单位
2080506   职业年金缴费     205.63     205.63
          支出
20899     其他社会保障     158.03     158.03
          和就业支出
2089999   其他社会保障     158.03     158.03
          和就业支出
213       农林水支出       620.33     220.33     400.00
21307     农村综合改革     620.33     220.33     400.00
2130705   对村委会的补     620.33     220.33     400.00
          助
"""


def test_a_page_that_begins_with_the_first_line_of_a_name_has_no_head() -> None:
    assert cells(grids(OVER_PAGES)[1])[0][1] == "机关事业单位基本养老保险缴费支出"
    assert said(OVER_PAGES) == []
    assert said(OVER_PAGES.replace("205.63     205.63", "205.36     205.63")) != []


WHOLE = """一般公共预算基本支出表
单位：元
科目编码  经济分类科目名称             合计  人员经费  公用经费
302       商品和服务支出              38444      0.00     38444
30201     办公费                      23604      0.00     23604
30202     印刷费                       5295      0.00      5295
30205     水费                         3250      0.00      3250
30207     邮电费                       6295      0.00      6295
303       对个人和家庭的补助          61112     61112      0.00
30301     离休费                      19346     19346      0.00
30302     退休费                      41766     41766      0.00
          合计                        99556     61112     38444
"""


def test_whole_numbers_beside_zeros_with_decimals_are_amounts_of_their_own() -> None:
    assert said(WHOLE) == []
    assert said(WHOLE.replace("     23604\n", "     23640\n")) != []


PUSHED = """支出总表
单位：万元
科目编码  科目名称            合计  基本支出  项目支出  上缴上级支出
          总计              136.82    29.86    106.96             —
208       社会保障和就业支出   29.86    29.86        —             —
20805       养老支出         12.90    12.90        —             —
2080505   单位基本养老保险缴费支出    9.20      9.20        —             —
2080506   单位职业年金缴费支出    3.70      3.70        —             —
20819       最低生活保障     16.96    16.96        —             —
2081901   生活保障金支出     16.96    16.96        —             —
212       城乡社区支出      106.96        —   106.96             —
21205       环境卫生         60.67        —    60.67             —
2120501   环境卫生           60.67        —    60.67             —
21208     国有土地使用权出让收入安排的支出   46.29        —    46.29             —
2120804   农村基础设施建设支出   46.29        —    46.29             —
"""


def test_rows_that_print_their_blanks_are_whole_wherever_a_long_name_moves_their_cells() -> None:
    rows = only(PUSHED)
    assert rows[4] == {0: "2080505", 1: "单位基本养老保险缴费支出", 2: "9.20", 3: "9.20", 4: "—", 5: "—"}
    assert [row[4] for row in rows if row.get(0, "").startswith("212")] == ["106.96", "60.67", "60.67", "46.29", "46.29"]
    assert said(PUSHED) == []
    blank = "20820       临时救助              —         —        —             —\n212  "  # no head, though it has no amounts
    assert [row.get(4) for row in only(PUSHED.replace("212  ", blank, 1)) if row.get(0) in ("20820", "21205")] == [None, "60.67"]
    for right, wrong in (("   46.29        —    46.29             —\n2120804", "   46.92        —    46.29             —\n2120804"), ("3.70      3.70", "3.70      3.07")):
        assert said(PUSHED.replace(right, wrong)) != []


def test_a_blank_among_names_wider_than_amounts_is_a_cell() -> None:
    """Amounts set to the left, of which the next name to the left is nearer than their own."""
    text = (
        "财政拨款“三公”经费预算表\n单位：万元\n2025年预算数                                                        2026年预算数\n"
        "合计    因公出国（境）费  公务用车购置及运行维护费小计  公务接待费  合计    因公出国（境）费  公务用车购置及运行维护费小计  公务接待费\n"
        "15.75   1.16              12.75                         1.84        12.48   —                11.29                         1.19\n"
    )
    assert cells(grids(PUSHED + "\n" + text)[1])[2] == dict(enumerate(("15.75", "1.16", "12.75", "1.84", "12.48", "—", "11.29", "1.19")))


TRIMMED = """一般公共预算基本支出表
单位：万元
科目编码      科目名称            决算数
301           工资福利支出        237.4
30101           基本工资          97.31
30103           奖金             140.09
302           商品和服务支出      23.14
30201           办公费            12.04
30207           邮电费              4.1
30226           劳务费                7
"""


def test_a_row_with_a_code_is_no_rest_of_the_one_above() -> None:
    """Amounts without their last zeros: 4.1 above 7."""
    assert [row[2] for row in only(TRIMMED)[-2:]] == ["4.1", "7"]
    assert said(TRIMMED) == []
