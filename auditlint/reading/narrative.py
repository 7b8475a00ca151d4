"""The narrative: items, and what the sentences claim of them.

A sentence is read from figure to figure.  The reader keeps the item that is being spoken of, the lists that are open,
the change that still waits for its rate, and whether the words have gone over to giving reasons: the figures of a reason
belong to nothing.
"""

from bisect import bisect_left

from ..model.claims import Breakdown, Change, Comparison, Completion, Item, Nil, Share, Variance
from ..model.document import Paragraph
from ..model.figure import MONEY, Figure, Word
from ..model.filing import Filing, Section
from ..readers.paragraphs import MARKER
from .binding import Binder, family_member
from .lexer import Token
from .phrases import DIRECTIONS, OPERATORS, Base, Event, Lead, explicit_prior, level_of, parse
from .sections import heading, open_section
from .vocabulary import FAMILIES, FUND, TOTALS, by_fund, fund_scope, normal, resolve

_PARTS_OF = {whole: members for _, members, _, wholes in FAMILIES for whole in wholes}
_FLOWS = frozenset(("本年收入", "本年支出", "收入总计", "支出总计", "收支总计", "年初结转和结余", "年末结转和结余"))
_FAMILY_OF = {member: members for _, members, _, _ in FAMILIES for member in members}


class NarrativeReader:
    """Reads the paragraphs of one filing."""

    def __init__(self, filing: Filing, tokens: list[Token]):
        self.filing = filing
        self.document = filing.document
        self.tokens = tokens
        self.starts = [token.figure.start for token in tokens]
        self.binder = Binder(filing)
        self.trail: list[Section] = [Section("", "", "全部", "", 0, -1)]
        self.item: Item | None = None
        self.topic: Item | None = None
        self.lists: list[Breakdown] = []
        self.opening: Item | None = None
        self.stale = False
        #: 其中 stands in a reason: it opens a list only for words that are known.
        self.aside = False
        self.sure_whole = True
        self.base: Base | None = None
        self.change: Change | None = None
        self.prior: Figure | None = None
        self.reason = False
        self.sentence = self.paragraph = 0
        self.opened = False
        self.asides: list[tuple[Item | None, int]] = []

    # -- paragraphs -------------------------------------------------------------------------------------------------

    def read(self, paragraph: Paragraph) -> None:
        """Read one paragraph."""
        text = self.document.text
        start = paragraph.start
        found = heading(text[start : min(paragraph.end, start + 90)])
        if found is not None:
            level, number, length = found
            self._enter(level, number, text[start : start + length], start)
            start += length
            if start >= paragraph.end:
                return
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, paragraph.end)
        self._begin_paragraph()
        if MARKER.match(text, start):
            self.item = self.topic = None
        elif self.lists:
            self._after_list()
        at = start
        for token in self.tokens[first:last]:
            figure = token.figure
            gap = parse(text[at : figure.start], figure.unit == "%")
            self._words(gap.events, figure.start)
            figure.section = self.section.path
            if figure.role != "标准":
                self._figure(figure, gap.lead, text[token.end : token.end + 4])
            at = token.end
        if at < paragraph.end:
            self._words(parse(text[at : paragraph.end], closing=True).events, paragraph.end)

    @property
    def section(self) -> Section:
        """The section that is being read."""
        return self.trail[-1]

    def _enter(self, level: int, number: str, title: str, start: int) -> None:
        section = open_section(self.trail, level, number, title, start)
        self.filing.sections.append(section)
        if level <= 2:
            self.item = self.topic = self.opening = None
            self.lists = []
        self._begin_paragraph()

    def _begin_paragraph(self) -> None:
        self.change = self.prior = self.base = None
        self.reason = False
        self.sentence += 1
        self.paragraph += 1
        self.opened = False
        self.topic = None
        self.asides = []

    def _after_list(self) -> None:
        """A paragraph without a number after numbered ones speaks of their whole again."""
        listing = self.lists[-1]
        last = listing.parts[-1]
        if last.numbered and listing.whole is not None and listing.parts[0].paragraph != last.paragraph and self.item is last:
            self.item = listing.whole

    # -- words ------------------------------------------------------------------------------------------------------

    def _words(self, events: tuple[Event, ...], end: int) -> None:
        for event in events:
            getattr(self, _HANDLERS[event.kind])(event, end)

    def _stop(self, event: Event, end: int) -> None:
        self.stale = True
        if self.aside:
            self.opening = None
            self.aside = False
        if self.opened and self.topic is not None and self.item is not None and self.item.sentence == self.sentence:
            self.item = self.topic
        self.change = self.prior = self.base = None
        self.sentence += 1
        self.opened = False
        if not self.reason:
            self.topic = self.item
        self.reason = False

    def _go_on(self, event: Event, end: int) -> None:
        """一是……二是…… goes on with reasons (or with a story); its figures belong to nothing."""
        self.reason = True

    def _open(self, event: Event, end: int) -> None:
        whole = self._named(event.text)
        self.sure_whole = whole is not None or self._only_item()
        if whole is None:
            whole = self.topic if self.reason or self.item is None else self.item
        self.opening = whole or self.item
        self.stale = False
        self.opened = True
        self.aside = self.reason
        self.change = None

    def _only_item(self) -> bool:
        """Whether the item spoken of is the only one it can be: of this sentence, or alone in this paragraph."""
        item = self.item
        if item is None:
            return False
        if item.sentence == self.sentence and not self.reason:
            return True
        return item.paragraph == self.paragraph and sum(i.paragraph == self.paragraph for i in self.filing.items[-3:]) == 1

    def _reason(self, event: Event, end: int) -> None:
        self.reason = True
        self.change = None

    def _enter_aside(self, event: Event, end: int) -> None:
        """Brackets speak of something beside the item."""
        self.asides.append((self.item, len(self.lists)))

    def _leave_aside(self, event: Event, end: int) -> None:
        if self.asides:
            self.item, count = self.asides.pop()
            del self.lists[count:]

    def _base(self, event: Event, end: int) -> None:
        """A new comparison begins: what came before it is said."""
        if event.base is not None and not self.reason:
            self.change = None
            self.base = event.base._replace(subject="")
            found = self._named(event.base.subject)
            if found is not None:
                self.item = found

    def _itemised(self, event: Event, end: int) -> None:
        self.reason = False
        self._new_item(event.text, end + event.at, listed=True)

    def _flat(self, event: Event, end: int) -> None:
        if self.reason:
            return
        base = event.base or Base("上年", None, event.text)
        word = Word(event.detail, end + event.at, end + event.at + len(event.detail), self.document, 0)
        item = self._spoken_of(event.text, base.subject)
        if item is None:
            return
        change = self._new_change(base, item)
        change.flat = word
        change.loose = event.soft
        if base.kind == "上年" and item.change is None:
            item.change = change
        self.change = None

    def _compare(self, event: Event, end: int) -> None:
        if self.reason:
            return
        operator, _, kind = event.detail.partition(":")
        sign = OPERATORS.get(operator)
        if sign is None:
            return
        subject = event.text.removesuffix("决算数").removesuffix("决算")
        item = self._spoken_of(subject if len(subject) > 2 else "", "")
        word = Word(operator, end + event.at, end + event.at + len(operator), self.document, sign)
        claim = Comparison(word, None, None, self.section.path)
        claim.item = item
        claim.loose = event.soft
        word.section = self.section.path
        self.binder.compare(claim, kind)

    def _nil(self, event: Event, end: int) -> None:
        if self.reason:
            return
        start = end + event.at
        word = Word(event.detail, start, start + len(event.detail), self.document, 0)
        word.section = self.section.path
        fund = fund_scope(event.text)
        if fund and not resolve(event.text.rstrip("的")) or fund == FUND:
            incomes = ("本年收入", "收入总计") if "收" in event.text.removeprefix("国有资本经营") else ()
            spending = ("本年支出", "支出总计") if "支" in event.text else ()
            concepts = [(concept, fund) for concept in (*incomes, *spending)]
        else:
            found = resolve(event.text)
            concepts = [(found[0], found[1] or self.section.scope if found[2] else "")] if found else []
        if concepts:
            self.filing.add(Nil(word, concepts, self.section.path))

    # -- figures ----------------------------------------------------------------------------------------------------

    def _figure(self, figure: Figure, lead: Lead, after: str) -> None:
        percent = figure.unit == "%"
        if figure.unit in ("个百分点", "百分点"):
            figure.role, figure.reason = "百分点", "百分点不是变动率"
            return
        kind = lead.kind
        if kind == "bracket" and not percent:
            kind = "free"
        if percent:
            handler = _PERCENT.get(kind)
            told = self.change is not None and self.change.item is None and handler == "_rate"
            if handler is None or (self.reason and not told and not self._leaves_reason(lead)):
                figure.reason = "原因说明中的比率" if self.reason else "没有可识别的比率含义"
                return
            getattr(self, handler)(figure, lead)
        elif not figure.unit:
            figure.reason = "没有单位"
        elif kind == "direction":
            self._delta(figure, lead)
        elif kind == "mention":
            self._mention(figure, lead if not explicit_prior(after) or not self._is_prior(lead) else lead._replace(role="上年"))
        else:
            figure.reason = "没有可识别的含义"

    def _is_prior(self, lead: Lead) -> bool:
        return lead.role in ("基数", "上年") or (lead.base is not None and lead.base.kind.startswith("上年") and not lead.label)

    def _leaves_reason(self, lead: Lead) -> bool:
        return bool(lead.label) and self._resolved(lead.label)

    def _resolved(self, label: str) -> bool:
        return resolve(label) is not None or bool(level_of(label))

    def _mention(self, figure: Figure, lead: Lead) -> None:
        label, role = lead.label, lead.role
        if role == "预算" and self.filing.kind == "预算" and lead.budget in ("", "年初"):
            # A budget filing's own figures are the year's; it compares them with those of the last one.
            role = ""
            if not label and lead.flow and lead.separator in ("", "。"):
                label = f"本年{lead.flow}"
        if not label and lead.context and (lead.separator in "：:" or role or lead.listed):
            label = lead.context if not resolve(lead.context) or lead.separator in "：:" else lead.context
            if lead.separator in "，," and not (self._resolved(label) or lead.listed):
                label = ""
        if self.reason:
            if not self._resolved(label) or lead.separator in "，," and not self.opened:
                figure.label, figure.reason = label, "原因说明中的数字"
                return
            self.reason = False
        if role == "上年" and lead.year is not None and lead.year == self.filing.year:
            role = "决算" if not label else ""
        if role in ("上年", "基数"):
            self._stated_prior(figure, lead)
            return
        if lead.year is not None and self.filing.year is not None and lead.year == self.filing.year - 1 and label:
            role = "上年"
        elif lead.year is not None and self.filing.year is not None and lead.year != self.filing.year:
            figure.label, figure.reason = label, "其他年度的数字"
            return
        if label in ("价值", "原值", "账面价值", "账面原值") and self.item is not None and self.item.kind != "money":
            label = self.item.label + "价值"
        if not role and label in ("支出", "收入") and self.item is not None and self.item.concept in _FLOWS:
            label = f"本年{label}"
        if not label or (not role and label in ("支出", "收入")):
            self._restate(figure, role, lead)
            return
        item = self.item
        if not (item is not None and self._same(item, label) and self._vacant(item, role, lead.budget)):
            item = self._new_item(label, figure.start, lead.listed, figure)
        whole = self.lists[-1].whole if self.asides and self.lists and item in self.lists[-1].parts else None
        if not role and whole is not None and whole.actual is None and whole.budgets:
            self.binder.state(item, figure, "预算", next(reversed(whole.budgets)))
            return
        self.binder.state(item, figure, role, lead.budget)

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
        item = self.item
        if item is None or figure.unit not in MONEY:
            figure.reason = "没有写明是什么数"
            self.item = None if figure.unit in MONEY else item
            return
        if item.kind != "money":
            item = self._new_item(item.label, figure.start, figure=figure)
        if not role:
            role = "决算" if item.actual is None else ""
        if not role:
            figure.reason = "没有写明是什么数"
            self.item = None
            return
        self.binder.state(item, figure, role, lead.budget)

    def _stated_prior(self, figure: Figure, lead: Lead) -> None:
        figure.role = "上年"
        self.prior = figure
        item = self._spoken_of(lead.subject, "")
        figure.label = item.label if item is not None else ""
        base = self._settled(lead.base) if lead.base is not None else "上年"
        if base.endswith("预算") and base != "上年预算":
            figure.role = base
            if item is not None:
                item.budgets.setdefault(base.removesuffix("预算"), figure)
        elif item is not None and item.prior is None and base == "上年" and not self.reason:
            item.prior = figure

    def _settled(self, base: Base) -> str:
        """The kind of a base, once the year of the filing tells whose budget is meant."""
        kind, year = base.kind, self.filing.year
        if kind.startswith("年份预算"):
            return f"{kind[5:]}预算" if base.year == year else "上年预算"
        if base.year is not None and kind == "上年" and year is not None and base.year != year - 1:
            return "他年"
        return kind

    def _new_item(self, label: str, start: int, listed: bool = False, figure: Figure | None = None) -> Item:
        found = self._by_fund(label) or resolve(label)
        level = level_of(label)
        concept, scope = None, self.section.scope
        if found is None and self.section.topic == "国有资产" and normal(label) == "车辆":
            found = ("车辆数", "", False)
        if found is not None and not level:
            concept = found[0]
            scope = self._scope(found) if found[2] else ""
        item = Item(label, concept, scope, self.section.path, start)
        item.level = level or ("项" if listed and self.section.topic == "具体" and concept is None else "")
        item.sentence, item.paragraph = self.sentence, self.paragraph
        item.kind = "money" if figure is None or figure.unit in MONEY else figure.unit
        self.filing.items.append(item)
        item.numbered = listed
        if not self.asides or self.opening is not None:
            self._enlist(item, found[1] if found else "")
        if self.topic is None or self.topic.sentence != self.sentence:
            self.topic = item
        self.item = item
        self.change = None
        return item

    def _by_fund(self, label: str) -> tuple[str, str, bool] | None:
        """（其中：一般公共预算支出 3 万元；政府性基金预算支出 0 万元）: the whole by fund."""
        whole = self.opening or (self.lists[-1].whole if self.lists else None)
        if whole is None or whole.concept is None or not self.asides:
            return None
        return by_fund(label, whole.concept)

    def _scope(self, found: tuple[str, str, bool]) -> str:
        """The fund scope of a label: 年初财政拨款结转和结余 under 政府性基金 is that fund's."""
        concept, named, _ = found
        here = self.section.scope
        if named == "财政拨款" and concept in ("年初结转和结余", "年末结转和结余") and here not in ("全部", "财政拨款"):
            return here
        return named or here

    # -- lists ------------------------------------------------------------------------------------------------------

    def _enlist(self, item: Item, named_scope: str) -> None:
        """Put an item into the list it belongs to."""
        if self.opening is not None and (item.concept in TOTALS or not self._may_list(self.opening, item)):
            self.opening = None
        self.aside = False
        if self.opening is not None:
            whole, self.opening = self._counterpart(self.opening, item), None
            if item.concept is None or item.concept != whole.concept or item.scope != whole.scope:
                listing = Breakdown(whole, self.section.path)
                if not self.sure_whole and not self._kin(whole, item):
                    listing.others = self._around(whole)
                self.filing.add(listing)
                self.lists.append(listing)
                self._join(listing, item, named_scope)
                return
        while len(self.lists) > 1 and any(self._numbered(listing, item) for listing in self.lists[:-1]):
            self.lists.pop()
        while self.lists:
            listing = self.lists[-1]
            if self._belongs(listing, item):
                self._join(listing, item, named_scope)
                return
            if listing.parts[-1].sentence == item.sentence and item.concept is None and item.kind == listing.parts[0].kind:
                listing.doubtful.append(item)
                break
            self.lists.pop()

    def _kin(self, whole: Item, item: Item) -> bool:
        """Whether a whole is known to be made of such parts, so that the words leave no doubt."""
        if item.level:
            return whole.concept == "本年支出"
        return whole.concept is not None and family_member(item, whole) in _PARTS_OF.get(whole.concept, ())

    def _around(self, whole: Item) -> list[Item]:
        return [item for item in self.filing.items[-12:] if item is not whole and item.paragraph >= whole.paragraph - 1]

    def _may_list(self, whole: Item, item: Item) -> bool:
        """包括：工资、奖金。公用经费 3 万元 opens no list: the sentence ended, or the next item is the whole's own sibling."""
        if self.stale and not item.level and not item.numbered:
            return False
        if self.aside and not item.level and item.concept is None:
            return False
        family = _FAMILY_OF.get(whole.concept or "")
        return family is None or item.concept not in family or (item.scope != whole.scope and bool(item.scope))

    def _counterpart(self, whole: Item, item: Item) -> Item:
        """The whole of a list: 车辆 18 辆，价值 253.50 万元，其中：轿车 3 辆 lists vehicles, not money."""
        if item.level and whole.concept not in ("本年支出", "支出总计"):
            return self.binder.latest("本年支出", item.scope) or whole
        if whole.kind == item.kind:
            return whole
        for other in reversed(self.filing.items[-8:]):
            if other is not item and other.kind == item.kind and other.sentence == item.sentence:
                return other
        return whole

    def _belongs(self, listing: Breakdown, item: Item) -> bool:
        first = listing.parts[0]
        if item.concept in TOTALS or (item.kind != first.kind):
            return False
        if listing.whole is not None and item.concept is not None and item.concept == listing.whole.concept and item.scope == listing.whole.scope:
            return False
        known = [part for part in listing.parts if part.concept is not None]
        if self._numbered(listing, item):
            return all(part.concept != item.concept or part.scope != item.scope for part in listing.parts if part.concept)
        if known and item.concept is None and normal(item.label).endswith("用车") and listing.parts[-1].sentence == item.sentence:
            return True
        if known:
            family = _FAMILY_OF.get(family_member(known[0], listing.whole))
            if family is not None:
                member = family_member(item, listing.whole)
                return member in family and all(family_member(part, listing.whole) != member for part in listing.parts)
        same_sentence = listing.parts[-1].sentence == item.sentence
        if item.level:
            return item.level == first.level
        return same_sentence and (item.concept is None or not _FAMILY_OF.get(item.concept or "") or len(self.lists) == 1)

    @staticmethod
    def _numbered(listing: Breakdown, item: Item) -> bool:
        """Whether an item is the next numbered paragraph of a list of numbered paragraphs."""
        first, last = listing.parts[0], listing.parts[-1]
        return (
            item.numbered and not item.level and first.numbered and last.numbered
            and last.paragraph < item.paragraph <= last.paragraph + 2 and first.section == item.section
        )  # fmt: skip

    def _join(self, listing: Breakdown, item: Item, named_scope: str) -> None:
        whole = listing.whole
        if whole is not None and not named_scope and whole.scope and item.scope:
            item.scope = whole.scope
        listing.parts.append(item)
        item.marked = True

    # -- changes ----------------------------------------------------------------------------------------------------

    def _named(self, subject: str) -> Item | None:
        """The latest item that the words name."""
        if not subject or len(normal(subject)) < 2:
            return None
        return self.binder.find(subject, self.section)

    def _spoken_of(self, *subjects: str) -> Item | None:
        for subject in subjects:
            found = self._named(subject)
            if found is not None:
                return found
        return self.item

    def _new_change(self, base: Base, item: Item | None) -> Change:
        change = Change(self._settled(base), self.section.path)
        change.item = item
        self.filing.add(change)
        return change

    def _delta(self, figure: Figure, lead: Lead) -> None:
        named = self._subject_of(lead, figure)
        if self.reason and self.prior is not None:
            self._told(figure, lead)
            return
        bare = lead.base is not None and lead.base.bare
        if self.reason and not bare and (named is None or lead.base is None):
            figure.reason = "原因说明中的数字"
            return
        self.reason = False
        item = named or self.item
        if item is None or not self._fits(item, figure):
            figure.role, figure.reason = "增减额", "找不到它所说的本年数"
            return
        base = lead.base or self.base if named is not None else lead.base
        if base is not None:
            self.base = base._replace(subject="")
        base = base or (Base("上年", None, "") if self.change is None or self.change.delta is not None else None)
        if base is not None and item.change is not None and item.change.base != self._settled(base):
            item = self.item = self._again(item)
        change = self._new_change(base, item) if base is not None else self.change
        assert change is not None
        figure.role, figure.label, figure.scope = "增减额", item.label, item.scope
        change.delta = figure
        change.delta_word = self._word(lead, figure)
        change.sure = named is not None or item.sentence == self.sentence
        figure.sign = int(change.delta_word.meaning)
        change.prior = self.prior
        self.prior = None
        if item.change is None or item.change.delta is None:
            item.change = change
        self.change = change
        if named is not None:
            self.item = item

    def _again(self, item: Item) -> Item:
        """The same item, spoken of against another base."""
        again = Item(item.label, item.concept, item.scope, item.section, item.start)
        again.actual, again.budgets, again.prior, again.kind = item.actual, item.budgets, item.prior, item.kind
        again.sentence, again.paragraph = item.sentence, item.paragraph
        self.filing.items.append(again)
        return again

    def _told(self, figure: Figure, lead: Lead) -> None:
        """A change told within a reason, complete in itself: 比上年的 433 万元减少 2 万元，下降 0.46%."""
        change = self._new_change(lead.base or Base("上年", None, ""), None)
        change.delta, change.delta_word, change.prior = figure, self._word(lead, figure), self.prior
        figure.role, figure.sign = "增减额", int(change.delta_word.meaning)
        self.prior = None
        self.change = change

    def _subject_of(self, lead: Lead, figure: Figure) -> Item | None:
        """The item that the words before 增加 name; a part of a list is a new one, with its figure stated elsewhere."""
        if lead.subject in ("支出", "收入") and self.item is not None and self.item.concept in _FLOWS:
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

    def _in_list(self, concept: str) -> bool:
        if not self.lists or self.lists[-1].parts[-1].sentence != self.sentence:
            return False
        parts = self.lists[-1].parts
        return all(part.concept != concept for part in parts) and concept in _FAMILY_OF.get(parts[0].concept or "", ())

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
                figure.role, figure.reason = "同比", "找不到它所说的数"
                return
            change = self._new_change(lead.base or Base("上年", None, ""), item)
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

    # -- shares, completion, variance -------------------------------------------------------------------------------

    def _share(self, figure: Figure, lead: Lead) -> None:
        figure.role = "占比"
        if "预算" in lead.whole and not resolve(lead.whole):
            self._completion(figure, lead._replace(budget=next((k for k in ("年初", "全年", "调整") if k in lead.whole), "")))
            return
        item = self._of_label(lead.label)
        if item is None:
            figure.reason = "找不到占比所说的数"
            return
        figure.label, figure.scope = item.label, item.scope
        claim = Share(figure, item.actual, [], lead.whole, self.section.path)
        if item.share is None:
            item.share = figure
        self.binder.share(claim, item, self._list_of(item), self.section.scope)

    def _of_label(self, label: str) -> Item | None:
        """The item that a rate speaks of: the one its own words name, else the one spoken of."""
        if len(label) < 3 or label.endswith(("决算数", "支出决算", "决算")) and len(label) < 6:
            return self.item
        return self._named(label)

    def _list_of(self, item: Item) -> Breakdown | None:
        for listing in reversed(self.lists):
            if item in listing.parts:
                return listing
        return None

    def _variance(self, figure: Figure, lead: Lead) -> None:
        figure.role = "差异率"
        item = self.item
        if item is None:
            figure.reason = "找不到差异率所说的数"
            return
        figure.label, figure.scope = item.label, item.scope
        claim = Variance(figure, None, None, "", self.section.path)
        claim.item = item
        self.binder.variance(claim)

    def _completion(self, figure: Figure, lead: Lead) -> None:
        figure.role = "完成率"
        item = self._of_label(lead.label)
        if item is None:
            figure.reason = "找不到完成率所说的数"
            return
        figure.label, figure.scope = item.label, item.scope
        claim = Completion(figure, None, None, lead.budget, self.section.path)
        claim.item = item
        self.binder.completion(claim)


_HANDLERS = {
    "stop": "_stop", "go-on": "_go_on", "open": "_open", "reason": "_reason", "base": "_base", "item": "_itemised",
    "enter": "_enter_aside", "leave": "_leave_aside", "flat": "_flat", "compare": "_compare", "nil": "_nil",
}  # fmt: skip
_PERCENT = {"direction": "_rate", "bracket": "_rate", "share": "_share", "variance": "_variance", "completion": "_completion"}
