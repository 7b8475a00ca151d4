"""The same filing in every format: its faults are found where they stand, and the report is what it was, to the letter."""

import json
import os
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from goldens import compare, outcome

from auditlint import check_path
from auditlint.__main__ import main
from auditlint.model import Finding
from auditlint.model.place import Place
from auditlint.readers import SUFFIXES, UnreadableFile, read

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "sample_reports"
FILES = sorted(
    name for path in FOLDER.glob("*.*.expected.json")
    if os.path.splitext(name := path.name.removesuffix(".expected.json"))[1] in SUFFIXES
)  # fmt: skip


@pytest.fixture(params=FILES)
def name(request: pytest.FixtureRequest) -> str:
    file: str = request.param
    return file


def expected(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.expected.json").read_text(encoding="utf-8"))
    return entries


def findings(name: str) -> list[Finding]:
    report = check_path(FOLDER / name)
    assert report.failures == []
    return report.findings


def places(finding: Finding) -> list[Place]:
    """Every place that a finding points at, its own or another."""
    return [finding.place, *(r.place for r in finding.related), *(s.place for s in finding.suspects)]


def stands(entry: dict[str, Any], place: Place) -> bool:
    """Whether a place is where a fault stands, as exactly as the expectation tells."""
    if "pages" in entry:
        return place.page in entry["pages"]
    if "sheet" in entry and place.sheet != entry["sheet"]:
        return False
    if "line" in entry and not place.line <= entry["line"] <= place.end_line:
        return False
    return place.cell == entry.get("cell")


def test_every_fault_is_found_where_it_stands(name: str) -> None:
    found = [finding for finding in findings(name) if finding.severity != "note"]
    for entry in expected(name):
        hit = any(stands(entry, place) for finding in found for place in places(finding))
        assert hit == ("not_found" not in entry), entry


def test_nothing_else_is_above_a_note(name: str) -> None:
    entries = expected(name)
    loud = [finding for finding in findings(name) if finding.severity != "note"]
    assert len(loud) <= len(entries)
    others = [each for each in loud if not any(stands(entry, place) for entry in entries for place in places(each))]
    assert [(finding.place, finding.rule, finding.message) for finding in others] == []


@pytest.mark.parametrize("name", [name for name in FILES if "（有误）" in name and "说明" not in name])  # one of each format
def test_what_is_found_is_exactly_this(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    compare(f"{name}.found", outcome(FOLDER / name))
    assert main(["check", "--isolated", str(FOLDER / name)]) == (1 if expected(name) else 0)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith((".html", ".pdf"))])
def test_formats_agree(name: str) -> None:
    """What is found in a whole filing is the same in every format that knows its cells."""
    stem, suffix = os.path.splitext(name)
    same, other = findings(name), findings(f"{stem}.docx")
    assert sorted((each.rule, each.message) for each in same) == sorted((each.rule, each.message) for each in other)
    if suffix == ".html":
        assert [each.place.line for each in same] == [each.place.line for each in other]


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith((".docx", ".xlsx")) and "有误" in name])
def test_files_that_were_cut_or_changed_raise_nothing_else(name: str) -> None:
    whole = (FOLDER / name).read_bytes()
    for at in range(0, len(whole), len(whole) // 25):
        for data in (whole[:at], whole[:at] + b"\xff\x00\xff" + whole[at + 3 :]):
            try:
                document = read(data, name)
            except UnreadableFile:
                continue
            assert document.text


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_files_are_made_by_their_script(monkeypatch: pytest.MonkeyPatch) -> None:
    """``python -m sample_reports.make`` after a change; compressors and drawing libraries may differ in the bytes they write."""
    monkeypatch.syspath_prepend(str(ROOT))
    from sample_reports.make.__main__ import files  # type: ignore[import-not-found, unused-ignore]

    made: dict[str, bytes] = files()
    assert len(made) > 20
    for name, data in made.items():
        kept = (FOLDER / name).read_bytes()
        if name.endswith((".docx", ".xlsx")):
            assert unpacked(data).keys() == unpacked(kept).keys()
            parts = {part for part in unpacked(data) if "sheet" in part or part.startswith("word/")}
            assert parts and all(unpacked(data)[part] == unpacked(kept)[part] for part in parts), name
        elif name.endswith(".pdf"):
            assert drawn(pypdfium2, data) == drawn(pypdfium2, kept), name
        else:
            assert data == kept, name


def drawn(pdfium: Any, data: bytes) -> list[str]:
    """The text of each page."""
    document = pdfium.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def test_tables_and_narrative_in_two_files_are_one_filing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    pair = [name for name in FILES if "（有误）" in name and name.endswith(("附表.xlsx", "说明.docx"))]
    assert len(pair) == 2
    assert main(["check", "--isolated", "--format", "json", *pair]) == 1
    report = json.loads(capsys.readouterr().out)
    whole = check_path(FOLDER / pair[0].replace("附表.xlsx", ".docx").replace("说明.docx", ".docx"))
    told = report["summary"]["errors"] + report["summary"]["warnings"]
    assert told == sum(finding.severity != "note" for finding in whole.findings) == 19
    assert "TAB009" in {finding["rule"] for finding in report["findings"]}
