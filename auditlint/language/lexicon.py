"""The word classes of ``words.toml``: each word is spelled there once, and everywhere else its class is named.

A class is called by its group and its name (``direction.up``), all classes of a group by the group (``direction``).
"""

import os
from functools import cache
from typing import Any

from ..field.funds import ANY_FUND
from ..startup import kept, pattern

#: {direction.up}, and with a plus its longer words alone; the numbers of a repetition, {0,16}, are none.
_NAME = pattern(r"\{([a-z]+(?:\.[a-z]+)?)(\+?)\}")
_FOLDER = os.path.dirname(__file__)


@cache
def read(*path: str) -> Any:
    """What a TOML file of this folder says."""
    with open(os.path.join(_FOLDER, *path), encoding="utf-8") as file:
        return kept(file.read(), _parsed)


def _parsed(text: str) -> Any:
    import tomllib

    return tomllib.loads(text)


@cache
def words(name: str) -> frozenset[str]:
    """The words of a class, or of all classes of a group.  Raises ``KeyError`` where there is none of that name."""
    return frozenset(_listed(name))


@cache
def meaning(name: str) -> dict[str, str]:
    """Which class of a group each of its words is of: 增加 is ``up`` in ``direction``."""
    return {word: kind for kind, known in read("words.toml")[name].items() for word in known}


@cache
def group(name: str, longer: bool = False) -> str:
    """A part of a pattern that stands for any word of a class (``longer``: of two characters at least), or for the part of that name.

    ``fund`` are the names of the funds, which the field spells.  A word is left out where what stands before it makes it another word (新增 is no 增).
    """
    if name == "fund":
        return f"(?:{ANY_FUND})"
    content = read("words.toml")
    if name in content["parts"]:
        return f"(?:{expanded(content['parts'][name])})"
    unless = content["unless"]
    guarded = name.partition(".")[0] == "direction"
    known = sorted((word for word in _listed(name) if len(word) > longer), key=len, reverse=True)
    before = {word: f"(?<!{'|'.join(unless[word])})" for word in known if guarded and word in unless}
    return f"(?:{'|'.join(before.get(word, '') + word for word in known)})"


def expanded(source: str) -> str:
    """A pattern with the classes and parts that it names written out."""
    return _NAME.sub(lambda found: group(found[1], bool(found[2])), source)


def rewritten(text: str) -> str:
    """A text with the spellings that mean the same made one: brackets of one kind, 收、支 as 收支."""
    for written, meant in read("words.toml")["variants"].items():
        text = text.replace(written, meant)
    return text


def _listed(name: str) -> list[str]:
    kinds = read("words.toml")[name.partition(".")[0]]
    chosen = (kinds[name.partition(".")[2]],) if "." in name else kinds.values()
    return [word for known in chosen for word in known]
