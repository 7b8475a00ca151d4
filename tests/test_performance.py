"""Performance self-evaluation tables: the layouts they come in, what is claimed of them, and what is not."""

import random
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

import pytest
from auditing import loud
from hypothesis import given, settings
from hypothesis import strategies as st

import auditlint_rules
from auditlint.diagnosis.judging import to_finding
from auditlint.model import UNCHECKED, Figure, Filing, Finding, PerformanceTable
from auditlint.readers import read
from auditlint.readers.builder import Builder, GridCell
from auditlint.reading import read_filing
from auditlint.registry import Registry

REGISTRY = Registry()
auditlint_rules.register(REGISTRY)
RULES = [rule for rule in REGISTRY if rule.code.startswith("PRF")]


class Row(NamedTuple):
    """An indicator of an invented table."""

    group: str
    name: str
    target: str
    actual: str
    weight: str
    score: str
    remark: str = ""


class Table(NamedTuple):
    """An invented table."""

    project: str
    funds: tuple[str, str, str, str, str]
    sources: tuple[tuple[str, str, str, str], ...]
    rows: tuple[Row, ...]
    total: str


ROADS = Table(
    "乡村道路养护经费",
    ("120.00", "150.00", "147.30", "98.20%", "9.82"),
    (("其中：当年财政拨款", "120.00", "130.00", "127.30"), ("上年结转资金", "0.00", "20.00", "20.00"), ("其他资金", "0", "0", "0")),
    (
        Row("数量指标", "养护里程", "≥320公里", "331公里", "15", "15"),
        Row("数量指标", "养护桥梁数", "≥12座", "9座", "10", "7.5", "汛期影响"),
        Row("质量指标", "验收合格率", "≥95%", "100%", "15", "15"),
        Row("时效指标", "按时完工率", "=100%", "90%", "10", "9", "部分路段推迟"),
        Row("成本指标", "每公里养护成本", "≤0.45万元/公里", "0.45万元/公里", "10", "10"),
        Row("社会效益指标", "群众出行条件", "明显改善", "明显改善", "20", "20"),
        Row("满意度指标", "群众满意度", "≥90%", "93.5%", "10", "10"),
    ),
    "96.32",
)
HEADER = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
COLUMNS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")


def funds_of(table: Table) -> list[tuple[str, ...]]:
    first, second, third, rate, score = table.funds
    rows: list[tuple[str, ...]] = [("年度资金总额", first, second, third, "10", rate, score)]
    return rows + [(*source, "—", "—", "—") for source in table.sources]


def one_line(table: Table, gap: str = " ") -> str:
    """Every row on one line."""
    lines = ["项目支出绩效自评表", "（2023年度）", f"项目名称{gap}{table.project}", f"主管部门{gap}云溪县交通运输局"]
    lines += [gap.join(("项目资金（万元）", *HEADER)), *(gap.join(row) for row in funds_of(table))]
    lines += [f"年度总体目标{gap}预期目标{gap}实际完成情况", "完成养护工作，改善群众出行条件。", gap.join(COLUMNS)]
    lines += [gap.join((row.group, row.name, row.target, row.actual, row.weight, row.score, row.remark)).rstrip() for row in table.rows]
    return "\n".join([*lines, gap.join(("总分", "100", table.total))])


def tabs(table: Table) -> str:
    """As text is taken from a word processor."""
    return one_line(table, "\t")


def wide(table: Table) -> str:
    """As an extractor leaves it that keeps the columns."""
    return "\n".join("   " + line for line in one_line(table, "      ").split("\n"))


def cells(table: Table) -> str:
    """Every cell on its own line."""
    return one_line(table, "\n")


def broken(table: Table) -> str:
    """Cells of a narrow table, broken across lines, with a blank line after almost every one."""
    lines = ["项目支出绩效自评表", "", "(2023 年度)", "", f"项目名称 {table.project}", "", "项目资金", "", "（万元）", ""]
    lines += ["年初预", "", "算数", "", "全年预", "", "算数", "全年执行", "", "数", "分值 执行率 得分", ""]
    for label, *values in funds_of(table):
        lines += [label[:4], "", label[4:], " ".join(values) + (" 分" if values[-1] != "—" else ""), ""]
    lines += ["年度总", "", "体目标", "", "预期目标 实际完成情况", "", "完成养护工作，改善群众出行条件。", ""]
    lines += ["一", "", "级", "", "指", "", "二级指标 三级指标 年度指标值", "", "实际完成", "", "值", "分", "", "值", "得分", "", "标", ""]
    for row in table.rows:
        lines += [row.group, row.name[:3], "", row.name[3:]]
        for value in (row.target, row.actual):
            lines += [value[: len(value) // 2], "", value[len(value) // 2 :]] if value[-1] == "里" else [value]
        lines += [f"{row.weight} {row.score}", ""] + ([row.remark[:2], "", row.remark[2:], ""] if row.remark else [])
    return "\n".join([*lines, "总分 100", table.total, "", "分"])


LAYOUTS = [one_line, tabs, wide, cells, broken]


def filing(text: str) -> Filing:
    return read_filing(read(text.encode("utf-8"), "示例.txt"))


def only_table(text: str) -> PerformanceTable:
    (table,) = filing(text).performance
    assert isinstance(table, PerformanceTable)
    return table


def findings(text: str) -> list[Finding]:
    found = filing(text)
    out = []
    for rule in RULES:
        for check in rule.audit(found):
            if check.verdict != UNCHECKED:
                finding = to_finding(check, rule)
                if finding is not None:
                    out.append(finding)
    return out


def above_notes(text: str) -> list[tuple[str, str, str | None]]:
    return [(finding.rule, finding.severity, finding.actual) for finding in findings(text) if finding.severity != "note"]


def bound(text: str) -> set[str]:
    """The figures (as printed) that a check binds."""
    found = filing(text)
    checks = [check for rule in RULES for check in rule.audit(found) if check.verdict != UNCHECKED]
    return {figure.text for check in checks for figure in check.operands()}


# -- layouts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_read_alike(layout) -> None:  # type: ignore[no-untyped-def]
    table = only_table(layout(ROADS))
    assert (table.kind, table.project, table.unit) == ("项目", ROADS.project, "万元")
    assert table.total is not None
    assert [figure.text for figure in table.total.amounts.values()] == list(ROADS.funds[:3])
    assert [str(figure and figure.text) for figure in (table.total.weight, table.total.rate, table.total.score)] == ["10", "98.20%", "9.82"]
    assert [[figure.text for figure in source.amounts.values()] for source in table.sources] == [list(s[1:]) for s in ROADS.sources]
    assert [(row.weight.text, row.score.text) for row in table.indicators] == [(row.weight, row.score) for row in ROADS.rows]
    compared = [row for row in table.indicators if row.target is not None and row.actual is not None]
    assert len(compared) == 6 and not any(row.reason for row in compared)
    assert table.total_score is not None and table.total_score.text == ROADS.total


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_true_table_is_quiet_and_every_figure_of_it_is_bound(layout) -> None:  # type: ignore[no-untyped-def]
    text = layout(ROADS)
    assert findings(text) == []
    found = filing(text)
    checks = [check for rule in RULES for check in rule.audit(found) if check.verdict != UNCHECKED]
    tied = {id(figure) for check in checks for figure in check.operands()}
    assert [figure for figure in found.figures if figure.role and id(figure) not in tied] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_figures_stand_where_they_are_printed(layout) -> None:  # type: ignore[no-untyped-def]
    text = layout(ROADS)
    lines = text.split("\n")
    found = filing(text)
    starts = [figure.start for figure in found.figures]
    assert starts == sorted(set(starts))
    for figure in found.figures:
        place = figure.place
        assert lines[place.line - 1][place.column - 1 :].startswith(figure.text[:1])
        if place.line == place.end_line:
            assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == figure.text


FAULTS = [
    ("7.5", "7.6", {"PRF002", "PRF004"}),
    ("147.30", "146.30", {"PRF003", "PRF005"}),
    ("98.20%", "98.30%", {"PRF003"}),
    ("9.82", "9.28", {"PRF002", "PRF003"}),
    ("130.00", "131.00", {"PRF005"}),
    ("96.32", "96.23", {"PRF002"}),
    ("12座", "13座", {"PRF004"}),
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("old", "new", "rules"), FAULTS)
def test_an_altered_figure_is_found(layout, old: str, new: str, rules: set[str]) -> None:  # type: ignore[no-untyped-def]
    text = layout(ROADS)
    assert old in text
    assert {finding.rule for finding in findings(text.replace(old, new, 1))} == rules


def test_a_number_broken_after_its_point_or_within_its_digits() -> None:
    text = one_line(ROADS).replace("120.00 150.00", "120.\n\n00 150.00", 1).replace("≥320公里 331公里", "≥3\n\n20公里\n=331公里")
    table = only_table(text)
    assert table.total is not None and table.total.amounts["年初预算"].text == "120.00"
    assert table.indicators[0].target is not None and table.indicators[0].target.text == "320"
    assert findings(text) == []
    place = table.indicators[0].target.place
    assert place.end_line == place.line + 2


def test_the_reading_under_which_the_weights_make_a_hundred() -> None:
    text = one_line(ROADS).replace("331公里 15 15", "331公里\n1\n5 15")
    assert [row.weight.text for row in only_table(text).indicators][0] == "15"
    assert findings(text) == []


def test_a_title_that_was_joined_to_the_line_before() -> None:
    text = "\n".join([one_line(ROADS), "联系人： 周先生 联系电话： 3678712", one_line(ROADS._replace(project="桥梁养护经费"))])
    assert [table.project for table in filing(text).performance] == [ROADS.project, "桥梁养护经费"]


def test_rows_go_on_after_a_page_break() -> None:
    text = one_line(ROADS).replace("\n时效指标", "\n— 12 —\n" + " ".join(COLUMNS) + "\n时效指标")
    assert len(only_table(text).indicators) == len(ROADS.rows)
    assert findings(text) == []


# -- other forms ----------------------------------------------------------------------------------------------------

OWN_COLUMNS = """部门预算项目绩效自评表
（2023年度）
项目名称：学前教育资助
单位：万元
预算执行情况（10分）\t年初预算\t调整后预算数\t预算执行数\t预算执行率\t权重\t得分\t原因
总额\t45.00\t40.00\t38.00\t95.00%\t10\t9.5\t
其中：财政资金\t45.00\t40.00\t38.00\t95.00%\t/\t/\t
单位资金\t0.00\t0.00\t0.00\t0.00%\t/\t/\t
年度总体目标\t资助幼儿500人次。
一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t完成值\t权重\t得分\t未完成原因分析
产出指标\t数量指标\t资助人次\t≥\t500\t人次\t480\t30\t28.8\t生源减少
产出指标\t质量指标\t资助准确率\t＝\t100\t%\t100\t30\t30\t
效益指标\t社会效益指标\t减轻负担\t定性\t有效\t\t有效\t20\t20\t
满意度指标\t满意度指标\t家长满意度\t≥\t90\t%\t92\t10\t10\t
合计\t\t\t\t\t\t\t100\t98.3\t
"""


def test_a_form_with_columns_for_operator_and_unit() -> None:
    table = only_table(OWN_COLUMNS)
    assert table.total is not None and list(table.total.amounts) == ["年初预算", "全年预算", "全年执行"]
    pupils, accuracy = table.indicators[:2]
    assert (pupils.operator, pupils.target and pupils.target.unit, pupils.actual and pupils.actual.unit) == (">=", "人次", "人次")
    assert accuracy.actual is not None and accuracy.actual.exact == 1
    assert findings(OWN_COLUMNS) == []
    assert {finding.rule for finding in findings(OWN_COLUMNS.replace("480", "408"))} == {"PRF004"}


UNSURE = [
    "部门整体支出绩效自评表\n（2023年度）\n一级指标 二级指标 三级指标 年初目标值（A） 实际完成值（B） 得分\n产出指标 案件数 300件 320件 18\n满意度 90% 95% 10\n总分 92.5",
    "项目支出绩效自评表\n（2023年度）\n一级指标 三级指标 指标值 权重 完成值 得分\n产出指标 里程 ≥500公里 30 480公里 28.8\n质量 ≥90% 60 95% 60\n合计 90 88.8",
    "项目支出绩效目标表\n（2024年度）\n项目资金（万元） 年度资金总额 120.00\n一级指标 二级指标 三级指标 指标值\n数量指标 里程 ≥40公里\n质量指标 合格率 ≥95%",
    "部门整体支出绩效自评表\n（2023年度）\n预算执行情况（万元） 预算数： 500.00 执行数： 480.00\n其中：财政拨款 400.00 其中：财政拨款 480.00\n一级指标 指标值",
]


@pytest.mark.parametrize("text", UNSURE)
def test_forms_that_are_not_understood_are_not_judged(text: str) -> None:
    assert findings(text) == []
    found = filing(text)
    tied = bound(text)
    assert all(figure.reason for figure in found.figures if figure.text not in tied)


# -- scores ---------------------------------------------------------------------------------------------------------


def scored(row: str, more: str = "里程 ≥40公里 30.5公里 20 15.25") -> list[Finding]:
    """What is said of one indicator beside others that are scored by the rule."""
    head = "项目支出绩效自评表\n（2023年度）\n一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
    return [finding for finding in findings(f"{head}{more}\n合格率 =100% 90% 10 9\n{row}") if finding.rule == "PRF004"]


@pytest.mark.parametrize(
    "row",
    [
        "人数 ≥2.45万人 31700人 10 10", "人数 ≥2.45万人 19600人 10 8", "事故率 ≤4.5% 5.5% 7 5.73", "成本 ≤100万元 80万元 10 10",
        "人数 ≥36人 24人 8 5.33", "次数 =12次 =12次 10 10", "条件 明显改善 有所改善 10 8", "人数 ≥36人 24个 8 8", "次数 3-5次 4次 10 6",
        "增长率 ≥5% -3% 10 6", "时间 =2023年12月31日 =2023年12月31日 6 6", "比例 ≥95% 0.98 10 6", "人均标准 ≤1200元/月 =1200元/月 10 10",
        "事故 =0起 0起 10 10", "成本 =100万元 95万元 10 10", "里程 40公里 38公里 10 9.5", "里程 ≥40公里 0公里 10 0",
    ],
)  # fmt: skip
def test_scores_that_are_not_spoken_of(row: str) -> None:
    assert scored(row) == []


@pytest.mark.parametrize(
    ("row", "severity", "words"),
    [
        ("合格率 ≥95% 100% 8 0.08", "error", "应为 8.00"),
        ("人数 ≥36人 24人 8 5.35", "error", "应为 5.33"),
        ("人数 ≥36人 24人 8 5.55", "warning", "应为 5.33"),
        ("办结数 ≥10件 5件 8 9", "error", "超过分值"),
        ("认证率 =100% 97.12% 13 13", "warning", "未达到指标值而得满分"),
        ("满意度 ≥90% 120% 10 10", "warning", "不会大于 100%"),
        ("经费 ≤87.03万元 1.39万元 20 0.32", "note", "完成值与指标值之比"),
        ("离岗人数 ≤5人 1人 6 4.8", "note", "节约的比例"),
        ("到位率 ≥95% 39.85% 8 3.19", "note", "未除以指标值"),
        ("人数 ≥1044人 936人 7 6.3", "note", "四舍五入"),
        ("人数 ≥10人 30人 10 8", "note", "超额完成"),
        ("人数 =222人 272人 10 10", "note", "不等"),
        ("里程 ≥40公里 30公里 10 0", "note", "不得分"),
    ],
)
def test_scores_that_are(row: str, severity: str, words: str) -> None:
    (finding,) = scored(row)
    assert finding.severity == severity
    assert words in finding.message


def test_full_marks_for_a_missed_target_are_a_note_where_nothing_is_scored_in_proportion() -> None:
    head = "项目支出绩效自评表\n（2023年度）\n一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
    (finding,) = findings(f"{head}认证率 =100% 97.12% 60 60\n次数 =3次 3次 40 40\n总分 100 100")
    assert finding.severity == "note"


def test_a_table_scored_at_discretion_is_not_judged() -> None:
    head = "项目支出绩效自评表\n（2023年度）\n一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
    text = f"{head}里程 ≥40公里 38公里 30 28\n合格率 ≥95% 98% 30 27\n满意度 ≥90% 92% 40 36\n总分 100 91"
    assert above_notes(text) == []


def test_within_its_limit_once_in_proportion_and_once_in_full() -> None:
    used = scored("成本 ≤100万元 80万元 10 10", "经费 ≤50万元 10万元 20 4")
    assert sorted(finding.message.partition("：")[0] for finding in used) == [
        "同表其他“≤”指标按完成值与指标值之比计分，这一项却得满分",
        "已达到“≤”指标值，却按完成值与指标值之比计分",
    ]


# -- money ----------------------------------------------------------------------------------------------------------


def funded(rows: str) -> list[tuple[str, str, str | None]]:
    head = "项目支出绩效自评表\n（2023年度）\n项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
    return [(finding.rule, finding.severity, finding.actual) for finding in findings(head + rows)]


@pytest.mark.parametrize(
    "rows",
    [
        "年度资金总额 60.00 60.00 14.19 10 23.65% 2.37",  # from the rounded rate
        "年度资金总额 185.58 185.58 43.89 10 23.65% 2.365",
        "年度资金总额 0 0 0 10 0% 0\n其中：当年财政拨款 0 0 0 — — —",
        "年度资金总额 100.00 100.00 102.00 10 102.00% 10",
        "年度资金总额 100.00 150.00 147.30 10 98.2 9.82",
        "年度资金总额 100.00 150.00 147.30 10 0.982 9.82",
        "年度资金总额 100.00 120.00 118.00 10 98.33% 9.83\n其中：当年财政拨款 100.00 100.00 98.00 — — —\n上年结转资金 20.00 20.00 — — —",
        "年度资金总额 90.00 90.00 90.00 10 100% 10\n财政拨款 80.00 80.00 80.00\n其中：中央 50.00 50.00 50.00\n省级 30.00 30.00 30.00\n其他 10.00 10.00 10.00",
        "年度资金总额 2138.\n15 2138.15\n69.13 10 3.23% 0.32\n其中：当年财政拨款 2138.15\n2138.\n15\n69.13 — — —",
        "年度资金总额 213\n8.15 2138.15 69.13 10 3.23% 0.32",
    ],
)
def test_money_that_adds_up(rows: str) -> None:
    assert funded(rows) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("年度资金总额 100.00 150.00 120.00 10 85.00% 8.5", ("PRF003", "error", "85.00")),
        ("年度资金总额 150.00 160.00 120.00 10 80.00% 8", ("PRF003", "warning", "80.00")),
        ("年度资金总额 100.00 150.00 120.00 10 80.00% 10", ("PRF003", "note", "10")),
        ("年度资金总额 0 0 0 10 0% 0\n当年财政拨款 90.00 90.00 89.97 — — —\n其他资金 0 0 0", ("PRF005", "error", "0")),
        ("年度资金总额 90.00 90.00 90.00 10 100% 10\n其中：当年财政拨款 80.00 90.00 90.00\n其他资金 0 0 0", ("PRF005", "error", "90.00")),
        ("年度资金总额 90.00 90.00 90.00 10 100% 10\n其中：当年财政拨款 80.00 90.00 90.00", ("PRF005", "warning", "90.00")),
    ],
)
def test_money_that_does_not(rows: str, expected: tuple[str, str, str]) -> None:
    assert expected in funded(rows)


def test_the_goals_tell_the_money_of_the_table() -> None:
    text = one_line(ROADS).replace("完成养护工作，", "计划投入150.00万元。全年共支出{}万元，")
    assert findings(text.format("147.30")) == []
    assert above_notes(text.format("141.30")) == [("PRF007", "warning", "141.30")]


# -- properties -----------------------------------------------------------------------------------------------------


def half_up(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


@st.composite
def true_tables(draw: st.DrawFn) -> Table:
    """A table whose every figure follows from the others, printed with two decimals."""
    rng = random.Random(draw(st.integers(0, 2**32)))
    weights = [5] * rng.randint(2, 6)
    while sum(weights) < 90:
        weights[rng.randrange(len(weights))] += 1
    rows, total = [], Decimal(0)
    for number, weight in enumerate(weights):
        target = Decimal(rng.randint(20, 999))
        actual = max(Decimal(1), target + rng.randint(-int(target), 40))
        score = Decimal(weight) if actual >= target else half_up(weight * actual / target)
        total += score
        rows.append(Row("数量指标", f"第{'甲乙丙丁戊己庚'[number]}类件数", f"≥{target}件", f"{actual}件", str(weight), f"{score.normalize():f}"))
    budget = half_up(Decimal(rng.randint(1000, 999999)) / 100)
    spent = half_up(budget * rng.randint(1, 100) / 100)
    rate = half_up(spent / budget * 100)
    score = half_up(rate / 10) if rng.random() < 0.5 else half_up(spent / budget * 10)
    own = half_up(budget * rng.randint(0, 100) / 100)
    used = min(own, spent)
    sources = (("其中：当年财政拨款", str(own), str(own), str(used)), ("其他资金", str(budget - own), str(budget - own), str(spent - used)))
    return Table("虚构项目", (str(budget), str(budget), str(spent), f"{rate}%", str(score)), sources, tuple(rows), str(total + score))


@settings(max_examples=60, deadline=None)
@given(true_tables(), st.sampled_from(LAYOUTS))
def test_a_true_table_never_fails(table: Table, layout) -> None:  # type: ignore[no-untyped-def]
    assert above_notes(layout(table)) == []
    assert len(only_table(layout(table)).indicators) == len(table.rows)


@settings(max_examples=60, deadline=None)
@given(true_tables(), st.sampled_from(LAYOUTS), st.integers(0, 6), st.integers(1, 9))
def test_an_altered_score_is_always_found(table: Table, layout, at: int, more: int) -> None:  # type: ignore[no-untyped-def]
    row = table.rows[at % len(table.rows)]
    score = Decimal(row.score) - more
    if score < 0:
        score = Decimal(row.score) + more
    rows = [row._replace(score=str(score)) if each is row else each for each in table.rows]
    found = findings(layout(table._replace(rows=tuple(rows))))
    assert "PRF002" in {finding.rule for finding in found}


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(LAYOUTS), st.randoms(use_true_random=False))
def test_garbled_tables_are_read_without_fault(layout, rng: random.Random) -> None:  # type: ignore[no-untyped-def]
    lines = layout(ROADS).split("\n")
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(lines))
        line = lines[at]
        cut = rng.randrange(len(line) + 1)
        lines[at] = rng.choice((line[:cut] + rng.choice("0123456789.%=≥≤-— \t分，（）年") + line[cut:], line[:cut] + line[cut + 1 :], rng.choice(lines)))
    text = "\n".join(lines)
    found = filing(text)
    findings(text)
    starts = [figure.start for figure in found.figures]
    assert starts == sorted(set(starts))
    assert all(isinstance(figure, Figure) and figure.place.line >= 1 for figure in found.figures)


def test_a_table_of_cells_reads_as_its_lines_do() -> None:
    builder = Builder("甲.docx", "docx")
    lines = tabs(ROADS).split("\n")
    for line in lines[:2]:
        builder.paragraph(line)
    builder.table([[GridCell(text) for text in line.split("\t")] for line in lines[2:]])
    filing, plain = read_filing(builder.finish()), read_filing(read(tabs(ROADS).encode(), "甲.txt"))
    told = [[(check.rule, check.printed.text, check.verdict) for rule in RULES for check in rule.audit(each)] for each in (filing, plain)]
    assert told[0] == told[1] != []
    assert {figure.place.table for figure in filing.figures} == {1}


# -- what people write beside a score, and the scores that they round ---------------------------------------------


def graded(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in findings(text)]


@pytest.mark.parametrize(("remark", "score", "expected"), [
    ("佐证材料收集不够及时，扣0.5分", "9.5", []), ("佐证材料收集不够及时，扣0.5分", "9.6", [("PRF004", "warning")]),
    ("佐证材料收集不够及时，今后加强管理", "9.5", [("PRF004", "note")]), ("", "9.5", [("PRF004", "warning")]), ("无", "9.5", [("PRF004", "warning")]),
])  # fmt: skip
@pytest.mark.parametrize("gap", [" ", "\t"])
def test_a_remark_that_tells_why_marks_were_taken_off(remark: str, score: str, expected: list[tuple[str, str]], gap: str) -> None:
    heads = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析"
    rows = [heads, "产出指标 数量指标 里程 ≥40公里 30.5公里 20 15.25", "产出指标 质量指标 合格率 =100% 90% 10 9"]
    rows.append(f"产出指标 数量指标 培训人次 ≥200人次 200人次 10 {score} {remark}")
    text = "项目支出绩效自评表\n（2023年度）\n" + "\n".join(rows).replace(" ", gap)
    assert [each for each in graded(text) if each[0] == "PRF004"] == expected


@pytest.mark.parametrize(("score", "expected"), [("9.82", []), ("9.8", [("PRF003", "note")]), ("9.2", [("PRF003", "warning")]), ("9", [("PRF003", "warning")])])
def test_the_score_of_the_rate_is_rounded_as_it_stands(score: str, expected: list[tuple[str, str]]) -> None:
    """The other scores have two decimals, and are filled in by others."""
    text = one_line(ROADS).replace("98.20% 9.82", f"98.20% {score}").replace("总分 100 96.32", "总分 100 95.72")
    text = text.replace("10 7.5", "10 7.50")
    assert [each for each in graded(text) if each[0] == "PRF003"] == expected


TASKS = """部门整体支出绩效自评表
（2022年度）
单位：万元
年度主要任务\t任务名称\t主要内容\t年初预算数\t全年预算数\t全年执行数\t执行率
\t机关运转保障\t完成年度工作\t616.02\t560.02\t509.62\t91.00%
\t重点工作推进\t完成年度工作\t73.03\t81.14\t78.71\t97.01%
\t民生保障\t完成年度工作\t120.25\t109.32\t106.04\t97.00%
\t金额合计\t\t809.30\t750.48\t694.37\t92.52%
一级指标\t三级指标\t指标值\t完成值\t分值\t得分
预算执行\t部门预算执行率\t100%\t92.52%\t10\t9.25
产出指标\t改造小区数量\t=9个\t9个\t90\t90
合计\t\t\t\t100\t99.25"""


@pytest.mark.parametrize("text", [TASKS, TASKS.replace("\t", " ")])
def test_tasks_of_a_department_are_no_sources(text: str) -> None:
    assert findings(text) == []
    assert [finding.rule for finding in findings(text.replace("120.25", "102.25"))] == ["PRF005"]
    assert [finding.rule for finding in findings(text.replace("97.01%", "79.01%"))] == ["PRF003"]


PAIRS = """项目支出绩效自评表
（2021年度）单位：万元
项目名称\t老旧小区改造配套经费
预算执行情况（万元）\t预算数：\t516.19\t\t执行数：\t374.24
\t其中：财政拨款\t516.19\t\t其中：财政拨款\t374.24
预算执行率\t72.50%\t\t预算执行得分（20分）\t14.5
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t权重\t得分
产出指标\t数量指标\t检查企业数\t120户\t108户\t10\t9
产出指标\t质量指标\t抽检合格率\t95%\t95%\t60\t60
满意度指标\t满意度指标\t群众满意度\t95%\t95%\t10\t10
自评总分\t\t\t\t\t100\t93.5"""


@pytest.mark.parametrize(("old", "new", "rule"), [
    ("", "", ""), ("516.19\t\t执行", "546.19\t\t执行", "PRF005"), ("72.50%", "75.20%", "PRF003"), ("14.5", "15.4", "PRF003"), ("（20分）", "（10分）", "PRF001"), ("93.5", "95.3", "PRF002"),
])  # fmt: skip
def test_budget_and_spending_in_pairs(old: str, new: str, rule: str) -> None:
    told = {finding.rule for finding in findings(PAIRS.replace(old, new) if old else PAIRS) if finding.severity != "note"}
    assert rule in told if rule else not told


def test_weights_of_a_table_of_rates_are_exact() -> None:
    text = "各级指标得分情况表\n一级指标\t分值\t得分\t得分率\n决策\t15\t13.2\t88.00%\n过程\t25\t24\t96.00%\n产出\t35\t33\t94.29%\n效益\t25\t23\t92.00%\n合计\t100\t93.2\t93.20%\n"
    told = [finding.rule for wrong in ("88.00%", "89.00%") for finding in loud("某局2023年度部门决算\n" + text.replace("88.00%", wrong))]
    assert told == ["TAB016"]


LEVELS = """部门整体支出绩效评价指标体系评分表
（2023年度）
一级指标\t分值\t二级指标\t分值\t三级指标\t分值\t评分标准\t得分
投入\t40\t预算配置\t40\t财政供养人员控制率\t25\t达到要求得满分\t25
\t\t\t\t三公经费变动率\t15\t达到要求得满分\t13.5
产出\t60\t职责履行\t60\t重点工作完成率\t35\t达到要求得满分\t34
\t\t\t\t质量达标率\t25\t达到要求得满分\t25
总分\t100\t\t100\t\t100\t\t97.5"""


@pytest.mark.parametrize(("old", "new", "rule"), [("", "", ""), ("\t15\t", "\t16\t", "PRF001"), ("13.5", "15.3", "PRF002"), ("97.5", "95.7", "PRF002")])
def test_a_table_of_scores_with_weights_of_every_level(old: str, new: str, rule: str) -> None:
    told = {finding.rule for finding in findings(LEVELS.replace(old, new) if old else LEVELS)}
    assert rule in told if rule else not told


ABOVE_A_TABLE = """项目支出绩效自评表
（2022年度）
项目名称 检测能力项目
主管部门 甲县水务局 实施单位 甲县水务局
项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 100.00 100.00 100.00 10 100.00% 10.00
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
产出指标 数量指标 检测次数 ≥8次 8次 50 50
效益指标 社会效益指标 长效机制 健全 健全 30 30
满意度指标 服务对象满意度指标 服务对象满意度 ≥85% 90% 10 10
总分 100 100

收入支出决算总表
部门：甲县水务局 单位：万元
项目 行次 金额 项目 行次 金额
栏次 1 栏次 2
一、财政拨款收入 1 500.50 一、教育支出 4 200.20
二、事业收入 2 100.10 二、农林水支出 5 400.40
总计 3 600.60 总计 6 600.60
"""


@pytest.mark.parametrize(("old", "new", "rules"), [("", "", []), ("健全 30", "健全 35", ["PRF001"])])
def test_rows_above_the_title_of_another_table_are_none_of_its_lines(old: str, new: str, rules: list[str]) -> None:
    told = [finding.rule for finding in loud(ABOVE_A_TABLE.replace(old, new) if old else ABOVE_A_TABLE)]
    assert [rule for rule in told if rule == "PRF001"] == rules
    assert told == [] or rules
