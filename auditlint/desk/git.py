"""What git knows of a commit in the making, and the hook that has it audited."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from ..errors import GitError
from ..escaping import escaped_line
from ..output import write_whole
from ..wording import say
from .config import Configuration
from .files import Gathered, Source, excluding, is_lock

#: By this line a hook is known as ours, and may be replaced.
MARK = "# auditlint hook"

_HOOK = """\
#!/bin/sh
{mark}: audits the filings staged for this commit, as they are staged.
# Options of `auditlint check` can be added to the last lines.
python={python}
if [ -x "$python" ]; then
    exec "$python" -P -m auditlint check --staged --allow-unchecked
fi
exec auditlint check --staged --allow-unchecked
"""


def staged(configuration: Configuration) -> Gathered:
    """The staged files with a suffix that can be read, with their staged content.

    The content comes from the index and not from the working tree, which may hold changes that are not committed; so does what
    was accepted of them.

    Raises :class:`~auditlint.errors.GitError` outside a repository or where git fails.
    """
    from ..readers import SUFFIXES

    top = os.fsdecode(_git("rev-parse", "--show-toplevel")).rstrip("\n")
    names = _git("diff", "--cached", "--name-only", "-z", "--diff-filter=ACMRT", "--no-ext-diff")
    sources: list[Source] = []
    excluded = 0
    by: Counter[str] = Counter()
    for name in filter(None, os.fsdecode(names).split("\0")):
        if os.path.splitext(name)[1].lower() not in SUFFIXES or is_lock(name):
            continue
        path = os.path.relpath(os.path.join(top, name))
        why = excluding(path, configuration.for_file(path))
        if why is not None:
            excluded += 1
            by[why.origin] += bool(why.origin)
        else:
            sources.append(Source(path, _git("cat-file", "--filters", f":{name}")))
    unstaged = _read_lists(configuration, sources, top)
    lang = configuration.for_directory("").lang
    return Gathered(sources, excluded, dict(+by), tuple(say(lang, "list-unstaged", path=escaped_line(path)) for path in unstaged))


def _read_lists(configuration: Configuration, sources: Iterable[Source], top: str) -> Iterator[str]:
    """Have the lists of what was accepted read as they are staged; those of the working tree alone hold nothing, and are returned."""
    for path in dict.fromkeys(configuration.accepted_list(source.path) for source in sources):
        name = os.path.relpath(os.path.realpath(path), top).replace(os.sep, "/")
        if path and not name.startswith(os.pardir):
            is_staged = bool(_git("ls-files", "-z", "--", f":(top,literal){name}"))
            configuration.lists_read[path] = _git("cat-file", "--filters", f":{name}") if is_staged else b""
            if not is_staged:
                yield path


def user_name() -> str:
    """The name that git writes into commits.

    Raises :class:`~auditlint.errors.GitError` where there is none.
    """
    return os.fsdecode(_git("config", "user.name")).strip()


def install_hook(force: bool = False) -> str:
    """Write the pre-commit hook of the current repository and return its path.

    Raises :class:`~auditlint.errors.GitError` outside a repository, and where there is a hook of another kind and
    ``force`` is not given.
    """
    path = hook_path()
    if os.path.lexists(path) and not force and not _is_ours(path):
        raise GitError("hook-foreign", path=path)
    from shlex import quote

    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_whole(path, _HOOK.format(mark=MARK, python=quote(sys.executable.replace("\\", "/"))), 0o755)
    except OSError as error:
        raise GitError("cannot-write", path=path, reason=error.strerror) from error
    return path


def remove_hook() -> str:
    """Remove the pre-commit hook of the current repository and return its path; "" where there is none.

    Raises :class:`~auditlint.errors.GitError` outside a repository, and where the hook is none of ours.
    """
    path = hook_path()
    if not os.path.lexists(path):
        return ""
    if not _is_ours(path):
        raise GitError("hook-not-ours", path=path)
    try:
        os.unlink(path)
    except OSError as error:
        raise GitError("cannot-write", path=path, reason=error.strerror) from error
    return path


def hook_path() -> str:
    """Where git looks for the pre-commit hook of the current repository.

    Raises :class:`~auditlint.errors.GitError` outside a repository.
    """
    return os.path.join(os.fsdecode(_git("rev-parse", "--git-path", "hooks")).rstrip("\n"), "pre-commit")


def _is_ours(path: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return any(line.startswith(MARK) for line in file)
    except OSError:
        return False


def _git(*arguments: str) -> bytes:
    import subprocess

    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise GitError("no-git") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        if "not a git repository" in said:
            raise GitError("no-repository")
        raise GitError("git-failed", command=arguments[0], error=said)
    return done.stdout
