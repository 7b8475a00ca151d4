"""Accounting identities: one entry of TOML an identity, that an auditor can read, check and add to.

An entry has ``code``, ``name``, ``title`` and ``formula``; terms are concepts of the field, each with its fund scope
after ``@`` where it is not that of the entry (``本年支出@一般公共``), in square brackets where filings leave it out when nothing.  ``scopes`` are the scopes it is checked in, ``roles``
the roles it holds for, ``when`` a named condition.  An operand that the filing does not state leaves it unchecked.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from auditlint.field import ADJUSTED, ALL, BALANCES, BUDGETED, CARRIED, CHANGE, EACH, FISCAL, INITIAL, SPENT, TOTAL_OF
from auditlint.model import (
    BROKEN,
    Check,
    Constant,
    Figure,
    Filing,
    Operand,
    Total,
    expect,
    expect_that,
    phrase,
    signed,
    unchecked,
)  # fmt: skip
from auditlint.named import NamedTuple
from auditlint.registry import BadRule, Example, Rule
from auditlint.startup import kept

from ..left_out import divided_otherwise
from ..table_lookup import Tables

_ROLES = (SPENT, INITIAL, ADJUSTED, "调整预算", BUDGETED, CHANGE)
_PUBLICS, _CAR_COSTS = "三公经费", "公务用车购置及运行维护费"
_KEYS = frozenset(
    ("code", "name", "title", "title_en", "formula", "scope", "scopes", "roles", "when", "severity", "why", "why_en", "source", "source_en", "good", "bad")
)  # fmt: skip


class BadIdentity(BadRule):
    """An entry that cannot be an identity; the message says what is wrong with it and what may stand there."""


class Term(NamedTuple):
    """A signed concept; ``scope`` is "" where the entry's applies.

    An ``optional`` one stands in square brackets: filings leave it out when it is nothing.
    """

    sign: int
    concept: str
    scope: str
    optional: bool = False


class Identity(NamedTuple):
    """A formula, taken apart: ``left operator right``."""

    left: tuple[Term, ...]
    operator: str
    right: tuple[Term, ...]
    scopes: tuple[str, ...]
    roles: tuple[str, ...]
    when: str


def rules(options: Mapping[str, Any]) -> Iterator[Rule]:
    """The identities that come with the pack, and a department's own."""
    yield from _shipped()
    yield from of_table(options.get("identity", ()), options, "identity")


def of_file(path: str, options: Mapping[str, Any]) -> Iterator[Rule]:
    """The identities in a TOML file of a rule pack; ``options`` are those of the registry that they go to.

    Raises :class:`BadIdentity` where one is wrong.
    """
    with open(path, encoding="utf-8") as file:
        yield from of_table(_entries(file.read()), options, os.path.basename(path))


def of_table(entries: Iterable[dict[str, Any]], options: Mapping[str, Any], where: str) -> Iterator[Rule]:
    """Identities that others wrote: their terms must be names that filings are read for.

    Raises :class:`BadIdentity` where one is wrong.
    """
    known: Callable[[str], str | None] | None = options.get("known")
    for number, entry in enumerate(entries, 1):
        here = f"{where}[{number}]"
        made = identity(entry, here)
        parsed = _parse(entry, here)
        for term in (*parsed.left, *parsed.right):
            meant = known(term.concept) if known is not None else None
            if meant:
                raise BadIdentity("identity-meant", where=here, term=term.concept, meant=meant)
            if meant is not None:
                raise BadIdentity("identity-term", where=here, term=term.concept)
        yield made


def _shipped() -> Iterator[Rule]:
    folder = os.path.dirname(__file__)
    for name in sorted(os.listdir(folder)):
        if name.endswith(".toml"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text = file.read()
            for number, entry in enumerate(kept(text, _entries), 1):
                yield identity(entry, f"{name} 第 {number} 条")


def _entries(text: str) -> list[dict[str, Any]]:
    import tomllib

    return list(tomllib.loads(text).get("identity", []))


def identity(entry: dict[str, Any], where: str) -> Rule:
    """A rule from an entry.

    Raises :class:`BadIdentity` for an unknown key, scope, role or condition, or a formula that cannot be read.
    """
    for key in ("code", "formula"):
        if not isinstance(entry.get(key), str):
            raise BadIdentity("identity-lacks", where=where, key=key)
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise BadIdentity("identity-keys", where=where, keys="、".join(unknown))
    parsed = _parse(entry, where)
    name = str(entry.get("name") or entry["code"].lower())
    title = str(entry.get("title") or entry["formula"])
    title_en = str(entry.get("title_en") or name.replace("-", " "))
    return Rule(
        entry["code"], name, partial(_audit, parsed),
        severity=str(entry.get("severity", "error")), title=title, title_en=title_en,
        message=f"勾稽关系不成立：{title}", message_en=f"identity does not hold: {title_en}", formula=entry["formula"],
        source=str(entry.get("source", "本部门配置")), source_en=str(entry.get("source_en", "" if "source" in entry else "the department's own configuration")),
        why_en=str(entry.get("why_en", "")), good=tuple(Example(text) for text in entry.get("good", ())),
        bad=tuple(Example(text) if isinstance(text, str) else Example(*text) for text in entry.get("bad", ())), doc=str(entry.get("why", title)),
    )  # fmt: skip


def _parse(entry: dict[str, Any], where: str) -> Identity:
    formula = entry["formula"].replace("＝", "=").replace("≤", "<=").replace("≥", ">=")
    operator = next((sign for sign in ("<=", ">=", "=") if sign in formula), "")
    sides = formula.split(operator) if operator else []
    if len(sides) != 2:
        raise BadIdentity("identity-operator", where=where, formula=entry["formula"])
    scopes = entry.get("scopes", [entry.get("scope", ALL)])
    roles = entry.get("roles", [SPENT])
    when = entry.get("when", "")
    _choose("identity-scope", where, scopes, EACH)
    _choose("identity-role", where, roles, _ROLES)
    _choose("identity-when", where, [when] if when else [], CONDITIONS)
    return Identity(_terms(sides[0], where), operator, _terms(sides[1], where), tuple(scopes), tuple(roles), when)


def _choose(phrase: str, where: str, values: Iterable[str], known: Iterable[str]) -> None:
    for value in values:
        if value not in known:
            raise BadIdentity(phrase, where=where, value=value, known="、".join(known))


def _terms(side: str, where: str) -> tuple[Term, ...]:
    terms: list[Term] = []
    for chunk in side.replace("＋", "+").replace("－", "-").replace("-", "+-").split("+"):
        words = chunk.strip()
        sign = -1 if words.startswith("-") else 1
        words = words.lstrip("- ")
        optional = words.startswith("[") and words.endswith("]")
        concept, _, scope = words.strip("[] ").partition("@")
        if not concept.strip():
            if not words and not terms:
                continue
            raise BadIdentity("identity-empty", where=where, side=side.strip())
        _choose("identity-scope", where, [scope.strip()] if scope.strip() else [], EACH)
        terms.append(Term(sign, concept.strip(), scope.strip(), optional))
    return tuple(terms)


def _audit(identity: Identity, filing: Filing) -> Iterator[Check]:
    if identity.when and not CONDITIONS[identity.when](filing):
        return
    for scope in identity.scopes:
        for role in identity.roles:
            check = _check(identity, filing, scope, role)
            if check is not None:
                yield check


Signed = list[tuple[int, Operand]]


def _check(identity: Identity, filing: Filing, scope: str, role: str) -> Check | None:
    terms = (*identity.left, *identity.right)
    operands = [_operand(filing, term, scope, role) for term in terms]
    head = operands[0]
    if not isinstance(head, Figure):
        return None
    missing = tuple(term.concept for term, operand in zip(terms, operands, strict=True) if operand is None and not term.optional)
    if missing:
        return unchecked(head, phrase("not-printed", what=missing)) if len(missing) < len(identity.right) else None
    return _held(identity, filing, head, operands, role, scope == ALL and role == SPENT)


def _held(identity: Identity, filing: Filing, head: Figure, operands: list[Operand | None], role: str, accounts: bool) -> Check | None:
    """The head against the terms that are stated; ``None`` where nothing of them is printed."""
    many = len(identity.left)
    right = list(zip(identity.right, operands[many:], strict=True))
    # What stands on the left behind the head goes to the other side.
    moved = [*right, *zip(map(_turned, identity.left[1:]), operands[1:many], strict=True)]
    stated = [(term.sign, operand) for term, operand in moved if operand is not None]
    if not any(operand.operands() for _, operand in stated):
        return None
    check = _compared(head, identity.operator, stated, role).folded("identity")
    if check.verdict == BROKEN and identity.operator == "=":
        silent = [term for term, operand in right if operand is None]
        check = _otherwise(filing, head, right) or _short(filing, check, head, stated, silent, accounts)
    return _of_this_year(check, stated, role)


def _otherwise(filing: Filing, head: Figure, right: list[tuple[Term, Operand | None]]) -> Check | None:
    """What a list of the filing divides into these terms and others is not held to these alone."""
    figures = [operand for _, operand in right if isinstance(operand, Figure)]
    if len(figures) > 1 and divided_otherwise(filing, head, figures):
        return unchecked(head, phrase("divided-otherwise"))
    return None


def _turned(term: Term) -> Term:
    return term._replace(sign=-term.sign)


def _of_this_year(check: Check, stated: Signed, role: str) -> Check:
    """What is declared nil this year need not have been so before, or in the budget."""
    if check.verdict == BROKEN and role != SPENT and any(isinstance(operand, Constant) for _, operand in stated):
        check = check.graded("note").noted(phrase("nil-of-year-alone"))
    return check


def _compared(head: Figure, operator: str, terms: Signed, role: str) -> Check:
    expression = terms[0][1] if len(terms) == 1 and terms[0][0] > 0 else Total(terms)
    if role == CHANGE and head.sign < 0:
        expression = -expression
    return expect(head, expression) if operator == "=" else expect_that(head, operator, expression)


def _short(filing: Filing, check: Check, head: Figure, stated: Signed, silent: list[Term], accounts: bool) -> Check:
    """Terms that fall short of the head while one that may be left out is silent: what the summary table prints for it counts."""
    if not silent or (check.exact or 0) >= (head.exact or 0):
        return check
    table = _of_summary(filing, silent) if accounts else []
    if table:
        return expect(head, Total([*stated, *table])).folded("identity")
    return check.warned().noted(phrase("difference-unexplained", what=tuple(term.concept for term in silent)))


def _of_summary(filing: Filing, terms: list[Term]) -> Signed:
    """What the summary table prints for terms that the narrative leaves out."""
    tables = Tables(filing)
    return [(term.sign, figure) for term in terms if (figure := tables.printed(term.concept, "")) is not None]


def _operand(filing: Filing, term: Term, scope: str, role: str) -> Operand | None:
    ledger = filing.ledger
    found = ledger.operand(term.concept, term.scope or scope, role)
    if found is None and not term.scope:
        found = ledger.operand(term.concept, "", role)
    total = TOTAL_OF.get(term.concept)
    if found is None and total is not None and no_carry_over(filing, term.scope or scope):
        found = ledger.operand(total, term.scope or scope, role)
    return signed(found) if role == CHANGE and isinstance(found, Figure) else found


def no_carry_over(filing: Filing, scope: str) -> bool:
    """Neither a carry-over into the year nor one out of it, nor savings used or distributed: then the totals of both years are the flows of the year."""
    carried = (filing.ledger.operand(concept, scope, SPENT) for concept in CARRIED)
    beside = (filing.ledger.operand(concept, where, SPENT) for concept in BALANCES for where in {scope, ""})
    return all(operand is not None and not operand.exact for operand in carried) and not any(operand is not None and operand.exact for operand in beside)


def _cars_apart(filing: Filing) -> bool:
    """What vehicles cost to buy and to run is told in two items, and nowhere together; a list of the three publics is held to its sum anyway."""
    listed = any(listing.whole is not None and listing.whole.concept == _PUBLICS for listing in filing.breakdowns())
    return not listed and not any(concept == _CAR_COSTS for concept, _, _ in filing.ledger.figures)


CONDITIONS: dict[str, Callable[[Filing], bool]] = {"财政拨款无结转": partial(no_carry_over, scope=FISCAL), "公务用车未合计": _cars_apart}
