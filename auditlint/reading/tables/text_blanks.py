"""Signs for blank cells in plain text: where every row prints them, each row has all its cells, and their order tells the columns."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median_low

from .amounts import BLANK
from .heads import numbers_columns
from .text_pieces import Piece, PieceLine

#: No row has fewer cells that tell it is whole.
_FEWEST = 3
#: A code beside the middle of its name, which stands in other lines, has so many digits at least.
_CODE = 3


def with_blanks(run: Sequence[PieceLine]) -> list[PieceLine]:
    """The lines, signs for blank cells made cells of their columns where all rows of a table are whole, and left out elsewhere."""
    return [line for rows in _tables(run) for line in _whole(rows)]


def _tables(run: Sequence[PieceLine]) -> Iterator[list[PieceLine]]:
    """The lines between heads, which have several names and no amounts; a head begins its table."""
    rows: list[PieceLine] = []
    valued = False
    for line in run:
        if valued and not _cells(line) and sum(piece.text not in BLANK for piece in line.pieces) > 1:
            yield rows
            rows, valued = [], False
        rows.append(line)
        valued = valued or bool(_cells(line))
    yield rows


def _cells(line: PieceLine) -> tuple[Piece, ...]:
    """What stands behind the name of a row: its amounts, and signs for those that are blank."""
    if line.dropped:
        return ()
    named = max((at for at, piece in enumerate(line.pieces, 1) if not piece.amount and piece.text not in BLANK), default=0)
    found = line.pieces[named:]
    coded = not named and len(found) > 1 and found[0].text.isdecimal() and len(found[0].text) >= _CODE
    return found[coded:] if any(piece.amount for piece in found[coded:]) and not numbers_columns([piece.text for piece in found]) else ()


def _whole(rows: list[PieceLine]) -> list[PieceLine]:
    cells = [_cells(line) for line in rows]
    sizes = {len(own) for own in cells if own}
    if len(sizes) != 1 or max(sizes) < _FEWEST or not any(piece.text in BLANK for own in cells for piece in own) or any(map(_is_parted, rows)):
        return list(map(_without_signs, rows))
    columns = list(zip(*filter(None, cells), strict=True))
    ends = [median_low([piece.right for piece in own if piece.amount] or [piece.right for piece in own]) for own in columns]
    return [line._replace(pieces=_placed(line, own, ends)) if own else _without_signs(line) for line, own in zip(rows, cells, strict=True)]


def _without_signs(line: PieceLine) -> PieceLine:
    return line._replace(pieces=tuple([piece for piece in line.pieces if piece.text not in BLANK]))


def _is_parted(line: PieceLine) -> bool:
    """Whether names stand behind cells, as in the second half of a table."""
    return any((before.plain or before.text in BLANK) and not after.amount and after.text not in BLANK for before, after in pairwise(line.pieces))


def _placed(line: PieceLine, cells: tuple[Piece, ...], ends: Sequence[int]) -> tuple[Piece, ...]:
    """The pieces of a row whose cells, signs among them, end where their columns do: a long name has moved those of some rows."""
    made = list(line.pieces[: len(line.pieces) - len(cells)])
    for before, right, piece in zip((-1, *ends), ends, cells, strict=False):
        left = max(right - (piece.right - piece.left), min(before + 1, right - 1))
        made.append(piece._replace(left=left, right=right, amount=True, plain=piece.plain or piece.text in BLANK))
    return tuple(made)
