"""The economic classification of expenditure (``economic.toml``): 301 to 399."""

from functools import cache

from ..named import NamedTuple
from .source import table


class EconomicClass(NamedTuple):
    """A section of the classification: its code, its name, the part of basic expenditure that it is of, and its items by code."""

    code: str
    name: str
    of: str
    items: dict[str, str]


@cache
def economic_classes() -> tuple[EconomicClass, ...]:
    """All sections, by code."""
    return tuple(EconomicClass(entry["code"], entry["name"], entry["of"], entry.get("items", {})) for entry in table("economic")["class"])


@cache
def codes_of(part: str) -> frozenset[str]:
    """The codes of the sections that make up a part of basic expenditure: 人员经费, 公用经费."""
    return frozenset(each.code for each in economic_classes() if each.of == part)


@cache
def economic_items() -> frozenset[str]:
    """The names of all items (款)."""
    return frozenset(name for each in economic_classes() for name in each.items.values())
