"""What a PDF file is made of, looked at byte by byte: contents that are damaged, and what is shown beside the pages.

pdfium draws what it can of a damaged page and says nothing, and text in form fields and annotations is none of the page's.
"""

import re
import zlib
from base64 import a85decode, b16decode
from collections import Counter
from collections.abc import Iterator

from ..named import NamedTuple

_OBJECT = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+obj\b")
_LENGTH = re.compile(rb"/Length\s+(\d{1,9})(?!\s+\d+\s+R)")
#: How a stream is written, one way upon the other, and those of which this module can tell whether they are whole.
_FILTER = re.compile(rb"/Filter\s*(?:/(\w+)|\[([^\]]*)\])")
_TELLING = frozenset((b"FlateDecode", b"ASCII85Decode", b"ASCIIHexDecode"))
#: What a stream is that holds neither content nor objects: a picture, a font, a profile, a table of places.
_OTHER = re.compile(rb"/(?:Subtype\s*/(?!Form\b)|Length[123]\b|N\s+\d|FunctionType|ShadingType|Type\s*/(?:XRef|Metadata|EmbeddedFile)|Predictor)")
#: A font that the file brings along: how wide its characters are tells where words stand.
_FONT = re.compile(rb"/(?:Length1\b|Subtype\s*/(?:CIDFontType0C|Type1C|OpenType)\b)")
#: The value of a field for text: a seal is a field too, and an empty one shows nothing.
_FILLED = re.compile(rb"/V\s*(?:\([^)]|<[^<>])")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
#: Objects that are packed in a stream: how many, and where the first begins behind their numbers and places.
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_FIRST = re.compile(rb"/First\s+(\d{1,9})")
#: Names that tell what else a file holds, and what the words of a page hang from (its content, its fonts and what tells their characters),
#: looked for all at once: a file may be large.
_NAMES = re.compile(
    rb"/(?:Widget|FT\s*/Tx\b|FreeText|EmbeddedFiles?|(?:Contents|Resources|Pages|Kids|XObject|Font|DescendantFonts|Encoding|ToUnicode)"
    rb"\s*(?:\[[^\]]*|<<[^<>]*>>|\d{1,9}\s+\d{1,5}\s+R\b))"
)
#: Those of which a page shows nothing right where what they refer to is damaged.
_TOLD = (b"/Contents", b"/Encoding", b"/ToUnicode")
_BEGINS = re.compile(rb"obj\b")
_NUMBER = re.compile(rb"(?<!\d)(\d{1,9})\s+\d{1,5}\s+$")
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*|\d+\s+\d+\s+R)")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R")
#: How much of a file is inflated to look at it.
_MOST = 64_000_000
#: So many zeros side by side no writer puts between the objects of a file.
_LOST = bytes(16)


class Parts(NamedTuple):
    """What was found: numbers of pages whose content is damaged (``None`` where only some page is), and what else is shown."""

    damaged: list[int] | None
    fields: bool
    notes: bool
    attachments: int


def parts(data: bytes) -> Parts:
    """Look through a file."""
    if b"/Encrypt" in data:
        return Parts([], False, False, 0)
    looked = _looked_into(data)
    names = [Counter(_NAMES.findall(text)) for text in looked.texts]
    contents = _referred(names, _TOLD).intersection(looked.damaged) if looked.damaged else set()
    return Parts(
        _pages(data, contents) if contents else None if looked.lost or _is_blotted(data) or looked.whole and not _referred(names, b"/") <= _there(data, looked) else [],
        any(map(_has_field, names)) and any(map(_FILLED.search, looked.texts)),
        any(b"/FreeText" in each for each in names), sum(each[b"/EmbeddedFile"] for each in names),
    )  # fmt: skip


class _Looked(NamedTuple):
    """Where objects are written out, the numbers of those packed in streams and of streams that are damaged.

    ``lost`` tells that one of the damaged is drawn by pages (a form), holds objects or is a font, and ``whole`` that all were looked at.
    """

    texts: list[bytes]
    packed: set[int]
    damaged: list[int]
    lost: bool
    whole: bool


def _looked_into(data: bytes) -> _Looked:
    """Inflate what may be content of pages or hold objects."""
    damaged: list[int] = []
    texts, packed = [data], set[int]()
    room = _MOST
    lost = False
    for number, front, content in _streams(data):
        holds, font = _PACKED.search(front) is not None, _FONT.search(front) is not None
        filters = _filters(front)
        if not filters or not _TELLING.issuperset(filters) or not (holds or font) and _OTHER.search(front):
            continue
        inflated = _decoded(content, filters, room)
        if inflated is None:
            damaged.append(number)
            lost = lost or holds or font or _FORM.search(front) is not None
            continue
        room -= len(inflated)
        if holds:
            texts.append(inflated)
            packed.update(_numbers_packed(front, inflated))
        if room <= 0:
            return _Looked(texts, packed, damaged, lost, False)
    return _Looked(texts, packed, damaged, lost, True)


def _is_blotted(data: bytes) -> bool:
    """Whether a stretch of objects that are no streams was lost to zeros: what a disk or a download left in the place of names and widths."""
    end, at = data.rfind(b"%%EOF"), 0
    while 0 <= (at := data.find(_LOST, at)) < end:
        last = data.rfind(b"stream", 0, at)
        if last < 0 or data[last - 3 : last] == b"end":
            return True
        at = data.find(b"endstream", at)
        if at < 0:
            return False
    return False


def _filters(front: bytes) -> list[bytes]:
    """The ways in which a stream is written, the outermost first."""
    found = _FILTER.search(front)
    return [] if found is None else (found.group(1) or found.group(2)).replace(b"/", b" ").split()


def _numbers_packed(front: bytes, inflated: bytes) -> Iterator[int]:
    """The numbers of the objects in a stream."""
    first = _FIRST.search(front)
    words = inflated[: int(first.group(1))].split() if first is not None else []
    return (int(word) for word in words[::2] if word.isdigit())


def _there(data: bytes, looked: _Looked) -> set[int]:
    """The numbers of all objects that are in the file."""
    fronts = (_NUMBER.search(data, max(0, found.start() - 20), found.start()) for found in _BEGINS.finditer(data))
    return looked.packed | {int(front.group(1)) for front in fronts if front is not None}


def _has_field(names: Counter[bytes]) -> bool:
    """Whether these are the names of a field for text that a page shows."""
    return b"/Widget" in names and any(name.startswith(b"/FT") for name in names)


def _referred(names: list[Counter[bytes]], beginning: bytes | tuple[bytes, ...]) -> set[int]:
    """The numbers of the objects that names so beginning refer to."""
    return {int(number) for each in names for name in each if name.startswith(beginning) for number in _REFERENCE.findall(name)}


def _streams(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each stream: the number of its object, what stands before its content, and the content."""
    at = 0
    while (start := data.find(b"stream", at)) >= 0:
        at = start + 6
        if data[start - 3 : start] == b"end":
            continue
        begin = data.rfind(b" obj", max(0, start - 2000), start)
        found = _OBJECT.search(data, max(0, begin - 16), start) if begin >= 0 else None
        if found is None:
            continue
        front = data[found.end() : start]
        first = at + (2 if data[at : at + 2] == b"\r\n" else 1)
        length = _LENGTH.search(front)
        last = first + int(length.group(1)) if length is not None else -1
        if last < 0 or b"endstream" not in data[last : last + 20]:
            last = data.find(b"endstream", first)
            if last < 0:
                return
        yield int(found.group(1)), front, data[first:last]
        at = last


def _decoded(content: bytes, filters: list[bytes], room: int) -> bytes | None:
    """What a stream says; ``None`` where it is damaged or cut."""
    try:
        for name in filters:
            if name == b"ASCII85Decode":
                content = a85decode(content.strip().removesuffix(b"~>").removeprefix(b"<~"), ignorechars=b" \t\n\r\f\v\0")
            elif name == b"ASCIIHexDecode":
                digits = b"".join(content.split()).removesuffix(b">")
                content = b16decode(digits + b"0" * (len(digits) % 2), casefold=True)
            elif content:
                packer = zlib.decompressobj()
                content = packer.decompress(content, room)
                if not packer.eof and not packer.unconsumed_tail:
                    return None
    except (ValueError, zlib.error):
        return None
    return content


def _pages(data: bytes, damaged: set[int]) -> list[int] | None:
    """The pages, from 1, that the damaged objects are the contents of; ``None`` where their order is not plain to see."""
    contents: dict[int, set[int]] = {}
    kids: list[list[int]] = []
    for match in _OBJECT.finditer(data):
        end = data.find(b"endobj", match.end(), match.end() + 4000)
        body = data[match.end() : end if end >= 0 else match.end()]
        if _PAGE.search(body) and (found := _CONTENTS.search(body)) is not None:
            contents[int(match.group(1))] = {int(number) for number in _REFERENCE.findall(found.group(1))}
        elif (listed := _KIDS.search(body)) is not None:
            kids.append([int(number) for number in _REFERENCE.findall(listed.group(1))])
    if len(kids) != 1 or set(kids[0]) != set(contents):
        return None
    return [at for at, number in enumerate(kids[0], 1) if contents[number].intersection(damaged)] or None
