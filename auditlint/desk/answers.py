"""The letter to the departments when it comes back: what they answered to each cause, from a workbook or a CSV file."""

import csv
import os
import zipfile
from collections.abc import Iterable, Iterator
from io import StringIO
from xml.etree.ElementTree import Element

from ..errors import UsageError
from ..named import NamedTuple
from ..readers.office import Package, local
from ..wording import LANGUAGES, say
from .files import load
from .own_output import letter_columns


class Answer(NamedTuple):
    """What was answered: the row that it stands in, and the sheet where there are several, the file and the mark of the finding, and the words."""

    sheet: str
    row: int
    file: str
    mark: str
    reply: str
    decision: str

    @property
    def accepts(self) -> bool:
        """Whether the figure is to stay as it is."""
        return self.decision.lower() in _decided("decision-accept")

    @property
    def known(self) -> bool:
        """Whether the decision is one of those that may be chosen, or none."""
        return not self.decision or any(self.decision.lower() in _decided(key) for key in ("decision-accept", "decision-mend", "decision-open"))


def _decided(key: str) -> set[str]:
    return {say(lang, key).lower() for lang in LANGUAGES}


def read_answers(path: str) -> list[Answer]:
    """The answers in a file.

    Raises :class:`~auditlint.errors.UsageError` where it is no such letter, :class:`~auditlint.readers.UnreadableFile` where
    it is damaged, and :class:`OSError`.
    """
    data = load(path)
    sheets = _workbook(data) if zipfile.is_zipfile(path) else [("", _table(data))]
    answers: list[Answer] = []
    letters = 0
    for name, rows in sheets:
        found = _of_sheet(name, rows)
        letters += found is not None
        answers += found or []
    if not letters:
        raise UsageError("answers-none", path=path)
    return answers


def _of_sheet(name: str, rows: Iterable[list[str]]) -> list[Answer] | None:
    """The answers of a sheet; ``None`` where its first row holds no heads of a letter."""
    columns: dict[str, int] | None = None
    answers = []
    for number, row in enumerate(rows, 1):
        if columns is None:
            columns = letter_columns(row)
            if columns is None:
                return None
            continue
        cells = {field: row[at].strip() if at < len(row) else "" for field, at in columns.items()}
        if cells["mark"]:
            cells["file"] = _as_written(cells["file"])
            answers.append(Answer(name, number, **cells))
    return answers if columns is not None else None


def _as_written(cell: str) -> str:
    """A cell without the mark that keeps a spreadsheet from reckoning it."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in "=+-@" else cell


def _table(data: bytes) -> list[list[str]]:
    """The rows of a CSV file in UTF-8, or in the encoding that Excel saves in."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    return list(csv.reader(StringIO(text)))


def _workbook(data: bytes) -> Iterator[tuple[str, Iterable[list[str]]]]:
    """Each sheet with its rows, hidden ones too: a filter hides what it does not show."""
    package = Package(data, "Excel")
    main = package.main()
    parts = package.relations(main)
    shared = _shared(package, main)
    for sheet in (each for each in package.tree(main).iter() if local(each.tag) == "sheet"):
        relation = next((value for key, value in sheet.attrib.items() if local(key) == "id" and "}" in key), "")
        kind, part = parts.get(relation, ("", ""))
        if kind == "worksheet":
            yield sheet.get("name", ""), _rows(package, part, shared)


def _shared(package: Package, main: str) -> list[str]:
    part = package.related(main, "sharedStrings")
    return [] if part is None else [_text(element) for _, element in package.events(part) if local(element.tag) == "si"]


def _text(element: Element) -> str:
    """The text of a cell in pieces, without the readings above it."""
    pieces = []
    for part in element:
        if local(part.tag) == "t":
            pieces.append(part.text or "")
        elif local(part.tag) == "r":
            pieces += [each.text or "" for each in part if local(each.tag) == "t"]
    return "".join(pieces)


def _rows(package: Package, part: str, shared: list[str]) -> Iterator[list[str]]:
    number = 0
    for _, element in package.events(part):
        if local(element.tag) != "row":
            continue
        stated = element.get("r", "")
        wanted = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 8 else number + 1
        while number + 1 < wanted and number < 100_000:  # rows that are not written are empty
            number += 1
            yield []
        number = wanted
        cells: dict[int, str] = {}
        for at, cell in enumerate(element):
            cells[_column(cell.get("r", ""), at)] = _shown(cell, shared)
        yield [cells.get(at, "") for at in range(max(cells, default=-1) + 1)]
        element.clear()


def _column(reference: str, at: int) -> int:
    column = 0
    for char in reference:
        if not "A" <= char <= "Z":
            break
        column = column * 26 + ord(char) - 64
    return min(column, 16_384) - 1 if column else at


def _shown(cell: Element, shared: list[str]) -> str:
    value = ""
    for part in cell:
        if local(part.tag) == "is":
            return _text(part)
        if local(part.tag) == "v":
            value = part.text or ""
    if cell.get("t") == "s":
        return shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""
    return value


def beside(file: str, letter: str) -> str:
    """The path of a file that a letter names: from the current directory, or else from where the letter lies."""
    other = os.path.join(os.path.dirname(letter), file)
    return file if os.path.exists(file) or not os.path.exists(other) else other
