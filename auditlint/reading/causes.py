"""The reasons that a filing gives for a change: which way they point."""

from ..model.document import Document
from ..model.figure import Word
from ..startup import pattern

_REASONS = pattern(r"[^一二三四五六七八九十（(\d]{0,12}原因[^。；]{1,160}[。；]")
_WAYS = pattern(r"(减少|下降|压减|压缩|缩减|降低|减支)|(增加|增长|上升|增支|提高)")


def cause_after(document: Document, end: int) -> Word | None:
    """The word of direction in the reasons that follow, where all of theirs point the same way."""
    reasons = _REASONS.match(document.text, end)
    if reasons is None:
        return None
    found = list(_WAYS.finditer(document.text, end, reasons.end()))
    if not found or len({way.lastindex for way in found}) > 1:
        return None
    way = found[0]
    return Word(way.group(), way.start(), way.end(), document, -1 if way.lastindex == 1 else 1)
