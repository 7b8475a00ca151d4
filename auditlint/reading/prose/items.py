"""Items: what is spoken of, as the words name it, with the concept, the fund and the owner that its section and its list give it."""

from ...field import (
    ALL,
    CARRIED,
    CLASSES,
    FAMILY_OF,
    FISCAL,
    FLOWS,
    PARTS_OF,
    TOTAL_OF,
    TOTALS,
    all_parts,
    normal,
    resolve,
)
from ...language import expanded
from ...model.claims import CLASS, ITEM, Item
from ...model.document import begin_of
from ...model.figure import MONEY, Figure
from ...startup import pattern
from .book import Book
from .context import Context
from .listed import Known, carried_concept, listed_concept
from .lists import enlist
from .parsing import level_of

_ASIDE_TOPICS = frozenset(("绩效", "名词解释", "机构", "职能"))
#: What the numbered entries of a section are that does not say 类 or 项.
_LISTED_LEVEL = {"具体": ITEM, "结构": CLASS}
#: Words of the economy of a place: 一般公共预算收入 beside them is what a government takes in.
_ECONOMY = ("生产总值", "GDP", "辖区", "全县", "全区", "全市", "全省", "税收", "规模以上", "固定资产投资")
_TAXED = "预算收入"
#: The codes of the economic classification of governments: another classification of the same money than that of departments.
_GOVERNMENT = pattern(r"[（(]5\d\d(?:\d\d)?[）)]")
_GOVERNMENT_CLASSES = "政府经济分类"
#: Expenses that are named without 费.
_SHORT = ("因公出国（境）", "公务接待")
_COST = "费"
#: What is left out of an amount: 剔除公务用车购置因素，“三公”经费支出 9 万元; it stands so near before it.
_WITHOUT, _NEAR = pattern(expanded(r"{leftout.taken}[^，。；：\d\n]{1,24}(?=[，,][^，,。；：\d\n]{0,24}$)")), 60
_SIDE_IN_ALL = pattern(r"(?:收入|支出)(?:合计|总计|总额)$")
_PROJECT = pattern(r"^(?!.*(?:部门|单位|总)).*(?:项目|工程|专项|经费)")
#: What an account began the year with that is none of the department's: 甲公益金上年结转.
_BEGAN = pattern(r"(?:(?<!政府性)基金|公积金|公益金|专户|账户|代管资金|党费|会费|食堂|彩票).{0,6}(?:上年|年初|期初).{0,2}(?:结转|结余|余额)")
_ASSETS, _VEHICLES, _CARS = "国有资产", "车辆", "车辆数"
_INCOME, _CARRY_OUT, _CARRY = "本年收入", "年末结转和结余", "结转和结余"
_LATE = ("年末", "下年", "期末")


def new_item(context: Context, label: str, start: int, book: Book, listed: str = "", figure: Figure | None = None) -> Context:
    """Speak of something new; ``figure`` is what it is introduced with, ``listed`` the style of the number before it."""
    money = figure is None or figure.unit in MONEY
    found = _known(label, context, money)
    level = level_of(label)
    concept, scope = (None, context.section.scope) if found is None or level else _meant(found, label, start, context, book)
    item = Item(label, concept, scope, context.section.path, start)
    item.level = level or (_LISTED_LEVEL.get(context.section.topic, "") if listed and concept is None else "")
    item.kind = "money" if figure is None or money else figure.unit
    item.numbered = listed
    _enter(item, context, book)
    if not context.asides or context.opening is not None or len(context.lists) > context.asides[-1].lists:
        context = enlist(context, item, found[1] if found is not None else "", book)
    without = _WITHOUT.search(book.text, max(0, start - _NEAR), start)
    item.owner = without.group() if without is not None else _owner(item, context)
    return _speaking_of(item, context)


def nameless_item(context: Context, label: str, start: int, book: Book) -> Context:
    """Speak of what only its role names (预算数 9 万元，决算数 8 万元): the same thing while the sentence lasts, and nothing that is told elsewhere."""
    item = Item(label, None, context.section.scope, context.section.path, start)
    item.kind, item.nameless = "money", True
    _enter(item, context, book)
    return _speaking_of(item, context)


def _enter(item: Item, context: Context, book: Book) -> None:
    item.sentence, item.paragraph, item.aside = context.sentence, context.paragraph, bool(context.asides)
    book.enter(item)


def _speaking_of(item: Item, context: Context) -> Context:
    fresh = not context.asides and (context.topic is None or context.topic.sentence != context.sentence)
    return context._replace(resumed=None, topic=item if fresh else context.topic, item=item, change=None)


def _meant(found: Known, label: str, start: int, context: Context, book: Book) -> tuple[str | None, str]:
    """The concept and the fund that a known label means here; a section of other things has none of the department's flows."""
    concept = _carry_over(label, found[0], context)
    scope = _scope(found, context, book) if found[2] else ""
    aside = concept in FLOWS and (context.section.topic in _ASIDE_TOPICS or _is_economy(label, start, book))
    return None if aside else concept, scope


def _known(label: str, context: Context, money: bool) -> Known | None:
    """What a label resolves to, its list and its section helping."""
    found = listed_concept(label, context) or resolve(label) or carried_concept(label, context)
    bare = normal(label)
    if found is None and money and bare.endswith(_SHORT):
        found = resolve(label + _COST)
    if found is None and context.section.topic == _ASSETS and bare == _VEHICLES:
        found = (_CARS, "", False)
    return found


def is_called(item: Item, label: str) -> bool:
    """Whether a label names an item: the same concept, and no other fund; where nobody knows either, the same words."""
    found = resolve(label)
    if found is None or item.concept is None:
        return normal(label) == normal(item.label)
    return found[0] == item.concept and (not found[1] or found[1] == item.scope)


def again(item: Item, book: Book) -> Item:
    """The same item, spoken of against another base."""
    other = Item(item.label, item.concept, item.scope, item.section, item.start)
    other.actual, other.budgets, other.prior, other.kind = item.actual, item.budgets, item.prior, item.kind
    other.sentence, other.paragraph, other.nameless = item.sentence, item.paragraph, item.nameless
    book.priors[id(other)] = book.priors.setdefault(id(item), [])
    return book.enter(other)


def _carry_over(label: str, concept: str, context: Context) -> str | None:
    """结转和结余 alone is that of its whole: 年初结转和结余 5 万元，其中：财政拨款结转和结余 3 万元."""
    if concept != _CARRY_OUT or any(word in label for word in _LATE):
        return concept
    whole = context.whole
    if whole is not None and whole.concept in CARRIED:
        return whole.concept
    return None if _CARRY in label and context.section.scope == ALL else concept


def _scope(found: Known, context: Context, book: Book) -> str:
    """The fund scope of a label: 年初财政拨款结转和结余 under 政府性基金 is that fund's."""
    concept, named, _ = found
    here = context.section.scope
    if named == FISCAL and here not in (ALL, FISCAL):
        if concept in CARRIED or concept in TOTAL_OF and not book.names_funds(context.span):
            return here
    return named or _scope_of_sentence(concept, context) or here


def _scope_of_sentence(concept: str, context: Context) -> str:
    """The fund that a sentence has told already; "" for none."""
    whole, topic = context.whole_here, context.topic
    if concept in CARRIED and whole is not None and whole.concept in FLOWS:
        # 收入预算 9 万元，其中：一般公共预算拨款收入 8 万元、上年结转 1 万元: of whatever the whole is of.
        return whole.scope
    if topic is not None and topic.sentence == context.sentence and topic.concept in FLOWS and concept in FLOWS:
        return topic.scope  # 一般公共预算财政拨款本年收入 5 万元；本年支出 4 万元: the second is of the same fund
    return ""


def _owner(item: Item, context: Context) -> str:
    """Whose an amount is: that of the whole it is a part of, where the department's own is not made of such parts."""
    if _GOVERNMENT.search(item.label):
        return _GOVERNMENT_CLASSES
    if item.concept is None:
        return ""
    listing = context.list_of(item)
    whole = listing.whole if listing is not None else None
    if whole is not None and whole.actual is None and whole.prior is not None and not whole.budgets:
        return whole.label  # 2022 年收入总计 9 万元，其中：本年收入 8 万元: of that year
    if said := _owner_said(item, item.concept, context):
        return said
    told = context.asides[-1].item if context.asides and listing is None else None
    if told is not None and told.concept is None and told.kind == item.kind and not told.nameless:
        whole = told  # 局机关 9 万元（人员经费 8 万元，占 88.89%；公用经费 1 万元，占 11.11%）
    return _owner_of(item.concept, whole) if whole is not None else ""


def _owner_said(item: Item, concept: str, context: Context) -> str:
    """Whose an amount is by what was told around it: the other side of an account, what it stands under, a project, a source before its bracket; "" where none tells."""
    other, topic, told = context.item, context.topic, context.asides[-1].item if context.asides else None
    if concept in FLOWS and other is not None and other.sentence == context.sentence and other.concept not in FLOWS and _SIDE_IN_ALL.search(other.label):
        return other.label  # 财政专户管理资金收入合计 9 万元，支出合计 9 万元
    if context.under and concept != context.under and concept not in PARTS_OF.get(context.under, ()):
        return context.under
    if topic is not None and topic.sentence == context.sentence:
        if concept in CARRIED and _is_project(topic):
            return topic.label  # 甲项目预算 20 万元，上年结转 5 万元，支出 20 万元，结转下年 5 万元
        if (concept in FLOWS or concept in CARRIED) and topic.concept is None and topic.kind == item.kind and _BEGAN.search(topic.label):
            return topic.label  # 甲公益金上年结转 5 万元，本年收入 20 万元，本年支出 15 万元，年末结转 10 万元
    return told.label if told is not None and concept in CARRIED and told.concept in PARTS_OF[_INCOME] else ""  # 事业收入 9 万元（其中上年结转 1 万元）


def _is_project(item: Item) -> bool:
    """Whether what was spoken of is no account of the department's, but something that has a budget of its own."""
    return item.concept is None and item.kind == "money" and bool(item.budgets) and not item.nameless and _PROJECT.search(item.label) is not None


def _owner_of(concept: str, whole: Item) -> str:
    own = whole.concept in TOTALS or whole.concept in FLOWS or concept in all_parts(whole.concept or "")
    own = own or whole.concept is not None and concept not in FAMILY_OF and concept not in CLASSES
    return whole.owner if own or whole.concept == concept else whole.owner or whole.label


def _is_economy(label: str, start: int, book: Book) -> bool:
    """Whether a label is about the revenue of a place: 辖区一般公共预算收入 6 亿元."""
    if FISCAL in label or _TAXED not in label:
        return False
    text = book.text
    words = text[begin_of(text, start, "\n。") : start + len(label)]
    return any(word in words for word in _ECONOMY)
