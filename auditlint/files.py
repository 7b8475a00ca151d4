"""What to audit: the files that the words of a command line stand for."""

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .config import Configuration
from .patterns import matches
from .settings import Settings
from .wording import say

STDIN = "-"


class Source(NamedTuple):
    """A file to audit.

    ``data`` are its bytes where they do not come from the disk.  ``problem`` says why there is nothing to audit, and
    ``vacuous`` that this is only because nothing was found.
    """

    path: str
    data: bytes | None = None
    problem: str = ""
    vacuous: bool = False


class Gathered(NamedTuple):
    """The files to audit in order, and how many files the configuration excludes."""

    sources: list[Source]
    excluded: int


def gather(words: Iterable[str], configuration: Configuration, stdin_name: str = "") -> Gathered:
    """Files as they are named, directories searched for the suffixes that can be read, globs, and ``-`` for stdin.

    What is named is audited whatever its suffix, unless the configuration excludes it.

    Raises :class:`~auditlint.errors.ConfigError` where a configuration on the way cannot be followed.
    """
    sources: dict[str, Source] = {}
    excluded: set[str] = set()
    for word in words:
        for source in _expand(word, configuration, stdin_name):
            if is_excluded(source.path, configuration.for_file(source.path)):
                excluded.add(os.path.normpath(source.path))
            else:
                sources.setdefault(os.path.normpath(source.path), source)
    return Gathered(list(sources.values()), len(excluded))


def is_excluded(path: str, settings: Settings) -> bool:
    """Whether the configuration excludes a file or a directory."""
    return any(matches(pattern, root, path) for pattern, root in settings.exclude)


def _expand(word: str, configuration: Configuration, stdin_name: str) -> Iterator[Source]:
    lang = configuration.for_directory(os.path.dirname(word)).lang
    if word == STDIN:
        import sys

        yield Source(stdin_name or "<stdin>", sys.stdin.buffer.read())
    elif os.path.isdir(word):
        yield from _directory(word, configuration, lang)
    elif os.path.lexists(word):
        yield Source(word)
    elif any(char in word for char in "*?["):
        yield from _glob(word, configuration, lang)
    else:
        yield Source(word, problem=say(lang, "no-such-file"))


def _glob(pattern: str, configuration: Configuration, lang: str) -> Iterator[Source]:
    """The pattern as a shell would have expanded it: cmd.exe does not, and a quoted one reaches us as it is."""
    from glob import glob

    found = sorted(glob(pattern, recursive=True))
    if not found:
        yield Source(pattern, problem=say(lang, "no-glob-match"))
    for path in found:
        if os.path.isdir(path):
            if "**" not in pattern:
                yield from _directory(path, configuration, lang)
        else:
            yield Source(path)


def _directory(top: str, configuration: Configuration, lang: str) -> Iterator[Source]:
    from .readers import SUFFIXES

    errors: list[OSError] = []
    empty = True
    for directory, names, files in os.walk(top, onerror=errors.append):
        settings = configuration.for_directory(directory)
        names[:] = sorted(
            name for name in names if name[0] != "." and not is_excluded(os.path.join(directory, name), settings)
        )
        for name in sorted(files):
            if name[0] != "." and os.path.splitext(name)[1].lower() in SUFFIXES:
                empty = False
                yield Source(os.path.normpath(os.path.join(directory, name)))
    for error in errors:
        yield Source(str(error.filename), problem=say(lang, "not-readable", reason=error.strerror))
    if empty and not errors:
        suffixes = say(lang, "list-comma").join(sorted(SUFFIXES))
        yield Source(top, problem=say(lang, "empty-directory", suffixes=suffixes), vacuous=True)
