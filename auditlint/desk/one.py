"""One file: its bytes read within bounds, its document audited by the rules that speak of it."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator

from ..errors import FileError, describe
from ..model.figure import AbsurdNumber
from ..model.filing import Filing
from ..model.finding import FileReport, Silenced
from ..model.phrasing import phrase
from ..readers import UnreadableFile, read
from ..readers.sniff import sniff
from ..registry import Rule
from ..wording import say, worded
from . import packs
from .bounded import bounds, read_apart, take_on
from .clock import Overrun, within
from .document import audit_document
from .files import Source
from .settings import Settings

#: Makes of what was read and checked of a file what a report keeps of it (:attr:`.FileReport.picture`).
Picture = Callable[[FileReport], bytes]


class Desk:
    """The enabled rules of each set of settings, loaded once; ``several`` tells that the run is over several files.

    ``bounded`` tells that this process is one that a file may kill.  In another one no file is read that is more than text.
    ``picture`` makes of each file what a report keeps of its reading, ``keep`` keeps the reading itself.  ``over_all`` tells
    that all files are audited together, by the rules over all filings of a run too, and ``home`` is the directory that paths
    count from, where that is not the current one.
    """

    def __init__(
        self, settings: Iterable[Settings], several: bool = False, bounded: bool = False, picture: Picture | None = None,
        keep: bool = False,
    ):  # fmt: skip
        self.several = several
        self.bounded = bounded
        self.picture = picture
        self.keep = keep
        self.over_all = False
        self.home = ""
        self._rules: dict[int, list[Rule]] = {}
        self._kept: list[Settings] = []
        self._silenced: dict[str, Silenced] = {}
        for each in settings:
            self._enabled(each)

    def rules(self) -> Iterator[Rule]:
        """Every rule that is enabled somewhere, by code."""
        found = {rule.code: rule for rules in self._rules.values() for rule in rules}
        yield from (found[code] for code in sorted(found))

    def has_rules(self, scope: str) -> bool:
        """Whether a rule of this scope is enabled."""
        return any(rule.scope == scope for rule in self.rules())

    def rules_for(self, path: str, settings: Settings, scope: str) -> list[Rule]:
        """The rules of a scope that speak of a file."""
        return [rule for rule in packs.for_file(self._enabled(settings), settings, os.path.join(self.home, path)) if rule.scope == scope]

    def silenced(self) -> list[Silenced]:
        """What the configurations found beside the files hide."""
        return list(self._silenced.values())

    def _enabled(self, settings: Settings) -> list[Rule]:
        """The rules that these settings enable, whatever the file."""
        rules = self._rules.get(id(settings))
        if rules is None:
            registry = packs.load(settings)
            rules = self._rules[id(settings)] = packs.enabled(registry, settings)
            self._kept.append(settings)
            hidden = packs.silenced(registry, settings)
            if hidden is not None:
                self._silenced[settings.found] = hidden
        return rules

    def let_go(self, file: FileReport) -> None:
        """Let go of what was read and checked of a file, when all that is related has been audited; its picture stays."""
        if self.keep:
            return
        if self.picture is not None and file.filing is not None:
            try:
                file.picture = self.picture(file)
            except Exception as error:  # what was found stands, whether or not it can be shown
                file.failures.append(f"{file.path}: {describe(error)}")
        file.strip()

    def audit(self, source: Source, settings: Settings) -> FileReport:
        """Audit one file; whatever goes wrong in it is part of its report, which keeps what was read and checked."""
        # Nothing that an audit makes is garbage before its end, and looking for some takes a fifth of its time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return self._audit(source, settings)
        finally:
            if collecting:
                gc.enable()

    def _audit(self, source: Source, settings: Settings) -> FileReport:
        problem, vacuous, unsure = source.problem, source.vacuous, True
        if not problem:
            try:
                return self._read(source, settings)
            except OSError as error:
                problem = say(settings.lang, "not-readable", reason=error.strerror or error)
            except FileError as error:
                problem = error.message(settings.lang)
            except UnreadableFile as error:
                problem, unsure = worded(error.phrase, settings.lang), False
            except MemoryError:
                problem = say(settings.lang, "over-memory", most=settings.memory_per_file)
            except Exception as error:
                problem = say(settings.lang, "internal", error=describe(error))
        report = FileReport(source.path)
        report.problem, report.vacuous, report.fail_on, report.unsure = problem, vacuous, settings.fail_on, unsure
        return report

    def _read(self, source: Source, settings: Settings) -> FileReport:
        data = source.content(self.home)
        limits = bounds(len(data), settings)
        if self.bounded:
            take_on(limits)
        apart = not self.bounded and bool(sniff(data, source.path))
        document = read_apart(data, source.path, limits, settings.lang) if apart else None
        try:
            with within(limits.seconds):
                document = document or read(data, source.path)
                report = audit_document(document, self.rules_for(source.path, settings, "filing"), settings)
        except Overrun:
            raise FileError("over-time", most=limits.seconds) from None
        except AbsurdNumber as error:
            raise UnreadableFile(phrase("numbers-too-long", lines=error.line)) from None
        report.fail_on = settings.fail_on
        if self.several:
            _identify(report)
        return report


def _identify(report: FileReport) -> None:
    """Whose accounts a file tells, for the files beside it: where the text is silent, its name may say."""
    from ..reading.identity.joining import identify

    filing = report.filing
    assert isinstance(filing, Filing)
    report.identity = told = identify(filing)
    filing.name, filing.year, filing.kind, filing.extent = told.name, told.year, told.kind, told.extent
