"""What to audit: the files that the words of a command line stand for."""

import os
import stat
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from errno import EISDIR

from ..errors import FileError
from ..escaping import escaped_line
from ..named import NamedTuple
from ..wording import say
from .config import Configuration
from .made import Made
from .own_output import is_own, is_survey
from .patterns import matches
from .settings import Exclude, Settings

STDIN = "-"
#: The largest file that is read, in bytes.
LARGEST = 1 << 30
#: What a folder may hold of a filing that nobody here can read: suffixes, by the phrase that says what to do.
UNREAD = {
    suffix: phrase
    for suffixes, phrase in (
        (".ofd .ceb .cebx", "unread-pages"),
        (".rtf .odt .pages .mht .mhtml .docm .dot .dotx", "unread-text"),
        (".ods .xlsb .csv .numbers .ett .xlt .xltx", "unread-sheet"),
        (".ppt .pptx .dps", "unread-slides"),
        (".zip .rar .7z .gz .tar .tgz", "unread-packed"),
        (".jpg .jpeg .png .tif .tiff .bmp .webp", "unread-picture"),
    )
    for suffix in suffixes.split()
}
#: A picture of fewer bytes is an emblem, a button or a code, and no page or table.
_SMALL_PICTURE = 50_000
_PICTURE = "unread-picture"
#: How many of the files that this program wrote are named.
_NAMED = 6


class Source(NamedTuple):
    """A file to audit.

    ``data`` are its bytes where they do not come from the disk.  ``problem`` says why there is nothing to audit, and
    ``vacuous`` that this is only because nothing was found.  ``searched`` tells that nobody named it: it lies in a directory.
    """

    path: str
    data: bytes | None = None
    problem: str = ""
    vacuous: bool = False
    searched: bool = False

    def content(self, home: str = "") -> bytes:
        """Its bytes; a path that is not absolute counts from ``home``, the current directory where that is "".

        Raises :class:`OSError` and :class:`~auditlint.errors.FileError`.
        """
        return load(os.path.join(home, self.path)) if self.data is None else self.data


class Sources(Made[Source]):
    """Files to audit, in a few bytes each: most are a path and nothing else."""

    def __init__(self) -> None:
        self._paths = bytearray()
        self._ends = array("q", [0])
        self._searched = bytearray()
        #: Those that are more than a path.
        self._others: dict[int, Source] = {}

    def append(self, source: Source) -> None:
        """Add a file."""
        self._paths += source.path.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._paths))
        self._searched.append(source.searched)
        if source[1:-1] != _NO_MORE:
            self._others[len(self) - 1] = source

    def __len__(self) -> int:
        return len(self._searched)

    def at(self, number: int) -> Source:
        path = self._paths[self._ends[number] : self._ends[number + 1]].decode("utf-8", "surrogatepass")
        return self._others.get(number) or Source(path, searched=bool(self._searched[number]))


#: What a source says beside its path and whether it was searched for, where that is nothing.
_NO_MORE = Source("")[1:-1]


class Gathered(NamedTuple):
    """The files to audit in order, how many files the configuration excludes, what each found configuration does, and what a
    person should know of the rest.
    """

    sources: Sequence[Source]
    excluded: int
    excluded_by: dict[str, int]
    remarks: tuple[str, ...] = ()


def gather(words: Sequence[str], configuration: Configuration, stdin_name: str = "") -> Gathered:
    """Files as they are named, directories searched for the suffixes that can be read, globs, and ``-`` for stdin.

    What is named is audited whatever its suffix, unless the configuration excludes it.  Locks that Office keeps beside an
    open file and patterns that match nothing are passed over with a remark where there is something else to audit, and are
    problems where there is not.

    Raises :class:`~auditlint.errors.ConfigError` where a configuration on the way cannot be followed.
    """
    return _Gatherer(configuration, stdin_name).gather(words)


def is_lock(path: str) -> bool:
    """Whether a file is the lock that Word, Excel or WPS keeps beside a file that is open, and no document."""
    return os.path.basename(path).startswith(("~$", ".~"))


def is_pattern(word: str) -> bool:
    """Whether a word of a command line may stand for the names of several files."""
    return any(char in word for char in "*?[")


def excluding(path: str, settings: Settings) -> Exclude | None:
    """The entry of the configuration that excludes a file or a directory."""
    return next((each for each in settings.exclude if matches(each.pattern, each.root, path)), None)


def load(path: str) -> bytes:
    """The bytes of a file.

    Raises :class:`OSError`, and :class:`~auditlint.errors.FileError` where it is no regular file, enormous, or written to
    while it is read.
    """
    _demand_regular(os.stat(path).st_mode)
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb") as file:
        before = os.fstat(file.fileno())
        _demand_regular(before.st_mode)
        if before.st_size > LARGEST:
            raise FileError("file-large", most=LARGEST // 1_000_000)
        data = file.read(before.st_size + 1)
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise FileError("file-changed")
    return data


def _demand_regular(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    if not stat.S_ISREG(mode):
        raise FileError("not-regular")


class _Gatherer:
    """Finds the files of one run."""

    def __init__(self, configuration: Configuration, stdin_name: str):
        self.configuration = configuration
        self.stdin_name = stdin_name
        self.sources = Sources()
        self._known: dict[int, int] = {}
        self.excluded: dict[str, Exclude] = {}
        self.directories: dict[str, Exclude] = {}
        #: Locks, and patterns that match nothing.
        self.idle: dict[str, Source] = {}
        #: What this program wrote, in the language of its settings.
        self.own: dict[str, str] = {}

    def gather(self, words: Sequence[str]) -> Gathered:
        for word in words:
            for source in self._expand(word):
                self._take(source, word)
        by = Counter(each.origin for each in (self.excluded | self.directories).values() if each.origin)
        remarks = [*self._unmatched(words), *self._written()]
        if not self.sources:
            return Gathered(list(self.idle.values()), len(self.excluded), dict(by), tuple(remarks))
        remarks += [f"{path}: {source.problem}" for path, source in self.idle.items()]
        return Gathered(self.sources, len(self.excluded), dict(by), tuple(remarks))

    def _unmatched(self, words: Sequence[str]) -> Iterator[str]:
        """What to say of the patterns of ``per-file-ignores`` that match no file.

        Those of a configuration file are judged where every file that they could speak of was looked for.
        """
        tops = [os.path.join(os.path.abspath(word), "") for word in words if os.path.isdir(word)]
        distinct = {id(each): each for each in map(self.configuration.for_file, self._paths())}
        given = set(self.configuration.own.per_file_ignores)
        for entry, settings in {entry: each for each in distinct.values() for entry in each.per_file_ignores}.items():
            whole = entry in given or any(os.path.join(os.path.abspath(entry.root), "").startswith(top) for top in tops)
            if whole and not any(matches(entry.pattern, entry.root, path) for path in self._paths()):
                text = say(settings.lang, "unmatched-ignore", pattern=entry.pattern)
                yield text if entry in given else say(settings.lang, "in-config", where=settings.origin, problem=text)

    def _written(self) -> Iterator[str]:
        """What to say of what this program wrote, in one line."""
        if self.own:
            lang = next(iter(self.own.values()))
            paths = say(lang, "list-comma").join(map(escaped_line, [*self.own][:_NAMED]))
            yield say(lang, "own-output", n=len(self.own), paths=say(lang, "some", some=paths) if len(self.own) > _NAMED else paths)

    def _is_own(self, path: str, lang: str) -> bool:
        """Whether this program wrote a file; one that the configuration excludes is counted with the excluded."""
        if not is_own(path) or excluding(path, self.configuration.for_file(path)) is not None:
            return False
        self.own[path] = lang
        return True

    def _paths(self) -> Iterator[str]:
        yield from self.excluded
        yield from (source.path for source in self.sources)

    def _take(self, source: Source, word: str) -> None:
        """Enter what a word of the command line stands for."""
        path = os.path.normpath(source.path)
        settings = self.configuration.for_file(source.path)
        why = excluding(source.path, settings)
        if why is not None:
            self.excluded[path] = why
        elif is_lock(path):
            self.idle[path] = source._replace(problem=say(settings.lang, "lock-file"))
        elif source.problem and source.path == word and is_pattern(word):
            self.idle[path] = source
        else:
            # A path is known by its hash; of two that share one the second is the same file or, once in all time, another.
            known = self._known.setdefault(hash(path), len(self.sources))
            if known == len(self.sources) or os.path.normpath(self.sources[known].path) != path:
                self.sources.append(source)

    def _expand(self, word: str) -> Iterator[Source]:
        lang = self.configuration.for_directory(os.path.dirname(word)).lang
        if word == STDIN:
            yield _standard_input(self.stdin_name, lang)
        elif os.path.isdir(word):
            yield from self._directory(word, lang)
        elif os.path.lexists(word):
            yield Source(word)
        elif is_pattern(word):
            yield from self._glob(word, lang)
        else:
            yield Source(word, problem=say(lang, "quoted-by-git" if word.startswith('"') and "\\" in word else "no-such-file"))

    def _glob(self, pattern: str, lang: str) -> Iterator[Source]:
        """The pattern as a shell would have expanded it: cmd.exe does not, and a quoted one reaches us as it is."""
        from glob import glob

        found = sorted(glob(pattern, recursive=True))
        errors: list[OSError] = []
        if "**" in pattern:
            for _ in os.walk(os.path.dirname(pattern.partition("**")[0]) or os.curdir, onerror=errors.append):
                pass  # glob says nothing of a directory that may not be read
        yield from _unreadable(errors, lang)
        if not found and not errors:
            yield Source(pattern, problem=say(lang, "no-glob-match"))
        seen: set[str] = set()
        for path in found:
            real = os.path.realpath(path)
            if real in seen:  # by way of a link to a directory above
                continue
            seen.add(real)
            if os.path.isdir(path):
                if "**" not in pattern:
                    yield from self._directory(path, lang)
            else:
                yield Source(path)

    def _directory(self, top: str, lang: str) -> Iterator[Source]:
        from ..readers import SUFFIXES

        errors: list[OSError] = []
        inside = os.path.join(os.path.realpath(top), "")
        empty = True
        for directory, names, files in os.walk(top, onerror=errors.append):
            if is_survey(directory, names, files):
                names.clear()
                self.own[os.path.normpath(directory)] = lang
                continue
            names[:] = self._wanted(directory, names)
            for name in names:
                path = os.path.normpath(os.path.join(directory, name))
                if _leads_out(path, inside):
                    yield Source(path, problem=say(lang, "link-outside"))
            for name in sorted(each for each in files if each[0] != "."):
                found = _lying(os.path.normpath(os.path.join(directory, name)), inside, lang)
                if found is not None and not self._is_own(found.path, lang):
                    empty &= is_lock(name) if found.searched else os.path.splitext(name)[1].lower() in SUFFIXES
                    yield found
        yield from _unreadable(errors, lang)
        if empty and not errors:
            suffixes = say(lang, "list-comma").join(sorted(SUFFIXES))
            yield Source(top, problem=say(lang, "empty-directory", suffixes=suffixes), vacuous=True)

    def _wanted(self, directory: str, names: Iterable[str]) -> list[str]:
        """The directories below one to look into."""
        settings = self.configuration.for_directory(directory)
        wanted = []
        for name in sorted(names):
            path = os.path.join(directory, name)
            why = excluding(path, settings) if name[0] != "." else None
            if why is not None:
                self.directories[os.path.normpath(path)] = why
            elif name[0] != ".":
                wanted.append(name)
        return wanted


def _lying(path: str, inside: str, lang: str) -> Source | None:
    """A file that lies in a directory that is searched, where somebody should know of it."""
    from ..readers import SUFFIXES

    suffix = os.path.splitext(path)[1].lower()
    if suffix in SUFFIXES:
        return Source(path, problem=say(lang, "link-outside")) if _leads_out(path, inside) else Source(path, searched=True)
    if suffix in UNREAD and not _is_small_picture(path, suffix):
        return Source(path, problem=say(lang, UNREAD[suffix], suffix=suffix))
    return None


def _leads_out(path: str, inside: str) -> bool:
    """Whether a path is a link to somewhere outside of a directory."""
    return os.path.islink(path) and not os.path.realpath(path).startswith(inside)


def _unreadable(errors: Iterable[OSError], lang: str) -> Iterator[Source]:
    for error in errors:
        yield Source(str(error.filename), problem=say(lang, "not-readable", reason=error.strerror))


def _is_small_picture(path: str, suffix: str) -> bool:
    try:
        return UNREAD[suffix] == _PICTURE and os.lstat(path).st_size < _SMALL_PICTURE
    except OSError:
        return False


def _standard_input(name: str, lang: str) -> Source:
    import sys

    name = name or "<stdin>"
    if sys.stdin is None:
        return Source(name, problem=say(lang, "no-stdin"))
    try:
        pieces: list[bytes] = []
        while piece := sys.stdin.buffer.read(1 << 20):
            pieces.append(piece)
            if len(pieces) > LARGEST >> 20:
                return Source(name, problem=say(lang, "file-large", most=LARGEST // 1_000_000))
    except OSError as error:
        return Source(name, problem=say(lang, "not-readable", reason=error.strerror))
    return Source(name, b"".join(pieces))
