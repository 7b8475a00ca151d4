"""What the tables of final accounts must agree in, one relation a line of TOML (``identities/tables.toml``).

A term is a cell: ``T3[合计, 本年支出合计]`` is the row of the totals in the column, ``T4[支出 本年支出合计, 一般公共]`` the first row of that side
whose name begins so, ``T6[30217]`` the row of a code, ``T7[公务接待费决算]`` a column of a table of one row, and ``T3[类, 本年支出合计]`` each class
in turn (``项``: each item), matched by code, or by name where a table has no codes.  Names after a stroke are others for the same row.
"""

import os
import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from auditlint.model import Check, Figure, Filing, Row, expect_that
from auditlint.registry import Example, Rule
from auditlint.startup import kept

from .table_lookup import UNKNOWN, Amount, Tables, cell, tie

_TERM = re.compile(r"(T\d)\[([^\],]+)(?:,\s*([^\]]+))?\]")
_SIDES = ("收入", "支出")
_EACH = {"类": 3, "项": 7}


class Term(NamedTuple):
    """A cell: the kind of the table, the side ("" for none), the names of the row, and the column."""

    kind: str
    side: str
    rows: tuple[str, ...]
    column: str


class Formula(NamedTuple):
    """``left operator the sum of right``."""

    left: Term
    operator: str
    right: tuple[Term, ...]


def rules(options: object) -> Iterator[Rule]:
    """The relations between tables that come with the pack."""
    path = os.path.join(os.path.dirname(__file__), "identities", "tables.toml")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for entry in kept(("ties", text), partial(_entries, text)):
        yield _rule(entry)


def _entries(text: str) -> list[dict[str, Any]]:
    import tomllib

    return list(tomllib.loads(text)["tie"])


def _rule(entry: dict[str, Any]) -> Rule:
    formulas = [_parse(line) for line in entry["formulas"]]
    return Rule(
        entry["code"], entry["name"], partial(_audit, formulas), severity=entry["severity"], title=entry["title"],
        title_en=entry["title_en"], message=entry["message"], message_en=entry["message_en"], formula="；".join(entry["formulas"]),
        source=entry["source"], good=tuple(Example(text) for text in entry["good"]),
        bad=tuple(Example(*example) for example in entry["bad"]), doc=entry["why"],
    )  # fmt: skip


def _parse(line: str) -> Formula:
    """A formula; a line that is none is a mistake in the pack and raises ``ValueError``."""
    operator = next((sign for sign in ("<=", ">=", "=") if sign in line), None)
    if operator is None:
        raise ValueError(line)
    left, right = line.split(operator)
    return Formula(_term(left), operator, tuple(_term(chunk) for chunk in right.split(" + ")))


def _term(chunk: str) -> Term:
    found = _TERM.fullmatch(chunk.strip())
    if found is None:
        raise ValueError(chunk)
    kind, row, column = found.groups()
    side, _, name = row.partition(" ")
    if side not in _SIDES:
        side, name = "", row
    return Term(kind, side, tuple(name.split("|")), (column or "").strip())


def _audit(formulas: list[Formula], filing: Filing) -> Iterator[Check]:
    if len(filing.tables) < 2:
        return
    tables = Tables(filing)
    for formula in formulas:
        kinds = {formula.left.kind, *(term.kind for term in formula.right)}
        if formula.left.kind not in tables.of or (formula.operator == "=" and not kinds <= tables.of.keys()):
            continue
        for row in _each(tables, formula.left):
            yield from _check(tables, formula, row)


def _each(tables: Tables, term: Term) -> Iterator[Row | None]:
    """The rows that a formula is about: each class or item in turn, or one that its terms name."""
    size = _EACH.get(term.rows[0])
    if size is None:
        yield None
        return
    for row in tables.of[term.kind].rows:
        if len(row.code) == size or (size == 3 and not row.code and row.side == "支出"):
            yield row


def _check(tables: Tables, formula: Formula, row: Row | None) -> Iterator[Check]:
    kind = formula.left.kind
    printed = _cell(tables, formula.left, kind, row)
    parts = [_cell(tables, term, kind, row) for term in formula.right]
    table = tables.of[kind]
    for check in tie(table, printed, *parts):
        if formula.operator != "=" and check.expression is not None and isinstance(printed, Figure):
            check = expect_that(printed, formula.operator, check.expression)
            check.fold = table.fold
        yield check


def _cell(tables: Tables, term: Term, kind: str, row: Row | None) -> Amount:
    """What a term stands for; ``row`` is the class or item of the table of this kind that a formula is about."""
    table = tables.of.get(term.kind)
    name = term.rows[0]
    if table is None:
        return None
    if table.kind == "T7":
        return cell(table.rows[0], name) if len(table.rows) == 1 else UNKNOWN
    if row is not None and name in _EACH:
        found = row if term.kind == kind else tables.like(term.kind, row)
        return cell(found, term.column) if found is not None else None
    if name == "合计" and not term.side:
        return tables.total(term.kind, term.column or "金额")
    if name.isdigit():
        found = tables.coded(term.kind).get(name)
        return cell(found, term.column) if found is not None else UNKNOWN if table.doubt else None
    return tables.find(term.kind, term.side, *term.rows, column=term.column)
