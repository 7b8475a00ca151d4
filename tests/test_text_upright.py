"""Tables in plain text with one cell a line."""

import pytest

from auditlint import check_text
from auditlint.model import Finding
from auditlint.readers import read
from auditlint.reading.tables.text_upright import upright_grids

TABLE = """2021年区本级“三公”经费预算支出表
单位：万元
项目
预算数
合计
4432
1.因公出国（境）费用
39
2.公务接待费
323
3.公务用车购置及运行维护费
4070
其中：公务用车运行维护费
2648
公务用车购置
1422
"""


def loud(text: str) -> list[Finding]:
    return [finding for finding in check_text(text).findings if finding.severity != "note"]


def test_names_and_amounts_one_below_the_other() -> None:
    (grid,) = upright_grids(read(TABLE.encode(), "a.txt"))
    assert [[cell.text for cell in row.cells] for row in grid.rows][:3] == [["项目", "预算数"], ["合计", "4432"], ["1.因公出国（境）费用", "39"]]
    report = check_text(TABLE)
    assert report.findings == []
    assert report.files[0].checked == 6


@pytest.mark.parametrize(("right", "wrong"), [("4432", "4442"), ("\n323", "\n332"), ("1422", "1442"), ("4070", "4700")])
def test_a_wrong_amount_is_told(right: str, wrong: str) -> None:
    text = TABLE.replace(right, wrong)
    told = loud(text)
    assert {wrong.strip()} & {word for finding in told for word in (finding.actual, *(s.text for s in finding.suspects), *(r.text for r in finding.related))}


def test_two_columns_of_amounts() -> None:
    text = TABLE.replace("预算数\n", "预算数\n决算数\n")
    for amount in ("4432", "39", "323", "4070", "2648", "1422"):
        text = text.replace(f"\n{amount}\n", f"\n{amount}\n{amount}\n")
    assert loud(text) == []
    assert check_text(text).files[0].checked == 12


@pytest.mark.parametrize(
    "text",
    [
        "部门概况表\n一、职责\n二、机构\n三、人员\n12\n四、车辆\n3\n",
        "收入支出情况说明\n收入合计100.00万元。\n支出合计100.00万元。\n",
        "目录\n1\n第一部分\n2\n第二部分\n3\n第三部分\n4\n",
        "单位：万元\n2021年预算合计4432万元，比上年增加3万元。\n39\n323\n",
    ],
)
def test_no_table(text: str) -> None:
    assert upright_grids(read(text.encode(), "a.txt")) == []
