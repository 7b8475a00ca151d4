"""Accepting findings: what is written, what it silences, and what is said when it fits no more."""

import json
import shutil
import subprocess
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from auditlint.desk.accepted import load, save
from auditlint.errors import ConfigError
from auditlint.model.acceptance import Acceptance

BAD = "甲1.00万元，乙2.00万元，丙4.00万元。\n"
LIST = "auditlint-accepted.toml"
SAMPLES = Path(__file__).parent.parent / "sample_reports"


def put(path, text=BAD):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def entries(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))["accepted"]


def found(run, *words):
    report = json.loads(run("check", *words, "--format", "json").out)
    return [finding["rule"] for finding in report["findings"]], [finding["rule"] for finding in report.get("accepted", [])]


@pytest.fixture
def accepted(desk, run):
    """A file of which the one finding was accepted."""
    put(desk / "a.txt", BAD)
    assert run("accept", "a.txt:1", "--rule", "FAK001", "--reason", "口径不同").code == 0
    return desk


class TestWriting:
    def test_entry(self, accepted):
        (entry,) = entries(accepted / LIST)
        assert len(entry.pop("fingerprint")) == 16
        assert entry.pop("by")
        assert entry == {
            "file": "a.txt", "rule": "FAK001", "label": "丙", "figure": "4.00", "expected": "3.00", "reason": "口径不同",
            "on": date.today(),
        }  # fmt: skip

    def test_what_is_said(self, desk, run):
        put(desk / "a.txt")
        outcome = run("accept", "a.txt:1:18", "--reason", "口径不同")
        assert outcome == (
            0, "接受了 1 个问题，写入 auditlint-accepted.toml：\n  a.txt:1:18: FAK001 第三个数不符：印作 4.00 万元，应为 3.00 万元\n", ""
        )  # fmt: skip

    def test_accepted_is_counted_and_does_not_fail(self, accepted, run):
        assert run("check", "a.txt") == (0, "1 个已接受；印出的 3 个数字中 3 个已核对（100.0%），0 项勾稽成立\n", "")
        report = json.loads(run("check", "a.txt", "--format", "json").out)
        assert (report["findings"], report["summary"]["errors"]) == ([], 0)
        (finding,) = report["accepted"]
        assert (finding["rule"], finding["reason"], finding["until"]) == ("FAK001", "口径不同", None)
        assert run("check", "a.txt", "--isolated").code == 1

    def test_sarif_says_that_it_is_suppressed(self, accepted, run):
        (result,) = json.loads(run("check", "a.txt", "--format", "sarif").out)["runs"][0]["results"]
        assert result["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "口径不同"}]

    def test_all(self, desk, run):
        for name in ("b.txt", "甲局/a.txt"):
            put(desk / name, "增长。" + BAD)
        outcome = run("accept", "--all")
        assert (outcome.code, "接受了 4 个问题" in outcome.out) == (0, True)
        assert run("check", ".").code == 0
        assert [entry["file"] for entry in entries(desk / LIST)] == ["b.txt", "b.txt", "甲局/a.txt", "甲局/a.txt"]
        assert {entry["reason"] for entry in entries(desk / LIST)} == {"启用 auditlint 时已有"}
        assert run("accept", "--all").out == "没有要接受的问题\n"

    def test_beside_the_configuration(self, desk, run, monkeypatch):
        put(desk / "甲局/auditlint.toml", 'select = ["FAK"]')
        put(desk / "甲局/2023/a.txt")
        run("accept", "甲局/2023/a.txt", "--rule", "fak001", "--reason", "x")
        assert entries(desk / "甲局" / LIST)[0]["file"] == "2023/a.txt"
        monkeypatch.chdir(desk / "甲局/2023")
        assert run("check", "a.txt").code == 0

    def test_one_rule_of_several(self, desk, run):
        put(desk / "a.txt", "增长。" + BAD)
        run("accept", "a.txt", "--rule", "FAK002", "--reason", "x")
        assert found(run, "a.txt") == (["FAK001"], ["FAK002"])

    def test_words_are_quoted_as_toml(self, desk, run):
        put(desk / 'a "引号"\\b.txt')
        reason = '他说"行"，\n第二行\t\x7f'
        run("accept", 'a "引号"\\b.txt:1', "--reason", reason)
        (entry,) = entries(desk / LIST)
        assert (entry["file"], entry["reason"]) == ('a "引号"\\b.txt', reason)
        assert run("check", ".").code == 0

    def test_sorted_whatever_the_order(self, desk, run):
        for name in ("c.txt", "a.txt", "b.txt"):
            put(desk / name)
            run("accept", f"{name}:1", "--reason", "x")
        assert [entry["file"] for entry in entries(desk / LIST)] == ["a.txt", "b.txt", "c.txt"]
        assert run("check", ".").code == 0

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["a.txt", "--reason", "x"], "请写明接受什么"),
            (["a.txt:1"], "请用 --reason 写明理由"),
            (["a.txt:7", "--reason", "x"], "a.txt：这里（7）没有这样的问题；现有：1:18 FAK001\n"),
            (["a.txt", "--rule", "FAK002", "--reason", "x"], "a.txt：这里没有这样的问题；现有：1:18 FAK001\n"),
            (["无.txt:3", "--reason", "x"], "无.txt:3：没有这个文件或目录\n"),
            (["a.txt:1", "无.txt", "--rule", "FAK001", "--reason", "x"], "无.txt：没有这个文件或目录\n"),
            (["无.txt", "--rule", "FAK001", "--reason", "x", "--lang", "en"], "无.txt: no such file or directory\n"),
            (["a.txt", "--rule", "FAK01", "--reason", "x"], "没有“FAK01”这条规则；是不是“FAK001”？"),
            (["a.txt:1", "--reason", "x", "--until", "2020-01-31"], "--until 已经过去"),
            (["--prune"], "没有 auditlint-accepted.toml"),
            (["--prune", "--all"], "--prune 不能与 --all"),
        ],
    )
    def test_usage(self, desk, run, words, said):
        put(desk / "a.txt")
        outcome = run("accept", *words)
        assert (outcome.code, said in outcome.err) == (2, True), outcome.err
        assert not (desk / LIST).exists()


    def test_what_was_accepted_before_is_told_so(self, accepted, run):
        before = entries(accepted / LIST)
        for words in (["a.txt:1"], ["a.txt:1:18"], ["a.txt", "--rule", "FAK001"]):
            outcome = run("accept", *words, "--reason", "x")
            assert outcome.code == 2
            assert "a.txt：已经接受过了，在 auditlint-accepted.toml 里：1:18 FAK001\n" in outcome.err
        assert "a.txt: accepted already, in auditlint-accepted.toml: 1:18 FAK001" in run("accept", "a.txt:1", "--reason", "x", "--lang", "en").err
        assert entries(accepted / LIST) == before

    def test_many_findings_are_named_in_part(self, desk, run):
        put(desk / "a.txt", BAD * 8)
        assert "6:18 FAK001等\n" in run("accept", "a.txt:99", "--reason", "x").err
        assert "6:18 FAK001 and more\n" in run("accept", "a.txt:99", "--reason", "x", "--lang", "en").err


class TestFitting:
    def test_lines_may_move(self, accepted, run):
        put(accepted / "a.txt", "前言。\n\n新的一段。\n" + BAD)
        assert run("check", "a.txt").code == 0

    @pytest.mark.parametrize("changed", [BAD.replace("4.00", "5.00"), BAD.replace("2.00", "2.50"), BAD.replace("丙", "丁")])
    def test_another_figure_is_a_new_finding(self, accepted, run, changed):
        put(accepted / "a.txt", changed)
        outcome = run("check", "a.txt")
        assert outcome.code == 1
        assert "auditlint-accepted.toml 有 1 条不再适用" in outcome.out
        assert "    a.txt FAK001 丙 4.00：已没有这个问题，或数字已改\n" in outcome.out

    def test_one_entry_accepts_one(self, accepted, run):
        put(accepted / "a.txt", BAD + BAD)
        assert found(run, "a.txt") == (["FAK001"], ["FAK001"])
        run("accept", "a.txt", "--all")
        assert found(run, "a.txt") == ([], ["FAK001", "FAK001"])
        assert len(entries(accepted / LIST)) == 2

    def test_of_several_alike_the_one_that_was_accepted(self, desk, run):
        put(desk / "a.txt", BAD.replace("乙2.00", "乙1.00").replace("4.00", "3.00") + BAD.replace("丙4", "丁4") + BAD.replace("丙4", "戊4"))
        run("accept", "a.txt:3", "--reason", "x")
        report = json.loads(run("check", "a.txt", "--format", "json").out)
        assert [each["line"] for each in report["accepted"]] == [3]
        assert [each["line"] for each in report["findings"]] == [1, 2]

    def test_words_are_told_apart_by_their_figures(self, run, monkeypatch, tmp_path):
        name = next(path.name for path in SAMPLES.glob("*有误*.txt") if "海澜" in path.name)
        shutil.copy(SAMPLES / name, tmp_path)
        monkeypatch.chdir(tmp_path)
        run("accept", "--all")
        words = [entry for entry in entries(tmp_path / LIST) if not entry["expected"]]
        assert words and all(entry.get("formula") or entry["figure"] for entry in words)
        assert run("check", name).code == 0

    def test_another_file_is_another(self, accepted, run):
        put(accepted / "b.txt")
        assert run("check", "b.txt").code == 1

    def test_nothing_is_stale_that_was_not_looked_for(self, accepted, run):
        put(accepted / "b.txt", "甲1.00万元，乙2.00万元，丙3.00万元。\n")
        assert "不再适用" not in run("check", "b.txt").out
        put(accepted / "a.txt", BAD.replace("4.00", "3.00") + "增长。")
        assert "不再适用" not in run("check", "a.txt", "--select", "FAK002").out

    def test_until(self, desk, run):
        put(desk / "a.txt")
        run("accept", "a.txt:1", "--reason", "x", "--until", str(date.today()))
        assert run("check", "a.txt").code == 0
        path = desk / LIST
        yesterday = date.today() - timedelta(days=1)
        path.write_text(path.read_text(encoding="utf-8").replace(f"until = {date.today()}", f"until = {yesterday}"), encoding="utf-8")
        outcome = run("check", "a.txt")
        assert outcome.code == 1
        assert f"a.txt FAK001 丙 4.00：{yesterday} 到期" in outcome.out
        run("accept", "a.txt:1", "--reason", "再看", "--until", str(date.today()))
        assert [entry["reason"] for entry in entries(path)] == ["再看"]

    def test_a_cause_silences_what_it_explains(self, run, monkeypatch, tmp_path):
        name = "云岭市石桥区应急管理局 2023年度部门决算（有误）.txt"
        shutil.copy(SAMPLES / name, tmp_path)
        monkeypatch.chdir(tmp_path)
        before = json.loads(run("check", name, "--format", "json").out)
        cause = next(finding for finding in before["findings"] if finding["explains"] and finding["severity"] == "error")
        assert run("accept", f"{name}:{cause['line']}:{cause['column']}", "--reason", "已核实").code == 0
        after = json.loads(run("check", name, "--format", "json").out)
        assert after["summary"]["errors"] == before["summary"]["errors"] - 1
        left = {(finding["rule"], finding["line"]) for finding in after["findings"]}
        assert not left & {(other["rule"], other["line"]) for other in cause["explains"]}

    def test_who_names_what_a_cause_explains_means_the_cause(self, run, monkeypatch, tmp_path):
        name = "云岭市石桥区应急管理局 2023年度部门决算（有误）.txt"
        shutil.copy(SAMPLES / name, tmp_path)
        monkeypatch.chdir(tmp_path)
        before = json.loads(run("check", name, "--format", "json").out)["findings"]
        cause = next(finding for finding in before if finding["explains"] and finding["severity"] == "error")
        other = cause["explains"][0]
        assert run("accept", f"{name}:{other['line']}:{other['column']}", "--rule", other["rule"], "--reason", "已核实").code == 0
        after = json.loads(run("check", name, "--format", "json").out)
        assert [each["fingerprint"] for each in after["accepted"]] == [cause["fingerprint"]]

    def test_with_a_named_configuration(self, desk, run):
        put(desk / "设置/own.toml", 'select = ["FAK"]')
        put(desk / "a.txt")
        run("accept", "a.txt:1", "--reason", "x", "--config", "设置/own.toml")
        assert entries(desk / "设置" / LIST)[0]["file"] == "../a.txt"
        assert run("check", "a.txt", "--config", "设置/own.toml").code == 0
        assert run("check", "a.txt").code == 1


class TestPrune:
    def test_what_fits_nothing_goes(self, accepted, run):
        for name in ("b.txt", "c.txt", "d.txt"):
            put(accepted / name)
            run("accept", f"{name}:1", "--reason", "x")
        put(accepted / "a.txt", BAD.replace("4.00", "3.00"))
        (accepted / "b.txt").unlink()
        path = accepted / LIST
        text = path.read_text(encoding="utf-8")
        head, _, tail = text.rpartition("[[accepted]]")
        path.write_text(f"{head}[[accepted]]{tail}until = 2020-01-01\n", encoding="utf-8")
        outcome = run("accept", "--prune")
        assert outcome.code == 0
        assert outcome.out.startswith("从 auditlint-accepted.toml 去掉 3 条\n")
        for said in ("a.txt FAK001 丙 4.00：已没有这个问题", "b.txt FAK001 丙 4.00：文件已不在", "d.txt FAK001 丙 4.00：2020-01-01 到期"):
            assert said in outcome.out
        assert [entry["file"] for entry in entries(path)] == ["c.txt"]
        assert run("accept", "--prune").out == "从 auditlint-accepted.toml 去掉 0 条\n"

    def test_an_empty_list_goes_altogether(self, accepted, run):
        put(accepted / "a.txt", BAD.replace("4.00", "3.00"))
        run("accept", "--prune")
        assert not (accepted / LIST).exists()


class TestList:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("x = 1", "没有“x”这个配置项"),
            ("[[accepted]]\nrule = 'A'", "A 的一条缺“file”"),
            ("[[accepted]]\nfile = 1", "“file”不能是 1"),
            ("[[accepted]]\nfiel = 'a'", "没有“fiel”这个配置项；是不是“file”？"),
            ("[[accepted]]\nuntil = 'x'", "“until”不能是 x"),
            ("accepted = [1]", "accepted 必须是"),
            ("[[accepted", "语法错误"),
        ],
    )
    def test_mistakes(self, desk, run, text, said):
        put(desk / LIST, text)
        put(desk / "a.txt")
        outcome = run("check", "a.txt")
        assert (outcome.code, outcome.out) == (2, "")
        assert LIST in outcome.err and said in outcome.err

    def test_what_is_written_is_read(self, tmp_path):
        whole = Acceptance("甲/a.txt", "R1", "f", "1.00", "", "r", "标签", "1 < 2", "某人", date(2026, 1, 2), date(2027, 1, 2), ("b.xlsx",))
        bare = Acceptance("a.txt", "R1", "f", "", "", "")
        path = str(tmp_path / LIST)
        save(path, [whole, bare])
        assert load(path) == [bare, whole]
        with pytest.raises(ConfigError):
            put(tmp_path / LIST, "[[accepted]]\n")
            load(path)

    @pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
    def test_two_people_merge(self, desk, run, monkeypatch):
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")

        def git(*words):
            subprocess.run(["git", "-c", "user.name=某人", "-c", "user.email=x@example.org", *words], check=True, capture_output=True)

        git("init", "-q", "-b", "main")
        for name in "abcde":
            put(desk / f"{name}.txt")
        run("accept", "c.txt:1", "--reason", "x")
        git("add", "-A")
        git("commit", "-qm", "x")
        git("checkout", "-qb", "other")
        run("accept", "a.txt:1", "--reason", "x")
        git("commit", "-qam", "x")
        git("checkout", "-q", "main")
        run("accept", "e.txt:1", "--reason", "x")
        git("commit", "-qam", "x")
        git("merge", "-q", "other", "-m", "x")
        assert [entry["file"] for entry in entries(desk / LIST)] == ["a.txt", "c.txt", "e.txt"]


class TestIgnoresThatMatchNothing:
    def test_in_a_configuration(self, desk, run):
        put(desk / "auditlint.toml", 'per-file-ignores = {"汇总*.txt" = ["FAK"], "a.txt" = ["FAK002"]}')
        put(desk / "a.txt")
        assert run("check", ".").err == "auditlint.toml：per-file-ignores 中的“汇总*.txt”没有匹配任何文件\n"
        assert run("check", "a.txt").err == ""

    def test_a_folder_below_the_configuration_tells_nothing(self, desk, run):
        put(desk / "auditlint.toml", 'per-file-ignores = {"汇总*.txt" = ["FAK"]}')
        put(desk / "下/a.txt")
        assert run("check", "下").err == ""

    def test_on_the_command_line(self, desk, run):
        put(desk / "a.txt")
        assert run("check", "a.txt", "--per-file-ignores", "b.txt:FAK").err == "per-file-ignores 中的“b.txt”没有匹配任何文件\n"
        assert run("check", "a.txt", "--per-file-ignores", "a.txt:FAK002").err == ""


def test_files_of_one_filing(run, monkeypatch, tmp_path):
    """A finding between two files fits no more only where both were audited."""
    pair = sorted(path for path in SAMPLES.glob("*（有误）*") if path.name.endswith(("说明.docx", "附表.xlsx")))
    for path in pair:
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run("accept", "--all").code == 0
    assert run("check", ".").code == 0
    shared = {entry["fingerprint"] for entry in entries(tmp_path / LIST) if "also" in entry}
    assert shared
    for path in pair:
        alone = json.loads(run("check", path.name, "--format", "json").out)
        assert not shared & {each["fingerprint"] for each in alone.get("stale", [])}
        assert len(alone["accepted"]) >= 8
    assert run("accept", "--prune").out == "从 auditlint-accepted.toml 去掉 0 条\n"


class TestLanguages:
    """What was accepted is known by its Chinese form, in whatever language it is told."""

    @pytest.fixture
    def filing(self, monkeypatch, tmp_path):
        name = next(path.name for path in SAMPLES.glob("*有误*.txt") if "戈壁泉" in path.name)
        text = (SAMPLES / name).read_text(encoding="utf-8")
        (tmp_path / "a.txt").write_text(text.replace("下设 8 个科室", "下设八个科室"), encoding="utf-8")
        monkeypatch.chdir(tmp_path)

    @pytest.mark.parametrize("written, told", [("zh", "en"), ("en", "zh")])
    def test_one_list_for_both(self, filing, run, written, told):
        assert run("accept", "a.txt", "--all", "--reason", "x", "--lang", written).code == 0
        report = json.loads(run("check", "a.txt", "--lang", told, "--format", "json").out)
        assert [finding["rule"] for finding in report["findings"] if finding["severity"] == "error"] == []
        assert report.get("stale", []) == []
        assert len(report["accepted"]) == len(entries(Path(LIST)))

    def test_the_same_fingerprints(self, filing, run):
        chinese, english = (json.loads(run("check", "a.txt", "--lang", lang, "--format", "json").out)["findings"] for lang in ("zh", "en"))
        assert [finding["fingerprint"] for finding in chinese] == [finding["fingerprint"] for finding in english]
        assert [each["label"] for each in english if "增减额" in each["label"]] == ["增减额 of 公务用车购置及运行维护费支出"]
