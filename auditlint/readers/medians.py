"""Medians of places on a page: as those of the standard library, whose module takes longer to import than a short page to read."""

from collections.abc import Iterable


def median(values: Iterable[float]) -> float:
    """The middle value, half way between the two in the middle where their number is even."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def median_low(values: Iterable[float]) -> float:
    """The middle value, the lower of the two in the middle where their number is even."""
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2]
