"""The burden of proof: a broken check is evidence about our reading before it is one about the filing.

Every check of every rule passes through :func:`prove`.  A relation accuses only where three things hold: it is *established* (by words,
or by the numbers of the same structure elsewhere in the filing), no *rival* reading explains it (a figure that stands beside the
sum and is the difference, a cell that is blank, another concept or fund), and a *slip* explains it (one figure altered repairs what it breaks
and breaks nothing).  What is established and explained is told with the severity of its rule; what is established and not explained is a
warning at most; all else is unchecked, with the reason.
"""

from collections.abc import Sequence

from ..model.check import BROKEN, Check
from ..model.filing import Filing


def prove(filing: Filing, checks: Sequence[Check]) -> list[Check]:
    """The checks of a filing with every broken one settled: its severity, its proof, or why it is unchecked."""
    broken = [at for at, check in enumerate(checks) if check.verdict == BROKEN]
    if not broken:
        return list(checks)
    from .restated import apart
    from .told import Told

    told = Told(filing)
    settled = apart(told, checks, broken)
    supported = [at for at in broken if settled[at].verdict == BROKEN and settled[at].support is not None]
    if supported:
        from .sums import Bench

        for at, check in zip(supported, Bench(filing, settled, [settled[at] for at in supported]).settled(), strict=True):
            settled[at] = check
    if not any(settled[at].verdict == BROKEN and settled[at].support is None for at in broken):
        return settled
    from .words import settle

    return settle(settled, told)
