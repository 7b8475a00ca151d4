"""Office files that are no zip: old Word documents, and documents with a password.  They are only told what to do."""

from ..model.document import Document
from ..model.phrasing import phrase
from .unreadable import UnreadableFile


def read_document(data: bytes, path: str) -> Document:
    """Raises :class:`UnreadableFile`, always."""
    if data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise UnreadableFile(phrase("office-2003"))
    if _stream("EncryptedPackage") in data:
        raise UnreadableFile(phrase("office-encrypted"))
    if _stream("WordDocument") in data:
        raise UnreadableFile(phrase("old-word"))
    if _stream("PowerPoint Document") in data:
        raise UnreadableFile(phrase("powerpoint"))
    raise UnreadableFile(phrase("old-office"))


def _stream(name: str) -> bytes:
    """The name of a stream as it stands in the bytes of the file."""
    return name.encode("utf-16-le")
