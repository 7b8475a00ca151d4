"""The hook for pre-commit, installed by pre-commit itself from this checkout into a scratch repository; and the project's own hooks."""

import importlib.util
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from checkout import copy, environment, git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

GOOD = "本年支出100.00万元，其中：基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%。\n"
BAD = GOOD.replace("60.00%", "61.00%")
PAGE = "<!DOCTYPE html><html><body><p>{}</p></body></html>\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Where pre-commit keeps what it has installed: once for all tests here."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    target = tmp_path_factory.mktemp("source") / "auditlint"
    return target, copy(target)


@pytest.fixture
def repository(tmp_path, source):
    """A repository with the hook configured and installed."""
    top = tmp_path / "决算 仓库"
    top.mkdir()
    git("init", "-q", "-b", "main", cwd=top)
    path, commit = source
    config = f"repos:\n  - repo: {path.as_uri()}\n    rev: {commit}\n    hooks:\n      - id: auditlint\n"
    put(top / ".pre-commit-config.yaml", config)
    return top


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def commit(top, home):
    """Commit all that is there, with the hook; returns the exit code and what was said."""
    env = environment(PRE_COMMIT_HOME=str(home), PYTHONIOENCODING="utf-8")
    done = subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=top, env=env, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    done = subprocess.run(["git", "commit", "-m", "x"], cwd=top, env=env, capture_output=True, check=False, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def test_what_is_wrong_blocks_in_every_format_that_is_read(repository, home):
    for name in ("决算 公开/某局 [1].txt", "下/网页.html", "a'b.htm"):
        text = BAD if name.endswith("txt") else PAGE.format(BAD.strip())
        put(repository / name, text)
    git("add", "-A", cwd=repository)
    code, said = commit(repository, home)
    assert code != 0
    for name in ("决算 公开/某局 [1].txt", "下/网页.html", "a'b.htm"):
        assert f"{name}:" in said, said
    assert said.count("PCT001") == 3


def test_what_is_no_filing_never_blocks(repository, home):
    put(repository / "README.txt", "先读这里，版本1.2，共3页。\n")
    put(repository / "requirements.txt", "click==8.1\nregex>=2023.0\n")
    put(repository / "决算.txt", GOOD)
    put(repository / "script.py", "print(1.00)\n")
    git("add", "-A", cwd=repository)
    code, said = commit(repository, home)
    assert code == 0, said


def test_excludes_count(repository, home):
    put(repository / "auditlint.toml", 'exclude = ["旧稿"]\n')
    put(repository / "旧稿/a.txt", BAD)
    git("add", "-A", cwd=repository)
    code, said = commit(repository, home)
    assert code == 0, said


def test_what_is_staged_counts_and_not_the_working_tree(repository, home):
    put(repository / "a.txt", BAD)
    git("add", "-A", cwd=repository)
    put(repository / "a.txt", GOOD)
    code, said = commit(repository, home)
    assert code != 0 and "PCT001" in said
    assert (repository / "a.txt").read_text(encoding="utf-8") == GOOD
    git("add", "-A", cwd=repository)
    put(repository / "a.txt", BAD)
    code, said = commit(repository, home)
    assert code == 0, said


def test_the_projects_own_hooks_fetch_nothing_and_can_be_run():
    root = Path(__file__).parent.parent
    repos = yaml.safe_load((root / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    hooks = [hook for repo in repos for hook in repo["hooks"]]
    assert {repo["repo"] for repo in repos} == {"local"} and len(hooks) == 3
    done = subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", str(root / ".pre-commit-config.yaml")], capture_output=True, check=False)
    assert done.returncode == 0
    for hook in hooks:
        python, flag, module, *arguments = shlex.split(hook["entry"])
        assert (python, flag, hook["language"]) == (".venv/bin/python", "-m", "system")
        assert importlib.util.find_spec(module) is not None, module
        for path in (word for word in arguments if word.endswith(".py")):
            assert (root / path).is_file(), path
