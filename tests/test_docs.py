"""The pages that are made from the rules, and the README, say what is so today."""

import re
import shlex
from pathlib import Path

import click
import pytest

import auditlint_rules
from auditlint.__main__ import main
from auditlint.cli import cli
from auditlint.cli.audits import FORMATS
from auditlint.cli.command_line import meant
from auditlint.registry import Registry

ROOT = Path(__file__).parent.parent


def test_the_manual_is_made_from_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    """``auditlint rules --format markdown > docs/rules.md`` after a rule has changed."""
    assert main(["rules", "--isolated", "--format", "markdown"]) == 0
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == capsys.readouterr().out


def test_the_first_run_of_the_readme_is_true(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"```console\n\$ auditlint (.*?)\n(.*?)```", readme, re.DOTALL)
    assert shown is not None
    words = re.findall(r'"([^"]+)"|(\S+)', shown.group(1))
    main([quoted or plain for quoted, plain in words])
    assert capsys.readouterr().out == shown.group(2)


def test_the_readme_knows_every_family_of_rules() -> None:
    registry = Registry()
    auditlint_rules.register(registry)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for prefix in {rule.code[:3] for rule in registry}:
        assert re.search(rf"^\| .*\b{prefix}\b", readme, re.MULTILINE), prefix


def commands() -> list[list[str]]:
    """Every command of ours in a block of the README or of a page, as its words."""
    pages = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/rule-packs.md", "docs/editor.md", "docs/serve.md"))
    blocks = re.findall(r"```(?:sh|console|powershell)\n(.*?)```", pages, re.DOTALL)
    lines = (line.removeprefix("$ ") for block in blocks for line in block.splitlines())
    found = (re.split(r"(?:^|&& |\.venv[/\\]\S*[/\\])auditlint ", line, maxsplit=1) for line in lines)
    return [shlex.split(parts[1].replace("\\", "/"), comments=True) for parts in found if len(parts) == 2]


def test_every_command_of_the_readme_can_be_given() -> None:
    given = commands()
    assert len(given) > 15
    for words in given:
        meaning = meant(words, cli)
        command: click.Command = cli
        while isinstance(command, click.Group):
            found = command.get_command(click.Context(command), meaning.pop(0))
            assert found is not None, words
            command = found
        options = {name for param in command.params for name in param.opts}
        for word in meaning:
            if word.startswith("-") and word != "-":
                assert word.partition("=")[0] in options, words


def test_the_readme_knows_every_command_and_every_format() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in cli.names:
        assert re.search(rf"auditlint {name}\b", readme), name
    for form in FORMATS:
        assert form == "text" or re.search(rf"\b{form}\b", readme), form
