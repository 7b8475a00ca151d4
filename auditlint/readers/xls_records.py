"""The records that an old workbook is made of: whether they follow each other without a gap, in the order that the format asks for.

What reads the cells passes over what it does not know, and says nothing of what was lost.
"""

import struct
from collections.abc import Iterator
from itertools import islice, takewhile

from ..named import NamedTuple

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: From this number on it is no sector but a sign: of an end, of a free one.
_SIGNS = 0xFFFFFFFA
#: What begins and ends a sheet, what lists one, and the longest record of any kind.
_BEGIN, _END, _SHEET, _LONGEST = 0x809, 0x0A, 0x85, 8224
#: The used range, which a sheet tells once; no record has a greater number than those of charts, and few stand between 0x200 and 0x800.
_RANGE, _GREATEST = 0x200, 0x10FF
_FEW = range(_RANGE, 0x800)
#: A cell with a text of its own, which stands behind the place and the number of letters; a letter takes one byte or two.
_LABEL, _PLACE = 0x204, 8
#: A cell with a shared text, the list of those, and what goes on with a list that is longer than a record.
_SHARED, _TEXTS, _MORE = 0xFD, 0xFC, 0x3C
#: Records of one cell: formulas, blanks, numbers, texts, errors, texts with fonts, packed numbers.
_CELLS = frozenset((0x06, 0x206, 0x406, 0x201, 0x203, _LABEL, 0x205, 0xD6, _SHARED, 0x27E))
#: Records of several cells of a row, blanks and packed numbers: how long each of the cells is in them.
_SEVERAL = {0xBD: 6, 0xBE: 2}
#: The kinds of the few.
_KNOWN = _CELLS | {_RANGE, 0x207, 0x208, 0x209, 0x20B, 0x218, 0x221, 0x223, 0x225, 0x231, 0x236, 0x23E, 0x243, 0x293, 0x409, 0x41E, 0x443, 0x4BC}
#: How long the records are that hold no text of their own.
_LENGTHS = {0x201: 6, 0x203: 14, 0x205: 8, _SHARED: 10, 0x27E: 10, 0x208: 16, _RANGE: 14}
#: Before the first cell, and how many columns a sheet has.
_NOWHERE, _WIDTH = (-1, -1), 256
#: What lists a sheet of cells, not one of charts or of programs.
_GRID = b"\0"
#: What the form of a text says: letters of two bytes, sounds, fonts.
_WIDE, _SOUNDS, _FONTS = 1, 4, 8
#: The name of the stream that holds the cells, and the size of the sectors that small streams stand in.
_NAME, _SMALL = "Workbook\0".encode("utf-16-le"), 64


class _Record(NamedTuple):
    """A record, where it begins, and how many sheets it lies in: 0 begins one, 2 belongs to a chart."""

    at: int
    kind: int
    depth: int
    body: bytes


def is_broken(data: bytes) -> bool:
    """Whether some of the records are lost; a file that is laid out in another way than most is not looked into."""
    try:
        stream, length = _workbook(data)
    except (struct.error, IndexError, ValueError):
        return False
    try:
        return len(stream) < length or length > 0 and not _is_whole(list(_records(stream)))
    except (struct.error, IndexError, ValueError):
        return True


def _records(stream: bytes) -> Iterator[_Record]:
    """The records in order; raises ValueError where one is none, or a sheet has no end."""
    at, depth = 0, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if not depth and kind != _BEGIN:
            return  # what fills the last sector
        body = stream[at + 4 : at + 4 + length]
        if not kind or kind > _GREATEST or kind in _FEW and kind not in _KNOWN or length > _LONGEST or not _has_its_length(kind, body):
            raise ValueError(at)
        yield _Record(at, kind, depth, body)
        depth += (kind == _BEGIN) - (kind == _END)
        at += 4 + length
    if depth:
        raise ValueError(at)


def _has_its_length(kind: int, body: bytes) -> bool:
    """Whether a record is as long as its kind makes it, or the text that it holds."""
    if kind == _LABEL:
        letters: int = struct.unpack_from("<H", body, _PLACE - 2)[0]
        return _PLACE + letters <= len(body) <= _PLACE + 1 + 2 * letters
    return len(body) == _LENGTHS.get(kind, len(body)) and not len(body) % _SEVERAL.get(kind, 1)


def _is_whole(records: list[_Record]) -> bool:
    """Whether every sheet begins where the list of sheets says, its cells are in order, and the texts that they share are all there."""
    begun = {record.at for record in records if record.kind == _BEGIN}
    listed = {struct.unpack_from("<I", record.body)[0] for record in records if record.kind == _SHEET and record.body[5:6] == _GRID}
    return bool(listed) and listed <= begun and _are_in_order(records) and _are_shared(records)


def _are_in_order(records: list[_Record]) -> bool:
    """Whether the cells of each sheet follow each other by row and column, and its used range is told once."""
    last, ranges = _NOWHERE, 0
    for _, kind, depth, body in records:
        if kind == _BEGIN and not depth:
            last, ranges = _NOWHERE, 0
        elif depth == 1 and (kind in _CELLS or kind in _SEVERAL):
            place = struct.unpack_from("<HH", body)
            if place <= last:
                return False
            last = (place[0], place[1] + (len(body) - _PLACE) // _SEVERAL[kind]) if kind in _SEVERAL else place
        ranges += kind == _RANGE
        if ranges > 1 or last[1] >= _WIDTH:
            return False
    return True


def _are_shared(records: list[_Record]) -> bool:
    """Whether the list of shared texts holds as many as it says, and every cell's is one of them."""
    first = next((at for at, record in enumerate(records) if record.kind == _TEXTS), None)
    if first is None:
        return not any(record.kind == _SHARED for record in records)
    parts = [records[first].body, *(record.body for record in takewhile(lambda record: record.kind == _MORE, islice(records, first + 1, None)))]
    count: int = struct.unpack_from("<I", parts[0], 4)[0]
    used: int = max((struct.unpack_from("<I", record.body, 6)[0] for record in records if record.kind == _SHARED), default=-1)
    part, at = 0, 8
    for _ in range(count):
        part, at = _behind_text(parts, part, at)
    return used < count and (part, at) == (len(parts) - 1, len(parts[-1]))


def _behind_text(parts: list[bytes], part: int, at: int) -> tuple[int, int]:
    """Where a shared text ends, which goes on in the next part where one is full; raises IndexError where there is no next."""
    if at == len(parts[part]):
        part, at = part + 1, 0
    letters, form = struct.unpack_from("<HB", parts[part], at)
    at += 3
    behind = 0
    if form & _FONTS:
        behind, at = 4 * struct.unpack_from("<H", parts[part], at)[0], at + 2
    if form & _SOUNDS:
        behind, at = behind + struct.unpack_from("<I", parts[part], at)[0], at + 4
    while True:
        width = 1 + (form & _WIDE)
        taken = min(letters, (len(parts[part]) - at) // width)
        letters, at = letters - taken, at + taken * width
        if not letters:
            break
        part, at, form = part + 1, 1, parts[part + 1][0]
    while at + behind > len(parts[part]):
        behind -= len(parts[part]) - at
        part, at = part + 1, 0
    return part, at + behind


def _workbook(data: bytes) -> tuple[bytes, int]:
    """The stream of cells and how long it should be; nothing where it cannot be found."""
    if not data.startswith(_SIGNATURE):
        return b"", 0
    size = {9: 512, 12: 4096}.get(struct.unpack_from("<H", data, 30)[0], 0)
    if not size:
        return b"", 0
    first, small = struct.unpack_from("<I", data, 48)[0], struct.unpack_from("<I", data, 56)[0]
    table = _table(data, size)
    sectors = _cut(data[size:], size)
    directory = b"".join(_chain(sectors, table, first))
    for at in range(0, len(directory), 128):
        if directory.startswith(_NAME, at):
            start, length = struct.unpack_from("<II", directory, at + 116)
            if length < small:
                root, listed = struct.unpack_from("<I", directory, 116)[0], struct.unpack_from("<I", data, 60)[0]
                sectors, table = (
                    _cut(b"".join(_chain(sectors, table, root)), _SMALL),
                    _numbers(b"".join(_chain(sectors, table, listed))),
                )
            return b"".join(_chain(sectors, table, start))[:length], length
    return b"", 0


def _table(data: bytes, size: int) -> list[int]:
    """The sector that follows each sector; those of files over seven megabytes are listed further on."""
    listed = [sector for sector in _numbers(data[76:512]) if sector < _SIGNS]
    more = struct.unpack_from("<I", data, 68)[0]
    for _ in range(len(data) // size):
        if more >= _SIGNS:
            break
        *sectors, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        listed += [sector for sector in sectors if sector < _SIGNS]
    return [each for sector in listed for each in struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)]


def _numbers(data: bytes) -> list[int]:
    return [number for number, in struct.iter_unpack("<I", data)]


def _cut(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def _chain(sectors: list[bytes], table: list[int], sector: int) -> Iterator[bytes]:
    """The sectors of a stream in order, up to one that is not there; raises ValueError where they go round."""
    for _ in range(len(table) + 1):
        if sector >= min(len(sectors), len(table)):
            return
        yield sectors[sector]
        sector = table[sector]
    raise ValueError(sector)
