"""What a filing states of an amount: in its narrative, or else in its tables."""

from auditlint.model import PUBLICS, Figure, Filing, Operand

from .table_lookup import Tables

_ALL = "全部"
#: Where the tables print an amount: the kind of the table, its side, and what the row or the column is called.
_CELLS = {
    ("收入总计", _ALL): ("T1", "收入", ("总计", "收入总计")),
    ("支出总计", _ALL): ("T1", "支出", ("总计", "支出总计")),
    ("收支总计", _ALL): ("T1", "支出", ("总计", "支出总计")),
    ("本年收入", _ALL): ("T1", "收入", ("本年收入", "收入合计")),
    ("本年支出", _ALL): ("T1", "支出", ("本年支出", "支出合计")),
    ("基本支出", _ALL): ("T3", "", ("基本支出",)),
    ("项目支出", _ALL): ("T3", "", ("项目支出",)),
    ("基本支出", "一般公共"): ("T5", "", ("基本支出",)),
    ("项目支出", "一般公共"): ("T5", "", ("项目支出",)),
}


def stated(filing: Filing, concept: str, scope: str) -> Operand | None:
    """The amount of the year's accounts, an exact zero where it is declared to be nothing, ``None`` where nothing is said."""
    said = filing.ledger.operand(concept, scope, "决算")
    if said is None and concept in ("收入总计", "支出总计"):
        said = filing.ledger.operand("收支总计", scope, "决算")
    if isinstance(said, Figure) or filing.kind != "决算":
        return said
    printed = _printed(filing, concept, scope)
    return printed if printed is not None and printed.unit else said


def _printed(filing: Filing, concept: str, scope: str) -> Figure | None:
    if concept in PUBLICS:
        if scope not in ("一般公共", "财政拨款"):
            return None
        found = [table for table in filing.tables if table.kind == "T7" and ("一般公共" in table.title) == (scope == "一般公共")]
        return found[0].rows[0].cells.get(f"{concept}决算") if len(found) == 1 and len(found[0].rows) == 1 else None
    kind, side, names = _CELLS.get((concept, scope), ("", "", ()))
    if not kind:
        return None
    tables = Tables(filing)
    return tables.value(kind, side, *names) if kind == "T1" else tables.top(kind, names[0])
