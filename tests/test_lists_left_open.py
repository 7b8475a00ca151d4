"""Lists that leave a part out, amounts printed to other places, and changes of what is gone: right sentences that accuse nobody."""

import pytest
from auditing import loud

TITLE = "某某市教育局2023年度部门决算\n\n三、支出决算情况说明\n"

CLASSES = "本年支出1035.16万元，主要用于：农林水支出850.43万元，社会保障和就业支出104.73万元"
CAR = "公务用车运行维护费20.45万元，主要用于车辆燃油费10.13万元、维修费9.82万元"
INCOME = "收入增加340.12万元，其中财政拨款收入增加200.12万元，事业收入增加40.00万元，其他收入增加50.00万元"

#: A list, and how its sentence may go on to parts whose amounts are not told.
GOING_ON = {
    CLASSES: ["及住房保障支出等。", "以及卫生健康支出。", "，此外还有住房保障支出。", "，其他为住房保障支出。", "、住房保障支出等。", "，剩余为住房保障支出。", "，还有卫生健康支出。", "。其余为住房保障支出。"],
    CAR: ["及过路费等。", "和其他零星支出。", "，并支付过路费。", "，还包括保险费。"],
    INCOME: ["等。", "，以及上级补助收入等。", "，上级补助收入略有增加。"],
}  # fmt: skip

RIGHT = [
    "会议费20.45万元，其中：场地费10.13万元，伙食费9.82万元。",
    "资产总额820.45万元，其中：流动资产500.13万元，固定资产319.82万元。",
    "项目支出1235.12万元，其中：教育支出1000.11万元，农林水支出205.01万元。",
    "支出增加340.12万元，其中基本支出增加200.12万元，项目支出增加100.00万元，对附属单位补助支出也有所增加。",
]

#: Amounts of which one is printed so much rounder than others that any stroke in them would come out by rounding.
COARSE = [
    "本年支出3.25亿元，其中：教育支出1.2亿元，农林水支出3000.11万元，卫生健康支出1321500.55元。",
    "本年支出3.25亿元，其中：教育支出20012.33万元，农林水支出3000.11万元，卫生健康支出1321500元。",
    "本年支出1.2亿元，主要用于教育支出3245.6万元，农林水支出5545.67万元，住房保障支出1200.00万元。",
    "本年支出3.2亿元，其中：教育支出12345.67万元，农林水支出1234567.89元。",
    "本年支出8.2亿元，主要用于教育支出3.1亿元，农林水支出12345.67万元。",
]

#: The one part that is left changed otherwise than the whole, because another one fell to nothing.
GONE = [
    "财政拨款支出12122.00万元，比上年增加1235.00万元，其中：一般公共预算财政拨款支出12122.00万元，比上年增加1735.00万元；政府性基金预算财政拨款支出0.00万元，上年为500.00万元。",
    "三公经费支出12.00万元，比上年减少5.00万元，其中：公务用车运行维护费12.00万元，比上年减少2.00万元；公务接待费0.00万元，因公出国（境）费0.00万元。",
    "2023年“三公”经费支出12.00万元，比2022年减少5.00万元，其中：公务用车运行维护费12.00万元，比2022年减少2.00万元；2023年无公务接待费支出。",
    "财政拨款收入1000.00万元，比上年增加120.00万元，其中：一般公共预算财政拨款收入1000.00万元，比上年增加170.00万元。",
]


@pytest.mark.parametrize("text", [listed + end for listed, ends in GOING_ON.items() for end in ends] + RIGHT + COARSE + GONE)
def test_it_accuses_nobody(text: str) -> None:
    assert loud(TITLE + text + "\n") == []


def test_what_is_gone_added_nothing_to_what_the_whole_gained() -> None:
    wrong = GONE[3].replace("120.00", "120.50").replace("170.00", "120.00")
    assert [finding.rule for finding in loud(TITLE + wrong + "\n")] == ["SUM002"]
