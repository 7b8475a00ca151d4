"""The reasons that a filing gives for a change: which way they point."""

from ...language import expanded, meaning
from ...model.document import Document
from ...model.figure import Word
from ...startup import pattern

_REASONS = pattern(r"[^一二三四五六七八九十（(\d]{0,12}原因[^。；]{1,160}[。；]")
_WAYS = pattern(expanded("{cause}"))
_SIGNS = {"up": 1, "down": -1}


def cause_after(document: Document, end: int) -> Word | None:
    """The word of direction in the reasons that follow, where all of theirs point the same way."""
    reasons = _REASONS.match(document.text, end)
    if reasons is None:
        return None
    found = list(_WAYS.finditer(document.text, end, reasons.end()))
    signs = {_SIGNS[meaning("cause")[way.group()]] for way in found}
    if len(signs) != 1:
        return None
    return Word(found[0].group(), found[0].start(), found[0].end(), document, signs.pop())
