"""Amounts that a narrow column breaks over lines of plain text, put together again."""

from collections import Counter

from ...startup import pattern
from .text_pieces import AMOUNT, Piece, PieceLine

_DIGITS = pattern(r"\d+$")
#: So many lines below its beginning the rest of an amount stands at most: the line of its row may be between.
_REACH = 2
#: Decimals stand so many characters beside the place where they belong at most: nothing else begins with a point.
_DRIFT = 12


def whole_numbers(lines: list[PieceLine]) -> list[PieceLine]:
    """The lines with amounts whose last digits stand below them made whole, in the line that their row has its others in.

    Where the last digits stand in the very next line, what else stands in that belongs to the same row.
    """
    usual = _usual_places(lines)
    made = [list(line.pieces) for line in lines]
    numbers = {line.number: number for number, line in enumerate(lines)}
    changed = False
    for number in range(len(made)):
        waiting = [piece for piece in made[number] if piece.amount]
        while waiting:
            piece = waiting.pop(0)
            first = numbers[piece.line] + 1
            found = _rest(piece, made[first : first + _REACH], usual)
            if found is None:
                continue
            below, rest = found
            between = first if below and any(each.amount for each in made[first]) else number
            at = made[number].index(piece)
            made[number][at : at + 1] = []
            whole = piece._replace(text=piece.text + rest.text, right=piece.right + len(rest.text))
            made[first + below].remove(rest)
            made[between].append(whole)
            if between == number:
                others = _behind(whole, made[first + below])
                made[first + below] = []
                made[number] += others
                waiting += [each for each in others if each.amount]
            changed = True
    if not changed:
        return [line for line in lines if not line.dropped] if any(line.dropped for line in lines) else lines
    return [
        line._replace(pieces=tuple(sorted(pieces, key=lambda each: each.left)))
        for line, pieces in zip(lines, made, strict=True)
        if pieces and not line.dropped
    ]


def _behind(piece: Piece, others: list[Piece]) -> list[Piece]:
    """Pieces of a row that stand behind another, moved there where their line has lost its place."""
    shift = max(0, piece.right + 1 - min((each.left for each in others), default=piece.right + 1))
    return [each._replace(left=each.left + shift, right=each.right + shift) for each in others] if shift else others


def places(text: str) -> int:
    """The decimals of an amount."""
    return len(text.rstrip("%").partition(".")[2])


def _usual_places(lines: list[PieceLine]) -> int:
    """The decimals that most amounts of these lines have."""
    counts = Counter(places(piece.text) for line in lines for piece in line.pieces if "." in piece.text)
    return max(counts, key=lambda each: counts[each]) if counts else 0


def _rest(piece: Piece, below: list[list[Piece]], usual: int) -> tuple[int, Piece] | None:
    """Where the rest of a broken amount stands: which of the lines below it, and its digits."""
    wanted = usual - places(piece.text)
    if wanted <= 0 or piece.text.endswith("%"):
        return None
    broken = "." in piece.text
    for number, pieces in enumerate(below):
        for other in pieces:
            point = other.text.startswith(".")
            drift = _DRIFT if point else 0
            if other.left > piece.right + drift or other.right < piece.left - drift:
                continue
            digits = other.text[point:]
            if point != broken and len(digits) == wanted and _DIGITS.match(digits) and AMOUNT.match(piece.text + other.text):
                return number, other
            if other.amount:
                return None
    return None
