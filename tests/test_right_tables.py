"""Tables that are right and built otherwise than most: nothing is told of them, and a slip beside what makes them odd still is."""

import pytest
from test_proof import HEAD, ITEMS, TITLE, accused, budget, judged, rows, text
from test_table_cells import filing

from auditlint.model import Filing


def findings(read: Filing) -> list[str]:
    """The figures of which an error or a warning is told."""
    return [finding.actual or "" for _, finding in judged(read) if finding is not None and finding.severity in ("error", "warning")]


CARRIED_HEAD = ["科目编码", "科目名称", "总计", "基本支出", "项目支出", "结转下年"]


def carried(slip: str = "") -> list[list[str]]:
    """What is carried over stands in the row of the totals alone."""
    table = [[*line, ""] for line in rows(ITEMS)]
    table[0][2], table[0][5] = slip or "2,281.04", "22.30"
    return table


def test_what_only_the_total_carries_over_is_no_sum_of_the_rows() -> None:
    assert rows(ITEMS)[0][2] == "2,258.74"
    assert findings(budget((TITLE, text(CARRIED_HEAD, *carried())))) == []
    assert findings(budget((TITLE, text(CARRIED_HEAD, *carried("2,821.04"))))) != []


@pytest.mark.parametrize("name", ["绩效得分", "最高限价", "排名", "起始年度", "实施期限（年）"])
def test_a_column_that_does_not_add_stands_apart(name: str) -> None:
    values = [str(number * 7 % 19 + 1) for number in range(len(rows(ITEMS)))]
    table = [[*line, value] for line, value in zip(rows(ITEMS), values, strict=True)]
    assert findings(budget((TITLE, text([*HEAD, name], *table)))) == []
    table[3][3] = "837.37"  # 行政运行, where 812.37 is right
    assert accused(budget((TITLE, text([*HEAD, name], *table)))) != []


SUMS = """
项目 | 合计 | 基本支出 | 项目支出
甲处 | 20.00 | 12.00 | 8.00
乙处 | 10.50 | 5.25 | 5.25
丙处 | 30.25 | 15.00 | 15.25
合计 | 60.75 | 32.25 | 28.50
上年合计 | 55.10 | 30.05 | 25.05
"""


@pytest.mark.parametrize("row", ["增长% | 10.25 | 7.32 | 13.77", "占比（%） | 100.00 | 53.09 | 46.91", "人均支出 | 3.03 | 2.69 | 4.04"])
def test_a_row_of_percentages_or_averages_is_no_row_of_amounts(row: str) -> None:
    read = filing(("各处支出情况表", SUMS + row))
    assert findings(read) == []
    last = row.split(" | ")[-1]
    assert [figure.unit for figure in read.figures if figure.text == last] == ["万元" if "人均" in row else "%"]


def test_a_project_or_a_column_that_only_sounds_like_a_rate_or_a_term_adds() -> None:
    table = "单位 | 合计 | 一年期限以内 | 五年期限以上\n提高计划完成率 | 30.30 | 20.20 | 10.10\n人均公用经费补助 | 20.35 | 10.20 | 10.15\n平均价差补贴 | 40.30 | 30.20 | 10.10\n合计 | 90.95 | 60.60 | 30.35\n"
    assert findings(filing(("项目明细表", table))) == []
    assert findings(filing(("项目明细表", table.replace("20.35", "20.53")))) == ["90.95", "20.53"]  # the sum of its column and that of its row


NO_SUBTOTAL = """
项目 | 预算数 | 决算数
合计 | 20.00 | 15.55
因公出国（境）费 | 2.00 | 1.20
公务接待费 | 5.00 | 2.35
公务用车购置费 | 8.00 | 7.50
公务用车运行维护费 | 5.00 | 4.50
"""


def test_an_item_that_is_not_printed_is_what_it_is_made_of() -> None:
    assert findings(filing(("“三公”经费支出决算表", NO_SUBTOTAL))) == []
    assert "15.55" in findings(filing(("“三公”经费支出决算表", NO_SUBTOTAL.replace("4.50", "4.80"))))


def test_a_total_over_conferences_and_training_too_is_not_that_of_the_three_public_expenses() -> None:
    fees = NO_SUBTOTAL.replace("15.55", "21.66").replace("20.00", "25.00") + "会议费 | 3.00 | 3.11\n培训费 | 2.00 | 3.00\n"
    assert findings(filing(("“三公”经费、会议费和培训费支出决算表", fees))) == []


SUMMARY = """
收入 | | 支出 |
项目 | 决算数 | 项目 | 决算数
一、一般公共预算财政拨款收入 | 15,980.55 | 一、教育支出 | 12,000.50
二、其他收入 | 1,182.35 | 二、住房保障支出 | 3,980.05
本年收入合计 | 17,162.90 | 本年支出合计 | 15,980.55
使用非财政拨款结余 | 330.00 | 结余分配 | 10.00
年初结转和结余 | 0.00 | 年末结转和结余 | 1,502.35
　{0}基本支出结转 | 0.00 | 　{0}基本支出结转 | 295.59
　　　　项目支出结转和结余 | 0.00 | 　　　　项目支出结转和结余 | 1,206.76
总计 | 17,492.90 | 总计 | 17,492.90
"""


@pytest.mark.parametrize("mark", ["其中：", ""])
def test_what_the_carry_over_is_made_of_is_not_added_again(mark: str) -> None:
    table = SUMMARY.format(mark)
    assert findings(filing(("收入支出决算总表", table))) == []
    assert findings(filing(("收入支出决算总表", table.replace("结余分配 | 10.00", "结余分配 | 70.00")))) != []


DRIFTED = """
收入 | | 支出 | | | | | |
项目 | 决算数 | 项目 | 合计 | 一般公共预算财政拨款 | | 政府性基金预算财政拨款 | 国有资本经营预算财政拨款
一、一般公共预算财政拨款 | 213.68 | 一、一般公共服务支出 | 139.10 | 139.10 | | 0 | 0
二、政府性基金预算财政拨款 | 195.47 | 二、教育支出 | 26.59 | 26.59 | | 0 | 0
三、国有资本经营预算财政拨款 | 0 | 三、社会保障和就业支出 | 42.04 | 42.04 | | 0 | 0
 | | 四、城乡社区支出 | 210.89 | | 0 | 210.89 | 0
本年收入合计 | 409.15 | 本年支出合计 | 418.62 | 207.73 | | 210.89 | 0
年初结转和结余 | 15.42 | 年末结转和结余 | 5.95 | | 5.95 | 0 | 0
总计 | 424.57 | 总计 | 424.57 | | 213.68 | 210.89 | 0
"""


def test_what_drifted_into_the_column_beside_accuses_nobody() -> None:
    assert findings(filing(("财政拨款收入支出决算总表", DRIFTED))) == []
    assert findings(filing(("财政拨款收入支出决算总表", DRIFTED.replace("支出合计 | 418.62", "支出合计 | 481.62")))) != []


LOST = """
收入 | | 支出 |
项目 | 决算数 | 项目 | 决算数
一、一般公共预算财政拨款收入 | 36,263.20 | 一、教育支出 | 58,124.69
二、其他收入 | 20,355.89 | 二、科学技术支出 |
本年收入合计 | 56,619.09 | 本年支出合计 | 58,124.69
使用非财政拨款结余 | 结余分配 | | 31.86
年初结转和结余 | 1,666.61 | 年末结转和结余 | 129.15
收入总计 | 58,285.70 | 支出总计 | 58,285.70
"""


def test_an_amount_whose_name_was_lost_to_the_half_beside_it_is_added() -> None:
    assert findings(filing(("收入支出决算总表", LOST))) == []
    assert findings(filing(("收入支出决算总表", LOST.replace("129.15", "192.15")))) != []


NUMBERS = """
收入 | 收入 | 收入 | 支出 | 支出
项目 | 行次 | | 项目 | 决算数
一、一般公共预算财政拨款收入 | | 1 | 一、教育支出 | 36.20
二、政府性基金预算财政拨款收入 | | 2 | 二、科学技术支出 | 20.10
三、上级补助收入 | | 3 | 三、住房保障支出 |
四、事业收入 | | 4 | |
五、其他收入 | | 5 | |
本年收入合计 | | 6 | 本年支出合计 | 56.30
"""


def test_numbers_that_rise_line_by_line_are_no_amounts() -> None:
    assert findings(filing(("收入支出决算总表", NUMBERS))) == []
    assert [figure.text for figure in filing(("收入支出决算总表", NUMBERS)).figures if figure.unit == "万元"] == ["36.20", "20.10", "56.30"]


RECEIPTS = """
科目名称 | 合计 | 财政拨款 | 一般公共 | 政府性基金 | 国有资本 | 事业收入 | 经营收入 | 其他收入 | 上年结转
群众文化 | 877.57 | 816.26 | 816.26 | | | 18.37 | 19.91 | 6.18 | 16.85
养老保险 | 120.50 | 100.25 | 100.25 | | | | | 20.25 |
行政医疗 | 61.31 | 55.18 | 55.18 | | | | | 6.13 |
大气治理 | 47.29 | 40.12 | 20.06 | 20.06 | | | | 7.17 |
水体治理 | 83.39 | 73.09 | 73.09 | | | | | 10.30 |
住房公积金 | 39.94 | 31.05 | 30.04 | | 1.01 | | | 8.89 |
"""


def test_columns_that_one_row_alone_has_figures_in_may_belong_to_its_sum() -> None:
    assert findings(filing(("收入明细情况", RECEIPTS))) == []
    assert findings(filing(("收入明细情况", RECEIPTS.replace("61.31 | 55.18", "61.31 | 55.81")))) != []


def test_the_total_of_scores_is_their_mean() -> None:
    heads = ["项目名称", "年初预算数", "全年预算数", "全年执行数", "结余", "自评得分"]
    projects = [(8011, 8018, 7993), (5497, 5497, 5490), (3314, 3977, 3970), (7967, 7967, 6471), (3504, 4205, 4079), (1143, 1372, 1370)]
    amounts = [(first, given, spent, given - spent) for first, given, spent in projects]
    amounts.insert(0, tuple(map(sum, zip(*amounts, strict=True))))
    for score, slip, told in (("93.18", 0, False), ("", 0, False), ("93.18", 90, True), ("559.10", 0, False)):
        scores = [score, "96.9", "97.6", "92.8", "91.7", "91.6", "88.5"]
        lines = [[f"项目{number}", *(f"{amount + slip * (number == 2)}.00" for amount in own), mark] for number, (own, mark) in enumerate(zip(amounts, scores, strict=True))]
        lines[0][0] = "合计"
        assert bool(findings(budget(("项目绩效自评结果汇总表", text(heads, *lines))))) is told


def test_a_note_below_one_row_is_no_name() -> None:
    heads = ["合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费"]
    note = "注：本表反映部门本年度财政拨款“三公”经费支出情况。"
    for total, told in (("164,572.83", []), ("168,572.83", ["168572.83"])):
        row = [total, "", "141,833.04", "", "141,833.04", "22,739.79"]
        assert findings(budget(("财政拨款“三公”经费支出预算表", text(heads, row, [note])))) == told


def test_digits_of_full_width_are_digits() -> None:
    wide = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
    table = rows(ITEMS)
    assert findings(budget((TITLE, text(HEAD, *table).translate(wide)))) == []
    table[3][3] = "837.37"
    read = budget((TITLE, text(HEAD, *table).translate(wide)))
    assert accused(read) != []
