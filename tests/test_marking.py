"""Marked-up copies: a comment at each finding, over its very words, and everything else as it was."""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree.ElementTree import fromstring

import docx
import openpyxl
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from office_files import docx as word
from office_files import package, relations, xls, xlsx
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from pdfs import pdf, table, write
from reported import file_report, note, rate, suspect

from auditlint.marking import copies, mark
from auditlint.marking.remarks import Remark, remarks
from auditlint.model import Place
from auditlint.readers import read

SAMPLES = Path(__file__).parent.parent / "sample_reports"
WRONG = "禾溪市青岚区林业和园林局 2024年度部门决算（有误）"
WORD, BOOK, PAGES = SAMPLES / f"{WRONG}.docx", SAMPLES / f"{WRONG}附表.xlsx", SAMPLES / f"{WRONG}.pdf"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BAD = "某局2023年度部门决算\n2023年度收入总计10.00万元，比上年增加2.00万元，增长30.00%。\n"
GOOD = BAD.replace("30.00", "25.00")


def remark(data, path, words, lines=("不对",), severity="error", nth=0):
    """A remark on the line that holds some words, and on those."""
    document = read(data, path)
    found = [(index, text.index(words)) for index, text in enumerate(document.lines.texts) if words in text]
    index, column = found[nth]
    spot = document.lines.spots[index]
    place = Place(path, spot.page, spot.line, column + 1, spot.line, column + len(words) + 1, spot.sheet)
    if spot.row is not None:
        cell = next(each for each in reversed(document.lines.cells[index]) if each.start <= column)
        name = openpyxl.utils.get_column_letter(cell.column + 1) + str(spot.row)
        place = place._replace(cell=name, table=spot.table, row=spot.row, cell_column=cell.column + 1)
    return Remark(place, severity, document.lines.texts[index], tuple(lines), "某处")


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(data):
    return parts(data)["word/document.xml"].decode()


def commented(data):
    """The words that each comment of a Word document is over, and what it says."""
    both = [fromstring(parts(data)[name]) for name in ("word/document.xml", "word/comments.xml")]
    said = {each.get(W + "id"): "\n".join("".join(p.itertext()) for p in each.iter(W + "p")) for each in both[1]}
    begun, found = {}, []
    for element in both[0].iter():
        number = element.get(W + "id")
        if element.tag == W + "commentRangeStart":
            begun[number] = ""
        elif element.tag == W + "commentRangeEnd":
            found.append((begun.pop(number), said[number]))
        elif element.tag == W + "t":
            begun = {each: words + (element.text or "") for each, words in begun.items()}
    assert not begun
    assert len(found) == len(said) == len(list(both[0].iter(W + "commentReference")))
    return found


def heard(run, path):
    """What ``check`` says of a file, without its name."""
    told = json.loads(run("check", "--isolated", "--format", "json", path).out)

    def stripped(value):
        if isinstance(value, dict):
            return {key: stripped(each) for key, each in value.items() if key not in ("path", "fingerprint")}
        return [stripped(each) for each in value] if isinstance(value, list) else value

    return stripped({key: told[key] for key in ("summary", "findings")})


def copied(run, path, folder, *options):
    """The marked copy of a file."""
    outcome = run("mark", "--isolated", path, "-o", folder, *options)
    assert outcome.code == 0, outcome.err
    (copy,) = folder.iterdir()
    return copy


@pytest.fixture
def marked_word(run, tmp_path):
    return copied(run, WORD, tmp_path / "标注")


@pytest.fixture
def marked_book(run, tmp_path):
    return copied(run, BOOK, tmp_path / "标注")


@pytest.fixture
def marked_pages(run, tmp_path):
    return copied(run, PAGES, tmp_path / "标注")


class TestWordSample:
    def test_each_cause_is_a_comment_over_its_words(self, run, marked_word):
        findings = [each for each in heard(run, WORD)["findings"] if each["severity"] != "note"]
        found = commented(marked_word.read_bytes())
        assert len(found) == len(findings) == 19
        for (words, said), finding in zip(found, findings, strict=True):
            assert said.splitlines()[0].startswith(finding["rule"])
            assert finding["message"] in said
            assert words.replace(",", "").startswith(finding["actual"] or "大于" if finding["rule"] != "CHG002" else "增长")

    def test_other_programs_read_the_comments(self, marked_word):
        comments = list(docx.Document(marked_word).comments)
        assert len(comments) == 19
        assert {comment.author for comment in comments} == {"auditlint"}
        assert comments[0].text.startswith("TAB002 ")

    def test_what_a_cause_explains_is_in_its_comment(self, marked_word):
        said = dict(commented(marked_word.read_bytes()))["253.86"]
        assert "318.08 + 4214.54 + 3.50 - 4294.26 - 6.00 = 235.86 万元" in said
        assert "可能的笔误：两位数字颠倒" in said
        assert "同一原因还使以下核对不成立：" in said
        assert "REF112" in said

    def test_text_and_tables_are_as_they_were(self, marked_word):
        before, after = docx.Document(WORD), docx.Document(marked_word)
        assert [each.text for each in after.paragraphs] == [each.text for each in before.paragraphs]
        texts = [[[cell.text for cell in row.cells] for row in each.tables[3].rows] for each in (before, after)]
        assert texts[0] == texts[1]
        assert "279.86" in str(texts[0])

    def test_other_parts_keep_their_bytes(self, marked_word):
        before, after = parts(WORD.read_bytes()), parts(marked_word.read_bytes())
        changed = {name for name in before if before[name] != after[name]}
        assert changed == {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
        assert set(after) - set(before) == {"word/comments.xml"}
        # Nothing was taken away: without what was put in the document is the same.
        bare = re.sub(rb"<w:comment(?:RangeStart|RangeEnd) [^>]*>|<w:r><w:commentReference [^>]*></w:r>", b"", after["word/document.xml"])
        seam = b'</w:t></w:r><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">'
        plain = [re.sub(seam, b"", each) for each in (bare, before["word/document.xml"])]
        assert plain[0] == plain[1]

    def test_check_finds_the_same_in_the_copy(self, run, marked_word):
        assert heard(run, marked_word) == heard(run, WORD)


#: What Word wraps words in.
ODD = (
    '<w:p><w:ins w:id="1"><w:r><w:t>插入1.11万元</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>删9.99</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"> 后2.22 万元</w:t></w:r></w:p>'
    '<w:p><w:hyperlink><w:r><w:t>链接3.33</w:t></w:r></w:hyperlink><w:fldSimple><w:r><w:t>域4.44</w:t></w:r></w:fldSimple><w:smartTag><w:r><w:t>标5.55</w:t></w:r></w:smartTag></w:p>'
    '<w:p><w:r><w:ruby><w:rt><w:r><w:t>音</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>注6.66</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>尾7.77</w:t></w:r></w:p>'
    '<w:p><w:r><w:t>式</w:t></w:r><m:oMath xmlns:m="m"><m:r><m:t>8.88</m:t></m:r></m:oMath><w:r><w:t>后</w:t></w:r></w:p>'
    '<w:sdt><w:sdtContent><w:p><w:r><w:t>控件10.10</w:t></w:r></w:p></w:sdtContent></w:sdt>'
    '<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>新框11.11</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>新框11.11</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>框外12.12</w:t></w:r></w:p>'
    '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>13</w:t></w:r><w:r><w:t>.13</w:t></w:r></w:p><w:p><w:r><w:t>又14.14</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt></w:tr><w:tr><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>15.15</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>框中表16.16</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐99.9</w:t></w:r><w:r><w:t>见17.17</w:t><w:br/><w:t>行18.18</w:t><w:tab/><w:t>19.19</w:t><w:noBreakHyphen/><w:t>20.20</w:t></w:r></w:p>'
)


class TestWord:
    @pytest.mark.parametrize(
        "words",
        [
            "1.11", "2.22", "3.33", "4.44", "5.55", "7.77", "10.10", "12.12", "13.13", "14.14", "15.15", "16.16", "17.17", "18.18",
            "19.19", "20.20",
        ],
    )  # fmt: skip
    def test_words_in_whatever_wraps_them(self, words):
        data = word(ODD)
        out = mark(data, "a.docx", [remark(data, "a.docx", words)])
        assert commented(out) == [(words, "不对")]
        assert read(out, "a.docx").lines.texts == read(data, "a.docx").lines.texts

    @pytest.mark.parametrize(
        ("words", "begins"),
        [("6.66", "<w:r><w:ruby>"), ("8.88", '<m:oMath xmlns:m="m">'), ("11.11", "<w:r><mc:AlternateContent>")],
    )
    def test_what_holds_no_comments_is_commented_from_outside(self, words, begins):
        data = word(ODD)
        out = mark(data, "a.docx", [remark(data, "a.docx", words)])
        assert f'<w:commentRangeStart w:id="0"/>{begins}' in body(out)
        assert len(commented(out)) == 1
        assert read(out, "a.docx").lines.texts == read(data, "a.docx").lines.texts

    def test_words_across_runs_with_their_own_looks(self):
        data = word(
            '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>收入合计1</w:t></w:r><w:r w:rsidR="0A"><w:rPr><w:i/></w:rPr><w:t>2.34万元，</w:t><w:tab/><w:t>其中</w:t></w:r></w:p>'
        )
        out = mark(data, "a.docx", [remark(data, "a.docx", "12.34")])
        assert commented(out) == [("12.34", "不对")]
        assert read(out, "a.docx").text == read(data, "a.docx").text
        assert (
            '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">收入合计</w:t></w:r><w:commentRangeStart w:id="0"/>'
            '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">1</w:t></w:r>'
        ) in body(out)
        assert '<w:r w:rsidR="0A"><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">万元，</w:t><w:tab/><w:t>其中</w:t></w:r></w:p>' in body(out)

    def test_a_whole_run_is_not_parted(self):
        data = word("<w:p><w:r><w:t>收入</w:t></w:r><w:r><w:t>12.34</w:t></w:r><w:r><w:t>万元</w:t></w:r></w:p>")
        out = mark(data, "a.docx", [remark(data, "a.docx", "12.34")])
        assert (
            '<w:commentRangeStart w:id="0"/><w:r><w:t>12.34</w:t></w:r><w:commentRangeEnd w:id="0"/>'
            '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:t>万元</w:t></w:r>'
        ) in body(out)

    def test_entities_count_as_one_character(self):
        data = word("<w:p><w:r><w:t>甲&amp;乙&#x4E00;&lt;12.34&gt;万元</w:t></w:r></w:p>")
        out = mark(data, "a.docx", [remark(data, "a.docx", "12.34")])
        assert commented(out) == [("12.34", "不对")]
        assert "甲&amp;乙&#x4E00;&lt;</w:t>" in body(out)

    def test_several_remarks_in_one_run(self):
        data = word("<w:p><w:r><w:t>甲1.00万元，乙2.00万元</w:t></w:r></w:p>")
        wanted = ["1.00", "甲1.00万元", "2.00", "1.00"]
        out = mark(data, "a.docx", [remark(data, "a.docx", words, (f"第{number}",)) for number, words in enumerate(wanted)])
        assert sorted(commented(out), key=lambda each: each[1]) == [(words, f"第{number}") for number, words in enumerate(wanted)]
        assert read(out, "a.docx").text == "甲1.00万元，乙2.00万元"

    def test_a_number_that_word_counts_stands_in_no_run(self):
        numbering = (
            '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
            '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        )
        numbered = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>收入12.34万元</w:t><w:br/><w:t>支出56.78万元</w:t></w:r></w:p>'
        data = word(numbered, numbering)
        assert read(data, "a.docx").lines.texts == ["一、 收入12.34万元", "支出56.78万元"]
        out = mark(data, "a.docx", [remark(data, "a.docx", "12.34"), remark(data, "a.docx", "56.78")])
        assert [words for words, _ in commented(out)] == ["12.34", "56.78"]

    def test_a_paragraph_whose_mark_was_deleted_goes_on(self):
        data = word(
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>收入1.00万元，</w:t></w:r></w:p><w:p><w:r><w:t>支出12.34万元</w:t></w:r></w:p>"
        )
        out = mark(data, "a.docx", [remark(data, "a.docx", "12.34")])
        assert commented(out) == [("12.34", "不对")]

    def test_a_text_box_is_commented_from_outside(self):
        box = "<w:txbxContent><w:p><w:r><w:t>框里12.34万元</w:t></w:r></w:p></w:txbxContent>"
        data = word(f"<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r></w:p>")
        out = mark(data, "a.docx", [remark(data, "a.docx", "12.34")])
        assert commented(out) == [("框里12.34万元", "不对")]
        assert '<w:commentRangeStart w:id="0"/><w:r><w:pict>' in body(out)

    def test_words_in_a_cell(self):
        cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("项目", "年初 12.34 万元，追加 5.00 万元"))
        data = word(f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>")
        out = mark(data, "a.docx", [remark(data, "a.docx", "5.00", nth=1)])
        assert commented(out) == [("5.00", "不对")]
        assert body(out).index("commentRangeStart") > body(out).index("</w:tr>")

    def test_words_twice_in_a_cell_mean_the_whole_of_it(self):
        cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("项目", "5.00 和 5.00"))
        data = word(f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>")
        assert commented(mark(data, "a.docx", [remark(data, "a.docx", "5.00")])) == [("5.00 和 5.00", "不对")]

    def test_a_merged_cell_is_commented_where_it_begins(self):
        top = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>12.34</w:t></w:r></w:p></w:tc>'
        below = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
        other = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>9.99</w:t></w:r></w:p></w:tc>'
        data = word(f"<w:tbl><w:tr>{top}{other}</w:tr><w:tr>{below}{other}</w:tr></w:tbl>")
        out = mark(data, "a.docx", [remark(data, "a.docx", "12.34"), remark(data, "a.docx", "9.99", nth=1)])
        assert [words for words, _ in commented(out)] == ["12.34", "9.99"]

    def test_comments_that_were_there_stay(self):
        document = docx.Document()
        run = document.add_paragraph("收入合计12.34万元").runs[0]
        document.add_comment(run, text="请核对", author="张三")
        out = io.BytesIO()
        document.save(out)
        data = out.getvalue()
        again = mark(data, "a.docx", [remark(data, "a.docx", "12.34")])
        assert sorted(commented(again)) == [("12.34", "不对"), ("收入合计12.34万元", "请核对")]
        assert sorted(each.author for each in docx.Document(io.BytesIO(again)).comments) == ["auditlint", "张三"]

    def test_a_document_without_prefixes_in_an_encoding_of_its_own(self):
        space = W[1:-1]
        text = f'<?xml version="1.0" encoding="iso-8859-1"?><document xmlns="{space}"><body><p><r><t>收入12.34万元</t></r></p></body></document>'
        data = package({"_rels/.rels": relations(("officeDocument", "word/document.xml")), "word/document.xml": text.encode("latin-1", "xmlcharrefreplace")})
        out = mark(data, "a.docx", [remark(data, "a.docx", "12.34")])
        assert read(out, "a.docx").text == "收入12.34万元"
        changed = parts(out)
        assert f'<w:commentRangeStart xmlns:w="{space}" w:id="0"/><r><t xml:space="preserve">12.34</t></r>' in changed["word/document.xml"].decode()
        assert "不对" in changed["word/comments.xml"].decode()

    def test_what_is_nowhere_is_said_at_the_beginning_with_its_place(self):
        data = word("<w:p><w:r><w:t>收入12.34万元</w:t></w:r></w:p>")
        lost = Remark(Place("a.docx", None, 99, 1, 99, 2), "error", "", ("不对",), "第99段第1字")
        assert commented(mark(data, "a.docx", [lost])) == [("收入12.34万元", "第99段第1字\n不对")]

    def test_what_a_message_holds_is_text(self):
        data = word("<w:p><w:r><w:t>收入12.34万元</w:t></w:r></w:p>")
        out = mark(data, "a.docx", [remark(data, "a.docx", "12.34", ('<w:p/> & "引号"\x01',))])
        assert commented(out) == [("12.34", '<w:p/> & "引号"\ufffd')]


class TestBookSample:
    def test_each_cause_is_a_comment_and_a_colour(self, run, marked_book):
        findings = [each for each in heard(run, BOOK)["findings"] if each["severity"] != "note"]
        book = openpyxl.load_workbook(marked_book)
        assert len(findings) == sum(cell.comment is not None for sheet in book for row in sheet.iter_rows() for cell in row) == 9
        for finding in findings:
            cell = book[finding["sheet"]][finding["cell"]]
            assert cell.comment.author == "auditlint"
            assert finding["message"] in cell.comment.text
            assert finding["formula"] in cell.comment.text
            assert cell.fill.fgColor.rgb == {"error": "FFFFC7CE", "warning": "FFFFEB9C"}[finding["severity"]]

    def test_values_and_looks_are_as_they_were(self, marked_book):
        before, after = openpyxl.load_workbook(BOOK), openpyxl.load_workbook(marked_book)
        assert before.sheetnames == after.sheetnames
        cells = 0
        for sheet in before:
            assert sheet.merged_cells.ranges == after[sheet.title].merged_cells.ranges
            for row in sheet.iter_rows():
                for cell in row:
                    other = after[sheet.title][cell.coordinate]
                    cells += cell.value is not None
                    assert (cell.value, cell.number_format) == (other.value, other.number_format)
                    assert str((cell.font, cell.border, cell.alignment)) == str((other.font, other.border, other.alignment))
                    assert str(cell.fill) == str(other.fill) or other.comment is not None
        assert cells > 500

    def test_other_parts_keep_their_bytes(self, marked_book):
        before, after = parts(BOOK.read_bytes()), parts(marked_book.read_bytes())
        changed = {name for name in before if before[name] != after[name]}
        sheets = {name for name in changed if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)}
        assert changed - sheets == {"xl/styles.xml", "[Content_Types].xml"}
        assert len(sheets) == 9
        for name in sheets:
            bare = re.sub(rb"<legacyDrawing [^>]*>", b"", after[name])
            assert re.sub(rb' s="\d+"', b"", bare) == re.sub(rb' s="\d+"', b"", before[name])

    def test_check_finds_the_same_in_the_copy(self, run, marked_book):
        assert heard(run, marked_book) == heard(run, BOOK)


class TestBook:
    @staticmethod
    def book():
        """A workbook with what programs lose: a chart, a conditional format, a comment, a formula."""
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "收入决算表"
        for row in (("项目", "决算数"), ("事业收入", 1.5), ("其他收入", 2.5), ("合计", "=SUM(B2:B3)"), ("说明", "见 12.34 和 12.34")):
            sheet.append(row)
        sheet["B2"].font = Font(bold=True)
        sheet["B2"].number_format = "0.00"
        sheet["B3"].comment = Comment("旧批注", "张三")
        sheet.conditional_formatting.add("B2:B4", CellIsRule("lessThan", ["0"], fill=PatternFill(bgColor="FFFF0000")))
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
        sheet.add_chart(chart, "D2")
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def test_what_programs_lose_stays(self):
        data = self.book()
        out = mark(data, "a.xlsx", [remark(data, "a.xlsx", "1.50"), remark(data, "a.xlsx", "2.5", ("另一处",), "warning")])
        before, after = parts(data), parts(out)
        for name in ("xl/charts/chart1.xml", "xl/drawings/drawing1.xml", "xl/workbook.xml"):
            assert before[name] == after[name]
        sheet = after["xl/worksheets/sheet1.xml"].decode()
        assert "<f>SUM(B2:B3)</f>" in sheet
        assert "conditionalFormatting" in sheet
        assert sheet.count("legacyDrawing") == 1
        assert list(after) == list(dict.fromkeys(after))

    def test_a_comment_that_was_there_is_added_to(self):
        data = self.book()
        out = mark(data, "a.xlsx", [remark(data, "a.xlsx", "1.50"), remark(data, "a.xlsx", "2.5", ("另一处",), "warning")])
        sheet = openpyxl.load_workbook(io.BytesIO(out))["收入决算表"]
        assert sheet["B3"].comment.text == "旧批注\nauditlint:\n另一处"
        assert sheet["B3"].comment.author == "张三"
        assert (sheet["B2"].comment.text, sheet["B2"].comment.author) == ("不对", "auditlint")
        assert (sheet["B2"].font.b, sheet["B2"].number_format, sheet["B2"].fill.fgColor.rgb) == (True, "0.00", "FFFFC7CE")
        assert sheet["B3"].fill.fgColor.rgb == "FFFFEB9C"
        assert sheet["B4"].fill.fill_type is None
        boxes = next(content for name, content in parts(out).items() if name.endswith(".vml")).decode()
        assert boxes.count("ObjectType=\"Note\"") == 2
        assert len(set(re.findall(r'id="(_x0000_s\d+)"', boxes))) == 2

    def test_two_remarks_on_a_cell_are_one_comment_in_the_worse_colour(self):
        data = self.book()
        out = mark(data, "a.xlsx", [remark(data, "a.xlsx", "事业收入", ("甲",), "warning"), remark(data, "a.xlsx", "事业收入", ("乙",), "error")])
        cell = openpyxl.load_workbook(io.BytesIO(out))["收入决算表"]["A2"]
        assert (cell.comment.text, cell.fill.fgColor.rgb) == ("甲\n\n乙", "FFFFC7CE")

    def test_cells_and_rows_that_do_not_say_where_they_are(self):
        rows = '<row><c t="inlineStr"><is><t>甲</t></is></c><c><v>1</v></c></row><row r="4"><c r="B4"><v>2</v></c><c><v>3</v></c></row>'
        data = xlsx({"隐藏": "<sheetData/>", "表": f"<sheetData>{rows}</sheetData><tableParts/>"}, hidden=("隐藏",))
        out = mark(data, "a.xlsx", [remark(data, "a.xlsx", "1"), remark(data, "a.xlsx", "3")])
        after = parts(out)
        assert after["xl/worksheets/sheet1.xml"] == parts(data)["xl/worksheets/sheet1.xml"]
        sheet = after["xl/worksheets/sheet2.xml"].decode()
        assert '<c s="1"><v>1</v></c></row>' in sheet
        assert '<c r="B4"><v>2</v></c><c s="1"><v>3</v></c>' in sheet
        assert re.search(r"</sheetData><legacyDrawing [^>]*/><tableParts/>", sheet)
        assert re.findall(r'ref="(\w+)"', after["xl/comments1.xml"].decode()) == ["B1", "C4"]
        assert '<fills count="5"><fill><patternFill patternType="none"/>' in after["xl/styles.xml"].decode()
        assert read(out, "a.xlsx").text == read(data, "a.xlsx").text

    def test_a_workbook_in_the_strict_namespaces(self):
        data = self.book()
        strict = {
            name: content.replace(b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/")
            .replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main")
            for name, content in parts(data).items()
        }  # fmt: skip
        data = package(strict)
        out = parts(mark(data, "a.xlsx", [remark(data, "a.xlsx", "1.50")]))
        assert b"schemas.openxmlformats.org/officeDocument/2006/relationships" not in out["xl/worksheets/_rels/sheet1.xml.rels"]
        assert out["xl/styles.xml"].count(b"FFFFC7CE") == 1

    def test_words_that_stand_in_no_cell_are_said_at_the_first(self):
        rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>项目</t></is></c><c r="B1"><v>1</v></c></row>'
        data = xlsx({"收入支出决算总表": f"<sheetData>{rows}</sheetData>"})
        out = mark(data, "a.xlsx", [remark(data, "a.xlsx", "收入支出决算总表")])
        assert 'ref="A1"' in parts(out)["xl/comments1.xml"].decode()
        assert "某处 收入支出决算总表\n不对" in parts(out)["xl/comments1.xml"].decode()


def _inside(words, left, bottom, right, top):
    """The text whose characters have their middles in a box: by their advances, as the glyphs depend on the fonts of the machine."""
    found = ""
    for index in range(words.count_chars()):
        x0, y0, x1, y1 = words.get_charbox(index, loose=True)
        if left < (x0 + x1) / 2 < right and bottom < (y0 + y1) / 2 < top:
            found += words.get_text_range(index, 1)
    return found.strip()


def annotations(data):
    """The notes in a PDF: the page, the text under each box of the highlight, and what is said."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for number, page in enumerate(document, 1):
        words = page.get_textpage()
        for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
            annotation = pdfium.FPDFPage_GetAnnot(page, index)
            said = []
            for key in (b"Contents", b"T"):
                length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
                memory = (pdfium.FPDF_WCHAR * (length // 2))()
                pdfium.FPDFAnnot_GetStringValue(annotation, key, memory, length)
                said.append(bytes(memory)[:-2].decode("utf-16-le"))
            under = []
            quad = pdfium.FS_QUADPOINTSF()
            for at in range(pdfium.FPDFAnnot_CountAttachmentPoints(annotation)):
                assert pdfium.FPDFAnnot_GetAttachmentPoints(annotation, at, quad)
                xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
                under.append(_inside(words, min(xs), min(ys), max(xs), max(ys)))
            found.append((number, under, *said))
            pdfium.FPDFPage_CloseAnnot(annotation)
    document.close()
    return found


class TestPagesSample:
    def test_each_cause_is_a_note_over_its_words(self, run, marked_pages):
        findings = [each for each in heard(run, PAGES)["findings"] if each["severity"] != "note"]
        found = annotations(marked_pages.read_bytes())
        assert len(found) == len(findings) == 19
        for page, under, said, author in found:
            finding = next(each for each in findings if each["message"] in said and each["page"] == page)
            findings.remove(finding)
            assert author == "auditlint"
            assert said.startswith(finding["rule"])
            (words,) = under
            assert words.replace(",", "").startswith(finding["actual"] or "大于" if finding["rule"] != "CHG002" else "增长")

    def test_the_file_is_only_added_to(self, marked_pages):
        assert marked_pages.read_bytes().startswith(PAGES.read_bytes())
        before, after = pypdfium2.PdfDocument(PAGES), pypdfium2.PdfDocument(marked_pages)
        texts = [[page.get_textpage().get_text_range() for page in each] for each in (before, after)]
        assert texts[0] == texts[1]
        assert len(texts[0]) > 10

    def test_check_finds_the_same_in_the_copy(self, run, marked_pages):
        assert heard(run, marked_pages) == heard(run, PAGES)


class TestPages:
    @pytest.mark.parametrize("turn", [0, 90, 180, 270])
    def test_pages_that_are_turned(self, turn):
        def draw(canvas):
            canvas.setPageRotation(turn)
            canvas.translate(297, 421)
            canvas.rotate(turn)
            canvas.translate(-297, -421)
            for at in range(6):
                write(canvas, 120, 200 + 18 * at, f"第{at}项支出{at}2.34万元，比上年增加")

        data = pdf(draw)
        out = mark(data, "a.pdf", [remark(data, "a.pdf", "32.34")])
        assert annotations(out) == [(1, ["32.34"], "不对", "auditlint")]

    def test_a_page_that_shows_a_part_of_itself(self):
        data = pdf(lambda canvas: (canvas.setCropBox((50, 60, 500, 800)), write(canvas, 120, 200, "支出合计12.34万元"))[1])
        assert annotations(mark(data, "a.pdf", [remark(data, "a.pdf", "12.34")])) == [(1, ["12.34"], "不对", "auditlint")]

    def test_words_over_two_lines(self):
        data = pdf(lambda canvas: [write(canvas, 120, 200 + 18 * at, text) for at, text in enumerate(("收入合计12.34", "万元，支出56.78万元"))])
        found = remark(data, "a.pdf", "12.34")
        found = found._replace(place=found.place._replace(end_line=2, end_column=3))
        assert annotations(mark(data, "a.pdf", [found])) == [(1, ["12.34", "万元"], "不对", "auditlint")]

    def test_a_cell_of_several_rows_and_lines(self):
        rows = [["项目", "金额", "说明"], [("甲项\n目的", 1, 2), "12.34", "见下"], [None, "56.78", "12.34"]]
        data = pdf(lambda canvas: table(canvas, rows))
        out = mark(data, "a.pdf", [remark(data, "a.pdf", "甲项目的"), remark(data, "a.pdf", "12.34", nth=1)])
        assert [under for _, under, _, _ in annotations(out)] == [["甲项", "目的"], ["12.34"]]

    def test_what_is_nowhere_is_a_note_at_the_edge_with_its_place(self):
        data = pdf(lambda canvas: write(canvas, 120, 200, "支出合计12.34万元"))
        lost = Remark(Place("a.pdf", 1, 99, 1, 99, 2), "error", "", ("不对",), "第1页第99行")
        assert annotations(mark(data, "a.pdf", [lost])) == [(1, [], "第1页第99行\n不对", "auditlint")]

    def test_a_file_that_may_not_be_changed_can_be_marked(self):
        from reportlab.lib.pdfencrypt import StandardEncryption

        data = pdf(lambda canvas: write(canvas, 120, 200, "支出合计12.34万元"), encrypt=StandardEncryption("", "owner", canModify=0))
        out = mark(data, "a.pdf", [remark(data, "a.pdf", "12.34")])
        assert annotations(out) == [(1, ["12.34"], "不对", "auditlint")]
        assert read(out, "a.pdf").text == "支出合计12.34万元"


class TestText:
    @pytest.mark.parametrize(("encoding", "end"), [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("gb18030", "\r\n"), ("utf-16", "\n"), ("utf-8", "\r")])
    def test_a_finding_stands_under_its_line(self, encoding, end):
        data = end.join(("某局决算", "收入12.34万元", "", "支出5.00万元")).encode(encoding)
        place = Place("a.txt", None, 2, 3, 2, 8)
        out = mark(data, "a.txt", [Remark(place, "error", "收入12.34万元", ("不对", "应为 5.00"), "")]).decode(encoding)
        added = "\n" if end == "\r" else end
        assert out == end.join(("某局决算", "收入12.34万元", f"  ┃ 不对{added}  ┃ 应为 5.00{added}{end}支出5.00万元"))

    def test_the_last_line_need_not_end(self):
        out = mark("收入12.34万元".encode(), "a.txt", [Remark(Place("a.txt", None, 1, 3, 1, 8), "error", "", ("不对",), "")])
        assert out.decode() == "收入12.34万元\n  ┃ 不对\n"

    def test_web_pages_and_old_workbooks_are_copied_as_text(self):
        page = "<html><body><p>收入12.34万元</p><table><tr><td>甲</td><td>1.00</td></tr><tr><td>乙</td><td>2.00</td></tr></table></body></html>".encode()
        out = mark(page, "a.html", [remark(page, "a.html", "2.00")]).decode()
        assert out.splitlines() == ["收入12.34万元", "甲\t1.00", "乙\t2.00", "  ┃ 某处", "  ┃ 不对"]
        pytest.importorskip("python_calamine")
        old = xls([["甲", 1.5], ["乙", 2.5]])
        assert "乙\t2.5\n  ┃ 某处\n  ┃ 不对\n" in mark(old, "a.xls", [remark(old, "a.xls", "2.5")]).decode()


class TestRemarks:
    def test_what_is_said(self):
        explained = rate(rule="PCT001", message="占比不符：印作 1%，应为 2%", aside="占比不符：印作 1%")
        (found,) = remarks(file_report(rate(explains=(explained,), suspects=(suspect(slip="错一位数字"),))), "zh", False)
        assert found.lines == (
            "CHG001 变动率与增减额不符：印作 53.31%，应为 53.32%",
            "5,013.95 ÷ (4,388.99 + 5,013.95) = 53.3232…%",
            "增减额 5,013.95 万元 见第 136 行",
            "收入总计 4,388.99 万元 见第 125 行",
            "可能的笔误：错一位数字",
            "同一原因还使以下核对不成立：",
            "  第 138 行：PCT001 占比不符：印作 1%",
        )
        assert (found.words, found.severity) == ("53.31%", "error")

    def test_a_warning_says_so_and_english_is_spoken(self):
        (found,) = remarks(file_report(rate(severity="warning")), "en", False)
        assert found.lines[0].startswith("CHG001 [warning] ")
        assert found.lines[2] == "增减额 5,013.95 万元 see line 136"

    def test_notes_only_where_they_are_wanted(self):
        file = file_report(rate(), note(125))
        assert len(remarks(file, "zh", False)) == 1
        assert [each.severity for each in remarks(file, "zh", True)] == ["note", "error"]


class TestCommand:
    @pytest.fixture
    def here(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "决算.txt").write_text(BAD, encoding="utf-8")
        return tmp_path

    def test_tells_what_was_written_where(self, run, here):
        outcome = run("mark", "决算.txt", "-o", "标注")
        assert (outcome.code, outcome.err) == (0, "")
        assert re.fullmatch(r"决算\.txt：标出 \d+ 处，写入 标注/决算\.marked\.txt\n", outcome.out)
        copy = (here / "标注" / "决算.marked.txt").read_text(encoding="utf-8")
        assert "".join(line for line in copy.splitlines(keepends=True) if "┃" not in line) == BAD
        assert (here / "决算.txt").read_text(encoding="utf-8") == BAD

    def test_never_writes_over_a_copy_unless_forced(self, run, here):
        (here / "标注").mkdir()
        copy = here / "标注" / "决算.marked.txt"
        copy.write_text("旧", encoding="utf-8")
        outcome = run("mark", "决算.txt", "-o", "标注")
        assert outcome.code == 2
        assert "已经存在，没有改写" in outcome.err
        assert copy.read_text(encoding="utf-8") == "旧"
        assert run("mark", "决算.txt", "-o", "标注", "--force").code == 0
        assert "┃" in copy.read_text(encoding="utf-8")
        assert sorted(each.name for each in (here / "标注").iterdir()) == ["决算.marked.txt"]

    def test_never_writes_over_what_it_marks(self, run, here):
        (here / "决算.marked.txt").write_text(BAD, encoding="utf-8")
        outcome = run("mark", "决算.txt", "决算.marked.txt", "-o", ".", "--force")
        assert outcome.code == 2
        assert "另一个要核对的文件" in outcome.err
        assert (here / "决算.marked.txt").read_text(encoding="utf-8") == BAD

    def test_a_link_to_the_original_is_the_original(self, run, here):
        (here / "标注").mkdir()
        (here / "标注" / "决算.marked.txt").symlink_to(here / "决算.txt")
        assert run("mark", "决算.txt", "-o", "标注", "--force").code == 2
        assert (here / "决算.txt").read_text(encoding="utf-8") == BAD

    def test_a_file_without_findings_is_told_and_not_copied(self, run, here):
        (here / "好.txt").write_text(GOOD, encoding="utf-8")
        outcome = run("mark", "好.txt", "-o", "标注")
        assert outcome.code == 0
        assert "好.txt：没有发现问题，没有另存" in outcome.out
        assert not (here / "标注").exists()
        assert run("mark", "好.txt", "-o", "标注", "--all").code == 0
        assert (here / "标注" / "好.marked.txt").read_bytes() == (here / "好.txt").read_bytes()

    def test_rules_can_be_chosen(self, run, here):
        assert "标出 1 处" in run("mark", "决算.txt", "-o", "标注", "--select", "CHG001").out
        assert "没有发现问题" in run("mark", "决算.txt", "-o", "别处", "--ignore", "CHG001").out

    def test_folders_keep_their_shape_and_copies_are_not_marked_again(self, run, here):
        for name in ("甲局", "乙局"):
            (here / "公开" / name).mkdir(parents=True)
            (here / "公开" / name / "决算.txt").write_text(BAD.replace("某", name[0]), encoding="utf-8")
        assert run("mark", "公开", "-o", "公开/标注").code == 0
        assert (here / "公开" / "标注" / "甲局" / "决算.marked.txt").exists()
        assert run("mark", "公开", "-o", "公开/标注", "--force").code == 0
        assert sorted(each.name for each in (here / "公开" / "标注").rglob("*.txt")) == ["决算.marked.txt"] * 2

    @pytest.mark.parametrize("words", [("公开", "-o", "公开"), ("公开", "-o", "."), (".", "-o", "."), ("公*", "-o", "公开/../公开", "--force", "--all")])
    def test_the_folder_of_the_copies_is_not_one_that_is_audited(self, run, here, words):
        (here / "公开").mkdir()
        (here / "公开" / "决算.txt").write_text(BAD, encoding="utf-8")
        outcome = run("mark", *words)
        assert (outcome.code, outcome.out) == (2, "")
        assert "就是（或包含）被核对的目录" in outcome.err
        assert "is or holds a folder that is audited" in run("mark", *words, "--lang", "en").err
        assert list(here.rglob("*.marked.*")) == []

    def test_names_that_differ_by_their_suffix_stay_apart(self, run, here):
        (here / "决算.html").write_text("<html><body>" + "".join(f"<p>{line}</p>" for line in BAD.split("\n")) + "</body></html>", encoding="utf-8")
        assert run("mark", "决算.txt", "决算.html", "-o", "标注").code == 0
        assert sorted(each.name for each in (here / "标注").iterdir()) == ["决算.html.marked.txt", "决算.marked.txt"]

    def test_what_was_accepted_is_left_out(self, run, here):
        assert run("accept", "--all", "决算.txt").code == 0
        outcome = run("mark", "决算.txt", "-o", "标注")
        assert "没有发现问题" in outcome.out

    def test_what_cannot_be_read_does_not_keep_the_others(self, run, here):
        (here / "坏.docx").write_bytes(b"PK\x03\x04word/document.xml")
        outcome = run("mark", "坏.docx", "决算.txt", "-o", "标注")
        assert outcome.code == 3
        assert "坏.docx" in outcome.err
        assert [each.name for each in (here / "标注").iterdir()] == ["决算.marked.txt"]

    @pytest.mark.parametrize(
        ("words", "said"),
        [(("决算.txt",), "-o"), (("-", "-o", "标注"), "标准输入"), (("没有.txt", "-o", "标注", "--lang", "en"), "no such file")],
    )
    def test_what_cannot_be_followed(self, run, here, words, said):
        outcome = run("mark", *words)
        assert outcome.code in (2, 3)
        assert said in outcome.err
        assert not (here / "标注").exists()

    def test_what_is_damaged_where_comments_go_is_told(self, run, here):
        changed = parts(BOOK.read_bytes())
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in changed
        changed["xl/worksheets/_rels/sheet1.xml.rels"] = relations(("comments", "../comments1.xml"))
        changed["xl/comments1.xml"] = "<comments><authors>"
        (here / "附表.xlsx").write_bytes(package(changed))
        outcome = run("mark", "附表.xlsx", "-o", "标注")
        assert outcome.code == 3
        assert "附表.xlsx: 未能标注：文件里有损坏的部分" in outcome.err
        assert not (here / "标注").exists()

    @pytest.mark.parametrize("forks", [True, False])
    def test_what_goes_wrong_with_one_file_costs_no_other(self, run, here, monkeypatch, forks):
        def fails(data, path, found):
            if path == "坏.txt":
                raise ZeroDivisionError("nothing there")
            return mark(data, path, found)

        monkeypatch.setattr(copies, "mark", fails)
        if not forks:
            monkeypatch.setattr(copies, "can_fork", lambda: False)
        (here / "坏.txt").write_text(BAD, encoding="utf-8")
        outcome = run("mark", "坏.txt", "决算.txt", "-o", "标注")
        assert outcome.code == 3
        assert "坏.txt: 未能标注：" in outcome.err
        assert "ZeroDivisionError: nothing there" in outcome.err
        assert [each.name for each in (here / "标注").iterdir()] == ["决算.marked.txt"]

    def test_a_file_that_changed_meanwhile_is_not_marked(self, run, here, monkeypatch):
        audited = copies.audit

        def audit(*arguments, **more):
            report = audited(*arguments, **more)
            (here / "决算.txt").write_text("前面加了一行\n" + BAD, encoding="utf-8")
            return report

        monkeypatch.setattr(copies, "audit", audit)
        outcome = run("mark", "决算.txt", "-o", "标注")
        assert outcome.code == 3
        assert "读取时文件有改动" in outcome.err
        assert not (here / "标注").exists()

    def test_a_missing_component_is_named_by_its_own_package(self, here):
        without = "import sys; sys.modules['pypdfium2'] = sys.modules['pypdfium2_raw'] = None; from auditlint.__main__ import main; sys.exit(main(sys.argv[1:]))"
        words = [sys.executable, "-c", without, "mark", str(PAGES), str(BOOK), "-o", "标注"]
        done = subprocess.run(words, capture_output=True, cwd=here, timeout=120, check=False)
        assert done.returncode == 3
        assert 'pip install "pypdfium2>=5.0"' in done.stderr.decode()
        assert [each.name for each in (here / "标注").iterdir()] == [f"{WRONG}附表.marked.xlsx"]

    def test_speaks_english(self, run, here):
        outcome = run("mark", "决算.txt", "-o", "out", "--lang", "en")
        assert re.fullmatch(r"决算\.txt: \d+ findings? marked in out/决算\.marked\.txt\n", outcome.out)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
class TestLibreOffice:
    """What another program makes of the copies."""

    @staticmethod
    def converted(path, form, folder):
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form, "--outdir", folder / "out", path],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        (found,) = (folder / "out").glob(f"*.{form}")
        with zipfile.ZipFile(found) as archive:
            return archive.read("content.xml").decode()

    @pytest.mark.parametrize(("sample", "form", "count"), [(WORD, "odt", 19), (BOOK, "ods", 9)])
    def test_reads_the_comments_and_the_same_text(self, run, tmp_path, sample, form, count):
        copy = copied(run, sample, tmp_path / "标注")
        before = self.converted(sample, form, tmp_path / "before")
        after = self.converted(copy, form, tmp_path / "after")
        assert after.count("<office:annotation ") == count
        assert before.count("<office:annotation ") == 0
        bare = re.sub(r"<office:annotation .*?</office:annotation>|<office:annotation-end [^>]*>", "", after)
        texts = [re.sub(r"<[^>]+>", "\n", each[each.index("<office:body") :]).split() for each in (before, bare)]
        assert "".join(texts[0]) == "".join(texts[1])
        assert len(texts[0]) > 500
