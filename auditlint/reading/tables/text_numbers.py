"""Amounts that a narrow column breaks over lines of plain text, put together again."""

from ...startup import pattern
from .amounts import decimals, goes_on, is_amount, is_plain, usual_decimals
from .text_pieces import Piece, PieceLine

_DIGITS = pattern(r"\d+$")
_CODED = pattern(r"\d{3,9}$")
#: So many lines below its beginning the rest of an amount stands at most: the line of its row may be between.
_REACH = 2
#: Decimals stand so many characters beside the place where they belong at most: nothing else begins with a point.
_DRIFT = 12


def whole_numbers(lines: list[PieceLine], exact: bool) -> list[PieceLine]:
    """The lines with amounts whose last digits stand below them made whole, in the line that their row has its others in.

    Where the last digits stand in the very next line, what else stands in that belongs to the same row.
    Where the places of lines are ``exact``, what is broken stands nearer to its rest than rows do.
    """
    broken = _Broken(lines, exact)
    for number in range(len(lines)):
        broken.mend(number)
    return [
        line._replace(pieces=tuple(sorted(pieces, key=lambda each: each.left)))
        for line, pieces in zip(lines, broken.pieces, strict=True) if pieces and not line.dropped
    ]  # fmt: skip


class _Broken:
    """The pieces of lines, put together line by line from the first."""

    def __init__(self, lines: list[PieceLine], exact: bool):
        self.pieces = [list(line.pieces) for line in lines]
        self.gaps = [exact and line.gap for line in lines]
        self.numbers = {line.number: number for number, line in enumerate(lines)}
        texts = [piece.text for line in lines for piece in line.pieces if "." in piece.text]
        self.usual = usual_decimals(texts)
        #: No amount ends with a zero: they are printed without, and a zero below one is another cell.
        self.stripped = not any(text.endswith("0") for text in texts if is_amount(text))

    def mend(self, number: int) -> None:
        """Make the amounts of a line whole."""
        waiting = [piece for piece in self.pieces[number] if piece.amount]
        while waiting:
            piece = waiting.pop(0)
            first = self.numbers[piece.line] + 1
            end = min(first + _REACH, len(self.gaps))
            own = _is_coded(self.pieces[first - 1])
            last = next((at for at in range(first, end) if self.gaps[at] or own and _is_coded(self.pieces[at])), end)
            found = _rest(piece, self.pieces[first:last], self.usual)
            if found is not None and not (self.stripped and "." in piece.text and not found[1].text.strip("0")):
                below, rest = found
                waiting += self._join(number, piece, first, first + below, rest)

    def _join(self, number: int, piece: Piece, first: int, below: int, rest: Piece) -> list[Piece]:
        """Put an amount and its rest together, in the line between them where that has amounts; gives other amounts that come with the rest."""
        self.pieces[number].remove(piece)
        self.pieces[below].remove(rest)
        text = piece.text + rest.text
        whole = piece._replace(text=text, right=piece.right + len(rest.text), plain=is_plain(text))
        if below > first and any(each.amount for each in self.pieces[first]):
            self.pieces[first].append(whole)
            return []
        others = _behind(whole, self.pieces[below])
        self.pieces[below] = []
        self.pieces[number] += [whole, *others]
        return [each for each in others if each.amount]


def _is_coded(pieces: list[Piece]) -> bool:
    """Whether a code with its name begins a line: a row of its own."""
    return len(pieces) > 1 and _CODED.match(pieces[0].text) is not None and not pieces[1].amount


def _behind(piece: Piece, others: list[Piece]) -> list[Piece]:
    """Pieces of a row that stand behind another, moved there where their line has lost its place."""
    shift = max(0, piece.right + 1 - min((each.left for each in others), default=piece.right + 1))
    return [each._replace(left=each.left + shift, right=each.right + shift) for each in others] if shift else others


def _rest(piece: Piece, below: list[list[Piece]], usual: int) -> tuple[int, Piece] | None:
    """Where the rest of a broken amount stands: which of the lines below it, and its digits."""
    wanted = usual - decimals(piece.text)
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
            if point != broken and len(digits) == wanted and _DIGITS.match(digits) and is_amount(piece.text + other.text) and goes_on(piece.text, digits):
                return number, other
            if other.amount:
                return None
    return None
