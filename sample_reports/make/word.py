"""The filing as a Word document, whose headings Word numbers itself."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from .blocks import Block, Table, Text
from .plain import unit_line

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAY = (2025, 9, 1, 0, 0, 0)


def docx(blocks: list[Block]) -> bytes:
    """The document; the same blocks give the same bytes with the same compressor."""
    body: list[str] = []
    count = 0
    for block in blocks:
        if isinstance(block, Text):
            count += block.level == 1
            body.append(_paragraph(block, count))
        else:
            body += [_plain(block.title), _plain(unit_line("　　")), _table(block)]
    main = f"<w:document {_W}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
            f'<Override PartName="/word/numbering.xml" ContentType="{_TYPE}.numbering+xml"/></Types>'
        ),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": main,
        "word/_rels/document.xml.rels": _relations(("styles", "styles.xml"), ("numbering", "numbering.xml")),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(count),
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, _DECLARED + content)
    return out.getvalue()


def _relations(*pairs: tuple[str, str]) -> str:
    inner = "".join(f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(pairs, 1))
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _styles() -> str:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="{at}"><w:name w:val="heading {at}"/><w:pPr><w:outlineLvl w:val="{at - 1}"/></w:pPr></w:style>'
        for at in (1, 2, 3)
    )
    return f'<w:styles {_W}><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>{headings}</w:styles>'


def _numbering(lists: int) -> str:
    """One numbering for each part of the filing: 一、 and （一） below it."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, text in enumerate(("%1、", "（%2）"))
    )
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers = "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="0"/>{start}</w:num>' for at in range(1, lists + 1))
    return f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{numbers}</w:numbering>'


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _plain(words: str) -> str:
    return f"<w:p>{_run(words)}</w:p>"


def _paragraph(block: Text, part: int) -> str:
    properties = f'<w:pStyle w:val="{block.level}"/>' if block.level else ""
    if block.mark:
        properties += f'<w:numPr><w:ilvl w:val="{block.level - 2}"/><w:numId w:val="{part}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{_run(block.words)}</w:p>"


def _cell(words: str, columns: int = 1, merged: str = "") -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merged}</w:tcPr>{_plain(words)}</w:tc>"


def _table(table: Table) -> str:
    rows: list[str] = []
    for row in table.head:
        cells: list[str] = []
        column = 0
        while column < table.width:
            cell = row[column]
            if cell is None:  # the cell above goes on here
                cells.append(_cell("", 1, "<w:vMerge/>"))
                column += 1
                continue
            cells.append(_cell(cell[0], cell[1], '<w:vMerge w:val="restart"/>' if cell[2] > 1 else ""))
            column += cell[1]
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    for at in range(len(table.rows)):
        rows.append(f"<w:tr>{''.join(_cell(table.text(at, column)) for column in range(table.width))}</w:tr>")
    grid = "<w:gridCol/>" * table.width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
