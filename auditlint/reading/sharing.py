"""What a share is a share of: the whole that its words name, the list it stands in, or the total under which its section holds."""

from decimal import Decimal

from ..model.arithmetic import Operand
from ..model.claims import Breakdown, Item, Share
from ..model.figure import Figure
from ..model.filing import Filing
from ..model.phrasing import phrase
from .vocabulary import CARRIED, FAMILIES, names_budget, normal, resolve

#: How many figures a claim may mean at most, the nearest of them: no sentence lists more.
FAR = 40
FALLBACKS = {
    "收支总计": ("支出总计", "收入总计"), "收入总计": ("收支总计",), "支出总计": ("收支总计",),
    "本年收入": ("收入总计", "收支总计"), "本年支出": ("支出总计", "收支总计"),
}  # fmt: skip


class ShareBinding:
    """Binds the shares of a filing."""

    filing: Filing
    _shares: list[tuple[Share, Item, Breakdown | None, str]]
    _owner: dict[int, Breakdown]
    _endings: dict[int, dict[str, list[Item]]]

    def _bind_shares(self) -> None:
        for claim, item, owner, scope in self._shares:
            self._bind_share(claim, item, owner, scope)
        self._infer_wholes()

    def _infer_wholes(self) -> None:
        """（二）支出结构 1. 甲支出 5 万元，占 50%；2. 乙支出 …: the total before them under which most of the shares hold.

        Shares of one section of which the words name no whole are one list; a total that fits by chance fits one of them.
        """
        groups: dict[str, list[Share]] = {}
        for claim, *_ in self._shares:
            if not claim.wholes and not claim.named and claim.part is not None and claim.part.exact and claim.percent.printed_places:
                groups.setdefault(claim.section, []).append(claim)
        for group in groups.values():
            if len(group) > 1:
                self._infer(group)

    def _infer(self, group: list[Share]) -> None:
        first = min(claim.percent.start for claim in group)
        largest = max(claim.part.exact for claim in group if claim.part is not None)
        before = [
            item.actual for item in self.filing.items
            if item.start < first and item.concept is not None and item.actual is not None and item.actual.exact >= largest
        ]  # fmt: skip
        best, most = None, 1
        for whole in reversed(before[-FAR:]):
            fitting = sum(_fits(claim, whole) for claim in group)
            if fitting > most:
                best, most = whole, fitting
        if best is not None and most * 2 > len(group):
            divided = _divide(group, best)
            for claim in group:
                if divided or _fits(claim, best):
                    claim.wholes, claim.sure, claim.reason = [best], 1, None

    def _bind_share(self, claim: Share, item: Item, listing: Breakdown | None, here: str) -> None:
        if claim.part is None:
            claim.part = item.actual or next(iter(item.budgets.values()), None)
        if claim.part is None:
            claim.reason = phrase("no-share-amount")
            return
        if claim.named:
            self._bind_named(claim, item, claim.part, here)
            if not claim.wholes:
                claim.reason = phrase("no-whole-amount", named=claim.named)
            return
        whole = listing.whole if listing is not None else None
        if whole is None:
            owner = self._owner.get(id(item))
            whole = owner.whole if owner is not None else None
        if whole is None and item.concept is not None:
            whole = self._family_whole(item)
        if whole is not None:
            claim.wholes = [*_figures_like(whole, claim.part)]
            outer = self._owner.get(id(whole))
            if outer is not None and outer.whole is not None and whole.share is not None:
                # 财政拨款收入 9 万元，占 90%（其中：一般公共…… 8 万元，占 80%）: of either of the two.
                claim.wholes += _figures_like(outer.whole, claim.part)
            claim.sure = len(claim.wholes)
        if not claim.wholes:
            claim.reason = phrase("whole-not-said")

    def _family_whole(self, item: Item) -> Item | None:
        """The latest item before this one that such parts are known to make up."""
        for _, members, _, wholes in FAMILIES:
            if item.concept in members:
                before = (
                    other for other in reversed(self.filing.items)
                    if other.start < item.start and other.concept in wholes and other.scope == item.scope and other.actual is not None
                )  # fmt: skip
                found = next(before, None)
                if found is not None:
                    return found
        return None

    def _bind_named(self, claim: Share, item: Item, part: Figure, here: str) -> None:
        """Wholes for the words after 占: those that are certainly meant first, those of the same section before others."""
        budget = self.filing.kind == "决算" and not part.role.endswith("预算") and names_budget(claim.named)
        found = None if budget else resolve(claim.named)
        for word in ("总额", "合计", "总量", "总数"):
            found = found or (None if budget else resolve(claim.named.removesuffix(word)))
        sure: list[Figure] = []
        loose: list[Figure] = []
        if found is not None:
            concept, named, scoped = found
            scope = named or ("全部" if claim.named.startswith(("本年", "总")) else here) if scoped else ""
            sure = self._stated(concept, scope, part)
            for name in (concept, *FALLBACKS.get(concept, ())):
                for where in (scope, item.scope, "全部", "财政拨款", "一般公共") if scoped else ("",):
                    loose += self._stated(name, where, part)
            if concept in ("收入总计", "支出总计"):
                year = self._stated(f"本年{concept[:2]}", scope, part)
                loose += year
                sure = sure + year if claim.named.startswith("总") else sure
        else:
            words = normal(claim.named)
            same = [other for other in self._ending(words) if other is not item]
            loose = [other.actual for other in same if other.actual is not None]
            sure = [other.actual for other in same if other.actual is not None and normal(other.label) == words]
        rest = self._of_the_year(found[0], scope, part) if found is not None and not sure else None
        if rest is not None:
            claim.wholes, claim.sure = [rest], 1
            return
        near = [figure for figure in sure if figure.section == part.section and figure.start < part.start]
        sure = list(dict.fromkeys([*reversed(near), *sure]))[:FAR]
        meant = [figure for figure in dict.fromkeys([*sure, *loose]) if figure.dimension == part.dimension][:FAR]
        claim.wholes, claim.sure = [*meant], sum(1 for figure in meant if figure in sure)

    def _of_the_year(self, concept: str, scope: str, part: Figure) -> Operand | None:
        """本年支出 that is not printed: the total less what is carried over, where the filing states both."""
        for carried, side in CARRIED.items():
            if concept == f"本年{side}":
                whole, rest = self._stated(f"{side}总计", scope, part), self._stated(carried, scope, part)
                return whole[0] - rest[0] if whole and rest else None
        return None

    def _ending(self, words: str) -> list[Item]:
        """The items with an amount whose labels end with some words."""
        size = len(words)
        if size not in self._endings:
            found = self._endings[size] = {}
            for item in self.filing.items:
                if item.actual is not None:
                    label = normal(item.label)
                    found.setdefault(label[max(0, len(label) - size) :], []).append(item)
        return self._endings[size].get(words, [])

    def _stated(self, concept: str, scope: str, part: Figure) -> list[Figure]:
        return self.filing.ledger.mentions(concept, scope, part.role if part.role.endswith("预算") else "决算")


def _fits(claim: Share, whole: Figure) -> bool:
    """Whether a share may be one of a whole, its rounding granted."""
    part, percent = claim.part, claim.percent
    if part is None or part.dimension != whole.dimension:
        return False
    return abs(percent.exact * whole.exact - part.exact) <= percent.quantum * whole.exact / 2 + part.quantum


def _divide(group: list[Share], whole: Figure) -> bool:
    """Whether shares are known to divide a whole, by their amounts or by themselves: a share within a share is not judged."""
    parts = [claim.part for claim in group if claim.part is not None]
    slack = sum((part.quantum for part in parts), whole.quantum) / 2
    if abs(sum((part.exact for part in parts), -whole.exact)) <= slack:
        return True
    shares = [claim.percent for claim in group]
    slack = sum((share.quantum for share in shares), shares[0].quantum * 0) / 2
    return abs(sum((share.exact for share in shares), Decimal(-1))) <= slack


def _figures_like(whole: Item, part: Figure) -> list[Figure]:
    """The whole's figure in the role of the part."""
    if part.role.endswith("预算"):
        figure = whole.budgets.get(part.role.removesuffix("预算"))
    else:
        figure = whole.actual
    return [figure] if figure is not None and figure.dimension == part.dimension else []
