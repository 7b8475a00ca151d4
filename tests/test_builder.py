"""Paragraphs and tables of documents that are no plain text: every character knows its page, row and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditlint.model import Document, cell_name
from auditlint.readers.builder import Builder, GridCell


def row(*texts: str) -> list[GridCell | None]:
    return [GridCell(text) for text in texts]


def built() -> Document:
    builder = Builder("甲 局.pdf", "pdf")
    builder.start_page(3)
    builder.paragraph("支出决算表")
    builder.table([row("科目", "合计", "基本支出"), [GridCell("205 教育支出", columns=2), None, GridCell("1,200.00")], row("", "", "")])
    builder.start_page(4)
    builder.row(4, row("2050201", "学前教育", "３０.00"))
    builder.wrapped(["本年支出合计 1,200.00 万元，主要用于以下各方面的教育，其中学前"] * 4 + ["30.00 万元。", "4"])
    return builder.finish()


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("3,067.2\n0", "3,067.20"),
        ("3,067\n.20", "3,067.20"),
        ("3,0\n67.2\n0", "3,067.20"),
        ("1,23\n4.56 万元", "1,234.56 万元"),
        ("21104\n01", "2110401"),
        ("211\n99", "21199"),
        ("1 6 , 4 1 0 . 7 1", "16,410.71"),
        ("其他\n收入", "其他收入"),
        # What may be two figures is none.
        ("12\n34", "12 34"),
        ("2.0\n5", "2.0 5"),
        ("3,067\n20", "3,067 20"),
        ("1,234.56\n789.00", "1,234.56 789.00"),
        ("12.50\n-3.40", "12.50 -3.40"),
        ("发放12\n2.补助", "发放12 2.补助"),
        ("1 2 3 4", "1 2 3 4"),
        (" \n ", ""),
    ],
)
def test_numbers_that_a_narrow_cell_breaks(cell: str, text: str) -> None:
    builder = Builder("a.docx", "docx")
    builder.table([row("科目", cell)])
    assert [each.text for each in builder.finish().lines.cells[0]] == ["科目", text]


def test_places_of_cells() -> None:
    document = built()
    at = document.text.index("1,200.00")
    place = document.place(at, at + 8)
    assert place[:6] == ("甲 局.pdf", 3, 3, 10, 3, 18)
    assert (place.table, place.row, place.cell_column, place.cell, place.sheet) == (1, 2, 3, "C2", None)
    assert document.lines.numbered(3, 3) == "205 教育支出\t1,200.00"
    assert document.lines.numbered(3, 9) is None


def test_a_row_goes_on_with_its_table_on_the_next_page() -> None:
    document = built()
    at = document.text.index("30.00")
    place = document.place(at, at + 5)
    assert (place.page, place.line, place.table, place.cell) == (4, 1, 1, "C4")


def test_running_text_is_joined_and_page_numbers_are_dropped() -> None:
    document = built()
    last = document.paragraphs[-1]
    text = document.text[last.start : last.end]
    assert text.endswith("其中学前30.00万元。")
    assert document.place(last.end - 2, last.end).line == 6


def test_rows_stay_alone() -> None:
    document = built()
    texts = [document.text[each.start : each.end] for each in document.paragraphs]
    assert texts[:4] == ["支出决算表", "科目合计基本支出", "205教育支出1,200.00", "2050201学前教育30.00"]


@given(st.lists(st.lists(st.text("甲乙 1.,5（", max_size=6), min_size=1, max_size=5), min_size=1, max_size=6))
def test_every_cell_is_found_again(rows: list[list[str]]) -> None:
    builder = Builder("a", "x")
    builder.table([row(*texts) for texts in rows])
    document = builder.finish()
    for index in document.origins:
        for cell in document.lines.cells[index]:
            assert document.lines.texts[index][cell.start : cell.start + len(cell.text)] == cell.text
            if cell.text:
                start = document.offset(index, cell.start)
                place = document.place(start, start + 1)
                assert (place.row, place.cell_column) == (index + 1, cell.column + 1)
                assert place.cell == cell_name(index + 1, cell.column + 1)


def test_cell_names() -> None:
    assert [cell_name(1, number) for number in (1, 26, 27, 52, 703)] == ["A1", "Z1", "AA1", "AZ1", "AAA1"]
