"""Web pages: the article's paragraphs and tables, and what is no part of it."""

import builtins
import sys
from typing import Any

import pytest

from auditlint.model import Document
from auditlint.readers import UnreadableFile, read

ARTICLE = "<p>2023年度收入总计100.00万元。</p>"


def page(body: str, head: str = "", encoding: str = "utf-8") -> Document:
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding), "a.html")


def texts(document: Document) -> list[str]:
    return [document.text[each.start : each.end] for each in document.paragraphs]


def rows(document: Document) -> list[list[tuple[int, str]]]:
    return [[(cell.column, cell.text) for cell in document.lines.cells[index]] for index in sorted(document.lines.cells)]


def test_blocks_and_breaks_are_paragraphs() -> None:
    document = page("<div>一、总体情况<p>收入\n 总计<b>100</b>.00 万元</p>支出<span>总计</span><br/>另　有&nbsp;说明</div>")
    assert texts(document) == ["一、总体情况", "收入总计100.00万元", "支出总计", "另有说明"]
    place = document.place(document.text.index("100.00"), document.text.index("100.00") + 6)
    assert (place.page, place.line) == (None, 2)


def test_what_is_not_shown_is_not_read() -> None:
    hidden = "<script>var a = 1;</script><style>p {}</style><p style='display: none'>旧稿</p><p hidden>旧稿</p><!-- 旧稿 -->"
    assert texts(page(hidden + ARTICLE + "<select><option>2022年</option></select>")) == ["2023年度收入总计100.00万元。"]


def test_what_stands_round_the_article_is_left_out() -> None:
    links = "".join(f"<li><a href='#'>栏目{number}</a></li>" for number in range(9))
    around = f"<nav>首页</nav><ul class='menu'>{links}</ul><div class='dqwz'>当前位置：首页</div>"
    footer = "<div id='footer'>版权所有 ICP备12345678号</div>"
    assert texts(page(around + "<div class='content'>" + ARTICLE * 20 + "</div>" + footer)) == ["2023年度收入总计100.00万元。"] * 20


def test_what_speaks_of_money_is_never_left_out() -> None:
    body = "<div class='comment'>支出决算1.00万元。</div><footer>注：单位为万元。</footer><div class='position-relative'>一句话。</div>"
    assert texts(page(ARTICLE * 30 + body))[30:] == ["支出决算1.00万元。", "注：单位为万元。", "一句话。"]


def test_lists_have_the_numbers_that_are_shown() -> None:
    body = "<ol>\n<li> <p>甲</p></li><li>2023年</li></ol><ol start=3 style='list-style-type: cjk-ideographic'><li>丙</li></ol>"
    assert texts(page(body)) == ["1.甲", "2. 2023年", "三、丙"]


def test_tables_of_data_keep_their_spans() -> None:
    body = (
        "<table><caption>收入决算表</caption><thead><tr><th rowspan=2>科目</th><th colspan='2'>支出</th></tr>"
        "<tr><th>基本<br>支出</th><th>项目支出</th></tr></thead><tbody><tr><td><p>合计</p></td><td>1.00</td><td></td></tr></tbody></table>"
    )
    document = page(body)
    assert texts(document)[0] == "收入决算表"
    assert rows(document) == [
        [(0, "科目"), (1, "支出")], [(1, "基本 支出"), (2, "项目支出")], [(0, "合计"), (1, "1.00"), (2, "")]
    ]  # fmt: skip
    head = document.lines.cells[min(document.lines.cells)]
    assert [(cell.columns, cell.rows) for cell in head] == [(1, 2), (2, 1)]
    place = document.place(document.text.index("1.00"), document.text.index("1.00") + 4)
    assert (place.table, place.cell) == (1, "B3")


def test_tables_that_lay_out_the_page_are_unwrapped() -> None:
    data = "<table><tr><td>合计</td><td>1.00</td></tr></table>"
    document = page(f"<table><tr><td>{ARTICLE}{data}</td><td><p>侧栏</p></td></tr></table>")
    assert texts(document) == ["2023年度收入总计100.00万元。", "合计1.00", "侧栏"]
    assert len(rows(document)) == 1


def test_a_table_with_amounts_stays_one_although_a_cell_holds_another() -> None:
    inner = "<table><tr><td>小</td><td>表</td></tr></table>"
    cells = "<tr><td>甲</td><td>1.00</td><td>2.00</td></tr>"
    document = page(f"<table>{cells * 2}<tr><td>乙{inner}</td><td>3.00</td><td>4.00</td></tr></table>")
    assert rows(document)[2:] == [[(0, "乙"), (1, "3.00"), (2, "4.00")], [(0, "小"), (1, "表")]]


@pytest.mark.parametrize(
    ("head", "encoding", "named"),
    [
        ("<meta charset='gb2312'>", "gb18030", "gb18030"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=GBK'>", "gb18030", "gb18030"),
        ("<meta charset='utf-8'>", "utf-8", "utf-8"),
        ("<meta charset='utf-8'>", "gb18030", "gb18030"),
        ("<meta charset='gb2312'>", "utf-8", "utf-8"),
        ("", "gb18030", "gb18030"),
        ("<meta charset='nonsense'>", "utf-8", "utf-8"),
    ],
)
def test_encodings(head: str, encoding: str, named: str) -> None:
    document = page(ARTICLE, head, encoding)
    assert document.encoding == named
    assert texts(document) == ["2023年度收入总计100.00万元。"]


def test_one_broken_byte_is_forgiven_and_many_are_not() -> None:
    start, end = b"<html><body><p>", b"</p></body></html>"
    assert "总计" in read(start + ("总计" * 2000).encode() + b"\xff" + end, "a.html").text
    with pytest.raises(UnreadableFile, match="编码"):
        read(start + b"\xff\x81" * 50 + end, "a.html")


def test_marks_of_byte_order() -> None:
    text = f"<html><body>{ARTICLE}</body></html>"
    assert read(b"\xef\xbb\xbf" + text.encode(), "a.html").encoding == "utf-8"
    wide = read(text.encode("utf-16"), "a.html")
    assert (wide.encoding, texts(wide)) == ("utf-16-le", ["2023年度收入总计100.00万元。"])


@pytest.mark.parametrize("body", ["", "<script>load()</script>", "<iframe src='a.pdf'></iframe>"])
def test_a_page_without_text_is_unreadable(body: str) -> None:
    with pytest.raises(UnreadableFile, match="没有正文"):
        page(body)


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert texts(page("<div>" * 9_000 + "深处" + "</div>" * 9_000)) == ["深处"]
    with pytest.raises(UnreadableFile, match="嵌套过深"):
        page("<ul><li>" * 50_000 + "深处")
    wide = "<table><tr><td colspan=99999 rowspan=99999>甲</td><td>1.00</td></tr><tr><td>乙</td></tr></table>"
    assert len(rows(page(wide))) <= 2
    monkeypatch.setattr("auditlint.readers.html._LARGEST", 20)
    with pytest.raises(UnreadableFile, match="过大"):
        page(ARTICLE)


def test_a_missing_library_names_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.startswith("selectolax"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name.partition(".")[0])
        return real(name, *rest, **named)

    monkeypatch.delitem(sys.modules, "auditlint.readers.html", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnreadableFile, match=r'缺 selectolax.*pip install "selectolax>=1.0"'):
        page(ARTICLE)
