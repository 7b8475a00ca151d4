"""Tables in plain text whose cells are parted by tabs, by bars or by commas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditlint import check_text
from auditlint.readers import read
from auditlint.readers.parted import tab_cells, with_tabs
from auditlint.reading import read_filing

TABLE = """某市教育局2024年度部门决算
支出决算表
部门：某市教育局\t金额单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
合计\t\t100.00\t70.00\t30.00
205\t教育支出\t60.00\t40.00\t20.00

210\t卫生健康支出\t40.00\t30.00\t10.00
第三部分 决算情况说明
"""


def test_blank_cells_keep_their_columns() -> None:
    text = TABLE.replace("70.00\t30.00", "100.00\t").replace("40.00\t20.00", "60.00\t").replace("30.00\t10.00", "40.00\t")
    (table,) = read_filing(read(text.encode(), "a.txt")).tables
    assert table.kind == "支出总表"
    assert [list(row.cells) for row in table.rows] == [["本年支出合计", "基本支出"]] * 3
    assert [finding.rule for finding in check_text(text).findings] == []


def test_a_wrong_cell_is_found_on_its_line() -> None:
    (finding,) = check_text(TABLE.replace("40.00\t20.00", "40.00\t21.00")).findings
    assert {finding.place.line, *(related.place.line for related in finding.related)} >= {6}


_PAGED = """基本支出预算表
单位：万元
科目编码\t科目名称\t预算数
\t合计\t262.20
301\t工资福利支出\t100.50
30101\t基本工资\t60.20
30102\t津贴补贴\t40.30
302\t商品和服务支出\t63.00
30201\t办公费\t41.00
30205\t水费\t22.00
310\t资本性支出\t6.20
31002\t办公设备购置\t6.20
303\t对个人和家庭的补助\t92.50
30301\t离休费\t29.10
第17页
30302\t退休费\t59.00
30305\t生活补助\t4.40
"""


def test_the_number_of_a_page_parts_no_table() -> None:
    assert check_text(_PAGED).findings == []
    assert check_text(_PAGED.replace("59.00", "95.00")).findings != []


def test_a_few_tabs_make_no_table() -> None:
    assert tab_cells(["甲\t乙\t丙", "丁\t戊", "1\t2\t3", ""]) == {}


_TABS = (
    "某市教育局2025年部门预算\n{}一般公共预算“三公”经费支出预算表\n单位：万元\n合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\n"
    "\t\t小计\t公务用车购置费\t公务用车运行费\t\n14.79\t\t10.81\t\t10.81\t3.98\n{}"
)
_BLANKS = (
    "支出预算总表\n单位：万元\n科目编码    科目名称          合计      基本支出    项目支出\n            合计              100.00       70.00       30.00\n"
    "205         教育支出           60.00       40.00       20.00\n210         卫生健康支出       40.00       30.00       10.00\n"
)


def test_a_small_table_of_many_tabs() -> None:
    assert check_text(_TABS.format("", "")).files[0].checked == 4
    wrong = check_text(_TABS.format("", "").replace("10.81\t3.98", "10.81\t3.89"))
    assert {finding.actual for finding in wrong.findings} & {"14.79", "3.89"}


def test_tables_of_tabs_and_of_blanks_in_one_text() -> None:
    for text in (_TABS.format("", _BLANKS), _TABS.format(_BLANKS, "")):
        (file,) = check_text(text).files
        assert (file.checked, file.broken) == (13, 0)
        assert [each.rule for each in check_text(text.replace("40.00       20.00", "40.00       21.00")).findings if each.severity == "error"]


@given(st.lists(st.lists(st.text("甲1. ", max_size=4), min_size=4, max_size=4), min_size=4, max_size=8))
def test_every_cell_is_where_it_says(rows: list[list[str]]) -> None:
    texts = ["\t".join(row) for row in rows]
    for index, cells in tab_cells(texts).items():
        for cell in cells:
            assert texts[index][cell.start : cell.start + len(cell.text)] == cell.text


def _checked(text: str, name: str = "a.txt") -> tuple[int, int]:
    filing = read_filing(read(text.encode(), name))
    return sum(len(table.rows) for table in filing.tables), len(filing.figures)


def test_tables_of_markdown_drawn_ones_and_commas_are_read_as_those_of_tabs() -> None:
    head, rows = TABLE.split("\n")[:3], TABLE.split("\n")[3:-2]
    top, end = "\n".join(head[:2]), TABLE.split("\n")[-2]
    cells = [row.split("\t") for row in rows if row]
    bars = ["|".join(["", *row, ""]) for row in cells]
    ways = {
        "markdown.txt": [bars[0], "|---|:---|---:|---:|---:|", *bars[1:]],
        "plain bars.txt": bars,
        "drawn.txt": ["+---+---+---+---+---+", *(f"  {row}" for row in bars), "+---+---+---+---+---+"],
        "quoted.csv": [",".join(f'"{cell}"' for cell in row) for row in cells],
        "commas.csv": [",".join(row) for row in cells],
    }
    for name, lines in ways.items():
        text = "\n".join([top, *lines, end])
        assert _checked(text, name) == _checked(TABLE) == (3, 9), name


def test_few_rows_between_bars_are_rows_and_a_finding_shows_the_line_as_printed() -> None:
    text = "某市教育局2024年度部门决算\n| 科目 | 基本支出 | 项目支出 | 合计 |\n|---|---|---|---|\n| 教育支出 | 60.00 | 30.00 | 90.00 |\n| 其他支出 | 6.00 | 3.00 | 9.00 |\n| 合计 | 66.00 | 33.00 | 99.00 |\n"
    report = check_text(text.replace("66.00", "76.00"))
    assert [finding.place.line for finding in report.findings] == [6]
    document = read(text.encode(), "a.txt")
    assert document.lines[3].text == "| 教育支出 | 60.00 | 30.00 | 90.00 |"
    assert [figure.place.column for figure in read_filing(document).figures][:3] == [10, 18, 26]


def test_bars_in_a_sentence_part_nothing() -> None:
    assert with_tabs(["见附件|附表，收入 10.00 万元", "首页 | 公开 | 正文", "a|b|"], commas=False) == {}


@given(st.lists(st.text('甲1."| ,-+', max_size=12), max_size=8), st.booleans())
def test_each_sign_stays_in_its_place(texts: list[str], commas: bool) -> None:
    for index, text in with_tabs(texts, commas).items():
        assert len(text) == len(texts[index])
        assert all(new == old or new in " \t" for new, old in zip(text, texts[index], strict=True))


def test_a_title_that_a_sheet_pads_with_commas_is_no_row() -> None:
    lines = ["支出决算表,,,", "科目名称,本年支出合计,基本支出,项目支出", "教育支出,60.00,40.00,20.00", "卫生健康支出,40.00,30.00,10.00", "合计,100.00,70.00,30.00"]
    filing = read_filing(read(("某市教育局2024年度部门决算,,,\n" + "\n".join(lines)).encode(), "a.csv"))
    assert [table.kind for table in filing.tables] == ["支出总表"]


_MERGED = """某市教育局2024年度部门决算
支出决算表
单位：万元
类\t款\t项\t科目名称\t本年支出合计\t基本支出\t项目支出
合计\t19.00\t13.00\t6.00
208\t\t\t社会保障和就业支出\t9.00\t4.00\t5.00
208\t05\t\t行政事业单位养老支出\t9.00\t4.00\t5.00
208\t05\t01\t行政单位离退休\t9.00\t4.00\t5.00
210\t\t\t卫生健康支出\t10.00\t9.00\t1.00
210\t11\t\t行政事业单位医疗\t10.00\t9.00\t1.00
210\t11\t01\t行政单位医疗\t10.00\t9.00\t1.00
"""


def test_a_total_whose_cells_of_codes_and_names_were_one_stands_in_the_columns_of_the_others() -> None:
    filing = read_filing(read(_MERGED.encode(), "a.txt"))
    (table,) = filing.tables
    assert len(table.rows) == 7
    assert all(len(row.cells) == 3 for row in table.rows)
    report = check_text(_MERGED)
    assert (report.findings, report.files[0].money_checked) == ([], 21)
    assert [finding.actual for finding in check_text(_MERGED.replace("19.00\t13.00", "19.00\t14.00")).findings] == ["14.00"]


@pytest.mark.parametrize(("old", "new", "rules"), [
    ("\t9.00\t4.00\t5.00", "\t9\t4\t5", ["TAB002"]), ("\t9.00\t1.00", "\t10.00\t0", ["TAB002"]), ("\t9.00\t1.00", "\t10.00\t△", []),
])  # fmt: skip
def test_amounts_below_a_short_total_may_be_whole_or_nothing(old: str, new: str, rules: list[str]) -> None:
    text = _MERGED.replace(old, new).replace("13.00\t6.00", "14.00\t5.00" if "10.00" in new else "13.00\t6.00")
    assert check_text(text).findings == []
    assert [finding.rule for finding in check_text(text.replace("0\t14.00", "0\t15.00").replace("0\t13.00", "0\t14.00")).findings] == rules


def test_a_column_of_codes_may_begin_with_a_total_and_a_year_is_no_numbering() -> None:
    text = "某局2025年度部门预算\n支出预算表\n单位：万元\n科目编码\t科目名称\t2024年度\t2025年度\n合计\t\t19.00\t29.00\n208\t社会保障和就业支出\t9.00\t14.00\n210\t卫生健康支出\t10.00\t15.00\n"
    file = check_text(text).files[0]
    assert (file.money, file.money_checked) == (6, 6)
