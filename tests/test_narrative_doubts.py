"""What a narrative leaves in doubt: correct texts that stay quiet, and slips that are found all the same."""

import pytest

from auditlint import check_text

#: The text, and what must be found when the first of the two words stands as the second.
PAIRS = {
    "a budget by the way is not the current figure": (
        "七、财政拨款“三公”经费支出决算情况说明\n2023年度“三公”经费财政拨款支出决算18.02万元，占年初预算21.00万元的85.81%，"
        "比年初预算减少2.98万元；较上年减少0.89万元（4.71%）。",
        "4.71%", "4.07%",
    ),
    "nor is it where the words say 为": (
        "七、财政拨款“三公”经费支出决算情况说明\n公务接待费支出决算8.00万元，为全年预算10.00万元的80.00%，比上年增加1.00万元，增长14.29%。",
        "80.00%", "88.00%",
    ),
    "each rate of completion has the budget before it": (
        "会议费支出6.00万元，完成年初预算5.00万元的120.00%，全年预算6.00万元的100.00%，比上年增加1.00万元，增长20.00%。",
        "120.00%", "102.00%",
    ),
}  # fmt: skip

QUIET: dict[str, str] = {}


def _loud(text: str) -> list[str]:
    return [f"{found.rule} {found.message}" for found in check_text(text).findings if found.severity != "note"]


@pytest.mark.parametrize("name", PAIRS)
def test_right_is_quiet_and_wrong_is_found(name: str) -> None:
    text, right, wrong = PAIRS[name]
    assert text.count(right) == 1
    assert _loud(text) == []
    assert _loud(text.replace(right, wrong)) != []


@pytest.mark.parametrize("name", QUIET)
def test_no_false_accusation(name: str) -> None:
    assert _loud(QUIET[name]) == []
