"""What a web page shows and no reader of text sees: pictures, frames, drawings."""

import posixpath
from collections import Counter
from urllib.parse import urlsplit

from ..model.phrasing import Phrase, counted
from ..startup import pattern
from .html_tree import Node

#: Elements that hold another document, and all that show something else than text.
FRAMES = frozenset(("iframe", "frame", "object", "embed"))
OBJECTS = FRAMES | {"svg", "img"}
_SIZE = pattern(r"^\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$")
_STYLE = pattern(r"(?:^|[;\s])(width|height)\s*:\s*(\d{1,5})(?:\.\d+)?px")
#: Pixels below which a picture is an ornament, and above which it is a page or a table; a frame so high shows a document.
_ORNAMENT, _LARGE, _HIGH = 22_500, 300_000, 300
_DOCUMENTS = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ofd")
#: Addresses of frames that a script fills, if anything does.
_EMPTY = ("about:", "javascript:", "data:")


class Objects:
    """Counts what was met in the article."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()

    def add(self, node: Node) -> None:
        """Take in an element."""
        if node.tag == "svg":
            self._count["drawing"] += any(isinstance(child, str) and any(map(str.isdecimal, child)) for child in node.children)
            return
        width, height = _length(node, "width"), _length(node, "height")
        source = node.attributes.get("src") or node.attributes.get("data") or ""
        self._count[_frame(source, width, height) if node.tag in FRAMES else _picture(source, width, height)] += 1

    def unread(self) -> list[Phrase]:
        """What may hold the figures."""
        return counted(self._count, page="large-pictures", document="frames-unread")

    def unseen(self) -> list[Phrase]:
        """What else there is."""
        return counted(self._count, picture="pictures", frame="frames", drawing="drawings")


def _frame(source: str, width: int, height: int) -> str:
    """What a frame is counted as; "" for one that shows nothing."""
    if source.startswith(_EMPTY) or not source or 0 <= min(width, height) < 2:
        return ""
    shown = height >= _HIGH or posixpath.splitext(urlsplit(source).path.lower())[1] in _DOCUMENTS
    return "document" if shown else "frame"


def _picture(source: str, width: int, height: int) -> str:
    """What a picture is counted as; "" for an ornament."""
    if width < 0 or height < 0:
        return "" if "icon" in source.lower() or source.lower().endswith(".gif") else "picture"
    area = width * height
    return "page" if area > _LARGE else "picture" if area > _ORNAMENT else ""


def _length(node: Node, name: str) -> int:
    """A width or height in pixels; -1 where it is not told."""
    found = _SIZE.match(node.attributes.get(name, ""))
    if found is not None:
        return int(found.group(1))
    return next((int(size) for each, size in _STYLE.findall(node.attributes.get("style", "").lower()) if each == name), -1)
