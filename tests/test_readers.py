"""Bytes to logical paragraphs: encodings, wrapped lines, pages, and what cannot be read."""

from pathlib import Path

import pytest

from auditlint import check_text
from auditlint.model import Document
from auditlint.readers import UnreadableFile, read

LINE = "2023年度收入总计100.00万元。"


def paragraphs(document: Document) -> list[str]:
    return [document.text[p.start : p.end] for p in document.paragraphs]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (LINE.encode("utf-8"), "utf-8"),
        (b"\xef\xbb\xbf" + LINE.encode("utf-8"), "utf-8-sig"),
        (LINE.encode("gb18030"), "gb18030"),
        (LINE.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + LINE.encode("utf-16-be"), "utf-16"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    document = read(data, "a.txt")
    assert document.encoding == encoding
    assert document.text == LINE


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "文件是空的"),
        (b" \r\n\t\n", "文件是空的"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04rest", "Office"),
        (b"\xd0\xcf\x11\xe0rest", "Office"),
        (b"abc\x00def", "空字节"),
        (b"\xff\xfe\x00", "编码无法识别"),
        (b"\x81\xff\xff\x81", "编码无法识别"),
        (bytes(range(1, 9)) * 20, "控制字符"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read(data, "a.txt")


def test_wrapped_lines_are_joined_and_know_their_places() -> None:
    lines = [
        "2023 年度收入总计 4,388.99 万元，其中：本年收入合",
        "",
        "计 4,388.99 万元，使用非财政拨款结余 0.00 万元，年初结",
        "",
        "转和结余 0.00 万元。2023 年度支出总计 4,388.99 万元，增",
        "",
        "加 1.00 万元。",
    ]
    document = read("\n".join(lines).encode("utf-8"), "a.txt")
    assert len(document.paragraphs) == 1
    at = document.text.index("增加")
    assert [document.place(at + i, at + i + 1).line for i in (0, 1)] == [5, 7]
    place = document.place(at, at + 2)
    assert (place.line, place.column, place.end_line, place.end_column) == (5, 38, 7, 2)


def test_headings_and_numbers_begin_paragraphs() -> None:
    text = "一、收入支出决算总体情况说明\n2023年度收入总计100.00万元。\n1.甲支出（类）1.00万元；\n2.乙支出（类）2.00万元。\n"
    assert len(read(text.encode("utf-8"), "a.txt").paragraphs) == 4


def test_pages_and_page_numbers() -> None:
    text = "第一页的话没有说完就\n- 1 -\n\f换了页。\n— 2 —\n"
    document = read(text.encode("utf-8"), "a.txt")
    assert "- 1 -" not in document.text
    at = document.text.index("换了页")
    assert document.place(at, at + 1).page == 2
    assert document.place(at, at + 1).line == 3


def test_full_width_digits_and_crlf() -> None:
    document = read("增长２０．５％，\r\n共３人。\r\n".encode(), "a.txt")
    assert document.text.replace("\n", "") == "增长20.5%，共3人。"
    assert document.place(2, 7)[2:4] == (1, 3)


def test_lines_that_an_extractor_swapped_are_put_back() -> None:
    lines = [
        "上文说完了这一节的内容，下面另起一段并且写得足够长，长到需要折行。",
        "4、一般公共服务支出（类）财政事务（款）财政委托业务支出（项）。主要用于：",
        "449.52万元。决算数小于预算数的主要原因：因个别项目评审费未能实施或未来得及",
        "委托中介机构开展各类审计及绩效评价工作。年初预算为450.52万元，支出决算为",
        "支付完毕，于明年重新申请。\f",
    ]
    text = read("\n".join(lines).encode("utf-8"), "a.txt").text
    assert "支出决算为449.52万元" in text


def test_a_sample_survives_every_encoding() -> None:
    path = next((Path(__file__).parent.parent / "sample_reports").glob("云岭*部门决算.txt"))
    text = path.read_text(encoding="utf-8")
    plain = read(text.encode("utf-8"), "a.txt").text
    for encoding in ("gb18030", "utf-16", "utf-8-sig"):
        assert read(text.encode(encoding), "a.txt").text == plain


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("2 0 2 6年本部门收入预算 1 6 , 4 1 0 . 7 1万元，共 1 2 人", "2026年本部门收入预算16,410.71万元，共12人"),
        ("２ ０ ２ ６ 年收入 １ ６ ． ５ 万元", "2026年收入16.5万元"),
        ("其中：3 5 6 . 2 0 万元， 比上年", "其中：356.20万元，比上年"),
        # Numbers of columns, codes, amounts side by side and lists are not one number.
        ("栏次 1 2 3 4 5 6 7", "栏次1 2 3 4 5 6 7"),
        ("栏次 1 2 3 4 5 6 7 8 9 10", "栏次1 2 3 4 5 6 7 8 9 10"),
        ("205 02 01 30.00 28.50", "205 02 01 30.00 28.50"),
        ("合计 0 . 0 0 5 0 . 0 0", "合计0 . 0 0 5 0 . 0 0"),
        ("序号 1 , 2 , 3", "序号1 , 2 , 3"),
        ("第 3 2 人", "第3 2人"),
        ("2 0 2 6 5 0 0", "2 0 2 6 5 0 0"),
    ],
)
def test_digits_set_apart(printed: str, text: str) -> None:
    document = read(f"说明\n{printed}。\n".encode(), "a.txt")
    assert document.text == f"说明\n{text}。"
    # Every character knows where it was printed.
    line = document.lines.texts[1]
    halves = str.maketrans("０１２３４５６７８９．", "0123456789.")
    for at in range(3, len(document.text)):
        place = document.place(at, at + 1)
        assert line[place.column - 1].translate(halves) == document.text[at]
        assert document.offset(1, place.column - 1) == at


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("其他用车主要是:3 辆", "其他用车主要是：3辆"),
        ("支出100.00万元,其中:基本支出60.00万元;项目支出40.00万元", "支出100.00万元，其中：基本支出60.00万元；项目支出40.00万元"),
        ("教育支出(类)下降5.20%,主要是人员减少(3人)", "教育支出（类）下降5.20%，主要是人员减少（3人）"),
        ("(1)一般公共预算(款)", "(1)一般公共预算（款）"),
        # What stands within figures, addresses and ratios is not Chinese.
        ("收入1,234.56万元，比例1:3，10:30开始", "收入1,234.56万元，比例1:3，10:30开始"),
        ("占,60.00%", "占,60.00%"),
        ("网址http://a.cn:80/b,c;d(e)", "网址http://a.cn:80/b,c;d(e)"),
    ],
)
def test_signs_in_half_width(printed: str, text: str) -> None:
    assert read(f"{printed}。\n".encode(), "a.txt").text == f"{text}。"


def test_a_colon_in_half_width_hides_no_figure() -> None:
    half, full = (check_text(f"公务用车保有量为5辆，其中，其他用车主要是{sign}3 辆。").files[0] for sign in ":：")
    assert half.figures == full.figures == 2
    assert [check.verdict for check in half.checks] == [check.verdict for check in full.checks] == ["holds"]


def test_sentences_end_at_full_stops_semicolons_and_paragraphs() -> None:
    document = read("一、收入情况说明\n\n收入总计3.00万元；支出总计2.00万元。结余1.00万元".encode(), "a.txt")
    text = document.text
    told = [text.index(amount) for amount in ("3.00", "2.00", "1.00")]
    sentences = ["收入总计3.00万元", "支出总计2.00万元", "结余1.00万元"]
    assert [text[slice(*document.sentence(at, at + 4))] for at in told] == sentences
    assert text[slice(*document.sentence(told[0], told[2]))] == "收入总计3.00万元；支出总计2.00万元。结余1.00万元"
    assert document.sentence(0, 2)[0] == 0


def test_digits_alone_within_a_page_are_no_number_of_it() -> None:
    """302 and 12 are codes and amounts; at the edge of a page, or between signs, such digits number it."""
    text = "基本支出表\n302\n办公费 1.00\n— 2 —\n公务接待费\n12\n合计 13.00\n7\n\f8\n项目支出表\n合计 3.00\n"
    document = read(text.encode(), "a.txt")
    kept = [document.lines.texts[index].strip() for index in document.origins]
    assert kept == ["基本支出表", "302", "办公费 1.00", "公务接待费", "12", "合计 13.00", "项目支出表", "合计 3.00"]
    for digits, line in (("302", 2), ("12", 6)):
        at = document.text.index(digits)
        assert document.place(at, at + len(digits))[1:4] == (1, line, 1)


MARKDOWN = """# 某局2023年度部门决算

## 五、一般公共预算财政拨款支出决算情况说明

### （一）结构情况

2023年度一般公共预算财政拨款支出90.00万元，主要用于以下方面：教育（类）支出60.00万元，占66.67%；卫生健康（类）支出30.00万元，占33.33%。

### （二）具体情况

1、“教育支出”（类）2023年度决算60.00万元，比上年决算增加6.00万元，增长11.11%。

2、“卫生健康支出”（类）2023年度决算30.00万元，比上年决算增加5.00万元，增长20.00%。

**财政拨款支出决算表**

| 项目 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|
| 合计 | 90.00 | 50.00 | 40.00 |
"""


@pytest.mark.parametrize(("old", "new", "rules"), [("", "", []), ("决算30.00", "决算38.00", ["CHG001"]), ("66.67%", "67.66%", ["PCT001"])])
def test_headings_and_titles_of_markdown_are_read_without_their_signs(old: str, new: str, rules: list[str]) -> None:
    text = MARKDOWN.replace(old, new) if old else MARKDOWN
    told = {finding.rule for finding in check_text(text, path="a.md").findings if finding.severity != "note"}
    assert set(rules) <= told if rules else not told
