"""Binding claims to figures.

Some operands stand before the claim and some after it (a share of 本年支出合计 may name a figure of another section), so
claims are bound when the whole filing is read.  Where several figures could be meant, all are kept, the most natural
first; none is invented.
"""

from ..field import (
    BOTH,
    CARRIED,
    FAMILIES,
    FISCAL,
    FLOWS,
    FUNDS,
    INSTEAD,
    LOCAL,
    OTHER,
    PARTS_OF,
    TOTALS,
    normal,
    resolve,
)
from ..model.claims import Breakdown, Change, Comparison, Completion, Item, Pair, Share, Variance
from ..model.figure import Figure
from ..model.filing import Filing, Section
from .changing import ChangeBinding, amount_of, budget_of
from .hosting import read_hosting
from .outline import read_outline
from .sharing import FAR, ShareBinding
from .stale import read_stale_years

_POSTS = ("行政", "事业", "工勤", "参公")
_SUMS = frozenset(("合计", "共计", "总计", "小计", "总共", "共"))


class Binder(ShareBinding, ChangeBinding):
    """Keeps the items findable while a filing is read, and binds the claims at its end."""

    def __init__(self, filing: Filing):
        self.filing = filing
        self._by_concept: dict[tuple[str, str], Item] = {}
        self._by_label: dict[str, Item] = {}
        self._seen = 0
        self._shares: list[tuple[Share, Item, Breakdown | None, str]] = []
        #: The lists of posts by paragraph.
        self._posted: dict[int, list[Breakdown]] = {}
        #: Where an amount that its words give to last year begins, and where the year stands.
        self.dated: dict[int, int] = {}
        self._restated: list[tuple[Item, Figure]] = []
        self._comparisons: list[tuple[Comparison, str]] = []
        # What follows is filled when everything is read.
        self._of_concept: dict[tuple[str, str], list[Item]] = {}
        self._of_paragraph: dict[int, list[Item]] = {}
        self._owner: dict[int, Breakdown] = {}
        self._endings: dict[int, dict[str, list[Item]]] = {}
        self._twins: dict[tuple[str, str, str | None], list[Item]] = {}
        self._budget_changes: dict[tuple[int, str], Change] = {}
        self._completions: dict[int, list[Completion]] = {}

    # -- while reading ----------------------------------------------------------------------------------------------

    def state(self, item: Item, figure: Figure, role: str, budget: str) -> None:
        """Enter a figure as what the filing states for an item."""
        doubt = budget == "实际"
        budget = "执行" if doubt else budget
        figure.label, figure.concept, figure.scope = item.label, item.concept, item.scope
        if role == "预算":
            figure.role = f"{budget}预算"
            if budget in item.budgets:
                self._restated.append((item, figure))
            else:
                item.budgets[budget] = figure
        elif role == "上年":
            figure.role = "上年"
            item.prior = item.prior or figure
        else:
            figure.role = "决算"
            if item.actual is None:
                item.actual = figure
            elif budget == "执行" and not item.budgets and not (doubt and item.concept is not None):
                # 资金 100 万元，执行数 90 万元: what was stated first is what there was to spend.
                item.actual.role = "预算"
                item.budgets[""], item.actual = item.actual, figure
            else:
                self._restated.append((item, figure))

    def find(self, subject: str, section: Section) -> Item | None:
        """The latest item that ``subject`` names, in the scope that it names or that the section sets."""
        self._index()
        found = resolve(subject)
        if found is None and subject in ("支出", "收入"):
            found = (f"本年{subject}", "", True)
        if found is None:
            return self._by_label.get(normal(subject))
        concept, named, scoped = found
        scope = (named or section.scope) if scoped else ""
        named_year = concept in ("本年收入", "本年支出") and ("本年" in subject or "合计" in subject)
        for name in (concept,) if named_year else (concept, *INSTEAD.get(concept, ())):
            item = self._by_concept.get((name, scope))
            if named == "财政拨款" and section.scope in FUNDS and (narrow := self._by_concept.get((name, section.scope))) is not None:
                # 财政拨款支出 in the section of one fund may be that fund's: what was spoken of last.
                item = narrow if item is None or item.start < narrow.start else item
            if item is not None:
                return item
        return None

    def latest(self, concept: str, scope: str) -> Item | None:
        """The latest item of a concept and scope."""
        self._index()
        return self._by_concept.get((concept, scope))

    def become(self, item: Item, concept: str, label: str) -> None:
        """Take an item for another concept than its own words told."""
        self._index()
        if self._by_concept.get((item.concept or "", item.scope)) is item:
            del self._by_concept[item.concept or "", item.scope]
        item.concept, item.label = concept, label
        for figure in (item.actual, *item.budgets.values()):
            if figure is not None:
                figure.concept, figure.label = concept, label
        self._by_concept[concept, item.scope] = item

    def _index(self) -> None:
        items = self.filing.items
        for item in items[self._seen :]:
            if item.concept is not None:
                self._by_concept[item.concept, item.scope] = item
            self._by_label[normal(item.label)] = item
        self._seen = len(items)

    def share(self, claim: Share, item: Item, listing: Breakdown | None, scope: str) -> None:
        """Keep a share to be bound; ``scope`` is that of its section."""
        self.filing.add(claim)
        self._shares.append((claim, item, listing, scope))

    def compare(self, claim: Comparison, kind: str) -> None:
        """Keep a comparison to be bound."""
        self.filing.add(claim)
        self._comparisons.append((claim, kind))

    def variance(self, claim: Variance) -> None:
        """Keep a variance to be bound."""
        self.filing.add(claim)

    def completion(self, claim: Completion) -> None:
        """Keep a completion to be bound."""
        self.filing.add(claim)

    # -- at the end -------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Bind everything."""
        self._index()
        for item in self.filing.items:
            self._of_paragraph.setdefault(item.paragraph, []).append(item)
            if item.concept is not None and not item.owner:
                self._of_concept.setdefault((item.concept, item.scope), []).append(item)
        read_stale_years(self.filing, self.dated)
        outlined = read_outline(self.filing)
        for listing in outlined:
            self._own(listing)
        self._carry_in_budgets()
        self._fill_ledger()
        self._gather_listed()
        for listing in outlined:
            self.filing.add(listing)
        for listing in self.filing.claims(Breakdown):
            for part in listing.parts:
                self._owner.setdefault(id(part), listing)
        for change in self.filing.claims(Change):
            if change.delta is not None:
                self._budget_changes.setdefault((change.item.start if change.item is not None else -1, change.base), change)
        for listing in self.filing.claims(Breakdown):
            self._settle_whole(listing)
            self._judge_family(listing)
            _add_up(listing)
        for item, figure in self._restated:
            self._bind_restated(item, figure)
        self._bind_shares()
        for change in self.filing.claims(Change):
            self._settle_rivals(change)
        for change in self.filing.claims(Change):
            self._bind_change(change)
        for variance in self.filing.claims(Variance):
            self._bind_budget(variance, variance.kind)
        for completion in self.filing.claims(Completion):
            self._completions.setdefault(id(completion.item), []).append(completion)
            self._bind_budget(completion, completion.kind)
        read_hosting(self.filing)
        for comparison, kind in self._comparisons:
            self._bind_comparison(comparison, kind)

    def _own(self, listing: Breakdown) -> None:
        """项目支出 9 万元，其中： / 1.经营支出 2 万元: what is listed under an amount that the department's own is not made of is the amount's."""
        whole = listing.whole
        assert whole is not None
        if listing.opened and whole.concept is not None and whole.concept not in TOTALS and whole.concept not in FLOWS:
            for part in listing.parts:
                if part.concept != whole.concept and part.concept not in PARTS_OF.get(whole.concept, ()):
                    part.owner = part.owner or whole.label

    def _carry_in_budgets(self) -> None:
        """支出预算 9 万元 …… （三）年终结转结余 1 万元: in a budget it is the total of what there is, not only of the year."""
        if self.filing.kind != "预算":
            return
        text = self.filing.document.text
        for carried, side in CARRIED.items():
            sections = {_top(item) for item in self._of_concept.get((carried, "全部"), ()) if item.actual is not None and item.actual.exact}
            kept: list[Item] = []
            for item in self._of_concept.get((f"本年{side}", "全部"), ()):
                kept.append(item)
                figure = item.actual
                if figure is None or _top(item) not in sections:
                    continue
                words = text[max(0, figure.start - 16) : figure.start]
                words = words[max(words.rfind(sign) for sign in "，。；：\n") + 1 :]
                if f"{side}预算" in words and "本年" not in words:
                    self.become(item, f"{side}总计", f"{side}预算")
                    kept.pop()
                    self._of_concept.setdefault((f"{side}总计", "全部"), []).append(item)
            if (f"本年{side}", "全部") in self._of_concept:
                self._of_concept[f"本年{side}", "全部"] = kept

    def _fill_ledger(self) -> None:
        ledger = self.filing.ledger
        for nil in self.filing.claims_by_type.get(_nil_type(), []):
            for concept in nil.concepts:
                ledger.nils.setdefault(concept, nil)
        for item in self.filing.items:
            if item.concept is None or item.level or item.owner or item.concept in LOCAL:
                continue
            concepts = BOTH.get(item.concept, (item.concept,))
            for concept in concepts:
                for figure in (item.actual, item.prior, *item.budgets.values()):
                    if figure is not None:
                        ledger.figures.setdefault((concept, item.scope, figure.role), []).append(figure)
                change = item.change
                if change is not None and change.delta is not None and change.base == "上年":
                    ledger.figures.setdefault((concept, item.scope, "增减额"), []).append(change.delta)

    def _gather_listed(self) -> None:
        """类 and 项 that a section lists without saying 其中: their whole stands in a sibling section."""
        groups: dict[tuple[str, str], list[Item]] = {}
        for item in self.filing.items:
            if item.level and not item.marked:
                groups.setdefault((item.section, item.level), []).append(item)
        for (section, _level), items in groups.items():
            listing = Breakdown(None, section)
            listing.listed = True
            listing.parts = items
            listing.whole = next(
                (
                    item for item in reversed(self._of_concept.get(("本年支出", items[0].scope), []))
                    if item.start < items[0].start and item.actual is not None
                ), None,
            )  # fmt: skip
            if listing.whole is not None:
                self.filing.add(listing)

    def _settle_whole(self, listing: Breakdown) -> None:
        """Where the words do not say which total a list belongs to, it is the one it adds up to, or none."""
        if not listing.others or listing.whole is None:
            return
        parts = [part.actual or next(iter(part.budgets.values()), None) for part in listing.parts]
        if any(part is None for part in parts) or len(parts) < 2:
            listing.whole = None
            return
        added = sum(part.exact for part in parts if part is not None)
        for whole in (listing.whole, *listing.others):
            if whole not in listing.parts and whole.actual is not None and abs(whole.actual.exact - added) <= (
                whole.actual.quantum * (len(parts) + 1) / 2
            ):
                listing.whole = whole
                return
        listing.whole = None

    def _judge_family(self, listing: Breakdown) -> None:
        """Whether the parts are all there can be."""
        members = {family_member(part, listing.whole) for part in listing.parts}
        concept = listing.whole.concept if listing.whole is not None else None
        for name, family, core, wholes in FAMILIES:
            if members <= family and members and (not wholes or concept in wholes):
                listing.family = name
                listing.closed = len(members) == len(listing.parts) and (core <= members or self._all_income(name, members))
                return
        if listing.side:
            first, last = listing.parts[0], listing.parts[-1]
            between = self.filing.document.text[first.start : last.start]
            after = self.filing.document.text[last.start : last.start + 60].partition("；")[0].partition("。")[0]
            # A list within the list, an amount that is no part, or 等 at its end leaves open what is in it.
            whole_list = between.count("元") == len(listing.parts) - 1
            listing.closed = whole_list and "其中" not in between + after and "等" not in after and "（" not in between
            return
        if _posts(listing):
            listing.family = "编制构成"
            if listing.whole is not None:
                self._posted.setdefault(listing.whole.paragraph, []).append(listing)
            return
        if self._like_posts(listing):
            listing.family, listing.closed = "人员编制构成", True
            return
        named = {(part.concept, part.scope) for part in listing.parts}
        if concept in ("年初结转和结余", "年末结转和结余") and named == {(concept, FISCAL), (concept, OTHER)}:
            listing.family, listing.closed = "结转构成", True
        if concept in ("本年收入", "本年支出") and listing.whole is not None and listing.whole.scope == "财政拨款":
            listing.family = "财政拨款构成"
            listing.closed = named == {(concept, fund) for fund in FUNDS}
        many = len(members) == len(listing.parts) > (2 if "其他用车" in members else 3)
        if many and concept == "车辆数":
            listing.family, listing.closed = "车辆构成", True

    def _like_posts(self, listing: Breakdown) -> bool:
        """编制 598 人，其中行政 150 人、事业 448 人；实有 582 人，其中行政 143 人、事业 439 人: the posts that are all there are, once more."""
        own, whole = [_post(part) for part in listing.parts], listing.whole
        if whole is None or whole.kind == "money" or len(own) < 2 or "" in own:
            return False
        return any(
            set(own) <= {_post(part) for part in other.parts} and _adds_up(other, len(own))
            for other in self._posted.get(whole.paragraph, ())[-FAR:]
        )  # fmt: skip

    def _all_income(self, family: str, members: set[str]) -> bool:
        """A budget that names 经营收入 and 其他收入 beside 财政拨款收入 names all there is: what it has none of is left out."""
        return family == "收入构成" and self.filing.kind == "预算" and {"财政拨款收入", "事业收入", "经营收入", "其他收入"} <= members

    def _bind_restated(self, item: Item, figure: Figure) -> None:
        first = item.budgets.get(figure.role.removesuffix("预算")) if figure.role.endswith("预算") else item.actual
        if first is not None and first is not figure:
            self.filing.add(Pair(first, figure, item.section))

    def _bind_budget(self, claim: Variance | Completion, kind: str) -> None:
        item = claim.item
        if item is None:
            return
        claim.actual = item.actual
        claim.budget = budget_of(item, kind)
        if claim.actual is None or claim.budget is None:
            other = self._twin(item, claim.budget is None, kind)
            if other is not None:
                claim.actual = claim.actual or other.actual
                claim.budget = claim.budget or budget_of(other, kind)
        if isinstance(claim, Completion):
            if claim.budget is None:
                named = self._budget_changes.get((item.start, f"{kind}预算"))
                claim.change = named or self._budget_changes.get((item.start, "预算"))
            claim.others = [figure for figure in item.budgets.values() if figure is not claim.budget]

    def _twin(self, item: Item, budget_missing: bool, kind: str) -> Item | None:
        """The same concept stated elsewhere, for an operand that the sentence itself leaves out."""
        if item.concept is None or item.owner:
            return None
        key = item.concept, item.scope, kind if budget_missing else None
        found = self._twins.get(key)
        if found is None:
            found = self._twins[key] = [
                other for other in self._of_concept.get((item.concept, item.scope), ())
                if (budget_of(other, kind) if budget_missing else other.actual) is not None
            ]  # fmt: skip
        return next((other for other in found if other is not item), None)

    def _bind_comparison(self, claim: Comparison, kind: str) -> None:
        item = claim.item
        if item is None:
            return
        claim.actual, claim.budget = item.actual, budget_of(item, kind)
        if claim.budget is None:
            done = (c for c in self._completions.get(id(item), ()) if c.budget is None)
            claim.completion = next((c.rate for c in done if not kind or not c.kind or c.kind == kind), None)
        if claim.actual is None or claim.budget is None:
            other = self._twin(item, claim.budget is None, kind)
            if other is not None:
                claim.actual = claim.actual or other.actual
                claim.budget = claim.budget or budget_of(other, kind)


def _post(part: Item) -> str:
    return next((post for post in _POSTS if post in part.label), "")


def _adds_up(listing: Breakdown, count: int) -> bool:
    """Whether the first parts of a list, and as many as that, come to its whole."""
    whole, parts = listing.whole, listing.parts[:count]
    amounts = [part.actual.exact for part in parts if part.actual is not None]
    return whole is not None and whole.actual is not None and len(amounts) == count and sum(amounts) == whole.actual.exact


def _top(item: Item) -> str:
    """The outermost numbered section that an item stands in."""
    return item.section.partition("/")[0] if not item.section.startswith("第") else "/".join(item.section.split("/")[:2])


def _add_up(listing: Breakdown) -> None:
    """项目预算 9 万元，其中甲 8 万元、乙 1 万元，合计 9 万元: the sum is no part, and tells that the parts are all there are."""
    last, whole = listing.parts[-1], listing.whole
    if len(listing.parts) > 2 and normal(last.label) in _SUMS:
        listing.parts.pop()
        own, stated = amount_of(last), amount_of(whole) if whole is not None else None
        if own is not None and stated is not None and own.exact == stated.exact:
            listing.family, listing.closed = "合计", True


def _nil_type() -> type:
    from ..model.claims import Nil

    return Nil


def _posts(listing: Breakdown) -> bool:
    """编制 58 名（行政编制 31 名、事业编制 27 名）: nobody holds two posts."""
    if listing.whole is None or not any(word in listing.whole.label for word in ("编制", "在职", "在编")):
        return False
    found = [_post(part) for part in listing.parts]
    return len(found) > 1 and "" not in found and len(set(found)) == len(found)


def family_member(part: Item, whole: Item | None) -> str:
    """The name under which a part stands in a family: 本年收入 of a narrower fund than the whole's is a source of income."""
    if part.concept == "本年收入" and whole is not None and part.scope != whole.scope:
        return "财政拨款收入" if part.scope == "财政拨款" else part.scope + "收入"
    if part.concept == "公务用车运行维护费" and whole is not None and whole.concept == "三公经费":
        # Where nothing was bought, running costs stand for the whole of the cars.
        return "公务用车购置及运行维护费"
    return part.concept or part.label


__all__ = ["Binder", "family_member"]
