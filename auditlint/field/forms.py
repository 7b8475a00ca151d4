"""The tables of final accounts and budgets (``forms.toml``)."""

from functools import cache
from typing import Any

from ..named import NamedTuple
from .funds import SCOPES
from .source import table


class Published(NamedTuple):
    """What a form is called where it is published, and all the titles that it goes under there."""

    name: str
    titles: tuple[str, ...]


class Form(NamedTuple):
    """A table that the rules of disclosure name.

    ``fund`` is the scope of its money, "" where the title tells.  ``every``, ``some`` and ``none`` are the words by which its title is known; ``columns``
    names with the words of a head that give them, ``total`` and ``single`` the names of a column of totals and of the only one.  ``halves`` are
    the sides of its blocks from left to right; ``by_fund`` tells that its receipts stand in rows by fund and its spending in columns, ``publics``
    that its items may stand in one row or below each other, ``economic`` that its codes are those of the economic classification.
    ``opening`` begins the names of the rows of what was carried over, ``carried`` is what the total is called where that has a column.  ``laws`` are
    what holds inside it once and between it and others, ``told`` where it prints what the narrative tells.  ``accounts`` and ``budget``
    are what the rules of disclosure call it, from the year ``since`` on.
    """

    name: str
    name_en: str
    fund: str
    every: tuple[str, ...]
    some: tuple[str, ...]
    none: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    total: str
    single: str
    halves: tuple[str, ...]
    by_fund: bool
    publics: bool
    economic: bool
    opening: tuple[str, ...]
    carried: str
    laws: tuple[str, ...]
    told: tuple[str, ...]
    accounts: Published | None
    budget: Published | None
    since: int

    def is_title(self, words: str) -> bool:
        """Whether a title without quotation marks and spaces names this form."""
        return (
            all(word in words for word in self.every)
            and (not self.some or any(word in words for word in self.some))
            and not any(word in words for word in self.none)
        )

    def column(self, words: str) -> str:
        """The name of a column by the nearest words of its head, "" where none is known."""
        return next((name for name, *signs in self.columns if all(_is_there(sign, words) for sign in signs)), "")


def _is_there(sign: str, words: str) -> bool:
    """Whether words hold a sign; one that begins with ! must not be there."""
    return sign[1:] not in words if sign.startswith("!") else sign in words


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

    ``others`` are titles that end like one of a form and are none of its, ``plain`` heads of columns that tell no more than that they
    are what the table is about.
    """

    forms: tuple[Form, ...]
    roles: tuple[Role, ...]
    others: tuple[str, ...]
    plain: tuple[str, ...]

    def role(self, words: str) -> str:
        """The role that words of a head give, "" for none."""
        return next((role.name for role in self.roles if role.is_said(words)), "")

    def of_title(self, words: str) -> Form | None:
        """The form that a title names."""
        return next((form for form in self.forms if form.is_title(words)), None)

    def named(self, name: str) -> Form | None:
        """The form of a name: the ``kind`` of a table."""
        return next((form for form in self.forms if form.name == name), None)


def _words(entry: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(entry.get(key, ()))


def _published(entry: dict[str, Any] | None) -> Published | None:
    return Published(entry["name"], tuple(entry["titles"])) if entry is not None else None


def _form(entry: dict[str, Any]) -> Form:
    title = entry["title"]
    return Form(
        entry["name"], entry.get("name_en", entry["name"]), entry.get("fund", ""), _words(title, "all"), _words(title, "any"), _words(title, "none"),
        tuple(map(tuple, entry.get("columns", ()))), entry.get("total", ""), entry.get("single", ""), _words(entry, "halves"),
        entry.get("by_fund", False), entry.get("publics", False), entry.get("economic", False),
        _words(entry, "opening"), entry.get("carried", ""), _words(entry, "laws"), _words(entry, "told"),
        _published(entry.get("accounts")), _published(entry.get("budget")),
        next((fund.since for fund in SCOPES if fund.name == entry.get("fund")), 0),
    )  # fmt: skip


@cache
def forms() -> Forms:
    """The forms of ``forms.toml``."""
    read = table("forms")
    roles = tuple(Role(role["name"], _words(role, "words"), _words(role, "not")) for role in read["role"])
    return Forms(tuple(map(_form, read["form"])), roles, tuple(read["others"]["titles"]), tuple(read["plain"]))


@cache
def forms_of(fund: str) -> frozenset[str]:
    """The names of the forms whose rows are the functional classes and items of a fund."""
    return frozenset(form.name for form in forms().forms if form.fund == fund and not form.halves and not form.economic)


@cache
def public_forms() -> frozenset[str]:
    """The names of the forms of the three public expenses."""
    return frozenset(form.name for form in forms().forms if form.publics)


@cache
def economic_forms() -> frozenset[str]:
    """The names of the forms by the economic classification."""
    return frozenset(form.name for form in forms().forms if form.economic)
