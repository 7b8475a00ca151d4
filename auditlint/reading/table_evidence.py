"""What other places of a filing tell about the columns of a table, and the names of its figures once they are known."""

from collections.abc import Iterable

from ..model.filing import Filing
from ..model.tables import Row, Table, same_class
from .table_columns import Law, bind_common, family, pick
from .vocabulary import CAPITAL, FISCAL, FUND, GENERAL, resolve

_CODED = frozenset(("T2", "T3", "T5", "T8", "T9"))
#: The table of each fund.
FUND_TABLES = {GENERAL: "T5", FUND: "T8", CAPITAL: "T9"}
_FUND_ROWS = {GENERAL: "一般公共", FUND: "政府性基金", CAPITAL: "国有资本"}
_TABLE_FUND = {kind: scope for scope, kind in FUND_TABLES.items()}
_SPENT = frozenset(("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"))


def find_class(table: Table, name: str) -> Row | None:
    """The row of a class in a table by code or by name."""
    return next(
        (row for row in table.rows if len(row.code) in (0, 3) and row.side != "收入" and same_class(row.name, name)), None
    )


class Evidence:
    """Says of a column of a row whether another place of the filing fills it."""

    __slots__ = ("ledger", "tables")

    def __init__(self, filing: Filing, tables: dict[str, Table]):
        self.ledger = filing.ledger
        self.tables = tables

    def filled(self, table: Table, row: Row, column: str) -> bool | None:
        """Whether another place fills this column; ``None`` where none tells."""
        if table.kind == "T2":
            return self._received(column)
        if table.kind == "T3":
            return self._spent(column)
        if table.kind == "T4":
            return self._by_fund(row, column)
        if table.kind == "T7":
            return self._public(column)
        return self._flow(table.kind, column)

    def _received(self, column: str) -> bool | None:
        first = self.tables.get("T1")
        if first is None or not first.rows or first.doubt:
            return None
        if column == "财政拨款收入":
            return any(row.side == "收入" and ("财政拨款" in row.name or "预算财政" in row.name) for row in first.rows)
        return any(row.side == "收入" and row.name == column for row in first.rows)

    def _spent(self, column: str) -> bool | None:
        general = self.tables.get("T5")
        total = general.total_row() if general is not None else None
        if total is not None and total.cells.get(column) is not None:
            return True
        return self._stated(column, ("全部", ""), "决算") if column in _SPENT else None

    def _by_fund(self, row: Row, column: str) -> bool | None:
        table = self.tables.get(FUND_TABLES.get(column, ""))
        if table is None:
            return None
        if not table.rows:
            return None if table.doubt else False
        if row.name.startswith("年末"):
            total = table.total_row()
            return "年末结转和结余" in total.cells if total is not None and "年末结转和结余" in table.columns else None
        if row.name.startswith(("本年", "总计", "支出总计")):
            return any(figure.exact for each in table.rows for figure in each.figures)
        return find_class(table, row.name) is not None

    def _flow(self, kind: str, column: str) -> bool | None:
        fourth = self.tables.get("T4")
        if fourth is None or fourth.doubt or column not in ("年初结转和结余", "本年收入"):
            return None
        fund = _FUND_ROWS[_TABLE_FUND[kind]]
        front = "年初：" + fund if column == "年初结转和结余" else fund
        return any(row.side == "收入" and row.name.startswith(front) for row in fourth.rows)

    def _public(self, column: str) -> bool | None:
        concept, role = column[:-2], column[-2:]
        roles = ("决算",) if role == "决算" else ("全年预算", "调整预算", "年初预算", "预算")
        return self._stated(concept, (FISCAL, GENERAL, "全部"), *roles)

    def _stated(self, concept: str, scopes: Iterable[str], *roles: str) -> bool | None:
        for role in roles:
            for scope in scopes:
                found = self.ledger.mentions(concept, scope, role)
                # A declared nil speaks of the year, not of its budget.
                if found or role == "决算" and (concept, scope) in self.ledger.nils:
                    return bool(found) and bool(found[0].exact)
        return None


def assign(table: Table, evidence: Evidence, total: str, laws: tuple[Law, ...]) -> None:
    """Bind the rows of a table to columns as far as one reading is left."""
    if table.kind in _CODED:
        top = table.total_row()
        if top is not None:
            _assign(table, top, evidence, total, laws)
            if top.bound:
                _descend(table, total, laws)
        for row in table.rows if laws else ():
            if not row.cells:
                _assign(table, row, evidence, total, laws)
    elif table.kind in ("T4", "T7"):
        for row in table.rows:
            if not row.bound and (row.side or table.kind == "T7"):
                _assign(table, row, evidence, total, laws)


def _assign(table: Table, row: Row, evidence: Evidence, total: str, laws: tuple[Law, ...]) -> None:
    if row.bound or len(row.figures) > len(table.columns) or row.side == "收入":
        return
    must = frozenset((total,)) if total else frozenset()
    chosen = pick(row.figures, table.columns, must, laws, lambda column: evidence.filled(table, row, column))
    bind_common(row, chosen)


def _descend(table: Table, total: str, laws: tuple[Law, ...]) -> None:
    """Bind the rows below each bound row, from the totals down."""
    families = {id(parent): (parent, below) for parent, below in table.families()}
    top = table.total_row()
    waiting = [top] if top is not None else []
    while waiting:
        parent = waiting.pop()
        below = families.get(id(parent), (parent, []))[1]
        if below and parent.bound:
            family(parent, below, total, laws)
            waiting += below


def name_figures(table: Table) -> None:
    """Labels, roles and concepts of the figures of a table."""
    for row in table.rows:
        for column, figure in row.cells.items():
            figure.reason = ""
            if "：" in column and not column.startswith("其中"):
                figure.role, _, column = column.partition("：")
            if table.kind == "T7":
                figure.label, figure.role = column[:-2], column[-2:]
                figure.concept, figure.scope = figure.label, FISCAL if "财政拨款" in table.title else GENERAL
            elif column in ("金额", "合计") or column == table.columns[0]:
                figure.label = f"{row.side}总计" if row.name == "总计" and row.side else row.label
            else:
                figure.label = f"{row.label}{column}"
            if table.kind in ("T1", "T4") and column in ("金额", "合计"):
                found = resolve(figure.label)
                if found is not None:
                    figure.concept = found[0]
                    figure.scope = (found[1] or ("全部" if table.kind == "T1" else FISCAL)) if found[2] else ""
        if not row.bound:
            for figure in row.figures:
                figure.label = row.label
