"""The command line: what it takes, what it prints where, and the exit code."""

import io
import json
import os
import re
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
            (["chek", "a.txt"], "没有“chek”这个命令，也没有这个文件；是不是“check”？"),
            (["check", "--select", "FAK01", "a.txt"], "“select”中没有“FAK01”这个规则代码或前缀；是不是“FAK001”？"),
            (["check", "--per-file-ignores", "a.txt", "a.txt"], "--per-file-ignores 应写成“通配符:代码”"),
            (["check", "--isolated", "--config", "x.toml", "a.txt"], "--isolated 与 --config 不能同时使用"),
            (["check", "--config", "x.toml", "a.txt"], "x.toml：没有这个配置文件"),
            (["check", "-o", "no/such/dir.txt", "a.txt"], "无法写入 no/such/dir.txt"),
            (["check", "--format", "xml", "a.txt"], "用法错误：“--format”应为 text / concise / json / "),
            (["check", "--jobs", "x", "a.txt"], "用法错误：“--jobs”应为合适的整数"),
            (["check", "a.txt", "-o"], "用法错误：“-o”后面要写值"),
            (["accept", "a.txt:1", "--until", "明年"], "用法错误：“--until”应为 2027-06-30 这样的日期"),
            (["figures"], "用法错误：缺少 FILE"),
            (["figures", "a.txt", "b.txt"], "用法错误：多出的参数：b.txt"),
            (["rule", "FAK01"], "没有“FAK01”这条规则；是不是“FAK001”？"),
        ],
    )
    def test_usage_errors_are_2(self, desk, run, arguments, said):
        put(desk / "a.txt")
        outcome = run(*arguments)
        assert outcome.code == 2
        assert outcome.out == ""
        assert said in outcome.err

    def test_help_is_in_one_language(self, desk, run):
        for words in ([], ["check"], ["accept"], ["hook"], ["hook", "install"]):
            out = run(*words, "--help").out
            assert out.startswith("用法：auditlint") and "显示用法。" in out
            assert not re.search(r"Usage|Options|Show|Commands", out.replace("[OPTIONS]", ""))

    def test_usage_error_in_english(self, desk, run):
        assert "there is no option '--fromat'; did you mean '--format'?" in run("check", "--lang=en", "--fromat").err


    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device here")
    @pytest.mark.parametrize("form", ["text", "json"])
    def test_no_room_for_the_report_is_3(self, desk, form):
        put(desk / "a.txt", BAD)
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "auditlint", "check", "a.txt", "--format", form],
                stdout=full, stderr=subprocess.PIPE, check=False, encoding="utf-8",
            )  # fmt: skip
        assert (done.returncode, done.stderr) == (3, "无法写入 stdout：No space left on device\n")
        assert subprocess.run(
            [sys.executable, "-m", "auditlint", "check", "a.txt", "-o", "/dev/full"], capture_output=True, check=False
        ).returncode == 3  # fmt: skip


class TestFirstWords:
    @pytest.mark.parametrize("words", [["-h"], ["help"], ["--help"], []])
    def test_help(self, desk, run, words):
        outcome = run(*words)
        assert outcome.code == 0
        assert "命令:" in outcome.out and "check" in outcome.out

    def test_help_of_a_command(self, desk, run):
        assert run("help", "check") == run("check", "-h") == run("check", "--help")
        assert "--per-file-ignores" in run("help", "check").out

    def test_version(self, desk, run):
        assert run("-V") == run("--version")
        assert run("-V").out.startswith("auditlint ")

    @pytest.mark.parametrize(
        "words",
        [["a.txt"], ["./a.txt"], ["*.txt"], ["."], ["--lang", "zh", "a.txt"], ["--fail-on=error", "a.txt"], ["a.txt", "--isolated"]],
    )
    def test_a_file_alone_is_checked(self, desk, run, words):
        put(desk / "a.txt", BAD)
        outcome = run(*words)
        assert outcome.code == 1
        assert "a.txt:1:18: FAK001" in outcome.out

    @pytest.mark.parametrize("options", [["--lang", "en"], ["--lang=en"], ["--isolated", "--lang", "en"]])
    def test_options_may_stand_before_the_command(self, desk, run, options):
        put(desk / "a.txt", BAD)
        assert run(*options, "check", "a.txt") == run("check", "a.txt", *options)
        assert run(*options, "check", "a.txt", "--format", "concise").code == 1
        assert run(*options, "rules") == run("rules", *options)
        assert run(*options, "a.txt") == run("check", "a.txt", *options)

    def test_what_the_command_does_not_know_is_told_of_it(self, desk, run):
        outcome = run("--fail-on", "never", "rules")
        assert (outcome.code, "没有“--fail-on”这个选项" in outcome.err, "auditlint rules --help" in outcome.err) == (2, True, True)

    def test_the_value_of_an_option_is_no_command(self, desk, run):
        put(desk / "a.txt", BAD)
        assert run("-o", "check", "a.txt").code == 1
        assert (desk / "check").read_text(encoding="utf-8").startswith("a.txt:1:18")

    def test_a_missing_file_is_no_command(self, desk, run):
        outcome = run("没有.docx")
        assert (outcome.code, "没有.docx: 未能核对：没有这个文件或目录" in outcome.out) == (3, True)

    def test_a_name_that_git_wrote_with_escapes(self, desk, run):
        outcome = run("check", '"\\345\\206\\263.txt"')
        assert (outcome.code, "git diff -z" in outcome.out) == (3, True)


class TestPassedOver:
    def test_locks_of_open_files(self, desk, run):
        put(desk / "决算.txt", GOOD)
        put(desk / "~$决算.docx", "\0\0")
        for words in (["."], ["决算.txt", "~$决算.docx"], ["*"]):
            outcome = run("check", *words)
            assert outcome.code == 0
            assert "~$决算.docx: 略过：这是 Office 或 WPS 打开文件时留下的锁定文件" in outcome.err
            assert "锁定" not in outcome.out

    def test_a_lock_alone_is_a_problem(self, desk, run):
        put(desk / "~$决算.docx", "\0\0")
        outcome = run("check", "~$决算.docx")
        assert (outcome.code, "~$决算.docx: 未能核对：略过：这是 Office" in outcome.out) == (3, True)
        assert run("check", ".").code == 3

    def test_globs_without_a_match_beside_others(self, desk, run):
        put(desk / "a.txt", GOOD)
        outcome = run("check", "*.txt", "*.docx")
        assert (outcome.code, outcome.err) == (0, "*.docx: 没有文件与这个通配符匹配\n")
        outcome = run("check", "*.docx", "*.pdf")
        assert outcome.code == 3
        assert outcome.out.count("没有文件与这个通配符匹配") == 2

    def test_what_is_no_filing_in_a_folder(self, desk, run):
        put(desk / "公开/a.txt", GOOD)
        put(desk / "公开/README.txt", "说明如何使用。\n")
        put(desk / "公开/requirements.txt", "click==8.1人\n")
        outcome = run("check", "公开")
        assert outcome.code == 0
        assert "2 个文件里没有可核对的内容，略过：公开/README.txt、公开/requirements.txt\n" in outcome.out
        files = json.loads(run("check", "公开", "--format", "json").out)["files"]
        assert [file.get("passed_over", False) for file in files] == [True, False, True]

    def test_what_is_named_is_not_passed_over(self, desk, run):
        put(desk / "a.txt", GOOD)
        put(desk / "README.txt", "说明如何使用。\n")
        outcome = run("check", "a.txt", "README.txt")
        assert (outcome.code, "README.txt: 未能核对" in outcome.out) == (3, True)

    def test_a_folder_without_any_filing_is_3(self, desk, run):
        put(desk / "公开/README.txt", "说明如何使用。\n")
        assert run("check", "公开").code == 3

    def test_where_all_is_passed_over_nothing_was_audited(self, desk, run):
        put(desk / "公开/README.txt", "说明如何使用。\n")
        put(desk / "公开/b.txt", "说明如何使用。\n")
        for words in (["公开"], ["公开/b.txt"], ["公开", "--statistics"]):
            outcome = run("check", *words, "--allow-unchecked")
            assert outcome.code == 0
            assert outcome.out.endswith("没有核对任何文件\n") and "没有发现问题" not in outcome.out
        assert run("check", "公开", "--allow-unchecked", "--lang", "en").out.endswith("no file was audited\n")
        assert run("check", "公开", "--exclude", "*").out == "没有核对任何文件\n"
        put(desk / "公开/a.txt", GOOD)
        assert "没有发现问题" in run("check", "公开", "--allow-unchecked").out

    def test_an_amount_that_could_not_be_checked_is_a_problem(self, desk, run):
        put(desk / "公开/a.txt", GOOD)
        put(desk / "公开/b.txt", "甲1.00万元。\n")
        outcome = run("check", "公开")
        assert (outcome.code, "公开/b.txt: 未能核对" in outcome.out) == (3, True)


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

    def test_also_another_format_of_the_same_run(self, desk, run):
        put(desk / "a.txt", BAD)
        outcome = run("check", "a.txt", "--also", "json=甲.json", "--also", "text=乙.txt", "--color", "always")
        assert (outcome.code, "\x1b[31m" in outcome.out) == (1, True)
        assert json.loads((desk / "甲.json").read_text(encoding="utf-8"))["summary"]["errors"] == 1
        assert (desk / "乙.txt").read_text(encoding="utf-8") == run("check", "a.txt").out

    @pytest.mark.parametrize("word", ["sarif", "sarf=x", "=x", "sarif="])
    def test_also_what(self, desk, run, word):
        put(desk / "a.txt")
        outcome = run("check", "a.txt", "--also", word)
        assert (outcome.code, "--also 应写成“格式=文件”" in outcome.err) == (2, True)

    @pytest.mark.parametrize("words", [["--format=github", "--selekt", "X"], ["--format", "github", "--select", "X"]])
    def test_what_kept_a_workflow_from_beginning_is_an_annotation(self, desk, run, monkeypatch, words):
        put(desk / "a.txt")
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(desk / "summary.md"))
        outcome = run("check", *words, "a.txt")
        assert outcome.code == 2
        assert outcome.out.startswith("::error title=auditlint::") and outcome.out.count("\n") == 1
        assert (desk / "summary.md").read_text(encoding="utf-8").startswith("**auditlint**: ")

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
