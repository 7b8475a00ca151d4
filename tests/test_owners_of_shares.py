"""Of what shares, counts and averages are: what divides a whole once more, whose a part is, and which whole words name."""

import pytest
from auditing import said

TITLE = "某县民政局2024年度部门决算\n三、支出决算情况说明\n"
BUDGET = "某县民政局2025年部门预算\n三、收支预算情况说明\n"
RIGHT = [
    # 其中 behind a list of counts divides its whole once more
    "期末共有车辆17辆，其中，机要通信用车3辆、应急保障用车4辆、特种专业技术用车8辆、其他用车2辆。其中局本级12辆，所属单位5辆。",
]
WRONG = [
    ("期末共有车辆17辆，其中，机要通信用车3辆、应急保障用车4辆、特种专业技术用车8辆、其他用车2辆。其中局本级22辆，所属单位5辆。", "CNT002"),
]


@pytest.mark.parametrize("text", RIGHT)
def test_right_accounts_are_not_accused(text: str) -> None:
    assert not said(TITLE + text)


@pytest.mark.parametrize(("text", "rule"), WRONG)
def test_a_slip_is_told_all_the_same(text: str, rule: str) -> None:
    assert rule in {found.split()[0] for found in said(TITLE + text)}
