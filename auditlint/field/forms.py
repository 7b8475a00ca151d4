"""The tables of final accounts and budgets (``forms.toml``)."""

from functools import cache
from typing import NamedTuple

from .source import table


class Form(NamedTuple):
    """A table that the rules of disclosure name: ``id`` is T1 to T9.

    ``every``, ``some`` and ``none`` are the words by which its title is known; ``columns`` names with the words of a head that give them, ``total`` and
    ``single`` the names of a column of totals and of the only one.  ``halves`` are the sides of its blocks from left to right, ``laws``
    what holds inside it once and between it and others, ``families`` what its names say is the whole of something.  ``publics`` tells that its items may stand in one row or below each other.
    """

    id: str
    name: str
    every: tuple[str, ...]
    some: tuple[str, ...]
    none: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    total: str
    single: str
    halves: tuple[str, ...]
    laws: tuple[str, ...]
    families: tuple[str, ...]
    publics: bool

    def is_title(self, words: str) -> bool:
        """Whether a title without quotation marks and spaces names this form."""
        return (
            all(word in words for word in self.every)
            and (not self.some or any(word in words for word in self.some))
            and not any(word in words for word in self.none)
        )

    def column(self, words: str) -> str:
        """The name of a column by the nearest words of its head, "" where none is known."""
        return next((name for name, *signs in self.columns if all(sign in words for sign in signs)), "")


class Forms(NamedTuple):
    """All forms, in the order in which a title is tried, and the roles that words of a head give, the surest first."""

    forms: tuple[Form, ...]
    roles: tuple[tuple[str, tuple[str, ...]], ...]

    def of_title(self, words: str) -> Form | None:
        """The form that a title names."""
        return next((form for form in self.forms if form.is_title(words)), None)


@cache
def forms() -> Forms:
    """The forms of ``forms.toml``."""
    read = table("forms")
    made = []
    for entry in read["form"]:
        title = entry["title"]
        made.append(
            Form(
                entry["id"], entry["name"], tuple(title["all"]), tuple(title.get("any", ())), tuple(title.get("none", ())),
                tuple(tuple(column) for column in entry["columns"]), entry.get("total", ""), entry.get("single", ""),
                tuple(entry.get("halves", ())), tuple(entry["laws"]), tuple(entry.get("families", ())), entry.get("publics", False),
            )
        )  # fmt: skip
    return Forms(tuple(made), tuple((role["name"], tuple(role["words"])) for role in read["role"]))
