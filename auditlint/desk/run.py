"""The run: files to reports, here or in several processes."""

import os
from collections.abc import Iterator, Sequence
from typing import Any

from ..model.finding import SEVERITIES, FileReport, Report
from .bounded import can_fork
from .config import Configuration
from .files import Source, gather
from .job import Hands, Job, Task
from .one import Desk, Picture
from .progress import Watch
from .work import audit_job

#: From this many files on, starting processes costs less than it saves.
PARALLEL_FROM = 8


def check_text(text: str, path: str = "<text>", **settings: Any) -> Report:
    """Audit a filing given as text.

    ``settings`` are the keys of the configuration with underscores (``select=["CHG"]``, ``lang="en"`` ...); no
    configuration file is read.  The report's file keeps its ``filing`` and its ``checks``.

    Raises :class:`~auditlint.errors.ConfigError` for wrong settings and :class:`~auditlint.errors.PackError` where a
    rule pack does not load.
    """
    return audit([Source(path, text.encode("utf-8", "replace"))], _configured(settings), keep=True)


def check_path(path: str | os.PathLike[str], **settings: Any) -> Report:
    """Audit a file or the filings of a directory; ``settings`` and errors are those of :func:`check_text`."""
    configuration = _configured(settings)
    return audit(gather([os.fspath(path)], configuration).sources, configuration, keep=True)


def _configured(settings: dict[str, Any]) -> Configuration:
    return Configuration({key.replace("_", "-"): value for key, value in settings.items()}, isolated=True)


def audit(
    sources: Sequence[Source], configuration: Configuration, jobs: int = 0, keep: bool = False, bounded: bool = False,
    watch: Watch | None = None, cached: bool = False, picture: Picture | None = None,
) -> Report:
    """Audit files, each under its own settings.

    ``jobs`` is the number of processes, 0 for as many as pay; ``keep`` keeps each file's filing and checks; ``bounded`` tells
    that this process is one that a file may kill.  ``watch`` sees each file as it is done; a run that is broken off from the
    keyboard gives the report of what is done until then.  ``cached`` takes what came of unchanged files before.
    ``picture`` is asked for what a report needs of each file before its filing and checks are let go, so that nothing is taken
    from before; it must be a function that another process can be given.

    Files are audited each for itself, then those that have to do with each other once more together.  Rules over all
    filings of a run need every filing at once: where one is enabled, one process reads all files and keeps them.

    Raises :class:`~auditlint.errors.ConfigError` and :class:`~auditlint.errors.PackError`.
    """
    tasks = [(source, configuration.for_file(source.path)) for source in sources]
    several = len(tasks) > 1
    desk = Desk([settings for _, settings in tasks] or [configuration.for_directory("")], several, bounded, picture, keep)
    desk.over_all = several and (keep or desk.has_rules("run"))
    hands = _hands(tasks, desk, jobs)
    if cached and not (keep or desk.over_all or picture):
        hands = _remembering(hands, tasks)
    watch = watch or Watch()
    watch.begin(len(tasks))
    interrupted = 0
    try:
        files = _audited(tasks, desk, hands, watch)
    except KeyboardInterrupt:
        files = [watch.done[source.path] for source in sources if source.path in watch.done]
        interrupted = len(sources) - len(files)
    finally:
        watch.end()
    return _report(files, tasks, desk, configuration, interrupted)


def _hands(tasks: Sequence[Task], desk: Desk, count: int) -> Hands:
    """What does the jobs: this process, or others."""
    here = not desk.several or desk.over_all or desk.bounded
    processes = 1 if here else _processes(len(tasks), count)
    # One process for all files is less than one for each that is more than text.
    apart = not here and can_fork() and not all(_is_text(source) for source, _ in tasks)
    if processes > 1 or apart:
        from .pool import Pool

        return Pool(tasks, processes if len(tasks) >= PARALLEL_FROM else 1, desk.picture).work
    return _here(tasks, desk)


def _here(tasks: Sequence[Task], desk: Desk) -> Hands:
    """This process does the jobs, in their order."""

    def work(jobs: Sequence[Job]) -> Iterator[tuple[int, list[FileReport]]]:
        for number, job in enumerate(jobs):
            yield number, audit_job(job, tasks, desk)

    return work


def _remembering(hands: Hands, tasks: Sequence[Task]) -> Hands:
    """Hands that take what came of unchanged files before."""
    from .results import Results, folder

    top = folder()
    packs = {pack for _, settings in tasks for pack in settings.rule_packs}
    return Results(top, packs, "several" if len(tasks) > 1 else "alone").remembering(hands, tasks) if top else hands


def _audited(tasks: Sequence[Task], desk: Desk, hands: Hands, watch: Watch) -> list[FileReport]:
    """The reports of the files, in their order."""
    found: dict[int, FileReport] = {}

    def do(jobs: Sequence[Job]) -> None:
        for number, files in hands(jobs):
            found.update(zip(jobs[number].files, files, strict=True))
            watch.step(files)

    if desk.over_all or not desk.several:
        do([Job(tuple(range(len(tasks))))])
    else:
        from .plan import Plan

        plan = Plan([source.path for source, _ in tasks], desk.has_rules("related"))
        do(plan.first())
        do(plan.rest({number: file.identity for number, file in found.items()}))
    return [found[number] for number in range(len(tasks))]


def _report(
    files: list[FileReport], tasks: Sequence[Task], desk: Desk, configuration: Configuration, interrupted: int
) -> Report:
    report = Report(files)
    report.interrupted = interrupted
    audited = any(not file.problem for file in files)
    searched = {source.path for source, _ in tasks if source.searched}
    for file in files:
        file.passed_over = audited and file.path in searched and file.vacuous and not file.money
        report.failures += file.failures
    report.rules = list(desk.rules())
    report.silenced = desk.silenced()
    if any(configuration.accepted_list(file.path) for file in files):
        from .accepted import sift

        sift(report, configuration)
    return report


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


def allow_unchecked(report: Report) -> None:
    """Pass over the files that hold nothing that can be checked, whoever named them."""
    for file in report.files:
        file.passed_over = file.passed_over or file.vacuous


def exit_code(report: Report) -> int:
    """0 clean, 1 findings that fail their file, 3 where a file or a rule could not be audited, whatever was found.

    A run that was broken off is 130, as a shell has it.
    """
    if report.interrupted:
        return 130
    if report.failures or any(file.problem and not file.passed_over for file in report.files):
        return 3
    return int(any(_fails(file) for file in report.files))


def _fails(file: FileReport) -> bool:
    if file.fail_on == "never":
        return False
    least = SEVERITIES.index(file.fail_on)
    return any(SEVERITIES.index(finding.severity) >= least for finding in file.findings)
