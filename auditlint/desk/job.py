"""A job: files that are audited by one process, one after the other, and then those of them that are related together."""

from collections.abc import Callable, Generator, Mapping, Sequence
from typing import NamedTuple

from .files import Source
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


#: Does jobs, in any order: gives the number of each among them, with the records of the reports of its files.
Hands = Callable[[Sequence[Job]], Generator[tuple[int, list[bytes]], None, None]]
