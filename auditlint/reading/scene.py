"""The figures of a filing with the words that stand round each: what listings and products are read from."""

from bisect import bisect_left, bisect_right

from ..field import COUNTED_WITH
from ..model.figure import MONEY, Figure
from ..model.filing import Filing
from .regions import Region

#: Units of things and people that are counted one by one.
COUNTED = frozenset(("个", "批次", "批", "人次", "人", "名", "位", "辆", "台", "次", "家", "张", "组", "户", "项", "所"))
PEOPLE = frozenset(("人", "名", "位"))
_STOPS = "。；;\n"
_COMMAS = "，,：:、（(）)"
#: What may stand behind an amount that leaves out 元.
_AFTER_MONEY = (*_STOPS, *_COMMAS, " ", "用", "余")
#: How many figures back something may still belong to what is read: no sentence lists more.
FAR = 40
#: How far back the words of a figure may reach.
_REACH = 80
#: Sections whose amounts are not those of the 三公 pages, though they may have the same names.
_ELSEWHERE = frozenset(("基本支出", "机关运行", "政府采购", "国有资产", "绩效", "结构", "名词解释"))


class Scene:
    """Looks up the words before and after a figure, and the amounts that the filing states for a concept."""

    __slots__ = ("filing", "text", "figures", "starts", "tables", "_amounts", "_topics", "_owned")

    def __init__(self, filing: Filing, regions: list[Region]):
        self.filing = filing
        self.text = filing.document.text
        self.figures = filing.figures
        self.starts = [figure.start for figure in filing.figures]
        #: The stretches of the performance tables.
        self.tables = [
            (region.paragraphs[0].start, region.paragraphs[-1].end)
            for region in regions
            if region.kind != "正文" and region.paragraphs
        ]
        self._amounts: dict[str, list[Figure]] | None = None
        self._topics: dict[str, str] = {}
        self._owned: set[int] | None = None

    def counts(self) -> tuple[list[int], list[int]]:
        """The indices of the counts of the narrative, and of those in performance tables, in reading order."""
        found = [index for index, figure in enumerate(self.figures) if figure.unit in COUNTED and figure.role != "约数"]
        outside: list[int] = []
        inside: list[int] = []
        at = 0
        for start, end in self.tables:
            first = bisect_left(found, bisect_left(self.starts, start), at)
            outside += found[at:first]
            at = bisect_left(found, bisect_left(self.starts, end), first)
            inside += found[first:at]
        return outside + found[at:], inside

    def within(self, start: int, end: int) -> range:
        """The indices of the figures of a stretch."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def in_table(self, position: int) -> bool:
        """Whether a position lies in a performance table."""
        at = bisect_right(self.tables, (position, len(self.text)))
        return bool(at) and position < self.tables[at - 1][1]

    def stop(self, index: int) -> int:
        """Where the unit of a figure ends."""
        figure = self.figures[index]
        return figure.end + (len(figure.unit) if figure.unit != "%" else 0)

    def behind(self, index: int) -> str:
        """The character behind a figure and its unit."""
        return self.text[self.stop(index) : self.stop(index) + 1] or "\n"

    def is_money(self, index: int) -> bool:
        """Whether a figure is an amount: 6 万元, 8 万， but not 6 万条."""
        unit = self.figures[index].unit
        if unit not in MONEY:
            return False
        return unit not in ("万", "亿") or self.behind(index) in _AFTER_MONEY

    def gap(self, index: int) -> str:
        """All words between the figure before and this one."""
        return self.text[self.stop(index - 1) if index else 0 : self.starts[index]].replace("\n", "")

    def lead(self, index: int) -> str:
        """The words of the sentence between the figure before and this one."""
        start = self.starts[index]
        words = self.text[max(self.stop(index - 1) if index else 0, start - _REACH) : start]
        return words if len(words) < 2 else words[max(map(words.rfind, _STOPS)) + 1 :]

    def clause(self, index: int) -> str:
        """The words before a figure from the last punctuation on, other figures among them."""
        start = self.starts[index]
        words = self.text[max(0, start - _REACH) : start]
        for marks in (_STOPS, "，,：:、"):
            words = words[max(map(words.rfind, marks)) + 1 :]
        return words

    def after(self, index: int, size: int = 12) -> str:
        """The words directly after a figure and its unit, up to the next punctuation."""
        start = self.stop(index)
        words = self.text[start : start + size]
        for at, sign in enumerate(words):
            if sign in _STOPS or sign in _COMMAS or sign.isdigit():
                return words[:at]
        return words

    def paragraph(self, position: int) -> tuple[int, int]:
        """Start and end of the paragraph that holds a position."""
        end = self.text.find("\n", position)
        return self.text.rfind("\n", 0, position) + 1, len(self.text) if end < 0 else end

    def sentence(self, position: int) -> int:
        """Where the sentence that holds a position begins."""
        start = self.paragraph(position)[0]
        return max(start, self.text.rfind("。", start, position) + 1)

    def amount(self, name: str, near: Figure) -> Figure | None:
        """What the filing states for 接待, 出国, 购置 or 运行: in the section of ``near`` before it, else elsewhere."""
        if self._amounts is None:
            self._gather()
        assert self._amounts is not None
        found = self._amounts.get(name, [])
        before = bisect_left(found, near.start, key=_start)
        for figure in reversed(found[max(0, before - FAR) : before]):
            if figure.section == near.section:
                return figure
        return next((figure for figure in found if self._topics.get(figure.section) not in _ELSEWHERE), None)

    def owned(self, figure: Figure) -> bool:
        """Whether the narrative reads a figure as a part of a list itself."""
        if self._owned is None:
            self._owned = {id(item.actual) for claim in self.filing.breakdowns() for item in claim.parts}
        return id(figure) in self._owned

    def _gather(self) -> None:
        self._topics = {section.path: section.topic for section in self.filing.sections}
        self._amounts = {}
        for item in self.filing.items:
            actual = item.actual
            if actual is not None and actual.unit in MONEY:
                name = COUNTED_WITH.get(item.concept or "") or _named(item.label)
                if name:
                    self._amounts.setdefault(name, []).append(actual)
        for found in self._amounts.values():
            found.sort(key=_start)


def _start(figure: Figure) -> int:
    return figure.start


def _named(label: str) -> str:
    """Which of the amounts of a 三公 page a label names; "" for none, and for averages and parts of them."""
    if "接待" in label:
        return "" if "均" in label or "外事" in label or "境）外" in label else "接待"
    if "出国" in label:
        return "" if "均" in label else "出国"
    if "车" not in label or "均" in label or ("购置" in label and "运行" in label):
        return ""
    return "购置" if "购置费" in label or "购置支出" in label or label.endswith("购置") else "运行" if "运行" in label else ""
