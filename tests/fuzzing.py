"""Filings made by chance: texts spliced from what filings say, the same in every format, and files with something wrong in them.

Everything is drawn from a :class:`random.Random`, so that a seed makes a file again, and so that hypothesis, which has one of its own,
can make smaller what it finds.
"""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from typing import NamedTuple
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from office_files import docx, xls, xlsx

from auditlint import check_text
from auditlint.readers import read

SAMPLES = Path(__file__).parent.parent / "sample_reports"
#: Signs and words that readings turn on, and that no filing is safe from.
ATOMS = (
    "，", "。", "；", "：", "、", "（", "）", "(", ")", "“", "”", "\n", "\n\n", "\t", " ", "  ", "\u3000", "\f", "#", "|", "——", "%", "％", "-",
    "－", ".", ",", "１", "２．５", "0", "0.00", "9" * 30, "1,234.56", "1,23", "12.3.4", "-5.00", "万元", "元", "亿元", "人", "辆", "其中：",
    "比上年", "与2022年相比", "增加", "减少", "增长", "下降", "持平", "占", "完成年初预算的", "100.00%", "主要原因是：", "第一部分", "第二部分",
    "一、", "（一）", "1.", "①", "合计", "总计", "小计", "本年收入", "支出", "收入支出决算总表", "公开01表", "单位：万元", "项目支出绩效自评表",
    "年初预算数", "全年执行数", "分值", "得分", "2023年度", "2022年", "无政府性基金", "\u200b", "\ufeff", "\ufffd", "\u202e", "\x1b[31m", "\x00",
    "::error::", "##[error]", "\u0301", "𠮷", "㎡", "㈠", "Ⅳ", "％。", "…", "·", "0.0", "00", "１００％", "(0.5)", "<td>", "&amp;", "~", "/", "=",
)  # fmt: skip


def _pieces() -> tuple[str, ...]:
    rules = check_text("2023年度部门决算").rules
    return tuple(dict.fromkeys(example.text.replace("⟦", "").replace("⟧", "") for rule in rules for example in (*rule.good, *rule.bad)))


#: What the rules give as examples: all that the reading knows, in small.
PIECES = _pieces()
SAID = tuple(piece for piece in PIECES if "。" in piece and not set("表\t\f") & set(piece))
TEXTS = tuple("\n".join(read(path.read_bytes(), path.name).lines.texts) for path in sorted(SAMPLES.glob("*.txt")))


class Case(NamedTuple):
    """A file made by chance: its name, its bytes, and how it was made."""

    name: str
    data: bytes
    made: str


# -- texts ----------------------------------------------------------------------------------------------------------------


def figure(random: Random) -> str:
    """A printed number of some form."""
    value = random.choice((0, 1, random.randrange(100), random.randrange(10**7), random.randrange(10**12)))
    whole, part = divmod(value, 100)
    places = random.randrange(4)
    text = f"{whole:,}" if random.random() < 0.4 else str(whole)
    return text + (f".{part:02}0"[: places + 1] if places else "")


def spliced(random: Random) -> str:
    """A text of stretches of samples and of examples."""
    out = []
    for _ in range(random.randrange(1, 9)):
        if random.random() < 0.5:
            out.append(random.choice(PIECES))
        else:
            lines = random.choice(TEXTS).splitlines(keepends=True)
            at = random.randrange(len(lines))
            out.append("".join(lines[at : at + random.randrange(1, 60)]))
    return "\n".join(out)


def prose(random: Random) -> str:
    """Sentences of examples, without tables: what has no columns says the same whatever the width of its digits and lines."""
    return "\n".join(random.choice(SAID) for _ in range(random.randrange(1, 7)))


def mutated(random: Random, text: str) -> str:
    """A text with some of its stretches lost, doubled, moved, or with something put into it."""
    for _ in range(random.randrange(1, 12)):
        at = random.randrange(len(text) + 1)
        end = min(len(text), at + random.choice((1, 1, 2, 5, 20, 200)))
        piece = text[at:end]
        to = random.randrange(len(text) + 1)
        kind = random.randrange(8)
        if kind == 0:
            text = text[:at] + text[end:]
        elif kind == 1:
            text = text[:at] + piece * random.choice((2, 3, 40)) + text[end:]
        elif kind == 2:
            rest = text[:at] + text[end:]
            text = rest[:to] + piece + rest[to:]
        elif kind == 3:
            text = text[:at] + random.choice(ATOMS) + text[at:]
        elif kind == 4:
            text = text[:at] + random.choice(ATOMS) * random.choice((2, 9, 60)) + text[end:]
        elif kind == 5:
            text = text[:at] + figure(random) + text[end:]
        elif kind == 6:
            text = text[:at] + piece.replace("\n", random.choice(("", " "))) + text[end:]
        else:
            text = text[:at] + random.choice(PIECES) + text[at:]
    return text[:60_000]


def encoded(random: Random, text: str) -> tuple[bytes, str]:
    """A text in some encoding that a person may have saved it in."""
    text = text.replace("\x00", "") if random.random() < 0.9 else text
    name = random.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"))
    if random.random() < 0.2:
        text = text.replace("\n", "\r\n")
    return text.encode(name, "replace"), name


def text_case(random: Random) -> Case:
    """A plain text, most often with something wrong in it."""
    text = spliced(random)
    if random.random() < 0.9:
        text = mutated(random, text)
    data, name = encoded(random, text)
    if random.random() < 0.05:
        return Case("a.txt", damaged(random, data), f"text {name} damaged")
    return Case("a.txt", data, f"text {name}")


# -- other formats --------------------------------------------------------------------------------------------------------

#: A paragraph, or the rows of a table.
Block = str | list[list[str]]


def blocks(random: Random) -> list[Block]:
    """What a document says, in order."""
    out: list[Block] = []
    for line in spliced(random).splitlines()[:120]:
        if random.random() < 0.05:
            columns = random.randrange(1, 6)
            heads = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"][:columns]
            rows = [[random.choice((figure(random), "合计", "201", "教育支出", "")) for _ in range(columns)] for _ in range(random.randrange(1, 9))]
            out.append([heads, *rows])
        if line.strip():
            out.append("".join(char for char in line if char >= " " or char == "\t"))
    return out


def docx_of(content: list[Block]) -> bytes:
    """A Word document of these."""

    def paragraph(text: str) -> str:
        return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'

    def table(rows: list[list[str]]) -> str:
        return "<w:tbl>" + "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows) + "</w:tbl>"

    return docx("".join(paragraph(each) if isinstance(each, str) else table(each) for each in content))


def html_of(content: list[Block]) -> bytes:
    """A web page of these."""

    def table(rows: list[list[str]]) -> str:
        return "<table>" + "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"

    body = "".join(f"<p>{escape(each)}</p>" if isinstance(each, str) else table(each) for each in content)
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body>{body}</body></html>'.encode()


def rows_of(content: list[Block]) -> list[list[str]]:
    """The same as rows of a sheet."""
    return [row for each in content for row in ([[each]] if isinstance(each, str) else each)]


def xlsx_of(content: list[Block]) -> bytes:
    """A workbook of these."""

    def cell(text: str) -> str:
        plain = text.replace(",", "")
        number = plain.count(".") < 2 and plain.replace(".", "", 1).isdecimal() and plain.isascii()
        return f"<c><v>{plain}</v></c>" if number else f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'

    rows = "".join(f'<row r="{at}">{"".join(map(cell, row))}</row>' for at, row in enumerate(rows_of(content), 1))
    return xlsx({"表": f"<sheetData>{rows}</sheetData>"})


def xls_of(content: list[Block]) -> bytes:
    """An old workbook of these; one of an even number of rows keeps its texts in a list, as most do."""
    rows = [[cell[:120] for cell in row] for row in rows_of(content)[:60]]
    return xls(rows, len(rows) % 2 == 0)


def pdf_of(content: list[Block]) -> bytes:
    """A PDF of these."""
    from pdfs import pdf as drawn
    from pdfs import table, typeset

    rows = [each for each in content if not isinstance(each, str)]
    texts = [each for each in content if isinstance(each, str)]
    if rows and len(texts) < 2:
        return drawn(lambda canvas: table(canvas, rows[0]))
    return typeset(texts[:60] or ["某某局2023年度部门决算"])


MAKERS: dict[str, Callable[[list[Block]], bytes]] = {"docx": docx_of, "xlsx": xlsx_of, "xls": xls_of, "html": html_of, "pdf": pdf_of}


def file_case(random: Random, suffix: str) -> Case:
    """A file of a format, with something wrong in its bytes or in its structure more often than not."""
    data = MAKERS[suffix](blocks(random))
    kind = random.randrange(4)
    if kind == 0:
        return Case(f"a.{suffix}", data, "as it should be")
    if kind < 3 and suffix in ("docx", "xlsx"):
        return Case(f"a.{suffix}", restructured(random, data), "restructured")
    if kind < 3 and suffix == "html":
        return Case(f"a.{suffix}", mutated(random, data.decode()).encode("utf-8", "replace"), "mutated")
    return Case(f"a.{suffix}", damaged(random, data), "damaged")


def damaged(random: Random, data: bytes) -> bytes:
    """Bytes changed, lost, doubled or cut off."""
    out = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 8, 30))):
        at = random.randrange(len(out) + 1)
        kind = random.randrange(5)
        if kind == 0 and out:
            out[at % len(out)] = random.randrange(256)
        elif kind == 1:
            del out[at : at + random.choice((1, 4, 100))]
        elif kind == 2:
            out[at:at] = out[at : at + random.choice((1, 8, 300))]
        elif kind == 3:
            out[at : at + 4] = random.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"9999", b"<<>>", b" 0 R"))
        elif random.random() < 0.2:
            del out[at:]
    return bytes(out)


def whole(suffix: str) -> bytes:
    """A right file of a format: one of the samples, or of a sample."""
    if suffix != "xls":
        return next(SAMPLES.glob(f"*局 2024年度部门决算{'附表' * (suffix == 'xlsx')}.{suffix}")).read_bytes()
    document = read(whole("xlsx"), "a.xlsx")
    return xls_of([[[cell.text for cell in document.lines.cells[line]]] for line in sorted(document.lines.cells)])


def spoilt(random: Random, data: bytes) -> tuple[bytes, str]:
    """Bytes as a broken download, a bad disk or a bad memory leave them, and what was done to them."""
    out = bytearray(data)
    at = random.randrange(len(out))
    kind = random.choice(("cut", "cut by little", "flipped", "flipped often", "zeroed"))
    if kind == "cut":
        del out[at:]
    elif kind == "cut by little":
        del out[-min(len(out), random.randrange(1, 3000)) :]
    elif kind == "zeroed":
        size = random.choice((16, 512, 4096, 20_000))
        out[at : at + size] = bytes(len(out[at : at + size]))
    else:
        for _ in range(1 if kind == "flipped" else random.choice((3, 20))):
            out[random.randrange(len(out))] ^= 1 << random.randrange(8)
    return bytes(out), kind


def restructured(random: Random, data: bytes) -> bytes:
    """A package with elements of its parts lost, doubled, moved, renamed, or with odd attributes; its XML stays well formed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(random.randrange(1, 4)):
        name = random.choice(sorted(parts))
        if random.random() < 0.05:
            del parts[name]
            break
        tree = ET.fromstring(parts[name])
        for _ in range(random.choice((1, 2, 10))):
            _change(random, tree)
        parts[name] = ET.tostring(tree, encoding="utf-8", xml_declaration=True)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


_VALUES = ("", "0", "-1", "1", "99999999999", "A1", "XFD1048576", "A1:C9", "restart", "continue", "true", "s", "n", "e", "b", "x" * 300, "1.5", "r9", "％")


def _change(random: Random, tree: ET.Element) -> None:
    elements = list(tree.iter())
    parent = random.choice(elements)
    other = random.choice(elements)
    kind = random.randrange(6)
    if kind == 0 and len(parent):
        del parent[random.randrange(len(parent))]
    elif kind == 1 and len(parent):
        child = parent[random.randrange(len(parent))]
        parent.insert(0, child)
    elif kind == 2 and len(parent) and len(elements) < 5000:
        child = ET.fromstring(ET.tostring(parent[random.randrange(len(parent))]))
        other.append(child)
    elif kind == 3 and parent.attrib:
        parent.set(random.choice(sorted(parent.attrib)), random.choice(_VALUES))
    elif kind == 4:
        parent.tag = other.tag
    else:
        parent.text = random.choice([each for each in ATOMS if "\x00" not in each and "\x1b" not in each and "\f" not in each])
