"""The formats, from reports made by hand."""

import json
import re

import pytest
from reported import file_report, note, place, rate, report, suspect, unread

from auditlint.escaping import clean
from auditlint.fingerprint import fingerprints
from auditlint.model import FileReport, Finding, Place, Related, Report
from auditlint.reports import concise, github, json_report, markdown, text
from auditlint.reports.layout import clip, width
from auditlint.reports.totals import coverage

SUMMARY = "印出的 431 个数字中 402 个已核对（93.3%），367 项勾稽成立"


class TestText:
    def test_as_the_reader_sees_it(self):
        assert text.render(report(rate(), note(193))) == (
            "report.txt:138:1: CHG001 变动率与增减额不符：印作 53.31%，应为 53.32%\n"
            "    136 | 收入支出总体与上年相比，减少 5,013.95 万元，下降\n"
            "    138 | 53.31%，主要原因是：一是原在我单位核算的\n"
            "        | ^^^^^^ 5,013.95 ÷ (4,388.99 + 5,013.95) = 53.3232…%\n"
            "    收入总计 4,388.99 万元 见第 125 行\n"
            "\n"
            f"1 个错误，1 个提示；{SUMMARY}；提示未列出，用 --show-notes 显示\n"
        )

    @pytest.mark.parametrize(
        ("line", "column", "end", "carets"),
        [
            ("合计５.00万元", 3, 7, "    ^^^^^"),
            ("合计\t5.00万元", 4, 8, "     ^^^^"),
            ("a\u0301合 5.00", 5, 9, "    ^^^^"),
            ("　　5.00", 3, 7, "    ^^^^"),
            ("\x1b[31m5.00", 6, 10, "     ^^^^"),
        ],
    )
    def test_carets_line_up(self, line, column, end, carets):
        finding = rate(place=place(1, column, end), related=(), formula=None)
        lines = text.render(report(finding, lines={(None, 1): line})).splitlines()
        assert lines[2] == f"      | {carets}"
        assert "\x1b" not in lines[1]

    def test_figure_broken_over_lines(self):
        where = Place("report.txt", None, 5, 3, 7, 4)
        lines = {(None, 5): "合计1,", (None, 6): "", (None, 7): "  5.00万元"}
        out = text.render(report(rate(place=where, related=()), lines=lines)).splitlines()
        assert out[1:5] == [
            "    5 | 合计1,",
            "      |     ^^",
            "    7 |   5.00万元",
            "      |   ^ 5,013.95 ÷ (4,388.99 + 5,013.95) = 53.3232…%",
        ]

    def test_long_line_is_cut_round_the_caret(self):
        line = "一" * 200 + "5.00" + "二" * 200
        out = text.render(report(rate(place=place(1, 201, 205), related=()), lines={(None, 1): line})).splitlines()
        quoted, carets = out[1][8:], out[2][8:]
        assert width(quoted) <= 88
        assert quoted.startswith("…一") and quoted.endswith("二…")
        assert carets.index("^") == width(quoted[: quoted.index("5")])

    def test_without_lines_the_arithmetic_is_still_told(self):
        out = text.render(report(rate(), lines={}))
        assert "\n    5,013.95 ÷ (4,388.99 + 5,013.95) = 53.3232…%\n    增减额 5,013.95 万元 见第 136 行\n" in out

    def test_notes_of_one_section_are_told_as_one(self):
        out = text.render(report(note(193), note(215), note(220, fold=""), note(230, "二/六")), show_notes=True)
        assert out.splitlines() == [
            "report.txt:193:5: SUM002 [提示] 2 处相差末位，四舍五入可以解释（第 193、215 行）",
            "report.txt:220:5: SUM002 [提示] 增减额之和不符：印作 5,149.65，重算为 5,149.66",
            "report.txt:230:5: SUM002 [提示] 增减额之和不符：印作 5,149.65，重算为 5,149.66",
            "",
            f"4 个提示；{SUMMARY}",
        ]

    def test_suspect_elsewhere(self):
        finding = rate(suspects=(suspect(136, 16, 24, "5,013.95", "5,012.95", "错一位数字"),))
        assert "\n    很可能是 5,013.95 应为 5,012.95（错一位数字） 见第 136 行\n" in text.render(report(finding))

    def test_suspect_here(self):
        assert "\n    可能的笔误：截断\n" in text.render(report(rate(suspects=(suspect(slip="截断"),))))
        assert "很可能" not in text.render(report(rate(suspects=(suspect(),))))

    def test_several_suspects(self):
        finding = rate(suspects=(suspect(), suspect(136, 16, 24, "5,013.95", "")))
        assert (
            "\n    以下任一处改正即可，无法断定是哪一处：\n      53.31% 应为 53.32% 见第 138 行\n      5,013.95 见第 136 行\n"
        ) in text.render(report(finding))

    def test_one_cause(self):
        finding = rate(explains=(rate(rule="PCT001", message="占比不符"),))
        assert "\n    同一原因还使以下核对不成立：\n      第 138 行：PCT001 占比不符\n" in (
            text.render(report(finding))
        )

    def test_problems_come_first(self):
        both = Report([unread(), file_report(rate())])
        both.failures = ["report.txt：规则 X001 出错：boom"]
        lines = text.render(both).splitlines()
        assert lines[:2] == ["坏.txt: 未能核对：编码无法识别", "report.txt：规则 X001 出错：boom"]
        assert lines[-1] == f"2 个文件；1 个错误，1 个文件未能核对，1 条规则出错；{SUMMARY}"

    def test_other_file_page_and_cell(self):
        finding = rate(
            related=(
                Related(place(3, 1, 5, "b.txt"), "1.00", "甲"), Related(place(4, 1, 5, page=2), "2.00", "乙"),
                Related(place(5, 1, 5, sheet="表 1", cell="B5"), "3.00", "丙"),
            )
        )  # fmt: skip
        out = text.render(report(finding))
        assert "    甲 1.00 b.txt 见第 3 行\n    乙 2.00 见第 2 页第 4 行\n    丙 3.00 见“表 1”B5\n" in out

    def test_places_of_other_formats(self):
        pdf = rate(place=place(12, 5, 9, "a.pdf", page=3))
        sheet = rate(place=place(1, 1, 5, "a.xlsx", sheet="表 1", cell="C7"))
        assert text.render(report(pdf, path="a.pdf")).startswith("a.pdf:第3页:第12行第5字: CHG001 ")
        assert text.render(report(sheet, path="a.xlsx")).startswith("a.xlsx:表 1!C7: CHG001 ")

    def test_color(self):
        out = text.render(report(rate()), color=True)
        assert "\x1b[31mCHG001\x1b[0m" in out
        assert "\x1b[31m^^^^^^\x1b[0m" in out
        assert "\x1b" not in text.render(report(rate()))

    def test_english(self):
        out = text.render(report(rate(), note(1)), "en")
        assert "    收入总计 4,388.99 万元 see line 125\n" in out
        assert out.endswith(
            "1 error, 1 note; 402 of 431 printed figures checked (93.3%), 367 relations hold; "
            "notes are not shown; --show-notes shows them\n"
        )

    def test_nothing(self):
        assert text.render(Report([])) == "没有核对任何文件\n"
        assert text.render(report()) == f"没有发现问题；{SUMMARY}\n"


def test_concise():
    assert concise.render(report(rate(), note(193)), show_notes=True).splitlines() == [
        "report.txt:138:1: CHG001 error 变动率与增减额不符：印作 53.31%，应为 53.32%",
        "report.txt:193:5: SUM002 note 增减额之和不符：印作 5,149.65，重算为 5,149.66",
        f"1 个错误，1 个提示；{SUMMARY}",
    ]
    assert "SUM002" not in concise.render(report(note(193)))


class TestJson:
    def test_contract(self):
        from auditlint import __version__

        out = json.loads(json_report.render(report(rate(suspects=(suspect(slip="截断"),)))))
        counts = {
            "figures": 431, "checked": 402, "bounded": 0, "checks": 369, "holds": 367, "rounding": 1, "broken": 1, "unchecked": 12,
            "errors": 1, "warnings": 0, "notes": 0,
        }  # fmt: skip
        assert out["version"] == __version__
        assert out["summary"] == {"files": 1, **counts}
        assert counts.items() <= out["files"][0].items()
        assert out["files"][0]["path"] == "report.txt"
        assert out["files"][0]["encoding"] == "utf-8"
        (finding,) = out["findings"]
        assert len(finding.pop("fingerprint")) == 16
        where = {"path": "report.txt", "page": None, "line": 138, "column": 1, "end_line": 138, "end_column": 7}
        proposal = {**where, "text": "53.31%", "should_be": "53.32%", "slip": "截断"}
        assert finding == {
            "rule": "CHG001", "name": "change-rate", "severity": "error",
            "message": "变动率与增减额不符：印作 53.31%，应为 53.32%", **where,
            "actual": "53.31", "expected": "53.32", "difference": "-0.01", "unit": "%",
            "formula": "5,013.95 ÷ (4,388.99 + 5,013.95)", "section": "二/一", "label": "同比",
            "related": [
                {"path": "report.txt", "page": None, "line": 136, "column": 16, "end_line": 136, "end_column": 24,
                 "text": "5,013.95", "unit": "万元", "label": "增减额"},
                {"path": "report.txt", "page": None, "line": 125, "column": 13, "end_line": 125, "end_column": 21,
                 "text": "4,388.99", "unit": "万元", "label": "收入总计"},
            ],
            "suspect": proposal, "suspects": [proposal], "explains": [], "proof": None,
        }  # fmt: skip

    def test_findings_are_in_reading_order_and_notes_are_there(self):
        both = Report([file_report(rate("b.txt"), path="b.txt"), file_report(note(193), path="report.txt"), unread()])
        out = json.loads(json_report.render(both))
        assert [(each["path"], each["line"]) for each in out["findings"]] == [("b.txt", 138), ("report.txt", 193)]
        assert out["findings"][0]["suspect"] is None
        assert [file["status"] for file in out["files"]] == ["ok", "ok", "unreadable"]

    def test_one_line_a_finding(self):
        lines = json_report.render(report(rate(), note(193))).splitlines()
        assert sum('"rule"' in line for line in lines) == 2
        assert json.loads(json_report.render(Report([])))["findings"] == []

    def test_cells(self):
        finding = rate(place=place(7, 1, 5, sheet="表 1", cell="C7"))
        (out,) = json.loads(json_report.render(report(finding)))["findings"]
        assert (out["sheet"], out["cell"]) == ("表 1", "C7")

    def test_tables(self):
        finding = rate(place=place(7, 1, 5, "a.pdf", page=8, cell="C5", table=2, row=5, cell_column=3))
        (out,) = json.loads(json_report.render(report(finding, path="a.pdf")))["findings"]
        assert (out["page"], out["table"], out["row"], out["cell_column"], out["cell"]) == (8, 2, 5, 3, "C5")
        assert concise.render(report(finding, path="a.pdf")).startswith("a.pdf:第8页:表2第5行第3列: CHG001 error ")


class TestGithub:
    def test_lines_of_pages_are_no_lines_of_the_file(self):
        finding = rate(place=place(7, 1, 5, "甲.pdf", page=8))
        (line, _) = github.render(report(finding, path="甲.pdf")).splitlines()
        assert line.startswith("::error file=甲.pdf,title=CHG001 change-rate::第8页:第7行第1字: 变动率")

    def test_annotation(self):
        assert github.render(report(rate())).splitlines() == [
            "::error file=report.txt,line=138,endLine=138,col=1,endColumn=7,title=CHG001 change-rate::"
            "变动率与增减额不符：印作 53.31%25，应为 53.32%25%0A5,013.95 ÷ (4,388.99 + 5,013.95) = 53.3232…%25",
            f"1 个错误；{SUMMARY}",
        ]

    def test_escapes(self):
        path = "./a,b: 100%\n::error::x.txt"
        finding = rate(path, message="一\r\n::error::二", formula=None)
        (line, _) = github.render(report(finding, path=path)).splitlines()
        assert line.startswith("::error file=a%2Cb%3A 100%25%0A%3A%3Aerror%3A%3Ax.txt,line=138,")
        assert line.endswith("::一  ::error::二")

    def test_several_lines_have_no_columns(self):
        finding = rate(place=Place("report.txt", None, 5, 3, 7, 4))
        assert "line=5,endLine=7,title=" in github.render(report(finding))

    def test_levels_and_problems(self):
        run = Report([file_report(note(193), rate(severity="warning")), unread()])
        run.failures = ["规则 X001 出错\n第二行"]
        lines = github.render(run, show_notes=True).splitlines()
        assert lines[0] == "::error file=坏.txt::编码无法识别"
        assert lines[1] == "::error::规则 X001 出错%0A第二行"
        assert lines[2].startswith("::warning file=report.txt,line=138,")
        assert lines[3].startswith("::notice file=report.txt,line=193,")
        assert "::notice" not in github.render(run)


class TestSummary:
    def test_table(self):
        out = markdown.render_step(Report([file_report(rate(), path="report.txt"), unread("坏_1.txt")]))
        assert "- 坏\\_1.txt: 编码无法识别\n" in out
        assert (
            "| report.txt:138:1 | 错误 | CHG001 | 变动率与增减额不符：印作 53.31%，应为 53.32% "
            "(5,013.95 ÷ (4,388.99 + 5,013.95) = 53.3232…%) |\n"
        ) in out

    def test_escapes(self):
        row = markdown.render_step(report(rate(message="a|b\n<b>*x*", formula=None))).splitlines()[-1]
        assert row.endswith("| a\\|b &lt;b>\\*x\\* |")

    def test_stays_below_the_limit(self):
        out = markdown.render_step(report(*[rate(message="一" * 1000)] * 1000))
        assert len(out.encode()) < 1024 * 1024
        assert re.search(r"另有 \d+ 个错误未列出，见日志。", out)


class TestFingerprints:
    def test_survive_other_lines_and_values(self):
        moved = rate(place=place(200, 9, 15), message="印作 1%", actual="1", expected="2")
        assert fingerprints([rate()]) == fingerprints([moved])

    @pytest.mark.parametrize("change", [{"rule": "CHG002"}, {"section": "二/二"}, {"label": "占比"}, {"related": ()}])
    def test_tell_findings_apart(self, change):
        assert fingerprints([rate()]) != fingerprints([rate(**change)])

    def test_count_what_is_alike(self):
        first, second = fingerprints([rate(), rate()])
        assert first != second
        assert fingerprints([rate(), rate("b.txt")]) == [first, first]


@pytest.mark.parametrize(
    ("checked", "figures", "expected"),
    [(402, 431, "93.3%"), (0, 5, "0.0%"), (5, 5, "100.0%"), (99999, 100000, "99.9%"), (1, 3, "33.3%"), (2, 3, "66.7%")],
)
def test_coverage(checked, figures, expected):
    assert coverage(checked, figures) == expected


def test_widths():
    assert [width(each) for each in ("abc", "合计", "（％）", "é", "e\u0301", "…")] == [3, 4, 6, 1, 1, 1]
    assert clean("a\tb\x07c\u3000d") == "a b c\u3000d"
    assert clip("abc", 1, 2) == ("abc", 1, 2)
    assert clip("x" * 50 + "合" * 50, 50, 52, 20)[0].count("合") >= 2


def test_finding_at_the_end_of_its_line():
    finding = Finding("X001", "x", "error", "x", place(1, 4, 5))
    assert text.render(report(finding, lines={(None, 1): "abc"})).splitlines()[2] == "      |    ^"


def test_counts_by_severity():
    file = FileReport("a.txt")
    file.findings = [rate(), note(1), note(2)]
    assert [file.count(severity) for severity in ("error", "warning", "note")] == [1, 0, 2]


class TestPlacesWithoutLines:
    """Word and web pages have no lines: a paragraph by its number and its words, never two numbers alone."""

    FOUND = rate(place=Place("a.docx", None, 19, 58, 19, 64))
    LINES = {(None, 19): "一" * 57 + "53.31%" + "二" * 40}

    def report(self):
        return report(self.FOUND, path="a.docx", lines=self.LINES)

    def test_text(self):
        assert text.render(self.report()).startswith("a.docx:第19段第58字: CHG001 ")
        assert text.render(self.report(), "en").startswith("a.docx:paragraph 19, character 58: CHG001 ")

    def test_formats_without_a_snippet_quote_the_words(self):
        quoted = f"（原文“{'一' * 10}53.31%{'二' * 10}”）"
        assert concise.render(self.report()).splitlines()[0].endswith(quoted)
        first = github.render(self.report()).splitlines()[0]
        assert "第19段第58字: 变动率" in first and quoted.replace("%", "%25") in first

    def test_nothing_is_quoted_where_a_line_or_a_cell_says_it(self):
        assert "原文" not in concise.render(report(rate()))
        assert "原文" not in concise.render(report(rate(place=place(7, 1, 5, "a.xlsx", sheet="表 1", cell="C7")), path="a.xlsx"))

    def test_other_places(self):
        related = (Related(place(3, 1, 5, "a.docx"), "1.00", "甲"),)
        out = text.render(report(self.FOUND._replace(related=related), path="a.docx", lines=self.LINES))
        assert "    甲 1.00 见第 3 段\n" in out

    def test_folded_notes(self):
        notes = [note(line)._replace(place=place(line, 5, 13, "a.docx")) for line in (3, 5)]
        assert "（第 3、5 段）" in text.render(report(*notes, path="a.docx"), show_notes=True)
