"""Sums down the columns of a table, by codes and by words: parents of codes, totals, marks, and grand totals."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from .blocks import GRAND, GROUP, Block, Line
from .codes import OpenCodes
from .sums import MARGIN, Equation, Schema, Spot, Table, allowed, family, weigh

#: A total of all codes, or of what has none, is one of the first or of the last so many lines without a code.
_ENDS = 32


def code_sums(table: Table, block: Block) -> Iterator[Equation]:
    """A code is the sum of those right below it; codes are read in sequence, so that the same code may stand under several units."""
    lines = block.lines
    tree = _Tree(block)
    schema = Schema("code", (table.number, block.number))
    for parent, children in tree.families.items():
        yield from family(table, schema, lines[parent], [lines[child] for child in children], block.columns)
    for at in tree.bare:
        yield from _total_by_words(table, block, at, tree.roots, tree.bare)
        yield from _total_by_numbers(table, block, at, tree.roots, tree.bare)


class _Tree:
    """The children of each line by codes (``families``), the lines above none (``roots``), and the lines without a code (``bare``).

    What stands among the codes of a family without one, or with one that was not read, may be a part of it: such a family is none.
    Below a row of amounts among codes that has neither code nor name, names may stand at the amounts of others: families there are none.
    """

    def __init__(self, block: Block):
        self._block = block
        self._codes: OpenCodes[int] = OpenCodes()
        self._families: dict[int, list[int]] = {}
        self.roots: list[int] = []
        self.bare: list[int] = []
        self._broken: set[int] = set()
        self._closed: list[int] = []
        #: The classes of codes that stood before them.
        self._orphaned: set[str] = set()
        for at, line in enumerate(block.lines):
            self._enter(at, line)

    @property
    def families(self) -> dict[int, list[int]]:
        return {parent: children for parent, children in self._families.items() if parent not in self._broken}

    def _enter(self, at: int, line: Line) -> None:
        if not line.values and not line.open:
            if line.words and not line.key:
                self._break(self._codes.items, line)
        elif line.code:
            self._coded(at, line)
        elif (self._block.lent or line.words) and not line.key and self._codes.items:
            self._broken.update(self._codes.items)  # a name that no code was lent to, or whose code was not read, may be a part of any of them
        else:
            self._codeless(at, line)

    def _coded(self, at: int, line: Line) -> None:
        parent = self._codes.enter(line.code, at)
        (self.roots if parent is None else self._families.setdefault(parent, [])).append(at)
        if line.code in self._orphaned:
            self._broken.add(at)
        if parent is None and len(line.code) % 2:
            self._orphaned.update(line.code[:size] for size in range(3, len(line.code), 2))
        self._break(self._closed, line)
        self._closed = []

    def _codeless(self, at: int, line: Line) -> None:
        open_codes = self._codes.items
        if not line.label and open_codes:
            self._broken.update(range(at + 1, len(self._block.lines)))
        self.bare.append(at)
        self._orphaned.clear()
        self._closed = [] if line.key else open_codes or self._closed
        self._codes.close()

    def _break(self, above: Iterable[int], line: Line) -> None:
        """Of some lines those under which another may stand are no families; without a code it may under all of them."""
        self._broken.update(at for at in above if line.code.startswith(self._block.lines[at].code) or not line.code)


def _total_by_words(table: Table, block: Block, at: int, roots: list[int], bare: list[int]) -> Iterator[Equation]:
    """A line that is called a total over the codes right below it, else over those above it."""
    line = block.lines[at]
    children = _between(roots, at, bare) or roots[: bisect_left(roots, at)] if line.key else []
    if children:
        several = sum(other.coded for other in table.blocks) > 1  # a total may be that of other halves too
        schema = Schema("words", ("total",), words=True) if block.lent or several else table.words("total")
        yield from family(table, schema, line, [block.lines[child] for child in children], block.columns)


def _total_by_numbers(table: Table, block: Block, at: int, roots: list[int], bare: list[int]) -> Iterator[Equation]:
    """A line without a code over the codes below it, above it or all, whichever the numbers tell."""
    choices = {"below": _between(roots, at, bare)}
    if at in bare[:_ENDS] or at in bare[-_ENDS:]:
        choices |= {
            "under": roots[bisect_right(roots, at) :],
            "all": roots,
            "above": roots[: bisect_left(roots, at)],
            "bare below": bare[bisect_right(bare, at) :],
            "bare above": bare[: bisect_left(bare, at)],
        }
    best: tuple[int, int] | None = None
    found: list[Equation] = []
    for name, children in choices.items():
        schema = Schema("total", (table.number, block.number, at, name))
        made = family(table, schema, block.lines[at], [block.lines[child] for child in children], block.columns) if children else []
        held, failed, evidence = weigh(made, table.values)
        if held > failed and evidence > MARGIN + len(choices).bit_length() and (best is None or (held - failed, evidence) > best):
            best, found = (held - failed, evidence), made
    yield from found


def _between(roots: list[int], at: int, bare: list[int]) -> list[int]:
    """The roots below a line and above the next one without a code."""
    following = bisect_right(bare, at)
    return roots[bisect_right(roots, at) : bisect_left(roots, bare[following]) if following < len(bare) else None]


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
    """The lines right below one by their marks; a line of words alone among them may be the rest of a name, unless marks begin anew behind it."""
    found: list[Line] = []
    passed = False
    for line in lines[at + 1 :]:
        if line.depth == 0 and line.label and not line.key and not line.values and found:
            passed = True
            continue
        if line.depth <= lines[at].depth or passed and _mark_of(line) == _mark_of(found[0]):
            break
        if not found or line.depth <= found[0].depth:
            found.append(line)
    return found


def _mark_of(line: Line) -> str:
    """The mark that the name of a line begins with."""
    return line.label.removesuffix(line.core)


def grand_sums(table: Table, block: Block) -> Iterator[Equation]:
    """总计 is 合计 and what stands between them."""
    lines = [line for line in block.lines if line.label or line.values]  # a name may have been lost to the half beside it
    schema = table.words("grand")
    base: int | None = None
    for at, line in enumerate(lines):
        if line.key == GRAND and base is not None:
            between = lines[base + 1 : at]
            choices = addends(lines[base], between)
            for column in filter(line.values.get, block.columns):
                every = [*choices, [lines[base], *_chief(between, column)]]
                made = [each for children in every for each in family(table, schema, line, children, [column])]
                if made:
                    yield next((each for each in made if each.holds), made[0])
        elif line.key and line.key != GRAND:
            base = at


def addends(base: Line, between: Sequence[Line]) -> list[list[Line]]:
    """What may be added to a total on the way to the next: all between them, the chief of them by their marks, or the first."""
    whole = [other for other in between if not other.part]
    return [
        [base, *between],
        [base, *(other for other in whole if other.depth <= 1)],
        [base, *(other for other in whole if other.depth == 0)],
        [base, *between[:1]],
    ]


def _chief(between: Sequence[Line], column: int) -> list[Line]:
    """The lines without those that make up the one above them: 年初结转和结余，其中：基本支出结转, 项目支出结转."""
    found: list[Line] = []
    at = 0
    while at < len(between):
        found.append(between[at])
        whole, made, at = between[at].values.get(column, 0), 0, at + 1
        for stop in range(at, len(between)):
            made += between[stop].values.get(column, 0)
            if whole and allowed(whole - made, stop + 1 - at) and (stop > at or between[at].part):
                at = stop + 1
                break
    return found


def flat_sums(table: Table, block: Block, made: Iterable[Equation]) -> Iterator[Equation]:
    """The only total of a block over all other rows that are no parts of one of them, in the columns where nothing that was ``made`` comes out."""
    total, others = _only_total(block)
    if total is None:
        return
    down = sorted((each for each in made if not each.schema.across), key=attrgetter("holds"))
    told = {each.target: each.holds for each in down}
    inner = {part for each in down if each.holds for part in each.parts}
    schema = Schema("flat", (table.number, block.number), words=True)
    for column in block.columns:
        target = Spot(table.number, total.number, column)
        if table.values.get(target) and not told.get(target):
            parts = [spot for line in others if (spot := table.rows[line.number].get(column)) is not None and spot not in inner]
            equation = table.equation(schema, target, parts)
            if equation is not None and equation.size > 1 and _may_be_all(table, equation, target in told):
                yield equation


def _only_total(block: Block) -> tuple[Line | None, list[Line]]:
    """The only total of a block and the rows above or below it; ``None`` where there are others, or rows that may be parts of rows."""
    totals = [line for line in block.lines if line.key]
    others = [line for line in block.lines if line.values and not line.key]
    if len(totals) != 1 or totals[0].key == GROUP or not others or any(line.part or line.apart or line.open for line in others):
        return None, others
    return None if others[0].number < totals[0].number < others[-1].number else totals[0], others


def _may_be_all(table: Table, equation: Equation, rivalled: bool) -> bool:
    """Whether rows may be all that make up a total: what comes to twice as much and more has parts among it; where words propose fewer, all must come out."""
    return equation.holds or not rivalled and abs(equation.residual) < abs(table.values.get(equation.target, 0))


def half_sums(table: Table) -> Iterator[Equation]:
    """收入总计 is 支出总计 where both stand in one row."""
    schema = Schema("half", ("totals",), words=True)
    for left, right in pairwise(table.blocks):
        others = {line.number for line in right.lines if line.key == GRAND}
        for line in left.lines:
            if line.key == GRAND and line.number in others:
                ends = Spot(table.number, line.number, left.columns[0]), Spot(table.number, line.number, right.columns[0])
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
        rows = [(line, Spot(table.number, line.number, block.columns[at])) for block in halves for line in block.lines]
        for parent, children in _flow(rows).items():
            made = table.equation(schema, parent, children)
            if made is not None:
                yield made


def _flow(rows: Sequence[tuple[Line, Spot]]) -> dict[Spot, list[Spot]]:
    """What each figure of a column that goes on over the halves is made of: by codes, and the totals of all codes above none since the last."""
    families: dict[Spot, list[Spot]] = {}
    codes: OpenCodes[Spot] = OpenCodes()
    roots: list[Spot] = []
    for line, spot in rows:
        if line.code:
            parent = codes.enter(line.code, spot)
            (roots if parent is None else families.setdefault(parent, [])).append(spot)
        elif line.key and line.values and roots:
            families[spot], roots = roots, []
            codes.close()
    return families
