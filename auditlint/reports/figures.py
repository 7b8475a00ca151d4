"""What was read of a filing: figures with the checks that bind them, claims, and what was not checked and why."""

from collections.abc import Iterator
from json import dumps
from typing import Any

from ..diagnosis.judging import arithmetic, label, numbers
from ..escaping import clean
from ..model.check import BROKEN, UNCHECKED, Check
from ..model.claims import Claim, Item
from ..model.figure import Figure, Word
from ..model.filing import Filing
from ..model.finding import FileReport
from ..model.phrasing import Phrase
from ..wording import say, worded
from .layout import shorten, spot, table, with_unit
from .proof import told, told_support
from .totals import counts, covered

_LABEL_WIDTH = 36


def render_json(file: FileReport, lang: str = "zh") -> str:
    """The reading as JSON."""
    filing, checks = _read(file)
    bound, reasons = _bindings(filing, checks)
    judged = [check for check in checks if check.verdict != UNCHECKED]
    content = {
        "path": file.path,
        "figures": [_figure(figure, bound, reasons, lang) for figure in filing.figures],
        "checks": [_check(check, lang) for check in judged],
        "unchecked": [_unchecked(check, lang) for check in checks if check.verdict == UNCHECKED],
        "claims": [_claim(claim, lang) for claim in _claims(filing)],
    }
    parts = (f'"{key}": {_lines(value) if isinstance(value, list) else _dump(value)}' for key, value in content.items())
    return "{" + ",\n ".join(parts) + "}\n"


def render_text(file: FileReport, lang: str = "zh") -> str:
    """The reading as tables."""
    filing, checks = _read(file)
    bound, reasons = _bindings(filing, checks)
    out = [f"{file.path}: {covered(counts(file), lang)}", "", say(lang, "figures-head")]
    out += table([_row(figure, bound, reasons, lang) for figure in filing.figures])
    out += ["", say(lang, "claims-head")]
    out += table([_claim_row(claim) for claim in _claims(filing)])
    proved = [check for check in checks if check.verdict == BROKEN and check.proof is not None]
    if proved:
        out += ["", say(lang, "proofs-head")]
        out += table([_proof_row(check, lang) for check in proved])
    out += ["", say(lang, "unchecked-head")]
    out += table([_unchecked_row(check, lang) for check in checks if check.verdict == UNCHECKED])
    return "\n".join(clean(line) for line in out) + "\n"


def _read(file: FileReport) -> tuple[Filing, list[Check]]:
    assert isinstance(file.filing, Filing), "the run must keep what it read"
    return file.filing, [check for check in file.checks if isinstance(check, Check)]


def _bindings(filing: Filing, checks: list[Check]) -> tuple[dict[int, list[str]], dict[int, Phrase | None]]:
    """The codes that bind each figure, by identity, and for the others why none does."""
    bound: dict[int, list[str]] = {}
    reasons: dict[int, Phrase | None] = {}
    for check in checks:
        for figure in check.operands():
            if check.verdict == UNCHECKED:
                reasons.setdefault(id(figure), check.reason)
            elif check.rule not in bound.setdefault(id(figure), []):
                bound[id(figure)].append(check.rule)
    for figure in filing.figures:
        if figure.reason:
            reasons[id(figure)] = figure.reason
    return bound, reasons


def _dump(value: object) -> str:
    return dumps(value, ensure_ascii=False)


def _lines(items: list[Any]) -> str:
    return "[\n  " + ",\n  ".join(map(_dump, items)) + "\n ]" if items else "[]"


def _figure(figure: Figure, bound: dict[int, list[str]], reasons: dict[int, Phrase | None], lang: str) -> dict[str, Any]:
    place = figure.place
    codes = bound.get(id(figure), [])
    return {
        "line": place.line,
        "column": place.column,
        "page": place.page,
        **place.in_table,
        "text": figure.text,
        "value": f"{figure.value:f}",
        "unit": figure.unit,
        "label": figure.label,
        "concept": figure.concept,
        "scope": figure.scope,
        "role": figure.role,
        "year": figure.year,
        "section": figure.section,
        "checks": codes,
        "reason": None if codes else worded(reasons.get(id(figure)), lang) or say(lang, "no-reason"),
    }


def _printed(check: Check) -> dict[str, Any]:
    place = check.printed.place
    return {
        "rule": check.rule,
        "line": place.line,
        "column": place.column,
        "page": place.page,
        **place.in_table,
        "text": check.printed.text,
    }


def _operands(check: Check) -> list[dict[str, Any]]:
    out = []
    for figure in check.operands():
        if figure is not check.printed:
            place = figure.place
            out.append({"text": figure.text, "line": place.line, "column": place.column, "label": label(figure)})
    return out


def _check(check: Check, lang: str) -> dict[str, Any]:
    formula, _ = arithmetic(check, lang)
    actual, expected, _ = numbers(check)
    return {
        **_printed(check),
        "verdict": check.verdict,
        "formula": formula,
        "actual": actual,
        "expected": expected,
        "operands": _operands(check),
        **({"support": told_support(check.support, lang)} if check.support is not None else {}),
        **({"proof": told(check.proof, lang)} if check.proof is not None else {}),
    }


def _unchecked(check: Check, lang: str) -> dict[str, Any]:
    return {**_printed(check), "reason": worded(check.reason, lang), "operands": _operands(check)}


def _row(figure: Figure, bound: dict[int, list[str]], reasons: dict[int, Phrase | None], lang: str) -> list[str]:
    place = figure.place
    codes = bound.get(id(figure))
    reason = worded(reasons.get(id(figure)), lang) or say(lang, "no-reason")
    last = " ".join(codes) if codes else say(lang, "unbound", reason=reason)
    printed = with_unit(figure.text, figure.unit)
    words = shorten(figure.label, _LABEL_WIDTH)
    return [f"  {spot(place, lang)}", printed, figure.role, words, figure.section, last]


def _unchecked_row(check: Check, lang: str) -> list[str]:
    return [f"  {spot(check.printed.place, lang)}", check.rule, check.printed.text, worded(check.reason, lang)]


def _proof_row(check: Check, lang: str) -> list[str]:
    proof = told(check.proof, lang) or {}
    rivals = say(lang, "rivals", rivals=say(lang, "list-comma").join(proof["rivals"])) if proof["rivals"] else ""
    return [f"  {spot(check.printed.place, lang)}", check.rule, check.printed.text, proof["established"], rivals, proof["slip"] or say(lang, "no-slip")]


def _claims(filing: Filing) -> Iterator[Claim]:
    for claims in filing.claims_by_type.values():
        yield from claims


def _members(claim: Claim) -> Iterator[tuple[str, Figure | Word | Item]]:
    """What takes part in a claim, under the names that the claim gives it."""
    for kind in type(claim).__mro__:
        for name in getattr(kind, "__slots__", ()):
            value = getattr(claim, name, None)
            for member in value if isinstance(value, list) else [value]:
                if isinstance(member, (Figure, Word, Item)):
                    yield name, member


def _claim(claim: Claim, lang: str) -> dict[str, Any]:
    members = [_member(name, member) for name, member in _members(claim)]
    return {"kind": type(claim).__name__, "section": claim.section, "members": members, "reason": worded(claim.reason, lang) or None}


def _member(name: str, member: Figure | Word | Item) -> dict[str, Any]:
    if isinstance(member, Item):
        figure = member.actual
        line = None if figure is None else figure.place.line
        return {"as": name, "text": None if figure is None else figure.text, "label": member.label, "line": line}
    return {"as": name, "text": member.text, "label": member.label, "line": member.place.line}


def _claim_row(claim: Claim) -> list[str]:
    words = []
    for name, member in _members(claim):
        if isinstance(member, Item):
            words.append(f"{name}={member.label}" + (f" {member.actual.text}" if member.actual is not None else ""))
        else:
            words.append(f"{name}={member.text}")
    return [f"  {type(claim).__name__}", claim.section, " ".join(words)]
