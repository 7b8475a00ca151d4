"""The run: files to reports, here or in several processes."""

import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Any

from ..model.finding import SEVERITIES, FileReport, Report
from .bounded import can_fork
from .config import Configuration
from .files import Source, gather
from .job import Hands, Job, Jobs, Task
from .made import Made
from .progress import Watch
from .settings import Settings

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ..model.filing import Identity
    from .one import Desk, Picture
    from .results import Results
    from .work import Members

#: From this many files on, starting processes costs less than it saves.
PARALLEL_FROM = 8


def check_text(text: str, path: str = "<text>", **settings: Any) -> Report:
    """Audit a filing given as text.

    ``settings`` are the keys of the configuration with underscores (``select=["CHG"]``, ``lang="en"`` ...); no
    configuration file is read.  The report's file keeps its ``filing`` and its ``checks``; its ``exit_code`` is what the
    command would end with.

    Raises :class:`~auditlint.errors.ConfigError` for wrong settings and :class:`~auditlint.errors.PackError` where a
    rule pack does not load.
    """
    return _decided(audit([Source(path, text.encode("utf-8", "replace"))], _configured(settings), keep=True))


def check_path(path: str | os.PathLike[str], **settings: Any) -> Report:
    """Audit a file or the filings of a directory; ``settings`` and errors are those of :func:`check_text`."""
    configuration = _configured(settings)
    return _decided(audit(gather([os.fspath(path)], configuration).sources, configuration, keep=True))


def check_paths(paths: Iterable[str | os.PathLike[str]], executor: "Executor | None" = None, jobs: int = 0, **settings: Any) -> Report:
    """Audit files and the filings of directories, in several processes or on an executor.

    ``executor`` is any :class:`concurrent.futures.Executor`: threads, processes, or a cluster's.  Its workers must have this
    package and the rule packs, and see the files under the paths that they have here.  Without one, ``jobs`` is the number of
    processes, 0 for as many as pay.  The reports of files keep neither filing nor checks; there may be very many.
    ``settings`` and errors are those of :func:`check_text`.
    """
    configuration = _configured(settings)
    return _decided(audit(gather([os.fspath(path) for path in paths], configuration).sources, configuration, jobs, executor=executor))


def _decided(report: Report) -> Report:
    report.exit_code = exit_code(report)
    return report


def _configured(settings: dict[str, Any]) -> Configuration:
    return Configuration({key.replace("_", "-"): value for key, value in settings.items()}, isolated=True)


def audit(
    sources: Sequence[Source], configuration: Configuration, jobs: int = 0, keep: bool = False, bounded: bool = False,
    watch: Watch | None = None, cached: bool = False, picture: "Picture | None" = None, allow_unchecked: bool = False,
    results: "Results | None" = None, executor: "Executor | None" = None,
) -> Report:
    """Audit files, each under its own settings.

    ``jobs`` is the number of processes, 0 for as many as pay; ``keep`` keeps each file's filing and checks; ``bounded`` tells
    that this process is one that a file may kill.  ``watch`` sees each file as it is done; a run that is broken off from the
    keyboard gives the report of what is done until then.  ``cached`` takes what came of unchanged files before.
    ``picture`` is asked for what a report needs of each file before its filing and checks are let go, so that nothing is taken
    from before; it must be a function that another process can be given.  ``allow_unchecked`` passes over the files that hold
    nothing that can be checked, whoever named them.  ``results`` are those of a caller that goes on from a run of its own, with
    the same picture, in the place of those of all runs.  ``executor`` does the work on several files, where it is given.

    Files are audited each for itself, then those that have to do with each other once more together, and let go of as soon
    as they are.  Rules over all filings of a run need every filing at once: where one is enabled, one process reads all files
    and keeps them.

    Raises :class:`~auditlint.errors.ConfigError` and :class:`~auditlint.errors.PackError`.
    """
    tasks = _Tasks(sources, configuration)
    settings = tasks.settings or [configuration.for_directory("")]
    if keep:
        results = None
    elif cached and not picture:
        results = results or _results(tasks)

    @cache
    def desk() -> "Desk":
        from .one import Desk  # with all that reads and judges: what was kept of one file is told without

        return Desk(settings, len(tasks) > 1, bounded, picture, keep)

    report = _kept(tasks, results) or _made(tasks, desk(), results, jobs, executor, watch or Watch())
    _finish(report, tasks, allow_unchecked)
    report.load_rules = lambda: list(desk().rules())
    if any(each.silences for each in settings):
        report.silenced = desk().silenced()
    if any(configuration.accepted_list(path) for path in report.paths):
        from .accepted import sift

        sift(report, configuration)
    return report


class _Tasks(Made[Task]):
    """The files of a run with their settings, in a few bytes a file."""

    def __init__(self, sources: Sequence[Source], configuration: Configuration):
        self._sources = sources
        #: The settings that are that of some file, each once.
        self.settings: list[Settings] = []
        numbers: dict[int, int] = {}
        self._numbers: list[int] = []
        for source in sources:
            own = configuration.for_file(source.path)
            if id(own) not in numbers:
                numbers[id(own)] = len(self.settings)
                self.settings.append(own)
            self._numbers.append(numbers[id(own)])

    def __len__(self) -> int:
        return len(self._sources)

    def at(self, number: int) -> Task:
        return self._sources[number], self.settings[self._numbers[number]]


class _Paths(Made[str]):
    """The paths of some files of a run."""

    def __init__(self, tasks: _Tasks, numbers: Sequence[int]):
        self._tasks = tasks
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def at(self, number: int) -> str:
        return self._tasks.at(self._numbers[number])[0].path


class _Identities(Made["Identity | None"]):
    """Whose accounts the files of a run tell."""

    def __init__(self, files: Sequence[FileReport]):
        self._files = files

    def __len__(self) -> int:
        return len(self._files)

    def at(self, number: int) -> "Identity | None":
        return self._files[number].identity


def _results(tasks: _Tasks) -> "Results | None":
    """What is kept of earlier runs."""
    from .results import Results, folder

    top = folder()
    packs = {pack for settings in tasks.settings for pack in settings.rule_packs}
    return Results(top, packs, "several" if len(tasks) > 1 else "alone") if top else None


def _kept(tasks: _Tasks, results: "Results | None") -> Report | None:
    """The report over one file, where it is that of an earlier run."""
    found = results.find(Job((0,)), tasks) if results is not None and len(tasks) == 1 else None
    return _opened(found) if found is not None else None


def _opened(found: Sequence[bytes]) -> Report:
    """The report of records."""
    from .packing import unpack

    return Report([unpack(record) for record in found])


def _made(tasks: _Tasks, desk: "Desk", results: "Results | None", jobs: int, executor: "Executor | None", watch: Watch) -> Report:
    """The report over files that are audited, unless some are like those of an earlier run."""
    several = len(tasks) > 1
    desk.over_all = several and (desk.keep or desk.has_rules("run"))
    if desk.over_all:
        results = None
    watch.begin(len(tasks))
    try:
        if desk.over_all or not several:
            return _at_once(tasks, desk, results, watch)
        return _one_by_one(tasks, desk, _hands(tasks, desk, jobs, results, executor), results, watch)
    finally:
        watch.end()


def _at_once(tasks: _Tasks, desk: "Desk", results: "Results | None", watch: Watch) -> Report:
    """The report over all files, audited here as one job; what was read of them is kept where the desk keeps it."""
    from .work import audit_job, do_job

    job = Job(tuple(range(len(tasks))))
    if results is not None:
        return _opened(do_job(job, tasks, desk, results))
    members: Members = {}
    try:
        return Report(audit_job(job, tasks, desk, lambda number: watch.reach(number != job.files[0]), members))
    except KeyboardInterrupt:
        report = Report([file for file, _ in members.values()])
        for file in report.files:
            desk.let_go(file)
        report.interrupted = len(tasks) - len(members)
        return report


def _hands(tasks: _Tasks, desk: "Desk", count: int, results: "Results | None", executor: "Executor | None") -> Hands:
    """What does the jobs: this process, or others."""
    if executor is not None:
        from .lent import Lent

        return Lent(executor, tasks, desk).work
    processes = 1 if desk.bounded else _processes(len(tasks), count)
    # One process for all files is less than one for each that is more than text.
    apart = not desk.bounded and can_fork() and not all(_is_text(source) for source, _ in tasks)
    if processes > 1 or apart:
        from .pool import Pool

        return Pool(tasks, processes if len(tasks) >= PARALLEL_FROM else 1, desk.picture, results).work

    from .work import do_job

    def here(jobs: Sequence[Job]) -> Generator[tuple[int, list[bytes]], None, None]:
        for number, job in enumerate(jobs):
            yield number, do_job(job, tasks, desk, results)

    return here


def _one_by_one(tasks: _Tasks, desk: "Desk", hands: Hands, results: "Results | None", watch: Watch) -> Report:
    """The report over the files, none of which is held any longer than what is related to it needs."""
    from .plan import Plan
    from .shelf import Shelf

    shelf = Shelf(len(tasks))
    plan = Plan(_Paths(tasks, range(len(tasks))), desk.has_rules("related"))
    interrupted = 0
    try:
        for jobs in (plan.first, lambda: plan.rest(_Identities(shelf))):
            for files, found in _done(jobs(), tasks, hands, results):
                for number, record in zip(files, found, strict=True):
                    shelf.put(number, record)
                watch.reach(len(files))
    except KeyboardInterrupt:
        interrupted = len(tasks) - len(shelf)
    report = Report(shelf, _Paths(tasks, shelf.numbers))
    report.interrupted = interrupted
    return report


def _done(
    jobs: Sequence[Job], tasks: _Tasks, hands: Hands, results: "Results | None"
) -> Iterator[tuple[tuple[int, ...], list[bytes]]]:
    """The files of each job with their records: those that came of them before, then what the hands make of the others."""
    missing = jobs
    if results is not None:
        missing = Jobs()
        for job in jobs:
            known = results.find(job, tasks)
            if known is None:
                missing.append(job)
            else:
                yield job.files, known
    if missing:
        with closing(hands(missing)) as made:
            for number, found in made:
                yield missing[number].files, found
        if results is not None:
            results.prune()


def _finish(report: Report, tasks: _Tasks, allow_unchecked: bool) -> None:
    """What the run says of its files: which are none that anybody meant to be audited, and the rules that failed in them."""
    audited = False
    for file in report.files:
        audited |= not file.problem
        report.failures += file.failures

    def pass_over(number: int, file: FileReport) -> None:
        stray = audited and tasks[number][0].searched and file.vacuous and not file.money
        file.passed_over = stray or allow_unchecked and file.vacuous

    report.change(pass_over)


def _is_text(source: Source) -> bool:
    return source.path.lower().endswith(".txt") or bool(source.problem)


def _processes(files: int, jobs: int) -> int:
    """How many processes to use."""
    if jobs:
        return min(jobs, files)
    if files < PARALLEL_FROM:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, files)


def exit_code(report: Report) -> int:
    """0 clean, 1 findings that fail their file, 3 where a file or a rule could not be audited, whatever was found.

    A run that was broken off is 130, as a shell has it.
    """
    if report.interrupted:
        return 130
    if report.failures:
        return 3
    code = 0
    for file in report.files:
        if file.problem and not file.passed_over:
            return 3
        code = code or int(_fails(file))
    return code


def _fails(file: FileReport) -> bool:
    if file.fail_on == "never":
        return False
    least = SEVERITIES.index(file.fail_on)
    return any(file.count(severity) for severity in SEVERITIES[least:])
