"""Ordinary and absurd text that must be read, or be told, and at a cost that grows as its length does."""

import time

import pytest

from auditlint import check_text

GOOD = "2023年度收入总计 10.00 万元，其中：本年收入 6.00 万元，使用非财政拨款结余 0.00 万元，年初结转和结余 4.00 万元。"
BAD = GOOD.replace("10.00", "90.00")


@pytest.mark.parametrize(
    "text",
    [
        f"详见第一部分和第一部分附表。{GOOD}",
        f"目录 第一部分 概况 第二部分 说明 第一部分 概况 一、职责。第二部分 说明 {GOOD}",
        f"#2楼维修，项目支出 6.00 万元。\n{GOOD}",
        f"##，#1#2 支出 6.00 万元。\n{GOOD}",
    ],
)
def test_is_read(text):
    report = check_text(text)
    assert report.problems == []
    assert report.findings == []
    assert report.files[0].holds


@pytest.mark.parametrize("digits", [25, 45, 60, 120, 5000])
@pytest.mark.parametrize("printed", ["10.00", "6.00"])
def test_a_number_of_absurd_length_is_told_and_not_clean(digits, printed):
    (file,) = check_text(GOOD.replace(printed, "9" * digits + ".00")).files
    assert file.failures == []
    assert file.findings == []
    assert "第 1 行有位数过多的数字，没有读" in file.problem
    assert not file.vacuous


@pytest.mark.parametrize("place", ["99 100% 10", "10 100% 99", "10.00 10.00 10.00 10 99% 10"])
def test_a_number_of_absurd_length_in_a_table(place):
    table = "项目支出绩效自评表\n项目名称 甲\n项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 10.00 10.00 10.00 "
    (file,) = check_text(f"第二部分 2023年度部门决算情况说明\n{GOOD}\n{table}{place.replace('99', '9' * 70)}\n").files
    assert file.failures == []
    assert "位数过多" in file.problem


@pytest.mark.parametrize("front", ["见表１ A。", "完成５％ of。", "１．５ 2 和 ３ B，"])
def test_places_behind_digits_of_full_width(front):
    text = front + BAD
    for finding in check_text(text).findings:
        assert text[finding.place.column - 1 : finding.place.end_column - 1] == "90.00"
    assert check_text(text).findings


def places(text, printed):
    """Where the figures of a text stand that are read as printed: line and column of their first and last digits."""
    return [tuple(each.place[2:6]) for each in check_text(text).files[0].filing.figures if each.text == printed]


def test_an_amount_broken_over_lines_ends_with_its_last_digit():
    text = (
        "收入支出决算表\n单位：元\n"
        "   项目          合计         基本支出     项目支出\n"
        "           1,264,602    1,263,231.7\n"
        "合计                                  1,370.60\n"
        "                 .38              8\n"
        "行政运行            8.30         8.30\n"
        "其他支出           20.00         1.00       19.00\n"
    )
    assert places(text, "1,264,602.38") == [(4, 12, 6, 21)]
    assert places(text, "1,263,231.78") == [(4, 25, 6, 36)]
    assert places(text, "1,370.60") == [(5, 37, 5, 45)]


def test_quotation_marks_are_no_part_of_an_amount_and_make_none():
    text = "支出决算表\n单位：万元\n科目名称\t合计\t基本支出\t项目支出\n合计\t12.00\t7.00\t5.00\n行政运行\t“7.00”\t7.00\t\n教育支出\t5“1.00\t\t5.00\n"
    assert places(text, "7.00") == [(4, 10, 4, 14), (5, 7, 5, 11), (5, 13, 5, 17)]
    assert places(text, "51.00") == []


UNSEEN = "\xad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u2060\u2066\u2069\u3164\ufe0f\ufeff\x01\x1c\x7f\x9f"


@pytest.mark.parametrize("char", UNSEEN, ids=ascii)
@pytest.mark.parametrize("within", ["收入总计", "19.00", "万元", "支出"])
def test_what_nobody_sees_hides_nothing(char, within):
    table = "\n支出决算表\n单位：万元\n科目名称      合计    基本支出    项目支出\n合计        19.00    7.00     12.00\n行政运行      7.00    7.00\n教育支出     12.00             12.00\n"
    text = BAD.replace("90.00", "19.00") + "\n" * 3 + table
    hidden = text.replace(within, within[:1] + char + within[1:], 3)
    found, expected = (check_text(each).files[0] for each in (hidden, text))
    assert [each.rule for each in found.findings] == [each.rule for each in expected.findings] != []
    assert (found.figures, found.checked) == (expected.figures, expected.checked)
    lines = hidden.split("\n")
    for figure in found.filing.figures:
        place = figure.place
        assert lines[place.line - 1][place.column - 1 : place.end_column - 1].replace(char, "") == figure.text


@pytest.mark.parametrize("char", "\u202d\u202e", ids=ascii)
def test_what_shows_backwards_is_told(char):
    assert "改变方向" in check_text(BAD.replace("90", char + "90")).files[0].problem


@pytest.mark.parametrize("char", "\u2000\u2002\u2003\u2009\u202f\u205f", ids=ascii)
def test_spaces_of_any_width_are_spaces(char):
    assert check_text(BAD.replace(" ", char)).files[0].checked == 4


@pytest.mark.parametrize("char", "\u2000\u2002\u3000 ", ids=ascii)
def test_places_behind_spaces_that_are_the_only_ones_of_their_line(char):
    text = BAD.replace(" ", "").replace("总计", f"总{char}计")
    assert char in text
    lines = text.split("\n")
    figures = check_text(text).files[0].filing.figures
    assert len(figures) == 4
    for figure in figures:
        assert lines[figure.place.line - 1][figure.place.column - 1 : figure.place.end_column - 1] == figure.text


def seconds(text):
    start = time.process_time()
    check_text(text)
    return time.process_time() - start


@pytest.mark.parametrize(
    "line",
    [
        "其中：支出 {0}.10 万元，甲 {0}.00 万元，乙 0.10 万元。\n",
        "（一）其中：支出 {0}.10 万元，甲 {0}.00 万元，乙 0.10 万元。\n",
    ],
)
def test_open_lists_cost_no_square(line):
    small, large = (seconds("".join(line.format(i) for i in range(count))) for count in (1000, 8000))
    assert large < 8 * small * 2.5 + 0.5


@pytest.mark.parametrize("text", [f"{GOOD}\n" * 400_001, f"{GOOD}{'，' * 12_000_000}\n"])
def test_more_than_any_filing_holds_is_told_and_not_read(text):
    (file,) = check_text(text).files
    assert "内容过多" in file.problem
    assert file.figures == 0


def test_a_row_of_hundreds_of_amounts_takes_the_time_of_as_long_a_text():
    head = "支出决算表\n单位：万元\n项目 本年支出合计 基本支出 项目支出\n合计 3.00 1.00 2.00\n"
    assert seconds(head + " ".join(f"{number}.00" for number in range(600))) < 5


def test_a_word_said_again_and_again_before_an_amount_takes_no_time() -> None:
    """共计 can be read as one word or as two; tried in every way, a row of them would take for ever."""
    wrong = "2023年度收入总计120.00万元，比上年增加20.00万元，增长25.00%。"
    report = check_text("2023年度部门决算\n公务接待费" + "共计" * 60 + "了3.00万元。" + wrong)
    assert [finding.rule for finding in report.findings if finding.severity == "error"] == ["CHG001"]


def test_a_number_of_forty_digits_is_a_figure_like_others() -> None:
    """Where it cannot be right, what fits is put into words at its own precision."""
    table = "部门整体支出绩效自评表\n（2023年度）\n部门资金（万元）\n资金来源 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度总资金 100.00 100.00 90.00 10 90.00% "
    report = check_text("2023年度部门决算\n" + table + "9" * 40 + "\n")
    assert report.failures == [] and all(not file.problem for file in report.files)


@pytest.mark.parametrize("cell", ["7，，.15", "7，215.00", "－72.15", "−27.15", "72.15％", "7,,.15"])
def test_the_digits_of_a_broken_sum_are_told_whatever_stands_among_them(cell: str) -> None:
    """A suspect is compared stroke by stroke, so that its marks and signs must be known in every width."""
    report = check_text(
        "某市教育局2024年度部门决算\n支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t90.00\t60.00\t30.00\n"
        f"205\t教育支出\t{cell}\t50.05\t22.10\n208\t社会保障和就业支出\t17.85\t9.95\t7.90\n210\t卫生健康支出\t1.10\t1.00\t0.10\n211\t节能环保支出\t3.30\t2.00\t1.30\n"
    )
    assert report.failures == [] and [file.problem for file in report.files] == [""]
