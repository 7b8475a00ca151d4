"""The number lexer: units, signs, precision, and what only looks like a figure."""

import pytest

from auditlint import check_text
from auditlint.model import phrase
from auditlint.readers import read
from auditlint.reading.lexer import figures


def found(text: str) -> list[tuple[str, str]]:
    return [(token.figure.text, token.figure.unit) for token in figures(read(text.encode("utf-8"), "a.txt"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收入4,388.99万元", [("4,388.99", "万元")]),
        ("收入4388.99 万元", [("4388.99", "万元")]),
        ("收入1, 537.40万元", [("1, 537.40", "万元")]),
        ("收入5,806,105.16元", [("5,806,105.16", "元")]),
        ("投资1.26亿元", [("1.26", "亿元")]),
        ("占97.04%", [("97.04%", "%")]),
        ("占97.04 %", [("97.04%", "%")]),
        ("差异率-81.18%", [("-81.18%", "%")]),
        ("差异率－81.18％", [("-81.18%", "%")]),
        ("提高1.5个百分点", [("1.5", "个百分点")]),
        ("增长1,500.00%，", [("1,500.00%", "%")]),
        ("团组0个，0人次", [("0", "个"), ("0", "人次")]),
        ("接待24批次,210人次", [("24", "批次"), ("210", "人次")]),
        ("设备2台（套）", [("2", "台（套）")]),
        ("房屋3,515.27平方米", [("3,515.27", "平方米")]),
        ("新增3.2万人", [("3.2", "万人")]),
        ("下降18.87；", [("18.87", "")]),
    ],
)
def test_figures(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2023年度", "截至12月31日", "财预〔2016〕143号", "乌财社【2022】403号", "1-12月份", "3.主要职能", "（2080501）",
        "单价100万元（含）以上设备", "98%以上", "电话3678712", "历时20个月", "第5个项目", "G20峰会", "2人均", "5个工作日",
        "50万元及以上",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_figure(text: str) -> None:
    assert found(text) == []


def test_a_standard_takes_no_part_in_checks() -> None:
    token = figures(read("补助1200元/人/月".encode(), "a.txt"))[0]
    assert token.figure.role == "标准"


@pytest.mark.parametrize("text", ["使用外资3.25亿美元", "会费20万港元", "会费2.5万欧元"])
def test_foreign_money_is_none_of_the_filings_amounts(text: str) -> None:
    token = figures(read(text.encode(), "a.txt"))[0]
    assert (token.figure.role, token.figure.reason) == ("外币", phrase("foreign-money"))


def test_what_foreign_money_comes_to_is_no_statement_of_the_same_amount() -> None:
    text = "2023年度部门决算\n支付国际会费2.50万美元，折合人民币2.60万元。"
    assert check_text(text).findings == []


def test_thousands_that_are_not_threes_are_marked() -> None:
    token = figures(read("收入1,23.45万元".encode(), "a.txt"))[0]
    assert token.figure.malformed


def test_precision_is_the_sections_where_zeros_were_dropped() -> None:
    from auditlint.reading import read_filing

    filing = read_filing(read("收入2940.05万元，其他收入6.2万元，支出2946.25万元，结余0万元。".encode(), "a.txt"))
    assert [(f.text, f.places, f.printed_places) for f in filing.figures] == [
        ("2940.05", 2, 2), ("6.2", 2, 1), ("2946.25", 2, 2), ("0", 2, 0),
    ]  # fmt: skip
