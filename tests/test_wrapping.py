"""Where lines are broken says nothing about what a filing states: wrapped anyhow, it reads the same."""

from pathlib import Path

import pytest
from auditing import loud
from test_readers import paragraphs

from auditlint import check_text
from auditlint.model import phrase
from auditlint.readers import read

SAMPLES = Path(__file__).parent.parent / "sample_reports"

#: Correct, and long enough to be broken in many places.
PASSAGE = """青泽市河口区统计局2023年度部门决算
五、一般公共预算财政拨款支出决算情况说明
（一）总体情况
2023年度一般公共预算财政拨款支出2,511.00万元，占本年支出合计的100.00%。与上年相比，增加411.00万元，增长19.57%。主要原因：普查经费增加，由上年的100.00万元增加到511.00万元。
（二）具体情况
2023年度一般公共预算财政拨款支出年初预算为2,500.00万元，支出决算为2,511.00万元，完成年初预算的100.44%。其中：
1.一般公共服务支出（类）统计信息事务（款）行政运行（项）。年初预算为2,010.00万元，支出决算为2,012.00万元，完成年初预算的100.10%。决算数大于年初预算数的主要原因是2023年12月15日起执行新的标准。
2.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）。年初预算为490.00万元，支出决算为499.00万元，完成年初预算的101.84%。决算数大于年初预算数的主要原因是缴费人数增加3人。
七、财政拨款“三公”经费支出决算情况说明
2023年度“三公”经费支出决算12.04万元（其中：一般公共预算支出12.04万元；政府性基金预算支出0.00万元）。与上年相比，减少3.00万元，下降19.95%。其中：因公出国（境）费支出0.00万元，占0.00%；公务用车购置及运行维护费支出10.03万元，占83.31%；公务接待费支出2.01万元，占16.69%。"""


def by_count(width: int) -> str:
    """The passage wrapped by the number of characters, numbers or not."""
    lines = []
    for line in PASSAGE.split("\n"):
        line = "　　" + line
        lines += [line[at : at + width] for at in range(0, len(line), width)]
    return "\n".join(lines)


def ragged(width: int) -> str:
    """The passage wrapped by the number of characters with its numbers whole."""
    lines = []
    for line in PASSAGE.split("\n"):
        line = "　　" + line
        while len(line) > width:
            cut = width
            while cut > 10 and (line[cut - 1] in "0123456789.," or line[cut] in "%年月日"):
                cut -= 1
            lines.append(line[:cut])
            line = line[cut:]
        lines.append(line)
    return "\n".join(lines)


def test_the_passage_is_correct() -> None:
    assert not check_text(PASSAGE).findings


@pytest.mark.parametrize("width", range(24, 61, 3))
def test_a_passage_wrapped_by_characters_is_correct(width: int) -> None:
    for text in (by_count(width), ragged(width)):
        assert not loud(text)


def narrow(text: str, width: int, hanging: bool) -> str:
    """A text wrapped by the number of its characters, whose signs may hang over the end of a line or not."""
    lines = []
    for line in text.split("\n"):
        while len(line) > width:
            cut = width
            while hanging and cut < len(line) and line[cut] in "，。；：）”%":
                cut += 1
            lines.append(line[:cut])
            line = line[cut:]
        lines += [line] if line else []
    return "\n".join(lines)


@pytest.mark.parametrize("width", [9, 11, 17, 21])
@pytest.mark.parametrize("hanging", [False, True])
def test_a_narrow_column_keeps_every_check(width: int, hanging: bool) -> None:
    whole = check_text(PASSAGE).files[0]
    wrapped = check_text(narrow(PASSAGE, width, hanging)).files[0]
    assert not loud(narrow(PASSAGE, width, hanging))
    assert wrapped.figures == whole.figures
    assert len(wrapped.checks) == len(whole.checks) > 20


@pytest.mark.parametrize("width", [9, 17])
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*2023*.txt")), ids=lambda path: path.stem)
def test_samples_in_a_narrow_column_keep_their_findings(path: Path, width: int) -> None:
    text = read(path.read_bytes(), path.name).text
    lines = [narrow(line, width, True) if "。" in line and "\t" not in line else line for line in text.split("\n")]
    whole, wrapped = check_text(text).files[0], check_text("\n".join(lines)).files[0]
    assert [(each.rule, each.actual) for each in wrapped.findings] == [(each.rule, each.actual) for each in whole.findings]
    assert len(wrapped.checks) == len(whole.checks)


def test_a_column_of_codes_is_no_paragraph() -> None:
    codes = [f"20{number:05}" for number in range(1, 40)]
    text = "支出决算表\n" + "\n".join(codes)
    assert paragraphs(read(text.encode(), "a.txt")) == ["支出决算表", *codes]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("（项）。年初预算为", "410.00万元，支出决算为411.00万元。", "年初预算为410.00万元"),
        ("本年收入9.00万元，上级补助收入0.00", "万元，占0.00%。", "0.00万元，占"),
        ("年初预算为1.00万元，支出决算为2,0", "76.62万元。", "2,076.62万元"),
        ("年初预算为1.00万元，支出决算为37.", "31万元。", "37.31万元"),
        ("支出决算为1.00万元，比预算增加37.3", "1万元。", "37.31万元"),
        ("甲经费1.00万元，乙项目于202", "4年完成。", "2024年"),
        ("甲经费1.00万元，乙项目于12月3", "1日完成。", "31日"),
        ("购置1辆，余下10775.00万", "元待付。", "10775.00万元"),
        ("决算1.00万元（其中购置费0.50万元、运", "行维护费0.50万元）。", "运行维护费"),
        ("乙、甲（其中有三处", "，不含丁）。", "三处，不含"),
        ("政府性基金本年收入255.68万元", "，比上年减少1.00万元。", "万元，比上年"),
        ("截至2023年秋季学期，全县共有学校13", "8所（其中：小学53所）。", "138所"),
        ("本年支出9.00万元，比上年增加1.00万元；", "比预算减少2.00万元，下降18.18%。", "；比预算"),
        ("财政拨款支出41.00万元，包括一般公共预算财政拨款支出40.00万元、国有", "资本经营支出1.00万元、其他0.00万元", "国有资本"),
        ("增加1.00万元。主要原因：", "甲经费增加。", "原因：甲经费"),
        ("变动率=（30.00-40.00）÷40.00×", "100%=-25.00%。", "×100%"),
    ],
)
def test_a_sentence_goes_on_however_short_its_line(first: str, second: str, whole: str) -> None:
    document = read(f"{first}\n{second}".encode(), "a.txt")
    assert len(document.paragraphs) == 1
    assert whole in document.text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("合计", "410.00"),  # cells, one a line
        ("预算数（万元）", "100"),
        ("行政单位离退休 120.00", "130.00 10.00"),
        ("电话：12345678", "项目支出绩效自评表"),
        ("1 河口区统计局（本级），预算单列的单位，名称同上", "2 河口区普查中心，预算不单列，并入本级，名称同上"),
        ("其他养老支出（款） 0.94 0.94", "210 卫生健康支出 60.99 60.99"),
        ("增加1.00万元（其中：甲经费1.00万元。", "三、支出决算情况说明（一）"),  # a bracket that nobody closed
        ("增加1.00万元（其中：甲经费1.00万元", "（二）支出决算情况"),
        ("3.一般公共预算财政拨款支出决算具体情况", "2023年度支出年初预算为1.00万元，支出决算为1.00万元。"),
        ("支出决算为1.00万元，完成预算的100.00%。", "2023年末没有结转。"),
    ],
)
def test_what_is_finished_stays_apart(first: str, second: str) -> None:
    assert len(paragraphs(read(f"{first}\n{second}".encode(), "a.txt"))) == 2


def test_two_numbers_that_are_not_one_are_not_read() -> None:
    text = "2023年度支出总计12.50万元，其中：本年支出2,07\n12.50万元，年末结转和结余0.00万元，都已列在下面的表里面。\n2023年度支出总计12.50万元。"
    assert "0712" not in read(text.encode(), "a.txt").text
    assert not check_text(text).findings
    half = next(figure for figure in check_text(text).files[0].filing.figures if figure.place.line == 2)
    assert half.reason == phrase("cut-number")


def test_an_indented_line_begins_a_paragraph_however_full_the_one_before() -> None:
    line = "这是第一个段落里的一行字，写满了一整行，一直写到版心最右边为止，"
    text = f"　　{line[:-3]}，\n{line}\n{line[:-1]}。\n　　这是第二个段落。"
    assert len(paragraphs(read(text.encode(), "a.txt"))) == 2


@pytest.mark.parametrize(
    "lines",
    [
        ("甲费支出预算为4.22万元，支出决算为3.21万元，完成预算的", "76.07%；乙费支出预算为8.68万元，完成预算的", "100.00%；丙费完成预算的0.00%。决算数", "小于预算数。"),
        ("本年收入9.00万元，上年决算", "8.00万元；甲项目的", "支出完成得好，决算数", "大于预算数，原因是项目增加。"),
        ("本年收入9.00万元，差额", "8.00万元；甲项目", "比上年增加的支出", "已经完成。"),
        ("14.甲支出(类)乙(款)丙(项)。年初预算", "9.00万元，支出决算9.00万元，决算数与预算数持平。", "15.甲支出(类)乙(款)丁(项)，年初预算为0.00万元，支出", "决算为5.00万元，决算数大于预算数。"),
    ],
)
def test_lines_that_can_be_read_as_they_stand_are_not_swapped(lines: tuple[str, ...]) -> None:
    text = "\n".join(("第一页\f第二页上的第一行文字。", *lines, "完。"))
    document = read(text.encode(), "a.txt")
    assert document.origins == sorted(document.origins)


def test_lines_that_an_extractor_swapped_are_put_right() -> None:
    text = "第一页\f第二页上的第一行文字。\n8.00万元，增长9.00%。\n本年收入比上年增加\n主要原因是项目增加。\n完。"
    document = read(text.encode(), "a.txt")
    assert document.origins == [0, 2, 1, 3, 4]


def test_a_comparison_goes_on_in_the_next_line() -> None:
    text = "二、收入预算情况说明\n2026年度收入预算32852.05万元，\n比2025年年初预\n算数30385.62万元增加2466.43万元，增长8.12%。主要原因\n是新招录人员等原因导致基本经费增加。\n"
    assert [finding.rule for finding in check_text(text).findings] == []
    wrong = check_text(text.replace("8.12%", "8.21%")).findings
    assert [finding.rule for finding in wrong] == ["CHG001"]
