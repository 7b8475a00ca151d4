"""Who is meant by the words before a change: the item that they name, the whole of the lists that end there, or another than was spoken of."""

from ...field import COSTS, FAMILY_OF, FLOWS, PARTS_OF, TOTALS, normal, resolve
from ...language import expanded, words
from ...model.claims import Breakdown, Item
from ...model.figure import Figure
from ...startup import pattern
from .book import Book
from .clauses import Lead
from .context import Context
from .divided import TOTALLED
from .items import new_item
from .lists import expects
from .words import SIDES

#: Words that name an amount though nobody knows it: 今年支出, 专项业务经费, 地区生产总值; those with a pronoun are said of what was spoken of.
_UNKNOWN = pattern(r"(?:全年)?+(?!(?:该|此|这|其|本|我|实际|决算|费用|经费|资金|总))(?P<of>.{2,}?)(?P<flow>支出|收入|经费|费用?|资金|结余|拨款|补助|总值|增加值|产值|投资|税收|人数|人口|面积|产量|零售总额|结转)$")
_OF_ALL_ASSETS = pattern(r"(?:20\d\d年度?|[本年期]末|本年度?)?(?P<of>资产|负债)(?:总[额值量计]|合计)")
#: A clause that names what changed most, and a year that is compared.
_SAID_OF = pattern(r"(?P<front>.{2,}?)(?:变化|变动|增减|增长|下降|增幅|降幅|升幅)(?:幅度)?(?:较大|最大|较多|最多|较快|最快|明显|显著)|.*(?:较大|最大|较多|最多|较快|最快|明显|显著)的(?:一项)?(?:是|为)(?P<behind>.{2,})")
_A_YEAR = pattern(r"(?P<year>20\d\d)年度?")
#: Last year, which grew or fell, before this year.
_THEN, _AND_NOW = pattern(expanded("{last}")), pattern(expanded(r"[，,；;、](?:{own}|今年)"))
#: What was made comparable first.
LIKE_FOR_LIKE = pattern(expanded("^(?:按)?(?:同口径|可比口径|可比价格?)(?:计算|比较)?$|{leftout}"))
#: What counts of something are called.
_COUNTS = tuple(words("counts"))
#: Words that may be said of any amount.
_GENERAL = pattern(expanded("{generalwords}"))
#: What makes of 增 and 减 that a budget was changed: 核减, 调增, 追减.
_MOVES, _TURNED, _PLAN = ("核", "调", "追"), "调", "预算"
_IN_YEAR = ("执行中", "年中", "年度中", "年内")
#: What was added to a budget in the year, or taken back.
_MOVEMENT = pattern(r"(?:追加|调[增减]|追[增减]|核[增减]|压[减缩]|收回|缴回|交回|统筹|盘活)[^，。；]{0,8}$")
_NOW = frozenset(("今年", "今年度", "本期", "当期"))
#: What a short name may end with beside its own words.
_AMOUNTS = "总额数量"
#: Which of two things that were told together words mean.
_OF_TWO = {"前者": 0, "后者": 1}
#: Lists stand within lists no deeper.
_DEEP = 6
#: A sentence tells no more things than this between an amount and what is said of it behind numbers.
_NEAR = 12
_MONEY, _OUT = "money", SIDES[1]
_SPENT = _OUT + "决算"
#: What an amount may be called once more behind numbers of what it was spent on.
_COSTS = frozenset(("", "相比", "相比较", "费用", "支出", "经费", "金额", "支出金额", "费用支出", "接待费用"))
#: Words before a name that make it that of one level or office.
_NARROWED = pattern(r"(?:中央|省|市|州|县|区|镇|乡)级(?!部门|单位)|局机关(?!运行)|(?:下属|所属|直属|二级)单位")
#: What is said of one of those that the numbers count: 单车运行费, 平均费用, 人均预算.
_FOR_EACH = pattern(r"均|单[车位人次价]|每")


def with_clause(lead: Lead) -> Lead:
    """教育支出变化较大，减少 10 万元; 变化最大的是教育支出，减少 10 万元: the clause before names what changed."""
    found = _SAID_OF.fullmatch(lead.context) if not lead.subject and lead.base is None else None
    return lead._replace(subject=found["front"] or found["behind"]) if found is not None else lead


def is_of_other_years(lead: Lead, figure: Figure, book: Book) -> bool:
    """Whether a change is that of another year's amount against one before it: 较 2023 年增长 in the accounts of 2025, 去年增长 6%，今年下降 5%."""
    if lead.base is None and _THEN.fullmatch(lead.subject) and _AND_NOW.match(book.text, figure.end + len(figure.unit.strip("%"))) is not None:
        return True
    named = _A_YEAR.fullmatch(lead.base.subject) if lead.base is not None else None
    return named is not None and book.filing.year is not None and int(named["year"]) != book.filing.year


def subject_here(context: Context, lead: Lead, figure: Figure, book: Book) -> tuple[Context, Item | None]:
    """The item that the words before 增加 name; a part of a list is a new one, with its figure stated elsewhere."""
    if lead.subject in SIDES and context.item is not None and context.item.concept in FLOWS:
        return context, book.find(lead.subject, context.section)
    if lead.subject == _OUT and context.item is not None and context.item.kind != _MONEY:
        return context, cost_before(context, figure, lead, book)
    if lead.subject == _OUT and context.item is not None and context.item.concept in COSTS and context.item.paragraph == context.paragraph:
        return context, context.item  # （三）公务接待费 5 万元。与上年相比，支出增加 1 万元
    if _is_spent_of(context, lead):
        return context, context.item
    for subject in (lead.subject, lead.base.subject if lead.base is not None else ""):
        if len(subject) < 2 or (context.reason and lead.base is None):
            continue
        part = part_of_named(context, subject, book)
        if part is not None:
            return context, part
        known = resolve(subject)
        found = told_as(context, subject) or book.named(subject, context.section)
        if known is not None and (found is None or context.opening is not None or expects(context, known[0])):
            context = new_item(context, subject, figure.start, book)
            return context, context.item
        if found is not None:
            return context, found
    return context, called_short(context, lead.subject, book) if lead.base is not None else None


def _is_spent_of(context: Context, lead: Lead) -> bool:
    """“三公”经费预算 9 万元，支出决算 8 万元，支出决算较上年减少 1 万元: whether words name again what was spent of what their sentence tells."""
    item = context.item
    told = item is not None and item.sentence == context.sentence and item.actual is not None and bool(item.budgets)
    called = lead.base is not None and (lead.subject or lead.base.subject) == _SPENT
    return told and called and item is not None and item.concept not in FLOWS and context.list_of(item) is None


def is_next_part(context: Context, subject: str) -> bool:
    """Whether words behind a ；turn from the reasons for one part of a family to the next part."""
    known, item = resolve(subject), context.item
    if not context.reason or known is None or item is None or item.concept is None or known[0] == item.concept:
        return False
    return known[0] in FAMILY_OF.get(item.concept, ())


def is_of_another(subject: str, item: Item) -> bool:
    """Whether the words before 增加, which name no known item, name another one than was spoken of."""
    flow = subject.removesuffix(_PLAN)  # 支出预算较上年减少
    if flow in SIDES:
        return item.concept is None or flow not in item.concept
    of_all = _OF_ALL_ASSETS.fullmatch(subject)
    if of_all is not None and of_all["of"] in item.label:
        return _OF_ALL_ASSETS.search(item.label) is None and not item.label.startswith(of_all["of"])  # 固定资产净值 9 万元。与上年相比，资产总额增加 2 万元
    found = _UNKNOWN.match(subject)
    if found is None or resolve(subject) is not None:
        return False
    if item.concept in FLOWS:
        return item.concept != f"本年{found['flow']}" or found["of"] not in _NOW
    return found["of"] not in f"{normal(item.label)}{item.concept or ''}" and normal(item.label) not in subject


def names_another(subject: str, item: Item) -> bool:
    """Whether words, known or not, name another thing than was spoken of: 收入 9 万元，其中财政拨款增长 8%."""
    known = resolve(subject)
    return is_of_another(subject, item) or known is not None and known[0] != item.concept or _is_total_of_all(subject, item)


def names_count(subject: str) -> bool:
    """Whether words name what counts of something are called, which is no amount of it: 接待批次, 人次."""
    return subject.endswith(_COUNTS) and resolve(subject) is None


def is_other_name(subject: str, item: Item) -> bool:
    """Whether words that nobody knows name something else than an item: what is left of them without words that may be said of any amount shares nothing with its name."""
    rest, label = _GENERAL.sub("", normal(subject)), normal(item.label)
    return len(rest) > 1 and resolve(subject) is None and not any(rest[at : at + 2] in label for at in range(len(rest) - 1))


def _is_total_of_all(subject: str, item: Item) -> bool:
    """Whether words name a total, and what was spoken of is none: 丙支出 1 万元，与上年持平。合计增长 5%."""
    none = item.concept not in TOTALS and item.concept not in FLOWS and not normal(item.label).endswith(TOTALLED)
    return none and normal(subject).endswith(TOTALLED) and normal(item.label) not in normal(subject)


def called_short(context: Context, subject: str, book: Book) -> Item | None:
    """全县公积金归集 4 亿元，提取 2 亿元。归集额比上年增加: the only item of the paragraph in whose name words stand that are not in that of the last.

    机关运行经费总体比上年增加 names one with a word more.
    """
    core = normal(subject).rstrip(_AMOUNTS)
    if len(core) < 2 or context.item is None or context.reason or core in normal(context.item.label):
        return None
    labels = [(item, normal(item.label)) for item in book.filing.items[-_NEAR:] if item.paragraph == context.paragraph]
    here = [item for item, label in labels if core in label or any(core.startswith(label[at:]) for at in range(len(label) - len(core) // 2))]
    return here[0] if len(here) == 1 else None


def told_as(context: Context, subject: str) -> Item | None:
    """甲、乙分别为 3 万元、1 万元，前者增加 2 万元，后者减少 1 万元: which of the two is meant; ``None`` for other words."""
    told = context.told
    return told[_OF_TWO[subject]] if subject in _OF_TWO and len(told) == 2 else None


def part_of_named(context: Context, subject: str, book: Book) -> Item | None:
    """公务接待费 3 万元，其中局机关 2 万元、种子站 1 万元。局机关公务接待费比上年减少: the part that words name before its whole; ``None`` for others."""
    words = normal(subject)
    for listing in reversed(book.filing.claims(Breakdown)[-_NEAR:]):
        whole = listing.whole
        if whole is None or whole.paragraph != context.paragraph:
            continue
        for part in listing.parts:
            label = normal(part.label)
            rest = words[len(label) :] if len(label) > 1 and words.startswith(label) else ""
            known = resolve(rest) if rest else None
            if rest and (rest == normal(whole.label) or known is not None and known[0] == whole.concept):
                return part
    return None


def is_narrower(subject: str, item: Item) -> bool:
    """Whether words name only some of an item's money: 财政拨款收入 9 万元……；市级财政拨款收入比上年增加."""
    said = _NARROWED.match(subject)
    return said is not None and said.group() not in item.label


def listed_flow(context: Context, subject: str) -> Item | None:
    """The whole of the lists that are open which is income, or spending, as the words say."""
    listing = context.list_of(context.item) if subject in SIDES else None
    for _ in range(_DEEP):
        whole = listing.whole if listing is not None else None
        if whole is None or subject in (whole.concept or whole.label):
            return whole
        listing = context.list_of(whole)
    return None


def ended_here(context: Context, item: Item, book: Book) -> list[Item]:
    """The wholes of the lists in this paragraph that an item ends so far."""
    found: list[Item] = []
    lists = book.filing.breakdowns()
    listing = context.list_of(item)
    if listing is None and lists and lists[-1].doubtful[-1:] == [item] and lists[-1].whole is not None:
        found.append(lists[-1].whole)
    for _ in range(_DEEP):
        whole = listing.whole if listing is not None and listing.parts[-1] is item else None
        if whole is None or whole.paragraph != item.paragraph:
            break
        found.append(whole)
        item, listing = whole, context.list_of(whole)
    return found


def is_moved(lead: Lead, item: Item | None) -> bool:
    """Whether 核减, 调增 or 追减 tells how a budget was changed in the year; what was 审定 is less than what was asked for."""
    if lead.base is not None or item is None or not lead.subject.endswith((*_MOVES, *_IN_YEAR)):
        return False
    if lead.subject.endswith(_IN_YEAR):
        return bool(item.budgets) and item.actual is None  # 年初预算 9 万元，执行中压减 1 万元，全年支出 8 万元
    return lead.subject.endswith(_TURNED) or bool(item.budgets) or item.concept is not None


def is_movement(lead: Lead, item: Item | None) -> bool:
    """Whether what is spoken of was itself added or taken back: 年中追加预算 9 万元，收回指标 2 万元，净增加 7 万元."""
    return item is not None and lead.base is None and not lead.subject and item.prior is None and _MOVEMENT.search(item.label) is not None


def is_listed_here(context: Context, item: Item) -> bool:
    """Whether an item is one of several parts that this paragraph lists."""
    listing: Breakdown | None = context.list_of(item)
    return listing is not None and len(listing.parts) > 1 and listing.parts[0].paragraph == context.paragraph


def cost_before(context: Context, figure: Figure, lead: Lead, book: Book) -> Item | None:
    """The only amount, but for its parts, that the paragraph has told before numbers of what it was spent on: 公务接待费 3 万元，接待 9 批次。比上年减少 1 万元.

    Not where an average of them is spoken of (单车运行费与上年 3 万元相比), or another amount of last year's was told.
    """
    called = (lead.subject, lead.base.subject if lead.base is not None else "")
    if context.item is None or context.item.kind == _MONEY or context.asides or not _COSTS.issuperset(called):
        return None
    here = [item for item in book.filing.items[-_NEAR:] if item.paragraph == context.paragraph and item.kind == _MONEY]
    cost = here[0] if here else None
    if cost is None or cost.nameless or cost.actual is None or _FOR_EACH.search(book.text, cost.actual.end, figure.start):
        return None
    if any(item.concept not in PARTS_OF.get(cost.concept or "", ()) for item in here[1:]):
        return None
    prior = context.prior
    return cost if prior is None or prior is figure or prior.label == cost.label else None
