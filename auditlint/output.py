"""Writing: to the standard output, or to a file that is whole or not there at all."""

import os
import sys

from .errors import OutputError


def emit(text: str, path: str | None = None) -> None:
    """Write a report to a file, or to the standard output.

    Raises :class:`~auditlint.errors.OutputError` where the file cannot be written.
    """
    if path is None:
        _print(text)
        return
    try:
        write_whole(path, text)
    except OSError as error:
        raise OutputError("cannot-write", path=path, reason=error.strerror) from error


def append(path: str, text: str) -> None:
    """Add to a file.

    Raises :class:`~auditlint.errors.OutputError` where it cannot be written.
    """
    try:
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        raise OutputError("cannot-write", path=path, reason=error.strerror) from error


def write_whole(path: str, text: str, mode: int | None = None) -> None:
    """Write a file beside its place and move it there, so that nobody ever reads half of it.

    Raises :class:`OSError`.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):  # /dev/stdout, a pipe
        with open(target, "w", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(text)
        return
    temporary = f"{target}.{os.getpid()}.tmp"
    try:
        with open(temporary, "x", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:
        if os.path.lexists(temporary):
            os.unlink(temporary)
        raise


def _print(text: str) -> None:
    """Print in UTF-8, except on a terminal that has another encoding; what cannot be encoded is escaped."""
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:  # the reader has seen enough; the interpreter must not flush again
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
