"""Sums of tables, laws of forms, and what is printed twice: one figure altered repairs all that it breaks, or nothing is told.

A broken sum implies a value for each of its figures.  Two independent sums that imply the same value name the figure; one sum alone is a
warning; where the difference is printed beside it, where a structure fails again and again, or where only a tie speaks, nothing is claimed.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from ..diagnosis.repair import would_hold
from ..diagnosis.slips import slip
from ..field import fund_scope, names_carried
from ..model.check import Check, round_half_up
from ..model.figure import Figure, rounding_of
from ..model.filing import Filing
from ..model.listings import InUnit
from ..model.phrasing import Phrase, phrase
from ..model.proof import Proof, Support
from .instances import Option, instances
from .lacking import lacking_in_print
from .moved import Places
from .relations import TIES, Relations
from .rows import are_rates, in_the_next_row, line_of, named_otherwise
from .strokes import may_stand_alone, slipped, stroke_at, telling
from .words import far

#: A percentage bears most other readings of its figures, so that it speaks against those alone that it does not.
_RATE = "rate"
#: The readings that were tried beside what a structure says.
_RIVALS = {
    **dict.fromkeys(TIES, ("beside", "another")), "column": ("beside",), "head": ("beside",), _RATE: ("columns",),
}  # fmt: skip
#: Why a check is left unchecked.
NEVER_THERE = phrase("structure-never-there")
ALONE = phrase("one-witness")
ANOTHER = phrase("another-meaning")
ORDER_LOST = phrase("spaces-lost")
MOVED = phrase("cells-moved")
#: What is told in the place of a slip.
_NO_SLIP = frozenset(("", "row", "elsewhere"))
#: A form, or a narrative beside it, is confirmed by so many distinct figures that agree, and may fail once in so many.
_CONFIRMED, _SELDOM = 2, 4
#: One slip breaks at most two of the relations that names establish: the one that it heads, and the one that it is part of.
_OF_ONE_SLIP = 2


class Bench(Relations):
    """The broken checks of one filing that need more than words, and all that speaks for or against them."""

    def __init__(self, filing: Filing, checks: Sequence[Check], broken: Sequence[Check]):
        super().__init__(broken)
        self.instances = instances(checks, broken)
        self.rows: dict[object, Counter[tuple[int | None, int]]] = {}
        for check in broken:
            if check.support is not None:
                place = check.printed.place
                self.rows.setdefault(check.support.key, Counter())[place.page, place.line] += 1
        self.figures = filing.figures
        self.titles = {table.title for table in filing.tables}
        #: Where columns are told by sums: what no slip explains is misread.
        self.ordered = {table.title for table in filing.tables if table.ordered}
        self.outcome = list(broken)
        self.holding: dict[int, list[Check]] = {key: [] for key in self.of}
        for check in checks:
            if check.sound and check.operator == "=":
                for figure in check.operands():
                    if id(figure) in self.holding:
                        self.holding[id(figure)].append(check)

    @cached_property
    def sections(self) -> dict[tuple[str, Decimal], set[str]]:
        """Where every amount is printed."""
        found: dict[tuple[str, Decimal], set[str]] = {}
        for figure in self.figures:
            found.setdefault((figure.dimension, figure.exact), set()).add(figure.section)
        return found

    @cached_property
    def places(self) -> Places:
        """Where figures stand in their tables."""
        return Places(self, self.figures)

    def settled(self) -> list[Check]:
        """Every broken check with its proof, or why it is unchecked, in their order."""
        graded = [(option, name := slip(option.figure, option.value), self._grade(option, name)) for option in self._options()]
        moved = {line_of(option.figure) for option, _, grade in graded if grade and self.places.moved(option)}
        done: set[int] = set()
        for option, name, grade in graded:
            if all(at in done for at in option.witnesses) or line_of(option.figure) in moved:
                continue
            if grade:
                for at in option.repaired:
                    if at not in done:
                        self._tell(at, grade, name or ("repaired" if grade == "error" else "elsewhere"))
                done.update(option.repaired)
                done.update(at for at in self.of[id(option.figure)] if would_hold(self.broken[at], option.figure, option.value))
        for at in range(len(self.broken)):
            if at in done:
                continue
            if moved and not moved.isdisjoint(map(line_of, self.broken[at].operands())):
                self._doubt(at, MOVED)
            else:
                self._rest(at)
        return self.outcome

    # -- one figure ---------------------------------------------------------------------------------------------------

    def _options(self) -> list[Option]:
        figures = (figure for at, check in enumerate(self.broken) for figure in check.operands() if self.of[id(figure)][0] == at and figure.exact)
        return sorted((option for figure in figures for option in self._of_figure(figure)), key=lambda option: option.rank, reverse=True)

    def _of_figure(self, figure: Figure) -> list[Option]:
        if any(self._vetoes(check) for check in self.holding[id(figure)]):
            return []
        options = (self._option(figure, value) for value in dict.fromkeys(self.values(figure)))
        return [option for option in options if option is not None]

    def _option(self, figure: Figure, value: Decimal) -> Option | None:
        """A figure read otherwise, where nothing that is established stays broken and more than one thing speaks for it."""
        mine = self.of[id(figure)]
        repaired = tuple(at for at in mine if would_hold(self.broken[at], figure, value))
        if any(at not in repaired and self.established(at) for at in mine) or self._rated(figure, value):
            return None
        witnesses = self._witnesses(repaired, figure)
        if not witnesses or len(witnesses) == len(repaired) == 1 and not self.established(witnesses[0]):
            return None
        return Option(figure, value, repaired, witnesses, self._elsewhere(figure, value), self._again(figure))

    def _vetoes(self, check: Check) -> bool:
        """Whether a check that holds speaks for a figure as it is printed."""
        support = check.support
        if support is None:
            return check.expression is not None
        return support.kind not in TIES and support.kind != _RATE and (support.established or len(check.operands()) > 2)

    def _rated(self, figure: Figure, value: Decimal) -> bool:
        """Whether a percentage that holds would not with a figure read otherwise."""
        rates = (check for check in self.holding[id(figure)] if check.support is not None and check.support.kind == _RATE)
        return any(would_hold(check, figure, value) is False for check in rates)

    def _witnesses(self, repaired: Sequence[int], figure: Figure) -> tuple[int, ...]:
        """Sums among those repaired that share no other figure, the established first."""
        itself = {id(figure)}
        chosen: list[int] = []
        for at in sorted(repaired, key=lambda at: (not self.established(at), len(self.parts[at]))):
            if not self.ties(at) and not self.parts[at] <= itself and all(self.parts[at] & self.parts[other] <= itself for other in chosen):
                chosen.append(at)
        return tuple(chosen)

    def _elsewhere(self, figure: Figure, value: Decimal) -> bool:
        """Whether a value of some digits is printed in another table."""
        return telling(figure, value) and bool(self.sections.get((figure.dimension, value), set()) - {figure.section})

    def _again(self, figure: Figure) -> bool:
        return self._elsewhere(figure, figure.exact) or any(
            check.support is not None and check.support.kind in TIES for check in self.holding[id(figure)]
        )

    def _grade(self, option: Option, name: str) -> str:
        """``error`` for two independent sums, one of them established, ``warning`` for one that the rest of the filing confirms; ``name`` is that of the slip."""
        sums = option.witnesses if name else self._unslipped(option)
        if not sums or any(are_rates(self.broken[at], self.places.lines) for at in option.repaired):
            return ""
        confirmed = (option.recurs or len(option.repaired) > len(sums)) and not option.printed_again
        if len(sums) > 1 and (confirmed or self._agree(sums)):
            return "" if self._overlooked(sums) else "error"
        sure = any(map(self.established, sums)) or option.recurs and any(map(self.ties, option.repaired))
        if not (confirmed and sure) or any(map(self._beside, option.repaired)):
            return ""
        return "error" if name else "warning"

    def _unslipped(self, option: Option) -> list[int]:
        """The sums that speak for a figure read otherwise that is no slip: none of a structure that fails often, or beside a total that lacks a column."""
        ragged = any(map(self.places.ragged, option.witnesses))
        return [at for at in option.witnesses if not ragged and self._seldom_fails(at)]

    def _seldom_fails(self, at: int) -> bool:
        """Whether a structure fails no more often than slips explain."""
        support = self.broken[at].support
        assert support is not None
        _, failed = self.instances[support.kind, support.key]
        return failed <= _OF_ONE_SLIP

    def _agree(self, sums: Sequence[int]) -> bool:
        """Whether several sums prove each other: one is established, they are of different structures, or all are laws of forms."""
        kinds = {support.kind for at in sums if (support := self.broken[at].support) is not None}
        return len(kinds) > 1 or kinds == {"form"} or any(map(self.established, sums))

    # -- rivals ---------------------------------------------------------------------------------------------------------

    def _beside(self, at: int) -> set[int]:
        """The figures beside a sum that are just its difference, or of which its whole is printed to be made."""
        check = self.broken[at]
        claim = check.claim
        if claim is None or check.exact is None or not isinstance(check.printed, Figure):
            return set()
        missing, own = abs(check.printed.exact - check.exact), {id(figure) for figure in check.operands()}
        slack = rounding_of([check.printed, *check.operands()])
        line = (figure for figure in self.places.lines.beside(check.printed) if id(figure) not in own) if claim.across else ()
        amounts = ((figure, figure.exact if figure.unit else InUnit(figure, check.printed.unit).exact) for figure in (*claim.near, *line))
        return {id(figure) for figure, amount in amounts if amount and abs(amount - missing) <= slack}

    def _overlooked(self, sums: Sequence[int]) -> bool:
        """Whether one printed figure, read as a part, explains every one of these sums."""
        common = self._beside(sums[0])
        for at in sums[1:]:
            common &= self._beside(at)
        return bool(common)

    # -- telling --------------------------------------------------------------------------------------------------------

    def _rest(self, at: int) -> None:
        """A relation that no single figure repairs together with another."""
        check = self.broken[at]
        support, claim = check.support, check.claim
        assert support is not None
        if support.kind in ("law", "prose"):
            self._tied(at)
        elif name := self._stroke(at):
            self._tell(at, "warning", name)
        elif not support.established or support.kind in TIES:
            self._doubt(at, ALONE)
        elif support.kind == _RATE:
            self._rate(at)
        elif claim is not None and claim.stretch is not None and not self._beside(at):
            if lacking_in_print(check, claim.stretch):
                self._doubt(at, NEVER_THERE)
            else:  # the rows of a plain text are known by their words
                self._tell(at, "warning" if check.printed.place.cell is None else "error", "row")
        elif self._beside(at) or self._often(check) or claim is not None and (claim.equal or not claim.across and are_rates(check, self.places.lines)):
            self._doubt(at, NEVER_THERE)
        else:
            self._tell(at, "warning", "")

    def _stroke(self, at: int) -> str:
        """The stroke at one figure that explains a relation for which little else speaks, but which others of its kind nearly always keep."""
        check = self.broken[at]
        if not may_stand_alone(check) or self._beside(at) or self._often(check):
            return ""
        free = (figure for figure in check.operands() if not any(map(self._vetoes, self.holding[id(figure)])))
        return stroke_at(check, free)

    def _rate(self, at: int) -> None:
        """A percentage that its own figures do not make: an error where a slip in it explains that."""
        check = self.broken[at]
        printed = check.printed
        assert isinstance(printed, Figure) and check.exact is not None
        name = "truncated" if check.truncated else slip(printed, round_half_up(check.exact, printed.quantum))
        self._tell(at, "error" if name else "warning", name)

    def _often(self, check: Check) -> bool:
        """Whether a structure fails in several rows, or one family of it in several columns, and no slip repairs them."""
        assert check.support is not None
        place, rows = check.printed.place, self.rows[check.support.key]
        if check.claim is not None and check.claim.across:
            return len(rows) > 1
        return rows[place.page, place.line] > 1

    def _tied(self, at: int) -> None:
        """The same thing printed twice: a form or a narrative that agrees elsewhere, no other figure that is meant, and a slip."""
        check = self.broken[at]
        printed, support = check.printed, check.support
        assert isinstance(printed, Figure) and support is not None
        if not self._confirmed(support):
            self._doubt(at, ALONE)
        elif check.exact is None or self._meant(check) or self._carried(check) or in_the_next_row(check, self.figures):
            self._doubt(at, ANOTHER)
        elif abs(printed.exact - check.exact) < printed.quantum:
            self._tell(at, "note", "")  # a sum of rounded parts may differ by as much
        elif support.kind == "law" and self._all_fail(support) and not slipped(check):
            self._doubt(at, ANOTHER)
        else:
            self._differs(at, slip(printed, round_half_up(check.exact, printed.quantum)))

    def _differs(self, at: int, name: str) -> None:
        """What should be the same and is not, by a slip of that ``name`` in what is printed, or by none."""
        check = self.broken[at]
        assert check.support is not None
        law, established = check.support.kind == "law", check.support.established
        if not name and law and not slipped(check) and named_otherwise(check, self.figures):
            self._doubt(at, ANOTHER)
        elif name or established:
            self._tell(at, "error" if name or not law or slipped(check) else "warning", name)
        elif not law and self._twice(check):
            self._tell(at, "warning" if far(check) else "error", "")
        elif far(check):
            self._doubt(at, ANOTHER)
        else:
            self._tell(at, "warning", "")

    def _confirmed(self, support: Support) -> bool:
        """Whether a form, or the narrative beside it, agrees elsewhere and fails no more often than slips explain."""
        held, failed = self.instances.get((support.kind, support.key), (0, 0))
        if support.established:
            return failed <= _OF_ONE_SLIP
        pooled = sum(each for (kind, _), (each, _) in self.instances.items() if kind == "prose") if support.kind == "prose" else held
        return pooled >= _CONFIRMED and failed <= max(1, held // _SELDOM)

    def _all_fail(self, support: Support) -> bool:
        """Whether none of several laws of a form holds in a table: its columns have the names of others."""
        held, failed = self.instances.get((support.kind, support.key), (0, 0))
        return not held and failed > 1

    def _meant(self, check: Check) -> bool:
        """Whether what the narrative prints stands in a table as well: it speaks of that."""
        said = check.printed
        assert isinstance(said, Figure) and check.support is not None
        if check.support.kind != "prose" or not telling(said, said.exact):
            return False
        return any(round_half_up(exact, said.quantum) == said.exact for (_, exact), titles in self.sections.items() if titles & self.titles)

    def _carried(self, check: Check) -> bool:
        """Whether the difference is a figure of the same tables: what is carried over, or a fund that only one of them counts; a short one is by chance too."""
        assert isinstance(check.printed, Figure) and check.exact is not None
        missing, own = abs(check.printed.exact - check.exact), {id(figure) for figure in check.operands()}
        slack = rounding_of([check.printed, *check.operands()])
        sections = {figure.section for figure in check.operands()} & self.titles
        tells = check.support is not None and check.support.kind != "prose" or telling(check.printed, missing)
        return any(
            figure.exact and abs(abs(figure.exact) - missing) <= slack and (tells or names_carried(figure.label) or bool(fund_scope(figure.label)))
            for figure in self.figures if figure.section in sections and id(figure) not in own
        )  # fmt: skip

    def _twice(self, check: Check) -> bool:
        """Whether two other places of the filing agree on what should be printed."""
        assert isinstance(check.printed, Figure) and check.exact is not None
        wanted, quantum = round_half_up(check.exact, check.printed.quantum), check.printed.quantum
        places = {figure.section for figure in self.figures if figure.unit and round_half_up(figure.exact, quantum) == wanted}
        return telling(check.printed, wanted) and len(places) > 1

    def _tell(self, at: int, severity: str, slip: str) -> None:
        check = self.broken[at]
        support = check.support
        assert support is not None
        if severity != "note" and slip in _NO_SLIP and self._misplaced(check):
            self._doubt(at, ORDER_LOST)
            return
        if severity != "error":
            check = check.graded(severity)
        if slip == "row":
            check = check.noted(phrase("row-left-out"))
        held, failed = (support.held, support.failed) if support.held else self.instances.get((support.kind, support.key), (0, 0))
        rivals = _RIVALS.get(support.kind, ("beside", "rows"))
        self.outcome[at] = check.proved(Proof(support.kind, held, failed, rivals, slip))

    def _misplaced(self, check: Check) -> bool:
        """Whether figures stand in columns that sums alone told, and none is a slip of what its table needs."""
        law = check.support is not None and check.support.kind == "law"
        return any(figure.section in self.ordered for figure in check.operands()) and (law or not slipped(check))

    def _doubt(self, at: int, reason: Phrase) -> None:
        self.outcome[at] = self.broken[at].doubted(reason)
