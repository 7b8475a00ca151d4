"""What costs time at every start and comes out the same each time: compiled patterns and parsed tables.

Compiling a hundred patterns takes as long as auditing a filing, so they are kept between runs in the user's cache
directory.  A kept thing is found by its whole source, never by its name, so that it cannot be stale; where the directory
cannot be read or written everything is made anew.  ``AUDITLINT_NO_CACHE`` turns this off.
"""

import os
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import regex

from .version import __version__

try:
    from _pickle import dumps, loads
except ImportError:  # pragma: no cover - only where the interpreter has no C pickle
    from pickle import dumps, loads

T = TypeVar("T")


def _place() -> str:
    if os.environ.get("AUDITLINT_NO_CACHE"):
        return ""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser(os.path.join("~", ".cache"))
    name = f"{sys.implementation.cache_tag}-{sys.platform}-{regex.__version__}-{__version__}.bin"
    return os.path.join(home, "auditlint", name) if os.path.isabs(home) else ""


def _load(path: str) -> dict[Any, Any]:
    try:
        with open(path, "rb") as file:
            found = loads(file.read())
    except Exception:
        # Whatever is wrong with a cache, the run goes on without it.
        return {}
    return found if isinstance(found, dict) else {}


_PLACE = _place()
_KEPT: dict[Any, Any] = _load(_PLACE) if _PLACE else {}
_made = False


def pattern(source: str, flags: int = 0) -> "regex.Pattern[str]":
    """The compiled pattern of ``source``."""
    return kept(("pattern", source, flags), lambda: regex.compile(source, flags))


def kept(key: Any, make: Callable[[], T]) -> T:
    """What ``make`` gives for a key that holds everything it depends on."""
    global _made
    found: T | None = _KEPT.get(key)
    if found is None:
        found = _KEPT[key] = make()
        _made = True
    return found


def save() -> None:
    """Keep what was made in this run for the next ones; failing to is no failure."""
    if not _made or not _PLACE:
        return
    partial = f"{_PLACE}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(_PLACE), exist_ok=True)
        with open(partial, "wb") as file:
            file.write(dumps(_KEPT, 5))
        os.replace(partial, _PLACE)
    except (OSError, ValueError):
        return
