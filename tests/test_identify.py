"""Whose filing it is, of which year and kind."""

import pytest

from auditlint.readers import read
from auditlint.reading import read_filing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("某市某区2025年区级部门预算\n预算主管部门：某市某区商务委员会\n目录\n", ("某市某区商务委员会", 2025, "预算")),
        ("2023年度省某发展中心部门决算\n目录\n第一部分 概况\n", ("省某发展中心", 2023, "决算")),
        ("某县石桥镇人民政府\n2022 年度部门决算\n", ("某县石桥镇人民政府", 2022, "决算")),
        ("收入支出决算总表\n公开01表\n编制单位：某县第一中学\n2024年度\n单位：万元\n", ("某县第一中学", 2024, "决算")),
        ("2024年度部门决算公开\n", ("", 2024, "决算")),
    ],
)
def test_whose_filing_it_is(text: str, expected: tuple[str, int, str]) -> None:
    filing = read_filing(read(text.encode(), "a.txt"))
    assert (filing.name, filing.year, filing.kind) == expected
