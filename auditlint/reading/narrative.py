"""The narrative: items, and what the sentences claim of them.

A sentence is read from figure to figure.  The reader keeps the item that is being spoken of, the lists that are open,
the change that still waits for its rate, and whether the words have gone over to giving reasons: the figures of a reason
belong to nothing.
"""

from bisect import bisect_left

from ..model.claims import Comparison, Item, Nil
from ..model.document import Paragraph
from ..model.figure import MONEY, Figure, Word
from ..model.phrasing import phrase
from ..readers.paragraphs import MARKER
from ..startup import pattern
from .causes import cause_after
from .phrases import OPERATORS, Base, Event, Lead, explicit_prior, parse
from .rates import RateReading
from .reasons import RATE_OF_REASON
from .runs import PARTS, RUN
from .sections import heading, open_section, subject_of
from .sharing import FAR
from .vocabulary import FLOWS, FUND, TOTALS, fund_scope, resolve


class NarrativeReader(RateReading):
    """Reads the paragraphs of one filing."""

    def read(self, paragraph: Paragraph) -> None:
        """Read one paragraph."""
        text = self.document.text
        start = paragraph.start
        found = heading(text[start : min(paragraph.end, start + 90)])
        if found is not None:
            level, number, length = found
            self._enter(level, number, text[start : start + length], start)
            start += length
            self.item = None
            self.entitled = subject_of(text[start - length : start])
            if level < 2 and (known := resolve(self.entitled)) is not None and known[0] in FLOWS:
                self.entitled = ""
            if start >= paragraph.end:
                return
        self.span = start, paragraph.end
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, paragraph.end)
        self._begin_paragraph()
        if MARKER.match(text, start):
            self.item = self.topic = self.resumed = None
            self.entitled = ""
        elif self.lists:
            self._after_list(paragraph)
        at = start
        for index, token in enumerate(self.tokens[first:last], first):
            figure = token.figure
            gap = parse(text[at : figure.start], figure.unit == "%")
            if text[at] in "（(" and self.item is not None and PARTS.match(text, at, at + 200):
                self.opening, self.sure_whole, self.stale = self.item, True, False
            elif text[at] in "：:" and self.last is not None and self.last.unit in MONEY and self.item is not None and not self.reason:
                # 政府采购 9 万元：货物 8 万元、服务 1 万元
                self.opening, self.sure_whole, self.stale, self.opened_in = self.item, True, False, self.paragraph
            self._words(gap.events, figure.start)
            figure.section = self.section.path
            if figure.role not in _NOT_READ:
                if gap.lead.kind == "share" and gap.lead.word:
                    self._run(index, gap.lead)
                self._figure(figure, gap.lead, text[token.end : token.end + 4])
                if figure.reason in _UNATTACHED:
                    self._miss(figure)
            at = token.end
            self.last = figure
        if at < paragraph.end:
            self._words(parse(text[at : paragraph.end], closing=True).events, paragraph.end)
        self.entitled = ""

    def _enter(self, level: int, number: str, title: str, start: int) -> None:
        section = open_section(self.trail, level, number, title, start)
        self.filing.sections.append(section)
        if level <= 2:
            self.topic = self.opening = self.resumed = None
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
        self.last = self.of_budget = None
        self.rest = False
        self.under = ""

    def _after_list(self, paragraph: Paragraph) -> None:
        """A paragraph without a number after numbered ones speaks of their whole again, unless the last of them was but named.

        决算数大于预算数的原因 in a paragraph of its own is said of the last of them where the numbers go on; where they do
        not, it may be said of either.
        """
        listing = self.lists[-1]
        last = listing.parts[-1]
        if last.actual is None and not last.budgets:
            return
        if last.numbered and listing.whole is not None and listing.parts[0].paragraph != last.paragraph and self.item is last:
            if _COMPARED.match(self.document.text, paragraph.start):
                self.item = last if MARKER.match(self.document.text, paragraph.end + 1) else None
            else:
                self.item, self.resumed = listing.whole, last

    def _words(self, events: tuple[Event, ...], end: int) -> None:
        for event in events:
            getattr(self, _HANDLERS[event.kind])(event, end)

    def _stop(self, event: Event, end: int) -> None:
        self.stale = True
        if self.aside:
            self.opening = None
            self.aside = False
        if self.opened and self.topic is not None and self.item is not None and self.item.sentence == self.sentence:
            self.item = self._listed_whole(self.topic)
        self.change = self.prior = self.base = None
        self.sentence += 1
        self.opened = False
        if not self.reason:
            self.topic = self.item
        self.reason = False
        self.under = ""

    def _under(self, event: Event, end: int) -> None:
        """②公用经费：商品和服务支出 3 万元: whose the amounts are that follow; totals are the department's."""
        found = resolve(event.text)
        if found is not None:
            self.under = "" if found[0] in TOTALS or found[0] in FLOWS else found[0]
        elif event.detail:
            self.under = event.text

    def _listed_whole(self, topic: Item) -> Item:
        """What the words speak of after a list: its whole, also where 其中 begins a sentence and the first part is its topic."""
        listing = self._list_of(topic)
        if listing is None or listing.whole is None or len(listing.parts) < 2 or listing.parts[0] is not topic:
            return topic
        return listing.whole

    def _go_on(self, event: Event, end: int) -> None:
        """一是……二是…… goes on with reasons (or with a story); its figures belong to nothing."""
        self.reason = True

    def _open(self, event: Event, end: int) -> None:
        whole = self._named(event.text)
        self.side = False
        if event.detail in ("收入", "支出"):
            totals = ("收支总计", f"{event.detail}总计")
            near = (item for item in reversed(self.filing.items[-FAR:]) if item.concept in totals and item.paragraph == self.paragraph)
            total = next(near, None)
            whole, self.side = total or whole, total is not None
        elif event.detail and self.lists and self.item in self.lists[-1].parts[1:]:
            # 其中机关 7 辆、所属单位 59 辆；按用途分：…… divides the same whole once more.
            whole = self.lists[-1].whole
        self.sure_whole = whole is not None or self._only_item()
        if whole is None:
            whole = self.topic if self.reason or self.item is None else self.item
        self.opening = whole or self.item
        self.stale = self.missed = False
        self.opened_in = self.paragraph
        self.opened = True
        self.aside = self.reason
        self.change = None

    def _reason(self, event: Event, end: int) -> None:
        self.reason = True
        self.change = None

    def _enter_aside(self, event: Event, end: int) -> None:
        """Brackets speak of something beside the item."""
        self.asides.append((self.item, len(self.lists)))
        if self.last is not None and self.last.role == "完成率" and self.document.text[self.last.end] in "（(":
            # 基本支出完成年初预算的 107.43%（年初预算 362 万元）
            self.item = self.completed
        budget = self.last is not None and self.last.role.endswith("预算") and self.last.unit in MONEY
        self.of_budget = self.last.role.removesuffix("预算") if budget and self.last is not None else None

    def _leave_aside(self, event: Event, end: int) -> None:
        self.of_budget = None
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
        self._new_item(event.text, end + event.at, listed="1.")

    def _flat(self, event: Event, end: int) -> None:
        behind = self.document.text[end + event.at - len(event.text) - 1]
        if self.reason and event.base is not None and behind in "；;" and self._next_part(event.base.subject or event.text):
            self.reason = False
        if self.reason:
            return
        base = event.base or Base("上年", None, event.text)
        word = Word(event.detail, end + event.at, end + event.at + len(event.detail), self.document, 0)
        item = self._spoken_of(event.text, base.subject)
        if item is None:
            return
        change = self._new_change(base, item)
        change.flat = word
        change.cause = cause_after(self.document, word.end)
        change.loose = event.soft
        if change.base in ("上年", "上年预算") and item.change is None:
            item.change = change
        self.change = None

    def _compare(self, event: Event, end: int) -> None:
        if self.reason:
            return
        operator, kind, year = event.detail.split(":")
        if year and self.filing.year is not None and int(year) != self.filing.year:
            # 与 2024 年预算持平 in a budget of 2025: nothing changed.
            text = self.document.text
            start = text.find("持平", end + event.at, end + event.at + 20)
            if start >= 0:
                base = Base("上年预算" if int(year) == self.filing.year - 1 else "他年", None, "")
                self._flat(event._replace(kind="flat", base=base, at=start - end, detail="持平"), end)
            return
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
            if self.item is not None and (self.item.concept or "", self.item.scope) not in concepts:
                # 没有因公出国（境）支出，与上年一致 is not said of what was spoken of before.
                self.item = None

    def _figure(self, figure: Figure, lead: Lead, after: str) -> None:
        percent = figure.unit == "%"
        if self.respective:
            self._respectively(figure)
            return
        if figure.unit in ("个百分点", "百分点"):
            figure.role, figure.reason = "百分点", phrase("points")
            return
        kind = lead.kind
        if kind == "bracket" and not percent:
            kind = "free"
        if percent:
            handler = _PERCENT.get(kind)
            told = self.change is not None and self.change.item is None and handler == "_rate"
            if handler is None or (self.reason and not told and not self._leaves_reason(lead)):
                figure.reason = RATE_OF_REASON if self.reason else phrase("no-rate-meaning")
                return
            getattr(self, handler)(figure, lead)
        elif not figure.unit:
            figure.reason = phrase("no-unit")
        elif kind == "direction":
            self._delta(figure, lead)
        elif kind == "mention":
            self._mention(figure, lead if not explicit_prior(after) or not self._is_prior(lead) else lead._replace(role="上年"))
        elif kind == "value" and self.prior is not None:
            self._became(figure, lead)
        else:
            figure.reason = phrase("no-meaning")

    def _miss(self, figure: Figure) -> None:
        """An amount that belongs to no item may be a part of the list it stands in."""
        if self.reason or self.asides:
            return
        self.missed = True
        last = self.lists[-1].parts[-1] if self.lists else None
        if last is not None and last.sentence == self.sentence and last.kind == ("money" if figure.unit in MONEY else figure.unit or last.kind):
            self.lists[-1].unread = True

    def _respectively(self, figure: Figure) -> None:
        """a、b、c，分别占 x%、y%、z%: each share belongs to its own amount."""
        item = self.respective.pop(0)
        figure.role = "占比"
        if item is None:
            figure.reason = phrase("uneven-respectively")
            return
        self._share_of(item, figure, self.respected)

    def _run(self, first: int, lead: Lead) -> None:
        """分别占: the items of this sentence, as many as there are percentages one after another."""
        count = 1
        while first + count < len(self.tokens) and RUN.fullmatch(
            self.document.text, self.tokens[first + count - 1].end, self.starts[first + count]
        ) and self.tokens[first + count].figure.unit == "%":
            count += 1
        items = [item for item in self.filing.items[-count:] if item.sentence == self.sentence and item.actual is not None]
        listing = self._list_of(items[0]) if items else None
        whole = listing is None or len(listing.parts) == count
        fits = len(items) == count and whole and len({item.kind for item in items}) == 1 and not any(sign in lead.whole for sign in "和及与、")
        self.respective = list(items) if fits else [None] * count
        self.respected = lead.whole

    def _is_prior(self, lead: Lead) -> bool:
        return lead.role in ("基数", "上年") or (lead.base is not None and lead.base.kind.startswith("上年") and not lead.label)

    def _leaves_reason(self, lead: Lead) -> bool:
        return bool(lead.label) and self._resolved(lead.label)


#: What is said of an item without its name: how what was spent compares with the budget, and why.
_COMPARED = pattern(r"(?:支出)?决算(?:数|支出)?(?:大于|小于|高于|低于|等于|多于|少于|超过|与|较|比)")
#: Figures that equal nothing: standards for one of many, and amounts that are only said to be near.
_NOT_READ = frozenset(("标准", "约数"))
#: Why an amount belongs to no item, though the filing states it.
_UNATTACHED = frozenset((phrase("nameless"), phrase("no-meaning"), phrase("no-unit")))
_HANDLERS = {
    "stop": "_stop", "go-on": "_go_on", "open": "_open", "reason": "_reason", "base": "_base", "item": "_itemised",
    "enter": "_enter_aside", "leave": "_leave_aside", "flat": "_flat", "compare": "_compare", "nil": "_nil",
    "under": "_under",
}  # fmt: skip
_PERCENT = {"direction": "_rate", "bracket": "_rate", "share": "_share", "variance": "_variance", "completion": "_completion"}
