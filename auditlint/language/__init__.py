"""How filings say it: classes of words, and the shapes that claims have in words.  Data, and the small code that reads it."""

from .lexicon import expanded, group, meaning, rewritten, words
from .shapes import Found, Shape, every, find, shapes, starting
from .tokens import Token, scan

__all__ = ["Found", "Shape", "Token", "every", "expanded", "find", "group", "meaning", "rewritten", "scan", "shapes", "starting", "words"]
