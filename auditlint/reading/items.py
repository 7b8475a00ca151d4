"""Items: what a figure is stated for, and in which role."""

from ..model.claims import Change, Item, Pair
from ..model.figure import MONEY, Figure, Word
from ..model.phrasing import phrase
from ..startup import pattern
from .lists import ListReading
from .phrases import Lead, level_of
from .reasons import OF_REASON
from .vocabulary import CARRIED, CLASSES, FAMILY_OF, FLOWS, PARTS_OF, TOTALS, normal, resolve

#: What the numbered entries of a section are that does not say 类 or 项.
_ASIDE_TOPICS = frozenset(("绩效", "名词解释", "机构", "职能"))
_LISTED_LEVEL = {"具体": "项", "结构": "类"}
_STANDARD = pattern(r"每(?:人|户|月|年|个|亩|平方米|名|位|家|辆|学年|生)|人均|户均|亩均|车均|标准(?:为)?$")
#: Words of the economy of a place: 一般公共预算收入 beside them is what a government takes in.
_ECONOMY = ("生产总值", "GDP", "辖区", "全县", "全区", "全市", "全省", "税收", "规模以上", "固定资产投资")
#: The codes of the economic classification of governments: another classification of the same money than that of departments.
_GOVERNMENT = pattern(r"[（(]5\d\d(?:\d\d)?[）)]")
#: What an item that has a budget is said to have cost.
_SPENT = frozenset(("支出", "当年支出", "本年支出", "实际支出"))


class ItemReading(ListReading):
    """Reads amounts and counts that are stated for something."""

    def _mention(self, figure: Figure, lead: Lead) -> None:
        label, role = self._spoken_by(lead)
        if _STANDARD.search(label):
            figure.role, figure.label, figure.reason = "标准", label, phrase("standard")
            return
        if self.reason and role in ("上年", "基数"):
            self._stated_prior(figure, lead)
            return
        if self.reason:
            if not self._resolved(label) or lead.separator in "，," and not self.opened:
                figure.label, figure.reason = label, OF_REASON
                return
            self.reason = False
        if role == "上年" and lead.year is not None and lead.year == self.filing.year:
            role = "决算" if not label else ""
        if role in ("上年", "基数"):
            self._stated_prior(figure, lead)
            return
        if lead.year is not None and self.filing.year is not None and lead.year == self.filing.year - 1 and label:
            if role == "预算":
                figure.label, figure.reason = label, phrase("other-year")
                return
            role = "上年"
            self.binder.dated[figure.start] = self.document.text.rfind(str(lead.year), 0, figure.start)
        elif lead.year is not None and self.filing.year is not None and lead.year != self.filing.year:
            figure.label, figure.reason = label, phrase("other-year")
            return
        self._attribute(figure, lead, label, role)

    def _attribute(self, figure: Figure, lead: Lead, label: str, role: str) -> None:
        """Give a figure of this year or the last one to the item that its label speaks of."""
        if label in ("价值", "原值", "账面价值", "账面原值") and self.item is not None and self.item.kind != "money":
            label = self.item.label + "价值"
        if label in ("支出", "收入") and self._broken_off(label, figure.start):
            figure.label, figure.reason, self.item = label, phrase("nameless"), None
            return
        if not role and label in ("支出", "收入") and self.item is not None and self.item.concept in FLOWS:
            label = f"本年{label}"
        if label in ("折合", "折合人民币", "约合") and self.last is not None and self.last.unit in MONEY and figure.unit in MONEY:
            # 13,469,953.71 元（折合 1,347.00 万元）
            self.filing.add(Pair(self.last, figure, self.section.path))
            figure.label, figure.role = self.last.label, self.last.role
            return
        if self.of_budget and label.endswith("追加") and self._adjusted(figure, Word(label[-2:], figure.start - 2, figure.start, self.document, 1)):
            return
        item = self.item
        if role == "预算" and lead.word and (own := self._spoken_of(label)) is not None and own.kind == "money" and figure.unit in MONEY:
            # 占年初预算 21 万元的 85.81%: a budget by the way, and what follows still speaks of the item.
            self.binder.state(own, figure, role, lead.budget)
            return
        if not role and label in _SPENT and item is not None and item.concept is None and item.actual is None and item.budgets:
            # 甲项目预算 10 万元，支出 9 万元
            self.binder.state(item, figure, "决算", "")
            return
        if figure.unit not in MONEY and label.startswith("其余") and self.lists:
            self.rest = True
            figure.label, figure.reason = label, phrase("of-the-rest")
            return
        if not label or (not role and label in ("支出", "收入")):
            self._restate(figure, role, lead)
            return
        self._state_of(figure, lead, label, role)

    def _broken_off(self, label: str, start: int) -> bool:
        """Whether a paragraph begins with a word that the line before it leaves without what it belongs to: 一般公共预算 / 收入 3 万元."""
        text, first = self.document.text, self.span[0]
        return self.item is not None and start - first <= len(label) + 1 and first > 1 and text[first - 2] not in "。；：:;！？" and text[first - 2] > "\u2e7f"

    def _state_of(self, figure: Figure, lead: Lead, label: str, role: str) -> None:
        """State a figure of the item of that label, a new one where the last is another or has it already."""
        item = self.item
        if not (item is not None and self._same(item, label) and self._vacant(item, role, lead.budget)):
            item = self._new_item(label, figure.start, lead.listed, figure)
        whole = self.lists[-1].whole if self.lists and item in self.lists[-1].parts else None
        if not role and self.of_budget is not None and self.asides:
            self.binder.state(item, figure, "预算", self.of_budget)
            return
        if not role and whole is not None and whole.actual is None and whole.budgets:
            self.binder.state(item, figure, "预算", next(reversed(whole.budgets)))
            return
        self.binder.state(item, figure, role, lead.budget)

    def _spoken_by(self, lead: Lead) -> tuple[str, str]:
        """The label and the role that the words before a figure give it, those of the sentence helping."""
        label, role = lead.label, lead.role
        if role == "预算" and self.filing.kind == "预算" and lead.budget in ("", "年初") and not lead.word:
            # A budget filing's own figures are the year's; it compares them with those of the last one.
            role = ""
            if not label and lead.flow and lead.separator in ("", "。"):
                label = f"本年{lead.flow}"
        if role == "预算" and not label and lead.flow and lead.separator in ("", "。") and self.item is None and not self.entitled:
            label = f"本年{lead.flow}"
        if not label and lead.context and (lead.separator in "：:" or role or lead.listed):
            if lead.separator not in "，," or self._resolved(lead.context) or lead.listed:
                label = lead.context
        return label, role

    def _adjusted(self, figure: Figure, word: Word) -> bool:
        """年初预算 10 万元，调整预算 12 万元（追加 2 万元）: the change from one budget to the other."""
        item, last = self.item, self.last
        first = item.budgets.get("年初") if item is not None else None
        if first is None or last is None or last is first or not last.role.endswith("预算") or figure.unit not in MONEY:
            return False
        text = self.document.text
        alone = text[figure.end + len(figure.unit) : figure.end + len(figure.unit) + 1] in ("）", ")")
        if not alone or "其中" in text[last.end : figure.start]:
            return False
        change = Change("年初预算", self.section.path)
        change.currents, change.prior, change.delta, change.delta_word = [last], first, figure, word
        word.section = self.section.path
        figure.role, figure.label, figure.sign = "增减额", last.label, int(word.meaning)
        self.filing.add(change)
        return True

    def _resolved(self, label: str) -> bool:
        return resolve(label) is not None or bool(level_of(label))

    def _same(self, item: Item, label: str) -> bool:
        found = resolve(label)
        if found is None or item.concept is None:
            return normal(label) == normal(item.label)
        return found[0] == item.concept and (not found[1] or found[1] == item.scope)

    def _vacant(self, item: Item, role: str, budget: str) -> bool:
        if role == "预算":
            return budget not in item.budgets
        return item.actual is None if role in ("", "决算") else item.prior is None

    def _restate(self, figure: Figure, role: str, lead: Lead) -> None:
        """决算数 x 万元, 支出 x 万元: a role of the item spoken of, without its name."""
        if self.item is None and self.entitled and figure.unit in MONEY:
            self._new_item(self.entitled, figure.start, figure=figure)
        item = self.item
        if item is None or figure.unit not in MONEY:
            figure.reason = phrase("nameless")
            self.item = None if figure.unit in MONEY else item
            return
        if item.kind != "money":
            item = self._new_item(item.label, figure.start, figure=figure)
        if not role:
            role = "决算" if item.actual is None else ""
        if not role:
            figure.reason = phrase("nameless")
            self.item = None
            return
        self.binder.state(item, figure, role, lead.budget)

    def _stated_prior(self, figure: Figure, lead: Lead) -> None:
        figure.role = "上年"
        item = self._spoken_of(lead.subject, "")
        if self.asides and item is not None and item.kind != ("money" if figure.unit in MONEY else figure.unit):
            return
        self.prior = figure
        figure.label = item.label if item is not None else ""
        base = self._settled(lead.base) if lead.base is not None else "上年"
        if base.endswith("预算") and base != "上年预算":
            figure.role = base
            if item is not None:
                item.budgets.setdefault(base.removesuffix("预算"), figure)
        elif item is not None and item.prior is None and base == "上年" and not self.reason:
            item.prior = figure

    def _new_item(self, label: str, start: int, listed: str = "", figure: Figure | None = None) -> Item:
        found = self._by_fund(label) or self._by_car(label) or resolve(label) or self._carried(label)
        if found is None and (figure is None or figure.unit in MONEY) and normal(label).endswith(("因公出国（境）", "公务接待")):
            found = resolve(f"{label}费")
        level = level_of(label)
        concept, scope = None, self.section.scope
        if found is None and self.section.topic == "国有资产" and normal(label) == "车辆":
            found = ("车辆数", "", False)
        if found is not None and not level:
            concept = self._carry_over(label, found[0])
            scope = self._scope(found) if found[2] else ""
        if concept in FLOWS and (self.section.topic in _ASIDE_TOPICS or self._economy(label, start)):
            concept = None
        item = Item(label, concept, scope, self.section.path, start)
        item.level = level or (_LISTED_LEVEL.get(self.section.topic, "") if listed and concept is None else "")
        item.sentence, item.paragraph = self.sentence, self.paragraph
        item.aside = bool(self.asides)
        item.kind = "money" if figure is None or figure.unit in MONEY else figure.unit
        self.filing.items.append(item)
        item.numbered = listed
        if not self.asides or self.opening is not None or len(self.lists) > self.asides[-1][1]:
            self._enlist(item, found[1] if found else "")
        item.owner = self._owner(item)
        self.resumed = None
        if self.topic is None or self.topic.sentence != self.sentence:
            self.topic = item
        self.item = item
        self.change = None
        return item

    def _owner(self, item: Item) -> str:
        """Whose an amount is: that of the whole it is a part of, where the department's own is not made of such parts."""
        if _GOVERNMENT.search(item.label):
            return "政府经济分类"
        if item.concept is None:
            return ""
        if self.under and item.concept != self.under and item.concept not in PARTS_OF.get(self.under, ()):
            return self.under
        listing = self._list_of(item)
        whole = listing.whole if listing is not None else None
        if whole is not None:
            own = whole.concept in TOTALS or whole.concept in FLOWS or item.concept in PARTS_OF.get(whole.concept or "", ())
            own = own or whole.concept is not None and item.concept not in FAMILY_OF and item.concept not in CLASSES
            return whole.owner if own or whole.concept == item.concept else whole.owner or whole.label
        return ""

    def _economy(self, label: str, start: int) -> bool:
        """Whether a label is about the revenue of a place: 辖区一般公共预算收入 6 亿元."""
        if "财政拨款" in label or "预算收入" not in label:
            return False
        text = self.document.text
        words = text[max(text.rfind("。", 0, start), text.rfind("\n", 0, start)) + 1 : start + len(label)]
        return any(word in words for word in _ECONOMY)

    def _carry_over(self, label: str, concept: str) -> str | None:
        """结转和结余 alone is that of its whole: 年初结转和结余 5 万元，其中：财政拨款结转和结余 3 万元."""
        if concept != "年末结转和结余" or any(word in label for word in ("年末", "下年", "期末")):
            return concept
        whole = self.opening or (self.lists[-1].whole if self.lists else None)
        if whole is not None and whole.concept in ("年初结转和结余", "年末结转和结余"):
            return whole.concept
        return None if "结转和结余" in label and self.section.scope == "全部" else concept

    def _scope(self, found: tuple[str, str, bool]) -> str:
        """The fund scope of a label: 年初财政拨款结转和结余 under 政府性基金 is that fund's."""
        concept, named, _ = found
        here = self.section.scope
        if named == "财政拨款" and here not in ("全部", "财政拨款"):
            if concept in ("年初结转和结余", "年末结转和结余") or concept in ("本年支出", "本年收入") and not self.several:
                return here
        listing = self.lists[-1] if self.lists and self.lists[-1].parts[-1].sentence == self.sentence else None
        whole = self.opening or (listing.whole if listing is not None else None)
        if not named and concept in CARRIED and whole is not None and whole.concept in FLOWS:
            # 收入预算 9 万元，其中：一般公共预算拨款收入 8 万元、上年结转 1 万元: of whatever the whole is of.
            return whole.scope or here
        topic = self.topic
        if not named and topic is not None and topic.sentence == self.sentence and topic.concept in FLOWS and concept in FLOWS:
            # 一般公共预算财政拨款本年收入 5 万元；本年支出 4 万元: the second is of the same fund.
            return topic.scope or here
        return named or here
