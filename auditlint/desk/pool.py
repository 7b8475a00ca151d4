"""Auditing in several processes, each of which a file may kill."""

import gc
import os
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from typing import Any

from ..errors import FileError
from ..model.finding import FileReport
from .bounded import bounds, can_fork, died, lifeline, tie
from .bounded import forget as forget_lifeline
from .files import Source
from .job import Job, Task
from .one import Desk, Picture
from .packing import pack
from .results import Results
from .settings import Settings
from .work import do_job

#: How many jobs a process has at a time: the one that it is at, and the next, so that it never waits and keeps few from others.
_AHEAD = 2


class Pool:
    """``count`` processes that take the jobs of a run."""

    def __init__(self, tasks: Sequence[Task], count: int, picture: Picture | None, results: Results | None):
        self._equipment = tasks, picture, results
        self._count = count

    def work(self, jobs: Sequence[Job]) -> Generator[tuple[int, list[bytes]], None, None]:
        """Do the jobs.

        A process that dies, or takes too long, costs the file that it was at, whose report says so.
        """
        turn = _Turn(jobs, self._equipment)
        try:
            yield from turn.run(min(self._count, len(jobs)))
        finally:
            turn.close()


#: What a process needs beside its jobs: the tasks of the run, what is kept of each file, and the results that last.
Equipment = tuple[Sequence[Task], Picture | None, Results | None]


class _Part:
    """A job, or what is left of it; ``lost`` are the records of those of its files that killed a process."""

    __slots__ = ("number", "job", "lost")

    def __init__(self, number: int, job: Job):
        self.number = number
        self.job = job
        self.lost: dict[int, bytes] = {}


class _Worker:
    """One process and what it was given; ``file`` is the number of the file that it is at, -1 between files."""

    def __init__(self, equipment: Equipment):
        method = "fork" if can_fork() else "spawn"
        context: Any = get_context(method)
        self.pipe, theirs = context.Pipe()
        life, self.life = lifeline() if method == "fork" else (-1, -1)
        self.parts: deque[_Part] = deque()
        self.file = -1
        self.end = float("inf")
        self.process = context.Process(target=_serve, args=(theirs, life, *equipment), daemon=True)
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


class _Turn:
    """Processes that take jobs until all are done."""

    def __init__(self, jobs: Sequence[Job], equipment: Equipment):
        self._jobs = jobs
        self._equipment = equipment
        self._given = 0
        self._again: list[_Part] = []
        self._workers: list[_Worker] = []
        self._done: deque[tuple[int, list[bytes]]] = deque()

    def run(self, count: int) -> Iterator[tuple[int, list[bytes]]]:
        """What comes of the jobs, as it comes."""
        for _ in range(count):
            self._start()
        while self._workers:
            ready = connection.wait([worker.pipe for worker in self._workers], self._patience())
            for worker in [each for each in self._workers if each.pipe in ready]:
                self._hear(worker)
            now = time.monotonic()
            for worker in [each for each in self._workers if each.end <= now]:
                self._bury(worker, overdue=True)
            while self._done:
                yield self._done.popleft()

    def close(self) -> None:
        """End every process that is left, at once."""
        for worker in self._workers:
            worker.end = 0.0
            worker.stop()

    def _patience(self) -> float | None:
        end = min(worker.end for worker in self._workers)
        return None if end == float("inf") else max(0.0, end - time.monotonic())

    def _start(self) -> None:
        worker = _Worker(self._equipment)
        self._workers.append(worker)
        self._give(worker)

    def _give(self, worker: _Worker) -> None:
        """Give a process its next jobs, or let it go."""
        try:
            while self._is_left() and len(worker.parts) < _AHEAD:
                worker.parts.append(self._next())
                worker.pipe.send(worker.parts[-1].job)
            if not worker.parts:
                worker.pipe.send(None)
                self._workers.remove(worker)
                worker.stop()
        except OSError:
            self._bury(worker)

    def _next(self) -> _Part:
        if self._again:
            return self._again.pop(0)
        self._given += 1
        return _Part(self._given - 1, self._jobs[self._given - 1])

    def _is_left(self) -> bool:
        return bool(self._again) or self._given < len(self._jobs)

    def _hear(self, worker: _Worker) -> None:
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if not isinstance(said, list):
            worker.file, patience = said
            worker.end = time.monotonic() + patience
            return
        worker.file, worker.end = -1, float("inf")
        self._take(worker.parts.popleft(), said)
        self._give(worker)

    def _take(self, part: _Part, files: Sequence[bytes]) -> None:
        """What came of the files of a job; those that were lost on the way have their place among them."""
        found = dict(zip(part.job.files, files, strict=True)) | part.lost
        self._done.append((part.number, [found[number] for number in self._jobs[part.number].files]))

    def _bury(self, worker: _Worker, overdue: bool = False) -> None:
        """Take what a process that died, or must, had not done; the file that it was at is lost."""
        self._workers.remove(worker)
        if overdue:
            worker.end = 0.0
        signal = worker.stop()
        if worker.parts:
            self._lose(worker.parts[0], worker.file, signal, overdue)
            if not worker.parts[0].job.files:
                self._take(worker.parts.popleft(), ())
        self._again += worker.parts
        if self._is_left():
            self._start()

    def _lose(self, part: _Part, file: int, signal: int, overdue: bool) -> None:
        """Report a file as lost: the one that a process was at, or was to begin with."""
        lost = file if file in part.job.files else part.job.files[0]
        source, settings = self._equipment[0][lost]
        part.lost[lost] = pack(_lost(source, settings, signal, overdue))
        # What is related to what must be found out again.
        part.job = Job(tuple(number for number in part.job.files if number != lost))


def _lost(source: Source, settings: Settings, signal: int, overdue: bool) -> FileReport:
    from signal import SIGXCPU

    report = FileReport(source.path)
    report.fail_on, report.unsure = settings.fail_on, True
    late = overdue or signal == SIGXCPU
    error = FileError("over-time", most=bounds(_size(source), settings).seconds) if late else died(signal, settings.lang)
    report.problem = error.message(settings.lang)
    return report


def _serve(pipe: Connection, life: int, tasks: Sequence[Task], picture: Picture | None, results: Results | None) -> None:
    """What a process does: take jobs, tell at which file it is and how long that may take, and send what came of each."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is asked to stop is the parent
    if life >= 0:
        tie(life)
    gc.freeze()  # what was there before the fork is shared as long as nobody counts it
    gc.disable()
    desk = Desk((settings for _, settings in tasks), several=True, bounded=True, picture=picture)

    def tell(number: int) -> None:
        pipe.send((number, bounds(_size(tasks[number][0]), tasks[number][1]).patience if number >= 0 else float("inf")))

    try:
        while (job := pipe.recv()) is not None:
            pipe.send(do_job(job, tasks, desk, results, tell))
            gc.collect(0)  # now that nothing holds what was read there is little to look through
    except (EOFError, BrokenPipeError):
        pass
    finally:
        pipe.close()
        if life >= 0:
            os._exit(0)  # nothing here is worth an orderly end


def _size(source: Source) -> int:
    try:
        return len(source.data) if source.data is not None else os.stat(source.path).st_size
    except OSError:
        return 0
