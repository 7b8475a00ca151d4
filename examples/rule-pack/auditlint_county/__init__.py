"""What one county demands of its departments beside the general rules: a pack to copy and change."""

import os

from auditlint.registry import Registry, collect
from auditlint_rules.identities import of_file

from . import limits


def register(registry: Registry) -> None:
    """Called by auditlint: the rules written in Python, then those written in TOML."""
    collect(registry, limits)
    for made in of_file(os.path.join(os.path.dirname(__file__), "identities.toml"), registry.options):
        registry.add(made)
