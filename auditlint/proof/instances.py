"""How often each structure of the tables of a filing holds and fails, and figures read otherwise."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from ..model.check import BROKEN, Check
from ..model.figure import Figure
from ..named import NamedTuple

#: What a sum is one of: the kind and the key of its support.
Structure = tuple[str, object]


def instances(checks: Iterable[Check], broken: Iterable[Check]) -> dict[Structure, tuple[int, int]]:
    """How often each structure holds, counting distinct figures that are not zero, and how often it fails.

    Only those of broken checks are asked for, and those of prose together.
    """
    wanted = {(check.support.kind, check.support.key) for check in broken if check.support is not None}
    structures: dict[int, Structure | None] = {}
    held: dict[Structure, set[Decimal]] = {}
    failed: Counter[Structure] = Counter()
    for check in checks:
        support = check.support
        if support is None or not isinstance(check.printed, Figure):
            continue
        if id(support) not in structures:
            own = support.kind, support.key
            structures[id(support)] = own if support.kind == "prose" or own in wanted else None
        structure = structures[id(support)]
        if structure is None:
            continue
        if check.verdict == BROKEN:
            failed[structure] += 1
        elif check.sound and check.printed.exact:
            held.setdefault(structure, set()).add(check.printed.exact)
    return {structure: (len(held.get(structure, ())), failed[structure]) for structure in {*held, *failed}}


class Option(NamedTuple):
    """A figure of a table read otherwise: the value, the broken sums that then come out, and how many of them are independent."""

    figure: Figure
    value: Decimal
    repaired: tuple[int, ...]
    witnesses: tuple[int, ...]
    recurs: bool
    printed_again: bool

    @property
    def rank(self) -> tuple[int, bool, int]:
        return len(self.witnesses), self.recurs and not self.printed_again, len(self.repaired)
