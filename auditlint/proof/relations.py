"""The broken relations of a filing, and the figures that they share."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..diagnosis.repair import readings
from ..model.check import Check, round_half_up
from ..model.figure import Figure

#: Kinds of support that confirm and never accuse by themselves: the same thing printed twice.
TIES = frozenset(("tie", "half", "law", "prose"))


class Relations:
    """Broken checks by their number, and the numbers of those that a figure stands in."""

    def __init__(self, broken: Sequence[Check]):
        self.broken = list(broken)
        #: The figures of each that are something.
        self.parts = [{id(figure) for figure in check.operands() if figure.exact} for check in self.broken]
        self.of: dict[int, list[int]] = {}
        for at, check in enumerate(self.broken):
            for figure in check.operands():
                self.of.setdefault(id(figure), []).append(at)

    def values(self, figure: Figure, apart: Figure | None = None) -> Iterator[Decimal]:
        """What each broken check, without another figure in it, implies that a figure should be."""
        for at in self.of[id(figure)]:
            if apart is not None and id(apart) in self.parts[at]:
                continue
            for exact, _, _ in readings(self.broken[at], figure)[:1]:
                value = round_half_up(exact, figure.quantum)
                if value != figure.exact:
                    yield value

    def established(self, at: int) -> bool:
        """Whether the numbers of its table, and not words alone, tell of a relation."""
        support = self.broken[at].support
        return support is not None and support.established

    def is_form(self, at: int) -> bool:
        """Whether a relation is the law of a form."""
        support = self.broken[at].support
        return support is not None and support.kind == "form"

    def ties(self, at: int) -> bool:
        """Whether a relation says that the same thing is printed elsewhere."""
        support = self.broken[at].support
        return support is not None and support.kind in TIES
