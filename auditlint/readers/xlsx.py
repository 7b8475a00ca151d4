"""Excel workbooks (.xlsx): every sheet that a person sees, with the figures as they are shown."""

from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ..model.document import NO_RESULT, Document
from ..startup import pattern
from .builder import Builder
from .number_format import BUILT_IN, shown
from .office import Package, local
from .sheets import MOST_CELLS, MOST_CHARACTERS, MOST_COLUMNS, Area, add_sheet, too_large
from .unreadable import UnreadableFile

_REFERENCE = pattern(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_FALSE = frozenset((None, "0", "false"))
#: How many characters of texts a workbook may share among its cells.
_MOST_SHARED = 100_000_000
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
    for number, sheet in enumerate(_named(workbook, "sheet"), 1):
        kind, part = parts.get(_relation(sheet), ("", ""))
        if kind != "worksheet" or sheet.get("state", "visible") != "visible":
            continue
        name = sheet.get("name", "")
        reader = _SheetReader(package, part, book, MOST_CELLS - cells, MOST_CHARACTERS - characters)
        reader.read()
        cells += reader.cells
        characters += reader.characters
        add_sheet(builder, number, name, reader.rows, reader.merged)
        if reader.blank_formulas:
            builder.unread.append(
                f"工作表“{name}”有 {reader.blank_formulas} 个公式没有存下结果；请用 Excel 或 WPS 打开并保存一次，再核对"
            )
    document = builder.finish()
    if not document.text.strip():
        raise UnreadableFile("Excel 文件里没有内容（看得见的工作表都是空的）；请确认导出是否完整")
    return document


def _named(element: Element, name: str) -> list[Element]:
    return [each for each in element.iter() if local(each.tag) == name]


def _relation(sheet: Element) -> str:
    return next((value for key, value in sheet.attrib.items() if local(key) == "id" and "}" in key), "")


def _workbook(package: Package, main: str, workbook: Element) -> Workbook:
    properties = _named(workbook, "workbookPr")
    epoch = bool(properties) and properties[0].get("date1904") not in _FALSE
    shared: list[str] = []
    part = package.related(main, "sharedStrings")
    if part is not None:
        size = 0
        for _, element in package.events(part):
            if local(element.tag) == "si":
                shared.append(_rich(element))
                size += len(shared[-1]) + 1
                if size > _MOST_SHARED:
                    raise too_large()
                element.clear()
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


def _place(reference: str | None) -> tuple[int, int] | None:
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
        self.blank_formulas = 0
        self._hidden: set[int] = set()
        self._rows_hidden = False
        self._zeros = True
        self._row = -1
        self._read: dict[str, Callable[[Element], None]] = {
            "row": self._end_row, "col": self._column, "sheetView": self._view, "sheetFormatPr": self._defaults, "mergeCell": self._merge,
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
            elif name == "sheetData":
                self._data = element

    def _view(self, element: Element) -> None:
        self._zeros = element.get("showZeros", "1") not in _FALSE

    def _defaults(self, element: Element) -> None:
        self._rows_hidden = element.get("zeroHeight") not in _FALSE

    def _column(self, element: Element) -> None:
        if element.get("hidden") not in _FALSE:
            self._hidden.update(range(_whole(element.get("min")) - 1, min(_whole(element.get("max")), MOST_COLUMNS)))

    def _merge(self, element: Element) -> None:
        first, _, last = element.get("ref", "").partition(":")
        start, end = _place(first), _place(last or first)
        if start is not None and end is not None and len(self.merged) < MOST_CELLS:
            self.merged.append(Area(*start, *end))
        element.clear()

    def _end_row(self, element: Element) -> None:
        stated = _whole(element.get("r"))
        self._row = row = stated - 1 if stated else self._row + 1
        hidden = element.get("hidden", "1" if self._rows_hidden and element.get("ht") is None else "0") not in _FALSE
        if not hidden and row < _LARGEST_ROW:
            self._take(row, element)
        element.clear()
        if len(self._data) > 1000:
            self._data.clear()

    def _take(self, row: int, element: Element) -> None:
        column = -1
        texts: dict[int, str] = {}
        for cell in element:
            place = _place(cell.get("r"))
            column = place[1] if place is not None else column + 1
            text = self._text(cell)
            if text and column not in self._hidden:
                texts[min(column, MOST_COLUMNS)] = text  # one beyond the last tells that there is more
        if any(text != NO_RESULT for text in texts.values()):
            self.rows[row] = texts
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
            return self.book.shared[index] if index < len(self.book.shared) else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind != "n":
            return value
        return self._number(value.strip(), _whole(cell.get("s")))

    def _number(self, value: str, style: int) -> str:
        formats = self.book.formats
        text = shown(value, formats[style] if style < len(formats) else "General", self.book.epoch_1904)
        if not self._zeros and not text.strip("-0.,%"):
            return ""
        return text
