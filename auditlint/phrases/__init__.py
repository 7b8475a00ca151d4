"""The sentences of reasons, notes, hints and messages, in Chinese and in English, and how a phrase is told."""

from functools import cache

from ..model.phrasing import Phrase
from ..wording import say


def worded(phrase: Phrase | None, lang: str = "zh") -> str:
    """A phrase in words; "" for none."""
    if phrase is None:
        return ""
    return sentences()[phrase.key][lang == "en"].format(**{name: _told(value, lang) for name, value in phrase.values})


@cache
def sentences() -> dict[str, tuple[str, str]]:
    """Every sentence by its key, in Chinese and in English."""
    from . import files, proofs, readings, relations

    found = {"own": ("{zh}", "{en}")}
    for each in (files.SENTENCES, proofs.SENTENCES, readings.SENTENCES, relations.SENTENCES):
        found |= each
    return found


def _told(value: object, lang: str) -> object:
    if isinstance(value, Phrase):
        return worded(value, lang)
    if isinstance(value, tuple):
        return say(lang, "list-comma").join(str(_told(each, lang)) for each in value)
    return value
