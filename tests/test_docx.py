"""Word documents: what a person sees in them, in order, with the numbers that Word counts."""

import zipfile
from io import BytesIO

import pytest
from office_files import docx, ole, package, relations
from telling import told

from auditlint.model import Document
from auditlint.readers import UnreadableFile, read
from auditlint.readers.numerals import chinese, written


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(text: str, properties: str = "") -> str:
    inner = text if text.startswith("<") else run(text)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def listed(text: str, number: int = 1, depth: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def document(body: str, numbering: str = "", styles: str = "") -> Document:
    return read(docx(body, numbering, styles), "a.docx")


def texts(document: Document) -> list[str]:
    return [document.text[each.start : each.end] for each in document.paragraphs]


def grid(document: Document) -> list[list[tuple[str, int, int, int]]]:
    lines = document.lines
    return [[(cell.text, cell.column, cell.columns, cell.rows) for cell in lines.cells[index]] for index in sorted(lines.cells)]


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    read_ = document(p("一、总体情况") + table(cell("合计") + cell("1.00")) + p(run("支出") + "<w:r><w:br/></w:r>" + run("总计")))
    assert texts(read_) == ["一、总体情况", "合计1.00", "支出", "总计"]
    at = read_.text.index("1.00")
    place = read_.place(at, at + 4)
    assert (place.page, place.line, place.table, place.cell) == (None, 2, 1, "B1")


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


LEVELS = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCountingThousand", "%1、", '<w:suff w:val="nothing"/>')
    + level(1, "japaneseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%3.%4")
    + level(4, "bullet", "•")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_numbers_that_word_counts_are_text() -> None:
    body = (
        listed("收入") + listed("总体", depth=1) + listed("其中", depth=1) + listed("2023年", depth=2) + listed("乙", depth=3) + listed("丙", depth=4)
        + listed("支出") + listed("总体", depth=1) + listed("重新", 2) + p("无号", '<w:numPr><w:numId w:val="0"/></w:numPr>') + listed("接着", 2)
    )  # fmt: skip
    assert texts(document(body, LEVELS)) == [
        "一、收入", "（一）总体", "（二）其中", "1. 2023年", "1.1乙", "丙", "二、支出", "（一）总体", "一、重新", "无号", "二、接着"
    ]  # fmt: skip


def test_numbers_of_styles_are_text_and_contents_are_left_out() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">' + level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="b"/>')
        + '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    )  # fmt: skip
    styles = (
        '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style><w:style w:styleId="t"><w:name w:val="TOC 1"/></w:style>'
    )
    style = '<w:pStyle w:val="{}"/>'
    body = p("一、收入\t5", style.format("t")) + p("收入", style.format("a")) + p("总体", style.format("b"))
    assert texts(document(body, numbering, styles)) == ["一、收入", "（一）总体"]


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (1001, "一千零一"), (12345, "12345")]
)
def test_chinese_numerals(number: int, text: str) -> None:
    assert chinese(number) == text


def test_other_numerals() -> None:
    forms = ("decimalZero", "decimalEnclosedCircle", "upperRoman", "lowerLetter", "chineseLegalSimplified", "decimalFullWidth", "unknown", "none")
    assert [written(12, form) for form in forms] == ["12", "⑫", "XII", "l", "壹拾贰", "１２", "12", ""]


def test_tracked_changes() -> None:
    deleted = '<w:del><w:r><w:delText>20</w:delText></w:r></w:del><w:ins>' + run("30") + "</w:ins>"
    body = p(run("收入") + deleted + run(".00万元")) + p("上", "<w:rPr><w:del/></w:rPr>") + p("下")
    body += "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + cell("旧") + cell("1") + "</w:tr><w:tr>" + cell("新") + cell("2") + "</w:tr></w:tbl>"
    assert texts(document(body)) == ["收入30.00万元", "上下", "新2"]


def test_what_a_style_hides_nobody_sees() -> None:
    styles = (
        style("Gone", "<w:vanish/>") + style("Heir", "", "Gone") + style("Back", '<w:vanish w:val="0"/>', "Gone") + style("Mark", "<w:vanish/>", kind="character")
    )  # fmt: skip
    body = (
        p(run("甲"), properties='<w:pStyle w:val="Gone"/>') + p(run("乙") + run("丙", '<w:vanish w:val="false"/>'), properties='<w:pStyle w:val="Heir"/>')
        + p(run("丁"), properties='<w:pStyle w:val="Back"/>') + p(run("戊", '<w:rStyle w:val="Mark"/>') + run("己"))
    )  # fmt: skip
    document = read(docx(body, styles=styles), "a.docx")
    assert document.text.split() == ["丙", "丁", "己"]
    assert told(document.unseen) == ["隐藏的文字 3 处"]


def style(name: str, run: str, parent: str = "", kind: str = "paragraph") -> str:
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{based}<w:rPr>{run}</w:rPr></w:style>'


def test_hidden_words_and_fields_are_left_out() -> None:
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("7")
    assert texts(document(p(run("旧稿", "<w:vanish/>") + run("正文") + field + run("显", '<w:vanish w:val="0"/>')))) == ["正文7显"]


def test_text_boxes_and_controls_are_read_once() -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    drawn = f"<w:r><mc:AlternateContent><mc:Choice><wps:x>{box}</wps:x></mc:Choice><mc:Fallback><v:x>{box}</v:x></mc:Fallback></mc:AlternateContent></w:r>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件')}{p('<w:sdt><w:sdtContent>' + run('行内') + '</w:sdtContent></w:sdt>')}</w:sdtContent></w:sdt>"
    contents = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
    assert texts(document(contents + p("目录") + "</w:sdtContent></w:sdt>" + p(run("正文") + drawn) + control)) == ["正文", "框内", "控件", "行内"]


def test_merged_cells() -> None:
    body = table(
        cell("科目", '<w:vMerge w:val="restart"/>') + cell("支出", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("基本") + cell("项目"),
        cell("", "<w:vMerge/>") + cell("1.00") + cell("2.00"),
        cell(p("教育") + p("支出")) + cell("") + cell("3.00"),
    )
    assert grid(document(body)) == [
        [("科目", 0, 1, 3), ("支出", 1, 2, 1)], [("基本", 1, 1, 1), ("项目", 2, 1, 1)], [("1.00", 1, 1, 1), ("2.00", 2, 1, 1)],
        [("教育 支出", 0, 1, 1), ("", 1, 1, 1), ("3.00", 2, 1, 1)],
    ]  # fmt: skip


def test_frames_are_no_tables() -> None:
    inner = table(cell("合计") + cell("1.00"))
    read_ = document(table(cell(p("框内的话。") + inner + p("再一段。"))) + table(cell("单栏"), cell("两行")))
    assert texts(read_) == ["框内的话。", "合计1.00", "再一段。", "单栏", "两行"]
    assert len(grid(read_)) == 1


def test_rows_that_begin_later() -> None:
    row = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("乙") + "</w:tr>"
    assert grid(document("<w:tbl><w:tr>" + cell("甲") + cell("1") + "</w:tr>" + row + "</w:tbl>"))[1] == [("", 0, 1, 1), ("乙", 1, 1, 1)]


def locked() -> bytes:
    data = bytearray(docx(p("甲")))
    data[6] |= 1
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="w"><w:body>&b;</w:body></w:document>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (docx(p("甲乙丙"))[:-200], "损坏"),
        (docx("<w:p>"), "损坏"),
        (docx(""), "没有文字"),
        (locked(), "有密码"),
        (ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "打开密码"),
        (ole({"WordDocument": b"x"}), "另存为 .docx"),
        (ole({"PowerPoint Document": b"x"}), "PowerPoint"),
        (ole({"其他": b"x"}), "旧版 Office"),
        (package({"_rels/.rels": relations(("officeDocument", "word/document.xml")), "word/document.xml": BOMB}), "文档类型"),
        (package({"word/document.xml": "<a/>"}), "缺少正文"),
        (docx("<w:sdt><w:sdtContent>" * 300 + p("甲")), "损坏"),
        (docx("<w:sdt><w:sdtContent>" * 100 + p("甲") + "</w:sdtContent></w:sdt>" * 100), "嵌套过深"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read(data, "a.docx")


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(p("甲" * 100_000))
    monkeypatch.setattr("auditlint.readers.office.LARGEST_PART", 100_000)
    monkeypatch.setattr("auditlint.readers.office.Package.events.__defaults__", (False, 100_000))
    with pytest.raises(UnreadableFile, match="过大"):
        read(data, "a.docx")


def test_a_part_that_unpacks_to_more_than_it_says_is_damaged() -> None:
    data = bytearray(docx(p("甲" * 100_000)))
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        size = archive.getinfo("word/document.xml").file_size
    raw = bytes(data).replace(size.to_bytes(4, "little"), (500).to_bytes(4, "little"))
    with pytest.raises(UnreadableFile, match="损坏"):
        read(raw, "a.docx")
