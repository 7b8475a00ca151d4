"""What was uploaded, batch by batch: each in a folder of its own, worked on one after the other, and removed with all that was made of it."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import suppress
from json import loads
from secrets import token_urlsafe
from typing import Any

from ..desk.files import UNREAD, is_lock
from ..errors import FileError
from ..named import NamedTuple
from ..readers import SUFFIXES
from ..wording import say
from .names import safe
from .work import FILES, Order, command

#: Batches that are kept; what comes after takes the place of the oldest.
KEPT = 5


class Limits(NamedTuple):
    """How many files a batch may have, and how many bytes they may have together."""

    files: int = 200
    size: int = 200_000_000


class Refused(FileError):
    """A file that is not taken; ``status`` is how HTTP has it."""

    def __init__(self, status: int, phrase: str, /, **values: Any):
        super().__init__(phrase, **values)
        self.status = status


class Batch:
    """Some files that are audited together, and how far that is: ``open``, ``waiting``, ``working``, ``done`` or ``failed``."""

    def __init__(self, folder: str, order: Order, limits: Limits):
        self.folder = folder
        self.order = order
        self.limits = limits
        self.names: list[str] = []
        self.size = 0
        self.state = "open"
        self.done = self.total = 0
        self.message = ""
        self.result: dict[str, Any] = {}
        self.process: asyncio.subprocess.Process | None = None
        os.makedirs(os.path.join(folder, FILES))

    def status(self) -> dict[str, Any]:
        """What the page asks for again and again."""
        return {"state": self.state, "done": self.done, "total": self.total or len(self.names), "message": self.message, "result": self.result}

    async def take(self, name: str, size: int, pieces: AsyncIterator[bytes]) -> str:
        """Take in a file that says it has ``size`` bytes; returns what it is called from now on.

        Raises :class:`Refused` where it is too much or nothing that can be read.
        """
        made = self._admitted(name, size)
        path = os.path.join(self.folder, FILES, made)
        self.names.append(made)
        taken = 0
        try:
            with open(path, "xb") as file:
                async for piece in pieces:
                    taken += len(piece)
                    self.size += len(piece)
                    if self.size > self.limits.size:
                        raise self._too_large()
                    file.write(piece)
        except BaseException:  # who broke off sent nothing
            self.size -= taken
            self.names.remove(made)
            if os.path.exists(path):
                os.unlink(path)
            raise
        return made

    def _admitted(self, name: str, size: int) -> str:
        if self.state != "open":
            raise Refused(409, "serve-begun")
        if len(self.names) >= self.limits.files:
            raise Refused(413, "serve-many", most=self.limits.files)
        if self.size + size > self.limits.size:
            raise self._too_large()
        made = safe(name, {each.lower() for each in self.names})
        if is_lock(made):
            raise Refused(415, "lock-file")
        suffix = os.path.splitext(made)[1].lower()
        if suffix in UNREAD:
            raise Refused(415, UNREAD[suffix], suffix=suffix)
        if suffix not in SUFFIXES:
            raise Refused(415, "serve-format", suffixes=" ".join(sorted(SUFFIXES)))
        return made

    def _too_large(self) -> Refused:
        return Refused(413, "serve-large", most=self.limits.size // 1_000_000)

    async def work(self, turn: asyncio.Semaphore) -> None:
        """Have the files audited, when it is this batch's turn."""
        self.state = "waiting"
        async with turn:
            if self.state != "waiting":
                return
            self.state = "working"
            try:
                await self._run()
            except OSError as error:
                self.message = error.strerror or str(error)
            if not self.result:
                self.state, self.message = "failed", self.message or say(self.order.lang, "serve-died")
            else:
                self.state = "done"

    async def _run(self) -> None:
        pipe = asyncio.subprocess.PIPE
        # The process ends when its standard input does, and that is when this one ends.
        process = self.process = await asyncio.create_subprocess_exec(
            *command(self.folder, self.order), stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL, limit=1 << 26
        )
        assert process.stdout is not None
        while line := await process.stdout.readline():
            news = loads(line)
            self.done, self.total = news.get("done", self.done), news.get("total", self.total)
            self.message, self.result = news.get("message", ""), news.get("result", {})
        await process.wait()

    def remove(self) -> None:
        """End what works on it, and remove its folder."""
        self.state = "removed"
        if self.process is not None and self.process.returncode is None:
            with suppress(ProcessLookupError):
                self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class Batches:
    """The batches of one run of the server, in a folder."""

    def __init__(self, folder: str, limits: Limits):
        self.folder = folder
        self.limits = limits
        self._batches: dict[str, Batch] = {}
        self._turn = asyncio.Semaphore(1)
        self._tasks: set[asyncio.Task[None]] = set()

    def open(self, order: Order) -> str:
        """Begin a batch; returns by what it is found."""
        while len(self._batches) >= KEPT:
            self.remove(next(iter(self._batches)))
        number = token_urlsafe(12)
        self._batches[number] = Batch(os.path.join(self.folder, number), order, self.limits)
        return number

    def find(self, number: str) -> Batch:
        """The batch with this number; raises :class:`KeyError`."""
        return self._batches[number]

    def start(self, number: str) -> None:
        """Have the files of a batch audited.

        Raises :class:`Refused` where there are none, or where it was begun before.
        """
        batch = self.find(number)
        if batch.state != "open":
            raise Refused(409, "serve-begun")
        if not batch.names:
            raise Refused(409, "serve-none")
        batch.state = "waiting"
        task = asyncio.ensure_future(batch.work(self._turn))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def remove(self, number: str) -> None:
        """Remove a batch and all that was made of it; raises :class:`KeyError`."""
        self._batches.pop(number).remove()

    def close(self) -> None:
        """Remove all."""
        for number in list(self._batches):
            self.remove(number)
