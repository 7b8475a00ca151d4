"""The name ``auditlint`` on the package index is another project's: nothing of ours may send anyone there."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from auditlint import editor, serving
from auditlint.readers import READERS

ROOT = Path(__file__).parent.parent
TEXTS = {".py", ".md", ".toml", ".cfg", ".yml", ".yaml", ".txt", ".html", ""}
PASSED_OVER = {".git", ".venv", "build", "dist", "__pycache__", "sample_reports", "passages", "golden"}
#: A tool that fetches by name, and then the bare name with or without extras and versions; a path or our own name is another thing.
FETCHED = re.compile(
    r"""\b(?:pip3?|pipx|uvx?|uv\ (?:tool|pip))\b[^\n`;&|]*?[\ \t"'\[(=]auditlint(?=[\s"'\[,;)\]`=<>~!]|$)"""
    r"""|auditlint\[[a-z]|dependencies[^\n]*["']auditlint["'\[=<>~]""",
    re.VERBOSE | re.MULTILINE,
)  # fmt: skip


def texts() -> list[Path]:
    return [
        path for path in sorted(ROOT.rglob("*"))
        if path.suffix in TEXTS and path.is_file() and path != Path(__file__)
        and not any(part in PASSED_OVER or part.endswith((".egg-info", "_cache", ".hypothesis")) for part in path.relative_to(ROOT).parts)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        'pip install "auditlint[pdf]"', "pip install auditlint", "pip install -U 'auditlint'", "python -m pip install auditlint==0.1.0",
        "pipx install auditlint", "uv tool install auditlint", "uvx auditlint", "uv pip install auditlint[all]",
        'additional_dependencies: ["auditlint"]', "另装 `auditlint[pdf]`",
    ],
)  # fmt: skip
def test_what_would_send_someone_there_is_known(text: str) -> None:
    assert FETCHED.search(text)


@pytest.mark.parametrize(
    "text",
    [
        'pip install "pypdfium2>=5.0"', "pip install '.[pdf]'", "pipx install ./auditlint-juesuan", "pipx inject auditlint-juesuan pypdfium2",
        'python -m pip install "$GITHUB_ACTION_PATH[all]"', "auditlint check a.txt", ".venv/bin/pip install -q . && .venv/bin/auditlint check a",
        "cd auditlint && pip install .", "pip install xlsxwriter\nauditlint check a.txt",
    ],
)  # fmt: skip
def test_what_sends_nobody_there_is_let_alone(text: str) -> None:
    assert not FETCHED.search(text)


def test_no_text_sends_anyone_there() -> None:
    found = texts()
    assert {"README.md", "command_line.py", "action.yml", "setup.cfg", "run"} <= {path.name for path in found}
    for path in found:
        sent = FETCHED.search(path.read_text(encoding="utf-8"))
        assert sent is None, f"{path}: {sent.group()}"


def setup() -> ConfigParser:
    parser = ConfigParser(interpolation=None)
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def test_the_distribution_has_a_name_of_its_own() -> None:
    parser = setup()
    assert parser["metadata"]["name"] == "auditlint-juesuan"
    assert parser["options.entry_points"]["console_scripts"].strip() == "auditlint = auditlint.__main__:main"


def test_messages_name_the_packages_that_the_extras_install() -> None:
    extras = {key: value.split() for key, value in setup()["options.extras_require"].items()}
    packages = {package for _, package in READERS.values() if package}
    assert packages <= set(extras["all"])
    assert packages == set(extras["pdf"]) | set(extras["html"]) | set(extras["xlsx"])
    assert {editor.PACKAGE} == set(extras["lsp"]) and set(serving.PACKAGES.values()) == set(extras["serve"])
    assert set(extras["lsp"]) | set(extras["serve"]) <= set(extras["all"]) & set(extras["dev"])
