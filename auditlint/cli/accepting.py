"""The command ``accept``: from words to findings, and from findings to entries in a list."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from ..desk.accepted import acceptance, answer_mark, drop, load, located, renew
from ..desk.answers import Answer, beside, read_answers
from ..desk.config import Configuration
from ..desk.files import gather
from ..desk.run import audit
from ..errors import FileError, GitError, OutputError, UsageError
from ..escaping import clean, escaped_line
from ..model.acceptance import Acceptance, Stale
from ..model.finding import Finding, Report
from ..named import NamedTuple
from ..output import emit, tell
from ..readers import UnreadableFile
from ..reports.layout import spot, where
from ..reports.text import problems, stale_entry
from ..wording import LANGUAGES, say, worded

#: Findings of a file that are named to someone who asked for another.
_NAMED = 6


class Wish(NamedTuple):
    """What to accept: findings in a file, or at a place of it written as the report writes it."""

    path: str
    place: str = ""


class Order(NamedTuple):
    """What is said of everything that is accepted, and which rules it is restricted to."""

    rules: tuple[str, ...]
    everything: bool
    reason: str
    until: date | None


def wish(word: str) -> Wish:
    """A file, or a file and a place after a colon; where the whole word is a file it is one."""
    at = -1
    while not os.path.lexists(word) and (at := word.find(":", at + 1)) >= 0:
        if os.path.lexists(word[:at]):
            return Wish(word[:at], word[at + 1 :])
    return Wish(word)


def accept(words: Sequence[str], order: Order, configuration: Configuration, lang: str) -> int:
    """Audit the files and enter the findings that are meant; returns the exit code.

    Raises :class:`~auditlint.errors.UsageError` where nothing is meant, and :class:`~auditlint.errors.ConfigError` for a list
    that cannot be followed.
    """
    wishes = [wish(word) for word in words]
    report = _audited([each.path for each in wishes], configuration, lang)
    chosen = [found for found in report.findings if any(_fits(found, each, order) for each in wishes)]
    for each in wishes:
        if not order.everything and not any(_fits(found, each, order) for found in chosen):
            raise _nothing(report, each, order, configuration)
    who = _who()
    entries = [
        (found, {"reason": order.reason, "until": order.until, "by": who, "on": date.today()}) for found in chosen
    ]  # fmt: skip
    enter(report, entries, configuration, lang)
    return 3 if problems(report, lang) else 0


def _nothing(report: Report, wished: Wish, order: Order, configuration: Configuration) -> UsageError:
    """Why nothing is entered for what is asked for: it was accepted before, or there is no such finding."""
    before = [found for file in report.files for found, _ in file.accepted if _fits(found, wished, order)]
    if before:
        path = configuration.accepted_list(before[0].place.path)
        return UsageError("accept-already", where=wished.path, path=path, found=lambda lang: _named(before, lang))
    phrase = "accept-nothing-at" if wished.place else "accept-nothing"
    return UsageError(phrase, where=wished.path, place=wished.place, found=lambda lang: _others(report, lang))


def prune(words: Sequence[str], configuration: Configuration, lang: str) -> int:
    """Remove the entries that fit nothing from the lists that speak for these files; returns the exit code."""
    lists = dict.fromkeys(filter(None, (configuration.accepted_list(_inside(word)) for word in words)))
    if not lists:
        raise UsageError("accept-no-list")
    return max([_prune(path, configuration, lang) for path in lists])


def _prune(path: str, configuration: Configuration, lang: str) -> int:
    """Remove the entries that fit nothing from one list."""
    entries = load(path)
    homes = {located(entry._replace(file=name), path) for entry in entries for name in (entry.file, *entry.also)}
    report = _audited(sorted(os.path.relpath(home) for home in homes if os.path.exists(home)), configuration, lang)
    gone = [each for each in report.stale if os.path.abspath(each.path) == os.path.abspath(path)]
    known = {each.entry for each in gone}
    gone += [Stale(path, entry, "missing") for entry in entries if entry not in known and not os.path.exists(located(entry, path))]
    _write(path, drop, [each.entry for each in gone])
    lines = [f"  {stale_entry(each, lang)}" for each in gone]
    emit("\n".join([say(lang, "accept-pruned", n=len(gone), path=path), *lines, ""]))
    return 3 if problems(report, lang) else 0


def take_answers(letter: str, until: date | None, configuration: Configuration, lang: str) -> int:
    """Accept what the departments answered that it stays; returns the exit code.

    Raises :class:`~auditlint.errors.UsageError` for a letter that cannot be understood.
    """
    answers = _understood(letter, lang)
    wanted: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        if answer.accepts:
            wanted.setdefault((os.path.abspath(beside(answer.file, letter)), answer.mark), []).append(answer)
    report = _audited(list(dict.fromkeys(beside(answer.file, letter) for answer in answers)), configuration, lang)
    said = {"by": _who(), "on": date.today(), "until": until}
    chosen = [(finding, {**said, "reason": answer.reply}) for finding, answer in _answered(report, wanted)]
    emit(_counted(answers, lang))
    enter(report, chosen, configuration, lang)
    gone = [_row(answer, lang) for waiting in wanted.values() for answer in waiting]
    if gone:
        tell(say(lang, "answers-gone", rows=say(lang, "list-comma").join(gone)))
    return 3 if problems(report, lang) else 0


def _answered(report: Report, wanted: dict[tuple[str, str], list[Answer]]) -> Iterator[tuple[Finding, Answer]]:
    """The findings that are to be accepted, each with its answer; what is found is taken out of ``wanted``, accepted before or not."""
    for file in report.files:
        for finding in (*(each for each, _ in file.accepted), *file.findings):
            waiting = wanted.get((os.path.abspath(file.path), answer_mark(finding, file)))
            if waiting:
                answer = waiting.pop(0)
                if finding in file.findings:
                    yield finding, answer


def _counted(answers: Sequence[Answer], lang: str) -> str:
    """How often the departments decided what."""
    count = Counter(answer.decision.lower() for answer in answers)
    mended, open = (sum(count[say(each, key)] for each in LANGUAGES) for key in ("decision-mend", "decision-open"))
    accepted = sum(answer.accepts for answer in answers)
    return say(lang, "answers-count", accepted=accepted, mended=mended, open=open, none=count[""]) + "\n"


def _understood(letter: str, lang: str) -> list[Answer]:
    """The answers in a letter, once each of them can be followed."""
    try:
        answers = read_answers(letter)
    except (OSError, FileError) as error:
        reason = error.message(lang) if isinstance(error, FileError) else error.strerror
        raise UsageError("not-readable", letter, reason=reason) from error
    except UnreadableFile as error:
        raise UsageError("not-readable", letter, reason=worded(error.phrase, lang)) from error
    for answer in answers:
        if not answer.known:
            choices = " / ".join(say(lang, key) for key in ("decision-mend", "decision-accept", "decision-open"))
            raise UsageError("answers-decision", letter, row=_row(answer, lang), decision=answer.decision, decisions=choices)
        if answer.accepts and not answer.reply:
            raise UsageError("answers-reply", letter, row=_row(answer, lang))
    return answers


def _row(answer: Answer, lang: str) -> str:
    """Where an answer stands, as a person finds it."""
    return say(lang, "answers-row-of" if answer.sheet else "answers-row", sheet=escaped_line(answer.sheet), row=answer.row)


def _inside(word: str) -> str:
    """A file in a directory, to ask which list speaks for it."""
    return os.path.join(word, "-") if os.path.isdir(word) else word


def enter(
    report: Report, chosen: Iterable[tuple[Finding, dict[str, Any]]], configuration: Configuration, lang: str
) -> None:
    """Write an entry for each finding, with what is said of it, and tell what was written."""
    lists: dict[str, list[Acceptance]] = {}
    told: dict[str, list[str]] = {}
    for found, said in chosen:
        path = configuration.new_list(found.place.path)
        lists.setdefault(path, []).append(acceptance(found, report.file(found.place.path), path, **said))
        told.setdefault(path, []).append(clean(f"  {where(found.place, lang)}: {found.rule} {found.message}"))
    if not lists:
        emit(say(lang, "accept-none") + "\n")
    for path, entries in lists.items():
        _write(path, renew, entries)
        emit("\n".join([say(lang, "accept-done", n=len(entries), path=path), *told[path], ""]))


def _audited(paths: Sequence[str], configuration: Configuration, lang: str) -> Report:
    gathered = gather(paths, configuration)
    report = audit(gathered.sources, configuration)
    for text in (*gathered.remarks, *problems(report, lang)):
        tell(text)
    return report


def _write(path: str, change: Callable[[str, Sequence[Acceptance]], None], entries: Sequence[Acceptance]) -> None:
    try:
        change(path, entries)
    except OSError as error:
        raise OutputError("cannot-write", path=path, reason=error.strerror) from error


def _fits(found: Finding, wished: Wish, order: Order) -> bool:
    """Whether a finding is meant: by its file or a directory above it, its place and its rule."""
    path, wanted = os.path.abspath(found.place.path), os.path.abspath(wished.path)
    if path != wanted and not path.startswith(os.path.join(wanted, "")):
        return False
    if not wished.place:
        return found.rule in order.rules if order.rules else found.severity != "note"
    # Who names what a cause explains means the cause: it goes with it.
    return any(_stands(each, wished.place, order) for each in (found, *found.explains))


def _stands(found: Finding, wanted: str, order: Order) -> bool:
    place = found.place
    names = (str(place.line), f"{place.line}:{place.column}", spot(place, "zh"), spot(place, "en"))
    return wanted in names and (not order.rules or found.rule in order.rules)


def _others(report: Report, lang: str) -> str:
    """The findings there are, in a few words."""
    return _named([each for each in report.findings if each.severity != "note"], lang) or say(lang, "clean")


def _named(findings: Sequence[Finding], lang: str) -> str:
    """The first of some findings by their places and rules."""
    named = say(lang, "list-comma").join(f"{spot(each.place, lang)} {each.rule}" for each in findings[:_NAMED])
    return say(lang, "some", some=named) if len(findings) > _NAMED else named


def _who() -> str:
    """Who accepts: the name that git knows, or else the account."""
    from ..desk.git import user_name

    try:
        return user_name()
    except GitError:
        import getpass

        try:
            return getpass.getuser()
        except (KeyError, OSError, ImportError):
            return ""
