"""The command line: what it takes, what it prints where, and the exit code."""

import io
import json
import subprocess
import sys

import pytest

GOOD = "甲1.00万元，乙2.00万元，丙3.00万元。\n"
BAD = "甲1.00万元，乙2.00万元，丙4.00万元。\n"
ROUNDED = "甲1.00万元，乙2.00万元，丙3.01万元。\n"


def put(path, text=GOOD, encoding="utf-8"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding=encoding)
    return path


def paths(outcome):
    """The audited files of a JSON report."""
    return [file["path"] for file in json.loads(outcome.out)["files"]]


class TestExitCodes:
    def test_clean_is_0(self, desk, run):
        put(desk / "a.txt")
        outcome = run("check", "a.txt")
        assert outcome == (0, "没有发现问题；印出的 3 个数字中 3 个已核对（100.0%），1 项勾稽成立\n", "")

    def test_findings_are_1(self, desk, run):
        put(desk / "a.txt", BAD)
        outcome = run("check", "a.txt")
        assert outcome.code == 1
        assert "a.txt:1:18: FAK001 第三个数不符：印作 4.00 万元，应为 3.00 万元\n" in outcome.out
        assert outcome.err == ""

    @pytest.mark.parametrize(
        ("text", "least", "code"),
        [
            (BAD, "error", 1), (BAD, "never", 0), ("增长。" + GOOD, "error", 0), ("增长。" + GOOD, "warning", 1),
            (ROUNDED, "warning", 0), (ROUNDED, "note", 1),
        ],
    )  # fmt: skip
    def test_fail_on(self, desk, run, text, least, code):
        put(desk / "a.txt", text)
        assert run("check", "a.txt", "--fail-on", least).code == code

    def test_missing_file_is_3_and_others_are_checked(self, desk, run):
        put(desk / "a.txt", BAD)
        outcome = run("check", "missing.txt", "a.txt", "--format", "json")
        report = json.loads(outcome.out)
        assert outcome.code == 3
        assert report["files"][0]["status"] == "unreadable"
        assert report["files"][0]["problem"] == "没有这个文件或目录"
        assert report["summary"]["errors"] == 1

    @pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"\x00\x01\x02\x03", b"\xff\xfe"])
    def test_unreadable_is_3(self, desk, run, data):
        (desk / "a.txt").write_bytes(data)
        outcome = run("check", "a.txt", "--allow-unchecked")
        assert outcome.code == 3
        assert outcome.out.startswith("a.txt: 未能核对：")

    @pytest.mark.parametrize("text", ["今天天气好。\n", "甲1.00万元。\n"])
    def test_nothing_checked_is_3_unless_allowed(self, desk, run, text):
        put(desk / "a.txt", text)
        outcome = run("check", "a.txt")
        assert outcome.code == 3
        assert "--allow-unchecked" in outcome.out
        assert run("check", "a.txt", "--allow-unchecked").code == 0

    def test_directory_without_filings(self, desk, run):
        (desk / "空").mkdir()
        outcome = run("check", "空")
        assert outcome.code == 3
        assert "空: 未能核对：目录里没有可以核对的文件（.doc、.docx、" in outcome.out and ".txt" in outcome.out
        assert run("check", "空", "--allow-unchecked").code == 0

    def test_failing_rule_is_3_and_others_still_run(self, desk, run):
        put(desk / "a.txt", BAD)
        outcome = run("check", "a.txt", "--extend-select", "OFF002", "--format", "json")
        report = json.loads(outcome.out)
        assert outcome.code == 3
        assert [finding["rule"] for finding in report["findings"]] == ["FAK001"]
        (failure,) = report["failures"]
        assert failure.startswith("a.txt：规则 OFF002 出错：ZeroDivisionError: 除以零（tests/fakes.py:")

    def test_pack_that_does_not_load_is_3(self, desk, run, monkeypatch):
        put(desk / "a.txt")
        outcome = run("check", "a.txt", "--rule-pack", "no_such_pack")
        assert (outcome.code, outcome.out) == (3, "")
        assert "没有安装规则包“no_such_pack”" in outcome.err

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["check"], "请给出要核对的文件或目录"),
            (["check", "--fromat", "json", "a.txt"], "没有“--fromat”这个选项；是不是“--format”？"),
            (["chek", "a.txt"], "没有“chek”这个命令；是不是“check”？"),
            (["check", "--select", "FAK01", "a.txt"], "“select”中没有“FAK01”这个规则代码或前缀；是不是“FAK001”？"),
            (["check", "--per-file-ignores", "a.txt", "a.txt"], "--per-file-ignores 应写成“通配符:代码”"),
            (["check", "--isolated", "--config", "x.toml", "a.txt"], "--isolated 与 --config 不能同时使用"),
            (["check", "--config", "x.toml", "a.txt"], "x.toml：没有这个配置文件"),
            (["check", "-o", "no/such/dir.txt", "a.txt"], "无法写入 no/such/dir.txt"),
            (["rule", "FAK01"], "没有“FAK01”这条规则；是不是“FAK001”？"),
        ],
    )
    def test_usage_errors_are_2(self, desk, run, arguments, said):
        put(desk / "a.txt")
        outcome = run(*arguments)
        assert outcome.code == 2
        assert outcome.out == ""
        assert said in outcome.err

    def test_usage_error_in_english(self, desk, run):
        assert "there is no option '--fromat'; did you mean '--format'?" in run("check", "--lang=en", "--fromat").err


class TestFiles:
    def test_directories_by_suffix(self, desk, run):
        for name in ("b.txt", "a.TXT", "下级/c.txt", "d.jpg", ".hidden/e.txt", ".f.txt"):
            put(desk / "报告" / name)
        assert paths(run("check", "报告", "--format", "json")) == ["报告/a.TXT", "报告/b.txt", "报告/下级/c.txt"]

    def test_named_files_need_no_suffix_and_come_once(self, desk, run):
        put(desk / "a.dat")
        assert paths(run("check", "a.dat", "./a.dat", "--format", "json")) == ["a.dat"]

    def test_globs(self, desk, run):
        for name in ("x/一 [1].txt", "x/二 [1].txt", "x/y/三.txt"):
            put(desk / name)
        assert paths(run("check", "x/*.txt", "--format", "json")) == ["x/一 [1].txt", "x/二 [1].txt"]
        assert paths(run("check", "x/一 [1].txt", "--format", "json")) == ["x/一 [1].txt"]
        assert len(paths(run("check", "x/**/*.txt", "--format", "json"))) == 3
        outcome = run("check", "*.nothing")
        assert (outcome.code, "没有文件与这个通配符匹配" in outcome.out) == (3, True)

    @pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "github"])
    def test_names_with_spaces_and_chinese(self, desk, run, form):
        put(desk / "某局 2023 决算,公开.txt", BAD)
        out = run("check", "某局 2023 决算,公开.txt", "--format", form).out
        shown = {
            "sarif": "%E6%9F%90%E5%B1%80%202023%20%E5%86%B3%E7%AE%97%2C%E5%85%AC%E5%BC%80.txt",
            "github": "file=某局 2023 决算%2C公开.txt,line=1",
        }
        assert shown.get(form, "某局 2023 决算,公开.txt") in out

    @pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are Unicode")
    @pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
    def test_name_that_is_not_utf8(self, desk, form):
        name = "决算.txt".encode("gb18030")
        with open(name, "wb") as file:
            file.write(GOOD.encode())
        done = subprocess.run(
            [sys.executable, "-m", "auditlint", "check", name, "--format", form, "--fail-on", "never"],
            capture_output=True, check=False,
        )  # fmt: skip
        assert b"Traceback" not in done.stderr
        done.stdout.decode("utf-8")

    def test_stdin(self, desk, run, monkeypatch):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode("gb18030"))))
        outcome = run("check", "-", "--format", "concise")
        assert outcome.out.startswith("<stdin>:1:18: FAK001 error")

    def test_stdin_takes_a_name(self, desk, run, monkeypatch):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
        outcome = run("check", "-", "--stdin-filename", "决算.txt", "--format", "concise")
        assert outcome.out.startswith("决算.txt:1:18: FAK001 error")

    def test_excluded_even_when_named(self, desk, run):
        put(desk / "旧/a.txt", BAD)
        put(desk / "b.txt")
        assert paths(run("check", "旧/a.txt", "旧", "b.txt", "--exclude", "旧", "--format", "json")) == ["b.txt"]
        outcome = run("check", "旧/a.txt", "--exclude", "*.txt")
        assert outcome == (0, "没有核对任何文件\n", "按配置排除了 1 个文件\n")

    def test_several_processes_say_the_same(self, desk, run, monkeypatch):
        monkeypatch.undo()
        monkeypatch.chdir(desk)
        for number in range(4):
            put(desk / f"{number}.txt", f"本年支出100.00万元，其中：基本支出60.00万元；项目支出4{number}.00万元。\n")
        put(desk / "4.txt", "")
        alone = run("check", ".", "--format", "json", "--jobs", "1")
        together = run("check", ".", "--format", "json", "--jobs", "2")
        assert alone == together
        assert alone.code == 3

    def test_rules_over_all_files(self, desk, run):
        put(desk / "a.txt", GOOD)
        put(desk / "b.txt", GOOD.replace("1.00", "1.50").replace("3.00", "3.50"))
        outcome = run("check", "a.txt", "b.txt", "--extend-select", "RUN", "--jobs", "2", "--format", "json")
        report = json.loads(outcome.out)
        (finding,) = report["findings"]
        assert (finding["path"], finding["rule"], finding["related"][0]["path"]) == ("b.txt", "RUN001", "a.txt")
        assert report["files"][1]["broken"] == 1
        assert run("check", "a.txt", "--extend-select", "RUN").code == 0


class TestSelection:
    @pytest.mark.parametrize(
        ("arguments", "codes"),
        [
            ([], ["FAK001", "FAK002"]),
            (["--select", "FAK002"], ["FAK002"]),
            (["--select", "fak001,OFF001"], ["FAK001", "OFF001"]),
            (["--select", "ALL", "--ignore", "OFF002", "--ignore", "RUN"], ["FAK001", "FAK002", "OFF001"]),
            (["--ignore", "FAK", "--extend-select", "FAK001"], ["FAK001"]),
            (["--extend-select", "OFF001"], ["FAK001", "FAK002", "OFF001"]),
            (["--per-file-ignores", "*.txt:FAK001", "--per-file-ignores", "b.txt:FAK002"], ["FAK002"]),
        ],
    )
    def test_codes(self, desk, run, arguments, codes):
        put(desk / "a.txt", "增长。" + BAD)
        report = json.loads(run("check", "a.txt", "--format", "json", *arguments).out)
        assert sorted(finding["rule"] for finding in report["findings"]) == codes


class TestOutput:
    def test_to_a_file(self, desk, run):
        put(desk / "a.txt", BAD)
        (desk / "报告.json").write_text("old", encoding="utf-8")
        outcome = run("check", "a.txt", "--format", "json", "-o", "报告.json")
        assert outcome == (1, "", "")
        assert json.loads((desk / "报告.json").read_text(encoding="utf-8"))["summary"]["errors"] == 1
        assert sorted(path.name for path in desk.iterdir()) == ["a.txt", "报告.json"]

    def test_notes_are_counted_and_shown_when_asked_for(self, desk, run):
        put(desk / "a.txt", ROUNDED)
        assert run("check", "a.txt").out == (
            "1 个提示；印出的 3 个数字中 3 个已核对（100.0%），0 项勾稽成立；提示未列出，用 --show-notes 显示\n"
        )
        assert "FAK001 [提示] 第三个数不符：印作 3.01 万元，重算为 3.00 万元，四舍五入可以解释" in (
            run("check", "a.txt", "--show-notes").out
        )

    def test_color(self, desk, run, monkeypatch):
        put(desk / "a.txt", BAD)
        assert "\x1b[" not in run("check", "a.txt").out
        assert "\x1b[31m" in run("check", "a.txt", "--color", "always").out
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)
        monkeypatch.setenv("TERM", "xterm")
        assert "\x1b[" in run("check", "a.txt").out
        monkeypatch.setenv("NO_COLOR", "1")
        assert "\x1b[" not in run("check", "a.txt").out

    def test_english(self, desk, run):
        put(desk / "a.txt", BAD)
        out = run("check", "a.txt", "--lang", "en").out
        assert "FAK001 does not fit: printed 4.00 万元, should be 3.00 万元" in out
        assert out.endswith("1 error; 3 of 3 printed figures checked (100.0%), 0 relations hold\n")

    def test_step_summary(self, desk, run, monkeypatch):
        put(desk / "a.txt", BAD)
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(desk / "summary.md"))
        (desk / "summary.md").write_text("before\n", encoding="utf-8")
        run("check", "a.txt", "--format", "github")
        text = (desk / "summary.md").read_text(encoding="utf-8")
        assert text.startswith("before\n")
        assert "| a.txt:1:18 | 错误 | FAK001 |" in text


class TestOtherCommands:
    def test_version(self, run):
        from auditlint import __version__

        assert run("--version") == (0, f"auditlint {__version__}\n", "")

    def test_help(self, run):
        assert run().code == 0
        assert "--per-file-ignores" in run("check", "--help").out

    def test_module(self, desk):
        done = subprocess.run(
            [sys.executable, "-m", "auditlint", "--version"], capture_output=True, check=True, encoding="utf-8"
        )
        assert done.stdout.startswith("auditlint ")

    def test_rules(self, desk, run):
        lines = run("rules").out.splitlines()
        assert [line.split()[0] for line in lines] == ["代码", "FAK001", "FAK002", "OFF001", "OFF002", "RUN001"]

    def test_rule(self, desk, run):
        out = run("rule", "fak001").out
        for words in (
            "FAK001 third-is-sum [错误]",
            "除此之外没有例外。",
            "丙 = 甲 + 乙",
            "丙⟦4.00⟧万元",
            "→ 应为 3.00",
        ):
            assert words in out
        assert run("rule", "third-is-sum").out == out

    def test_figures(self, desk, run):
        put(desk / "a.txt", BAD.rstrip("\n") + "丁5.00人。\n")
        out = run("figures", "a.txt").out
        assert "  1:18  4.00 万元  决算  丙  二/一  FAK001\n" in out
        assert "未核对：凑不成三个" in out
        report = json.loads(run("figures", "a.txt", "--format", "json").out)
        assert [figure["checks"] for figure in report["figures"]] == [["FAK001"]] * 3 + [[]]
        assert report["figures"][3]["reason"] == "凑不成三个"
        (check,) = report["checks"]
        assert (check["verdict"], check["formula"], check["actual"], check["expected"]) == (
            "broken", "1.00 + 2.00", "4.00", "3.00"
        )  # fmt: skip
        assert [operand["text"] for operand in check["operands"]] == ["1.00", "2.00"]
        assert report["unchecked"][0]["rule"] == "FAK001"

    def test_figures_of_one_file_only(self, desk, run):
        put(desk / "a.txt")
        put(desk / "b.txt")
        assert run("figures", ".").code == 2
        assert run("figures", "*.txt").code == 2
        put(desk / "auditlint.toml", 'exclude = ["a.txt"]')
        assert run("figures", "a.txt") == (0, "", "按配置排除了 1 个文件\n")
        assert run("figures", ".").code == 0

    def test_figures_of_what_cannot_be_read(self, desk, run):
        outcome = run("figures", "missing.txt")
        assert (outcome.code, outcome.out) == (3, "")
        assert "没有这个文件或目录" in outcome.err


class TestLibrary:
    def test_text(self, desk):
        from auditlint import check_text

        report = check_text(BAD, fail_on="never", lang="en")
        assert [finding.message for finding in report.findings] == [
            "does not fit: printed 4.00 万元, should be 3.00 万元"
        ]
        assert report.files[0].filing is not None

    def test_path(self, desk):
        from auditlint import check_path

        put(desk / "a/b.txt", BAD)
        put(desk / "auditlint.toml", 'ignore = ["FAK"]')
        assert len(check_path(desk / "a").findings) == 1
        assert len(check_path(desk / "a" / "b.txt", ignore=["FAK001"]).findings) == 0

    def test_wrong_setting(self, desk):
        from auditlint import check_text
        from auditlint.errors import ConfigError

        with pytest.raises(ConfigError, match="没有“selct”这个配置项；是不是“select”？"):
            check_text(GOOD, selct=["FAK"])
