"""The pages that are made from the rules, and the README, say what is so today."""

import re
from pathlib import Path

import pytest

import auditlint_rules
from auditlint.__main__ import main
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
