"""The HTML report: what it shows, what it says of each figure, and that nothing from a filing acts in it."""

import re
import shutil
import sys
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from json import loads
from pathlib import Path

import pytest
from reported import file_report, note, place, rate, suspect

from auditlint import check_path, check_text
from auditlint.desk.config import Configuration
from auditlint.desk.files import gather
from auditlint.desk.run import audit
from auditlint.model import Report
from auditlint.model.acceptance import Acceptance
from auditlint.model.document import Cell
from auditlint.model.finding import FileReport
from auditlint.reports import html
from auditlint.reports.html.picture import _Table, take

SAMPLES = Path(__file__).parents[1] / "sample_reports"
FILES = sorted(path.name for path in SAMPLES.iterdir() if "（有误）" in path.name and path.suffix != ".json")
TITLE = "云岭市石桥区档案局2023年度部门决算\n第三部分 2023年度部门决算情况说明\n一、收入支出决算总体情况说明\n"
FILING = TITLE + (
    "2023年度收入总计 100.00 万元，其中：本年收入合计 90.00 万元，年初结转和结余 10.00 万元。\n"
    "与2022年度相比，收入总计减少 20.00 万元，下降 17.67%，主要原因是项目减少，办公面积 3500 平方米。\n"
    "二、收入决算情况说明\n本年收入合计90.00万元，其中：财政拨款收入60.00万元，占66.67%；其他收入30.00万元，占33.33%。\n"
    "三、支出决算情况说明\n本年支出合计70.01万元，其中：基本支出30.00万元，占42.85%；项目支出40.00万元，占57.14%。\n"
)


def picture(file: FileReport, lang: str = "zh"):
    return loads(zlib.decompress(take(file, lang)))


def texts(block) -> str:
    """The text of the pieces of a line."""
    return "".join(piece if isinstance(piece, str) else piece[1] for piece in block)


def shown(content) -> list[str]:
    """The lines that a picture shows, those of tables with their cells parted by tabs, blank ones left out."""
    lines = []
    for kind, head, *rest in content["blocks"]:
        if kind == "l":
            lines.append(texts(rest[0]))
        elif kind == "t":
            lines += ["\t".join(filter(None, (texts(cell[0]).strip() for cell in cells))) for _, cells in head]
    return [line for line in map(str.strip, lines) if line]


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text of each script and style."""

    def __init__(self, text: str):
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.raw.append((tag, dict(attrs), ""))

    def handle_data(self, data):
        if self.cdata_elem is not None:
            tag, attributes, text = self.raw[-1]
            self.raw[-1] = (tag, attributes, text + data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def content():
    return picture(check_text(FILING, "决算.txt").files[0])


class TestPicture:
    def states(self, content):
        return {mark["t"]: mark["s"] for mark in content["marks"]}

    def test_each_figure_has_its_state(self, content):
        states = self.states(content)
        assert states["17.67%"] == "broken"
        assert states["66.67%"] == states["33.33%"] == "holds"
        assert states["57.14%"] == "rounding"
        assert states["3500 平方米"] == "unchecked"

    def test_what_is_unchecked_says_why_and_nothing_else_does(self, content):
        for mark in content["marks"]:
            assert ("r" in mark) == (mark["s"] == "unchecked"), mark

    def test_a_check_tells_its_arithmetic_and_its_operands(self, content):
        wrong = next(mark for mark in content["marks"] if mark["t"] == "17.67%")
        check = next(content["checks"][number] for number in wrong["c"] if content["checks"][number]["v"] == "broken")
        assert (check["k"], check["f"], check["x"]) == ("CHG001", "20.00 ÷ (100.00 + 20.00) = 16.6666…%", "16.67%")
        assert {content["marks"][number]["t"] for number in check["o"]} == {"20.00 万元", "100.00 万元"}
        assert check["u"] == "由文字写明" and not check.get("q")  # no other reading was tried of what words say

    def test_an_operand_of_a_broken_check_alone_is_affected_and_not_wrong(self, content):
        states = self.states(content)  # that the direction of 20.00 is right tells nothing of its amount
        assert (states["17.67%"], states["20.00 万元"], states["100.00 万元"]) == ("broken", "affected", "holds")

    def test_an_inequality_only_bounds(self):
        text = TITLE + "2023年度收入总计 100.00 万元，其中：财政拨款收入 60.00 万元，比上年增加 3.00 万元。\n"
        file = check_text(text, "a.txt").files[0]
        counted = [mark for mark in picture(file)["marks"] if mark["s"] == "bounded"]
        assert file.bounded and len(counted) >= file.bounded

    @pytest.mark.parametrize("name", FILES)
    def test_it_shows_every_line_of_a_file(self, name):
        file = check_path(SAMPLES / name).files[0]
        lines = file.filing.document.lines
        whole = [
            "\t".join(filter(None, map(str.strip, text.split("\t")))) if index in lines.cells else text.strip()
            for index, text in enumerate(lines.texts)
        ]
        content = picture(file)
        assert shown(content) == [line for line in whole if line]
        marked = sum(mark["s"] == "broken" for mark in content["marks"])
        assert marked >= sum(finding.severity == "error" for finding in file.findings)

    @pytest.mark.parametrize("name", FILES)
    def test_every_figure_and_the_place_of_every_finding_is_marked(self, name):
        file = check_path(SAMPLES / name).files[0]
        content = picture(file)
        known = {mark["at"] for mark in content["marks"]}
        for figure in file.filing.figures:
            where = figure.place
            assert f"{where.page or 0}:{where.line}:{where.column}" in known
        for finding in file.findings:
            where = finding.place
            assert f"{where.page or 0}:{where.line}:{where.column}" in known or finding.rule.startswith(("TXT", "COV", "TAB")), finding

    def test_a_figure_broken_over_two_lines_is_marked_in_both(self):
        text = TITLE + "2023年度收入总计为人民币金额 1234\n56.00万元，支出总计 123456.00 万元。\n"
        file = check_text(text, "a.txt").files[0]
        figure = next(figure for figure in file.filing.figures if figure.text == "123456.00")
        assert figure.place.line != figure.place.end_line
        content = picture(file)
        pieces = [piece for _, _, *rest in content["blocks"] for piece in (rest[0] if rest else []) if not isinstance(piece, str)]
        assert [text for number, text in pieces if content["marks"][number]["o"] == figure.start] == ["1234", "56.00"]

    def test_cells_lie_on_a_grid(self):
        table = _Table((1, 1))
        table.add(1, "甲\t乙\t丙", (Cell("甲", 0, 0, 1, 2), Cell("乙", 2, 1, 2, 1), Cell("丙", 4, 4)), ())
        table.add(2, "1\t2", (Cell("1", 0, 1), Cell("2", 2, 4)), ())
        table.add(3, "3", (Cell("3", 0, 1),), ())
        assert [[(texts(cell[0]), cell[1], cell[2]) for cell in cells] for _, cells in table.rows] == [
            [("甲", 1, 2), ("乙", 2, 1), ("", 1, 1), ("丙", 1, 1)],
            [("1", 1, 1), ("", 1, 1), ("", 1, 1), ("2", 1, 1)],
            [("", 1, 1), ("3", 1, 1)],
        ]

    def test_an_operand_in_another_file_is_told_in_full(self):
        pair = [SAMPLES / name for name in FILES if name.endswith(("附表.xlsx", "说明.docx"))]
        configuration = Configuration({}, isolated=True)
        report = audit(gather([str(path) for path in pair], configuration).sources, configuration, picture=html.picture_of("zh"))
        assert all(file.filing is None and file.picture for file in report.files)
        elsewhere = [
            part for file in report.files for check in loads(zlib.decompress(file.picture))["checks"] for part in (check["p"], *check.get("o", ()))
            if isinstance(part, dict)
        ]  # fmt: skip
        assert {part["path"] for part in elsewhere} == {str(path) for path in pair}
        assert all(re.fullmatch(r"\d+:\d+:\d+", part["at"]) for part in elsewhere)

    def test_several_processes_take_the_same_pictures(self, tmp_path):
        for number in range(9):
            (tmp_path / f"{number}.txt").write_text(FILING.replace("档案", f"档案{number}"), encoding="utf-8")
        configuration = Configuration({}, isolated=True)
        sources = gather([str(tmp_path)], configuration).sources
        one, two = (
            [file.picture for file in audit(sources, configuration, jobs=jobs, picture=html.picture_of("zh")).files] for jobs in (1, 2)
        )
        assert one == two and len(set(one)) == 9

    def test_a_picture_that_fails_costs_no_finding(self, tmp_path):
        (tmp_path / "a.txt").write_text(FILING, encoding="utf-8")
        configuration = Configuration({}, isolated=True)

        def broken(file: FileReport) -> bytes:
            raise RuntimeError("no film")

        report = audit(gather([str(tmp_path / "a.txt")], configuration).sources, configuration, picture=broken)
        assert [finding.rule for finding in report.findings if finding.severity == "error"] == ["CHG001"]
        assert "no film" in report.failures[0] and report.files[0].filing is None


class TestPage:
    def test_a_finding_by_its_cause(self):
        finding = rate(
            suspects=(suspect(slip="错一位数字"),),
            explains=(rate(place=place(136, 16, 24), message="分项之和与合计不符：印作 5.00 万元，应为 6.00 万元", aside="分项之和与合计不符：印作 5.00 万元"),),
        )
        page = html.render(Report([file_report(finding, note(3))]))
        for words in ("变动率与增减额不符：印作 53.31%，应为 53.32%", "5,013.95 ÷ (4,388.99 + 5,013.95) = 53.3232…%", "第138行第1字", "错一位数字"):
            assert words in page
        assert "分项之和与合计不符：印作 5.00 万元" in page and "应为 6.00" not in page
        assert Page(page).of("article")[0]["data-at"] == "0:138:1"

    def test_notes_are_counted_unless_they_are_asked_for(self):
        report = Report([file_report(rate(), note(3), note(5))])
        assert len(Page(html.render(report)).of("article")) == 1
        assert "另有 2 个提示" in html.render(report)
        assert len(Page(html.render(report, show_notes=True)).of("article")) == 2  # alike ones are told as one

    def test_several_files_begin_with_the_overview(self):
        report = Report([file_report(rate(f"{name}局/a.txt", severity=severity), path=f"{name}局/a.txt") for name, severity in (("甲", "warning"), ("乙", "error"))])
        page = Page(html.render(report))
        assert [row["data-open"] for row in page.of("tr") if "data-open" in row] == ["1", "0"]  # the worst first
        bars = [rectangle["width"] for rectangle in page.of("rect") if rectangle["class"] in ("first", "second")]
        assert "1000" in bars
        assert [each["data-value"] for each in page.of("button") if each.get("data-filter") == "search"] == ["乙局", "甲局"]

    def test_what_was_accepted_is_listed_apart(self):
        file = file_report()
        file.accepted = [(rate(), Acceptance("report.txt", "CHG001", "", "53.31%", "53.32%", "口径 <不同>"))]
        page = html.render(Report([file]))
        assert "1 个已接受" in page and "口径 &lt;不同&gt;" in page and "变动率与增减额不符：印作 53.31%" in page
        assert not Page(page).of("article")

    def test_english(self):
        report = Report([file_report(rate(), path="report.txt")])
        page = html.render(report, "en")
        own = re.sub(r"<article.*?</article>|<script.*?</script>|<style.*?</style>", "", page, flags=re.DOTALL)
        assert 'lang="en"' in page and "Findings" in own and "line 138, character 1" in page
        assert not re.search(r"[\u4e00-\u9fff]", own), re.findall(r".*[\u4e00-\u9fff].*", own)

    def test_a_file_that_could_not_be_read(self):
        file = FileReport("坏 <b>.pdf")
        file.problem = "有密码 <i>"
        page = html.render(Report([file]))
        assert "坏 &lt;b&gt;.pdf" in page and "有密码 &lt;i&gt;" in page and "<b>.pdf" not in page.partition("<script")[0]


HOSTILE = '</script><script>document.title="owned"</script><img src="https://example.com/x.png" onerror="document.title=1">\'"&{{ 7*7 }}\u202e\x07'


class TestNothingActs:
    @pytest.fixture
    def written(self, tmp_path, monkeypatch, run):
        name = "<img src=x onerror=alert(1)>.txt"
        (tmp_path / name).write_text(FILING.replace("主要原因是", HOSTILE).replace("部门决算\n", f"部门决算{HOSTILE}\n", 1), encoding="utf-8")
        (tmp_path / "另一份.txt").write_text(FILING, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert run("check", ".", "--isolated", "--show-notes", "--format", "html", "-o", "报告.html").code == 3  # it turns its text round, and findings are told all the same
        return (tmp_path / "报告.html").read_text(encoding="utf-8")

    def test_the_filing_adds_no_element_and_no_handler(self, written):
        page = Page(written)
        assert [attributes.get("type") for attributes in page.of("script")] == ["application/json", *["application/octet-stream"] * 2, None]
        assert not page.of("img") and not page.of("link") and not page.of("iframe")
        for tag, attributes in page.elements:
            assert not any(name.startswith("on") or name in ("src", "style", "action") for name in attributes), (tag, attributes)
            assert re.fullmatch(r"#f\d+", attributes.get("href") or "#f0")
        assert "&lt;/script&gt;&lt;script&gt;document.title" in written and "<script>document" not in written

    def test_what_acts_on_a_screen_is_written_out(self, written):
        assert "\x07" not in written and "\u202e" not in written
        for attributes in Page(written).raw:
            if attributes[1].get("type") == "application/octet-stream":
                text = zlib.decompress(b64decode(attributes[2])).decode()
                assert "\u202e" not in text and "\x07" not in text

    def test_the_policy_allows_its_own_script_and_style_alone(self, written):
        page = Page(written)
        policy = next(each["content"] for each in page.of("meta") if each.get("http-equiv") == "Content-Security-Policy")
        assert policy and "default-src 'none'" in policy and "unsafe" not in policy
        for tag, attributes, text in page.raw:
            if "type" not in attributes:
                assert f"{tag}-src 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy

    def test_nothing_comes_from_elsewhere(self, written):
        own = "".join(text for tag, attributes, text in Page(written).raw if "type" not in attributes)
        assert not re.search(r"https?:|//[a-z]|url\(|@import|\bfetch\b|XMLHttp|innerHTML|\beval\b", own)


class TestCommand:
    def test_it_needs_a_file(self, tmp_path, monkeypatch, run):
        (tmp_path / "a.txt").write_text(FILING, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        outcome = run("check", "a.txt", "--isolated", "--format", "html")
        assert (outcome.code, "html 格式请用 -o 写入文件" in outcome.err) == (2, True)

    def test_without_what_fills_the_templates(self, tmp_path, monkeypatch, run):
        (tmp_path / "a.txt").write_text(FILING, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        monkeypatch.setitem(sys.modules, "jinja2", None)
        outcome = run("check", "a.txt", "--isolated", "--format", "html", "-o", "a.html")
        assert (outcome.code, 'pip install "jinja2>=3.1"' in outcome.err) == (2, True)
        assert not (tmp_path / "a.html").exists()

    def test_what_is_known_of_a_file_from_before_does_not_do(self, tmp_path, monkeypatch, run):
        """What earlier runs left holds no picture, and what this one leaves is no burden to those that follow."""
        monkeypatch.delenv("AUDITLINT_NO_CACHE")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        (tmp_path / "a.txt").write_text(FILING, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        before = run("check", "a.txt", "--isolated")
        for _ in range(2):
            assert run("check", "a.txt", "--isolated", "--format", "html", "-o", "a.html").code == 1
            (packed,) = [text for _, attributes, text in Page((tmp_path / "a.html").read_text(encoding="utf-8")).raw if attributes.get("id") == "p0"]
            assert packed
        assert run("check", "a.txt", "--isolated") == before

    def test_of_a_file_that_is_read_apart(self, tmp_path, monkeypatch, run):
        name = next(name for name in FILES if name.endswith("附表.xlsx"))
        shutil.copy(SAMPLES / name, tmp_path)
        monkeypatch.chdir(tmp_path)
        assert run("check", name, "--isolated", "--also", "html=报告.html").code == 1
        page = Page((tmp_path / "报告.html").read_text(encoding="utf-8"))
        (packed,) = [text for _, attributes, text in page.raw if attributes.get("id") == "p0"]
        content = loads(zlib.decompress(b64decode(packed)))
        assert sum(mark["s"] == "holds" for mark in content["marks"]) > 300
        assert [block[1] for block in content["blocks"] if block[0] == "p"][0] == "收入支出决算总表"
