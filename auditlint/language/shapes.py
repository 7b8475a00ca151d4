"""The shapes of claims: one entry of ``shapes/*.toml`` for each way to say something, and the matcher that finds them.

A shape says one thing (``says``: a comparison, a share, the beginning of a list ...).  Several shapes may say the same; of
them the one that begins first in the words is meant.
"""

import os
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from ..named import NamedTuple
from ..startup import pattern
from .lexicon import expanded, read

if TYPE_CHECKING:
    import regex

#: The books, in the order of a reader: what whole clauses say, what stands before an amount, before a percentage and round a count,
#: and lists, sums and products.
BOOKS = ("clauses", "amounts", "rates", "counts", "lists", "sums", "products")


class Example(NamedTuple):
    """A text and what is read of it: one line for each claim of the shape; none where the text must not be read so."""

    text: str
    claims: tuple[str, ...]


class Shape(NamedTuple):
    """One way to say something, by its name; ``source`` is its pattern with all word classes written out.

    ``signs``, where they are told, are characters of which one at least stands in whatever it matches: most words have none of
    them, and need not be held against the pattern.
    """

    name: str
    says: str
    source: str
    examples: tuple[Example, ...]
    signs: str = ""

    @property
    def pattern(self) -> "regex.Pattern[str]":
        """The compiled pattern."""
        return pattern(self.source)


class Found(NamedTuple):
    """A shape in words, and what stands in its slots."""

    shape: Shape
    match: "regex.Match[str]"

    def slot(self, *names: str) -> str:
        """What stands in the first of these slots that holds something; "" for nothing."""
        groups = self.match.groupdict()
        return next((groups[name] for name in names if groups.get(name)), "")

    @property
    def words(self) -> str:
        """All words of the shape."""
        return self.match.group()

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.match.end()


@cache
def shapes() -> dict[str, tuple[Shape, ...]]:
    """All shapes by what they say, in the order of the books."""
    found: dict[str, tuple[Shape, ...]] = {}
    for book in BOOKS:
        for entry in read(os.path.join("shapes", f"{book}.toml"))["shape"]:
            examples = [Example(text, tuple(claims)) for text, *claims in entry.get("reads", ())]
            examples += [Example(text, ()) for text in entry.get("not", ())]
            made = Shape(entry["name"], entry["says"], expanded(entry["pattern"]), tuple(examples), entry.get("signs", ""))
            found[made.says] = (*found.get(made.says, ()), made)
    return found


class _Ways(NamedTuple):
    """The shapes that say something with their patterns, and the signs of all of them; none where a shape tells none."""

    signs: frozenset[str]
    patterns: "tuple[tuple[Shape, regex.Pattern[str]], ...]"


@cache
def _ways(says: str) -> _Ways:
    """What every clause is held against."""
    known = shapes()[says]
    signs = "".join([shape.signs for shape in known]) if all(shape.signs for shape in known) else ""
    return _Ways(frozenset(signs), tuple((shape, shape.pattern) for shape in known))


def find(says: str, text: str, at: int = 0) -> Found | None:
    """The first place where a text says something, from a position on."""
    signs, patterns = _ways(says)
    if signs and signs.isdisjoint(text):
        return None
    first: Found | None = None
    for shape, made in patterns:
        match = made.search(text, at)
        if match is not None and (first is None or match.start() < first.start):
            first = Found(shape, match)
    return first


def every(says: str, text: str) -> Iterator[Found]:
    """All places where a text says something, one behind the other."""
    found = find(says, text)
    while found is not None:
        yield found
        found = find(says, text, max(found.end, found.start + 1))


def last(says: str, text: str) -> Found | None:
    """The last place where a text says something."""
    found = [*every(says, text)]
    return found[-1] if found else None


def starting(says: str, text: str, at: int = 0) -> Found | None:
    """What a text begins with, from a position on."""
    signs, patterns = _ways(says)
    if signs and signs.isdisjoint(text):
        return None
    for shape, made in patterns:
        match = made.match(text, at)
        if match is not None:
            return Found(shape, match)
    return None
