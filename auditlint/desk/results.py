"""What came of files that were audited before: kept by what they hold, so that an unchanged file is answered at once.

A result is found by the content and the name of its files, the settings, and the whole of what made it: this package, its
rule packs, and the libraries that read the formats.  What is kept is data (JSON); whatever is wrong with it, the files are
audited.  Several runs may use the directory at once.  What another run may tell otherwise (a file that took too long, a rule
that failed) is never kept.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from ..errors import FileError
from ..model import filing, finding, place, proof
from ..model.finding import FileReport
from ..version import __version__
from .job import Hands, Job, Task

#: The names of the classes that results are made of.
_CLASSES: dict[str, Callable[..., Any]] = {
    name: each
    for module in (finding, place, filing, proof)
    for name, each in vars(module).items()
    if isinstance(each, type) and issubclass(each, tuple) and hasattr(each, "_fields")
}
#: What of a report is not kept: what was read, and what the run says of it.
_TRANSIENT = frozenset(("filing", "checks", "shared", "picture", "passed_over", "accepted"))
_KEPT = tuple(name for name in FileReport.__slots__ if name not in _TRANSIENT)
#: How many results one of the 256 directories may hold before the oldest go, and how many are left then.
_MOST, _LEFT = 400, 300


class Stored(NamedTuple):
    """How much is kept: how many files, and their bytes."""

    files: int
    size: int


class Results:
    """The results of one run; ``extra`` is what they depend on beside files and settings."""

    def __init__(self, folder: str, packs: Iterable[str], extra: str = ""):
        self._folder = folder
        self._maker = f"{_made_by(tuple(sorted(packs)))} {extra}"
        self._keys: dict[Job, str] = {}
        self._touched: set[str] = set()

    def remembering(self, hands: Hands, tasks: Sequence[Task]) -> Hands:
        """Hands that first give what came of jobs before, and keep what the others make."""

        def work(jobs: Sequence[Job]) -> Iterator[tuple[int, list[FileReport]]]:
            missing = []
            for number, job in enumerate(jobs):
                known = self.find(job, tasks)
                if known is None:
                    missing.append(number)
                else:
                    yield number, known
            for number, files in hands([jobs[each] for each in missing]):
                self.keep(jobs[missing[number]], tasks, files)
                yield missing[number], files
            self._prune()

        return work

    def find(self, job: Job, tasks: Sequence[Task]) -> list[FileReport] | None:
        """What came of the files of a job before."""
        key = self._keys[job] = self._key(job, tasks)
        if not key:
            return None
        from json import loads

        try:
            with open(self._path(key), encoding="utf-8") as file:
                about = os.fstat(file.fileno())
                if hasattr(os, "geteuid") and (about.st_uid != os.geteuid() or about.st_mode & 0o022):
                    return None  # somebody else may have written it
                content = loads(file.read())
            reports = [_report(each) for each in content["files"]]
        except Exception:
            return None
        if [report.path for report in reports] != [tasks[number][0].path for number in job.files]:
            return None
        del self._keys[job]
        return reports

    def keep(self, job: Job, tasks: Sequence[Task], files: list[FileReport]) -> None:
        """Keep what came of them, unless they changed while they were audited; failing to is no failure."""
        key = self._keys.pop(job, "")
        sure = not any(file.failures or file.unsure for file in files)
        here = all(tasks[number][0].data is not None for number in job.files)  # and did not change
        if not key or not sure or not here and self._key(job, tasks) != key:
            return
        from json import dumps

        with suppress(OSError, TypeError, ValueError):
            text = dumps({"files": [_packed_report(file) for file in files]}, check_circular=False)
            path = self._path(key)
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            partial = f"{path}.{os.getpid()}"
            with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(partial, path)
            self._touched.add(os.path.dirname(path))

    def _prune(self) -> None:
        """Let the oldest go from directories that have grown too full."""
        for folder in self._touched:
            with suppress(OSError):
                names = os.listdir(folder)
                if len(names) > _MOST:
                    paths = sorted((os.path.join(folder, name) for name in names), key=os.path.getmtime)
                    for path in paths[:-_LEFT]:
                        os.unlink(path)

    def _path(self, key: str) -> str:
        return os.path.join(self._folder, key[:2], f"{key[2:]}.json")

    def _key(self, job: Job, tasks: Sequence[Task]) -> str:
        """By what a result is found; "" where the files cannot be read."""
        from _blake2 import blake2b

        made = blake2b(self._maker.encode(), digest_size=20)
        for number in job.files:
            source, settings = tasks[number]
            if source.problem:
                return ""
            try:
                data = source.content()
            except (OSError, FileError):
                return ""
            words = f"\0{source.path}\0{settings!r}\0{len(data)}\0"
            made.update(words.encode("utf-8", "surrogatepass"))
            made.update(data)
        groups = None if job.groups is None else sorted([job.files.index(number) for number in group] for group in job.groups)
        made.update(repr(groups).encode())
        return made.hexdigest()


def folder() -> str:
    """Where results are kept; "" where nothing is to be kept."""
    if os.environ.get("AUDITLINT_NO_CACHE"):
        return ""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser(os.path.join("~", ".cache"))
    return os.path.join(home, "auditlint", "results") if os.path.isabs(home) else ""


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


def _packed_report(report: FileReport) -> dict[str, Any]:
    return {name: _packed(getattr(report, name)) for name in _KEPT}


def _report(content: dict[str, Any]) -> FileReport:
    report = FileReport("")
    for name in _KEPT:
        setattr(report, name, _unpacked(content[name]))
    return report


def _packed(value: Any) -> Any:
    """A value as JSON can hold it: what is no text, number or nothing is a list that begins with what it is."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, list):
        return ["[", *map(_packed, value)]
    if isinstance(value, tuple):
        name = type(value).__name__ if hasattr(value, "_fields") else "("
        if name != "(" and name not in _CLASSES:
            raise TypeError(name)
        return [name, *map(_packed, value)]
    if isinstance(value, dict):
        return ["{", *([_packed(key), _packed(each)] for key, each in value.items())]
    if isinstance(value, Decimal):
        return ["d", str(value)]
    raise TypeError(type(value).__name__)


def _unpacked(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    kind, *rest = value
    if kind == "[":
        return [_unpacked(each) for each in rest]
    if kind == "(":
        return tuple([_unpacked(each) for each in rest])
    if kind == "{":
        return {_unpacked(key): _unpacked(each) for key, each in rest}
    if kind == "d":
        return Decimal(rest[0])
    return _CLASSES[kind](*[_unpacked(each) for each in rest])
