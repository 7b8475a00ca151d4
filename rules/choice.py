"""Choosing between readings: the one that holds, or the most natural one."""

from collections.abc import Iterable

from auditlint.model import BROKEN, HOLDS, ROUNDING, Check, Figure


def best(checks: Iterable[Check]) -> Check | None:
    """The first check that holds, else the first that only rounding explains, else the first of all."""
    first: Check | None = None
    rounding: Check | None = None
    for check in checks:
        if check.verdict == HOLDS:
            return check
        if check.verdict == ROUNDING and rounding is None:
            rounding = check
        if first is None:
            first = check
    return rounding or first


def sound(check: Check | None) -> bool:
    """Whether a check holds, if only by rounding."""
    return check is not None and check.verdict in (HOLDS, ROUNDING)


def broken(check: Check | None) -> bool:
    """Whether no originals can make the check right."""
    return check is not None and check.verdict == BROKEN


def same(figures: Iterable[Figure]) -> bool:
    """Whether all figures have one value."""
    return len({figure.exact for figure in figures}) <= 1
