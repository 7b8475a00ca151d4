"""The run: files to documents, filings, checks and findings, on one core or several."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from . import packs
from .bounded import bounds, can_fork, read_apart, take_on
from .clock import Overrun, within
from .config import Configuration
from .errors import FileError, describe
from .files import Source, gather
from .folding import fold_tables
from .judging import to_finding
from .model.check import BROKEN, HOLDS, ROUNDING, UNCHECKED, Check
from .model.document import Document
from .model.figure import MONEY, AbsurdNumber
from .model.filing import Filing
from .model.finding import SEVERITIES, FileReport, Finding, Report, Silenced
from .model.phrasing import phrase
from .model.place import Place
from .phrases import worded
from .progress import Watch
from .proof import prove
from .readers import UnreadableFile, read
from .readers.sniff import sniff
from .reading import part, read_filing, whole
from .reading.lexer import TOO_LONG
from .registry import Rule
from .settings import DEFAULTS, Settings
from .wording import say

if TYPE_CHECKING:
    from .results import Results

#: From this many files on, starting processes costs less than it saves.
PARALLEL_FROM = 8
#: The code of the note that says how little could be checked; it is no rule, for it judges the run and not the filing.
COVERAGE = "COV001"
#: How far from a finding a related place may stand to be shown with it.
NEAR = 6

#: Makes of what was read and checked of a file what a report keeps of it (:attr:`.FileReport.picture`).
Picture = Callable[[FileReport], bytes]


def check_text(text: str, path: str = "<text>", **settings: Any) -> Report:
    """Audit a filing given as text.

    ``settings`` are the keys of the configuration with underscores (``select=["CHG"]``, ``lang="en"`` ...); no
    configuration file is read.  The report's file keeps its ``filing`` and its ``checks``.

    Raises :class:`~auditlint.errors.ConfigError` for wrong settings and :class:`~auditlint.errors.PackError` where a
    rule pack does not load.
    """
    return audit([Source(path, text.encode("utf-8", "replace"))], _configured(settings), keep=True)


def check_path(path: str | os.PathLike[str], **settings: Any) -> Report:
    """Audit a file or the filings of a directory; ``settings`` and errors are those of :func:`check_text`."""
    configuration = _configured(settings)
    return audit(gather([os.fspath(path)], configuration).sources, configuration, keep=True)


def _configured(settings: dict[str, Any]) -> Configuration:
    return Configuration({key.replace("_", "-"): value for key, value in settings.items()}, isolated=True)


def audit(
    sources: Sequence[Source], configuration: Configuration, jobs: int = 0, keep: bool = False, bounded: bool = False,
    watch: Watch | None = None, cached: bool = False, picture: Picture | None = None,
) -> Report:
    """Audit files, each under its own settings.

    ``jobs`` is the number of processes, 0 for as many as pay; ``keep`` keeps each file's filing and checks; ``bounded`` tells
    that this process is one that a file may kill.  ``watch`` sees each file as it is done; a run that is broken off from the
    keyboard gives the report of what is done until then.  ``cached`` takes what came of unchanged files before.
    ``picture`` is asked for what a report needs of each file before its filing and checks are let go, so that nothing is taken
    from before; it must be a function that another process can be given.

    Files are audited each for itself, then those that have to do with each other once more together.  Rules over all
    filings of a run need every filing at once: where one is enabled, one process reads all files and keeps them.

    Raises :class:`~auditlint.errors.ConfigError` and :class:`~auditlint.errors.PackError`.
    """
    tasks = [(source, configuration.for_file(source.path)) for source in sources]
    several = len(tasks) > 1
    desk = Desk([settings for _, settings in tasks] or [configuration.for_directory("")], several, bounded, picture)
    over_all = several and desk.has_rules("run")
    processes = 1 if over_all or keep else _processes(len(tasks), jobs)
    # One process for all files is less than one for each that is more than text.
    apart = several and not (over_all or keep or bounded) and can_fork() and not all(map(_is_text, sources))
    watch = watch or Watch()
    watch.begin(len(tasks))
    results = _results(tasks, several) if cached and not (keep or over_all or picture) else None
    try:
        if processes > 1 or apart:
            from .workers import audit_parallel

            report = Report(audit_parallel(tasks, processes, watch, results, picture))
        else:
            report = Report(_known_or_made(tasks, desk, over_all, watch, results))
    except KeyboardInterrupt:
        report = Report([watch.done[source.path] for source in sources if source.path in watch.done])
        report.interrupted = len(sources) - len(report.files)
    finally:
        watch.end()
        if results is not None:
            results.prune()
    audited = any(not file.problem for file in report.files)
    searched = {source.path for source in sources if source.searched}
    for file in report.files:
        file.passed_over = audited and file.path in searched and file.vacuous and not file.money
        if not keep:
            desk.let_go(file)
        report.failures += file.failures
    report.rules = list(desk.rules())
    report.silenced = desk.silenced()
    if any(configuration.accepted_list(file.path) for file in report.files):
        from .accepted import sift

        sift(report, configuration)
    return report


def _results(tasks: Sequence[tuple[Source, Settings]], several: bool) -> "Results | None":
    """What is kept of earlier runs."""
    from .results import Results, folder

    top = folder()
    packs = {pack for _, settings in tasks for pack in settings.rule_packs}
    return Results(top, packs, "several" if several else "alone") if top else None


def _known_or_made(
    tasks: Sequence[tuple[Source, Settings]], desk: "Desk", over_all: bool, watch: Watch, results: "Results | None"
) -> list[FileReport]:
    """What came of the files before, or comes of them now."""
    known = results.find(0, tasks, None) if results is not None else None
    if known is not None:
        watch.step(known[0])
        return known[0]
    files = _audit_here(tasks, desk, over_all, watch)
    if results is not None:
        results.keep(0, tasks, None, (files, {}))
    return files


def _audit_here(tasks: Sequence[tuple[Source, Settings]], desk: "Desk", over_all: bool, watch: Watch) -> list[FileReport]:
    """The reports of the files in their order, without further processes."""
    files = []
    for source, settings in tasks:
        files.append(desk.audit(source, settings))
        watch.step(files[-1:])
    if len(tasks) > 1:
        _audit_together([(file, settings) for file, (_, settings) in zip(files, tasks, strict=True)], desk, over_all)
    return files


def _audit_together(members: list[tuple[FileReport, Settings]], desk: "Desk", over_all: bool) -> None:
    """Audit what related files say together, and apply the rules over all filings."""
    from .reading.joining import clusters

    related = clusters([file.identity for file, _ in members], desk.has_rules("related"))
    if not related and not over_all:
        return
    from .joint import compare, complete

    alone = dict(enumerate(members))
    subjects: list[Filing] = []
    for cluster, groups in related.items():
        mine = [alone.pop(number) for number in cluster]
        subjects += complete(mine, [[cluster.index(number) for number in group] for group in groups], desk)
    if over_all:
        subjects += [file.filing for file, _ in alone.values() if isinstance(file.filing, Filing)]
        by_path = {file.path: (file, settings) for file, settings in members}
        turn = {path: number for number, path in enumerate(by_path)}
        subjects.sort(key=lambda filing: turn[filing.document.path])
        compare([(by_path[filing.document.path], filing) for filing in subjects], members, desk, "run")


def _is_text(source: Source) -> bool:
    return source.path.lower().endswith(".txt") or bool(source.problem)


def _processes(files: int, jobs: int) -> int:
    """How many processes to use."""
    if jobs:
        return min(jobs, files)
    if files < PARALLEL_FROM:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, files)


def allow_unchecked(report: Report) -> None:
    """Pass over the files that hold nothing that can be checked, whoever named them."""
    for file in report.files:
        file.passed_over = file.passed_over or file.vacuous


def exit_code(report: Report) -> int:
    """0 clean, 1 findings that fail their file, 3 where a file or a rule could not be audited, whatever was found.

    A run that was broken off is 130, as a shell has it.
    """
    if report.interrupted:
        return 130
    if report.failures or any(file.problem and not file.passed_over for file in report.files):
        return 3
    return int(any(_fails(file) for file in report.files))


def _fails(file: FileReport) -> bool:
    if file.fail_on == "never":
        return False
    least = SEVERITIES.index(file.fail_on)
    return any(SEVERITIES.index(finding.severity) >= least for finding in file.findings)


class Desk:
    """The enabled rules of each set of settings, loaded once; ``several`` tells that the run is over several files.

    ``bounded`` tells that this process is one that a file may kill.  In another one no file is read that is more than text.
    ``picture`` makes of each file what a report keeps of its reading.
    """

    def __init__(
        self, settings: Iterable[Settings], several: bool = False, bounded: bool = False, picture: Picture | None = None
    ):
        self.several = several
        self.bounded = bounded
        self.picture = picture
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
        return [rule for rule in packs.for_file(self._enabled(settings), settings, path) if rule.scope == scope]

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
        data = source.content()
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
    from .reading.joining import identify

    filing = report.filing
    assert isinstance(filing, Filing)
    report.identity = told = identify(filing)
    filing.name, filing.year, filing.kind, filing.extent = told.name, told.year, told.kind, told.extent


def audit_document(document: Document, rules: Iterable[Rule], settings: Settings = DEFAULTS) -> FileReport:
    """Audit one document; its filing and its checks stay in the report."""
    report = FileReport(document.path)
    report.encoding = document.encoding
    report.unseen = [worded(each, settings.lang) for each in document.unseen]
    filings = [read_filing(each) for each in part(document)]
    filing = report.filing = whole(filings, document)
    absurd = [str(figure.place.line) for figure in filing.figures if figure.reason == TOO_LONG]
    if absurd:
        document.unread.append(phrase("numbers-too-long", lines=tuple(absurd[:8])))
    rules = list(rules)
    checks: list[Check] = []
    findings: list[Finding] = []
    for each in filings:
        failures, judged = apply(each, rules, document.path, settings)
        report.failures += failures
        checks += [check for check, _ in judged]
        findings += fold_tables(each, diagnosed(report, each, judged, settings), settings.lang)
    report.checks = list(checks)
    report.findings = sorted(findings, key=lambda finding: finding.order)
    count(report, filing, checks)
    assess(report, settings)
    if document.unread:
        report.problem = say(settings.lang, "semicolon").join([*(worded(each, settings.lang) for each in document.unread), *filter(None, [report.problem])])
        report.vacuous = False
    report.lines = snippets(document, findings)
    return report


def diagnosed(
    report: FileReport, filing: Filing, judged: list[tuple[Check, Finding | None]], settings: Settings
) -> list[Finding]:
    """Findings with one cause as one; a clean filing has nothing to diagnose."""
    findings = [finding for _, finding in judged if finding is not None]
    if not any(check.verdict == BROKEN for check, _ in judged):
        return findings
    from .diagnosis import diagnose

    try:
        findings, undiagnosed = diagnose(filing, judged, settings.lang)
        report.undiagnosed += undiagnosed
    except Exception as error:  # what was found stands, whatever becomes of its cause
        report.failures.append(say(settings.lang, "diagnosis-failed", path=report.path, error=describe(error)))
    return findings


#: Why a check is left unchecked where its proof failed.
UNPROVED = phrase("unproved")


def apply(
    subject: object, rules: Iterable[Rule], path: str, settings: Settings
) -> tuple[list[str], list[tuple[Check, Finding | None]]]:
    """What the rules make of a filing: failures of rules, and each check with its finding."""
    failures: list[str] = []
    judged: list[tuple[Check, Finding | None]] = []
    made: list[tuple[Check, Rule]] = []
    for rule in rules:
        code = rule.code
        try:
            for check in rule.audit(subject):
                check.rule = code
                made.append((check, rule))
        except (KeyboardInterrupt, Overrun):
            raise
        except BaseException as error:  # a rule that ends the process would end it before anything was told
            failures.append(say(settings.lang, "rule-failed", path=path, rule=code, error=describe(error)))
    if isinstance(subject, Filing):
        try:
            prove(subject, [check for check, _ in made])
        except Exception as error:
            failures.append(say(settings.lang, "proof-failed", path=path, error=describe(error)))
            for check, _ in made:
                if check.verdict == BROKEN and check.proof is None:  # what was not proved accuses nobody
                    check.verdict, check.reason = UNCHECKED, UNPROVED
    for check, rule in made:
        try:
            judged.append((check, judge(check, rule, settings)))
        except Exception as error:
            failures.append(say(settings.lang, "rule-failed", path=path, rule=rule.code, error=describe(error)))
    return failures, judged


def judge(check: Check, rule: Rule, settings: Settings) -> Finding | None:
    """The finding that a check makes under these settings, if any."""
    silent = check.verdict in (HOLDS, UNCHECKED) and check.severity is None
    return None if silent else to_finding(check, rule, settings.lang, settings.zero_base)


def count(report: FileReport, filing: Filing, checks: Iterable[Check]) -> None:
    """Count verdicts, the figures that an equality recomputes, be it one of another file, and those that only inequalities bound."""
    verdicts = {HOLDS: 0, ROUNDING: 0, BROKEN: 0, UNCHECKED: 0}
    recomputed: set[int] = set()
    bounded: set[int] = set()
    checks = list(checks)
    for check in checks:
        verdicts[check.verdict] += 1
    for check in (*checks, *(other for other in report.shared if isinstance(other, Check))):
        if check.verdict != UNCHECKED:
            (recomputed if check.operator == "=" else bounded).update(map(id, check.operands()))
    report.holds, report.rounding = verdicts[HOLDS], verdicts[ROUNDING]
    report.broken, report.unchecked = verdicts[BROKEN], verdicts[UNCHECKED]
    report.figures = len(filing.figures)
    report.checked = sum(id(figure) in recomputed for figure in filing.figures)
    report.bounded = sum(id(figure) in bounded and id(figure) not in recomputed for figure in filing.figures)
    money = [figure for figure in filing.figures if figure.unit in MONEY]
    report.money, report.money_checked = len(money), sum(id(figure) in recomputed for figure in money)


def assess(report: FileReport, settings: Settings) -> None:
    """A clean result over nothing checked is not a clean result, and one over little deserves a note."""
    if not report.figures:
        report.problem = say(settings.lang, "no-figures")
    elif not report.checked + report.bounded:  # a finding of form alone checks nothing
        report.problem = say(settings.lang, "no-checks", figures=report.figures)
    report.vacuous = bool(report.problem)
    minimum = settings.min_coverage
    if not report.vacuous and minimum is not None and report.money_checked < minimum * report.money:
        message = say(
            settings.lang, "low-coverage", figures=report.money, checked=report.money_checked, minimum=minimum
        )
        place = Place(report.path, None, 1, 1, 1, 2)
        report.findings.insert(0, Finding(COVERAGE, "coverage", "note", message, place))


def snippets(document: Document, findings: Iterable[Finding]) -> dict[tuple[int | None, int], str]:
    """The lines of findings and of what stands near them."""
    wanted: set[tuple[int | None, int]] = set()
    for finding in findings:
        place = finding.place
        wanted.update((place.page, line) for line in range(place.line, place.end_line + 1))
        for other in (
            *(related.place for related in finding.related),
            *(suspect.place for suspect in finding.suspects),
        ):
            if other.path == place.path and other.page == place.page and abs(other.line - place.line) <= NEAR:
                wanted.update((other.page, line) for line in range(other.line, other.end_line + 1))
    return {key: text for key in wanted if (text := document.lines.numbered(*key)) is not None}
