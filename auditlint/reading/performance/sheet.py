"""The lines of one table as they stand in the file, and the figures that are made of them.

A table needs what logical text drops: the spaces, tabs and line ends that part its cells.
"""

from bisect import bisect_right
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, count
from operator import add

from ...model.document import Document
from ...model.figure import MONEY, SHIFT, Figure
from ...model.phrasing import Phrase, phrase
from ...model.spacing import half_width
from ...named import NamedTuple
from ...startup import pattern

#: A full-width comma among the digits of an amount: 1，756.78.
_WIDE_COMMA = pattern(r"(?<=\d)，(?=\d{3}(?!\d))")
#: What may follow a number as its unit; after a slash, per what.
_UNIT = pattern(
    r"(?:%|百分[比数]|百分点|个百分点|个月|[万亿]?元|万?人次|万?人(?![均员民力社才事])|万?平方(?:米|公里)|千瓦|公[里顷斤]|千米|批次|小时|分钟|工作日"
    r"|台（套）|台\(套\)|台/套|[万亿名个家户次项套件份张场处所篇亩吨分期条座册倍组只本台辆年月天日度起例宗米])"
    r"(?:/(?:公里|人次|工作日|小时|学期|百人|[一-龥]))*"
)
_SAME = {"百分比": "%", "百分数": "%", "万名": "万人", "名": "人"}


class Span(NamedTuple):
    """A number of a sheet: where it stands in the sheet's text (it may be broken across lines), and its unit."""

    start: int
    end: int
    unit: str = ""


class Sheet:
    """One table as lines of text: ``text`` joins the lines ``first`` to ``last`` of those that the document kept.

    ``known`` are the lexer's figures that the table has not taken, ``made`` the table's own, both by where they start.
    """

    __slots__ = ("document", "text", "first", "starts", "known", "made", "section")

    def __init__(self, document: Document, first: int, last: int, figures: list[Figure]):
        self.document = document
        self.first = first
        rows = list(map(document.lines.texts.__getitem__, document.origins[first:last]))
        text = "\n".join(rows)
        self.text = _WIDE_COMMA.sub(",", half_width(text))
        self.starts: list[int] = list(map(add, accumulate(map(len, rows), initial=0), count()))
        self.known = {figure.start: figure for figure in figures}
        self.made: dict[int, Figure] = {}
        self.section = ""

    def line(self, at: int) -> int:
        """The line that the character at ``at`` stands on."""
        return bisect_right(self.starts, at) - 1

    def offset(self, at: int) -> int:
        """Where in the document's text the character at ``at`` stands, which is no space."""
        line = self.line(at)
        return self.document.offset(self.document.origins[self.first + line], at - self.starts[line])

    def digits(self, span: Span) -> str:
        """A number without what breaks it across lines."""
        return "".join(self.text[span.start : span.end].split())

    def value(self, span: Span) -> Decimal:
        """A number as it is printed, whatever its unit."""
        return Decimal(self.digits(span).rstrip(".%").replace(",", ""))

    def figure(self, span: Span, role: str, label: str) -> Figure:
        """The figure printed at ``span``, made once: the lexer's, if it read the same number there, or a new one."""
        unit = span.unit
        printed = self.digits(span)
        start = self.offset(span.start)
        if start in self.made:
            return self.made[start]
        whole = len(printed) == span.end - span.start
        stop = start + len(printed) if whole else self.offset(span.end - 1) + 1
        if unit == "%" and self.document.text.startswith("%", stop):
            printed += "%"
            stop += 1
        figure = self.known.pop(start, None)
        if stop - start != len(printed) and "\n" in self.text[span.start : span.end]:
            for at in range(start + 1, stop):
                self.known.pop(at, None)
        if figure is None or figure.text != printed or figure.end != stop:
            digits = printed.rstrip("%.").replace(",", "")
            figure = Figure(printed, Decimal(digits), unit, len(digits.partition(".")[2]), start, stop, self.document)
        elif figure.unit != unit:
            figure.unit = unit
            figure.shift = SHIFT.get(unit, 0)
            figure.exact = figure.value.scaleb(figure.shift)
        figure.reason, figure.role, figure.label, figure.section = None, role, label, self.section
        self.made[start] = figure
        return figure


@lru_cache(maxsize=1024)
def unit_of(words: str) -> str:
    """The unit that ``words`` (what follows a number) begin with; "" for none, ``?`` where they may be anything."""
    words = "".join(words.split())
    if not words:
        return ""
    match = _UNIT.match(words)
    if match is None:
        return words if len(words) < 7 else "?"
    unit: str = match.group()
    return _SAME.get(unit, unit)


@lru_cache(maxsize=256)
def incomparable(unit: str, other: str) -> Phrase | None:
    """Why numbers of two units cannot be compared, ``None`` where they can: 人 and 万人, 元 and 万元, a unit and none."""
    if "?" in (unit, other):
        return phrase("unit-unknown")
    if unit == other or {unit, other} == {"人", "万人"} or (unit in MONEY and other in MONEY):
        return None
    return None if "" in (unit, other) and "%" not in (unit, other) else phrase("units-differ")


def settle(figures: list[Figure]) -> None:
    """Hold figures that drop trailing zeros to the decimals that the others of their kind print."""
    places = max([figure.printed_places for figure in figures], default=0)
    if places:
        for figure in figures:
            figure.places = places
