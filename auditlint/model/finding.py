"""What is reported: findings, the figures in doubt, and the report over all files."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ..named import NamedTuple
from .place import Place
from .proof import Proof

if TYPE_CHECKING:
    from .acceptance import Acceptance, Stale
    from .filing import Identity

SEVERITIES = ("note", "warning", "error")


class Related(NamedTuple):
    """Another place that takes part in a finding."""

    place: Place
    text: str
    label: str
    unit: str = ""


class Suspect(NamedTuple):
    """A printed figure or word whose change would repair what is broken; ``label`` tells what it is a figure of."""

    place: Place
    text: str
    should_be: str
    slip: str
    unit: str = ""
    label: str = ""


class Finding(NamedTuple):
    """One thing that cannot be right (or, as a note, that only rounding explains).

    ``actual``, ``expected`` and ``difference`` are plain decimal strings in ``unit``; empty where the finding is about
    words.  ``result`` is what ``formula`` comes to, as a person writes it.  ``explains`` are other broken checks that
    have the same cause.  Findings with the same ``fold`` may be told as one.  ``what`` is the message without figures, and ``aside`` the
    message without what should stand there, for a finding that another one explains.  ``subject`` is what
    ``label`` is in Chinese, where it was translated, and ``relation`` the ``formula`` in Chinese: what was accepted is known by them.
    """

    rule: str
    name: str
    severity: str
    message: str
    place: Place
    actual: str | None = None
    expected: str | None = None
    difference: str | None = None
    unit: str | None = None
    formula: str | None = None
    section: str = ""
    label: str = ""
    related: tuple[Related, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    explains: tuple["Finding", ...] = ()
    fold: str = ""
    result: str = ""
    proof: Proof | None = None
    what: str = ""
    aside: str = ""
    subject: str = ""
    relation: str = ""

    @property
    def each(self) -> tuple["Finding", ...]:
        """The notes of rounding of one table, where this tells them as one; else itself."""
        return self.explains if self.severity == "note" and self.explains and self.actual is None else (self,)

    @property
    def order(self) -> tuple[str, int, int, int, str]:
        """Findings are read by path, page, line, column, rule."""
        place = self.place
        return place.path, place.page or 0, place.line, place.column, self.rule


class Silenced(NamedTuple):
    """What a configuration that was found beside the files keeps a run from saying.

    ``rules`` are the codes that it turns off, ``keys`` what else it says that hides something, and ``excluded`` how many files
    and directories were passed over.
    """

    configuration: str
    rules: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    excluded: int = 0


class FileReport:
    """One audited file: counts, findings, and what could not be done."""

    __slots__ = (
        "path", "encoding", "figures", "checked", "bounded", "holds", "rounding", "broken", "unchecked", "findings", "problem",
        "lines", "money", "money_checked", "filing", "checks", "vacuous", "failures", "fail_on", "undiagnosed",
        "shared", "identity", "joined", "unseen", "passed_over", "accepted", "unsure", "picture",
    )  # fmt: skip

    def __init__(self, path: str):
        self.path = path
        self.encoding: str | None = None
        self.figures = self.checked = self.bounded = self.holds = self.rounding = self.broken = self.unchecked = 0
        self.money = self.money_checked = 0
        self.findings: list[Finding] = []
        #: Why the file could not be audited (a message for a person), or "".
        self.problem = ""
        #: The problem is only that too little could be checked: the file itself was read.
        self.vacuous = False
        #: Another run may tell something else: a bound was met, a process died, a file could not be opened.
        self.unsure = False
        #: Findings that somebody has accepted; they are none of ``findings``.
        self.accepted: list[tuple[Finding, Acceptance]] = []
        #: It holds nothing that can be checked, and that is no failure: it is no filing.
        self.passed_over = False
        #: Rules that failed on this file, as messages for a person.
        self.failures: list[str] = []
        #: How many findings were left without a diagnosis because the file is too contradictory to finish in time.
        self.undiagnosed = 0
        #: The severity from which a finding in this file fails the run, or ``never``.
        self.fail_on = "error"
        #: The original lines that findings point at, by (page, line), for snippets.
        self.lines: dict[tuple[int | None, int], str] = {}
        self.filing: object = None
        self.checks: list[object] = []
        #: Checks of other files that bind figures of this one.
        self.shared: list[object] = []
        #: Whose accounts the file tells, in a run over several files.
        self.identity: Identity | None = None
        #: The paths of the files that were audited together with this one as one filing.
        self.joined: list[str] = []
        #: What the file shows beside what was read, as messages for a person.
        self.unseen: list[str] = []
        #: What a report that shows the whole file keeps of its reading and its checks, made before they are let go.
        self.picture = b""

    def __repr__(self) -> str:
        return f"<{self.path}: {len(self.findings)} findings, {self.checked} of {self.figures} figures checked{self.problem and '; ' + self.problem}>"

    def strip(self) -> None:
        """Let go of what was read and checked; what was found and counted stays."""
        self.filing, self.checks, self.shared = None, [], []

    def count(self, severity: str, single: bool = False) -> int:
        """How many findings have this severity; ``single`` counts every note of rounding, also where a table's are told as one."""
        return sum(len(finding.each) if single else 1 for finding in self.findings if finding.severity == severity)


#: Changes the report of a file, told its number in the run.
Change = Callable[[int, FileReport], None]


class Files(Sequence[FileReport]):
    """The reports of many files, each made anew when it is looked at."""

    @abstractmethod
    def change(self, change: Change) -> None:
        """Let every report be changed when it is looked at, after the changes before."""


class Report:
    """The whole run."""

    __slots__ = ("files", "paths", "failures", "load_rules", "silenced", "stale", "interrupted", "exit_code", "_rules", "_by_path", "_current")

    def __init__(self, files: Sequence[FileReport], paths: Sequence[str] | None = None):
        self.files = files
        #: The paths of the files, which are known without looking into any.
        self.paths = paths if paths is not None else [file.path for file in files]
        #: Rules that failed, as messages for a person.
        self.failures: list[str] = []
        #: How to come by :attr:`rules`.
        self.load_rules: Callable[[], Sequence[object]] = tuple
        self._rules: Sequence[object] | None = None
        #: What the run ends with, once somebody has decided on it.
        self.exit_code = 0
        #: How many files were left when somebody broke the run off.
        self.interrupted = 0
        self.silenced: list[Silenced] = []
        #: Entries in lists of what was accepted that fit nothing any more.
        self.stale: list[Stale] = []
        self._by_path: dict[str, int] = {}
        self._current: FileReport | None = None

    @property
    def rules(self) -> Sequence[object]:
        """Every rule that was enabled for some file, by code; what was kept of an earlier run is told without loading any."""
        if self._rules is None:
            self._rules = self.load_rules()
        return self._rules

    def file(self, path: str) -> FileReport:
        """The report of one of the files; raises :class:`KeyError` for a path that was not audited."""
        if self._current is not None and self._current.path == path:
            return self._current
        if len(self._by_path) != len(self.paths):
            self._by_path = {path: number for number, path in enumerate(self.paths)}
        return self.files[self._by_path[path]]

    def change(self, change: Change) -> None:
        """Change the report of every file."""
        if isinstance(self.files, Files):
            self.files.change(change)
        else:
            for number, file in enumerate(self.files):
                change(number, file)

    def in_order(self) -> Iterator[FileReport]:
        """The files by path, one at a time, each with its findings in reading order."""
        numbers: Sequence[int] = range(len(self.paths))
        if any(before > after for before, after in pairwise(self.paths)):
            numbers = sorted(numbers, key=self.paths.__getitem__)
        for number in numbers:
            self._current = self.files[number]
            yield self._current
        self._current = None

    def told(self) -> Iterator[tuple[FileReport, Finding]]:
        """All findings in reading order, each with its file, one at a time."""
        for file in self.in_order():
            for finding in sorted(file.findings, key=lambda finding: finding.order):
                yield file, finding

    def exclude(self, by: Mapping[str, int]) -> None:
        """Take in how many files and directories each found configuration kept out of the run."""
        known = {each.configuration: each for each in self.silenced}
        for configuration, count in by.items():
            known[configuration] = known.get(configuration, Silenced(configuration))._replace(excluded=count)
        self.silenced = list(known.values())

    @property
    def problems(self) -> list[str]:
        """What could not be audited, file by file, and the rules that failed: without looking here, nothing found may mean nothing read."""
        return [f"{file.path}: {file.problem}" for file in self.files if file.problem] + self.failures

    @property
    def findings(self) -> list[Finding]:
        """All findings in reading order."""
        return sorted((finding for file in self.files for finding in file.findings), key=lambda finding: finding.order)
