"""An XML part of an Office document that is edited in its bytes: what is not edited stays as it is, to the last byte."""

import codecs
import re
from itertools import islice
from operator import itemgetter
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import escape

from ..model.phrasing import phrase
from ..readers.unreadable import UnreadableFile

_TAG = re.compile(rb"<[^\s/>]++(?:[^>\"']|\"[^\"]*\"|'[^']*')*+>")
_ENCODING = re.compile(r"(<\?xml[^>]*?)\s+encoding\s*=\s*[\"']([A-Za-z0-9_.-]+)[\"']")
#: What counts as one character in the text of an element.
_CHARACTER = re.compile(rb"&[^;]+;|\r\n|[\xc0-\xff][\x80-\xbf]*|.", re.DOTALL)
#: What XML cannot hold, even written as a number.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def quoted(text: str) -> str:
    """A text as it can stand in an element or an attribute."""
    return escape(_IMPOSSIBLE.sub("\ufffd", text), {'"': "&quot;"})


def damaged() -> UnreadableFile:
    """What to say of a part that is not as Office writes it."""
    return UnreadableFile(phrase("part-damaged"))


class Part:
    """The elements of a part, numbered from 0 in the order in which they begin, and where they stand in its bytes.

    Raises :class:`UnreadableFile` for what is no XML that Office writes.
    """

    def __init__(self, data: bytes):
        self.data = data = _utf_8(data)
        self.names: list[str] = []
        self.parents: list[int] = []
        self.starts: list[int] = []
        #: Where the end tag of each element begins, and for one that has none where it ends.
        self.closings: list[int] = []
        self._edits: list[tuple[int, int, bytes]] = []
        self._parse()

    def _parse(self) -> None:
        if b"<!DOCTYPE" in self.data:
            raise damaged()
        parser: Any = ParserCreate()
        path: list[int] = [-1]

        def start(name: str, attributes: object) -> None:
            self.starts.append(parser.CurrentByteIndex)
            self.parents.append(path[-1])
            path.append(len(self.names))
            self.names.append(name)
            self.closings.append(0)

        def end(name: str) -> None:
            self.closings[path.pop()] = parser.CurrentByteIndex

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        try:
            parser.Parse(self.data, True)
        except ExpatError:
            raise damaged() from None

    def local(self, element: int) -> str:
        """The name of an element without its prefix."""
        return self.names[element].rpartition(":")[2]

    def prefix(self, element: int) -> str:
        """The prefix of an element's name with its colon, or ""."""
        head, colon, _ = self.names[element].rpartition(":")
        return head + colon

    def children(self, element: int) -> list[int]:
        """The elements directly in one."""
        found = []
        for each in range(element + 1, len(self.names)):
            if self.parents[each] == element:
                found.append(each)
            elif self.parents[each] < element:
                break
        return found

    def child(self, element: int, name: str) -> int | None:
        """The first element of a name directly in another."""
        return next((each for each in self.children(element) if self.local(each) == name), None)

    def tag(self, element: int) -> bytes:
        """The start tag of an element."""
        found = _TAG.match(self.data, self.starts[element])
        assert found is not None
        return found.group()

    def inside(self, element: int) -> int:
        """Where the content of an element begins."""
        return self.starts[element] + len(self.tag(element))

    def is_empty(self, element: int) -> bool:
        """Whether an element has but one tag."""
        return self.tag(element).endswith(b"/>")

    def end(self, element: int) -> int:
        """Where an element ends."""
        return self.closings[element] if self.is_empty(element) else self.data.index(b">", self.closings[element]) + 1

    def whole(self, element: int) -> bytes:
        """An element with all that is in it."""
        return self.data[self.starts[element] : self.end(element)]

    def attribute(self, element: int, name: str) -> str | None:
        """An attribute without a prefix."""
        found = re.search(rb"\s" + name.encode() + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", self.tag(element))
        return None if found is None else (found.group(1) or found.group(2) or b"").decode()

    def at_character(self, element: int, number: int) -> int | None:
        """Where the character of this number stands in the text of an element; ``None`` where that is not only text."""
        if not self._is_text(element):
            return None
        start, end = self.inside(element), self.closings[element]
        return next((each.start() for each in islice(_CHARACTER.finditer(self.data, start, end), number, None)), end)

    def length(self, element: int) -> int:
        """How many characters the text of an element has."""
        if not self._is_text(element):
            return 0
        return sum(1 for _ in _CHARACTER.finditer(self.data, self.inside(element), self.closings[element]))

    def _is_text(self, element: int) -> bool:
        return not self.is_empty(element) and b"<" not in self.data[self.inside(element) : self.closings[element]]

    def insert(self, at: int, text: str | bytes) -> None:
        """Put something in at a place of the bytes; of what is put in at one place, the first stands first."""
        self.replace(at, at, text)

    def replace(self, start: int, end: int, text: str | bytes) -> None:
        """Put something in the place of some bytes."""
        self._edits.append((start, end, text.encode() if isinstance(text, str) else text))

    def append(self, element: int, text: str) -> None:
        """Put something in behind all that an element holds."""
        if self.is_empty(element):
            tag = self.tag(element)
            self.replace(self.starts[element], self.end(element), tag[:-2].rstrip() + b">" + text.encode() + f"</{self.names[element]}>".encode())
        else:
            self.insert(self.closings[element], text)

    def set(self, element: int, **values: object) -> None:
        """Give attributes without a prefix to an element, whose tag is edited in no other way."""
        tag = set_attributes(self.tag(element), **values)
        self.replace(self.starts[element], self.inside(element), tag)

    def set_count(self, element: int, count: int, added: str) -> None:
        """Put something in behind all that a list holds, and say how many that makes."""
        tag = set_attributes(self.tag(element), count=count)
        if self.is_empty(element):
            tag = tag[:-2].rstrip() + b">" + added.encode() + f"</{self.names[element]}>".encode()
        else:
            self.insert(self.closings[element], added)
        self.replace(self.starts[element], self.inside(element), tag)

    def result(self) -> bytes:
        """The bytes with all edits."""
        pieces: list[bytes] = []
        at = 0
        for start, end, text in sorted(self._edits, key=itemgetter(0, 1)):
            pieces += [self.data[at:start], text]
            at = end
        return b"".join([*pieces, self.data[at:]])


def set_attributes(tag: bytes, **values: object) -> bytes:
    """A start tag with these attributes."""
    for name, value in values.items():
        given = f' {name}="{value}"'.encode()
        old = re.compile(rb"\s" + name.encode() + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')")
        if old.search(tag):
            tag = old.sub(given, tag, count=1)
        else:
            end = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:end].rstrip() + given + tag[end:]
    return tag


def _utf_8(data: bytes) -> bytes:
    """The part in UTF-8, in which all but a few are."""
    said = _ENCODING.search(data[:200].decode("latin-1"))
    name = said.group(2) if said is not None else "utf-8"
    if codecs.lookup(name).name in ("utf-8", "ascii"):
        return data
    return _ENCODING.sub(r"\1", data.decode(name), count=1).encode()
