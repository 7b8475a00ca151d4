"""Judging: a check that does not hold becomes a finding, in words."""

from decimal import Decimal

from ..model.arithmetic import WIDE, Operand
from ..model.check import BROKEN, HOLDS, ROUNDING, UNCHECKED, Check
from ..model.figure import Figure, Word
from ..model.finding import Finding, Related
from ..registry import Rule
from ..wording import say, worded

#: What tells of a figure without what it should be.
_PRINTED = {"=": "printed", "sum=": "comes-to"}
_SIGN = {"=": "=", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
#: Digits of a recomputed value that are shown beyond the printed ones.
_EXTRA = 2


def to_finding(check: Check, rule: Rule, lang: str = "zh", zero_base: str = "note") -> Finding | None:
    """The finding that a check makes; ``None`` where there is nothing to say.

    ``zero_base`` is the severity of what is meaningless and yet customary, such as growth by 100% from nothing: checks
    that hold and that their rule still marks as a note.
    """
    severity = _severity(check, rule, zero_base)
    if not severity:
        return None
    printed = check.printed
    formula, result = arithmetic(check, lang)
    actual, expected, difference = numbers(check)
    what, fault, aside, notes = _sentence(check, rule, lang)
    return Finding(
        rule=rule.code,
        name=rule.name,
        severity=severity,
        message=what + fault + notes,
        place=printed.place,
        actual=actual,
        expected=expected,
        difference=difference,
        unit=printed.unit if isinstance(printed, Figure) else None,
        formula=formula,
        section=printed.section or next((figure.section for figure in check.operands()), ""),
        label=label(printed),
        related=_related(check),
        fold=check.fold or (rule.code if check.verdict == ROUNDING else ""),
        result=result,
        proof=check.proof,
        what=what,
        aside=what + aside + notes,
        relation=arithmetic(check)[0] or "",
    )


def _severity(check: Check, rule: Rule, zero_base: str) -> str:
    if check.verdict == ROUNDING:
        return "note"
    if check.verdict == BROKEN:
        return check.severity or rule.severity
    if check.verdict == HOLDS and check.severity == "note":
        return zero_base
    return check.severity or ""


class _Subject:
    """The figure that a check is about, or the sum that begins with it, and how its numbers are written."""

    __slots__ = ("check", "figure", "alone", "exact", "commas")

    def __init__(self, check: Check):
        assert isinstance(check.printed, Figure)
        self.check = check
        self.figure = figure = check.printed
        left = check.left
        self.alone = left is None or left is figure
        exact = figure.exact if left is None or left.exact is None else left.exact
        assert exact is not None
        self.exact = exact
        self.commas = any("," in other.text for other in check.operands())

    @property
    def expected(self) -> Decimal | None:
        """What it should be or may reach, in its own unit."""
        check = self.check
        return None if check.expected is None or check.verdict == UNCHECKED else self.figure.in_unit(check.expected)

    @property
    def actual(self) -> Decimal:
        """What is printed, or what the sum comes to, in its own unit."""
        return self.figure.value if self.alone else self._fitted(self.figure.in_unit(self.exact))

    def numbers(self) -> tuple[str | None, str | None, str | None]:
        """Actual, expected and their difference as plain decimals."""
        actual, expected = self.actual, self.expected
        if expected is None:
            return _plain(actual), None, None
        fitted = self._fitted(expected)
        return _plain(actual), _plain(fitted), _plain(actual - fitted)

    def words(self) -> tuple[str, str]:
        """Actual and expected as they would be printed, with the unit; expected is "" where there is none."""
        figure = self.figure
        actual = self._written(self.actual)
        if self.alone:
            actual = figure.text if figure.unit == "%" else _with_unit(figure.text, figure.unit)
        expected = self.expected
        return actual, "" if expected is None else self._written(self._fitted(expected))

    def result(self) -> str:
        """What the formula comes to, cut off where it goes on."""
        exact = self.check.exact
        if exact is None:
            return ""
        value = self.figure.in_unit(exact)
        places = self.figure.places + _EXTRA
        whole, _, part = f"{value:{',' if self.commas else ''}f}".partition(".")
        more = "…" if part[places:].strip("0") else ""
        kept = part[:places] if more else part[:places].rstrip("0").ljust(self.figure.printed_places, "0")
        return _with_unit(f"{whole}.{kept}{more}" if kept else whole + more, self.figure.unit)

    def _fitted(self, value: Decimal) -> Decimal:
        """``value`` with the decimals that the figure prints, or as many more as it needs."""
        places = self.figure.printed_places
        exponent = value.normalize().as_tuple().exponent
        assert isinstance(exponent, int)
        most = max(places, self.figure.places) + _EXTRA
        return WIDE.quantize(value, Decimal((0, (1,), -max(places, min(-exponent, most)))))

    def _written(self, value: Decimal) -> str:
        return _with_unit(f"{value:{',' if self.commas else ''}f}", self.figure.unit)


def _with_unit(number: str, unit: str) -> str:
    return number + unit if unit == "%" else f"{number} {unit}".rstrip()


def _plain(value: Decimal) -> str:
    return f"{value:f}"


def numbers(check: Check) -> tuple[str | None, str | None, str | None]:
    """Actual, expected and difference of a check as plain decimals in the printed unit; ``None`` where it has none."""
    return _Subject(check).numbers() if isinstance(check.printed, Figure) else (None, None, None)


def _sentence(check: Check, rule: Rule, lang: str) -> tuple[str, str, str, str]:
    """What is wrong, what is printed there and should be, what is printed alone, and the notes."""
    fault = aside = ""
    if isinstance(check.printed, Figure):
        subject = _Subject(check)
        actual, expected = subject.words()
        key = "rounding" if check.verdict == ROUNDING else check.operator
        key = "printed" if not expected else key if subject.alone else f"sum{key}"
        fault = aside = say(lang, key, actual=actual, expected=expected)
        if key in _PRINTED:
            aside = say(lang, _PRINTED[key], actual=actual)
    elif check.verdict == ROUNDING:
        fault = aside = say(lang, "word-rounding")
    elif check.should:
        fault, aside = say(lang, "word", actual=check.printed.text, expected=check.should), say(lang, "word-printed", actual=check.printed.text)
    return worded(check.message, lang) or rule.told("message", lang), fault, aside, _notes(check, lang)


def _notes(check: Check, lang: str) -> str:
    said = [say(lang, "truncated")] if check.truncated else []
    said += [worded(check.note, lang)] if check.note else []
    return "".join(say(lang, "note-tail", note=note) for note in said)


def differing(finding: Finding, check: Check, lang: str) -> str:
    """The message of a finding that leaves open which figure is wrong: what is printed and what it differs from, not what it should be."""
    if not isinstance(check.printed, Figure) or check.verdict != BROKEN:
        return finding.aside
    subject = _Subject(check)
    actual, expected = subject.words()
    if not expected:
        return finding.message
    key = f"differs{check.operator}" if subject.alone else f"sumdiffers{check.operator}"
    return finding.what + say(lang, key, actual=actual, expected=expected) + _notes(check, lang)


def arithmetic(check: Check, lang: str = "zh") -> tuple[str | None, str]:
    """The formula of a check as a person writes it, and what it comes to; ``None`` and "" where it has none."""
    right, left = check.expression, check.left
    if right is None:
        return None, ""
    if isinstance(check.printed, Figure) and (left is None or (left is check.printed and check.operator == "=")):
        if check.verdict == BROKEN and not isinstance(right, Figure) and (two := against(check)):
            return two, ""
        text = right.formula(lang)
        return text, "" if isinstance(right, Figure) else _Subject(check).result()
    if left is None:
        return (right.formula(lang) if right.operands() else None), ""
    sign = _SIGN[check.operator] if isinstance(check.printed, Figure) else _true_sign(left, right)
    return f"{left.formula(lang)} {sign} {right.formula(lang)}", ""


def against(check: Check) -> str:
    """What is printed on either side of a relation of one figure to one other, as it differs; "" for any other relation."""
    printed, right = check.printed, check.expression
    if not isinstance(printed, Figure) or right is None or check.left not in (None, printed) or check.operator != "=":
        return ""
    others = right.operands()
    if len(others) != 1 or others[0].unit != printed.unit or right.formula() != others[0].formula():
        return ""
    return f"{printed.formula()} ≠ {others[0].formula()}"


def _true_sign(left: Operand, right: Operand) -> str:
    """How two operands really compare, where a word says something else."""
    if left.exact is None or right.exact is None:
        return "≠"
    return "=" if left.exact == right.exact else "<" if left.exact < right.exact else ">"


def label(printed: Figure | Word) -> str:
    """What a figure or a word belongs to: its label, or else the role of the figure."""
    return printed.label or (printed.role if isinstance(printed, Figure) else "")


def _related(check: Check) -> tuple[Related, ...]:
    """The other figures of the relation, each place once, in the order of the formula."""
    printed = check.printed
    seen = {(id(printed.source), printed.start, printed.end)}
    related = []
    for figure in (*check.others, *check.operands()):
        key = (id(figure.source), figure.start, figure.end)
        if key not in seen:
            seen.add(key)
            related.append(Related(figure.place, figure.text, label(figure), "" if figure.unit == "%" else figure.unit))
    related += [Related(word.place, word.text, word.label) for word in check.words if word is not printed]
    return tuple(related)
