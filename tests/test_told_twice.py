"""Passages that tell a figure twice in other words: a fault in one of the two is found, and what only looks like a second statement accuses nobody."""

import pytest

from auditlint import check_text

TITLE = "某某市教育局2023年度部门决算\n\n一、情况说明\n"

#: What is told, what is printed instead, the rule that finds it and how severely.
FAULTS = {
    # shares that leave nothing out
    "the total behind shares": ("教育支出1100.00万元，占35.5%；社会保障和就业支出1200.11万元，占38.7%；住房保障支出800.09万元，占25.8%。财政拨款支出合计[3100.20]万元。", "3190.20", "SUM001", "error"),
    "the amount before shares": ("镇财政总支出[1620.00]万元，村级支出980.00万元占60.49%，镇本级支出640.00万元占39.51%。", "1720.00", "SUM001", "error"),
    "one of two amounts": ("镇财政总支出1620.00万元，村级支出980.00万元占60.49%，镇本级支出[640.00]万元占39.51%。", "630.00", "PCT001", "error"),
    "an amount whose whole is not told": ("一般公共服务（类）支出[1200.35]万元，占56.2%；农林水（类）支出935.50万元，占43.8%。", "4200.35", "PCT001", "error"),
    "a share whose whole is not told": ("一般公共服务（类）支出1200.35万元，占[56.2%]；农林水（类）支出935.50万元，占43.8%。", "51.2%", "PCT001", "error"),
    "a share of a total with another name": ("货物类采购60.00万元，占采购总额的60%；服务类采购40.00万元，占[40%]，总额100.00万元。", "45%", "PCT001", "error"),
    "an amount of which a share is left": ("财政拨款收入526.30万元，占收入总额的97.7%；其他收入[12.30]万元，占收入总额的2.3%；收入总额538.60万元。", "32.30", "PCT001", "error"),
}  # fmt: skip

#: Right passages that come near to one of those.
RIVALS = [
    # shares of what is not told, and amounts that are only a part of it
    "甲街道支出300.00万元，占全市的30.00%；乙街道支出200.00万元，占全市的20.00%。总额不含丙街道，两街道合计500.00万元。",
    "本年支出4120.00万元，人员经费200.00万元，占增加额的76.92%；公用经费60.00万元，占增加额的23.08%。",
    "本年支出4120.00万元，比上年增加260.00万元，人员经费200.00万元，占76.92%；公用经费60.00万元，占23.08%。",
    "甲企业产值120.00万元，占60.00%；乙企业税收35.00万元，占40.00%。",
]


def findings(text: str) -> list[tuple[str, str]]:
    return [(each.rule, each.severity) for each in check_text(f"{TITLE}{text}\n").findings if each.severity in ("error", "warning")]


@pytest.mark.parametrize("name", FAULTS)
def test_a_second_statement_tells_a_fault(name: str) -> None:
    text, wrong, rule, severity = FAULTS[name]
    front, _, rest = text.partition("[")
    right, _, behind = rest.partition("]")
    assert findings(front + right + behind) == []
    assert (rule, severity) in findings(front + wrong + behind)


@pytest.mark.parametrize("text", RIVALS)
def test_what_only_resembles_one_accuses_nobody(text: str) -> None:
    assert findings(text) == []
