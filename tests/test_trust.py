"""Nothing that is audited is trusted: not the configuration beside it, not a name, not a text."""

import json
import os
import re
import subprocess
import sys

import pytest

from auditlint.desk.config import Configuration
from auditlint.errors import ConfigError
from auditlint.escaping import clean, escaped, escaped_line, harmless

BAD = "甲1.00万元，乙2.00万元，丙4.00万元。增长。\n"
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


class TestPacks:
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("auditlint.toml", 'rule-packs = ["own_pack"]'),
            ("pyproject.toml", '[tool.auditlint]\nrule-packs = ["own_pack"]'),
            ("setup.cfg", "[auditlint]\nrule-packs = own_pack\n"),
        ],
    )
    def test_a_found_configuration_names_none(self, desk, run, monkeypatch, name, text):
        put(desk / "own_pack.py", f"open({str(desk / 'ran')!r}, 'w').close()\ndef register(registry): pass\n")
        monkeypatch.syspath_prepend(str(desk))
        put(desk / "a.txt", BAD)
        put(desk / name, text)
        outcome = run("check", "a.txt")
        assert (outcome.code, outcome.out) == (2, "")
        assert "“rule-packs”会运行代码" in outcome.err
        assert not (desk / "ran").exists()

    @pytest.mark.parametrize("text", ["raise SystemExit(0)", "raise BaseException('停')", "import no_such_module_at_all"])
    def test_one_that_ends_the_process_is_an_error(self, desk, run, monkeypatch, text):
        name = f"ends_{abs(hash(text))}"
        put(desk / f"packs/{name}.py", text)
        monkeypatch.syspath_prepend(str(desk / "packs"))
        put(desk / "a.txt", BAD)
        outcome = run("check", "a.txt", "--rule-pack", name)
        assert (outcome.code, outcome.out) == (3, "")
        assert f"规则包“{name}”无法载入" in outcome.err

    def test_the_users_own_configuration_may(self, desk, run):
        put(desk / ".config/auditlint/auditlint.toml", 'rule-packs = ["no_such_pack"]\nlang = "en"\n')
        put(desk / "下/auditlint.toml", 'ignore = ["FAK002"]')
        put(desk / "下/a.txt", BAD)
        assert "no_such_pack" in run("check", "下/a.txt").err
        assert run("check", "下/a.txt", "--isolated").code == 1
        put(desk / "b.txt", BAD)
        put(desk / ".config/auditlint/auditlint.toml", 'lang = "en"\n')
        assert "printed 4.00" in run("check", "b.txt").out

    def test_packs_add_to_each_other(self):
        given = Configuration({"rule-packs": ["own", "auditlint_rules"]}, isolated=True)
        assert given.for_file("a").rule_packs == ("auditlint_rules", "own")

    def test_running_the_module_runs_nothing_from_the_folder(self, tmp_path):
        put(tmp_path / "regex.py", f"open({str(tmp_path / 'ran')!r}, 'w').close()\n")
        put(tmp_path / "a.txt", BAD)
        command = [sys.executable, "-m", "auditlint", "check", "--isolated", "a.txt"]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        assert ran.returncode == 3
        assert not (tmp_path / "ran").exists()


class TestFoundConfigurations:
    def test_what_one_hides_is_said(self, desk, run):
        text = 'ignore = ["FAK002"]\nexclude = ["旧", "c.txt"]\nfail-on = "never"\nper-file-ignores = { "e.txt" = ["FAK001"] }\n'
        put(desk / "auditlint.toml", text)
        for name in ("a.txt", "b.txt", "c.txt", "旧/d.txt"):
            put(desk / name, BAD)
        outcome = run("check", ".")
        assert outcome.code == 0
        last = outcome.out.splitlines()[-1]
        assert "所在文件夹的配置 auditlint.toml 使这些不报：2 个文件或目录，1 条规则，per-file-ignores，fail-on = never" in last
        assert json.loads(run("check", ".", "--format", "json").out)["silenced"] == [
            {"configuration": "auditlint.toml", "rules": ["FAK002"], "keys": ["per-file-ignores", "fail-on = never"], "excluded": 2}
        ]

    def test_what_the_command_line_hides_is_not(self, desk, run):
        put(desk / "a.txt", BAD)
        put(desk / "b.txt", BAD)
        outcome = run("check", ".", "--ignore", "FAK002", "--exclude", "b.txt")
        assert "不报" not in outcome.out

    def test_everything_hidden_is_said(self, desk, run):
        put(desk / "auditlint.toml", 'exclude = ["*"]')
        put(desk / "a.txt", BAD)
        outcome = run("check", ".")
        assert "使这些不报：1 个文件或目录" in outcome.out

    @pytest.mark.parametrize("option", ["--isolated", "--no-config"])
    def test_goes_without(self, desk, run, option):
        put(desk / "auditlint.toml", 'ignore = ["FAK001", "FAK002"]')
        put(desk / "a.txt", BAD)
        assert run("check", "a.txt", option).code == 1

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("x = " + "[" * 5000 + "]" * 5000, "嵌套过深"),
            ("min-coverage = " + "9" * 5000, "语法错误"),
            ("# " + "x" * 1_000_001, "配置文件过大"),
        ],
    )
    def test_bounds(self, desk, run, text, said):
        put(desk / "auditlint.toml", text)
        put(desk / "a.txt", BAD)
        outcome = run("check", "a.txt")
        assert outcome.code == 2
        assert said in outcome.err

    def test_messages_stay_on_their_line(self):
        with pytest.raises(ConfigError) as caught:
            Configuration({"x\n::error::y\x1b[31m": 1})
        assert caught.value.message("zh") == "没有“x\\n::error::y\\u001b[31m”这个配置项"


class TestEscaping:
    def test_functions(self):
        assert escaped("a\x1b\x9b\u202e\u2028\r") == "a\\u001b\\u009b\\u202e\\u2028\\u000d"
        assert escaped("决算\t1\n") == "决算\t1\n"
        assert escaped_line("a\nb") == "a\\nb"
        assert clean("a\tb\x9bc\u3000") == "a b c\u3000"
        assert harmless("x\n  ::error::y\nz::1\n##[group]\n") == "x\n  \\::error::y\nz::1\n#\\#[group]\n"

    NAMES = ("a\nb.txt", "\x1b[31mred.txt", "::error file=x::y.txt", " ::stop-commands::y.txt", "\u202ecod.txt", "\x9b31m.txt")

    @pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "github"])
    def test_names_of_files(self, desk, run, form):
        for name in self.NAMES:
            put(desk / name, BAD * 5 + "::error::增长 ##[group]\x1b]0;t\x07\n")
        outcome = run("check", ".", "--format", form, "--show-notes")
        assert outcome.code == 1
        assert not RAW.search(outcome.out)
        lines = outcome.out.splitlines()
        if form == "github":
            assert all(re.match("::(error|warning|notice) file=", line) for line in lines[:-1])
        else:
            assert not any(line.lstrip().startswith("::") for line in lines)
            assert "##[" not in outcome.out
        if form in ("json", "sarif"):
            json.loads(outcome.out)

    def test_summary_of_the_step(self, desk, run, monkeypatch):
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(desk / "summary.md"))
        put(desk / "d/<img src=x>|`\u202e.txt", BAD)
        run("check", "d", "--format", "github")
        text = (desk / "summary.md").read_text(encoding="utf-8")
        assert "&lt;img src=x>\\|\\`" in text
        assert not RAW.search(text)


class TestFiles:
    def test_a_pipe_is_not_read(self, desk, run):
        put(desk / "d/a.txt", BAD)
        os.mkfifo(desk / "d/b.txt")
        outcome = run("check", "d")
        assert outcome.code == 3
        assert "d/b.txt: 未能核对：不是普通文件" in outcome.out

    def test_links_that_leave_the_folder(self, desk, run):
        put(desk / "外/a.txt", BAD)
        put(desk / "d/b.txt", BAD)
        put(desk / "d/下/c.txt", BAD)
        (desk / "d/a.txt").symlink_to(desk / "外/a.txt")
        (desk / "d/外").symlink_to(desk / "外")
        (desk / "d/内").symlink_to(desk / "d/下")
        (desk / "d/c.txt").symlink_to(desk / "d/下/c.txt")
        outcome = run("check", "d", "--format", "json")
        files = {file["path"]: file["status"] for file in json.loads(outcome.out)["files"]}
        assert files == {"d/a.txt": "unreadable", "d/外": "unreadable", "d/b.txt": "ok", "d/c.txt": "ok", "d/下/c.txt": "ok"}
        assert outcome.code == 3
        assert run("check", "d/a.txt").code == 1

    def test_one_that_is_written_to_while_it_is_read(self, desk, run, monkeypatch):
        path = put(desk / "a.txt", BAD)
        real, calls = os.fstat, []

        def growing(descriptor):
            if calls:
                path.write_text(BAD * 2, encoding="utf-8")
            calls.append(descriptor)
            return real(descriptor)

        monkeypatch.setattr("auditlint.desk.files.os.fstat", growing)
        outcome = run("check", "a.txt")
        assert outcome.code == 3
        assert "读取时文件有改动" in outcome.out

    def test_an_enormous_one(self, desk, run):
        with open(desk / "a.txt", "wb") as file:
            file.truncate((1 << 30) + 1)
        outcome = run("check", "a.txt")
        assert outcome.code == 3
        assert "文件过大" in outcome.out

    def test_formats_that_are_not_read_are_named(self, desk, run):
        put(desk / "d/a.txt", BAD)
        for name in ("表.ofd", "表.rtf", "表.zip", "徽.png"):
            put(desk / "d" / name, "x")
        put(desk / "d/扫描.jpg", "x" * 60_000)
        outcome = run("check", "d")
        assert outcome.code == 3
        said = [line.partition(":")[0] for line in outcome.out.splitlines() if "未能核对：" in line]
        assert said == ["d/扫描.jpg", "d/表.ofd", "d/表.rtf", "d/表.zip"]

    def test_a_glob_over_a_directory_that_may_not_be_read(self, desk, run, monkeypatch):
        put(desk / "d/a.txt", BAD)
        put(desk / "d/下/b.txt", BAD)
        real = os.scandir

        def refusing(path="."):
            if str(path).endswith("下"):
                raise PermissionError(13, "Permission denied", str(path))
            return real(path)

        monkeypatch.setattr("os.scandir", refusing)
        outcome = run("check", "d/**/*.txt")
        assert outcome.code == 3
        assert "d/下: 未能核对：无法读取：Permission denied" in outcome.out
