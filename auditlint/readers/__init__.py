"""Readers: bytes of some format to a :class:`~auditlint.model.Document`.  Only they know about formats."""

from ..model.document import Document
from .unreadable import UnreadableFile

#: Suffixes (lower case) of the files that a directory is searched for.
SUFFIXES = frozenset((".txt",))

__all__ = ["SUFFIXES", "UnreadableFile", "read"]


def read(data: bytes, path: str) -> Document:
    """Read a filing.

    Raises :class:`UnreadableFile`, with a message for a person, where the bytes cannot be read as a filing.
    """
    from .text import read_text

    return read_text(data, path)
