"""公务接待费 by whom it was spent on: 外宾接待支出 2 万元 …… 国内公务接待支出 3 万元, with counts of guests between the two.

Only where the foreign guests come first: 国内公务接待支出 5 万元，其中：外事接待支出 1 万元 names a part of what comes before.
"""

from ..model.claims import Breakdown, Item
from ..model.filing import Filing
from ..startup import pattern

_FOREIGN = pattern(r"(?:外宾|外事|国（境）外)(?:公务)?接待(?:费|支出|费支出|经费)")
_DOMESTIC = pattern(r"(?:其他)?国内(?:公务)?接待(?:费|支出|费支出|经费)")


def read_hosting(filing: Filing) -> None:
    """Add the two parts of 公务接待费 to the claims of a filing."""
    whole: Item | None = None
    foreign: Item | None = None
    for item in filing.items:
        if item.actual is None or item.kind != "money":
            continue
        if item.concept == "公务接待费":
            whole, foreign = item, None
        elif whole is None or whole.section != item.section:
            foreign = None
        elif _FOREIGN.fullmatch(item.label):
            foreign = item
        elif foreign is not None and _DOMESTIC.fullmatch(item.label):
            listing = Breakdown(whole, item.section)
            listing.parts, listing.family, listing.closed = [foreign, item], "接待构成", True
            filing.add(listing)
            foreign = None
        else:
            foreign = None
