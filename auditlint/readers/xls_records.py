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
#: The used range, which a sheet tells once; no record has a greater number than those of charts.
_RANGE, _GREATEST = 0x200, 0x10FF
#: How long the records of cells are that hold no text of their own: blanks, numbers, errors, shared texts, packed numbers, rows, and the used range.
_LENGTHS = {0x201: 6, 0x203: 14, 0x205: 8, 0xFD: 10, 0x27E: 10, 0x208: 16, _RANGE: 14}
#: Records of several cells: how long each of the cells is in them.
_SEVERAL = {0xBD: 6, 0xBE: 2}
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
    at, depth, ranges = 0, 0, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if not depth and kind != _BEGIN:
            return False  # what fills the last sector
        if not kind or kind > _GREATEST or length > _LONGEST or length != _LENGTHS.get(kind, length) or length % _SEVERAL.get(kind, 1):
            return True
        ranges = 0 if kind == _BEGIN else ranges + (kind == _RANGE)
        if ranges > 1:
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
