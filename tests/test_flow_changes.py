"""An unchanged total beside expenditure that changed: an error only where the filing's own reason agrees."""

import pytest

from auditlint import check_text

TEXT = (
    "四、财政拨款收入支出决算总体情况说明\n2024年度财政拨款收入支出总计105.00万元，其中年初财政拨款结转和结余5.00万元，年末财政拨款结转和结余{end}万元。"
    "与2023年度相比，财政拨款收入支出总计持平。{reason}\n"
    "五、一般公共预算财政拨款支出决算情况说明\n一般公共预算财政拨款支出100.00万元。与2023年度相比，一般公共预算财政拨款支出减少20.00万元，下降16.67%。\n"
    "八、政府性基金预算财政拨款支出决算情况说明\n本年度无政府性基金预算财政拨款支出。\n"
    "九、国有资本经营预算财政拨款支出决算情况说明\n{capital}\n"
)
NONE = "本年度无国有资本经营预算财政拨款支出。"


@pytest.mark.parametrize(
    ("reason", "end", "capital", "expected"),
    [
        ("主要原因：合同付款放缓，减少支付。", "5.00", NONE, ["error"]),
        ("主要原因是人员经费压减。", "5.00", NONE, ["error"]),
        ("", "5.00", NONE, ["note"]),
        ("主要原因：业务增加。", "5.00", NONE, ["note"]),
        ("主要原因：人员减少，项目增加。", "5.00", NONE, ["note"]),
        ("主要原因：减少支付。", "25.00", NONE, []),
        ("主要原因：减少支付。", "5.00", "", []),
    ],
)
def test_unchanged_totals(reason: str, end: str, capital: str, expected: list[str]) -> None:
    report = check_text(TEXT.format(reason=reason, end=end, capital=capital))
    assert [finding.severity for finding in report.findings if finding.rule == "CHG006"] == expected
