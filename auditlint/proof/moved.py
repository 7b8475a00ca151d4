"""Cells that a reader of pages gave to another row or column: what should stand in one stands in another that does not fit either."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from ..model.figure import Figure
from .instances import Option
from .relations import Relations
from .rows import Lines
from .strokes import telling


class Places:
    """Where the figures of tables stand, and what is broken about them."""

    def __init__(self, relations: Relations, figures: Sequence[Figure]):
        self.relations = relations
        self.lines = Lines(figures)
        #: The column of the first amount of each table.
        self._margins: dict[str, int] = {}
        for figure in figures:
            column = figure.place.cell_column or 0
            self._margins[figure.section] = min(column, self._margins.get(figure.section, column))
        self._ragged: dict[int, bool] = {}

    def moved(self, option: Option) -> bool:
        """Whether cells moved: beside, above or below stands what is wanted, or is wanted what stands here.

        Two cells that each fit in the place of the other were exchanged by a hand.
        """
        figure, wanted = option.figure, option.value or option.figure.exact
        beside = [other for other in self.lines.beside(figure) if other.section == figure.section]
        if self._lacking_elsewhere(figure):
            return True
        if not option.value:
            return any(other.exact == wanted for other in beside) and self._begins_late(figure)
        return any(self._passed_on(option, other) for other in (*beside, *self.lines.next_in_column(figure)))

    def _passed_on(self, option: Option, other: Figure) -> bool:
        """Whether what a figure should be stands at another one that does not fit, or what it prints should stand there, but not both."""
        taken = (
            other.exact == option.value
            and any(at not in option.repaired and self._binds(at, option) for at in self.relations.of.get(id(other), ()))
            and any(id(other) not in self.relations.parts[at] for at in option.witnesses)
        )
        return taken != (id(other) in self.relations.of and option.figure.exact in self.relations.values(other, option.figure))

    def _lacking_elsewhere(self, figure: Figure) -> bool:
        """Whether just what a figure prints is lacking in a sum of its table that it is no part of."""
        sums = self._lacking.get((figure.section, figure.exact), ()) if telling(figure, figure.exact) else ()
        return any(at not in self.relations.of[id(figure)] for at in sums)

    @cached_property
    def _lacking(self) -> dict[tuple[str, Decimal], list[int]]:
        """The broken sums of each table by what is lacking in them."""
        found: dict[tuple[str, Decimal], list[int]] = {}
        for at, check in enumerate(self.relations.broken):
            if check.exact is not None and isinstance(check.printed, Figure) and not self.relations.ties(at):
                found.setdefault((check.printed.section, abs(check.printed.exact - check.exact)), []).append(at)
        return found

    def _begins_late(self, figure: Figure) -> bool:
        """Whether the first amount of a row stands right of the first ones of its table."""
        columns = [each.place.cell_column or 0 for each in (figure, *self.lines.beside(figure)) if each.section == figure.section]
        return min(columns) > self._margins[figure.section]

    def _binds(self, at: int, option: Option) -> bool:
        """Whether a relation of the table is established, or the law of a form that the figure read otherwise repairs in its own column."""
        if self.relations.ties(at):
            return False
        return self.relations.established(at) or self.relations.is_form(at) and any(map(self.relations.is_form, option.repaired))

    def ragged(self, at: int) -> bool:
        """Whether the row of a total has no amount in a column in which the rows that it adds up have some."""
        if at not in self._ragged:
            check = self.relations.broken[at]
            if not isinstance(check.printed, Figure) or check.claim is None or check.claim.across:
                self._ragged[at] = False
            else:
                total = self._columns(check.printed, every=True)
                self._ragged[at] = any(not self._columns(part) <= total for part in check.operands() if part is not check.printed)
        return self._ragged[at]

    def _columns(self, figure: Figure, every: bool = False) -> set[int | None]:
        """The columns that hold an amount in the row of one, or only those that are something."""
        row = (each for each in (figure, *self.lines.beside(figure)) if each.section == figure.section)
        return {each.place.cell_column for each in row if every or each.exact}
