"""Formats for machines: what is written has the shape that their readers demand, whatever the report holds."""

import gzip
import json
import re
from datetime import date
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from reported import file_report, note, place, rate, report, suspect, unread

from auditlint.__main__ import main
from auditlint.model import Place, Related, Report
from auditlint.model.acceptance import Acceptance
from auditlint.reports import github, gitlab, junit, markdown, rdjson, sarif

WHOLE = {"type": "integer", "minimum": 1}
TEXT = {"type": "string", "minLength": 1}


def shape(required, optional=None):
    """A JSON object with these members and no others."""
    properties = {**required, **(optional or {})}
    return {"type": "object", "required": list(required), "properties": properties, "additionalProperties": False}


def listed(items, **more):
    return {"type": "array", "items": items, **more}


GITLAB = listed(
    shape(
        {
            "description": TEXT, "check_name": TEXT, "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{40}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": shape({"path": {"type": "string", "pattern": r"^(?!\./)[^\\]+$"}, "lines": shape({"begin": WHOLE}, {"end": WHOLE})}),
        }
    )
)  # fmt: skip

POSITION = shape({"line": WHOLE}, {"column": WHOLE})
RANGE = shape({"start": POSITION}, {"end": POSITION})
RDJSON = shape(
    {
        "source": shape({"name": TEXT}, {"url": TEXT}),
        "diagnostics": listed(
            shape(
                {"message": TEXT, "location": shape({"path": TEXT}, {"range": RANGE}), "severity": {"enum": ["ERROR", "WARNING", "INFO"]}},
                {"code": shape({"value": TEXT}, {"url": TEXT}), "suggestions": listed(shape({"range": RANGE, "text": {"type": "string"}}))},
            )
        ),
    }
)

MESSAGE = shape({"text": TEXT}, {"markdown": TEXT})
URI = {"type": "string", "pattern": r"^[A-Za-z0-9%/._~:-]+$"}
ARTIFACT = shape({"uri": URI}, {"uriBaseId": {"const": "%SRCROOT%"}})
REGION = shape({"startLine": WHOLE, "startColumn": WHOLE, "endLine": WHOLE, "endColumn": WHOLE})
LOCATION = shape(
    {"physicalLocation": shape({"artifactLocation": ARTIFACT}, {"region": REGION})},
    {"id": {"type": "integer", "minimum": 0}, "message": MESSAGE, "properties": {"type": "object"},
     "logicalLocations": listed(shape({"fullyQualifiedName": TEXT, "kind": TEXT}))},
)  # fmt: skip
CHANGE = shape(
    {"artifactLocation": ARTIFACT, "replacements": listed(shape({"deletedRegion": REGION, "insertedContent": shape({"text": TEXT})}), minItems=1)}
)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RESULT = shape(
    {
        "ruleId": TEXT, "level": LEVEL, "message": MESSAGE, "locations": listed(LOCATION, minItems=1, maxItems=1),
        "partialFingerprints": {"type": "object", "additionalProperties": TEXT},
    },
    {
        "ruleIndex": {"type": "integer", "minimum": 0}, "relatedLocations": listed(LOCATION),
        "fixes": listed(shape({"description": MESSAGE, "artifactChanges": listed(CHANGE, minItems=1)})),
        "suppressions": listed(shape({"kind": {"enum": ["external", "inSource"]}}, {"status": {"enum": ["accepted", "underReview", "rejected"]}, "justification": {"type": "string"}})),
    },
)  # fmt: skip
NOTIFICATION = shape({"level": LEVEL, "message": MESSAGE}, {"locations": listed(LOCATION)})
DRIVER = shape({"name": TEXT, "version": TEXT, "semanticVersion": TEXT, "rules": listed({"type": "object", "required": ["id", "shortDescription", "fullDescription", "help"]})})
SARIF = shape(
    {
        "$schema": TEXT, "version": {"const": "2.1.0"},
        "runs": listed(
            shape(
                {
                    "tool": shape({"driver": DRIVER}), "language": {"enum": ["en", "zh-CN"]}, "columnKind": {"const": "unicodeCodePoints"},
                    "invocations": listed(
                        shape(
                            {
                                "executionSuccessful": {"type": "boolean"}, "exitCode": {"type": "integer"}, "exitCodeDescription": TEXT,
                                "toolExecutionNotifications": listed(NOTIFICATION), "toolConfigurationNotifications": listed(NOTIFICATION),
                            }
                        )
                    ),
                    "results": listed(RESULT, maxItems=25_000),
                }
            ),
            minItems=1, maxItems=1,
        ),
    }
)  # fmt: skip


def valid_junit(text):
    """The tree of a JUnit report, once its elements, their attributes and its counts are what build servers demand."""
    root = ET.fromstring(text.encode())
    allowed = {
        "testsuites": ({"name", "tests", "failures", "errors"}, {"testsuite"}),
        "testsuite": ({"name", "tests", "failures", "errors", "skipped"}, {"testcase"}),
        "testcase": ({"name", "classname"}, {"failure", "error", "skipped", "system-out"}),
        "failure": ({"message", "type"}, set()), "error": ({"message", "type"}, set()),
        "skipped": ({"message"}, set()), "system-out": (set(), set()),
    }  # fmt: skip
    assert root.tag == "testsuites"
    for element in root.iter():
        attributes, children = allowed[element.tag]
        assert set(element.attrib) == attributes, element.tag
        assert {child.tag for child in element} <= children
    for suite in (root, *root):
        for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
            assert int(suite.attrib[name]) == len(list(suite.iter(tag)))
    return root


def awkward():
    """A report with everything in it that a format could trip over."""
    path = "下 级/a,b: 100%<&>\"'\u202e.txt"
    sure = suspect(slip="错一位数字", path=path)
    odd = rate(path, message="一\x00\x1b[31m二\n<b>&\"'|三\ufffe\U0001f600", suspects=(sure,), explains=(rate(path),))
    many = tuple(Related(place(number, 1, 5, path), "1", "甲") for number in range(1, 150))
    first = file_report(odd, rate(path, related=many), note(193)._replace(place=place(193, 5, 13, path)), path=path)
    first.accepted = [(rate(path), Acceptance(path, "CHG001", "f", "53.31%", "53.32", "口径<不同>&", until=date(2027, 1, 1)))]
    word = file_report(rate(place=Place("说明.docx", None, 19, 58, 19, 64)), path="说明.docx", lines={(None, 19): "一" * 57 + "53.31%"})
    sheet = file_report(rate("附表.xlsx", place=place(7, 1, 5, "附表.xlsx", sheet="表 1", cell="C7"), severity="warning"), path="附表.xlsx")
    passed = unread("README.txt", "没有认出任何数字", vacuous=True)
    passed.passed_over = True
    run = Report([first, word, sheet, unread("坏<1>.txt"), passed, file_report(path="好.txt")])
    run.failures = ["规则 X001 出错\n第二行 <x>"]
    run.exit_code = 3
    return run


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("show_notes", [False, True])
@pytest.mark.parametrize("run", [awkward, lambda: Report([]), lambda: report(rate())], ids=["awkward", "empty", "plain"])
def test_every_format_has_its_shape(run, show_notes, lang):
    run = run()
    jsonschema.validate(json.loads(gitlab.render(run, lang, show_notes)), GITLAB)
    jsonschema.validate(json.loads(rdjson.render(run, lang, show_notes)), RDJSON)
    jsonschema.validate(json.loads(sarif.render(run, lang, show_notes)), SARIF)
    valid_junit(junit.render(run, lang, show_notes))


@pytest.mark.parametrize("schema", [GITLAB, RDJSON, SARIF])
def test_the_shapes_are_schemas_that_can_fail(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{}] if schema is GITLAB else {}, schema)


class TestGitlab:
    def test_entry(self):
        (entry,) = json.loads(gitlab.render(report(rate())))
        assert entry["description"].startswith("变动率与增减额不符：印作 53.31%，应为 53.32%\n5,013.95 ÷")
        assert (entry["check_name"], entry["severity"]) == ("CHG001", "major")
        assert entry["location"] == {"path": "report.txt", "lines": {"begin": 138}}

    def test_fingerprints_are_each_ones_own(self):
        files = [file_report(rate(name), rate(name), path=name) for name in ("a.txt", "b.txt")]
        marks = [entry["fingerprint"] for entry in json.loads(gitlab.render(Report(files)))]
        assert len(set(marks)) == 4

    def test_what_could_not_be_audited_is_a_blocker(self):
        entries = json.loads(gitlab.render(awkward()))
        blockers = [entry["location"]["path"] for entry in entries if entry["severity"] == "blocker"]
        assert blockers == ["坏<1>.txt", "."]

    def test_a_paragraph_is_told_in_words(self):
        entries = json.loads(gitlab.render(awkward()))
        (word,) = [entry for entry in entries if entry["location"]["path"] == "说明.docx"]
        assert word["description"].startswith("第19段第58字: ") and "原文“" in word["description"]
        assert word["location"]["lines"] == {"begin": 1}


class TestRdjson:
    def test_columns_are_bytes(self):
        (entry,) = json.loads(rdjson.render(report(rate(place=place(136, 16, 24)))))["diagnostics"]
        line = "收入支出总体与上年相比，减少 5,013.95 万元，下降"
        start = len(line[:15].encode()) + 1
        assert entry["location"]["range"] == {"start": {"line": 136, "column": start}, "end": {"line": 136, "column": start + 8}}
        assert "增减额 5,013.95 万元 见第 136 行" in entry["message"]

    def test_a_certain_repair_is_suggested(self):
        (entry,) = json.loads(rdjson.render(report(rate(suspects=(suspect(slip="错一位数字"),)))))["diagnostics"]
        assert entry["suggestions"] == [
            {"range": {"start": {"line": 138, "column": 1}, "end": {"line": 138, "column": 7}}, "text": "53.32%"}
        ]  # fmt: skip

    @pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
    def test_no_columns_in_bytes_that_are_none_of_the_file(self, encoding):
        file = file_report(rate(suspects=(suspect(slip="错一位数字"),)))
        file.encoding = encoding
        (entry,) = json.loads(rdjson.render(Report([file])))["diagnostics"]
        assert "suggestions" not in entry
        assert entry["location"]["range"] == {"start": {"line": 138}, "end": {"line": 138}}


class TestJunit:
    def test_cases(self):
        root = valid_junit(junit.render(awkward()))
        suites = {suite.attrib["name"]: suite for suite in root}
        assert [case.find("failure") is None for case in suites["好.txt"]] == [True]
        assert suites["坏<1>.txt"].find("testcase/error") is not None
        assert suites["README.txt"].find("testcase/error") is None
        (skipped,) = root.iter("skipped")
        assert "口径<不同>&" in skipped.attrib["message"]
        (failure,) = suites["附表.xlsx"].iter("failure")
        assert failure.attrib["type"] == "warning" and failure.text.startswith("表 1!C7\n")

    def test_names_hold_no_line(self):
        (case,) = valid_junit(junit.render(report(rate()))).iter("testcase")
        assert case.attrib == {"classname": "report.txt", "name": "CHG001 变动率与增减额不符：印作 53.31%，应为 53.32%"}


class TestMarkdown:
    def test_errors_first_and_what_is_cut_is_counted(self):
        findings = [note(n) for n in range(300)] + [rate(severity="warning", message="警" * 100)] * 400 + [rate(message="错" * 100)] * 10
        out = markdown.render(report(*findings), show_notes=True)
        assert len(out) < 65_536
        rows = [line for line in out.splitlines() if line.startswith("| report")]
        assert [" 错误 " in row for row in rows[:11]] == [True] * 10 + [False]
        cut = re.search(r"另有 (\d+) 个警告，300 个提示未列出", out)
        assert cut is not None
        assert len(rows) + int(cut.group(1)) + 300 == 710

    def test_thirty_thousand_findings_fit_in_a_step(self):
        findings = [rate(severity="warning")] * 29_990 + [rate(message="甲" * 50)] * 10
        out = markdown.render_step(report(*findings))
        assert len(out.encode()) <= 1024 * 1024
        assert out.count("甲" * 50) == 10
        assert re.search(r"另有 \d+ 个警告未列出", out)

    def test_notes_only_when_asked_for(self):
        assert "SUM002" not in markdown.render(report(rate(), note(193)))
        assert "SUM002" in markdown.render(report(rate(), note(193)), show_notes=True)

    def test_a_long_list_of_problems_leaves_room(self):
        out = markdown.render(Report([unread(f"{n}.txt", "坏" * 200) for n in range(1000)] + [file_report(rate())]))
        assert len(out) < 65_536 and re.search(r"- 其余 \d+ 个", out) and "另有 1 个错误未列出" in out

    def test_nothing_acts(self):
        row = markdown.render(report(rate(message="a|b\n<img src=x>[x](y)`z`", formula=None))).splitlines()[-1]
        assert row.endswith("| a\\|b &lt;img src=x>\\[x\\](y)\\`z\\` |")


def test_thirty_thousand_findings_are_within_what_github_takes():
    """Code scanning takes 25,000 results and 10 MB; a step shows its first ten annotations of each kind."""
    findings = [rate(severity="warning", suspects=(suspect(),))] * 29_000 + [rate(message="甲" * 50)] * 1_000
    run = report(*findings)
    text = sarif.render(run)
    results = json.loads(text)["runs"][0]["results"]
    assert [result["level"] for result in results] == ["error"] * 1_000 + ["warning"] * 24_000
    assert len(gzip.compress(text.encode(), 1)) < 10_000_000
    lines = github.render(run).splitlines()
    assert len(lines) == 30_001 and all(line.startswith("::error ") for line in lines[:1_000])


@pytest.mark.parametrize("form", ["markdown", "gitlab", "rdjson", "junit", "sarif"])
def test_on_the_command_line(form, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    bad = "本年支出100.00万元，其中：基本支出60.00万元，占61.00%；项目支出40.00万元，占40.00%。\n"
    (tmp_path / "某 局.txt").write_text(bad, encoding="utf-8")
    assert main(["check", "--isolated", "--format", form, "."]) == 1
    out = capsys.readouterr().out
    assert "PCT001" in out and ("某 局.txt" in out or "%E6%9F%90%20%E5%B1%80.txt" in out)
    if form == "junit":
        valid_junit(out)
    elif form != "markdown":
        jsonschema.validate(json.loads(out), {"gitlab": GITLAB, "rdjson": RDJSON, "sarif": SARIF}[form])
