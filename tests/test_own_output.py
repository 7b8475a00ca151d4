"""What the program wrote into a folder of filings is not audited as filings, and what is no such thing is."""

import io
import os
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from auditlint.desk.own_output import is_own

SAMPLES = Path(__file__).parent.parent / "sample_reports"
WRONG = "禾溪市青岚区林业和园林局 2024年度部门决算（有误）"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder of filings in the current directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    (tmp_path / "公开").mkdir()
    for suffix in (".txt", ".docx", "附表.xlsx"):
        shutil.copy(SAMPLES / f"{WRONG}{suffix}", tmp_path / "公开")
    return tmp_path / "公开"


def told(run, *words):
    """The exit code, the report and what is said of what was passed over."""
    outcome = run("check", *words)
    return outcome.code, outcome.out, outcome.err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("form", "name"), [("text", "结果.txt"), ("html", "报告.html"), ("xlsx", "核对意见表.xlsx"), ("csv", "核对意见表.csv")])
def test_a_report_is_no_filing(run, here, form, name, lang):
    before = told(run, "公开", "--lang", lang)
    for _ in range(2):  # the second time it is there
        assert run("check", "公开", "--format", form, "-o", f"公开/{name}", "--lang", lang).code == 1
    code, out, err = told(run, "公开", "--lang", lang)
    assert (code, out) == before[:2]
    assert err.count(name) == 1 and ("略过 auditlint 自己写的 1 个" if lang == "zh" else "1 file or folder that auditlint wrote") in err


@pytest.mark.parametrize("form", ["html", "xlsx"])
def test_what_is_named_is_read_as_asked(run, here, form):
    assert run("check", "公开", "--format", form, "-o", f"报告.{form}").code == 1
    code, out, err = told(run, f"报告.{form}")
    assert code in (1, 3) and "报告" in out and "自己写的" not in err


def test_a_letter_that_was_filled_in_and_saved_is_a_letter(run, here):
    assert run("check", "公开", "--format", "xlsx", "-o", "公开/意见.xlsx").code == 1
    book = openpyxl.load_workbook(here / "意见.xlsx")
    book.worksheets[1]["J2"] = "已改"
    book.save(here / "意见.xlsx")
    (here / "意见.csv").write_bytes("序号,部门,文件,位置,级别,原文,问题,算式,应为,依据,部门答复,处理,规则,标识\r\n".encode("gb18030"))
    assert "略过 auditlint 自己写的 2 个文件或目录（报告、核对意见表、副本、普查）：公开/意见.csv、公开/意见.xlsx；" in told(run, "公开")[2]


def test_marked_copies_are_no_filings(run, here):
    before = told(run, "公开")
    assert run("mark", "公开", "-o", "公开/标注").code == 0
    assert len(list((here / "标注").iterdir())) == 3
    code, out, err = told(run, "公开")
    assert (code, out) == before[:2] and "自己写的 3 个" in err


def test_a_survey_is_no_filing(run, here):
    pytest.importorskip("pyarrow")
    before = told(run, ".")
    assert run("survey", "公开", "-o", "公开/普查").code == 1
    for gone in ("", ".work", "manifest.json"):
        if gone == ".work":
            shutil.rmtree(here / "普查" / gone)
        code, out, err = told(run, ".")
        if gone == "manifest.json":
            os.unlink(here / "普查" / gone)
            assert "公开/普查/summary.csv" in told(run, ".")[1]  # nothing tells any more what it is
        else:
            assert (code, out) == before[:2] and "公开/普查；" in err


def test_a_survey_that_is_not_done_is_no_filing(run, here):
    (here / "普查" / ".work").mkdir(parents=True)
    (here / "普查" / ".work" / "lock").write_bytes(b"")
    shutil.copy(here / f"{WRONG}.txt", here / "普查")
    assert "公开/普查/" not in told(run, "公开")[1]


def test_many_are_told_in_one_line(run, here):
    for number in range(9):
        (here / f"{number}.marked.txt").write_text("", encoding="utf-8")
    err = told(run, "公开")[2]
    assert "自己写的 9 个" in err and "公开/5.marked.txt等；" in err and "公开/6.marked.txt" not in err


def test_a_folder_of_nothing_else_holds_nothing_to_audit(run, here):
    (here / "标注").mkdir()
    (here / "标注" / "a.marked.txt").write_text("甲1.00万元。", encoding="utf-8")
    code, out, err = told(run, "公开/标注")
    assert code == 3 and "目录里没有可以核对的文件" in out and "自己写的 1 个" in err


def test_what_is_excluded_is_counted_with_the_excluded(run, here):
    (here / "a.marked.txt").write_text("", encoding="utf-8")
    assert "自己写的" not in told(run, "公开", "--exclude", "*.marked.*")[2]


def test_filings_are_not_taken_for_reports(tmp_path):
    assert [path.name for path in SAMPLES.iterdir() if is_own(str(path))] == []
    damaged = io.BytesIO()
    with zipfile.ZipFile(damaged, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("docProps/core.xml", "<dc:creator>auditlint</dc:creator>" * 99)
    data = damaged.getvalue()
    for name, content in (
        ("报告.html", b"<html><head><title>auditlint</title>"), ("表.csv", "部门,文件\n".encode()), ("空.txt", b""), ("空.xlsx", b""),
        ("坏.xlsx", data.replace(b"\x78", b"\x79")), ("坏2.xlsx", data[:40] + b"\xff" * 9 + data[49:]), ("a.txt", b"\xff" * 3000), ("无.txt", None),
    ):  # fmt: skip
        if content is not None:
            (tmp_path / name).write_bytes(content)
        assert not is_own(str(tmp_path / name)), name
    (tmp_path / "目录.txt").mkdir()
    assert not is_own(str(tmp_path / "目录.txt"))
