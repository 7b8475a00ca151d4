"""The fixed phrases of messages and reports, in Chinese and in English: a book for each subject, opened when it is needed."""

LANGUAGES = ("zh", "en")
#: The books, those first that most runs need.
BOOKS = ("findings", "reports", "files", "settings", "commands", "accepting", "packs", "rules", "marking", "letter", "html", "editor", "serving")

_phrases: dict[str, tuple[str, str]] = {}
_closed = list(BOOKS)


def say(lang: str, key: str, /, **values: object) -> str:
    """The phrase ``key`` in a language, with ``values`` filled in; ``{s}`` and ``{ies}`` are the plural that goes with ``n``."""
    while key not in _phrases and _closed:
        _open(_closed.pop(0))
    chinese, english = _phrases[key]
    s, ies = ("", "y") if values.get("n") == 1 else ("s", "ies")
    return (english if lang == "en" else chinese).format(s=s, ies=ies, **values)


def _open(book: str) -> None:
    from importlib import import_module

    _phrases.update(import_module(f".{book}", __name__).PHRASES)
