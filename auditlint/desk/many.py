"""What several files say together: a filing that lies in several files, and a department's filings side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy

from ..diagnosis.folding import fold_tables
from ..model.check import BROKEN, UNCHECKED, Check
from ..model.document import Document
from ..model.filing import Filing
from ..model.finding import FileReport, Finding
from ..reading.identity.joining import join
from ..registry import Rule
from .document import COVERAGE, Judged, apply, assess, count, diagnosed, judge, snippets
from .one import Desk
from .plan import related
from .settings import Settings

#: The report of a file and the settings that it was audited under.
Member = tuple[FileReport, Settings]
#: From so many contradictions on, most of what two files both print tells whether they are one filing.
STRANGE = 3


def audit_together(members: Mapping[int, Member], groups: Sequence[Sequence[int]] | None, desk: Desk) -> None:
    """Audit what files say together that were audited each for itself; their reports take in what is found.

    ``groups`` are those that are one filing, where all are known to be related; else what was read tells what is.
    """
    identities = {number: file.identity for number, (file, _) in members.items()}
    found = related(tuple(members), identities, desk.has_rules("related")) if groups is None else {tuple(members): groups}
    subjects = {number: file.filing for number, (file, _) in members.items() if isinstance(file.filing, Filing)}
    for files, joinable in found.items():
        if not all(number in subjects for number in files):
            continue  # one that could be read before cannot be any more
        for number in files:
            del subjects[number]
        subjects |= complete({number: members[number] for number in files}, joinable, desk)
    if desk.over_all:
        compare([(members[number], subjects[number]) for number in sorted(subjects)], members.values(), desk, "run")


def complete(members: Mapping[int, Member], joinable: Iterable[Sequence[int]], desk: Desk) -> dict[int, Filing]:
    """Audit what related files say together; their reports take in what is found.

    ``joinable`` are the files that are one filing.  Returns the filings, those in several files as one, by the number of their
    first file.  The reports must have kept their filings and checks.
    """
    whole = {number: _filing(file) for number, (file, _) in members.items()}
    for group in joinable:
        joined = join([whole[number] for number in group])
        if not _audit_group([members[number] for number in group], joined, desk):
            continue
        whole[group[0]] = joined
        for number in group[1:]:
            del whole[number]
    compare([(members[number], filing) for number, filing in whole.items()], members.values(), desk, "related")
    return whole


def compare(subjects: Sequence[tuple[Member, Filing]], members: Iterable[Member], desk: Desk, scope: str) -> None:
    """Apply the rules of a scope over several filings; ``members`` are the files that they stand in."""
    by_path = {file.path: (file, settings) for file, settings in members}
    for rule in desk.rules():
        if rule.scope != scope:
            continue
        able = [(member, filing) for member, filing in subjects if rule in desk.rules_for(member[0].path, member[1], scope)]
        if len(able) < 2:
            continue
        failures, judged = apply([filing for _, filing in able], [rule], "*", able[0][0][1])
        able[0][0][0].failures += failures
        for path in _enter(judged, by_path):
            _assess_anew(*by_path[path])


def _audit_group(parts: list[Member], joined: Filing, desk: Desk) -> bool:
    """Apply the rules to a filing in several files, and keep what no file alone could tell; false where it is none."""
    main, settings = parts[0]
    rules = {file.path: _by_code(desk.rules_for(file.path, own, "filing")) for file, own in parts}
    failures, judged = apply(joined, rules[main.path].values(), main.path, settings)
    main.failures = list(dict.fromkeys((*main.failures, *failures)))
    if _strangers(check for check, _ in judged):
        return False
    new = list(_untold(judged, main, rules))
    withdrawn = _withdraw(parts, judged) if not failures else 0
    _enter([(check, None) for check, _ in new], {file.path: (file, own) for file, own in parts})
    if withdrawn or any(finding is not None for _, finding in new):
        _diagnose_anew(parts, joined, rules, settings)
    for file, own in parts:
        file.joined = [other.path for other, _ in parts if other is not file]
        _assess_anew(file, own)
    return True


def _by_code(rules: Iterable[Rule]) -> dict[str, Rule]:
    return {rule.code: rule for rule in rules}


def _untold(judged: Judged, main: FileReport, rules: Mapping[str, Mapping[str, Rule]]) -> Iterator[tuple[Check, Finding | None]]:
    """The checks of a whole filing that none of its files alone could make."""
    known = {_key(check) for check in _checks(main)}
    for check, finding in judged:
        lacked = check.lacking and _key(check) not in known
        if lacked or len(_sources(check)) > 1 and check.rule in rules[check.printed.source.path]:
            yield check, finding


def _strangers(checks: Iterable[Check]) -> bool:
    """Whether files contradict each other in most that they both print: they are of different accounts, whatever their names."""
    shared = [check for check in checks if len(_sources(check)) > 1]
    # What too little speaks for to be called wrong contradicts all the same.
    broken = sum(check.verdict == BROKEN or check.verdict == UNCHECKED and check.exact is not None for check in shared)
    return broken >= STRANGE and broken > sum(check.sound for check in shared)


def _withdraw(parts: Iterable[Member], judged: Judged) -> int:
    """Take back what a file alone seemed to lack and the whole filing has; returns how much that was."""
    wrong = {_key(check) for check, _ in judged if check.verdict == BROKEN}
    withdrawn = 0
    for file, _ in parts:
        known = _checks(file)
        kept = [check for check in known if not check.lacking or check.verdict != BROKEN or _key(check) in wrong]
        if len(kept) < len(known):
            withdrawn += len(known) - len(kept)
            file.checks = list(kept)
            count(file, _filing(file), kept)
    return withdrawn


def _key(check: Check) -> tuple[str, str, int, str]:
    printed = check.printed
    return check.rule, printed.source.path, printed.source.base + printed.start, printed.label


def _diagnose_anew(
    parts: list[Member], joined: Filing, rules: dict[str, dict[str, Rule]], settings: Settings
) -> None:
    """Look for causes in all files at once: a figure that is wrong in one may be what breaks a check in another."""
    judged: Judged = []
    for file, own in parts:
        known = rules[file.path]
        judged += [(check, judge(check, known[check.rule], own)) for check in _checks(file) if check.rule in known]
        file.undiagnosed = 0
    everything = copy(joined)
    everything.figures = [figure for file, _ in parts for figure in _filing(file).figures]
    found = fold_tables(joined, diagnosed(parts[0][0], everything, judged, settings), settings.lang)
    for file, _ in parts:
        file.findings = sorted((each for each in found if each.place.path == file.path), key=_order)
        file.lines = snippets(_document(file), file.findings)


def _assess_anew(file: FileReport, settings: Settings) -> None:
    """Judge again whether enough of a file could be checked."""
    if not file.problem or file.vacuous:
        file.problem = ""
        file.findings = [finding for finding in file.findings if finding.rule != COVERAGE]
        assess(file, settings)


def _enter(judged: Judged, by_path: dict[str, Member]) -> list[str]:
    """Give each file the checks and the findings of its figures, and count again; returns the paths of those files."""
    touched: dict[str, FileReport] = {}
    for check, finding in judged:
        home = check.printed.source.path
        for path in sorted(_sources(check)):
            file = touched[path] = by_path[path][0]
            (file.checks if path == home else file.shared).append(check)
        if finding is not None:
            file = by_path[home][0]
            file.findings.append(finding)
            file.lines.update(snippets(_document(file), [finding]))
    for file in touched.values():
        file.findings.sort(key=_order)
        count(file, _filing(file), _checks(file))
    return list(touched)


def _sources(check: Check) -> set[str]:
    """The files that a relation has figures or words in."""
    words = [check.printed, *check.words]
    return {each.source.path for each in (*words, *check.operands())}


def _order(finding: Finding) -> tuple[str, int, int, int, str]:
    return finding.order


def _checks(file: FileReport) -> list[Check]:
    return [check for check in file.checks if isinstance(check, Check)]


def _filing(file: FileReport) -> Filing:
    assert isinstance(file.filing, Filing), "the run must keep what it read"
    return file.filing


def _document(file: FileReport) -> Document:
    return _filing(file).document
