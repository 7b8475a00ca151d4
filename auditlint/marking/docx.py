"""Word documents: a comment at each finding, over the very words.

The reader tells which paragraph or cell every line comes from; the comments go into the bytes of the document beside those
words, and every other byte stays.
"""

import posixpath
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from ..named import NamedTuple
from ..readers.builder import Builder, GridCell
from ..readers.docx import Block, Reader
from ..readers.office import local
from .package import Copy, numbers
from .remarks import AUTHOR, Remark
from .xml_part import Part, quoted, set_attributes

_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def mark(data: bytes, path: str, remarks: list[Remark]) -> bytes:
    """The document with a comment for each remark.

    Raises :class:`~auditlint.readers.UnreadableFile`.
    """
    tracer = _Tracer(data, path)
    tracer.read()
    copy = Copy(data, "Word")
    document = Part(copy.read(tracer.main))
    namespace = tracer.root.tag.rpartition("}")[0].lstrip("{")
    notes = copy.related(tracer.main, "comments")
    taken = numbers(copy.read(notes), rb"<\w*:?comment\b[^>]*?:id=[\"'](\d{1,9})[\"']") if notes else []
    writer = _Writer(document, namespace)
    written: list[str] = []
    for number, remark in enumerate(remarks, max(taken, default=-1) + 1):
        extent = tracer.extent(remark)
        first = remark.where if extent is None else ""
        writer.comment(number, extent or tracer.beginning())
        written.append(_comment(number, [line for line in (first, *remark.lines) if line], namespace))
    copy.put(tracer.main, writer.result())
    if notes:
        part = Part(copy.read(notes))
        part.append(0, "".join(written))
        copy.put(notes, part.result())
    else:
        _add_notes(copy, tracer.main, "".join(written), namespace)
    return copy.written()


def _add_notes(copy: Copy, main: str, written: str, namespace: str) -> None:
    """Give a document that has no comments a part for them."""
    folder = posixpath.dirname(main)
    name = posixpath.join(folder, "comments.xml")
    name = copy.free(posixpath.join(folder, "comments{}.xml")) if copy.has(name) else name
    copy.put(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{namespace}">{written}</w:comments>')
    copy.declare(name, _COMMENTS)
    copy.relate(main, "comments", name)


def _comment(number: int, lines: Iterable[str], namespace: str) -> str:
    paragraphs = "".join(f'<w:p><w:r><w:t xml:space="preserve">{quoted(line)}</w:t></w:r></w:p>' for line in lines)
    return f'<w:comment xmlns:w="{namespace}" w:id="{number}" w:author="{AUTHOR}" w:initials="{AUTHOR}">{paragraphs}</w:comment>'


class _Letters(str):
    """The text of an element, which is to be found again when it has become part of a line."""

    element: Element


class _Line(str):
    """A line of a paragraph; ``shift`` is where it starts in what :attr:`_Tracer.pieces` has of its paragraph."""

    element: Element
    shift: int


class _Cell(str):
    """The text of a cell."""

    element: Element


class _Builder(Builder):
    """Keeps where each line came from: a paragraph, or the cells of a row by their columns (from 1)."""

    def __init__(self, path: str):
        super().__init__(path, "docx")
        self.sources: list[_Line | dict[int, Element] | None] = []

    def paragraph(self, text: str) -> None:
        self.sources.append(text if isinstance(text, _Line) else None)
        super().paragraph(text)

    def table(self, rows: Iterable[Iterable[GridCell | None]], first_row: int = 1) -> None:
        kept = [list(row) for row in rows]
        for row in kept:
            self.sources.append({
                column: cell.text.element for column, cell in enumerate(row, 1) if cell is not None and isinstance(cell.text, _Cell)
            })  # fmt: skip
        super().table(kept, first_row)


class Extent(NamedTuple):
    """From one character to behind another: each an element (by number) and how many characters of it stand before."""

    first: int
    start: int
    last: int
    end: int


class _Tracer(Reader):
    """The reader, keeping which elements the words of every line come from."""

    def __init__(self, data: bytes, path: str):
        super().__init__(data, path)
        self.builder: _Builder = _Builder(path)
        elements = [element for _, element in self.package.events(self.main)]
        self.root = elements[-1]
        self.numbers = {element: number for number, element in enumerate(self.root.iter())}
        self.pieces: dict[Element, list[str]] = {}
        for element in elements:
            if local(element.tag) == "t" and element.text:
                element.text = letters = _Letters(element.text)
                letters.element = element

    def top(self) -> Iterator[Element]:
        for body in self.root:
            if local(body.tag) == "body":
                yield from body

    def collect(self, element: Element, hidden: bool, pieces: list[str], boxes: list[Element]) -> None:
        super().collect(element, hidden, pieces, boxes)
        self.pieces[element] = list(pieces)

    def paragraph(self, element: Element, depth: int) -> Iterator[Block]:
        blocks: list[Block] = []
        own: list[_Line] = []
        at = 0
        for block in super().paragraph(element, depth):
            if isinstance(block, str) and not isinstance(block, _Line | _Cell):
                block = _Line(block)
                block.element, block.shift = element, at
                at += len(block) + 1
                own.append(block)
            blocks.append(block)
        for line in own:  # numbers, and what a paragraph before left over, stand before its own words
            line.shift -= at - 1 - sum(map(len, self.pieces[element]))
        yield from blocks

    def cell_text(self, cell: Element, blocks: list[Block]) -> str:
        text = _Cell(super().cell_text(cell, blocks))
        text.element = cell
        return text

    def extent(self, remark: Remark) -> Extent | None:
        """Where in the document a remark belongs; ``None`` where nothing can be found there."""
        place = remark.place
        source = self.builder.sources[place.line - 1] if 0 < place.line <= len(self.builder.sources) else None
        if isinstance(source, _Line):
            start, end = remark.span
            return self._extent(self.pieces[source.element], start + source.shift, end + source.shift)
        cell = source.get(place.cell_column or 0) if source else None
        if cell is None:
            return None
        pieces = [piece for each in cell.iter() for piece in (*self.pieces.get(each, ()), *(("\n",) if each in self.pieces else ()))]
        text = "".join(pieces)
        words = remark.words
        if words and text.count(words) == 1:
            return self._extent(pieces, text.index(words), text.index(words) + len(words))
        return self._extent(pieces, len(text) - len(text.lstrip()), len(text.rstrip()))

    def _extent(self, pieces: list[str], start: int, end: int) -> Extent | None:
        """The elements of the characters from one to another of a text in pieces."""
        first: tuple[int, int] | None = None
        last: tuple[int, int] | None = None
        at = 0
        for piece in pieces:
            if isinstance(piece, _Letters) and at < end and at + len(piece) > start:
                number = self.numbers[piece.element]
                first = first or (number, max(0, start - at))
                last = number, min(len(piece), end - at)
            at += len(piece)
        return Extent(*first, *last) if first is not None and last is not None else None

    def beginning(self) -> Extent:
        """The first words of the document."""
        letters = (piece for pieces in self.pieces.values() for piece in pieces if isinstance(piece, _Letters))
        first = next(letters)
        number = self.numbers[first.element]
        return Extent(number, 0, number, len(first))


class _Writer:
    """Puts comments into the bytes of a document."""

    def __init__(self, document: Part, namespace: str):
        self.document = document
        self.namespace = namespace
        self._prefix = document.prefix(0)
        #: What to put in: by element and character for those that part a run, and by place in the bytes; ends before beginnings.
        self._cuts: dict[tuple[int, int], tuple[list[str], list[str]]] = {}
        self._places: dict[int, tuple[list[str], list[str]]] = {}

    def comment(self, number: int, extent: Extent) -> None:
        """Put a comment of this number round some words."""
        declared = "" if self._prefix else f' xmlns:w="{self.namespace}"'
        prefix = self._prefix or "w:"
        begin = f'<{prefix}commentRangeStart{declared} {prefix}id="{number}"/>'
        end = f'<{prefix}commentRangeEnd{declared} {prefix}id="{number}"/><{prefix}r{declared}><{prefix}commentReference {prefix}id="{number}"/></{prefix}r>'
        self._at(extent.first, extent.start, False)[1].append(begin)
        self._at(extent.last, extent.end, True)[0].append(end)

    def _run(self, text: int) -> int:
        """The run, or what else stands directly in a paragraph, that holds a text: outside text boxes, where no comment may be."""
        document = self.document
        run, at = -1, text
        while (at := document.parents[at]) >= 0:
            if document.names[at] == self._prefix + "r":
                run = at
        if run >= 0:
            return run
        at = text
        while document.names[document.parents[at]] != self._prefix + "p" and document.parents[at] > 0:
            at = document.parents[at]
        return at

    def _at(self, text: int, character: int, ends: bool) -> tuple[list[str], list[str]]:
        """Where a comment goes that begins or ends at a character."""
        document = self.document
        run = self._run(text)
        inside = document.parents[text] == run
        held = document.children(run)
        if inside:
            length = document.length(text)
            before = [each for each in held if each < text and document.local(each) != "rPr"]
            after = [each for each in held if each > text]
            parts = before or character if not ends else after or character < length
            if parts and document.at_character(text, character) is not None:
                return self._cuts.setdefault((text, character), ([], []))
        at = document.end(run) if ends else document.starts[run]
        return self._places.setdefault(at, ([], []))

    def result(self) -> bytes:
        """The bytes of the document with all comments."""
        document = self.document
        for place, (ends, begins) in self._places.items():
            document.insert(place, "".join(ends + begins))
        preserved: set[int] = set()
        for (text, character), (ends, begins) in sorted(self._cuts.items()):
            at = document.at_character(text, character)
            assert at is not None
            run = document.parents[text]
            properties = document.child(run, "rPr")
            tag = set_attributes(document.tag(text), **{"xml:space": "preserve"})
            if text not in preserved:
                preserved.add(text)
                document.replace(document.starts[text], document.inside(text), tag)
            document.insert(at, b"".join((
                f"</{document.names[text]}></{document.names[run]}>{''.join(ends + begins)}".encode(), document.tag(run),
                document.whole(properties) if properties is not None else b"", tag,
            )))  # fmt: skip
        return document.result()
