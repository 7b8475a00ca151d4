"""Which of the proposed sums a table is really built of: a schema fails never or often, and the counts decide.

A schema that holds in three distinct instances and fails in hardly any is *established*; codes add up to their evidence over the whole
filing, and a form that is confirmed establishes what its words say.  One that holds more often than it fails, and what words alone propose, is *likely*: it may confirm a repair and never accuses by itself.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat

from ...named import NamedTuple
from .blocks import Block, Line
from .sums import Equation, Schema, Spot, Table

#: So many distinct instances establish a schema, and so many of a tree of codes where the codes of the whole filing add up.
ENOUGH, OF_CODES = 3, 2
#: A slip breaks at most two families of a tree: the one that its row heads, and the one that it is part of.
_OF_ONE_SLIP = 2
#: One failure in so many instances is a slip; more often the structure was never there.
_RARE = 8
_POOLED = 12
#: Two columns that agree in most rows and differ in one in so many tell of the same money.
_TIED = 5
#: What is printed again stands in one of so many columns behind that have the same amount at the same code.
_NEAREST = 64
#: What words alone propose, or two columns that agree, is likely at most, however often it holds.
_BY_WORDS = frozenset(("words", "form", "flat", "half", "tie"))


Keyed = dict[tuple[str, str], Spot]


class Structure(NamedTuple):
    """The sums of a filing's tables: equations of established schemas and of likely ones."""

    established: list[Equation]
    likely: list[Equation]


def choose(equations: Iterable[Equation], values: dict[Spot, int]) -> Structure:
    """Count the evidence of every schema and keep the equations of those that are there."""
    equations = _adding(_not_refuted(_united(equations)))
    _count(equations, values)
    schemas = {id(each.schema): each.schema for each in equations}
    pooled = _codes_add_up(schemas.values())
    established = {key for key, schema in schemas.items() if _is_established(schema, pooled)}
    likely = {key for key, schema in schemas.items() if key not in established and _is_likely(schema, pooled)}
    return Structure([each for each in equations if id(each.schema) in established], [each for each in equations if id(each.schema) in likely])


def _codes_add_up(schemas: Iterable[Schema]) -> bool:
    """Whether the trees of codes of a filing come out taken together, those left out that are none."""
    trees = [schema for schema in schemas if schema.kind == "code" and _hardly_fails(schema)]
    return sum(each.held for each in trees) >= _POOLED * max(1, sum(each.failed for each in trees))


def _united(equations: Iterable[Equation]) -> list[Equation]:
    """The equations with one schema object for each kind and key."""
    known: dict[tuple[str, tuple[object, ...]], Schema] = {}
    found: list[Equation] = []
    for each in equations:
        schema = known.setdefault((each.schema.kind, each.schema.key), each.schema)
        found.append(each if schema is each.schema else each._replace(schema=schema))
    return found


def _not_refuted(equations: Sequence[Equation]) -> list[Equation]:
    """Words that propose a sum which comes out are not refuted by what else they might propose.

    That both sides come to the same is no sum, and speaks only against what has a single part.
    """
    settled: dict[bool, set[Spot]] = {False: set(), True: set()}
    for each in equations:
        if each.schema.words and each.holds and not each.schema.across:
            settled[each.schema.kind == "half"].add(each.target)
    return [
        each for each in equations
        if each.holds or not each.schema.words or each.schema.across
        or each.target not in settled[False] and (each.size > 1 or each.target not in settled[True])
    ]  # fmt: skip


def _is_established(schema: Schema, pooled: bool) -> bool:
    """Whether a schema accuses what breaks it; ``pooled`` tells that the codes of the whole filing add up."""
    if schema.kind == "form" or schema.kind == "code" and pooled:
        if schema.held >= OF_CODES and schema.failed <= min(_OF_ONE_SLIP, schema.held - 1):
            return True
    return schema.kind not in _BY_WORDS and schema.held >= ENOUGH and _hardly_fails(schema)


def _is_likely(schema: Schema, pooled: bool) -> bool:
    return schema.kind in _BY_WORDS or schema.kind == "code" and pooled or schema.held > schema.failed or schema.kind == "head" and schema.failed <= 1


def _hardly_fails(schema: Schema) -> bool:
    return schema.failed <= max(1, schema.held // _RARE)


def _adding(equations: Sequence[Equation]) -> list[Equation]:
    """The equations without those down columns that do not add: prices, scores and ranks beside amounts.

    Such a column comes out in fewer rows than not, and in more of them not than one slip could break.
    """
    rows: dict[tuple[int, int], dict[int, bool]] = {}
    for each in equations:
        if not each.schema.across and each.schema.kind not in ("tie", "half"):
            found = rows.setdefault((each.target.table, each.target.column), {})
            found[each.target.row] = found.get(each.target.row, False) or each.holds
    apart = {column for column, found in rows.items() if len(found) - sum(found.values()) > max(_OF_ONE_SLIP, sum(found.values()))}
    return [
        each for each in equations
        if each.schema.across or each.schema.kind in ("tie", "half") or (each.target.table, each.target.column) not in apart
    ]  # fmt: skip


def _count(equations: Sequence[Equation], values: dict[Spot, int]) -> None:
    """Count distinct instances: the same figures in another row are no new evidence, and a family that fails in several columns fails once."""
    seen: set[tuple[int, int, tuple[int, ...]]] = set()
    failing: set[tuple[int, int, int]] = set()
    for each in equations:
        schema = each.schema
        if not each.holds:
            family = id(schema), each.target.table, each.target.row
            schema.failed += family not in failing
            failing.add(family)
            continue
        if not each.size:
            continue
        instance = id(schema), values.get(each.target, 0), tuple(sorted([value for part in each.parts if (value := values[part])]))
        if instance not in seen:
            seen.add(instance)
            schema.held += 1


def ties(tables: Sequence[Table], values: dict[Spot, int]) -> list[Equation]:
    """Pairs of columns that agree, row by row, under the same code or name: they print the same money twice.

    Of columns that all agree with each other each is tied to one.
    """
    columns = [
        (block, rows) for table in tables for block in table.blocks for column in block.columns
        if len(rows := _keyed(table, block, column)) >= ENOUGH
    ]  # fmt: skip
    above = list(range(len(columns)))
    found: list[Equation] = []
    for _, _, one, other in sorted(_agreeing(columns, values)):
        if _root(above, one) == _root(above, other):
            continue
        above[_root(above, other)] = _root(above, one)
        schema = Schema("tie", (one, other))
        first, second = columns[one][1], columns[other][1]
        for key in sorted(first.keys() & second.keys()):
            residual = values[first[key]] - values[second[key]]
            found.append(Equation(schema, first[key], (second[key],), residual, 1, abs(residual) <= 1))
    return found


def _agreeing(columns: Sequence[tuple[Block, Keyed]], values: dict[Spot, int]) -> Iterator[tuple[int, int, int, int]]:
    """Pairs of columns of different blocks that agree in nearly all rows: in how many they differ, how much speaks for them, and which they are."""
    alike: dict[tuple[tuple[str, str], int], list[int]] = {}
    for number, (_, rows) in enumerate(columns):
        for key, spot in rows.items():
            alike.setdefault((key, values[spot]), []).append(number)
    near = (pair for those in alike.values() for at, one in enumerate(those) for pair in zip(repeat(one), those[at + 1 : at + 1 + _NEAREST], strict=False))
    for (one, other), times in Counter(near).items():
        (block, first), (beside, second) = columns[one], columns[other]
        if block is beside or times < ENOUGH:
            continue
        common = first.keys() & second.keys()
        equal = [value for key in common if (value := values[first[key]]) == values[second[key]]]
        differ, told = len(common) - len(equal), len(set(equal))
        if told >= ENOUGH and differ <= min(1, len(equal) // _TIED):
            yield differ, -told, one, other


def _root(above: list[int], number: int) -> int:
    while above[number] != number:
        above[number] = above[above[number]]  # the way of the next is half as long
        number = above[number]
    return number


def _keyed(table: Table, block: Block, column: int) -> Keyed:
    """The figures of a column by code, by name, or as a total; what stands there twice is left out."""
    found: Keyed = {}
    twice: set[tuple[str, str]] = set()
    for line in block.lines:
        if not line.values.get(column):
            continue
        key = _key(line)
        if key is None:
            continue
        if key in found:
            twice.add(key)
        found[key] = Spot(table.number, line.number, column)
    return {key: spot for key, spot in found.items() if key not in twice}


def _key(line: Line) -> tuple[str, str] | None:
    if line.key:
        return ("total", line.key)
    return ("code", line.code) if line.code else ("name", line.core) if line.core else None
