"""What is built is the same every time, and what it is made of is told as it is."""

import json
import os
import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: Alternatives whose order regex leaves to the addresses of its sets.
_PATTERN = "(?:甲|乙|丙丁|戊己|庚|辛壬|[子丑寅卯]|癸?)(?:万元|元|人次|批次|辆|个)"


def _run(*words: str, **environment: str) -> str:
    return subprocess.run([sys.executable, *words], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def test_patterns_are_compiled_alike_in_every_process() -> None:
    code = f"from auditlint.startup import _order, pattern; _order(); print(pattern({_PATTERN!r})._pickled_data)"
    assert len({_run("-c", code, PYTHONHASHSEED="0", AUDITLINT_NO_CACHE="1", PYTHONIOENCODING="utf-8") for _ in range(3)}) == 1


def test_the_bill_of_materials_names_what_is_required() -> None:
    bom = json.loads(_run(".ci/sbom.py", PYTHONIOENCODING="utf-8"))
    assert (bom["bomFormat"], bom["metadata"]["component"]["name"]) == ("CycloneDX", "auditlint-juesuan")
    names = {each["name"] for each in bom["components"]}
    assert _declared("all") <= names
    assert not names & {"pytest", "hypothesis"}
    known = {each["bom-ref"] for each in (*bom["components"], bom["metadata"]["component"])}
    assert {each["ref"] for each in bom["dependencies"]} == known
    assert all(each["licenses"][0]["license"]["name"] != "not stated" for each in bom["components"])


def test_the_page_of_licences_is_made_from_what_is_installed() -> None:
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    stated = set(re.findall(r"^\| (\S+) \|", page, re.MULTILINE)) - {"组件"}
    assert stated == {each["name"] for each in json.loads(_run(".ci/sbom.py", PYTHONIOENCODING="utf-8"))["components"]}


def test_everything_that_is_declared_is_pinned_with_its_hashes() -> None:
    text = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+).*\\$", text, re.MULTILINE))
    extras = _settings()["options.extras_require"]
    assert {name for extra in extras for name in _declared(extra)} <= {re.sub(r"[-_.]+", "-", name).lower() for name in pinned}
    for block in re.split(r"(?m)^(?=[A-Za-z0-9])", text)[1:]:
        assert "--hash=sha256:" in block, block.partition("\n")[0]


def _settings() -> ConfigParser:
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    return settings


def _declared(extra: str) -> set[str]:
    settings = _settings()
    lines = settings["options"]["install_requires"].split() + settings["options.extras_require"][extra].split("\n")
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for line in lines if (match := re.match(r"[A-Za-z0-9._-]+", line.strip()))}
