"""Tables of final accounts in plain text: from a region's lines to rows whose figures know their columns."""

from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

from ..model.document import Cell
from ..model.figure import SHIFT, Figure, Word
from ..model.filing import Filing
from ..model.tables import Row, Table
from ..startup import pattern
from .regions import Region
from .statements import Statement
from .table_cells import OUTSIDE, CellReader, cell_rows
from .table_columns import Columns, Law
from .table_evidence import Evidence, assign, name_figures
from .table_rows import Raw, one_row, read_rows, tokens

_UNIT = pattern(r"单位[:：](?:人民币)?(元|万元|亿元)")
#: Why a figure is not bound to a column.
UNSURE = "表格抽取成文字后空格消失，不能确定是哪一栏"
_ONE = ("金额",)
_FUNDS: Columns = ("合计", "一般公共", "政府性基金", "国有资本")
_INCOME: Columns = ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
_SPENDING: Columns = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
_THREE: Columns = ("本年支出", "基本支出", "项目支出")
_FLOW: Columns = ("年初结转和结余", "本年收入", "本年支出", "基本支出", "项目支出", "年末结转和结余")
_PUBLICS: Columns = (
    "三公经费", "因公出国（境）费", "公务用车购置及运行维护费", "公务用车购置费", "公务用车运行维护费", "公务接待费",
)  # fmt: skip


class Form(NamedTuple):
    """What a table looks like: its columns, the one that every row must fill, and what holds in each row."""

    columns: Columns
    total: str = ""
    laws: tuple[Law, ...] = ()


def _sum(columns: Columns) -> Law:
    return columns[0], tuple((1, column) for column in columns[1:])


_FLOW_LAWS: tuple[Law, ...] = (
    ("本年支出", ((1, "基本支出"), (1, "项目支出"))),
    ("年末结转和结余", ((1, "年初结转和结余"), (1, "本年收入"), (-1, "本年支出"))),
)
_PAIRS: Columns = tuple(f"{column}{role}" for column in _PUBLICS for role in ("预算", "决算"))
_PUBLIC_LAWS: tuple[Law, ...] = tuple(
    (f"{name}{role}", tuple((1, f"{part}{role}") for part in parts))
    for role in ("预算", "决算")
    for name, parts in ((_PUBLICS[0], (_PUBLICS[1], _PUBLICS[2], _PUBLICS[5])), (_PUBLICS[2], (_PUBLICS[3], _PUBLICS[4])))
)
FORMS = {
    "T1": Form(_ONE), "T2": Form(_INCOME, _INCOME[0]), "T3": Form(_SPENDING, _SPENDING[0]), "T4": Form(_FUNDS, "合计", (_sum(_FUNDS),)),
    "T5": Form(_THREE, _THREE[0]), "T6": Form(_ONE), "T7": Form(_PAIRS, "", _PUBLIC_LAWS), "T8": Form(_FLOW, "", _FLOW_LAWS),
    "T9": Form(_FLOW, "", _FLOW_LAWS),
}  # fmt: skip


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
        alone.setdefault(table.kind, table)
    for table in sorted(tables, key=_turn):
        if id(table) in forms:
            form = forms[id(table)]
            assign(table, Evidence(filing, alone if alone[table.kind] is table else {}), form.total, form.laws)
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
    return "T1T5T8T9T2T3T4T6T7".index(table.kind)


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
        return _read_cells(filing, statement, rows, (first, last), unit.group(1) if unit else ""), None
    form = _form(statement.kind, document.text[start:end])
    table = Table(statement.kind, statement.title, unit.group(1) if unit else "", form.columns)
    lines, made = tokens(document, statement, known)
    if statement.kind == "T7":
        reading = one_row(document, lines)
    else:
        reading = read_rows(document, statement.kind, lines, 4 if statement.kind == "T4" else len(form.columns))
    made += reading.made
    if made:
        known = filing.figures[first:last] = sorted([*known, *made], key=_start)
    table.rows = [row for raw in reading.rows if (row := _row(raw, table)) is not None]
    codes = Counter(row.code for row in table.rows if row.code)
    if reading.lost or statement.more or (codes and max(codes.values()) > 1):
        table.doubt = "表中有认不出归属的数字或重复的行"
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
    reader = CellReader(filing.document, table, known)
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


def _form(kind: str, text: str) -> Form:
    """The form of a table, as its head says."""
    form = FORMS[kind]
    head = text[:400]
    if kind == "T9" and "结转" not in head or kind == "T5" and "结转" not in head:
        return FORMS["T5"]
    if kind == "T5":
        return FORMS["T8"]
    if kind == "T2" and "教育收费" in head:
        return Form((*_INCOME[:4], "其中：教育收费", *_INCOME[4:]), _INCOME[0])
    if kind == "T7" and head.count("预算数") < 3:
        return Form(tuple(f"{column}{role}" for role in ("预算", "决算") for column in _PUBLICS), "", _PUBLIC_LAWS)
    return form


def _row(raw: Raw, table: Table) -> Row | None:
    """A row that has amounts; one whose columns are plain is bound."""
    row = Row(raw.code, raw.name, raw.side)
    cells = [figure for _, figure in raw.amounts]
    row.figures = [figure for figure in cells if figure is not None]
    if not row.figures:
        return None
    columns = _ONE if table.kind == "T4" and row.side == "收入" else table.columns
    if len(cells) == len(columns):
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


def _start(figure: Figure) -> int:
    return figure.start
