"""Glob patterns over paths, as ``.gitignore`` reads them.

A pattern without a slash matches any one name on the path, of a file or of a directory above it.  A pattern with a
slash counts from its root and matches a file or everything under a directory.  ``*`` and ``?`` stay within a name,
``**`` crosses directories.  A name that is written out literally matches too, whatever brackets it holds.

A pattern may come from the folder that is audited, so it is followed by the set of the places that it may be at, and
never by going back: that takes a step for each character of a path, whatever the pattern is.
"""

import os
from collections.abc import Iterator
from functools import lru_cache

from ..named import NamedTuple


def matches(pattern: str, root: str, path: str) -> bool:
    """Whether ``path`` (absolute, or relative to the current directory) matches ``pattern`` under ``root``."""
    pattern = pattern.replace("\\", "/").rstrip("/")
    relative = _relative(path, root)
    if "/" not in pattern:
        return any(name == pattern or _compiled(pattern).matches(name) for name in relative.split("/"))
    pattern = pattern.removeprefix("./").removeprefix("/")
    wanted = _compiled(pattern)
    return any(stem == pattern or wanted.matches(stem) for stem in _stems(relative))


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


class _Class(NamedTuple):
    """The characters that a bracket stands for; a slash is never one."""

    ranges: tuple[tuple[str, str], ...]
    negated: bool

    def holds(self, char: str) -> bool:
        return char != "/" and any(first <= char <= last for first, last in self.ranges) != self.negated


class _Glob:
    """A pattern as places between its pieces, each a bit: which are reached is one number.

    ``ones`` are the places from which a character leads to the next, by that character; ``any`` those from which every
    character of a name does, ``stay`` and ``stay_all`` those that a character of a name, or every character, does not leave.
    A ``**/`` is two places: before a name, which may be passed by, and within it, which a slash leads back from.
    """

    def __init__(self, pattern: str):
        self.ones: dict[str, int] = {}
        self.classes: list[tuple[_Class, int]] = []
        self.any = self.stay = self.stay_all = self.inside = self.skip_one = self.skip_two = 0
        self.end = 1
        for piece in _pieces(pattern):
            here = self.end
            self.end <<= 1
            if piece == "**/":
                self.any |= here
                self.stay |= here << 1
                self.inside |= here << 1
                self.skip_two |= here
                self.end <<= 1
            elif piece == "**":
                self.stay_all |= here
                self.skip_one |= here
            elif piece == "*":
                self.stay |= here
                self.skip_one |= here
            elif piece == "?":
                self.any |= here
            elif isinstance(piece, _Class):
                self.classes.append((piece, here))
            else:
                self.ones[piece] = self.ones.get(piece, 0) | here

    def matches(self, text: str) -> bool:
        """Whether the pattern matches all of a text."""
        reached = self._passed(1)
        for char in text:
            onward = self.ones.get(char, 0)
            for each, here in self.classes:
                if each.holds(char):
                    onward |= here
            stays = self.stay_all
            back = 0
            if char == "/":
                back = (reached & self.inside) >> 1
            else:
                onward |= self.any
                stays |= self.stay
            reached = self._passed(((reached & onward) << 1) | (reached & stays) | back)
            if not reached:
                return False
        return bool(reached & self.end)

    def _passed(self, reached: int) -> int:
        """With the places that are reached without a character."""
        while True:
            more = reached | (reached & self.skip_one) << 1 | (reached & self.skip_two) << 2
            if more == reached:
                return reached
            reached = more


def _pieces(pattern: str) -> Iterator[str | _Class]:
    """``**/``, ``**``, ``*``, ``?``, brackets and characters; what repeats the piece before it is left out."""
    last = ""
    i = 0
    while i < len(pattern):
        piece: str | _Class = pattern[i]
        size = 1
        if pattern.startswith("**/", i):
            piece, size = "**/", 3
        elif pattern.startswith("**", i):
            piece, size = "**", 2
        elif piece == "[" and (end := pattern.find("]", i + 2)) > 0:
            piece, size = _bracket(pattern[i + 1 : end]), end + 1 - i
        i += size
        if not (piece == last and piece in ("**/", "**", "*")):
            yield piece
        last = piece if isinstance(piece, str) else ""


def _bracket(inner: str) -> _Class:
    negated = inner[0] in "!^" and len(inner) > 1
    inner = inner[negated:]
    ranges = []
    i = 0
    while i < len(inner):
        if inner[i + 1 : i + 2] == "-" and i + 2 < len(inner):
            ranges.append((inner[i], inner[i + 2]))
            i += 3
        else:
            ranges.append((inner[i], inner[i]))
            i += 1
    return _Class(tuple(ranges), negated)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> _Glob:
    return _Glob(pattern)
