"""Passages that tell a figure twice in other words: a fault in one of the two is found, and what only looks like a second statement accuses nobody."""

import pytest

from auditlint import check_text
from auditlint.model.listings import ProseSum

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
    # figures of the next of several things
    "changes of two things": ("公务用车运行维护费、公务接待费分别为3.20万元和[1.10]万元，较上年分别减少0.90万元和0.50万元，分别下降21.95%和31.25%。", "1.30", "CHG001", "error"),
    "the rate of the second": ("公务用车运行维护费、公务接待费分别为3.20万元和1.10万元，较上年分别减少0.90万元和0.50万元，分别下降21.95%和[31.25%]。", "13.25%", "CHG001", "error"),
    "rates behind changes": ("机关事业单位基本养老保险缴费支出26.12万元，比上年增加0.82万元；机关事业单位职业年金缴费支出13.06万元，比上年增加[0.41]万元，分别增长3.24%和3.24%。", "0.91", "CHG001", "error"),
    "both sides of the account": ("2023年度收、支总计3521.45万元，与2022年度收、支总计3601.25万元相比，收、支总计分别减少79.80万元、[79.80]万元，降低2.22%、2.22%。", "75.80", "CHG005", "error"),
    "shares of an amount between": ("2023年度基本支出、项目支出分别为620.00万元、180.00万元，分别占本年支出800.00万元的77.50%和[22.50%]。", "25.20%", "PCT001", "error"),
    "completions of two": ("公务用车运行维护费和公务接待费支出决算分别为12.00万元和3.00万元。年初预算分别为13.00万元和4.00万元，完成预算的92.31%和[75.00%]。", "57.00%", "BUD002", "error"),
    "directions of two": ("基本支出2.00万元，项目支出6.00万元，与上年相比分别减少1.00万元、增加1.00万元，分别下降33.33%、增长[20.00%]。", "26.00%", "CHG001", "error"),
    # so many times last year's
    "times last year's amount": ("支出3000.00万元，是上年1000.00万元的[3]倍，增加的原因是新建校区。", "2", "PCT001", "error"),
    "times what is told by the change": ("支出24.00万元，是上年支出的[2]倍，比上年增加12.00万元，增长100%。", "6", "PCT001", "error"),
    "a part of last year's amount": ("2023年度收入总计1000.00万元，为上年的[80.00%]，比上年减少250.00万元。", "90.00%", "PCT001", "error"),
    "growth by so many times": ("公务接待费支出36.00万元，比上年12.00万元增加24.00万元，增长[2]倍。", "3", "CHG001", "error"),
    "from one year to the other": ("公务用车运行维护费由2022年的15.60万元下降到2023年的12.30万元，下降[21.15%]。", "12.15%", "CHG001", "error"),
    # wholes by another name, and shares before their amounts
    "shares in brackets": ("年度总收入812.30万元。按来源分：财政拨款收入712.30万元（占总收入的[87.69%]），事业收入90.00万元（占总收入的11.08%），其他收入10.00万元（占总收入的1.23%）。", "67.69%", "PCT001", "error"),
    "a total told behind its share": ("公务接待费56.00万元，占“三公”经费的5.00%；“三公”经费总额[1120.00]万元。", "1720.00", "PCT001", "error"),
    "a total that somebody owns": ("高标准农田建设项目总投资12000.00万元；累计完成投资[11500.00]万元，占总投资的95.83%。", "41500.00", "PCT001", "error"),
    "shares before their amounts": ("项目支出占总支出比重为20.00%，基本支出占总支出比重为[80.00%]；总支出3100.00万元，其中基本支出2480.00万元、项目支出620.00万元。", "81.00%", "PCT001", "error"),
    # what was spent and what is left
    "what is left of a budget": ("年初部门预算840.00万元，年中追加60.00万元，调整后预算900.00万元，实际支出[860.00]万元，结余40.00万元。", "960.00", "PRS001", "warning"),
    "posts that nobody holds": ("单位核定编制210人，实有在编[180]人，空编30人；聘用人员36人。", "150", "PRS001", "warning"),
    "a total beside a number of projects": ("实行绩效目标管理的项目12个，涉及一般公共预算拨款3620.55万元，政府性基金预算拨款120.00万元，合计[3740.55]万元。", "3240.55", "PRS001", "warning"),
    # averages and products
    "an average of the only amount and number": ("人员经费支出[520.00]万元，在职人员260人，人均2.00万元。", "510.00", "PRS003", "warning"),
    "an average by household": ("补助资金[480.00]万元，受益农户480户，户均1.00万元。", "430.00", "PRS003", "warning"),
    "a monthly standard over the year": ("2023年发放遗属生活补助6人，每人每月1200元，全年[8.64]万元。", "8.94", "PRS002", "warning"),
    # a total without a name, and other words for the base
    "two things together": ("公务用车运行维护费[10.55]万元，公务接待费1.52万元，两项合计12.07万元，较上年压减1.20万元，压减9.04%。", "80.55", "PRS001", "warning"),
    "all together against last year": ("工资福利支出3,600.00万元，商品和服务支出600.00万元，共计4200.00万元，比上年[3800.00]万元增长10.53%。", "3600.00", "CHG001", "error"),
    "more than the budget": ("第三方服务费88.00万元，比预算80.00万元超出[8.00]万元，超出10%。", "2.00", "CHG005", "error"),
    "last year's amount told later": ("会议费36.00万元，同比增长[50%]；培训费12.00万元，同比持平。会议费上年24.00万元。", "57%", "CHG001", "error"),
    "the whole of a list by where it comes from": ("全年组织收入[3668.00]万元。分渠道看，财政拨款收入3412.66万元，比重为93.04%；事业收入218.40万元，比重为5.95%；其他收入36.94万元，比重为1.01%。", "3568.00", "SUM001", "error"),
    # what passages of our own told in other words
    "the parts of what was just told": ("“三公”经费13.20万元，因公出国（境）费、公务用车购置及运行维护费、公务接待费依次为[3.20]万元、8.60万元、1.40万元。", "3.80", "REF124", "error"),
    "last year's of two things": ("培训费支出55.20万元，会议费支出44.80万元，上年分别为50.10万元和[49.25]万元，分别增长10.18%和下降9.03%。", "69.25", "CHG001", "error"),
    "rates of completion of two": ("培训费、会议费支出分别为55.20万元、44.80万元，年初预算分别为50.10万元、[49.25]万元，预算完成率分别为110.18%、90.96%。", "49.95", "BUD002", "error"),
    "added in the year and taken away": ("年初预算[90.00]万元，年中追加30.00万元，调减10.00万元，调整预算110.00万元，支出决算108.00万元。", "30.00", "PRS001", "warning"),
    "income, spending and the balance": ("全镇财政收入1860.24万元，全镇财政支出1702.50万元，收支相抵结余[157.74]万元。", "167.74", "PRS001", "warning"),
    "the budget of the year and what is carried over": ("项目支出预算600.50万元，其中当年预算[420.00]万元，上年结转180.50万元。", "410.00", "SUM001", "error"),
    "less than the budget": ("其他社会保障和就业支出（项）年初预算为[108.85]万元，支出决算为96.35万元，比年初预算少12.50万元。", "708.85", "CHG005", "error"),
    "more than last year told in brackets": ("会议费决算96.20万元（上年[88.40]万元），同比多支出7.80万元。", "28.40", "CHG005", "error"),
    "used of what there was": ("信息化建设资金88.60万元，使用[72.40]万元，使用率81.72%，结余16.20万元。", "79.40", "PCT001", "error"),
    "so many at a price each": ("更新执法车辆9辆，每辆18.00万元，共[162.00]万元。", "182.00", "PRS002", "warning"),
    "a part among those of an amount": ("本年支出1260.00万元，比重为100%。其中：教育支出860.00万元，比重为[68.25%]；农林水支出400.00万元，比重为31.75%。", "62.85%", "PCT001", "error"),
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
    # as many figures as things, of other things
    "公务用车运行维护费、公务接待费、会议费分别为3.20万元、1.10万元、2.00万元，车辆和接待批次较上年分别减少9.00%和5.00%。",
    "基本支出200.00万元，项目支出600.00万元，其中甲、乙两个项目较上年分别减少10.00万元、20.00万元。",
    "公务用车运行维护费、公务接待费分别为12.00万元、3.00万元。会议费4.00万元，培训费5.00万元，较上年增长10.00%、5.00%。",
    # times of something else
    "公务接待费支出36.00万元，接待人次是上年的3倍，比上年增加6.00万元，增长20.00%。",
    "公务接待费支出36.00万元，是因为上年未安排，比上年增加6.00万元，增长20.00%。",
    "基本支出36.00万元，为上年项目支出12.00万元的3倍；比上年增加6.00万元，增长20.00%。",
    # wholes that are called like another, and what is left of more
    "财政拨款收入526.30万元，基本支出480.00万元，占拨款的91.20%，甲项目总投资600.00万元，乙项目总投资500.00万元，支出占总投资的43.63%。",
    "全年预算100.36万元，上年结转50.00万元，支出90.36万元，结余60.00万元。",
    "全年预算100.36万元，甲项目支出30.25万元，乙项目支出50.11万元，结余20.00万元。",
    # averages of something else
    "人员经费支出520.00万元，项目支出100.00万元，在职人员260人，人均2.38万元。",
    "培训费支出10.00万元，培训人员260人，人均标准0.20万元。",
    "发放补助120.55万元，困难群众300人，人均每月500元。",
    "2023年发放遗属生活补助6人，每人每月1200元，全年补助经费9.94万元（含丧葬费1.30万元）。",
    # words that come near to those
    "年初预算90.00万元，年中追加30.00万元，其他调整15.00万元，调整预算135.00万元，支出决算108.00万元。",
    "全镇财政收入1860.24万元，上级补助500.00万元，全镇财政支出2102.50万元，收支相抵结余257.74万元。",
    "更新执法车辆9辆，每辆不超过18.00万元，共支出150.36万元。",
    "建设资金88.60万元，其中甲项目30.00万元，使用20.00万元，使用率66.67%。",
    "培训费支出55.20万元，会议费支出44.80万元，差旅费支出12.00万元，上年分别为50.10万元和49.25万元。",
    "甲企业产值120.00万元，占60.00%；乙企业税收35.00万元，占40.00%。",
    # names of a kind, of a part of those, of others, and some before the rest
    "项目组共有职工130人，其中女职工70人、男性党员30人。",
    "医疗收入900.00万元，其中门诊药品收入300.00万元、住院药品收入400.00万元。",
    "学校有教师120人，其中男教师45人、女教师65人、男工勤6人、女工勤4人。",
    "医疗收入900.00万元，其中门诊收入300.00万元、住院收入400.00万元，其余为体检收入。",
    # moves and their parts, and changes of the first budget
    "年初预算90.00万元，年中追加20.00万元，其中省级追加15.00万元、市级追加5.00万元，调整预算110.00万元。",
    "年初预算90.00万元，追加省级资金15.00万元，追加市级资金5.00万元，合计追加20.00万元，调整预算110.00万元。",
    "年初预算90.00万元，较上年增加10.00万元，年中追加20.00万元，调整预算110.00万元。",
    # what was there before the year, and what a bracket counts in
    "年初结转10.00万元。本年收入900.00万元，支出880.00万元，收支相抵，年末结余30.00万元。",
    "核定编制80名，实有78名（含超编2名），空编4名。",
    # of what was told last
    "计划培训4期200人次，实际培训5期230人次，完成率115.00%。",
    "收入1000.00万元、支出950.00万元，上年分别为950.00万元、920.00万元，分别增长5.26%、3.26%。",
    # averages of another year, with other things in them, and of some
    "公用经费支出156.00万元，在职在编78人，较上年人均2.05万元下降2.44%。",
    "公用经费156.00万元（含福利费10.00万元），在职78人，人均1.87万元（不含福利费）。",
    "危房改造资金80.00万元，其中改造16户，户均3.00万元。",
    # the other of two amounts is the base
    "项目结算审定金额285.60万元，送审金额300.00万元，审减14.40万元，审减率4.80%。",
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


def test_of_a_sentence_that_tells_more_than_any_nothing_is_made() -> None:
    """Each 结余 would be held to all that stands before it: a filing on one line takes as long as it is long."""
    told = "全年预算100.10万元，支出90.05万元，结余10.05万元"
    sums = [len(list(check_text(f"{TITLE}{'，'.join([told] * count)}。\n").files[0].filing.claims(ProseSum))) for count in (1, 40)]
    assert sums[0] == 1
    assert sums[1] < 20


@pytest.mark.parametrize("text", [
    "支出合计200.00万元，其中：差旅费20.00万元、会议费40.00万元，占支出合计的10.00%。",
    "净化设备20.00万元、会议费40.00万元，占支出合计200.00万元的10.00%。",
    "培训费支出20.00万元，比上年增加10.00万元，占支出合计100.00万元的10.00%。",
    "支出合计100.00万元。其中培训费支出20.00万元，比上年减少2.00万元，占2.00%。",
])  # fmt: skip
def test_no_change_on_last_year_and_no_name_is_a_difference_that_a_share_is_of(text: str) -> None:
    assert "PCT001" in {rule for rule, _ in findings(text)}
