"""What the field knows, once: names, families, funds, the economic classification and the tables, loaded from TOML into frozen types.

A new alias, a new closed family, another form is one entry in one of the ``*.toml`` beside this module.
"""

from .concepts import (
    BY_FUND,
    CARRIED,
    CLASSES,
    CONCEPTS,
    FAMILIES,
    FAMILY_OF,
    FLOWS,
    LOCAL,
    PARTS_OF,
    TOTALS,
    Concept,
    Family,
    FieldError,
    concepts,
)
from .economic import EconomicClass, codes_of, economic_classes, economic_items
from .forms import Form, Forms, forms
from .funds import ALL, CAPITAL, EACH, FISCAL, FUND, FUNDS, GENERAL, OTHER, SCOPES, Fund, fund_scope, names_budget
from .labels import by_fund, normal, resolve

__all__ = [
    "ALL", "BY_FUND", "CAPITAL", "CARRIED", "CLASSES", "CONCEPTS", "Concept", "EACH", "EconomicClass", "FAMILIES", "FAMILY_OF", "FISCAL", "FLOWS",
    "FUND", "FUNDS", "Family", "FieldError", "Form", "Forms", "Fund", "GENERAL", "LOCAL", "OTHER", "PARTS_OF", "SCOPES", "TOTALS", "by_fund",
    "codes_of", "concepts", "economic_classes", "economic_items", "forms", "fund_scope", "names_budget", "normal", "resolve",
]
