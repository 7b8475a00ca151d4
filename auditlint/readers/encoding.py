"""Bytes to text: the encodings that filings come in."""

from ..model.phrasing import phrase
from ..startup import pattern
from .unreadable import UnreadableFile

_SIGNATURES = (
    (b"%PDF", "kind-pdf", "use-pdftotext"),
    (b"PK\x03\x04", "kind-office", "save-as-text"),
    (b"\xd0\xcf\x11\xe0", "kind-old-office", "save-as-text"),
    (b"\x89PNG", "kind-picture", "recognise-text"),
    (b"\xff\xd8\xff", "kind-picture", "recognise-text"),
    (b"\x1f\x8b", "kind-packed", "unpack"),
    (b"{\\rtf", "kind-rtf", "save-as-text"),
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
            raise UnreadableFile(phrase("not-plain", kind=phrase(kind), advice=phrase(advice)))
    if b"\0" in data:
        raise UnreadableFile(phrase("null-bytes"))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "gb18030"), "gb18030"
    return _strict(data, "utf-8"), "utf-8"


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile(phrase("encoding-unknown")) from None
    if text.count("\ufffd") * 1000 > len(text):
        raise UnreadableFile(phrase("text-lost"))
    if _CONTROL.search(text) and len(_CONTROL.findall(text)) * 50 > len(text):
        raise UnreadableFile(phrase("controls"))
    return text
