"""A survey of a folder: its tables say what ``check`` says, are whole or not there, and go on where they were stopped."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

from auditlint.desk import one
from auditlint.survey import amounts, folder, tables
from auditlint.survey.schema import TABLES, VERSION, Column

pyarrow = pytest.importorskip("pyarrow")
dataset = pytest.importorskip("pyarrow.dataset")
parquet = pytest.importorskip("pyarrow.parquet")

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "sample_reports"
LINE = "{year}年度收入总计 {total} 万元，其中：本年收入 6.00 万元，使用非财政拨款结余 0.00 万元，年初结转和结余 4.00 万元。"


@pytest.fixture
def filings(tmp_path, monkeypatch):
    """Some filings of two departments and two years in a folder of the current directory; one has an error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    top = tmp_path / "决算公开"
    top.mkdir()
    for name in ("甲市水利局", "甲市体育局"):
        for year in (2022, 2023):
            total = "19.00" if (name, year) == ("甲市水利局", 2023) else "10.00"
            (top / f"{name}{year}年度部门决算.txt").write_text(LINE.format(year=year, total=total), encoding="utf-8")
    return top


@pytest.fixture
def audits(monkeypatch):
    """The files that are audited in this process."""
    seen = []
    real = one.Desk.audit

    def audit(self, source, settings):
        seen.append(os.path.basename(source.path))
        return real(self, source, settings)

    monkeypatch.setattr(one.Desk, "audit", audit)
    return seen


def read(top, table):
    """The rows of a table with their year, in order."""
    paths = sorted(Path(top, table).glob("*/*.parquet"))
    return [{**row, "year": path.parent.name.removeprefix("year=")} for path in paths for row in parquet.ParquetFile(path).read().to_pylist()]


def everything(top):
    """All that a survey says, file by file."""
    return {str(path.relative_to(top)): path.read_bytes() for path in sorted(Path(top).rglob("*")) if path.is_file() and ".work" not in path.parts}


def results():
    """What is kept to go on from, and since when."""
    return {path: path.stat().st_mtime_ns for path in Path("out").glob(".work/results/*/*/*.json")}


class TestTables:
    def test_they_say_what_check_says(self, run, monkeypatch, tmp_path):
        monkeypatch.chdir(tmp_path)
        chosen = ["云岭市石桥区应急管理局 2023年度部门决算（有误）.txt", "海澜市望潮区体育局2024年度部门决算（有误）.txt", "禾溪市青岚区林业和园林局 2024年度部门决算说明.docx"]
        (tmp_path / "in").mkdir()
        for name in chosen:
            shutil.copy(SAMPLES / name, tmp_path / "in" / name)
        assert run("survey", "in", "-o", "out").code == 1
        told = json.loads(run("check", "--format", "json", "in").out)
        findings = read("out", "findings")
        keys = ("rule", "name", "severity", "message", "path", "page", "line", "actual", "expected", "difference", "unit", "formula", "fingerprint")
        assert sorted(tuple(str(each[key]) for key in keys) for each in findings) == sorted(tuple(str(each[key]) for key in keys) for each in told["findings"])
        summary, files = told["summary"], read("out", "files")
        for name in ("figures", "checked", "bounded", "holds", "rounding", "broken", "unchecked", "errors", "warnings", "notes"):
            assert sum(file[name] for file in files) == summary[name], name
        checks, figures = read("out", "checks"), read("out", "figures")
        for verdict in ("holds", "rounding", "broken", "unchecked"):
            assert sum(check["verdict"] == verdict for check in checks) == summary[verdict]
        assert len(figures) == summary["figures"]
        assert sum(figure["state"] == "recomputed" for figure in figures) == summary["checked"]
        assert sum(figure["state"] == "bounded" for figure in figures) == summary["bounded"]
        assert sorted((file["year"], file["department"]) for file in files) == [
            ("2023", "云岭市石桥区应急管理局"), ("2024", "海澜市望潮区体育局"), ("2024", "禾溪市青岚区林业和园林局"),
        ]  # fmt: skip

    def test_a_finding_has_its_proof_its_slip_and_exact_amounts(self, run, filings):
        run("survey", "决算公开", "-o", "out")
        (finding,) = [each for each in read("out", "findings") if each["severity"] == "error"]
        assert (finding["department"], finding["year"]) == ("甲市水利局", "2023")
        assert (finding["slip"], finding["slip_told"], finding["established"]) == ("digit", "错一位数字", "words")
        assert (finding["actual"], finding["expected"], finding["difference_yuan"]) == ("19.00", "10.00", Decimal("90000"))
        assert [(each["text"], each["should_be"]) for each in finding["suspects"]] == [("19.00", "10.00"), ("0.00", "9.00")]
        broken = [check for check in read("out", "checks") if check["verdict"] == "broken"]
        assert {check["rule"] for check in broken} >= {finding["rule"]}
        assert {part["text"] for part in broken[0]["operands"]} <= {"6.00", "0.00", "4.00", "19.00"}
        assert {figure["yuan"] for figure in read("out", "figures")} == {Decimal(each) for each in (190000, 100000, 60000, 40000, 0)}

    def test_files_say_their_version_and_nothing_is_a_float(self, run, filings):
        run("survey", "决算公开", "-o", "out")
        for table in TABLES:
            for path in Path("out", table).glob("*/*.parquet"):
                file = parquet.ParquetFile(path)
                assert file.schema_arrow.names == [column.name for column in TABLES[table]]
                assert file.schema_arrow.metadata[b"auditlint.schema"] == VERSION.encode()
                assert file.schema_arrow.metadata[b"auditlint.table"] == table.encode()
                assert "float" not in str(file.schema_arrow) and "double" not in str(file.schema_arrow)
        for table in TABLES:
            assert dataset.dataset(f"out/{table}", partitioning="hive").to_table().num_rows == len(read("out", table))

    def test_what_could_not_be_read_is_a_table_too(self, run, filings):
        (filings / "甲市民政局2021年度决算.docx").write_bytes(b"PK\x03\x04 and no more")
        (filings / "图.ofd").write_bytes(b"x")
        (filings / "读我.txt").write_text("这里没有数字。", encoding="utf-8")
        outcome = run("survey", "决算公开", "-o", "out")
        assert outcome.code == 3
        kinds = {Path(each["path"]).name: (each["kind"], each["department"], each["year"]) for each in read("out", "problems")}
        assert kinds == {
            "甲市民政局2021年度决算.docx": ("unread", "甲市民政局", "2021"), "图.ofd": ("unread", "决算公开", "0"), "读我.txt": ("passed-over", "决算公开", "0"),
        }  # fmt: skip
        assert {each["status"] for each in read("out", "files")} == {"ok", "unread", "passed-over"}
        assert "甲市民政局2021年度决算.docx" in outcome.err
        assert json.loads(Path("out/summary.json").read_text(encoding="utf-8"))["total"]["unread"] == 2

    def test_what_was_accepted_says_so(self, run, filings):
        assert run("accept", "决算公开", "--all", "--reason", "口径不同").code == 0
        assert run("survey", "决算公开", "-o", "out").code == 0
        (finding,) = [each for each in read("out", "findings") if each["severity"] == "error"]
        assert (finding["accepted"], finding["accepted_reason"]) == (True, "口径不同")

    def test_nothing_in_a_filing_acts(self, run, filings):
        name = os.fsdecode(b"\xff2023.txt")
        (filings / name).write_text(LINE.format(year=2023, total="19.00").replace("本年收入", "\u202e本年收入\x1b[2J"), encoding="utf-8")
        run("survey", "决算公开", "-o", "out")
        assert any("\\udcff" in each["path"] for each in read("out", "files"))
        for path in (*Path("out").glob("*.json"), *Path("out").glob("*.csv")):
            assert "\x1b" not in path.read_text(encoding="utf-8")
        assert not any(char in str(read("out", table)) for table in TABLES for char in "\x1b\u202e")

    def test_full_files_are_followed_by_others_and_few_rows_wait(self, run, filings, monkeypatch):
        run("survey", "决算公开", "-o", "whole")
        monkeypatch.setattr(tables, "WAITING", 5)
        monkeypatch.setattr(tables, "IN_A_FILE", 6)
        run("survey", "决算公开", "-o", "out")
        assert len(list(Path("out/figures/year=2023").iterdir())) > 1
        for table in TABLES:
            assert read("out", table) == read("whole", table)

    def test_a_column_of_decimals_takes_what_it_can_hold(self):
        assert amounts.yuan("1.23", "万元") == "12300"
        assert amounts.yuan("0.00000001", "亿元") == "1"
        assert amounts.yuan("1.000000001", "元") is None
        assert amounts.yuan("9" * 31, "元") is None
        assert amounts.yuan("53.31", "%") is None and amounts.yuan(None, "万元") is None


class TestSummary:
    def test_it_counts_by_department_rule_year_and_slip(self, run, filings):
        outcome = run("survey", "决算公开", "-o", "out")
        assert outcome.code == 1
        for words in ("按部门（2 个）", "按年度（2 个）", "按规则", "错一位数字", "甲市水利局"):
            assert words in outcome.out
        told = json.loads(Path("out/summary.json").read_text(encoding="utf-8"))
        assert [(each["name"], each["files"], each["errors"]) for each in told["department"]] == [("甲市水利局", 2, 1), ("甲市体育局", 2, 0)]
        assert [(each["name"], each["errors"]) for each in told["year"]] == [("2022", 0), ("2023", 1)]
        assert [(each["name"], each["title"], each["errors"]) for each in told["slip"] if each["errors"]] == [("digit", "错一位数字", 1)]
        assert told["total"]["errors"] == sum(each["errors"] for each in told["rule"]) == 1
        rows = Path("out/summary.csv").read_text(encoding="utf-8-sig").splitlines()
        assert rows[0].startswith("by,name,title,files,unread,figures,checked,errors")
        assert any(row.startswith("department,甲市水利局,甲市水利局,2,0,") for row in rows)

    def test_it_speaks_english(self, run, filings):
        outcome = run("survey", "决算公开", "-o", "out", "--lang", "en")
        assert "by department (2)" in outcome.out and "one digit wrong" in outcome.out and "written to out" in outcome.err
        assert [each["slip_told"] for each in read("out", "findings") if each["slip"] == "digit"] == ["one digit wrong"]

    def test_its_exit_code_is_that_of_check(self, run, filings):
        assert run("survey", "决算公开", "-o", "out", "--fail-on", "never").code == 0
        assert run("survey", "决算公开", "-o", "out", "--ignore", "REF,SUM").code == run("check", "决算公开", "--ignore", "REF,SUM").code


class TestGoingOn:
    def test_what_did_not_change_is_not_audited_again(self, run, filings, audits):
        run("survey", "决算公开", "-o", "out")
        before = everything("out")
        assert len(audits) == 4
        run("survey", "决算公开", "-o", "out")
        assert len(audits) == 4 and everything("out") == before
        run("survey", "决算公开", "-o", "out", "--ignore", "REF")
        assert len(audits) == 8 and everything("out") != before

    def test_what_changed_takes_the_place_of_what_was(self, run, filings, audits):
        run("survey", "决算公开", "-o", "out")
        wrong, gone = filings / "甲市水利局2023年度部门决算.txt", filings / "甲市体育局2022年度部门决算.txt"
        wrong.write_text(LINE.format(year=2023, total="10.00"), encoding="utf-8")
        gone.unlink()
        audits.clear()
        assert run("survey", "决算公开", "-o", "out").code == 0
        assert wrong.name in audits
        assert len(read("out", "files")) == len({each["path"] for each in read("out", "files")}) == 3
        run("survey", "决算公开", "-o", "new")
        assert everything("out") == everything("new")
        assert len(list(Path("out/.work/results").rglob("*.json"))) == len(list(Path("new/.work/results").rglob("*.json")))

    def test_a_run_that_is_broken_off_leaves_the_tables_and_the_next_goes_on(self, run, filings, monkeypatch):
        run("survey", "决算公开", "-o", "whole")
        real, count = one.Desk.audit, [0]

        def audit(self, source, settings):
            count[0] += 1
            if count[0] == 3:
                raise KeyboardInterrupt
            return real(self, source, settings)

        monkeypatch.setattr(one.Desk, "audit", audit)
        outcome = run("survey", "决算公开", "-o", "out")
        assert outcome.code == 130 and "同一条命令接着做" in outcome.err
        assert not list(Path("out").rglob("*.parquet")) and not Path("out/manifest.json").exists()
        assert run("survey", "决算公开", "-o", "out").code == 1
        assert count[0] == 5  # two were done, one was broken off, and its department is done again
        assert everything("out") == everything("whole")

    @pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
    def test_a_run_that_is_killed_goes_on(self, run, filings):
        text = (SAMPLES / "云岭市石桥区应急管理局 2023年度部门决算（有误）.txt").read_text(encoding="utf-8")
        for name in "桥江河湖溪泉浪波":
            (filings / f"云岭市石{name}区应急管理局2023年度部门决算.txt").write_text(text.replace("石桥区", f"石{name}区"), encoding="utf-8")
        command = ["survey", "决算公开", "-o", "out", "--jobs", "2"]
        process = subprocess.Popen([sys.executable, "-m", "auditlint", *command], env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)
        while process.poll() is None and len(results()) < 2:
            time.sleep(0.01)
        process.kill()
        assert process.wait() == -signal.SIGKILL
        assert not list(Path("out").glob("*/*/*.parquet")) and not Path("out/manifest.json").exists()
        kept = results()
        assert kept
        assert run(*command).code == 1
        assert {path: time for path, time in results().items() if path in kept} == kept
        run("survey", "决算公开", "-o", "whole")
        assert everything("out") == everything("whole")
        assert not Path("out/.work/new").exists()

    @pytest.mark.parametrize("at", [1, 3, 6, 8])
    def test_a_run_that_ends_while_tables_are_put_in_their_place_goes_on(self, run, filings, monkeypatch, at):
        run("survey", "决算公开", "-o", "out")
        (filings / "甲市水利局2023年度部门决算.txt").unlink()
        run("survey", "决算公开", "-o", "whole")
        real, count = os.replace, [0]

        def replace(source, target):
            if str(target).startswith("out/") and str(target).endswith(".parquet"):
                count[0] += 1
                if count[0] == at:
                    raise RuntimeError("ended")
            real(source, target)

        monkeypatch.setattr(folder.os, "replace", replace)
        assert run("survey", "决算公开", "-o", "out").code == 3
        assert not Path("out/manifest.json").exists()
        monkeypatch.setattr(folder.os, "replace", real)
        run("survey", "决算公开", "-o", "out")
        assert everything("out") == everything("whole")

    def test_the_manifest_knows_every_file(self, run, filings):
        run("survey", "决算公开", "-o", "out")
        told = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))
        parts = [part for table in told["tables"].values() for part in table["parts"]]
        assert sorted(part["path"] for part in parts) == sorted(str(path.relative_to("out")) for path in Path("out").rglob("*.parquet"))
        assert all(Path("out", part["path"]).stat().st_size == part["bytes"] for part in parts)
        assert {table: told["tables"][table]["rows"] for table in TABLES} == {table: len(read("out", table)) for table in TABLES}
        assert (told["schema"], told["files"], told["exit_code"]) == (VERSION, 4, 1)


class TestFolder:
    def test_it_may_lie_in_what_is_surveyed(self, run, filings):
        for _ in range(2):
            assert run("survey", "决算公开", "-o", "决算公开/普查").code == 1
            assert len(read(filings / "普查", "files")) == 4

    def test_a_folder_with_something_else_in_it_is_left_alone(self, run, filings):
        outcome = run("survey", "决算公开", "-o", "决算公开")
        assert outcome.code == 2 and "别的东西" in outcome.err
        assert len(list(filings.iterdir())) == 4

    def test_two_runs_do_not_write_one_folder(self, run, filings):
        code = "from auditlint.survey.folder import Folder\nwith Folder('out').taken(): print(flush=True); input()"
        with subprocess.Popen([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdout is not None and other.stdout.readline()
            outcome = run("survey", "决算公开", "-o", "out")
            other.kill()
        assert outcome.code == 2 and "另一个普查" in outcome.err

    def test_what_cannot_be_followed_is_said(self, run, filings, monkeypatch):
        assert "用 -o 指明" in run("survey", "决算公开").err
        assert run("survey", "-", "-o", "out").code == 2
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
        outcome = run("survey", "决算公开", "-o", "out")
        assert outcome.code == 2 and 'pip install "pyarrow>=15.0"' in outcome.err
        assert not Path("out").exists()

    def test_one_file_can_be_surveyed(self, run, filings):
        assert run("survey", str(filings / "甲市水利局2023年度部门决算.txt"), "-o", "out").code == 1
        assert [(each["department"], each["year"]) for each in read("out", "files")] == [("甲市水利局", "2023")]


class TestPages:
    def test_the_page_tells_every_column(self):
        page = (ROOT / "docs" / "survey.md").read_text(encoding="utf-8")
        kinds = {"decimal": "decimal128(38, 8)", "list": "list of string", "structs": "list of struct"}

        def row(column: Column) -> str:
            fields = "：" + "、".join(f"`{field.name}`" for field in column.fields) if column.fields else ""
            return f"| `{column.name}` | {kinds.get(column.kind, column.kind)} | {column.told}{fields} |"

        for table, columns in TABLES.items():
            section = page.partition(f"### {table}：")[2].partition("\n### ")[0]
            assert [line for line in section.splitlines() if line.startswith("| `")] == [row(column) for column in columns]
        assert f"版本 {VERSION}" in page

    def test_the_example_is_answered_by_duckdb(self, run, filings, monkeypatch):
        duckdb = pytest.importorskip("duckdb")
        (filings / "图.ofd").write_bytes(b"x")
        run("survey", "决算公开", "-o", "out")
        monkeypatch.chdir("out")
        connection = duckdb.connect()
        answers = []
        for statement in duckdb.extract_statements((ROOT / "examples" / "survey" / "overview.sql").read_text(encoding="utf-8")):
            answers.append(connection.execute(statement).fetchall())
        departments, rules, slips, checks, _, _, problems = answers[5:]
        assert departments == [("甲市水利局", 2023, 1, Decimal("90000"))]
        assert [(year, count, files) for year, _, _, count, files in rules] == [(2023, 1, 1)]
        assert slips == [("错一位数字", 1)]
        assert sum(broken for *_, broken in checks) >= 1
        assert [(Path(path).name, kind) for path, kind, _ in problems] == [("图.ofd", "unread")]
        assert connection.execute("SELECT count(*) FROM files WHERE year = 0").fetchone() == (1,)
