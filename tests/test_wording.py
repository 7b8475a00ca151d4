"""Template residue, stale years, declared nils and punctuation beyond the rules' own examples."""

import re
from pathlib import Path

import pytest

from auditlint import check_text
from auditlint.model import BROKEN, HOLDS, Filing
from auditlint.readers import read
from auditlint.reading import read_filing
from auditlint_rules.nils import declared_nil
from auditlint_rules.stale_years import stale_year
from auditlint_rules.wording import punctuation, template_residue

TITLE = "2023年度部门决算\n"
PASSAGES = sorted((Path(__file__).parent / "passages").glob("*.txt"))


def filing(text: str) -> Filing:
    return read_filing(read(text.encode("utf-8"), "示例.txt"))


def residue(text: str) -> list[str]:
    return [check.printed.text for check in template_residue(filing(text))]


def stale(text: str) -> list[tuple[str, str]]:
    return [(check.printed.text, check.should) for check in stale_year(filing(TITLE + text))]


def marks(text: str) -> list[tuple[str, str]]:
    return [(check.printed.text, check.should) for check in punctuation(filing(text))]


def nils(text: str) -> list[tuple[str, str]]:
    return [(check.printed.text, check.verdict) for check in declared_nil(filing(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("比上年增加(减少)0.00万元。", ["增加（减少）"]),
        ("比上年增加/减少0万元，增长/下降0%。", ["增加/减少", "增长/下降"]),
        ("决算数大于（小于、等于）预算数的主要原因是节约。", ["大于（小于、等于）"]),
        ("决算数大（小）于预算数的主要原因是节约。", ["大（小）于"]),
        ("比上年增（减）0.00万元。", ["增（减）"]),
        ("比上年增加或减少0.00万元。", ["增加或减少"]),
        ("收入总计XX.XX万元，20XX年度支出总计3.00万元。", ["XX.XX", "20XX"]),
        ("收入**万元，占**%，支出____万元。", ["**", "**", "____"]),
        ("主要原因是××××，收入3.00万元。", ["××××"]),
        ("占 %，比上年减少 万元。", ["%", "万元"]),
        ("年初预算为 万元，支出决算为3.00万元，完成年初预算的 %。", ["万元", "%"]),
        ("20  年度收入总计3.00万元。", ["20年度"]),
        ("支出（  ）万元，下降（ ）%。", ["（）", "（）"]),
        ("支出减少，主要原因为：；", ["原因为："]),
    ],
)
def test_residue(text: str, words: list[str]) -> None:
    assert sorted(residue(text)) == sorted(words)


@pytest.mark.parametrize(
    "text",
    [
        "与上年对比增加（减少）情况如下。",
        "本年比上年增加（减少）12.50",
        "新增（减少）人员情况见附件。",
        "联系人：张XX，联系电话：0991-XXXXXXX。",
        "购置X光机2台，价值80.00万元，规格为2×3米。",
        "26名×每月1200元×12次=37.44万元，提供5×8小时服务。",
        "银行账号6222****1234。",
        "第20年度会议，2019—20年度工作，全年202天。",
        "附件（）",
        "本报告金额单位为万元，因四舍五入存在尾差。",
        "占比（%），金额单位：万元，占比单位：%。",
        "单价多少元，视市场而定；节约上千万元，成效显著。",
        "原因：一是人员减少；二是压减。请说明原因。",
        "支出减少的主要原因：压减。",
    ],
)
def test_no_residue(text: str) -> None:
    assert residue(text) == []


def test_residue_across_lines_points_at_the_original_lines() -> None:
    wrapped = (
        "公务接待费支出3.00万元，公务用车运行维护费支出2.00万元，与上年相比增加（减\n"
        "少）0.00万元，增长0.00%，主要原因是本年严格执行中央八项规定精神，从严控制公务\n"
        "接待活动，接待批次和人次都与上年相同，没有新增接待事项，也没有超标准接待的情况\n"
        "。以上情况已经核对。\n"
    )
    (check,) = template_residue(filing(wrapped))
    place = check.printed.place
    assert (place.line, place.column, place.end_line, place.end_column) == (1, 38, 2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "本单位2022年度无政府性基金预算财政拨款收入、支出。",
        "皖江市市场监督管理局2022年度无国有资本经营预算财政拨款支出。",
        "截止2022年年末，本部门固定资产总额80.00万元。",
        "2022年度财政拨款“三公”经费支出3.00万元，占本年支出的5%。",
        "六、2022年度一般公共预算财政拨款基本支出决算情况说明",
        "项目支出绩效自评表\n（2022年度）",
    ],
)
def test_stale(text: str) -> None:
    assert stale(text) == [("2022", "2023")]


@pytest.mark.parametrize(
    "text",
    [
        "与2022年度相比，收、支总计各增加10.00万元。较2022年度决算数增加0.00万元。",
        "2021年度收入总计90.00万元，2022年度收入总计100.00万元，2023年度收入总计120.00万元。",
        "用于2022年度考核奖补发，依据乌财社〔2022〕439号文件。",
        "2022年，我单位被评为先进单位，落实2022—2024年三年行动计划。",
        "本单位2022年增加编制2名。",
        "增长100%，主要原因是本单位2022年未安排出国。",
        "公务接待费3.00万元，2022年未发生公务接待费，主要原因是疫情。",
        "截至2022年12月31日，项目累计支付80%。",
        "2022年末结转和结余5.00万元，2023年末结转和结余3.00万元。",
        "2022年度项目结转资金5.00万元用于支付尾款。",
        "支出0.00万元，比上年减少3.00万元，下降100%，主要原因是2022年度已完成。",
        "收入总计3.00万元，比2021年增加1.00万元，增长50.00%。与2022年相比，增加2.00万元，增长200.00%。",
    ],
)
def test_not_stale(text: str) -> None:
    assert stale(text) == []


def test_budgets_speak_of_the_year_before() -> None:
    text = "2023年部门预算\n本部门2022年度无政府性基金预算财政拨款收入、支出。"
    assert list(stale_year(filing(text))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支出3.00万元，。", [("，。", "。")]),
        ("支出3.00万元，，，占5%。", [("，，，", "，")]),
        ("支出3.00万元、；其他支出", [("、；", "；")]),
        ("支出占，88.00%。", [("，", "")]),
        ("支出下降,5.20%。", [(",", "")]),
    ],
)
def test_punctuation(text: str, expected: list[tuple[str, str]]) -> None:
    assert marks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "他说：“好。”",
        "“财政拨款收入”、“事业收入”等。",
        "（一）总体情况。",
        "待续。。。",
        "支出1,234.56万元，占5.20%。",
        "占地5亩，占比，5个。",
    ],
)
def test_punctuation_is_right(text: str) -> None:
    assert marks(text) == []


THREE = "三、财政拨款“三公”经费支出决算情况说明\n"


def test_nil_of_the_whole_is_a_nil_of_its_parts() -> None:
    assert nils(THREE + "公务接待费支出3.00万元。我单位2023年度无“三公”经费支出。") == [("无“三公”经费支出", BROKEN)]


def test_nil_holds_against_zeros() -> None:
    assert nils(THREE + "公务接待费支出0.00万元。我单位2023年度无公务接待费支出。") == [("无公务接待费支出", HOLDS)]


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费支出3.00万元，下属单位无公务接待费支出。",
        "公务接待费支出3.00万元，去年无公务接待费支出。",
        "2023年度公务接待费支出3.00万元，2022年无公务接待费支出。",
        "公务接待费支出3.00万元，本单位无公务接待费增减变化。",
        "公务接待费支出3.00万元，如无公务接待费支出，填0。",
    ],
)
def test_nil_of_something_else(text: str) -> None:
    assert not any(verdict == BROKEN for _, verdict in nils(TITLE + THREE + text))


def test_nil_against_a_table() -> None:
    table = "\n政府性基金预算财政拨款收入支出决算表\n单位：万元\n合计 1.00 2.00\n"
    said = "八、政府性基金预算财政拨款收入支出决算情况说明\n本单位2023年度无政府性基金预算财政拨款收入、支出。\n"
    assert nils(TITLE + said + table) == [("无政府性基金预算财政拨款收入、支出", BROKEN)]
    empty = table.replace("1.00 2.00", "") + "注：本单位无政府性基金，本表无数据。\n二、其他\n收入 3.00 4.00\n"
    assert not any(verdict == BROKEN for _, verdict in nils(TITLE + said + empty))


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: path.stem)
def test_quiet_on_clean_passages(path: Path) -> None:
    text = re.sub(r"\{([^|{}]*)\|[^{}]*\}", r"\1", path.read_text("utf-8"))
    read_text = filing(text)
    for audit in (template_residue, stale_year, punctuation, declared_nil):
        assert [repr(check) for check in audit(read_text) if check.verdict == BROKEN] == []


@pytest.mark.parametrize(("times", "told"), [(3, 3), (30, 0)])
def test_marks_that_stand_side_by_side_everywhere_are_no_slips(times: int, told: int) -> None:
    """A converter that lost where marks stand put them there; a writer doubles one here and there."""
    sentence = "基本支出用于保障机构正常运转，项目支出用于完成特定任务。"
    text = "某局2023年度部门决算\n二、支出决算情况说明\n本年支出合计 3.00 万元。\n" + (sentence + "\n") * 4 + sentence.replace("，", "，、") * times
    assert [finding.rule for finding in check_text(text).findings].count("TXT004") == told


@pytest.mark.parametrize(("goals", "told"), [
    ("年度总体目标  保障资金及时拨付，服务对象满意度  1.任务基本完成；2.服务对象满意度达标\n              达到90%以上；3.资金拨付及时，     。", 0),
    ("年度总体目标  保障资金及时拨付，服务对象满意度  年度目标任务基本完成；\n              ；", 0),
    ("年度总体目标  保障资金及时拨付，，服务对象满意度  年度目标任务基本完成；\n              达到90%以上。", 1),
])  # fmt: skip
def test_marks_of_two_cells_are_not_side_by_side(goals: str, told: int) -> None:
    text = f"某局2023年度部门决算\n本年支出合计 3.00 万元。\n{goals}\n"
    assert [finding.rule for finding in check_text(text).findings].count("TXT004") == told
