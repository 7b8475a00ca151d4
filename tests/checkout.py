"""This checkout as others get it: its files as they are now, in a repository of their own."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: git as nobody in particular, untouched by where the tests run.
NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "某人", "GIT_AUTHOR_EMAIL": "x@example.org",
    "GIT_COMMITTER_NAME": "某人", "GIT_COMMITTER_EMAIL": "x@example.org",
}  # fmt: skip


def environment(**more: str) -> dict[str, str]:
    """The environment of a tool that is run in a scratch repository."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return kept | NOBODY | more


def git(*arguments: str, cwd: Path) -> str:
    """What git prints; raises where it fails."""
    done = subprocess.run(["git", *arguments], cwd=cwd, env=environment(), capture_output=True, check=True, encoding="utf-8")
    return done.stdout


def copy(target: Path) -> str:
    """A repository at ``target`` with the files of this one, as they stand in its working tree; returns its commit."""
    target.mkdir(parents=True)
    for name in git("ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).split("\0"):
        source = ROOT / name
        if name and source.is_file() and not name.startswith(("sample_reports/", "tests/", "benchmarks/")):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(source.read_bytes())
    git("init", "-q", "-b", "main", cwd=target)
    git("add", "-A", cwd=target)
    git("commit", "-qm", "x", cwd=target)
    return git("rev-parse", "HEAD", cwd=target).strip()
