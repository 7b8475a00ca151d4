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


def prove(filing: Filing, checks: Sequence[Check]) -> None:
    """Settle every broken check of a filing: its severity, its proof, or why it is unchecked."""
    broken = [check for check in checks if check.verdict == BROKEN]
    supported = [check for check in broken if check.support is not None]
    if supported:
        from .sums import Bench

        Bench(filing, checks, supported).settle()
    if len(supported) < len(broken):
        from .words import settle

        settle(checks, [check for check in broken if check.support is None])
