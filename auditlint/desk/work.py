"""The work on a job: its files each for itself, then what is related together."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..model.finding import FileReport
from .job import Job, Tasks
from .one import Desk
from .settings import Settings

if TYPE_CHECKING:
    from .results import Results

#: The reports of files and the settings that they were audited under, by the numbers of the files.
Members = dict[int, tuple[FileReport, Settings]]
#: Is told the number of each file before it is audited, and -1 when all are and what is related comes next.
Tell = Callable[[int], None]


def nobody(number: int) -> None:
    """Is told what nobody needs to know."""


def audit_job(job: Job, tasks: Tasks, desk: Desk, tell: Tell = nobody, members: Members | None = None) -> list[FileReport]:
    """The reports of the files of a job, in their order; each keeps what was read and checked only where the desk keeps it.

    ``members`` takes in each file when it has been audited for itself.
    """
    members = {} if members is None else members
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


def do_job(job: Job, tasks: Tasks, desk: Desk, results: "Results | None", tell: Tell = nobody) -> list[bytes]:
    """The records of the reports of a job; they are kept for the next run too, where results are."""
    from .packing import pack

    key = results.key(job, tasks) if results is not None else ""
    files = audit_job(job, tasks, desk, tell)
    found = [pack(file) for file in files]
    if results is not None:
        results.keep(key, job, tasks, files, found)
    return found
