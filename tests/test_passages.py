"""The phrasings of many provinces: clean passages stay quiet, and each seeded fault is found."""

import re
from functools import cache
from pathlib import Path

import pytest

from auditlint import check_text
from auditlint.model import Finding

FOLDER = Path(__file__).parent / "passages"
MARKER = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
NUMBER = re.compile(r"[\d.,，%-][\d.,%年]")
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
#: Faults that the words around them do not prove, as ``name: wrong text``; kept exact, so that a gain is noticed too.
UNPROVED = (FOLDER / "unproved.md").read_text(encoding="utf-8").splitlines()


def built(text: str, fault: int | None = None) -> tuple[str, int, str]:
    """The passage with one marker read wrongly (or none), the line of that marker, and what stands there."""
    out, last, line, wrong = "", 0, 0, ""
    for number, match in enumerate(MARKER.finditer(text)):
        out += text[last : match.start()]
        if number == fault:
            line, wrong = out.count("\n") + 1, f"{match.group(1)} → {match.group(2)}"
        out += match.group(2 if number == fault else 1)
        last = match.end()
    return out + text[last:], line, wrong


def loud(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity != "note"]


def touches(finding: Finding, line: int) -> bool:
    places = [finding.place, *(r.place for r in finding.related), *(s.place for s in finding.suspects)]
    return any(place.line <= line <= place.end_line for place in places)


@cache
def passage(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_clean_passage_is_quiet(name: str) -> None:
    text, _, _ = built(passage(name))
    assert [f"{f.place.line} {f.rule} {f.message}" for f in loud(check_text(text).findings)] == []


def wrapped(text: str, columns: int) -> str:
    """The text as a page of so many columns sets it: indented, and never broken within a number or before a closing mark."""
    out = []
    for line in text.split("\n"):
        rest = f"　　{line}" if line else ""
        while sum(map(width, rest)) > columns:
            cut = taken = 0
            while taken + width(rest[cut]) <= columns:
                taken += width(rest[cut])
                cut += 1
            while cut > 10 and (NUMBER.fullmatch(rest[cut - 1 : cut + 1]) or rest[cut] in "%年，。；、）"):
                cut -= 1
            out.append(rest[:cut])
            rest = rest[cut:]
        out.append(rest)
    return "\n".join(out)


def width(sign: str) -> int:
    return 2 if ord(sign) > 0x2000 else 1


@pytest.mark.parametrize("columns", (62, 70, 76))
@pytest.mark.parametrize("name", NAMES)
def test_clean_passage_is_quiet_on_a_page(name: str, columns: int) -> None:
    text, _, _ = built(passage(name))
    assert [f"{f.place.line} {f.rule} {f.message}" for f in loud(check_text(wrapped(text, columns)).findings)] == []


@pytest.mark.parametrize("name", NAMES)
def test_clean_passage_is_quiet_with_other_marks(name: str) -> None:
    text, _, _ = built(passage(name))
    text = text.translate(str.maketrans("（），：；", "(),:;"))
    assert [f"{f.place.line} {f.rule} {f.message}" for f in loud(check_text(text).findings)] == []


@pytest.mark.parametrize("name", NAMES)
def test_seeded_faults_are_found(name: str) -> None:
    text = passage(name)
    missed = []
    for fault in range(len(MARKER.findall(text))):
        wrong, line, what = built(text, fault)
        if not any(touches(finding, line) for finding in loud(check_text(wrong).findings)):
            missed.append(f"- {name}: {line} {what}")
    assert missed == [entry for entry in UNPROVED if entry.startswith(f"- {name}: ")]
