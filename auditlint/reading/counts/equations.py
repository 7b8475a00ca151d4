"""Equations that sentences print: 三公经费控制率=（实际支出数 44.72 万元/预算安排数 55.83 万元）×100%=80.10%."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from ...field.roles import ABOUT
from ...model.arithmetic import Constant, Operand
from ...model.check import expect
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
    r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?![\d.%％])(?!\s*[年月日号])\s*(?P<unit>[千万亿]?元)?"
)
#: Behind a result stands no sign: =50.00/100.00×100% goes on, and 1:3 or 5.00‰ is no figure by itself.
_GOES_ON = pattern(r"[）)\t 　]*(?:[（(][万亿]?元[）)])?[\t 　]*[-－−+＋×*÷/／:：‰|｜]")
_BARE_GOES_ON = pattern(r"[\t 　]*[^\W\d]")
#: Things that are counted one by one, and names of their numbers; amounts of money have names too, and are rounded.
_THINGS = frozenset("人名位户个项件份张场处所篇期条座册组只台套辆家次批")
_COUNTED = pattern(r"人员|人数|人次|在职|在编|编制|(?:[个项件户批辆台套处家条份次]|单位)数")
_AMOUNTS = pattern(r"经费|支出|资金|预算|决算|费|额|收入|款|成本|投资|金")
#: Words that may stand in an equation: names of its amounts, and years.
_WORDS = pattern(r"(?:20\d\d年|[\u4e00-\u9fff“”\"\s](?<![、与和及]))+")
_ALL, _PER_CENT, _MONEY, _NUMBERS, _RATE = "100%", "%", "money", "number", "rate"
#: An equation is no longer than this.
_REACH = 120
#: No rate is larger than so many times its whole.
_MOST, _HUNDRED = 10, Constant(100)
_ORDER = {"+": 1, "-": 1, "*": 2, "/": 2}


class _Term(NamedTuple):
    """A part of an equation and what it is: an amount of money, a number, a rate, or so many of a unit."""

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
        index = setting.just_at(found.end())
        if index is None:
            continue
        stated = setting.figures[index]
        if not _is_result(setting, index) or stated.role == ABOUT or stated.unit and stated.unit != _PER_CENT and stated.unit not in MONEY:
            continue
        end = found.start() - (text[found.start() - 1] == "\n")  # = may begin the next line
        begin = max(text.rfind(sign, max(0, end - _REACH), end) for sign in _CUTS) + 1
        begin = max(begin, setting.filing.document.sentence(end, end)[0])
        try:
            term = _solve(list(_tokens(setting, begin, end)))
        except _NoEquation:
            continue
        value = _as_stated(stated, term.value)
        if value is not None and term.kind == (_MONEY if stated.unit in MONEY else _RATE):
            setting.add(Equation(stated, value, stated.section))


def _is_result(setting: Setting, index: int) -> bool:
    """Whether what stands behind = ends there: of a chain the last is the result, those before are put in other words."""
    stop = setting.stop(index)
    if not setting.figures[index].unit and _BARE_GOES_ON.match(setting.text, stop) is not None:
        return False
    return _GOES_ON.match(setting.text, stop) is None


def _as_stated(stated: Figure, value: Operand) -> Operand | None:
    """The value as it may be stated: a fall without its sign too.

    ``None`` where the most or the least there may be stands for it, or where the parts leave out their %: （97.20+94.60）/2=95.90%.
    """
    assert value.exact is not None
    if stated.unit == _PER_CENT and value.exact > _MOST and expect(stated, value / _HUNDRED).sound:
        return None
    if stated.dimension != "money" and (stated.exact == 1 < value.exact or value.exact < 0 == stated.exact):
        return None
    return abs(value) if value.exact < 0 < stated.exact else value


def _tokens(setting: Setting, start: int, end: int) -> Iterator[_Token]:
    """The signs and the printed parts of an equation."""
    text, at, before = setting.text, start, ""
    counted = _are_counted(text, start, end)
    while at < end:
        index = setting.just_at(at)
        words, number = _WORDS.match(text, at, end), _NUMBER.match(text, at, end)
        if index is not None and setting.stop(index) <= end:
            figure = setting.figures[index]
            if before == "term" and figure.exact < 0:
                yield "+"  # 120.00-100.00: the lexer takes the sign for the second's own
            at, before = setting.stop(index), "term"
            yield _term(figure, _unit_behind(text, at, end))
        elif number is not None:
            at, before = number.end(), "term"
            yield _unread(setting, number, _unit_behind(text, at, end), counted)
        elif text[at] in _SIGNS:
            yield _SIGNS[text[at]]
            at, before = at + 1, "term" if text[at] in "）)" else "sign"
        elif words is not None and words.end() > at:
            at = words.end()
        else:
            raise _NoEquation


def _are_counted(text: str, start: int, end: int) -> bool:
    """Whether numbers without a unit are of people or things: the words of the equation, and what it is of, say so and name no amount."""
    named = max(text.rfind(sign, max(0, start - _REACH), max(0, start - 1)) for sign in _CUTS + "\n") + 1
    return _COUNTED.search(text, named, end) is not None and _AMOUNTS.search(text, named, end) is None


def _unit_behind(text: str, at: int, end: int) -> str:
    """The words right behind a number: 千米, 万平方米."""
    words = _WORDS.match(text, at, end)
    return words.group().strip() if words is not None else ""


def _term(figure: Figure, behind: str) -> _Term:
    """What a figure is: an amount, a rate, or so many of its unit, as 15万 平方米 are square metres."""
    unit = figure.unit
    if unit == _PER_CENT:
        return _Term(Constant(1, _ALL), _ALL) if figure.text == _ALL else _Term(figure, _RATE)
    if unit in MONEY:
        return _Term(figure, _MONEY if unit.endswith("元") or not behind else unit + behind)
    if behind not in MONEY and (not unit or unit[0] in _THINGS or figure.places):
        return _Term(figure, unit or behind or _NUMBERS)
    # 9.00 千元, which is no unit of the lexer's; 12 公里 are measured, and rounded
    other = "" if unit else behind
    figure = Figure(figure.text, figure.value, other, figure.printed_places, figure.start, figure.end, figure.source)
    return _Term(figure, _MONEY if other else unit)


def _unread(setting: Setting, number: "regex.Match[str]", behind: str, counted: bool) -> _Term:
    """A number that the lexer takes for none behind a sign: /560.00 万元, 112/120; a whole one that is not counted was rounded."""
    digits = number["digits"].replace(",", "")
    places, unit = len(digits.partition(".")[2]), number["unit"] or (behind if behind in MONEY else "")
    kind = _MONEY if unit else behind or _NUMBERS
    if not places and not unit and (counted if kind == _NUMBERS else behind[0] in _THINGS):
        return _Term(Constant(Decimal(digits), number["digits"]), kind)
    return _Term(Figure(number["digits"], Decimal(digits), unit, places, number.start(), number.end("digits"), setting.filing.document), kind)


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
    if _RATE not in kinds or not kinds <= {_RATE, _MONEY}:
        raise _NoEquation
    return _Term(left.value * right.value, _MONEY if _MONEY in kinds else _RATE)
