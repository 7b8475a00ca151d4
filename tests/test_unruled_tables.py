"""Tables of PDF files without ruling lines, or without those that part their rows."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pdfs import HEIGHT, columned, pdf, prose, table, write
from reportlab.pdfgen.canvas import Canvas

import auditlint
from auditlint.model import Finding, Report
from auditlint.readers import read
from auditlint.reading import read_filing
from auditlint.reading.tables.text_grids import text_grids

HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
HEADS = [("middle", 80.0), ("middle", 190.0), ("middle", 300.0), ("middle", 380.0), ("middle", 460.0)]
EDGES = [("left", 60.0), ("left", 110.0), ("right", 330.0), ("right", 410.0), ("right", 490.0)]
ROWS = [
    ["", "合计", "1,200.00", "900.50", "299.50"],
    ["201", "一般公共服务支出", "699.50", "600.00", "99.50"],
    ["20101", "人大事务", "699.50", "600.00", "99.50"],
    ["2010101", "行政运行", "600.00", "600.00", ""],
    ["2010102", "一般行政管理事务", "99.50", "", "99.50"],
    ["205", "教育支出", "500.50", "300.50", "200.00"],
    ["20502", "普通教育", "500.50", "300.50", "200.00"],
    ["2050202", "小学教育", "300.50", "300.50", ""],
    ["2050299", "其他普通教育支出", "200.00", "", "200.00"],
]
Lines = Callable[[Canvas, float, float], None]


def _none(canvas: Canvas, top: float, bottom: float) -> None:
    """No line at all."""


def _under_the_head(canvas: Canvas, top: float, bottom: float) -> None:
    canvas.line(55, HEIGHT - top - 6, 495, HEIGHT - top - 6)


def _three(canvas: Canvas, top: float, bottom: float) -> None:
    for y in (top - 14, top + 6, bottom):
        canvas.line(55, HEIGHT - y, 495, HEIGHT - y)


def _across(canvas: Canvas, top: float, bottom: float) -> None:
    y = top - 12
    while y <= bottom + 6:
        canvas.line(55, HEIGHT - y, 495, HEIGHT - y)
        y += 18


def _down(canvas: Canvas, top: float, bottom: float) -> None:
    for x in (55, 105, 270, 340, 420, 495):
        canvas.line(x, HEIGHT - top + 14, x, HEIGHT - bottom)


def _framed(canvas: Canvas, top: float, bottom: float) -> None:
    """The head in lines and a frame round each column, but nothing between the rows."""
    _down(canvas, top, bottom)
    _three(canvas, top, bottom)


def filing(rows: Sequence[Sequence[str]] = ROWS, lines: Lines = _none, size: float = 9.0, cut: int | None = None) -> bytes:
    """A filing of one table without lines between its rows; what comes behind the first ``cut`` rows stands on the next page."""

    def page(part: Sequence[Sequence[str]]) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            write(canvas, 200, 90, "部门支出总体情况表", 14)
            write(canvas, 430, 110, "单位：万元", 9)
            columned(canvas, [HEAD], HEADS, 130, size=size)
            bottom = columned(canvas, part, EDGES, 148, size=size)
            lines(canvas, 130, bottom - 8)

        return draw

    def front(canvas: Canvas) -> None:
        prose(canvas, 90, ["某某局2025年部门预算", " 本部门负责全市有关工作的组织实施，按照法律和法规履行职责。"])

    return pdf(front, page(rows[:cut]), *([page(rows[cut:])] if cut is not None else []))


def audit(data: bytes, tmp_path: Path) -> Report:
    path = tmp_path / "预算.pdf"
    path.write_bytes(data)
    return auditlint.check_path(path)


def loud(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity != "note"]


def grids(data: bytes) -> list[list[dict[int, str]]]:
    """The rows of each table by column."""
    return [[{cell.column: cell.text for cell in row.cells} for row in grid.rows] for grid in text_grids(read(data, "a.pdf"))]


def changed(row: int, column: int, text: str) -> list[list[str]]:
    rows = [list(each) for each in ROWS]
    rows[row][column] = text
    return rows


def test_columns_where_cells_are_blank() -> None:
    (found,) = grids(filing())
    assert found == [{at: text for at, text in enumerate(row) if text} for row in [HEAD, *ROWS]]


@pytest.mark.parametrize("lines", [_none, _under_the_head, _three, _across, _down, _framed])
@pytest.mark.parametrize("size", [7.0, 10.5])
def test_a_right_table_holds_and_a_wrong_figure_is_found(lines: Lines, size: float, tmp_path: Path) -> None:
    right = audit(filing(lines=lines, size=size), tmp_path)
    assert loud(right) == [] and right.files[0].checked == right.files[0].figures == 23
    (finding,) = loud(audit(filing(changed(6, 2, "510.50"), lines, size), tmp_path))
    assert (finding.severity, finding.rule[:3], finding.actual) == ("error", "TAB", "510.50")
    assert finding.place.page == 2


def test_a_wrapped_name_is_one_cell() -> None:
    (found,) = grids(filing(changed(4, 1, "一般行政管理事务和\n其他有关事务")))
    assert found[5] == {0: "2010102", 1: "一般行政管理事务和其他有关事务", 2: "99.50", 4: "99.50"}


def test_signs_for_blank_cells_make_no_columns() -> None:
    rows = [[text or "—" if at > 1 else text for at, text in enumerate(row)] for row in ROWS]
    (found,) = grids(filing(rows))
    assert found == grids(filing())[0]


@pytest.mark.parametrize("cut", [5, 8])
def test_a_table_goes_on_over_pages(cut: int, tmp_path: Path) -> None:
    assert loud(audit(filing(cut=cut), tmp_path)) == []
    (finding,) = loud(audit(filing(changed(8, 2, "210.00"), cut=cut), tmp_path))
    assert finding.severity == "error" and "210.00" in finding.message


def test_halves_beside_each_other(tmp_path: Path) -> None:
    def data(total: str) -> bytes:
        rows = [
            ["一、一般公共预算拨款收入", "800.00", "一、一般公共服务支出", "300.00"],
            ["二、政府性基金预算拨款收入", "", "二、教育支出", "450.25"],
            ["三、事业收入", "200.25", "三、卫生健康支出", "250.00"],
            ["本年收入合计", "1,000.25", "本年支出合计", total],
            ["上年结转", "", "年终结转结余", ""],
            ["收入总计", "1,000.25", "支出总计", "1,000.25"],
        ]
        edges = [("left", 60.0), ("right", 270.0), ("left", 290.0), ("right", 500.0)]

        def page(canvas: Canvas) -> None:
            write(canvas, 200, 90, "部门收支总体情况表", 14)
            write(canvas, 430, 110, "单位：万元", 9)
            columned(canvas, [["收入", "支出"]], [("middle", 165), ("middle", 395)], 130)
            columned(canvas, [["项目", "预算数", "项目", "预算数"]], [("middle", 120), ("middle", 250), ("middle", 340), ("middle", 480)], 148)
            columned(canvas, rows, edges, 166)

        return pdf(page)

    assert loud(audit(data("1,000.25"), tmp_path)) == []
    assert "1002.25" in [finding.actual for finding in loud(audit(data("1,002.25"), tmp_path))]


def test_heads_set_to_the_left() -> None:
    def page(canvas: Canvas) -> None:
        columned(canvas, [["2024年预算数", "2025年预算数"]], [("left", 60), ("left", 300)], 100)
        edges = [("left", x) for x in (60.0, 110.0, 210.0, 300.0, 350.0, 450.0)]
        columned(canvas, [["合计", "因公出国费", "公务接待费"] * 2], edges, 118)
        columned(canvas, [["7.50", "1.25", "6.25", "6.50", "0.25", "6.25"]], [("right", x) for x in (100, 195, 290, 340, 435, 530)], 136)

    document = read(pdf(page), "a.pdf")
    (grid,) = text_grids(document)
    assert [(cell.column, cell.columns) for cell in grid.rows[0].cells] == [(0, 3), (3, 3)]


def test_amounts_that_touch_the_words_beside_them() -> None:
    def page(canvas: Canvas) -> None:
        for number, (name, first, other, second) in enumerate((("事业收入", "12.50", "教育支出", "11.50"), ("其他收入", "2.50", "科学技术支出", "3.50"))):
            columned(canvas, [[name, first, other, second]], [("left", 60), ("right", 149), ("left", 150), ("right", 250)], 100 + 18 * number)

    assert grids(pdf(page)) == [
        [{0: "事业收入", 1: "12.50", 2: "教育支出", 3: "11.50"}, {0: "其他收入", 1: "2.50", 2: "科学技术支出", 3: "3.50"}]
    ]


def test_pages_of_prose_and_contents_are_no_tables() -> None:
    def contents(canvas: Canvas) -> None:
        for number, name in enumerate(("部门概况", "部门预算表", "部门预算说明", "名词解释")):
            write(canvas, 80, 100 + 20 * number, f"第{'一二三四'[number]}部分 {name} {'…' * 10} {number + 1}")
            write(canvas, 330, 100 + 20 * number, f"附表{number + 1}  {number + 3}")

    def told(canvas: Canvas) -> None:
        prose(canvas, 100, ["一、收入情况。", " 本年收入合计 1,200.00 万元，其中事业收入 200.00 万元，", "占 16.67%。", "9.其他收入 12.29 万元。"])
        write(canvas, 350, 300, "局长（签字）：        2025.03 ")

    document = read(pdf(contents, told), "a.pdf")
    assert text_grids(document) == [] and read_filing(document).tables == []


def test_a_ruled_table_beside_an_unruled_one(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 200, 90, "部门支出总体情况表", 14)
        columned(canvas, [HEAD], HEADS, 130)
        columned(canvas, ROWS, EDGES, 148)
        write(canvas, 200, 400, "项目支出表", 14)
        table(canvas, [["项目", "合计", "一月", "二月"], ["修缮", "3.00", "1.00", "2.00"], ["合计", "3.00", "1.00", "2.00"]], y=420.0)

    document = read(pdf(page), "a.pdf")
    assert [found.title for found in read_filing(document).tables] == ["部门支出总体情况表", "项目支出表"]
