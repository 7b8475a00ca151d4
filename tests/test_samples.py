"""The sample filings: clean ones stay quiet, every seeded error is found, what is found is what it was, and one report is so to the letter."""

import json
from pathlib import Path
from typing import Any

import pytest
from goldens import compare, outcome

from auditlint import check_path
from auditlint.__main__ import main
from auditlint.model import Finding

FOLDER = Path(__file__).parent.parent / "sample_reports"
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


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_found_is_exactly_this(name: str) -> None:
    compare(f"{name}.found", outcome(FOLDER / f"{name}.txt"))


#: One filing whose report is held to the letter, in each language.
TOLD = "戈壁泉市红柳河区水利局 2023年度部门决算公开说明（有误）"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_words_of_a_report_are_exactly_these(lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    code = main(["check", "--isolated", "--show-notes", "--lang", lang, f"{TOLD}.txt"])
    compare(f"{TOLD}.{lang}.text", capsys.readouterr().out)
    assert code == 1


@pytest.mark.parametrize("name", ["云岭市石桥区应急管理局 2023年度部门决算"])
def test_the_words_for_programs_are_exactly_these(name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    assert main(["check", "--isolated", "--show-notes", "--format", "json", f"{name}.txt"]) == 0
    compare(f"{name}.json", capsys.readouterr().out)


@pytest.mark.parametrize("name", SAMPLES)
def test_errors_fail_the_run(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", "--isolated", str(FOLDER / f"{name}.txt")])
    assert code == (1 if any(entry["severity"] == "error" for entry in expected(name)) else 0)
