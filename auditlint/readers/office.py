"""The package that Office documents are: a zip of XML parts, opened with bounds on what it may unpack to."""

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any
from xml.etree.ElementTree import Element, XMLPullParser

from ..model.phrasing import Phrase, phrase
from .unreadable import UnreadableFile

#: How large a part may be when unpacked, in bytes; no filing comes near it.
LARGEST_PART = 200_000_000
#: The same for a part that is held whole: styles, numbering, relations.
_LARGEST_WHOLE = 16_000_000
#: How much of a part is read at a time; a root element must begin in the first piece.
_PIECE = 1 << 16
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def local(name: str) -> str:
    """A name without its namespace: documents come in a transitional and a strict one with the same names."""
    return name.rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """The value of an attribute in whatever namespace it stands."""
    found = element.attrib.get(name)
    if found is not None:
        return found
    return next((value for key, value in element.attrib.items() if local(key) == name), None)


class Package:
    """An Office document as its parts.

    ``kind`` names it in messages.  Raises :class:`UnreadableFile` for a damaged, encrypted or enormous one, from every method.
    """

    def __init__(self, data: bytes, kind: str):
        self.kind = kind
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self.names = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError):
            raise self.damaged() from None
        if any(info.flag_bits & 1 for info in self.names.values()):
            raise UnreadableFile(phrase("office-locked", kind=kind))

    def damaged(self, why: Phrase | None = None) -> UnreadableFile:
        """What to say about a part that cannot be made out."""
        return UnreadableFile(phrase("office-damaged", kind=self.kind, why=why or ""))

    def main(self) -> str:
        """The name of the part that is the document itself."""
        for kind, target in self.relations("").values():
            if kind == "officeDocument" and target.lower() in self.names:
                return target
        raise self.damaged(phrase("lacks-body"))

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts that a part refers to: the kind of each relation and the name of its part, by the relation's id."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, tuple[str, str]] = {}
        if listing.lower() not in self.names:
            return found
        for _, element in self.events(listing, limit=_LARGEST_WHOLE):
            target, kind = element.get("Target", ""), element.get("Type", "")
            if local(element.tag) != "Relationship" or element.get("TargetMode") == "External":
                continue
            if kind.startswith((_RELATIONS, _STRICT)):
                whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found[element.get("Id", "")] = (kind.rpartition("/")[2], whole)
        return found

    def related(self, part: str, kind: str) -> str | None:
        """The name of the part that a part refers to by one kind of relation."""
        targets = (target for each, target in self.relations(part).values() if each == kind and target.lower() in self.names)
        return next(targets, None)

    def events(self, part: str, starts: bool = False, limit: int = LARGEST_PART) -> Iterator[tuple[str, Element]]:
        """The elements of a part as they end (and begin, where asked for); who takes them clears them.

        A document type is refused: Office writes none, and it is where entities that grow without bound are declared.
        """
        parser: Any = XMLPullParser(("start", "end") if starts else ("end",))
        begun = False
        try:
            with self._open(part, limit) as file:
                while piece := file.read(_PIECE):
                    if not begun:
                        if b"<!DOCTYPE" in piece or b"\0" in piece:
                            raise self.damaged(phrase("has-doctype"))
                        begun = True
                    parser.feed(piece)
                    for event, element in parser.read_events():
                        yield event, element
                parser.close()
                for event, element in parser.read_events():
                    yield event, element
        except (UnreadableFile, MemoryError):
            raise
        except Exception:  # the packers, the parser and the encodings each have errors of their own
            raise self.damaged() from None

    def tree(self, part: str) -> Element:
        """A whole part, which must be a small one."""
        root: Element | None = None
        for _, element in self.events(part, limit=_LARGEST_WHOLE):
            root = element
        if root is None:
            raise self.damaged()
        return root

    def content(self, part: str) -> bytes:
        """The bytes of a part, which must be one that can be held whole."""
        try:
            with self._open(part, LARGEST_PART) as file:
                return file.read()
        except (UnreadableFile, MemoryError):
            raise
        except Exception:  # the packers each have errors of their own
            raise self.damaged() from None

    def _open(self, part: str, limit: int) -> IO[bytes]:
        info = self.names.get(part.lower())
        if info is None:
            raise self.damaged(phrase("lacks-part", part=part))
        if info.file_size > limit:
            raise UnreadableFile(phrase("office-part-large", kind=self.kind, part=part, most=limit // 1_000_000))
        return self._zip.open(info)
