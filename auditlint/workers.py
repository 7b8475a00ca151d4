"""Auditing on several cores."""

import gc
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from .files import Source
from .model.finding import FileReport
from .reading.joining import Clusters, clusters, expected
from .runner import PARALLEL_FROM, Desk
from .settings import Settings
from .wording import say

#: Files to audit together: each with the number of its settings.
Work = list[tuple[Source, int]]

_desk: Desk
_settings: list[Settings]


def audit_parallel(tasks: Sequence[tuple[Source, Settings]], count: int) -> list[FileReport]:
    """Audit files in ``count`` processes; the reports come in the order of the files.

    Files whose names belong together go to one process, which audits together what is related.  Where what was read tells
    of other relations, those files are read once more.  A process that dies costs the files it had not finished: their
    reports say so.
    """
    distinct = list({id(settings): settings for _, settings in tasks}.values())
    index = {id(settings): number for number, settings in enumerate(distinct)}
    work = [(source, index[id(settings)]) for source, settings in tasks]
    units = expected([source.path for source, _ in tasks])
    reports: dict[int, FileReport] = {}
    known: Clusters = {}
    for unit, (files, found) in zip(units, _spread([([work[i] for i in unit], None) for unit in units], distinct, count), strict=True):
        reports.update(zip(unit, files, strict=True))
        known |= {tuple(unit[i] for i in each): [[unit[i] for i in group] for group in groups] for each, groups in found.items()}
    related = clusters([reports[number].identity for number in range(len(tasks))], Desk(distinct).has_rules("related"))
    again = {each: groups for each, groups in related.items() if known.get(each) != groups}
    left = {number for each in known for number in each} - {number for each in related for number in each}
    again |= {(number,): [] for number in left}
    jobs = [([work[i] for i in each], {tuple(range(len(each))): [[each.index(i) for i in group] for group in groups]}) for each, groups in again.items()]
    for each, (files, _) in zip(again, _spread(jobs, distinct, count), strict=True):
        reports.update(zip(each, files, strict=True))
    return [reports[number] for number in range(len(tasks))]


def _spread(
    jobs: Sequence[tuple[Work, Clusters | None]], settings: list[Settings], count: int
) -> list[tuple[list[FileReport], Clusters]]:
    """What the processes make of the jobs, in their order."""
    done: list[tuple[list[FileReport], Clusters]] = []
    if sum(len(work) for work, _ in jobs) < PARALLEL_FROM:
        count = 1
    try:
        if count > 1:
            with ProcessPoolExecutor(count, initializer=_begin, initargs=(settings,)) as pool:
                for result in pool.map(_work, jobs, chunksize=max(1, min(32, len(jobs) // (count * 4)))):
                    done.append(result)
    except BrokenProcessPool:
        done += [([_lost(source, settings[number]) for source, number in work], {}) for work, _ in jobs[len(done) :]]
    except (OSError, NotImplementedError):  # a system without semaphores has no pools
        pass
    desk = Desk(settings, several=True)
    return done + [_audit(job, desk, settings) for job in jobs[len(done) :]]


def _audit(job: tuple[Work, Clusters | None], desk: Desk, settings: list[Settings]) -> tuple[list[FileReport], Clusters]:
    """Audit files, each alone and then those that are related; returns which these were, where it was not given."""
    work, related = job
    members = [(desk.audit(source, settings[number]), settings[number]) for source, number in work]
    if len(work) > 1:
        from .joint import complete

        related = related or clusters([file.identity for file, _ in members], desk.has_rules("related"))
        for each, groups in related.items():
            mine = [members[number] for number in each]
            if all(file.filing is not None for file, _ in mine):
                complete(mine, [[each.index(number) for number in group] for group in groups], desk)
    for file, _ in members:
        file.strip()
    return [file for file, _ in members], related or {}


def _lost(source: Source, settings: Settings) -> FileReport:
    report = FileReport(source.path)
    report.problem = say(settings.lang, "worker-died")
    report.fail_on = settings.fail_on
    return report


def _begin(settings: list[Settings]) -> None:
    global _desk, _settings
    gc.freeze()  # what was there before the fork is shared as long as nobody counts it
    gc.enable()
    _desk, _settings = Desk(settings, several=True), settings


def _work(job: tuple[Work, Clusters | None]) -> tuple[list[FileReport], Clusters]:
    return _audit(job, _desk, _settings)
