"""Tables of right filings whose form says less than it seems: nothing is claimed of what was not read for sure."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from auditing import said
from test_table_cells import T1, T2, T4, T6, broken, cells, checks, filing, only

from auditlint import check_path, check_text
from auditlint.reading.tables.beside import Beside
from auditlint.reading.tables.sums import Equation, Schema, Spot

T3 = "科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出\n合计 | < | 95.00 | 65.00 | 30.00\n205 | 教育支出 | 95.00 | 65.00 | 30.00\n"
NAMES = "科目 | 本年支出合计 | 基本支出 | 项目支出\n教育支出 | 60.00 | 40.00 | 20.00\n卫生健康支出 | 35.00 | 25.00 | 10.00\n合计 | 95.00 | 65.00 | 30.00\n"


@pytest.mark.parametrize(
    ("title", "table"),
    [
        ("支出决算表", NAMES),
        ("支出决算表", T3 + " | 其中：奖补项目 | 12.00 | | 12.00\n"),
        ("支出决算表", T3 + " | 本页小计 | 95.00 | 65.00 | 30.00\n"),
        ("支出决算表", T3 + " | 甲局本级 | 50.00 | 35.00 | 15.00\n | 乙中心 | 45.00 | 30.00 | 15.00\n"),
        # A class with a section and an item right below it.
        ("支出决算表", T3 + "20502 | 普通教育 | 60.00 | 40.00 | 20.00\n2059999 | 其他教育支出 | 35.00 | 25.00 | 10.00\n"),
        ("支出决算表", T3 + "205020101 | 明细 | 1.00 | 1.00 |\n"),
        ("支出决算表", NAMES.replace("教育支出 |", "205-02 教育支出 |")),
        # 教育收费 is part of 事业收入 though its head does not say so.
        ("收入决算表", T2.replace("其中：教育收费", "教育收费")),
        ("收入支出决算总表", T1.replace("年初结转和结余 | 29", "非财政拨款结余弥补收支差额 | 29").replace("年末结转和结余", "转入事业基金")),
        ("收入支出决算总表", T1.replace("总计 | 30 | 103.00 | 总计", "合计 | 30 | 103.00 | 合计")),
        ("收入支出决算总表", T1.replace("行次", "")),
        (
            "收入支出决算总表",
            "项目 | 决算数 | 项目 | 决算数\n财政拨款收入 | 100.00 | 一、教育支出 | 100.00\n一般公共预算财政拨款 | 90.00 | |\n"
            "政府性基金预算财政拨款 | 10.00 | |\n本年收入合计 | 100.00 | 本年支出合计 | 100.00\n总计 | 100.00 | 总计 | 100.00\n",
        ),
        (
            "收入支出决算总表",
            "项目 | 决算数 | 项目 | 决算数\n一、财政拨款收入 | 100.00 | 一、基本支出 | 60.00\n | | 二、项目支出 | 40.00\n | | 一、工资福利支出 | 70.00\n"
            " | | 二、商品和服务支出 | 30.00\n本年收入合计 | 100.00 | 本年支出合计 | 100.00\n总计 | 100.00 | 总计 | 100.00\n",
        ),
        (
            "政府性基金预算财政拨款收入支出决算表",
            "科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出合计 | 基本支出 | 项目支出 | 年末结转和结余\n"
            "合计 | < | 5.00 | 20.00 | 22.00 | | 22.00 | 3.00\n",
        ),
        (
            "政府性基金预算财政拨款收入支出决算表",
            "科目编码 | 科目名称 | 年初结转和结余 | 收回存量 | 本年收入 | 本年支出 | 年末结转和结余\n合计 | < | 5.00 | 2.00 | 20.00 | 20.00 | 3.00\n",
        ),
        ("一般公共预算财政拨款基本支出决算表", T6.replace("310 | 资本性支出", "308 | 别的支出").replace("31002", "30802")),
    ],
)
def test_one_table_is_not_accused(title: str, table: str) -> None:
    assert broken(filing((title, table))) == []


@pytest.mark.parametrize(
    "parts",
    [
        [("收入支出决算总表", T1), ("支出决算表", NAMES)],
        # A cell with a note is not blank.
        [("收入支出决算总表", T1.replace("二、其他收入 | 2 | 5 |", "二、其他收入 | 2 | 5.00（注1） |")), ("收入决算表", "科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 | 其他收入\n合计 | < | 95.00 | 90.00 | 5.00\n")],
        [
            ("一般公共预算财政拨款支出决算表", "科目编码 | 科目名称 | 本年支出 | 基本支出 | 项目支出\n合计 | < | 70.00 | 70.00 |\n"),
            ("一般公共预算财政拨款基本支出决算明细表", T6.replace("公用经费合计", "日常公用经费小计")),
        ],
        # Last year's column stands first.
        [("财政拨款收入支出决算总表", T4), ("一般公共预算财政拨款支出决算表", "科目编码 | 科目名称 | 2023年决算数 | 2024年决算数\n合计 | < | 70.00 | 88.00\n")],
    ],
)
def test_two_tables_are_not_accused(parts: list[tuple[str, str]]) -> None:
    assert broken(filing(*parts)) == []


def test_a_table_without_a_unit_is_not_compared() -> None:
    read = filing(("收入支出决算总表", T1), ("支出决算表", T3))
    assert broken(read) == []
    for table in read.tables:
        if table.kind == "支出总表":
            for row in table.rows:
                for figure in row.figures:
                    figure.unit, figure.shift, figure.exact = "", 0, figure.value
    assert broken(read) == []


@pytest.mark.parametrize("line", ["单位：万元", "金额单位：万元", "单位（万元）", "金额：万元", "（万元）", "单位 万元"])
def test_units_in_every_fashion(line: str) -> None:
    assert only(filing(("支出决算表", T3), unit=line)).unit == "万元"


def test_a_place_that_begins_with_yuan_is_no_unit() -> None:
    assert only(filing(("支出决算表", T3), unit="编制单位：元谋县教育局")).unit == ""


def test_single_digits_of_sections_are_filled() -> None:
    text = "类 | 款 | 项 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出\n合计 | < | < | < | 9.00 | 9.00 |\n208 | | | 社会保障 | 9.00 | 9.00 |\n"
    text += "208 | 5 | | 养老 | 5.00 | 5.00 |\n208 | 5 | 5 | 缴费 | 5.00 | 5.00 |\n208 | 10 | | 福利 | 4.00 | 4.00 |\n"
    read = filing(("支出决算表", text))
    assert [row.code for row in only(read).rows] == ["", "208", "20805", "2080505", "20810"]
    assert broken(read) == []


def test_the_three_publics_of_several_units() -> None:
    text = "单位 | 合计 | 因公出国（境）费 | 公务接待费\n甲局本级 | 3.00 | 1.00 | 2.00\n乙中心 | 1.00 | | 1.00\n合计 | 4.00 | 1.00 | 3.00\n"
    read = filing(("“三公”经费支出决算表", text))
    assert broken(read) == []
    assert cells(only(read).rows[0])["三公经费决算"] == "3.00"


def test_hostile_tables_end() -> None:
    many = "".join(f"205 {number:02} {number:02} 某科目 1.00 1.00\n" for number in range(1, 90))
    head = "支出决算表\n单位：万元\n项目\n本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出\n类 款 项\n合计 7,921.00 7,000.00 921.00\n205 教育支出 7,921.00 7,000.00 921.00\n"
    assert check_text(head + many * 9).failures == []
    digits = T3.replace("95.00", "9" * 100)
    assert broken(filing(("支出决算表", digits))) == []
    words = "\n".join(" | ".join(["某某"] * 60) for _ in range(300))
    assert [table.rows for table in filing(("支出决算表", words)).tables] == [[]]


def test_other_revenue_may_hold_what_the_narrative_does_not_name() -> None:
    table = "收入决算表\n单位：万元\n科目编码\t科目名称\t本年收入合计\t财政拨款收入\t上级补助收入\t其他收入\n合计\t\t95.00\t80.00\t9.00\t6.00\n"
    table += "205\t教育支出\t95.00\t80.00\t9.00\t6.00\n20502\t普通教育\t95.00\t80.00\t9.00\t6.00\n"
    prose = "第三部分 决算情况说明\n二、收入决算情况说明\n本年收入合计95.00万元，其中：财政拨款收入80.00万元，占84.21%；其他收入15.00万元，占15.79%。\n"
    assert [finding for finding in check_text(table + prose).findings if finding.rule == "TAB009"] == []
    wrong = prose.replace("其他收入15.00万元，占15.79%", "上级补助收入9.00万元，占9.47%；其他收入6.50万元，占6.84%")
    assert "TAB009" in {finding.rule for finding in check_text(table + wrong).findings} | {
        each.rule for finding in check_text(table + wrong).findings for each in finding.explains
    }


_OF_UNITS = """单位（科目）编码 | 单位（科目）名称 | 合计 | 一般公共预算 | 国有资本经营预算
223001 | 某局本级 | 312.45 | 223.14 | 89.31
201 | 一般公共服务支出 | 223.14 | 223.14 |
20101 | 人大事务 | 101.10 | 101.10 |
2010101 | 行政运行 | 101.10 | 101.10 |
20103 | 政府办公厅事务 | 122.04 | 122.04 |
2010301 | 行政运行 | 122.04 | 122.04 |
223 | 国有资本经营预算支出 | {} | | 89.31
2230105 | 国有企业退休人员社会化管理补助支出 | 89.31 | | 89.31
223002 | 市信息中心 | 76.42 | 76.42 |
201 | 一般公共服务支出 | 76.42 | 76.42 |
20103 | 政府办公厅事务 | 76.42 | 76.42 |
2010301 | 行政运行 | 76.42 | 76.42 |
合计 | < | 388.87 | 299.56 | 89.31
"""


@pytest.mark.parametrize(("printed", "found"), [("89.31", []), ("98.31", ["broken"])])
def test_a_unit_is_no_part_of_the_class_that_its_code_begins_with(printed: str, found: list[str]) -> None:
    """223002 is a unit, 223 a class of the unit before it, and what the class is made of still has to come to it."""
    of_codes = [check for check in checks(filing(("支出预算表", _OF_UNITS.format(printed)))) if check.support is not None and check.support.kind == "code"]
    assert [check.verdict for check in of_codes if check.verdict != "holds"] == found
    assert len(of_codes) > 10


_ROWS = """合计 540.12 397.59 142.53
201 一般公共服务支出 300.11 200.05 100.06
20103 政府办公厅事务 300.11 200.05 100.06
2010301 行政运行 200.05 200.05 0.00
2010302 一般行政管理事务 60.02 0.00 60.02
2010399 其他政府办公厅支出 40.04 0.00 40.04
208 社会保障和就业支出 151.35 120.21 31.14
20805 行政事业单位养老支出 151.35 120.21 31.14
2080501 行政单位离退休 20.05 10.01 10.04
2080505 机关事业单位基本养老保险缴费支出 71.15 60.10 11.05
2080506 机关事业单位职业年金缴费支出 60.15 50.10 10.05
221 住房保障支出 88.66 77.33 11.33
22102 住房改革支出 88.66 77.33 11.33
2210201 住房公积金 58.36 50.22 8.14
2210203 购房补贴 30.30 27.11 3.19""".splitlines()
_FRONT = "某某市教育局2023年度部门决算\n\n支出决算表\n单位：万元\n科目编码 科目名称 本年支出合计 基本支出 项目支出\n"
_LOST = next(row for row in _ROWS if row.startswith("2080505"))


def _page(rows: list[str]) -> str:
    """The table as a web page, whose rows are known."""
    front, _, head = _FRONT.rstrip("\n").rpartition("\n")
    cells = [head.split(), *(row.split() if row[0].isdigit() else ["", *row.split()] for row in rows)]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    return f"{''.join(f'<p>{line}</p>' for line in front.split())}<table>{table}</table>"


def test_a_row_that_is_left_out_is_sure_only_where_rows_are(tmp_path: Path) -> None:
    """Of a plain text a row may have gone unread; one that is printed without its name has."""
    left = [row for row in _ROWS if row != _LOST]
    bare = [row.removeprefix("2080505 机关事业单位基本养老保险缴费支出 ") for row in _ROWS]
    page = tmp_path / "a.html"
    page.write_text(_page(left), encoding="utf-8")
    assert [(each.severity, each.rule) for each in check_path(page).findings] == [("error", "TAB004")]
    page.write_text(_page(_ROWS), encoding="utf-8")
    found = [check_path(page).findings, *(check_text(_FRONT + "\n".join(rows) + "\n").findings for rows in (_ROWS, left, bare))]
    assert [[(each.severity, each.rule) for each in some] for some in found] == [[], [], [("warning", "TAB004")], []]


_BEHIND = [
    "\n第三部分 情况说明\n社会保险费71.15万元\n在职人员60.10万元\n退休人员11.05万元\n",
    "\n另有社会保险费71.15万元，其中在职人员60.10万元，退休人员11.05万元。\n",
    "\n培训情况表\n单位：万元\n项目 金额\n合计 71.15\n在职人员 60.10\n退休人员 11.05\n其他人员 0.00\n",
]


@pytest.mark.parametrize("behind", _BEHIND)
def test_a_row_that_is_left_out_is_not_printed_where_other_things_are_told(behind: str) -> None:
    """What stands under the next heading, in prose or in another table is no row of this one."""
    left = [row for row in _ROWS if row != _LOST]
    at_its_end = [*left, "71.15 60.10 11.05"]
    found = [check_text(_FRONT + "\n".join(rows) + "\n" + behind).findings for rows in (_ROWS, left, at_its_end)]
    assert [[(each.severity, each.rule) for each in some] for some in found] == [[], [("warning", "TAB004")], []]


@pytest.mark.parametrize(("said", "found"), [("1417.00", []), ("1400.00", ["error"]), ("17.00", ["warning"])])
def test_what_is_far_from_the_table_is_no_slip_of_it(said: str, found: list[str]) -> None:
    """A part of the name may be missing, and the amount that of something else."""
    told = f"一、收入决算情况说明\n2023年度收入合计1517.25万元，其中：财政拨款收入100.25万元，其他收入{said}万元。事业收入0.00万元。\n\n"
    revenue = (
        "收入决算表\n单位：万元\n科目编码\t科目名称\t本年收入合计\t财政拨款收入\t事业收入\t其他收入\n\t合计\t1517.25\t100.25\t0.00\t1417.00\n"
        "205\t教育支出\t1517.25\t100.25\t0.00\t1417.00\n20501\t教育管理事务\t1517.25\t100.25\t0.00\t1417.00\n"
        "2050101\t行政运行\t1417.25\t0.25\t0.00\t1417.00\n2050102\t一般行政管理事务\t100.00\t100.00\t0.00\t0.00\n"
    )
    summary = (
        "\n收入支出决算总表\n单位：万元\n项目\t决算数\t项目\t决算数\n财政拨款收入\t100.25\t教育支出\t1517.25\n事业收入\t0.00\t\t\n"
        "其他收入\t1417.00\t\t\n本年收入合计\t1517.25\t本年支出合计\t1517.25\n"
    )
    assert [each.severity for each in check_text(f"某某市教育局2023年度部门决算\n\n{told}{revenue}{summary}").findings] == found


_ECONOMIC = (
    "某市教育局2023年度部门决算\n\n一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码\t科目名称\t决算数\n301\t工资福利支出\t45.00\n30101\t基本工资\t30.00\n"
    "30103\t奖金\t15.00\n30107\t绩效工资\t\n303\t对个人和家庭的补助\t6.00\n30305\t生活补助\t\n30309\t奖励金\t\n30399\t其他对个人和家庭的补助\t6.00\n"
    "\t人员经费合计\t51.00\n\t公用经费合计\t\n第三部分 决算情况说明\n六、一般公共预算财政拨款基本支出决算情况说明\n人员经费51.00万元，主要包括：{}。\n"
)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("基本工资、奖金、其他对个人和家庭的补助支出", []),
        ("基本工资、奖金、奖励金", ["印作“奖励金”，应为“其他对个人和家庭的补助”"]),
        ("基本工资、奖金、奖励金、其他对个人和家庭的补助支出", [""]),
        ("基本工资、奖金、奖励金、生活补助", ["", ""]),
    ],
)
def test_one_item_that_was_left_out_stands_for_one_other(names: str, found: list[str]) -> None:
    told = [each for each in check_text(_ECONOMIC.format(names)).findings if each.rule == "TAB015"]
    assert [each.message.partition("：")[2].partition("；")[0] for each in told] == found


def test_parts_that_come_to_nothing_have_a_whole_whose_cell_is_blank() -> None:
    rises = Schema("total", ("rises",))
    blank = Equation(rises, Spot(0, 0, 2), (Spot(0, 1, 2), Spot(0, 2, 2)), 0, 2, True)
    short = Equation(rises, Spot(0, 3, 2), (Spot(0, 4, 2), Spot(0, 5, 2)), 700, 2, False)  # -500 stands near it
    values = {Spot(0, 1, 2): -500, Spot(0, 2, 2): 500, Spot(0, 3, 2): 900, Spot(0, 4, 2): 100, Spot(0, 5, 2): 100}
    table = SimpleNamespace(number=0, values=values, blocks=())
    beside = Beside([SimpleNamespace(breaks=(), rows=())], [table], SimpleNamespace(established=[blank, short], likely=[]))
    assert beside.near(short) == []  # both are part of a sum that holds


@pytest.mark.parametrize("told", ["   0.00   {}（其他资金）\n", "   0.00 {}正常开展工作\n", "      另有{}\n"])
def test_a_number_beside_a_row_that_is_just_its_difference_is_a_column_that_was_not_read(told: str) -> None:
    def row(name: str, whole: str, part: str, last: str = "0.00") -> str:
        return f"{name}          {whole:>8} {part:>8} {part:>8}" + told.format(last)

    names = {"信息化运维": "11.03", "设备更新": "47.95", "水质监测": "120.40", "车辆购置": "18.62", "办公楼维修": "75.31", "档案整理": "9.27", "业务培训": "33.86"}
    head = "某市生态环境局2026年部门预算\n项目支出表\n单位：万元\n项目名称          合计     小计    一般公共预算 政府性基金   备注\n"
    others = [row(name, amount, amount) for name, amount in names.items()]
    assert said(head + "".join([*others[:4], row("环境技术", "811.59", "798.19", "13.40"), *others[4:]])) == []
    assert said(head + "".join([*others[:4], row("环境技术", "789.19", "798.19"), *others[4:]])) != []
