"""Work in a process of its own, with bounds of memory, of time and of output.

What reads a PDF, a workbook, a Word document or a web page is large, and partly C: a file made for it can crash it, or make
it run or grow without end.  So no process that has a report to write reads one itself: a child of it does, and sends back
what came of it as data.  A child that dies, is killed or goes beyond its bounds costs its own file and nothing else, and it
ends with its parent.

Where there is no ``fork``, or threads make it unsafe, the child is a new interpreter.
"""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import ModuleType
from typing import TYPE_CHECKING, NoReturn

from ..errors import FileError, describe
from ..named import NamedTuple
from ..readers import UnreadableFile, prepare, read
from ..wording import say
from .settings import Settings

if TYPE_CHECKING:
    from ..model.document import Document

#: Seconds of processor time that a file may take, and how many more for each megabyte of it.
SECONDS, SECONDS_A_MEGABYTE = 10, 4
#: How many seconds more the system lets it have, in which this program can say itself that the time is up.
_GRACE = 2
#: Bytes that a child may send back.
_MOST_OUTPUT = 512_000_000
_PIECE = 1 << 20
#: The first byte of what a child sends: what came of its work, why a file cannot be read, what went wrong, or that memory ran out.
_DONE, _UNREADABLE, _FAILED, _NO_MEMORY = b"D", b"U", b"F", b"M"

#: The ends of pipes by which the children of this process know that it lives.
_lifelines: set[int] = set()


class Bounds(NamedTuple):
    """What the work on one file may cost: seconds of processor time, and megabytes of memory."""

    seconds: int
    megabytes: int

    @property
    def patience(self) -> int:
        """How many seconds to wait for it by the clock on the wall, on a machine that has other work."""
        return 4 * self.seconds + 20


def bounds(size: int, settings: Settings) -> Bounds:
    """The bounds for a file of so many bytes."""
    seconds = settings.timeout_per_file or SECONDS + SECONDS_A_MEGABYTE * size // 1_000_000
    return Bounds(seconds, settings.memory_per_file)


def can_fork() -> bool:
    """Whether a child can be made of this process as it is."""
    if not hasattr(os, "fork"):
        return False
    threading = sys.modules.get("threading")
    return threading is None or threading.active_count() == 1


def read_apart(data: bytes, path: str, limits: Bounds, lang: str) -> "Document":
    """Read a file in a process of its own.

    Raises :class:`UnreadableFile`, and :class:`FileError` where it could not be read within the bounds.
    """
    from .transport import pack, unpack

    if can_fork():
        prepare(data, path)
        return unpack(call(lambda: pack(read(data, path)), limits, lang), path)
    return unpack(_spawned(data, path, limits, lang), path)


def call(work: Callable[[], bytes], limits: Bounds, lang: str) -> bytes:
    """What ``work`` returns, done in a child.

    Raises :class:`UnreadableFile` where the work does, and :class:`FileError` where it failed or went beyond the bounds.
    """
    answer, ours = os.pipe()
    theirs, life = lifeline()
    child = os.fork()
    if not child:
        os.close(answer)
        _serve(work, limits, ours, theirs)
    os.close(ours)
    os.close(theirs)
    try:
        pieces, fault = _heard(child, answer, limits)
    finally:
        forget(life)
    if fault is not None:
        raise fault.told(limits, lang)
    return _opened(b"".join(pieces), limits, lang)


def tie(life: int) -> None:
    """End this process when its parent does: ``life`` is the end of a pipe whose other end the parent keeps.

    The kernel sends a signal when that end closes, so that this holds in whatever library the process is busy.
    """
    for each in _lifelines:  # the parent's ends, of this process and of its brothers
        os.close(each)
    _lifelines.clear()
    try:
        import fcntl
        import select
    except ImportError:  # Windows
        return
    if hasattr(fcntl, "F_SETOWN") and hasattr(os, "O_ASYNC"):
        fcntl.fcntl(life, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(life, fcntl.F_SETFL, fcntl.fcntl(life, fcntl.F_GETFL) | os.O_ASYNC)
        if select.select([life], [], [], 0)[0]:
            os._exit(1)


def lifeline() -> tuple[int, int]:
    """A pipe for :func:`tie`: the end for a child, and the end that this process keeps until it ends or closes it."""
    theirs, ours = os.pipe()
    _lifelines.add(ours)
    return theirs, ours


def forget(life: int) -> None:
    """Close the end of a lifeline that this process keeps: the child that is tied to it ends, if it has not."""
    _lifelines.discard(life)
    os.close(life)


def take_on(limits: Bounds) -> None:
    """Let the next file that this process works on cost so much, as far as the system knows such bounds."""
    try:
        import resource
    except ImportError:  # Windows
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource, resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + limits.seconds + _GRACE)
    with suppress(OSError, ValueError):  # no /proc: the bound is that of the whole
        with open("/proc/self/statm", "rb") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
        _limit(resource, resource.RLIMIT_AS, used + (limits.megabytes << 20))


def _limit(resource: ModuleType, number: int, soft: int) -> None:
    _, hard = resource.getrlimit(number)
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    with suppress(ValueError, OSError):  # macOS does not know a bound of addresses
        resource.setrlimit(number, (soft, hard))


class _Fault(NamedTuple):
    """How a child ended that sent no answer: what it went beyond, or the signal that killed it."""

    phrase: str
    signal: int = 0

    def told(self, limits: Bounds, lang: str) -> FileError:
        from signal import SIGXCPU

        if self.phrase == "over-time" or self.signal == SIGXCPU:
            return FileError("over-time", most=limits.seconds)
        if self.phrase == "over-output":
            return FileError("over-output", most=_MOST_OUTPUT // 1_000_000)
        return died(self.signal, lang)


def died(signal: int, lang: str) -> FileError:
    """What to say of a process that a signal killed (0: that just ended)."""
    return FileError("reader-died", why=say(lang, "signal", number=signal) if signal else say(lang, "ended"))


def _heard(child: int, answer: int, limits: Bounds) -> tuple[list[bytes], _Fault | None]:
    """All that a child says, and what was wrong with how it ended."""
    import select

    end = time.monotonic() + limits.patience
    pieces: list[bytes] = []
    size, phrase, ended = 0, "", False
    try:
        while not (phrase or ended):
            if select.select([answer], [], [], max(0.0, end - time.monotonic()))[0]:
                piece = os.read(answer, _PIECE)
                pieces.append(piece)
                size += len(piece)
                ended = not piece
                phrase = "over-output" if size > _MOST_OUTPUT else ""
            else:
                phrase = "over-time"
    finally:
        if not ended:
            os.kill(child, 9)
        os.close(answer)
        _, status = os.waitpid(child, 0)
    signal = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return pieces, _Fault(phrase, signal) if phrase or signal else None


def _opened(answer: bytes, limits: Bounds, lang: str) -> bytes:
    """What came of the work of a child that ended well."""
    kind, content = answer[:1], answer[1:]
    if kind == _DONE:
        return content
    if kind == _UNREADABLE:
        from .transport import phrase_of

        raise UnreadableFile(phrase_of(content))
    if kind == _NO_MEMORY:
        raise FileError("over-memory", most=limits.megabytes)
    if kind == _FAILED:
        raise FileError("internal", error=content.decode("utf-8", "replace"))
    raise died(0, lang)


def _serve(work: Callable[[], bytes], limits: Bounds, out: int, life: int) -> NoReturn:
    """What a child does."""
    code = 1
    try:
        tie(life)
        take_on(limits)
        _silence(out, life)
        said = memoryview(_answer(work))
        while said:
            said = said[os.write(out, said) :]
        code = 0
    finally:
        os._exit(code)


def _silence(*kept: int) -> None:
    """Send what libraries print to nowhere: it is not for the person who runs us."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        if stream not in kept:
            os.dup2(nowhere, stream)


def _answer(work: Callable[[], bytes]) -> bytes:
    try:
        return _DONE + work()
    except UnreadableFile as error:
        from .transport import phrase_bytes

        return _UNREADABLE + phrase_bytes(error.phrase)
    except MemoryError:
        return _NO_MEMORY
    except Exception as error:
        return _FAILED + describe(error).encode("utf-8", "replace")


def _spawned(data: bytes, path: str, limits: Bounds, lang: str) -> bytes:
    """What :func:`call` gives for the reading of a file, from a new interpreter."""
    import subprocess

    code = f"import sys; sys.path[:] = {sys.path!r}; from auditlint.desk.bounded import serve; serve({path!r}, {tuple(limits)!r})"
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        out, _ = process.communicate(data, limits.patience)
    except subprocess.TimeoutExpired:
        raise FileError("over-time", most=limits.seconds) from None
    finally:
        process.kill()
        process.wait()
    if process.returncode:
        raise _Fault("", max(0, -process.returncode)).told(limits, lang)
    return _opened(out, limits, lang)


def serve(path: str, limits: tuple[int, int]) -> None:
    """Read the file on the standard input and answer on the standard output: what a new interpreter does."""
    from .transport import pack

    data = sys.stdin.buffer.read()
    take_on(Bounds(*limits))
    out = os.dup(1)
    _silence(out)
    with open(out, "wb") as file:
        file.write(_answer(lambda: pack(read(data, path))))
