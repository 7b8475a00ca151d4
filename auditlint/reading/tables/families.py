"""Sums down the columns of a table, by codes and by words: parents of codes, totals, marks, and grand totals."""

from collections.abc import Iterator, Sequence

from .blocks import Block, Line
from .sums import MARGIN, Equation, Schema, Spot, Table, family, weigh


def code_sums(table: Table, block: Block) -> Iterator[Equation]:
    """A code is the sum of those right below it; codes are read in sequence, so that the same code may stand under several units."""
    lines = block.lines
    families, roots, bare = _tree(block)
    schema = Schema("code", (table.number, block.number))
    for parent, children in families.items():
        yield from family(table, schema, lines[parent], [lines[child] for child in children], block.columns)
    for at in bare:
        yield from _total(table, block, at, roots, bare)


def _tree(block: Block) -> tuple[dict[int, list[int]], list[int], list[int]]:
    """The children of each line by codes, the lines above none, and the lines without a code."""
    lines = block.lines
    families: dict[int, list[int]] = {}
    stack: list[int] = []
    roots: list[int] = []
    bare: list[int] = []
    broken: set[int] = set()
    for at, line in enumerate(lines):
        if not line.values and not line.open:
            continue
        if line.code:
            while stack and not (line.code.startswith(lines[stack[-1]].code) and len(line.code) > len(lines[stack[-1]].code)):
                stack.pop()
            if stack:
                families.setdefault(stack[-1], []).append(at)
            else:
                roots.append(at)
            stack.append(at)
        elif block.lent and not line.key and stack:
            broken.update(stack)  # a name that no code was lent to may be a part of any of them
        else:
            bare.append(at)
            stack = []
    return {parent: children for parent, children in families.items() if parent not in broken}, roots, bare


def _total(table: Table, block: Block, at: int, roots: list[int], bare: list[int]) -> Iterator[Equation]:
    """A line without a code over the codes below it, above it or all, whichever the numbers tell."""
    lines = block.lines
    line = lines[at]
    following = next((other for other in bare if other > at), len(lines))
    below = [root for root in roots if at < root < following]
    if line.key:
        children = below or [root for root in roots if root < at]
        if children:
            several = sum(other.coded for other in table.blocks) > 1  # a total may be that of other halves too
            schema = Schema("words", ("total",), words=True) if block.lent or several else table.words("total")
            yield from family(table, schema, line, [lines[child] for child in children], block.columns)
    choices = {
        "below": below,
        "under": [root for root in roots if root > at],
        "all": roots,
        "above": [root for root in roots if root < at],
        "bare below": [other for other in bare if other > at],
        "bare above": [other for other in bare if other < at],
    }
    best: tuple[int, int, list[Equation]] | None = None
    for name, children in choices.items():
        if children:
            schema = Schema("total", (table.number, block.number, at, name))
            made = family(table, schema, line, [lines[child] for child in children], block.columns)
            held, failed, evidence = weigh(made, table.values)
            if held > failed and evidence > MARGIN + len(choices).bit_length() and (best is None or (held - failed, evidence) > best[:2]):
                best = held - failed, evidence, made
    if best is not None:
        yield from best[2]


def mark_sums(table: Table, block: Block) -> Iterator[Equation]:
    """What marks propose: 一、over its （一）…, a total over the 一、二、… before it."""
    lines = [line for line in block.lines if block.lent or not line.code]
    parts = table.words("marks")
    totals = table.words("marked total")
    tops: list[Line] = []
    for at, line in enumerate(lines):
        if line.depth:
            children = _below(lines, at)
            if len(children) > 1:
                yield from family(table, parts, line, children, block.columns)
        if line.depth == 1:
            tops.append(line)
        elif line.key and tops:
            yield from family(table, totals, line, tops, block.columns)
            tops = []


def _below(lines: Sequence[Line], at: int) -> list[Line]:
    """The lines right below one by their marks."""
    found: list[Line] = []
    for line in lines[at + 1 :]:
        if line.depth == 0 or line.depth <= lines[at].depth:
            break
        if not found or line.depth <= found[0].depth:
            found.append(line)
    return found


def grand_sums(table: Table, block: Block) -> Iterator[Equation]:
    """总计 is 合计 and what stands between them."""
    lines = [line for line in block.lines if line.label]
    schema = table.words("grand")
    for at, line in enumerate(lines):
        before = [other for other in range(at) if lines[other].key and lines[other].key != "总计"]
        if line.key != "总计" or not before:
            continue
        base = lines[before[-1]]
        between = lines[before[-1] + 1 : at]
        choices = [
            [base, *between],
            [base, *(other for other in between if other.depth <= 1 and not other.part)],
            [base, *(other for other in between if other.depth == 0 and not other.part)],
            [base, *between[:1]],
        ]
        for column in block.columns:
            if not line.values.get(column):
                continue
            made = [each for children in choices for each in family(table, schema, line, children, [column])]
            if made:
                yield next((each for each in made if each.holds), made[0])


def half_sums(table: Table) -> Iterator[Equation]:
    """收入总计 is 支出总计 where both stand in one row."""
    schema = Schema("half", ("totals",), words=True)
    for left, right in zip(table.blocks, table.blocks[1:], strict=False):
        others = {line.number: line for line in right.lines}
        for line in left.lines:
            other = others.get(line.number)
            if other is not None and line.key == other.key == "总计":
                ends = Spot(table.number, line.number, left.columns[0]), Spot(table.number, other.number, right.columns[0])
                if all(end in table.values for end in ends):
                    made = table.equation(schema, ends[1], (ends[0],))
                    if made is not None:
                        yield made


def flow_sums(table: Table) -> Iterator[Equation]:
    """Codes that go on from the bottom of one half to the top of the next, and totals over all since the one before."""
    halves = [block for block in table.blocks if block.coded]
    if len(halves) < 2 or len({len(block.columns) for block in halves}) > 1:
        return
    schema = Schema("flow", (table.number,))
    for at in range(len(halves[0].columns)):
        families: dict[Spot, list[Spot]] = {}
        stack: list[tuple[str, Spot]] = []
        roots: list[Spot] = []
        for block in halves:
            for line in block.lines:
                spot = Spot(table.number, line.number, block.columns[at])
                if line.code:
                    while stack and not (line.code.startswith(stack[-1][0]) and len(line.code) > len(stack[-1][0])):
                        stack.pop()
                    if stack:
                        families.setdefault(stack[-1][1], []).append(spot)
                    else:
                        roots.append(spot)
                    stack.append((line.code, spot))
                elif line.key and line.values and roots:
                    families[spot], roots, stack = roots, [], []
        for parent, children in families.items():
            made = table.equation(schema, parent, children)
            if made is not None:
                yield made
