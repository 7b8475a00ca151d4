"""Pages with commands and what they print: every command is run, one after another, in a folder of its own."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from . import FOLDER, ROOT

#: The pages whose blocks are run.
PAGES = ("tutorial.md", "verdicts.md")
_BLOCK = re.compile(r"(```console\n)(.*?)(```)", re.DOTALL)


def page(name: str) -> str:
    """A page, with what its commands print today."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(ROOT / "sample_reports", Path(folder) / "sample_reports")
        return _BLOCK.sub(lambda block: block[1] + _run(block[2], folder) + block[3], text)


def _run(block: str, folder: str) -> str:
    """The commands of a block, each with what it prints."""
    out = []
    for command in (line[2:] for line in block.splitlines() if line.startswith("$ ")):
        done = subprocess.run(["bash", "-c", command], cwd=folder, env=_environment(folder), capture_output=True, encoding="utf-8", check=False)
        out += [f"$ {command}", *(done.stdout + done.stderr).splitlines()]
    return "\n".join(out) + "\n"


def _environment(folder: str) -> dict[str, str]:
    """Nothing of who runs it: no configuration, no cache, no colours."""
    path = os.pathsep.join((os.path.dirname(sys.executable), os.environ.get("PATH", "")))
    return {"PATH": path, "HOME": folder, "LANG": "C.UTF-8", "PYTHONUTF8": "1", "AUDITLINT_NO_CACHE": "1", "NO_COLOR": "1"}
