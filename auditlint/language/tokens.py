"""Words as tokens: which of them the word classes know."""

from functools import cache
from typing import TYPE_CHECKING

from ..named import NamedTuple
from ..startup import pattern
from .lexicon import read

if TYPE_CHECKING:
    import regex

#: Classes that are no kinds of words.
_OTHER = frozenset(("unless", "variants", "parts", "unit"))


class Token(NamedTuple):
    """A word and the classes that it is of; none for words that no class knows."""

    text: str
    classes: tuple[str, ...]


def scan(words: str) -> list[Token]:
    """The tokens of some words, from left to right, the longest word first where several begin at one place."""
    found: list[Token] = []
    at = 0
    for match in _scanner().finditer(words):
        if match.start() > at:
            found.append(Token(words[at : match.start()], ()))
        found.append(Token(match.group(), _classes()[match.group()]))
        at = match.end()
    return [*found, Token(words[at:], ())] if at < len(words) else found


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group, kinds in read("words.toml").items():
        if group not in _OTHER:
            for kind, known in kinds.items():
                for word in known:
                    found[word] = (*found.get(word, ()), group if kind == "words" else f"{group}.{kind}")
    return found


@cache
def _scanner() -> "regex.Pattern[str]":
    return pattern("|".join(sorted(_classes(), key=lambda word: (-len(word), word))))
