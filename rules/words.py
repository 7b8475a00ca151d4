"""Findings about words: where they stand, and the sentence round them."""

from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from auditlint.model import BROKEN, Check, Filing, Phrase, Word

_PAUSES = "，。；"
#: A paragraph is sought this far to either side, so that a text without stops costs no more than another.
_FAR = 2000
_START = attrgetter("start")


def slip(
    filing: Filing, start: int, end: int, should: str = "", message: Phrase | None = None, label: str = ""
) -> Check:
    """A broken check of the words ``text[start:end]``.

    ``should`` is what ought to stand there, ``message`` overrides the rule's own, ``label`` tells
    what the words speak of.
    """
    document = filing.document
    word = Word(document.text[start:end], start, end, document, 0)
    word.label = label
    word.section = section_at(filing, start)
    return Check(word, "=", None, BROKEN).instead(should).said(message)


def section_at(filing: Filing, offset: int) -> str:
    """The path of the section that holds the character at ``offset``; "" before the first heading."""
    index = bisect_right(filing.sections, offset, key=_START)
    return filing.sections[index - 1].path if index else ""


def paragraph(text: str, offset: int) -> tuple[int, int]:
    """Where the paragraph round the character at ``offset`` begins and ends; of an endless one, what is near."""
    low, high = max(0, offset - _FAR), min(len(text), offset + _FAR)
    end = text.find("\n", offset, high)
    return max(text.rfind("\n", low, offset) + 1, low), high if end < 0 else end


def in_sentence(text: str, offset: int) -> bool:
    """Whether the character stands in a sentence, and not in a heading or in the cell of a table."""
    start, end = paragraph(text, offset)
    return any(text.find(mark, start, end) >= 0 for mark in _PAUSES)


def found(text: str, words: str) -> Iterator[int]:
    """Where ``words`` stand in ``text``."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))
