"""What the field knows, once: the tables of final accounts and budgets, loaded from TOML into frozen types.

Everything is read from the ``*.toml`` beside this module, when it is first asked for.
"""

import os
from functools import cache
from typing import Any, NamedTuple

from ..startup import kept

#: The roles of ``forms.toml`` that the reading asks for by name: last year's, what was budgeted and as adjusted later, what was spent.
LAST_YEAR, BUDGETED, ADJUSTED, SPENT = "上年", "预算", "全年预算", "决算"


class Form(NamedTuple):
    """A table that the rules of disclosure name: ``id`` is T1 to T9.

    ``every``, ``some`` and ``none`` are the words by which its title is known; ``columns`` names with the words of a head that give them, ``total`` and
    ``single`` the names of a column of totals and of the only one.  ``halves`` are the sides of its blocks from left to right, ``laws``
    what holds inside it once and between it and others, ``families`` what its names say is the whole of something.  ``publics`` tells that its items may stand in one row or below each other.
    ``narrow`` are the sides with one column of amounts, ``opening`` begins the names of the rows of what was carried over,
    ``carried`` is what the total is called where what was carried over has a column of its own, and ``scope`` whose the figures
    are of which the narrative speaks as well.
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
    narrow: tuple[str, ...]
    opening: tuple[str, ...]
    carried: str
    scope: str

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


class Role(NamedTuple):
    """What one of some words of a head says that the figures below it are, unless it is only part of one of ``others``."""

    name: str
    words: tuple[str, ...]
    others: tuple[str, ...]

    def is_said(self, words: str) -> bool:
        """Whether words of a head give this role."""
        for other in self.others:
            words = words.replace(other, "")
        return any(word in words for word in self.words)


class Forms(NamedTuple):
    """All forms, in the order in which a title is tried, and the roles that words of a head give, the surest first.

    ``plain`` are heads of columns that tell no more than that they are what the table is about.
    """

    forms: tuple[Form, ...]
    roles: tuple[Role, ...]
    plain: tuple[str, ...]

    def role(self, words: str) -> str:
        """The role that words of a head give, "" for none."""
        return next((role.name for role in self.roles if role.is_said(words)), "")

    def of_title(self, words: str) -> Form | None:
        """The form that a title names."""
        return next((form for form in self.forms if form.is_title(words)), None)


def _read(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


@cache
def forms() -> Forms:
    """The forms of ``forms.toml``."""
    with open(os.path.join(os.path.dirname(__file__), "forms.toml"), encoding="utf-8") as file:
        read = kept(file.read(), _read)
    made = []
    for entry in read["form"]:
        title = entry["title"]
        made.append(
            Form(
                entry["id"], entry["name"], tuple(title["all"]), tuple(title.get("any", ())), tuple(title.get("none", ())),
                tuple(tuple(column) for column in entry["columns"]), entry.get("total", ""), entry.get("single", ""),
                tuple(entry.get("halves", ())), tuple(entry["laws"]), tuple(entry.get("families", ())), entry.get("publics", False),
                tuple(entry.get("narrow", ())), tuple(entry.get("opening", ())), entry.get("carried", ""), entry.get("scope", ""),
            )
        )  # fmt: skip
    roles = tuple(Role(role["name"], tuple(role["words"]), tuple(role.get("not", ()))) for role in read["role"])
    return Forms(tuple(made), roles, tuple(read["plain"]))
