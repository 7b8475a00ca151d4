"""Rows of a table in plain text: lines that stand in columns, and names that are wrapped over several of them."""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from ...startup import pattern
from .amounts import BLANK
from .heads import TOTAL
from .text_columns import Span, column_of
from .text_pieces import Piece, PieceLine

#: What begins the name of a row of its own.
_BEGINS = pattern(r"[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[、.．](?!\d)|其中|[合总小]\s*计|[\[〔【（(]?\d{3,}")
#: A code before a name.
_CODED = pattern(r"(\d{2,9}) (?=[一-龥])")
#: A name that fills its column has at least so many characters.
_FEWEST = 6
#: So far before the end of its column the last character of a line that fills it may stand.
_SLACK = 4
#: The end of the name of a total, and what may yet stand behind it.
_TOTAL, _OPENING = pattern(r"[合总小]\s*计$"), ("（", "(")
Pieces = dict[int, list[Piece]]


class TextRow:
    """A row: the line that it stands on, and the pieces in each column."""

    __slots__ = ("index", "pieces", "gap", "anchor", "own")

    def __init__(self, line: PieceLine, places: list[int], columns: list[Span], codes: frozenset[int]):
        self.index = line.number
        self.gap = line.gap
        self.pieces: Pieces = {}
        for column, piece in zip(places, line.pieces, strict=True):
            self.pieces.setdefault(column, []).append(piece)
        amounts = [column for column in self.pieces if columns[column].amounts]
        #: It has figures, so it is a row whatever stands around it.
        self.anchor = any(column not in codes for column in amounts)
        self.own = bool(amounts) or line.dashed or any(_BEGINS.match(pieces[0].text) for pieces in self.pieces.values())


def text_rows(lines: Sequence[PieceLine], columns: list[Span]) -> list[TextRow]:
    """The rows that the lines below a head make."""
    places = [_places(line, columns) for line in lines]
    codes = _code_columns(lines, places, columns)
    parted = [_parted(line, columns, codes) for line in lines]
    if any(line is not whole for line, whole in zip(parted, lines, strict=True)):
        places = [own if line is whole else _places(line, columns) for line, whole, own in zip(parted, lines, places, strict=True)]
        lines, codes = parted, _code_columns(parted, places, columns)
    rows = [TextRow(line, own, columns, codes) for line, own in zip(lines, places, strict=True)]
    rows = _with_names(_with_beginnings(rows, columns), columns)
    clumps = _clumps(rows)
    anchors = sum(row.anchor for row in rows)
    single = sum(sum(row.anchor for row in clump) == 1 for clump in clumps)
    if len(clumps) < 2 or single * 2 < anchors:
        return _dense(rows, columns, codes)
    found: list[TextRow] = []
    for clump in clumps:
        found.extend([_one(clump)] if _is_one(clump, columns) else _dense(clump, columns, codes))
    return found


def _places(line: PieceLine, columns: list[Span]) -> list[int]:
    """The column of each piece of a line; a name behind an amount is no part of its cell, but of the next column of names."""
    places = [column_of(columns, piece) for piece in line.pieces]
    for at in range(1, len(places)):
        if places[at] == places[at - 1] and line.pieces[at - 1].plain and not line.pieces[at].amount:
            names = (column for column in range(places[at] + 1, len(columns)) if not columns[column].amounts)
            found = next(names, places[at])
            if at + 1 == len(places) or found < places[at + 1]:
                places[at] = found
    return places


def _with_beginnings(rows: list[TextRow], columns: list[Span]) -> list[TextRow]:
    """The rows, those whose names begin in the line above and end beside their amounts put together, in tables whose names all begin with a mark or code."""
    if 5 * sum(map(_begun, rows)) < 3 * sum(row.anchor for row in rows):
        return rows
    ends: dict[int, int] = {}
    for column, piece in ((column, piece) for row in rows for column, pieces in row.pieces.items() for piece in pieces):
        ends[column] = max(ends.get(column, 0), piece.right)
    found: list[TextRow] = []
    for row in rows:
        above = found[-1] if found else row
        for column in _going_on(above, row, columns, ends) if row.anchor and not row.gap and not above.anchor else ():
            _give(above, row, column)
            above.own = _begun(above)
        if found and not above.pieces:
            found.pop()
        found.append(row)
    return found


def _begun(row: TextRow) -> bool:
    """Whether a name of a row begins with a mark or a code, or a code stands before it."""
    return any(_begins(row, column) for column in row.pieces)


def _begins(row: TextRow, column: int) -> bool:
    piece = row.pieces[column][0]
    return not piece.plain and _BEGINS.match(piece.text) is not None


def _going_on(above: TextRow, row: TextRow, columns: list[Span], ends: dict[int, int]) -> list[int]:
    """The columns in which a row without amounts begins names that fill them, and the row below, without a mark or a code, goes on with them."""
    if not above.own or not _is_name(above, columns) or any(_begins(row, column) for column in row.pieces if columns[column].amounts):
        return []
    return [
        column
        for column, pieces in above.pieces.items()
        if column in row.pieces and _begins(above, column) and not _begins(row, column)
        if pieces[-1].right >= ends[column] - _SLACK and TOTAL.search(row.pieces[column][-1].text) is None
    ]


def _with_names(rows: list[TextRow], columns: list[Span]) -> list[TextRow]:
    """The rows, those whose names begin above their amounts and end below them put together: no name begins a row without amounts there."""
    found: list[TextRow] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        at += 1
        if at < len(rows) and row.own and not rows[at].gap and _is_name(row, columns) and _lacks_name(rows[at], row, columns):
            base, end = rows[at], at + 1
            halves = bool(_names(base, columns))
            while end < len(rows) and not rows[end].gap and not rows[end].own and not (halves and rows[end].pieces.keys() - row.pieces.keys()):
                end += 1
            shared = end < len(rows) and _lacks_name(rows[end], row, columns)  # what is between may be the beginning of the next name
            for other in (row, *rows[at + 1 : at + 1 if shared else end]):
                _give(other, base)
            row, at = base, at + 1 if shared else end
        found.append(row)
    return found


def _is_name(row: TextRow, columns: list[Span]) -> bool:
    return not any(columns[column].amounts for column in row.pieces)


def _lacks_name(row: TextRow, above: TextRow, columns: list[Span]) -> bool:
    """Whether a row has amounts and, where names stand above it, none: the other half of its table may have its own."""
    if not row.anchor:
        return False
    named = _names(row, columns)
    if not named:
        return len(above.pieces) == 1
    return all(named.isdisjoint(_before(column, columns)) and any(map(row.pieces.__contains__, _behind(column, columns))) for column in above.pieces)


def _names(row: TextRow, columns: list[Span]) -> set[int]:
    """The columns in which names of a row stand."""
    return {column for column, pieces in row.pieces.items() if not columns[column].amounts and any(piece.text not in BLANK for piece in pieces)}


def _before(column: int, columns: list[Span]) -> Iterable[int]:
    """A column of names and those of names left of it."""
    return takewhile(lambda other: not columns[other].amounts, range(column, -1, -1))


def _behind(column: int, columns: list[Span]) -> Iterable[int]:
    """The columns of amounts right of one of names."""
    return takewhile(lambda other: columns[other].amounts, range(column + 1, len(columns)))


def _parted(line: PieceLine, columns: list[Span], codes: frozenset[int]) -> PieceLine:
    """A line with its codes apart from their names, where the two have columns of their own: other rows have the one without the other."""
    if not any(_CODED.match(piece.text) for piece in line.pieces if not piece.words):
        return line
    taken = {column_of(columns, piece) for piece in line.pieces}
    pieces: list[Piece] = []
    for piece in line.pieces:
        code = _CODED.match(piece.text) if not piece.words else None
        if code is not None:
            first = piece._replace(text=code[1], right=piece.left + len(code[1]))
            rest = piece._replace(text=piece.text[code.end() :], start=piece.start + code.end(), left=piece.left + code.end())
            coded = column_of(columns, first._replace(amount=True)) in codes - taken
            if coded or column_of(columns, first) not in (*taken, column_of(columns, rest)):
                pieces += (first._replace(amount=coded), rest)
                continue
        pieces.append(piece)
    return line._replace(pieces=tuple(pieces))


def _code_columns(lines: Sequence[PieceLine], places: list[list[int]], columns: list[Span]) -> frozenset[int]:
    """The columns of digits that are codes or numbers of rows: they stand before the names, and none has decimals."""
    plain = {column for line, own in zip(lines, places, strict=True) for column, piece in zip(own, line.pieces, strict=True) if piece.plain}
    codes: set[int] = set()
    named = False
    for column in reversed(range(len(columns))):
        if not columns[column].amounts:
            named = True
        elif column in plain or not named:
            named = False
        else:
            codes.add(column)
    return frozenset(codes)


def _clumps(rows: list[TextRow]) -> list[list[TextRow]]:
    """The rows that no blank line parts."""
    clumps: list[list[TextRow]] = []
    for row in rows:
        if row.gap or not clumps:
            clumps.append([])
        clumps[-1].append(row)
    return clumps


def _is_one(clump: list[TextRow], columns: list[Span]) -> bool:
    """Whether lines between blank ones are one row: no column has two amounts."""
    if len(clump) == 1:
        return True
    if not any(row.anchor for row in clump):
        return False
    taken: set[int] = set()
    for row in clump:
        filled = {column for column in row.pieces if columns[column].amounts}
        if filled & taken:
            return False
        taken |= filled
    begun = [column for row in clump for column, pieces in row.pieces.items() if _BEGINS.match(pieces[0].text) and not columns[column].amounts]
    return len(begun) == len(set(begun))


def _one(clump: list[TextRow]) -> TextRow:
    """Lines that are one row; it stands where most of its amounts do."""
    base = max(clump, key=lambda row: (row.anchor, len(row.pieces)))
    for row in clump:
        if row is not base:
            _give(row, base)
    return base


def _give(row: TextRow, to: TextRow, only: int | None = None) -> None:
    for column in [only] if only is not None else list(row.pieces):
        to.pieces.setdefault(column, []).extend(row.pieces.pop(column))
        to.pieces[column].sort(key=lambda piece: (not piece.text.isdecimal(), piece.line, piece.left))


def _dense(rows: list[TextRow], columns: list[Span], codes: frozenset[int]) -> list[TextRow]:
    """Rows without blank lines between them: lines that begin none of their own belong to those above or below."""
    own = [row for row in rows if row.own]
    if not own or len(own) == len(rows):
        return rows
    coded = bool(codes) and 2 * sum(bool(codes & row.pieces.keys()) for row in own) > len(own)
    for column, span in enumerate(columns):
        if not span.amounts:
            _Wraps(rows, column, coded).settle()
    return [row for row in rows if row.pieces]


class _Wraps:
    """How the names in one column are wrapped: round the lines of their amounts, or downwards from them."""

    def __init__(self, rows: list[TextRow], column: int, coded: bool):
        self.column = column
        self.coded = coded
        self.runs: list[list[TextRow]] = [[]]
        self.rows: list[TextRow] = []
        for row in rows:
            if row.own:
                self.rows.append(row)
                self.runs.append([])
            elif column in row.pieces:
                self.runs[-1].append(row)
        widths = [len(piece.text) for row in rows for piece in row.pieces.get(column, ())]
        self.full = max(max(widths, default=0) - 1, _FEWEST)
        #: A code alone is no name: 2080505 stands beside the middle of what is wrapped over and under it.
        self.named = [any(not piece.text.isdecimal() for piece in row.pieces.get(column, ())) for row in self.rows]
        self.complete = list(map(self._is_complete, range(len(self.runs))))
        self.centred = bool(self.runs[0]) or any(
            self.runs[number] and self.runs[number + 1] and not named for number, named in enumerate(self.named)
        )

    def settle(self) -> None:
        """Give the lines of each run to the row above or below, or leave them."""
        given = 0
        for number, run in enumerate(self.runs):
            above = self._above(number, run, given)
            rest = run[above:]
            for row in run[:above]:
                _give(row, self.rows[number - 1], self.column)
            given = len(rest) if rest and self._wants(number) else 0
            for row in rest if given else ():
                _give(row, self.rows[number], self.column)

    def _above(self, number: int, run: list[TextRow], given: int) -> int:
        """How many lines of a run belong to the row above, which was ``given`` so many from over it."""
        if not number or not run or self.complete[number]:
            return 0
        last = number == len(self.rows)
        if not self.named[number - 1]:
            both = given or (len(run) if last or self.named[number] else (len(run) + 1) // 2)
            return min(both, len(run))
        if given:
            return min(given, len(run))
        if not last and not self.named[number]:
            return 0
        if self.centred and not last and len(self.runs[number + 1]) == len(run):
            return 0
        if self.coded:
            return len(run)
        return self._filled(self.rows[number - 1], run)

    def _filled(self, row: TextRow, run: list[TextRow]) -> int:
        """How many lines go on a name that fills its column."""
        count = 0
        text = row.pieces[self.column][-1].text
        while count < len(run) and len(text) >= self.full:
            text = run[count].pieces[self.column][-1].text
            count += 1
        return count

    def _wants(self, number: int) -> bool:
        """Whether the row below a run has the beginning of its name in it."""
        if number == len(self.rows):
            return False
        return not self.named[number] or self.complete[number] or (self.centred and bool(self.runs[number + 1]))

    def _is_complete(self, number: int) -> bool:
        """Whether the row above a run is a total, with whose name no line but one in brackets goes on."""
        names, run = self.rows[number - 1].pieces.get(self.column) if number else None, self.runs[number]
        return bool(names and run and _TOTAL.search(names[-1].text)) and not run[0].pieces[self.column][0].text.startswith(_OPENING)
