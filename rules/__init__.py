"""The rules of 部门决算 filings, one family a module, and accounting identities in TOML.

``register(registry, identities=...)`` is what the engine calls; ``identities`` are a department's own.
"""

from typing import Any

from auditlint.registry import Registry, collect


def register(registry: Registry, identities: list[dict[str, Any]] | None = None) -> None:
    """Register every rule of the pack, and the identities of its TOML files and of the configuration."""
    from . import budgets, changes, counts, identities as own, prose, references, shares, totals

    collect(registry, totals, shares, changes, budgets, references, counts, prose)
    for rule in own.shipped():
        registry.add(rule)
    for number, entry in enumerate(identities or (), 1):
        registry.add(own.identity(entry, f"identity[{number}]"))
