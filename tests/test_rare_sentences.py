"""Sentences that few filings have: right ones stay quiet, and the wrong figure is caught."""

import pytest
from auditing import loud

TITLE = "某某市教育局2023年度部门决算\n\n三、支出决算情况说明\n"

#: A right passage, and what must be found when the first of the two words stands as the second.
PAIRS = {
    "the economic classes of what was spent on running, with what each is": (
        "一般公共预算财政拨款安排基本支出700.00万元，其中：（1）工资福利支出538.52万元，包括基本工资、津贴补贴、奖金；（2）商品和服务支出100.00万元，"
        "包括办公费、印刷费、水费；（3）对个人和家庭补助支出59.38万元，包括离休费、退休费；（4）资本性支出2.10万元，包括办公设备购置、专用设备购置。",
        "538.52", "538.22",
    ),
    "vehicles by a shorter name": (
        "“三公”经费支出共计6.12万元，较年初预算数减少1.00万元，下降14.04%。\n（1）因公出国（境）费用0.00万元；（2）公务车购置费0.00万元；"
        "（3）公务车运行维护费4.98万元；（4）公务接待费1.14万元。",
        "4.98", "4.89",
    ),
    "last year's budget, and as it was adjusted": (
        "2023年机关运行经费111.00万元，上年年初预算104.00万元，上年调整预算113.00万元，比上年年初预算增加7.00万元，增长6.73%。", "6.73%", "9.73%",
    ),
    "a budget that was cut": (
        "“三公”经费年初预算25.76万元，压减后预算22.76万元，支出决算20.76万元，完成压减后预算的91.21%，较年初预算下降19.41%。", "91.21%", "81.21%",
    ),
    "a share of the income of the year behind that of all": (
        "收入合计1154.59万元，其中：财政拨款964.22万元，占83.51%；单位资金190.37万元，占16.49%，占当年收入的17.38%。", "16.49%", "18.49%",
    ),
    "what is lacking": (
        "农林水支出327.42万元，其中：行政运行91.07万元，完成预算100%；病虫害控制211.52万元，完成预算90.58%，差22.00万元；农村道路24.83万元。",
        "327.42", "317.42",
    ),
    "a fall whose rate has its sign in brackets": (
        "基本支出80.00万元，较上年减少20.00万元（-20.00%），项目支出60.00万元，较上年增加10.00万元（+20.00%）。", "-20.00%", "-30.00%",
    ),
    "what a cost changed by behind numbers of what it was spent on": (
        "公务接待费3.00万元，共接待49批次、493人次，比上年的38批次、570人次增加11批次，减少77人次；费用比上年减少1.00万元，下降25.00%。",
        "25.00%", "35.00%",
    ),
    "the difference of two budgets is not that of what was spent": (
        "2023年年初预算为200.00万元，调整预算数为260.00万元，决算数为250.00万元，比年初预算增加50.00万元，增长25.00%；"
        "调整预算比年初预算增加60.00万元，增长30.00%。",
        "60.00万元，", "80.00万元，",
    ),
    "all amounts of one name together": (
        "基本支出100.00万元，其中局机关60.00万元（人员经费50.00万元，公用经费10.00万元），所属单位40.00万元（人员经费30.00万元，公用经费10.00万元）。"
        "人员经费合计占基本支出的80.00%。\n项目支出60.00万元，较上年增加10.00万元，增长20.00%。",
        "增长20.00%", "增长30.00%",
    ),
    "a rate of what two funds come to": (
        "县级配套资金20.00万元，配套比例为25.00%（上级资金80.00万元），资金到位率100%，实际使用90.00万元，使用率90.00%。\n"
        "项目支出60.00万元，较上年增加10.00万元，增长20.00%。",
        "增长20.00%", "增长30.00%",
    ),
    "classes of the functional classification, of which a department has no others": (
        "一般公共预算财政拨款支出2811.05万元，主要用于以下方面：公共安全支出2302.18万元；社会保障和就业支出320.37万元；卫生健康支出70.22万元；住房保障支出118.28万元。",
        "70.22", "50.22",
    ),
    "classes of the economic classification": (
        "一般公共预算财政拨款基本支出6413.71万元，包括：工资福利支出5092.80万元，商品和服务支出849.58万元，对个人和家庭补助支出434.70万元，资本性支出36.63万元。",
        "434.70", "484.70",
    ),
    "items by their codes": (
        "2023年度一般公共预算拨款支出3922.36万元，支出项目（按项级科目分类统计）包括：\n（一）2013101-行政运行2779.20万元。主要用于机关正常运转。\n"
        "（二）2101101-行政单位医疗426.00万元。主要用于医疗保险缴费。\n（三）2210201-住房公积金717.16万元。主要用于职工住房公积金。",
        "717.16", "747.16",
    ),
    "a list that lacks less than anybody would leave out": (
        "项目支出320.45万元，其中：“护林防火”200.13万元，“信息化运维”120.32万元。", "200.13", "200.73",
    ),
    "goods, works and services that are to be bought": (
        "2023年度纳入部门预算的政府采购项目612.74万元，其中：拟采购货物支出100.13万元，拟采购工程支出200.45万元，拟采购服务支出312.16万元等。", "200.45", "240.45",
    ),
    "cars of which the last are all others": (
        "截至2023年12月31日，本单位共有车辆16辆，其中：执法执勤用车12辆、特种专业技术用车3辆、其他用车1辆。", "16辆", "46辆",
    ),
    "changes of parts whose amounts are not told": (
        "1.收入预算增加340.12万元，其中一般公共预算收入增加247.11万元，其他收入增加93.01万元。\n2.支出预算增加340.12万元，其中基本支出增加400.12万元，项目支出减少60.00万元。",
        "400.12", "400.72",
    ),
    "what is all of the whole changed as the whole did": (
        "财政拨款支出12122.00万元，比上年增加1235.00万元，其中：一般公共预算财政拨款支出12122.00万元，比上年增加1235.00万元；政府性基金预算财政拨款支出0.00万元。",
        "1235.00万元；", "1035.00万元；",
    ),
    "what came to a stock in the year and left it": (
        "固定资产年初原值100.25万元，本年增加900.50万元，本年减少50.15万元，年末原值950.60万元，累计折旧200.20万元，年末净值750.40万元。", "900.50", "900.80",
    ),
    "an amount that has come down to so much": ("培训费支出下降至12.50万元，比上年压减6.00万元，压减幅度32.43%。", "32.43%", "33.43%"),
    "last year's amount of a cost, behind numbers of what it was spent on": (
        "因公出国（境）费支出81.65万元，全年组织出国团组8个，24人次。与2022年113.99万元相比减少32.34万元，降低28.37%。", "113.99", "118.99",
    ),
    "how far what was spent is from the budget": (
        "工资福利支出年初预算373.08万元，决算398.35万元，差异额25.27万元，差异率6.77%；商品和服务支出年初预算134.00万元，决算124.70万元，差异额-9.30万元，差异率-6.94%。",
        "-9.30", "-9.80",
    ),
    "a plan of what was to be collected": (
        "上缴国库非税收入347.82万元，完成年度征收计划302.94万元的114.81%。", "114.81%", "141.81%",
    ),
    "questionnaires that came back": ("共发放问卷400份，收回有效问卷380份，有效率95.00%。", "95.00%", "85.00%"),
    "a part behind another with parts of its own in brackets": (
        "本年支出3153.43万元，其中：基本支出1788.76万元（人员支出420.26万元、对个人和家庭补助支出614.25万元、公用支出754.25万元），项目支出1364.67万元。",
        "1364.67", "1864.67",
    ),
    "budgets against last year's and each other, before what was spent is told": (
        "年初预算507.45万元，较上年年初预算387.31万元增加120.14万元；全年预算521.26万元，较年初预算增加13.81万元，增长2.72%；决算505.62万元，完成全年预算的97.00%。",
        "120.14", "170.14",
    ),
    "classes that come to their total by rounding": (
        "本年支出3499.57万元，其中：公共安全支出2981.96万元，社会保障和就业支出317.37万元，卫生健康支出200.26万元。", "317.37", "347.37",
    ),
    "by how many more, with a verb between, and last year's number": (
        "查办案件312件，同比多查办52件（上年260件），增长20%；罚没款468.00万元，同比多收78.00万元（上年390.00万元），增长20%。", "查办52", "查办25",
    ),
    "rates before the amounts that they lead to": (
        "受理案件同比下降12.5%至420件（上年480件），差旅费却同比增长10%至92.40万元（上年84.00万元）。", "10%", "20%",
    ),
    "rates before two amounts of which one becomes the other": (
        "接访批次下降15%，由400批降至340批；化解案件上升5%，由240件升至252件；驻点支出上升10%，由80.00万元升至88.00万元。", "252", "225",
    ),
    "rates that say of which things the amounts are": (
        "同比压减10%的会议费为4.50万元（上年5.00万元），同比压减20%的印刷费为6.40万元（上年8.00万元）。", "5.00", "6.00",
    ),
    "rates that say of which things the amounts are, last year's behind them": (
        "同比下降15%的论证费为17.00万元，同比增长25%的评审费为50.00万元，上年分别为20.00万元、40.00万元。", "25%", "35%",
    ),
    "a rate of others beside two amounts of which one became the other": (
        "本局支出增长3%（由800.00万元增至824.00万元）；全省平均增长4.5%，本局低1.5个百分点。", "824.00", "842.00",
    ),
    "what is unchanged is the total told before the list": (
        "免费开放补助中央120.00万元、地方80.00万元，合计200.00万元，即运转160.00万元、陈列40.00万元；较上年同期200.00万元持平。", "期200.00", "期240.00",
    ),
    "a change of a part, and the total unchanged": (
        "展会费用112.00万元、场馆租赁48.00万元，共160.00万元，其中场馆租赁较上年减少12.00万元；总体与上年160.00万元持平。", "上年160", "上年170",
    ),
    "all of a list with lists in it": (
        "1.社会保障和就业支出5,100.00万元，占85%\n其中：就业补助3,060.00万元，占社会保障和就业支出的60%\n2.卫生健康支出300.00万元，占5%\n3.住房保障支出600.00万元，占10%\n"
        "其中：住房公积金420.00万元，占住房保障支出的70%；购房补贴180.00万元，占30%\n合计6,000.00万元，占100%",
        "占住房保障支出的70%", "占住房保障支出的80%",
    ),
    "a share of all that a sentence lists": (
        "支出包括办案费66.00万元、宣传费24.00万元和培训费10.00万元，占项目支出200.00万元的50%。", "50%", "60%",
    ),
    "last year's amount of what two things come to": (
        "“三公”经费中，公务用车运行维护费92.00万元、公务接待费8.00万元，较上年的105.00万元减少5.00万元，下降4.76%。", "4.76%", "6.74%",
    ),
    "by how much each of two things is less": (
        "项目支出84.00万元，党员教育与阵地建设各占一半，均为42.00万元；与上年96.00万元相比，两项各减少6.00万元。\n公务接待费3.00万元，比上年减少1.00万元，下降25.00%。",
        "25.00%", "35.00%",
    ),
    "a share of what was added, and not of what it came to": (
        "年初批复3000.00万元，年末预算数3359.30万元，年中净追加359.30万元，占年初批复的11.98%。", "11.98%", "19.98%",
    ),
    "a share of the difference of two amounts in brackets": ("决算与预算相差86.40万元（决算1113.60万元，预算1200.00万元），占预算的7.20%。", "差86.40", "差84.60"),
    "a share of what passes the budget": ("支出超预算120.00万元，占预算4,000.00万元的3%，实际支出4,120.00万元，超支全部由上级追加指标解决。", "的3%", "的5%"),
    "shares of what was added, of two amounts": ("追加预算315.00万元，占决算支出2,100.00万元的15%，占年初预算1,800.00万元的17.50%。", "17.50%", "15.70%"),
    "what was saved of a budget, before what was spent": (
        "年初预算180.00万元、追加20.00万元，合计200.00万元，招标节约12.40万元，实际支出187.60万元，节约率6.20%。", "6.20%", "6.80%",
    ),
    "what last year's amount grew by": ("本年支出合计4005.17万元，去年增长6.2%，今年下降5.00%（去年支出4216.00万元）。", "5.00%", "6.00%"),
    "last year's budget and accounts before this year's": (
        "上年预算560.00万元、上年决算532.00万元，本年预算600.00万元、本年决算582.00万元，完成率由95%提高到97%；决算数同比增长9.40%。", "9.40%", "4.90%",
    ),
    "what was spent of a budget behind what it came from": (
        "全年预算数1520.00万元，其中年初预算1300.00万元、上年结转80.00万元、年中追加140.00万元；执行1474.40万元，预算执行率97%。", "97%", "79%",
    ),
}

#: Right passages that a reading made for others might accuse.
RIGHT = {
    "costs of two units, each in brackets": (
        "基本支出1486.94万元，其中局机关929.90万元（人员经费404.23万元，占43.47%；公用经费525.67万元，占56.53%），"
        "所属事业单位557.04万元（人员经费299.32万元，占53.73%；公用经费257.72万元，占46.27%）。"
    ),
    "a budget, what was spent, and last year's, one behind the other": (
        "预算300.00万元，超支20.00万元，超支原因是材料涨价；决算320.00万元，上年决算350.00万元，比上年节约30.00万元。"
    ),
    "as many that are left as were told": "拟对4个项目、涉及预算资金222.71万元开展绩效自评，其中2个项目、89.08万元列为重点评价，其余2个项目由单位自行评价。",
    "a part with parts of its own in brackets": (
        "本年支出3153.43万元，其中：基本支出1788.76万元（人员支出420.26万元、对个人和家庭补助支出614.25万元、公用支出754.25万元），项目支出1364.67万元。"
    ),
    "an amount that the year began with, and more that came to it": "年初专项资金余额12.50万元，当年增加60.00万元，增长480.00%。",
    "changes of which one is left out": "收入预算增加350.12万元，其中一般公共预算收入增加247.11万元，其他收入增加93.01万元。",
    "numbers of groups and last year's numbers of them": "因公出国（境）费支出8.00万元，全年组织出国团组8个，比上年9个减少1个，下降11.11%。",
    "two costs and numbers of what the second was spent on": (
        "因公出国（境）费支出8.00万元；公务接待费支出3.00万元，接待9批次。与上年4.50万元相比减少1.50万元，下降33.33%。"
    ),
    "classes, and the rest of them": (
        "本年支出1035.16万元，其中：农林水支出850.43万元；社会保障和就业支出80.51万元；住房保障支出74.22万元；其余为卫生健康等支出。"
    ),
    "classes whose shares tell that there are others": (
        "本年支出1035.16万元，其中：农林水支出850.43万元，占82.15%；社会保障和就业支出80.51万元，占7.78%；住房保障支出74.22万元，占7.17%。"
    ),
    "projects of which one is left out": "项目支出340.45万元，其中：“护林防火”200.13万元，“信息化运维”120.32万元。",
    "classes in whole amounts of which a small one is left out": "本年支出12345万元，其中：教育支出11801万元，农林水支出541万元。",
    "a budget against last year's, beside what was spent": (
        "公务接待费支出3.00万元，年初预算4.00万元，年初预算比上年减少1.00万元，下降20.00%，完成年初预算的75.00%。"
    ),
    "numbers of guests that changed, and no cost": "公务接待费3.00万元，共接待49批次、493人次，比上年增加11批次，增长28.95%。",
    "a cost behind numbers where two were told": (
        "公务接待费3.00万元，其中外事接待费1.00万元，共接待9批次，费用比上年增加0.50万元，增长100.00%。"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_it_is_quiet_where_right_and_tells_the_slip(name: str) -> None:
    text, right, wrong = PAIRS[name]
    assert loud(TITLE + text + "\n") == []
    assert right in text
    assert loud(TITLE + text.replace(right, wrong, 1) + "\n") != []


@pytest.mark.parametrize("name", RIGHT)
def test_it_accuses_no_right_sentence(name: str) -> None:
    assert loud(TITLE + RIGHT[name] + "\n") == []
