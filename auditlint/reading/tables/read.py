"""From sheets to tables with values, and from those to the sums that they are built of."""

from collections.abc import Sequence

from ...field import forms
from .amounts import decimals, units
from .blocks import Block, Line, blocks
from .columns import column_sums, head_sums
from .families import code_sums, flat_sums, flow_sums, grand_sums, half_sums, mark_sums
from .grids import Sheet
from .names import SCORED, title_of
from .runs import few_sums, run_sums
from .structure import Structure, choose, ties
from .sums import Equation, Spot, Table
from .top_totals import top_sums

#: A block of names takes the codes that other tables print beside the same names where so many of them are known.
_LENT, _SHARE = 3, (3, 5)
#: So many rows without a code and a total's name tell that codes alone do not say how a block adds up.
_UNCODED = 3


def tables(found: Sequence[Sheet]) -> list[Table]:
    """The tables of a filing with the values of their cells, each in units of its own last digit."""
    out: list[Table] = []
    for sheet in found:
        parts = blocks(sheet)
        places = _set_values(sheet, parts)
        form = forms().of_title(title_of(sheet))
        out.append(Table(len(out), parts, form.name if form is not None else "", places))
    lend_codes([block for table in out for block in table.blocks])
    return out


def _set_values(sheet: Sheet, parts: Sequence[Block]) -> int:
    """Give the lines of a table their values in units of the last digit of all; gives its decimals."""
    lines = [(columns, line) for block in parts for columns in [frozenset(block.columns)] for line in block.lines]
    places = max((decimals(entry.text) for columns, line in lines for column, entry in line.entries.items() if column in columns), default=0)
    for columns, line in lines:
        if line.number in sheet.loose:
            line.open = bool(line.entries)
            line.words.update(columns)
        elif not line.apart and not _numbers(line):
            line.values = {column: units(entry.text, places) for column, entry in line.entries.items() if column in columns}
    return places


def _numbers(line: Line) -> bool:
    """A row that only numbers the columns."""
    texts = [entry.text for entry in line.entries.values()]
    if line.code or len(line.label) > 3 or len(texts) < 2 or not all(text.isdecimal() for text in texts):
        return False
    return [int(text) for text in texts] == list(range(int(texts[0]), int(texts[0]) + len(texts)))


def lend_codes(parts: Sequence[Block]) -> None:
    """Give the rows of blocks without codes those that other blocks print beside the same names."""
    known: dict[str, set[str]] = {}
    for line in (line for block in parts for line in block.lines):
        if line.code and line.core and not line.key:
            known.setdefault(line.core, set()).add(line.code)
    for block in parts:
        if not block.coded:
            lent = _lent(block, known)
            named = sum(bool(line.values and line.label and not line.key) for line in block.lines)
            if len(lent) >= _LENT and len(lent) * _SHARE[1] >= named * _SHARE[0]:
                block.lent = True
                for line, code in lent.items():
                    line.code = code


def _is_mean(equation: Equation, table: Table, values: dict[Spot, int]) -> bool:
    """Whether a total of scores lies among them, as their mean does: their sum is more than any."""
    words = table.blocks[0].paths[equation.target.column][-1:]
    if equation.schema.across or not words or SCORED.search(words[0]) is None:
        return False
    parts = [values[part] for part in equation.parts if values.get(part)]
    return len(parts) > 1 and min(parts) <= values.get(equation.target, 0) <= max(parts)


def _lent(block: Block, known: dict[str, set[str]]) -> dict[Line, str]:
    found: dict[Line, str] = {}
    before = ""
    for line in block.lines:
        codes = known.get(line.core, set()) if not line.key else set()
        near = codes if len(codes) == 1 else {code for code in codes if before and code.startswith(before[:3])}
        if len(near) == 1:
            before = found[line] = next(iter(near))
    return found


def structure(found: Sequence[Table]) -> Structure:
    """The sums that the tables of a filing are built of."""
    equations: list[Equation] = []
    for table in found:
        for block in table.blocks:
            equations += column_sums(table, block)
            equations += head_sums(table, block)
            down: list[Equation] = []
            if block.coded:
                down += code_sums(table, block)
            if not block.coded or block.lent or sum(bool(line.values) and not line.code and not line.key for line in block.lines) >= _UNCODED:
                down += run_sums(table, block)
            down += mark_sums(table, block)
            down += few_sums(table, block)
            down += grand_sums(table, block)
            equations += [*down, *flat_sums(table, block, down), *top_sums(table, block, down)]
        equations += half_sums(table)
        equations += flow_sums(table)
    values: dict[Spot, int] = {}
    for table in found:
        values.update(table.values)
    equations = [each for each in equations if not _is_mean(each, found[each.target.table], values)]
    equations += ties(found, values)
    return choose(equations, values)
