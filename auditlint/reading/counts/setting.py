"""The figures of a filing with the words that stand round each: what all counts, lists, sums and products are read from."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache

from ...field.roles import ABOUT
from ...language import find, words
from ...language.shapes import Found
from ...model.claims import Claim
from ...model.figure import MONEY, Figure
from ...model.filing import Filing
from ...named import NamedTuple
from ..regions import Region
from .stated import Stated

PEOPLE = words("unit.person")
#: Units of things and people that are counted one by one.
COUNTED = words("unit")
_STOPS, _COMMAS, _COLONS, _FULL = "。；;\n", "，,", "：:、", "。"
_MARKS = _STOPS + _COMMAS + _COLONS
#: What words end at, going on from a figure.
_ENDS = _MARKS + "（(）)"
#: What may stand behind an amount that leaves out 元.
_AFTER_MONEY = frozenset(_ENDS + " 用余")
_SHORT_MONEY, _PERCENT, _NARRATIVE = ("万", "亿"), "%", "正文"
#: How many figures back something may still belong to what is read: no sentence lists more.
FAR = 40
#: How far the words of a figure may reach, before it and behind it.
_REACH, _NEXT, _BEHIND = 80, 16, 20


class Around(NamedTuple):
    """The words round a figure.

    ``gap`` are all between the figure before and this one, ``lead`` those of them that are of its sentence, ``clause`` those from the last mark on
    (earlier figures among them), ``after`` those behind its unit with the mark that ends them.
    """

    gap: str
    lead: str
    clause: str
    unit: str
    after: str

    @property
    def told(self) -> str:
        """接待〔批次〕，: as shapes see the words of the sentence."""
        return f"{self.lead}〔{self.unit}〕{self.after}"

    @property
    def close(self) -> str:
        """As shapes see the words of the clause."""
        return f"{self.clause}〔{self.unit}〕{self.after}"

    @property
    def between(self) -> str:
        """As shapes see all words."""
        return f"{self.gap}〔{self.unit}〕{self.after}"

    @property
    def near(self) -> str:
        """As shapes see what stands next to the figure."""
        return f"{self.gap[-_NEXT:]}〔{self.unit}〕{self.after}"


class Setting:
    """Looks up the words round a figure (by its index), and what the filing states; claims and traces are entered in the filing."""

    __slots__ = ("filing", "text", "figures", "starts", "narrative", "tables", "stated", "around")

    def __init__(self, filing: Filing, regions: list[Region]):
        self.filing = filing
        self.text = filing.document.text
        self.figures = filing.figures
        self.starts = [figure.start for figure in filing.figures]
        self.narrative = [paragraph for region in regions if region.kind == _NARRATIVE for paragraph in region.paragraphs]
        #: The stretches of the performance tables.
        self.tables = [(region.paragraphs[0].start, region.paragraphs[-1].end) for region in regions if region.kind != _NARRATIVE and region.paragraphs]
        self.stated = Stated(filing)
        self.around = cache(self._around)

    def counts(self) -> tuple[list[int], list[int]]:
        """The indices of the counts of the narrative, and of those in performance tables, in reading order."""
        found = [index for index, figure in enumerate(self.figures) if figure.unit in COUNTED and figure.role != ABOUT]
        outside: list[int] = []
        inside: list[int] = []
        at = 0
        for start, end in self.tables:
            first = bisect_left(found, bisect_left(self.starts, start), at)
            outside += found[at:first]
            at = bisect_left(found, bisect_left(self.starts, end), first)
            inside += found[first:at]
        return outside + found[at:], inside

    # -- what is told ----------------------------------------------------------------------------------------------------

    def find(self, says: str, index: int, text: str) -> Found | None:
        """What words round a figure say, kept in its trace."""
        found = find(says, text)
        if found is not None:
            self.filing.trace(self.starts[index], found.shape.name)
        return found

    def add(self, claim: Claim) -> None:
        """Enter a claim."""
        self.filing.add(claim)

    def of(self, indices: Iterable[int]) -> list[Figure]:
        """The figures of these indices."""
        return [self.figures[index] for index in indices]

    # -- places ----------------------------------------------------------------------------------------------------------

    def at(self, position: int) -> int:
        """The index of the first figure from a position on."""
        return bisect_left(self.starts, position)

    def just_at(self, position: int) -> int | None:
        """The index of the figure that begins just there; ``None`` where none does."""
        index = self.at(position)
        return index if index < len(self.starts) and self.starts[index] == position else None

    def within(self, start: int, end: int) -> range:
        """The indices of the figures of a stretch."""
        return range(self.at(start), self.at(end))

    def in_table(self, position: int) -> bool:
        """Whether a position lies in a performance table."""
        at = bisect_right(self.tables, (position, len(self.text)))
        return bool(at) and position < self.tables[at - 1][1]

    def stop(self, index: int) -> int:
        """Where the unit of a figure ends."""
        figure = self.figures[index]
        return figure.end + (len(figure.unit) if figure.unit != _PERCENT else 0)

    def is_money(self, index: int) -> bool:
        """Whether a figure is an amount: 6 万元, 8 万， but not 6 万条."""
        unit, stop = self.figures[index].unit, self.stop(index)
        return unit in MONEY and (unit not in _SHORT_MONEY or self.text[stop : stop + 1] in _AFTER_MONEY or stop == len(self.text))

    def paragraph(self, position: int) -> tuple[int, int]:
        """Start and end of the paragraph that holds a position."""
        end = self.text.find("\n", position)
        return self.text.rfind("\n", 0, position) + 1, len(self.text) if end < 0 else end

    def sentence(self, position: int) -> int:
        """Where the sentence that holds a position begins."""
        start = self.paragraph(position)[0]
        return max(start, self.text.rfind(_FULL, start, position) + 1)

    def rest_of_sentence(self, position: int) -> str:
        """What still follows of a sentence, as far as the words of a figure reach."""
        return self.text[position : position + _BEHIND].partition(_FULL)[0].partition("\n")[0]

    def _around(self, index: int) -> Around:
        text, start, stop = self.text, self.starts[index], self.stop(index)
        before = self.stop(index - 1) if index else 0
        sentence = _behind(text[max(0, start - _REACH) : start], _STOPS)
        lead = _behind(text[max(before, start - _REACH) : start], _STOPS)
        after = text[stop : stop + _BEHIND + 1]
        end = next((at for at, sign in enumerate(after) if sign in _ENDS or sign.isdigit()), _BEHIND)
        return Around(text[before:start].replace("\n", ""), lead, _behind(sentence, _MARKS), self.figures[index].unit, after[: end + 1])


def _behind(words_before: str, marks: str) -> str:
    """What stands behind the last of some marks."""
    return words_before[max(map(words_before.rfind, marks)) + 1 :]
