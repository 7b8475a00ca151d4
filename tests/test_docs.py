"""The pages that are made from the rules, and the README, say what is so today."""

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

import auditlint_rules
from auditlint.__main__ import main
from auditlint.cli import cli
from auditlint.cli.audits import FORMATS
from auditlint.cli.command_line import meant
from auditlint.desk import settings
from auditlint.desk.config import Configuration
from auditlint.desk.packs import enabled, load
from auditlint.desk.settings import Settings
from auditlint.registry import Registry
from docs.make import families, picture, reference, sessions

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md")), *sorted(DOCS.glob("rules/*.md"))]
_LINK = re.compile(r"\[[^\]\n]*\]\((?!https?:)([^)\s#]*)(?:#([^)\s]*))?\)")
_FENCE = re.compile(r"^( *)```.*?^\1```", re.MULTILINE | re.DOTALL)
MAKE = "run python -m docs.make"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_the_pages_of_rules_are_made_from_the_rules() -> None:
    made = families.pages()
    assert {name: page(name) for name in made} == made, MAKE
    assert {f"rules/{path.name}" for path in DOCS.glob("rules/*")} == set(made) - {"rules.md"}
    assert len(made) > 12


def test_the_page_of_options_is_made_from_the_commands_and_the_settings() -> None:
    assert page("options.md") == reference.page(), MAKE
    assert set(reference.KEYS) == {*settings._SELECTORS, *settings._PARSERS}


def test_the_picture_of_the_layers_is_what_the_code_is() -> None:
    assert page("architecture.svg") == picture.picture(), MAKE


@pytest.mark.skipif(not sys.platform.startswith("linux") or shutil.which("bash") is None, reason="the commands are those of a shell on Linux")
@pytest.mark.parametrize("name", sessions.PAGES)
def test_what_a_page_shows_is_what_its_commands_print(name: str) -> None:
    assert page(name) == sessions.page(name), MAKE


def test_the_tutorial_ends_with_a_clean_report() -> None:
    assert "退出码 0" in page("tutorial.md").split("## 五")[0][-200:]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target, anchor in _LINK.findall(_FENCE.sub("", path.read_text(encoding="utf-8"))):
        to = path.parent / target if target else path
        assert to.exists(), target
        assert not anchor or anchor in anchors(to), f"{target}#{anchor}"


def anchors(path: Path) -> set[str]:
    """What can be linked to on a page: its headings in English, and what has a name of its own."""
    text = path.read_text(encoding="utf-8")
    return {head.lower().replace(" ", "-") for head in re.findall(r"^#+ ([\w -]+)$", text, re.MULTILINE)} | set(re.findall(r'id="(\w+)"', text))


def test_the_architecture_names_what_is_there() -> None:
    named = re.findall(r"`((?:auditlint|rules|tests|reading|proof|model|readers|field|language|diagnosis|reports|wording|cli|desk|sample_reports)/[\w/.]*)`", page("architecture.md"))
    assert len(named) > 20
    for name in named:
        assert (ROOT / name).exists() or (ROOT / "auditlint" / name).exists(), name
    beside = re.search(r"Single modules stand beside the layers: (.*)", page("architecture.md"))
    assert beside is not None
    modules = {path.stem for path in (ROOT / "auditlint").glob("[a-z]*.py")} - {"compiled"}
    assert set(re.findall(r"`(\w+)`", beside[1])) == modules


def test_the_site_leads_to_every_page() -> None:
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    listed = [line.split()[-1] for line in nav.splitlines() if line.endswith(".md")]
    assert sorted(listed) == sorted(str(path.relative_to(DOCS)).replace("\\", "/") for path in DOCS.glob("**/*.md"))


@pytest.mark.skipif(importlib.util.find_spec("material") is None, reason="mkdocs-material is not installed")
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("**/*.html"))) > len(list(DOCS.glob("**/*.md")))


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
    pages = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    blocks = re.findall(r"```(?:sh|console|powershell)\n(.*?)```", pages, re.DOTALL)
    lines = (line.removeprefix("$ ").partition(" | ")[0].partition("; ")[0] for block in blocks for line in block.splitlines())
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


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


def codes(given: Settings) -> set[str]:
    """The rules that settings turn on."""
    return {rule.code for rule in enabled(load(given), given)}


def test_the_configuration_of_the_readme_can_be_copied_whole(tmp_path: Path) -> None:
    (told,) = [block for block in blocks("toml") if "fail-on" in block]
    (tmp_path / "auditlint.toml").write_text(told, encoding="utf-8")
    chosen, default = codes(Configuration({}).for_directory(str(tmp_path))), codes(Settings())
    assert default - chosen == {"TXT004"}
    assert "OWN001" in chosen


def test_the_setup_cfg_of_the_readme_is_read(tmp_path: Path) -> None:
    (told,) = blocks("ini")
    (tmp_path / "setup.cfg").write_text(told, encoding="utf-8")
    assert {code[:3] for code in codes(Configuration({}).for_directory(str(tmp_path)))} == {"CHG", "SUM"}


def test_the_pool_of_the_readme_also_runs_where_processes_are_spawned(tmp_path: Path) -> None:
    (told,) = [block for block in blocks("python") if "ProcessPoolExecutor" in block]
    (tmp_path / "决算公开").mkdir()
    (tmp_path / "决算公开/a.txt").write_text("本年支出100.00万元，其中：基本支出60.00万元，占61.00%；项目支出40.00万元，占40.00%。\n", encoding="utf-8")
    spawned = 'import multiprocessing\n\nmultiprocessing.set_start_method("spawn", force=True)\n'
    (tmp_path / "script.py").write_text(spawned + told.replace("(8)", "(1)"), encoding="utf-8")
    done = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "PCT001" in done.stdout
