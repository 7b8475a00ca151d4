"""The filing as plain text and as a web page."""

from html import escape

from .blocks import Block, Table, Text
from .figures import NAME


def unit_line(separator: str) -> str:
    """The line over the head of a table."""
    return f"部门：{NAME}{separator}金额单位：万元"


def text(blocks: list[Block]) -> str:
    """One paragraph a line, one row of a table a line; empty cells leave no trace, as in text taken from a PDF."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Text):
            lines.append(block.whole)
            continue
        lines += [block.title, unit_line(" ")]
        lines += [" ".join(cell[0] for cell in row if cell) for row in block.head]
        for row in range(len(block.rows)):
            lines.append(" ".join(filter(None, (block.text(row, column) for column in range(block.width)))))
        lines += [block.note] if block.note else []
    return "\n".join(lines) + "\n"


_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>table {{ border-collapse: collapse }} td, th {{ border: 1px solid #888; padding: 2px 6px }}</style>
<script>var counter = 2024;</script>
</head>
<body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xxgk/">信息公开</a></li><li><a href="/czzj/">财政资金</a></li></ul></div>
<div class="crumbs">当前位置：首页 &gt; 信息公开 &gt; 财政资金</div>
<div class="article">
{body}
</div>
<div class="footer">主办：{name}　备案号：12345678</div>
</body>
</html>
"""


def html(blocks: list[Block]) -> str:
    """A page of a government site: the article with what stands round it."""
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Text):
            tag = f"h{block.level + 1}" if block.level else "p"
            parts.append(f"<{tag}>{escape(block.whole)}</{tag}>")
        else:
            parts += [f"<p>{escape(block.title)}</p>", f"<p>{escape(unit_line('　　'))}</p>", _table(block)]
    title = "".join(block.whole for block in blocks[:2] if isinstance(block, Text))
    return _PAGE.format(title=escape(title), name=NAME, body="\n".join(parts))


def _table(table: Table) -> str:
    rows = []
    for row in table.head:
        cells = (f'<th colspan="{cell[1]}" rowspan="{cell[2]}">{escape(cell[0])}</th>' for cell in row if cell)
        rows.append(f"<tr>{''.join(cells)}</tr>")
    for at in range(len(table.rows)):
        cells = (f"<td>{escape(table.text(at, column)) or '&nbsp;'}</td>" for column in range(table.width))
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"
