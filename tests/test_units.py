"""Units, number formats and fractions printed as percentages beyond the rules' own examples."""

import re
from pathlib import Path

import pytest

from auditlint.model import BROKEN, Figure, Filing
from auditlint.readers import read
from auditlint.reading import read_filing
from auditlint_rules.units import fraction_as_percentage, number_format, unit

PASSAGES = sorted((Path(__file__).parent / "passages").glob("*.txt"))
TOTAL = "一、收入支出决算总体情况说明\n2023年度收入总计100.00万元，支出总计100.00万元。\n"


def filing(text: str) -> Filing:
    return read_filing(read(text.encode("utf-8"), "示例.txt"))


def units(text: str) -> list[tuple[str, str]]:
    return [(check.printed.text, check.should) for check in unit(filing(text))]


def formats(text: str) -> list[tuple[str, str]]:
    return [(check.printed.text, check.should) for check in number_format(filing(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公务接待费支出3.00万元，占60。其他支出3.00万元。", [("60", "60%")]),
        ("支出3.00万元，占比76.23；其他支出3.00万元。", [("76.23", "76.23%")]),
        ("支出3.00万元，完成年初预算的98.2，预算执行率为98.5，节约有成效。", [("98.2", "98.2%"), ("98.5", "98.5%")]),
        ("支出3.00万元，比上年增加0.20，增长7.14%。", [("0.20", "0.20万元")]),
        ("支出3.00万元。支出决算为5.20，完成预算的98%。", [("5.20", "5.20万元")]),
        ("年初预算为300.00元，支出决算为500.00元，比上年增加20.00，增长4.17%。", [("20.00", "20.00元")]),
    ],
)
def test_missing_units(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(units(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "单位：万元\n项目 预算数 决算数\n支出 3.00 5.20\n合计 占60.00 下降 5.00\n",
        "分别增长12.5，8.3%，支出3.00万元。",
        "收、支总计各是4125.49，4143.91万元。",
        "汇率为7.0467，容积率为2.5，得分96.42，支出3.00万元。",
        "占3/5，占第3位，占地60.5亩，占30万元，同比增长2.5倍，上升到5.5，支出3.00万元。",
        "收入5.00万元，支出3.00万。",
    ],
)
def test_no_missing_units(text: str) -> None:
    assert units(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TOTAL + "本年支出100.00万元，其中：基本支出60.00元，占60.00%；项目支出40.00万元，占40.00%。", "60.00万元"),
        (TOTAL + "公务接待费支出年初预算为3.00万元，支出决算为2.00元，完成年初预算的66.67%。", "2.00万元"),
        (TOTAL + "公务接待费支出3.00万元，比上年减少1.00元，下降25.00%。", "1.00万元"),
        (TOTAL + "公务接待费支出3.00万元。\n二、其他\n公务接待费支出3.00元。", "3.00万元"),
        (TOTAL + "公务接待费支出1.58元。", "1.58万元"),
        (
            TOTAL + "本年支出100.00万元，其中：基本支出600000.00万元，占60.00%；项目支出40.00万元，占40.00%。",
            "600000.00元",
        ),
        ("支出总计1000000.00元，其中：基本支出60.00万元，占60.00%；项目支出400000.00元，占40.00%。", ""),
        (
            "本年支出合计1000000.00元，其中：基本支出600000.00万元，占60.00%；项目支出400000.00元，占40.00%。",
            "600000.00元",
        ),
    ],
)
def test_wrong_units(text: str, expected: str) -> None:
    assert [should for _, should in units(text)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费支出3.00万元，主要原因是人均增资320元，户均补助1.58元。",
        "公务接待费支出3.00万元，接待235人次，人均接待费127.66元。",
        "公务接待费支出30000.00元，折合3.00万元。",
        "公务接待费支出3.00万元，执行水价0.158元/立方米。",
        "公务接待费支出3.00万元，公务用车运行维护费支出0.00元。",
        "公务用车运行维护费9.00万元，公务用车保有量3辆，车均运行费30000.00元。",
    ],
)
def test_other_units_that_are_right(text: str) -> None:
    assert units(TOTAL + text) == []


def test_a_unit_that_the_head_of_a_table_tells_stands_behind_no_figure() -> None:
    text = (
        "财政拨款“三公”经费支出决算表\n单位：元\n年初结转和结余 87.08 年末结转和结余 89.75\n"
        "单位：万元\n2130204 事业机构 928.34 791.27 128.65 8.42\n2130205 森林资源培育 821.61 812.61\n"
    )
    assert units(text) == []


def test_mixed_units_are_no_slips() -> None:
    rows = "".join(f"{n}号项目支出1.{n:02d}元，本年安排。项目收入3.00万元。再有收入3.00万元。" for n in range(60))
    assert units(TOTAL + rows) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收入总计1,2345.00万元。", [("1,2345.00", "")]),
        ("收入12,34万元。", [("12,34", "")]),
        ("收入1，234，567.89元。", [("1，234，567.89", "1,234,567.89")]),
        ("支出5.00万元元，占5.20%%。", [("%%", "%"), ("万元元", "万元")]),
        ("支出1.234.56万元。", [("1.234.56", "")]),
    ],
)
def test_formats(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(formats(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "收入1,234,567.89元，支出1, 537.40万元。",
        "收、支总计各是4125.49，143.91万元，分别为80，100.00万元。",
        "增加了3，000名学员。车辆11辆，268.45万元。",
        "于2023.12.31完成，见1.2.3节，收入3.00万元。",
        "，100.00万元。",
        "总计12，见附表。共5，100人。",
    ],
)
def test_formats_that_are_right(text: str) -> None:
    assert formats(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公务接待费支出年初预算为14.90万元，支出决算为14.80万元，完成年初预算的0.9933%。", "99.3289"),
        (
            "公务接待费支出14.80万元，与年初预算相比，年初预算数14.90万元，决算数14.80万元，预决算差异率-0.0067%。",
            "-0.6711",
        ),
        ("公务接待费支出5.21万元，比上年减少5.21万元，下降0.50%。", "50.00"),
    ],
)
def test_fractions(text: str, expected: str) -> None:
    (check,) = fraction_as_percentage(filing(text))
    assert isinstance(check.printed, Figure)
    assert check.expected is not None
    assert f"{check.printed.in_unit(check.expected):f}" == expected


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费支出3.00万元，比上年增加0.01万元，增长0.33%。",
        "公务接待费支出3.00万元，比上年增加0.01万元，增长0.35%。",
        "公务接待费支出3.00万元，比上年增加0.00万元，增长0.00%。",
    ],
)
def test_small_rates(text: str) -> None:
    assert list(fraction_as_percentage(filing(text))) == []


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: path.stem)
def test_quiet_on_clean_passages(path: Path) -> None:
    text = re.sub(r"\{([^|{}]*)\|[^{}]*\}", r"\1", path.read_text("utf-8"))
    for audit in (unit, number_format, fraction_as_percentage):
        assert [repr(check) for check in audit(filing(text)) if check.verdict == BROKEN] == []
