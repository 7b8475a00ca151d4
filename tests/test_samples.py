"""The sample filings: clean ones stay quiet, every seeded error is found, and the report is what it was, to the letter."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from auditlint import check_path
from auditlint.__main__ import main
from auditlint.model import Finding

FOLDER = Path(__file__).parent.parent / "sample_reports"
GOLDEN = Path(__file__).parent / "golden"
SAMPLES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def expected(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.expected.json").read_text(encoding="utf-8"))
    return entries


def findings(name: str) -> list[Finding]:
    report = check_path(FOLDER / f"{name}.txt")
    assert report.failures == []
    return report.findings


def lines(finding: Finding) -> set[int]:
    """Every line that a finding points at, its own or another."""
    places = [finding.place, *(r.place for r in finding.related), *(s.place for s in finding.suspects)]
    return {line for place in places for line in range(place.line, place.end_line + 1)}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_seeded_error_is_found(name: str) -> None:
    found = findings(name)
    for entry in expected(name):
        hit = any(
            entry["line"] in lines(finding) and (finding.severity != "note" or entry["severity"] == "note") for finding in found
        )
        assert hit == ("not_found" not in entry), f"{entry['line']}: {entry['explanation']}"


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_else_is_above_a_note(name: str) -> None:
    seeded = {entry["line"] for entry in expected(name)}
    loud = [finding for finding in findings(name) if finding.severity != "note"]
    assert [(finding.place.line, finding.rule, finding.message) for finding in loud if not lines(finding) & seeded] == []


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_report_is_exactly_this(
    name: str, form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``AUDITLINT_GOLDEN=write pytest tests/test_samples.py`` writes the files anew, to be read before they are kept."""
    monkeypatch.chdir(FOLDER)
    code = main(["check", "--isolated", "--show-notes", "--format", form, f"{name}.txt"])
    out = capsys.readouterr().out
    path = GOLDEN / f"{name}.{form}"
    if os.environ.get("AUDITLINT_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(out, encoding="utf-8")
    assert out == path.read_text(encoding="utf-8")
    assert code == (1 if any(entry["severity"] == "error" for entry in expected(name)) else 0)
