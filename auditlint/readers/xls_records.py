"""The records that an old workbook is made of: whether they follow each other without a gap.

What reads the cells passes over what it does not know, and says nothing of what was lost.
"""

import struct
from collections.abc import Iterator

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: From this number on it is no sector but a sign: of an end, of a free one.
_SIGNS = 0xFFFFFFFA
#: What begins and ends a sheet, and the longest record of any kind.
_BEGIN, _END, _LONGEST = 0x809, 0x0A, 8224
#: The name of the stream that holds the cells, and the size up to which streams stand in small sectors.
_NAME = "Workbook\0".encode("utf-16-le")


def is_broken(data: bytes) -> bool:
    """Whether some of the records are lost; a file that is laid out in another way than most is not looked into."""
    try:
        stream, length = _workbook(data)
    except (struct.error, IndexError, ValueError):
        return False
    return len(stream) < length or _has_gap(stream)


def _has_gap(stream: bytes) -> bool:
    """Whether what should be a record of a sheet is none, or a sheet has no end."""
    at, depth = 0, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if not depth and kind != _BEGIN:
            return False  # what fills the last sector
        if not kind or length > _LONGEST:
            return True
        depth += (kind == _BEGIN) - (kind == _END)
        at += 4 + length
    return depth > 0


def _workbook(data: bytes) -> tuple[bytes, int]:
    """The stream of cells and how long it should be; nothing where it cannot be found."""
    if not data.startswith(_SIGNATURE):
        return b"", 0
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    first, small = struct.unpack_from("<I", data, 48)[0], struct.unpack_from("<I", data, 56)[0]
    table = _table(data, size)
    directory = b"".join(_chain(data, size, table, first))
    for at in range(0, len(directory), 128):
        if directory.startswith(_NAME, at):
            start, length = struct.unpack_from("<II", directory, at + 116)
            return (b"".join(_chain(data, size, table, start))[:length], length) if length >= small else (b"", 0)
    return b"", 0


def _table(data: bytes, size: int) -> list[int]:
    """The sector that follows each sector; those of files over seven megabytes are listed further on."""
    listed = [sector for sector in struct.unpack_from("<109I", data, 76) if sector < _SIGNS]
    more = struct.unpack_from("<I", data, 68)[0]
    for _ in range(len(data) // size):
        if more >= _SIGNS:
            break
        *sectors, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        listed += [sector for sector in sectors if sector < _SIGNS]
    return [each for sector in listed for each in struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)]


def _chain(data: bytes, size: int, table: list[int], sector: int) -> Iterator[bytes]:
    """The sectors of a stream in order; raises ValueError where they go round, and IndexError where one is not there."""
    for _ in range(len(table) + 1):
        if sector >= _SIGNS:
            return
        yield data[(sector + 1) * size : (sector + 2) * size]
        sector = table[sector]
    raise ValueError(sector)
