"""What a PDF file is made of, looked at byte by byte: contents that are damaged, and what is shown beside the pages.

pdfium draws what it can of a damaged page and says nothing, and text in form fields and annotations is none of the page's.
"""

import re
import zlib
from collections.abc import Iterator

from ..named import NamedTuple

_OBJECT = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+obj\b")
_LENGTH = re.compile(rb"/Length\s+(\d{1,9})(?!\s+\d+\s+R)")
_FLATE = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])")
#: What a stream is that holds neither content nor objects: a picture, a font, a profile, a table of places.
_OTHER = re.compile(rb"/(?:Subtype\s*/(?!Form\b)|Length[123]\b|N\s+\d|FunctionType|ShadingType|Type\s*/(?:XRef|Metadata|EmbeddedFile)|Predictor)")
#: A field for text, and the value of one: a seal is a field too, and an empty one shows nothing.
_TEXT_FIELD = re.compile(rb"/FT\s*/Tx\b")
_FILLED = re.compile(rb"/V\s*(?:\([^)]|<[^<>])")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*\]|\d+\s+\d+\s+R)")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R")
#: How much of a file is inflated to look at it.
_MOST = 64_000_000
_MOST_DAMAGED = 100


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
    contents = [number for number in looked.damaged[:_MOST_DAMAGED] if any(_content_of(number).search(text) for text in looked.texts)]
    return Parts(
        _pages(data, contents) if contents else None if looked.forms else [],
        _has_fields(looked.texts), any(b"/FreeText" in text for text in looked.texts),
        sum(text.count(b"/EmbeddedFile") - text.count(b"/EmbeddedFiles") for text in looked.texts),
    )  # fmt: skip


class _Looked(NamedTuple):
    """Where objects are written out, the numbers of streams that are damaged, and whether one of these is drawn by pages (a form)."""

    texts: list[bytes]
    damaged: list[int]
    forms: bool


def _looked_into(data: bytes) -> _Looked:
    """Inflate what may be content of pages or hold objects."""
    damaged: list[int] = []
    texts = [data]
    room = _MOST
    forms = False
    for number, front, content in _streams(data):
        if not _FLATE.search(front) or _OTHER.search(front):
            continue
        inflated = _inflated(content, room)
        if inflated is None:
            damaged.append(number)
            forms = forms or _FORM.search(front) is not None
            continue
        room -= len(inflated)
        if b"/ObjStm" in front:
            texts.append(inflated)
        if room <= 0:
            break
    return _Looked(texts, damaged, forms)


def _has_fields(texts: list[bytes]) -> bool:
    """Whether fields for text show something."""
    return any(b"/Widget" in text and _TEXT_FIELD.search(text) is not None for text in texts) and any(map(_FILLED.search, texts))


def _content_of(number: int) -> re.Pattern[bytes]:
    """What says that an object is the content of a page, or part of it."""
    return re.compile(rb"/Contents\s*(?:\[[^\]]*?(?<!\d))?%d\s+\d+\s+R" % number)


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


def _inflated(content: bytes, room: int) -> bytes | None:
    """What a stream inflates to; ``None`` where it is damaged or cut."""
    packer = zlib.decompressobj()
    try:
        made = packer.decompress(content, room)
    except zlib.error as error:
        return b"" if "incorrect data check" in str(error) else None
    return made if packer.eof or packer.unconsumed_tail or not content else None


def _pages(data: bytes, damaged: list[int]) -> list[int] | None:
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
