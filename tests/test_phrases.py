"""The books of phrases: each phrase stands in one, in both languages, with the same values, and is said somewhere."""

import re
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from auditlint.wording import BOOKS, say

ROOT = Path(__file__).parent.parent
PHRASES = [(book, key, pair) for book in BOOKS for key, pair in import_module(f"auditlint.wording.{book}").PHRASES.items()]


def values(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name} - {"s", "ies"}


def test_every_book_is_open_to_all() -> None:
    books = {path.stem for path in (ROOT / "auditlint/wording").glob("*.py")} - {"__init__", "help"}
    assert books == set(BOOKS)


def test_no_phrase_stands_in_two_books() -> None:
    keys = [key for _, key, _ in PHRASES]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("book", BOOKS)
def test_both_languages_say_the_same_values(book: str) -> None:
    found = [(key, chinese, english) for each, key, (chinese, english) in PHRASES if each == book]
    assert found
    for key, chinese, english in found:
        assert key == "own" or values(chinese) == values(english), key  # "own" says what it is given in the language


def test_a_phrase_is_found_in_whichever_book_it_stands() -> None:
    for _, key, (chinese, _) in reversed(PHRASES):
        assert say("zh", key, **dict.fromkeys(values(chinese), "x"))


def test_what_is_no_phrase_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("zh", "no such phrase")


def test_every_phrase_is_said_somewhere() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for top in ("auditlint", "rules") for path in (ROOT / top).rglob("*.py") if path.parent.name != "wording")
    made = set(re.findall(r'f"([a-z-]+)\{', code))
    for _, key, _ in PHRASES:
        quoted = f'"{key}"' in code or f"'{key}'" in code
        assert quoted or any(key.startswith(prefix) for prefix in made) or key.removeprefix("sum") in ("=", "<", ">", "<=", ">=", "rounding"), key
