"""Bytes to text: the encodings that filings come in."""

from ..startup import pattern
from .unreadable import UnreadableFile

_SIGNATURES = (
    (b"%PDF", "PDF 文件", "请先用 pdftotext 转成文本"),
    (b"PK\x03\x04", "Office 或压缩文件", "请另存为纯文本"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文件", "请另存为纯文本"),
    (b"\x89PNG", "图片", "请先识别成文本"),
    (b"\xff\xd8\xff", "图片", "请先识别成文本"),
    (b"\x1f\x8b", "压缩文件", "请先解压"),
    (b"{\\rtf", "RTF 文件", "请另存为纯文本"),
)

_CONTROL = pattern(r"[\x01-\x08\x0e-\x1f]")


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding: UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030.

    Raises :class:`UnreadableFile` for what is empty, binary, or none of these.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return _strict(data[3:], "utf-8"), "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16"), "utf-16"
    for magic, kind, advice in _SIGNATURES:
        if data.startswith(magic):
            raise UnreadableFile(f"内容是{kind}，不是纯文本；{advice}")
    if b"\0" in data:
        raise UnreadableFile("内容含空字节，不是纯文本（若为 UTF-16，请加上 BOM 或另存为 UTF-8）")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "gb18030"), "gb18030"
    return _strict(data, "utf-8"), "utf-8"


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile(
            "编码无法识别：既不是 UTF-8 也不是 GB18030；请另存为 UTF-8，或确认这是文本文件"
        ) from None
    if text.count("\ufffd") * 1000 > len(text):
        raise UnreadableFile("文字已在转换编码时丢失（含大量 \ufffd）；请从原稿重新导出为 UTF-8")
    if _CONTROL.search(text) and len(_CONTROL.findall(text)) * 50 > len(text):
        raise UnreadableFile("内容不是文本（含大量控制字符）；请确认文件格式")
    return text
