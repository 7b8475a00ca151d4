"""The standard names of what filings print, and the families that make up a whole (``concepts.toml``)."""

from functools import cache
from typing import Any

from ..named import NamedTuple
from .economic import economic_classes
from .funds import ALL, EACH
from .source import table


class Concept(NamedTuple):
    """A standard name, what else it is printed as, and what is known of it.

    ``weak`` are the aliases that need a fund's name before them, ``owned`` those that need somebody's; ``scoped`` tells that there is one
    in each fund scope, ``by_fund`` that the one of a filing may be told of a fund alone, ``many`` that it is stated for each of many things,
    ``counted`` is what the filing then counts of it, ``internal`` tells that it passes between a department and its units; ``flow`` is 总计, 本年 or 结转 where it is a step of the accounts, on this ``side`` of the summary.
    """

    name: str
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    owned: tuple[str, ...]
    scoped: bool
    by_fund: bool
    many: bool
    counted: str
    internal: bool
    flow: str
    side: str

    @property
    def aliases(self) -> tuple[str, ...]:
        """Everything that it is printed as beside its name."""
        return (*self.strong, *self.weak, *self.owned)

    @property
    def funds(self) -> tuple[str, ...]:
        """The fund scopes that there may be one of it in; none where a filing has only one."""
        return EACH if self.scoped else tuple(fund for fund in EACH if fund != ALL) if self.by_fund else ()


class Family(NamedTuple):
    """Parts that are all there is: of each of ``wholes``; without those of ``core``, in a budget of ``planned``, a list is not the whole family."""

    name: str
    parts: frozenset[str]
    core: frozenset[str]
    planned: frozenset[str]
    wholes: frozenset[str]


class Division(NamedTuple):
    """Parts that are all there is of what is called like ``of``, each by the words that its name has in it; ``alone`` where another part makes it another list."""

    name: str
    of: str
    parts: tuple[str, ...]
    alone: bool


class FieldError(ValueError):
    """A mistake in the tables of the field."""


def _concept(entry: dict[str, Any]) -> Concept:
    strong, weak, owned = (tuple(entry.get(key, ())) for key in ("aliases", "with_fund", "of_somebody"))
    scoped, by_fund, many, internal = (bool(entry.get(key)) for key in ("scoped", "by_fund", "many", "internal"))
    return Concept(entry["name"], strong, weak, owned, scoped, by_fund, many, entry.get("counted", ""), internal, entry.get("flow", ""), entry.get("side", ""))


def _family(entry: dict[str, Any]) -> Family:
    parts = frozenset(entry["parts"])
    core = frozenset(entry.get("needed", parts))
    return Family(entry["name"], parts, core, frozenset(entry.get("in_budget", core)), frozenset(entry.get("of", ())))


@cache
def concepts() -> tuple[Concept, ...]:
    """Everything that filings are read for."""
    return tuple(map(_concept, table("concepts")["concept"]))


#: The families of parts.
FAMILIES = tuple(map(_family, table("concepts")["family"]))
#: The ways in which something is divided by words that leave nothing out.
DIVISIONS = tuple(Division(entry["name"], entry["of"], tuple(entry["parts"]), bool(entry.get("alone"))) for entry in table("concepts")["division"])
#: The names of everything that filings are read for.
CONCEPTS = frozenset(concept.name for concept in concepts())
#: Concepts that are none of a fund's own and yet may be told of one fund alone: 一般公共预算拨款政府采购.
BY_FUND = frozenset(concept.name for concept in concepts() if concept.by_fund)
#: Concepts that a filing states once for each of many things: they are parts of lists, never compared across sections.
LOCAL = frozenset(concept.name for concept in concepts() if concept.many)
#: Concepts that begin a new total; a list never runs on into one of them.
TOTALS = frozenset(concept.name for concept in concepts() if concept.flow == "总计")
#: What comes in, goes out and is carried over.
FLOWS = frozenset(concept.name for concept in concepts() if concept.flow)
#: What a total has beside the flow of the year, and whose total it is.
CARRIED = {concept.name: concept.side for concept in concepts() if concept.flow == "结转"}
#: The members of the family that a concept is of.
FAMILY_OF = {part: family.parts for family in FAMILIES for part in family.parts}
#: The parts that a concept is known to be made of.
PARTS_OF = {whole: family.parts for family in FAMILIES for whole in family.wholes}
#: The parts of the same, in the order in which forms print them.
PARTS: dict[str, tuple[str, ...]] = {whole: tuple(entry["parts"]) for entry in table("concepts")["family"] for whole in entry.get("of", ())}
#: A total that stands for both sides: 收支总计 is 收入总计 and 支出总计.
BOTH = {
    concept.name: tuple(other.name for other in concepts() if other.flow == concept.flow and other.side)
    for concept in concepts() if concept.flow and not concept.side
}  # fmt: skip
#: The total of the same side: 支出总计 of 本年支出.
TOTAL_OF = {
    concept.name: other.name
    for concept in concepts() if concept.flow == "本年"
    for other in concepts() if (other.flow, other.side) == ("总计", concept.side)
}  # fmt: skip
#: What a total has beside the flow of the year: carried over, distributed, taken from reserves.
BALANCES = frozenset(part for family in FAMILIES if family.wholes & TOTALS for part in family.parts if part not in TOTAL_OF)
#: Amounts after which a filing counts the people and things they were for, and what those are called for short.
COUNTED_WITH = {concept.name: concept.counted for concept in concepts() if concept.counted}
#: What passes between a department and its units, and is left out where their accounts are added up.
INTERNAL = tuple(concept.name for concept in concepts() if concept.internal)
#: What an amount may be told by where it is not printed itself: the totals of the same side, then those of both.
INSTEAD = {
    **{both: tuple(reversed(sides)) for both, sides in BOTH.items()},
    **{side: (both,) for both, sides in BOTH.items() for side in sides},
    **{flow: (whole, *(both for both, sides in BOTH.items() if whole in sides)) for flow, whole in TOTAL_OF.items()},
}
#: The economic classes, which every total of spending is divided into.
CLASSES = frozenset(each.name for each in economic_classes() if each.name in CONCEPTS)
#: What single things cost: 三公经费 and its parts, 会议费, 机关运行经费; not what the money of a department is divided into.
COSTS = frozenset(concept.name for concept in concepts() if concept.name.endswith("费")) - PARTS_OF["基本支出"]


def all_parts(concept: str) -> tuple[str, ...]:
    """What a concept is made of, each part followed by its own."""
    return tuple(name for part in PARTS.get(concept, ()) for name in (part, *all_parts(part)))


@cache
def family(name: str) -> Family | None:
    """The family of a name."""
    return next((each for each in FAMILIES if each.name == name), None)


#: The three public expenses in the order of their table: the whole, and its items.
PUBLICS = ("三公经费", *all_parts("三公经费"))
