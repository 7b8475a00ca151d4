"""What a filing states of an amount: in its narrative, or else in its tables."""

from auditlint.field import BOTH, FISCAL, GENERAL, PUBLICS, SPENT, fund_scope, public_forms
from auditlint.model import Figure, Filing, Operand

from .table_lookup import Tables


def stated(filing: Filing, concept: str, scope: str) -> Operand | None:
    """The amount of the year's accounts, an exact zero where it is declared to be nothing, ``None`` where nothing is said."""
    said = filing.ledger.operand(concept, scope, SPENT)
    for both, sides in BOTH.items():
        if said is None and concept in sides:
            said = filing.ledger.operand(both, scope, SPENT)
    if isinstance(said, Figure) or filing.kind != SPENT:
        return said
    printed = _printed(filing, concept, scope)
    return printed if printed is not None and printed.unit else said


def _printed(filing: Filing, concept: str, scope: str) -> Figure | None:
    if concept in PUBLICS:
        if scope not in (GENERAL, FISCAL):
            return None
        found = [table for table in filing.tables if table.kind in public_forms() and (fund_scope(table.title) == GENERAL) == (scope == GENERAL)]
        return found[0].rows[0].cells.get(concept + SPENT) if len(found) == 1 and len(found[0].rows) == 1 else None
    return Tables(filing).printed(concept, scope)
