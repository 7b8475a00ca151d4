"""Passages as departments write them in which a relation is easily given to the wrong item: right ones stay quiet, and the wrong figure is caught."""

import pytest
from auditing import loud

from auditlint import check_text

TITLE = "某某市教育局2023年度部门决算\n\n三、支出决算情况说明\n"

#: A right passage, and what must be found when the first of the two words stands as the second.
PAIRS = {
    "shares of two parts that come to an amount told before": (
        "（一）规模变化情况\n市司法局2023年财政安排1203.44万元，比2022年增加23.35万元。\n"
        "（二）结构情况\n公共安全支出1180.09万元，占98.1%；住房保障支出23.35万元，占1.9%。",
        "占98.1%", "占28.1%",
    ),
    "shares of three parts of an amount that has no known name": (
        "全镇农田水利建设投入500.00万元。\n按渠道分，东渠片150.00万元，占30.00%；西渠片250.00万元，占50.00%；南渠片100.00万元，占20.00%。",
        "西渠片250.00", "西渠片230.00",
    ),
    "a rate behind a list is said of its whole": (
        "项目支出612.55万元，其中：“扶贫专项”300.00万元，“信息化运维”100.00万元，完成年初预算680.00万元的90.08%。基本支出200.00万元，"
        "比上年增加10.00万元，增长5.26%。",
        "5.26%", "5.62%",
    ),
    "a base that is neither last year's nor a budget": (
        "年末结转和结余100.00万元，较年初80.00万元增加20.00万元，增长25%。", "增长25%", "增长52%",
    ),
    "与……相比 round an amount": (
        "年末结转和结余321.50万元。与年初结转和结余350.00万元相比，减少28.50万元，下降8.14%。", "28.50", "38.50",
    ),
    "two bases, the first with its rate alone": (
        "本年支出1020.00万元，比年初预算1000.00万元增长2.00%，比上年决算1120.00万元下降8.93%。", "2.00%", "3.00%",
    ),
    "持平 with the budget behind last year's change": (
        "“三公”经费支出9.10万元，与上年相比减少3.00万元，降低24.79%；与年初预算9.10万元相比持平。", "9.10万元相比", "9.80万元相比",
    ),
    "items of the classification that are public expenses too": (
        "一般公共预算财政拨款基本支出157.00万元，其中：人员经费138.50万元；公用经费18.50万元，主要包括：办公费10.00万元、差旅费6.00万元、"
        "公务接待费0.50万元、公务用车运行维护费2.00万元。\n七、“三公”经费支出决算情况说明\n财政拨款“三公”经费支出5.40万元，其中：公务用车运行维护费4.00万元；"
        "公务接待费1.40万元。",
        "差旅费6.00", "差旅费9.00",
    ),
    "one of two parts that changed as the whole did": (
        "七、“三公”经费支出决算情况说明\n公务用车购置及运行维护费0.92万元，较上年决算数减少17.00万元，下降94.87%。其中：\n"
        "（1）公务用车购置支出0.00万元，较上年决算数减少17.00万元，下降100.00%。购置公务用车0辆。（2）公务用车运行维护费0.92万元，与上年决算数持平。",
        "94.87%", "84.87%",
    ),
    "shares in brackets": (
        "本年收入合计21693.67万元，其中：一般公共预算财政拨款收入18770.02万元（占86.52%）；事业收入974.55万元（占本年收入的4.49%）；其他收入1949.10万元（占比8.98%）。",
        "（占86.52%）", "（占85.62%）",
    ),
    "what the last part of a list is made of": (
        "本部门共有车辆17辆，其中：机要通信用车2辆、应急保障用车3辆、执法执勤用车10辆、其他用车2辆，其他用车主要是业务用车2辆。", "保障用车3辆", "保障用车6辆",
    ),
    "a change of people said of the whole": (
        "年末实有人数356人，其中：在职人员310人（行政编制45人、事业编制265人），离退休人员46人；较上年增加6人，增长1.71%。", "1.71%", "1.91%",
    ),
    "a change from a stated amount behind a list is said of its whole": (
        "2023年度机关运行经费支出210.30万元，其中本级行政150.20万元、参公单位60.10万元，比上年198.40万元增加11.90万元，增幅6.00%。", "6.00%", "9.00%",
    ),
    "a subject named anew behind numbers of other things": (
        "总支出6230.55万元，户籍人口5.2万人，社区15个，总支出较2022年5600.10万元增加630.45万元，增长11.26%。", "11.26%", "12.16%",
    ),
    "what is added to a budget is no item": (
        "信息化建设年初预算90.00万元，年中追加30.00万元，调减10.00万元，支出决算88.00万元，完成年初预算的97.78%。", "97.78%", "87.78%",
    ),
    "what was carried over does not take what was spent": (
        "年初预算260.00万元，上年结转140.00万元，支出决算200.00万元，完成年初预算的76.92%。", "76.92%", "79.62%",
    ),
    "a decrease printed with its sign": ("公用经费90.00万元，较上年减少-3.00万元，下降-3.23%。", "下降-3.23%", "下降-3.93%"),
    "超支 is measured against the budget": (
        "公务用车运行维护费预算3.50万元，支出决算4.20万元，超支0.70万元，超支率20.00%。", "20.00%", "25.00%",
    ),
    "多 behind last year's amount": ("基本支出520.19万元，比上年498.22万元多21.97万元，增长4.41%。", "21.97", "71.97"),
    "净 before the direction": ("基本支出1523.00万元，比上年1400.00万元净增加123.00万元，净增长8.8%。", "123.00", "121.00"),
    "the difference of 由……到……": ("商品和服务支出由上年的70.50万元减少到61.20万元，减少9.30万元，降幅13.2%。", "减少9.30", "减少3.30"),
    "由……到…… without a year": ("人员经费由100.00万元增加至120.00万元，增加20.00万元，增长20.00%。", "增加20.00", "增加20.30"),
    "what only its role names": ("支出决算186.00万元，为年初预算140.00万元的132.86%。", "132.86%", "162.86%"),
    "brackets with both bases": (
        "支出决算1326.20万元（年初预算1290.00万元，完成102.81%；上年决算1312.00万元，增长1.08%）。", "1.08%", "9.08%",
    ),
    "the total behind its shares": (
        "货物采购60.00万元，占33.33%；服务采购40.00万元，占22.22%；工程采购80.00万元，占44.44%。采购总额180.00万元。", "33.33%", "38.33%",
    ),
    "names with 分别为": (
        "2023年度公务用车运行维护费、公务接待费分别为12.00万元和3.00万元，合计15.00万元。公务接待费3.00万元，比上年增加1.00万元，增长50.00%。",
        "和3.00万元", "和3.50万元",
    ),
    "this year's budget under its year": (
        "2023年“三公”经费决算16.00万元，2023年预算20.00万元，2022年决算18.00万元，比预算减少4.00万元，减少20.00%。", "减少4.00", "减少4.60",
    ),
    "the end of last year": ("资产总额5600.00万元，比上年末5200.00万元增加400.00万元，增长7.69%。", "7.69%", "7.96%"),
    "last year's total behind the parts of this year's": (
        "本年收入1256.30万元，其中：财政拨款收入1200.00万元；事业收入36.30万元；其他收入20.00万元；较上年本年收入1300.00万元减少43.70万元，"
        "下降3.36%。", "43.70", "45.70",
    ),
    "执行 behind the budget of a project": ("“两癌”筛查项目：全年预算39.40万元，执行36.20万元，执行率91.88%。", "91.88%", "91.38%"),
    "another whole of the sentence": (
        "政府采购支出200.00万元，完成采购预算250.00万元的80%，其中授予中小企业150.00万元，占75%。", "的80%", "的90%",
    ),
    "ratings of the projects that they come to": (
        "对12个项目开展部门评价，涉及1520.00万元，其中委托第三方机构评价项目3个。评价结果：优秀8个、良好3个、一般1个。", "优秀8个", "优秀9个",
    ),
}  # fmt: skip

#: Right passages in which nothing can be recomputed of what they seem to relate.
QUIET = [
    "本年支出520.00万元，扣除一次性因素70.00万元后，可比口径增长12.5%，上年支出400.00万元。",
    "一般公共预算收入520.00万元，同口径增长6.2%，较上年480.00万元自然口径增长8.3%。",
    "本年收入100.00万元，同比增长11.11%，不含上级补助收入10.00万元则与上年持平，上年90.00万元。",
    "收入总计1856.30万元，上年为1760.10万元。本年较上年增加96.20万元，增长5.47%，其中财政拨款增长8.2%，其他收入下降30.5%。",
    "基本工资320.00万元，比上年300.00万元，增加20.00万元；绩效工资150.00万元，比上年160.00万元，减少10.00万元；合计净增加10.00万元。",
    "支出24.00万元，是上年支出的2倍，比上年增加12.00万元，增长100%。",
    "决算支出320.00万元，较上年多支出20.00万元，较前年280.00万元多支出40.00万元，上年支出300.00万元。",
    "预算300.00万元，超支20.00万元，超支原因是材料涨价；决算320.00万元，上年决算350.00万元，比上年节约30.00万元。",
    "征地和拆迁补偿支出3000.00万元，其中：当年预算安排2600.00万元，上年结转400.00万元。完成当年支出预算的100.00%。",
    "一般公共预算财政拨款支出2110.00万元，占本年支出的80.00%，本年支出为2637.50万元；为年初预算2200.00万元的95.91%。",
    "全民健身经费56.00万元，其中比赛经费12.00万元增加场次3场，比选代理费2.00万元，较大维修费10.00万元，培训费32.00万元。",
    "“三公”经费支出4.20万元，较上年压减1.80万元，压减率30%，连续三年只减不增：2021年7.00万元、2022年6.00万元、2023年4.20万元。",
    "公务用车运行维护费7.20万元，公务用车保有量3辆，车均2.40万元，比上年车均2.60万元下降7.69%。",
    "医疗收入8600.00万元，其中门诊收入3000.00万元，占34.88%，住院收入5600.00万元，占65.12%；较上年增加600.00万元，增长7.50%；药占比26.5%。",
    "智慧城管项目：预算安排100.00万元，其中已支付60.00万元，待支付40.00万元，项目总投资100.00万元。",
]


@pytest.mark.parametrize("name", PAIRS)
def test_a_right_passage_is_quiet_and_its_fault_is_found(name: str) -> None:
    text, right, wrong = PAIRS[name]
    assert text.count(right) == 1
    assert loud(TITLE + text) == []
    assert loud(TITLE + text.replace(right, wrong)) != []


@pytest.mark.parametrize("text", QUIET)
def test_what_cannot_be_recomputed_accuses_nobody(text: str) -> None:
    assert loud(TITLE + text) == []


def test_a_rate_that_fits_a_rival_is_left_unchecked() -> None:
    """The rate holds of what the sentence began with: it neither counts as checked nor accuses."""
    text, right, _ = PAIRS["a rate behind a list is said of its whole"]
    first = text.partition("。")[0] + "。"
    rival, slip = check_text(TITLE + first), check_text(TITLE + first.replace("680.00万元的90.08%", "680.00万元的14.41%"))
    assert (rival.files[0].broken, rival.files[0].unchecked) == (0, 1)
    assert [finding.rule for finding in slip.findings if finding.severity != "note"] == ["BUD002"]


def test_a_slip_beside_its_rival_is_still_told() -> None:
    """收入总计 and 支出总计 are the same amount: the one mistyped by a stroke is no other thing than the other."""
    text = "2023年度支出总计4521.37万元，收入总计4821.37万元，比上年增加322.75万元，增长7.69%。"
    assert loud(TITLE + text) != []
