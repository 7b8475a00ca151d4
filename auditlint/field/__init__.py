"""What the field knows, once: names, families, funds, the economic classification and the tables, loaded from TOML into frozen types.

A new alias, a new closed family, another form is one entry in one of the ``*.toml`` beside this module.
"""

from .concepts import (
    BALANCES,
    BOTH,
    BY_FUND,
    CARRIED,
    CLASSES,
    CONCEPTS,
    COSTS,
    COUNTED_WITH,
    DIVISIONS,
    FAMILIES,
    FAMILY_OF,
    FLOWS,
    INSTEAD,
    INTERNAL,
    LOCAL,
    PARTS,
    PARTS_OF,
    PUBLICS,
    TOTAL_OF,
    TOTALS,
    Concept,
    Division,
    Family,
    FieldError,
    all_parts,
    concepts,
    family,
)  # fmt: skip
from .economic import EconomicClass, codes_of, economic_classes, economic_items
from .forms import (
    Form,
    Forms,
    Published,
    economic_forms,
    forms,
    forms_of,
    public_forms,
)
from .functional import functional_class, name_classes, name_items
from .funds import (
    ALL,
    ANY_FUND,
    BUDGETS,
    EACH,
    FISCAL,
    FUND,
    FUNDS,
    GENERAL,
    OTHER,
    SCOPES,
    SEPARATE,
    WITHIN,
    Fund,
    fund_scope,
    funds_of,
    names_budget,
)
from .labels import by_fund, is_balance, names_account, names_carried, normal, resolve, short_name
from .laws import Law, Term, Told, alike, cells_of, laws, told
from .roles import ADJUSTED, BUDGETED, CHANGE, INITIAL, LAST_BUDGET, LAST_YEAR, OTHER_YEAR, SPENT, budget_kind_of

__all__ = [
    "ADJUSTED", "BUDGETED", "CHANGE", "INITIAL", "LAST_BUDGET", "LAST_YEAR", "OTHER_YEAR", "SPENT",
    "ALL", "ANY_FUND", "BALANCES", "BOTH", "BUDGETS", "BY_FUND", "CARRIED", "CLASSES", "CONCEPTS", "COSTS", "COUNTED_WITH", "Concept", "DIVISIONS", "Division", "EACH", "EconomicClass", "FAMILIES", "FAMILY_OF",
    "FISCAL", "FLOWS", "FUND", "FUNDS", "Family", "FieldError", "Form", "Forms", "Fund", "GENERAL", "INSTEAD", "INTERNAL", "LOCAL", "Law", "OTHER", "PARTS",
    "PARTS_OF", "PUBLICS", "Published", "SCOPES", "SEPARATE", "TOTALS", "TOTAL_OF", "Term", "Told", "WITHIN", "alike", "all_parts", "budget_kind_of", "by_fund", "cells_of",
    "codes_of", "concepts", "economic_classes", "economic_forms", "economic_items", "family", "forms", "forms_of", "functional_class", "fund_scope", "funds_of", "laws",
    "is_balance", "name_classes", "name_items", "names_account", "names_budget", "names_carried", "normal", "public_forms", "resolve", "short_name", "told",
]
