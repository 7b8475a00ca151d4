"""The fund scopes (``funds.toml``): the same words mean other money in another."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ..named import NamedTuple
from ..startup import pattern
from .source import table

if TYPE_CHECKING:
    import regex


class Fund(NamedTuple):
    """A scope of money: ``name`` as rules call it, ``budget`` the budget that appropriates it, ``of`` the scope that it is a part of.

    ``words`` are those by which a label is known to name it; there is none before the year ``since``.
    """

    id: str
    name: str
    name_en: str
    budget: str
    of: str
    words: tuple[str, ...]
    since: int


#: All scopes, in the order in which a label is searched for them.
SCOPES = tuple(
    Fund(
        entry["id"], entry["name"], entry.get("name_en", ""), entry.get("budget", ""), entry.get("of", ""), tuple(entry.get("words", ())),
        entry.get("since", 0),
    )
    for entry in table("funds")["fund"]
)  # fmt: skip
_NAMES = {fund.id: fund.name for fund in SCOPES}
ALL, FISCAL, OTHER = _NAMES["all"], _NAMES["fiscal"], _NAMES["other"]
GENERAL, FUND = _NAMES["general"], _NAMES["government"]
#: The funds that make up 财政拨款.
FUNDS = tuple(fund.name for fund in SCOPES if fund.of == FISCAL)
#: The budgets that appropriate them.
BUDGETS = tuple(fund.budget for fund in SCOPES if fund.of == FISCAL)
#: The funds beside the general budget, each with a table and a section of its own.
SEPARATE = tuple(fund for fund in SCOPES if fund.of == FISCAL and fund.name != GENERAL)
#: What is always in the name of such a budget, as alternatives of a pattern.
ANY_FUND = "|".join(budget.removesuffix("预算") for budget in BUDGETS)
#: The scopes within each.
WITHIN = {ALL: (FISCAL, *FUNDS), FISCAL: FUNDS}
#: The scopes that there is one of each amount in: all money, 财政拨款, and its funds.
EACH = (ALL, FISCAL, *FUNDS)


def funds_of(year: int | None) -> tuple[str, ...]:
    """The funds that make up 财政拨款 in a year; all of them where it is not known."""
    return tuple(fund.name for fund in SCOPES if fund.of == FISCAL and (year is None or year >= fund.since))


@cache
def _words() -> tuple[tuple["regex.Pattern[str]", str], ...]:
    return tuple((pattern("|".join(map(_optional, fund.words))), fund.name) for fund in SCOPES if fund.words)


def _optional(words: str) -> str:
    """Words with what stands in square brackets left out or not, as a pattern."""
    return words.replace("[", "(?:").replace("]", ")?")


@lru_cache(maxsize=4096)
def fund_scope(words: str) -> str:
    """The fund scope that words name, or ""."""
    return without_fund(words)[0]


def fund_begins(words: str) -> tuple[str, str]:
    """The fund scope that words begin with the name of, and what follows the name."""
    for name, scope in _words():
        match = name.match(words)
        if match is not None:
            return scope, words[match.end() :]
    return "", words


def without_fund(words: str) -> tuple[str, str]:
    """The fund scope that words name, and the words without its name."""
    for name, scope in _words():
        match = name.search(words)
        if match is not None:
            return scope, words[: match.start()] + words[match.end() :]
    return "", words


def names_budget(words: str) -> bool:
    """Whether words speak of a budget, and not only of a fund that has 预算 in its name."""
    for name, _ in _words():
        words = name.sub("", words)
    return "预算" in words
