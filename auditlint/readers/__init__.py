"""Readers: bytes of some format to a :class:`~auditlint.model.Document`.  Only they know about formats."""

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from ..model.phrasing import phrase
from .sniff import sniff
from .unreadable import UnreadableFile

if TYPE_CHECKING:
    from ..model.document import Document

#: The module that reads a format (it has one function ``read_document``), and the package that it needs, as pip takes it:
#: the name ``auditlint`` is somebody else's on the package index, so that its extras must never be named to a user.
READERS: dict[str, tuple[str, str]] = {
    "PDF": (".pdf", "pypdfium2>=5.0"),
    "DOCX": (".docx", ""),
    "XLSX": (".xlsx", ""),
    "XLS": (".xls", "python-calamine>=0.3"),
    "HTML": (".html", "selectolax>=1.0"),
    "OLE": (".old_office", ""),
}
#: Suffixes (lower case) of the files that a directory is searched for; of the last ones a reader says what to do with them.
SUFFIXES = frozenset((".txt", ".pdf", ".docx", ".xlsx", ".xlsm", ".xls", ".html", ".htm", ".doc", ".wps", ".et"))

__all__ = ["READERS", "SUFFIXES", "UnreadableFile", "read"]


def prepare(data: bytes, path: str) -> None:
    """Import what reads this file, if it is there: before this process forks, every child would have to import it anew."""
    module, _ = READERS.get(sniff(data, path), ("", ""))
    with suppress(ImportError):
        if module:
            import_module(module, __name__)


def read(data: bytes, path: str) -> "Document":
    """Read a filing; what it is shows in its bytes, whatever its suffix says.

    Raises :class:`UnreadableFile`, with a message for a person, where the bytes cannot be read as a filing or what reads
    their format is not installed.
    """
    found = sniff(data, path)
    if found not in READERS:
        from .text import read_text

        return read_text(data, path)
    module, package = READERS[found]
    try:
        reader = import_module(module, __name__)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith(__name__):
            raise
        raise UnreadableFile(phrase("reader-missing", kind=found, module=error.name, package=package)) from None
    document: Document = reader.read_document(data, path)
    return document
