"""A filing in several files: which files are one, and what only both together can tell."""

import json
from pathlib import Path

import pytest

from auditlint.model import BROKEN, Document, Filing
from auditlint.readers import read
from auditlint.readers.builder import Builder, GridCell
from auditlint.reading import read_filing
from auditlint.reading.identity.joining import groups, identify, join
from auditlint_rules.table_ties import table_and_narrative

TABLE = """一般公共预算财政拨款支出决算表
单位：万元
项目
合计 基本支出 项目支出
类 款 项
205 教育支出 90.00 60.00 30.00
205 02 普通教育 90.00 60.00 30.00
205 02 01 学前教育 90.00 60.00 30.00
合计 90.00 60.00 30.00
"""
BASIC = """一般公共预算财政拨款基本支出决算表
单位：万元
经济分类
科目名称 决算数
301
工资福利支出
45.00 302
商品和服务支出
15.00
人员经费合计
45.00
公用经费合计
15.00
"""
PROSE = """甲县水利局
2023年度部门决算说明
五、一般公共预算财政拨款支出决算情况说明
（一）总体情况
一般公共预算财政拨款支出90.00万元。
（二）结构情况
一般公共预算财政拨款支出90.00万元，主要用于以下方面：教育支出（类）90.00万元，占100.00%。
"""
TOLD = "甲县水利局2023年度部门决算说明.txt"
SHOWN = "甲县水利局2023年度部门决算表.txt"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def files(run, *arguments):
    outcome = run("check", *(arguments or (".",)), "--format", "json", "--isolated")
    return {file["path"]: file for file in json.loads(outcome.out)["files"]}


def together(run) -> list[list[str]]:
    """The groups that were made of the files of the directory."""
    return [[path, *file["joined"]] for path, file in files(run).items() if "joined" in file]


def test_a_figure_of_the_narrative_that_the_tables_belie(folder, run):
    put("说明.txt", PROSE.replace("（类）90.00", "（类）80.00"))
    put(SHOWN, TABLE)
    assert run("check", ".") == (
        1,
        "说明.txt:7:37: PCT001 占比与金额不符：“教育支出（类）”印作 80.00 万元，应为 90.00 万元\n"
        "    7 | …公共预算财政拨款支出90.00万元，主要用于以下方面：教育支出（类）80.00万元，占100.00%。\n"
        "      |                                                                 ^^^^^ 100.00 = 80.00 ÷ 90.00\n"
        "    可能的笔误：错一位数字\n"
        "    同一原因还使以下核对不成立：\n"
        "      第 7 行：SUM001 分项之和与合计不符：印作 90.00 万元\n"
        "\n"
        f"{SHOWN}、说明.txt 合为一份核对\n"
        "2 个文件；1 个错误；印出的 16 个数字中 16 个已核对（100.0%），15 项勾稽成立\n",
        "",
    )


def test_a_wrong_cell_is_named_in_its_own_file(folder, run):
    put(TOLD, PROSE)
    put(SHOWN, TABLE.replace("学前教育 90.00 60.00", "学前教育 95.00 60.00"))
    outcome = run("check", ".", "--format", "json")
    (finding,) = [each for each in json.loads(outcome.out)["findings"] if each["severity"] == "error"]
    assert (finding["path"], finding["line"], finding["suspect"]["should_be"]) == (SHOWN, 8, "90.00")


def test_each_file_counts_its_own(folder, run):
    put(TOLD, PROSE)
    put(SHOWN, TABLE)
    alone = {path: files(run, path)[path] for path in (TOLD, SHOWN)}
    both = files(run)
    assert [both[path]["figures"] for path in (TOLD, SHOWN)] == [alone[path]["figures"] for path in (TOLD, SHOWN)]
    assert both[SHOWN]["checks"] == alone[SHOWN]["checks"]
    # The total twice and the class, each once, and none of what the narrative alone could tell again.
    assert both[TOLD]["checks"] == alone[TOLD]["checks"] + 2
    assert [both[path]["joined"] for path in (TOLD, SHOWN)] == [[SHOWN], [TOLD]]


def test_what_only_the_group_checks_is_checked(folder, run):
    put(TOLD, PROSE)
    put(SHOWN, TABLE)
    assert run("check", SHOWN, "--select", "TAB009").code == 3
    assert run("check", ".", "--select", "TAB009") == (
        0, f"{SHOWN}、{TOLD} 合为一份核对\n2 个文件；没有发现问题；印出的 16 个数字中 4 个已核对（25.0%），2 项勾稽成立\n", "",
    )  # fmt: skip


def test_tables_in_two_files(folder, run):
    put("甲县水利局2023年度表5.txt", TABLE.replace("合计 90.00 60.00", "合计 90.00 61.00"))
    put("甲县水利局2023年度表6.txt", BASIC)
    outcome = run("check", ".", "--select", "TAB", "--format", "json")
    found = {(each["rule"], each["path"]) for each in json.loads(outcome.out)["findings"]}
    assert {path for _, path in found} == {"甲县水利局2023年度表5.txt"}
    assert len(together(run)) == 2


def test_rules_that_are_off_for_a_file_stay_off(folder, run):
    put(TOLD, PROSE.replace("支出90.00万元。", "支出99.00万元。"))
    put(SHOWN, TABLE)
    assert run("check", ".", "--select", "REF,TAB").code == 1
    assert run("check", ".", "--select", "REF,TAB", "--per-file-ignores", "*说明.txt:REF001", "--allow-unchecked").code == 0


@pytest.mark.parametrize(
    "others",
    [
        pytest.param({SHOWN: TABLE, "公开表.txt": "编制部门：甲县水利局\n2023年度\n" + TABLE}, id="tables twice"),
        pytest.param({SHOWN: TABLE, "说明（更正）.txt": PROSE}, id="two narratives"),
        pytest.param({"甲县水利局2022年度部门决算表.txt": TABLE}, id="another year"),
        pytest.param({"甲县水利局部门决算表.txt": TABLE}, id="no year"),
        pytest.param({"2023年度部门决算表.txt": TABLE}, id="no department"),
        pytest.param({f"附件/{SHOWN}": TABLE}, id="another directory"),
        pytest.param({"甲县水利局（本级）2023年度决算表.txt": TABLE}, id="its own unit"),
        pytest.param({"甲县水利局2023年度部门预算表.txt": TABLE.replace("决算表", "预算表")}, id="a budget"),
        pytest.param({"甲县水利局2023年度部门决算.txt": PROSE + TABLE}, id="another format of the same"),
    ],
)
def test_what_may_be_another_filing_is_left_alone(folder, run, others):
    put(TOLD, PROSE)
    for name, text in others.items():
        put(name, text)
    assert together(run) == []
    assert "TAB009" not in {each["rule"] for each in json.loads(run("check", ".", "--format", "json").out)["findings"]}


@pytest.mark.parametrize("name", [SHOWN, "水利局2023年度部门决算表.txt"])
def test_the_region_may_be_left_out_of_a_name(folder, run, name):
    put("说明.txt", PROSE.replace("甲县水利局", "云岭市甲县水利局"))
    put(name, TABLE)
    put("乙县财政局2023年度部门决算表.txt", TABLE)
    assert sorted(together(run)) == sorted([[name, "说明.txt"], ["说明.txt", name]])
    put("别的说明.txt", PROSE.replace("甲县水利局", "青橹市甲县水利局"))
    assert together(run) == []


def test_a_name_that_ends_like_another_is_another(folder, run):
    put("说明.txt", PROSE.replace("甲县水利局", "甲县文旅体育局"))
    put("体育局2023年度部门决算表.txt", TABLE)
    assert together(run) == []


def test_several_processes_say_the_same(folder, run):
    for number, region in enumerate("甲乙丙丁戊己"):
        put(f"{region}县水利局2023年度部门决算说明.txt", PROSE.replace("甲县", f"{region}县").replace("（类）90", f"（类）9{number}"))
        put(f"{region}县水利局2023年度部门决算表.txt", TABLE)
        put(f"{region}县水利局2022年度部门决算说明.txt", PROSE.replace("甲县", f"{region}县").replace("2023", "2022"))
    alone = run("check", ".", "--format", "json", "--jobs", "1")
    assert json.loads(alone.out)["summary"]["errors"] == 5
    assert run("check", ".", "--format", "json", "--jobs", "2") == alone
    assert run("check", ".", "--format", "json") == alone


def test_what_stands_in_the_other_file_is_not_missing(folder, run):
    put(TOLD, PROSE)
    put(SHOWN, TABLE)
    alone = [run("check", path, "--select", "DOC", "--allow-unchecked").out for path in (TOLD, SHOWN)]
    assert "决算各表" in alone[0]
    assert "缺少章节：名词解释" in alone[1]
    beside = json.loads(run("check", ".", "--select", "DOC", "--format", "json").out)["findings"]
    assert {finding["path"] for finding in beside} == {TOLD}
    missing = {finding["message"].partition("：")[2] for finding in beside if finding["rule"] == "DOC003"}
    assert "收入决算表" in missing
    assert not missing & {"决算各表", "一般公共预算财政拨款支出决算表"}


def test_a_narrative_that_brings_some_of_the_tables(folder, run):
    put("说明.txt", PROSE + TABLE.replace("合计 90.00 60.00", "合计 90.00 61.00"))
    put("甲县水利局2023年度表6.txt", BASIC)
    assert len(together(run)) == 2
    found = json.loads(run("check", ".", "--select", "TAB", "--format", "json").out)["findings"]
    assert {each["path"] for each in found} == {"说明.txt"}
    assert {place["path"] for each in found for place in each["related"]} >= {"甲县水利局2023年度表6.txt"}


def test_files_that_agree_in_nothing_are_not_one(folder, run):
    put("说明.txt", PROSE)
    put(SHOWN, TABLE.replace("90.00", "70.00").replace("60.00", "40.00"))
    assert together(run) != []  # two figures are too few to tell
    put("说明.txt", PROSE + "三、基本支出决算情况说明\n一般公共预算财政拨款基本支出60.00万元。\n")
    assert together(run) == []
    assert run("check", ".").code == 0


def grid() -> Document:
    """The table as the sheet of a workbook."""
    builder = Builder("folder/甲县水利局2023年度部门决算表.xlsx", "xlsx")
    builder.start_page(1, "表五")
    rows = [
        ["一般公共预算财政拨款支出决算表"], ["单位：万元"], ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["合计", "", "90.00", "60.00", "30.00"], ["205", "教育支出", "90.00", "60.00", "30.00"],
    ]  # fmt: skip
    builder.table([[GridCell(text) for text in row] for row in rows])
    return builder.finish()


def both(prose: str) -> list[Filing]:
    return [read_filing(read(prose.encode(), f"folder/{TOLD}")), read_filing(grid())]


def test_a_workbook_beside_a_narrative():
    filings = both(PROSE.replace("（类）90.00", "（类）80.00"))
    assert groups([identify(filing) for filing in filings]) == [[0, 1]]
    assert groups([identify(filing) for filing in reversed(filings)]) == [[1, 0]]
    joined = join(filings)
    assert (joined.document, joined.figures) == (filings[0].document, filings[0].figures)
    assert filings[0].tables == []
    (check,) = [check for check in table_and_narrative(joined) if check.verdict == BROKEN]
    place = check.operands()[1].place
    assert (check.printed.place.path, place.path, place.sheet, place.cell) == (
        f"folder/{TOLD}", "folder/甲县水利局2023年度部门决算表.xlsx", "表五", "C5",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("附件2：甲县水利局2024年度部门决算公开表.txt", TABLE, ("甲县水利局", 2024, "决算", "部门")),
        ("2024年甲县水利局（本级）决算表（2025年9月）.txt", TABLE, ("甲县水利局", None, "决算", "单位")),
        ("2024年甲县水利局单位决算表.txt", TABLE, ("甲县水利局", 2024, "决算", "单位")),
        ("03-部门决算表.txt", "编制单位：甲县水利局\n2023年度\n" + TABLE, ("甲县水利局", 2023, "决算", "部门")),
        ("乙县水利局2022年度.txt", PROSE, ("甲县水利局", 2023, "决算", "部门")),
        ("甲县水利局（部门汇总）2023年度决算.txt", TABLE, ("甲县水利局", 2023, "决算", "部门")),
        ("表.txt", "第二部分 甲县水利局2023年度部门决算表\n" + TABLE, ("甲县水利局", 2023, "决算", "部门")),
        ("表.txt", TABLE, ("", None, "决算", "")),
    ],
)
def test_who_and_when(name, text, expected):
    told = identify(read_filing(read(text.encode(), name)))
    assert (told.name, told.year, told.kind, told.extent) == expected
