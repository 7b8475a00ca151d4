"""What each row of a raw table is part of: by its code, and where codes do not tell by the first amounts, which are never blank."""

from collections.abc import Sequence

from .codes import OpenCodes
from .raw_records import Record
from .sums import allowed

#: The code of a kind has so many digits, each level below it two more.
_KIND = 3
#: The codes of functions begin so.
_BY_FUNCTION = "2"


def levels(found: Sequence[Record], values: Sequence[Sequence[int]]) -> list[int]:
    """The level that the first code of each row is of, from 0: where only 01 is printed, it is an item of the section above it or a section."""
    sections = _Sections()
    return [sections.level([word.text for word in record.codes], row) for record, row in zip(found, values, strict=True)]


class _Sections:
    """Reads codes in order.

    A section ends where its items make it up, or where codes begin again; kinds of expenditure by what is bought have sections alone.
    """

    def __init__(self) -> None:
        self.kind = self.last = ""
        self.rest: int | None = None
        self.items = 0

    def level(self, codes: list[str], row: Sequence[int]) -> int:
        """The level of the first code of the next row; one of a name alone, which the row below goes on with, ends nothing."""
        code, amount = codes[0] if codes else "", row[0] if row else 0
        if not code and not row:
            return 0
        if self.rest is not None and len(code) > _KIND and code.startswith(self.kind):
            self._item(code[-2:], self.rest - amount)
            return 0
        if not code or len(code) > 2:
            self.kind, self.rest, self.last = code, None, ""
            return 0
        if len(codes) > 1 or not self.kind.startswith(_BY_FUNCTION):
            return 1
        if self.rest is None or self.last and (allowed(self.rest, self.items) or code <= self.last):
            self.rest, self.last, self.items = amount, "", 0
            return 1
        self._item(code, self.rest - amount)
        return 2

    def _item(self, code: str, rest: int) -> None:
        self.last, self.rest = code, rest
        self.items += 1


def full_codes(found: Sequence[Record], first: Sequence[int]) -> list[str]:
    """The code of each row with those of the levels above it, where 201 08 01 or only 01 is printed; "" for none."""
    out: list[str] = []
    carried: list[str] = []
    for record, level in zip(found, first, strict=True):
        parts = [word.text for word in record.codes]
        if parts:
            whole = [parts[0][:_KIND], *(parts[0][at : at + 2] for at in range(_KIND, len(parts[0]), 2))] if not level else [parts[0]]
            carried = [*carried[:level], *whole, *parts[1:]]
        out.append("".join(carried) if parts else "")
    return out


def parents(codes: Sequence[str], totals: Sequence[bool], rows: Sequence[Sequence[int]]) -> list[int]:
    """The row that each row is part of, -1 for none."""
    found = [-1] * len(rows)
    tree: OpenCodes[int] = OpenCodes()
    roots: list[int] = []
    for number, code in enumerate(codes):
        if not rows[number]:
            continue
        above = tree.enter(code, number) if code else None
        if above is None:
            roots.append(number)
        else:
            found[number] = above
        if not code:
            tree.close()
    _runs(found, roots, codes, totals, rows)
    return found


def _runs(found: list[int], items: list[int], codes: Sequence[str], totals: Sequence[bool], rows: Sequence[Sequence[int]]) -> None:
    """Rows that the ones below them, or for totals those above, make up in their first amounts."""
    at = len(items) - 1
    while at >= 0:
        below = items[at + 1 :]
        coded = bool(codes[items[at]]) and all(codes[child] for child in below[:1])
        taken = 0 if coded else _run(items[at], below, totals, rows) or _all_below(items[at], below, codes, totals)
        for child in items[at + 1 : at + 1 + taken]:
            found[child] = items[at]
        del items[at + 1 : at + 1 + taken]
        at -= 1
    at = 1
    while at < len(items):
        taken = _run(items[at], items[at - 1 :: -1], totals, rows) if totals[items[at]] else 0
        for child in items[at - taken : at]:
            found[child] = items[at]
        del items[at - taken : at]
        at += 1 - taken


def _all_below(parent: int, below: Sequence[int], codes: Sequence[str], totals: Sequence[bool]) -> int:
    """How many rows a total above coded ones has below it where one amount is wrong: all that have codes, if nothing else follows but totals."""
    if not totals[parent] or codes[parent]:
        return 0
    count = next((at for at, row in enumerate(below) if not codes[row]), len(below))
    return count if count > 1 and all(totals[row] for row in below[count:]) else 0


def _run(parent: int, others: Sequence[int], totals: Sequence[bool], rows: Sequence[Sequence[int]]) -> int:
    """How many rows next to one make it up; a single one must be the same row once more, or below a total."""
    whole, total = rows[parent][0], 0
    if not whole:
        return 0
    for count, other in enumerate(others, 1):
        total += rows[other][0]
        if total > whole + count or totals[other] and totals[parent] and count > 1:
            return 0
        if allowed(whole - total, count) and (count > 1 or totals[parent] or list(rows[other]) == list(rows[parent])):
            return count
    return 0
