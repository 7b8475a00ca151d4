"""Auditing on an executor that somebody lends: threads, processes, or the workers of a cluster.

A batch of jobs is one call.  Whatever becomes of its worker, a batch is taken once or begun anew, so that nothing is told twice.
"""

import os
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait

from ..errors import AuditlintError, PackError, describe
from ..model.finding import FileReport
from ..named import NamedTuple
from .bounded import died
from .files import Source
from .job import Job, Task
from .one import Desk, Picture
from .packing import pack
from .settings import Settings
from .work import do_job

#: Files of a batch, batches that wait at a time, and how often one is begun before its files are told to be lost.
_FILES, _WAITING, _TRIES = 16, 64, 3


class Order(NamedTuple):
    """Jobs with their tasks, as a worker is given them; ``home`` is the directory that paths count from."""

    jobs: tuple[Job, ...]
    tasks: dict[int, Task]
    home: str
    picture: Picture | None


#: What comes of a batch: the records of the reports of each job, or what keeps a worker from working at all.
Done = list[list[bytes]] | str


def follow(order: Order) -> Done:
    """What a worker does."""
    settings = list({id(own): own for _, own in order.tasks.values()}.values())
    try:
        desk = Desk(settings, several=True, picture=order.picture)
    except AuditlintError as error:  # its rule packs are not those that are here
        return error.message(settings[0].lang)
    desk.home = order.home
    return [do_job(job, order.tasks, desk, None) for job in order.jobs]


class _Batch(NamedTuple):
    """The numbers of jobs that are one call, and how often they were called for."""

    jobs: tuple[int, ...]
    tries: int = 0


class Lent:
    """An executor, and what is to be done on it."""

    def __init__(self, executor: Executor, tasks: Sequence[Task], desk: Desk):
        self._executor = executor
        self._tasks = tasks
        self._desk = desk
        self._home = os.getcwd()

    def work(self, jobs: Sequence[Job]) -> Generator[tuple[int, list[bytes]], None, None]:
        """Do the jobs.

        A batch whose worker is lost is begun anew, then each of its jobs by itself, so that only a file that ends its worker
        every time is told to be lost.  Where the executor itself is broken this process does what is left.

        Raises :class:`~auditlint.errors.PackError` where the workers lack this package or the rule packs.
        """
        new = _batches(jobs)
        again: deque[_Batch] = deque()
        waiting: dict[Future[Done], _Batch] = {}
        try:
            while True:
                while len(waiting) < _WAITING and (batch := again.popleft() if again else next(new, None)):
                    try:
                        waiting[self._executor.submit(follow, self._order(jobs, batch))] = batch
                    except RuntimeError:  # of a broken executor, and of one that was shut down
                        yield from self._here(jobs, batch)
                if not waiting:
                    return
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    batch = waiting.pop(future)
                    done = _come_of(future)
                    if done is None:
                        yield from self._lost(jobs, batch, again)
                    else:
                        yield from zip(batch.jobs, done, strict=True)
        finally:
            for future in waiting:
                future.cancel()

    def _order(self, jobs: Sequence[Job], batch: _Batch) -> Order:
        wanted = tuple(jobs[number] for number in batch.jobs)
        return Order(wanted, {number: self._tasks[number] for job in wanted for number in job.files}, self._home, self._desk.picture)

    def _here(self, jobs: Sequence[Job], batch: _Batch) -> Iterator[tuple[int, list[bytes]]]:
        for number in batch.jobs:
            yield number, do_job(jobs[number], self._tasks, self._desk, None)

    def _lost(self, jobs: Sequence[Job], batch: _Batch, again: deque[_Batch]) -> Iterator[tuple[int, list[bytes]]]:
        """Have a batch that failed begun anew; one job that fails every time is told to be lost."""
        tries = batch.tries + 1
        if len(batch.jobs) > 1:
            again.extend([_Batch(batch.jobs, tries)] if tries < _TRIES - 1 else [_Batch((number,), tries) for number in batch.jobs])
        elif tries <= _TRIES:
            again.append(_Batch(batch.jobs, tries))
        else:
            yield batch.jobs[0], [pack(_told(*self._tasks[number])) for number in jobs[batch.jobs[0]].files]


def _come_of(future: Future[Done]) -> list[list[bytes]] | None:
    """What came of a batch; ``None`` where its worker was lost.

    Raises :class:`~auditlint.errors.PackError` where no worker can do it.
    """
    if future.cancelled():
        return None
    error = future.exception()
    if isinstance(error, ImportError):
        raise PackError("worker-failed", error=describe(error)) from error
    if error is not None:
        return None
    done = future.result()
    if isinstance(done, str):
        raise PackError("worker-failed", error=done)
    return done


def _batches(jobs: Sequence[Job]) -> Iterator[_Batch]:
    """The jobs, a few at a time; fewer where there are not many."""
    most = max(1, min(_FILES, len(jobs) // 8))
    numbers: list[int] = []
    files = 0
    for number, job in enumerate(jobs):
        numbers.append(number)
        files += len(job.files)
        if files >= most:
            yield _Batch(tuple(numbers))
            numbers, files = [], 0
    if numbers:
        yield _Batch(tuple(numbers))


def _told(source: Source, settings: Settings) -> FileReport:
    """The report of a file that no worker could audit."""
    report = FileReport(source.path)
    report.fail_on, report.unsure = settings.fail_on, True
    report.problem = died(0, settings.lang).message(settings.lang)
    return report
