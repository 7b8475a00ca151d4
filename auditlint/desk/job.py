"""A job: files that are audited by one process, one after the other, and then those of them that are related together."""

from array import array
from bisect import insort
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence

from ..named import NamedTuple
from .files import Source
from .made import Made
from .settings import Settings

#: A file, and the settings that it is audited under.
Task = tuple[Source, Settings]
#: The tasks of a run, by the numbers of their files.
Tasks = Sequence[Task] | Mapping[int, Task]


class Job(NamedTuple):
    """The numbers of the files in the run.

    ``groups`` are those that are one filing, where all files are known to be related; ``None`` where what is read must tell.
    """

    files: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...] | None = None


class Jobs(Made[Job]):
    """Jobs, the largest first, in a few bytes each: most are one file whose relations nobody knows."""

    def __init__(self, jobs: Iterable[Job] = ()):
        self._others: list[Job] = []
        self._single = array("q")
        for job in jobs:
            self.append(job)

    def append(self, job: Job) -> None:
        """Add a job; what is large and begun last is what everybody waits for, and so has its place before what is small."""
        if job.groups is None and len(job.files) == 1:
            self._single.append(job.files[0])
        else:
            insort(self._others, job, key=lambda job: -len(job.files))

    def __len__(self) -> int:
        return len(self._others) + len(self._single)

    def at(self, number: int) -> Job:
        large = len(self._others)
        return self._others[number] if number < large else Job((self._single[number - large],))


#: Does jobs, in any order: gives the number of each among them, with the records of the reports of its files.
Hands = Callable[[Sequence[Job]], Generator[tuple[int, list[bytes]], None, None]]
