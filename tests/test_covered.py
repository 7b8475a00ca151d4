"""What performance management covers, and what a table of the public expenses prints beside them."""

import pytest
from auditing import loud

_BUDGET = (
    "某某局2026年部门预算\n二、支出预算情况说明\n2026年支出预算1,524.36万元，其中：基本支出1,012.12万元，项目支出512.24万元。\n"
    "三、一般公共预算情况说明\n2026年一般公共预算财政拨款支出1,420.36万元，其中：基本支出1,012.12万元，项目支出408.24万元。\n"
    "四、预算绩效管理情况说明\n"
)


@pytest.mark.parametrize(
    "sentence, wrong, right",
    [
        ("2026年度，本部门整体支出纳入绩效目标管理，涉及财政性资金{}万元。", "1,542.36", "1,524.36"),
        ("2026年某某局所有项目支出预算纳入部门预算绩效管理，涉及预算资金{}万元，设置并编报5个项目绩效目标。", "521.24", "512.24"),
        ("2026年项目支出均实行了绩效目标管理，涉及一般公共预算财政拨款{}万元。", "480.24", "408.24"),
        ("本部门绩效目标管理全覆盖，涉及当年一般公共预算拨款{}万元，政府性基金预算拨款0万元。", "1,402.36", "1,420.36"),
    ],
)
def test_what_covers_all_is_all(sentence: str, wrong: str, right: str) -> None:
    assert not loud(_BUDGET + sentence.format(right))
    assert [(each.rule, each.actual, each.expected) for each in loud(_BUDGET + sentence.format(wrong))] == [("PRF010", *(each.replace(",", "") for each in (wrong, right)))]
    assert not loud(_BUDGET + sentence.format("333.00"))
    assert not loud(_BUDGET + sentence.format(wrong) + f"\n其他项目预算{wrong}万元。")


@pytest.mark.parametrize(
    "sentence",
    [
        "2026年本部门编报绩效目标的项目共4个，涉及项目预算资金521.24万元。",
        "拟对所有项目支出中的2个项目开展重点绩效评价，涉及其中的预算资金521.24万元。",
        "2026年整体支出中，涉及财政性资金1,542.36万元。",
    ],
)
def test_what_covers_less_is_not_held_against_it(sentence: str) -> None:
    assert not loud(_BUDGET + sentence)


def test_meetings_and_training_of_the_table_of_public_expenses() -> None:
    text = (
        "某某局2026年部门预算\n公开09表\n一般公共预算“三公”经费、会议费、培训费支出表\n单位：万元\n"
        "“三公”经费合计\t因公出国（境）费\t公务用车购置及运行维护费\t公务接待费\t会议费\t培训费\n1.50\t0.00\t0.00\t1.50\t14.44\t16.20\n"
        "九、一般公共预算“三公”经费、会议费、培训费支出预算情况说明\n"
        "某某局2026年度一般公共预算拨款安排的“三公”经费预算支出1.50万元，其中：因公出国（境）费支出0.00万元，"
        "公务用车购置及运行维护费支出0.00万元，公务接待费支出1.50万元。\n"
        "某某局2026年度一般公共预算拨款安排的会议费预算支出{}万元，比上年预算减少0.05万元。\n"
        "某某局2026年度一般公共预算拨款安排的培训费预算支出16.20万元。\n"
    )
    assert not loud(text.format("14.44"))
    assert [(each.rule, each.actual, each.expected) for each in loud(text.format("14.84"))] == [("TAB009", "14.84", "14.44")]
