"""Excel workbooks (.xlsx): every sheet that a person sees, with the figures as they are shown."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from ..model.document import NO_RESULT, Document
from ..model.phrasing import phrase
from ..named import NamedTuple
from ..startup import pattern
from .builder import Builder
from .number_format import BUILT_IN, is_odd, shown
from .office import Package, local
from .sheets import MOST_CELLS, MOST_CHARACTERS, MOST_COLUMNS, MOST_MERGED, Area, add_sheet, too_large
from .xlsx_drawings import Drawing, read_drawing

_REFERENCE = pattern(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_FALSE = frozenset((None, "0", "false"))
#: How many characters of texts a workbook may share among its cells.
_MOST_SHARED = 50_000_000
_MOST_TEXTS = 1_000_000
#: How many columns a sheet can have: more cells in a row, and more entries about columns, are not from a workbook.
_LARGEST_COLUMN = 16_384
_LARGEST_ROW = 1_048_576


class Workbook(NamedTuple):
    """What sheets need to know: shared texts, the format of each style, and where days are counted from."""

    shared: list[str]
    formats: list[str]
    epoch_1904: bool


def read_document(data: bytes, path: str) -> Document:
    """Read a workbook; each visible sheet is a page, and its used range one table.

    Hidden sheets, rows and columns are left out.  Numbers are what their formats show.  Raises :class:`UnreadableFile` for
    what is damaged, locked, empty or enormous.
    """
    builder = Builder(path, "xlsx")
    package = Package(data, "Excel")
    main = package.main()
    workbook = package.tree(main)
    parts = package.relations(main)
    book = _workbook(package, main, workbook)
    cells = characters = 0
    for number, sheet in enumerate(named(workbook, "sheet"), 1):
        name = sheet.get("name", "")
        if sheet.get("state", "visible") != "visible":
            continue
        kind, part = parts.get(relation(sheet), ("", ""))
        if not kind:
            raise package.damaged(phrase("lacks-sheet", name=name))
        if kind != "worksheet":
            builder.unseen.append(phrase("sheet-chart", name=name))
            continue
        reader = _SheetReader(package, part, book, MOST_CELLS - cells, MOST_CHARACTERS - characters)
        reader.read()
        cells += reader.cells
        characters += reader.characters
        add_sheet(builder, number, name, reader.rows, reader.merged)
        _tell(builder, number, name, reader)
    return builder.finish("excel-empty")


def _tell(builder: Builder, number: int, name: str, reader: "_SheetReader") -> None:
    """Read what lies over the cells of a sheet, and tell what could not be read."""
    if reader.blank_formulas:
        builder.unread.append(phrase("sheet-formulas", name=name, n=reader.blank_formulas))
    if reader.lost:
        builder.unread.append(phrase("sheet-lost", name=name, n=reader.lost))
    if reader.unstyled:
        builder.unread.append(phrase("sheet-unstyled", name=name, n=reader.unstyled))
    if reader.odd:
        builder.unseen.append(phrase("sheet-odd", name=name, n=reader.odd))
    if reader.objects:
        builder.unread.append(phrase("sheet-objects", name=name))
    drawing = reader.drawing()
    if drawing is None:
        return
    if drawing.paragraphs:
        if not reader.rows:
            builder.start_page(number, sheet=name)
        for text in drawing.paragraphs:
            builder.paragraph(text)
    if not reader.rows and not drawing.paragraphs:
        builder.unread.append(phrase("sheet-pictures", name=name))
    else:
        counts = ((drawing.pictures, "pictures"), (drawing.charts, "charts"))
        builder.unseen += [phrase("sheet-has", name=name, what=phrase(key, n=count)) for count, key in counts if count]


def named(element: Element, name: str) -> list[Element]:
    """The elements below one that have a name."""
    return [each for each in element.iter() if local(each.tag) == name]


def relation(sheet: Element) -> str:
    """The id of the relation that an element is to be found by."""
    return next((value for key, value in sheet.attrib.items() if local(key) == "id" and "}" in key), "")


def _workbook(package: Package, main: str, workbook: Element) -> Workbook:
    properties = named(workbook, "workbookPr")
    epoch = bool(properties) and properties[0].get("date1904") not in _FALSE
    shared: list[str] = []
    part = package.related(main, "sharedStrings")
    if part is not None:
        size = 0
        root: Element | None = None
        for event, element in package.events(part, starts=True):
            if root is None:
                root = element
            if event == "end" and local(element.tag) == "si":
                shared.append(_rich(element))
                size += len(shared[-1])
                if size > _MOST_SHARED or len(shared) > _MOST_TEXTS:
                    raise too_large()
                if len(root) > 1000:
                    root.clear()
    part = package.related(main, "styles")
    return Workbook(shared, _formats(package.tree(part)) if part is not None else [], epoch)


def _formats(styles: Element) -> list[str]:
    """The number format of each style of cells."""
    codes: dict[int, str] = dict(BUILT_IN)
    formats: list[str] = []
    for group in styles:
        if local(group.tag) == "numFmts":
            codes.update((_whole(each.get("numFmtId")), each.get("formatCode", "")) for each in group)
        elif local(group.tag) == "cellXfs":
            formats = [codes.get(_whole(each.get("numFmtId")), "General") for each in group]
    return formats


def _rich(element: Element) -> str:
    """The text of a cell in pieces of several fonts, without the readings above it."""
    pieces: list[str] = []
    for part in element:
        name = local(part.tag)
        if name == "t":
            pieces.append(part.text or "")
        elif name == "r":
            pieces += [each.text or "" for each in part if local(each.tag) == "t"]
    return "".join(pieces)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def place_of(reference: str | None) -> tuple[int, int] | None:
    """Row and column, both from 0, of a reference such as ``C5``."""
    found = _REFERENCE.fullmatch(reference or "")
    if found is None:
        return None
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    return int(found.group(2)) - 1, column - 1


class _SheetReader:
    """Reads one sheet; ``room`` is how many more cells the workbook may have, and ``space`` how many more characters."""

    def __init__(self, package: Package, part: str, book: Workbook, room: int, space: int):
        self.package = package
        self.part = part
        self.book = book
        self.room = room
        self.space = space
        self.rows: dict[int, dict[int, str]] = {}
        self.merged: list[Area] = []
        self.cells = self.characters = 0
        self.blank_formulas = self.odd = 0
        #: Cells whose text the workbook does not have, numbers whose format it does not have, and whether something is embedded in the sheet.
        self.lost = self.unstyled = 0
        self.objects = False
        self._drawing = ""
        self._filtered: dict[int, dict[int, str]] = {}
        self._filter = False
        self._data: Element | None = None
        self._entries = self._in_row = 0
        self._hidden: set[int] = set()
        self._rows_hidden = False
        self._zeros = True
        self._row = -1
        self._read: dict[str, Callable[[Element], None]] = {
            "row": self._end_row, "col": self._column, "sheetView": self._view, "sheetFormatPr": self._defaults, "mergeCell": self._merge,
            "sheetPr": self._properties, "filterColumn": self._filters, "drawing": self._draws, "oleObject": self._embeds,
        }  # fmt: skip

    def read(self) -> None:
        """Read the sheet to the end."""
        for event, element in self.package.events(self.part, starts=True):
            name = local(element.tag)
            if event == "end":
                read = self._read.get(name)
                if read is not None:
                    read(element)
                elif name not in ("c", "v", "f", "is", "t", "r", "rPr"):
                    element.clear()
            elif name == "c":
                self._in_row += 1
                if self._in_row > _LARGEST_COLUMN:
                    raise too_large()
            elif name == "sheetData":
                self._data = element
        if self._filter:
            self.rows.update(self._filtered)  # a filter hides rows of which the totals still speak

    def drawing(self) -> Drawing | None:
        """What lies over the cells, where there is anything; a drawing that is not there counts as a picture."""
        if not self._drawing:
            return None
        _, part = self.package.relations(self.part).get(self._drawing, ("", ""))
        if part.lower() not in self.package.names:
            return Drawing([], 1)
        return read_drawing(self.package, part)

    def _properties(self, element: Element) -> None:
        self._filter = self._filter or element.get("filterMode") not in _FALSE

    def _filters(self, element: Element) -> None:
        self._filter = True

    def _draws(self, element: Element) -> None:
        self._drawing = relation(element)

    def _embeds(self, element: Element) -> None:
        self.objects = True

    def _view(self, element: Element) -> None:
        self._zeros = element.get("showZeros", "1") not in _FALSE

    def _defaults(self, element: Element) -> None:
        self._rows_hidden = element.get("zeroHeight") not in _FALSE

    def _column(self, element: Element) -> None:
        self._entries += 1
        if self._entries > _LARGEST_COLUMN:
            raise too_large()
        if element.get("hidden") not in _FALSE:
            self._hidden.update(range(_whole(element.get("min")) - 1, min(_whole(element.get("max")), MOST_COLUMNS)))

    def _merge(self, element: Element) -> None:
        first, _, last = element.get("ref", "").partition(":")
        start, end = place_of(first), place_of(last or first)
        if len(self.merged) >= MOST_MERGED:
            raise too_large()
        if start is not None and end is not None:
            self.merged.append(Area(*start, *end))
        element.clear()

    def _end_row(self, element: Element) -> None:
        self._in_row = 0
        if self._data is None:
            raise self.package.damaged()
        stated = _whole(element.get("r"))
        self._row = row = stated - 1 if stated else self._row + 1
        hidden = element.get("hidden", "1" if self._rows_hidden and element.get("ht") is None else "0") not in _FALSE
        if row >= _LARGEST_ROW:
            raise too_large()
        self._take(row, element, self._filtered if hidden else self.rows)
        element.clear()
        if len(self._data) > 1000:
            self._data.clear()

    def _take(self, row: int, element: Element, rows: dict[int, dict[int, str]]) -> None:
        column = -1
        seen = self.blank_formulas, self.lost, self.unstyled
        texts: dict[int, str] = {}
        for cell in element:
            place = place_of(cell.get("r"))
            column = place[1] if place is not None else column + 1
            text = self._text(cell)
            if text and column not in self._hidden:
                texts[min(column, MOST_COLUMNS)] = text  # one beyond the last tells that there is more
        if rows is self._filtered and not self._filter:  # what nobody sees need not be there
            self.blank_formulas, self.lost, self.unstyled = seen
        if any(text != NO_RESULT for text in texts.values()):
            rows[row] = texts
            self.cells += len(texts)
            self.characters += sum(map(len, texts.values()))
            if self.cells > self.room or self.characters > self.space:
                raise too_large()

    def _text(self, cell: Element) -> str:
        """What a cell shows."""
        kind = cell.get("t", "n")
        value, formula = None, False
        for part in cell:
            name = local(part.tag)
            if name == "v":
                value = part.text
            elif name == "is":
                return _rich(part)
            elif name == "f":
                formula = True
        if not value:
            if formula and kind != "str":
                self.blank_formulas += 1
                return NO_RESULT
            return ""
        if kind == "s":
            index = _whole(value.strip())
            if index < len(self.book.shared):
                return self.book.shared[index]
            self.lost += 1
            return ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind != "n":
            return value
        return self._number(value.strip(), _whole(cell.get("s")))

    def _number(self, value: str, style: int) -> str:
        formats = self.book.formats
        code = formats[style] if style < len(formats) else "General"
        self.unstyled += style >= max(1, len(formats))  # without styles every cell has the first one, which shows numbers as they are
        text = shown(value, code, self.book.epoch_1904)
        self.odd += is_odd(value, code)
        if not self._zeros and not text.strip("-0.,%"):
            return ""
        return text
