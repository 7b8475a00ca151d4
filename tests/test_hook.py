"""The git hook, in real repositories."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

README = Path(__file__).parent.parent / "README.md"
GOOD = "本年支出100.00万元，其中：基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%。\n"
BAD = GOOD.replace("60.00%", "61.00%")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository whose path holds a space and Chinese."""
    top = tmp_path / "决算 仓库"
    top.mkdir()
    monkeypatch.chdir(top)
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    git("init", "-q")
    git("config", "user.name", "某人")
    git("config", "user.email", "x@example.org")
    return top


def git(*arguments, check=True):
    return subprocess.run(["git", *arguments], capture_output=True, check=check, encoding="utf-8")


def test_install(repository, run):
    outcome = run("hook", "install")
    hook = repository / ".git/hooks/pre-commit"
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("已安装 ")
    assert os.access(hook, os.X_OK)
    assert sys.executable in hook.read_text(encoding="utf-8")
    assert run("hook", "install").code == 0
    assert not [path for path in hook.parent.iterdir() if path.suffix == ".tmp"]


def test_foreign_hook_is_left_alone(repository, run):
    hook = repository / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    outcome = run("hook", "install")
    assert outcome.code == 2
    assert "已有别的钩子" in outcome.err
    assert hook.read_text(encoding="utf-8") == "#!/bin/sh\nexit 0\n"
    assert run("hook", "install", "--force").code == 0
    assert "check --staged" in hook.read_text(encoding="utf-8")


def test_outside_a_repository(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    outcome = run("hook", "install")
    assert (outcome.code, outcome.err) == (2, "当前目录不在 git 仓库里\n")


def test_hooks_elsewhere(repository, run):
    git("config", "core.hooksPath", "钩子")
    assert run("hook", "install").code == 0
    assert (repository / "钩子/pre-commit").exists()


@pytest.mark.parametrize("name", ["决算 公开 [1].txt", "下级/-a.txt", "a'b\"$(c).txt"])
def test_commit_is_refused(repository, run, name):
    run("hook", "install")
    path = repository / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(BAD, encoding="utf-8")
    git("add", "-A")
    done = git("commit", "-m", "x", check=False)
    assert done.returncode != 0
    assert "PCT001" in done.stdout + done.stderr
    path.write_text(GOOD, encoding="utf-8")
    git("add", "-A")
    assert git("commit", "-m", "x", check=False).returncode == 0


def test_what_is_staged_counts(repository, run):
    path = repository / "a.txt"
    path.write_text(BAD, encoding="utf-8")
    (repository / "其他.md").write_text("x", encoding="utf-8")
    git("add", "-A")
    path.write_text(GOOD, encoding="utf-8")
    report = json.loads(run("check", "--staged", "--format", "json").out)
    assert [file["path"] for file in report["files"]] == ["a.txt"]
    assert report["summary"]["errors"] > 0
    assert run("check", "a.txt").code == 0


def test_nothing_staged_and_excluded(repository, run):
    assert run("check", "--staged").code == 0
    (repository / "a.txt").write_text(BAD, encoding="utf-8")
    (repository / "auditlint.toml").write_text('exclude = ["a.txt"]', encoding="utf-8")
    git("add", "-A")
    assert run("check", "--staged").code == 0
    assert run("check", "--staged", "a.txt").code == 2


def test_deleted_files_and_subdirectories(repository, run, monkeypatch):
    (repository / "下").mkdir()
    (repository / "下/a.txt").write_text(GOOD, encoding="utf-8")
    (repository / "b.txt").write_text(GOOD, encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "x")
    (repository / "b.txt").unlink()
    (repository / "下/a.txt").write_text(BAD, encoding="utf-8")
    git("add", "-A")
    monkeypatch.chdir(repository / "下")
    report = json.loads(run("check", "--staged", "--format", "json").out)
    assert [file["path"] for file in report["files"]] == ["a.txt"]


def test_what_to_do_next_is_said(repository, run):
    (repository / "a.txt").write_text(BAD, encoding="utf-8")
    git("add", "-A")
    outcome = run("check", "--staged")
    assert outcome.code == 1
    assert "git commit --no-verify" in outcome.err and "auditlint accept" in outcome.err
    run("hook", "install")
    assert "改正后 git add" in git("commit", "-m", "x", check=False).stderr


def test_what_is_no_filing_does_not_block(repository, run):
    run("hook", "install")
    (repository / "README.txt").write_text("先读这里，版本1.2，共3页。\n", encoding="utf-8")
    (repository / "requirements.txt").write_text("click==8.1\nregex>=2023.0\n", encoding="utf-8")
    git("add", "-A")
    done = git("commit", "-m", "x")
    said = done.stdout + done.stderr
    assert "2 个文件里没有可核对的内容，略过：README.txt、requirements.txt" in said
    assert "--allow-unchecked" not in said


def test_a_lock_is_no_filing(repository, run):
    (repository / "~$决算.docx").write_bytes(b"\0" * 162)
    git("add", "-A")
    assert run("check", "--staged").code == 0


def test_what_was_accepted_is_let_through(repository, run):
    run("hook", "install")
    (repository / "决算.txt").write_text(BAD, encoding="utf-8")
    git("add", "-A")
    assert git("commit", "-m", "x", check=False).returncode != 0
    assert run("accept", "--all").code == 0
    git("add", "-A")
    assert git("commit", "-m", "x", check=False).returncode == 0


class TestUninstall:
    def test_ours(self, repository, run):
        run("hook", "install")
        outcome = run("hook", "uninstall")
        assert (outcome.code, outcome.out) == (0, "已去掉 .git/hooks/pre-commit\n")
        assert not (repository / ".git/hooks/pre-commit").exists()
        (repository / "a.txt").write_text(BAD, encoding="utf-8")
        git("add", "-A")
        assert git("commit", "-m", "x", check=False).returncode == 0
        assert run("hook", "uninstall") == (0, "没有装钩子（.git/hooks/pre-commit）\n", "")

    def test_another_is_left_alone(self, repository, run):
        hook = repository / ".git/hooks/pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
        outcome = run("hook", "uninstall")
        assert (outcome.code, "不是 auditlint 装的钩子" in outcome.err) == (2, True)
        assert hook.exists()

    def test_hooks_elsewhere(self, repository, run):
        git("config", "core.hooksPath", ".husky")
        run("hook", "install")
        (repository / "a.txt").write_text(BAD, encoding="utf-8")
        git("add", "a.txt")
        done = git("commit", "-m", "x", check=False)
        assert done.returncode != 0 and "PCT001" in done.stdout + done.stderr
        assert run("hook", "uninstall").out == "已去掉 .husky/pre-commit\n"
        assert git("commit", "-m", "x", check=False).returncode == 0


def test_beside_a_husky_like_hook(repository, run):
    """A hook that is kept in the repository takes the line that the message names."""
    git("config", "core.hooksPath", ".husky")
    hook = repository / ".husky/pre-commit"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\necho 先做别的\n", encoding="utf-8")
    hook.chmod(0o755)
    said = run("hook", "install").err
    line = re.search("“(auditlint check [^”]*)”", said)
    assert line is not None
    hook.write_text(hook.read_text(encoding="utf-8") + line.group(1).replace("auditlint", f"'{sys.executable}' -P -m auditlint", 1) + "\n", encoding="utf-8")
    (repository / "a.txt").write_text(BAD, encoding="utf-8")
    git("add", "-A")
    done = git("commit", "-m", "x", check=False)
    assert done.returncode != 0
    assert "先做别的" in done.stdout + done.stderr and "PCT001" in done.stdout + done.stderr


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("xargs") is None, reason="the command is one of a shell on Linux")
def test_the_readmes_look_at_a_branch(repository):
    """From a folder too, beside files that are no filings, and where nothing is changed."""
    (line,) = re.findall(r"^git diff .*xargs.*$", README.read_text(encoding="utf-8"), re.MULTILINE)
    line = line.replace("auditlint check", f'"{sys.executable}" -m auditlint check')

    def look(folder=repository):
        return subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, check=False, encoding="utf-8", env=os.environ | {"PYTHONPATH": str(README.parent)})

    git("checkout", "-q", "-b", "main")
    git("commit", "-q", "--allow-empty", "-m", "一")
    git("checkout", "-q", "-b", "修改")
    assert (look().returncode, look().stdout) == (0, "")
    folder = repository / "公开"
    folder.mkdir()
    (repository / "程序.py").write_text("x = 1\n", encoding="utf-8")
    (folder / "说明.txt").write_text("先读这里，共3页。\n", encoding="utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "二")
    assert look().returncode == look(folder).returncode == 0
    (folder / "决算.txt").write_text(BAD, encoding="utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "三")
    assert "公开/决算.txt:1:" in look().stdout and "| 决算.txt:1:" in look(folder).stdout
    assert look().stderr == look(folder).stderr == ""


class TestAccepted:
    """What was accepted counts as it is staged."""

    @pytest.fixture(autouse=True)
    def accepted(self, repository, run):
        (repository / "决算.txt").write_text(BAD, encoding="utf-8")
        git("add", "-A")
        assert run("accept", "--all").code == 0

    def test_a_list_of_the_working_tree_alone_is_not_followed(self, run):
        outcome = run("check", "--staged")
        assert outcome.code == 1
        assert "auditlint-accepted.toml 没有暂存（git add），没有采用\n" in outcome.err
        assert "auditlint-accepted.toml is not staged (git add)" not in outcome.err
        assert "不再适用" not in outcome.out
        assert run("check", "决算.txt").code == 0

    def test_a_staged_list_is_followed_as_it_is_staged(self, repository, run, monkeypatch):
        git("add", "-A")
        (repository / "auditlint-accepted.toml").write_text("", encoding="utf-8")
        assert run("check", "决算.txt").code == 1
        outcome = run("check", "--staged")
        assert (outcome.code, outcome.err) == (0, "")
        assert "1 个已接受" in outcome.out
        (repository / "下").mkdir()
        monkeypatch.chdir(repository / "下")
        assert run("check", "--staged").code == 0

    def test_a_list_above_the_repository_is_read(self, repository, run):
        os.rename(repository / "auditlint-accepted.toml", repository.parent / "auditlint-accepted.toml")
        path = repository.parent / "auditlint-accepted.toml"
        path.write_text(path.read_text(encoding="utf-8").replace('file = "', f'file = "{repository.name}/'), encoding="utf-8")
        assert run("check", "--staged").code == 0
