"""What this program wrote among the filings: reports, letters, marked copies and surveys, which are no filings themselves."""

import os
import re
from collections.abc import Collection, Iterable
from functools import cache
from typing import BinaryIO

from ..wording import LANGUAGES, say

#: Stands in the name of a marked copy before its suffix.
MARKED = ".marked"
#: Whom a report names as its maker: a web page as its generator, a workbook as its author.
MAKER = "auditlint"
#: The file that says that a survey is whole, and the folder of what a survey goes on from with the lock in it.
MANIFEST, WORK, LOCK = "manifest.json", ".work", "lock"
#: The columns of the letter to the departments that its answers are read by, by their phrases.
_NEEDED = {"file": "letter-file", "mark": "letter-mark", "reply": "letter-reply", "decision": "letter-decision"}

#: How much is read of the beginning or the end of a file.
_PIECE = 1024
#: The largest workbook that is looked into; no letter comes near it, and one made to be costly is left to the reader and its bounds.
_LARGEST_BOOK = 4_000_000
_GENERATOR = f'<meta name="generator" content="{MAKER} '.encode()
_AUTHOR = rb"<dc:creator[^>]*>%b</dc:creator>" % MAKER.encode()


def is_own(path: str) -> bool:
    """Whether a file is a marked copy or a report: by its name, and where its suffix is that of a report by a few bytes of it."""
    stem, suffix = os.path.splitext(path.lower())
    if stem.endswith(MARKED):
        return True
    judge = _JUDGES.get(suffix)
    try:
        if judge is None or not os.path.isfile(path):
            return False
        with open(path, "rb") as file:
            return judge(file)
    except OSError:
        return False


def is_survey(directory: str, folders: Collection[str], files: Collection[str]) -> bool:
    """Whether a directory, which holds these, is that of a survey, be it whole or not yet."""
    if WORK in folders and os.path.isfile(os.path.join(directory, WORK, LOCK)):
        return True
    if MANIFEST not in files:
        return False
    try:
        with open(os.path.join(directory, MANIFEST), "rb") as file:
            return f'"{MAKER}":'.encode() in file.read(_PIECE)
    except OSError:
        return False


def _is_page(file: BinaryIO) -> bool:
    """Whether a web page is a report."""
    return _GENERATOR in file.read(_PIECE)


def _is_told(file: BinaryIO) -> bool:
    """Whether a text is a report: its last line says how many figures were checked."""
    file.seek(max(0, os.fstat(file.fileno()).st_size - _PIECE))
    last = file.read().rstrip().rpartition(b"\n")[2].decode("utf-8", "replace")
    return any(_coverage(lang).search(last) for lang in LANGUAGES)


@cache
def _coverage(lang: str) -> re.Pattern[str]:
    said = say(lang, "coverage", **dict.fromkeys(("figures", "checked", "percent", "bounded", "holds"), "\0"))
    return re.compile(re.escape(said).replace("\0", ".{0,40}?"))


def _is_letter(file: BinaryIO) -> bool:
    """Whether a workbook is the letter to the departments; who fills it in and saves it stays not its author."""
    import struct
    import zlib
    from zipfile import BadZipFile, ZipFile

    if os.fstat(file.fileno()).st_size > _LARGEST_BOOK:
        return False
    try:
        with ZipFile(file) as package, package.open("docProps/core.xml") as core:
            return re.search(_AUTHOR, core.read(_PIECE)) is not None
    except (BadZipFile, LookupError, ValueError, RuntimeError, EOFError, struct.error, zlib.error):  # the reader says what is wrong with it
        return False


def _is_table(file: BinaryIO) -> bool:
    """Whether a CSV file is the letter to the departments."""
    line = file.read(_PIECE).partition(b"\n")[0]
    return any(letter_columns(line.decode(encoding, "replace").strip().split(",")) is not None for encoding in ("utf-8-sig", "gb18030"))


def letter_columns(row: Iterable[str]) -> dict[str, int] | None:
    """Where the columns that are needed stand in a row of heads; ``None`` where it is none of the letter to the departments."""
    cells = [cell.strip() for cell in row]
    columns = {}
    for field, key in _NEEDED.items():
        at = next((cells.index(say(lang, key)) for lang in LANGUAGES if say(lang, key) in cells), -1)
        if at < 0:
            return None
        columns[field] = at
    return columns


_JUDGES = {".html": _is_page, ".htm": _is_page, ".txt": _is_told, ".xlsx": _is_letter, ".csv": _is_table}
