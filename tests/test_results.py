"""What came of files before: found by all that it depends on, and no more than a saving of time."""

import json
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import office_files
import pytest

from auditlint.desk import bounded, one, results
from auditlint.desk.files import Source
from auditlint.desk.job import Job
from auditlint.desk.packing import pack, unpack
from auditlint.desk.settings import DEFAULTS
from auditlint.model.finding import FileReport

GOOD = "2023年度收入总计 10.00 万元，其中：本年收入 6.00 万元，使用非财政拨款结余 0.00 万元，年初结转和结余 4.00 万元。"
BAD = GOOD.replace("10.00", "19.00")
SAMPLES = Path(__file__).parent.parent / "sample_reports"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AUDITLINT_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def audits(monkeypatch):
    """The paths of the files that are audited; only those of this process are seen."""
    seen = []
    real = one.Desk.audit

    def audit(self, source, settings):
        seen.append(source.path)
        return real(self, source, settings)

    monkeypatch.setattr(one.Desk, "audit", audit)
    return seen


def kept(folder):
    return sorted((folder / ".cache/auditlint/results").rglob("*.json*"))


class TestRuns:
    @pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
    def test_the_second_run_says_the_same_and_audits_nothing(self, folder, run, audits, form):
        first = run("check", "--isolated", "a.txt", "--format", form)
        assert audits == ["a.txt"]
        assert run("check", "--isolated", "a.txt", "--format", form) == first
        assert audits == ["a.txt"]
        (path,) = kept(folder)
        assert path.stat().st_mode & 0o777 == 0o600
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            json.loads(line)

    @pytest.mark.parametrize(
        "change",
        [
            lambda folder: ("a.txt", (folder / "a.txt").write_text(GOOD, encoding="utf-8")),
            lambda folder: ("b.txt", (folder / "a.txt").rename(folder / "b.txt")),
            lambda folder: ("--ignore", "TXT", "a.txt"),
            lambda folder: ("--lang", "en", "a.txt"),
            lambda folder: ("--no-cache", "a.txt"),
        ],
    )
    def test_whatever_it_depends_on_makes_another_result(self, folder, run, audits, change):
        run("check", "--isolated", "a.txt")
        words = [word for word in change(folder) if isinstance(word, str)]
        run("check", "--isolated", *words)
        assert len(audits) == 2

    def test_another_program_makes_another_result(self, folder, run, audits, monkeypatch):
        run("check", "--isolated", "a.txt")
        monkeypatch.setattr(results, "_made_by", lambda packs: "another")
        run("check", "--isolated", "a.txt")
        assert len(audits) == 2

    def test_the_program_is_all_its_files(self, tmp_path):
        told = results._made_by.__wrapped__(("auditlint_rules",))
        for name in ("run.py", "forms.toml", "results.py"):
            assert f"{name} " in told
        assert "auditlint_rules" in told or "rules" in told
        assert "no such_pack_at_all" in results._made_by.__wrapped__(("such_pack_at_all",))

    @pytest.mark.parametrize("text", ["", "{", "[]", '{"files": []}', '{"files": [{"path": "b.txt"}]}'])
    def test_what_is_wrong_with_it_does_not_matter(self, folder, run, audits, text):
        first = run("check", "--isolated", "a.txt")
        (path,) = kept(folder)
        path.write_text(text, encoding="utf-8")
        assert run("check", "--isolated", "a.txt") == first
        assert len(audits) == 2

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes here")
    def test_a_pipe_in_its_place_is_not_waited_for(self, folder, run, audits):
        first = run("check", "--isolated", "a.txt")
        (path,) = kept(folder)
        path.unlink()
        os.mkfifo(path)
        assert run("check", "--isolated", "a.txt") == first
        assert len(audits) == 2

    def test_what_others_may_write_is_not_read(self, folder, run, audits):
        run("check", "--isolated", "a.txt")
        kept(folder)[0].chmod(0o666)
        run("check", "--isolated", "a.txt")
        assert len(audits) == 2

    def test_what_may_come_out_otherwise_is_not_kept(self, folder, run, monkeypatch):
        monkeypatch.setattr(one, "audit_document", lambda *_: 1 // 0)
        assert run("check", "--isolated", "a.txt").code == 3
        assert run("check", "--isolated", "没有.txt").code == 3
        assert kept(folder) == []

    def test_a_file_that_changes_meanwhile_is_not_kept(self, folder, run, monkeypatch):
        real = one.audit_document

        def meddling(*arguments):
            (folder / "a.txt").write_text(GOOD, encoding="utf-8")
            return real(*arguments)

        monkeypatch.setattr(one, "audit_document", meddling)
        (folder / "b.txt").write_text(BAD, encoding="utf-8")
        run("check", "--isolated", "a.txt", "b.txt")
        assert kept(folder) == []

    def test_many_files_of_every_kind(self, folder, run, monkeypatch):
        for number in range(9):
            (folder / f"甲县第{number}局2023年度决算.docx").write_bytes(office_files.docx(f"<w:p><w:r><w:t>{BAD}</w:t></w:r></w:p>"))
        (folder / "坏.docx").write_bytes(b"PK\x03\x04word/document.xml")
        (folder / "甲县水利局2022年度部门决算.txt").write_text(GOOD.replace("2023", "2022"), encoding="utf-8")
        (folder / "甲县水利局2023年度部门决算.txt").write_text(BAD, encoding="utf-8")
        first = run("check", "--isolated", ".", "--format", "json", "-j", "2")
        assert first.code == 3
        assert len(json.loads(first.out)["files"]) == 13

        def fail(*_):
            raise AssertionError("audited anew")

        monkeypatch.setattr("auditlint.desk.pool.do_job", fail)
        assert run("check", "--isolated", ".", "--format", "json", "-j", "2") == first

    def test_one_that_is_more_than_text(self, folder, run, monkeypatch):
        (folder / "a.docx").write_bytes(office_files.docx(f"<w:p><w:r><w:t>{BAD}</w:t></w:r></w:p>"))
        first = run("check", "--isolated", "a.docx")
        assert first.code == 1
        monkeypatch.setattr(one, "read", os.abort)
        monkeypatch.setattr(bounded, "read", os.abort)
        assert run("check", "--isolated", "a.docx") == first

    @pytest.mark.parametrize("config", ["", 'lang = "en"\n'])
    def test_what_is_kept_is_told_without_what_reads_and_judges(self, folder, run, config):
        if config:
            (folder / "auditlint.toml").write_text(config, encoding="utf-8")
        first = run("check", "a.txt")
        assert first.code == 1
        code = (
            "import sys; from auditlint.__main__ import main; code = main(['check', 'a.txt']);"
            " print(*sys.modules, file=sys.stderr); sys.exit(code)"
        )
        again = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
        assert (again.returncode, again.stdout) == (first.code, first.out)
        parts = {".".join(name.split(".")[:2]) for name in again.stderr.split()}
        assert {"auditlint.desk", "auditlint.reports"} <= parts
        needless = {f"auditlint.{name}" for name in ("reading", "language", "field", "proof", "diagnosis", "registry", "startup")} | {"auditlint_rules", "regex", "regex._regex"}
        assert parts & needless == set()

    def test_what_a_configuration_hides_is_told_of_what_is_kept(self, folder, run, audits):
        (folder / "auditlint.toml").write_text('ignore = ["TXT"]\n', encoding="utf-8")
        first = run("check", "a.txt")
        assert "auditlint.toml" in first.out
        assert run("check", "a.txt") == first
        assert audits == ["a.txt"]

    def test_info_and_clear(self, folder, run):
        run("check", "--isolated", "a.txt")
        assert "results：1 个结果，" in run("cache", "info").out
        assert run("cache", "clear").out == "删除了 1 个结果\n"
        assert kept(folder) == []
        assert run("cache", "clear").out == "删除了 0 个结果\n"


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt"))[:6], ids=lambda path: path.stem[-8:])
def test_a_report_comes_back_as_it_was(path):
    desk = one.Desk([DEFAULTS], several=True)
    report = desk.audit(Source(str(path)), DEFAULTS)
    back = unpack(pack(report))
    for name in report.__slots__:
        if name not in ("filing", "checks", "shared"):
            assert getattr(back, name) == getattr(report, name), name
    assert report.findings


def write(top, number):
    made = results.Results(top, (), "test")
    job, tasks = Job((0,)), [(Source("a", b"x"), DEFAULTS)]
    for _ in range(200):
        found = made.find(job, tasks)
        assert found is None or [unpack(record).path for record in found] == ["a"]
        report = FileReport("a")
        made.keep(made.key(job, tasks), job, tasks, [report], [pack(report)])


def test_several_runs_at_once(tmp_path):
    top = str(tmp_path / "results")
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=write, args=(top, number)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert results.stored(top).files == 1


def test_the_oldest_go(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "_MOST", 4)
    monkeypatch.setattr(results, "_LEFT", 2)
    monkeypatch.setattr(results.Results, "_path", lambda self, key: str(tmp_path / "results/00" / f"{key}.json"))
    made = results.Results(str(tmp_path / "results"), (), "test")
    tasks = [(Source(f"{number}", b"x"), DEFAULTS) for number in range(6)]
    jobs = [Job((number,)) for number in range(6)]
    for number, job in enumerate(jobs):
        key, report = made.key(job, tasks), FileReport(str(number))
        made.keep(key, job, tasks, [report], [pack(report)])
        os.utime(made._path(key), (number, number))
    made.prune()
    assert [made.find(job, tasks) is not None for job in jobs] == [False] * 4 + [True] * 2
