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
    # names that leave nothing out
    "what is carried over, basic and of projects": ("年末结转和结余[36.20]万元，其中：基本支出结转0万元，项目支出结转和结余36.20万元。", "37.20", "SUM001", "error"),
    "basic and projects of one item": ("教育支出（类）普通教育（款）小学教育（项）支出98.20万元，其中：基本支出80.20万元；项目支出[18.00]万元。", "16.00", "SUM001", "error"),
    "what a balance goes to": ("结余分配26.30万元，其中：提取职工福利基金[5.26]万元，转入事业基金21.04万元。", "3.26", "SUM001", "error"),
    "kinds of projects": ("项目支出621.53万元，其中基本建设类项目支出200.00万元，行政事业类项目支出[421.53]万元。", "411.53", "SUM001", "error"),
    "central and other procurement": ("政府采购预算[78.00]万元，其中：政府集中采购20.00万元，分散采购58.00万元。", "98.00", "SUM001", "error"),
    "bonds before what is paid back": ("当年新增政府债券资金12000万元，其中一般债券3000万元、专项债券[9000]万元；偿还到期债券本金2000万元，利息360万元。", "9200", "SUM001", "error"),
    "foreign and other guests": ("公务接待费[1.26]万元，其中：外事接待0万元；国内接待1.26万元。", "2.26", "SUM001", "error"),
    # a sentence that only says 支出
    "spending without a name": ("支出120.00万元，较年初预算150.00万元减支30.00万元，减支率[20.00%]。", "20.50%", "CHG001", "error"),
    "spending without a name and its base": ("支出[120.00]万元，较年初预算150.00万元减支30.00万元，减支率20.00%。", "126.00", "CHG005", "error"),
    # rates of two amounts of their sentence
    "paid of what arrived": ("到位资金500.00万元（中央300.00万元、省级100.00万元、市级100.00万元），支出[480.00]万元，支付率96%。", "488.00", "PCT001", "error"),
    "done of what was planned": ("完成筛查3.6万人，任务数3.5万人，完成率[102.86%]；自评97分。", "108.86%", "PCT001", "error"),
    "saved of what was planned": ("政府采购计划23.50万元，实际采购21.00万元，节约资金2.50万元，节约率[10.64%]。", "50.64%", "PCT001", "error"),
    "spent with what was carried over": ("上年末结转421.00万元，本年下达600.00万元，本年支出900.00万元，资金使用率[88.15%]。", "88.75%", "PCT001", "error"),
    "left of the budget": ("全年预算数1560.00万元，支出1500.00万元，结转60.00万元，结转率3.85%，支出进度[96.15%]。", "91.15%", "PCT001", "error"),
}  # fmt: skip

#: Right passages that come near to one of those.
RIVALS = [
    # shares of what is not told, and amounts that are only a part of it
    "甲街道支出300.00万元，占全市的30.00%；乙街道支出200.00万元，占全市的20.00%。总额不含丙街道，两街道合计500.00万元。",
    "本年支出4120.00万元，人员经费200.00万元，占增加额的76.92%；公用经费60.00万元，占增加额的23.08%。",
    "本年支出4120.00万元，比上年增加260.00万元，人员经费200.00万元，占76.92%；公用经费60.00万元，占23.08%。",
    # parts that are called like all there is, and are not
    "项目支出621.53万元，其中基本建设类项目支出200.00万元，行政事业类项目支出中的重点项目21.53万元。",
    "公务接待费8.00万元，其中国内接待支出7.00万元（含外事接待支出3.00万元），会务1.00万元。",
    "收入总计900.00万元，其中：本年财政拨款500.00万元，上年结转300.00万元，还有单位资金100.00万元。",
    # rates of amounts that the sentence does not tell
    "下达直达资金600.00万元，已支付560.00万元，其中重点项目已支付200.00万元，支付率50.00%。",
    "下达甲资金600.00万元、乙资金300.00万元，已支付560.00万元，支付率62.22%。",
    "计划改造老旧小区560户，实际改造480户，完成投资2400.00万元，完成率96.00%。",
    "政府采购计划23.50万元，节约资金2.50万元，比上年节约率5.00%。",
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
