"""Number formats that write yuan as 万元, say the direction in words, or show a number as another kind of number."""

import pytest
from office_files import xlsx
from telling import told

from auditlint import check_path
from auditlint.readers import read
from auditlint.readers.number_format import is_odd, shown


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        ("36425000", r"0\.0,", "3642.5"),
        ("5000", r"0\.0,", "0.5"),
        ("-36425000", r"0\.0,", "-3642.5"),
        ("36425000", '0!.0,"万元"', "3642.5万元"),
        ("36425000", "0!.0000", "3642.5000"),
        ("123", "0!.0000", "0.0123"),
        ("123456789", "#,##0!.0000", "123,45.6,789"),
        ("20240115", "0000-00-00", "2024-01-15"),
        ("-5", '[<0]"减少"0.00;"增加"0.00', "减少5.00"),
        ("5", '[<0]"减少"0.00;"增加"0.00', "增加5.00"),
        ("-5", '"人民币"0.00;"人民币"(0.00)', "-人民币5.00"),
        ("1234.5", '#,##0.00" 万元"', "1,234.50 万元"),
        ("36425000", "0.00E+00", "36425000"),
        ("2.5", "# ?/?", "2.5"),
        ("45000", "yyyy/m/d", "2023-03-15"),
    ],
)
def test_shown(value: str, code: str, seen: str) -> None:
    assert shown(value, code) == seen


@pytest.mark.parametrize(
    ("code", "odd"),
    [("0.00E+00", True), ("##0.0E-0", True), ("# ?/?", True), ("0.00", False), ("yyyy/m/d", False), ("0.00;0.00E+00", False), ('0"E+"', False)],
)
def test_powers_and_fractions_are_known(code: str, odd: bool) -> None:
    assert is_odd("36425", code) == odd
    assert not is_odd("文字", code)


def test_they_are_told() -> None:
    cells = '<sheetData><row r="1"><c r="A1" s="1"><v>36425000</v></c><c r="B1" s="2"><v>2.5</v></c></row></sheetData>'
    document = read(xlsx({"表": cells}, ("0.00E+00", "# ?/?")), "a.xlsx")
    assert told(document.unseen) == ["工作表“表”有 2 个数字以科学记数法或分数显示，按存入的数读"]
    assert "36425000" in document.text


def test_a_sheet_in_such_a_format_has_its_figures(tmp_path) -> None:  # type: ignore[no-untyped-def]
    rows = "".join(f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{name}</t></is></c><c r="B{at}" s="1"><v>{value}</v></c></row>' for at, (name, value) in enumerate((("收入", 36425000), ("支出", 1000)), 1))
    (tmp_path / "表.xlsx").write_bytes(xlsx({"表": f"<sheetData>{rows}</sheetData>"}, (r"0\.0,",)))
    report = check_path(tmp_path / "表.xlsx")
    assert report.files[0].figures == 2
