"""Tables of final accounts in plain text: from a region's lines to rows whose figures know their columns."""

from bisect import bisect_left
from collections import Counter

import regex

from ..model.document import Cell
from ..model.figure import SHIFT, Figure, Word
from ..model.filing import Filing
from ..model.tables import Row, Table
from ..startup import pattern
from .regions import Region
from .statements import Statement
from .table_cells import OUTSIDE, CellReader, cell_rows
from .table_evidence import Evidence, assign, name_figures
from .table_forms import BY_CODE, ONE, Form, budget_form, form_of, stands_upright
from .table_publics import read_upright
from .table_rows import Raw, one_row, read_rows, tokens

_UNIT = pattern(
    r"(?:单位|金额)\s*[:：（(]?\s*[（(]?(?:人民币)?(元|千元|万元|亿元)(?![一-龥]{1,4}[县市区州局镇乡委])|[（(](元|千元|万元|亿元)[）)]"
)
#: The codes of personnel costs.
_PERSONNEL = ("301", "303")
_BOTH = 2
#: Words of a head are broken over lines.
_BROKEN = pattern(r"(?<=[一-龥（）])\s+(?=[一-龥（）])")
#: Why a figure is not bound to a column.
UNSURE = "表格抽取成文字后空格消失，不能确定是哪一栏"
def read_tables(filing: Filing, regions: list[Region]) -> None:
    """Read the tables of final accounts; what the narrative says, which is read already, helps to tell columns apart."""
    forms: dict[int, Form] = {}
    tables: list[Table] = []
    for region in regions:
        if region.statement is not None:
            table, form = _read(filing, region)
            table.heading = _heading(filing, region.statement)
            tables.append(table)
            if form is not None:
                forms[id(table)] = form
    filing.tables = tables
    alone: dict[str, Table] = {}
    for table in tables:
        if table.rows or not table.doubt:
            alone.setdefault(table.kind, table)
    for table in sorted(tables, key=_turn):
        if id(table) in forms:
            form = forms[id(table)]
            assign(table, Evidence(filing, alone if alone.get(table.kind) is table else {}), form.total, form.laws)
        name_figures(table)


def _heading(filing: Filing, statement: Statement) -> Word:
    """The title where it stands."""
    document = filing.document
    start = document.anchors[statement.first]
    line = document.text[start : document.anchors[statement.first + 1]] if statement.first + 1 < len(document.anchors) else document.text[start:]
    end = start + len(line.rstrip())
    return Word(document.text[start:end], start, end, document, "")


def _turn(table: Table) -> int:
    """Tables that others learn from come first."""
    return "T1T5T8T9T2T3T4T6T7T0".index(table.kind)


def _read(filing: Filing, region: Region) -> tuple[Table, Form | None]:
    """A table, and its form where its columns are still to be found."""
    statement, document = region.statement, filing.document
    assert statement is not None
    start, end = region.paragraphs[0].start, region.paragraphs[-1].end
    first = bisect_left(filing.figures, start, key=_start)
    last = bisect_left(filing.figures, end, key=_start)
    known = filing.figures[first:last]
    unit = _UNIT.search(document.text, start, end)
    rows = cell_rows(document, statement)
    if rows:
        return _read_cells(filing, statement, rows, (first, last), _unit(unit)), None
    text = _BROKEN.sub("", document.text[start:end])
    budget = statement.budget
    form = budget_form(statement.kind, text) if budget else form_of(statement.kind, text)
    table = Table(statement.kind, statement.title, _unit(unit), form.columns if form is not None else ())
    table.budget = budget
    if form is None:
        table.doubt = "认不出这种表式的栏目"
        for figure in known:
            figure.reason = table.doubt
        return table, None
    lines, made = tokens(document, statement, known)
    if stands_upright(statement.kind, text):
        reading = read_upright(document, lines)
    elif statement.kind == "T7":
        reading = one_row(document, lines)
    else:
        reading = read_rows(document, statement.kind, lines, 4 if statement.kind == "T4" else len(form.columns))
    made += reading.made
    if made:
        known = filing.figures[first:last] = sorted([*known, *made], key=_start)
    if form is BY_CODE:
        table.sums = [("金额", ("人员经费", "公用经费"))]
    table.rows = [row for raw in reading.rows if (row := _row(raw, table)) is not None]
    codes = Counter(row.code for row in table.rows if row.code)
    if reading.lost or statement.more or _amounts_among(reading.numbers) or (codes and max(codes.values()) > 1):
        table.doubt = "表中有认不出归属的数字或重复的行"
    if any(row.name.startswith("其中：") for row in table.rows):
        table.doubt = table.doubt or "有的行不知道是不是合计的一部分"
    _settle(table, known)
    return table, form


def _read_cells(
    filing: Filing, statement: Statement, rows: list[tuple[int, tuple[Cell, ...]]], span: tuple[int, int], unit: str
) -> Table:
    """A table whose cells are known; ``span`` tells which of the filing's figures stand in it."""
    first, last = span
    known = filing.figures[first:last]
    table = Table(statement.kind, statement.title, unit, ())
    table.budget = statement.budget and filing.kind == "预算"
    reader = CellReader(filing.document, table, known, filing.year)
    reader.read(rows)
    figures = [figure for row in table.rows for figure in row.figures]
    _settle(table, figures)
    taken = set(map(id, figures))
    codes = reader.no_figures(rows)
    others = [figure for figure in known if id(figure) not in taken and figure.start not in codes]
    for figure in others:
        figure.reason = figure.reason or OUTSIDE
    filing.figures[first:last] = sorted([*others, *figures], key=_start)
    return table


def _row(raw: Raw, table: Table) -> Row | None:
    """A row that has amounts; one whose columns are plain is bound."""
    row = Row(raw.code, raw.name, raw.side)
    cells = [figure for _, figure in raw.amounts]
    row.figures = [figure for figure in cells if figure is not None]
    if not row.figures:
        return None
    columns = ONE if table.kind == "T4" and row.side == "收入" else table.columns
    if columns == BY_CODE.columns and len(row.figures) == _BOTH == len(cells) and row.code:
        own = "人员经费" if row.code.startswith(_PERSONNEL) else "公用经费"
        row.cells = dict(zip(("金额", own), row.figures, strict=True))
        row.bound = True
    elif len(cells) == len(columns):
        row.cells = {column: figure for column, figure in zip(columns, cells, strict=True) if figure is not None}
        row.bound = True
    return row


def _settle(table: Table, figures: list[Figure]) -> None:
    """Give the figures of a table its unit, and hold those that drop trailing zeros to the decimals of the others."""
    counts = Counter(figure.places for figure in figures if figure.value)
    usual = max(counts, key=lambda each: (counts[each], each)) if counts else 0
    unit, shift = table.unit, SHIFT.get(table.unit, 0)
    for figure in figures:
        figure.unit, figure.shift = unit, shift
        if shift:
            figure.exact = figure.value.scaleb(shift)
        if figure.places < usual:
            figure.places = usual
        figure.section, figure.role, figure.reason = table.title, "预算" if table.budget else "决算", UNSURE


def _amounts_among(numbers: list[tuple[int, str]]) -> bool:
    """Whether the numbers of lines hold an amount without decimals: one that is no such number, or a second in its row."""
    rows = [row for row, _ in numbers]
    return any("," in text or len(text) > 2 or text == "0" for _, text in numbers) or len(set(rows)) < len(rows)


def _unit(found: regex.Match[str] | None) -> str:
    return (found.group(1) or found.group(2)) if found is not None else ""


def _start(figure: Figure) -> int:
    return figure.start
