"""Class, section and item, where the label of an item of the accounts names all three."""

from ..model.claims import ITEM
from ..model.filing import Filing
from ..startup import pattern

_LEVELS = pattern(r"([^（）]+)（类）([^（）]+)（款）([^（）]+)（项）")
_AROUND = "“”\"1234567890.、．：: "


def read_levels(filing: Filing) -> None:
    """Give the items of the functional classification the names of their levels."""
    for item in filing.items:
        if item.level == ITEM:
            found = _LEVELS.search(item.label.replace("(", "（").replace(")", "）"))
            if found is not None:
                above, middle, name = (part.strip(_AROUND) for part in found.groups())
                item.levels = above, middle, name
