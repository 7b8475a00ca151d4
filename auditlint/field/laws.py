"""What the forms state of their cells (``forms.toml``): the laws that the tables must keep, and where each amount is printed.

A term is a cell: ``支出总表[合计, 本年支出合计]`` is the row of the totals in the column, ``财政拨款收支总表[支出 本年支出合计, 一般公共]`` the first row
of that side whose name begins so, ``基本支出表[30217]`` the row of a code, ``三公经费表[公务接待费决算]`` an item of a table of one row.
``支出总表[类, 本年支出合计]`` is each class in turn (``项``: each item, ``行``: each row), matched by code, or by name where a table has no codes.
Names after a stroke are others for the same row.
"""

import re
from collections.abc import Iterator
from functools import cache

from ..named import NamedTuple
from .concepts import CONCEPTS, PARTS, PUBLICS, FieldError, concepts
from .forms import Form, forms

_TERM = re.compile(r"([^\s\[\]=<>+-]+)\[([^\],]+)(?:,\s*([^\]]+))?\]")
_SIDES = ("收入", "支出")
_OPERATORS = ("<=", ">=", "=")


class Term(NamedTuple):
    """A cell: the kind of the table (the name of its form), the side ("" for none), the names of the row, the column, and its sign."""

    kind: str
    side: str
    rows: tuple[str, ...]
    column: str
    sign: int


class Law(NamedTuple):
    """``left operator the sum of right``; ``text`` is how the form states it, ``family`` tells that its names say that these are all."""

    text: str
    left: Term
    operator: str
    right: tuple[Term, ...]
    family: bool


class Told(NamedTuple):
    """An amount of which the narrative tells by concept and fund scope, and the cell that prints it."""

    concept: str
    scope: str
    cell: Term


@cache
def laws() -> tuple[Law, ...]:
    """The laws of all forms.

    Raises :class:`FieldError` for a line that is none: a mistake in the forms.
    """
    return tuple(law for form in forms().forms for law in (*_families(form), *(_law(text, False) for text in form.laws)))


@cache
def told() -> tuple[Told, ...]:
    """All amounts that forms print and of which the narrative tells."""
    return tuple(_told(form, text) for form in forms().forms for text in form.told)


@cache
def cells_of(concept: str, scope: str) -> tuple[Term, ...]:
    """The cells that print an amount, the surest first."""
    return tuple(each.cell for each in told() if (each.concept, each.scope) == (concept, scope))


@cache
def alike(concept: str, scope: str) -> tuple[Term, ...]:
    """The same with the cells that a law makes equal to one of them."""
    cells = list(cells_of(concept, scope))
    for law in laws():
        if law.operator == "=" and len(law.right) == 1:
            for one, other in ((law.left, law.right[0]), (law.right[0], law.left)):
                if one in cells and other not in cells:
                    cells.append(other)
    return tuple(cells)


def _families(form: Form) -> Iterator[Law]:
    """What the names of the three public expenses say: each is all of its parts, in the accounts and in the budget."""
    if form.publics:
        for whole in PUBLICS:
            for role in ("决算", "预算"):
                parts = [f"{form.name}[{part}{role}]" for part in PARTS.get(whole, ())]
                if parts:
                    yield _law(f"{form.name}[{whole}{role}] = {' + '.join(parts)}", True)


def _law(text: str, family: bool) -> Law:
    operator = next((sign for sign in _OPERATORS if f" {sign} " in text), "")
    left, _, right = text.partition(f" {operator} ")
    terms = [_term(right, found) for found in _TERM.finditer(right)]
    first = _TERM.fullmatch(left.strip())
    if not operator or first is None or not terms:
        raise FieldError(text)
    return Law(text, _term(left, first), operator, tuple(terms), family)


def _told(form: Form, text: str) -> Told:
    label, _, cell = text.partition(" = ")
    name, _, scope = label.partition("@")
    found = _TERM.fullmatch(form.name + cell)
    if found is None or name not in CONCEPTS:
        raise FieldError(text)
    scoped = any(concept.name == name and concept.scoped for concept in concepts())
    return Told(name, (scope or form.fund) if scoped else "", _term(cell, found))


def _term(text: str, found: re.Match[str]) -> Term:
    name, row, column = found.groups()
    if forms().named(name) is None:
        raise FieldError(found.group())
    side, _, rest = row.partition(" ")
    if side not in _SIDES:
        side, rest = "", row
    sign = -1 if text[: found.start()].rstrip().endswith("-") else 1
    return Term(name, side, tuple(rest.split("|")), (column or "").strip(), sign)
