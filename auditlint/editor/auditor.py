"""The server's end of the process that audits: one at a time, made when it is needed and anew when a text has ended it."""

import asyncio
import sys
from json import dumps, loads
from typing import Any

from ..desk.bounded import bounds
from ..desk.settings import DEFAULTS
from ..wording import say
from .diagnostics import about_all
from .positions import Lines
from .worker import Asked, Wish

#: Bytes that an answer may have.
_MOST = 1 << 28


class Auditor:
    """Asks the process that audits, and waits for its answer without keeping the editor waiting."""

    def __init__(self, wish: Wish):
        self._wish = wish
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def ask(self, asked: Asked) -> dict[str, Any]:
        """What :func:`.worker.answered` says of a text, or that the process did not outlive it."""
        async with self._turn:
            try:
                process = self._process = self._process or await self._started()
                assert process.stdin is not None and process.stdout is not None
                process.stdin.write(dumps(list(asked)).encode() + b"\n")
                await process.stdin.drain()
                patience = bounds(len(asked.text), DEFAULTS).patience
                answer: dict[str, Any] = loads(await asyncio.wait_for(process.stdout.readline(), patience))
                return answer
            except (TimeoutError, OSError, ValueError):
                self.stop()
                return {"diagnostics": [about_all(Lines(asked.text, asked.units), say(self._wish.lang, "editor-died"))], "hovers": []}

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            process.kill()

    async def _started(self) -> asyncio.subprocess.Process:
        wish = dumps(list(self._wish))
        code = f"import sys; sys.path[:] = {sys.path!r}; from auditlint.editor.worker import serve; serve({wish!r})"
        return await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-c", code, limit=_MOST,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
