"""The command ``mark``: audits files and writes a marked-up copy of each, never over anything that is there."""

import os
from collections.abc import Iterator, Sequence
from typing import Any

from ..desk.bounded import bounds, call, can_fork
from ..desk.config import Configuration
from ..desk.files import Gathered, Source
from ..desk.own_output import MARKED
from ..desk.progress import watch
from ..desk.run import audit
from ..errors import FileError, OutputError, UsageError, describe
from ..escaping import escaped_line
from ..model.finding import FileReport, Report
from ..output import emit, tell, write_whole
from ..readers import UnreadableFile
from ..reports.text import problems
from ..wording import say, worded
from . import is_text_copy, mark
from .remarks import Remark, remarks


def copy(gathered: Gathered, configuration: Configuration, lang: str, folder: str, options: dict[str, Any]) -> int:
    """Write the copies and return the exit code: 3 where a file could not be audited or marked, else 0.

    Raises :class:`~auditlint.errors.UsageError` where a copy would be written over something, and
    :class:`~auditlint.errors.OutputError` where it cannot be written.
    """
    sources = gathered.sources
    top = _top(sources)
    kept = {source.path: state_of(source.path) for source in sources}
    targets = {source.path: _target(source, top, folder) for source in sources if kept[source.path] is not None}
    _demand_free(targets, options["force"])
    report = audit(sources, configuration, options["jobs"], watch=watch(len(sources), lang))
    for problem in problems(report, lang):
        tell(problem)
    failed = _failed(report)
    lines: list[str] = []
    for file, found in _worth_marking(report, targets, lang, options["show_notes"]):
        if not found and not options["all"]:
            lines.append(say(lang, "mark-nothing", path=escaped_line(file.path)))
            continue
        try:
            marked = marked_copy(file, found, kept[file.path], configuration, lang)
        except (OSError, FileError, UnreadableFile) as error:
            tell(f"{escaped_line(file.path)}: {say(lang, 'mark-failed', reason=why(error, lang))}")
            failed = True
            continue
        _write(targets[file.path], marked)
        lines.append(say(lang, "marked", path=escaped_line(file.path), n=len(found), target=escaped_line(targets[file.path])))
    emit("".join(f"{line}\n" for line in lines))
    return 130 if report.interrupted else 3 if failed else 0


def _worth_marking(report: Report, targets: dict[str, str], lang: str, show_notes: bool) -> Iterator[tuple[FileReport, list[Remark]]]:
    """The files that have a copy to be made, each with what is to be written in it; what kept others from being read has been told."""
    for file in report.files:
        found = remarks(file, lang, show_notes)
        if file.path in targets and (found or not file.problem):
            yield file, found


def why(error: Exception, lang: str) -> str:
    """Why a file could not be copied, for a person."""
    if isinstance(error, FileError):
        return error.message(lang)
    if isinstance(error, UnreadableFile):
        return worded(error.phrase, lang)
    return getattr(error, "strerror", None) or str(error)


def _failed(report: Report) -> bool:
    return bool(report.failures) or any(file.problem and not file.passed_over for file in report.files)


def state_of(path: str) -> tuple[int, int] | None:
    """By what a file is known to be the same still; ``None`` for what is no file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns)


def _top(sources: Sequence[Source]) -> str:
    """The folder that all files lie in; below it, copies lie as the files do."""
    folders = {os.path.dirname(os.path.abspath(source.path)) for source in sources if not source.problem}
    try:
        return os.path.commonpath(folders) if folders else os.curdir
    except ValueError:  # on two drives
        return ""


def _target(source: Source, top: str, folder: str) -> str:
    """Where the copy of a file goes."""
    path = os.path.abspath(source.path)
    name = os.path.relpath(path, top) if top else os.path.basename(path)
    return os.path.join(folder, copy_name(path, name))


def copy_name(path: str, name: str) -> str:
    """How the copy of a file is called that is known as ``name``."""
    stem, suffix = os.path.splitext(name)
    try:
        with open(path, "rb") as file:
            text = is_text_copy(file.read(), path)
    except OSError:
        text = False
    if text:  # web pages and old workbooks are copied as text; theirs must not be taken for that of a text
        return f"{stem if suffix.lower() == '.txt' else name}{MARKED}.txt"
    return stem + MARKED + suffix


def _demand_free(targets: dict[str, str], force: bool) -> None:
    """Raises :class:`~auditlint.errors.UsageError` where a copy would take the place of a file, or of another copy."""
    originals = {os.path.realpath(path) for path in targets}
    taken: set[str] = set()
    for target in targets.values():
        real = os.path.realpath(target)
        if real in originals or real in taken:
            raise UsageError("mark-original", path=target)
        if os.path.lexists(target) and not force:
            raise UsageError("mark-exists", path=target)
        taken.add(real)


def marked_copy(file: FileReport, found: list[Remark], state: tuple[int, int] | None, configuration: Configuration, lang: str) -> bytes:
    """The copy of a file that is as it was when its ``state`` was taken, made in a process of its own as the reading is.

    Raises :class:`OSError`, :class:`~auditlint.errors.FileError` and :class:`~auditlint.readers.UnreadableFile`.
    """
    data = Source(file.path).content()
    if state_of(file.path) != state:
        raise FileError("file-changed")
    if not can_fork():
        try:
            return mark(data, file.path, found)
        except UnreadableFile:
            raise
        except Exception as error:  # as a child would tell it: the other files are marked all the same
            raise FileError("internal", error=describe(error)) from error
    return call(lambda: mark(data, file.path, found), bounds(len(data), configuration.for_file(file.path)), lang)


def _write(target: str, data: bytes) -> None:
    try:
        os.makedirs(os.path.dirname(target) or os.curdir, exist_ok=True)
        write_whole(target, data)
    except OSError as error:
        raise OutputError("cannot-write", path=target, reason=error.strerror or error) from error
