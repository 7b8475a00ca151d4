"""What each row of a raw table is part of: by its code, and where codes do not tell by the first amounts, which are never blank."""

from collections.abc import Sequence

from .raw_records import Record
from .sums import allowed

#: The code of a kind has so many digits, each level below it two more.
_KIND = 3


def levels(found: Sequence[Record], values: Sequence[Sequence[int]]) -> list[int]:
    """The level that the first code of each row is of, from 0: where only 01 is printed, it is an item of the section above it or a section.

    A section ends where its items make it up, or where codes begin again; kinds of expenditure by what is bought have sections alone.
    """
    out: list[int] = []
    kind = last = ""
    rest: int | None = None
    items = 0
    for record, row in zip(found, values, strict=True):
        parts = [word.text for word in record.codes]
        if parts and len(parts[0]) > _KIND and parts[0].startswith(kind) and rest is not None:
            out.append(0)
            rest -= row[0] if row else 0
            last = parts[0][-2:]
            items += 1
        elif not parts or len(parts[0]) > 2:
            kind, rest, last = (parts[0] if parts else ""), None, ""
            out.append(0)
        elif len(parts) > 1:
            out.append(1)
        elif not kind.startswith("2"):
            out.append(1)
        elif rest is None or last and (allowed(rest, items) or parts[0] <= last):
            out.append(1)
            rest, last, items = (row[0] if row else 0), "", 0
        else:
            out.append(2)
            rest -= row[0] if row else 0
            last = parts[0]
            items += 1
    return out


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
    stack: list[int] = []
    roots: list[int] = []
    for number, code in enumerate(codes):
        if not rows[number]:
            continue
        if not code:
            stack = []
            roots.append(number)
            continue
        while stack and not (code.startswith(codes[stack[-1]]) and len(code) > len(codes[stack[-1]])):
            stack.pop()
        if stack:
            found[number] = stack[-1]
        else:
            roots.append(number)
        stack.append(number)
    _runs(found, roots, codes, totals, rows)
    return found


def _runs(found: list[int], items: list[int], codes: Sequence[str], totals: Sequence[bool], rows: Sequence[Sequence[int]]) -> None:
    """Rows that the ones below them, or for totals those above, make up in their first amounts."""
    at = len(items) - 1
    while at >= 0:
        below = items[at + 1 :]
        coded = bool(codes[items[at]]) and all(codes[child] for child in below[:1])
        taken = 0 if coded else _run(items[at], below, totals, rows)
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
