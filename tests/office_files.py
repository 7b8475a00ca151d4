"""Office files made for tests, part by part, so that everything in them can be chosen."""

import struct
import zipfile
from io import BytesIO

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(*pairs: tuple[str, str]) -> str:
    """Relations r1, r2 ... each a kind and a target."""
    inner = "".join(f'<Relationship Id="r{at}" Type="{_TYPES}/{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(pairs, 1))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def docx(body: str, numbering: str = "", styles: str = "") -> bytes:
    """A Word document; ``body`` is what stands in ``w:body``."""
    return package({
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(("numbering", "numbering.xml"), ("styles", "styles.xml"), ("image", "NULL")),
        "word/numbering.xml": f'<w:numbering xmlns:w="{_W}">{numbering}</w:numbering>',
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{styles}</w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:mc="mc" xmlns:v="v" xmlns:wps="wps"><w:body>{body}</w:body></w:document>',
    })  # fmt: skip


def xlsx(sheets: dict[str, str], formats: tuple[str, ...] = (), shared: tuple[str, ...] = (), hidden: tuple[str, ...] = ()) -> bytes:
    """A workbook; each sheet is what stands in ``worksheet``, each format (numbered from 1) a style of cells."""
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"{" state=" + chr(34) + "hidden" + chr(34) if name in hidden else ""}/>'
        for at, name in enumerate(names, 1)
    )
    codes = "".join(f'<numFmt numFmtId="{at}" formatCode="{_quoted(code)}"/>' for at, code in enumerate(formats, 170))
    styles = "".join(f'<xf numFmtId="{at}"/>' for at in (0, *range(170, 170 + len(formats))))
    targets = [("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(names) + 1)]
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_TYPES}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(*targets, ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")),
        "xl/styles.xml": f'<styleSheet xmlns="{_S}"><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_S}">' + "".join(f"<si>{each}</si>" for each in shared) + "</sst>",
    }
    for at, name in enumerate(names, 1):
        parts[f"xl/worksheets/sheet{at}.xml"] = f'<worksheet xmlns="{_S}">{sheets[name]}</worksheet>'
    return package(parts)


def _quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file of the kind that old Office writes."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    fat: list[int] = [0xFFFFFFFD, end]
    content = b""
    entries = [_entry("Root Entry", 5, 1 if streams else free, end, 0)]
    for at, (name, data) in enumerate(streams.items(), 1):
        data = data.ljust(4096, b"\0")
        data += b"\0" * (-len(data) % sector)
        start = len(fat)
        count = len(data) // sector
        fat += [*range(start + 1, start + count), end]
        content += data
        entries.append(_entry(name, 2, free, start, len(data), at + 1 if at < len(streams) else free))
    assert len(entries) <= 4 and len(fat) <= 128
    fat += [free] * (128 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    return header.ljust(512, b"\0") + struct.pack("<128I", *fat) + b"".join(entries).ljust(512, b"\0") + content


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int = 0xFFFFFFFF) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return (
        raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, right, child) + b"\0" * 36 + struct.pack("<IQ", start, size)
    )


def xls(rows: list[list[str | float]], shared: bool = False, longest: int = 8224) -> bytes:
    """An old workbook of one sheet named 收入决算表; texts stand in the cells, or in a list that they share, of records of some length."""
    texts = list(dict.fromkeys(value for row in rows for value in row if isinstance(value, str)))

    def record(number: int, data: bytes) -> bytes:
        return struct.pack("<HH", number, len(data)) + data

    def text(value: str, form: str) -> bytes:
        return struct.pack(form + "B", len(value), 1) + value.encode("utf-16-le")

    name = text("收入决算表", "<B")
    front = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6)) + record(0x42, struct.pack("<H", 1200))
    bound = 4 + 6 + len(name)
    end = record(0x0A, b"")
    parts = _shared_texts(texts, longest) if shared else []
    behind = b"".join(record(0x3C if at else 0xFC, part) for at, part in enumerate(parts)) + end
    front += record(0x85, struct.pack("<IH", len(front) + bound + len(behind), 0) + name) + behind
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str) and shared:
                sheet += record(0xFD, place + struct.pack("<I", texts.index(value)))
            elif isinstance(value, str):
                sheet += record(0x204, place + text(value, "<H"))
            else:
                sheet += record(0x203, place + struct.pack("<d", value))
    return ole({"Workbook": front + sheet + end})


def _shared_texts(texts: list[str], longest: int) -> list[bytes]:
    """A list of texts in records, which may end within a text: the next then says again how wide its letters are."""
    parts = [bytearray(struct.pack("<II", len(texts), len(texts)))]
    for text in texts:
        if len(parts[-1]) + 3 > longest:
            parts.append(bytearray())
        parts[-1] += struct.pack("<HB", len(text), 1)
        for letter in text:
            if len(parts[-1]) + 2 > longest:
                parts.append(bytearray(b"\1"))
            parts[-1] += letter.encode("utf-16-le")
    return [bytes(part) for part in parts]
