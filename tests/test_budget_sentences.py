"""Sentences of budgets: both sides of the account behind reasons, changes with reasons between them, parts in brackets with their changes."""

import pytest
from auditing import loud

from auditlint import check_text

_TITLE = "某某局2026年部门预算\n二、部门收支总体情况\n"
_BOTH = (
    "2026年本部门收入预算155,723.39万元，比上年减少7,507.97万元，下降4.6%，主要原因是年度工作任务不同。较大的项目变动，"
    "一是比上年减少了补助资金53,790.41万元；二是比上年增加了专项资金16,861.78万元；"
    "支出预算155,723.39万元，比上年减少7,507.97万元，下降{}%，主要原因是年度工作任务不同。"
)
_MOVES = (
    "支出预算1,230.18万元，比2025年增加284.38万元，其中：基本支出增加281.90万元，增长3.12%，主要是人员增加；"
    "项目支出增加{}万元，增长2.00%，主要原因是统一要求，新增项目。"
)
_BRACKET = (
    "公务用车购置及运行维护费26.54万元（公务用车购置费10.00万元，比上年增加10.00万元；"
    "公务用车运行维护费{}万元，比上年减少14.85万元，下降47.31%。）比上年减少4.85万元，下降15.45%，主要原因是集中管理。"
)

_REASONS = (
    "(一)收入预算:2026年年初预算数174,900.64万元,其中:一般公共预算拨款101,833.84万元,政府性基金预算拨款41,534.73万元,财政专户管理资金22,070.82万元,"
    "事业收入资金2,461.25万元,事业单位经营收入资金6,282.98万元,其他收入资金717.01万元。收入比2025年减少86,685.29万元,"
    "主要是一般公共预算拨款减少7,885.67万元,政府性基金预算拨款减少{}万元,财政专户管理资金增加2,024.14万元,"
    "事业收入增加423.5万元,事业单位经营收入减少578.31万元,其他收入减少503.68万元。"
)


@pytest.mark.parametrize(
    "sentence, wrong, right, rule",
    [(_BOTH, "6.4", "4.6", "CHG001"), (_MOVES, "2.84", "2.48", "SUM002"), (_BRACKET, "15.64", "16.54", "CHG001"), (_REASONS, "80,165.72", "80,165.27", "PRS001")],
)
def test_a_slip_in_a_sentence_of_a_budget(sentence: str, wrong: str, right: str, rule: str) -> None:
    assert not loud(_TITLE + sentence.format(right))
    told = loud(_TITLE + sentence.format(wrong))
    assert (rule, wrong) in {(each.rule, suspect.text.rstrip("%")) for each in told for suspect in each.suspects}


def test_both_sides_of_the_account_are_read_behind_reasons() -> None:
    figures = check_text(_TITLE + _BOTH.format("4.6")).files[0]
    assert figures.figures - figures.checked == 2  # the two amounts of the reasons


_BALANCE = (
    "某局2026年部门预算\n一、收支预算说明\n（一）收入预算：2026年收入预算7,370.46万元，其中：一般公共预算收入7,367.46万元，其他收入3万元。\n"
    "（二）支出预算：2026年支出预算7,370.46万元，其中：基本支出6,437.46万元，项目支出933万元。\n"
    "（三）增减变化情况：2026年收支预算{}万元，比上年减少{}万元，其中：\n"
    "1.收入预算减少{}万元，其中一般公共预算收入减少18,431.5万元，其他收入减少4万元。\n"
    "2.支出预算减少18,435.5万元，其中基本支出减少16,342.46万元，项目支出减少2,093.04万元。\n"
)
_BALANCED = ("7,370.46", "18,435.5", "18,435.5")


@pytest.mark.parametrize("at, wrong", [(0, "7,307.46"), (1, "18,345.5"), (2, "15,435.5")])
def test_both_sides_of_a_budget_and_what_they_are_together(at: int, wrong: str) -> None:
    assert not loud(_BALANCE.format(*_BALANCED))
    values = list(_BALANCED)
    values[at] = wrong
    told = loud(_BALANCE.format(*values))
    assert told and wrong.replace(",", "") in {each.actual.replace(",", "") for each in told} | {suspect.text.replace(",", "") for each in told for suspect in each.suspects}


def test_what_last_year_had_may_be_in_no_list_of_a_budget() -> None:
    gone = _BALANCE.format(*_BALANCED).replace("减少18,431.5万元，其他收入减少4万元", "减少18,425.5万元，财政专户管理资金收入减少6万元，其他收入减少4万元")
    assert not loud(gone)


def test_what_a_rate_of_completion_makes_is_what_was_spent() -> None:
    text = "某局2023年度部门决算\n公务接待费支出占年初预算9.33万元的68.5%，即{}万元；比上年减少0.19万元，变动率-2.9%。\n"
    assert not loud(text.format("6.39"))
    assert [(each.rule, each.actual) for each in loud(text.format("6.93"))] == [("BUD002", "6.93")]


#: A right passage of a budget, and what must be told when the first of the two words stands as the second.
PAIRS = {
    "last year's budget of what was spoken of": (
        "1．“市场监督管理事务—行政运行”259.30万元。该科目支出上年预算为186.73万元，同比增加72.57万元，同比增长38.86%。", "72.57", "75.27",
    ),
    "nothing last year of what was spoken of": ("3．“进修及培训—培训支出”6.57万元。该科目支出上年为0.00万元，增加6.57万元。", "0.00", "1.00"),
    "last year's budget behind a name": (
        "2026年“三公”经费预算数为33.87万元。2026年“三公”经费预算上年预算数为39.28万元，同比减少5.41万元，同比下降13.77%。", "13.77%", "15.77%",
    ),
    "so many times last year's budget": (
        "2026年“三公”经费预算数为304.70万元。2026年“三公”经费预算相当于上年预算数119.85万元的254.23%，净增184.85万元。", "254.23%", "245.23%",
    ),
    "two things that one name may mean, one of them unchanged": (
        "5、行政单位离退休（2080501）15.60万元，同2025年一致；\n6、事业单位离退休（2080502）5.71万元，较2025年上升1.26万元，上升28.31%。", "28.31%", "38.31%",
    ),
    "two things by their names, together": (
        "2026年会议费预算0.40万元，培训费预算21.35万元，会议费、培训费合计21.75万元，培训费比上年减少2.00万元，下降8.57%。", "8.57%", "7.57%",
    ),
    "last year's amount first, behind what a colon names": (
        "2025年“三公”经费预算0.97万元，2026年“三公”经费预算0.79万元，减少0.18万元。\n因公出国（境）费：2025年预算0.31万元，2026年预算0.00万元，减少0.31万元。",
        "0.31万元。", "0.13万元。",
    ),
    "both totals against last year, behind their parts": (
        "收入总计：17166.89万元\n支出总计：17166.89万元\n卫生健康支出：15846.82万元\n住房保障支出：1320.07万元\n收、支总计比上年预算20157.14万元下降2990.25万元，下降14.83%。",
        "2990.25", "2909.25",
    ),
    "what is carried over, of two funds": (
        "2026年收入预算396.75万元，其中：一般公共预算收入344.40万元，政府性基金预算收入42.23万元，上年结转10.12万元。\n"
        "三、财政拨款收支预算情况说明\n2026年一般公共预算财政拨款收入346.39万元，一般公共预算财政拨款支出346.39万元，其中：基本支出141.65万元，项目支出204.74万元。\n"
        "2026年政府性基金预算财政拨款收入50.36万元，政府性基金预算财政拨款支出50.36万元。",
        "拨款收入346.39", "拨款收入345.39",
    ),
    "classes with a mark, their parts without one": (
        "三、具体使用情况\n◆社会保障和就业支出16.41万元，较2025年增加2.16万元。其中：\n行政事业单位养老支出（款）行政单位离退休（项）7.64万元，比2025年增加0.88万元。\n"
        "行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）8.77万元，比2025年增加1.28万元。\n"
        "◆卫生健康支出1.33万元，与2025年相比无变化。其中：\n行政事业单位医疗（款）公务员医疗补助（项）1.33万元，与2025年持平。\n"
        "◆住房保障支出8.58万元，在2025年6.61万元的基础上净增1.97万元，增幅达29.80%。其中：\n"
        "住房改革支出（款）住房公积金（项）5.74万元，比2025年增加2.26万元。\n住房改革支出（款）购房补贴（项）2.84万元，比2025年减少0.29万元。",
        "16.41", "16.14",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_it_is_quiet_where_right_and_tells_the_slip(name: str) -> None:
    text, right, wrong = PAIRS[name]
    assert loud(_TITLE + text) == []
    assert right in text
    assert loud(_TITLE + text.replace(right, wrong, 1)) != []
