"""Tables pasted from a sheet, their cells parted by tabs."""

from hypothesis import given
from hypothesis import strategies as st

from auditlint import check_text
from auditlint.readers import read
from auditlint.readers.tabs import tab_cells
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


def test_a_few_tabs_make_no_table() -> None:
    assert tab_cells(["甲\t乙\t丙", "丁\t戊", "1\t2\t3", ""]) == {}


@given(st.lists(st.lists(st.text("甲1. ", max_size=4), min_size=4, max_size=4), min_size=4, max_size=8))
def test_every_cell_is_where_it_says(rows: list[list[str]]) -> None:
    texts = ["\t".join(row) for row in rows]
    for index, cells in tab_cells(texts).items():
        for cell in cells:
            assert texts[index][cell.start : cell.start + len(cell.text)] == cell.text
