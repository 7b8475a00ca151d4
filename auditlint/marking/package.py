"""A copy of an Office document some of whose parts are edited, and the others as they were."""

import posixpath
import re
import zipfile
from io import BytesIO

from ..readers.office import Package
from .xml_part import Part, quoted

_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_LISTING = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_TYPES = "[Content_Types].xml"


class Copy:
    """The parts of a document, by their names; :meth:`written` is the document with what was put in."""

    def __init__(self, data: bytes, kind: str):
        self._data = data
        self.package = Package(data, kind)
        self._changed: dict[str, bytes] = {}

    def has(self, part: str) -> bool:
        """Whether there is a part of this name."""
        return self._name(part) in self._changed or part.lower() in self.package.names

    def read(self, part: str) -> bytes:
        """A part as it stands now."""
        changed = self._changed.get(self._name(part))
        return self.package.content(part) if changed is None else changed

    def put(self, part: str, content: str | bytes) -> None:
        """Give a part another content, or add it."""
        self._changed[self._name(part)] = content.encode() if isinstance(content, str) else content

    def free(self, pattern: str) -> str:
        """A name for a new part; the pattern holds ``{}`` for a number."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def related(self, part: str, kind: str) -> str | None:
        """The part that another refers to by one kind of relation; it must be there."""
        targets = (target for each, target in self.package.relations(part).values() if each == kind and self.has(target))
        return next(targets, None)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relation of one part to another, and return its id."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        edited = Part(self.read(listing) if self.has(listing) else _LISTING.encode())
        taken = {edited.attribute(each, "Id") for each in edited.children(0)}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        # A document in the strict namespaces names the kinds of its relations there.
        base = _STRICT if _STRICT in self.read("_rels/.rels").decode("utf-8", "replace") else _TRANSITIONAL
        path = quoted(posixpath.relpath(target, folder))
        edited.append(0, f'<{edited.prefix(0)}Relationship Id="rId{number}" Type="{base}{kind}" Target="{path}"/>')
        self.put(listing, edited.result())
        return f"rId{number}"

    def declare(self, part: str, kind: str) -> None:
        """Say of what content type a new part is."""
        edited = Part(self.read(_TYPES)) if self.has(_TYPES) else None
        if edited is not None:
            edited.append(0, f'<{edited.prefix(0)}Override PartName="/{quoted(part)}" ContentType="{kind}"/>')
            self.put(_TYPES, edited.result())

    def declare_suffix(self, suffix: str, kind: str) -> None:
        """Say of what content type parts with this suffix are."""
        if not self.has(_TYPES):
            return
        edited = Part(self.read(_TYPES))
        known = [each for each in edited.children(0) if edited.local(each) == "Default"]
        if not any((edited.attribute(each, "Extension") or "").lower() == suffix for each in known):
            edited.insert(edited.inside(0), f'<{edited.prefix(0)}Default Extension="{suffix}" ContentType="{kind}"/>')
            self.put(_TYPES, edited.result())

    def written(self) -> bytes:
        """The document, its parts in their order and the new ones last."""
        out = BytesIO()
        left = dict(self._changed)
        with zipfile.ZipFile(BytesIO(self._data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for info in old.infolist():
                content = left.pop(info.filename, None)
                kept = zipfile.ZipInfo(info.filename, info.date_time)
                kept.compress_type = info.compress_type if info.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
                kept.external_attr, kept.create_system, kept.comment = info.external_attr, info.create_system, info.comment
                new.writestr(kept, old.read(info) if content is None else content)
            for name, content in left.items():
                added = zipfile.ZipInfo(name)
                added.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(added, content)
        return out.getvalue()

    def _name(self, part: str) -> str:
        """A part's name as the zip spells it."""
        info = self.package.names.get(part.lower())
        return info.filename if info is not None else part


def numbers(text: bytes, pattern: bytes) -> list[int]:
    """The numbers that a pattern captures in a part."""
    return [int(found) for found in re.findall(pattern, text)]
