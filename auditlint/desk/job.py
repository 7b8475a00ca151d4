"""A job: files that are audited by one process, one after the other, and then those of them that are related together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.finding import FileReport
from .files import Source
from .one import Desk
from .settings import Settings

#: A file, and the settings that it is audited under.
Task = tuple[Source, Settings]
#: The tasks of a run, by the numbers of their files.
Tasks = Sequence[Task] | Mapping[int, Task]
#: Is told the number of each file before it is audited, and -1 when all are and what is related comes next.
Tell = Callable[[int], None]


class Job(NamedTuple):
    """The numbers of the files in the run.

    ``groups`` are those that are one filing, where all files are known to be related; ``None`` where what is read must tell.
    """

    files: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...] | None = None


#: Does jobs, in any order: gives the number of each among them, with the reports of its files.
Hands = Callable[[Sequence[Job]], Iterator[tuple[int, list[FileReport]]]]


def nobody(number: int) -> None:
    """Is told what nobody needs to know."""


def audit_job(job: Job, tasks: Tasks, desk: Desk, tell: Tell = nobody) -> list[FileReport]:
    """The reports of the files of a job, in their order; each keeps what was read and checked only where the desk keeps it."""
    members: dict[int, tuple[FileReport, Settings]] = {}
    for number in job.files:
        tell(number)
        source, settings = tasks[number]
        members[number] = desk.audit(source, settings), settings
    if len(members) > 1:
        from .many import audit_together

        tell(-1)
        audit_together(members, job.groups, desk)
    files = [file for file, _ in members.values()]
    for file in files:
        desk.let_go(file)
    return files
