"""Performance tables whose cells are known: goals without scores, heads that decide, rows with empty cells, and how long they take."""

from time import process_time

import pytest

import auditlint_rules
from auditlint.model import UNCHECKED, Check, Filing, phrase
from auditlint.readers import read
from auditlint.readers.builder import Builder, GridCell
from auditlint.reading import read_filing
from auditlint.registry import Registry

REGISTRY = Registry()
auditlint_rules.register(REGISTRY)
RULES = {rule.code: rule for rule in REGISTRY if rule.code.startswith("PRF")}


def filing(text: str) -> Filing:
    return read_filing(read(text.encode("utf-8"), "示例.txt"))


def paper(title: str, *pages: list[list[GridCell | None]]) -> Filing:
    """A document with one table a page; only the first has the title."""
    builder = Builder("示例.pdf", "pdf")
    for page, rows in enumerate(pages, 1):
        builder.start_page(page)
        if page == 1:
            builder.paragraph(title)
            builder.paragraph("（2026年度）")
        builder.table(rows)
    return read_filing(builder.finish())


def row(*texts: str) -> list[GridCell | None]:
    return [GridCell(text) for text in texts]


def checks(found: Filing, code: str) -> list[Check]:
    return list(RULES[code].audit(found))


def said(found: Filing, code: str) -> list[tuple[str, str]]:
    """The checks of a rule: what is printed, and the verdict with its severity where it is broken."""
    out = []
    for check in checks(found, code):
        severity = f" {check.severity or RULES[code].severity}" if check.verdict == "broken" else ""
        out.append((check.printed.text, check.verdict + severity))
    return out


# -- goals ----------------------------------------------------------------------------------------------------------

GOALS = """部门专项业务经费绩效目标表
（2026年度）
项目名称\t\t渠系维护
资金金额（万元）\t实施期资金总额：\t36.40\t执行率分值（10分）
\t其中：财政拨款\t30.00\t
\t其他资金\t6.40\t
年度目标\t维护渠系12公里。\t\t
一级指标\t三级指标\t指标值\t分值权重（90分）
成本指标\t维护成本（万元）\t≤36.40\t10
产出指标\t维护渠系长度（公里）\t12\t30
产出指标\t验收合格率（%）\t100\t20
效益指标\t受益农户（户）\t≥350\t20
满意度指标\t农户满意度（%）\t≥95\t10
"""


def test_goals_have_weights_and_money_and_no_scores() -> None:
    found = filing(GOALS)
    (table,) = found.performance
    assert not table.evaluated and [indicator.score for indicator in table.indicators] == [None] * 5
    assert said(found, "PRF001") == [("90", "holds"), ("10", "holds")]
    assert said(found, "PRF005") == [("36.40", "holds")]
    assert [checks(found, code) for code in ("PRF002", "PRF003", "PRF004")] == [[], [], []]


@pytest.mark.parametrize(
    ("old", "new", "code", "expected"),
    [
        ("\t12\t30", "\t12\t50", "PRF001", ("90", "broken error")),
        ("（90分）", "（80分）", "PRF001", ("80", "broken error")),
        ("\t6.40\t", "\t6.90\t", "PRF005", ("36.40", "broken error")),
        ("\t30.00\t", "\t12.75\t", "PRF005", ("36.40", "broken warning")),
        ("\t12\t30\n", "\t12\t\n", "PRF001", ("90", "unchecked")),
    ],
)
def test_goals_that_do_not_add_up(old: str, new: str, code: str, expected: tuple[str, str]) -> None:
    assert old in GOALS
    assert expected in said(filing(GOALS.replace(old, new, 1)), code)


def test_weights_that_the_head_does_not_add_up_make_a_hundred_or_ninety_where_most_tables_do() -> None:
    plain = GOALS.replace("（90分）", "").replace("执行率分值（10分）", "")
    odd = plain.replace("\t12\t30", "\t12\t35")
    assert [verdict for _, verdict in said(filing(plain * 3 + odd), "PRF001")] == ["holds"] * 3 + ["broken error"]
    assert [verdict for _, verdict in said(filing(odd), "PRF001")] == ["unchecked"]


def test_a_row_of_weights_without_scores_in_plain_text() -> None:
    text = "项目支出绩效目标表\n（2026年度）\n一级指标 三级指标 指标值 分值权重（90分）\n产出指标 里程 ≥12公里 40\n产出指标 次数 5 30\n效益指标 满意度 ≥95% 20\n"
    found = filing(text)
    assert [indicator.weight.text for indicator in found.performance[0].indicators] == ["40", "30", "20"]
    assert said(found, "PRF001") == [("90", "holds")]
    assert filing(text.replace("≥12公里 40", "≥12公里")).performance == []


@pytest.mark.parametrize(
    "lines",
    [
        "年度预算资金总额： 16.00\n其中：财政拨款 15.00\n其他资金 1.00\n",
        "资金总额 16.00\n财政拨款 15.00\n其他资金 1.00\n",
        "      实施期资金总额：     16.00\n资金金额                    执行率分值\n      其中：财政拨款     15.00\n（万元）                   （10分）\n      其他资金       1.00\n",
    ],
)
def test_the_money_of_goals_on_lines_of_its_own(lines: str) -> None:
    text = f"政策和项目预算绩效目标表\n（2026年度）\n项目名称 渠系维护\n{lines}总体目标 维护渠系\n一级指标 三级指标 指标值\n产出指标 里程 ≥12公里\n"
    assert said(filing(text), "PRF005") == [("16.00", "holds")]
    assert said(filing(text.replace("1.00\n", "7.00\n")), "PRF005") == [("16.00", "broken error")]


@pytest.mark.parametrize(
    "lines",
    [
        "资金总额\t16.00\t\t\n其中：财政拨款\t15.00\t其他资金\t{}\n",
        "资金总额\t16.00\t\t\t\t\n财政拨款\t10.00\t财政专户管理资金\t5.00\t其他资金\t{}\n",
        "资金总额\t16.00\t财政拨款\t15.00\t其他资金\t{}\n",
        "实施期资金总额\t30.00\t年度资金总额\t16.00\n其中：财政拨款\t30.00\t其中：财政拨款\t15.00\n其他资金\t\t其他资金\t{}\n",
    ],
)
def test_sources_beside_each_other(lines: str) -> None:
    """Each source takes the amount right of it, and those under another total are that one's."""
    text = "项目支出绩效目标表\n（2026年度）\n项目名称\t渠系维护\t\t\n" + lines + "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t里程\t≥12公里\n"
    assert [each for each in said(filing(text.format("1.00")), "PRF005") if each[1] != "holds"] == []
    assert ("16.00", "broken error") in said(filing(text.format("7.00")), "PRF005")


def test_a_head_broken_over_lines_above_its_first_words() -> None:
    text = (
        "项目支出绩效目标表\n（2026年度）\n                          分值权重\n一级指标   三级指标     指标值\n                          （90分）\n"
        "产出指标   巡查次数     12        40\n产出指标   隐患起数     0        20\n效益指标   满意度      100       30\n"
    )
    found = filing(text)
    assert [indicator.weight.text for indicator in found.performance[0].indicators] == ["40", "20", "30"]
    assert [verdict for _, verdict in said(found, "PRF001")] == ["holds"] and checks(found, "PRF004") == []


def test_two_columns_without_a_head_do_not_add_up_by_chance() -> None:
    found = filing("项目支出绩效目标表\n（2026年度）\n一级指标 三级指标\n效益指标 负面舆情 0 18\n效益指标 程序合规率 100 12\n")
    assert [check for code in RULES for check in checks(found, code) if check.verdict != UNCHECKED] == []


def test_a_title_printed_twice_is_one_table() -> None:
    assert len(filing("部门专项业务经费绩效目标表\n（2026年度）\n" + GOALS).performance) == 1


def test_weights_go_on_where_the_page_ends() -> None:
    head = [[GridCell("一级指标"), GridCell("二级指标"), GridCell("三级指标", 2), GridCell("指标值"), GridCell("分值权重（90分）")]]
    first = [*head, [GridCell("产出指标", 1, 2), GridCell("数量指标", 1, 2), GridCell("里程", 2), GridCell("≥12公里"), GridCell("40")]]
    first += [[None, None, GridCell("次数", 2), GridCell("5次"), GridCell("20")]]
    rest = [[GridCell("效益指标"), GridCell("社会效益"), GridCell("受益人数"), GridCell("800人"), GridCell("30")]]
    found = paper("项目支出绩效目标表", first, rest)
    assert [indicator.weight.text for indicator in found.performance[0].indicators] == ["40", "20", "30"]
    assert said(found, "PRF001") == [("90", "holds")]


def test_several_projects_in_one_table_have_weights_of_their_own() -> None:
    head = row("序号", "项目名称", "当年财政拨款预算金额", "指标名称", "指标性质", "指标值", "计量单位", "指标权重(%)")

    def project(number: str, name: str, weights: tuple[str, str]) -> list[list[GridCell | None]]:
        own = [GridCell(number, 1, 2), GridCell(name, 1, 2), GridCell("120.00", 1, 2)]
        return [
            [*own, *row("巡查次数", "≥", "12", "次", weights[0])],
            [None, None, None, *row("执行率", "=", "100", "%", weights[1])],
        ]

    found = paper("一般性项目绩效目标表（一级项目）", [head, *project("1", "河道巡查", ("60", "40")), *project("2", "泵站维护", ("70", "30"))])
    assert [(table.project, len(table.indicators)) for table in found.performance] == [("河道巡查", 2), ("泵站维护", 2)]
    assert [verdict for _, verdict in said(found, "PRF001")] == ["holds", "holds"]


def test_the_parts_of_a_budget_stand_beside_it() -> None:
    def table(part: str) -> Filing:
        rows = [
            [GridCell("当年预算", 1, 2), GridCell("1,270.00", 1, 2), *row("市级支出", part)],
            [None, None, *row("补助区县", "270.00")],
            row("指标名称", "指标性质", "指标值", "指标权重(%)"),
            row("项目数量", "≥", "8", "100"),
        ]
        return paper("重点专项资金绩效目标表", rows)

    assert said(table("1,000.00"), "PRF005") == [("1,270.00", "holds")]
    assert said(table("1,100.00"), "PRF005") == [("1,270.00", "broken error")]


TASKS = """部门整体支出绩效目标表
（2026年度）
任务名称\t主要内容\t总额\t财政拨款\t其他资金
预算金额（万元）\t\t\t\t
机构运转\t保障运转\t640.50\t600.00\t40.50
河道治理\t治理三条河道\t310.00\t310.00\t
金额合计\t\t950.50\t910.00\t40.50
一级指标\t三级指标\t指标值\t分值权重（100分）\t
产出指标\t治理河道\t3\t100\t
"""


def test_tasks_add_up_by_source_and_by_task() -> None:
    assert [verdict for _, verdict in said(filing(TASKS), "PRF005")] == ["holds"] * 6
    told = said(filing(TASKS.replace("\t310.00\t310.00\t", "\t310.00\t370.00\t")), "PRF005")
    assert [text for text, verdict in told if verdict == "broken error"] == ["310.00", "910.00"]


def test_a_head_over_several_rows_heads_just_these() -> None:
    def table(weight: str) -> Filing:
        rows = [
            row("一级指标", "三级指标", "指标值", "实际完成值", "分值", "得分"),
            [GridCell("产出指标（60分）", 1, 2), *row("里程", "≥12公里", "12公里", "40", "40")],
            [None, *row("次数", "≥5次", "5次", weight, weight)],
            row("效益指标（40分）", "受益人数", "≥800人", "900人", "40", "40"),
        ]
        return paper("项目支出绩效自评表", rows)

    assert said(table("20"), "PRF001") == [("40", "holds"), ("60", "holds"), ("40", "holds")]
    assert ("60", "broken error") in said(table("30"), "PRF001")


def test_the_weights_of_the_levels_above_are_no_weights_of_indicators() -> None:
    rows = [
        row("一级指标", "分值", "二级指标", "三级指标", "分值", "评分标准", "得分"),
        [GridCell("过程", 1, 2), GridCell("40", 1, 2), *row("管理", "制度健全", "15", "齐全得满分", "15")],
        [None, None, *row("管理", "资金合规", "25", "合规得满分", "24")],
        [GridCell("产出"), GridCell("60"), *row("数量", "完成率", "60", "按比例计分", "54.5")],
        [GridCell("总分", 4), *row("100", "", "93.5")],
    ]
    found = paper("部门整体支出绩效评价评分表", rows)
    assert [indicator.weight.text for indicator in found.performance[0].indicators] == ["15", "25", "60"]
    assert said(found, "PRF001") == [("100", "holds")] and said(found, "PRF002") == [("93.5", "holds")]


# -- self-evaluations -----------------------------------------------------------------------------------------------

EVALUATED = """水库除险项目绩效自评表
（2024年度）
项目名称\t水库除险
主管部门\t青石县水利局\t实施单位\t青石县水库管理所
项目资金（万元）\t\t年初预算数\t全年预算数（A）\t全年执行数（B）\t分值\t执行率（B/A）\t得分
\t年度资金总额\t\t860\t774\t10\t90%\t9
\t其中：当年财政拨款\t\t860\t774\t—\t—\t—
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析
产出指标\t数量指标\t加固水库\t4座\t4座\t30\t30\t
产出指标\t成本指标\t总成本\t860万元\t774万元\t20\t20\t
效益指标\t社会效益指标\t保障安全\t有效\t有效\t30\t30\t
满意度指标\t服务对象满意度\t群众满意度\t≥95%\t96%\t10\t10\t
总分\t\t\t\t\t100\t99\t
"""


def test_an_empty_cell_keeps_the_columns_right_of_it() -> None:
    found = filing(EVALUATED)
    (table,) = found.performance
    assert table.total is not None and {role: figure.text for role, figure in table.total.amounts.items()} == {"全年预算": "860", "全年执行": "774"}
    assert [str(figure and figure.text) for figure in (table.total.weight, table.total.rate, table.total.score)] == ["10", "90%", "9"]
    verdicts = [check.verdict for rule in RULES.values() for check in rule.audit(found)]
    assert len(verdicts) == 8 and set(verdicts) == {"holds"}


def test_a_rate_whose_budget_is_blank_is_not_held_against_another() -> None:
    blank = EVALUATED.replace("\t年度资金总额\t\t860\t774\t10\t90%\t9", "\t年度资金总额\t900\t\t774\t10\t90%\t9")
    assert said(filing(blank), "PRF003")[0] == ("90%", "unchecked")


def test_an_amount_below_nothing() -> None:
    (rate, *_) = said(filing(EVALUATED.replace("\t860\t774\t10", "\t860\t-774\t10")), "PRF003")
    assert rate == ("90%", "broken error")


@pytest.mark.parametrize(("old", "new", "code"), [("\t774\t10", "\t714\t10", "PRF005"), ("\t90%", "\t80%", "PRF003"), ("100\t99", "100\t89", "PRF002")])
def test_an_altered_cell_is_found(old: str, new: str, code: str) -> None:
    assert any(verdict == "broken error" for _, verdict in said(filing(EVALUATED.replace(old, new, 1)), code))


def test_the_weight_of_the_rate_of_execution_may_stand_anywhere() -> None:
    indicators = "一级指标\t三级指标\t指标值\t实际完成值\t分值\t得分\n产出指标\t加固水库\t4座\t4座\t50\t50\n效益指标\t保障安全\t有效\t有效\t40\t40\n总分\t\t\t\t100\t99\n"
    title = "水库除险项目绩效自评表\n（2024年度）\n"
    assert [verdict for _, verdict in said(filing(title + indicators), "PRF001")] == ["unchecked"]
    stated = filing(title + "预算执行率（10分）\t得分9分\t\t\t\t\n" + indicators)
    assert said(stated, "PRF001") == [("100", "holds")] and said(stated, "PRF002") == [("99", "unchecked")]


def test_columns_that_are_taken_for_others_accuse_nobody() -> None:
    rows = [
        row("一级指标", "三级指标", "指标值", "实际完成值", "得分", "分值"),
        *(row("产出指标", name, "≥90%", "95%", "50", "49") for name in ("及时率", "合格率")),
    ]
    found = paper("项目支出绩效自评表", rows)
    assert all(check.verdict == UNCHECKED or check.message != phrase("score-above-weight") for check in checks(found, "PRF004"))
    swapped = "项目支出绩效自评表\n（2024年度）\n三级指标 指标值 完成值 得分 分值\n" + "及时率 ≥90% 95% 30 50\n合格率 ≥90% 95% 20 50\n"
    assert [check for check in checks(filing(swapped), "PRF004") if check.verdict != UNCHECKED] == []


# -- money told twice -----------------------------------------------------------------------------------------------


def test_costs_that_are_one_of_several_accuse_nobody() -> None:
    part = GOALS.replace("≤36.40", "≤30.00")
    assert said(filing(GOALS), "PRF009") == [("36.40", "holds")]
    assert [verdict for _, verdict in said(filing(GOALS + part), "PRF009")] == ["holds", "unchecked"]
    assert said(filing(GOALS.replace("维护成本（万元）", "每公里维护成本（万元）")), "PRF009") == []


def test_the_goals_may_tell_a_part_of_the_money() -> None:
    told = GOALS.replace("维护渠系12公里。", "计划投入{}万元维护渠系。")
    assert said(filing(told.format("36.40")), "PRF007") == [("36.40", "holds")]
    assert said(filing(told.format("12.00")), "PRF007") == [("12.00", "unchecked")]


def test_the_goals_repeat_a_target() -> None:
    text = GOALS.replace("维护渠系12公里。", "受益农户350户。").replace("≥350\t", "≥350户\t")
    assert said(filing(text), "PRF008") == [("350", "holds")]
    assert said(filing(text.replace("350户。", "358户。")), "PRF008") == [("358", "broken note")]


# -- time -----------------------------------------------------------------------------------------------------------

LONG = {
    "one line": lambda n: EVALUATED.partition("一级")[0].replace("\t", " ") + "一级指标 三级指标 指标值 完成值 分值 得分 " + "里程 ≥40公里 30公里 40 30 " * n,
    "numbers on lines of their own": lambda n: "项目支出绩效自评表\n（2024年度）\n年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额\n" + "12\n" * n,
    "rows of cells": lambda n: EVALUATED + "产出指标\t数量指标\t里程\t≥40公里\t30公里\t4\t3\t\n" * n,
    "tables": lambda n: EVALUATED * (n // 10),
}


@pytest.mark.parametrize("kind", LONG)
def test_long_tables_take_time_in_proportion(kind: str) -> None:
    """Eight times the length takes nowhere near sixty-four times the time; a deep recursion would end it."""

    def spent(size: int) -> float:
        text = LONG[kind](size)
        best = 60.0
        for _ in range(2):
            start = process_time()
            found = filing(text)
            for rule in RULES.values():
                for check in rule.audit(found):
                    check.operands()
            best = min(best, process_time() - start)
        return best

    assert spent(1600) < 24 * max(spent(200), 0.005)
