"""Causes: one wrong figure is one finding, named with the value that repairs; ties are named both."""

from pathlib import Path

import pytest
from auditing import loud

from auditlint import check_paths, check_text
from auditlint.model.finding import Finding

SAMPLES = Path(__file__).parent.parent / "sample_reports"

TRUE = (
    "甲县水利局2023年度部门决算\n二、收入决算情况说明\n"
    "本年收入1,000.00万元，其中：财政拨款收入912.34万元，占91.23%；上级补助收入0.00万元，占0.00%；事业收入50.00万元，占5.00%；"
    "经营收入0.00万元，占0.00%；附属单位上缴收入0.00万元，占0.00%；其他收入37.66万元，占3.77%。"
    "与上年相比，本年收入增加123.45万元，增长14.08%。"
)


def test_the_true_passage_is_quiet() -> None:
    assert loud(TRUE) == []


@pytest.mark.parametrize(
    ("right", "wrong", "slip"),
    [
        ("912.34", "921.34", "两位数字颠倒"),
        ("912.34", "912.84", "错一位数字"),
        ("912.34", "9123.40", "小数点移位"),
        ("91.23%", "91.32%", "两位数字颠倒"),
        ("50.00万元", "80.00万元", "错一位数字"),
        ("37.66", "7.66", "漏一位数字"),
    ],
)
def test_one_slip_is_one_finding_that_names_it(right: str, wrong: str, slip: str) -> None:
    found = loud(TRUE.replace(right, wrong, 1))
    assert len(found) == 1
    # The figure itself is among the suspects; where another repairs as well by one stroke, it is named too.
    named = {suspect.text: suspect for suspect in found[0].suspects}
    suspect = named[wrong.removesuffix("万元")]
    assert right.startswith(suspect.should_be)
    assert suspect.slip == slip


def test_a_turned_word_is_the_suspect() -> None:
    found = loud(TRUE.replace("增加123.45", "减少123.45"))
    assert len(found) == 1
    assert [(s.text, s.should_be, s.slip) for s in found[0].suspects] == [("减少", "增加", "方向写反")]


def test_two_independent_errors_are_two_findings() -> None:
    found = loud(TRUE.replace("增长14.08%", "增长41.08%").replace("占5.00%", "占6.00%"))
    assert len(found) == 2
    assert {finding.suspects[0].should_be for finding in found} == {"14.08%", "5.00%"}


def test_where_two_repair_equally_well_both_are_named() -> None:
    found = loud("甲县水利局2023年度部门决算\n2023年度收入总计100.00万元。2023年度支出总计200.00万元。")
    assert len(found) == 1
    assert {(s.text, s.should_be) for s in found[0].suspects} == {("100.00", "200.00"), ("200.00", "100.00")}


def test_the_others_stand_under_the_one_cause() -> None:
    found = loud(TRUE.replace("912.34", "921.34"))
    assert len(found) == 1
    assert len(found[0].explains) >= 1
    assert {finding.rule for finding in (found[0], *found[0].explains)} >= {"SUM001", "PCT001"}


def test_a_hopeless_text_ends_and_says_what_it_left_out() -> None:
    parts = "、".join(f"项目{n}支出{n % 97}.{n % 89:02d}万元，占{n % 83}.17%" for n in range(3000))
    report = check_text(f"甲县水利局2023年度部门决算\n本年支出5.00万元，其中：{parts}。")
    assert report.failures == []
    assert report.findings
    assert report.files[0].undiagnosed > 0


def _found(name: str, lang: str) -> list[Finding]:
    """What is found in the faulty copy of a sample."""
    path = next(each for each in SAMPLES.glob("*（有误）*") if name in each.name and each.suffix != ".json")
    return check_paths([str(path)], lang=lang).findings


@pytest.mark.parametrize(("lang", "should", "said"), [("zh", "应为", "：印作 224.23 万元，重算为 278.22 万元"), ("en", "should be", ": printed 224.23 万元, recomputed 278.22 万元")])
def test_the_headline_does_not_accuse_the_total_where_a_part_is_suspected(lang: str, should: str, said: str) -> None:
    (finding,) = [each for each in _found("附表.xlsx", lang) if each.place.cell == "F6" and each.rule == "TAB002"]
    assert [(each.text, each.should_be) for each in finding.suspects] == [("71.64", "17.65")]
    assert finding.message.endswith(said) and should not in finding.message
    assert (finding.actual, finding.expected) == ("224.23", "278.22")


def test_a_bound_is_told_as_it_is_where_a_part_is_suspected() -> None:
    (finding,) = [each for each in _found("青橹县", "zh") if each.rule == "CNT002"]
    assert finding.message.endswith("：合计为 5 辆，大于 4 辆")
    assert finding.suspects and finding.place not in [each.place for each in finding.suspects]


def test_one_figure_against_one_other_tells_what_is_printed() -> None:
    """Neither 812.61 = 812.61 nor 821.61 = 812.61 explains anything."""
    told = {(each.rule, each.actual): (each.formula, each.result) for each in _found("附表.xlsx", "zh")}
    assert told["TAB003", "812.61"] == ("821.61 ≠ 812.61", "")
    assert told["TAB002", "12.58"] == ("12.58 ≠ 15.28", "")
    assert told["TAB002", "128.56"] == ("4214.54 = 3,642.46 + 420.00 + 15.00 + 128.56 + 8.42", "")
