"""PDF files: cells, pages, running text, and what cannot be read."""

import io
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest
from pdfs import FONT, HEIGHT, WIDTH, Cell, pdf, prose, table, typeset, write
from PIL import Image
from pypdfium2 import PdfDocument
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from telling import told

import auditlint
from auditlint.model import Document
from auditlint.readers import UnreadableFile, read
from auditlint.readers.pdf_fonts import own_fonts
from auditlint.readers.pdf_page import read_page
from auditlint.readers.pdf_text import Letters

Row = list[str | Cell | None]
Rows = list[Row]

HEAD: Rows = [
    [("项目", 2, 1), None, ("支出预决算", 2, 1), None],
    ["科目编码", "科目名称", "预算数", "决算数"],
]
BODY: Rows = [
    ["205", "教育支出", "1,200.00", "1,198.50"],
    ["20502", "普通教育", "1,200.00", "1,198.50"],
    ["2050201", "学前教育", "30.00", "28.50"],
    ["2050202", "小学教育", "1,170.00", "1,170.00"],
    [("合计", 2, 1), None, "1,200.00", "1,198.50"],
]
DEEP: Rows = [
    [("收入", 1, 2), ("支出", 3, 1), None, None],
    [None, "合计", "一般公共\n预算", "政府性基金"],
    ["财政拨款", "10.00", "10.00", ""],
    ["其他\n收入", ("20.00", 2, 2), None, "1.00"],
    ["结转", None, None, "2.00"],
]


def paragraphs(document: Document) -> list[str]:
    return [document.text[each.start : each.end] for each in document.paragraphs]


def rows(document: Document, number: int = 1) -> list[list[str]]:
    """The texts of the cells of a table, row by row."""
    spots = document.lines.spots
    assert spots is not None
    return [[cell.text for cell in cells] for index, cells in document.lines.cells.items() if spots[index].table == number]


def cells_of(table_rows: Rows) -> list[list[str]]:
    return [
        ["".join((cell if isinstance(cell, str) else cell[0]).split()) for cell in row if cell is not None] for row in table_rows
    ]


def oracle(data: bytes) -> list[list[list[str]]]:
    """What pdfplumber finds: tables, rows, and the texts of the cells that no other covers."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [
            [["".join(text.split()) for text in row if text is not None] for row in found]
            for page in document.pages
            for found in page.extract_tables()
        ]


@pytest.mark.parametrize("style", ["lines", "bars", "boxes", "filled"])
@pytest.mark.parametrize("content", [HEAD + BODY, DEEP], ids=["plain", "merged"])
def test_cells_are_those_that_pdfplumber_finds(content: Rows, style: str) -> None:
    data = pdf(lambda canvas: table(canvas, content, style=style) and None)
    document = read(data, "a.pdf")
    assert [["".join(text.split()) for text in row] for row in rows(document)] == cells_of(content)
    assert oracle(data) == [cells_of(content)]


def test_spans_of_cells() -> None:
    document = read(pdf(lambda canvas: table(canvas, DEEP) and None), "a.pdf")
    found = [[(cell.column, cell.columns, cell.rows) for cell in cells] for cells in document.lines.cells.values()]
    assert found[:2] == [[(0, 1, 2), (1, 3, 1)], [(1, 1, 1), (2, 1, 1), (3, 1, 1)]]
    assert found[3] == [(0, 1, 1), (1, 2, 2), (3, 1, 1)]


def test_places_of_cells() -> None:
    document = read(pdf(lambda canvas: table(canvas, HEAD + BODY) and None), "a.pdf")
    at = document.text.index("28.50")
    place = document.place(at, at + 5)
    assert (place.page, place.table, place.row, place.cell_column, place.cell) == (1, 1, 5, 4, "D5")


def test_order_of_text_and_tables() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 90, 300, "注：本表为决算数。")
        table(canvas, HEAD + BODY)
        write(canvas, 250, 80, "支出决算表")
        write(canvas, 400, 100, "单位：万元")

    found = paragraphs(read(pdf(page), "a.pdf"))
    assert (found[0], found[1], found[-1]) == ("支出决算表", "单位：万元", "注：本表为决算数。")


def test_lines_within_forms_and_in_one_path() -> None:
    def page(canvas: Canvas) -> None:
        canvas.beginForm("lines")
        path = canvas.beginPath()
        for x in (0, 90, 180):
            path.moveTo(x, 0)
            path.lineTo(x, 40)
        for y in (0, 20, 40):
            path.moveTo(0, y)
            path.lineTo(180, y)
        canvas.drawPath(path)
        canvas.endForm()
        canvas.saveState()
        canvas.translate(100, 600)
        canvas.doForm("lines")
        canvas.restoreState()
        for x, y, text in ((105, 625, "项目"), (195, 625, "决算数"), (105, 605, "合计"), (195, 605, "1.00")):
            canvas.drawString(x, y, text)

    assert rows(read(pdf(page), "a.pdf")) == [["项目", "决算数"], ["合计", "1.00"]]


def test_a_frame_round_text_is_no_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(60, 300, 470, 480)
        prose(canvas, 150, ["一、部门职责", " 负责全区的教育工作。"])

    document = read(pdf(page), "a.pdf")
    assert not document.lines.cells
    assert paragraphs(document) == ["一、部门职责", "负责全区的教育工作。"]


def long_table(pages: int, again: bool = False, title: str = "") -> bytes:
    """A table of ten rows a page, whose head and title may be printed again."""

    def draw(number: int) -> Callable[[Canvas], None]:
        def page(canvas: Canvas) -> None:
            if number == 1 or title:
                write(canvas, 250, 80, "支出决算表" if number == 1 else title)
                write(canvas, 400, 100, "单位：万元")
            body: Rows = [[f"20{number}{line:02}", f"科目{line}", f"{line}.00", f"{number}.00"] for line in range(10)]
            table(canvas, (HEAD if number == 1 or again else []) + body)
            write(canvas, 290, 810, f"- {number} -")

        return page

    return pdf(*map(draw, range(1, pages + 1)))


@pytest.mark.parametrize("again", [False, True])
def test_a_table_goes_on_over_pages(again: bool) -> None:
    document = read(long_table(3, again), "a.pdf")
    found = rows(document)
    assert len(found) == 32
    assert found[0] == ["项目", "支出预决算"]
    assert found[-1] == ["20309", "科目9", "9.00", "3.00"]
    assert not rows(document, 2)
    at = document.text.index("20305")
    place = document.place(at, at + 5)
    assert (place.page, place.row, place.cell) == (3, 28, "A28")
    assert "- 2 -" not in document.text


def test_a_table_whose_title_is_printed_again_is_two() -> None:
    document = read(long_table(2, True, "支出决算表（续）"), "a.pdf")
    assert len(rows(document, 1)) == len(rows(document, 2)) == 12
    assert "支出决算表（续）" in paragraphs(document)


@pytest.mark.parametrize(("again", "one"), [("公开03表", True), ("续表", True), ("公开04表", False), ("支出决算表", False)])
def test_lines_that_stand_above_every_part_of_a_table(again: str, one: bool) -> None:
    def draw(number: int) -> Callable[[Canvas], None]:
        def page(canvas: Canvas) -> None:
            for y, text in ((70, "支出决算表"), (90, "公开03表")) if number == 1 else ((90, again),):
                write(canvas, 250, y, text)
            write(canvas, 60, 105, "部门：某区教育局")
            write(canvas, 400, 105, "金额单位：万元")
            table(canvas, HEAD + [[f"20{number}", f"科目{number}", "1.00", "1.00"]])

        return page

    document = read(pdf(draw(1), draw(2)), "a.pdf")
    assert (len(rows(document, 1)), len(rows(document, 2))) == ((4, 0) if one else (3, 3))


def test_tables_of_other_columns_are_two() -> None:
    first: Rows = [["项目", "金额", "备注"], ["合计", "1.00", ""]]
    data = pdf(lambda canvas: table(canvas, first) and None, lambda canvas: table(canvas, BODY) and None)
    document = read(data, "a.pdf")
    assert (len(rows(document, 1)), len(rows(document, 2))) == (2, 5)


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        (["2080505", "机关事业单位基本", "160.75", ""], ["", "养老保险缴费支出", "", ""], True),
        (["2080505", "机关事业单位基本", "", ""], ["", "养老保险缴费支出", "160.75", "160.00"], True),
        (["2080505", "机关事业单位基本", "160.75", ""], ["", "养老保险缴费支出", "1.00", ""], False),
        (["2080505", "机关事业单位", "160.75", ""], ["", "养老保险缴费支出", "", ""], False),
        (["", "三、机关事业单位", "160.75", ""], ["", "四、公共安全支出", "", ""], False),
        (["2080505", "机关事业单位基本", "160.75", ""], ["2080506", "职业年金缴费支出", "", ""], False),
    ],
)
def test_a_row_that_the_end_of_a_page_cuts(above: Row, below: Row, whole: bool) -> None:
    data = pdf(lambda canvas: table(canvas, [*HEAD, above]) and None, lambda canvas: table(canvas, [below, BODY[-1]]) and None)
    found = rows(read(data, "a.pdf"))
    if whole:
        assert found[2] == [str(one) + str(other) for one, other in zip(above, below, strict=True)]
        assert len(found) == 4
    else:
        assert found[2:4] == [above, below]


@pytest.mark.parametrize(
    ("above", "below", "amounts"),
    [
        (["205", "教育", "1,345,678,901,234,5", "0.00"], ["", "", "67.00", ""], ["1,345,678,901,234,567.00", "0.00"]),
        (["205", "城乡社区管理事务", "1,345,678,901,234.3", "0.00"], ["", "支出", "5", ""], ["1,345,678,901,234.35", "0.00"]),
        (["205", "教育", "（1,345,678,901,234,", "12,345,678,901,234"], ["", "", "567.00）", ".56"], ["（1,345,678,901,234,567.00）", "12,345,678,901,234.56"]),
        (["205", "教育", "1,345,678,901,234.35", "0.00"], ["", "支出", "5", ""], None),
        (["205", "城乡社区管理事务", "12.3", "0.00"], ["", "支出", "5", ""], None),
        (["205", "教育", "345,678,901,234", "0.00"], ["", "", "5", ""], None),
    ],
)
def test_a_number_that_the_end_of_a_page_cuts(above: Row, below: Row, amounts: list[str] | None) -> None:
    data = pdf(
        lambda canvas: table(canvas, [*HEAD, BODY[0], above]) and None,
        lambda canvas: table(canvas, [below, *BODY[1:]]) and None,
    )
    found = rows(read(data, "a.pdf"))
    assert found[3][2:] == (amounts or above[2:])
    assert len(found) == (8 if amounts else 9)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(turn: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.rotate(turn)
        canvas.translate(0 if turn == 90 else -WIDTH, 0 if turn == 270 else -HEIGHT)
        write(canvas, 250, 80, "支出决算表")
        table(canvas, HEAD + BODY)
        write(canvas, 90, 300, "注：本表为决算数。")

    document = read(pdf(page), "a.pdf")
    assert rows(document) == cells_of(HEAD + BODY)
    assert paragraphs(document)[0] == "支出决算表"
    assert paragraphs(document)[-1] == "注：本表为决算数。"


def test_text_that_is_turned_on_a_page_that_is_not() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -HEIGHT)
        table(canvas, HEAD + BODY)

    assert rows(read(pdf(page), "a.pdf")) == cells_of(HEAD + BODY)


def test_what_the_crop_box_hides_is_not_read() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setCropBox((40, 300, 500, 800))
        table(canvas, HEAD + BODY)
        write(canvas, 250, 700, "裁掉的文字")

    document = read(pdf(page), "a.pdf")
    assert rows(document) == cells_of(HEAD + BODY)
    assert "裁掉" not in document.text


@pytest.mark.parametrize("box", [b"0 0 0 0", b"0 0 595 0", b"10 10 10 700"])
def test_a_page_that_does_not_say_how_large_it_is(box: bytes) -> None:
    data = pdf(facts)
    start = data.index(b"/MediaBox [") + 11
    end = data.index(b"]", start)
    data = data[:start] + box.ljust(end - start) + data[end:]
    assert "收入总计" in read(data, "a.pdf").text
    assert read(data.replace(b"0 0 595", b"0 0 0  "), "a.pdf").unread == []


def test_a_font_that_is_not_in_the_file_is_as_wide_as_the_file_says() -> None:
    text = "府2A。〔〕i"
    data = pdf(lambda canvas: prose(canvas, 150, [text]))
    with own_fonts():
        document = PdfDocument(data)
        try:
            page = read_page(document, 0)
        finally:
            document.close()
    assert page is not None
    sides = [(x0, x1) for run in page.runs for x0, x1 in zip(run.lefts, run.rights, strict=True)]
    assert "".join(run.text for run in page.runs) == text
    for letter, (x0, x1) in zip(text, sides, strict=True):
        assert x1 - x0 == pytest.approx(pdfmetrics.stringWidth(letter, FONT, 10.5), abs=0.01)


def test_a_character_alone_is_read_without_its_font() -> None:
    def page(canvas: Canvas) -> None:
        table(canvas, [["空表", "是"], ["天", "≥ 2"], ["。", "10"]])

    assert rows(read(pdf(page), "a.pdf")) == [["空表", "是"], ["天", "≥ 2"], ["。", "10"]]


def test_radicals_are_the_characters_they_stand_for() -> None:
    letters = Letters()
    assert [letters[ord(each)] for each in "⾏⼀金⻼A"] == ["行", "一", "金", "⻼", "A"]
    assert [letters[code] for code in (0x3000, 0xAD, 0xFFFE, 0, 0xFFFD, 0xF0B7)] == [" ", "-", "-", "\0", "\0", "\0"]


def test_a_watermark_is_not_read() -> None:
    def page(canvas: Canvas) -> None:
        prose(canvas, 150, [" 本年收入合计 100.00 万元。"])
        canvas.translate(200, 400)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料 2023")

    assert read(pdf(page), "a.pdf").text == "本年收入合计100.00万元。"


LINES = [
    "一、收入支出决算总体情况说明",
    " 本部门负责全区教育事业发展规划的编制和组织实施指导各类学校的教育教",
    "学改革和管理工作并对其办学水平进行监督检查本年收入合计一千二百万元增",
    "加三百万元。其中财政拨款收入一千一百万元其他收入一百万元。",
    " 支出合计一千二百万元。",
    "年末没有结转。",
    " 本部门对区属各类学校的经费使用情况进行了检查并且督促其整改到位完成。",
    " 二〇二三年度公用经费支出比上年度减少了一百万元主要原因是厉行节约压减",
]


def test_running_text_is_joined_by_its_margins() -> None:
    document = read(pdf(lambda canvas: prose(canvas, 100, LINES), lambda canvas: prose(canvas, 100, ["了一般性支出。"])), "a.pdf")
    found = paragraphs(document)
    assert found[0] == LINES[0]
    assert found[1] == "".join(line.strip() for line in LINES[1:4])
    assert found[2:5] == [LINES[4].strip(), LINES[5], LINES[6].strip()]
    assert found[5:] == [LINES[7].strip() + "了一般性支出。"]
    at = document.text.index("压减了") + 2
    assert document.place(at, at + 1)[1:4] == (2, 1, 1)


def test_a_page_whose_paragraphs_return_to_its_margin_has_that_margin() -> None:
    """What stands further left on other pages of its size is no margin of its own."""
    notes = ["附注一", "附注二", "附注三", "附注四"]
    lines = [*LINES, *LINES[1:4]]
    found = paragraphs(read(pdf(lambda canvas: prose(canvas, 100, notes, left=70), lambda canvas: prose(canvas, 100, lines)), "a.pdf"))
    assert "".join(line.strip() for line in LINES[1:4]) in found


def test_a_full_line_without_an_end_goes_on_right_below_itself_or_further_left() -> None:
    full, rest = LINES[6].strip().replace("完成。", "完成一"), "二三四五万元。"
    contents = [f"第{part}部分某某市教育局基本情况的说明与解释{'.' * 30} {part}" for part in "12"]

    def page(canvas: Canvas) -> None:
        prose(canvas, 100, contents, left=111)
        prose(canvas, 160, [full, rest], left=111)
        prose(canvas, 220, [full], left=111)
        prose(canvas, 238, [rest], left=90)
        prose(canvas, 300, LINES[2:4] * 3, left=48)
        write(canvas, 300, 420, "右边的字到这里为止一二三四五六")

    found = paragraphs(read(pdf(page), "a.pdf"))
    assert found.count(full + rest) == 2
    assert len([text for text in found if text.startswith("第")]) == 2


@pytest.mark.parametrize("size", [10.5, 12.0])
@pytest.mark.parametrize("name", ["云岭市*（有误）", "青*（有误）"])
def test_a_filing_as_pdf_gives_the_findings_of_its_text(name: str, size: float, tmp_path: Path) -> None:
    path = next((Path(__file__).parent.parent / "sample_reports").glob(f"{name}.txt"))
    texts = paragraphs(read(path.read_bytes(), "a.txt"))
    target = tmp_path / "a.pdf"
    target.write_bytes(typeset(texts, size))
    document = read(target.read_bytes(), "a.pdf")
    assert [text.replace(" ", "") for text in paragraphs(document)] == [text.replace(" ", "") for text in texts]
    found = [[(each.rule, each.severity, each.message) for each in auditlint.check_path(file).findings] for file in (path, target)]
    assert found[0] == found[1]


def test_a_number_alone_is_no_page_number_in_the_middle_of_a_page() -> None:
    document = read(pdf(lambda canvas: prose(canvas, 100, ["得分", "88", "权重", "- 1 -"])), "a.pdf")
    assert paragraphs(document) == ["得分", "88", "权重"]


def test_what_is_printed_on_every_page_is_dropped() -> None:
    def draw(number: int) -> Callable[[Canvas], None]:
        def page(canvas: Canvas) -> None:
            write(canvas, 200, 40, "某区教育局2023年度部门决算")
            prose(canvas, 100, LINES[1:3] if number % 2 else LINES[3:6])
            write(canvas, 280, 800, f"第 {number} 页 共 4 页")

        return page

    document = read(pdf(*map(draw, range(1, 5))), "a.pdf")
    assert "部门决算" not in document.text
    assert "页" not in document.text
    # The text of one page goes on in that of the next.
    assert "本年收入合计一千二百万元增加三百万元。" in document.text


def test_fake_bold_and_radicals() -> None:
    def page(canvas: Canvas) -> None:
        for shift in (0, 0.3, 0.6):
            write(canvas, 90 + shift, 100, "本年收入11.00万元")

    assert read(pdf(page), "a.pdf").text == "本年收入11.00万元"


def picture(canvas: Canvas) -> None:
    image = Image.effect_noise((200, 280), 60)
    canvas.drawImage(ImageReader(image), 20, 20, WIDTH - 40, HEIGHT - 40)


def shapes(canvas: Canvas) -> None:
    for number in range(20):
        canvas.circle(100 + 20 * number, 400, 8)


def facts(canvas: Canvas) -> None:
    prose(canvas, 100, [" 2023年度收入总计100.00万元，其中：本年收入合计90.00万元，", "年初结转和结余20.00万元。"])


@pytest.mark.parametrize(("draw", "words"), [(picture, "扫描件"), (shapes, "文字可能已转成图形")])
def test_a_page_without_text_is_told(draw: Callable[[Canvas], None], words: str) -> None:
    document = read(pdf(facts, draw, lambda canvas: None, draw, draw), "a.pdf")
    assert len(document.unread) == 1
    assert told(document.unread)[0].startswith("第 2、4—5 页没有文字")
    assert words in told(document.unread)[0]
    with pytest.raises(UnreadableFile, match=words):
        read(pdf(draw), "a.pdf")


def test_a_page_of_empty_cells_is_no_picture() -> None:
    empty: Rows = [["", "", ""], ["", "", ""]]
    assert read(pdf(facts, lambda canvas: table(canvas, empty) and None), "a.pdf").unread == []


def test_a_scan_with_a_page_number_and_one_with_recognised_text() -> None:
    def numbered(canvas: Canvas) -> None:
        picture(canvas)
        write(canvas, 290, 830, "- 2 -")

    def recognised(canvas: Canvas) -> None:
        picture(canvas)
        text = canvas.beginText(90, 500)
        text.setTextRenderMode(3)
        text.textLine("二、支出决算情况说明，支出合计100.00万元。")
        canvas.drawText(text)

    document = read(pdf(facts, numbered, recognised), "a.pdf")
    assert [each.split("，")[0] for each in told(document.unread)] == ["第 2 页主要是图片", "第 3 页的文字是扫描后识别出来的"]
    assert "支出合计100.00万元" in document.text


def test_findings_of_the_other_pages_appear(tmp_path: Path, run: Callable[..., object]) -> None:
    path = tmp_path / "决算.pdf"
    path.write_bytes(pdf(facts, picture))
    outcome = run("check", "--isolated", "--select", "REF", path)
    assert outcome.code == 3  # type: ignore[attr-defined]
    assert "第 2 页没有文字" in outcome.out + outcome.err  # type: ignore[attr-defined]
    assert "100.00" in outcome.out and "第1页" in outcome.out  # type: ignore[attr-defined]


def test_characters_without_meaning() -> None:
    """A font whose codes nobody can tell: its table of characters is struck out of the file."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def page(canvas: Canvas) -> None:
        canvas.setFont("Vera", 10)
        canvas.drawString(100, 500, "éàüñßéàüñß 100")

    data = pdf(facts, page)
    assert b"/ToUnicode" in data
    document = read(data.replace(b"/ToUnicode", b"/ToNothing"), "a.pdf")
    assert told(document.unread) and "解不出来" in told(document.unread)[0]
    assert not read(data, "a.pdf").unread


def without_pages() -> bytes:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n%d\n%%%%EOF\n" % start


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf(facts)[:-900], "不完整"),
        (pdf(facts)[: len(pdf(facts)) // 2], "不完整"),
        (pdf(facts) + pdf(facts)[:-900], "不完整"),
        (pdf(facts, encrypt=StandardEncryption("secret", canPrint=0)), "密码"),
        (b"%PDF-1.4\n" + b"x" * 500 + b"\n%%EOF\n", "已损坏"),
        (without_pages(), "一页也没有"),
        (pdf(lambda canvas: None), "空白"),
    ],
    ids=["cut", "half", "cut update", "locked", "damaged", "no pages", "blank"],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read(data, "a.pdf")


def test_a_password_for_changes_alone_locks_nothing() -> None:
    data = pdf(facts, encrypt=StandardEncryption("", "owner", canModify=0))
    assert "收入总计" in read(data, "a.pdf").text


def test_a_drawing_of_very_many_lines_takes_no_time() -> None:
    def page(canvas: Canvas) -> None:
        table(canvas, HEAD + BODY, y=300)
        path = canvas.beginPath()
        for number in range(250_000):
            path.moveTo(number % 500, number // 500)
            path.lineTo((number * 7) % 500, (number * 13) % 700)
        canvas.drawPath(path)

    def dense(canvas: Canvas) -> None:
        facts(canvas)
        for number in range(1000):
            canvas.line(number * 0.5, 0, number * 0.5, 500)
            canvas.line(0, number * 0.5, 500, number * 0.5)

    data = pdf(page, dense)
    begun = time.perf_counter()
    document = read(data, "a.pdf")
    assert time.perf_counter() - begun < 10
    assert told(document.unread) and "图形或字符过多" in told(document.unread)[0]
    assert "收入总计" in document.text
    assert "1,198.50" in document.text and not document.lines.cells


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    from auditlint.readers import pdf as reader

    monkeypatch.setattr(reader, "MOST_PAGES", 2)
    with pytest.raises(UnreadableFile, match="共 3 页，超过 2 页"):
        read(pdf(facts, facts, facts), "a.pdf")
    monkeypatch.setattr(reader, "MOST_CHARACTERS", 60)
    with pytest.raises(UnreadableFile, match="超过 60 个字符"):
        read(pdf(facts, facts), "a.pdf")


def test_landscape_pages_have_margins_of_their_own() -> None:
    wide = landscape(A4)

    def page(canvas: Canvas) -> None:
        canvas.setPageSize(wide)
        table(canvas, HEAD + BODY, y=HEIGHT - wide[1] + 60)

    document = read(pdf(lambda canvas: prose(canvas, 100, LINES), page), "a.pdf")
    assert rows(document) == cells_of(HEAD + BODY)


def test_what_lies_behind_words_is_no_cell() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        canvas.rect(150, HEIGHT - 179.5, 40, 19, stroke=0, fill=1)
        canvas.rect(240, HEIGHT - 199, 30, 18, stroke=0, fill=1)
        canvas.setFillGray(0)
        table(canvas, HEAD + BODY)

    assert rows(read(pdf(page), "a.pdf")) == cells_of(HEAD + BODY)


def test_words_in_columns_without_lines_stay_lines() -> None:
    def page(canvas: Canvas) -> None:
        for number, row in enumerate(BODY[:4]):
            for column, text in enumerate(row):
                write(canvas, 70 + 125 * column, 100 + 18 * number, str(text))
        prose(canvas, 300, LINES[1:4], left=70)

    document = read(pdf(page), "a.pdf")
    assert document.lines[0].text == "205  教育支出  1,200.00  1,198.50"
    assert len(document.paragraphs) == 5


def test_a_file_whose_front_is_damaged_is_no_text(tmp_path: Path) -> None:
    """Most of a PDF may be letters, which are none of a filing's."""
    path = tmp_path / "决算.pdf"
    path.write_bytes(pdf(lambda canvas: prose(canvas, 100, LINES)).replace(b"%PDF-", b"%XDF-", 1))
    report = auditlint.check_path(path)
    assert report.problems and not report.findings


def test_a_file_for_the_web_that_is_cut() -> None:
    data = pdf(facts).replace(b"%PDF-1.3\n", b"%PDF-1.3\n%/Linearized\nstartxref\n0\n%%EOF\n", 1)
    assert "收入总计" in read(data, "a.pdf").text
    with pytest.raises(UnreadableFile, match="不完整"):
        read(data[: data.index(b"%%EOF") + 6], "a.pdf")


def test_without_what_reads_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [name for name in sys.modules if name.startswith("auditlint.readers.pdf")]:
        monkeypatch.delitem(sys.modules, name)
        monkeypatch.delattr(name)
    monkeypatch.setitem(sys.modules, "pypdfium2_raw", None)
    with pytest.raises(UnreadableFile, match=r'缺 pypdfium2）：pip install "pypdfium2>=5.0"'):
        read(pdf(facts), "a.pdf")


def test_figures_that_stand_higher_than_the_words_of_their_row() -> None:
    def page(canvas: Canvas) -> None:
        for number, (code, name, budget, final) in enumerate(BODY[:4]):  # type: ignore[misc]
            write(canvas, 70, 100 + 20 * number, f"{code} {name}")
            write(canvas, 250, 94.5 + 20 * number, str(budget))
            write(canvas, 350, 97 + 20 * number, str(final))

    document = read(pdf(page), "a.pdf")
    assert [line.text for line in document.lines][::3] == ["205 教育支出  1,200.00  1,198.50", "2050202 小学教育  1,170.00  1,170.00"]


def test_a_table_open_at_its_sides() -> None:
    def page(canvas: Canvas) -> None:
        for y in (100, 120, 140):
            canvas.line(60, HEIGHT - y, 330, HEIGHT - y)
        for x in (150, 240):
            canvas.line(x, HEIGHT - 100, x, HEIGHT - 140)
        for x, y, text in ((65, 115, "科目"), (155, 115, "预算数"), (245, 115, "决算数"), (65, 135, "合计"), (155, 135, "2.00"), (245, 135, "1.00")):
            write(canvas, x, y, text)

    assert rows(read(pdf(page), "a.pdf")) == [["科目", "预算数", "决算数"], ["合计", "2.00", "1.00"]]
