"""Watermarks in plain text: the characters of words that run aslant over every page, each in a line of its own or among the words of another line."""

from itertools import pairwise

from ..startup import pattern

#: A character of Chinese that is all of its line.
_LONE = pattern(r"(?m)^[ \t\u3000]*([一-龥])[ \t]*$")
#: One that stands apart in its line.
_APART = pattern(r"(?m)(?:(?<=  )|^)[一-龥](?=  |[ \t]*$)")
#: So many characters must run aslant on one page, and on so many pages.
_FEWEST, _PAGES = 3, 2


def without_watermark(text: str) -> str:
    """A text of pages with spaces in the place of its watermark; characters that stand under each other are a name set upright."""
    if "\f" not in text:
        return text
    pages: dict[str, int] = {}
    for page in text.split("\f"):
        for sign in _aslant(page):
            pages[sign] = pages.get(sign, 0) + 1
    signs = {sign for sign, count in pages.items() if count >= _PAGES}
    if len(signs) < _FEWEST:
        return text
    return _APART.sub(lambda found: " " if found.group() in signs else found.group(), text)


def _aslant(page: str) -> set[str]:
    """The lone characters of a page, where each stands further to one side than the one above it."""
    found = [(match.start(1) - match.start(), match[1]) for match in _LONE.finditer(page)]
    columns = [column for column, _ in found]
    if len(found) < _FEWEST or len({before < after for before, after in pairwise(columns)}) > 1 or len(set(columns)) < len(columns):
        return set()
    return {sign for _, sign in found}
