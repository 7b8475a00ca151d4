"""SARIF: what the standard demands and what GitHub takes."""

import json
import os

import fakes
import pytest
from reported import file_report, note, place, rate, report, suspect, unread

from auditlint.model import Place, Related, Report
from auditlint.reports import sarif


def log(run, status=0, lang="zh", show_notes=True):
    run.exit_code = status
    out = json.loads(sarif.render(run, lang, show_notes))
    assert out["version"] == "2.1.0"
    (only,) = out["runs"]
    return only


def with_rules(run):
    run.load_rules = lambda: [fakes.third_is_sum.rule, fakes.off_by_default.rule]
    return run


def test_driver_and_rules():
    driver = log(with_rules(report()))["tool"]["driver"]
    assert driver["name"] == "auditlint"
    assert driver["semanticVersion"]
    first, second = driver["rules"]
    assert first["id"] == "FAK001"
    for key in ("shortDescription", "fullDescription"):
        assert first[key]["text"]
    assert first["fullDescription"]["text"] == "每三个数中，第三个是前两个之和。"
    assert "丙⟦4.00⟧万元" in first["help"]["text"]
    assert first["help"]["markdown"].startswith("**FAK001 第三个数**")
    assert first["defaultConfiguration"] == {"level": "error", "enabled": True}
    assert second["defaultConfiguration"] == {"level": "note", "enabled": False}
    assert first["properties"]["problem.severity"] == "error"
    assert log(with_rules(report()), lang="en")["tool"]["driver"]["rules"][0]["shortDescription"]["text"] == "fake"


def test_result():
    run = log(with_rules(report(rate(rule="FAK001"))))
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("FAK001", 0, "error")
    assert result["message"]["text"] == (
        "变动率与增减额不符：印作 53.31%，应为 53.32%\n5,013.95 ÷ (4,388.99 + 5,013.95) = 53.3232…%"
    )
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "report.txt", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 138, "startColumn": 1, "endLine": 138, "endColumn": 7},
    }
    assert [(each["id"], each["message"]["text"]) for each in result["relatedLocations"]] == [
        (1, "增减额 5,013.95 万元"), (2, "收入总计 4,388.99 万元")
    ]  # fmt: skip
    assert set(result["partialFingerprints"]) == {"auditlint/v1", "primaryLocationLineHash"}
    assert "fixes" not in result


def test_notes_are_notes_and_only_there_when_asked_for():
    (result,) = log(report(note(193)))["results"]
    assert result["level"] == "note"
    assert log(report(note(193)), show_notes=False)["results"] == []


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("某局 决算.txt", "%E6%9F%90%E5%B1%80%20%E5%86%B3%E7%AE%97.txt"),
        ("./下/../a.txt", "a.txt"),
        ("100%#?[1].txt", "100%25%23%3F%5B1%5D.txt"),
        ("a:b.txt", "a%3Ab.txt"),
    ],
)
def test_relative_uris(path, uri):
    assert sarif.artifact(path) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_absolute_uris(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert sarif.artifact(str(tmp_path / "下/a.txt")) == {"uri": "%E4%B8%8B/a.txt", "uriBaseId": "%SRCROOT%"}
    assert sarif.artifact(f"{tmp_path}2/a.txt") == {"uri": f"file://{tmp_path}2/a.txt"}


@pytest.mark.skipif(os.name != "posix", reason="elsewhere file names are Unicode")
def test_uri_of_a_name_that_is_not_utf8():
    assert sarif.artifact(os.fsdecode("决.txt".encode("gb18030")))["uri"] == "%BE%F6.txt"


class TestFixes:
    def fixes(self, *suspects):
        (result,) = log(report(rate(suspects=suspects)))["results"]
        return result.get("fixes")

    def test_single_suspect(self):
        (fix,) = self.fixes(suspect(slip="错一位数字"))
        (change,) = fix["artifactChanges"]
        (replacement,) = change["replacements"]
        assert fix["description"]["text"] == "改为 53.32%"
        assert replacement["insertedContent"] == {"text": "53.32%"}
        assert replacement["deletedRegion"] == {"startLine": 138, "startColumn": 1, "endLine": 138, "endColumn": 7}

    def test_word(self):
        assert self.fixes(suspect(text="增长", should_be="下降", slip="方向写反"))

    @pytest.mark.parametrize("should_be", ["", "53.31%～53.33%", "约 53%"])
    def test_nothing_single_to_propose(self, should_be):
        assert self.fixes(suspect(should_be=should_be, slip="错一位数字")) is None

    def test_nothing_is_certain_that_no_slip_explains(self):
        assert self.fixes(suspect()) is None

    def test_no_fix_of_a_warning_or_where_lines_are_none_of_the_file(self):
        sure = suspect(slip="错一位数字")
        (result,) = log(report(rate(severity="warning", suspects=(sure,))))["results"]
        assert "fixes" not in result
        (result,) = log(report(rate("a.docx", suspects=(suspect(slip="错一位数字", path="a.docx"),)), path="a.docx"))["results"]
        assert "fixes" not in result

    def test_several_suspects(self):
        assert self.fixes(suspect(), suspect(136, 16, 24, "5,013.95", "5,012.95")) is None


def test_invocation():
    run = with_rules(Report([unread(), file_report()]))
    run.failures = ["规则 X001 出错"]
    (invocation,) = log(run, 3)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 3
    first, second = invocation["toolExecutionNotifications"]
    assert first["message"]["text"] == "编码无法识别"
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "%E5%9D%8F.txt"
    assert second["message"]["text"] == "规则 X001 出错"
    (invocation,) = log(report(rate()), 1)["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, 1)


def test_limits(monkeypatch):
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    related = tuple(Related(place(number, 1, 2), "1", "甲") for number in range(1, 200))
    run = log(report(*[note(number) for number in range(1, 6)], rate(related=related)))
    assert [result["level"] for result in run["results"]] == ["error", "note", "note"]
    assert len(run["results"][0]["relatedLocations"]) == 100
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "另有 3 条未写入" in notification["message"]["text"]


def test_pages_and_cells():
    (result,) = log(report(rate(place=Place("a.pdf", 3, 12, 5, 12, 9)), path="a.pdf"))["results"]
    assert result["locations"][0]["properties"] == {"page": 3}
