"""The forms of other provinces as an extractor leaves them: what cannot be told apart stays open, and nobody is accused."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from test_table_cells import CLEAN, T7_ANHUI

from auditlint import check_path, check_text
from auditlint.field import forms
from auditlint.reading.tables.formed import _items

END = "第三部分 决算情况说明\n一、概况\n本单位设1个科室。\n"
MORE = [
    ("一般公共预算财政拨款基本支出决算表", """科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费
301 | 工资福利支出 | 50.00 | 50.00 |
30101 | 基本工资 | 30.00 | 30.00 |
30102 | 津贴补贴 | 20.00 | 20.00 |
302 | 商品和服务支出 | 12.00 | | 12.00
30201 | 办公费 | 12.00 | | 12.00
合计 | < | 62.00 | 50.00 | 12.00
"""),
    ("一般公共预算财政拨款收入支出决算表", """科目编码 | 科目名称 | 年初结转和结余 | < | < | 本年收入 | < | < | 本年支出 | < | < | 年末结转和结余 | < | <
^ | ^ | 合计 | 基本支出结转 | 项目支出结转和结余 | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出结转 | 项目支出结转和结余
合计 | < | 3.00 | 1.00 | 2.00 | 90.00 | 60.00 | 30.00 | 91.00 | 60.50 | 30.50 | 2.00 | 0.50 | 1.50
205 | 教育支出 | 3.00 | 1.00 | 2.00 | 90.00 | 60.00 | 30.00 | 91.00 | 60.50 | 30.50 | 2.00 | 0.50 | 1.50
20502 | 普通教育 | | | | 50.00 | 30.00 | 20.00 | 50.00 | 30.00 | 20.00 | | |
20503 | 职业教育 | 3.00 | 1.00 | 2.00 | 40.00 | 30.00 | 10.00 | 41.00 | 30.50 | 10.50 | 2.00 | 0.50 | 1.50
"""),
    ("财政拨款收入支出决算总表", """收入 | < | < | < | 支出 | < | < | < | <
项目 | 年初预算数 | 全年预算数 | 决算数 | 项目 | 年初预算数 | 全年预算数 | 决算数 | <
^ | ^ | ^ | ^ | ^ | ^ | ^ | 小计 | 一般公共预算财政拨款
一、一般公共预算财政拨款 | 80.00 | 90.00 | 90.00 | 一、教育支出 | 80.00 | 90.00 | 90.00 | 90.00
本年收入合计 | 80.00 | 90.00 | 90.00 | 本年支出合计 | 80.00 | 90.00 | 90.00 | 90.00
总计 | 80.00 | 90.00 | 90.00 | 总计 | 80.00 | 90.00 | 90.00 | 90.00
"""),
    ("收入支出决算总表", """收入 | < | 支出 | < | 支出 | <
项目 | 决算数 | 项目（按功能分类） | 决算数 | 项目（按支出性质） | 决算数
一、财政拨款收入 | 90.00 | 一、教育支出 | 95.00 | 一、基本支出 | 65.00
其中：政府性基金预算财政拨款 | 10.00 | 二、卫生健康支出 | | 二、项目支出 | 30.00
二、其他收入 | 5.00 | | | 三、经营支出 |
本年收入合计 | 95.00 | 本年支出合计 | 95.00 | 本年支出合计 | 95.00
总计 | 95.00 | 总计 | 95.00 | 总计 | 95.00
"""),
]  # fmt: skip


def texts(table: str) -> list[list[str]]:
    return [["" if cell.strip() in ("<", "^") else cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def line_by_line(table: str) -> str:
    return "\n".join(" ".join(filter(None, row)) for row in texts(table))


def cell_by_cell(table: str) -> str:
    return "\n".join(cell for row in texts(table) for cell in row if cell)


def wrapped(table: str) -> str:
    """Narrow columns: names break over lines."""
    cells = [cell for row in texts(table) for cell in row if cell]
    return "\n".join(cell if cell[-1].isdigit() else "\n".join(cell[at : at + 5] for at in range(0, len(cell), 5)) for cell in cells)


def in_place(table: str) -> str:
    """With spaces that keep the columns, a Chinese character as wide as two."""
    rows = texts(table)
    widths = [max((sum(1 + (ord(char) > 255) for char in row[at]) for row in rows if at < len(row)), default=0) + 3 for at in range(max(map(len, rows)))]
    lines = []
    for row in rows:
        line = ""
        for at, cell in enumerate(row):
            if cell:
                line = line.ljust(max(sum(widths[:at]), len(line) + 1)) + cell
        lines.append(line)
    return "\n".join(lines)


@pytest.mark.parametrize("form", [line_by_line, cell_by_cell, wrapped, in_place])
@pytest.mark.parametrize(("title", "table"), CLEAN + MORE, ids=[f"{title}-{at}" for at, (title, _) in enumerate(CLEAN + MORE)])
def test_no_clean_table_is_accused(title: str, table: str, form: Callable[[str], str]) -> None:
    report = check_text(f"{title}\n单位：万元\n{form(table)}\n{END}")
    assert [(finding.rule, finding.message) for finding in report.findings if finding.severity != "note"] == []


@pytest.mark.parametrize("form", [line_by_line, cell_by_cell, in_place])
def test_the_three_publics_below_each_other(form: Callable[[str], str]) -> None:
    wrong = T7_ANHUI.replace("公务接待费 | 2.00 | 1.50", "公务接待费 | 2.00 | 1.05")
    report = check_text(f"“三公”经费支出决算表\n单位：万元\n{form(wrong)}\n{END}")
    assert [finding.rule for finding in report.findings] == ["TAB008"]


@pytest.mark.parametrize("marks", ["123①5", "12²45", "⑴⑵⑶⑷"])
def test_signs_that_are_digits_and_no_numbers_end_no_reading(marks: str, tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{mark}</td><td>教育支出</td><td>{number}.00</td><td>{mark}</td></tr>" for number, mark in enumerate(marks, 1))
    page = tmp_path / "决算.html"
    page.write_text(f"<p>某某市教育局2023年度部门决算</p><p>支出决算表</p><p>单位：万元</p><table>{rows}</table><p>收入总计3.00万元，支出总计3.00万元。</p>", encoding="utf-8")
    assert not check_path(page).problems


def test_a_subtotal_is_not_the_total_where_the_head_of_a_column_was_lost() -> None:
    form = next(each for each in forms().forms if each.name == "支出总表")
    paths = {2: (), 3: ("基本支出", "合计", "小计"), 4: ("基本支出", "合计", "人员经费"), 5: ("项目支出",)}
    block: Any = SimpleNamespace(columns=[2, 3, 4, 5], paths=paths)
    assert form.total not in _items(block, form, "")
    block.paths[2] = ("合计",)
    assert form.total in _items(block, form, "")
