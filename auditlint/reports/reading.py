"""Why a line was read so: its words by class, their shapes, the rule that gave each figure to something, the claims, the checks and their proof."""

from collections.abc import Container, Iterator
from itertools import pairwise

from ..diagnosis.judging import arithmetic
from ..errors import UsageError
from ..escaping import clean
from ..language.tokens import scan
from ..model.check import UNCHECKED, Check
from ..model.figure import Figure
from ..model.filing import Filing
from ..model.finding import FileReport
from ..model.place import Place
from ..wording import LANGUAGES, say, worded
from .claims import figures_of, line
from .layout import spot, with_unit
from .proof import told, told_support

#: How many characters of the words before a figure are shown.
_REACH = 60


def render(file: FileReport, figures: Container[Figure], lang: str = "zh") -> str:
    """The reading of some figures of a file; "" where there are none."""
    filing = _filing(file)
    checks = [check for check in file.checks if isinstance(check, Check)]
    out: list[str] = []
    for before, figure in pairwise([None, *filing.figures]):
        if figure is not None and figure in figures:
            start = before.end if before is not None else 0
            out += _figure(figure, filing, max(start, figure.start - _REACH), checks, lang)
    return "\n".join(clean(text) for text in out if text) + "\n" if out else ""


def at_line(file: FileReport, number: int, column: int | None = None, page: int | None = None) -> list[Figure]:
    """The figures of a line (of a page), or the one that stands at a column of it; where a finding of words is told there, those of the line.

    Raises :class:`~auditlint.errors.UsageError` for a line beyond the last.
    """
    filing = _filing(file)
    lines = filing.document.lines
    if lines.spots is None:
        last = len(lines) - (len(lines) > 1 and not lines.texts[-1])  # what follows the last end of a line is none
    else:
        last = max((spot.line for spot in lines.spots if page in (None, spot.page)), default=0)
    if not 0 < number <= last:
        raise UsageError("explain-beyond", file.path, line=number, last=last)
    own = [figure for figure in filing.figures if _stands_at(figure, number, column, page)]
    if not own and any((place.line, place.column) == (number, column) and page in (None, place.page) for place in _told(file)):
        return at_line(file, number, None, page)
    return own


def at_spot(file: FileReport, words: str) -> list[Figure]:
    """The figures at a place that is written as a report writes it, or else those of the line of the finding that is told there.

    Raises :class:`~auditlint.errors.UsageError` where neither a figure nor a finding is.
    """
    filing = _filing(file)
    figures = [figure for figure in filing.figures if words in _spots(figure.place)]
    place = next((place for place in _told(file) if words in _spots(place)), None)
    if not figures and place is None:
        raise UsageError("explain-no-place", file.path, place=words)
    return figures if figures or place is None else at_line(file, place.line, None, place.page)


def _filing(file: FileReport) -> Filing:
    assert isinstance(file.filing, Filing), "the run must keep what it read"
    return file.filing


def _told(file: FileReport) -> Iterator[Place]:
    """Where the findings are told, and those that have the same cause."""
    for finding in (*file.findings, *(found for found, _ in file.accepted)):
        yield from (each.place for each in (finding, *finding.explains))


def _spots(place: Place) -> list[str]:
    return [spot(place, lang) for lang in LANGUAGES]


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
