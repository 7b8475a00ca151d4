"""The amounts that a filing states for what it counts: 公务接待费 for receptions, 公务用车购置费 for the vehicles bought."""

from bisect import bisect_left

from ...field import COUNTED_WITH, SEPARATE
from ...language import starting
from ...model.figure import MONEY, Figure
from ...model.filing import Filing
from ...model.listings import ABROAD, BUYING, HOSTING, RUNNING

#: What money is spent on that things or people are counted for, with what the words of its label say.
_SAID = {"spent.hosting": HOSTING, "spent.abroad": ABROAD, "spent.buying": BUYING, "spent.running": RUNNING}
#: Sections whose amounts are not those of the 三公 pages, though they may have the same names.
_ELSEWHERE = frozenset(("基本支出", "机关运行", "政府采购", "国有资产", "绩效", "结构", "名词解释"))
_SEPARATE = frozenset(fund.name for fund in SEPARATE)
#: How many amounts back one may still be of the same section.
_FAR = 40


class Stated:
    """Finds the amounts; they are gathered when the first is asked for."""

    __slots__ = ("_filing", "_amounts", "_topics", "_owned")

    def __init__(self, filing: Filing):
        self._filing = filing
        self._amounts: dict[str, list[Figure]] | None = None
        self._topics: dict[str, str] = {}
        self._owned: set[int] | None = None

    def amount(self, name: str, near: Figure) -> Figure | None:
        """What the filing states for :data:`~auditlint.model.listings.HOSTING` and the others: in the section of ``near`` before it, else elsewhere."""
        if self._amounts is None:
            self._amounts = self._gathered()
        found = self._amounts.get(name, [])
        before = bisect_left(found, near.start, key=_start)
        for figure in reversed(found[max(0, before - _FAR) : before]):
            if figure.section == near.section:
                return figure
        return next((figure for figure in found if self._topics.get(figure.section) not in _ELSEWHERE), None)

    def owned(self, figure: Figure) -> bool:
        """Whether the narrative reads a figure as a part of a list itself."""
        if self._owned is None:
            self._owned = {id(item.actual) for claim in self._filing.breakdowns() for item in claim.parts}
        return id(figure) in self._owned

    def _gathered(self) -> dict[str, list[Figure]]:
        self._topics = {section.path: section.topic for section in self._filing.sections}
        amounts: dict[str, list[Figure]] = {}
        for item in self._filing.items:
            # （其中：一般公共预算支出 5 万元；政府性基金预算支出 0 万元）: not the fund's part of it
            if item.actual is not None and item.actual.unit in MONEY and not (item.aside and item.scope in _SEPARATE):
                name = COUNTED_WITH.get(item.concept or "") or self._named(item.label, item.actual)
                if name:
                    amounts.setdefault(name, []).append(item.actual)
        for found in amounts.values():
            found.sort(key=_start)
        return amounts

    def _named(self, label: str, figure: Figure) -> str:
        """Which of the amounts of a 三公 page a label names; "" for none, and for averages and parts of them."""
        for says, name in _SAID.items():
            found = starting(says, label)
            if found is not None:
                self._filing.trace(figure.start, found.shape.name)
                return name
        return ""


def _start(figure: Figure) -> int:
    return figure.start
