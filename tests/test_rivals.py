"""Words that were not understood accuse nobody where another reading of the same numbers holds, and the same words with a wrong number are told."""

from pathlib import Path

import pytest
from auditing import loud
from office_files import docx
from test_table_cells import filing

from auditlint import check_path, check_text
from auditlint.model import Figure, expect, expect_that, total
from auditlint.proof.rows import Lines, are_rates, in_the_next_row, named_otherwise

TITLE = "某某市教育局2023年度部门决算\n\n三、支出决算情况说明\n"

#: A right passage in words that nobody knows, and what must be found when the first of the two words stands as the second.
PAIRS = {
    "another amount of the paragraph": (
        "项目支出612.55万元，其中：“扶贫专项”300.00万元，“信息化运维”312.55万元，云雀年初预算680.00万元的90.08%。基本支出200.00万元，"
        "比上年增加10.00万元，增长5.26%。",
        "5.26%", "5.62%",
    ),
    "last year's amount without a word of growth": (
        "收入总计49.80万元，比上年25.05万元，增长101.21%；支出合计60.00万元，比上年增加10.00万元，增长20.00%。", "20.00%", "26.00%",
    ),
    "a part told by the way": (
        "财政拨款收入337741.21万元，其中：一般公共预算财政拨款收入324638.50万元、上年结转13102.70万元，较上年云雀130014.30万元，下降27.80%。"
        "项目支出80.00万元，比上年减少20.00万元，下降20.00%。",
        "下降20.00%", "下降25.00%",
    ),
    "an amount joined to its growth": ("年末存款9.00万元增加2.00万元，增长22.22%。项目支出80.00万元，比上年增加20.00万元，增长33.33%。", "33.33%", "38.33%"),
    "a part that is not named": (
        "政府采购支出总额2958.21万元，其中：政府采购货物支出98.21万元、政府采购工程支出0.00万元、政府采购2860.00万元。", "政府采购2860.00", "政府采购服务支出2680.00",
    ),
    "a change that is not named": (
        "2023年度收、支总计3210.10万元。与上年相比，收、支总计各242.30万元，增长8.16%。", "与上年相比，收、支总计各242.30万元，", "收、支总计各3201.10万元，",
    ),
    "what an identity lacks is told beside it": (
        "本年支出合计529260.34万元。基本支出376567.92万元，项目支出138255.42万元，上缴上级支出0.00万元，经营支出0.00万元，"
        "对附属单位补助支出0.00万元。年终云雀资金14437.00万元。",
        "138255.42", "152962.42",
    ),
    "what an identity lacks, as it is rounded": (
        "本年支出合计529260.34万元。基本支出376567.92万元，项目支出138255.42万元，上缴上级支出0.00万元，经营支出0.00万元，"
        "对附属单位补助支出0.00万元。年终云雀资金14437.01万元。",
        "138255.42", "152962.42",
    ),
    "parts of a list that are not named": (
        "“三公”经费支出81.60万元，比上年增加61.00万元。其中：\n（一）因公云雀（境）费10.00万元，与上年持平。\n"
        "（二）公务用车购置及运行维护费70.60万元，比上年增加61.00万元。\n（三）公务云雀费1.00万元，与上年持平。",
        "增加61.00万元。其中", "减少161.00万元，下降99.00%。其中",
    ),
    "a growth that two changes behind it come to": (
        "年初云雀数19230.18万元，其中：财政拨款18417.70万元，事业收入812.48万元，收入比上年增加2784.38万元，其中：云雀拨款增加2781.90万元，"
        "事业收入增加2.48万元。公务接待费3.00万元，比上年增加1.00万元，增长50.00%。",
        "50.00%", "56.00%",
    ),
    "last year's amount of the thing before the semicolon": (
        "公务接待费0.00万元，比上年24.00万元；公务用车运行维护费20.10万元，比上年减少3.00万元，下降12.99%。", "12.99%", "19.29%",
    ),
    "持平 behind a clause of its own": (
        "公务接待费支出3.00万元，比上年增加1.00万元。本年未使用大额度资金安排活动，与上年持平。", "本年未使用大额度资金安排活动，与", "公务接待费支出与",
    ),
    "手持平板": ("培训费支出6.04万元，较上年增加6.03万元，主要原因是采购，购置手持平板电脑。", "主要原因是采购，购置手持平板电脑", "与上年持平"),
    "基本一致": ("培训费支出192.08万元，较上年增加0.11万元，与上年基本一致。", "基本一致", "一致"),
}  # fmt: skip

#: Passages that are wrong, though a rival seems to fit: what it is, the passage, and the figure of which an error is told.
WRONG = {
    "a rate copied from the line above": (
        "基本支出120.00万元，比上年增加20.00万元，增长20.00%；项目支出80.00万元，比上年增加30.00万元，增长20.00%。", "20.00"
    ),
    "an amount that is told again": ("公务接待费3.00万元，比上年2.00万元增加1.00万元，增长30.00%。公务接待费3.00万元用于接待。", "30.00"),
    "nothing": ("公务接待费3.00万元，比上年增加1.00万元，增长40.00%；因公出国（境）费0.00万元。", "40.00"),
    "a misprint of one stroke": ("2023年度支出总计4521.37万元，收入总计4821.37万元，比上年增加322.75万元，增长7.69%。", "4821.37"),
    "a whole of one stroke, and the shares of what its parts come to": (
        "本年支出合计310357.14万元，其中：基本支出102167.44万元，占48.57%；项目支出108189.70万元，占51.43%。", "310357.14"
    ),
    "a share of a whole that is right": ("本年支出合计210357.14万元，其中：基本支出102167.44万元，占47.77%；项目支出108189.70万元，占51.43%。", "47.77"),
    "ten times as much": ("事业收入812.48万元，比上年增加8124.80万元。", "8124.80"),
    "a share behind the amount, and a wrong rate": (
        "支出合计51.16万元，其中：公务用车购置费50.30万元，占98.32%，与上年相比，增加24.44万元，增长94.15%；公务接待费0.86万元，占1.68%。", "94.15"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_words_nobody_knows_accuse_nobody_and_a_fault_is_found(name: str) -> None:
    text, right, wrong = PAIRS[name]
    assert text.count(right) == 1
    assert [f"{each.rule} {each.actual}" for each in loud(TITLE + text)] == []
    assert loud(TITLE + text.replace(right, wrong)) != []


@pytest.mark.parametrize("name", WRONG)
def test_a_fault_beside_what_seems_to_fit_is_still_an_error(name: str) -> None:
    text, actual = WRONG[name]
    assert actual in [each.actual for each in loud(TITLE + text) if each.severity == "error"]


@pytest.mark.parametrize(("last", "found"), [("0辆，云雀用车5辆；", []), ("0辆；云雀用车5辆。", ["SUM001"]), ("0辆（含云雀用车5辆）；", ["SUM001"])])
def test_a_count_behind_a_paragraph_that_ends_too_early_is_one_of_the_list(last: str, found: list[str], tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    listed = "本单位共有车辆5辆，其中：领导干部用车0辆、机要通信用车0辆、应急保障用车0辆、执法执勤用车0辆、特种专业云雀用车0辆、离退休干部用车"
    page.write_text("".join(f"<p>{text}</p>" for text in (*TITLE.split(), listed, f"{last}单价100万元（含）以上的设备0台。")), encoding="utf-8")
    assert [each.rule for each in check_path(page).findings] == found


TABLE = (
    "某某市教育局2026年部门预算\n\n一般公共预算“三公”经费支出表\n单位：万元\n“三公”经费合计\t因公出国（境）费\t云雀小计\t公务用车购置费\t云雀维护费\t云雀接待\t会议费\t培训费\n"
    "345.63\t0.00\t299.12\t154.97\t144.15\t46.51\t45.12\t305.79\n"
)


def test_columns_without_a_name_are_no_fault_of_the_total() -> None:
    """345.63 = 299.12 + 46.51, of which the form knows neither; named, the wrong one of them is told."""
    assert loud(TABLE) == []
    named = TABLE.replace("云雀小计", "公务用车购置及运行费").replace("云雀维护费", "公务用车运行费").replace("云雀接待", "公务接待费")
    assert loud(named) == []
    assert [each.rule for each in loud(named.replace("345.63", "345.36"))] != []


def test_the_end_of_last_year_is_right_in_what_does_not_say_that_it_is_accounts() -> None:
    assets = "截至2025年12月31日，本部门共有车辆5辆。"
    assert loud(f"某某市教育局\n2026年度云雀信息公开\n2026年收入总计120.00万元。\n{assets}") == []
    assert [each.rule for each in loud(f"某某市教育局\n2026年度部门决算\n2026年收入总计120.00万元。\n{assets}")] == ["TXT002"]


def test_an_amount_that_a_sum_does_not_need_has_its_unit() -> None:
    """1,731 = 1,731 + 0 + 0 holds with 254 元 more as well: that is no evidence that 万元 was meant to be 元."""
    table = "".join(f"{code}\t{code}0.00元\n" for code in range(30101, 30120))
    text = "收入预算1,731万元，其中：财政拨鲸入1,731万元，比2025年云雀254万元；事业收入0万元；其他收入0万元。\n"
    assert [each.rule for each in loud("某某市教育局2026年部门预算\n\n" + text + table)] == []
    wrong = "政府采购支出总额13.00万元，其中：政府采购货物支出5.00万元、政府采购工程支出6.42万元、政府采购服务支出1.58元。"
    assert "UNI001" in [each.rule for each in loud(TITLE + wrong)]


def figures_of(*tables: tuple[str, str]) -> dict[str, list[Figure]]:
    """The figures of some tables by what is printed."""
    found: dict[str, list[Figure]] = {}
    for figure in filing(*tables).figures:
        found.setdefault(figure.text, []).append(figure)
    return found


HEAD = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n"


def test_an_amount_that_was_given_the_name_of_the_row_above_breaks_no_bound() -> None:
    all_money = HEAD + " | | | 57.25 | 33.00\n | 合计 | 90.25 | 36.10 | 33.00\n205 | 教育支出 | 55.00 | 21.15 | 14.00\n"
    part_of_it = HEAD + " | 合计 | 90.25 | 57.25 | 33.00\n205 | 教育支出 | 55.00 | 36.10 | 19.00\n"
    figures = figures_of(("支出决算表", all_money), ("一般公共预算财政拨款支出决算表", part_of_it))
    whole, part = figures["36.10"][0], figures["57.25"][1]
    every = [figure for found in figures.values() for figure in found]
    assert in_the_next_row(expect_that(part, "<=", whole), every)
    assert not in_the_next_row(expect_that(part, "<=", figures["14.00"][0]), every)
    assert not in_the_next_row(expect(part, whole), every)


def test_a_law_whose_other_tables_were_not_read_lacks_what_stands_in_the_row() -> None:
    funds = "项目 | 合计 | 一般公共预算 | 政府性基金 | 国有资本\n合计 | 60.75 | 50.25 | 7.15 | 3.35\n" + "".join(f"第{n}项 | {n}.11 | {n}.11 | |\n" for n in range(1, 9))
    figures = figures_of(("财政拨款支出表", funds), ("甲表", "项目 | 金额\n合计 | 50.25\n乙 | 46.90\n"))
    every = [figure for found in figures.values() for figure in found]
    assert named_otherwise(expect(figures["60.75"][0], figures["50.25"][1]), every)
    assert not named_otherwise(expect(figures["60.75"][0], figures["46.90"][0]), every)


def test_a_subtotal_and_its_only_part_are_counted_once_whatever_was_rounded() -> None:
    figures = figures_of(("三公经费支出表", "合计 | 小计 | 购置费 | 运行费 | 公务接待费\n0.51 | 0.18 | | 0.18 | 0.32\n"))
    (whole,), (first, second), (other,) = figures["0.51"], figures["0.18"], figures["0.32"]
    every = [whole, first, second, other]
    assert named_otherwise(expect(whole, total([first, second, other])), every)
    assert not named_otherwise(expect(other, total([first, second, whole])), every)


def test_rates_of_two_amounts_of_their_rows_add_up_to_nothing() -> None:
    """甲 40.00, 乙 50.00, 增减 10.00, 25.00: the last column adds up as little as any other of rates."""
    table = "项目 | 上年 | 本年 | 增减 | 比上年\n合计 | 99.00 | 118.80 | 19.80 | 20.00\n甲 | 40.00 | 50.00 | 10.00 | 25.00\n乙 | 59.00 | 68.80 | 9.80 | 16.61\n"
    every = filing(("支出表", table)).figures
    lines = Lines(every)
    (whole,), (first,), (second,) = (figures_of(("支出表", table))[text] for text in ("20.00", "25.00", "16.61"))
    assert are_rates(expect(whole, total([first, second])), lines) is False  # of another filing
    by_text = {figure.text: figure for figure in every}
    assert are_rates(expect(by_text["20.00"], total([by_text["25.00"], by_text["16.61"]])), lines)
    assert not are_rates(expect(by_text["118.80"], total([by_text["50.00"], by_text["59.00"]])), lines)


#: A right budget whose last head, 增减%, was lost.  What 住房改革支出 and 城乡社区住宅 grew by comes to 8.62, which its narrative tells of something else.
_LOST_HEAD = """科目编码\t科目名称\t2024年执行数\t2025年预算数\t增减额\t
205\t教育支出\t150.00\t165.00\t15.00\t10.00
20502\t普通教育\t150.00\t165.00\t15.00\t10.00
2050201\t学前教育\t150.00\t165.00\t15.00\t10.00
208\t社会保障和就业支出\t204.70\t215.21\t10.51\t5.13
20805\t行政事业单位养老支出\t204.70\t215.21\t10.51\t5.13
2080505\t机关事业单位基本养老保险缴费支出\t204.70\t215.21\t10.51\t5.13
210\t卫生健康支出\t90.10\t101.07\t10.97\t12.18
21011\t行政事业单位医疗\t90.10\t101.07\t10.97\t12.18
2101101\t行政单位医疗\t90.10\t101.07\t10.97\t12.18
221\t住房保障支出\t110.00\t114.62\t4.62\t4.20
22102\t住房改革支出\t60.00\t61.86\t1.86\t3.10
2210201\t住房公积金\t60.00\t61.86\t1.86\t3.10
22103\t城乡社区住宅\t50.00\t52.76\t2.76\t5.52
2210302\t住房公积金管理\t50.00\t52.76\t2.76\t5.52"""


@pytest.mark.parametrize(("printed", "found"), [("114.62", []), ("141.62", ["error"])])
def test_what_rates_add_up_to_is_told_elsewhere_by_chance(tmp_path: Path, printed: str, found: list[str]) -> None:
    """In plain text and in a Word document no rate is accused, and an amount beside it still is."""
    table = _LOST_HEAD.replace("114.62", printed)
    lines = [["某某市教育局2025年部门预算"], ["一般公共预算支出表"], ["单位：万元"], *(row.split("\t") for row in table.splitlines())]
    lines += [["第三部分 情况说明"], ["一、培训费情况说明"], ["2025年培训费预算8.62万元。"]]
    path = tmp_path / "a.docx"
    rows = [f"<w:tr>{''.join(f'<w:tc>{_word(cell)}</w:tc>' for cell in line)}</w:tr>" for line in lines if len(line) > 1]
    front, behind = (("".join(_word(line[0]) for line in some)) for some in (lines[:3], lines[-3:]))
    path.write_bytes(docx(f"{front}<w:tbl>{''.join(rows)}</w:tbl>{behind}"))
    for report in (check_path(path), check_text("\n".join("\t".join(line) for line in lines))):
        assert [each.severity for each in report.findings if each.severity != "note"] == found


def _word(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
