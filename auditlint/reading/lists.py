"""Lists: which items are parts of which whole, and where a list ends.

A list ends at a full stop, at a new total or at another unit; it goes on past a full stop only to the missing member of a
closed family, or to the next numbered paragraph.
"""

from ..field import BY_FUND, CARRIED, FAMILY_OF, FISCAL, PARTS_OF, TOTALS, by_fund, normal, resolve
from ..model.claims import Breakdown, Item
from ..startup import pattern
from .binding import family_member
from .state import State

CARRIED_IN = frozenset(("上年结转", "上年结余", "上年结转结余", "年初结余", "上年结余结转", "结转资金", "上年结转资金"))
#: Amounts after which a filing counts the people and things they were for.
PEOPLE_MONEY = frozenset(("因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费", "会议费", "培训费"))


#: How many lists may be open within each other; no writer has so many.
_DEEPEST = 500

#: 其他各类收入, 其他支出（上缴上级支出、对附属单位补助支出）: whatever else there is.
_ELSE = pattern(r"其他(?:各类|各项|方面的?|类)?(?:本年)?(?P<flow>收入|支出)(?:合计)?(?:（[^（）]*）)?")


#: No part of one side of an account is the other.
_SIDES = ({"本年收入", "本年支出"}, {"收入总计", "本年支出"}, {"支出总计", "本年收入"})


def _all_else(listing: Breakdown, item: Item) -> bool:
    """Whether an item is what is left of the income, or of the spending, that a list divides."""
    found = _ELSE.fullmatch(normal(item.label)) if item.concept is None and not item.level else None
    concept = listing.whole.concept if listing.whole is not None else None
    return found is not None and concept == f"本年{found['flow']}" and not any(normal(part.label).startswith("其他") for part in listing.parts)


class ListReading(State):
    """Keeps the open lists."""

    def _enlist(self, item: Item, named_scope: str) -> None:
        """Put an item into the list it belongs to."""
        self._widen(item)
        if self.opening is not None and (item.concept in TOTALS or not self._may_list(self.opening, item)):
            self.opening = None
        self.aside = False
        if self.opening is not None:
            whole = self._same_of(item, self.opening) or self._counterpart(self.opening, item)
            sure = self.sure_whole or whole is not self.opening
            self.opening = None
            alike = whole.kind == item.kind
            if alike and (item.concept is None or item.concept != whole.concept or item.scope != whole.scope):
                listing = Breakdown(whole, self.section.path)
                listing.side, listing.unread = self.side, self.missed
                if not sure and not self._kin(whole, item):
                    listing.others = self._around(whole)
                self.filing.add(listing)
                self.lists.append(listing)
                del self.lists[:-_DEEPEST]
                self._join(listing, item, named_scope)
                return
        reach = self.lists[-1].parts[-1].paragraph if self.lists else 0
        if item.numbered:
            outer = next((i for i, listing in enumerate(self.lists[:-1]) if self._numbered(listing, item, reach)), len(self.lists))
            del self.lists[outer + 1 :]
        inner = self.lists[-1] if self.lists else None
        while self.lists:
            listing = self.lists[-1]
            if self._belongs(listing, item, reach):
                self._join(listing, item, named_scope)
                return
            if listing.parts[-1].sentence == item.sentence and item.concept is None and item.kind == listing.parts[0].kind:
                listing.doubtful.append(item)
                break
            if listing.parts[0].level and not item.level and listing.parts[-1].paragraph == item.paragraph:
                # What is told of one 项 does not end the list of them.
                break
            self.lists.pop()
        else:
            if inner is not None and self._may_be_part(inner, item):
                inner.doubtful.append(item)

    def _same_of(self, item: Item, opening: Item) -> Item | None:
        """政府采购 9 万元：货物 8 万元、服务 1 万元；其中一般公共预算政府采购 5 万元：…… is a part of the whole and not of 服务."""
        if item.concept is None or item.concept == opening.concept:
            return None
        wholes = (listing.whole for listing in reversed(self.lists))
        return next((whole for whole in wholes if whole is not None and whole.concept == item.concept and whole.scope != item.scope), None)

    def _may_be_part(self, listing: Breakdown, item: Item) -> bool:
        """Whether an item that ended a list of its sentence may have been a part: no total, and no sibling of the whole."""
        whole, last = listing.whole, listing.parts[-1]
        if whole is None or item.concept is None or item.concept in TOTALS or item.level or item.kind != last.kind or item.sentence != last.sentence:
            return False
        siblings = FAMILY_OF.get(whole.concept or "", frozenset())
        return item.concept not in siblings and item.concept != whole.concept

    def _widen(self, item: Item) -> None:
        """收入预算 9 万元，其中：上年结转 1 万元: in a budget it is the total of what there is, not only of the year's income."""
        side = CARRIED.get(item.concept or "")
        if side is None:
            return
        last = self.lists[-1] if self.lists else None
        whole = self.opening or (last.whole if last is not None and last.parts[-1].sentence == item.sentence else None)
        if whole is None or whole.concept != f"本年{side}" or whole.scope != item.scope or not self._planned(whole):
            return
        words = self.document.text[max(0, whole.start - 12) : whole.start]
        if whole is self.opening or "本年" not in words[max(words.rfind(sign) for sign in "，。；：\n") + 1 :]:
            self.binder.become(whole, f"{side}总计", whole.label.removesuffix(whole.concept) + f"{side}预算")

    def _planned(self, whole: Item) -> bool:
        """Whether an amount is a budget's."""
        return self.filing.kind == "预算" or whole.actual is None and bool(whole.budgets)

    def _kin(self, whole: Item, item: Item) -> bool:
        """Whether a whole is known to be made of such parts, so that the words leave no doubt."""
        if item.level:
            return whole.concept == "本年支出"
        return whole.concept is not None and family_member(item, whole) in PARTS_OF.get(whole.concept, ())

    def _around(self, whole: Item) -> list[Item]:
        return [item for item in self.filing.items[-12:] if item is not whole and item.paragraph >= whole.paragraph - 1]

    def _may_list(self, whole: Item, item: Item) -> bool:
        """包括：工资、奖金。公用经费 3 万元 opens no list: the sentence ended, or the next item is the whole's own sibling."""
        if self.stale and not item.level and not item.numbered:
            return False
        if item.level and item.level == whole.level and item.numbered == whole.numbered and self.opened_in < item.paragraph:
            # 12. 甲（项）3 万元，其中单价 298 元. 13. 乙（项）…… opens nothing.
            return False
        if self.aside and not item.level and item.concept is None:
            return False
        family = FAMILY_OF.get(whole.concept or "")
        return family is None or item.concept not in family or (item.scope != whole.scope and bool(item.scope))

    def _counterpart(self, whole: Item, item: Item) -> Item:
        """The whole of a list: 车辆 18 辆，价值 253.50 万元，其中：轿车 3 辆 lists vehicles, not money."""
        if item.level and whole.concept not in ("本年支出", "支出总计"):
            return self.binder.latest("本年支出", item.scope) or whole
        if whole.kind == item.kind:
            return whole
        near = [other for other in reversed(self.filing.items[-8:]) if other is not item and other.kind == item.kind]
        for other in near:
            if other.sentence == item.sentence:
                return other
        if item.kind == "money" and near and near[0].paragraph == item.paragraph and near[0].concept in PEOPLE_MONEY:
            # 因公出国（境）费 5 万元。全年 3 个团组，5 人次。其中：国际旅费 2 万元 lists money again.
            return near[0]
        return whole

    def _belongs(self, listing: Breakdown, item: Item, reach: int) -> bool:
        first = listing.parts[0]
        if item.concept in TOTALS or item.concept == "实有人数" or item.kind != first.kind:
            return False
        if listing.whole is not None and item.concept is not None and item.concept == listing.whole.concept and item.scope == listing.whole.scope:
            return False
        if listing.side:
            return listing.parts[-1].sentence == item.sentence
        if listing.whole is not None and {listing.whole.concept, item.concept} in _SIDES:
            return False
        known = [part for part in listing.parts if part.concept is not None]
        if self._numbered(listing, item, max(reach, listing.parts[-1].paragraph)):
            return all(part.concept != item.concept or part.scope != item.scope for part in listing.parts if part.concept)
        if known and item.concept is None and normal(item.label).endswith("用车") and listing.parts[-1].sentence == item.sentence:
            return True
        if known and item.scope and listing.whole is not None and item.concept is not None and item.concept == listing.whole.concept:
            # 财政拨款支出 9 万元，包括一般公共预算财政拨款支出 8 万元、政府性基金预算财政拨款支出 1 万元
            return item.sentence == first.sentence and all(
                part.concept == item.concept and part.scope not in (item.scope, listing.whole.scope) for part in listing.parts
            )
        if known and listing.parts[-1].sentence == item.sentence and _all_else(listing, item):
            return True
        if known and (item.concept is not None or len(known) == len(listing.parts)):
            family = self._relatives(listing, known)
            if family is not None:
                member = family_member(item, listing.whole)
                return member in family and all(family_member(part, listing.whole) != member for part in listing.parts)
        if first.level and not item.level:
            return False
        same_sentence = listing.parts[-1].sentence == item.sentence
        if item.level:
            return item.level == first.level
        return same_sentence and (item.concept is None or not FAMILY_OF.get(item.concept or "") or len(self.lists) == 1)

    def _relatives(self, listing: Breakdown, known: list[Item]) -> frozenset[str] | None:
        """What may stand in one list with the parts that are known; the total of a budget lists what was carried over too."""
        whole = listing.whole
        names = {family_member(part, whole) for part in known}
        if whole is not None and self._planned(whole) and whole.concept in TOTALS and "本年收入" not in names and "本年支出" not in names:
            for carried, side in CARRIED.items():
                if whole.concept == f"{side}总计":
                    return PARTS_OF[f"本年{side}"] | {carried}
        return FAMILY_OF.get(family_member(known[0], whole))

    @staticmethod
    def _numbered(listing: Breakdown, item: Item, reach: int) -> bool:
        """Whether an item is the next numbered paragraph of a list; ``reach`` is the last paragraph of the lists within."""
        first, last = listing.parts[0], listing.parts[-1]
        return (
            item.numbered != "" and not item.level and first.numbered == last.numbered == item.numbered
            and last.paragraph < item.paragraph <= reach + 2 and first.section == item.section
        )  # fmt: skip

    def _join(self, listing: Breakdown, item: Item, named_scope: str) -> None:
        whole = listing.whole
        if whole is not None and not named_scope and whole.scope and (item.scope or whole.concept in BY_FUND):
            item.scope = whole.scope
        listing.parts.append(item)
        item.marked = True
        if self.rest and item.kind == "money":
            self.rest = False
            inside = [other for other in self.filing.items if other.sentence == item.sentence and other.start > listing.parts[0].start]
            listing.closed = all(other in listing.parts for other in inside)

    def _by_fund(self, label: str) -> tuple[str, str, bool] | None:
        """（其中：一般公共预算支出 3 万元；政府性基金预算支出 0 万元）: the whole by fund."""
        whole = self.opening or (self.lists[-1].whole if self.lists else None)
        if whole is None or whole.concept is None:
            return None
        found = by_fund(label, whole.concept)
        if found is None or self.asides:
            return found
        return found if whole.scope == FISCAL and found[1] != FISCAL and label.endswith(("预算", "资金")) else None

    def _carried(self, label: str) -> tuple[str, str, bool] | None:
        """收入预算 9 万元，其中：一般公共预算拨款 8 万元、上年结转 1 万元: what those words alone do not say for certain, the list does."""
        whole = self.opening or (self.lists[-1].whole if self.lists and self.lists[-1].parts[-1].sentence == self.sentence else None)
        incomes = ("本年收入", "收入总计", "收支总计")
        return resolve("年初结转和结余") if normal(label) in CARRIED_IN and whole is not None and whole.concept in incomes else None

    def _by_car(self, label: str) -> tuple[str, str, bool] | None:
        """公务用车购置及运行维护费 5 万元（其中购置费 2 万元、运行维护费 3 万元）"""
        if not label.startswith(("购置", "运行")):
            return None
        whole = self.opening or (self.lists[-1].whole if self.lists else None)
        if whole is None or whole.concept != "公务用车购置及运行维护费":
            return None
        return resolve("公务用车" + label)

    def _in_list(self, concept: str) -> bool:
        if not self.lists or self.lists[-1].parts[-1].sentence != self.sentence:
            return False
        parts = self.lists[-1].parts
        return all(part.concept != concept for part in parts) and concept in FAMILY_OF.get(parts[0].concept or "", ())

    def _list_of(self, item: Item) -> Breakdown | None:
        for listing in reversed(self.lists):
            if item in listing.parts:
                return listing
        return None

    def _only_item(self) -> bool:
        """Whether the item spoken of is the only one it can be: of this sentence, or alone in this paragraph."""
        item = self.item
        if item is None:
            return False
        if item.sentence == self.sentence and not self.reason:
            return True
        return item.paragraph == self.paragraph and sum(i.paragraph == self.paragraph for i in self.filing.items[-3:]) == 1
