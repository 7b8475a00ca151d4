"""Writing: to the standard output, or to a file that is whole or not there at all."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

from .errors import OutputError
from .escaping import escaped, harmless

#: Characters that are made ready and written at a time.
_PIECE = 50_000


def emit(text: str | Iterable[str], path: str | None = None, *, commands: bool = False, color: bool = False) -> None:
    """Write a report, whole or in pieces, to a file, or to the standard output.

    Nothing in it acts on what it is written to, unless it is meant to be ``commands`` of a workflow or has ``color``, whose
    writers have escaped what they were given.

    Raises :class:`~auditlint.errors.OutputError` where it cannot be written.
    """
    pieces = _in_lines([text] if isinstance(text, str) else text)
    if not color:
        pieces = map(escaped, pieces)
    if not commands:
        pieces = map(harmless, pieces)
    try:
        if path is None or _is_standard_output(path):
            _print(pieces)
        else:
            write_whole(path, pieces)
    except OSError as error:
        raise OutputError("cannot-write", path=path or "stdout", reason=error.strerror or error) from error


def _in_lines(pieces: Iterable[str]) -> Iterator[str]:
    """Pieces made into large ones that end with a line each: what a line is to who reads it shows only where it is whole."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _PIECE and "\n" in piece:
            whole, newline, begun = piece.rpartition("\n")
            held[-1] = whole + newline
            yield "".join(held)
            held, size = [begun], len(begun)
    yield "".join(held)


def emit_bytes(data: bytes, path: str) -> None:
    """Write a report that is no text to a file.

    Raises :class:`~auditlint.errors.OutputError` where it cannot be written.
    """
    try:
        write_whole(path, data)
    except OSError as error:
        raise OutputError("cannot-write", path=path, reason=error.strerror or error) from error


def tell(text: str) -> None:
    """Say something on the standard error; where that cannot be written there is nobody to tell."""
    try:
        _write(sys.stderr, [harmless(escaped(text)) + "\n"])
    except OSError:
        _silence(sys.stderr)


def append(path: str, text: str) -> None:
    """Add to a file.

    Raises :class:`~auditlint.errors.OutputError` where it cannot be written.
    """
    try:
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(escaped(text))
    except OSError as error:
        raise OutputError("cannot-write", path=path, reason=error.strerror) from error


def write_whole(path: str, content: str | bytes | Iterable[str], mode: int | None = None) -> None:
    """Write a file beside its place and move it there, so that nobody ever reads half of it.

    It keeps the mode of the file that it replaces, unless another is given.

    Raises :class:`OSError`.
    """
    pieces = [content] if isinstance(content, (str, bytes)) else content
    data = (piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece for piece in pieces)
    if os.path.exists(path) and not os.path.isfile(path):  # a pipe, a device
        with open(path, "wb") as stream:
            stream.writelines(data)
        return
    target = os.path.realpath(path)
    if mode is None and os.path.exists(target):
        mode = stat.S_IMODE(os.stat(target).st_mode)
    temporary = ""
    try:
        descriptor, temporary = _beside(target)
        with open(descriptor, "wb") as file:
            file.writelines(data)
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:
        if os.path.lexists(temporary):
            os.unlink(temporary)
        raise


def _beside(target: str) -> tuple[int, str]:
    """A new file beside another, under a name that nobody has: a process of this number may have left one."""
    while True:
        name = f"{target}.{os.urandom(6).hex()}.tmp"
        try:
            return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), name
        except FileExistsError:
            continue


def _is_standard_output(path: str) -> bool:
    """Whether a path such as ``/dev/stdout`` is the standard output by another name."""
    if not path.startswith("/dev/"):
        return False
    try:
        return os.path.samestat(os.stat(path), os.fstat(1))
    except OSError:
        return False


def _print(pieces: Iterable[str]) -> None:
    """Print in UTF-8, except on a terminal that has another encoding; what cannot be encoded is escaped."""
    try:
        _write(sys.stdout, pieces)
    except BrokenPipeError:  # the reader has seen enough
        _silence(sys.stdout)
    except OSError:
        _silence(sys.stdout)
        raise


def _write(stream: TextIO | None, pieces: Iterable[str]) -> None:
    if stream is None:
        raise OSError(None, "closed")
    if hasattr(stream, "reconfigure"):
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    stream.writelines(pieces)
    stream.flush()


def _silence(stream: TextIO | None) -> None:
    """Keep the interpreter from writing on its way out what could not be written."""
    if stream is not None:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), stream.fileno())
