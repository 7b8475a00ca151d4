"""Marked-up copies of filings: the same file with a comment at each finding, and nothing else changed.

One module a format.  Each finds where a place of a finding stands in the bytes of its file, which the readers have no need to
know, and writes a comment there.
"""

from importlib import import_module

from ..readers.sniff import sniff
from .remarks import Remark

#: The modules that mark a format in the file itself; what is in another one is marked in a copy of its text.
_MODULES = {"DOCX": ".docx", "XLSX": ".xlsx", "PDF": ".pdf"}

__all__ = ["Remark", "is_text_copy", "mark"]


def is_text_copy(data: bytes, path: str) -> bool:
    """Whether the marked copy of a file is plain text."""
    return sniff(data, path) not in _MODULES


def mark(data: bytes, path: str, remarks: list[Remark]) -> bytes:
    """A copy of a file with these remarks.

    Raises :class:`~auditlint.readers.UnreadableFile` where the file cannot be read.
    """
    module = import_module(_MODULES.get(sniff(data, path), ".text"), __name__)
    marked: bytes = module.mark(data, path, remarks)
    return marked
