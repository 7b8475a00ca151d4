"""Equations that sentences print: 三公经费控制率=（实际支出数 44.72 万元/预算安排数 55.83 万元）×100%=80.10%."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from ...model.arithmetic import Constant, Operand
from ...model.figure import MONEY, Figure
from ...model.listings import Equation
from ...named import NamedTuple
from ...startup import pattern
from .setting import Setting

if TYPE_CHECKING:
    import regex

_EQUALS = pattern(r"[=＝]\s*约?\s*(?=[-－−]?\d)")
_SIGNS = {"+": "+", "＋": "+", "-": "-", "－": "-", "−": "-", "×": "*", "*": "*", "÷": "/", "/": "/", "／": "/", "（": "(", "(": "(", "）": ")", ")": ")"}
#: What an equation cannot run over, and a number that is no figure: 112/120; a year is a word.
_CUTS, _NUMBER = "。；;：:，=＝", pattern(
    r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?![\d.%％])(?!\s*[年月日号])(?P<unit>[万亿]?元)?"
)
#: Words that may stand in an equation: names of its amounts, and years.
_WORDS = pattern(r"(?:20\d\d年|[\u4e00-\u9fff“”\"\s](?<![、与和及]))+")
_ALL, _PER_CENT, _MONEY, _NUMBERS, _RATE = "100%", "%", "money", "number", "rate"
#: An equation is no longer than this.
_REACH = 120
_ORDER = {"+": 1, "-": 1, "*": 2, "/": 2}


class _Term(NamedTuple):
    """A part of an equation and what it is: an amount of money, a number or a rate."""

    value: Operand
    kind: str


#: A sign, or a part that is printed.
_Token = str | _Term


class _NoEquation(ValueError):
    """What is printed is no equation, or one of things that do not go together."""


def read_equations(setting: Setting) -> None:
    """Read every equation that prints its amounts: a rate, or an amount of money."""
    text = setting.text
    for found in _EQUALS.finditer(text):
        index = setting.at(found.end())
        if index >= len(setting.figures) or setting.starts[index] != found.end():
            continue
        stated = setting.figures[index]
        if stated.role == "约数" or stated.unit and stated.unit != _PER_CENT and stated.unit not in MONEY:
            continue
        begin = max(text.rfind(sign, max(0, found.start() - _REACH), found.start()) for sign in _CUTS) + 1
        begin = max(begin, setting.filing.document.sentence(found.start(), found.start())[0])
        try:
            term = _solve(list(_tokens(setting, begin, found.start())))
        except _NoEquation:
            continue
        if term.kind == (_MONEY if stated.unit in MONEY else _RATE):
            setting.add(Equation(stated, term.value, stated.section))


def _tokens(setting: Setting, start: int, end: int) -> Iterator[_Token]:
    """The signs and the printed parts of an equation."""
    text, at, before = setting.text, start, ""
    while at < end:
        index = setting.at(at)
        own = index < len(setting.figures) and setting.starts[index] == at and setting.stop(index) <= end
        words, number = _WORDS.match(text, at, end), _NUMBER.match(text, at, end)
        if own:
            figure = setting.figures[index]
            if before == "term" and figure.exact < 0:
                yield "+"  # 120.00-100.00: the lexer takes the sign for the second's own
            yield _term(figure)
            at, before = setting.stop(index), "term"
        elif number is not None:
            yield _unread(setting, number)
            at, before = number.end(), "term"
        elif text[at] in _SIGNS:
            yield _SIGNS[text[at]]
            at, before = at + 1, "term" if text[at] in "）)" else "sign"
        elif words is not None and words.end() > at:
            at = words.end()
        else:
            raise _NoEquation


def _term(figure: Figure) -> _Term:
    if figure.unit == _PER_CENT:
        return _Term(Constant(1, _ALL), _ALL) if figure.text == _ALL else _Term(figure, _RATE)
    return _Term(figure, _MONEY if figure.unit in MONEY else _NUMBERS)


def _unread(setting: Setting, number: "regex.Match[str]") -> _Term:
    """A number that the lexer takes for none behind a sign: /560.00 万元, 112/120."""
    digits = number["digits"].replace(",", "")
    places, unit = len(digits.partition(".")[2]), number["unit"] or ""
    if not places and not unit:
        return _Term(Constant(Decimal(digits), number["digits"]), _NUMBERS)
    figure = Figure(number["digits"], Decimal(digits), unit, places, number.start(), number.end("digits"), setting.filing.document)
    return _Term(figure, _MONEY if unit else _NUMBERS)


def _solve(tokens: list[_Token]) -> _Term:
    """The value of an equation by the order of its signs."""
    terms: list[_Term] = []
    signs: list[str] = []
    for token in tokens:
        if isinstance(token, _Term):
            terms.append(token)
        elif token == "(":
            signs.append(token)
        elif token == ")":
            while signs and signs[-1] != "(":
                _apply(signs.pop(), terms)
            if not signs:
                raise _NoEquation
            signs.pop()
        else:
            while signs and _ORDER.get(signs[-1], 0) >= _ORDER[token]:
                _apply(signs.pop(), terms)
            signs.append(token)
    while signs:
        _apply(signs.pop(), terms)
    if len(terms) != 1 or isinstance(terms[0].value, (Figure, Constant)):
        raise _NoEquation
    return terms[0]


def _apply(sign: str, terms: list[_Term]) -> None:
    """Put the last two parts together, where they go together."""
    if len(terms) < 2 or sign == "(":
        raise _NoEquation
    right, left = terms.pop(), terms.pop()
    if sign == "*":
        terms.append(_times(left, right))
        return
    if left.kind != right.kind or _ALL in (left.kind, right.kind):
        raise _NoEquation
    if sign == "/":
        if not right.value.exact:
            raise _NoEquation
        terms.append(_Term(left.value / right.value, _RATE))
    else:
        terms.append(_Term(left.value + right.value if sign == "+" else left.value - right.value, left.kind))


def _times(left: _Term, right: _Term) -> _Term:
    """(a/b)×100% is the rate itself; a rate of an amount, or of another rate, is its like."""
    if right.kind == _ALL:
        return left
    kinds = {left.kind, right.kind}
    if _ALL in kinds or _RATE not in kinds or _NUMBERS in kinds:
        raise _NoEquation
    return _Term(left.value * right.value, _MONEY if _MONEY in kinds else _RATE)
