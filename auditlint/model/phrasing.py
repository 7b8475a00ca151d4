"""What is to be said of a figure or a relation, before it is put into words: which sentence, and what fills it."""

from collections.abc import Mapping

from ..named import NamedTuple


class Phrase(NamedTuple):
    """A sentence by its key, and the values that fill it: a reason, a note, a hint, a message.

    Two are equal where they say the same, in whatever language; the books of :mod:`auditlint.wording` hold the words.  A value is text of the
    filing, a number, another phrase, or a tuple of such, which is told as a list.
    """

    key: str
    values: tuple[tuple[str, object], ...] = ()


def phrase(key: str, /, **values: object) -> Phrase:
    """The phrase with this key, filled with ``values``."""
    return Phrase(key, tuple(values.items()))


def counted(counts: Mapping[str, int], **keys: str) -> list[Phrase]:
    """How many of each kind there are, where there are any, in the phrases of these keys."""
    return [phrase(key, n=counts[kind]) for kind, key in keys.items() if counts[kind]]


def own(chinese: str, english: str = "") -> Phrase:
    """A sentence of a rule pack's own, in the words of both languages; without English it is told in Chinese."""
    return Phrase("own", (("zh", chinese), ("en", english or chinese)))
