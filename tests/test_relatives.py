"""A department's filings side by side: its years, and the units that it takes in."""

import json
from pathlib import Path

import pytest

from auditlint.model import Filing, Unit
from auditlint.readers import read
from auditlint.reading import read_filing
from auditlint.wording import worded
from auditlint_rules.member_units import units_of_department
from auditlint_rules.years import carried_over, filed_twice, implied_last_year

LAST = "甲县水利局\n2022年度部门决算说明\n2022年度收入总计90.00万元。年末结转和结余5.00万元。\n"
THIS = "甲县水利局\n2023年度部门决算说明\n2023年度收入总计100.00万元，其中：本年收入95.00万元，年初结转和结余5.00万元。\n"
SUMMARY = """收入支出决算总表
单位：万元
收入 支出
项目 决算数 项目 决算数
一、一般公共预算财政拨款收入 90.00 一、教育支出 88.00
本年收入合计 90.00 本年支出合计 88.00
年初结转和结余 3.00 年末结转和结余 5.00
总计 93.00 总计 93.00
"""
DEPARTMENT = """甲县水利局
2023年度部门决算说明
纳入甲县水利局2023年度部门决算编制范围的单位共2个，包括：
1．甲县水利局（本级）
2．甲县河道管理站
二、决算情况说明
本年支出100.00万元，其中：基本支出60.00万元，项目支出40.00万元。
"""
OWN = "甲县水利局（本级）\n2023年度决算说明\n本年支出70.00万元，其中：基本支出40.00万元，项目支出30.00万元。\n"
STATION = "甲县河道管理站\n2023年度单位决算说明\n本年支出30.00万元，其中：基本支出20.00万元，项目支出10.00万元。\n"


def filing(text: str, name: str = "决算.txt") -> Filing:
    return read_filing(read(text.encode(), name))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def test_carry_over_against_the_tables_of_last_year(folder, run):
    put("2022说明.txt", LAST.replace("年末结转和结余5.00万元。", ""))
    put("甲县水利局2022年度部门决算表.txt", SUMMARY)
    put("2023说明.txt", THIS.replace("年初结转和结余5.00", "年初结转和结余6.00"))
    outcome = run("check", ".", "--select", "YOY", "--show-notes", "--allow-unchecked")
    assert outcome == (
        0,
        "2023说明.txt:3:42: YOY002 [提示] 年初结转和结余与上年公布的年末数不符：印作 6.00 万元，应为 5.00 万元；年初数可能有调整\n"
        "    3 | 2023年度收入总计100.00万元，其中：本年收入95.00万元，年初结转和结余6.00万元。\n"
        "      |                                                                    ^^^^ 5.00\n"
        "\n"
        "2022说明.txt、甲县水利局2022年度部门决算表.txt 合为一份核对\n"
        "1 个文件里没有可核对的内容，略过：2022说明.txt\n"
        "3 个文件；1 个提示；印出的 12 个数字中 2 个已核对（16.7%），0 项勾稽成立\n",
        "",
    )


def test_carry_over_into_the_tables_of_this_year() -> None:
    this = filing(THIS + SUMMARY)
    assert [check.printed.text for check in carried_over([filing(LAST), this])] == ["5.00", "3.00"]
    assert [check.verdict for check in carried_over([this, filing(LAST)])] == ["holds", "broken"]


def test_a_change_against_the_tables_of_last_year() -> None:
    last = filing("甲县水利局2022年度部门决算表\n" + SUMMARY)
    this = filing("甲县水利局\n2023年度部门决算说明\n2023年度收入总计100.00万元，与2022年相比，收入总计增加8.00万元，增长8.70%。\n")
    assert [(check.verdict, check.expected) for check in implied_last_year([last, this])] == [("broken", 70000)]


def test_the_department_and_its_own_unit_are_not_one() -> None:
    """本级 files under the same name; it is no other copy of the department's filing."""
    assert list(filed_twice([filing(DEPARTMENT), filing(OWN)])) == []
    assert len(list(filed_twice([filing(DEPARTMENT), filing(DEPARTMENT)]))) > 0


def test_units_add_up(folder, run):
    put("部门.txt", DEPARTMENT.replace("项目支出40.00", "项目支出41.00"))
    put("本级.txt", OWN)
    put("河道.txt", STATION)
    outcome = run("check", ".", "--select", "YOY", "--show-notes", "--allow-unchecked")
    assert outcome == (
        0,
        "部门.txt:7:33: YOY004 [提示] 部门汇总数与各单位之和不符：印作 41.00 万元，应为 40.00 万元；汇总时可能有抵销或口径调整\n"
        "    7 | 本年支出100.00万元，其中：基本支出60.00万元，项目支出41.00万元。\n"
        "      |                                                      ^^^^^ 30.00 + 10.00 = 40.00 万元\n"
        "\n"
        "3 个文件；1 个提示；印出的 10 个数字中 9 个已核对（90.0%），2 项勾稽成立\n",
        "",
    )


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ([OWN], "没有给出甲县河道管理站的决算"),
        ([STATION], "没有给出甲县水利局的决算"),
        ([OWN, STATION.replace("2023", "2022")], "没有给出甲县河道管理站的决算"),
        ([OWN, OWN, STATION], "没有给出甲县水利局的决算"),
        ([OWN, STATION + "上级补助收入2.00万元。\n"], "有上级补助收入，汇总时要抵销"),
        ([OWN, STATION.replace("，项目支出10.00万元", "")], "有的单位没有印出项目支出"),
    ],
)
def test_units_that_cannot_be_added(others, reason):
    checks = list(units_of_department([filing(text) for text in (DEPARTMENT, *others)]))
    assert {check.verdict for check in checks} <= {"unchecked", "holds"}
    assert [worded(check.reason) for check in checks if check.verdict == "unchecked"][-1] == reason


def test_a_department_alone_is_no_case():
    assert list(units_of_department([filing(DEPARTMENT), filing(LAST)])) == []


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("纳入本部门2023年度决算编制的单位共2个:局本级和县河道管理站。", [("甲县水利局", True), ("县河道管理站", False)]),
        ("纳入决算汇总范围的单位包括：甲县水利局机关、甲县水库管理处和甲县河道管理站。", [
            ("甲县水利局", True), ("甲县水库管理处", False), ("甲县河道管理站", False),
        ]),
        ("纳入编制范围的单位共2家，具体包括：\n序号 单位名称 备注\n1 甲县水利局（本级） 行政单位\n2 甲县河道管理站 公益一类事业单位\n3", [
            ("甲县水利局", True), ("甲县河道管理站", False),
        ]),
        ("纳入编制范围的单位共3家，包括：甲县水利局机关、甲县河道管理站。", []),
        ("纳入编制范围的单位包括：甲县水利局。", []),
        ("项目纳入规划范围。", []),
    ],
)  # fmt: skip
def test_the_units_that_a_filing_lists(text, units):
    assert filing(f"甲县水利局\n2023年度部门决算说明\n{text}\n").units == [Unit(*unit) for unit in units]


def test_only_what_the_names_did_not_tell_is_read_again(folder, run, monkeypatch):
    """Files go to a process by their names; what is related by its text alone is read once more."""
    from auditlint.desk.pool import Pool

    told: list[list[int]] = []
    work = Pool.work
    monkeypatch.setattr(Pool, "work", lambda self, jobs: told.append([len(job.files) for job in jobs]) or work(self, jobs))
    put("甲县水利局2022.txt", LAST)
    put("甲县水利局2023.txt", THIS)
    put("乙县水利局2022.txt", LAST.replace("甲", "乙"))
    put("没有名称.txt", THIS.replace("甲", "乙").replace("年初结转和结余5", "年初结转和结余6"))
    for number in range(7):
        put(f"{number}.txt", f"{'丙丁戊己庚辛壬'[number]}县水利局\n2023年度部门决算说明\n2023年度收入总计95.00万元。\n")
    outcome = run("check", ".", "--format", "json", "--jobs", "2", "--allow-unchecked")
    assert [sorted(each) for each in told] == [[1, 2, 8], [2]]
    assert outcome == run("check", ".", "--format", "json", "--jobs", "1", "--allow-unchecked")
    assert [each["rule"] for each in json.loads(outcome.out)["findings"] if each["rule"] == "YOY002"] == ["YOY002"]


def test_what_the_names_told_wrongly_is_taken_back(folder, run):
    """The names of two files belong together; a third, of another name, makes it doubtful whose the tables are."""
    put("水利局2022年度决算说明.txt", LAST)
    put("水利局2022年度决算表.txt", SUMMARY)
    for number in range(7):
        put(f"{number}.txt", f"{'丙丁戊己庚辛壬'[number]}县财政局\n2023年度部门决算说明\n2023年度收入总计95.00万元。\n")
    arguments = ("check", ".", "--format", "json", "--allow-unchecked", "--jobs")
    assert sum("joined" in file for file in json.loads(run(*arguments, "2").out)["files"]) == 2
    put("乙.txt", LAST.replace("甲县", "乙县"))
    outcome = run(*arguments, "2")
    assert outcome == run(*arguments, "1")
    assert not any("joined" in file for file in json.loads(outcome.out)["files"])
