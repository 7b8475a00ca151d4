"""How filings say it: classes of words, and the shapes that claims have in words.  Data, and the small code that reads it."""

from .differences import tells_difference
from .lexicon import expanded, group, meaning, rewritten, words
from .shapes import Found, Shape, every, find, shapes, starting
from .supposed import supposed_up_to

__all__ = [
    "Found", "Shape", "every", "expanded", "find", "group", "meaning", "rewritten", "shapes", "starting", "supposed_up_to",
    "tells_difference", "words",
]
