"""Auditing on several cores."""

import gc
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from .files import Source
from .model.finding import FileReport
from .runner import Desk
from .settings import Settings
from .wording import say

_desk: Desk
_settings: list[Settings]


def audit_parallel(tasks: Sequence[tuple[Source, Settings]], count: int) -> list[FileReport]:
    """Audit files in ``count`` processes; the reports come in the order of the files.

    A process that dies costs the files it had not finished: their reports say so.
    """
    distinct = list({id(settings): settings for _, settings in tasks}.values())
    index = {id(settings): number for number, settings in enumerate(distinct)}
    work = [(source, index[id(settings)]) for source, settings in tasks]
    done: list[FileReport] = []
    try:
        with ProcessPoolExecutor(count, initializer=_begin, initargs=(distinct,)) as pool:
            for report in pool.map(_work, work, chunksize=max(1, min(32, len(work) // (count * 4)))):
                done.append(report)
    except BrokenProcessPool:
        done += [_lost(source, settings) for source, settings in tasks[len(done) :]]
    except (OSError, NotImplementedError):  # a system without semaphores has no pools
        desk = Desk(distinct)
        done += [desk.audit(source, settings, keep=False) for source, settings in tasks[len(done) :]]
    return done


def _lost(source: Source, settings: Settings) -> FileReport:
    report = FileReport(source.path)
    report.problem = say(settings.lang, "worker-died")
    report.fail_on = settings.fail_on
    return report


def _begin(settings: list[Settings]) -> None:
    global _desk, _settings
    gc.freeze()  # what was there before the fork is shared as long as nobody counts it
    gc.enable()
    _desk, _settings = Desk(settings), settings


def _work(task: tuple[Source, int]) -> FileReport:
    source, number = task
    return _desk.audit(source, _settings[number], keep=False)
