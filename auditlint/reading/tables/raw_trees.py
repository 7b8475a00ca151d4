"""What each row of a raw table is part of: by its code, and where codes do not tell by the first amounts, which are never blank."""

from collections.abc import Sequence

from .raw_records import Record
from .sums import allowed


def full_codes(found: Sequence[Record]) -> list[str]:
    """The code of each row with that of the levels above it, where 201 08 01 or only 01 is printed; "" for none."""
    out: list[str] = []
    carried: list[str] = []
    for record in found:
        parts = [word.text for word in record.codes]
        if not parts:
            out.append("")
            continue
        if len(parts[0]) > 2:
            carried = parts
        else:
            carried = [*carried[: 3 - len(parts)], *parts]
        out.append("".join(carried))
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
        taken = _run(items[at], items[at + 1 :], totals, rows) if not codes[items[at]] or not codes[items[at + 1] if at + 1 < len(items) else items[at]] else 0
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
