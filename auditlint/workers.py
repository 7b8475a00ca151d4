"""Auditing on several cores."""

import gc
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from .files import Source
from .model.finding import FileReport
from .runner import PARALLEL_FROM, Desk
from .settings import Settings
from .wording import say

W = TypeVar("W")
R = TypeVar("R")
T = TypeVar("T")
Task = tuple[Source, Settings]

_desk: Desk
_settings: list[Settings]


def audit_parallel(tasks: Sequence[tuple[Source, Settings]], count: int) -> list[FileReport]:
    """Audit files in ``count`` processes; the reports come in the order of the files.

    A process that dies costs the files it had not finished: their reports say so.
    """
    distinct = list({id(settings): settings for _, settings in tasks}.values())
    index = {id(settings): number for number, settings in enumerate(distinct)}
    work = [(source, index[id(settings)]) for source, settings in tasks]
    chunk = max(1, min(32, len(work) // (count * 4)))
    return _spread(_work, work, tasks, distinct, count, chunk, _alone, _lost)


def complete_parallel(clusters: Sequence[Sequence[Task]], count: int) -> list[list[FileReport]]:
    """Audit related files together, the clusters in ``count`` processes; the reports come in the order of the files.

    Every file is read once more: what a process read it cannot hand on for less.
    """
    distinct = list({id(settings): settings for cluster in clusters for _, settings in cluster}.values())
    index = {id(settings): number for number, settings in enumerate(distinct)}
    work = [[(source, index[id(settings)]) for source, settings in cluster] for cluster in clusters]
    if sum(map(len, clusters)) < PARALLEL_FROM or len(clusters) < 2:
        desk = Desk(distinct, several=True)
        return [_together(cluster, desk) for cluster in clusters]
    return _spread(_complete, work, clusters, distinct, min(count, len(clusters)), 1, _together, lambda each: [_lost(task) for task in each])


def _spread(
    do: Callable[[W], R], work: Sequence[W], tasks: Sequence[T], settings: list[Settings], count: int, chunk: int,
    alone: Callable[[T, Desk], R], lost: Callable[[T], R],
) -> list[R]:  # fmt: skip
    """What the processes make of the work, in its order; what they could not do is done ``alone``, or ``lost``."""
    done: list[R] = []
    try:
        with ProcessPoolExecutor(count, initializer=_begin, initargs=(settings,)) as pool:
            for result in pool.map(do, work, chunksize=chunk):
                done.append(result)
    except BrokenProcessPool:
        done += [lost(task) for task in tasks[len(done) :]]
    except (OSError, NotImplementedError):  # a system without semaphores has no pools
        desk = Desk(settings, several=True)
        done += [alone(task, desk) for task in tasks[len(done) :]]
    return done


def _alone(task: Task, desk: Desk) -> FileReport:
    return desk.audit(*task, keep=False)


def _together(cluster: Sequence[Task], desk: Desk) -> list[FileReport]:
    from .joint import complete

    files = [desk.audit(source, settings, keep=True) for source, settings in cluster]
    able = [(file, settings) for file, (_, settings) in zip(files, cluster, strict=True) if file.filing is not None]
    complete(able, desk)
    for file in files:
        file.strip()
    return files


def _lost(task: Task) -> FileReport:
    source, settings = task
    report = FileReport(source.path)
    report.problem = say(settings.lang, "worker-died")
    report.fail_on = settings.fail_on
    return report


def _begin(settings: list[Settings]) -> None:
    global _desk, _settings
    gc.freeze()  # what was there before the fork is shared as long as nobody counts it
    gc.enable()
    _desk, _settings = Desk(settings, several=True), settings


def _work(task: tuple[Source, int]) -> FileReport:
    source, number = task
    return _desk.audit(source, _settings[number], keep=False)


def _complete(cluster: list[tuple[Source, int]]) -> list[FileReport]:
    return _together([(source, _settings[number]) for source, number in cluster], _desk)
