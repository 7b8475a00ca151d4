"""What a person has looked at and accepted: the list of it, and what that does to a report.

A list is a TOML file beside the configuration, ``auditlint-accepted.toml``.  An entry speaks of one finding: by its file and
rule, what the figure is of, what is printed and what should be.  Where lines move or sections are numbered anew it still fits;
where a figure changes, the finding is a new one.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from json import dumps
from typing import Any

from ..errors import ConfigError, closest
from ..fingerprint import mark
from ..model.acceptance import Acceptance, Stale
from ..model.finding import FileReport, Finding, Report
from .config import Configuration, read_toml

_HEADER = """\
# 已接受的问题：看过、有理由保留的。由 auditlint accept 写入；改写时注释不保留，说明请写在 reason 里。
# Findings that were looked at and accepted, written by auditlint accept; comments are not kept, reasons are.
"""
_TEXTS = ("file", "rule", "label", "figure", "expected", "formula", "fingerprint", "reason", "by")
_DATES = ("on", "until")
_NEEDED = ("file", "rule", "fingerprint", "figure", "expected", "reason")


def load(path: str, data: bytes | None = None) -> list[Acceptance]:
    """The entries of a list, or those in ``data`` that stands for what it holds; none where there is no such file.

    Raises :class:`~auditlint.errors.ConfigError` for a list that cannot be followed as it is written.
    """
    if data is None and not os.path.exists(path):
        return []
    table = read_toml(path, data)
    entries = table.get("accepted", [])
    if set(table) - {"accepted"} or not isinstance(entries, list):
        unknown = next(iter(set(table) - {"accepted"}), "accepted")
        raise ConfigError("config-unknown-key", path, closest(unknown, ["accepted"]), key=unknown)
    return [_entry(entry, path) for entry in entries]


def _entry(table: Any, path: str) -> Acceptance:
    if not isinstance(table, dict):
        raise ConfigError("accepted-entry", path, entry=table)
    known = (*_TEXTS, *_DATES, "also")
    for key, value in table.items():
        if key not in known:
            raise ConfigError("config-unknown-key", path, closest(key, known), key=key)
        wanted: type = date if key in _DATES else list if key == "also" else str
        if not isinstance(value, wanted):
            raise ConfigError("accepted-value", path, key=key, value=value)
    missing = [key for key in _NEEDED if key not in table]
    if missing:
        raise ConfigError("accepted-missing", path, key=missing[0], rule=table.get("rule", "?"))
    return Acceptance(**{**table, "also": tuple(table.get("also", ()))})


def save(path: str, entries: Iterable[Acceptance]) -> None:
    """Write a list, sorted so that two people's entries seldom meet in one place; an empty list is removed.

    Raises :class:`OSError`.
    """
    from ..output import write_whole

    found = sorted(entries, key=_order)
    if found:
        write_whole(path, "\n".join([_HEADER.rstrip("\n"), *map(_written, found)]) + "\n")
    elif os.path.exists(path):
        os.unlink(path)


def _order(entry: Acceptance) -> tuple[str, ...]:
    return entry.file, entry.rule, entry.label, entry.figure, entry.expected, entry.fingerprint


def _written(entry: Acceptance) -> str:
    lines = ["", "[[accepted]]"]
    for key in ("file", "rule", "label", "figure", "expected", "formula", "fingerprint", "reason", "by", "on", "until", "also"):
        value = getattr(entry, key)
        if isinstance(value, date):
            lines.append(f"{key} = {value.isoformat()}")
        elif value:
            lines.append(f"{key} = {_quoted(list(value) if key == 'also' else value)}")
        elif key in _NEEDED:
            lines.append(f'{key} = ""')
    return "\n".join(lines)


def _quoted(value: object) -> str:
    """A text as TOML writes it: JSON escapes alike, all but one character."""
    return dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def printed(finding: Finding, file: FileReport) -> str:
    """What is printed where a finding stands."""
    place = finding.place
    pieces = []
    for number in range(place.line, place.end_line + 1):
        line = file.lines.get((place.page, number), "")
        start = place.column - 1 if number == place.line else 0
        end = place.end_column - 1 if number == place.end_line else len(line)
        pieces.append(line[start:end].strip())
    return "".join(pieces) or finding.actual or ""


def acceptance(finding: Finding, file: FileReport, path: str, **more: Any) -> Acceptance:
    """The entry for a finding in the list at ``path``; ``more`` are its reason and the like."""
    others = dict.fromkeys(related.place.path for related in finding.related if related.place.path != finding.place.path)
    also = tuple(sorted(_relative(other, path) for other in others))
    return Acceptance(
        _relative(finding.place.path, path), finding.rule, mark(finding), printed(finding, file), finding.expected or "",
        label=finding.subject or finding.label, formula="" if finding.expected else finding.relation, also=also, **more,
    )  # fmt: skip


def _relative(path: str, home: str) -> str:
    """A file as the list at ``home`` names it."""
    return os.path.relpath(os.path.abspath(path), os.path.dirname(os.path.abspath(home))).replace(os.sep, "/")


def located(entry: Acceptance, path: str) -> str:
    """The absolute path of the file that an entry of the list at ``path`` names."""
    return os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(path)), entry.file))


def answer_mark(finding: Finding, file: FileReport) -> str:
    """A short name of a finding within its file, by which the answer to it finds it again."""
    from hashlib import sha1

    words = "\x1e".join(key(acceptance(finding, file, file.path, reason=""))[1:])
    return sha1(words.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:12]


def is_expired(entry: Acceptance) -> bool:
    """Whether the day until which the entry holds is over."""
    return entry.until is not None and entry.until < date.today()


def key(entry: Acceptance) -> tuple[str, ...]:
    """What an entry is matched by: not by the other figures of its relation, which depend on what is audited together."""
    return entry.file, entry.rule, entry.label, entry.figure, entry.expected, entry.formula


def sift(report: Report, configuration: Configuration) -> None:
    """Take what was accepted out of the findings, with all that it explains, and tell which entries fit nothing.

    Raises :class:`~auditlint.errors.ConfigError` for a list that cannot be followed.
    """
    lists: dict[str, list[int]] = {}
    for number, path in enumerate(report.paths):
        own = configuration.accepted_list(path)
        if own:
            lists.setdefault(own, []).append(number)
    taken: dict[str, _Taken] = {}
    held = {path: load(path, configuration.lists_read.get(path)) for path in lists}
    left = {path: list(_take(path, held[path], report, numbers, taken)) for path, numbers in lists.items()}

    def move(number: int, file: FileReport) -> None:
        own = taken.get(file.path, {})
        file.accepted = [(file.findings[at], own[at]) for at in sorted(own)]
        if own:
            file.findings = [finding for at, finding in enumerate(file.findings) if at not in own]

    report.change(move)
    for path, entries in left.items():
        report.stale += _stale(path, entries, report)


#: The entries that accept findings of a file, by the numbers of the findings in it.
_Taken = dict[int, Acceptance]


def _take(path: str, held: Iterable[Acceptance], report: Report, numbers: Iterable[int], taken: dict[str, _Taken]) -> Iterator[Acceptance]:
    """Find what the entries of the list at ``path`` accept in some of the files; returns the entries that are left over, and the expired ones."""
    waiting: dict[tuple[str, ...], list[Acceptance]] = {}
    for entry in held:
        if is_expired(entry):
            yield entry
        else:
            waiting.setdefault(key(entry), []).append(entry)
    for exactly in (True, False):  # of several alike, those that stand where the accepted ones stood go first
        for file in map(report.files.__getitem__, numbers):
            own = taken.setdefault(file.path, {})
            for at, finding in enumerate(file.findings):
                asked = acceptance(finding, file, path, reason="")
                alike = waiting.get(key(asked), []) if at not in own else []
                fits = next((each for each in alike if not exactly or each.fingerprint == asked.fingerprint), None)
                if fits is not None:
                    alike.remove(fits)
                    own[at] = fits
    yield from (entry for fitting in waiting.values() for entry in fitting)


def _stale(path: str, left: Iterable[Acceptance], report: Report) -> Iterator[Stale]:
    """What this run can say of the entries that fit nothing: their files must have been audited, by their rules."""
    audited = {os.path.abspath(file.path) for file in report.files if not file.problem}
    rules = {getattr(rule, "code", "") for rule in report.rules}
    for entry in left:
        home = located(entry, path)
        needed = {home, *(located(entry._replace(file=other), path) for other in entry.also)}
        if is_expired(entry):
            if home in audited:
                yield Stale(path, entry, "expired")
        elif not os.path.exists(home):
            yield Stale(path, entry, "missing")
        elif needed <= audited and entry.rule in rules:
            yield Stale(path, entry, "gone")


def renew(path: str, added: Iterable[Acceptance]) -> None:
    """Add entries to the list at ``path``; one that had expired makes room for its like.

    Raises :class:`~auditlint.errors.ConfigError` and :class:`OSError`.
    """
    added = list(added)
    fresh = Counter(map(key, added))
    kept = [entry for entry in load(path) if not (is_expired(entry) and key(entry) in fresh)]
    save(path, [*kept, *added])


def drop(path: str, gone: Iterable[Acceptance]) -> None:
    """Remove entries from the list at ``path``.

    Raises :class:`~auditlint.errors.ConfigError` and :class:`OSError`.
    """
    out = Counter(gone)
    kept = []
    for entry in load(path):
        if out[entry]:
            out[entry] -= 1
        else:
            kept.append(entry)
    save(path, kept)
