"""The rules of 部门决算 filings, one family a module, and accounting identities in TOML.

A new rule is a marked function in any module of this folder, or an entry of ``identities/*.toml``: nothing else names it.
``register`` is what the engine calls.
"""

import os
from importlib import import_module

from auditlint.registry import Registry, collect


def register(registry: Registry) -> None:
    """Register the rules of every module; a module with ``rules(options)`` makes its own from the configuration."""
    folder = os.path.dirname(__file__)
    for name in sorted(os.listdir(folder)):
        if name.startswith("_") or not (name.endswith(".py") or os.path.exists(os.path.join(folder, name, "__init__.py"))):
            continue
        module = import_module(f"{__name__}.{name.removesuffix('.py')}")
        if hasattr(module, "rules"):
            for made in module.rules(registry.options):
                registry.add(made)
        else:
            collect(registry, module)
