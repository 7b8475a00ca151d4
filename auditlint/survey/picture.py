"""What a survey keeps of the reading of a file: whose accounts it tells, every check and every figure, in rows of the schema.

The process that audits the file makes this before it lets the file go, as compressed data; nothing in it acts.
"""

from collections.abc import Iterator
from json import dumps, loads
from typing import Any
from zlib import compress, decompress

from ..diagnosis.judging import arithmetic, label, numbers
from ..model.check import BROKEN, UNCHECKED, Check
from ..model.figure import Figure, Word
from ..model.filing import Filing
from ..model.finding import FileReport
from ..model.phrasing import Phrase
from ..model.place import Place
from ..model.proof import Proof
from ..named import NamedTuple
from ..reading.identity.joining import identify
from ..reports.layout import spot
from ..wording import say, worded
from .amounts import yuan

#: The states of a figure, by what binds it.
RECOMPUTED, BOUNDED = "recomputed", "bounded"
Row = list[Any]


class Picture(NamedTuple):
    """Whose accounts a file tells, and the columns of its checks and figures without those that name the file."""

    name: str = ""
    year: int | None = None
    kind: str = ""
    extent: str = ""
    checks: list[Row] = []
    figures: list[Row] = []

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of its checks or its figures."""
        return map(list, zip(*getattr(self, table), strict=True))


def take(file: FileReport, lang: str = "zh") -> bytes:
    """The picture of a file as compressed JSON."""
    filing = file.filing
    assert isinstance(filing, Filing), "the run must keep what it read"
    own = [check for check in file.checks if isinstance(check, Check)]
    shared = [check for check in file.shared if isinstance(check, Check)]
    told = file.identity or identify(filing)
    # By columns it is two thirds of what it is by rows.
    checks = list(map(list, zip(*(_check(check, lang) for check in own), strict=True)))
    figures = list(map(list, zip(*_figures(filing, own + shared, lang), strict=True)))
    content = Picture(told.name, told.year, told.kind, told.extent, checks, figures)
    return compress(dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), 6)


def opened(picture: bytes) -> Picture:
    """A picture that was taken."""
    return Picture(*loads(decompress(picture).decode("utf-8", "surrogatepass")))


def where(place: Place, lang: str) -> Row:
    """The columns of a place."""
    return [
        place.page, place.line, place.column, place.end_line, place.end_column, place.sheet, place.cell, place.table, place.row,
        place.cell_column, spot(place, lang),
    ]  # fmt: skip


def other(place: Place, text: str, unit: str | None, named: str, lang: str) -> Row:
    """Another figure or word of a relation."""
    return [place.path, place.line, spot(place, lang), text, unit or None, named or None]


def proved(proof: Proof | None, lang: str) -> Row:
    """The columns of a proof."""
    if proof is None:
        return [None, None, None, []]
    return [proof.established, proof.held, proof.failed, [say(lang, f"rival-{rival}") for rival in proof.rivals]]


def _check(check: Check, lang: str) -> Row:
    printed = check.printed
    unit = printed.unit if isinstance(printed, Figure) else None
    formula, result = arithmetic(check, lang)
    actual, expected, difference = numbers(check)
    section = printed.section or next((figure.section for figure in check.operands()), "")
    parts: list[Figure | Word] = [*check.operands(), *check.words]
    others = [part for part in parts if part is not printed]
    proof = check.proof if check.verdict == BROKEN else None
    return [
        check.rule, check.verdict, check.operator, *where(printed.place, lang), printed.text, section or None, label(printed) or None,
        actual, expected, difference, unit, yuan(difference, unit), formula, result or None, *proved(proof, lang),
        proof.slip or None if proof else None, check.support.kind if check.support else None,
        worded(check.reason, lang) or None if check.verdict == UNCHECKED else None,
        [other(part.place, part.text, part.unit if isinstance(part, Figure) else None, label(part), lang) for part in others],
    ]  # fmt: skip


def _figures(filing: Filing, checks: list[Check], lang: str) -> Iterator[Row]:
    bound = _Bound(checks)
    for figure in filing.figures:
        state, rules, reason = bound.state(figure)
        value = f"{figure.value:f}"
        yield [
            *where(figure.place, lang), figure.text, value, figure.unit or None, figure.dimension, yuan(value, figure.unit),
            figure.label or None, figure.concept, figure.scope or None, figure.role or None, figure.year, figure.section or None,
            state, rules, None if rules else worded(reason, lang) or say(lang, "no-reason"),
        ]  # fmt: skip


class _Bound:
    """Which rules bind each figure, and why none does."""

    def __init__(self, checks: list[Check]):
        self._rules: dict[int, list[str]] = {}
        self._recomputed: set[int] = set()
        self._reasons: dict[int, Phrase | None] = {}
        for check in checks:
            for part in check.operands():
                self._bind(part, check)

    def _bind(self, part: Figure | Word, check: Check) -> None:
        key = id(part)
        if check.verdict == UNCHECKED:
            self._reasons.setdefault(key, check.reason)
            return
        rules = self._rules.setdefault(key, [])
        if check.rule not in rules:
            rules.append(check.rule)
        if check.operator == "=":
            self._recomputed.add(key)

    def state(self, figure: Figure) -> tuple[str, list[str], Phrase | None]:
        """The state of a figure, the rules that bind it, and the reason where none does."""
        key = id(figure)
        rules = self._rules.get(key, [])
        state = RECOMPUTED if key in self._recomputed else BOUNDED if rules else UNCHECKED
        return state, rules, figure.reason or self._reasons.get(key)
