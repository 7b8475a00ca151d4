"""The tables of the field as they are written: the ``*.toml`` beside this module, parsed once and kept between runs."""

import os
from functools import cache
from typing import Any

from ..startup import kept


@cache
def table(name: str) -> dict[str, Any]:
    """What ``name``.toml says."""
    with open(os.path.join(os.path.dirname(__file__), f"{name}.toml"), encoding="utf-8") as file:
        return kept(file.read(), _parse)


def _parse(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)
