"""How time and memory grow with the size of hostile inputs: the exponent between sizes, 1 is linear.

    python benchmarks/growth.py [--only WORD] [--most KILOBYTES] [--seconds N]

Each size is a child process of its own, timed in processor seconds less what the smallest file costs; a kind of input ends
when a size takes more than ``--seconds``.  The exponent is that of the last doubling that is long enough to be told.
"""

import argparse
import json
import os
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from math import log
from pathlib import Path
from typing import NamedTuple

from auditlint import check_path, check_text

HEAD = "某某局2023年度部门决算\n第二部分 2023年度部门决算情况说明\n一、收入支出决算总体情况说明\n"
FUNDS = (
    "项目支出绩效自评表\n项目名称 甲\n项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 10.00 10.00 10.00 10 100% 10\n"
)
TABLE = "支出决算表\n公开03表\n单位：万元\n项目 本年支出合计 基本支出 项目支出\n科目编码 科目名称\n合计 3.00 1.00 2.00\n"
TRUE = "2023年度收入总计 10.00 万元，其中：本年收入 6.00 万元，年初结转和结余 4.00 万元。"
#: What a filing of one unit says, in a few lines.
SMALL = (
    "{n}局2023年度部门决算\n第一部分 部门概况\n一、主要职责。\n第二部分 2023年度部门决算情况说明\n一、收入支出决算总体情况说明\n" + TRUE
    + "\n本年支出 5.00 万元，比上年增加 1.00 万元，增长 25.00%，主要原因是：人员增加。\n"
)


class Made(NamedTuple):
    """An input: the name that it has, and its bytes."""

    name: str
    data: bytes


def _text(make: Callable[[int], str]) -> Callable[[int], Made]:
    """A text of about so many bytes: ``make`` gives the piece of a number."""

    def made(size: int) -> Made:
        pieces, total = [], 0
        while total < size:
            pieces.append(make(len(pieces)))
            total += len(pieces[-1].encode())
        return Made("a.txt", (HEAD + "".join(pieces)).encode())

    return made


def _framed(front: str, make: Callable[[int], str], back: str = "") -> Callable[[int], Made]:
    body = _text(make)

    def made(size: int) -> Made:
        return Made("a.txt", HEAD.encode() + front.encode() + body(size).data[len(HEAD.encode()) :] + back.encode())

    return made


def _package(name: str, parts: dict[str, str]) -> Made:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return Made(name, out.getvalue())


_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _relations(kind: str, target: str) -> str:
    inner = f'<Relationship Id="r1" Type="{_TYPES}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def _cells(number: int) -> tuple[str, ...]:
    return f"{2010000 + number % 90000}", f"科目{number}", f"{number}.00", f"{number}.00", "0.00"


def docx(size: int) -> Made:
    """Tables of 1,000 rows in a Word document, about 50 bytes a cell."""

    def row(number: int) -> str:
        return "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{each}</w:t></w:r></w:p></w:tc>" for each in _cells(number)) + "</w:tr>"

    body = "<w:p><w:r><w:t>支出决算表</w:t></w:r></w:p><w:tbl>" + "".join(map(row, range(size // 250))) + "</w:tbl>"
    return _package("a.docx", {
        "_rels/.rels": _relations("officeDocument", "word/document.xml"),
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
    })  # fmt: skip


def docx_paragraphs(size: int) -> Made:
    """Paragraphs of a Word document."""
    body = "".join(f"<w:p><w:r><w:t>{at}. 某项目支出{at}.00万元，其中：甲{at}.00万元。</w:t></w:r></w:p>" for at in range(size // 90))
    return _package("a.docx", {
        "_rels/.rels": _relations("officeDocument", "word/document.xml"),
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
    })  # fmt: skip


def xlsx(size: int) -> Made:
    """A sheet of rows of five cells, about 40 bytes a cell."""

    def row(number: int) -> str:
        texts = "".join(f'<c t="inlineStr"><is><t>{each}</t></is></c>' for each in _cells(number)[:2])
        return f'<row r="{number + 2}">{texts}' + "".join(f"<c><v>{each}</v></c>" for each in _cells(number)[2:]) + "</row>"

    rows = '<row r="1"><c t="inlineStr"><is><t>支出决算表</t></is></c></row>' + "".join(map(row, range(size // 200)))
    return _package("a.xlsx", {
        "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_TYPES}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_S}"><sheetData>{rows}</sheetData></worksheet>',
    })  # fmt: skip


def _again(number: int) -> str:
    """A table of twelve rows, the same each time."""
    rows = "".join(f"2{at + 10}\t科目{at}\t{2 * at}.00\t{at}.00\t{at}.00\n" for at in range(12))
    return f"支出决算表{number}\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t132.00\t66.00\t66.00\n{rows}"


def wide(size: int) -> Made:
    """A table of three rows and many columns."""
    columns = size // 25
    rows = (("项目", "列{}"), ("合计", "3.00"), ("甲", "1.00"), ("乙", "2.00"))
    return Made("a.txt", "".join([HEAD, "支出决算表\n单位：万元\n", *("\t".join([name, *(cell.format(at) for at in range(columns))]) + "\n" for name, cell in rows)]).encode())


def _page(body: str) -> Made:
    return Made("a.html", f'<html><head><meta charset="utf-8"></head><body><p>{TRUE}</p>{body}</body></html>'.encode())


def html_cells(size: int) -> Made:
    """Rows of a table of a web page."""

    def row(number: int) -> str:
        return "<tr>" + "".join(f"<td>{each}</td>" for each in _cells(number)) + "</tr>"

    return _page("<p>支出决算表</p><table>" + "".join(map(row, range(size // 90))) + "</table>")


def html_depth(size: int) -> Made:
    """Elements within each other."""
    return _page("<div>" * (size // 11) + TRUE + "</div>" * (size // 11))


def html_tables(size: int) -> Made:
    """Tables within cells of each other."""
    depth = size // 50
    return _page("<table><tr><td>1.00" * depth + TRUE + "</td></tr></table>" * depth)


CASES: dict[str, Callable[[int], Made]] = {
    "结余 of one sentence": _text(lambda n: f"全年预算{100 + n}.10万元，支出{90 + n}.05万元，结余10.05万元，"),
    "divisions of one sentence": _text(lambda n: f"项目支出{n + 100}.10万元，其中：基本建设类项目支出{n + 50}.00万元，行政事业类项目支出50.10万元；"),
    "lists within lists (其中)": _text(lambda n: f"其中：支出 {n}.10 万元，甲 {n}.00 万元，乙 0.10 万元。\n"),
    "lists on one line": _text(lambda n: f"其中：支出 {n}.10 万元，甲 {n}.00 万元，乙 0.10 万元。"),
    "one list on one line": _text(lambda n: f"甲{n}支出 {n}.10 万元，"),
    "one list of sums": _framed("本年支出 10.00 万元，其中：", lambda n: f"项目{n}支出 {n}.10 万元，占 0.01%；"),
    "one sentence without stops": _text(lambda n: "本年支出增加"),
    "digits": _text(lambda n: "1"),
    "numbers and blanks": _text(lambda n: f"{n} "),
    "numbers on lines of their own": _text(lambda n: f"{n}.00\n"),
    "brackets": _text(lambda n: "支出（"),
    "closed brackets": _text(lambda n: "支出（其中：1.00 万元）"),
    "blanks": _framed(TRUE, lambda n: " " * 64, "\n1.00 万元"),
    "blank lines": _framed(TRUE, lambda n: "\n" * 64, "1.00 万元"),
    "findings on one line": _text(lambda n: f"本年收入 {n}0.10 万元，比上年增加 5.00 万元，下降 77.00%；"),
    "findings on lines": _text(lambda n: f"{n}. 某项目{n}支出{n}.00万元，比上年增加{n + 1}.00万元，增长{n % 90}.37%。\n"),
    "performance row on one line": _framed(FUNDS, lambda n: "甲\t1.00\t"),
    "performance rows": _framed(FUNDS, lambda n: "产出指标 数量指标 完成数 ≥10 个 10 5 5\n"),
    "performance numbers on lines": _framed(FUNDS + "其中：财政拨款 ", lambda n: "1\n"),
    "performance tables": _text(lambda n: FUNDS.replace("甲", f"甲{n}")),
    "performance indicators wrapped": _framed(FUNDS, lambda n: "产出指标\n数量\n指标\n完成\n数\n10\n10\n5\n5\n"),
    "filings in one file": _text(lambda n: SMALL.format(n=f"某{n}")),
    "contents of parts": _text(lambda n: "第一部分 概况\n第二部分 说明\n"),
    "rows of one plain table": _framed(TABLE, lambda n: f"{2010000 + n % 90000} 科目{n} {n}.00 {n}.00 0.00\n"),
    "rows of one plain tree": _framed(TABLE, lambda n: f"{(201, 20101, 2010101)[n % 3]} 科目{n} 1.00 1.00 0.00\n"),
    "rows that read in many ways": _framed(TABLE, lambda n: f"205 02 {n % 90:02} 某科目 1.00 1.00\n"),
    "rows with holes": _framed(TABLE, lambda n: f"{2010000 + n % 90000}  科目{n}{' ' * (n % 7 + 1)}{n}.00   \n"),
    "laid out columns": _framed(TABLE, lambda n: f"{'科目' + str(n % 1000):<12}{n:>12}.00{n:>12}.00{0:>12}.00\n"),
    "pipes": _framed(TABLE, lambda n: f"| 科目{n} | {n}.00 | {n}.00 | 0.00 |\n"),
    "tabs": _framed(TABLE, lambda n: f"{n}\t科目{n}\t{n}.00\t{n}.00\t0.00\n"),
    "broken rows of a table": _framed(TABLE, lambda n: f"{2010000 + n % 90000} 科目{n} {n + 10}.10 {n + 5}.00 6.10\n"),
    "tables printed again": _text(_again),
    "columns of one table": wide,
    "one row of a table": _framed(TABLE, lambda n: f"{n}.00 "),
    "small plain tables": _text(lambda n: TABLE + "2010101 行政运行 3.00 1.00 2.00\n"),
    "one long paragraph": _text(lambda n: "为贯彻落实党中央决策部署，"),
    "one long sentence of names": _text(lambda n: f"下设单位{n}、"),
    "names with numbers of them": _framed("下设 7 个处室，分别是", lambda n: f"办公室{n}、"),
    "wrapped lines": _text(lambda n: "某某局按照党中央决策部署，认真履行各项职责，严格执行预算管理的各项制度，加强\n"),
    "lines of a word": _text(lambda n: "支出\n"),
    "headings": _text(lambda n: f"{'一二三四五六七八九'[n % 9]}、收入支出决算总体情况说明\n"),
    "items": _text(lambda n: f"{n % 99}.教育支出（类）普通教育（款）小学教育（项）：2023年度决算数为 1.00 万元，比上年决算增加 0.50 万元，增长 100.00%。\n"),
    "shares": _text(lambda n: f"本年收入合计 {n}.00 万元，其中：财政拨款收入 {n}.00 万元，占 100.00%。\n"),
    "shares of a named whole": _text(lambda n: f"政府采购支出总额 {n + 10}.00 万元，授予中小企业合同金额 {n + 2}.00 万元，占政府采购支出总额的 77.00%。\n"),
    "totals that do not agree": _text(lambda n: f"年初结转和结余 {n + 5}.00 万元，收入总计 {n + 50}.00 万元，支出总计 {n + 51}.00 万元。\n"),
    "products": _text(lambda n: "补助标准每人每月 500 元，补助 10 人 12 个月，共 6.00 万元。"),
    "rates of their own": _text(lambda n: f"支出较上年增长{n % 100}.5%，"),
    "years": _text(lambda n: f"20{n % 100:02}年"),
    "form feeds": _text(lambda n: f"\f第{n}页\n支出 {n}.00 万元\n"),
    "hash clauses": _text(lambda n: f"#{n}楼维修，支出 6.00 万元，"),
    "docx rows": docx,
    "docx paragraphs": docx_paragraphs,
    "xlsx rows": xlsx,
    "html rows": html_cells,
    "html depth": html_depth,
    "html tables in tables": html_tables,
}  # fmt: skip


class Cost(NamedTuple):
    """What a file cost: processor seconds, the seconds of that in the report, megabytes, figures, and the exit that it made."""

    seconds: float
    report: float
    megabytes: float
    figures: int
    problem: str


def cost(made: Made, bound: int) -> Cost:
    """The cost of a file, in a child process and its own children."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if not child:
        os.close(read_end)
        try:
            os.write(write_end, json.dumps(_spent(made, bound)).encode())
        finally:
            os._exit(0)
    os.close(write_end)
    with open(read_end, "rb") as file:
        said = file.read()
    _, _, usage = os.wait4(child, 0)
    if not said:
        return Cost(usage.ru_utime, 0.0, usage.ru_maxrss / 1024, 0, "no answer")
    return Cost(*json.loads(said))


def _spent(made: Made, bound: int) -> Cost:
    from auditlint.reports import text

    _warm()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / made.name
        path.write_bytes(made.data)
        begun = _seconds()
        report = check_path(path, timeout_per_file=bound, memory_per_file=4000)
        audited = _seconds()
        text.render(report, "zh", True)
        done = _seconds()
    problem = "; ".join([*report.failures, *(file.problem for file in report.files)])
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    return Cost(done - begun, done - audited, memory, sum(file.figures for file in report.files), problem)


def _seconds() -> float:
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system


def _warm() -> None:
    """Import and remember what the first audit does."""
    check_text(HEAD + TRUE + "\n" + FUNDS + TABLE)
    with tempfile.TemporaryDirectory() as folder:
        for make in (docx, xlsx, html_cells):
            name, data = make(2000)
            (Path(folder) / name).write_bytes(data)
            check_path(Path(folder) / name)


def measure(make: Callable[[int], Made], most: int, seconds: int) -> tuple[list[tuple[int, Cost]], str]:
    """The costs of growing sizes, and the exponents between them."""
    rows: list[tuple[int, Cost]] = []
    size = 8_000
    while size <= most * 1000:
        rows.append((size, cost(make(size), seconds * 4)))
        if rows[-1][1].seconds > seconds or "no answer" in rows[-1][1].problem:
            break
        size *= 2
    told = [(a, b) for (a, x), (b, y) in zip(rows, rows[1:], strict=False) if x.seconds > 0.02]
    costs = dict(rows)
    exponents = [log(costs[b].seconds / costs[a].seconds, 2) for a, b in told]
    return rows, " ".join(f"{each:.2f}" for each in exponents)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", default="", metavar="WORD", help="only the kinds that have this in their name")
    parser.add_argument("--most", type=int, default=1024, metavar="KILOBYTES", help="the largest size")
    parser.add_argument("--seconds", type=int, default=10, metavar="N", help="a kind ends where a size takes longer")
    options = parser.parse_args()
    worst: list[tuple[float, str]] = []
    for name, make in CASES.items():
        if options.only not in name:
            continue
        rows, exponents = measure(make, options.most, options.seconds)
        size, last = rows[-1]
        each = f", {last.seconds / last.figures * 1e6:.0f} us a figure" if last.figures else ""
        print(f"{name}: {exponents or '-'}; {size / 1000:.0f} kB {last.seconds:.2f} s (text report {last.report:.2f}), {last.megabytes:.0f} MB{each} {last.problem[:60]}", flush=True)
        if exponents:
            worst.append((max(map(float, exponents.split()[-2:])), name))
    for exponent, name in sorted(worst, reverse=True)[:10]:
        print(f"{exponent:.2f} {name}")


if __name__ == "__main__":
    sys.exit(main())
