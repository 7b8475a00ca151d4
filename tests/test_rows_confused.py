"""What a reader of pages may confuse: rows run together, cells that moved, codes among amounts.  A right filing read so is not accused."""

from collections.abc import Callable

import pytest
from auditing import loud
from test_table_cells import broken, filing

from auditlint import check_path

_HEAD = [["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]]
_ROWS = [
    ["", "合计", "1,187.45", "791.40", "396.05"],
    ["205", "教育支出", "321.75", "201.45", "120.30"],
    ["20502", "普通教育", "321.75", "201.45", "120.30"],
    ["2050202", "小学教育", "198.55", "120.25", "78.30"],
    ["2050203", "初中教育", "81.05", "60.05", "21.00"],
    ["2050299", "其他普通教育支出", "42.15", "21.15", "21.00"],
    ["208", "社会保障和就业支出", "403.30", "330.20", "73.10"],
    ["20805", "行政事业单位养老支出", "330.20", "330.20", "0.00"],
    ["2080501", "行政单位离退休", "150.10", "150.10", "0.00"],
    ["2080505", "机关事业单位基本养老保险缴费支出", "120.05", "120.05", "0.00"],
    ["2080506", "机关事业单位职业年金缴费支出", "60.05", "60.05", "0.00"],
    ["20808", "抚恤", "73.10", "0.00", "73.10"],
    ["2080801", "死亡抚恤", "41.70", "0.00", "41.70"],
    ["2080802", "伤残抚恤", "31.40", "0.00", "31.40"],
    ["213", "农林水支出", "462.40", "259.75", "202.65"],
    ["21303", "水利", "462.40", "259.75", "202.65"],
    ["2130301", "行政运行", "259.75", "259.75", "0.00"],
    ["2130305", "水利工程建设", "122.15", "0.00", "122.15"],
    ["2130314", "防汛", "80.50", "0.00", "80.50"],
]
Rows = list[list[str]]


def _told(rows: Rows, before: Rows = _HEAD) -> list[tuple[str, str]]:
    return broken(filing(("支出决算表", "\n".join(" | ".join(cell or " " for cell in row) for row in [*before, *rows]))))


def _altered(alter: Callable[[Rows], None]) -> Rows:
    rows = [list(row) for row in _ROWS]
    alter(rows)
    return rows


def _together(first: int) -> Callable[[Rows], None]:
    """Two rows that a reader took for one."""

    def alter(rows: Rows) -> None:
        rows[first : first + 2] = [[" ".join(filter(None, pair)) for pair in zip(rows[first], rows[first + 1], strict=True)]]

    return alter


def _two_codes(rows: Rows) -> None:
    rows[4][0] = "2050203 50501"


def _moved(rows: Rows) -> None:
    rows[6][2:] = ["", "403.30", "330.20"]


def _exchanged(rows: Rows) -> None:
    for row in rows[3:]:
        row[3], row[4] = row[4], row[3]


def _coded_amounts(rows: Rows) -> None:
    for row in rows[1:9]:
        row[0], row[2] = row[2], row[0]


def test_a_row_that_is_left_out_is_told() -> None:
    assert _told(_ROWS) == []
    assert _told([*_ROWS[:4], *_ROWS[5:]]) == [("321.75", "C4")]


@pytest.mark.parametrize(
    "alter", [_together(4), _together(5), _together(9), _together(17), _two_codes, _moved, _exchanged, _coded_amounts],
    ids=["siblings", "class", "items", "last", "codes", "moved", "exchanged", "codes-among-amounts"],
)  # fmt: skip
def test_what_was_confused_accuses_nobody(alter: Callable[[Rows], None]) -> None:
    assert _told(_altered(alter)) == []


def test_an_amount_that_was_read_twice_is_none() -> None:
    rows = _altered(lambda rows: None)
    for row in rows:
        row[2:] = [cell.replace(".", "") if cell == "0.00" else f"{int(cell.replace(',', '').replace('.', '')):,}" for cell in row[2:]]
    assert _told(rows) == []
    twice = [list(row) for row in rows]
    twice[6][2] *= 2
    assert twice[6][2] == "40,33040,330" and _told(twice) == []


def test_the_level_of_a_code_is_no_amount() -> None:
    head = [["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "政府经济分类"]]
    assert _told([[*row, f"0{at % 9 + 1}"] for at, row in enumerate(_ROWS)], head) == []


def test_a_sum_of_money_that_no_slip_explains_may_lack_one_that_was_not_read() -> None:
    said = "二、支出决算情况说明\n2024年度支出合计1,187.45万元，其中：基本支出{}万元，项目支出396.05万元。\n"
    assert loud("某市水务局2024年度部门决算\n" + said.format("791.40")) == []
    assert [each.severity for each in loud("某市水务局2024年度部门决算\n" + said.format("719.40"))] == ["error"]
    assert {each.severity for each in loud("某市水务局2024年度部门决算\n" + said.format("682.16"))} == {"warning"}


_GOALS = [
    ["项目名称", "社情民意调查", "", "", "", ""],
    ["主管部门", "某市统计局", "", "", "", ""],
    ["年度绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "分值权重（90分）"],
    ["", "产出指标", "数量指标", "调查样本量（份）", "≥28000", "20"],
    ["", "", "质量指标", "访问覆盖率（%）", "≥100", "30"],
    ["", "", "时效指标", "报告完成时间（天）", "≤10", "10"],
    ["", "效益指标", "社会效益指标", "数据采用率（%）", "≥90", "20"],
    ["", "满意度指标", "服务对象满意度指标", "使用单位认可（%）", "≥90", "10"],
]


def test_a_weight_that_is_two_leaves_the_weights_in_doubt(tmp_path_factory: pytest.TempPathFactory) -> None:
    def told(rows: Rows) -> list[str]:
        page = tmp_path_factory.mktemp("goals") / "a.html"
        cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        page.write_text(f"<p>某市统计局2026年部门预算</p><p>项目支出绩效目标表</p><table>{cells}</table>", encoding="utf-8")
        return [each.rule for each in check_path(page).findings]

    assert told(_GOALS) == []
    assert told([*_GOALS[:5], *_GOALS[6:]]) == ["PRF001"]
    both = [*_GOALS[:5], [" ".join(filter(None, pair)) for pair in zip(_GOALS[5], _GOALS[6], strict=True)], _GOALS[7]]
    assert told(both) == []
    assert told([*_GOALS[:6], *_GOALS[5:]]) == []
    assert told([*_GOALS[:6], [*_GOALS[5][:3], "答复及时率（%）", *_GOALS[5][4:]], *_GOALS[6:]]) == ["PRF001"]


@pytest.mark.parametrize("at", [7, 9, 16])
def test_an_amount_copied_into_a_blank_of_its_row_is_no_move(at: int) -> None:
    rows = _altered(lambda rows: rows[at].__setitem__(4, rows[at][2]))
    assert _told(rows) != []


def test_three_strokes_in_one_table_are_each_found() -> None:
    rows = _altered(lambda rows: None)
    rows[3][3], rows[8][2], rows[12][4] = "120.75", "150.70", "41.10"
    assert {("150.70", "C10"), ("198.55", "C5"), ("41.70", "C14")} <= set(_told(rows))


def test_an_amount_below_a_blank_source_is_its_own_only_where_the_total_lacks_it() -> None:
    goals = "某市统计局2024年度部门决算\n项目支出绩效目标表\n项目名称 甲\n项目资金总额 {}\n其中：财政拨款 26.48\n其他资金\n22.00\n年度目标\n"
    assert [loud(goals.format(total)) for total in ("26.48", "48.48")] == [[], []]


_SCORED = (
    "项目支出绩效自评表\n（2023年度）\n项目名称 道路养护\n项目资金（万元）\n年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
    "年度资金总额 50 50 49.25 10 98.5% 9.85\n一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
    "养护里程 >=40 公里 =42 公里 30 30\n养护合格率 >=95 % =96 % {} 18\n养护及时率 >=95 % =96 % 30 30\n居民满意度 >=90 % =91 % 10 9\n总分 100 96.9 分\n"
)


def test_what_rounding_leaves_of_scores_is_no_row() -> None:
    told = {weight: {each.rule for each in loud("某市统计局2023年度部门决算\n" + _SCORED.format(weight))} for weight in (20, 19)}
    assert "PRF001" not in told[20] and "PRF001" in told[19]
