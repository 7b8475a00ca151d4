"""The work on a job: its files each for itself, then what is related together."""

from collections.abc import Callable, Mapping, Sequence

from ..model.finding import FileReport
from .job import Job, Task
from .one import Desk
from .settings import Settings

#: The tasks of a run, by the numbers of their files.
Tasks = Sequence[Task] | Mapping[int, Task]
#: Is told the number of each file before it is audited, and -1 when all are and what is related comes next.
Tell = Callable[[int], None]


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
