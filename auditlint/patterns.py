"""Glob patterns over paths, as ``.gitignore`` reads them.

A pattern without a slash matches any one name on the path, of a file or of a directory above it.  A pattern with a
slash counts from its root and matches a file or everything under a directory.  ``*`` and ``?`` stay within a name,
``**`` crosses directories.  A name that is written out literally matches too, whatever brackets it holds.
"""

import os
import re
from collections.abc import Iterator
from functools import lru_cache


def matches(pattern: str, root: str, path: str) -> bool:
    """Whether ``path`` (absolute, or relative to the current directory) matches ``pattern`` under ``root``."""
    pattern = pattern.replace("\\", "/").rstrip("/")
    relative = _relative(path, root)
    if "/" not in pattern:
        return any(name == pattern or bool(_compiled(pattern).fullmatch(name)) for name in relative.split("/"))
    pattern = pattern.removeprefix("./").removeprefix("/")
    wanted = _compiled(pattern)
    return any(stem == pattern or bool(wanted.fullmatch(stem)) for stem in _stems(relative))


def _relative(path: str, root: str) -> str:
    """``path`` from ``root`` with forward slashes; the absolute path where it lies outside."""
    absolute = os.path.abspath(path)
    base = os.path.join(os.path.abspath(root), "")
    return absolute.removeprefix(base).replace(os.sep, "/")


def _stems(path: str) -> Iterator[str]:
    """The path, then each directory above it."""
    while path:
        yield path
        path = path.rpartition("/")[0]


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    out = []
    i = 0
    while i < len(pattern):
        char = pattern[i]
        i += 1
        if pattern.startswith("**/", i - 1):
            out.append("(?:[^/]+/)*")
            i += 2
        elif pattern.startswith("**", i - 1):
            out.append(".*")
            i += 1
        elif char == "*":
            out.append("[^/]*")
        elif char == "?":
            out.append("[^/]")
        elif char == "[" and (end := pattern.find("]", i + 1)) > 0:
            inner = pattern[i:end].replace("\\", "\\\\").replace("[", "\\[")
            out.append("[" + ("^" + inner[1:] if inner[0] in "!^" else inner) + "]")
            i = end + 1
        else:
            out.append(re.escape(char))
    try:
        return re.compile("".join(out), re.DOTALL)
    except re.error:
        return re.compile(re.escape(pattern))
