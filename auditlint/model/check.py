"""One relation between printed figures, and whether it holds.

The verdicts are the whole truth about rounding: a relation *holds* when the recomputed value, rounded half-up, is the
printed one; it is *rounding* when only the roundings of the originals explain the difference (the closed intervals
meet); it is *broken* when no originals can explain it; *unchecked* when it could not be judged.
"""

from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Union

from ..named import NamedTuple
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


class Check(NamedTuple):
    """A printed figure (or word), what it should be, and the verdict.  It is never changed: what doubts it or says more gives a new one.

    ``exact`` is the recomputed value and ``expected`` the same rounded as printed, both in base units.  ``weak`` tells
    that the relation is one of rounding only because a figure prints fewer decimals than those around it: at theirs it is broken.  ``severity``,
    where a rule sets it, overrides the rule's own.  ``left`` is what a comparison compares: the printed figure, a sum
    that begins with it, or what the printed word speaks of; ``words`` take part without being figures (持平 for nothing);
    ``others`` are figures bound beside those of the expression, ``should`` is the word that fits.
    ``explained`` tells that another reading (a wrong denominator) gives just what is printed; ``lacking`` that something is not there,
    of which another file of the same filing may know.
    """

    printed: Figure | Word
    operator: str
    expression: Operand | None
    verdict: str
    exact: Decimal | None = None
    expected: Decimal | None = None
    reason: Phrase | None = None
    weak: bool = False
    truncated: bool = False
    severity: str | None = None
    note: Phrase | None = None
    message: Phrase | None = None
    rule: str = ""
    others: tuple[Figure, ...] = ()
    should: str = ""
    fold: str = ""
    left: Operand | None = None
    words: tuple[Word, ...] = ()
    explained: bool = False
    lacking: bool = False
    claim: "TableSum | None" = None
    support: Support | None = None
    proof: Proof | None = None

    def doubted(self, reason: Phrase | None) -> "Check":
        """The same left unchecked, with the reason: what its rule graded it before is moot."""
        return self._replace(verdict=UNCHECKED, reason=reason, severity=None)

    def graded(self, severity: str) -> "Check":
        """The same with another severity than its rule's."""
        return self._replace(severity=severity)

    def warned(self) -> "Check":
        """The same as a warning."""
        return self._replace(severity="warning")

    def said(self, message: Phrase | None) -> "Check":
        """The same in other words than its rule's."""
        return self._replace(message=message)

    def noted(self, note: Phrase) -> "Check":
        """The same with something to add."""
        return self._replace(note=note)

    def explained_by(self, hint: Phrase | None) -> "Check":
        """The same with how the printed figure came to be wrong, where another reading gives just that: a wrong denominator."""
        return self if hint is None else self._replace(note=hint, explained=True)

    def folded(self, fold: str) -> "Check":
        """The same, its note of rounding told with those of one ``fold``."""
        return _with(self, _FOLD, fold)

    def instead(self, word: str) -> "Check":
        """The same with the word that fits."""
        return self._replace(should=word)

    def beside(self, others: Iterable[Figure]) -> "Check":
        """The same with other figures that it binds."""
        return self._replace(others=tuple(others))

    def supported(self, support: Support, claim: "TableSum | None" = None) -> "Check":
        """The same with what speaks for it."""
        return _with(self, _CLAIM, claim, support)

    def ruled(self, code: str) -> "Check":
        """The same as a check of the rule of that code."""
        return _with(self, _RULE, code)

    def proved(self, proof: Proof) -> "Check":
        """The same with its proof."""
        return self._replace(proof=proof)

    @property
    def sound(self) -> bool:
        """Whether the relation holds, if only by rounding."""
        return self.verdict in (HOLDS, ROUNDING)

    def operands(self) -> list[Figure]:
        """Every figure that the relation binds, the printed one first."""
        bound = [self.printed] if isinstance(self.printed, Figure) else []
        if self.expression is not None:
            bound += self.expression.operands()
        bound += self.others
        return bound

    def __repr__(self) -> str:
        formula = self.expression.formula() if self.expression is not None else ""
        return f"<{self.rule} {self.printed!r} {self.operator} {formula}: {self.verdict} {self.reason}>"


_RULE, _FOLD, _CLAIM = map(Check._fields.index, ("rule", "fold", "claim"))


def _with(check: Check, at: int, *values: object) -> Check:
    """A check with the fields from one on changed: what is done with every check, in half the time that ``_replace`` takes."""
    return tuple.__new__(Check, (*check[:at], *values, *check[at + len(values) :]))


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
    bounds = expression.interval()
    if bounds is None:
        return Check(printed, "=", expression, UNCHECKED, exact, rounded, phrase("divisor-may-be-zero"))
    if _meet(printed.interval(), bounds):
        return Check(printed, "=", expression, ROUNDING, exact, rounded)
    if round_half_up(exact, printed.printed_quantum) == printed.exact or _meet_own(printed, expression):
        return Check(printed, "=", expression, ROUNDING, exact, rounded, weak=True)
    return Check(printed, "=", expression, BROKEN, exact, rounded, truncated=_DOWN.quantize(exact, printed.quantum) == printed.exact)


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
    others = tuple(left.operands() if word is not None else left.operands()[1:])
    check = Check(printed, operator, right, HOLDS, b, b, left=left, others=others)
    if _compare(a, operator, b):
        return check
    first, second = left.interval(), right.interval()
    if first is None or second is None:
        return check.doubted(phrase("divisor-may-be-zero"))
    if _possible(first, operator, second):
        return check._replace(verdict=ROUNDING)
    own_first, own_second = left.interval(True), right.interval(True)
    if own_first is not None and own_second is not None and _possible(own_first, operator, own_second):
        return check._replace(verdict=ROUNDING, weak=True)
    return check._replace(verdict=BROKEN)


def unchecked(printed: Figure | Word, reason: Phrase | None, others: Iterable[Figure] = ()) -> Check:
    """A relation that the filing asserts and that could not be judged, with the reason.

    Raises :class:`TypeError` that says what to write in the place of plain words.
    """
    if reason is not None and not isinstance(reason, Phrase):
        raise TypeError(f"unchecked：原因请写成 own({reason!r}, \"…\") / write own({reason!r}, \"…\"), in both languages")
    return Check(printed, "=", None, UNCHECKED, reason=reason, others=tuple(others))


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
