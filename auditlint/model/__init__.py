"""The types that travel through auditlint.  They import nothing else of it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .arithmetic import Absolute, Constant, Operand, Product, Quotient, Total, signed, total
    from .check import BROKEN, HOLDS, ROUNDING, UNCHECKED, Check, expect, expect_that, round_half_up, unchecked
    from .claims import (
        Breakdown,
        Change,
        Claim,
        Comparison,
        Completion,
        Covered,
        Item,
        Nil,
        Pair,
        Portion,
        Share,
        StaleYear,
        Variance,
    )
    from .document import Cell, Document, Line, Lines, Paragraph, Spot
    from .figure import MONEY, SHIFT, Figure, Word
    from .filing import Filing, Identity, Ledger, Section, Unit
    from .finding import SEVERITIES, FileReport, Finding, Related, Report, Suspect
    from .listings import (
        AtLeast,
        Average,
        Equation,
        InUnit,
        Listing,
        Named,
        Numbering,
        PerUnit,
        Presence,
        ProseProduct,
        ProseSum,
        Repeat,
        Tally,
    )
    from .performance import TASK_TOTAL, Chosen, FundRow, Indicator, PerformanceTable, ToldScore, WeightGroup
    from .phrasing import Phrase, own, phrase
    from .place import Place, cell_name
    from .proof import Proof, Support
    from .tables import Row, Table, TableRate, TableSum, same_class

__all__ = [
    "BROKEN", "HOLDS", "MONEY", "ROUNDING", "SEVERITIES", "SHIFT", "TASK_TOTAL", "UNCHECKED",
    "Absolute", "AtLeast", "Average", "Breakdown", "Cell", "Change", "Check", "Chosen", "Claim", "Comparison", "Completion",
    "Constant", "Covered", "Document", "Equation", "Figure", "FileReport", "Filing", "Finding", "FundRow", "Identity", "InUnit", "Indicator", "Item",
    "Ledger", "Line", "Lines", "Listing", "Named", "Nil", "Numbering", "Operand", "Pair", "Paragraph", "PerUnit", "PerformanceTable", "Phrase", "Place", "Portion",
    "Presence", "Product", "Proof", "ProseProduct", "ProseSum", "Quotient", "Related", "Repeat", "Report", "Row", "Section", "Share",
    "Spot", "StaleYear", "Support", "Suspect", "Table", "TableRate", "TableSum", "Tally", "ToldScore", "Total", "Unit", "Variance", "WeightGroup", "Word",
    "cell_name", "expect", "expect_that", "own", "phrase", "round_half_up", "same_class", "signed", "total", "unchecked",
]  # fmt: skip

#: The names of each module.  A report that was kept is shown without most of them.
_NAMES = {
    "arithmetic": "Absolute Constant Operand Product Quotient Total signed total",
    "check": "BROKEN HOLDS ROUNDING UNCHECKED Check expect expect_that round_half_up unchecked",
    "claims": "Breakdown Change Claim Comparison Completion Covered Item Nil Pair Portion Share StaleYear Variance",
    "document": "Cell Document Line Lines Paragraph Spot",
    "figure": "MONEY SHIFT Figure Word",
    "filing": "Filing Identity Ledger Section Unit",
    "finding": "SEVERITIES FileReport Finding Related Report Suspect",
    "listings": "AtLeast Average Equation InUnit Listing Named Numbering PerUnit Presence ProseProduct ProseSum Repeat Tally",
    "performance": "TASK_TOTAL Chosen FundRow Indicator PerformanceTable ToldScore WeightGroup",
    "phrasing": "Phrase own phrase",
    "place": "Place cell_name",
    "proof": "Proof Support",
    "tables": "Row Table TableRate TableSum same_class",
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Import the module of a name when it is first asked for."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(f".{_MODULES[name]}", __name__), name)
    return found


def __dir__() -> list[str]:
    return __all__
