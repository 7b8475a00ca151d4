"""Sums across the rows of a table: a column that is the sum of others, found from the numbers and from the words of the head."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, groupby

from ...named import NamedTuple
from ...startup import pattern
from .blocks import Block, Line
from .sums import FAILURE, MARGIN, Equation, Schema, Spot, Table, allowed, bits, is_total

#: A few rows, those with the greatest figures, turn away most proposals.
_PROBED = 4
#: A column may stand for this many other ones before it, best first.
_KEPT = 2
#: Of more columns that only one row has figures in, some come to anything.
_UNTRIED = 5
_OF_WHICH = pattern(r"其中|#")


def column_sums(table: Table, block: Block) -> Iterator[Equation]:
    """The equations of the columns that are sums of others in nearly all rows."""
    for target, parts in _found(block):
        schema = Schema("column", (table.number, block.number, target, parts))
        yield from _equations(table, block, schema, target, parts)


def head_sums(table: Table, block: Block) -> Iterator[Equation]:
    """The equations that the head alone proposes: a column of totals over those that its words span."""
    for target, parts in _headed(block):
        schema = Schema("head", (table.number, block.number, target), words=True)
        yield from _equations(table, block, schema, target, parts)


def _equations(table: Table, block: Block, schema: Schema, target: int, parts: Sequence[int]) -> list[Equation]:
    made: list[tuple[Line, Equation]] = []
    for line in block.lines:
        if line.words.intersection((target, *parts)) or target not in line.values and not any(line.values.get(part) for part in parts):
            continue
        own = table.rows[line.number] if line.values else {}
        each = table.equation(schema, own.get(target) or Spot(table.number, line.number, target), [own[part] for part in parts if part in own])
        if each is not None:
            made.append((line, each))
    tried = {column for line, each in made if each.holds for column in block.columns if line.values.get(column)}
    return [each for line, each in made if each.holds or not _is_explained(line, block, {target, *tried}, parts, each.residual)]


def _is_explained(line: Line, block: Block, tried: set[int], parts: Sequence[int], residual: int) -> bool:
    """Whether columns that no row which comes out has figures in, counted or left out as parts, make this one come out as well."""
    unknown = [value if column not in parts else -value for column in block.columns if column not in tried and (value := line.values.get(column))]
    if len(unknown) > _UNTRIED:
        return False
    sizes = range(1, len(unknown) + 1)
    return any(allowed(residual - sum(chosen), len(parts)) for size in sizes for chosen in combinations(unknown, size))


def _found(block: Block) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every column with the columns that its numbers say it is the sum of."""
    columns = [column for column in block.columns if any(line.values.get(column) for line in block.lines)]
    rows = list(filter(any, dict.fromkeys(tuple([line.values.get(column, 0) for column in columns]) for line in block.lines)))
    for at, target in enumerate(columns if len(columns) > 1 else ()):
        scored = [
            (each.evidence, each.failed, parts) for parts, each in _scored(rows, at, len(columns))
            if each.held > 2 or each.summed and _spans(block, target, [columns[part] for part in parts])
        ]  # fmt: skip
        for parts in _best(scored):
            yield target, tuple([columns[part] for part in parts])


class _Score(NamedTuple):
    """Evidence, instances that hold and fail, and whether some are sums of several."""

    evidence: int
    held: int
    failed: int
    summed: bool


def _scored(rows: Sequence[tuple[int, ...]], at: int, width: int) -> Iterator[tuple[tuple[int, ...], _Score]]:
    """The proposals for a column of which more speaks than the search for them would find by chance."""
    search = width.bit_length()
    probes = sorted(rows, key=lambda row: -abs(row[at]))[:_PROBED]
    for parts in _proposals(width, at):
        tried = _score(rows, at, parts) if _fits(probes, at, parts) else None
        if tried is not None:
            beside = parts == tuple(range(at + 1, at + 1 + len(parts))) or parts == tuple(range(at - len(parts), at))
            evidence = tried.evidence - MARGIN - (2 * search if beside else (len(parts) + 1) * search)
            if evidence > 0:
                yield parts, tried._replace(evidence=evidence)


#: The widest form that is printed has a third of it.
_WIDEST = 96


@lru_cache(256)
def _proposals(width: int, at: int) -> Iterable[tuple[int, ...]]:
    """Runs of neighbours of any length, and any few columns; none in what is wider than any form."""
    if width > _WIDEST:
        return ()
    found = {tuple(range(at + 1, end)) for end in range(at + 2, width + 1)} | {tuple(range(start, at)) for start in range(at)}
    others = [column for column in range(width) if column != at]
    most = 4 if width < 9 else 3 if width < 12 else 2
    for size in range(1, min(most, len(others)) + 1):
        found.update(combinations(others, size))
    return found


def _fits(probes: Sequence[tuple[int, ...]], at: int, parts: tuple[int, ...]) -> bool:
    """Whether all but one of the rows with the greatest figures come out."""
    room = len(probes) - max(1, len(probes) - 1)
    for row in probes:
        if not row[at] or not allowed(row[at] - sum([row[part] for part in parts]), len(parts)):
            room -= 1
            if room < 0:
                return False
    return room >= 0


def _score(rows: Sequence[tuple[int, ...]], at: int, parts: tuple[int, ...]) -> _Score | None:
    """How much speaks for a column being the sum of others; ``None`` where a part does nothing."""
    evidence = held = failed = 0
    working: set[int] = set()
    summed = False
    for row in rows:
        used = [part for part in parts if row[part]]
        if not used and not row[at]:
            continue
        if allowed(row[at] - sum([row[part] for part in used]), len(used)):
            held += 1
            evidence += bits(row[at], len(used)) if row[at] else 1
            working.update(used)
            summed = summed or len(used) > 1
        else:
            failed += 1
            evidence -= FAILURE
    return _Score(evidence, held, failed, summed) if len(parts) == 1 or len(working) == len(parts) else None


def _best(scored: list[tuple[int, int, tuple[int, ...]]]) -> Iterator[tuple[int, ...]]:
    """The best proposals for one column; one that only adds columns to a better one says nothing new."""
    scored.sort(key=lambda each: (-(each[0] // 4), len(each[2])))
    kept: list[tuple[int, ...]] = []
    for evidence, failed, parts in scored:
        if evidence * 5 < scored[0][0] * 4 and failed > scored[0][1] or any(set(parts) >= set(other) for other in kept):
            continue
        kept.append(parts)
        yield parts
        if len(kept) == _KEPT:
            return


def _spans(block: Block, target: int, parts: Sequence[int]) -> bool:
    """Whether the head supports that a column is the sum of others."""
    own = block.paths[target]
    return bool(own) and is_total(own[-1]) or all(block.paths[part][:1] == own[:1] for part in parts)


def _headed(block: Block) -> Iterator[tuple[int, list[int]]]:
    """Every column of totals with those that its words span; a group stands by its own total."""
    heads = block.paths
    for target in block.columns:
        path = heads[target]
        if not path or not is_total(path[-1]):
            continue
        above = path[:-1]
        group = [column for column in block.columns if column != target and heads[column][: len(above)] == above]
        right = [column for column in group if column > target]
        parts = [column for column in _units(block, right or group, len(above)) if not _of_which(heads[column])]
        if len(parts) > 1:
            yield target, parts


def _units(block: Block, columns: Sequence[int], depth: int) -> list[int]:
    """Columns grouped by their words at this depth; of a group its total, else all."""
    found: list[int] = []
    for words, grouped in groupby(columns, key=lambda column: block.paths[column][depth : depth + 1]):
        group = list(grouped)
        totals = [column for column in group if is_total(block.paths[column][-1])] if words else []
        if len(group) == 1 or not words:
            found += group
        elif totals:
            found.append(totals[0])
        else:
            found += _units(block, group, depth + 1)
    return found


def _of_which(path: Sequence[str]) -> bool:
    return any(map(_OF_WHICH.match, path))
