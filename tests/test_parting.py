"""Several filings in one document: each is right by itself, and nothing is compared across."""

from auditlint import check_text
from auditlint.readers import read
from auditlint.reading import part, read_filing

ONE = """{name}2023年度{kind}决算
目录
第一部分 概况
第二部分 决算表
第三部分 决算情况说明
第一部分 {name}概况
一、主要职能
主管{what}工作。
第二部分 决算表
第三部分 决算情况说明
一、收入支出决算总体情况说明
2023年度收入总计{total}万元，支出总计{total}万元。
二、收入决算情况说明
本年收入合计{total}万元，其中：财政拨款收入{total}万元，占100.00%。
"""
TWO = ONE.format(name="甲县水利局", kind="部门", what="水利", total="100.00") + ONE.format(
    name="甲县水库管理所", kind="单位", what="水库", total="40.00"
)


def test_each_filing_is_its_own() -> None:
    first, second = part(read(TWO.encode(), "a.txt"))
    assert [read_filing(each).name for each in (first, second)] == ["甲县水利局", "甲县水库管理所"]
    report = check_text(TWO)
    assert report.findings == []
    assert (report.files[0].figures, report.files[0].checked) == (10, 10)


def test_a_fault_in_the_second_stands_on_its_line() -> None:
    text = TWO.replace("本年收入合计40.00", "本年收入合计41.00")
    line = text[: text.index("41.00")].count("\n") + 1
    (finding,) = [each for each in check_text(text).findings if each.severity == "error"]
    assert line in {finding.place.line, *(related.place.line for related in finding.related)}


def test_contents_are_no_filing() -> None:
    document = read(TWO[: TWO.index("甲县水库")].encode(), "a.txt")
    assert part(document) == [document]
