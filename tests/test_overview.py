"""Many files: the overview, the grouping, the line of progress, and breaking a run off."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import threading
import time

import pytest
from reported import file_report, note, place, rate, report, suspect

from auditlint.desk.progress import Progress, Watch, watch
from auditlint.desk.run import exit_code
from auditlint.model import Report
from auditlint.model.filing import Identity
from auditlint.reports import overview, text
from auditlint.reports.layout import abridged, width

BAD = "本年支出100.00万元，其中：基本支出60.00万元，占61.00%；项目支出40.00万元，占40.00%。\n"
GOOD = BAD.replace("61.00", "60.00")


def named(file, name):
    file.identity = Identity(file.path, "", name, 2023, "决算", "", True, (), ())
    return file


def several():
    """Two departments with three files, the second one worse."""
    one = named(file_report(rate("甲/a.txt"), path="甲/a.txt"), "甲局")
    two = named(file_report(rate("乙/b.txt"), rate("乙/b.txt", rule="PCT001"), path="乙/b.txt"), "乙局")
    three = named(file_report(rate("乙/c.txt", severity="warning"), path="乙/c.txt"), "乙局")
    clean = named(file_report(path="丙/d.txt"), "丙局")
    return Report([one, two, three, clean])


class TestTables:
    def test_three_tables(self):
        assert overview.render(several()) == [
            "按部门（2 个有问题）  错误  警告  文件",
            "乙局                     2     1     2",
            "甲局                     1     0     1",
            "",
            "按规则（2 条有问题）  错误  警告  文件",
            "CHG001 change-rate       2     1     3",
            "PCT001 change-rate       1     0     1",
            "",
            "问题最多的文件（3 个有问题）  错误  警告  已核对",
            "乙/b.txt                         2     0   93.3%",
            "甲/a.txt                         1     0   93.3%",
            "乙/c.txt                         0     1   93.3%",
            "",
        ]

    def test_it_fits_on_a_screen_and_leaves_nothing_out(self):
        files = [named(file_report(*[rate(f"{n}.txt")] * (n % 7 + 1), path=f"{n}.txt"), f"第{n}局") for n in range(200)]
        for screen in (24, 40, 60):
            lines = overview.render(Report(files), screen=screen)
            assert len(lines) <= screen - 2
            tables = "\n".join(lines).split("\n\n")
            for table in (tables[0], tables[2]):
                rest = re.search(r"其余 (\d+) 个 +(\d+)", table)
                assert rest is not None
                errors = sum(int(line.split()[1]) for line in table.splitlines()[1:-1]) + int(rest.group(2))
                assert errors == sum(len(file.findings) for file in files)
                assert len(table.splitlines()) - 2 + int(rest.group(1)) == 200

    def test_notes_alone_make_no_table(self):
        assert overview.render(report(note(193))) == []

    def test_columns_line_up(self):
        lines = overview.render(several())
        assert len({width(line) for line in lines[:3]}) == 1

    def test_long_names_keep_their_ends(self):
        names = [f"决算/{'很长的名字' * 8} 2024年度部门决算（{end}）.txt" for end in ("一", "二")]
        shown = [abridged(name, 48) for name in names]
        assert len(set(shown)) == 2 and all(width(name) <= 48 and name.endswith("）.txt") for name in shown)
        assert abridged("短.txt", 48) == "短.txt"

    def test_notes_count_no_file(self):
        files = [file_report(rate("a.txt"), path="a.txt"), file_report(note(1)._replace(place=place(1, 1, 2, "b.txt"), rule="CHG001"), path="b.txt")]
        assert "CHG001 change-rate       1     0     1" in overview.render(Report(files))

    def test_department_of_a_file_that_names_none(self):
        assert overview.department(file_report(path="下/水利局/a.txt")) == "水利局"
        assert overview.department(file_report(path="某局决算.txt")) == "某局决算"


class TestGrouping:
    def test_headings_worst_first(self):
        out = text.render(several(), group_by="department")
        assert [line for line in out.splitlines() if line.startswith("──")] == [
            "── 乙局（2 个错误，1 个警告）", "── 甲局（1 个错误）"
        ]  # fmt: skip
        out = text.render(several(), group_by="rule")
        assert [line for line in out.splitlines() if line.startswith("──")] == [
            "── CHG001 change-rate（2 个错误，1 个警告）", "── PCT001 change-rate（1 个错误）"
        ]  # fmt: skip

    def test_notes_never_stand_between_the_errors_of_several_files(self):
        files = [file_report(note(1), rate(), path="report.txt"), file_report(path="b.txt")]
        lines = text.render(Report(files), show_notes=True).splitlines()
        heads = [line for line in lines if line.startswith("report.txt")]
        assert [" [提示] " in line for line in heads] == [False, True]
        alone = text.render(report(note(1), rate()), show_notes=True).splitlines()
        assert alone[0].startswith("report.txt:138") or "[提示]" in alone[0]

    def test_a_group_of_hidden_notes_has_no_heading(self):
        assert "──" not in text.render(report(note(193)), group_by="rule")

    def test_on_the_command_line(self, desk, run):
        for name in ("甲局/a.txt", "乙局/b.txt"):
            (desk / name).parent.mkdir()
            (desk / name).write_text("甲1.00万元，乙2.00万元，丙4.00万元。\n", encoding="utf-8")
        outcome = run("check", ".", "--group-by", "department")
        assert (outcome.code, outcome.out.count("── ")) == (1, 2)
        outcome = run("check", ".", "--statistics")
        assert outcome.code == 1
        assert outcome.out.startswith("按部门（2 个有问题）") and "^" not in outcome.out
        assert outcome.out.splitlines()[-1].startswith("2 个文件；2 个错误")
        assert "按部门" not in run("check", ".").out

    @pytest.mark.parametrize("option", [["--statistics"], ["--group-by", "file"]])
    def test_other_formats_have_none(self, desk, run, option):
        (desk / "a.txt").write_text(GOOD, encoding="utf-8")
        outcome = run("check", "a.txt", "--format", "json", *option)
        assert (outcome.code, f"{option[0]} 只用于 --format text" in outcome.err) == (2, True)


class TestProgress:
    def test_what_is_drawn(self, monkeypatch, capsys):
        now = iter([0.0, 0.0, 0.05, 2.0, 4.0])
        monkeypatch.setattr("auditlint.desk.progress.monotonic", lambda: next(now))
        progress = Progress("zh")
        progress.begin(4)
        for _ in range(3):
            progress.reach(1)
        progress.end()
        assert capsys.readouterr().err == (
            "\r核对 4 个文件…" + "\r核对 2/4，约剩 2 秒" + "\r核对 3/4，约剩 1 秒" + "\r" + " " * 19 + "\r"
        )

    def test_only_on_a_terminal_that_a_person_sits_at(self, monkeypatch):
        monkeypatch.delenv("CI", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        assert type(watch(5, "zh")) is Watch
        monkeypatch.setattr("sys.stderr.isatty", lambda: True)
        assert type(watch(5, "zh")) is Progress
        assert type(watch(1, "zh")) is Watch
        monkeypatch.setenv("CI", "true")
        assert type(watch(5, "zh")) is Watch


def started(words, cwd, **more):
    """A run before a terminal, in a process group of its own; returns it and what it has shown so far, which grows."""
    ours, theirs = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key not in ("CI", "NO_COLOR")} | {"TERM": "xterm", "LINES": "40", "COLUMNS": "100"}
    process = subprocess.Popen(
        [sys.executable, "-m", "auditlint", *words], stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd, env=env, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # which a shell ignores for what it runs in the background
    )  # fmt: skip
    os.close(theirs)
    shown: list[bytes] = []

    def gather():
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError:
                return
            if not data:
                return
            shown.append(data)

    reader = threading.Thread(target=gather, daemon=True)
    reader.start()
    return process, shown, reader


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
class TestTerminal:
    def test_the_overview_comes_first_and_the_worst_file_after_it(self, tmp_path):
        (tmp_path / "一.txt").write_text(GOOD, encoding="utf-8")
        (tmp_path / "二.txt").write_text(BAD, encoding="utf-8")
        process, shown, reader = started(["check", "."], tmp_path)
        assert process.wait(30) == 1
        reader.join(5)
        out = b"".join(shown).decode()
        assert out.index("核对 2 个文件…") < out.index("按部门（1 个有问题）") < out.index("问题最多的文件") < out.index("── 二.txt（1 个错误）")
        assert "只看概览用 --statistics" in out

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_broken_off_tells_what_is_done(self, tmp_path, jobs):
        long = BAD * 20
        for number in range(1000):
            (tmp_path / f"{number:03}.txt").write_text(f"{long}\n{number}", encoding="utf-8")  # no file is answered from another's
        process, shown, reader = started(["check", ".", "--jobs", jobs, "--statistics"], tmp_path)
        until = time.monotonic() + 60
        while not re.search(rb" (\d\d+|[2-9])/1000", b"".join(shown)) and time.monotonic() < until:
            time.sleep(0.02)
        began = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(30) == 130
        assert time.monotonic() - began < 10
        reader.join(5)
        out = b"".join(shown).decode()
        left = re.search(r"已中断：还有 (\d+) 个文件没有核对，以下只是核对过的", out)
        done = re.search(r"(\d+) 个文件；", out)
        assert left is not None and done is not None
        assert int(left.group(1)) + int(done.group(1)) == 1000 and int(done.group(1)) > 0
        assert "PCT001" in out and "Traceback" not in out


def test_a_run_that_was_broken_off_is_130_whatever_was_found():
    run = report(rate(suspects=(suspect(),)))
    run.interrupted = 3
    assert exit_code(run) == 130
    assert "已中断：还有 3 个文件没有核对" in text.render(run)
    from auditlint.reports import json_report

    assert json.loads(json_report.render(run))["summary"]["interrupted"] == 3
