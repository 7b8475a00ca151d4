"""Plain text, as a person saved it or as a PDF extractor left it."""

from ..model.document import Document
from .encoding import decode
from .paragraphs import assemble, split_lines
from .unreadable import UnreadableFile


def read_text(data: bytes, path: str) -> Document:
    """Read plain text into logical paragraphs.

    Raises :class:`UnreadableFile` for empty, binary or undecodable content.
    """
    text, encoding = decode(data)
    if not text.strip():
        raise UnreadableFile("文件是空的；请确认导出是否完整")
    lines = split_lines(text)
    if "\t" in text:
        from .tabs import tab_cells

        lines.cells = tab_cells(lines.texts)
    document = assemble(path, encoding, lines)
    lost = text.count("\ufffd")
    if lost:
        document.unseen.append(f"有 {lost} 个字符在转换编码时丢失（\ufffd）")
    return document
