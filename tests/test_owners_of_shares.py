"""Of what shares, counts and averages are: what divides a whole once more, whose a part is, and which whole words name."""

import pytest
from auditing import loud, said

TITLE = "某县民政局2024年度部门决算\n三、支出决算情况说明\n"
BUDGET = "某县民政局2025年部门预算\n三、收支预算情况说明\n"
_ITEMS = (
    "本年支出合计1000.00万元，其中基本支出{}万元，项目支出{}万元。\n二、支出科目情况\n2040201 行政运行：420.00万元（基本支出400.00万元，项目支出20.00万元）\n"
    "2040220 执法办案：580.00万元（基本支出0.00万元，项目支出580.00万元）\n九、支出结构情况\n"
)
_NAMED = (
    "2024年度一般公共预算财政拨款支出1500.00万元，主要用于以下方面（按大类）：教育支出1200.00万元，占本年财政拨款支出{}%；"
    "卫生健康支出200.00万元，占本年财政拨款支出{}%；住房保障支出100.00万元，占本年财政拨款支出{}%。"
)
_BASIC = (
    "一般公共预算财政拨款支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t90.00\t60.00\t30.00\n"
    "205\t教育支出\t72.15\t50.05\t22.10\n208\t社会保障和就业支出\t17.85\t9.95\t7.90\n"
    "一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t人员经费\t公用经费\n\t合计\t60.00\t45.00\t15.00\n"
    "301\t工资福利支出\t45.00\t45.00\t0.00\n30101\t基本工资\t45.00\t45.00\t0.00\n302\t商品和服务支出\t15.00\t0.00\t15.00\n30201\t办公费\t15.00\t0.00\t15.00\n"
    "五、一般公共预算财政拨款支出决算情况说明\n一般公共预算财政拨款支出90.00万元。\n支出按经济科目分类\n"
)
_CARS = (
    "公务用车购置费51.24万元。公务用车运行维护费9.85万元。\n车辆情况\n年初公务用车保有量13辆，当年新购2辆，报废1辆，年末保有量14辆。"
    "公务用车购置费51.24万元，平均每辆{}万元；运行维护费9.85万元，车均0.70万元。"
)
_PROJECTS = "实行绩效目标管理的一般公共预算项目3个，涉及资金226.76万元；实行绩效目标管理的政府性基金预算项目3个，涉及资金24.68万元。"
_TOGETHER = (
    "一般公共预算财政拨款支出2121.54万元。\n四、项目绩效自评\n（1）公共卫生服务项目，全年预算207.35万元，实际支出186.61万元，执行率90.00%；\n"
    "（2）公立医院改革项目，全年预算241.31万元，实际支出217.18万元，执行率90.00%。\n两个项目全年预算合计448.66万元，实际支出合计403.79万元，总执行率{}%。"
)
RIGHT = [
    # what several projects cost together is not the department's
    _TOGETHER.format("90.00"),
    # two funds are two things
    _PROJECTS,
    # an average is of the cost told before it
    _CARS.format("25.62"),
    "公务用车运行维护费9.80万元，公务用车保有量14辆，其中加油4.20万元，车均0.30万元。",
    # the economic classes of all that was spent are not those of basic expenditure alone
    _BASIC + "一般公共预算财政拨款支出90.00万元，其中：\n工资福利支出（301）45.00万元；\n商品和服务支出（302）33.00万元；\n资本性支出（310）12.00万元；\n",
    # shares of a whole that is not their list's need not come to all of it
    _NAMED.format("75.00", "12.50", "6.25"),
    # what one item of the accounts has is not the department's
    _ITEMS.format("400.00", "600.00") + "基本支出占本年支出的比重为40.00%，上年为45.00%，降低5.00个百分点；项目支出占60.00%。",
    _ITEMS.format("400.00", "600.00").split("\n", 1)[1] + "基本支出占本年支出的比重为40.00%；项目支出占60.00%。",
    "本年支出合计1000.00万元，其中基本支出400.00万元，项目支出600.00万元。\n执法队支出500.00万元，其中人员经费300.00万元、公用经费200.00万元。\n人员经费占60.00%。",
    # 其中 behind a list of counts divides its whole once more
    "期末共有车辆17辆，其中，机要通信用车3辆、应急保障用车4辆、特种专业技术用车8辆、其他用车2辆。其中局本级12辆，所属单位5辆。",
]
_OF_YEAR = "收入预算1027.20万元，其中当年收入1011.02万元，占98.42%；上年结转16.18万元，占1.58%。当年收入中，一般公共预算资金{}万元（{}%）。"
_BY_CLASS = (
    "按支出性质分：基本支出1566.52万元，占总支出的45.8%；项目支出1851.53万元，占总支出的54.2%。以上合计3418.05万元。\n三、一般公共预算支出情况\n"
    "一般公共预算支出437.66万元，按功能科目说明如下：\n（一）社会保障和就业支出。2025年预算231.83万元，2024年预算214.40万元，增加17.43万元，增长8.1%。"
    "其中：基本支出231.83万元，项目支出0万元。\n（二）卫生健康支出。2025年预算83.02万元，2024年预算80.02万元，增加3.00万元，增长3.7%。"
    "其中：基本支出83.02万元，项目支出0万元。\n（三）住房保障支出\n2025年预算122.81万元，2024年预算117.81万元，增加5.00万元，增长4.2%。其中：基本支出122.81万元，项目支出0万元。\n"
)
RIGHT_BUDGETS = [
    # the paragraph of one class tells of its own basic expenditure
    _BY_CLASS,
    # 当年收入中 names the whole of a share in brackets
    _OF_YEAR.format("1011.02", "100.00"),
    _OF_YEAR.format("899.81", "89.00"),
]
WRONG_BUDGETS = [
    (_BY_CLASS + "四、其他情况\n基本支出1565.62万元。\n", "REF001"),
    (_BY_CLASS.replace("占总支出的45.8%", "占总支出的48.5%"), "PCT001"),
    (_OF_YEAR.replace("1.58", "1.85").format("1011.02", "100.00"), "PCT001"),
]
WRONG = [
    (_TOGETHER.format("99.00"), "BUD002"),
    (_PROJECTS.replace("政府性基金", "一般公共"), "CNT003"),
    (_CARS.format("26.52"), "PRS003"),
    (_CARS.format("25.62").replace("0.70", "0.07"), "PRS003"),
    ("公务用车运行维护费9.80万元，公务用车保有量14辆，车均0.07万元。", "PRS003"),
    (_BASIC + "工资福利支出（301）45.00万元。\n商品和服务支出（302）15.50万元。\n", "TAB009"),
    (_NAMED.format("80.00", "13.33", "7.66"), "PCT001"),
    (_ITEMS.format("400.00", "600.00") + "基本支出占本年支出的比重为40.00%；项目支出占66.00%。", "PCT001"),
    (_ITEMS.format("400.00", "600.00") + "基本支出占本年支出的比重为40.90%，上年为45.00%；项目支出占60.00%。", "PCT001"),
    ("期末共有车辆17辆，其中，机要通信用车3辆、应急保障用车4辆、特种专业技术用车8辆、其他用车2辆。其中局本级22辆，所属单位5辆。", "CNT002"),
]


@pytest.mark.parametrize("text", [TITLE + text for text in RIGHT] + [BUDGET + text for text in RIGHT_BUDGETS])
def test_a_right_filing_is_not_accused(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(("text", "rule"), [(TITLE + text, rule) for text, rule in WRONG] + [(BUDGET + text, rule) for text, rule in WRONG_BUDGETS])
def test_a_slip_is_told_all_the_same(text: str, rule: str) -> None:
    assert rule in {found.split()[0] for found in said(text)}


def test_a_slip_among_shares_in_brackets() -> None:
    right = "某某局2024年度部门决算\n七、政府采购\n实际采购487.40万元。按类别分：货物类60.55万元（12.42%）、工程类289.89万元（59.48%）、服务类136.96万元（28.10%）。"
    assert not loud(right)
    for old, new in (("12.42", "14.22"), ("59.48", "62.45"), ("28.10", "21.80")):
        assert "PCT001" in [each.rule for each in loud(right.replace(old, new))]


@pytest.mark.parametrize(("old", "new", "right"), [
    ("", "", True), ("支出90.00万元，用于", "支出中，用于", True), ("20.0%，比", "25.0%，比", False), ("占10.0%", "占11.0%", False), ("增加2.00", "增加5.00", False), ("支出9.00", "支出6.00", False),
])  # fmt: skip
def test_used_for_behind_a_semicolon_is_another_part(old: str, new: str, right: bool) -> None:
    text = "一般公共预算财政拨款支出90.00万元，用于科学技术方面的支出63.00万元，占70.0%，同比减少7.00万元，降低10.0%；用于卫生健康方面的支出18.00万元，占20.0%，比2022年度增加2.00万元，上升12.5%；用于住房保障方面的支出9.00万元，占10.0%，比2022年度减少1.00万元，降幅10.0%。"
    told = [finding.rule for finding in loud("某局2023年度部门决算\n" + (text.replace(old, new) if old else text))]
    assert (told == []) == right
