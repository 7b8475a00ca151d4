"""One document: read, checked by its rules, proved, judged and counted."""

from collections.abc import Iterable

from ..errors import describe
from ..model.check import BROKEN, HOLDS, ROUNDING, UNCHECKED, Check
from ..model.document import Document
from ..model.figure import MONEY, Figure
from ..model.filing import Filing
from ..model.finding import FileReport, Finding
from ..model.phrasing import phrase
from ..model.place import Place
from ..proof import prove
from ..reading import part, read_filing, whole
from ..reading.lexer import TOO_LONG
from ..registry import Rule
from ..wording import say, worded
from .clock import Overrun
from .settings import DEFAULTS, Settings

#: The code of the note that says how little could be checked; it is no rule, for it judges the run and not the filing.
COVERAGE = "COV001"
#: How far from a finding a related place may stand to be shown with it.
NEAR = 6
#: Why a check is left unchecked where its proof failed.
UNPROVED = phrase("unproved")

Judged = list[tuple[Check, Finding | None]]


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
        findings += _told(report, each, judged, settings)
    report.checks = list(checks)
    report.findings = sorted(findings, key=lambda finding: finding.order)
    count(report, filing, checks)
    assess(report, settings)
    if document.unread:
        report.problem = say(settings.lang, "semicolon").join([*(worded(each, settings.lang) for each in document.unread), *filter(None, [report.problem])])
        report.vacuous = False
    report.lines = snippets(document, findings)
    return report


def _told(report: FileReport, filing: Filing, judged: Judged, settings: Settings) -> list[Finding]:
    """The findings of a filing as they are told: those with one cause, and those of one table, as one."""
    findings = diagnosed(report, filing, judged, settings)
    if not findings:
        return findings
    from ..diagnosis.folding import fold_tables  # a clean filing needs none of it

    return fold_tables(filing, findings, settings.lang)


def diagnosed(
    report: FileReport, filing: Filing, judged: list[tuple[Check, Finding | None]], settings: Settings
) -> list[Finding]:
    """Findings with one cause as one; a clean filing has nothing to diagnose."""
    findings = [finding for _, finding in judged if finding is not None]
    if not any(check.verdict == BROKEN for check, _ in judged):
        return findings
    from ..diagnosis.diagnosis import diagnose

    try:
        findings, undiagnosed = diagnose(filing, judged, settings.lang)
        report.undiagnosed += undiagnosed
    except Exception as error:  # what was found stands, whatever becomes of its cause
        report.failures.append(say(settings.lang, "diagnosis-failed", path=report.path, error=describe(error)))
    return findings


def apply(subject: object, rules: Iterable[Rule], path: str, settings: Settings) -> tuple[list[str], Judged]:
    """What the rules make of a filing: failures of rules, and each check with its finding."""
    failures, made = _checked(subject, rules, path, settings)
    if isinstance(subject, Filing):
        failed, proved = _proved(subject, [check for check, _ in made], path, settings)
        failures += failed
        made = [(check, rule) for check, (_, rule) in zip(proved, made, strict=True)]
    judged: Judged = []
    for check, rule in made:
        try:
            judged.append((check, judge(check, rule, settings)))
        except Exception as error:
            failures.append(say(settings.lang, "rule-failed", path=path, rule=rule.code, error=describe(error)))
    return failures, judged


def _checked(
    subject: object, rules: Iterable[Rule], path: str, settings: Settings
) -> tuple[list[str], list[tuple[Check, Rule]]]:
    """Failures of rules, and each check with its rule."""
    failures: list[str] = []
    made: list[tuple[Check, Rule]] = []
    for rule in rules:
        code = rule.code
        try:
            for check in rule.audit(subject):
                made.append((check.ruled(code), rule))
        except (KeyboardInterrupt, Overrun):
            raise
        except BaseException as error:  # a rule that ends the process would end it before anything was told
            failures.append(say(settings.lang, "rule-failed", path=path, rule=code, error=describe(error)))
    return failures, made


def _proved(filing: Filing, checks: list[Check], path: str, settings: Settings) -> tuple[list[str], list[Check]]:
    """What failed in the proof of a filing's checks, and the checks with their proof."""
    try:
        return [], prove(filing, checks)
    except Exception as error:  # what was not proved accuses nobody
        left = [check.doubted(UNPROVED) if check.verdict == BROKEN else check for check in checks]
        return [say(settings.lang, "proof-failed", path=path, error=describe(error))], left


def judge(check: Check, rule: Rule, settings: Settings) -> Finding | None:
    """The finding that a check makes under these settings, if any."""
    silent = check.verdict in (HOLDS, UNCHECKED) and check.severity is None
    if silent:
        return None
    from ..diagnosis.judging import to_finding

    return to_finding(check, rule, settings.lang, settings.zero_base)


def count(report: FileReport, filing: Filing, checks: Iterable[Check]) -> None:
    """Count verdicts, the figures that an equality recomputes, be it one of another file, and those that only inequalities bound."""
    verdicts = {HOLDS: 0, ROUNDING: 0, BROKEN: 0, UNCHECKED: 0}
    checks = list(checks)
    for check in checks:
        verdicts[check.verdict] += 1
    report.holds, report.rounding = verdicts[HOLDS], verdicts[ROUNDING]
    report.broken, report.unchecked = verdicts[BROKEN], verdicts[UNCHECKED]
    recomputed: set[int] = set()
    bounded: set[int] = set()
    for check in (*checks, *(other for other in report.shared if isinstance(other, Check))):
        if check.verdict != UNCHECKED:
            (recomputed if check.operator == "=" else bounded).update(map(id, check.operands()))
    figures = filing.figures
    money = [figure for figure in figures if figure.unit in MONEY]
    report.figures, report.checked = len(figures), _held(figures, recomputed)
    report.bounded = _held(figures, bounded - recomputed)
    report.money, report.money_checked = len(money), _held(money, recomputed)


def _held(figures: Iterable[Figure], held: set[int]) -> int:
    return sum(map(held.__contains__, map(id, figures)))


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
        wanted.update(_lines(finding.place))
        for other in (*(each.place for each in finding.related), *(each.place for each in finding.suspects)):
            if _is_near(other, finding.place):
                wanted.update(_lines(other))
    return {key: text for key in wanted if (text := document.lines.numbered(*key)) is not None}


def _lines(place: Place) -> list[tuple[int | None, int]]:
    return [(place.page, line) for line in range(place.line, place.end_line + 1)]


def _is_near(other: Place, place: Place) -> bool:
    """Whether a place is shown with a finding at another."""
    return other.path == place.path and other.page == place.page and abs(other.line - place.line) <= NEAR
