"""Auditing on an executor: the same findings as in one process, each once, whatever becomes of the workers."""

import json
import os
import subprocess
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

import auditlint
from auditlint.desk import lent
from auditlint.errors import ConfigError, PackError
from auditlint.reports import json_report

TEXT = "{name}\n{year}年度部门决算说明\n{year}年度收入总计100.00万元。本年收入合计100.00万元，其中：财政拨款收入80.00万元，占{percent}%；其他收入20.00万元，占20.00%。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twenty files, every third with an error, and one department's in two directories."""
    monkeypatch.chdir(tmp_path)
    for number in range(18):
        name = f"{'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未'[number]}县水利局"
        text = TEXT.format(name=name, year=2023, percent="81.00" if number % 3 == 0 else "80.00")
        (tmp_path / f"{name}2023年度部门决算.txt").write_text(text, encoding="utf-8")
    for year in (2022, 2023):
        (tmp_path / str(year)).mkdir()
        (tmp_path / str(year) / "说明.txt").write_text(TEXT.format(name="酉县水利局", year=year, percent="80.00"), encoding="utf-8")
    return tmp_path


def told(**how: object) -> str:
    """What is found in the folder, as programs read it."""
    return json_report.render(auditlint.check_paths(["."], **how))  # type: ignore[arg-type]


def test_threads_and_processes(folder: Path) -> None:
    alone = told(jobs=1)
    assert json.loads(alone)["summary"]["errors"] == 6
    assert told(jobs=2) == alone
    with ThreadPoolExecutor(3) as threads:
        assert told(executor=threads) == alone
    with ProcessPoolExecutor(2) as processes:
        assert told(executor=processes) == alone


class Failing(Executor):
    """Does what it is given at once; the calls of some numbers are lost, and from one on it takes none."""

    def __init__(self, lost: range, broken: int = 1_000_000, why: type[Exception] = BrokenProcessPool):
        self.lost, self.broken, self.why = lost, broken, why
        self.calls = 0

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        self.calls += 1
        if self.calls > self.broken:
            raise BrokenProcessPool
        future: Future[object] = Future()
        if self.calls in self.lost:
            future.set_exception(self.why())
        else:
            try:
                future.set_result(fn(*args, **kwargs))
            except Exception as error:
                future.set_exception(error)
        return future


@pytest.mark.parametrize("executor", [Failing(range(1, 4)), Failing(range(2, 9, 2)), Failing(range(0), 3), Failing(range(1, 3), 4)])
def test_what_is_lost_is_begun_anew(folder: Path, executor: Failing) -> None:
    assert told(executor=executor) == told(jobs=1)
    assert executor.calls > 3


def test_a_file_that_is_lost_every_time_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = lent.do_job

    def do_job(job, tasks, desk, results):  # type: ignore[no-untyped-def]
        if any("丙" in tasks[number][0].path for number in job.files):
            raise MemoryError
        return real(job, tasks, desk, results)

    alone = json.loads(told(jobs=1))
    monkeypatch.setattr(lent, "do_job", do_job)
    found = json.loads(told(executor=Failing(range(0))))
    problems = [file["path"] for file in found["files"] if file["problem"]]
    assert problems == ["丙县水利局2023年度部门决算.txt"]
    assert found["findings"] == [each for each in alone["findings"] if each["path"] != problems[0]]


def test_workers_without_the_rules_are_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PackError, match="不能核对"):
        told(executor=Failing(range(0, 100), why=ModuleNotFoundError))

    def fails(*_: object, **__: object) -> None:
        raise ConfigError("config-deep")

    monkeypatch.setattr(lent, "Desk", fails)
    with pytest.raises(PackError, match="嵌套过深"):
        told(executor=Failing(range(0)))


def test_a_worker_elsewhere_follows_the_same_patterns(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Paths and patterns count from where the run was started, whatever the directory of a worker."""
    settings = {"per_file_ignores": {"甲*.txt": ["PCT"]}}
    alone = told(jobs=1, **settings)
    assert json.loads(alone)["summary"]["errors"] < 6
    with ProcessPoolExecutor(2, initializer=os.chdir, initargs=(tmp_path_factory.mktemp("elsewhere"),)) as processes:
        assert told(executor=processes, **settings) == alone


def in_another_process(*words: str) -> subprocess.CompletedProcess[str]:
    """What a process makes of it: Dask leaves threads behind, and who has threads does not fork."""
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_a_worker_of_a_cluster_is_killed(folder: Path) -> None:
    pytest.importorskip("distributed")
    alone = told(jobs=1)
    done = in_another_process(str(Path(__file__).parent / "on_a_cluster.py"))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["killed"] == 1 < found["batches"]
    assert found["library"] == alone
    assert (found["code"], found["command"]) == (1, alone)


def test_a_scheduler_that_is_not_there(folder: Path) -> None:
    pytest.importorskip("distributed")
    code = "from auditlint.cli import cluster; cluster._PATIENCE = 0.2; import sys; from auditlint.__main__ import main; sys.exit(main(sys.argv[1:]))"
    done = in_another_process("-c", code, "check", ".", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "连不上调度器 tcp://127.0.0.1:9" in done.stderr


def test_without_dask(folder: Path, run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setitem(sys.modules, "distributed", None)
    outcome = run("check", ".", "--scheduler", "tcp://127.0.0.1:9")
    assert outcome.code == 2
    assert 'pip install "distributed' in outcome.err


def test_a_report_knows_what_the_command_would_end_with(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clean, findings, and a file that nothing could be made of: a library user must not take the last for clean."""
    right = next(folder.glob("乙县*.txt"))
    assert auditlint.check_path(right).exit_code == auditlint.check_text(right.read_text(encoding="utf-8")).exit_code == 0
    assert auditlint.check_paths(["."]).exit_code == 1
    assert auditlint.check_text("空空如也").exit_code == 3

    def broken(_document: object) -> None:
        raise KeyError("甲")

    monkeypatch.setattr("auditlint.desk.document.read_filing", broken)
    assert auditlint.check_path(right).exit_code == 3
