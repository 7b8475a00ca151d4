"""Auditing in several processes, each of which a file may kill."""

import gc
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from .bounded import bounds, can_fork, died, lifeline, tie
from .bounded import forget as forget_lifeline
from .errors import FileError
from .files import Source
from .model.finding import FileReport
from .progress import Watch
from .reading.joining import Clusters, clusters, expected
from .results import Results
from .runner import PARALLEL_FROM, Desk, Picture
from .settings import Settings

#: Files to audit together: each with the number of its settings.
Work = list[tuple[Source, int]]
Job = tuple[Work, Clusters | None]
Done = tuple[list[FileReport], Clusters]

#: How many jobs a process is given at a time, at most.
_BATCH = 32


def audit_parallel(
    tasks: Sequence[tuple[Source, Settings]], count: int, watch: Watch, results: Results | None = None, picture: Picture | None = None
) -> list[FileReport]:
    """Audit files in ``count`` processes; the reports come in the order of the files.

    Files whose names belong together go to one process, which audits together what is related.  Where what was read tells
    of other relations, those files are read once more.  A process that dies, or takes too long, costs the file that it was
    at, whose report says so.
    """
    distinct = list({id(settings): settings for _, settings in tasks}.values())
    index = {id(settings): number for number, settings in enumerate(distinct)}
    work = [(source, index[id(settings)]) for source, settings in tasks]
    units = expected([source.path for source, _ in tasks])
    reports: dict[int, FileReport] = {}
    known: Clusters = {}
    for unit, (files, found) in zip(units, _spread([([work[i] for i in unit], None) for unit in units], distinct, count, watch, results, picture), strict=True):
        reports.update(zip(unit, files, strict=True))
        known |= {tuple(unit[i] for i in each): [[unit[i] for i in group] for group in groups] for each, groups in found.items()}
    related = clusters([reports[number].identity for number in range(len(tasks))], Desk(distinct).has_rules("related"))
    again = {each: groups for each, groups in related.items() if known.get(each) != groups}
    left = {number for each in known for number in each} - {number for each in related for number in each}
    again |= {(number,): [] for number in left}
    jobs: list[Job] = [
        ([work[i] for i in each], {tuple(range(len(each))): [[each.index(i) for i in group] for group in groups]})
        for each, groups in again.items()
    ]
    for each, (files, _) in zip(again, _spread(jobs, distinct, count, watch, results, picture), strict=True):
        reports.update(zip(each, files, strict=True))
    return [reports[number] for number in range(len(tasks))]


def _spread(
    jobs: Sequence[Job], settings: list[Settings], count: int, watch: Watch, results: Results | None, picture: Picture | None
) -> list[Done]:
    """What comes of the jobs, in their order: what came of them before, and what the processes make of the others."""
    if results is None:
        return _made(jobs, settings, count, watch, picture)
    told = [([(source, settings[number]) for source, number in work], related) for work, related in jobs]
    found = {number: known for number, each in enumerate(told) if (known := results.find(number, *each)) is not None}
    for files, _ in found.values():
        watch.step(files)
    missing = [number for number in range(len(jobs)) if number not in found]
    for number, done in zip(missing, _made([jobs[number] for number in missing], settings, count, watch, picture), strict=True):
        results.keep(number, *told[number], done)
        found[number] = done
    return [found[number] for number in range(len(jobs))]


def _made(
    jobs: Sequence[Job], settings: list[Settings], count: int, watch: Watch, picture: Picture | None
) -> list[Done]:
    """What the processes make of the jobs, in their order."""
    if sum(len(work) for work, _ in jobs) < PARALLEL_FROM:
        count = 1
    if not jobs:
        return []
    pool = _Pool(jobs, settings, count, watch, picture)
    try:
        return pool.run()
    finally:
        pool.close()


class _Part(NamedTuple):
    """A job, or what is left of it: the files that are to be audited yet, by their numbers in it."""

    job: int
    files: list[int]
    related: Clusters | None


class _Worker:
    """One process and what it was given; ``file`` is the number of the file that it is at, -1 between files."""

    def __init__(self, settings: list[Settings], picture: Picture | None):
        method = "fork" if can_fork() else "spawn"
        context: Any = get_context(method)
        self.pipe, theirs = context.Pipe()
        life, self.life = lifeline() if method == "fork" else (-1, -1)
        self.parts: deque[_Part] = deque()
        self.file = -1
        self.end = float("inf")
        self.process = context.Process(target=_serve, args=(theirs, life, settings, picture), daemon=True)
        self.process.start()
        theirs.close()
        if life >= 0:
            os.close(life)

    def stop(self) -> int:
        """End the process; returns the signal that had ended it, 0 where none had."""
        self.process.join(0.2 if self.process.is_alive() and self.end == float("inf") else 0)
        code = self.process.exitcode
        if code is None:
            self.process.kill()
            self.process.join()
        self.pipe.close()
        if self.life >= 0:
            forget_lifeline(self.life)
        return max(0, -(code or 0))


class _Pool:
    """Processes that take jobs, a few at a time, until all are done."""

    def __init__(self, jobs: Sequence[Job], settings: list[Settings], count: int, watch: Watch, picture: Picture | None):
        self.jobs = jobs
        self.settings = settings
        self.count = count
        self.watch = watch
        self.picture = picture
        self.waiting = deque(_Part(number, list(range(len(work))), related) for number, (work, related) in enumerate(jobs))
        self.batch = max(1, min(_BATCH, len(jobs) // (count * 4)))
        self.found: list[dict[int, FileReport]] = [{} for _ in jobs]
        self.related: list[Clusters] = [{} for _ in jobs]
        self.workers: list[_Worker] = []

    def run(self) -> list[Done]:
        for _ in range(min(self.count, len(self.jobs))):
            self._start()
        while self.workers:
            ready = connection.wait([worker.pipe for worker in self.workers], self._patience())
            for worker in [each for each in self.workers if each.pipe in ready]:
                self._hear(worker)
            now = time.monotonic()
            for worker in [each for each in self.workers if each.end <= now]:
                self._bury(worker, overdue=True)
        return [
            ([self.found[number][i] for i in range(len(work))], self.related[number])
            for number, (work, _) in enumerate(self.jobs)
        ]

    def close(self) -> None:
        """End every process that is left, at once."""
        for worker in self.workers:
            worker.end = 0.0
            worker.stop()

    def _patience(self) -> float | None:
        end = min(worker.end for worker in self.workers)
        return None if end == float("inf") else max(0.0, end - time.monotonic())

    def _start(self) -> None:
        worker = _Worker(self.settings, self.picture)
        self.workers.append(worker)
        self._give(worker)

    def _give(self, worker: _Worker) -> None:
        """Give a process its next jobs, or let it go."""
        while self.waiting and len(worker.parts) < self.batch:
            worker.parts.append(self.waiting.popleft())
        try:
            if worker.parts:
                worker.pipe.send([([self.jobs[part.job][0][i] for i in part.files], part.related) for part in worker.parts])
            else:
                worker.pipe.send(None)
                self.workers.remove(worker)
                worker.stop()
        except OSError:
            self._bury(worker)

    def _hear(self, worker: _Worker) -> None:
        try:
            kind, *content = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        part = worker.parts[0]
        if kind == "at":
            number, patience = content
            worker.file, worker.end = part.files[number], time.monotonic() + patience
        elif kind == "joint":
            worker.file, worker.end = -1, float("inf")
        else:
            files, related = content
            worker.file, worker.end = -1, float("inf")
            self.found[part.job].update(zip(part.files, files, strict=True))
            self.watch.step(files)
            self.related[part.job] = {
                tuple(part.files[i] for i in each): [[part.files[i] for i in group] for group in groups]
                for each, groups in related.items()
            }
            worker.parts.popleft()
            if not worker.parts:
                self._give(worker)

    def _bury(self, worker: _Worker, overdue: bool = False) -> None:
        """Take what a process that died, or must, had not done; the file that it was at is lost."""
        self.workers.remove(worker)
        if overdue:
            worker.end = 0.0
        number = worker.stop()
        left = list(worker.parts)
        if left:
            self._lose(left, worker.file, number, overdue)
        self.waiting.extendleft(reversed([part for part in left if part.files]))
        if self.waiting:
            self._start()

    def _lose(self, left: list[_Part], file: int, number: int, overdue: bool) -> None:
        """Report a file as lost: the one that a process was at, or was to begin with."""
        part = left[0]
        lost = file if file >= 0 else part.files[0]
        source, settings = self.jobs[part.job][0][lost]
        report = self.found[part.job][lost] = _lost(source, self.settings[settings], number, overdue)
        self.watch.step([report])
        # What is related to what must be found out again.
        left[0] = _Part(part.job, [each for each in part.files if each != lost], None)


def _lost(source: Source, settings: Settings, number: int, overdue: bool) -> FileReport:
    from signal import SIGXCPU

    report = FileReport(source.path)
    report.fail_on, report.unsure = settings.fail_on, True
    late = overdue or number == SIGXCPU
    error = FileError("over-time", most=bounds(_size(source), settings).seconds) if late else died(number, settings.lang)
    report.problem = error.message(settings.lang)
    return report


def _serve(pipe: Connection, life: int, settings: list[Settings], picture: Picture | None) -> None:
    """What a process does: take jobs, tell at which file it is, and send what came of each."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is asked to stop is the parent
    if life >= 0:
        tie(life)
    gc.freeze()  # what was there before the fork is shared as long as nobody counts it
    gc.disable()
    desk = Desk(settings, several=True, bounded=True, picture=picture)
    try:
        while (jobs := pipe.recv()) is not None:
            for job in jobs:
                pipe.send(("done", *_audit(job, desk, settings, pipe.send)))
                gc.collect(0)  # now that nothing holds what was read there is little to look through
    except (EOFError, BrokenPipeError):
        pass
    finally:
        pipe.close()
        if life >= 0:
            os._exit(0)  # nothing here is worth an orderly end


def _audit(job: Job, desk: Desk, settings: list[Settings], tell: Callable[[tuple[Any, ...]], None]) -> Done:
    """Audit files, each alone and then those that are related; returns which these were, where it was not given."""
    work, related = job
    members = list(_alone(work, desk, settings, tell))
    if len(work) > 1:
        from .joint import complete

        tell(("joint",))
        related = related or clusters([file.identity for file, _ in members], desk.has_rules("related"))
        for each, groups in related.items():
            mine = [members[number] for number in each]
            if all(file.filing is not None for file, _ in mine):
                complete(mine, [[each.index(number) for number in group] for group in groups], desk)
    for file, _ in members:
        desk.let_go(file)
    return [file for file, _ in members], related or {}


def _alone(
    work: Iterable[tuple[Source, int]], desk: Desk, settings: list[Settings], tell: Callable[[tuple[Any, ...]], None]
) -> Iterator[tuple[FileReport, Settings]]:
    for number, (source, which) in enumerate(work):
        own = settings[which]
        tell(("at", number, bounds(_size(source), own).patience))
        yield desk.audit(source, own), own


def _size(source: Source) -> int:
    try:
        return len(source.data) if source.data is not None else os.stat(source.path).st_size
    except OSError:
        return 0
