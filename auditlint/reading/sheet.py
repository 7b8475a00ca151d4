"""The lines of one table as they stand in the file, and the figures that are made of them.

A table needs what logical text drops: the spaces, tabs and line ends that part its cells.
"""

from bisect import bisect_right
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, count
from operator import add

from ..model.document import Document
from ..model.figure import MONEY, SHIFT, Figure
from ..model.spacing import half_width, without_idle
from ..startup import pattern

#: What the readers write in half width.
#: What may follow a number as its unit; after a slash, per what.
_UNIT = pattern(
    r"(?:%|百分[比数]|百分点|个百分点|个月|[万亿]?元|万?人次|万?人(?![均员民力社才事])|万?平方(?:米|公里)|千瓦|公[里顷斤]|千米|批次|小时|分钟|工作日"
    r"|台（套）|台\(套\)|台/套|[万亿名个家户次项套件份张场处所篇亩吨分期条座册倍组只本台辆年月天日度起例宗米])"
    r"(?:/(?:公里|人次|工作日|小时|学期|百人|[一-龥]))*"
)
_SAME = {"百分比": "%", "百分数": "%", "万名": "万人", "名": "人"}


class Sheet:
    """One table as lines of text: ``text`` joins the lines ``first`` to ``last`` of those that the document kept.

    ``known`` are the lexer's figures that the table has not taken, by where they start; ``made`` are the table's own.
    """

    __slots__ = ("document", "text", "first", "starts", "known", "made", "section")

    def __init__(self, document: Document, first: int, last: int, figures: list[Figure]):
        self.document = document
        self.first = first
        rows = list(map(document.lines.texts.__getitem__, document.origins[first:last]))
        text = "\n".join(rows)
        self.text = half_width(text)
        self.starts = list(map(add, accumulate(map(len, rows), initial=0), count()))
        self.known = {figure.start: figure for figure in figures}
        self.made: list[Figure] = []
        self.section = ""

    def line(self, at: int) -> int:
        """The line that the character at ``at`` stands on."""
        return bisect_right(self.starts, at) - 1

    def after(self, line: int, before: str, piece: str) -> int:
        """Where in the document's text ``piece`` begins, which stands after ``before`` on a line."""
        anchor = self.document.anchors[self.first + line]
        if piece not in before:
            return self.document.text.find(piece, anchor)
        return anchor + len(without_idle(before.lstrip() + piece[0])) - 1

    def cell(self, line: int, number: int) -> str:
        """What stands before the cell ``number`` of a line."""
        content = self.text[self.starts[line] : self.starts[line + 1]]
        at = 0
        for part in content.split()[:number]:
            at = content.index(part, at) + len(part)
        return content[: len(content) - len(content[at:].lstrip())]

    def offset(self, at: int, piece: str) -> int:
        """Where in the document's text ``piece`` begins, which begins at ``at`` here."""
        line = bisect_right(self.starts, at) - 1
        return self.after(line, self.text[self.starts[line] : at], piece)

    def figure(self, start: int, end: int, unit: str, role: str, label: str) -> Figure:
        """The figure printed at ``text[start:end]``, which may be broken across lines."""
        printed = self.text[start:end]
        pieces = printed.split()
        if len(pieces) == 1:
            found = self.offset(start, printed)
            if unit == "%" and self.document.text.startswith("%", found + len(printed)):
                printed += "%"
            return self.take(found, printed, unit, role, label)
        found = self.offset(start, pieces[0])
        stop = self.offset(end - len(pieces[-1]), pieces[-1]) + len(pieces[-1])
        printed = "".join(pieces)
        if unit == "%" and self.document.text.startswith("%", stop):
            printed += "%"
            stop += 1
        return self.take(found, printed, unit, role, label, stop)

    def take(self, found: int, printed: str, unit: str, role: str, label: str, stop: int = 0) -> Figure:
        """The figure at ``found`` in the document's text: the lexer's, if it read the same number, or a new one.

        ``stop`` is where a number that is broken across lines ends.
        """
        known = self.known
        if stop:
            for inner in [at for at in known if found <= at < stop]:
                del known[inner]
        figure = known.pop(found, None)
        if figure is None or figure.text != printed:
            figure = _figure(printed, unit, found, stop or found + len(printed), self.document)
        else:
            figure.reason = ""
            if figure.unit != unit:
                figure.unit = unit
                figure.shift = SHIFT.get(unit, 0)
                figure.exact = figure.value.scaleb(figure.shift)
        figure.role = role
        figure.label = label
        figure.section = self.section
        self.made.append(figure)
        return figure


def _figure(printed: str, unit: str, start: int, end: int, document: Document) -> Figure:
    digits = printed.rstrip("%.")
    if "," in digits:
        digits = digits.replace(",", "")
    return Figure(printed, Decimal(digits), unit, len(digits.partition(".")[2]), start, end, document)


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
def incomparable(unit: str, other: str) -> str:
    """Why numbers of two units cannot be compared, "" where they can: 人 and 万人, 元 and 万元, a unit and none."""
    if "?" in (unit, other):
        return "没有认出指标值或完成值的单位"
    if unit == other or {unit, other} == {"人", "万人"} or (unit in MONEY and other in MONEY):
        return ""
    return "" if "" in (unit, other) and "%" not in (unit, other) else "指标值与完成值的单位不同"


def settle(figures: list[Figure]) -> None:
    """Hold figures that drop trailing zeros to the decimals that the others of their kind print."""
    places = max([figure.printed_places for figure in figures], default=0)
    if places:
        for figure in figures:
            figure.places = places
