"""Tables that go on over pages: with their title and head again, without, with a page number between, or with their last columns on the next sheet."""

import pytest
from test_proof import HEAD, ITEMS, TITLE, accused, rows, text, told
from test_table_cells import grid

from auditlint.model import Filing
from auditlint.readers.builder import Builder
from auditlint.reading import read_filing


def pages(*parts: tuple[list[str], str]) -> Filing:
    """A document of one page a part: the lines above a grid, and the grid."""
    builder = Builder("甲.pdf", "pdf")
    for number, (lines, table) in enumerate(parts, 1):
        builder.start_page(number)
        if number == 1:
            builder.paragraph("某市水利局2026年部门预算")
        for line in lines:
            builder.paragraph(line)
        builder.table(grid(table))
    return read_filing(builder.finish())


OVER = ["公开表3", TITLE, "单位：万元"]


@pytest.mark.parametrize(
    ("over", "head"),
    [
        (OVER, True), (["—8—", *OVER], True), (["- 8 -"], True), (["第8页"], False), ([], False), ([f"{TITLE}（续）", "单位：万元"], True), (["续表3", TITLE], True),
        (OVER, False), ([f"{TITLE}（续）", "单位：万元"], False),
    ],
)  # fmt: skip
def test_a_table_goes_on(over: list[str], head: bool) -> None:
    table = rows(ITEMS)
    more = [HEAD, *table[7:]] if head else table[7:]
    read = pages((OVER, text(HEAD, *table[:7])), (over, text(*more)))
    assert len(read.tables) == 1
    assert [row.code for row in read.tables[0].rows] == [line[0] for line in table]
    assert accused(read) == []


@pytest.mark.parametrize("over", [["公开表4", "收入预算总表", "单位：万元"], ["一段说明文字，不是表题。"]])
def test_another_table_does_not_go_on(over: list[str]) -> None:
    table = rows(ITEMS)
    read = pages((OVER, text(HEAD, *table)), (over, text(HEAD, *table)))
    assert len(read.tables) == 2


def test_columns_that_went_on_to_the_next_sheet() -> None:
    table = rows(ITEMS)
    left, right = [line[:3] for line in table], [line[3:] for line in table]
    read = pages((OVER, text(HEAD[:3], *left)), ([], text(HEAD[3:], *right)))
    assert len(read.tables) == 1
    assert {len(row.cells) for row in read.tables[0].rows} == {3}
    assert accused(read) == []
    right[3] = [right[3][0], "777.77"]
    assert "777.77" in told(pages((OVER, text(HEAD[:3], *left)), ([], text(HEAD[3:], *right))))


def test_columns_that_are_not_there_accuse_nobody() -> None:
    table = rows(ITEMS)
    assert accused(pages((OVER, text(HEAD[:4], *[line[:4] for line in table])))) == []


def test_several_units_of_one_table_keep_their_codes() -> None:
    table = rows(ITEMS)[1:]
    units = [["", "甲局本级", "", "", ""], *table, ["", "乙中心", "", "", ""], *table]
    read = pages((OVER, text(HEAD, *units)))
    assert accused(read) == []
    units[4] = [*units[4][:2], "9,999.99", *units[4][3:]]
    assert "9999.99" in accused(pages((OVER, text(HEAD, *units))))


def test_tables_that_touch_are_parted_where_the_title_of_another_begins() -> None:
    builder = Builder("甲.pdf", "pdf")
    builder.paragraph("某市水利局2026年部门预算")
    head = "科目编码 | 科目名称 | 年初预算数 | 决算数 | 完成预算%\n** | ** | 1 | 2 | 3\n"
    first = "支出预算执行情况表 | < | < | < | <\n" + head + "20103 | 事务 | 280.00 | 190.00 | 67.86\n2010301 | 行政运行 | 200.00 | 150.00 | 75.00\n2010302 | 机关服务 | 80.00 | 40.00 | 50.00"
    second = "项目预算执行情况表 | < | < | < | <\n" + head + "21303 | 水利 | 300.00 | 240.00 | 80.00\n2130304 | 水利规划 | 100.00 | 90.00 | 90.00\n2130305 | 水利工程 | 200.00 | 150.00 | 75.00"
    builder.table([*grid(first), *grid(second)])
    read = read_filing(builder.finish())
    assert len(read.tables) == 2
    assert not {"1", "2", "3"} & {figure.text for figure in read.figures}
    assert told(read) == set()
