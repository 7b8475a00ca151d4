"""What format a file is in, from its bytes."""

import os

#: What parts the cells of tables of Markdown in a text, and of those drawn with lines.
BARS = "|｜│┃║"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
#: The names of streams in old Office files, as they stand in the bytes.
_OLD_SHEET = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_OTHER_OLD = ("WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le"))
_HTML_FRONTS = (b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body", b"<table", b"<meta")
#: By what documents of Office 2003 in one XML file are known.
_XML_2003 = (b'progid="Word.Document"', b'progid="Excel.Sheet"', b"<w:wordDocument", b"urn:schemas-microsoft-com:office:spreadsheet")
#: What a zip that was cut short is by its name.
_ZIPPED = {".docx": "DOCX", ".xlsx": "XLSX"}
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")


def sniff(data: bytes, path: str) -> str:
    """``PDF``, ``DOCX``, ``XLSX``, ``XLS``, ``HTML`` or ``OLE`` (old Office); ``""`` for text and whatever nobody reads."""
    suffix = os.path.splitext(path)[1].lower()
    if b"%PDF-" in data[:1024] or suffix == ".pdf" and b"endobj" in data:  # a damaged front makes no text of it
        return "PDF"
    if data.startswith(_ZIP):
        return _zipped(data) or _ZIPPED.get(suffix, "")
    if data.startswith(_OLE):
        return _old(data)
    if any(name in data[:4096] for name in _XML_2003):
        return "OLE"
    return "HTML" if _is_page(data, suffix) else ""


def _old(data: bytes) -> str:
    """Whether an old Office file is a workbook; what holds something else as well is read by nobody."""
    return "XLS" if any(name in data for name in _OLD_SHEET) and not any(name in data for name in _OTHER_OLD) else "OLE"


def _is_page(data: bytes, suffix: str) -> bool:
    """Whether a text is a web page; its name is believed where there is any tag."""
    front = data[:512].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if front.startswith(_HTML_FRONTS) and (b"<html" in data[:4096].lower() or b"<table" in data.lower()):
        return True
    return suffix in _HTML_SUFFIXES and front.startswith(b"<")


def _zipped(data: bytes) -> str:
    """Which Office document a zip holds; the names of its members stand in its bytes as they are."""
    if b"word/document.xml" in data:
        return "DOCX"
    return "XLSX" if b"xl/workbook.xml" in data else ""
