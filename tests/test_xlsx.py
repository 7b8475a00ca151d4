"""Workbooks: every sheet that is shown, cells by their names, figures as they are shown."""

import pytest
from office_files import ole, xls, xlsx
from telling import told

from auditlint.model import Document
from auditlint.model.document import NO_RESULT
from auditlint.readers import UnreadableFile, read
from auditlint.readers.number_format import shown

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


def number(reference: str, value: str, style: int = 0) -> str:
    return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'


def text(reference: str, value: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'


def rows(*each: str, more: str = "") -> str:
    return f"<sheetData>{''.join(each)}</sheetData>{more}"


def row(at: int, *cells: str, more: str = "") -> str:
    return f'<row r="{at}"{more}>{"".join(cells)}</row>'


def grid(document: Document) -> dict[str | None, list[list[str]]]:
    """The texts of the cells by the name of their sheet."""
    found: dict[str | None, list[list[str]]] = {}
    assert document.lines.spots is not None
    for index in sorted(document.lines.cells):
        found.setdefault(document.lines.spots[index].sheet, []).append([cell.text for cell in document.lines.cells[index]])
    return found


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        ("2940.0512", "#,##0.00", "2,940.05"), ("2940.0512", "General", "2940.0512"), ("2940.0500000000002", "General", "2940.05"),
        ("0", ACCOUNTING, "-"), ("-3.5", ACCOUNTING, "-3.50"), ("1234.5", ACCOUNTING, "1,234.50"), ("0.12345", "0.00%", "12.35%"),
        ("-1234.5", "#,##0.00_);[Red](#,##0.00)", "-1,234.50"), ("-12", "0.00;[Red]0.00", "-12.00"), ("1.005", "0.00", "1.01"),
        ("0.1", "0.00", "0.10"), ("12", "0", "12"), ("0.5", "#.##", ".5"), ("0", "0.00;-0.00;", ""), ("29400512", "0.00,", "29400.51"),
        ("12", '0.00"万元"', "12.00万元"), ("5", "￥#,##0.00", "5.00"), ("5", "[$￥-804]#,##0.00", "5.00"), ("12", "[>=100]0.0;0.00", "12.00"),
        ("45291", 'yyyy"年"m"月"d"日"', "2023-12-31"), ("45291.5", "yyyy/m/d h:mm", "2023-12-31 12:00"), ("33.333333333333336", "General", "33.33333333"),
        ("1E+3", "General", "1000"), ("5", "@", "5"), ("5.10", "", "5.1"), ("-0.001", "0.00", "0.00"), ("#REF!", "0.00", "#REF!"),
        ("NaN", "0.00", "NaN"), ("1E+400", "0.00", "1E+400"), ("99999999", "yyyy-mm-dd", "99999999"),
    ],
)  # fmt: skip
def test_numbers_are_what_a_person_sees(value: str, code: str, seen: str) -> None:
    assert shown(value, code) == seen


def test_cells_keep_their_names() -> None:
    sheet = rows(row(4, text("C4", "合计"), number("D4", "2940.0512", 1)), row(9, text("C9", "教育支出"), number("D9", "0", 2)))
    document = read(xlsx({"Sheet1": sheet}, ("#,##0.00", ACCOUNTING)), "a.xlsx")
    assert grid(document) == {"Sheet1": [["", "", "合计", "2,940.05"], ["", "", "教育支出", "-"]]}
    at = document.text.index("2,940.05")
    place = document.place(at, at + 8)
    assert (place.sheet, place.cell, place.page, place.table) == ("Sheet1", "D4", 1, 1)
    assert document.place(len(document.text) - 1, len(document.text)).cell == "D9"


def test_sheets_are_pages_and_titles_are_paragraphs() -> None:
    cells = rows(row(1, text("A1", "甲")))
    document = read(xlsx({"收入决算表": cells, "旧表": cells, "Sheet3": cells, "空": rows()}, hidden=("旧表",)), "a.xlsx")
    assert document.text.split("\n") == ["收入决算表", "甲", "甲"]
    assert document.lines.spots is not None
    assert [(spot.page, spot.sheet) for spot in document.lines.spots] == [(1, "收入决算表"), (1, "收入决算表"), (3, "Sheet3")]


def test_a_title_that_stands_in_the_sheet_is_not_said_twice() -> None:
    document = read(xlsx({"财政拨款三公经费支出决算表": rows(row(1, text("A1", "财政拨款“三公”经费支出决算表")))}), "a.xlsx")
    assert document.text == "财政拨款“三公”经费支出决算表"


def test_merged_cells() -> None:
    merged = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/><mergeCell ref="D1:XFD1048576"/></mergeCells>'
    sheet = rows(row(1, text("A1", "标题")), row(2, text("A2", "科目"), text("B2", "数")), row(3, number("B3", "1"), number("C3", "2")), more=merged)
    document = read(xlsx({"a": sheet}), "a.xlsx")
    cells = [document.lines.cells[index] for index in sorted(document.lines.cells)]
    assert [[(each.text, each.column, each.columns, each.rows) for each in row] for row in cells] == [
        [("标题", 0, 3, 1)], [("科目", 0, 1, 2), ("数", 1, 1, 1)], [("1", 1, 1, 1), ("2", 2, 1, 1)]
    ]  # fmt: skip


def test_what_is_hidden_is_left_out() -> None:
    columns = '<cols><col min="2" max="2" hidden="1"/></cols>'
    sheet = columns + rows(row(1, text("A1", "甲"), number("B1", "9"), number("C1", "1")), row(2, text("A2", "乙"), more=' hidden="1"'))
    assert grid(read(xlsx({"a": sheet}), "a.xlsx")) == {"a": [["甲", "", "1"]]}
    sheet = '<sheetViews><sheetView showZeros="0"/></sheetViews>' + rows(row(1, text("A1", "甲"), number("B1", "0"), number("C1", "10")))
    assert grid(read(xlsx({"a": sheet}), "a.xlsx")) == {"a": [["甲", "", "10"]]}


def test_kinds_of_cells() -> None:
    kinds = (
        '<c r="A1" t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>99</v></c><c t="b"><v>1</v></c><c t="e"><f>A9</f><v>#REF!</v></c>'
        '<c t="str"><f>x</f><v>公式</v></c><c><f>1+1</f><v>2</v></c><c t="d"><v>2023-12-31</v></c>'
    )
    shared = ("<t>共享</t>", "<r><t>富</t></r><r><rPr/><t>文本</t></r><rPh><t>注音</t></rPh>")
    assert grid(read(xlsx({"a": rows(row(1, kinds))}, shared=shared), "a.xlsx")) == {
        "a": [["共享", "富文本", "", "TRUE", "#REF!", "公式", "2", "2023-12-31"]]
    }


def test_formulas_without_results_are_told() -> None:
    sheet = rows(row(1, text("A1", "合计"), '<c r="B1"><f>SUM(B2:B3)</f></c>'))
    document = read(xlsx({"表": sheet}), "a.xlsx")
    assert told(document.unread) == ["工作表“表”有 1 个公式没有存下结果；请用 Excel 或 WPS 打开并保存一次，再核对"]
    # Such a cell is not blank: blank ones count as nothing.
    assert grid(document) == {"表": [["合计", NO_RESULT]]}


def test_rows_of_formulas_alone_are_none() -> None:
    sheet = rows(row(1, text("A1", "合计")), row(2, '<c r="A2"><f>A1</f></c><c r="B2"><f>A1</f></c>'))
    assert grid(read(xlsx({"表": sheet}), "a.xlsx")) == {"表": [["合计"]]}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (xlsx({"a": rows()}), "没有内容"),
        (xlsx({"a": rows(row(1, text("A1", "甲")))})[:-30], "损坏"),
        (xlsx({"a": "<sheetData><row>"}), "损坏"),
        (ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x", "Workbook": b""}), "打开密码"),
        (ole({"Workbook": b"nonsense"}), "损坏"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read(data, "a.xlsx")


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    far = xlsx({"a": rows(row(1, text("A1", "甲"), text("XFD1", "远")), row(1048576, text("A1048576", "末")))})
    document = read(far, "a.xlsx")
    assert [cells[0] for cells in grid(document)["a"]] == ["甲", "末"]
    assert told(document.unread) == ["工作表“a”第 512 列以后的内容没有读"]
    twice = rows(row(1, *(f'<c r="A{at}" t="s"><v>0</v></c>' for at in range(1, 9))))
    monkeypatch.setattr("auditlint.readers.xlsx.MOST_CHARACTERS", 500)
    with pytest.raises(UnreadableFile, match="过大"):
        read(xlsx({"a": twice, "b": twice, "c": twice}, shared=("<t>" + "甲" * 200 + "</t>",)), "a.xlsx")
    monkeypatch.setattr("auditlint.readers.sheets.MOST_PLACES", 600)
    with pytest.raises(UnreadableFile, match="过大"):
        read(xlsx({"a": rows(*(row(at, text(f"SA{at}", "甲")) for at in range(1, 5)))}), "a.xlsx")
    for module in ("xlsx", "sheets"):
        monkeypatch.setattr(f"auditlint.readers.{module}.MOST_CELLS", 10)
    many = rows(*(row(at, text(f"A{at}", "甲")) for at in range(1, 30)))
    with pytest.raises(UnreadableFile, match="过大"):
        read(xlsx({"a": many}), "a.xlsx")


def test_old_workbooks() -> None:
    document = read(xls([["项目", "金额"], ["合计", 2940.05], ["其中", 12.0]]), "a.xls")
    assert document.encoding == "xls"
    assert grid(document) == {"收入决算表": [["项目", "金额"], ["合计", "2940.05"], ["其中", "12"]]}
    at = document.text.index("2940.05")
    assert document.place(at, at + 7).cell == "B2"
