"""Serving: to this computer alone, until somebody ends it; then nothing is left of what was uploaded."""

import os
import shutil
import signal
import socket
import tempfile
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_urlsafe
from types import FrameType

import uvicorn

from ..errors import UsageError
from ..output import emit
from ..wording import say
from .app import application
from .batches import Limits
from .work import Order


def serve(wish: Order, limits: Limits, port: int, opens: bool) -> int:
    """Serve until a signal or Ctrl-C ends it.

    Raises :class:`~auditlint.errors.UsageError` where the port is taken.
    """
    lang = wish.lang or "zh"
    with _listening(port) as listening, _folder() as folder:
        port = listening.getsockname()[1]
        token = token_urlsafe(24)
        app, batches = application(folder, token, port, wish, limits)
        # Its own log would tell the address to whoever reads it.
        server = uvicorn.Server(uvicorn.Config(
            app, log_level="critical", access_log=False, lifespan="off", ws="none", server_header=False, timeout_graceful_shutdown=1
        ))  # fmt: skip
        address = f"http://127.0.0.1:{port}/{token}/"
        emit(say(lang, "serve-address", address=address) + "\n" + say(lang, "serve-end") + "\n")
        if opens:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        with _ending(server):
            try:
                server.run(sockets=[listening])
            except KeyboardInterrupt:
                pass
            finally:
                batches.close()
    emit(say(lang, "serve-gone") + "\n")
    return 0


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    """A socket of this computer that no other computer reaches."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        if os.name == "posix":  # elsewhere it would let another program take the address too
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
            listening.listen()  # from now on who comes waits until there is an answer
        except OSError as error:
            raise UsageError("serve-port", port=port, reason=error.strerror or str(error)) from error
        yield listening


@contextmanager
def _ending(server: uvicorn.Server) -> Iterator[None]:
    """Let the signals that end a process end the server in order, also where the terminal is closed."""

    def end(number: int, frame: FrameType | None) -> None:
        server.should_exit = True

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    # nohup has it that the closing of the terminal ends nothing.
    before = {number: signal.signal(number, end) for number in numbers if signal.getsignal(number) != signal.SIG_IGN}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _folder() -> Iterator[str]:
    """A folder of this user's alone that is gone afterwards."""
    folder = tempfile.mkdtemp(prefix="auditlint-")
    try:
        yield folder
    finally:
        for _ in range(40):  # a process that was just killed may still hold something
            shutil.rmtree(folder, ignore_errors=True)
            if not os.path.exists(folder):
                break
            time.sleep(0.05)
