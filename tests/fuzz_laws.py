"""What holds of every audit, whatever the file is: it ends, nothing of ours fails, no place lies outside, nothing unread is clean."""

import re
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

from fuzzing import Case, spoilt, whole

from auditlint import check_path
from auditlint.model import Document, Figure
from auditlint.model.filing import Filing
from auditlint.model.spacing import visible
from auditlint.wording import say

#: Seconds of processor time for a file of these sizes.
SECONDS = 10
_FORMS = ("text", "concise", "json_report", "markdown", "letter_csv", "html", "sarif", "github", "gitlab", "rdjson", "junit")
_RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
#: The process that reads died, which costs its file alone: damaged workbooks of the old kind are known to end the library that reads them.
_DIED = re.compile(re.escape(say("zh", "reader-died", why="@")).replace("@", ".*"))
#: What is said of a file where our own program failed, or went beyond a bound that a file of a few kilobytes must keep.
_OURS = tuple(
    re.compile(re.escape(say("zh", phrase, **values)).replace("@", ".*"))
    for phrase, values in (
        ("internal", {"error": "@"}), ("broken", {"error": "@"}), ("over-time", {"most": "@"}), ("over-memory", {"most": "@"}),
        ("over-output", {"most": "@"}),
    )
)  # fmt: skip


def audited(case: Case) -> tuple[Any, float]:
    """The report on a file, and the seconds that it took by the clock on the wall."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / case.name
        path.write_bytes(case.data)
        begun = time.monotonic()
        report = check_path(path, timeout_per_file=SECONDS)
        return report, time.monotonic() - begun


def faults(case: Case, full: bool = True) -> Iterator[str]:
    """What is wrong with the audit of a file; ``full`` also writes every report, and audits it a second time."""
    report, _ = audited(case)
    yield from (f"failed: {failure}" for failure in report.failures)
    for file in report.files:
        if any(ours.search(file.problem) for ours in _OURS) or _DIED.search(file.problem) and not case.name.endswith(".xls"):
            yield file.problem
        elif not file.problem and not file.checked + file.bounded:
            yield "clean, and nothing was checked"
        if isinstance(file.filing, Filing):
            yield from outside(file.filing.document, file)
    if full and not report.failures:
        yield from _told(report)
        again, _ = audited(case)
        if summary(again) != summary(report):
            yield "a second audit says something else"


def unsaid(suffix: str, random: Random) -> Iterator[str]:
    """What is wrong where less than four fifths of the figures of a file are read once it is spoilt, and nobody is told."""
    known = _figures_of(suffix)
    data, kind = spoilt(random, whole(suffix))
    report, _ = audited(Case(f"a.{suffix}", data, kind))
    found = sum((_numbers(report) & known).values())
    if found * 5 < sum(known.values()) * 4 and not report.problems:
        yield f"{kind}: {found} of {sum(known.values())} figures were read, and nothing is said of the others"


@cache
def _figures_of(suffix: str) -> Counter[str]:
    report, _ = audited(Case(f"a.{suffix}", whole(suffix), ""))
    assert not report.problems
    return _numbers(report)


def _numbers(report: Any) -> Counter[str]:
    return Counter(value for value, _ in values(report).elements())


def outside(document: Document, file: Any) -> Iterator[str]:
    """Places that do not show what they are the places of."""
    if document.lines.spots is not None:
        return
    texts = document.lines.printed
    for finding in file.findings:
        place = finding.place
        if not (0 < place.line <= place.end_line <= len(texts) and place.column > 0 and place.end_column <= len(texts[place.end_line - 1]) + 1):
            yield f"{finding.rule} at {place.line}:{place.column}-{place.end_line}:{place.end_column}, outside of the text"
    for each in file.filing.figures:
        place = each.place
        if place.line == place.end_line and plain(texts[place.line - 1][place.column - 1 : place.end_column - 1]) != plain(each.text):
            yield f"{each.text} at {place.line}:{place.column} shows {texts[place.line - 1][place.column - 1 : place.end_column - 1]!r}"


def plain(text: str) -> str:
    """A printed number without what its form is free to be."""
    return re.sub(r"[\s％%]", "", unicodedata.normalize("NFKC", visible(text))).replace("，", ",").replace("－", "-").replace("﹣", "-")


def _told(report: Any) -> Iterator[str]:
    """What is wrong with the reports of any format."""
    for form in _FORMS:
        text = import_module(f"auditlint.reports.{form}").render(report, "zh", True)
        raw = _RAW.search(text.replace("\ufeff", "").replace("\r\n", "\n"))
        if raw is not None and form not in ("json_report", "sarif", "gitlab", "rdjson"):
            yield f"raw {ascii(raw.group())} in {form}"
    figures = import_module("auditlint.reports.figures")
    for file in report.files:
        if file.filing is not None:
            figures.render_json(file)
            if _RAW.search(figures.render_text(file)):
                yield "raw characters among the figures"


def summary(report: Any) -> Counter[tuple[str, ...]]:
    """What was found and counted, without places."""
    found: Counter[tuple[str, ...]] = Counter()
    for file in report.files:
        found["counts", str(file.figures), str(file.holds), str(file.rounding), str(file.broken), str(file.unchecked)] += 1
        found.update((finding.rule, finding.severity, finding.actual or "", finding.expected or "") for finding in file.findings)
    return found


def values(report: Any) -> Counter[tuple[str, str]]:
    """The figures that were read."""
    return Counter((str(each.value), each.unit) for file in report.files for each in getattr(file.filing, "figures", ()) if isinstance(each, Figure))


def variants(text: str) -> Iterator[tuple[str, Case]]:
    """The same text as other programs save it, or print its digits."""
    yield "CRLF", Case("a.txt", text.replace("\n", "\r\n").encode(), "")
    yield "CR", Case("a.txt", text.replace("\n", "\r").encode(), "")
    yield "BOM", Case("a.txt", text.encode("utf-8-sig"), "")
    yield "UTF-16", Case("a.txt", text.encode("utf-16"), "")
    yield "GB18030", Case("a.txt", text.encode("gb18030"), "")
    yield "blank lines", Case("a.txt", ("\n\n" + text + "\n\n").encode(), "")
    yield "full width", Case("a.txt", text.translate({ord("0") + digit: ord("０") + digit for digit in range(10)}).encode(), "")


def differences(text: str) -> Iterator[str]:
    """Variants of a text of which the audit says something else."""
    expected = summary(audited(Case("a.txt", text.encode(), ""))[0])
    for name, case in variants(text):
        found = summary(audited(case)[0])
        if found != expected:
            yield f"{name}: {sorted((expected - found).items())} became {sorted((found - expected).items())}"


def wrapped(text: str, width: int) -> str:
    """A text as pages print it: lines of so many characters, the first of each paragraph set in by two."""
    out: list[str] = []
    for line in text.split("\n"):
        line = line if len(line) <= width else f"　　{line}"
        out += [line[at : at + width] for at in range(0, max(1, len(line)), width)]
    return "\n".join(out)
