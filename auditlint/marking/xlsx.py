"""Workbooks: a comment on the cell of each finding and a colour behind it; formulas, charts and formats stay as they are."""

import posixpath
from collections.abc import Iterable

from ..named import NamedTuple
from ..readers.xlsx import named, place_of, relation
from .package import Copy, numbers
from .remarks import AUTHOR, Remark
from .xml_part import Part, damaged, quoted, set_attributes

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
#: The colours behind the cells, the worst first.
_COLORS = {"error": "FFFFC7CE", "warning": "FFFFEB9C", "note": "FFDDEBF7"}
#: What stands behind ``legacyDrawing`` in a sheet.
_BEHIND = frozenset((
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
))  # fmt: skip
#: What stands behind ``fills`` among the styles.
_BEHIND_FILLS = frozenset(("borders", "cellStyleXfs", "cellXfs"))
_SHEET_OF_SHAPES = 1024
_SHAPE_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" id="_x0000_t202" '
    'coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
#: So many characters of a comment find room in a line of its box, and so high is a line in rows of a sheet.
_WIDE, _MOST_ROWS = 22, 24


class _Note(NamedTuple):
    """What is said at one cell: its reference, row and column (from 0), the worst severity and the lines."""

    reference: str
    row: int
    column: int
    severity: str
    lines: list[str]


def mark(data: bytes, path: str, remarks: list[Remark]) -> bytes:
    """The workbook with a comment and a colour for each remark.

    Raises :class:`~auditlint.readers.UnreadableFile`.
    """
    copy = Copy(data, "Excel")
    main = copy.package.main()
    relations = copy.package.relations(main)
    sheets = [relations.get(relation(each), ("", ""))[1] for each in named(copy.package.tree(main), "sheet")]
    by_sheet: dict[int, list[Remark]] = {}
    for remark in remarks:
        by_sheet.setdefault((remark.place.page or 1) - 1, []).append(remark)
    styles = _Styles(copy, main)
    for number, own in by_sheet.items():
        _Sheet(copy, sheets[number], number, styles).mark(_notes(own))
    styles.write()
    return copy.written()


def _notes(remarks: Iterable[Remark]) -> list[_Note]:
    """The remarks of a sheet by cell; what stands in none is said at the first."""
    found: dict[str, _Note] = {}
    for remark in remarks:
        reference = remark.place.cell or "A1"
        place = place_of(reference)
        assert place is not None
        lines = [*remark.lines] if remark.place.cell else [f"{remark.where} {remark.words}", *remark.lines]
        known = found.get(reference)
        if known is None:
            found[reference] = _Note(reference, *place, remark.severity, lines)
        else:
            worst = min(known.severity, remark.severity, key=list(_COLORS).index)
            found[reference] = known._replace(severity=worst, lines=[*known.lines, "", *lines])
    return sorted(found.values(), key=lambda note: (note.row, note.column))


class _Styles:
    """The styles of the workbook, with those that are made for what is marked: the same with a colour behind."""

    def __init__(self, copy: Copy, main: str):
        self._copy = copy
        self._name = copy.related(main, "styles")
        self._part = Part(copy.read(self._name)) if self._name else None
        formats = self._part.child(0, "cellXfs") if self._part is not None else None
        self._formats = formats
        self._known = self._part.children(formats) if self._part is not None and formats is not None else []
        self._made: dict[tuple[int, str], int] = {}
        fills = self._part.child(0, "fills") if self._part is not None else None
        self._fills = fills
        #: How many fills there are before ours; a list of them begins with two that are given.
        self._before = len(self._part.children(fills)) if self._part is not None and fills is not None else 2

    def colored(self, style: int, severity: str) -> int:
        """The number of a style with the colour of a severity; the style itself where the workbook does not say what it is."""
        if style >= len(self._known):
            return style
        return self._made.setdefault((style, severity), len(self._known) + len(self._made))

    def write(self) -> None:
        """Put what was made into the workbook."""
        part = self._part
        if not self._made or part is None or self._formats is None or self._name is None:
            return
        order = list(_COLORS)
        written: list[str] = []
        for style, severity in self._made:
            whole = part.whole(self._known[style])
            tag = part.tag(self._known[style])
            fresh = set_attributes(tag, fillId=self._before + order.index(severity), applyFill=1)
            written.append((fresh + whole[len(tag) :]).decode())
        part.set_count(self._formats, len(self._known) + len(self._made), "".join(written))
        prefix = part.prefix(0)
        fills = "".join(
            f'<{prefix}fill><{prefix}patternFill patternType="solid"><{prefix}fgColor rgb="{color}"/><{prefix}bgColor indexed="64"/>'
            f"</{prefix}patternFill></{prefix}fill>" for color in _COLORS.values()
        )  # fmt: skip
        if self._fills is not None:
            part.set_count(self._fills, self._before + len(_COLORS), fills)
        else:
            given = "".join(f'<{prefix}fill><{prefix}patternFill patternType="{kind}"/></{prefix}fill>' for kind in ("none", "gray125"))
            behind = next(each for each in part.children(0) if part.local(each) in _BEHIND_FILLS)
            part.insert(part.starts[behind], f'<{prefix}fills count="{2 + len(_COLORS)}">{given}{fills}</{prefix}fills>')
        self._copy.put(self._name, part.result())


class _Sheet:
    """One sheet of the workbook."""

    def __init__(self, copy: Copy, name: str, number: int, styles: _Styles):
        self.copy = copy
        self.name = name
        self.number = number
        self.styles = styles
        self.part = Part(copy.read(name))

    def mark(self, notes: list[_Note]) -> None:
        """Give the sheet its comments and colours."""
        self._color({note.reference: note.severity for note in notes})
        fresh = self._comment(notes)
        self._draw(fresh)
        self.copy.put(self.name, self.part.result())

    def _color(self, wanted: dict[str, str]) -> None:
        places = {place_of(reference): severity for reference, severity in wanted.items()}
        row = column = -1
        for element in range(len(self.part.names)):
            name = self.part.local(element)
            if name == "row":
                stated = self.part.attribute(element, "r")
                row, column = int(stated) - 1 if stated else row + 1, -1
            elif name == "c":
                place = place_of(self.part.attribute(element, "r"))
                column = place[1] if place is not None else column + 1
                severity = places.get((row, column))
                if severity is not None:
                    style = int(self.part.attribute(element, "s") or 0)
                    colored = self.styles.colored(style, severity)
                    if colored != style:
                        self.part.set(element, s=colored)

    def _comment(self, notes: list[_Note]) -> list[_Note]:
        """Write the comments, and tell which of them are on cells that had none."""
        name = self.copy.related(self.name, "comments")
        if name is None:
            namespace = _namespace(self.part)
            written = "".join(_comment(note, 0, "") for note in notes)
            name = self.copy.free(posixpath.join("xl", "comments{}.xml"))
            self.copy.put(
                name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{namespace}">'
                f"<authors><author>{AUTHOR}</author></authors><commentList>{written}</commentList></comments>"
            )  # fmt: skip
            self.copy.declare(name, _COMMENTS)
            self.copy.relate(self.name, "comments", name)
            return notes
        part = Part(self.copy.read(name))
        authors, held = part.child(0, "authors"), part.child(0, "commentList")
        if authors is None or held is None:
            raise damaged()
        author = len(part.children(authors))
        prefix = part.prefix(0)
        part.append(authors, f"<{prefix}author>{AUTHOR}</{prefix}author>")
        known = {part.attribute(each, "ref"): part.child(each, "text") for each in part.children(held)}
        for note in notes:
            text = known.get(note.reference)
            if text is not None:
                part.append(text, _runs(["", f"{AUTHOR}:", *note.lines], prefix))
        fresh = [note for note in notes if known.get(note.reference) is None]
        part.append(held, "".join(_comment(note, author, prefix) for note in fresh))
        self.copy.put(name, part.result())
        return fresh

    def _drawn(self) -> str:
        """The part of the boxes that the sheet has already; "" where there is none."""
        element = self.part.child(0, "legacyDrawing")
        number = self.part.attribute(element, r"[\w.-]+:id") if element is not None else None
        return self.copy.package.relations(self.name).get(number or "", ("", ""))[1]

    def _draw(self, notes: list[_Note]) -> None:
        """Draw the boxes in which the comments are shown; Excel shows none without."""
        name = self._drawn()
        if name:
            drawing = self.copy.read(name)
            end = drawing.rindex(b"</")  # it need be no XML: what is in it stays as it is
            first = max(numbers(drawing, rb"_x0000_s(\d{1,9})"), default=_SHEET_OF_SHAPES) + 1
            kind = "" if b"_x0000_t202" in drawing else _SHAPE_TYPE
            shapes = kind + "".join(_shape(note, first + at) for at, note in enumerate(notes))
            self.copy.put(name, drawing[:end] + shapes.encode() + drawing[end:])
            return
        first = _SHEET_OF_SHAPES * (self.number + 1) + 1
        shapes = "".join(_shape(note, first + at) for at, note in enumerate(notes))
        name = self.copy.free(posixpath.join("xl", "drawings", "vmlDrawing{}.vml"))
        self.copy.put(
            name, '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
            f'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{self.number + 1}"/>'
            f"</o:shapelayout>{_SHAPE_TYPE}{shapes}</xml>"
        )  # fmt: skip
        self.copy.declare_suffix("vml", _VML)
        number = self.copy.relate(self.name, "vmlDrawing", name)
        part = self.part
        strict = "purl.oclc.org" in _namespace(part)
        element = f'<{part.prefix(0)}legacyDrawing xmlns:r="{_STRICT_RELATIONS if strict else _RELATIONS}" r:id="{number}"/>'
        behind = next((each for each in part.children(0) if part.local(each) in _BEHIND), None)
        if behind is None:
            part.append(0, element)
        else:
            part.insert(part.starts[behind], element)


def _namespace(part: Part) -> str:
    """The namespace that the first element of a part is in."""
    name = part.prefix(0).rstrip(":")
    key = f"xmlns:{name}" if name else "xmlns"
    return part.attribute(0, key) or ""


def _runs(lines: Iterable[str], prefix: str) -> str:
    return f'<{prefix}r><{prefix}t xml:space="preserve">{quoted(chr(10).join(lines))}</{prefix}t></{prefix}r>'


def _comment(note: _Note, author: int, prefix: str) -> str:
    return f'<{prefix}comment ref="{note.reference}" authorId="{author}"><{prefix}text>{_runs(note.lines, prefix)}</{prefix}text></{prefix}comment>'


def _shape(note: _Note, number: int) -> str:
    """The box of a comment, to the right of its cell."""
    rows = min(_MOST_ROWS, 2 + sum(1 + len(line) // _WIDE for line in note.lines))
    top = max(0, note.row - 1)
    anchor = f"{note.column + 1}, 15, {top}, 10, {note.column + 5}, 15, {top + rows}, 4"
    return (
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        f'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;margin-left:80pt;margin-top:2pt;width:240pt;height:120pt;z-index:1;visibility:hidden" '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{note.row}</x:Row><x:Column>{note.column}</x:Column></x:ClientData></v:shape>"
    )
