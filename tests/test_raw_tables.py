"""Tables in raw text, where blank cells have vanished: what is left is the order, and the sums of a table tell the columns."""

import pytest
from auditing import loud

from auditlint import check_text
from auditlint.readers import read
from auditlint.reading.tables.plain import plain_grids
from auditlint.reading.tables.raw_lines import is_raw
from auditlint.reading.tables.settle import Settler

TITLE = "支出总体情况表\n部门：丙市档案局 单位：万元\n科目编码\n科目名称 合计 基本支出 项目支出 结转下年\n类 款 项\n"
LEVELS = """合 计 100.00 70.00 30.00
201 一般公共服务支出 60.00 40.00 20.00
26 档案事务 60.00 40.00 20.00
01 行政运行 40.00 40.00
04 档案馆 20.00 20.00
208 社会保障和就业支出 40.00 30.00 10.00
05 行政事业单位养老支出 28.00 28.00
01 行政单位离退休 8.00 8.00
05 机关事业单位基本养老
保险缴费支出 20.00 20.00
08 抚恤 12.00 2.00 10.00
01 死亡抚恤 12.00 2.00 10.00
"""


def rows(text: str) -> list[tuple[bool, list[tuple[int, str]]]]:
    (grid,) = plain_grids(read(text.encode(), "预算.txt"))
    return [(row.loose, [(cell.column, cell.text) for cell in row.cells if cell.text]) for row in grid.rows]


def test_only_one_space_stands_beside_amounts() -> None:
    assert is_raw(read((TITLE + LEVELS).encode(), "预算.txt"))
    assert not is_raw(read((TITLE + LEVELS.replace(" ", "      ")).encode(), "预算.txt"))


def test_sums_tell_the_columns() -> None:
    found = {cells[-1][1] if len(cells) < 3 else cells[-3][1]: cells for loose, cells in rows(TITLE + LEVELS) if not loose}
    assert not any(loose for loose, _ in rows(TITLE + LEVELS))
    assert found["行政运行"][-2:] == [(4, "40.00"), (5, "40.00")]
    assert found["档案馆"][-2:] == [(4, "20.00"), (6, "20.00")]
    assert found["机关事业单位基本养老保险缴费支出"][-2:] == [(4, "20.00"), (5, "20.00")]


def test_codes_of_one_level_alone_find_it() -> None:
    codes = [[cell for cell in cells if cell[0] < 3] for _, cells in rows(TITLE + LEVELS)]
    assert [(0, "201")] in codes
    assert [(1, "26")] in codes
    assert [(2, "04")] in codes
    assert [(1, "08")] in codes  # the items of 05 have made it up


def test_a_wrong_figure_is_told_and_hides_no_column() -> None:
    assert loud(TITLE + LEVELS) == []
    for right, wrong in (("40.00 40.00\n04", "40.00 46.00\n04"), ("26 档案事务 60.00", "26 档案事务 66.00"), ("12.00 2.00 10.00\n01", "12.00 2.00 19.00\n01")):
        text = (TITLE + LEVELS).replace(right, wrong)
        assert text != TITLE + LEVELS
        line = next(number for number, (old, new) in enumerate(zip((TITLE + LEVELS).split("\n"), text.split("\n"), strict=True), 1) if old != new)
        assert line in {finding.place.line for finding in loud(text)}


def test_what_two_ways_explain_stays_open() -> None:
    total, same, other = [10, 5, 5], [5, 5], [5, 5]
    settled = Settler([total, same, other], [-1, 0, 0], 3).settle()
    assert settled == [(0, 1, 2), None, None]
    assert Settler([[10, 6, 4], [6, 6], [4, 4]], [-1, 0, 0], 3).settle() == [(0, 1, 2), (0, 1), (0, 2)]


def test_one_column_that_does_not_come_out_leaves_the_others_to_tell() -> None:
    assert Settler([[18, 8, 10], [6, 6], [9, 9], [3, 3]], [-1, 0, 0, 0], 3).settle()[1:] == [None, None, None]
    rows = [[30, 13, 17], [13, 13], [11, 11], [6, 7]]
    assert Settler(rows, [-1, 0, 0, 0], 3).settle() == [(0, 1, 2), (0, 1), (0, 2), (0, 2)]


def test_a_total_is_settled_by_its_parts() -> None:
    rows = [[20, 20], [12, 12], [8, 8], [7, 3, 4]]
    assert Settler(rows, [-1, 0, 0, -1], 3).settle()[0] is None
    rows = [[9, 4, 5, 0], [9, 4, 5], [4, 4, 0, 0], [5, 0, 5, 0]]
    assert Settler(rows, [-1, -1, 1, 1], 4).settle()[1] == (0, 1, 2)


HALVES = """收支总体情况表
单位：万元
收 入 支 出
项目 预算数 项目 预算数
一、财政拨款收入 90.00 一、一般公共服务支出 60.00
一般公共预算收入 90.00 二、外交支出
二、事业收入 三、教育支出 25.00
三、其他收入 10.00 四、住房保障支出 15.00
五、其他支出
本 年 收 入 合 计 100.00 本 年 支 出 合 计 100.00
收 入 总 计 100.00 支 出 总 计 100.00
"""


def test_halves_of_one_line_are_two_lists() -> None:
    found = [cells for _, cells in rows(HALVES)]
    assert [(0, "一般公共预算收入"), (1, "90.00"), (2, "二、外交支出")] in found
    assert [(0, "二、事业收入"), (2, "三、教育支出"), (3, "25.00")] in found
    assert [(2, "五、其他支出")] in found
    assert not any(loose for loose, _ in rows(HALVES))
    assert loud(HALVES) == []


def test_an_amount_broken_over_lines_is_one() -> None:
    broken = LEVELS.replace("201 一般公共服务支出 60.00 40.00 20.00", "201 一般公共服务支出 60.0\n0\n40.00 20.00")
    assert any((4, "60.00") in cells and (5, "40.00") in cells for _, cells in rows(TITLE + broken))
    assert loud(TITLE + broken) == []


def test_a_table_goes_on_under_the_same_title() -> None:
    first, second = LEVELS.split("208", 1)
    assert rows(TITLE + first + "— 3 —\n" + TITLE + "208" + second) == rows(TITLE + LEVELS)


def test_sentences_are_no_rows() -> None:
    prose = "一、收入情况\n本年收入合计 100.00 万元，其中：\n财政拨款 90.00 万元；\n其他收入：10.00\n"
    assert plain_grids(read(prose.encode(), "预算.txt")) == []


def test_performance_tables_are_read_apart() -> None:
    goals = "项目支出绩效目标表\n（万元）\n资金总额 100.00\n财政拨款 100.00\n其他资金 0.00\n"
    assert plain_grids(read(goals.encode(), "预算.txt")) == []


def test_a_line_with_more_names_than_halves_hides_no_figure() -> None:
    head = "收支总体情况表\n部门：丙市档案局 单位：万元\n项目 预算数 项目 预算数\n"
    body = "一、财政拨款 60.00 一、教育支出 60.00\n二、事业收入 40.00 二、农林支出 20.00\n"
    more = "三、其他收入 10.00 三、住房支出 20.00 四、其他支出 10.00\n收入总计 110.00 支出总计 110.00\n"
    found = [(loose, [text for _, text in cells]) for loose, cells in rows(head + body + more)]
    assert (False, ["二、事业收入", "40.00", "二、农林支出", "20.00"]) in found
    assert [loose for loose, cells in found if "四、其他支出" in cells] == [True]


SIDES = """2023年度部门决算
收入支出决算总表
单位：万元
收入 支出
项目 决算数 项目 决算数
一、一般公共预算财政拨款收入 812.34 一、一般公共服务支出 523.45
二、事业收入 101.22 二、教育支出 301.76
三、其他收入 20.31 三、住房保障支出 88.13
本年收入合计 933.87 本年支出合计 913.34
年初结转和结余 30.26 年末结转和结余 {}
总计 964.13 总计 964.13
"""


@pytest.mark.parametrize(("carried", "rules"), [("50.79", []), ("80.79", ["TAB002"])])
def test_that_both_sides_come_to_the_same_does_not_excuse_a_sum(carried: str, rules: list[str]) -> None:
    """支出总计 is 收入总计 and no longer 本年支出 with what is carried over."""
    found = [finding for finding in check_text(SIDES.format(carried)).findings if finding.severity != "note"]
    assert [finding.rule for finding in found] == rules


def test_a_slip_in_the_first_column_leaves_the_row_in_its_columns() -> None:
    """The total above coded rows is theirs though one of them has a wrong amount, which is named."""
    text = (
        "2023年度部门决算\n收入决算表\n单位：万元\n科目编码 科目名称 本年收入合计 财政拨款收入 其他收入\n合计 1,001.13 961.10 40.03\n"
        "201 一般公共服务支出 640.08 600.05 40.03\n20106 财政事务 640.08 600.05 40.03\n2010601 行政运行 640.08 600.05 40.03\n"
        "208 社会保障和就业支出 {} 250.52\n20805 行政事业单位养老支出 250.52 250.52\n2080501 行政单位离退休 250.52 250.52\n"
        "221 住房保障支出 110.53 110.53\n22102 住房改革支出 110.53 110.53\n2210201 住房公积金 110.53 110.53\n"
    )
    assert [finding for finding in check_text(text.format("250.52")).findings if finding.severity != "note"] == []
    found = [finding for finding in check_text(text.format("280.52")).findings if finding.severity == "error"]
    assert [finding.place.line for finding in found] == [9]


#: What raw texts of many layouts taught: codes that hold what looks like a year, rows before their amounts, rates, and funds.
ITEMS = (
    "{title}支出预算总表\n单位：万元\n科目名称 合计 基本支出 项目支出\n合计 88.61 62.40 26.21\n"
    "[20805]行政事业单位养老支出 62.40 62.40 —\n[2080505]机关事业单位基本养老保险缴\n费支出\n{first} 41.30 —\n"
    "[2080506]机关事业单位职业年金缴费支出 21.10 21.10 —\n[21103]污染防治 26.21 — 26.21\n[2110301]大气 26.21 — 26.21\n"
)


@pytest.mark.parametrize(("first", "lines"), [("41.30", []), ("43.10", [9])])
def test_the_digits_of_a_code_are_no_year_and_a_blank_follows_an_amount(first: str, lines: list[int]) -> None:
    """A name over two lines that several tables print is no line that runs over the pages."""
    again = "".join(ITEMS.format(title=title, first="41.30") for title in ("部门", "财政拨款", "一般公共预算"))
    found = loud("2025年部门预算\n" + ITEMS.format(title="", first=first) + again)
    assert [finding.place.line for finding in found] == lines


RATED = (
    "2024年部门决算\n一般公共预算支出表\n单位：万元\n项目 2024年初预算数 2024年决算数 完成预算%\n合计 126.10 167.34 133\n"
    "[201]一般公共服务支出 65.10 92.15 142\n[2010301]行政运行 42.10 67.15 160\n[2010302]一般行政管理事务 23.00 25.00 109\n"
    "[206]科学技术支出 21.00 47.08 224\n[2069999]其他科学技术支出 21.00 47.08 224\n"
    "[211]节能环保支出 40.00 28.11 70\n[2110301]大气 30.00 {} 50\n[2110302]水体 10.00 13.11 131\n"
)


@pytest.mark.parametrize(("amount", "rules"), [("15.00", set()), ("51.00", {"TAB004"})])
def test_whole_rates_behind_amounts_are_no_codes(amount: str, rules: set[str]) -> None:
    assert {finding.rule for finding in loud(RATED.format(amount))} == rules


FUNDED = """2025年部门预算
部门收支总表
单位：万元
收入 支出
项目 预算数 项目 预算数
一、一般公共预算拨款收入 640.18 一、一般公共服务支出 380.24
二、政府性基金预算拨款收入 95.20 二、教育支出 166.31
三、国有资本经营预算拨款收入 三、城乡社区支出 95.20
四、财政专户管理资金收入 四、住房保障支出 134.30
五、单位资金 24.57
其中：事业收入 24.57
本年收入合计 759.95 本年支出合计 776.05
上年结转 {} 年终结转结余
收入总计 776.05 支出总计 776.05
"""


@pytest.mark.parametrize(("carried", "rules"), [("16.10", []), ("61.10", ["TAB002"])])
def test_funds_and_what_is_carried_over_are_receipts(carried: str, rules: list[str]) -> None:
    """五、 may go on with either half, and 年终结转 behind an amount is no year."""
    assert [finding.rule for finding in loud(FUNDED.format(carried))] == rules


NUMBERED = """收入支出决算总表
单位：万元
收入 支出
项目 行次 决算数 项目(按功能分类) 行次 决算数
栏次 1 栏次 2
一、一般公共预算财政拨款收入 1 615.56 一、一般公共服务支出 9 398.68
二、事业收入 2 0.00 二、公共安全支出 10
三、经营收入 3 二、教育支出 11 106.71
四、其他收入 4 9.00 三、社会保障和就业支出 12 63.71
5 四、卫生健康支出 13 47.38
本年收入合计 6 624.56 本年支出合计 14 616.48
年初结转和结余 7 2.73 年末结转和结余 15 10.81
收入总计 8 627.29 支出总计 16 627.29
"""


def test_the_numbers_of_rows_are_no_amounts_beside_blanks() -> None:
    found = rows(NUMBERED)
    assert not any(loose for loose, _ in found)
    amounts = {text for _, cells in found for _, text in cells if text.replace(".", "").isdigit()}
    assert amounts == {"615.56", "398.68", "0.00", "106.71", "9.00", "63.71", "47.38", "624.56", "616.48", "2.73", "10.81", "627.29"}
    assert loud(NUMBERED) == []
    for right, wrong in (("63.71", "93.71"), ("624.56", "642.56"), ("10.81", "18.81")):
        assert loud(NUMBERED.replace(right, wrong)) != []


def test_a_code_alone_in_its_line_stands_where_it_is_printed() -> None:
    """Not in the line below it, which has the name and the amounts."""
    text = TITLE + LEVELS.replace("201 一般公共服务支出", "201\n一般公共服务支出") + "\f部门：丙市档案局\n"
    (grid,) = plain_grids(read(text.encode(), "预算.txt"))
    (row,) = [row for row in grid.rows if any(cell.text == "201" for cell in row.cells)]
    at = next(number for number, cell in enumerate(row.cells) if cell.text == "201")
    assert text.split("\n")[row.line_of(at)] == "201"


FINE = """收入总表
单位：万元
科目编码 科目名称 合计 一般公共预算收入 其他收入
合计 2360.7120 2260.1714 100.5406
205 教育支出 2360.7120 2260.1714 100.5406
02 普通教育 1557.8642 1457.3236 100.5406
01 学前教育 834.0286 733.4880 100.5406
04 高中教育 723.8356 723.8356 0.00
03 职业教育 802.8478 802.8478 0.00
02 中等职业教育 802.8478 802.8478 0.00
"""


def test_nothing_is_whole_beside_amounts_of_more_decimals() -> None:
    """The code below 0.00 is not what it lacks."""
    assert loud(FINE) == []
    assert loud(FINE.replace("723.8356 0.00", "723.8536 0.00")) != []


DECREASED = """一般公共预算支出情况表
单位：万元
科目编码 科目名称 2025年预算数 2026年预算数 基本支出 项目支出 增减额
210 卫生健康支出 242.58 244.86 244.86 - 2.28
21011 行政事业单位医疗 242.58 244.86 244.86 - 2.28
2101101 行政单位医疗 142.73 158.16 158.16 - 15.43
2101102 事业单位医疗 58.50 45.35 45.35 - {}13.15
2101103 公务员医疗补助 41.35 41.35 41.35 - -
合计 242.58 244.86 244.86 - 2.28
"""


@pytest.mark.parametrize("sign", ["△", "▲", "-"])
def test_triangles_are_signs_of_less_than_nothing(sign: str) -> None:
    text = DECREASED.format(sign)
    assert loud(text) == []
    assert loud(text.replace("13.15", "13.51")) != []


WRAPPED = """部门支出总体情况表
单位：万元
科目编码 科目名称 合计 基本支出 项目支出
总计 179.03 127.82 51.21
204 公共安全支出 160.40 109.19 51.21
02 公安 160.40 109.19 51.21
01 行政运行 109.19 109.19 0
19 信息化建设 51.21 0 51.21
208 社会保障和就业支出 18.63 18.63 0
05 行政事业单位养老支出 18.63 18.63 0
01 行政单位离退休 3.51 3.51 0
02 事业单位离退休 1.90 1.90 0
机关事业单位基本养老保险
05 缴费支出 7.96 7.96 0
机关事业单位职业年金缴费
06 支出 5.26 5.26 0
"""


def test_a_name_that_begins_above_its_code_ends_no_section() -> None:
    assert loud(WRAPPED) == []
    assert loud(WRAPPED.replace("7.96 7.96", "7.69 7.96")) != []
    assert loud(WRAPPED.replace("5.26 5.26", "5.62 5.26")) != []


THREE = """收入支出决算总表
单位：万元
收入 支出 支出
项目 行次 金额 项目（按功能分类） 行次 金额 项目（按支出性质） 行次 金额
栏次 1 栏次 2 栏次 3
一、财政拨款收入 1 651.99 一、一般公共服务支出 7 0.00 一、基本支出 13 458.05
二、事业收入 2 33.62 二、教育支出 8 564.27 二、项目支出 14 226.54
三、其他收入 3 16.81 三、科学技术支出 9 101.57 15
4 四、住房保障支出 10 18.75 16
本年收入合计 5 702.42 本年支出合计 11 684.59 本年支出合计 17 684.59
年初结转和结余 6 41.48 年末结转和结余 12 59.31 年末结转和结余 18 59.31
"""


def test_the_number_of_a_row_tells_its_half_and_may_end_its_line() -> None:
    """Where the last half is blank."""
    assert not any(loose for loose, _ in rows(THREE))
    assert loud(THREE) == []
    assert loud(THREE.replace("101.57", "110.57")) != []


SHARES = """支出决算结构表
单位：万元
序号
功能分类
决算数
占比（%）
1
一般公共服务支出
3754.39
38.1
2
社会保障和就业支出
274.45
2.8
3
城乡社区支出
2610.66
26.5
4
农林水支出
3205.69
32.6

合计
9845.19
100.00
"""


@pytest.mark.parametrize("text", [SHARES, SHARES.replace("\n", " ").replace(" 单位", "\n单位").replace("序号", "\n序号").replace(" 合计", "\n合计")])
def test_the_number_of_the_next_row_is_not_what_an_amount_lacks(text: str) -> None:
    for number in "1234":
        text = text.replace(f" {number} ", f"\n{number} ")
    assert loud(text) == []
    assert [finding.actual for finding in loud(text.replace("26.5", "25.6"))] == ["25.6"]


ENDING = """部门预算收支总表
单位：万元
项目 2026年预算 项目 2026年预算
一、财政拨款收入 12123.29 一、社会保障和就业支出 435.65
二、事业收入 20.40 二、卫生健康支出 227.35
三、其他收入 190.20 三、农林水支出 11739.91
本 年 收 入  12333.89 本 年 支 出 合 计 12402.91
合 计
上年结转结余 69.02 结转下年 0.00
收入总计 12402.91 支出总计 12402.91
"""


def test_the_end_of_the_name_of_a_total_may_stand_below_its_amounts() -> None:
    assert tuple(cells[0][1] for _, cells in rows(ENDING)[4:6]) == ("本年收入合计", "上年结转结余")
    assert loud(ENDING) == []
    assert loud(ENDING.replace("190.20", "190.02")) != []


AROUND = """一般公共预算支出表
单位：万元
科目编码 科目名称 合计 基本支出 项目支出
合计 900.50 460.30 440.20
201 一般公共服务支出 500.50 200.30 300.20
20103 政府办公厅及相关机构事务 500.50 200.30 300.20
2010301 行政运行 200.30 200.30
2010302 一般行政管理事务 300.20 300.20
208 社会保障和就业支出 400.00 260.00 140.00
20805 行政事业单位养老支出 400.00 260.00 140.00
机关事业单位基本养老保险
2080505 150.00 150.00
缴费支出
机关事业单位职业年金缴费
2080506 110.00 110.00
支出
2080599 其他行政事业单位养老支出 140.00 140.00
"""


def test_a_name_may_begin_above_its_code_and_end_below_it() -> None:
    named = [cells[1][1] for loose, cells in rows(AROUND) if cells[0][1] in ("2080505", "2080506") and not loose]
    assert named == ["机关事业单位基本养老保险缴费支出", "机关事业单位职业年金缴费支出"]
    assert loud(AROUND) == []
    assert [finding.rule for finding in loud(AROUND.replace("150.00 150.00", "150.00 105.00"))] == ["TAB003"]


def test_names_around_a_code_and_around_the_one_below_it() -> None:
    text = AROUND.replace(
        "20805 行政事业单位养老支出 400.00 260.00 140.00", "20805 行政事业单位养老支出 390 260 130\n其他社会保障和就业支\n20899 10 0 10\n出\n其他社会保障和就业支\n2089999 10 0 10\n出",
    ).replace("140.00 140.00", "130 0 130")
    assert [cells[1][1] for _, cells in rows(text) if cells[0][1] in ("20899", "2089999")] == ["其他社会保障和就业支出"] * 2
    assert loud(text) == []
