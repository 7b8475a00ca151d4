"""The rules of 部门决算 filings, one family a module, and accounting identities in TOML.

``register`` is what the engine calls; a department's own identities come with the options of the registry.
"""

from auditlint.registry import Registry, collect


def register(registry: Registry) -> None:
    """Register every rule of the pack, and the identities of its TOML files and of the configuration."""
    from . import (
        budgets,
        changes,
        content,
        counts,
        nils,
        performance,
        projects,
        prose,
        references,
        scores,
        shares,
        totals,
        units,
        wording,
        years,
    )  # fmt: skip
    from . import identities as own

    collect(registry, totals, shares, changes, budgets, references, counts, prose, wording, nils, units, performance, scores, projects, years)
    for rule in content.rules(registry.options.get("profile", "")):
        registry.add(rule)
    for rule in own.shipped():
        registry.add(rule)
    for number, entry in enumerate(registry.options.get("identity", ()), 1):
        registry.add(own.identity(entry, f"identity[{number}]"))
