"""Why a line was read so: its words by class, their shapes, the rule that gave each figure to something, the claims, the checks and their proof."""

from collections.abc import Iterator
from itertools import pairwise

from ..diagnosis.judging import arithmetic
from ..escaping import clean
from ..language.tokens import scan
from ..model.check import UNCHECKED, Check
from ..model.figure import Figure
from ..model.filing import Filing
from ..model.finding import FileReport
from ..wording import say, worded
from .claims import figures_of, line
from .layout import spot, with_unit
from .proof import told, told_support

#: How many characters of the words before a figure are shown.
_REACH = 60


def render(file: FileReport, number: int, column: int | None = None, page: int | None = None, lang: str = "zh") -> str:
    """The reading of the figures of a line (of a page), or of the one that stands at a column of it; "" where none does."""
    assert isinstance(file.filing, Filing), "the run must keep what it read"
    checks = [check for check in file.checks if isinstance(check, Check)]
    out: list[str] = []
    for before, figure in pairwise([None, *file.filing.figures]):
        if figure is not None and _stands_at(figure, number, column, page):
            start = before.end if before is not None else 0
            out += _figure(figure, file.filing, max(start, figure.start - _REACH), checks, lang)
    return "\n".join(clean(text) for text in out if text) + "\n" if out else ""


def _stands_at(figure: Figure, number: int, column: int | None, page: int | None) -> bool:
    place = figure.place
    if not place.line <= number <= place.end_line or page not in (None, place.page):
        return False
    return column is None or place.column <= column < (place.end_column if place.end_line == place.line else column + 1)


def _figure(figure: Figure, filing: Filing, start: int, checks: list[Check], lang: str) -> Iterator[str]:
    trace = filing.traces.get(figure.start)
    words = filing.document.text[start : figure.start].rpartition("\n")[2]
    yield f"{spot(figure.place, lang)}  {with_unit(figure.text, figure.unit)}"
    yield _row("explain-words", " ".join(f"{token.text}〔{'、'.join(token.classes)}〕" if token.classes else token.text for token in scan(words)), lang)
    if trace is not None:
        yield _row("explain-shapes", " → ".join(trace.shapes), lang)
        yield _row("explain-rule", trace.rule, lang)
    yield _row("explain-meaning", " · ".join(part for part in (figure.role, figure.label, figure.scope, figure.section) if part), lang)
    yield _row("explain-reason", worded(figure.reason, lang), lang)
    for claims in filing.claims_by_type.values():
        for claim in claims:
            if any(part is figure for part in figures_of(claim)):
                yield _row("explain-claim", line(claim), lang)
    for check in checks:
        if any(part is figure for part in check.operands()):
            yield from _check(check, lang)


def _check(check: Check, lang: str) -> Iterator[str]:
    formula, _ = arithmetic(check, lang)
    told_verdict = say(lang, f"html-verdict-{check.verdict}")
    reason = f"（{worded(check.reason, lang)}）" if check.verdict == UNCHECKED and check.reason else ""
    yield _row("explain-check", f"{check.rule} {told_verdict} {check.printed.text} {check.operator} {formula or '…'}{reason}", lang)
    if check.support is not None:
        yield _row("explain-support", told_support(check.support, lang)["established"] or "", lang)
    proof = told(check.proof, lang)
    if proof is not None:
        rivals = say(lang, "list-comma").join(proof["rivals"])
        yield _row("explain-proof", " · ".join(part for part in (proof["established"], rivals, proof["slip"] or say(lang, "no-slip")) if part), lang)


def _row(key: str, words: str, lang: str) -> str:
    return f"    {say(lang, key)}  {words}" if words else ""
