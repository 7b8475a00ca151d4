"""A share whose whole no words name: another amount of its sentence that it fits leaves it unchecked, and says which."""

import pytest

from auditlint import check_text
from auditlint.model import Share
from auditlint.wording import say

TITLE = "某某市教育局2023年度部门决算\n\n三、支出决算情况说明\n"
SHARES = "本年支出400.00万元，其中：基本支出300.00万元，占60.00%；项目支出100.00万元，占25.00%。"


@pytest.mark.parametrize(
    ("front", "verdict", "rivals"),
    [("本年收入合计500.00万元，", "unchecked", ["500.00"]), ("本年收入合计500.00万元。", "broken", []), ("本年收入合计520.00万元，", "broken", [])],
)
def test_only_an_amount_of_the_sentence_that_fits_is_a_rival(front: str, verdict: str, rivals: list[str]) -> None:
    (report,) = check_text(TITLE + front + SHARES).files
    first = next(check for check in report.checks if check.rule == "PCT001")
    claim = next(iter(report.filing.claims(Share)))
    assert (first.verdict, [other.text for other in claim.rivals]) == (verdict, rivals)
    if rivals:
        assert "500.00" in say("zh", first.reason.key, **dict(first.reason.values))
        assert "500.00" in say("en", first.reason.key, **dict(first.reason.values))


def test_a_share_of_a_named_whole_has_no_rivals() -> None:
    (report,) = check_text(TITLE + "本年收入合计500.00万元，" + SHARES.replace("占60", "占本年支出的60")).files
    assert [claim.rivals for claim in report.filing.claims(Share)] == [[], []]
