"""A filing as it was read: its figures, what it asserts of them, and where the same thing is stated again."""

from typing import Any, TypeVar

from ..named import NamedTuple
from .arithmetic import Constant
from .claims import Breakdown, Claim, Item, Nil
from .document import Document
from .figure import Figure
from .tables import Table

C = TypeVar("C", bound=Claim)
#: What of a department accounts are of (``Filing.extent``): the whole with its units, or one body alone.
DEPARTMENT, UNIT = "部门", "单位"


class Section:
    """A heading and what stands under it.

    ``path`` names it from the top (二/五/（一）), ``scope`` is the fund scope that its title sets, ``topic`` its subject.
    """

    __slots__ = ("path", "title", "scope", "topic", "start", "level")

    def __init__(self, path: str, title: str, scope: str, topic: str, start: int, level: int):
        self.path = path
        self.title = title
        self.scope = scope
        self.topic = topic
        self.start = start
        self.level = level

    def __repr__(self) -> str:
        return f"<{self.path} {self.title} {self.scope}>"


class Ledger:
    """Every mention by (concept, fund scope, role); a declared nil is an exact zero, silence is nothing."""

    __slots__ = ("figures", "nils")

    def __init__(self) -> None:
        self.figures: dict[tuple[str, str, str], list[Figure]] = {}
        self.nils: dict[tuple[str, str], Nil] = {}

    def add(self, figure: Figure) -> None:
        """Enter a figure whose concept is known."""
        assert figure.concept is not None
        self.figures.setdefault((figure.concept, figure.scope, figure.role), []).append(figure)

    def mentions(self, concept: str, scope: str, role: str) -> list[Figure]:
        """All figures stated for this concept, scope and role, in reading order."""
        return self.figures.get((concept, scope, role), [])

    def operand(self, concept: str, scope: str, role: str) -> Figure | Constant | None:
        """The first figure stated, an exact zero where nothing is declared, ``None`` where the filing is silent."""
        found = self.figures.get((concept, scope, role))
        if found:
            return found[0]
        return Constant(0, "0") if (concept, scope) in self.nils else None


class Unit(NamedTuple):
    """A unit whose accounts a department takes into its own: its name, and whether it is the department itself (本级)."""

    name: str
    own: bool


class Identity(NamedTuple):
    """Whose accounts a file tells and which part of the filing it holds.

    ``directory`` is where it lies.  ``narrative`` tells that it speaks of the accounts in sentences, ``tables`` are the kinds of
    tables that it holds, ``units`` the names of the units that it takes in.
    """

    path: str
    directory: str
    name: str
    year: int | None
    kind: str
    extent: str
    narrative: bool
    tables: tuple[str, ...]
    units: tuple[str, ...]


class Trace(NamedTuple):
    """How a figure was read: the shapes of the words before it, and the rule that said whose it is."""

    shapes: tuple[str, ...] = ()
    rule: str = ""


class Filing:
    """One filing, read.

    ``year`` is the year it accounts for, ``name`` the department, ``kind`` ``决算`` or ``预算``.  ``extent`` is 部门 for the accounts
    of a department with its units, 单位 for those of one body alone, "" where no title tells; ``units`` are those that it says it
    takes in.  ``tables`` may stand in other documents than ``document``, where a filing lies in several files.
    """

    __slots__ = (
        "document", "sections", "figures", "items", "claims_by_type", "ledger", "year", "name", "kind", "performance",
        "traces", "tables", "extent", "units",
    )  # fmt: skip

    def __init__(self, document: Document):
        self.document = document
        self.sections: list[Section] = []
        self.figures: list[Figure] = []
        self.items: list[Item] = []
        self.claims_by_type: dict[type, list[Any]] = {}
        self.ledger = Ledger()
        self.year: int | None = None
        self.name = ""
        self.kind = "决算"
        self.extent = ""
        self.units: list[Unit] = []
        self.performance: list[Any] = []
        self.tables: list[Table] = []
        #: How figures were read, by where they begin (for what closes a paragraph, by where it ends).
        self.traces: dict[int, Trace] = {}

    def claims(self, kind: type[C]) -> list[C]:
        """The claims of one kind, in reading order."""
        return self.claims_by_type.get(kind, [])

    def add(self, claim: Claim) -> None:
        """Enter a claim."""
        self.claims_by_type.setdefault(type(claim), []).append(claim)

    def trace(self, at: int, shape: str = "", rule: str = "") -> None:
        """Enter one more shape of the words before a place, and one more rule that told what stands there."""
        known = self.traces.get(at, Trace())
        shapes = (*known.shapes, shape) if shape and shape not in known.shapes else known.shapes
        self.traces[at] = Trace(shapes, "，".join(name for name in (known.rule, rule) if name))

    def breakdowns(self) -> list[Breakdown]:
        """Every breakdown with its whole, in reading order."""
        return self.claims_by_type.get(Breakdown, [])
