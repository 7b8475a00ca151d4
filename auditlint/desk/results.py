"""What came of files that were audited before: kept by what they hold, so that an unchanged file is answered at once.

A result is found by the content and the name of its files, the settings, and the whole of what made it: this package, its
rule packs, and the libraries that read the formats.  What is kept is data (JSON); whatever is wrong with it, the files are
audited.  Several runs may use the directory at once.  What another run may tell otherwise (a file that took too long, a rule
that failed) is never kept.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from typing import Any, cast

from ..errors import FileError
from ..model.finding import FileReport
from ..named import NamedTuple
from ..sealing import digest, place, sealed, unsealed
from ..version import __version__
from .job import Job, Tasks
from .packing import bind, records, unpack
from .settings import Settings

#: How many results one of the 256 directories may hold before the oldest go, and how many are left then.
_MOST, _LEFT = 400, 300


class Stored(NamedTuple):
    """How much is kept: how many files, and their bytes."""

    files: int
    size: int


class Results:
    """The results that a run finds and keeps; ``extra`` is what they depend on beside files and settings.

    ``own`` tells that the folder is that of one run and of those that go on from it, in which nothing is let go before its end
    and all is compressed.
    """

    def __init__(self, folder: str, packs: Iterable[str], extra: str = "", own: bool = False):
        self._folder = folder
        self._own = own
        self._asked: set[str] = set()
        self._maker = f"{_made_by(tuple(sorted(packs)))} {extra}".encode()
        self._said: dict[int, tuple[Settings, str]] = {}

    def find(self, job: Job, tasks: Tasks) -> list[bytes] | None:
        """The records of what came of the files of a job before."""
        key = self.key(job, tasks)
        if not key:
            return None
        path = self._path(key)
        self._asked.add(path)
        try:
            data = unsealed(path)
            if self._own:
                from zlib import decompress

                data = decompress(data)
            found = records(data)
            if [unpack(each).path for each in found] != [tasks[number][0].path for number in job.files]:
                return None
            return found
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def keep(self, key: str, job: Job, tasks: Tasks, files: Iterable[FileReport], found: Sequence[bytes]) -> None:
        """Keep what came of the files of a job, unless they changed since they had this key; failing to is no failure."""
        sure = not any(file.failures or file.unsure for file in files)
        here = all(tasks[number][0].data is not None for number in job.files)  # and did not change
        if not key or not sure or not here and self.key(job, tasks) != key:
            return
        data = bind(found)
        if self._own:
            from zlib import compress

            data = compress(data, 1)
        path = self._path(key)
        with suppress(OSError):
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            partial = f"{path}.{os.getpid()}.{os.urandom(4).hex()}"
            with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(sealed(data))
            os.replace(partial, path)

    def prune(self) -> None:
        """Let the oldest go from directories that have grown too full."""
        if self._own:
            return
        with suppress(OSError):
            for folder in [each.path for each in os.scandir(self._folder) if each.is_dir()]:
                names = os.listdir(folder)
                if len(names) > _MOST:
                    paths = sorted((os.path.join(folder, name) for name in names), key=os.path.getmtime)
                    for path in paths[:-_LEFT]:
                        os.unlink(path)

    def sweep(self) -> None:
        """Delete what was not asked for: results of files that are gone or have changed."""
        for path in _files(self._folder):
            if path not in self._asked:
                with suppress(OSError):
                    os.unlink(path)

    def _path(self, key: str) -> str:
        return os.path.join(self._folder, key[:2], f"{key[2:]}.json")

    def key(self, job: Job, tasks: Tasks) -> str:
        """By what the results of a job are found; "" where its files cannot be read."""
        made = digest(self._maker)
        for number in job.files:
            source, settings = tasks[number]
            if source.problem:
                return ""
            try:
                data = source.content()
            except (OSError, FileError):
                return ""
            words = f"\0{source.path}\0{self._say(settings)}\0{len(data)}\0"
            made.update(words.encode("utf-8", "surrogatepass"))
            made.update(data)
        groups = None if job.groups is None else sorted([job.files.index(number) for number in group] for group in job.groups)
        made.update(repr(groups).encode())
        return cast(str, made.hexdigest())

    def _say(self, settings: Settings) -> str:
        """Settings in words; those of a run are few, and of many files each."""
        if id(settings) not in self._said:
            self._said[id(settings)] = settings, repr(settings)
        return self._said[id(settings)][1]


def folder() -> str:
    """Where results are kept; "" where nothing is to be kept."""
    return place("results")


def stored(top: str) -> Stored:
    """How much is kept there."""
    sizes = [os.path.getsize(path) for path in _files(top)]
    return Stored(len(sizes), sum(sizes))


def delete(top: str) -> int:
    """Delete all results; returns how many there were."""
    count = 0
    for path in _files(top):
        with suppress(OSError):
            os.unlink(path)
            count += 1
    return count


def _files(top: str) -> Iterator[str]:
    for directory, _, names in os.walk(top):
        yield from (os.path.join(directory, name) for name in names if ".json" in name)


@cache
def _made_by(packs: tuple[str, ...]) -> str:
    """What makes results: every file of the package and the packs, by size and time, and the libraries."""
    from importlib.util import find_spec

    told = [__version__, sys.version]
    for name in ("auditlint", *packs, "regex", "pypdfium2_raw", "selectolax", "python_calamine"):
        try:
            spec = find_spec(name)
        except (ImportError, ValueError):
            spec = None
        if spec is None or not spec.origin:
            told.append(f"no {name}")
            continue
        # What was installed is replaced as a whole; what is being worked on changes file by file.
        own = (name == "auditlint" or name in packs) and "site-packages" not in spec.origin
        for path in _sources(spec) if own else [spec.origin]:
            about = os.stat(path)
            told.append(f"{path} {about.st_size} {about.st_mtime_ns}")
    return "\n".join(told)


def _sources(spec: Any) -> Iterator[str]:
    """The files of a module or a package that say what it does."""
    if not spec.submodule_search_locations:
        yield spec.origin
        return
    for top in spec.submodule_search_locations:
        for directory, names, files in os.walk(top):
            names[:] = sorted(name for name in names if name != "__pycache__")
            yield from (os.path.join(directory, name) for name in sorted(files) if name.endswith((".py", ".toml")))
