"""What the tests of the desk share."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import fakes
import pytest

from auditlint.__main__ import main
from auditlint.desk import document


class Outcome(NamedTuple):
    """What a command line led to."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test makes of a file is nothing to another."""
    monkeypatch.setenv("AUDITLINT_NO_CACHE", "1")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run a command line in this process."""

    def command(*arguments: object) -> Outcome:
        code = main([str(argument) for argument in arguments])
        return Outcome(code, *capsys.readouterr())

    return command


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current directory, the fake reading, and the fake rules in the place of the real ones."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    monkeypatch.setattr(document, "read_filing", fakes.read_filing)
    monkeypatch.setitem(sys.modules, "auditlint_rules", fakes.pack())
    return tmp_path
