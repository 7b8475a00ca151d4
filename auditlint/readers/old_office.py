"""Office files that are no zip: old Word documents, and documents with a password.  They are only told what to do."""

from ..model.document import Document
from .unreadable import UnreadableFile


def read_document(data: bytes, path: str) -> Document:
    """Raises :class:`UnreadableFile`, always."""
    if data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise UnreadableFile("Office 2003 的 XML 文件读不了；请用 Word、Excel 或 WPS 打开后另存为 .docx 或 .xlsx")
    if _stream("EncryptedPackage") in data:
        raise UnreadableFile("Office 文件有打开密码，内容已加密；请用 Word、Excel 或 WPS 打开，去掉密码后另存，再核对另存的文件")
    if _stream("WordDocument") in data:
        raise UnreadableFile("旧版 Word 文件（.doc）读不了；请用 Word 或 WPS 打开后另存为 .docx")
    if _stream("PowerPoint Document") in data:
        raise UnreadableFile("PowerPoint 文件不是决算公开文本；请另存为 PDF 或 .docx")
    raise UnreadableFile("旧版 Office 文件读不了；请用 Word、Excel 或 WPS 打开后另存为 .docx 或 .xlsx")


def _stream(name: str) -> bytes:
    """The name of a stream as it stands in the bytes of the file."""
    return name.encode("utf-16-le")
