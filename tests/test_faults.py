"""Faults, each of them brought about: what a file can do to its reader, and what can happen round a run."""

import faulthandler
import json
import os
import resource
import signal
import stat
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import office_files
import pytest

from auditlint import check_path
from auditlint.desk import bounded, one
from auditlint.desk import run as desk_run
from auditlint.desk.bounded import Bounds, read_apart
from auditlint.desk.clock import Overrun, within
from auditlint.desk.transport import pack, unpack
from auditlint.errors import FileError
from auditlint.model import phrase
from auditlint.model.document import Document, Lines, Standing
from auditlint.readers import UnreadableFile, read
from auditlint.startup import pattern

GOOD = "2023年度收入总计 10.00 万元，其中：本年收入 6.00 万元，使用非财政拨款结余 0.00 万元，年初结转和结余 4.00 万元。"
BAD = GOOD.replace("10.00", "19.00")
DOCX = office_files.docx(f"<w:p><w:r><w:t>{GOOD}</w:t></w:r></w:p>")
WRONG = office_files.docx(f"<w:p><w:r><w:t>{BAD}</w:t></w:r></w:p>")
LIMITS = Bounds(1, 300)


def busy(*_):
    while True:
        pass


def hungry(*_):
    kept = []
    while True:
        kept.append(bytearray(10_000_000))


def silent(*_):
    os._exit(0)


def wordy(*_):
    document = Document("a", "x", "", Lines(["x" * 1_000_000] * 30), [], [], [])
    return document


def raising(*_):
    raise ValueError("看不懂\nFehler")


def aborting(*_):
    faulthandler.disable()  # which the tests have on, and which would say a lot
    os.abort()


READERS = {
    "aborts": (aborting, "意外中止（信号 6）"),
    "is killed": (lambda *_: os.kill(os.getpid(), signal.SIGKILL), "意外中止（信号 9）"),
    "just ends": (silent, "意外中止（没有结果）"),
    "calls exit": (lambda *_: sys.exit(0), "意外中止（没有结果）"),
    "runs on": (busy, "还没有核对完，已停止"),
    "sleeps": (lambda *_: time.sleep(60), "还没有核对完，已停止"),
    "grows": (hungry, "内存超过"),
    "says too much": (wordy, "读出的内容超过"),
    "raises": (raising, "读取时出错：ValueError: 看不懂 Fehler"),
}


class TestReadingApart:
    def test_what_is_read_is_the_same(self, tmp_path):
        document = read(DOCX, "a.docx")
        apart = read_apart(DOCX, "a.docx", LIMITS, "zh")
        for name in Document.__slots__:
            if name not in ("lines", "_gaps"):
                assert getattr(apart, name) == getattr(document, name), name
        for name in Lines.__slots__:
            assert getattr(apart.lines, name) == getattr(document.lines, name), name
        assert apart.text

    def test_every_part_of_a_document_is_carried(self):
        lines = Lines(["a\udc80", "b"], [1, 2])
        document = Document("甲.pdf", "pdf", "a\udc80\nb", lines, [], [0, 3], [0, 1])
        lines.standing = {1: Standing(False, ((0, 3, 9),))}
        document.unread, document.unseen = [phrase("pages", numbers=("1", "3"))], [phrase("sheet-has", name="甲", what=phrase("charts", n=2))]
        known = {"path", "encoding", "text", "lines", "paragraphs", "anchors", "origins", "base", "unread", "unseen", "_gaps", "_stops"}
        assert set(Document.__slots__) == known, "carry it, and name it here"
        assert set(Lines.__slots__) == {"texts", "pages", "spots", "cells", "standing", "printed", "_numbers"}, "carry it, and name it here"
        back = unpack(pack(document), "甲.pdf")
        assert [getattr(back, name) for name in ("text", "unread", "unseen", "anchors")] == ["a\udc80\nb", document.unread, document.unseen, [0, 3]]
        assert (back.lines.texts, back.lines.pages, back.lines.standing) == (lines.texts, lines.pages, lines.standing)

    def test_what_cannot_be_read_says_why(self):
        with pytest.raises(UnreadableFile, match="已损坏或不完整"):
            read_apart(DOCX[:300], "a.docx", LIMITS, "zh")

    @pytest.mark.parametrize("name", READERS)
    def test_a_reader_that(self, monkeypatch, name):
        reader, said = READERS[name]
        monkeypatch.setattr(bounded, "read", reader)
        monkeypatch.setattr(bounded, "_MOST_OUTPUT", 20_000_000)
        monkeypatch.setattr(Bounds, "patience", property(lambda self: 5))
        started = time.monotonic()
        with pytest.raises(FileError) as caught:
            read_apart(DOCX, "a.docx", LIMITS, "zh")
        assert said in caught.value.message("zh")
        assert time.monotonic() - started < 20
        with pytest.raises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)  # nothing is left

    def test_in_a_thread_a_new_interpreter_reads(self):
        found = []
        thread = threading.Thread(target=lambda: found.append(read_apart(DOCX, "a.docx", LIMITS, "zh").text))
        thread.start()
        thread.join()
        assert found == [read(DOCX, "a.docx").text]

    def test_a_new_interpreter_keeps_the_bounds_too(self, monkeypatch):
        monkeypatch.setattr(bounded, "can_fork", lambda: False)
        with pytest.raises(UnreadableFile):
            read_apart(DOCX[:300], "a.docx", LIMITS, "zh")
        monkeypatch.setattr(Bounds, "patience", property(lambda self: 0.01))
        with pytest.raises(FileError, match="还没有核对完"):
            read_apart(DOCX, "a.docx", LIMITS, "zh")


class TestRuns:
    """``check`` of files one of which does something to the process that works on it."""

    @pytest.fixture
    def folder(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
        return tmp_path

    def hit(self, monkeypatch, name, act):
        """Let what is done with one file be something else."""

        def reading(data, path, real=one.read):
            return act() if os.path.basename(path).startswith(name) else real(data, path)

        monkeypatch.setattr(one, "read", reading)
        monkeypatch.setattr(bounded, "read", reading)

    @pytest.mark.parametrize("act", ["aborts", "is killed", "just ends"])
    def test_one_file(self, folder, run, monkeypatch, act):
        (folder / "坏.docx").write_bytes(WRONG)
        self.hit(monkeypatch, "坏", READERS[act][0])
        outcome = run("check", "坏.docx")
        assert outcome.code == 3
        assert outcome.out.startswith("坏.docx: 未能核对：读取这个文件的进程意外中止")
        assert run("figures", "坏.docx").code == 3

    @pytest.mark.parametrize("act", ["aborts", "is killed", "just ends"])
    @pytest.mark.parametrize("jobs", ["1", "3"])
    def test_one_of_many(self, folder, run, monkeypatch, act, jobs):
        for number in range(12):
            (folder / f"甲县第{number}局2023年度决算.docx").write_bytes(DOCX)
            (folder / f"乙县第{number}局2023年度决算.txt").write_text(BAD, encoding="utf-8")
        for name in ("坏.docx", "坏.txt"):
            (folder / name).write_bytes(WRONG if name.endswith("x") else BAD.encode())
        self.hit(monkeypatch, "坏", READERS[act][0])
        outcome = run("check", ".", "-j", jobs, "--format", "json")
        assert outcome.code == 3
        files = json.loads(outcome.out)["files"]
        assert [file["path"] for file in files] == sorted(file["path"] for file in files)
        assert [file["path"] for file in files if file["status"] != "ok"] == ["坏.docx", "坏.txt"]
        assert len(files) == 26
        assert sum(file["errors"] > 0 for file in files) == 12

    def test_one_that_takes_too_long(self, folder, run, monkeypatch):
        for name in ("一.docx", "坏.docx", "二.docx"):
            (folder / name).write_bytes(DOCX)
        self.hit(monkeypatch, "坏", busy)
        outcome = run("check", ".", "--timeout-per-file", "1", "--format", "json")
        assert outcome.code == 3
        problems = {file["path"]: file["problem"] for file in json.loads(outcome.out)["files"]}
        assert problems["坏.docx"].startswith("用了 1 秒还没有核对完，已停止")
        assert problems["一.docx"] is problems["二.docx"] is None

    def test_text_that_takes_too_long(self, folder, run, monkeypatch):
        (folder / "a.txt").write_text(GOOD, encoding="utf-8")
        monkeypatch.setattr(one, "audit_document", busy)
        outcome = run("check", "a.txt", "--timeout-per-file", "1")
        assert outcome.code == 3
        assert "用了 1 秒还没有核对完" in outcome.out

    def test_text_in_which_a_pattern_goes_back_without_end(self, folder, run, monkeypatch):
        """Where a match is busy is no Python: it is stopped by the same clock, and no search pays for it."""
        (folder / "a.txt").write_text(GOOD, encoding="utf-8")
        monkeypatch.setattr(one, "audit_document", lambda *given: pattern(r"(?:a|a)*(?:a|aa)+$").match("a" * 60 + "b"))
        outcome = run("check", "a.txt", "--timeout-per-file", "1")
        assert outcome.code == 3
        assert "a.txt" in outcome.out and "用了 1 秒还没有核对完" in outcome.out

    def test_a_rule_cannot_swallow_the_end_of_the_time(self):
        def rule():
            while True:
                with suppress(Exception):
                    busy()

        with pytest.raises(Overrun), within(1):
            rule()

    def test_bounds_are_given_by_who_runs_it(self, folder, run, monkeypatch):
        (folder / "a.docx").write_bytes(DOCX)
        (folder / "auditlint.toml").write_text("memory-per-file = 100000\n", encoding="utf-8")
        outcome = run("check", "a.docx")
        assert outcome.code == 2
        assert "“memory-per-file”在被查文件旁找到的配置里不能写" in outcome.err
        assert run("check", "a.docx", "--isolated").code == 0
        self.hit(monkeypatch, "a.docx", hungry)
        outcome = run("check", "a.docx", "--isolated", "--memory-per-file", "100")
        assert outcome.code == 3
        assert "内存超过 100 MB" in outcome.out

    def test_the_library(self, folder, monkeypatch):
        (folder / "坏.docx").write_bytes(DOCX)
        self.hit(monkeypatch, "坏", aborting)
        assert "意外中止" in check_path("坏.docx").problems[0]
        assert check_path("坏.docx", timeout_per_file=5).files[0].problem


def command(*words, **options):
    return subprocess.Popen([sys.executable, "-m", "auditlint", *words], **options)


def children(pid):
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(name))
    return found


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks at processes in /proc")
class TestEnds:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
    def test_no_process_outlives_the_run(self, tmp_path, number):
        for each in range(60):
            (tmp_path / f"{each:03d}.txt").write_text(f"甲县第{each}局2023年度部门决算\n" + (GOOD + "\n") * 300, encoding="utf-8")
        process = command("check", "--isolated", "-j", "2", "-o", "r.json", "--format", "json", ".", cwd=tmp_path, stdout=subprocess.DEVNULL)
        end = time.monotonic() + 20
        workers = []
        while not workers and time.monotonic() < end and process.poll() is None:
            time.sleep(0.05)
            workers = children(process.pid)
        assert workers
        process.send_signal(number)
        assert process.wait(20) == -number
        end = time.monotonic() + 5
        while any(map(is_alive, workers)) and time.monotonic() < end:
            time.sleep(0.05)
        assert not any(map(is_alive, workers))
        assert not [name for name in os.listdir(tmp_path) if name.startswith("r.json")]


class TestOutput:
    @pytest.fixture
    def folder(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
        return tmp_path

    def ran(self, *words, **options):
        process = command("check", "--isolated", *words, stderr=subprocess.PIPE, **options)
        _, err = process.communicate(timeout=60)
        assert b"Traceback" not in err
        return process.returncode, err.decode()

    def test_full(self, folder):
        with open("/dev/full", "wb") as full:
            code, err = self.ran("a.txt", stdout=full)
        assert code == 3
        assert "无法写入 stdout" in err

    def test_closed(self, folder):
        code, err = self.ran("a.txt", preexec_fn=lambda: os.close(1))
        assert code == 2
        assert "无法写入 stdout" in err

    def test_nowhere_to_tell(self, folder):
        process = command("check", "--isolated", "没有.txt", preexec_fn=lambda: (os.close(1), os.close(2)))
        assert process.wait(60) == 2

    def test_input_closed(self, folder):
        code, _ = self.ran("-", preexec_fn=lambda: os.close(0), stdout=subprocess.DEVNULL)
        assert code == 3

    def test_reader_that_has_seen_enough(self, folder):
        reader, writer = os.pipe()
        os.close(reader)
        code, err = self.ran("a.txt", stdout=writer)
        os.close(writer)
        assert (code, err) == (0, "")

    def test_named_as_a_device(self, folder):
        process = command("check", "--isolated", "-o", "/dev/stdout", "--format", "json", "a.txt", stdout=subprocess.PIPE)
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        assert json.loads(out)["summary"]["files"] == 1

    def test_disk_full_keeps_the_old_report(self, folder):
        (folder / "r.json").write_text("old", encoding="utf-8")
        (folder / "b.txt").write_text("\n".join(BAD.replace("19", str(i)) for i in range(20, 90)), encoding="utf-8")

        def small():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        code, err = self.ran("b.txt", "--format", "json", "-o", "r.json", preexec_fn=small)
        assert code == 3
        assert "无法写入 r.json" in err
        assert (folder / "r.json").read_text(encoding="utf-8") == "old"
        assert sorted(os.listdir(folder)) == ["a.txt", "b.txt", "r.json"]

    @pytest.mark.parametrize("place", [".", "没有/r.txt", "a.txt/r.txt", "r" * 300])
    def test_not_writable(self, folder, run, place):
        outcome = run("check", "--isolated", "a.txt", "-o", place)
        assert (outcome.code, outcome.out) == (2, "")
        assert "无法写入" in outcome.err
        assert os.listdir(folder) == ["a.txt"]

    @pytest.mark.parametrize("words", [("check", "a.txt", "-o", "b.txt"), ("check", ".", "--also", "json=./a.txt"), ("figures", "a.txt", "-o", "a.txt")])
    def test_a_filing_is_never_written_over(self, folder, run, words):
        (folder / "b.txt").symlink_to("a.txt")
        outcome = run(words[0], "--isolated", *words[1:])
        assert outcome.code == 2
        assert "就是要核对的文件" in outcome.err
        assert (folder / "a.txt").read_text(encoding="utf-8") == GOOD

    def test_two_runs_into_one(self, folder):
        (folder / "b.txt").write_text("\n".join([BAD] * 300), encoding="utf-8")
        both = [command("check", "--isolated", "--no-cache", "--format", "json", "-o", "r.json", name) for name in ("a.txt", "b.txt") * 2]
        seen = []
        while any(process.poll() is None for process in both):
            with suppress(FileNotFoundError):
                seen.append((folder / "r.json").read_text(encoding="utf-8"))
        assert sorted(process.returncode for process in both) == [0, 0, 1, 1]
        for text in {*seen, (folder / "r.json").read_text(encoding="utf-8")}:
            (file,) = json.loads(text)["files"]
            assert file["path"] in ("a.txt", "b.txt")
        assert sorted(os.listdir(folder)) == ["a.txt", "b.txt", "r.json"]

    def test_what_another_process_left_is_in_nobodys_way(self, folder, run, monkeypatch):
        taken = [b"\0" * 6, b"\0" * 6, b"\1" * 6]
        monkeypatch.setattr("auditlint.output.os.urandom", lambda size: taken.pop(0))
        (folder / f"r.json.{'00' * 6}.tmp").write_text("stale", encoding="utf-8")
        assert run("check", "--isolated", "a.txt", "-o", "r.json").code == 0
        assert (folder / "r.json").read_text(encoding="utf-8")
        assert taken == []

    def test_keeps_the_mode_of_a_report(self, folder, run):
        (folder / "r.txt").touch(0o600)
        run("check", "--isolated", "a.txt", "-o", "r.txt")
        assert stat.S_IMODE((folder / "r.txt").stat().st_mode) == 0o600
        assert (folder / "r.txt").stat().st_size

    def test_whatever_fails_is_neither_clean_nor_a_finding(self, folder, run, monkeypatch):
        monkeypatch.setattr(desk_run, "exit_code", lambda *_: 1 // 0)
        outcome = run("check", "--isolated", "a.txt")
        assert (outcome.code, outcome.out) == (3, "")
        assert "程序出错：ZeroDivisionError" in outcome.err
