"""What a filing counts, lists and reckons in words.

``setting`` shows the words round each figure, ``kinds`` tells what a count counts (its rules are ordered and named).  The other modules read one kind
of claim each: counts beside money, counts that make up others, averages, announced lists, numbered paragraphs, sums, changes and products.
"""

from ...model.filing import Filing
from ..regions import Region
from .averages import read_averages
from .formulas import read_formulas, read_means
from .kinds import sort_counts
from .lists import read_lists
from .moves import read_moves
from .numbering import read_numbering
from .products import read_products
from .setting import Setting
from .spending import read_spending
from .sums import goals_of, read_sums
from .tallies import read_tallies

__all__ = ["read_counts"]

_EQUALS, _POINTS = ("=", "＝"), "百分点"


def read_counts(filing: Filing, regions: list[Region]) -> None:
    """Read what a filing counts, lists and reckons."""
    setting = Setting(filing, regions)
    indices, inside = setting.counts()
    read_lists(setting, indices, read_numbering(setting))
    counts = sort_counts(setting, indices)
    read_spending(setting, counts)
    read_tallies(setting, indices)
    read_averages(setting, counts)
    goals = goals_of(setting)
    read_sums(setting, goals, indices)
    read_moves(setting)
    if any(sign in setting.text for sign in _EQUALS):
        from .equations import read_equations  # most filings print none

        read_equations(setting)
    if _POINTS in setting.text:
        from .points import read_points

        read_points(setting)
    read_products(setting, goals, read_formulas(setting, goals))
    read_means(setting, inside)
