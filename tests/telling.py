"""Phrases as a report tells them, for tests that look at what readers say."""

from collections.abc import Iterable

from auditlint.model import Phrase
from auditlint.wording import worded


def told(phrases: Iterable[Phrase], lang: str = "zh") -> list[str]:
    """Each phrase in words."""
    return [worded(each, lang) for each in phrases]
