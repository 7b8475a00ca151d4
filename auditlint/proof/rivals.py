"""Rival readings of a relation that words assert: another amount told in the same breath, or the same amounts in other roles.

Words that name a rate leave its amount to the reader: 项目支出 612.55 万元，其中：甲 300.00 万元，乙 312.55 万元，完成年初预算 680.00 万元的 90.08% is said of the
whole and not of 乙.  Where a relation breaks as it was read and holds with another amount of the paragraph in the place of one of its own, the
words were more likely misread than the filing is wrong: an amount that fits by chance is one in hundreds.  A rival that is a stroke of the hand
away from what it replaces is none, for there the slip explains both.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice, permutations
from operator import attrgetter

from ..diagnosis.repair import readings, would_hold
from ..diagnosis.slips import slip
from ..field import CHANGE as MOVED
from ..field import LAST_YEAR, budget_kind_of, names_carried
from ..model.arithmetic import Absolute, Quotient, Total, total
from ..model.check import BROKEN, HOLDS, Check, expect
from ..model.figure import Figure, Word
from .differences import of_difference
from .lacking import lacking_in_paragraph, lacking_in_sentence
from .strokes import telling
from .told import CHANGE, COUNTED, LIST, LISTED, PLANNED, SHARED, Told, amounts, paragraph

#: So many amounts before a rate or a change, and behind it, may be what it is of.
_BEFORE, _BEHIND = 5, 3
#: What a list is of stands no further before it.
_REACH = 400
#: A rate of so many places fits amounts further off by chance no more.
_PRECISE = 2
_PERSONS = ("人", "名", "位")


class Breath:
    """The amounts of a filing, asked for those that are told in one breath with others: in one paragraph."""

    def __init__(self, told: Told, checks: Iterable[Check]):
        self._told = told
        #: Which amounts a rate is known to be of: one that was copied from another line fits what it was copied from.
        self._of: dict[Decimal, set[int]] = {}
        #: The amounts of equations that hold, by each of them: those that stand together in one were read right.
        self._equal: dict[int, list[set[int]]] = {}
        #: The changes, rates and shares of two amounts that hold, by these.
        self._changes: dict[frozenset[int], list[Figure]] = {}
        #: What several amounts come to, and last year's amounts that something else is said to be as much as.
        self._totals: set[int] = set()
        self._unchanged: set[int] = set()
        #: How much more one of two statements of an amount is than the other, of each such pair that differs, by the sections of both.
        self._more: dict[tuple[tuple[int, str], ...], list[tuple[Check, Decimal]]] = {}
        #: The amounts of relations that break, by each of them.
        self._broken: dict[int, list[set[int]]] = {}
        for check in checks:
            if check.operator == "=" and isinstance(check.expression, Total) and len(check.expression.terms) > 1:
                self._totals.add(id(check.printed))
            if check.verdict == HOLDS and isinstance(check.printed, Figure):
                self._enter(check, check.printed)
                if check.rule.startswith((CHANGE, SHARED)):
                    self._changes.setdefault(_compared(check), []).extend(_changes(check))
            elif check.verdict == BROKEN:
                self._enter_broken(check)

    def _enter(self, check: Check, printed: Figure) -> None:
        if printed.dimension == "percent":
            self._of.setdefault(printed.exact, set()).update(map(id, check.operands()))
        if printed.dimension == "money" and check.operator == "=":
            equal = set(map(id, amounts(check)))
            for amount in equal:
                self._equal.setdefault(amount, []).append(equal)

    def _enter_broken(self, check: Check) -> None:
        own = amounts(check)
        together = set(map(id, own))
        for amount in together:
            self._broken.setdefault(amount, []).append(together)
        if isinstance(check.printed, Word) and not check.printed.meaning:
            self._unchanged.update(id(each) for each in own if each.role == LAST_YEAR)
        if isinstance(check.expression, Figure) and len(own) == 2:
            self._more.setdefault(tuple(map(_section, own)), []).append((check, own[0].exact - own[1].exact))

    def rival(self, check: Check) -> Figure | None:
        """The figure of which another reading makes right what is printed; ``None`` where there is none.

        A relation that a known mistake explains (a wrong denominator) has none but in its own sentence, nor has what is only held against another statement.
        """
        expression, printed = check.expression, check.printed
        whole = self._of_total(check) or of_difference(check, self._told)
        if whole is not None or not isinstance(printed, Figure) or expression is None:
            return whole
        other = self._of_two_others(check) or self._told_of(check) or self._of_another_list(check)
        if other is not None:
            return other
        if check.explained:  # a base that is printed itself was meant
            derived = isinstance(expression, Quotient) and any(each.role == MOVED for each in expression.right.operands())
            return self._told_before(check) if derived else None
        if printed.dimension == "count":
            return self._of_counts(check)
        own = amounts(check) or _counts(check)
        if check.operator == "<=":
            return self._larger(printed, own) or self._together(check, printed, own) if printed.role == MOVED else None
        if check.operator != "=":
            return None
        if isinstance(expression, Figure):
            return self._carried(own) or self._carried_in_several(check, own)
        return self._of_equation(check, own) if len(own) > 1 else None

    def _of_total(self, check: Check) -> Figure | None:
        """The total that is just as much as last year's amount behind it: 甲 120 万元、乙 80 万元，合计 200 万元，……；与上年 200 万元持平."""
        for base in amounts(check) if check.rule.startswith(CHANGE) else ():
            if id(base) in self._unchanged:
                told = self._told.alike(base.source, paragraph(base)[0], base.start, base.exact)
                return next((each for each in told if id(each) in self._totals), None)
        return None

    def _of_two_others(self, check: Check) -> Figure | None:
        """An amount of two others of its paragraph of which a rate or a change is right: 2025 年执行 98 万元，占预算 100 万元的 98%；2026 年预算 105 万元."""
        if not check.rule.startswith((CHANGE, PLANNED)):
            return None
        own = amounts(check)
        for figure in _changes(check):
            for one, base, beside in self._pairs(figure):
                others = [each for each in (one, base) if each not in own]
                left = [each for each in own if each not in (one, base)]
                both = figure.dimension == "percent" and any(each.role == MOVED and each.exact == abs(one.exact - base.exact) for each in left)
                toward = both and any(one.exact - base.exact == each.exact * each.sign for each in left)
                meant = len(others) > 1 or beside and check.rule.startswith(PLANNED) or toward or not check.explained
                other = next((each for each in others if not self._breaks_with(each, own)), None)
                if other is None or not meant or not _makes(check, figure, one, base, beside):
                    continue
                if beside or both or figure.printed_places >= _PRECISE and not any(_mistyped(each, other) for each in left):
                    return other
        return None

    def _told_of(self, check: Check) -> Figure | None:
        """The change, the rate or the share that the paragraph has told of the same two amounts already: 减少 12 万元，其中拨款减少 22 万元 is said of the grants."""
        two = _compared(check)
        if not check.rule.startswith((CHANGE, SHARED)) or check.explained or len(two) < 2:
            return None
        known = self._changes.get(two, ())
        for figure in _changes(check):
            begins, _ = paragraph(figure)
            if check.rule.startswith(SHARED):  # right behind: 占 16%，占当年收入的 17%
                begins = max((each.end for each in self._told.between(figure.source, begins, figure.start) if each.dimension == "money"), default=begins)
            told = (each for each in known if each.source is figure.source and begins <= each.start < figure.start and each.dimension == figure.dimension)
            other = next(told, None)
            if other is not None and not _mistyped(figure, other):
                return other
        return None

    def _pairs(self, figure: Figure) -> Iterator[tuple[Figure, Figure, bool]]:
        """Two amounts that a rate or a change may be of, and whether they stand right beside it: of its sentence, or next to it in its paragraph."""
        if not figure.exact:
            return
        begins, ends = paragraph(figure)
        first, last = figure.source.sentence(figure.start, figure.end)
        before = [*islice(filter(attrgetter("exact"), self._told.stated_before(figure, begins)), _BEFORE)][::-1]
        behind = [*islice(filter(attrgetter("exact"), self._told.stated_behind(figure, ends)), _BEHIND)]
        next_to = {id(each) for each in (*before[-2:], *behind[:1])}
        for pair in permutations((*before, *behind), 2):
            beside = next_to.issuperset(map(id, pair))
            if beside or figure.dimension == "percent" and all(first <= each.start < last for each in pair):
                yield *pair, beside

    def _breaks_with(self, other: Figure, own: Sequence[Figure]) -> bool:
        """Whether an amount breaks another relation together with one of these: it is no rival, but of the same statement."""
        return any(not together.isdisjoint(map(id, own)) for together in self._broken.get(id(other), ()))

    def _of_another_list(self, check: Check) -> Figure | None:
        """The amount before a list that its parts come to: 收入 5 万元，较上年 6 万元（拨款 4 万元、事业收入 2 万元）减少 1 万元; 支出 8 万元。…… 按功能分：甲 6 万元、乙 2 万元."""
        listed = check.left if check.operator == "<=" else check.expression
        if not check.rule.startswith(LISTED) or not isinstance(listed, Total) or not isinstance(check.printed, Figure):
            return None
        parts, together = listed.operands(), listed.exact
        if len(parts) < 2 or together is None:
            return None
        first = min(part.start for part in parts)
        begins = parts[0].source.sentence(first, first)[0] if check.operator == "<=" else max(0, first - _REACH)
        known = (each for each in self._told.alike(parts[0].source, begins, first, together) if each not in check.operands())
        return next((each for each in known if not slip(check.printed, each.exact)), None)

    def _told_before(self, check: Check) -> Figure | None:
        """Another amount of the sentence of a change that is told before it and of which the change is right: 审定 9 万元，送审 10 万元，审减率 10%."""
        own, printed = amounts(check), check.printed
        if not check.rule.startswith(CHANGE) or check.operator != "=" or len(own) < 2 or not isinstance(printed, Figure):
            return None
        first = min((each.start for each in own if each.role == MOVED), default=printed.start)
        begins, _ = printed.source.sentence(first, first)
        beside = self._told.values(printed)
        fitting = ((figure, other) for figure in own if figure.role != MOVED for other in _holding(check, figure, beside.within))
        return next((
            other for figure, other in fitting
            if begins <= other.start < first and other.dimension == "money" and other not in own and (check.explained or not slip(figure, other.exact))
        ), None)  # fmt: skip

    def _of_counts(self, check: Check) -> Figure | None:
        """What a list of people or things lacks, or its first part where that is everybody."""
        if check.operator != "=" or not check.rule.startswith((LISTED, COUNTED)):
            return None
        return lacking_in_sentence(check, self._told) or _all_by_itself(check)

    def _of_equation(self, check: Check, own: Sequence[Figure]) -> Figure | None:
        """Another amount that makes a sum or a rate right, what the sum lacks, or the amounts of the rate in other roles."""
        expression, printed = check.expression, check.printed
        assert isinstance(printed, Figure)
        if isinstance(expression, Quotient) and any(equal.issuperset(map(id, own)) for equal in self._equal.get(id(own[0]), ())):
            return None
        beside = _Others(self._told, own, self._of.get(printed.exact, set()))
        fitting = next((other for figure in own for other in _fitting(check, figure, beside)), None) or self._told_before(check)
        if fitting is not None or not isinstance(expression, Quotient):
            return fitting or lacking_in_paragraph(check, self._told) or self._together(check, printed, own)
        return _in_other_roles(printed, expression) or self._of_lists(printed, expression) or self._together(check, printed, own)

    def _together(self, check: Check, printed: Figure, own: Sequence[Figure]) -> Figure | None:
        """The last of several amounts told one after another, of which a change is right together: 甲 20 万元、乙 100 万元，较上年减少 40 万元，下降 25%."""
        moved = next((each for each in own if each.role == MOVED), None)
        if moved is None or not check.rule.startswith(CHANGE):
            return None
        begins, _ = printed.source.sentence(moved.start, moved.end)
        before = [each for each in islice(self._told.stated_before(moved, begins), LIST) if each.role != LAST_YEAR][::-1]
        for current in own:
            if current is moved or not before or current is not before[-1]:
                continue
            other = next((at for at, each in enumerate(reversed(before)) if each.role != current.role), len(before))
            alike = before[len(before) - other :][::-1]
            sums = (sum((each.exact for each in alike[:count]), Decimal(0)) for count in range(2, len(alike) + 1))
            if any(would_hold(check, current, come) for come in sums):
                return current
        return None

    def _of_lists(self, rate: Figure, expression: Quotient) -> Figure | None:
        """The last of a list of amounts that come to the rate of a whole, or of all that were planned: 甲预算 8 万元，支出 7 万元；乙预算 1 万元，支出 0.50 万元，执行率 83.33% of both."""
        part, whole = expression.left, expression.right
        if not isinstance(part, Figure) or not isinstance(whole, Figure) or part.source is not rate.source:
            return None
        before = [each for each in self._told.between(rate.source, paragraph(rate)[0], rate.start) if each.dimension == part.dimension]
        if _is_of_sum(rate, part, whole, before) or _is_of_all(rate, part, whole, before):
            return part
        if part.role == whole.role:
            return None
        parts = [each for each in before if each.role == part.role][-LIST:]
        wholes = [each for each in before if each.role == whole.role][-LIST:]
        if not wholes or not parts or parts[-1] is not part:
            return None
        shares = (total(parts[first:]) / each for first in range(len(parts) - 1) for each in [*wholes, total(wholes[first - len(parts) :])] if each.exact)
        return part if any(expect(rate, share).verdict == HOLDS for share in shares) else None

    def _carried(self, own: Sequence[Figure]) -> Figure | None:
        """What one of two statements of an amount counts in and the other does not: what is told beside either to be carried over."""
        if len(own) != 2:
            return None
        return self._named_carried(own, abs(own[0].exact - own[1].exact))

    def _carried_in_several(self, check: Check, own: Sequence[Figure]) -> Figure | None:
        """What is carried over where it is of several things: 拨款 90 万元、基金 40 万元、上年结转 10 万元; 拨款收入 92 万元，……；基金收入 48 万元."""
        mine = own[0].exact - own[1].exact if len(own) == 2 else Decimal(0)
        beside = (more for other, more in self._more.get(tuple(map(_section, own)), ()) if other is not check and more * mine > 0)
        return next((found for more in beside if (found := self._named_carried(own, abs(mine + more))) is not None), None)

    def _named_carried(self, own: Sequence[Figure], more: Decimal) -> Figure | None:
        if not more or any(figure.exact == more for figure in own):  # as of those that stand beside
            return None
        alike = set(map(_measure, own))
        told = (each for figure in own for each in self._told.alike(figure.source, *paragraph(figure), more))
        return next((each for each in told if _measure(each) in alike and names_carried(each.label)), None)

    def _larger(self, printed: Figure, own: Sequence[Figure]) -> Figure | None:
        """An amount told before a change that may be of that one: it is no smaller, and a list that ends stands between."""
        begins = paragraph(printed)[0]
        listed = max(begins, *(figure.end for figure in own if figure is not printed)) if len(own) > 1 else begins
        if printed.source.sentence(printed.start, printed.end)[0] <= listed:
            return None
        before = self._told.between(printed.source, begins, printed.start)
        return next((each for each in before if each.dimension == "money" and each.exact >= printed.exact and each not in own), None)


class _Others:
    """The other amounts of the paragraphs in which some stand; one that is told again, or is nothing, fits too easily, as does a ``taken`` one."""

    def __init__(self, told: Told, own: Sequence[Figure], taken: Container[int]):
        self._values = list({id(values): values for values in map(told.values, own)}.values())
        self._known = {Decimal(0), *(figure.exact for figure in own)}
        self._alike = set(map(_measure, own))
        self._taken = taken

    def within(self, low: Decimal, high: Decimal) -> Iterator[Figure]:
        """Those that may come to what lies between two amounts."""
        for values in self._values:
            for each in values.within(low, high):
                if each.exact not in self._known and _measure(each) in self._alike and id(each) not in self._taken:
                    yield each


def _measure(figure: Figure) -> str:
    """What may stand in the place of a figure: money of any unit, counts of the same things."""
    return figure.unit if figure.dimension == "count" else figure.dimension


def _counts(check: Check) -> list[Figure]:
    """The counts that a rate is of, each once; small counts alone are everywhere, and make no sum certain."""
    return amounts(check, "count") if isinstance(check.expression, Quotient) else []


def _fitting(check: Check, figure: Figure, beside: _Others) -> Iterator[Figure]:
    """The other amounts with which a check holds in the place of one of its own, or, told to be carried over, added to a budget."""
    yield from (other for other in _holding(check, figure, beside.within) if _is_another(figure, other))
    if budget_kind_of(figure.role) is not None:
        own = figure.exact
        yield from (
            other for _, low, high in readings(check, figure) for other in beside.within(low - own, high - own)
            if names_carried(other.label) and would_hold(check, figure, own + other.exact)
        )  # fmt: skip


def _holding(check: Check, figure: Figure, within: Callable[[Decimal, Decimal], Iterable[Figure]]) -> Iterator[Figure]:
    """The amounts with which a check holds in the place of one of its own."""
    for _, low, high in readings(check, figure):
        yield from (other for other in within(low, high) if would_hold(check, figure, other.exact))


def _is_another(figure: Figure, other: Figure) -> bool:
    """Whether one amount may have been taken for another: it is no misprint of it, plays no other part, and is not the same thing told again."""
    if figure.role and other.role and (figure.role != other.role or figure.label == other.label):
        return False
    return not slip(figure, other.exact)


def _all_by_itself(check: Check) -> Figure | None:
    """The first of some parts where it is everybody: 实有 85 人，其中：在职 85 人；退休 30 人 counts those who retired beside them."""
    assert isinstance(check.printed, Figure)
    if not isinstance(check.expression, Total) or check.printed.unit not in _PERSONS or len(check.expression.terms) < 2:
        return None
    first, second, *_ = sorted(check.expression.operands(), key=attrgetter("start"))
    parted = first.source is second.source and first.source.sentence(second.start, second.end)[0] > first.end
    return first if parted and first.exact == check.printed.exact else None


def _compared(check: Check) -> frozenset[int]:
    """The amounts that a change is of."""
    return frozenset(id(each) for each in amounts(check) if each.role != MOVED)


def _section(figure: Figure) -> tuple[int, str]:
    """The section of its text that a figure stands in."""
    return id(figure.source), figure.section


def _changes(check: Check) -> list[Figure]:
    """The change that a relation is about: its rate, or where it has none its amount."""
    rates = [each for each in check.operands() if each.dimension == "percent"]
    return rates or [each for each in check.operands() if each.role == MOVED]


def _mistyped(figure: Figure, other: Figure) -> bool:
    """Whether a figure is a slip of another, and has digits enough for that to mean something."""
    return telling(figure, figure.exact) and bool(slip(figure, other.exact))


def _makes(check: Check, figure: Figure, one: Figure, base: Figure, beside: bool) -> bool:
    """Whether a rate is that of two amounts, of a change that of the change between them, or a change is their difference."""
    if figure.dimension != "percent":
        return abs(one.exact - base.exact) == figure.exact and one.exact > base.exact
    if expect(figure, Absolute(one - base) / base).verdict == HOLDS:
        return True
    tells = beside and one.start < base.start < figure.start or figure.printed_places >= _PRECISE and figure.exact != 1
    return tells and check.rule.startswith(PLANNED) and expect(figure, one / base).verdict == HOLDS


def _is_of_sum(rate: Figure, part: Figure, whole: Figure, before: Sequence[Figure]) -> bool:
    """Whether a rate is of all amounts of one name that were told (机关人员经费 8 万元……中心人员经费 1 万元，人员经费合计占 90%), or of what those right before its part come to."""
    alike = [each for each in before if each.label == part.label and each.role == part.role]
    if len(alike) > 1 and expect(rate, total(alike) / whole).verdict == HOLDS:
        return True
    begins, _ = rate.source.sentence(part.start, part.end)
    there = [each for each in before if begins <= each.start < part.start][-LIST:]
    sums = (total(there[first:]) for first in range(len(there) - 1) if any(each.exact for each in there[first:]))
    return any(each.exact is not None and expect(rate, part / each).verdict == HOLDS and not slip(whole, each.exact) for each in sums)


def _is_of_all(rate: Figure, part: Figure, whole: Figure, before: Sequence[Figure]) -> bool:
    """Whether a share is of all that its sentence tells up to its part: 办案费 66 万元、宣传费 24 万元和培训费 10 万元，占项目支出 200 万元的 50%."""
    begins, _ = rate.source.sentence(part.start, part.end)
    told = [each for each in before if begins <= each.start <= part.start]
    alike = len(told) > 1 and part.start < whole.start and all(each.role == part.role for each in told)
    return alike and expect(rate, total(told) / whole).verdict == HOLDS


def _in_other_roles(rate: Figure, change: Quotient) -> Figure | None:
    """One of two amounts of which a rate of change is right with the change for a year's amount, or one year's for the other's."""
    two = list({id(figure): figure for figure in change.operands()}.values())
    if not isinstance(change.left, Total) and not isinstance(change.right, (Total, Absolute)) or len(two) != 2:
        return None
    if rate.exact == 1:  # all of it, whatever the roles
        return None
    for one, other in (two, two[::-1]):
        forms = [one / other, abs(other - one) / one]
        if one is not change.left:  # the same roles in the other direction are what a wrong word says
            forms += [one / abs(other - one), one / (other + one)]
        if any(expect(rate, form).sound for form in forms):
            return one
    return None
