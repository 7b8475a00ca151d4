"""One relation between printed figures, and whether it holds.

The verdicts are the whole truth about rounding: a relation *holds* when the recomputed value, rounded half-up, is the
printed one; it is *rounding* when only the roundings of the originals explain the difference (the closed intervals
meet); it is *broken* when no originals can explain it; *unchecked* when it could not be judged.
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Union

from .arithmetic import Operand, operand
from .figure import Figure, Word
from .phrasing import Phrase, phrase
from .proof import Proof, Support

if TYPE_CHECKING:
    from .tables import TableSum

HOLDS = "holds"
ROUNDING = "rounding"
BROKEN = "broken"
UNCHECKED = "unchecked"

_OPERATORS = ("=", "<", "<=", ">", ">=")
_HALF_UP = Context(prec=60, rounding=ROUND_HALF_UP)
_DOWN = Context(prec=60, rounding=ROUND_DOWN)


class Check:
    """A printed figure (or word), what it should be, and the verdict.

    ``exact`` is the recomputed value and ``expected`` the same rounded as printed, both in base units.  ``weak`` tells
    that the relation is one of rounding only because a figure prints fewer decimals than those around it: at theirs it is broken.  ``severity``,
    where a rule sets it, overrides the rule's own.  ``left`` is what a comparison compares: the printed figure, a sum
    that begins with it, or what the printed word speaks of; ``words`` take part without being figures (持平 for nothing);
    ``explained`` tells that another reading (a wrong denominator) gives just what is printed; ``lacking`` that something is not there,
    of which another file of the same filing may know.
    """

    __slots__ = (
        "printed", "operator", "expression", "verdict", "exact", "expected", "weak", "truncated", "reason",
        "severity", "note", "message", "rule", "others", "should", "actual", "fold", "left", "words", "explained", "lacking", "claim", "support", "proof", "_operands",
    )  # fmt: skip

    def __init__(
        self,
        printed: Figure | Word,
        operator: str,
        expression: Operand | None,
        verdict: str,
        exact: Decimal | None = None,
        expected: Decimal | None = None,
        reason: Phrase | None = None,
    ):
        self.printed = printed
        self.operator = operator
        self.expression = expression
        self.verdict = verdict
        self.exact = exact
        self.expected = expected
        self.weak = False
        self.truncated = False
        self.reason = reason
        self.severity: str | None = None
        self.note: Phrase | None = None
        self.message: Phrase | None = None
        self.rule = ""
        self.others: list[Figure] = []
        self.should = ""
        self.actual: Figure | None = None
        self.fold = ""
        self.left: Operand | None = None
        self.words: list[Word] = []
        self.explained = False
        self.lacking = False
        self.claim: TableSum | None = None
        self.support: Support | None = None
        self.proof: Proof | None = None
        self._operands: list[Figure] | None = None

    def explain(self, hint: Phrase | None) -> None:
        """Say how the printed figure came to be wrong, where another reading gives just that: a wrong denominator."""
        if hint is not None:
            self.note, self.explained = hint, True

    def operands(self) -> list[Figure]:
        """Every figure that the relation binds, the printed one first; asked for when the rule is done with the check."""
        bound = self._operands
        if bound is None:
            bound = [self.printed] if isinstance(self.printed, Figure) else []
            if self.actual is not None:
                bound.append(self.actual)
            if self.expression is not None:
                bound += self.expression.operands()
            bound += self.others
            self._operands = bound
        return bound

    def __repr__(self) -> str:
        formula = self.expression.formula() if self.expression is not None else ""
        return f"<{self.rule} {self.printed!r} {self.operator} {formula}: {self.verdict} {self.reason}>"


def expect(printed: Figure, expression: Operand) -> Check:
    """Check that ``printed`` is ``expression``.

    A quotient over a printed zero holds when nothing over nothing is printed as zero; any other is *unchecked* here,
    because whether a rate may be printed at all is a question for the zero-base rules.
    """
    exact = operand(expression).exact
    if exact is None:
        return _over_zero(printed, expression)
    rounded = round_half_up(exact, printed.quantum)
    if rounded == printed.exact:
        return Check(printed, "=", expression, HOLDS, exact, rounded)
    check = Check(printed, "=", expression, BROKEN, exact, rounded)
    bounds = expression.interval()
    if bounds is None:
        check.verdict, check.reason = UNCHECKED, phrase("divisor-may-be-zero")
        return check
    if _meet(printed.interval(), bounds):
        check.verdict = ROUNDING
    elif round_half_up(exact, printed.printed_quantum) == printed.exact or _meet_own(printed, expression):
        check.verdict, check.weak = ROUNDING, True
    else:
        check.truncated = _DOWN.quantize(exact, printed.quantum) == printed.exact
    return check


def expect_that(left: Operand, operator: str, right: Operand, word: Word | None = None) -> Check:
    """Check that ``left operator right`` for ``=``, ``<``, ``<=``, ``>`` or ``>=``.

    ``word`` is the word of the filing that says so; a finding then points at it.
    """
    operand(left), operand(right)
    if operator not in _OPERATORS:
        raise ValueError(f"expect_that：没有 {operator!r} 这个比较，可写 {' '.join(_OPERATORS)} / not one of them")
    printed: Union[Figure, Word] = word if word is not None else left.operands()[0]
    a, b = left.exact, right.exact
    if a is None or b is None:
        return Check(printed, operator, right, UNCHECKED, reason=phrase("nothing-to-compare"))
    check = Check(printed, operator, right, HOLDS, b, b)
    check.left = left
    check.others = left.operands() if word is not None else left.operands()[1:]
    if _compare(a, operator, b):
        return check
    first, second = left.interval(), right.interval()
    if first is None or second is None:
        check.verdict, check.reason = UNCHECKED, phrase("divisor-may-be-zero")
    elif _possible(first, operator, second):
        check.verdict = ROUNDING
    else:
        check.verdict = BROKEN
        own_first, own_second = left.interval(True), right.interval(True)
        if own_first is not None and own_second is not None and _possible(own_first, operator, own_second):
            check.verdict, check.weak = ROUNDING, True
    return check


def unchecked(printed: Figure | Word, reason: Phrase | None, others: list[Figure] | None = None) -> Check:
    """A relation that the filing asserts and that could not be judged, with the reason.

    Raises :class:`TypeError` that says what to write in the place of plain words.
    """
    if reason is not None and not isinstance(reason, Phrase):
        raise TypeError(f"unchecked：原因请写成 own({reason!r}, \"…\") / write own({reason!r}, \"…\"), in both languages")
    check = Check(printed, "=", None, UNCHECKED, reason=reason)
    check.others = others or []
    return check


def round_half_up(value: Decimal, quantum: Decimal) -> Decimal:
    """``value`` rounded half away from zero to ``quantum``, as 四舍五入 does."""
    return _HALF_UP.quantize(value, quantum)


def _over_zero(printed: Figure, expression: Operand) -> Check:
    above = getattr(expression, "left", None)
    if above is None or above.exact is None:
        return Check(printed, "=", expression, UNCHECKED, reason=phrase("nothing-to-compute"))
    if above.exact:
        return Check(printed, "=", expression, UNCHECKED, reason=phrase("divisor-zero"))
    verdict = HOLDS if printed.is_zero else BROKEN
    return Check(printed, "=", expression, verdict, Decimal(0), Decimal(0))


def _meet(first: tuple[Decimal, Decimal], second: tuple[Decimal, Decimal]) -> bool:
    return first[0] <= second[1] and second[0] <= first[1]


def _meet_own(printed: Figure, expression: Operand) -> bool:
    bounds = expression.interval(True)
    return bounds is not None and _meet(printed.interval(True), bounds)


def _compare(a: Decimal, operator: str, b: Decimal) -> bool:
    if operator == "=":
        return a == b
    if operator[0] == "<":
        return a < b or (a == b and operator == "<=")
    return a > b or (a == b and operator == ">=")


def _possible(first: tuple[Decimal, Decimal], operator: str, second: tuple[Decimal, Decimal]) -> bool:
    if operator == "=":
        return _meet(first, second)
    return first[0] <= second[1] if operator[0] == "<" else first[1] >= second[0]
