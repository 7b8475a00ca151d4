"""Word documents: paragraphs and tables in their order, with the numbers that Word counts and without what it hides."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from ..model.document import Document
from ..model.phrasing import phrase
from ..named import NamedTuple
from .builder import Builder, GridCell
from .docx_numbering import Numbering, child, hidden_by, number, value
from .docx_objects import HOLDERS, Objects
from .office import Package, attribute, local
from .unreadable import UnreadableFile

#: What only wraps other content.
_WRAPPERS = frozenset(("ins", "moveTo", "customXml", "smartTag", "sdtContent", "hyperlink", "fldSimple", "dir", "bdo", "ruby", "rubyBase"))
#: What was deleted, or is no text of the document.
_DROPPED = frozenset(("del", "moveFrom", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "instrText", "delText", "rt"))
#: Elements that are shown as a sign.
_SIGNS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
#: How many columns a cell may cover; Word allows 63.
_WIDEST = 64
_MOST_CELLS = 500_000
_DEEPEST = 40


class Table(NamedTuple):
    """A table as it stands in the document; its rows are made when it is known whether it is one."""

    element: Element


Block = str | Table


def read_document(data: bytes, path: str) -> Document:
    """Read a Word document (.docx).

    Tracked insertions count, deletions do not; text boxes and content controls are read, headers, footers, notes and the table
    of contents are not.  Raises :class:`UnreadableFile` for what is damaged, locked, empty or enormous.
    """
    reader = Reader(data, path)
    reader.read()
    reader.builder.unread += reader.objects.unread()
    reader.builder.unseen += reader.objects.unseen()
    if reader.hidden:
        reader.builder.unseen.append(phrase("hidden-text", n=reader.hidden))
    return reader.builder.finish("word-empty")


class Reader:
    """Reads a Word document to a builder; what marks copies overrides the methods that tell where things come from."""

    def __init__(self, data: bytes, path: str):
        self.builder: Builder = Builder(path, "docx")
        self.package = Package(data, "Word")
        self.main = self.package.main()
        self.numbering = Numbering(self.package, self.main)
        #: Text of paragraphs whose mark was deleted: it belongs to the next.
        self.pending = ""
        self.cells = 0
        self.objects = Objects()
        #: Pieces of text that nobody sees.
        self.hidden = 0

    def read(self) -> None:
        """Give everything to the builder."""
        for element in self.top():
            self._emit(self._blocks([element], 0))

    def top(self) -> Iterator[Element]:
        """What stands in the body, piece by piece; each is forgotten when the next is asked for."""
        path: list[Element] = []
        for event, element in self.package.events(self.main, starts=True):
            if event == "start":
                path.append(element)
                if len(path) > 400:
                    raise self.package.damaged(phrase("nested-deeply"))
                continue
            path.pop()
            if len(path) == 2 and local(path[1].tag) == "body":
                yield element
                path[1].clear()

    def _emit(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, str):
                self.builder.paragraph(block)
            else:
                self._table(block.element)

    def _blocks(self, elements: Iterable[Element], depth: int) -> Iterator[Block]:
        """Paragraphs (one line each) and tables of some content."""
        if depth > _DEEPEST:
            raise self.package.damaged(phrase("nested-deeply"))
        for element in elements:
            name = local(element.tag)
            if name == "p":
                yield from self.paragraph(element, depth)
            elif name == "tbl":
                yield Table(element)
            elif name == "sdt":
                if not _is_contents(element):
                    yield from self._blocks(element, depth + 1)
            elif name == "AlternateContent":
                yield from self._blocks(list(element)[:1], depth + 1)
            elif name == "altChunk":
                self.objects.chunk()
            elif name in _WRAPPERS or name in ("Choice", "Fallback"):
                yield from self._blocks(element, depth + 1)

    def paragraph(self, element: Element, depth: int) -> Iterator[Block]:
        """The lines of a paragraph, and what stands in the text boxes anchored in it."""
        properties = child(element, "pPr")
        if self.numbering.style(properties) in self.numbering.contents:
            return
        pieces: list[str] = []
        boxes: list[Element] = []
        self.collect(element, bool(self.numbering.hides(self.numbering.style(properties))), pieces, boxes)
        text = self.pending + "".join(pieces)
        self.pending = ""
        if child(child(properties, "rPr"), "del") is not None:
            self.pending = text
        else:
            # A number before nothing is not shown as a paragraph, but it counts.
            mark = self.numbering.of(properties)
            if text.strip():
                yield from (mark + text).split("\n")
        for box in boxes:
            yield from self._blocks(box, depth + 1)

    def collect(self, element: Element, hidden: bool, pieces: list[str], boxes: list[Element]) -> None:
        """The text of a paragraph's runs, the text boxes anchored in it, and what is no text; ``hidden`` by its style."""
        stack = [iter(element)]
        while stack:
            part = next(stack[-1], None)
            if part is None:
                stack.pop()
                continue
            name = local(part.tag)
            if name in _SIGNS:
                pieces.append(_SIGNS[name])
            elif name == "t":
                pieces.append(part.text or "")
            elif name == "txbxContent":
                boxes.append(part)
            elif name == "r" and self._is_hidden(part, hidden):
                self.hidden += _has_text(part)
            elif not _is_dropped(part, name):
                if name in HOLDERS:
                    self.objects.add(part)
                stack.append(iter(list(part)[:1] if name == "AlternateContent" else part))

    def _is_hidden(self, run: Element, otherwise: bool) -> bool:
        """Whether a run is hidden by its own mark, or else by its style, or else by that of its paragraph."""
        properties = child(run, "rPr")
        own = hidden_by(properties)
        if own is None:
            own = self.numbering.hides(value(properties, "rStyle") or "")
        return otherwise if own is None else own

    def _table(self, element: Element) -> None:
        rows = [list(_cells(row)) for row in _rows(element)]
        self.cells += sum(map(len, rows))
        if self.cells > _MOST_CELLS:
            raise UnreadableFile(phrase("word-table-large", most=_MOST_CELLS))
        contents = [[list(self._blocks(cell, 1)) for cell in row] for row in rows]
        if _is_frame(contents):
            self._emit(block for row in contents for cell in row for block in cell)
            return
        texts = [[self.cell_text(*each) for each in zip(row, cells, strict=True)] for row, cells in zip(rows, contents, strict=True)]
        self.builder.table(_grid(element, rows, texts))

    def cell_text(self, cell: Element, blocks: list[Block]) -> str:
        """The paragraphs of a cell as one text."""
        return " ".join(block for block in blocks if isinstance(block, str))


def _has_text(run: Element) -> bool:
    return any(local(each.tag) == "t" and (each.text or "").strip() for each in run)


def _is_dropped(element: Element, name: str) -> bool:
    """Whether an element in a paragraph holds nothing that is shown there, or the table of contents."""
    return name in _DROPPED or name == "sdt" and _is_contents(element)


def _is_contents(control: Element) -> bool:
    """Whether a content control holds the table of contents."""
    gallery = value(child(child(control, "sdtPr"), "docPartObj"), "docPartGallery")
    return gallery == "Table of Contents"


def _inside(element: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, through what may wrap them."""
    stack = [iter(element)]
    while stack:
        part = next(stack[-1], None)
        if part is None:
            stack.pop()
        elif local(part.tag) == wanted:
            yield part
        elif local(part.tag) in _WRAPPERS or local(part.tag) == "sdt":
            stack.append(iter(part))


def _is_frame(contents: list[list[list[Block]]]) -> bool:
    """Whether what the cells of a table hold shows that it is only a frame round paragraphs and other tables."""
    return all(len(row) < 2 for row in contents) or any(isinstance(block, Table) for row in contents for cell in row for block in cell)


def _rows(table: Element) -> Iterator[Element]:
    for row in _inside(table, "tr"):
        properties = child(row, "trPr")
        if child(properties, "del") is None and child(properties, "hidden") is None:
            yield row


def _cells(row: Element) -> Iterator[Element]:
    return _inside(row, "tc")


def _grid(table: Element, rows: list[list[Element]], contents: list[list[str]]) -> list[list[GridCell | None]]:
    """The places of a table; a cell merged downwards stands where it begins."""
    out: list[list[GridCell | None]] = []
    above: dict[int, tuple[int, int]] = {}  # column -> where the cell over it begins: row, place in the row
    for at, (row, cells, texts) in enumerate(zip(_rows(table), rows, contents, strict=True)):
        before = min(number(value(child(row, "trPr"), "gridBefore")), _WIDEST)
        places: list[GridCell | None] = [GridCell("") for _ in range(max(before, 0))]
        for cell, text in zip(cells, texts, strict=True):
            properties = child(cell, "tcPr")
            width = min(max(number(value(properties, "gridSpan"), 1), 1), _WIDEST)
            column = len(places)
            merged = child(properties, "vMerge")
            if merged is not None and attribute(merged, "val") != "restart" and column in above:
                top, place = above[column]
                origin = out[top][place]
                assert origin is not None
                out[top][place] = origin._replace(rows=at - top + 1)
                places += [None] * width
                continue
            if _goes_on_left(properties) and places and places[-1] is not None:
                places[-1] = places[-1]._replace(columns=places[-1].columns + width)
                places += [None] * width
                continue
            places += [GridCell(text, width), *([None] * (width - 1))]
            if merged is not None:
                above[column] = (at, column)
            else:
                above.pop(column, None)
        out.append(places)
    return out


def _goes_on_left(properties: Element | None) -> bool:
    """Whether a cell is part of the one to its left, in the way of old documents."""
    merged = child(properties, "hMerge")
    return merged is not None and attribute(merged, "val") != "restart"
