"""The numbers of rows (行次) in raw text: where a head tells of them they are taken out, for without its place one beside a blank is like an amount."""

from collections.abc import Sequence

from .raw_lines import RawTable, Word

_NUMBERS = "行次"
#: So many numbers that run on are a column of them; rows of which the number was lost are fewer.
_FEWEST, _GAP = 3, 3
#: No table has more rows.
_DIGITS = 3


def without_numbers(table: RawTable) -> RawTable:
    """A table without the numbers of its rows; the names before them know the half that each number tells."""
    halves = sum(word.text == _NUMBERS for line in table.head for word in line)
    numbers = _Numbers(halves)
    rest = [_told(line, numbers.of(line)) for line in table.body if halves]
    if not halves or numbers.count < _FEWEST * halves:
        return table
    head = [[word for word in line if word.text != _NUMBERS] for line in table.head]
    return table._replace(head=[line for line in head if line], body=[line for line in rest if line])


def _told(line: Sequence[Word], numbers: dict[int, int]) -> list[Word]:
    """A line without numbers, of which the halves are told by identity: a name that stands before one is of its half."""
    found: list[Word] = []
    for word in line:
        half = numbers.get(id(word), -1)
        if half < 0:
            found.append(word)
        elif found and not found[-1].amount:
            found[-1] = found[-1]._replace(half=half)
    return found


class _Numbers:
    """Follows the numbers of each half, which run on from line to line: 1, 2, 3 beside 34, 35, 36."""

    def __init__(self, halves: int):
        self.after: list[int] = [0] + [-1] * (halves - 1)
        self.count = 0
        #: The half of the last number, until a name stands behind it: the next number of that half has a name before it, or is the very next.
        self.bare = -1

    def of(self, line: Sequence[Word]) -> dict[int, int]:
        """The identities of the words of a line that are numbers, and the half of each: each begins its line, or stands behind a name or the number of the half before.

        The very next number of the last half may end a line behind an amount: the rest of its row is blank.
        """
        found: dict[int, int] = {}
        half = 0
        before: Word | None = None
        for word in line:
            ends = word is line[-1] and word.text == str(self.after[-1] + 1)
            if before is None or not before.amount or id(before) in found or ends:
                at = self._half(word.text, half, bool(found))
                if at >= 0:
                    found[id(word)] = at
                    self.after[at] = int(word.text)
                    half = at + 1
                    self.bare = at
                    self.count += 1
            if not word.amount:
                self.bare = -1
            before = word
        return found

    def _half(self, text: str, first: int, beside: bool) -> int:
        """The half whose numbers a word goes on, or begins beside those of the first half; -1 for none."""
        if not text.isdecimal() or len(text) > _DIGITS or text.startswith("0"):
            return -1
        number = int(text)
        for half in range(first, len(self.after)):
            last = self.after[half]
            if last < number <= last + (1 if half == self.bare else _GAP) if last >= 0 else beside and number > self.after[half - 1]:
                return half
        return -1
