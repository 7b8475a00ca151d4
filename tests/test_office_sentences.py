"""Sentences of finance offices: right ones stay quiet, and where one figure of them is altered it is caught."""

import pytest
from auditing import loud

TITLE = "云岭区水利局2023年度部门决算\n\n三、情况说明\n"

#: A right passage, what is altered in it and how, and the rule that tells; no rule where only silence is asked.
PAIRS = {
    "a year goes on over what follows": (
        "2023年基本支出310.40万元、项目支出215.30万元，2022年基本支出262.70万元、项目支出104.90万元。", "", "", "",
    ),
    "a year goes on over the other side of the account": (
        "2023年收入716.12万元、支出702.35万元；2022年收入986.20万元，支出980.45万元。", "", "", "",
    ),
    "a sum of years": ("2021年结余13.56万元，2022年结余20.25万元，2023年结余31.17万元，三年累计结余64.98万元。", "64.98", "64.89", "PRS001"),
    "so many together": ("财政拨款收入126.87万元、事业收入119.36万元、其他收入162.49万元，以上三项合计408.72万元，为全部收入。", "119.36", "119.63", "PRS001"),
    "a change of two things together": ("会议费21.35万元、培训费113.72万元，较上年合计减少45.00万元，下降24.99%。", "", "", ""),
    "a change of two things, which are not told to be together": ("会议费21.35万元、培训费113.72万元，较上年增加125.00万元。", "", "", ""),
    "a budget that was cut for a reason": (
        "项目支出年初预算2787.66万元，因过紧日子要求年中调减945.02万元，调整预算数1842.64万元；全年实际支出1789.20万元，预算执行率97.10%。",
        "945.02", "954.02", "PRS001",
    ),
    "a rate of such a budget": (
        "项目支出年初预算2787.66万元，因过紧日子要求年中调减945.02万元，调整预算数1842.64万元；全年实际支出1789.20万元，预算执行率97.10%。",
        "97.10%", "91.70%", "BUD002",
    ),
    "a difference with its sign": ("会议费年初预算135.60万元，决算数121.35万元，差异-14.25万元，差异率-10.51%。", "-10.51%", "-10.15%", "BUD001"),
    "a move and its rate": ("培训费121.35万元，上年同期135.60万元，变动额-14.25万元，变动率-10.51%。", "-14.25", "-14.52", "CHG005"),
    "a fall and its rate with the sign": ("培训费121.35万元，比上年决算数135.60万元减少14.25万元，变动率-10.51%。", "-10.51%", "-11.51%", "CHG001"),
    "a proportion of growth": ("培训费支出145.60万元，较上年增加10.20万元，增加的比例为7.53%。", "7.53%", "5.73%", "CHG001"),
    "income and spending, each with its own": (
        "2023年收入、支出分别为359.69万元、725.23万元，分别比上年增加15.97万元、15.72万元，增长4.65%、2.22%。", "2.22%", "2.52%", "CHG001",
    ),
    "kinds of purchases of which the last alone is named in full": (
        "货物、工程、服务采购分别为50.85万元、74.03万元和54.51万元，分别占采购总额179.39万元的28.3%、41.3%和30.4%。", "41.3%", "43.1%", "PCT001",
    ),
    "assets over the year": ("固定资产年初数1362.45万元，本年增加53.27万元，本年减少12.64万元，年末数1403.08万元。", "1403.08", "1403.80", "PRS001"),
    "debts over the year": ("年初债务余额1362.45万元，本年新增债券353.27万元，偿还债务本金112.64万元，年末债务余额1603.08万元。", "353.27", "335.27", "PRS001"),
    "people over the year": ("年初在职人员58人，年内调入5人，退休3人，年末在职人员60人。", "60", "66", "PRS001"),
    "a score of its kinds of indicators": (
        "综合得分91.50分，其中决策类指标得分18.50分，过程类指标得分18.00分，产出类指标得分27.00分，效益类指标得分28.00分。", "27.00", "27.90", "SUM001",
    ),
    "scores behind what there was to get": (
        "自评总分96.31分，其中：预算执行率（10分）得9.71分，产出指标（50分）得48.00分，效益指标（30分）得28.60分，满意度指标（10分）得10.00分。",
        "96.31", "93.61", "SUM001",
    ),
    "rooms by what they are for": (
        "房屋面积3362.45平方米，其中办公用房1250.30平方米、业务用房1890.75平方米、其他用房221.40平方米。", "1890.75", "1980.75", "SUM001",
    ),
    "progress so far, again and again": (
        "全年预算1763.40万元。截至3月底累计支出151.27万元，执行进度8.58%；截至6月底累计支出495.68万元，执行进度28.11%；"
        "截至9月底累计支出930.22万元，执行进度52.75%；截至12月底累计支出1721.65万元，执行进度97.63%。",
        "52.75%", "57.25%", "PCT001",
    ),
    "payments with their shares in brackets": (
        "合同金额2341.87万元，首付款702.56万元（30%），进度款1170.94万元（50%），尾款468.37万元（20%）于质保期满后支付。", "（50%）", "（55%）", "PCT001",
    ),
    "rates in brackets that are no shares": ("教育支出50.35万元（12.5%）、卫生支出30.11万元（8.2%），均为同比增幅。", "", "", ""),
    "nested shares in brackets": (
        "补助资金100.50万元，其中甲村30.15万元（30%）、乙村20.10万元（20%）、丙村50.25万元（50%），丙村中道路12.56万元（25%）。", "", "", "",
    ),
    "grades of allowances": ("一档补助843人，每人800元，计67.44万元；二档补助125人，每人900元，计11.25万元。", "67.44", "64.74", "PRS002"),
    "a quota for everybody": ("公用经费按定额标准核定，在编人员93人，人均3500元，共计32.55万元。", "32.55", "35.25", "PRS002"),
    "the parts of last year's amount": (
        "2022年收入总计986.20万元，其中：本年收入900.10万元、年初结转86.10万元；2023年收入总计716.12万元，其中：本年收入700.00万元、年初结转16.12万元。",
        "", "", "",
    ),
    "what else is taken from the value of assets": ("固定资产原值136.50万元，累计折旧40.20万元，减值准备5.30万元，净值91.00万元。", "", "", ""),
    "points between two rates": ("人员经费占支出总额的比重为40.99%，比2022年度的39.52%提高1.47个百分点。", "1.47", "1.74", "CHG005"),
    "a rate that came down to another": ("非税收入占比由上年的39.52%降至35.11%，下降4.41个百分点。", "35.11", "31.51", "CHG005"),
    "points between two other rates": ("税收占60.12%，非税占比30.25%，下降2.10个百分点（上年32.35%）。收入占60.12%，项目支出比重30.25%提高2.10个百分点。", "", "", ""),
    "points between rates of change": ("支出下降5.20%，比上年增长3.10%下降8.30个百分点；收入增长5.20%，比上年增幅8.30%回落3.10个百分点。", "", "", ""),
    "beyond last year by so much": ("机关运行经费支出128.65万元，高于上年决算数5.02万元，增长4.06%。", "5.02", "5.20", "CHG001"),
    "beyond last year's amount": ("机关运行经费支出128.65万元，高于上年决算数123.63万元，增长4.06%。", "4.06%", "4.60%", "CHG001"),
    "less than last year's amount": ("机关运行经费支出118.65万元，低于上年123.63万元，下降4.03%。", "", "", ""),
    "a printed equation": ("“三公”经费控制率=（实际支出数44.72万元/预算安排数55.83万元）×100%=80.10%。", "44.72", "47.42", "PRS004"),
    "an equation of a difference": ("成本节约率=（567.30万元-512.85万元）/567.30万元×100%=9.60%。", "512.85", "521.85", "PRS004"),
    "an equation of people": ("在职人员控制率=112/120×100%=93.33%。", "112", "121", "PRS004"),
    "an equation of amounts": ("可用资金=年初结转31.20万元+本年拨款142.35万元-上缴12.05万元=161.50万元。", "161.50", "165.10", "PRS004"),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_right_passage_is_quiet(name: str) -> None:
    assert [f"{finding.rule} {finding.message}" for finding in loud(TITLE + PAIRS[name][0])] == []


@pytest.mark.parametrize("name", [name for name, pair in PAIRS.items() if pair[1]])
def test_an_altered_figure_is_caught(name: str) -> None:
    text, right, wrong, rule = PAIRS[name]
    assert text.count(right) >= 1
    assert rule in {finding.rule for finding in loud(TITLE + text.replace(right, wrong, 1))}


@pytest.mark.parametrize("words", [
    "预算执行率=全年执行数÷全年预算数×100%=96.00%。", "得分=10×96.50%=10分。", "2023年执行数/2022年执行数=5.00%。",
    "抽检合格率 ≥95% =100% 10 10", "增减率=（本年数、上年数）=12.00%。", "面积=12.50平方米×3=40.00平方米。",
])
def test_what_is_no_equation_of_amounts_is_not_reckoned(words: str) -> None:
    assert [finding.rule for finding in loud(TITLE + words) if finding.rule == "PRS004"] == []


def test_amounts_of_a_list_take_no_year_from_its_first_part() -> None:
    text = "项目支出526.70万元，其中2022年农田项目262.70万元、厕所改造项目164.00万元、秸秆利用项目100.00万元。"
    assert loud(TITLE + text) == []


def test_a_unit_told_in_a_heading_is_not_missed_below() -> None:
    text = "云岭区水利局2023年度部门决算\n\n三、支出决算情况说明（单位：万元）\n本年支出合计866.28，其中：基本支出48.91，占5.6%；项目支出817.37，占94.4%。\n"
    assert loud(text) == []


@pytest.mark.parametrize("words", [
    "2022年投入61.50万元，2023年投入5.80万元，五年累计投入130.00万元。",
    "2022年到账61.00万元、支出50.00万元，2023年到账72.00万元、支出66.00万元，两年累计结余17.00万元。",
    "2022年借入52.00万元，2023年归还21.00万元，两年合计结余31.00万元。",
    "2023年投入31.00万元，带动社会投资104.00万元，两年累计投入58.00万元。",
    "村干部误工补贴13人，人均2100元，共计32.76万元。",
    "通讯补贴42人，人均110元，共计5.54万元，按月发放。",
    "聘请专家6人，每人900元，评审5场，计2.70万元。",
    "举办培训班4期，每期55人，人均520元，共计11.44万元。",
    "春节、国庆慰问困难职工41人，每人600元，计4.92万元。",
    "医疗收入912.00万元，其中门诊收入405.00万元，住院收入507.00万元，其他收入51.00万元。",
    "机关运行经费支出12.40万元，上年15.50万元，变动额3.10万元，变动率20.00%。",
    "机关运行经费支出12.40万元，上年15.50万元，预算14.60万元，变动额-2.20万元，变动率-15.07%。",
    "公务接待费支出9.20万元，超过上年8.10万元，完成预算的91.50%。公务接待费上年支出8.10万元。",
    "本年收入合计1020.00万元，本年支出合计980.00万元。年初预算收入、支出分别为810.00万元、810.00万元。",
    "2022年公务接待费5.10万元，公务用车运行维护费4.20万元；本年公务接待费3.10万元、公务用车运行维护费4.20万元，公务接待费比上年减少2.00万元。",
    "项目支出108.00万元，其中重点项目：运转类12.00万元、特定目标类61.00万元。",
])
def test_neighbours_of_these_sentences_are_quiet(words: str) -> None:
    assert [f"{finding.rule} {finding.message}" for finding in loud(TITLE + words)] == []
