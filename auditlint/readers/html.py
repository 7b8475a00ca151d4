"""Web pages: the paragraphs and tables of the article, without what surrounds it on a government page."""

import codecs
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from ..model.document import Document
from ..model.phrasing import phrase
from ..startup import pattern
from .builder import Builder, GridCell
from .html_objects import OBJECTS, Objects
from .html_tree import Node, deepest, grown, is_clutter, is_layout
from .numerals import written
from .unreadable import UnreadableFile

_LARGEST = 32_000_000
_MOST_PLACES = 1_000_000
_WIDEST = 256
#: The parser takes the square of the depth in time; what is small cannot be deep enough to matter.
_SMALL = 200_000
_DEEPEST = 10_000
_CHARSET = pattern(r"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})|<\?xml[^>]{0,80}?encoding=[\"']([A-Za-z0-9_-]{2,20})")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
#: What pages that say they are in an older Chinese encoding are in.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "euc_cn": "gb18030"}
_ALLOWED = frozenset(("utf-8", "gb18030", "big5", "big5hkscs", "utf-16"))
#: So many bytes of nothing at a time are what a disk or a download has lost.
_LOST = "\0" * 16
_SPACES = pattern(r"[ \t\r\n\f]+")
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "tbody", "td", "textarea", "tfoot",
    "th", "thead", "tr", "ul",
))  # fmt: skip
_CHINESE_LIST = frozenset(("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"))
_LIST_STYLE = pattern(r"list-style(?:-type)?\s*:\s*([a-z-]+)")


def read_document(data: bytes, path: str) -> Document:
    """Read a web page.

    Scripts, hidden elements, navigation and footers are left out; tables that only lay out the page are unwrapped.  Raises
    :class:`UnreadableFile` for what is empty, enormous or in no encoding known.
    """
    if len(data) > _LARGEST:
        raise UnreadableFile(phrase("page-large", most=_LARGEST // 1_000_000))
    text, encoding = _decoded(data)
    if len(text) > _SMALL and deepest(text) > _DEEPEST:
        raise UnreadableFile(phrase("page-deep"))
    root = LexborHTMLParser(text).root
    body = grown(root) if root is not None else None
    writer = _Writer(Builder(path, encoding), body.size if body is not None else 0)
    if body is not None:
        writer.block(body)
        writer.flush()
    writer.builder.unread += writer.objects.unread()
    writer.builder.unseen += writer.objects.unseen()
    if _is_cut(text):
        writer.builder.unread.append(phrase("page-cut"))
    if _LOST in text:
        writer.builder.unread.append(phrase("page-damaged"))
    return writer.builder.finish("page-empty")


def _is_cut(text: str) -> bool:
    """Whether a page begins as a whole one and has no end, or a part of one ends in a table."""
    text = text.lower()
    if "<html" in text[:4096]:
        return "</html" not in text and "</body" not in text
    return text.rfind("<table") > text.rfind("</table")


def _decoded(data: bytes) -> tuple[str, str]:
    """The text and its encoding: by mark, by what the page says, by what fits."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    said = _CHARSET.search(data[:4096].decode("latin-1"))
    names = ["utf-8", "gb18030"]
    if said is not None:
        try:
            name = codecs.lookup(said.group(1) or said.group(2)).name
        except LookupError:
            name = ""
        name = _WIDER.get(name, name)
        if name in _ALLOWED and not (name == "utf-16" and b"\0" not in data):
            names = [name, *(each for each in names if each != name)]
    for name in names:
        try:
            return data.decode(name), name
        except UnicodeDecodeError:
            continue
    # One byte that was cut in half somewhere on the page need not make the whole of it unreadable.
    text = data.decode(names[0], "replace")
    if text.count("\ufffd") * 1000 > len(text):
        raise UnreadableFile(phrase("page-encoding"))
    return text, names[0]


class _Writer:
    """Gives blocks to a builder; ``size`` is how much text there is in all."""

    def __init__(self, builder: Builder, size: int):
        self.builder = builder
        self.size = size
        self.places = 0
        self.objects = Objects()
        self._pieces: list[str] = []
        self._mark = ""

    def flush(self) -> None:
        """End the paragraph that is being gathered."""
        text = "".join(self._pieces).strip()
        self._pieces.clear()
        if text:
            self.builder.paragraph(self._mark + text)
            self._mark = ""

    def block(self, node: Node, kept: bool = False) -> None:
        """Take a node and what is in it."""
        if is_clutter(node, self.size):
            return
        if node.tag in OBJECTS:
            self.objects.add(node)
        elif node.tag == "br":
            self.flush()
        elif node.tag == "table":
            self.flush()
            self._table(node)
        elif node.tag in _BLOCKS:
            self.flush()
            self._children(node, kept or node.tag in ("pre", "textarea"))
            self.flush()
        else:
            self._children(node, kept)

    def _children(self, node: Node, kept: bool) -> None:
        marks = _marks(node) if node.tag == "ol" else None
        for child in node.children:
            if isinstance(child, str):
                if kept:
                    for number, line in enumerate(child.split("\n")):
                        if number:
                            self.flush()
                        self._pieces.append(line)
                else:
                    self._pieces.append(_SPACES.sub(" ", child))
                continue
            if marks is not None and child.tag == "li":
                self._item(child, next(marks))
            else:
                self.block(child, kept)

    def _item(self, item: Node, mark: str) -> None:
        """An item of a numbered list; the number that a browser shows goes before its first words."""
        self.flush()
        self._mark = mark
        self._children(item, False)
        self.flush()
        self._mark = ""

    def _table(self, node: Node) -> None:
        rows = list(_rows(node))
        for child in node.children:
            if isinstance(child, Node) and child.tag == "caption":
                self.block(child)
        if is_layout(node, rows):
            for row in rows:
                for cell in row:
                    self.block(cell)
            return
        inner: list[Node] = []
        self.builder.table(self._grid(rows, inner))
        for table in inner:
            self._table(table)

    def _grid(self, rows: list[list[Node]], inner: list[Node]) -> Iterator[list[GridCell | None]]:
        """The places of a table; ``inner`` takes the tables within its cells."""
        over: dict[int, int] = {}  # column -> how many more rows it is covered for
        for at, row in enumerate(rows):
            places: list[GridCell | None] = []
            begun: dict[int, int] = {}
            for cell in row:
                _pass(places, over)
                column = len(places)
                if column >= _WIDEST:
                    break
                width = min(_span(cell, "colspan"), _WIDEST - column)
                height = min(_span(cell, "rowspan") or len(rows) - at, len(rows) - at)
                pieces: list[str] = []
                _gather(cell, pieces, inner, self.objects)
                places += [GridCell(_SPACES.sub(" ", "".join(pieces)), width or 1, height), *([None] * ((width or 1) - 1))]
                begun.update(dict.fromkeys(range(column, len(places)), height))
            _pass(places, over)
            self.places += len(places)
            if self.places > _MOST_PLACES:
                raise UnreadableFile(phrase("page-table-large", most=_MOST_PLACES))
            over = {column: left for column, rows_left in {**over, **begun}.items() if (left := rows_left - 1) > 0}
            yield places


def _pass(places: list[GridCell | None], over: dict[int, int]) -> None:
    """Pass the places of a row that cells of rows above cover."""
    while over.get(len(places), 0) > 0:
        places.append(None)


def _span(cell: Node, name: str) -> int:
    text = cell.attributes.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _rows(table: Node) -> Iterator[list[Node]]:
    for child in table.children:
        if isinstance(child, str):
            continue
        if child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)
        elif child.tag == "tr":
            yield [cell for cell in child.children if isinstance(cell, Node) and cell.tag in ("td", "th")]


def _gather(node: Node, pieces: list[str], inner: list[Node], objects: Objects) -> None:
    """The text of a cell; its blocks are parted by spaces."""
    for child in node.children:
        if isinstance(child, str):
            pieces.append(child)
        elif child.tag == "table":
            inner.append(child)
        elif child.tag in OBJECTS:
            objects.add(child)
        else:
            parted = child.tag == "br" or child.tag in _BLOCKS
            pieces.append(" " if parted else "")
            _gather(child, pieces, inner, objects)
            pieces.append(" " if parted else "")


def _marks(node: Node) -> Iterator[str]:
    """The numbers that a browser puts before the items of a list."""
    style = _LIST_STYLE.search(node.attributes.get("style", "").lower())
    form = style.group(1) if style is not None else "decimal" if node.attributes.get("type", "1") == "1" else "none"
    start = node.attributes.get("start", "1")
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
    while True:
        if form == "decimal":
            yield f"{number}. "
        elif form in _CHINESE_LIST:
            yield written(number, "chineseCounting") + "、"
        else:
            yield ""
        number += 1
