"""Sums, products and averages that sentences tell."""

from decimal import Decimal

import pytest

from auditlint.model import BROKEN, HOLDS, ROUNDING, UNCHECKED, Check, Figure, Filing, InUnit
from auditlint.readers import read
from auditlint.reading import read_filing
from auditlint_rules.prose import average_in_prose, product_in_prose, sum_in_prose

#: A performance table whose goals are still to be filled in.
TABLE = """项目支出绩效自评表
(2023年度)
项目名称 甲项目
年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 100.00 100.00 50.00 10 50.00% 5.00
年度总体目标
预期目标 实际完成情况
{goals}
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分
产出指标 数量指标 发放人数 >=26人 =26人 90 90
总分 100 95.00
"""
SANGONG = "2023年度部门决算\n七、财政拨款“三公”经费支出决算情况说明\n"


def filing(text: str) -> Filing:
    return read_filing(read(text.encode("utf-8"), "示例.txt"))


def told(checks: list[Check]) -> list[tuple[str, str, str, str | None]]:
    out = []
    for check in checks:
        assert isinstance(check.printed, Figure)
        expected = "" if check.expected is None else f"{check.printed.in_unit(check.expected):f}"
        out.append((check.printed.text, expected, check.verdict, check.severity))
    return out


def sums(text: str) -> list[tuple[str, str, str, str | None]]:
    return told(list(sum_in_prose(filing(text))))


def goal_sums(goals: str) -> list[tuple[str, str, str, str | None]]:
    return sums(TABLE.format(goals=goals))


def products(goals: str) -> list[tuple[str, str, str, str | None]]:
    return told(list(product_in_prose(filing(TABLE.format(goals=goals)))))


def averages(text: str) -> list[tuple[str, str, str, str | None]]:
    return told(list(average_in_prose(filing(SANGONG + text))))


class TestSums:
    @pytest.mark.parametrize(
        ("text", "whole"),
        [
            ("全年支付补贴60.50万元，发放安家费5.7万元，合计66.2万元。", "66.2"),
            ("已完成岗位补贴1357.18万元，其他补贴1901.93，共计3259.11万元。", "3259.11"),
            ("全年投入100.00万元，其中甲60.00万元，乙40.00万元，共计100.00万元。", "100.00"),
        ],
    )
    def test_told_totals(self, text: str, whole: str) -> None:
        assert (whole, whole, HOLDS, None) in [(a, a if b else "", v, s) for a, b, v, s in sums(text)]

    def test_a_wrong_total(self) -> None:
        assert sums("全年支付补贴60.50万元，发放安家费5.70万元，合计67.20万元。") == [("67.20", "66.20", BROKEN, None)]

    def test_the_last_digit(self) -> None:
        assert sums("甲支出1.24万元，乙支出2.34万元，合计3.59万元。")[0][2] == ROUNDING

    def test_words_that_leave_it_open(self) -> None:
        assert [v for *_, v, _ in sums("支出60.50万元，比上年增加5.70万元，合计67.20万元。")] in ([], [UNCHECKED])

    def test_a_total_without_parts(self) -> None:
        assert sums("日常公用经费支出，合计355.56万元，比上年减少11.50万元。") == []

    def test_a_list_goes_on_past_full_stops(self) -> None:
        goals = "拨付补贴8179.46万元，其中：甲补贴1249.77万元；乙补贴119.46万元；丙资金125万元。丁补贴738.85万元，涉及人数3111人。戊补贴5946.38万元；基数标准为每人3681元。"
        assert ("8179.46", "8179.46", HOLDS, None) in goal_sums(goals)

    @pytest.mark.parametrize("wrong", ["734.85", "783.85", "73.85", "7388.50"])
    def test_one_stroke_is_a_note(self, wrong: str) -> None:
        goals = f"拨付补贴8179.46万元，其中：甲补贴1249.77万元；乙补贴119.46万元；丙资金125万元。丁补贴{wrong}万元，涉及人数3111人。戊补贴5946.38万元。"
        assert ("8179.46", BROKEN, "note") in [(a, v, s) for a, _, v, s in goal_sums(goals)]

    def test_an_open_list_is_unchecked(self) -> None:
        assert [v for *_, v, _ in goal_sums("计划安排90.00万元，其中：甲补贴20.00万元，乙补贴30.00万元。")] == [UNCHECKED]

    def test_parts_beyond_the_whole(self) -> None:
        assert goal_sums("计划安排40.00万元，其中：甲补贴20.00万元，乙补贴30.00万元。") == [("40.00", "50.00", BROKEN, None)]

    def test_what_is_left_over_closes_the_list(self) -> None:
        assert goal_sums("共计支出50.00万元，其中：甲补贴20.00万元，乙补贴10.00万元，其他费用25.00万元。") == [
            ("50.00", "55.00", BROKEN, None)
        ]

    def test_people(self) -> None:
        goals = "用于3381名人员补贴，其中：岗位人数2310人，聘用人数1044人，每月人均发放标准0.58万元，雇员人数27人。"
        assert goal_sums(goals) == [("3381", "3381", HOLDS, None)]

    def test_a_list_in_a_reason(self) -> None:
        text = "1.甲事务（款）乙支出（项）：支出决算数为549.87万元，比上年决算增加58.76万元，增长11.96%，主要原因是：下达85.00万元，其中用于监测31.20万元、清淤53.80万元。"
        assert sums(text) == [("85.00", "85.00", HOLDS, None)]

    def test_vehicles_with_amounts(self) -> None:
        text = SANGONG + "公务用车购置支出34.95万元。全年更新购置公务用车2辆，其中：轿车0辆、金额0万元，越野车2辆、金额34.05万元。"
        assert ("34.95", "34.05", BROKEN, None) in sums(text)

    def test_a_unit_that_is_left_out(self) -> None:
        figure = filing("甲1901.93，乙2.00万元。").figures[0]
        operand = InUnit(figure, "万元")
        assert operand.exact == Decimal("19019300.00")
        assert operand.formula() == "1901.93"
        assert operand.operands() == [figure]


class TestProducts:
    @pytest.mark.parametrize(
        ("goals", "stated"),
        [
            ("对26名工作干部发放补助37.44万元，全年发放12次，补助标准为每人每月1200元；", ["37.44"]),
            ("为民办实事经费75万，共计5个社区，每个社区每年标准为15万元；4个书记工作经费8万，每社区每年标准为2万元。", ["75", "8"]),
            ("32名值守人员补助23.42万元，值守122天，标准为60元/人/天；采购编织袋5.5万条，单价不高于1.85元/条。", ["23.42"]),
            ("共计支出32.74万元，其中：28名人员补助20.50万元（28人×122天×60元/人/天），编织袋6万条12.24万元（单价2.04元/条）。", ["20.50", "12.24"]),
            ("计划发放补助186万元，用于毕业生36个的生活和20人安家费补贴，补贴标准每人每月2500元，计划补贴20个月；安家费每人一次性补助0.3万元。", ["186"]),
        ],
    )  # fmt: skip
    def test_holds(self, goals: str, stated: list[str]) -> None:
        assert [(a, v) for a, _, v, _ in products(goals)] == [(amount, HOLDS) for amount in stated]

    @pytest.mark.parametrize(
        ("goals", "expected"),
        [
            ("对62名工作干部发放补助37.44万元，全年发放12次，补助标准为每人每月1200元。", ("37.44", "89.28", BROKEN, "error")),
            ("为民办实事经费75万，共计6个社区，每个社区每年标准为15万元。", ("75", "90", BROKEN, None)),
            ("28名人员补助20.50万元（28人×112天×60元/人/天）。", ("20.50", "18.82", BROKEN, "error")),
            ("共计支出28.46万元，8月前对下派的26名干部每人每月为1200元，8月至11月调整为3人，标准为每人每月为1800元。", ("28.46", "24.00", BROKEN, "note")),
        ],
    )  # fmt: skip
    def test_broken(self, goals: str, expected: tuple[str, str, str, str | None]) -> None:
        assert products(goals) == [expected]

    @pytest.mark.parametrize(
        "goals",
        [
            "发放补助37.44万元，对26名干部、3名书记按每人每月1200元发放，全年发放12次。",
            "对26名工作干部发放补助37.44万元，补助标准为每人每月1200元。",
        ],
    )
    def test_more_than_one_reading_is_unchecked(self, goals: str) -> None:
        assert [v for *_, v, _ in products(goals)] == [UNCHECKED]

    @pytest.mark.parametrize(
        "text",
        [
            "森林生态效益补偿支出14,048,320.07元，补偿面积88.4万亩，补偿标准为16元/亩。",
            "支出决算数为409.67万元，主要原因是：新增供水工程，惠及3个乡镇4,820户18,305人，补助标准每户800元。",
            "支出决算数为44.62万元，主要原因是：对3名人员每人每月补助1,200元。",
            "养老服务884.37万元，主要成效：完成改造420户，户均补助3,000元。",
        ],
    )
    def test_the_narrative_is_not_guessed_at(self, text: str) -> None:
        assert [v for *_, v, _ in told(list(product_in_prose(filing(text)))) if v == BROKEN] == []

    def test_the_narrative_where_every_factor_is_named(self) -> None:
        text = "对26名工作人员发放补助{}万元，全年发放12次，补助标准为每人每月1200元。"
        assert told(list(product_in_prose(filing(text.format("37.44"))))) == [("37.44", "37.44", HOLDS, None)]
        assert told(list(product_in_prose(filing(text.format("38.44"))))) == [("38.44", "37.44", BROKEN, "error")]


class TestAverages:
    @pytest.mark.parametrize(
        "text",
        [
            "公务接待费7.31万元。国内公务接待46批次573人，其中：外事接待0批次，0人。人均接待费127.57元。",
            "公务用车购置费19.87万元。购置公务用车1辆，车均购置费19.87万元。",
            "公务用车运行维护费36.63万元。公务用车保有量13辆，车均维护费2.82万元。",
            "公务用车运行支出33.59万元。年末公务用车保有量12辆，平均每辆2.80万元。",
            "因公出国（境）费21.53万元。组织因公出国（境）团组2个、7人次，人均因公出国（境）费用3.08万元。",
            "（1）国内公务接待支出388万元。国内公务接待9264批次、78415人次，人均接待费用49.5元。\n（2）外事接待支出52万元，接待国（境）外来宾86批次、640人次。",
        ],
    )
    def test_holds(self, text: str) -> None:
        assert {v for *_, v, _ in averages(text)} == {HOLDS}

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("公务接待费7.31万元。国内公务接待46批次573人。人均接待费182.79元。", ("182.79", "127.57", BROKEN, None)),
            ("公务用车运行维护费36.63万元。公务用车保有量13辆，车均维护费2.18万元。", ("2.18", "2.82", BROKEN, None)),
        ],
    )
    def test_broken(self, text: str, expected: tuple[str, str, str, str | None]) -> None:
        assert averages(text) == [expected]

    @pytest.mark.parametrize(
        "text",
        [
            "公务接待费4.41万元。国内公务接待41批次，486人次，人均不超过90元。",
            "基本支出100.00万元，人均年增资0.86万元。",
            "公务用车保有量13辆，车均维护费2.18万元。",
        ],
    )
    def test_limits_and_other_averages(self, text: str) -> None:
        assert averages(text) == []

    def test_people_by_months(self) -> None:
        table = TABLE.format(goals="发放补助。").replace(">=26人 =26人 90 90", ">=26人 =17人 90 58.85\n1-8月26人，9-12月3人")
        found = told(list(average_in_prose(filing(table))))
        assert found == [("17", "18", BROKEN, "note")]
