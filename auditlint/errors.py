"""What stops a run: errors with a message for a person, in either language, and the exit code they lead to."""

from collections.abc import Iterable

from .escaping import escaped_line
from .wording import say


class AuditlintError(Exception):
    """The base of all: ``phrase`` is a key of :mod:`auditlint.wording`, ``values`` fill it.

    ``where`` is the file or option that the error is about, ``close`` what may have been meant.  A value may be a
    function of the language.
    """

    exit_code = 2

    def __init__(self, phrase: str, /, where: str = "", close: str = "", **values: object):
        self.phrase = phrase
        self.where = where
        self.close = close
        self.values = values
        super().__init__(self.message("zh"))

    def message(self, lang: str) -> str:
        """The message in a language."""
        values = {name: value(lang) if callable(value) else _plain(value) for name, value in self.values.items()}
        text = say(lang, self.phrase, **values)
        if self.where:
            text = say(lang, "in-config", where=escaped_line(self.where), problem=text)
        return text + (say(lang, "did-you-mean", close=self.close) if self.close else "")


def _plain(value: object) -> object:
    """A value as it can stand in a message; numbers stay what they are."""
    return value if isinstance(value, int) else escaped_line(str(value))


class FileError(AuditlintError):
    """One file that cannot be read; the run goes on without it."""


class ConfigError(AuditlintError):
    """A configuration that cannot be followed as it is written."""


class UsageError(AuditlintError):
    """A command line that cannot be followed."""


class GitError(AuditlintError):
    """git is missing, or did not do what was asked of it."""


class OutputError(AuditlintError):
    """The report cannot be written where it should go."""


class MissingPackage(AuditlintError):
    """What was asked for needs a package that is not installed; ``package`` is how it is installed."""

    def __init__(self, package: str):
        super().__init__("needs-package", package=package)


class PackError(AuditlintError):
    """A rule pack that does not load: what it would have found is unknown."""

    exit_code = 3


def closest(word: str, candidates: Iterable[str]) -> str:
    """The candidate most like ``word``, or "" where none is."""
    from difflib import get_close_matches

    found = get_close_matches(word, list(candidates), 1)
    return found[0] if found else ""


def describe(error: BaseException, home: str = "") -> str:
    """An unexpected error in one line: its type, what it says, and the line of code it comes from: the last one below ``home``, if any is."""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        frames.append(trace)
        trace = trace.tb_next
    trace = next((each for each in reversed(frames) if each.tb_frame.f_code.co_filename.startswith(home)), frames[-1] if frames else None)
    text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    text = " ".join(text.split())
    if trace is None:
        return text
    filename = trace.tb_frame.f_code.co_filename.replace("\\", "/")
    return f"{text}（{'/'.join(filename.split('/')[-2:])}:{trace.tb_lineno}）"
