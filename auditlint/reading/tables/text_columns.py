"""The columns of a table in plain text: where its amounts, and the words beside them, stand under each other."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ...named import NamedTuple
from ...startup import pattern
from .text_pieces import Piece, PieceLine

_ZERO = pattern(r"0(?:\.0+)?$")
_CLOSED = frozenset(")）")
_TOTAL = pattern(r"[\s合总小共计]+$")
#: Codes below the highest level have so many digits.
_LOWER = 5
#: Further than anything stands from a column.
_FAR = 1 << 62


class Span(NamedTuple):
    """What a column takes up: its left and right edge, and whether amounts (or codes) stand in it."""

    left: int
    right: int
    amounts: bool


class AmountColumns:
    """The columns that the amounts of a table make, row by row, as long as they stand under each other."""

    def __init__(self) -> None:
        self.spans: list[list[int]] = []

    def take(self, pieces: Iterable[Piece]) -> bool:
        """Take the amounts of a row; ``False``, and nothing taken, where they do not stand in columns with those before."""
        taken: list[tuple[int, Piece]] = []
        new: list[Piece] = []
        for piece in pieces:
            if not piece.amount:
                continue
            under = self.under(piece)
            if len(under) > 1 or (under and taken and taken[-1][0] == under[0]):
                return False
            if under:
                taken.append((under[0], piece))
            else:
                new.append(piece)
        for number, piece in taken:
            span = self.spans[number]
            span[0], span[1] = min(span[0], piece.left), max(span[1], piece.right)
        for piece in new:
            self.spans.insert(bisect_left(self.spans, [piece.left, piece.right]), [piece.left, piece.right])
        return True

    def under(self, piece: Piece) -> list[int]:
        """The columns that a piece stands in."""
        return _under(self.spans, piece)


def drifted(lines: list[PieceLine], amounts: list[list[int]]) -> list[list[int]]:
    """The columns of amounts, those that are one put together: rows that print their zeros are whole, and have as many amounts as there are columns.

    An extractor that loses the place of a row makes two columns of one, and no row fills both.
    """
    rows = [[piece for piece in line.pieces if piece.plain] for line in lines]
    rows = [row for row in rows if row]
    if len({len(row) for row in rows}) != 1 or not any(_ZERO.match(piece.text) for row in rows for piece in row):
        return amounts
    used = {number for row in rows for piece in row for number in _under(amounts, piece)}
    filled = [{number for piece in line.pieces if piece.amount for number in _under(amounts, piece)} for line in lines]
    return _put_together(amounts, sorted(used), filled, len(rows[0])) or amounts


def _put_together(amounts: list[list[int]], used: list[int], filled: list[set[int]], wanted: int) -> list[list[int]]:
    """So many columns, made of neighbours that no row fills both; nothing where there are not so many.

    ``used`` are those that amounts stand in, ``filled`` those that each row fills, with amounts or with whole numbers.
    """
    kept = [list(span) for span in amounts]
    count = len(used)
    for left, right in reversed([*pairwise(used)]):
        if count > wanted and right == left + 1 and not any({left, right} <= row for row in filled):
            kept[left] = [min(kept[left][0], kept[right][0]), max(kept[left][1], kept[right][1])]
            kept[right] = []
            filled = [{left if each == right else each for each in row} for row in filled]
            count -= 1
    return [span for span in kept if span] if count == wanted else []


def bracketed(lines: list[PieceLine], amounts: list[list[int]]) -> list[list[int]]:
    """The columns of amounts, those that brackets alone part put together: (72.15) set to the left, 72.15 to the right.

    Of two columns of their own, a row of a total would fill both.
    """
    kept = [list(span) for span in amounts]
    for number in reversed(range(1, len(kept))):
        left, right = kept[number - 1], kept[number]
        filled = [[[piece.text for piece in line.pieces if piece.plain and piece.meets(*span)] for span in (left, right)] for line in lines]
        if not any(one and other for one, other in filled) and _are_parted_by_brackets(*zip(*filled, strict=True)):
            kept[number - 1 : number + 1] = [[left[0], right[1]]]
    return kept


def _are_parted_by_brackets(left: Sequence[list[str]], right: Sequence[list[str]]) -> bool:
    """Whether all amounts of one column stand in brackets and none of the next."""
    less, more = ([text[-1] in _CLOSED for texts in each for text in texts] for each in (left, right))
    return bool(less) and bool(more) and len(less) + len(more) > 2 and all(less) and not any(more)


def unnested(lines: list[PieceLine], amounts: list[list[int]]) -> list[list[int]]:
    """The columns of amounts, those of codes that are only set in by their level put together: 301 and, further in, 30101."""
    kept = [list(span) for span in amounts]
    number = len(kept) - 1
    while number > 0:
        if _are_nested(lines, kept[number - 1], kept[number]):
            kept[number - 1] = [kept[number - 1][0], kept[number][1]]
            del kept[number]
        number -= 1
    return kept


def _are_nested(lines: list[PieceLine], outer: list[int], inner: list[int]) -> bool:
    """Whether each code of a column belongs to the last one of the column before it, and no row has both."""
    code = ""
    found = False
    for line in lines:
        own, under = ([piece.text for piece in line.pieces if piece.amount and piece.meets(*span)] for span in (outer, inner))
        if own and under or not all(map(str.isdigit, own + under)):
            return False
        code = max(own, key=len, default=code)
        found = found or bool(under)
        if not all(_stands_under(text, code) for text in under):
            return False
    return found and bool(code)


def _stands_under(text: str, code: str) -> bool:
    """Whether a code may be of a level below another, or below one that is not known."""
    return len(text) >= _LOWER and (not code or text.startswith(code[:3]) and len(text) > len(code))


def _under(amounts: list[list[int]], piece: Piece) -> list[int]:
    return [number for number, span in enumerate(amounts) if piece.meets(*span)]


def columns_of(lines: list[PieceLine], amounts: list[list[int]]) -> list[Span]:
    """All columns of a table, those of words among them; ``lines`` are the rows below its head.

    Names of totals stand in the middle of their columns: they tell of one only where no other words do, and only of the first.
    """
    regions: list[list[Piece]] = [[] for _ in range(len(amounts) + 1)]
    totals: list[list[Piece]] = [[] for _ in regions]
    for piece in (piece for line in lines for piece in line.pieces if not piece.amount):
        region = between(amounts, piece)
        if region is not None:
            (totals if _TOTAL.match(piece.text) else regions)[region].append(piece)
    found: list[Span] = []
    for region, pieces in enumerate(regions):
        found.extend(Span(left, right, False) for left, right in _merged(pieces or totals[region][:1]))
        if region < len(amounts):
            found.append(Span(amounts[region][0], amounts[region][1], True))
    return found


def between(amounts: list[list[int]], piece: Piece) -> int | None:
    """How many columns of amounts stand left of a piece; ``None`` where it stands in one."""
    number = 0
    for left, right in amounts:
        if right <= piece.left:
            number += 1
        elif left < piece.right:
            return None
    return number


def _merged(pieces: list[Piece]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for piece in sorted(pieces, key=lambda each: each.left):
        if merged and piece.left < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], piece.right))
        else:
            merged.append((piece.left, piece.right))
    return merged


def column_of(columns: list[Span], piece: Piece) -> int:
    """The column that a piece of a row stands in, or is nearest to."""
    left, right, amount = piece.left, piece.right, piece.amount
    least = -1 if amount else 0
    nearest, found = (_FAR, 0, 0), 0
    for number, (start, end, amounts) in enumerate(columns):
        apart = start - right if start - right > left - end else left - end
        apart = apart if apart > least else least
        # Words stand among words where they can.
        first, second = (0 if amounts else 1, apart) if amount else (apart, 1 if amounts else 0)
        if first <= nearest[0]:
            distance = first, second, abs(start + end - left - right)
            if distance < nearest:
                nearest, found = distance, number
    return found
