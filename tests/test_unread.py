"""Unread is never clean: what a document shows and was not read is told, and fails the run where it may hold figures."""

import struct
import zlib
from base64 import a85encode

import office_files
import pytest
from fuzzing import SAMPLES
from office_files import package, relations
from telling import told

from auditlint import check_path, check_text
from auditlint.readers import UnreadableFile, read

GOOD = "2023年度收入总计 10.00 万元，其中：本年收入 6.00 万元，使用非财政拨款结余 0.00 万元，年初结转和结余 4.00 万元。"
W = 'xmlns:r="r" xmlns:wp="wp" xmlns:a="a" xmlns:pic="pic" xmlns:o="o" xmlns:c="c"'


def word(body):
    return read(office_files.docx(f"<w:p><w:r><w:t>{GOOD}</w:t></w:r></w:p>{body}"), "a.docx")


def picture(width, height):
    cx, cy = width * 360_000, height * 360_000
    return f'<w:p {W}><w:r><w:drawing><wp:inline><wp:extent cx="{cx}" cy="{cy}"/><a:graphic><pic:pic><a:blip/></pic:pic></a:graphic></wp:inline></w:drawing></w:r></w:p>'


def shape(style, inner="<v:imagedata/>"):
    return f'<w:p {W}><w:r><w:pict><v:shape style="{style}">{inner}</v:shape></w:pict></w:r></w:p>'


class TestWord:
    @pytest.mark.parametrize(
        ("body", "unread", "unseen"),
        [
            (picture(4, 4), "", ""),
            (picture(12, 8), "", "1 张图片"),
            (picture(16, 22) * 3, "有 3 张大图", ""),
            (shape("width:400pt;height:500pt"), "有 1 张大图", ""),
            (shape("position:absolute;width:30mm;height:30mm"), "", ""),
            (shape("width:20cm;height:20cm", ""), "", ""),
            (f'<w:p {W}><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><c:chart/></wp:inline></w:drawing></w:r></w:p>', "", "1 张图表"),
            (f'<w:p {W}><w:r><w:object><v:shape/><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>', "有 1 个嵌入的对象", ""),
            (f'<w:p {W}><w:r><w:object><v:shape/><o:OLEObject ProgID="Equation.3"/></w:object></w:r></w:p>', "", ""),
            ('<w:altChunk xmlns:r="r" r:id="r9"/>', "有 1 处嵌入的外部内容", ""),
            (f"<w:tbl><w:tr><w:tc>{picture(16, 22)}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>", "有 1 张大图", ""),
        ],
    )
    def test_objects(self, body, unread, unseen):
        document = word(body)
        assert "；".join(told(document.unread)).startswith(unread) and bool(document.unread) == bool(unread)
        assert "；".join(told(document.unseen)) == unseen

    @pytest.mark.parametrize(
        "data",
        [
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x">10.00</w:wordDocument>',
            '\ufeff<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'.encode(),
        ],
    )
    def test_xml_of_2003(self, data):
        with pytest.raises(UnreadableFile, match="2003 的 XML"):
            read(data, "a.doc")

    def test_an_encoding_that_nobody_knows(self):
        parts = {"_rels/.rels": relations(("officeDocument", "word/document.xml")), "word/document.xml": '<?xml version="1.0" encoding="Infinity"?><w:document/>'}
        with pytest.raises(UnreadableFile, match="已损坏"):
            read(package(parts), "a.docx")


def row(number, *texts, more=""):
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}"{more}>{cells}</row>'


ROWS = f"<sheetData>{row(1, GOOD)}</sheetData>"
NS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def book(sheets, extra=None, drop=(), **options):
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(office_files.xlsx(sheets, **options))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name not in drop}
    return package(parts | (extra or {}))


def drawing(inner):
    return {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("drawing", "../drawings/d.xml")),
        "xl/drawings/d.xml": f'<x:wsDr xmlns:x="x" xmlns:a="a">{inner}</x:wsDr>',
    }


class TestExcel:
    def test_text_in_shapes_is_read(self):
        data = book({"A": f'{ROWS}<drawing {NS} r:id="r1"/>'}, drawing("<x:sp><x:txBody><a:p><a:r><a:t>总计 3.00</a:t></a:r><a:r><a:t> 万元</a:t></a:r></a:p></x:txBody></x:sp>"))
        document = read(data, "a.xlsx")
        assert document.text.endswith("总计3.00万元")
        assert document.unread == document.unseen == []

    def test_sentences_in_cells_are_read_as_sentences(self, tmp_path):
        (tmp_path / "a.xlsx").write_bytes(book({"说明": f"<sheetData>{row(1, GOOD)}{row(2, GOOD.replace('10.00', '90.00'))}</sheetData>"}))
        report = check_path(tmp_path / "a.xlsx")
        assert {finding.place.cell for finding in report.findings} == {"A2"}

    def test_pictures_and_charts(self):
        big, small = ('<x:pic><a:ext cx="{0}" cy="{0}"/></x:pic>'.format(size * 360_000) for size in (9, 3))
        data = book({"A": f'{ROWS}<drawing {NS} r:id="r1"/>'}, drawing(big * 2 + small + "<x:graphicFrame/>"))
        assert told(read(data, "a.xlsx").unseen) == ["工作表“A”的 2 张图片", "工作表“A”的 1 张图表"]

    @pytest.mark.parametrize("extra", [drawing("<x:pic/>"), {}])
    def test_a_sheet_that_is_a_picture(self, extra):
        data = book({"收入决算表": f'<sheetData/><drawing {NS} r:id="r1"/>', "B": ROWS}, extra)
        assert told(read(data, "a.xlsx").unread) == ["工作表“收入决算表”里只有图片或图形，上面的文字未能核对；请先识别成文字（OCR）再核对"]

    def test_a_sheet_without_its_part(self):
        parts = {"xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml"))}
        with pytest.raises(UnreadableFile, match="缺少工作表“乙”"):
            read(book({"甲": ROWS, "乙": ROWS}, parts), "a.xlsx")

    @pytest.mark.parametrize("drop", [(), ("xl/sharedStrings.xml",)])
    def test_texts_that_are_not_there(self, drop):
        sheet = f'<sheetData>{row(1, GOOD)}<row r="2"><c r="A2" t="s"><v>7</v></c></row></sheetData>'
        assert told(read(book({"A": sheet}, drop=drop), "a.xlsx").unread)[0].startswith("工作表“A”有 1 个单元格的文字缺失")

    @pytest.mark.parametrize(
        ("drop", "style", "unread"),
        [
            ((), 1, 0), (("xl/styles.xml",), 1, 2), ((), 2, 2),
            (("xl/styles.xml",), 0, 0),  # of a program that writes no styles and needs none
        ],
    )  # fmt: skip
    def test_formats_that_are_not_there(self, drop, style, unread, run, tmp_path):
        """0.5331 is read where 53.31% is shown: the file was not read whole."""
        cells = f'<c r="A2" s="{style}"><v>0.5331</v></c><c r="B2" s="{style}"><v>0.2</v></c>'
        hidden = '<row r="3" hidden="1"><c r="A3" s="9"><v>0.7</v></c></row>'
        data = book({"A": f'<sheetData>{row(1, GOOD)}<row r="2">{cells}</row>{hidden}</sheetData>'}, drop=drop, formats=("0.00%",))
        document = read(data, "a.xlsx")
        assert ("53.31%" in document.text) == (not drop and style == 1)
        assert [text.partition("的显示格式缺失")[0] for text in told(document.unread)] == [f"工作表“A”有 {unread} 个数字"] * bool(unread)
        (tmp_path / "a.xlsx").write_bytes(data)
        assert (run("check", "--isolated", "--allow-unchecked", tmp_path / "a.xlsx").code == 3) == bool(unread)

    @pytest.mark.parametrize(
        ("front", "back", "shown"),
        [
            ("", "", False),
            ('<sheetPr filterMode="1"/>', "", True),
            ("", '<autoFilter ref="A1:A3"><filterColumn colId="0"/></autoFilter>', True),
        ],
    )
    def test_rows_that_a_filter_hides_are_read(self, front, back, shown):
        rows = row(1, GOOD) + row(2, "藏起 5.00 万元", more=' hidden="1"') + row(3, "末行")
        text = read(book({"A": f"{front}<sheetData>{rows}</sheetData>{back}"}), "a.xlsx").text
        assert ("藏起" in text) == shown
        if shown:
            assert text.index("藏起") < text.index("末行")

    def test_what_nobody_sees_may_be_missing(self):
        hidden = '<row r="2" hidden="1"><c r="A2" t="s"><v>7</v></c><c r="B2"><f>A1</f></c></row>'
        assert read(book({"A": f"<sheetData>{row(1, GOOD)}{hidden}</sheetData>"}), "a.xlsx").unread == []

    @pytest.mark.parametrize(
        "sheet",
        [
            f'{ROWS}<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
            f'<sheetData>{row(1, GOOD)}<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ],
    )
    def test_merged_areas_cost_what_is_in_them(self, sheet):
        assert GOOD.replace(" ", "") in read(book({"A": sheet}), "a.xlsx").text.replace(" ", "")

    @pytest.mark.parametrize(
        "sheet",
        [
            f"<sheetData><row>{'<c/>' * 16_385}</row></sheetData>",
            "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 16_385 + f"</cols>{ROWS}",
            f"{ROWS}<mergeCells>" + '<mergeCell ref="A1:B1"/>' * 50_001 + "</mergeCells>",
            f'<sheetData>{row(1, GOOD)}<row r="1048577"/></sheetData>',
            row(1, GOOD),
        ],
    )
    def test_more_than_a_workbook_can_have(self, sheet):
        with pytest.raises(UnreadableFile):
            read(book({"A": sheet}), "a.xlsx")


def page(body, end="</body></html>"):
    return read(f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><p>{GOOD}</p>{body}{end}'.encode(), "a.html")


class TestWeb:
    @pytest.mark.parametrize(
        ("body", "unread", "unseen"),
        [
            ('<img src="t.png" width=900 height=1200>' * 2, "有 2 张大图", ""),
            ('<img src="t.png" style="width: 700px; height: 800px">', "有 1 张大图", ""),
            ('<p><img src="t.png" width="300" height="200"></p>', "", "1 张图片"),
            ('<img src="t.png"><img src="icon_pdf.png"><img src="x.gif">', "", "1 张图片"),
            ('<img src="t.png" width=16 height=16>', "", ""),
            ('<iframe src="t.html" height="600"></iframe>', "有 1 个嵌入的框架", ""),
            ('<embed src="表.PDF?x=1">', "有 1 个嵌入的框架", ""),
            ('<iframe src="t.html"></iframe>', "", "1 个嵌入的框架"),
            ('<iframe src="count.html" width=0 height=0></iframe><iframe></iframe><iframe src="about:blank"></iframe>', "", ""),
            ("<svg><text>支出 19.00 万元</text></svg>", "", "1 个带文字的图形"),
            ("<svg><path/></svg>", "", ""),
            ('<table><tr><td>甲</td><td><img src="t.png" width=900 height=900></td></tr></table>', "有 1 张大图", ""),
        ],
    )
    def test_objects(self, body, unread, unseen):
        document = page(body)
        assert "；".join(told(document.unread)).startswith(unread) and bool(document.unread) == bool(unread)
        assert "；".join(told(document.unseen)) == unseen

    def test_what_nobody_sees_and_what_shows_backwards(self):
        assert page("<table><tr><td>总\u200b计</td><td>1\u00ad9.00</td></tr></table>").lines.texts[-1] == "总计\t19.00"
        assert "改变方向" in told(page("<p>总计 \u202e19.00</p>").unread)[0]
        assert "改变方向" in told(page("<table><tr><td>总计</td><td>\u202d19.00</td></tr></table>").unread)[0]

    def test_text_of_a_form_is_read(self):
        assert "支出 5.00" in page("<textarea>总计\n支出 5.00</textarea>").lines.texts

    def test_navigation_is_read_where_it_speaks_of_money(self):
        assert "5.00万元" in page("<nav>支出 5.00 万元</nav>").text
        assert "首页" not in page("<nav><a>首页</a></nav>").text

    def test_cut_off(self):
        assert "网页不完整" in told(page("<table><tr><td>甲</td>", "").unread)[0]
        assert page("", "</body>").unread == []

    def test_a_part_of_a_page_cut_off(self):
        part = f"<div><p>{GOOD}</p><table><tr><td>甲</td></tr></table>"
        assert read(part.encode(), "a.html").unread == []
        assert "网页不完整" in told(read(part.removesuffix("</table>").encode(), "a.html").unread)[0]

    def test_lost_in_the_middle(self):
        assert page("<p>甲\0</p>").unread == []
        assert "网页已损坏" in told(page("<p>" + "\0" * 512 + "</p>").unread)[0]


def raw_pdf(contents, entries="", extra=(), catalog=""):
    """A PDF of pages with these content streams, with further entries of each page and further objects from number 90 on."""
    font = {3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"}
    pages = {10 + 2 * at: content for at, content in enumerate(contents)}
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(b"%d 0 R" % (number + 1) for number in pages)),
        **font,
        **pages,
        **{number + 1: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number} 0 R /Resources << /Font << /F 3 0 R >> >> {entries} >>".encode() for number in pages},
        **{90 + at: body.encode("latin-1") for at, body in enumerate(extra)},
    }  # fmt: skip
    out, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n" + b"".join(b"%d 1\n%010d 00000 n \n" % each for each in sorted(places.items()))
    return out + b"trailer << /Size 100 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def stream(data, length=True):
    entry = b"/Length %d" % len(data) if length else b""
    return b"<< /Filter /FlateDecode " + entry + b" >>\nstream\n" + data + b"\nendstream"


DRAWN = b"BT /F 12 Tf 50 700 Td (Total 10.00, of which 6.00 and 4.00) Tj ET\n"


class TestPdf:
    @pytest.mark.parametrize("spoil", ["whole", "damaged", "cut", "checksum"])
    @pytest.mark.parametrize("length", [True, False])
    def test_contents(self, spoil, length):
        packed = zlib.compress(DRAWN * 200)
        spoilt = {"whole": packed, "damaged": packed[:2] + b"\0\xff" * 90, "cut": packed[: len(packed) // 2], "checksum": packed[:-4] + b"abcd"}
        document = read(raw_pdf([stream(zlib.compress(DRAWN)), stream(spoilt[spoil], length)]), "a.pdf")
        wanted = ["第 2 页的内容已损坏或不完整，未能核对；请重新下载或从原稿重新导出 PDF"]
        assert told(document.unread) == ([] if spoil == "whole" else wanted)

    def test_a_spoilt_stream_that_is_no_content(self):
        extra = ["<< /Filter /FlateDecode /Length 4 >>\nstream\nabcd\nendstream"]
        assert read(raw_pdf([stream(zlib.compress(DRAWN))], extra=extra), "a.pdf").unread == []

    @pytest.mark.parametrize("spoil", [False, True])
    def test_contents_that_are_written_as_letters(self, spoil):
        packed = a85encode(zlib.compress(DRAWN * 20), adobe=True)[2:]
        content = packed[:40] + b"\0\0\0\0" + packed[44:] if spoil else packed
        front = b"<< /Filter [ /ASCII85Decode /FlateDecode ] /Length %d >>" % len(content)
        document = read(raw_pdf([stream(zlib.compress(DRAWN)), front + b"\nstream\n" + content + b"\nendstream"]), "a.pdf")
        assert bool(document.unread) == spoil

    @pytest.mark.parametrize("lost", [b"3 0 obj", b"12 0 obj", b"13 0 obj"])
    def test_an_object_that_is_nowhere(self, lost):
        data = raw_pdf([stream(zlib.compress(DRAWN)) for _ in range(2)])
        assert read(data, "a.pdf").unread == []
        assert "已损坏" in "".join(told(read(data.replace(b"\n" + lost, b"\n" + b"x" * len(lost)), "a.pdf").unread))

    @pytest.mark.parametrize(("entry", "what"), [("/FontFile2", "/Length1 9"), ("/ToUnicode", ""), ("/Encoding", "")])
    def test_a_spoilt_font(self, entry, what):
        extra = [f"<< /Type /Font {entry} 91 0 R >>", f"<< /Filter /FlateDecode {what} /Length 4 >>\nstream\nabcd\nendstream"]
        document = read(raw_pdf([stream(zlib.compress(DRAWN))], extra=extra), "a.pdf")
        assert "有页面的内容已损坏" in told(document.unread)[0]

    @pytest.mark.parametrize(
        ("entry", "unread"),
        [
            ("<< /Type /Font /W [ 1 [ " + "\0" * 16 + " 500 ] ] >>", True),  # how wide characters are tells where words stand
            ("<< /Type /Font /W [ 1 [ 500 500 500 ] ] >>", False),
            ("<< /Length 16 >>\nstream\n" + "\0" * 16 + "\nendstream", False),
        ],
    )
    def test_what_was_lost_to_zeros_between_streams(self, entry, unread):
        data = raw_pdf([stream(zlib.compress(DRAWN))], extra=[entry])
        assert ["有页面的内容已损坏" in each for each in told(read(data, "a.pdf").unread)] == [True] * unread
        assert read(data + bytes(64), "a.pdf").unread == read(data, "a.pdf").unread  # behind the end they are padding

    @pytest.mark.parametrize("spoil", [False, True])
    def test_objects_packed_in_a_stream(self, spoil):
        numbers, note = b"95 0 ", b"<< /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /Contents (9.00) >>"
        packed = zlib.compress(numbers + note)
        content = packed[:9] + b"\0\0\0\0" + packed[13:] if spoil else packed
        front = f"<< /Type /ObjStm /N 1 /First {len(numbers)} /Filter /FlateDecode /Length {len(content)} >>\nstream\n"
        document = read(raw_pdf([stream(zlib.compress(DRAWN))], extra=[front + content.decode("latin-1") + "\nendstream"]), "a.pdf")
        assert ("已损坏" if spoil else "批注") in told(document.unread)[0]

    def test_a_font_that_has_lost_what_its_codes_mean(self):
        data = next(SAMPLES.glob("*决算.pdf")).read_bytes()
        assert "文字解不出来" in told(read(data.replace(b"/Encoding /Uni", b"/Encodinx /Uni"), "a.pdf").unread)[0]

    @pytest.mark.parametrize(
        ("entries", "extra", "unread"),
        [
            ("/Annots [90 0 R]", "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (9.00) /Rect [9 9 99 99] >>", "表单里的文字未能核对"),
            ("/Annots [90 0 R]", "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V () /Rect [9 9 99 99] >>", ""),
            ("/Annots [90 0 R]", "<< /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /Contents (9.00) >>", "批注里的文字未能核对"),
            ("/Annots [90 0 R]", "<< /Type /Annot /Subtype /Link /Rect [9 9 99 99] >>", ""),
            ("/Annots [90 0 R]", "<< /Type /Annot /Subtype /Widget /FT /Sig /T (seal) /Rect [9 9 99 99] >>", ""),
        ],
    )
    def test_what_stands_over_a_page(self, entries, extra, unread):
        document = read(raw_pdf([stream(zlib.compress(DRAWN))], entries, [extra]), "a.pdf")
        assert "；".join(told(document.unread)).startswith(unread) and bool(document.unread) == bool(unread)

    def test_attachments(self):
        extra = ["<< /Type /EmbeddedFile /Length 3 >>\nstream\nabc\nendstream", "<< /Type /Filespec /F (a.txt) /EF << /F 90 0 R >> >>"]
        catalog = "/Names << /EmbeddedFiles << /Names [(a) 91 0 R] >> >>"
        assert told(read(raw_pdf([stream(zlib.compress(DRAWN))], "", extra, catalog), "a.pdf").unseen) == ["1 个附件"]


class TestOldExcel:
    ROWS = [["项目", "决算数"], *([f"支出{number}", float(number)] for number in range(200))]

    def test_whole(self):
        assert read(office_files.xls(self.ROWS), "a.xls").unread == []

    def test_cells_lost(self):
        data = office_files.xls(self.ROWS)
        assert "缺了一部分单元格" in told(read(data[:4000] + bytes(64) + data[4064:], "a.xls").unread)[0]

    @pytest.mark.parametrize(("kind", "rows"), [(0x208, (40,)), (0x5203, (40,)), (0x200, (0, 40))], ids=["length", "no-kind", "range-told-twice"])
    def test_a_record_that_is_none(self, kind, rows):
        data = office_files.xls(self.ROWS)
        for row in rows:
            number = struct.pack("<HHHHHd", 0x203, 14, row + 1, 1, 0, float(row))
            assert number in data
            data = data.replace(number, struct.pack("<H", kind) + number[2:])
        assert "缺了一部分单元格" in told(read(data, "a.xls").unread)[0]

    def test_a_text_that_swallows_others(self):
        data = office_files.xls([[f"支出{row:03}", "6.84"] for row in range(200)])
        place = struct.pack("<HHHHH", 0x204, 19, 40, 0, 0)
        two_rows = 2 * (4 + 19 + 4 + 17)
        assert data.count(place) == 1
        longer = data.replace(place, struct.pack("<HH", 0x204, 19 + two_rows) + place[4:])
        assert read(data, "a.xls").unread == []
        assert "缺了一部分单元格" in told(read(longer, "a.xls").unread)[0]

    SHARED = [[f"支出{row:03}", "6.84"] for row in range(200)]

    @pytest.mark.parametrize("longest", [8224, 100, 101])
    def test_texts_in_a_list(self, longest):
        document = read(office_files.xls(self.SHARED, True, longest), "a.xls")
        assert document.unread == [] and document.lines.printed[-1] == "支出199\t6.84"

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (struct.pack("<HB", 5, 1) + "支出040".encode("utf-16-le"), struct.pack("<HB", 4, 1) + "支出040".encode("utf-16-le")),
            (struct.pack("<HB", 5, 1) + "支出040".encode("utf-16-le"), struct.pack("<HB", 13, 1) + "支出040".encode("utf-16-le")),
            (struct.pack("<HHHHHI", 0xFD, 10, 40, 0, 0, 41), struct.pack("<HHHHHI", 0xFD, 10, 40, 0, 0, 41 + 2048)),
            (struct.pack("<HHHHHI", 0xFD, 10, 40, 0, 0, 41), struct.pack("<HHHHHI", 0xFD, 10, 40 + 2048, 0, 0, 41)),
            (struct.pack("<HHHHHI", 0xFD, 10, 40, 1, 0, 1), struct.pack("<HHHHHI", 0xFD, 10, 40, 0, 0, 1)),
        ],
        ids=["text-too-short", "text-swallows-another", "no-such-text", "row-out-of-order", "place-told-twice"],
    )
    def test_a_list_or_an_order_that_is_broken(self, old, new):
        data = office_files.xls(self.SHARED, True)
        assert data.count(old) == 1
        try:
            lost = told(read(data.replace(old, new), "a.xls").unread)[0]
        except UnreadableFile as error:
            lost = str(error)
        assert "缺了一部分单元格" in lost or "已损坏或不完整" in lost

    def test_a_sheet_that_is_not_where_the_list_says(self):
        data = office_files.xls(self.ROWS)
        first = struct.pack("<HHHH", 0x809, 16, 0x600, 5)
        assert data.count(first) == 1
        assert "缺了一部分单元格" in told(read(data.replace(first, struct.pack("<HHHH", 0x829, 16, 0x600, 5)), "a.xls").unread)[0]

    def test_cut_short_by_less_than_a_sector(self):
        data = office_files.xls(self.ROWS)
        assert "缺了一部分单元格" in told(read(data[:-48], "a.xls").unread)[0]


class TestText:
    def test_lost_characters(self):
        with pytest.raises(UnreadableFile, match="转换编码时丢失"):
            read((GOOD + "\ufffd").encode(), "a.txt")
        assert told(read((GOOD * 20 + "\ufffd").encode(), "a.txt").unseen) == ["有 1 个字符在转换编码时丢失（\ufffd）"]

    @pytest.mark.parametrize("text", ["乱码 1,2345.67 万元 乱码 55.10 万元", "甲 1.00 万元。乙 2.00 万元"])
    def test_form_alone_is_no_check(self, text):
        (file,) = check_text(text).files
        assert file.checked == 0
        assert "没有一个能够核对" in file.problem


def test_is_told_in_every_report(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.html").write_bytes(f'<html><body><p>{GOOD}</p><img src="t.png" width="300" height="200"></body></html>'.encode())
    for form in ("text", "concise", "github", "json", "sarif"):
        outcome = run("check", "--isolated", "a.html", "--format", form)
        assert outcome.code == 0
        assert "1 张图片" in outcome.out
    (tmp_path / "a.html").write_bytes(f'<html><body><p>{GOOD}</p><img src="t.png" width="900" height="900"></body></html>'.encode())
    assert run("check", "--isolated", "a.html").code == 3
