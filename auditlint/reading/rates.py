"""Changes, shares, completion and variance: figures that relate others."""

from ..model.claims import Breakdown, Change, Completion, Item, Portion, Share, Variance
from ..model.figure import MONEY, Figure, Word
from ..model.phrasing import phrase
from ..startup import pattern
from .items import ItemReading
from .phrases import DIRECTIONS, Base, Lead
from .reasons import OF_REASON
from .vocabulary import FAMILY_OF, FLOWS, normal, resolve

_OF_BUDGET = pattern(r"(?:本年度?|当年|20\d\d年度?)?(?:年初|全年|调整后?|年度|当年)?预算(?:数|额|总额)?$")


#: Words that name an amount though nobody knows it: 今年支出, 专项业务经费; those with a pronoun are said of what was spoken of.
_UNKNOWN = pattern(r"(?!(?:该|此|这|其|本|我|全年|实际|决算|费用|经费|资金|总))(?P<of>.{2,}?)(?P<flow>支出|收入|经费|费用?|资金|结余|拨款|补助)$")
#: Lists stand within lists no deeper.
_DEEP = 6
_NOW = frozenset(("今年", "今年度", "本期", "当期"))


def _of_another(subject: str, item: Item) -> bool:
    """Whether the words before 增加, which name no known item, name another one than was spoken of."""
    if subject in ("收入", "支出"):
        return item.concept is None or subject not in item.concept
    found = _UNKNOWN.match(subject)
    if found is None or resolve(subject) is not None:
        return False
    if item.concept in FLOWS:
        return item.concept != f"本年{found['flow']}" or found["of"] not in _NOW
    return found["of"] not in f"{normal(item.label)}{item.concept or ''}" and normal(item.label) not in subject


class RateReading(ItemReading):
    """Reads figures that say how others relate."""

    def _new_change(self, base: Base, item: Item | None) -> Change:
        change = Change(self._settled(base), self.section.path)
        change.item = item
        self.filing.add(change)
        return change

    def _delta(self, figure: Figure, lead: Lead) -> None:
        if self.of_budget and lead.base is None and self._adjusted(figure, self._word(lead, figure)):
            return
        if lead.separator in ("；", ";") and self._next_part(lead.subject):
            self.reason = False
        named = self._subject_of(lead, figure)
        if self.reason and self.prior is not None:
            self._told(figure, lead)
            return
        bare = lead.base is not None and lead.base.bare
        if self.reason and not bare and (named is None or lead.base is None):
            figure.reason = OF_REASON
            return
        self.reason = False
        item = named or self._flow_of(lead.subject) or self.item
        if named is None and item is not None and _of_another(lead.subject, item):
            self._told(figure, lead)
            figure.reason = phrase("no-current")
            return
        if item is None or not self._fits(item, figure):
            figure.role, figure.reason = "增减额", phrase("no-current")
            return
        base = lead.base or self.base if named is not None else lead.base
        if base is not None:
            self.base = base._replace(subject="")
        if base is None and self.prior is not None:
            base = Base(self.prior.role, None, "")
        base = base or (Base("上年", None, "") if self.change is None or self.change.delta is not None else None)
        if base is not None and item.change is not None and item.change.base != self._settled(base):
            item = self.item = self._again(item)
        change = self._new_change(base, item) if base is not None else self.change
        assert change is not None
        figure.role, figure.label, figure.scope = "增减额", item.label, item.scope
        change.delta = figure
        change.delta_word = self._word(lead, figure)
        # 其中：甲 3 万元。乙 2 万元。与上年相比，减少 1 万元 may be said of 乙 or of the whole.
        opens = lead.base is not None and lead.base.bare and item is self.topic and not self._listed_here(item)
        change.sure = named is not None or item.sentence == self.sentence or opens
        if named is None and item is self.item:
            change.rivals = self._behind(item) or ([self.resumed] if self.resumed is not None else [])
        figure.sign = int(change.delta_word.meaning)
        if self.prior is not None and (self.prior.role == "上年") == change.base.startswith("上年"):
            change.prior = self.prior
        self.prior = None
        if item.change is None or item.change.delta is None:
            item.change = change
        self.change = change
        if named is not None:
            self.item = item

    def _flow_of(self, subject: str) -> Item | None:
        """收入预算 9 万元，其中：甲 8 万元，乙 1 万元，收入比上年增加 2 万元: what is listed, not its last part."""
        listing = self._list_of(self.item) if self.item is not None and subject in ("收入", "支出") else None
        for _ in range(_DEEP):
            if listing is None or listing.whole is None:
                break
            if subject in (listing.whole.concept or listing.whole.label):
                return listing.whole
            listing = self._list_of(listing.whole)
        return None

    def _behind(self, item: Item) -> list[Item]:
        """The wholes of the lists in this paragraph that an item ends so far."""
        found: list[Item] = []
        lists = self.filing.claims_by_type.get(Breakdown, [])
        listing = self._list_of(item)
        if listing is None and lists and lists[-1].doubtful[-1:] == [item] and lists[-1].whole is not None:
            found.append(lists[-1].whole)
        for _ in range(_DEEP):
            if listing is None or listing.whole is None or listing.parts[-1] is not item or listing.whole.paragraph != item.paragraph:
                break
            item = listing.whole
            found.append(item)
            listing = self._list_of(item)
        return found

    def _listed_here(self, item: Item) -> bool:
        """Whether an item is one of several parts that this paragraph lists."""
        listing = self._list_of(item)
        return listing is not None and len(listing.parts) > 1 and listing.parts[0].paragraph == self.paragraph

    def _again(self, item: Item) -> Item:
        """The same item, spoken of against another base."""
        again = Item(item.label, item.concept, item.scope, item.section, item.start)
        again.actual, again.budgets, again.prior, again.kind = item.actual, item.budgets, item.prior, item.kind
        again.sentence, again.paragraph = item.sentence, item.paragraph
        self.filing.items.append(again)
        return again

    def _next_part(self, subject: str) -> bool:
        """Whether words behind a ；turn from the reasons for one part of a family to the next part."""
        known = resolve(subject)
        item = self.item
        if not self.reason or known is None or item is None or item.concept is None or known[0] == item.concept:
            return False
        return known[0] in FAMILY_OF.get(item.concept, ())

    def _told(self, figure: Figure, lead: Lead) -> None:
        """A change told within a reason, complete in itself: 比上年的 433 万元减少 2 万元，下降 0.46%."""
        change = self._new_change(lead.base or Base("上年", None, ""), None)
        change.delta, change.delta_word, change.prior = figure, self._word(lead, figure), self.prior
        figure.role, figure.sign = "增减额", int(change.delta_word.meaning)
        self.prior = None
        self.change = change

    def _became(self, figure: Figure, lead: Lead) -> None:
        """由上年的 a 万元增加到 b 万元: both figures of a change that is complete in itself."""
        if lead.word not in DIRECTIONS:
            figure.reason = phrase("no-meaning")
            return
        change = self._new_change(Base("上年", None, ""), None)
        change.currents, change.prior = [figure], self.prior
        change.rate_word = self._word(lead, figure)
        figure.role = "决算"
        self.prior = None
        self.change = change

    def _subject_of(self, lead: Lead, figure: Figure) -> Item | None:
        """The item that the words before 增加 name; a part of a list is a new one, with its figure stated elsewhere."""
        if lead.subject in ("支出", "收入") and self.item is not None and self.item.concept in FLOWS:
            return self.binder.find(lead.subject, self.section)
        for subject in (lead.subject, lead.base.subject if lead.base is not None else ""):
            if len(subject) < 2 or (self.reason and lead.base is None):
                continue
            known = resolve(subject)
            if known is not None and (self.opening is not None or self._in_list(known[0])):
                return self._new_item(subject, figure.start)
            found = self._named(subject)
            if found is None and known is not None:
                return self._new_item(subject, figure.start)
            if found is not None:
                return found
        return None

    def _fits(self, item: Item, figure: Figure) -> bool:
        if item.kind == "money":
            return figure.unit in MONEY
        return item.kind == figure.unit

    def _word(self, lead: Lead, figure: Figure) -> Word:
        start = figure.start + lead.word_at
        sign = 0 if lead.residue else DIRECTIONS[lead.word]
        word = Word(lead.word, start, start + len(lead.word), self.document, sign)
        word.section = self.section.path
        return word

    def _rate(self, figure: Figure, lead: Lead) -> None:
        change = self.change
        if change is None or change.rate is not None or (lead.base is not None and lead.base.subject == "" and lead.base.kind != change.base and lead.word_at == 0):
            item = self._spoken_of(lead.subject)
            if item is None or self.reason:
                figure.role, figure.reason = "同比", phrase("no-figure")
                return
            change = self._new_change(lead.base or Base("上年", None, ""), item)
            if self.prior is not None and (self.prior.role == "上年") == change.base.startswith("上年"):
                change.prior = self.prior
            self.prior = None
            self.change = change
        figure.role = "同比" if change.base.startswith("上年") else "较预算"
        change.rate = figure
        if change.item is not None:
            figure.label, figure.scope = change.item.label, change.item.scope
        if lead.word:
            change.rate_word = self._word(lead, figure)
            figure.sign = int(change.rate_word.meaning)
        elif change.delta is not None:
            figure.sign = change.delta.sign

    def _share(self, figure: Figure, lead: Lead) -> None:
        figure.role = "占比"
        if _OF_BUDGET.match(lead.whole) and not resolve(lead.whole):
            self._completion(figure, lead._replace(whole="", budget=next((k for k in ("年初", "全年", "调整") if k in lead.whole), "")))
            return
        item = self._of_label(lead.label)
        if item is None:
            figure.reason = phrase("no-part")
            known = resolve(lead.whole.removesuffix("金额")) or resolve(lead.whole)
            if known is not None and "授予中小企业" in lead.label:
                figure.label = lead.label
                self.filing.add(Portion(figure, known[0], self.section.path))
            return
        self._share_of(item, figure, lead.whole)

    def _share_of(self, item: Item, figure: Figure, named: str) -> None:
        figure.label, figure.scope = item.label, item.scope
        claim = Share(figure, item.actual, [], named, self.section.path)
        if item.share is None:
            item.share = figure
        self.binder.share(claim, item, self._list_of(item), self.section.scope)

    def _of_label(self, label: str) -> Item | None:
        """The item that a rate speaks of: the one its own words name, else the one spoken of."""
        if len(label) < 3 or label.endswith(("决算数", "支出决算", "决算")) and len(label) < 6:
            return self.item
        return self._named(label)

    def _variance(self, figure: Figure, lead: Lead) -> None:
        figure.role = "差异率"
        item = self.item
        if item is None:
            figure.reason = phrase("no-variance")
            return
        figure.label, figure.scope = item.label, item.scope
        claim = Variance(figure, None, None, "", self.section.path)
        claim.item = item
        self.binder.variance(claim)

    def _completion(self, figure: Figure, lead: Lead) -> None:
        if lead.whole and self.filing.kind == "预算":
            # 占本年支出预算 66.54%: a budget tells of no completion.
            self._share(figure, lead)
            return
        figure.role = "完成率"
        item = self.item
        told = item is not None and item.budgets and item.actual is not None and item.sentence == self.sentence
        if lead.word and (not told or self.document.text.startswith("的", figure.end)):
            figure.reason = phrase("no-rate-meaning")
            return
        item = self._of_label(lead.label)
        self.completed = item
        if item is None:
            figure.reason = phrase("no-completion")
            return
        figure.label, figure.scope = item.label, item.scope
        kind = lead.budget
        if lead.flow and not kind and len(item.budgets) > 1:
            # 年初预算 10 万元，全年预算 9 万元，全年执行 8 万元，执行率 88.89%
            kind = next((other for other in ("全年", "调整") if other in item.budgets), "")
        last = self.last
        if not kind and last is not None and last.role.endswith("预算") and self.document.text[last.end : figure.start].endswith("元的"):
            kind = last.role.removesuffix("预算")
        claim = Completion(figure, None, None, kind, self.section.path)
        claim.item = item
        self.binder.completion(claim)
