"""Documents whose paragraphs are the lines of a page, as where a page was pasted into a web page or a Word file."""

from auditlint.model import Change, Filing
from auditlint.readers import read
from auditlint.readers.builder import Builder
from auditlint.reading import read_filing

TEXT = (
    "第二部分 2026年部门预算情况说明。2026年收入预算240481.37万元，比2025年264448.86万元减少23967.49万元，下降9.06%，主要原因是压减一般性支出，"
    "落实过紧日子的要求。2026年支出预算240481.37万元，其中基本支出预算40481.37万元，项目支出预算200000.00万元，分别占本年支出预算的16.83%和83.17%，"
    "比2025年减少23967.49万元，下降9.06%。机关运行经费预算安排121.00万元，比上年增加1.00万元，增长0.83%，主要原因是人员增加，日常公用经费相应增加。"
)


def filing(width: int) -> Filing:
    builder = Builder("甲.html", "html")
    for at in range(0, len(TEXT), width):
        builder.paragraph(TEXT[at : at + width])
    builder.table([])
    return read_filing(builder.finish())


def changes(read: Filing) -> list[tuple[str, str]]:
    return [(claim.rate.text, claim.currents[0].text) for claim in read.claims(Change) if claim.rate is not None and claim.currents]


def test_lines_of_a_page_are_joined() -> None:
    whole = changes(filing(len(TEXT)))
    assert len(whole) == 3
    for width in (24, 31, 36, 44):
        assert changes(filing(width)) == whole


def test_lines_of_short_paragraphs_are_joined() -> None:
    """Half of the lines of a page whose paragraphs have two each end a sentence; those that fill a line do not."""
    builder = Builder("甲.html", "html")
    for number in range(1, 9):
        text = f"{number}.某项支出{number}1.00万元，比上年预算{number}0.00万元增加1.00万元，增长{100 / (number * 10):.2f}%，主要用于日常工作和设备运行维护。"
        builder.paragraph(text[:40])
        builder.paragraph(text[40:])
    read = read_filing(builder.finish())
    assert len(changes(read)) == 8


def test_whole_paragraphs_stay_apart() -> None:
    builder = Builder("甲.html", "html")
    for number in range(8):
        builder.paragraph(f"{number + 1}.某项支出{number}1.00万元，主要用于日常工作和运行维护。")
    assert len(builder.finish().paragraphs) == 8


def test_a_word_that_is_broken_behind_its_first_character_leads_to_no_amount() -> None:
    """项目预算减 / 少 4.1 亿元: the line that ends with 减 is not followed by an amount, and no other line is moved behind it."""
    text = (
        "一、收入支出决算总体情况说明\n"
        "       某局 2026 年一般公共预算财政拨款支出预算\n  186,241 万元，与上年相比减少 178,341.83 万元，减少 48.92%。\n"
        "  主要原因是本年度实验室未安排预算、共建类载体项目预算减\n  少 4.1 亿元及专项资金预算减少 1.7 亿元。\n\f二、其他情况\n"
    )
    joined = read(text.encode(), "某局.txt").text
    assert joined.index("支出预算") < joined.index("186,241万元") < joined.index("主要原因") < joined.index("少4.1亿元")
