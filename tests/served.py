"""A server as a person starts it, and requests to it as a program makes them."""

import os
import signal
import subprocess
import sys
from http.client import HTTPConnection
from json import loads
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote, urlsplit

#: How long anything may take.
LONG = 60


class Served:
    """A running ``auditlint serve``; ``temporary`` is where its temporary folder is."""

    def __init__(self, temporary: Path, *options: str):
        temporary.mkdir(parents=True, exist_ok=True)
        self.temporary = temporary
        environment = os.environ | {"TMPDIR": str(temporary), "XDG_CONFIG_HOME": str(temporary.parent / ".config"), "AUDITLINT_NO_CACHE": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "auditlint", "serve", "--no-open", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=temporary, encoding="utf-8",
        )  # fmt: skip
        assert self.process.stdout is not None
        first = self.process.stdout.readline()
        assert "http://" in first, first + (self.process.communicate()[1] if self.process.poll() else "")
        self.address = first[first.index("http://") :].strip()
        parts = urlsplit(self.address)
        self.host, self.path = parts.netloc, parts.path

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and content of what is answered; ``path`` is below the address."""
        return self.ask_for(method, self.path + path, body, **headers)

    def ask_for(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """The same with the whole path."""
        connection = HTTPConnection(self.host, timeout=LONG)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()}, encode_chunked="Transfer_Encoding" in headers)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def told(self, method: str, path: str, body: bytes | None = None) -> dict[str, Any]:
        """What is answered, as data."""
        return {"status": (answer := self.ask(method, path, body))[0]} | (loads(answer[2]) if answer[2] else {})

    def begin(self, lang: str = "zh") -> str:
        return f"batches/{self.told('POST', f'batches?lang={lang}')['batch']}"

    def put(self, batch: str, name: str, data: bytes) -> dict[str, Any]:
        return self.told("PUT", f"{batch}/files?name={quote(name, safe='')}", data)

    def finished(self, batch: str) -> dict[str, Any]:
        """Have a batch audited, and wait until it is."""
        assert self.told("POST", f"{batch}/start")["status"] == 200
        end = monotonic() + LONG
        while (told := self.told("GET", batch))["state"] in ("waiting", "working"):
            assert monotonic() < end
            sleep(0.05)
        return told

    def files(self) -> list[Path]:
        """Whatever lies in the temporary folder."""
        return [path for path in self.temporary.rglob("*") if path.is_file()]

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """End it with a signal; returns its exit code and what it had said until then."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        out, err = self.process.communicate(timeout=LONG)
        return self.process.returncode, out + err
