"""Whose a figure is, what a change is said of, and how exact a figure is: budgets and accounts of many cities, in words of our own."""

import pytest
from auditing import loud

from auditlint import check_text

#: The text, and what must be found when the first of the two words stands as the second.
PAIRS = {
    "the change after a list is the whole's": (
        "梅岭市信访局2026年部门预算\n本部门当年预算收入4,203.47万元，其中：一般公共预算拨款3,900.00万元、上年结转203.47万元、其他收入100.00万元，"
        "较上年增加142.30万元，增长3.50%，增长的主要原因是人员增加。",
        "3.50%", "3.05%",
    ),
    "the change after 其中上年结转 is the whole's": (
        "本部门2020年度收入总计3,600.00万元，其中上年结转和结余600.00万元，较2019年增加400.00万元，增长12.50%；本年收入合计3,000.00万元。",
        "12.50%", "12.05%",
    ),
    "收入 after a list is what was listed": (
        "松岭市商务局2026年部门预算\n二、部门收支总体情况\n（一）收入预算。2026年年初预算数9,230.18万元，其中：一般公共预算拨款8,417.70万元，事业收入812.48万元，"
        "收入比2025年增加1,784.38万元。",
        "8,417.70", "8,471.70",
    ),
    "units one after another keep their own": (
        "一、柳川市水利局本级预算2,937.48万元，包括人员支出2,000.00万元、公用经费937.48万元。\n"
        "二、柳川市河道监测站预算719.29万元，包括人员支出500.00万元、公用经费219.29万元。",
        "500.00", "560.00",
    ),
    "procurement of one fund beside that of all": (
        "松岭市水利局2026年部门预算\n（二）政府采购情况。所属各预算单位政府采购预算总额654.82万元：政府采购货物预算126.79万元、政府采购工程预算46.53万元、"
        "政府采购服务预算481.50万元；其中一般公共预算拨款政府采购550.00万元：政府采购货物预算56.35万元、政府采购工程预算12.15万元、政府采购服务预算481.50万元。",
        "12.15", "21.15",
    ),
    "two economic classifications of the same money": (
        "梅岭市财政局2026年部门预算\n一般公共预算支出100.00万元，其中：工资福利支出（301）60.00万元，商品和服务支出（302）40.00万元。\n"
        "一般公共预算支出100.00万元，其中：机关工资福利支出（501）35.00万元，机关商品和服务支出（502）20.00万元，对事业单位经常性补助（505）45.00万元。",
        "20.00万元", "29.00万元",
    ),
    "what is carried into a budget and out of it": (
        "榆州市水务局2026年部门预算\n二、收入预算情况说明\n2026年度收入预算1,260.34万元，比2025年年初预算数1,247.85万元增加12.49万元，增长1.00%。\n"
        "（一）本年财政拨款收入960.77万元\n1.一般公共预算拨款收入900.77万元。\n2.政府性基金预算拨款收入60.00万元。\n（二）上年结转结余299.57万元\n"
        "三、支出预算情况说明\n2026年支出预算1,260.34万元，比2025年年初预算数1,247.85万元增加12.49万元，增长1.00%。\n"
        "（一）基本支出。基本支出预算576.92万元，占本年支出预算48.06%。\n（二）项目支出。项目支出预算623.42万元，占本年支出预算51.94%。其中：\n"
        "1.事业单位经营支出23.00万元。\n2.上缴上级支出0万元。\n3.对附属单位补助支出0万元。\n（三）年终结转结余资金60.00万元。",
        "576.92", "579.62",
    ),
    "parts under headings of their own": (
        "2020年全县使用当年财政拨款安排的“三公”经费决算总额为1068.00万元，较年初预算减少32%。其中：\n一、因公出国（境）经费\n2020年因公出国（境）决算支出0万元。\n"
        "二、公务用车购置及运行维护费\n公务用车购置及运行费决算支出785.00万元。\n三、公务接待费\n公务接待费决算支出283.00万元。",
        "1068.00", "1028.00",
    ),
    "the budget of the three public expenses is closed": (
        "2023年区级部门一般公共预算“三公”经费支出预算为2475.77万元，其中：因公出国（境）费用83.00万元，公务用车购置及运行维护费1534.95万元，公务接待费857.82万元。",
        "2475.77", "2493.77",
    ),
    "a total headed 合计": (
        "2015年“三公”经费支出合计30.49万元，其中：公务接待费1.58万元，公务用车购置及运行费28.91万元，因公出国（境）费0万元。",
        "30.49", "31.49",
    ),
    "a difference from the budget beside a rate": (
        "2017年度一般公共预算财政拨款支出总计1741.75万元；完成年初预算103.32%，决算数大于预算数55.93万元，主要原因是职工工资调标。",
        "103.32%", "100%",
    ),
    "posts, and those who hold them": (
        "人员编制598人，其中行政编制150人、事业编制448人；实有人员566人，其中行政143人、事业423人。",
        "566人", "582人",
    ),
    "a range of offices is as many as it says": (
        "二、机构设置\n浦岭市人民政府办公室设12个处室，分别为：办公室、组织人事处、综合一处至综合七处、财务处、督查处、机关党委。",
        "12个", "11个",
    ),
    "what stands beside the count": (
        "局本级内设3个处室及机关党委，分别是办公室、审批管理处、人事处、机关党委。",
        "3个", "5个",
    ),
    "a budget without a title": (
        "2024年收入预算1000万元，其中，一般公共预算拨款900万元，政府性基金预算拨款50万元，财政专户管理资金20万元，事业收入0万元，上年结转30万元。",
        "上年结转30", "上年结转80",
    ),
    "a budget that begins with its own words": (
        "支出预算500.00万元。其中：基本支出420.30万元，占总支出的84.06%；项目支出79.70万元，占总支出的15.94%。",
        "15.94%", "19.62%",
    ),
    "合计 at the end of a list closes it": (
        "梅岭市绿化局2026年部门预算\n2026年度项目总预算900.82万元，其中道路清扫486.59万元，道路冲洗238.40万元，废物箱保洁112.33万元，应急保障63.50万元，合计900.82万元。",
        "486.59", "468.59",
    ),
}  # fmt: skip

QUIET = {
    "the writer's 总收入 and 总支出 are those of the year": (
        "2018年度决算总收入1244.27万元，比2017年度决算总收入1058.51万元增加185.76万元。2018年度总支出1095.67万元，比2017年度总支出1060.87万元增加34.80万元。"
    ),
    "basic and project expenditure of each item": (
        "2021年一般公共预算拨款支出149.39万元，其中：基本支出144.02万元，项目支出5.37万元。\n机构运行110.09万元，其中：基本支出110.09万元，项目支出0万元。\n"
        "其他技术研究与开发支出5.37万元，其中：基本支出0万元，项目支出5.37万元。"
    ),
    "classes under 人员经费 and 公用经费": (
        "梅岭市委宣传部2021年部门预算\n一般公共预算支出400.00万元，其中：工资福利支出（301）200.00万元；商品和服务支出（302）200.00万元。"
        "其中①人员经费：工资福利支出（301）200.00万元；商品和服务支出（302）20.00万元。②公用经费：商品和服务支出（302）180.00万元。"
    ),
    "an aside within a list in semicolons": (
        "公安管理1,000.00万元，主要包括：业务费600.00万元，其中结转39.00万元，用于办案；辅警费300.00万元，用于勤务；培训费100.00万元，用于训练。"
    ),
    "whole ten thousands beside cents": (
        "2026年申湾市信访中心支出预算28,829万元，其中：财政拨款支出预算28,828万元。\n2026年“三公”经费预算数为44.10万元。"
    ),
    "a full stop within brackets": (
        "2022年本部门财政拨款安排“三公”经费502.40万元，比上年减少14.60万元，下降2.82%。其中：公务用车购置及运行费500.00万元（公务用车购置费100.00万元，比上年增加0万元；"
        "公务用车运行维护费400.00万元，比上年增加0万元。）比上年增加0万元，增长0%，主要原因是与上年持平；公务接待费2.40万元，比上年减少14.60万元，下降85.88%。"
    ),
    "foreign guests nil beside others": "公务接待费支出0.16万元。2019年共接待国外来访团组0个，来访外宾0人次；发生国内接待1次，接待人数共13人。",
    "neither 增加 nor 减少 of nothing": "因公出国（境）费支出0.00万元，较上年增加（减少）0万元（0%），增加（减少）的主要原因是未安排出国任务。",
    "paragraphs with amounts are no parts of what stands before them": (
        "梅岭市应急局2026年部门预算\n2026年政府性基金支出预算770万元。\n十一、国有资本经营预算支出情况说明\n国有资本经营预算支出0万元。\n"
        "十二、机关运行经费情况说明\n机关运行经费预算196.94万元。\n十三、政府采购情况说明\n政府采购预算总额1,572.85万元。"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_right_is_quiet_and_wrong_is_found(name: str) -> None:
    text, right, wrong = PAIRS[name]
    assert right in text
    assert loud(text) == []
    assert loud(text.replace(right, wrong, 1)) != []


@pytest.mark.parametrize("name", QUIET)
def test_no_false_accusation(name: str) -> None:
    assert loud(QUIET[name]) == []


YEARS = (
    "甲县水利局2023年度部门决算\n第二部分 部门决算情况说明\n一、收入支出决算总体情况说明\n2023年度收、支总计120.00万元。与2022年度相比，收、支总计各增加20.00万元，增长20.00%。\n"
    "二、机关运行经费\n2023年度甲县水利局机关运行经费支出11.00万元，比2022年增加1.00万元，增长10.00%。\n"
    "三、政府采购\n2023年度一般公共预算财政拨款支出90.00万元，与上年相比，减少10.00万元，下降10.00%。"
)


@pytest.mark.parametrize("words", ("收、支总计120", "甲县水利局机关", "一般公共预算财政拨款支出90"))
def test_a_stale_year_is_named_and_its_amounts_are_not_accused(words: str) -> None:
    assert loud(YEARS) == []
    found = loud(YEARS.replace(f"2023年度{words}", f"2022年度{words}"))
    assert [finding.rule for finding in found] == ["TXT002"]


def test_last_years_amount_is_the_base_of_a_change() -> None:
    text = "甲县水利局2023年度部门决算\n2022年度公务接待费支出4.00万元，2023年度公务接待费支出3.00万元，比上年减少1.00万元，下降25.00%。"
    assert loud(text) == []
    assert [finding.rule for finding in loud(text.replace("25.00%", "33.33%"))] == ["CHG001"]


def test_a_wrong_unit_is_one_cause() -> None:
    text = (
        "甲县水利局2023年度部门决算\n2023年度政府采购支出总额458.20万元，其中：政府采购货物支出109.38万元、政府采购工程支出260.49万元、政府采购服务支出88.33万元。"
        "公务接待费支出3.00万元，比上年减少1.00万元，下降25.00%。"
    )
    assert loud(text) == []
    for right in ("88.33", "1.00"):
        (found,) = loud(text.replace(f"{right}万元", f"{right}元"))
        assert found.rule == "UNI001" and found.suspects[0].should_be == f"{right}万元"


def test_amounts_keep_the_decimals_they_print() -> None:
    dropped = check_text("2023年度支出19.55万元，其中：办公费6.2万元，印刷费6.25万元，邮电费7.10万元。").files[0]
    assert [figure.places for figure in dropped.filing.figures] == [2, 2, 2, 2]
    apart = check_text("2023年度支出20万元。公务接待费支出6.25万元。").files[0]
    assert [figure.places for figure in apart.filing.figures] == [0, 2]


def test_names_without_a_region_make_no_two_filings_one() -> None:
    from auditlint.readers import read
    from auditlint.reading import read_filing
    from auditlint_rules.years import filed_twice

    def filings(name: str) -> list:
        texts = (f"{name}2023年度部门决算\n公务接待费支出{amount}万元。" for amount in ("3.00", "4.00"))
        return [read_filing(read(text.encode(), f"{number}.txt")) for number, text in enumerate(texts)]

    assert [check.verdict for check in filed_twice(filings("甲县水利局"))] == ["broken"]
    assert list(filed_twice(filings("水利局"))) == []


def test_digits_are_changed_about_across_the_point() -> None:
    from auditlint.model.strokes import one_stroke, one_stroke_away

    assert one_stroke("40.20", "42.00") == "swapped"
    assert "42.00" in one_stroke_away("40.20")
    assert one_stroke("40.20", "42.10") == ""


def test_a_rate_of_the_economy_is_not_said_of_what_was_spent() -> None:
    """地区生产总值增长 5.00% follows an amount with last year's and is no rate of it; with its name a rate is judged."""
    text = "2023年度部门决算\n一般公共预算财政拨款支出20.00万元，上年10.00万元。全年{}。"
    assert [f.rule for f in check_text(text.format("地区生产总值增长5.00%")).findings if f.severity != "note"] == []
    assert [f.rule for f in check_text(text.format("一般公共预算财政拨款支出增长5.00%")).findings] == ["CHG001"]


@pytest.mark.parametrize(("old", "new", "rules"), [("", "", []), ("减少6.40万元", "减少6.90万元", ["CHG001"]), ("18.20%", "12.80%", ["CHG001"])])
def test_what_was_spent_is_named_again_of_what_its_sentence_tells(old: str, new: str, rules: list[str]) -> None:
    text = "四、财政拨款收入支出决算总体情况说明\n本年财政拨款支出4650.80万元，2022年为4415.20万元，同比增长5.34%。\n七、财政拨款“三公”经费支出决算情况说明\n2023年度“三公”经费支出预算32.10万元，支出决算28.76万元，完成预算的89.6%，支出决算较上年减少6.40万元，下降18.20%。\n"
    assert [finding.rule for finding in loud("某局2023年度部门决算\n" + (text.replace(old, new) if old else text)) if finding.rule != "CNT004"] == rules


_CLASSLESS = """某局2023年度部门决算
五、一般公共预算财政拨款支出决算情况说明
一般公共预算财政拨款支出决算具体情况：
1.一般公共服务支出（类）支出决算20.00万元。
（1）一般公共服务支出（类）财政事务（款）行政运行（项）支出决算12.00万元。
（2）一般公共服务支出（类）财政事务（款）一般行政管理事务（项）支出决算8.00万元。
2.卫生健康支出（类）支出决算10.00万元。
（1）卫生健康支出（类）公共卫生（款）基本公共卫生服务（项）支出决算3.00万元。
（2）卫生健康支出（类）公共卫生（款）重大公共卫生服务（项）支出决算1.00万元。
（3）行政事业单位医疗（款）行政单位医疗（项）支出决算4.00万元。
（4）行政事业单位医疗（款）公务员医疗补助（项）支出决算2.00万元。
"""


def test_items_that_name_no_class_are_of_the_one_beside_them() -> None:
    assert loud(_CLASSLESS) == []
    assert [(finding.rule, finding.expected) for finding in loud(_CLASSLESS.replace("12.00", "13.00"))] == [("SUM004", "21.00")]


def test_an_item_that_names_no_class_is_not_counted_to_a_class_that_does_not_need_it() -> None:
    text = _CLASSLESS.replace("12.00", "9.00").replace("（3）行政事业单位医疗（款）行政单位医疗", "（3）卫生健康支出（类）行政事业单位医疗（款）行政单位医疗")
    assert [(finding.rule, finding.expected) for finding in loud(text)] == [("SUM004", "17.00")]
