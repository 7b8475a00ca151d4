"""What an audit found, as lines that change only where it finds something else: rules, places, figures and keys, no sentences."""

import os
from collections.abc import Iterator
from pathlib import Path

from auditlint import check_path
from auditlint.model import UNCHECKED, Check, Figure, Finding, Place

FOLDER = Path(__file__).parent / "golden"


def compare(name: str, text: str) -> None:
    """Hold a text to the golden file of this name, or write it where ``AUDITLINT_GOLDEN=write`` says so, to be read before it is kept."""
    path = FOLDER / name
    if os.environ.get("AUDITLINT_GOLDEN") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def outcome(path: Path) -> str:
    """What an audit of a file found and what it left open."""
    (file,) = check_path(path).files
    head = f"figures {file.figures} checked {file.checked} bounded {file.bounded} holds {file.holds} rounding {file.rounding} broken {file.broken}"
    lines = [line for finding in file.findings for single in finding.each for line in _finding(single)]
    open_ = [_open(check) for check in file.checks if isinstance(check, Check) and check.verdict == UNCHECKED]
    return "\n".join([head, *lines, *open_]) + "\n"


def _at(place: Place) -> str:
    return f"{place.page or ''}:{place.line}:{place.column}"


def _finding(finding: Finding) -> Iterator[str]:
    figures = f" {finding.actual} => {finding.expected} {finding.unit}" if finding.actual else ""
    proof = finding.proof
    ground = f" [{proof.established} {proof.held}/{proof.failed} {proof.slip or '-'}]" if proof is not None else ""
    yield f"{finding.severity} {finding.rule} {_at(finding.place)} {finding.label}{figures}{ground}"
    for suspect in finding.suspects:
        yield f"  suspect {_at(suspect.place)} {suspect.text} => {suspect.should_be}"
    for other in finding.explains:
        yield f"  explains {other.rule} {_at(other.place)}"


def _open(check: Check) -> str:
    said = "/".join(phrase.key for phrase in (check.reason, check.message, check.note) if phrase is not None)
    unit = check.printed.unit if isinstance(check.printed, Figure) else ""
    return f"unchecked {check.rule} {_at(check.printed.place)} {check.printed.text}{unit} {said}"
