"""Performance tables: the money, the indicators, their weights, and, where the table is a self-evaluation, their scores."""

from collections.abc import Iterable
from decimal import Decimal

from .arithmetic import Interval, Linear, Operand
from .claims import Claim
from .figure import Figure
from .phrasing import Phrase

#: The roles of the money columns of a self-evaluation, in the order in which every form prints them.
AMOUNTS = ("年初预算", "全年预算", "全年执行")
INITIAL, BUDGETED, SPENT = AMOUNTS
#: What a table is of: one project, or all that a department does.
OF_PROJECT, OF_ALL = "项目", "整体"
#: The roles of its columns beside those of money.
WEIGHT, RATE, SCORE = "分值", "执行率", "得分"
#: The role of what a task costs in all.
TASK_TOTAL = "总额"


class FundRow:
    """A source of money (or all of them): ``amounts`` by column; a column that is blank or ``—`` has none.

    The columns are :data:`AMOUNTS` in a self-evaluation, 年度 and 实施期 in a table of goals, and 总额 and its sources in a table of tasks.
    ``blanks`` are the columns that the row leaves blank.  ``weight``, ``rate`` (执行率) and ``score`` stand in the row of the total only.  ``sure`` is false where a row prints
    fewer amounts than there are columns and nothing tells which columns they are.
    """

    __slots__ = ("label", "amounts", "blanks", "weight", "rate", "score", "sure")

    def __init__(self, label: str):
        self.label = label
        self.amounts: dict[str, Figure] = {}
        self.blanks: list[str] = []
        self.weight: Figure | None = None
        self.rate: Figure | None = None
        self.score: Figure | None = None
        self.sure = True

    def __repr__(self) -> str:
        return f"<{self.label} {self.amounts!r} {self.weight!r} {self.rate!r} {self.score!r}>"


def in_column(rows: Iterable[FundRow | None], role: str) -> list[Figure]:
    """What rows print in a column, those that print anything there."""
    return [row.amounts[role] for row in rows if row is not None and role in row.amounts]


class Indicator:
    """One indicator: ``target`` and ``actual`` where both are numbers, ``operator`` where one is printed.

    ``operator`` is ``>=``, ``<=``, ``=``, ``>``, ``<`` or "" (no sign is printed, so that the direction is unknown).
    A table of goals has no ``score``.  ``taken_off`` is what its remark says was taken off the score, and ``explained`` whether it gives
    another reason for anything.  ``reason`` tells why a row of numbers cannot be compared.
    """

    __slots__ = ("name", "operator", "target", "actual", "weight", "score", "taken_off", "explained", "reason")

    def __init__(self, name: str, weight: Figure):
        self.name = name
        self.operator = ""
        self.target: Figure | None = None
        self.actual: Figure | None = None
        self.weight = weight
        self.score: Figure | None = None
        self.taken_off: Figure | None = None
        self.explained = False
        self.reason: Phrase | None = None

    def __repr__(self) -> str:
        return f"<{self.name} {self.operator}{self.target!r} {self.actual!r} {self.weight!r} {self.score!r}>"


class WeightGroup:
    """A head that states the weight of the indicators under it, 产出指标（50分）; ``weights`` is empty where it is not known which these are."""

    __slots__ = ("weight", "weights")

    def __init__(self, weight: Figure, weights: list[Figure]):
        self.weight = weight
        self.weights = weights


class PerformanceTable:
    """A self-evaluation, or the goals set beforehand, of a department (``kind`` 整体) or of one of its projects (项目).

    ``total`` is the row of all money and ``sources`` are the rows below it; ``tasks`` are the rows of a table of tasks
    and ``tasks_total`` is its last row.  ``indicators`` are the rows with a weight.  ``stated_weights`` is what its heads (one a page) say they make
    (分值权重（90分）), ``rate_weight`` the weight of the rate of execution where a head states it.  ``targets`` are the figures that the
    lexer found under 指标值; ``costs`` are, in a table of goals, the amounts under 成本指标 where all of them are amounts.
    ``scope`` is the fund scope under which the narrative speaks of the same money, "" where it is not known.
    ``prose`` are the stretches of the document's text that hold the goals and what became of them.  ``told`` are the
    amounts of that prose that speak of the whole table, with what they are (全年执行 or 预算).  ``doubt`` tells why the
    rows may not be all there are, ``None`` where nothing was left over.
    """

    __slots__ = (
        "title", "kind", "project", "scope", "unit", "total", "sources", "tasks", "tasks_total", "indicators", "groups", "total_weight",
        "total_score", "stated_weights", "rate_weight", "targets", "costs", "prose", "told", "doubt", "section",
    )  # fmt: skip

    def __init__(self, title: str, kind: str):
        self.title = title
        self.kind = kind
        self.project = ""
        self.scope = ""
        self.unit = ""
        self.total: FundRow | None = None
        self.sources: list[FundRow] = []
        self.tasks: list[FundRow] = []
        self.tasks_total: FundRow | None = None
        self.indicators: list[Indicator] = []
        self.groups: list[WeightGroup] = []
        self.total_weight: Figure | None = None
        self.total_score: Figure | None = None
        self.stated_weights: list[Figure] = []
        self.rate_weight: Figure | None = None
        self.targets: list[Figure] = []
        self.costs: list[Figure] = []
        self.prose: list[tuple[int, int]] = []
        self.told: list[tuple[str, Figure]] = []
        self.doubt: Phrase | None = None
        self.section = ""

    @property
    def evaluated(self) -> bool:
        """Whether the table says what became of its goals, and not only what they are."""
        spent = self.total is not None and SPENT in self.total.amounts
        return spent or self.total_score is not None or any(row.score is not None for row in self.indicators)

    @property
    def weights(self) -> list[Figure]:
        """Every weight, that of the money first."""
        own = self.total.weight if self.total is not None else None
        return [each for each in (own or self.rate_weight,) if each is not None] + [row.weight for row in self.indicators]

    @property
    def scores(self) -> list[Figure]:
        """Every score, that of the money first."""
        own = self.total.score if self.total is not None else None
        return [each for each in (own, *(row.score for row in self.indicators)) if each is not None]

    def __repr__(self) -> str:
        return f"<{self.kind} {self.project} {len(self.indicators)} rows>"


class ToldScore(Claim):
    """道路养护项目自评得分 98 分: what the narrative tells of the score of a project, and the total of the one table that it names."""

    __slots__ = ("score", "total")

    def __init__(self, score: Figure, total: Figure):
        super().__init__(score.section)
        self.score = score
        self.total = total


class Chosen(Operand):
    """A number that was chosen and not measured (a weight, a target): nothing was rounded to get it."""

    __slots__ = ("figure", "exact")

    def __init__(self, figure: Figure):
        self.figure = figure
        self.exact: Decimal = figure.exact

    def interval(self, own: bool = False) -> Interval:
        return self.exact, self.exact

    def operands(self) -> list[Figure]:
        return [self.figure]

    def formula(self, lang: str = "zh") -> str:
        return self.figure.formula(lang)

    def at(self, figure: Figure, value: Decimal) -> "Chosen":
        return Chosen(self.figure.at(figure, value))

    def linear(self, figure: Figure, flip: bool = False) -> tuple[Linear, Linear] | None:
        return self.figure.linear(figure, flip)
