"""The letter to the departments: what stands in it, that nothing in it acts, and that the answers come back."""

import csv
import io
import json
import shutil
import sys
import tomllib
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from reported import file_report, note, place, rate, report, suspect, unread

from auditlint.model import Place, Report
from auditlint.model.filing import Identity
from auditlint.model.proof import Proof
from auditlint.reports import letter, letter_csv, letter_xlsx
from auditlint.wording import say

SAMPLES = Path(__file__).parent.parent / "sample_reports"
BAD = "甲1.00万元，乙2.00万元，丙4.00万元。\n"
WORSE = BAD + "丁1.00万元，戊2.00万元，己5.00万元。\n"


def named(file, name):
    file.identity = Identity(file.path, "", name, 2023, "决算", "", True, (), ())
    return file


def table(text):
    """The rows of a CSV letter as dictionaries."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def workbook(data):
    return openpyxl.load_workbook(io.BytesIO(data))


class TestRows:
    def test_a_cause_is_a_row(self):
        explained = rate(rule="PCT001", message="占比不符")
        (row,) = table(letter_csv.render(report(rate(explains=(explained,), suspects=(suspect(slip="错一位数字"),)))))
        assert row["问题"] == "变动率与增减额不符：印作 53.31%，应为 53.32%；可能的笔误：错一位数字；同一原因还使 1 项核对不成立"
        assert (row["位置"], row["级别"], row["应为"]) == ("第138行第1字", "错误", "53.32%")
        assert row["算式"] == "5,013.95 ÷ (4,388.99 + 5,013.95) = 53.3232…%"
        assert row["原文"].startswith("53.31%，主要原因是")
        assert (row["部门答复"], row["处理"]) == ("", "")
        assert len(row["标识"]) == 12

    def test_several_suspects_have_no_one_answer(self):
        (row,) = table(letter_csv.render(report(rate(suspects=(suspect(), suspect(136, 16, 24, "5,013.95", "5,012.95"))))))
        assert row["应为"] == ""
        assert "以下任一处改正即可，无法断定是哪一处：53.31% 应为 53.32%；5,013.95 应为 5,012.95" in row["问题"]

    def test_places_of_other_formats(self):
        word = file_report(rate(place=Place("a.docx", None, 19, 58, 19, 64)), path="a.docx", lines={(None, 19): "一" * 57 + "53.31%"})
        sheet = file_report(rate(place=place(7, 1, 5, "b.xlsx", sheet="表 1", cell="C7")), path="b.xlsx")
        rows = table(letter_csv.render(Report([word, sheet])))
        assert [row["位置"] for row in rows] == ["第19段第58字", "表 1!C7"]
        assert "53.31%" in rows[0]["原文"]

    def test_what_could_not_be_audited_first_and_notes_last(self):
        files = [named(file_report(note(193), rate()), "甲局"), named(unread("坏.txt"), "甲局"), named(file_report(path="好.txt"), "乙局")]
        rows = letter.rows(Report(files), "zh", show_notes=True)
        assert [(row.number, row.severity) for row in rows["甲局"]] == [(1, "problem"), (2, "error"), (3, "note")]
        assert rows["乙局"] == []
        assert [row.severity for row in letter.rows(Report(files), "zh", show_notes=False)["甲局"]] == ["problem", "error"]

    def test_the_grounds_are_those_of_the_rule(self, desk, run):
        (desk / "a.txt").write_text(BAD, encoding="utf-8")
        (row,) = table(run("check", "a.txt", "--format", "csv").out)
        assert row["依据"] == "FAK001 第三个数\n想象\n由文字写明"

    def test_the_grounds_say_what_established_the_relation(self):
        (row,) = table(letter_csv.render(report(rate(proof=Proof("words", 1, 0, (), "digit")))))
        assert row["依据"] == f"CHG001\n{say('zh', 'proof-words', held=1, failed=0)}"

    def test_english(self):
        (row,) = table(letter_csv.render(report(rate()), "en"))
        assert (row["severity"], row["where"], row["reply"]) == ("error", "line 138, character 1", "")


class TestNothingActs:
    EVIL = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "=HYPERLINK(\"http://x\")")

    @pytest.mark.parametrize("text", EVIL)
    def test_in_csv(self, text):
        finding = rate(text, message=text, formula=None)
        (row,) = table(letter_csv.render(report(finding, path=text)))
        assert (row["文件"], row["问题"]) == ("'" + text, "'" + text)

    @pytest.mark.parametrize("text", ["-5.00", "-5.00 万元", "+3%", "53.32%", "一=二"])
    def test_amounts_stay(self, text):
        assert letter_csv.inert(text) == text

    @pytest.mark.parametrize("text", EVIL)
    def test_in_a_workbook(self, text):
        book = workbook(letter_xlsx.render(report(rate(text, message=text, formula=text), path=text)))
        for sheet in book:
            for row in sheet.iter_rows():
                assert all(cell.data_type != "f" for cell in row)
        assert book.worksheets[1]["B2"].value == text and book.worksheets[1]["B2"].hyperlink is None


class TestWorkbook:
    def whole(self):
        one = named(file_report(rate("甲/a.txt"), note(3)._replace(place=place(3, 1, 2, "甲/a.txt")), path="甲/a.txt"), "甲局")
        two = named(file_report(rate("乙/b.txt", severity="warning"), path="乙/b.txt"), "乙[/]局：" + "长" * 40)
        three = named(file_report(path="丙/c.txt"), "丙局")
        return workbook(letter_xlsx.render(Report([one, two, three, named(unread("乙/坏.pdf"), "乙[/]局：" + "长" * 40)])))

    def test_a_cover_and_a_sheet_for_each_department_with_findings(self):
        book = self.whole()
        assert book.sheetnames == ["封面", "甲局", "乙___局：" + "长" * 25]
        cover = [[cell.value for cell in row] for row in book["封面"].iter_rows(min_row=6)]
        assert cover[0] == ["部门", "文件", "错误", "警告", "未能核对", "已核对"]
        assert cover[1] == ["甲局", 1, 1, 0, 0, "93.3%"]
        assert cover[2][1:] == [2, 0, 1, 1, "93.3%"]
        assert cover[3] == ["丙局", 1, 0, 0, 0, "93.3%"]
        assert book["封面"]["A7"].hyperlink.location == "'甲局'!A1"

    def test_the_columns_of_a_department(self):
        sheet = self.whole()["甲局"]
        heads = [cell.value for cell in sheet[1]]
        assert heads == ["序号", "文件", "位置", "级别", "原文", "问题", "算式", "应为", "依据", "部门答复", "处理", "规则", "标识"]
        assert [cell.value for cell in sheet[2]][:4] == [1, "甲/a.txt", "第138行第1字", "错误"]
        assert sheet.max_row == 2
        (rule,) = sheet.data_validations.dataValidation
        assert (str(rule.sqref), rule.formula1) == ("K2", '"改正,接受,待核实"')
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:M2"
        assert sheet.page_setup.orientation == "landscape" and sheet.print_title_rows == "$1:$1"

    def test_names_of_sheets_are_each_ones_own(self):
        files = [named(file_report(rate(f"{n}.txt"), path=f"{n}.txt"), name) for n, name in enumerate(["封面", "长" * 40 + "一", "长" * 40 + "二", "History", "'", "A局", "a局"])]
        names = workbook(letter_xlsx.render(Report(files))).sheetnames
        assert len({name.lower() for name in names}) == len(names) == 8
        assert all(len(name) <= 31 for name in names)

    def test_it_needs_a_file(self, desk, run):
        (desk / "a.txt").write_text(BAD, encoding="utf-8")
        outcome = run("check", "a.txt", "--format", "xlsx")
        assert (outcome.code, "xlsx 格式请用 -o 写入文件" in outcome.err) == (2, True)

    def test_without_what_writes_it(self, desk, run, monkeypatch):
        (desk / "a.txt").write_text(BAD, encoding="utf-8")
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)
        outcome = run("check", "a.txt", "--also", "xlsx=b.xlsx")
        assert (outcome.code, 'pip install "xlsxwriter>=3.0"' in outcome.err) == (2, True)

    def test_of_a_file_that_is_read_apart(self, tmp_path, monkeypatch, run):
        name = next(path.name for path in SAMPLES.glob("*（有误）附表.xlsx"))
        shutil.copy(SAMPLES / name, tmp_path)
        monkeypatch.chdir(tmp_path)
        assert run("check", name, "--format", "xlsx", "-o", "意见 表.xlsx", "--isolated").code == 1
        book = openpyxl.load_workbook(tmp_path / "意见 表.xlsx")
        assert len(book.sheetnames) == 2 and book.worksheets[1].max_row > 5


def entries(path):
    return {(entry["file"], entry["figure"]): entry for entry in tomllib.loads((path / "auditlint-accepted.toml").read_text(encoding="utf-8"))["accepted"]}


@pytest.fixture
def folder(desk):
    """Two departments with three findings, and the letter to them in both formats."""
    for name, text in (("甲局/a.txt", WORSE), ("乙局/b.txt", BAD)):
        (desk / name).parent.mkdir()
        (desk / name).write_text(text, encoding="utf-8")
    return desk


def answer_book(path, answers):
    """Fill in replies and decisions by department and row, as somebody does in Excel."""
    book = openpyxl.load_workbook(path)
    for (name, row), (reply, decision) in answers.items():
        sheet = book[name]
        sheet.cell(row + 1, 10).value = reply
        sheet.cell(row + 1, 11).value = decision
        sheet.row_dimensions[row + 1].hidden = True  # a filter
    book.save(path)


def answer_table(path, answers, encoding):
    rows = table(path.read_text(encoding="utf-8"))
    seen: dict[str, int] = {}
    for row in rows:
        seen[row["部门"]] = number = seen.get(row["部门"], 0) + 1
        row["部门答复"], row["处理"] = answers.get((row["部门"], number), ("", ""))
    with open(path, "w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("form", ["xlsx", "utf-8-sig", "gb18030"])
class TestAnswers:
    ANSWERS = {("甲局", 1): ("口径不同，见附注", "接受"), ("甲局", 2): ("将重新公开", "改正"), ("乙局", 1): ("再核实", "待核实")}

    def letter(self, run, form, answers):
        name = "意见表.xlsx" if form == "xlsx" else "意见表.csv"
        run("check", "甲局", "乙局", "--format", name.rpartition(".")[2], "-o", name)
        if form == "xlsx":
            answer_book(Path(name), answers)
        else:
            answer_table(Path(name), answers, form)
        return name

    def test_what_is_accepted_is_entered_with_the_reply(self, folder, run, form):
        name = self.letter(run, form, self.ANSWERS)
        outcome = run("accept", "--from", name, "--until", "2099-12-31")
        assert outcome.code == 0
        assert outcome.out.startswith("答复：接受 1，改正 1，待核实 1，没有处理 0\n接受了 1 个问题，写入 auditlint-accepted.toml：\n")
        (entry,) = entries(folder).values()
        assert (entry["file"], entry["figure"], entry["reason"], entry["until"]) == ("甲局/a.txt", "4.00", "口径不同，见附注", date(2099, 12, 31))
        assert json.loads(run("check", "甲局", "乙局", "--format", "json").out)["summary"]["errors"] == 2
        assert run("accept", "--from", name).out.endswith("没有要接受的问题\n")

    def test_what_has_changed_since_is_not_accepted(self, folder, run, form):
        name = self.letter(run, form, self.ANSWERS)
        (folder / "甲局/a.txt").write_text(WORSE.replace("4.00", "4.50"), encoding="utf-8")
        outcome = run("accept", "--from", name)
        assert outcome.code == 0
        assert ("“甲局”第 2 行" if form == "xlsx" else "第 2 行") in outcome.err and "没有接受" in outcome.err
        assert not (folder / "auditlint-accepted.toml").exists()

    @pytest.mark.parametrize(
        ("answer", "said"), [(("好", "同意"), "“处理”不认识：同意"), (("", "接受"), "要接受，但没有部门答复")]
    )
    def test_what_cannot_be_followed(self, folder, run, form, answer, said):
        name = self.letter(run, form, {("甲局", 2): answer})
        outcome = run("accept", "--from", name)
        assert (outcome.code, said in outcome.err) == (2, True), outcome.err
        assert not (folder / "auditlint-accepted.toml").exists()


class TestLetters:
    def test_sent_from_another_folder(self, folder, run, monkeypatch):
        monkeypatch.chdir(folder / "甲局")
        run("check", "a.txt", "--format", "csv", "-o", "意见表.csv")
        answer_table(folder / "甲局/意见表.csv", {("a", 1): ("口径不同", "接受")}, "utf-8-sig")
        monkeypatch.chdir(folder)
        assert run("accept", "--from", "甲局/意见表.csv").code == 0
        assert ("甲局/a.txt", "4.00") in entries(folder)

    def test_what_is_no_letter(self, desk, run):
        (desk / "a.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
        outcome = run("accept", "--from", "a.csv")
        assert (outcome.code, "a.csv 不是核对意见表" in outcome.err) == (2, True)
        assert run("accept", "--from", "没有.csv").code == 2
        (desk / "坏.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 50)
        assert run("accept", "--from", "坏.xlsx").code == 2
        assert run("accept", "--from", "a.csv", "--all").code == 2

    def test_a_name_that_looks_like_a_formula_comes_back(self, desk, run):
        (desk / "=a.txt").write_text(BAD, encoding="utf-8")
        run("check", "=a.txt", "--format", "csv", "-o", "意见表.csv")
        rows = table((desk / "意见表.csv").read_text(encoding="utf-8"))
        assert rows[0]["文件"] == "'=a.txt"
        answer_table(desk / "意见表.csv", {(rows[0]["部门"], 1): ("x", "接受")}, "utf-8-sig")
        assert run("accept", "--from", "意见表.csv").code == 0
        assert run("check", "=a.txt").code == 0
