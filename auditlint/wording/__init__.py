"""The fixed phrases of messages and reports, in Chinese and in English: a book for each subject, opened when it is needed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model.phrasing import Phrase

LANGUAGES = ("zh", "en")
#: The books, those first that most runs need.
BOOKS = (
    "findings", "reports", "relations", "proofs", "readings", "files", "readers", "settings", "commands", "accepting", "packs", "rules", "marking",
    "letter", "html", "editor", "serving", "survey",
)  # fmt: skip

_phrases: dict[str, tuple[str, str]] = {}
_closed = list(BOOKS)


def say(lang: str, key: str, /, **values: object) -> str:
    """The phrase ``key`` in a language, with ``values`` filled in; ``{s}`` and ``{ies}`` are the plural that goes with ``n``."""
    while key not in _phrases and _closed:
        _open(_closed.pop(0))
    chinese, english = _phrases[key]
    s, ies = ("", "y") if values.get("n") == 1 else ("s", "ies")
    return (english if lang == "en" else chinese).format(s=s, ies=ies, **values)


def worded(phrase: "Phrase | None", lang: str = "zh") -> str:
    """A phrase in words, and in its values the phrases and lists within it; "" for none."""
    return "" if phrase is None else say(lang, phrase.key, **{name: _filled(value, lang) for name, value in phrase.values})


def _filled(value: object, lang: str) -> object:
    from ..model.phrasing import Phrase

    if isinstance(value, Phrase):
        return worded(value, lang)
    return say(lang, "list-comma").join(str(_filled(each, lang)) for each in value) if isinstance(value, tuple) else value


def _open(book: str) -> None:
    from importlib import import_module

    _phrases.update(import_module(f".{book}", __name__).PHRASES)
