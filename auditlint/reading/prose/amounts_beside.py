"""Amounts told beside an item's own: what it is worth, what was added, saved or left out, its budget and what was spent of it."""

from ...field import ALL, FLOWS
from ...field.roles import FOREIGN, STANDARD
from ...language import expanded, meaning, words
from ...model.claims import Pair
from ...model.figure import MONEY
from ...model.phrasing import phrase
from ...startup import pattern
from .amount import AMOUNTS, Amount
from .bases import adjusted, apart, signed_change, told_difference
from .book import measure_of
from .clauses import Role
from .context import Context
from .divided import TOTALLED
from .items import nameless_item, new_item
from .words import SIDES

#: What an item that has a budget is said to have cost.
_SPENT = frozenset((
    "支出", "当年支出", "本年支出", "实际支出", "执行", "全年执行", "实际执行", "已执行", "累计执行", "已支付", "实际支付", "累计支付", "累计支出",
))
_SPENT_OF_IT, _EXECUTED = frozenset(("执行", "支出", "实际", "实际支出", "实际执行", "实支", "已支出", "已执行", "使用", "已使用", "支付", "已支付", "已拨付", "拨付")), "执行"
_MORE = frozenset(("多", "少", "超", "超支", "多支", "少支", "超出", "超过", "节支", "多支出", "少支出", "增减率", "增减额", "增减"))
_MORE_THAN = pattern(expanded(r".{2,}(?:{versus}).{2,}(?:{surplus.up}|{surplus.down})"))
_ARRIVED = pattern(expanded("(?:已|实际|实|总|共|累计)?{arrived}(?:资金)?"))
_SIGNED = frozenset(("增减额", "增减", "增减金额", "比上年增减", "较上年增减"))
#: Words that say no direction: of a number with a sign of its own alone.
_UNSIGNED = frozenset(("变动额", "变动数", "变动金额"))
_DIFFERENCES = frozenset(("差异", "差异额", "差异数", "差异金额", "差额", "预决算差异", "预决算差异额", "预决算差异数", "预决算差额"))
#: What is so called behind the budget in one bracket, and no direction either.
_MOVES = frozenset(("增减", "增减额", "增减金额"))
#: What follows an amount that a rate is of.
_OF_RATE = pattern(r"[^\d，。；]{1,4}的[^\d，。；]{0,2}\d+(?:\.\d+)?[%％]")
_BODIES, _BODY = pattern(r"[所下直局]属$"), pattern(r"[个家][^，,。；;：:、（）()\d]{1,12}\d[\d,]*(?:\.\d+)?[万亿]?元")
_GOT = pattern(r"分[，,](?:实际?)?得分?为?\d")
_ALL_OF_YEAR = ("本年", "总")
_WORTH, _WORTHS = "价值", ("价值", "原值", "账面价值", "账面原值")
_CONVERTED = ("折合", "折合人民币", "约合")
_ADDED, _REST = "追加", tuple(words("rest"))
_SEMICOLONS, _PLUS = "；;", "+＋"
#: What is added to a budget in the year, or taken from it; and what is left out of a comparison.
_MOVED = pattern(r"(?:追加|调增|调减|核增|核减|收回|调剂|统筹)(?:预算|资金|经费)?$")
_SAVED = pattern(r"(?:全年|预算|采购|共|执行)*(?:节约|结余|超收|节余)(?:资金|经费|预算|采购资金|财政资金|金额)?")
_LACKING = pattern("(?:尚|还|仍|相|只|仅)?(?:差|缺)")
_ADJUSTED = pattern(r"(?:等?因素)?(?:后|则|的话|之外)")
_THEN = pattern(expanded(r"(?:之|以)?后[，,]?(?:{versus})"))
_AFTER, _CLOSED = "后", ("）", ")")
_LEFT_OUT = pattern(expanded("^如?{leftout}"))
#: Words of comparison, and whether they say more or less.
_COMPARED = {word: 1 if kind == "more" else -1 for word, kind in meaning("comparison").items() if kind in ("more", "less")}


@AMOUNTS.rule("所列物品的价值")
def _worth(given: Amount) -> Amount | None:
    """车辆 18 辆，价值 253.50 万元"""
    item = given.context.item
    own = given.label in _WORTHS and item is not None and item.kind != "money"
    return given._replace(label=item.label + _WORTH) if own and item is not None else None


@AMOUNTS.rule("断在行首的词")
def _broken_off(given: Amount) -> Context | None:
    """一般公共预算 / 收入 3 万元: a paragraph begins with a word that the line before leaves without what it belongs to."""
    text, first, label = given.book.text, given.context.span[0], given.label
    if label not in SIDES or given.context.item is None or given.figure.start - first > len(label) + 1 or first < 2:
        return None
    before = text[first - 2]
    return given.nothing(phrase("nameless"), forget=True) if before not in "。；：:;！？" and before > "\u2e7f" else None


@AMOUNTS.rule("承前说收支")
def _flow(given: Amount) -> Amount | None:
    """本年收入 9 万元，支出 8 万元"""
    item = given.context.item
    flow = given.role is Role.NONE and given.label in SIDES and item is not None and item.concept in FLOWS
    return given._replace(label=f"本年{given.label}") if flow else None


@AMOUNTS.rule("折合")
def _converted(given: Amount) -> Context | None:
    """13,469,953.71 元（折合 1,347.00 万元）"""
    last, figure = given.context.last, given.figure
    if given.label not in _CONVERTED or last is None or last.unit not in MONEY or figure.unit not in MONEY or last.role == FOREIGN:
        return None
    given.book.add(Pair(last, figure, given.context.section.path))
    given.book.mean(figure, label=last.label, role=last.role)
    return given.context


@AMOUNTS.rule("追加的预算")
def _added(given: Amount) -> Context | None:
    """年初预算 10 万元，调整预算 12 万元（追加 2 万元）"""
    if not given.context.budget or not given.label.endswith(_ADDED):
        return None
    word = given.book.word(_ADDED, given.figure.start - len(_ADDED), 1, given.context.section)
    return adjusted(given.context, given.figure, word, given.book)


@AMOUNTS.rule("年中增减的预算")
def _moved(given: Amount) -> Context | None:
    """年初预算 10 万元，年中追加 2 万元，实际支出 12 万元: what follows still speaks of the item."""
    aside = given.role is Role.NONE and given.figure.unit in MONEY
    return given.nothing(phrase("no-meaning")) if aside and _MOVED.search(given.label) else None


@AMOUNTS.rule("顺带说的节约")
def _saved(given: Amount) -> Context | None:
    """政府采购支出 120 万元，上年 100 万元，节约资金 12 万元，同比增加 20 万元: of the budget, and what follows still speaks of the item."""
    context, item = given.context, given.context.item
    if given.role is not Role.NONE or _SAVED.fullmatch(given.label) is None or given.figure.unit not in MONEY or context.opening is not None:
        return None
    told = item is not None and item.actual is not None and item.prior is not None and item.sentence == context.sentence
    return given.nothing(phrase("no-meaning")) if told else None


@AMOUNTS.rule("尚差的数")
def _lacking(given: Amount) -> Context | None:
    """完成预算 90%，差 22 万元: what is lacking is no part of what was spent."""
    return given.nothing(phrase("no-meaning")) if _LACKING.fullmatch(given.label) and given.context.item is not None else None


@AMOUNTS.rule("不计在内的数")
def _left_out(given: Amount) -> Context | None:
    """扣除一次性因素 7 万元后: what follows still speaks of the item."""
    if not _LEFT_OUT.match(given.label) or given.context.item is None:
        return None
    stop = given.figure.end + len(given.figure.unit)
    # What is compared then is not printed.
    adjusted_for = (_ADJUSTED.match(given.book.text, stop) is not None or given.label.endswith(_AFTER)) and not given.context.asides
    context = given.nothing(phrase("no-meaning"))
    return context._replace(reason=True, change=None) if adjusted_for else context


@AMOUNTS.rule("之后再比的个数")
def _then(given: Amount) -> Context | None:
    """年末车辆 7 辆；报废 2 辆、调出 1 辆后，较年初 9 辆减少 2 辆: what happened, and not what is compared then."""
    figure = given.figure
    then = given.role is Role.NONE and figure.unit not in MONEY and _THEN.match(given.book.text, figure.end + len(figure.unit)) is not None
    return given.nothing(phrase("no-meaning"), forget=True) if then else None


@AMOUNTS.rule("低于预算的数")
def _apart(given: Amount) -> Context | None:
    """预算 4 万元，决算 3 万元，低于预算 1 万元: the difference of the two; where the budget is not told, the budget."""
    sign = _COMPARED.get(given.label)
    item, figure = given.context.item, given.figure
    if given.role is not Role.BUDGET or not sign or item is None or item.kind != "money" or figure.unit not in MONEY:
        return None
    budget = item.budgets.get(given.lead.budget) or (next(reversed(item.budgets.values()), None) if not given.lead.budget else None)
    if budget is None:
        return given.stated(item, given.role, given.lead.budget)
    if item.actual is None:
        return given.nothing(phrase("no-meaning"))
    word = given.book.word(given.label, given.book.text.rfind(given.label, 0, figure.start), sign, given.context.section)
    apart(given.context, item, budget, figure, word, given.book)
    return given.context


@AMOUNTS.rule("顺带说的预算")
def _by_the_way(given: Amount) -> Context | None:
    """占年初预算 21 万元的 85.81%: what follows still speaks of the item."""
    if given.role is not Role.BUDGET or not given.lead.within:
        return None
    own = given.book.named(given.label, given.context.section) or given.context.item
    fitting = own is not None and own.kind == "money" and given.figure.unit in MONEY
    return given.stated(own, given.role, given.lead.budget) if fitting and own is not None else None


@AMOUNTS.rule("顺带说的总数")
def _whole_by_the_way(given: Amount) -> Context | None:
    """占本年支出合计 9 万元的 85%: what a share is of, and what follows still speaks of the item."""
    context = given.context
    if not given.lead.by_the_way or given.figure.unit not in MONEY and not _is_counted_whole(given):
        return None
    aside = new_item(context._replace(lists=(), opening=None, topic=None), given.label, given.figure.start, given.book, figure=given.figure)
    whole, part = aside.item, context.item
    same = whole is not None and part is not None and whole.concept is not None and (whole.concept, whole.scope) == (part.concept, part.scope)
    if whole is not None and (same or given.label.startswith(_ALL_OF_YEAR)):  # 占总支出 9 万元的: whatever fund its section is about
        whole.scope = ALL  # 一般公共预算财政拨款支出 8 万元，占本年支出合计 9 万元的 ……: of what is wider than itself
    if aside.item is not None:
        given.book.state(aside.item, given.figure, Role.ACTUAL, "")
    return context._replace(whole_told=given.figure)


def _is_counted_whole(given: Amount) -> bool:
    """Whether a number of what was spoken of is what the rate behind it is of: 规范管理 8 人，占登记患者 9 人的 88.89%."""
    item = given.context.item
    return item is not None and item.kind == measure_of(given.figure) and _OF_RATE.match(given.book.text, given.figure.end) is not None


@AMOUNTS.rule("括号之后的数")
def _behind_bracket(given: Amount) -> Context | None:
    """货物支出（含办公设备 2 万元）6 万元: of what stands before the bracket, and no part of what it tells."""
    return given.nothing(phrase("no-meaning"))._replace(opening=None) if given.label in _CLOSED else None


@AMOUNTS.rule("带正负号的增减额")
def _signed(given: Amount) -> Context | None:
    """本年支出 3 万元，上年支出 4 万元，增减额-1 万元: this year's less last year's."""
    item, figure = given.context.item, given.figure
    label = given.label.rstrip(_PLUS)
    if label in _DIFFERENCES:
        return told_difference(given.context, item, figure, given.book)
    if label in _MOVES and given.context.asides and item is not None and any(given.context.last is budget for budget in item.budgets.values()):
        return told_difference(given.context, item, figure, given.book, given.label)  # 支出 3 万元（年初预算 4 万元，增减-1 万元，-25%）
    if figure.unit not in MONEY or item is None or item.actual is None or item.prior is None:
        return None
    if label not in _SIGNED and not (label in _UNSIGNED and figure.exact < 0 and not item.budgets):
        return None
    if item.sentence != given.context.sentence or given.context.prior is not item.prior:
        return None
    signed_change(given.context, item, figure, given.book)
    return given.context._replace(prior=None)


@AMOUNTS.rule("比较的词")
def _more(given: Amount) -> Context | None:
    """比上年 3 万元少 1 万元, 超支 5 万元, 支出比收入多 2 万元: no name."""
    told = given.label in _MORE or given.role is Role.NONE and _MORE_THAN.fullmatch(given.label) is not None
    return given.nothing(phrase("no-meaning"), forget=given.label not in _MORE) if told else None


@AMOUNTS.rule("一项里到位的")
def _arrived(given: Amount) -> Context | None:
    """其中：省级 100 万元到位 80 万元，自筹 100 万元到位 70 万元；总到位 150 万元: what arrived of each part, and of all, is no part."""
    listed = given.role is Role.NONE and given.figure.unit in MONEY and given.context.listing_here is not None
    return given.nothing(phrase("no-meaning")) if listed and _ARRIVED.fullmatch(given.label) else None


@AMOUNTS.rule("全部里已支出的")
def _spent_of_all(given: Amount) -> Context | None:
    """其中：中央资金 200 万元、省级资金 300 万元，已支出 400 万元: what was spent of all that a list divides, where it is told of no part before the last."""
    context, book, listing = given.context, given.book, given.context.listing_here
    said = given.role is Role.NONE and given.label in _SPENT_OF_IT or given.role is Role.ACTUAL and not given.label
    if not said or listing is None or len(listing.parts) < 2 or any(part.budgets for part in listing.parts):
        return None
    last = listing.parts[-1]
    if context.item is not last or last.concept is not None or last.actual is None or last.actual is not context.last or last.kind != measure_of(given.figure):
        return None
    context = nameless_item(context, given.label or f"{given.lead.flow}{given.role.value}", given.figure.start, book)
    assert context.item is not None
    book.state(context.item, given.figure, Role.ACTUAL, "")
    return context


@AMOUNTS.rule("一项里已支出的")
def _spent_of_part(given: Amount) -> Context | None:
    """其中：中央资金 200 万元，执行 190 万元；省级资金 80 万元，执行 80 万元: what was spent of each part."""
    item, listing = given.context.item, given.context.listing_here
    said = given.role is Role.NONE and given.label in _SPENT_OF_IT and given.lead.separator not in tuple(_SEMICOLONS)
    if not said or item is None or item.concept is not None:
        return None
    told = item.actual is not None and not item.budgets and item.actual is given.context.last and item.actual.unit == given.figure.unit
    if listing is None or item is not listing.parts[-1] or not told:
        return None
    return given.stated(item, Role.ACTUAL, _EXECUTED)


@AMOUNTS.rule("项目的支出")
def _project(given: Amount) -> Context | None:
    """甲项目预算 10 万元，支出 9 万元; 三个项目预算合计 10 万元，实际支出合计 9 万元"""
    item, text, last = given.context.item, given.book.text, given.context.last
    told = next((word for word in TOTALLED if given.label.endswith(word) and last is not None and text.endswith(word, 0, last.start)), "")
    if given.role is not Role.NONE or given.label.removesuffix(told) not in _SPENT or item is None or given.context.opening is not None:
        return None
    listing = given.context.list_of(item)
    whole = listing.whole if listing is not None and given.lead.separator in tuple(_SEMICOLONS) and given.context.topic_waits else None
    if whole is not None and whole is given.context.topic:  # 全年预算 15 万元，其中年初预算 13 万元、上年结转 2 万元；执行 14 万元
        item, given = whole, given._replace(context=given.context._replace(item=whole))
    return given.stated(item, Role.ACTUAL) if item.concept is None and item.actual is None and item.budgets else None


@AMOUNTS.rule("名称里的个数")
def _in_name(given: Amount) -> Context | None:
    """局机关 20 万元，所属 3 个事业单位 31 万元: a number within the name of the next part."""
    listed = given.context.listing_here is not None and given.role is Role.NONE and given.figure.unit in ("个", "家")
    return given.nothing(phrase("no-meaning")) if listed and _BODIES.search(given.label) and _BODY.match(given.book.text, given.figure.end) else None


@AMOUNTS.rule("满分")
def _to_get(given: Amount) -> Context | None:
    """其中产出指标 50 分，得 48 分: how much there was to get is no part of the score."""
    return given.nothing(phrase("standard"), STANDARD) if given.label and given.figure.unit == "分" and _GOT.match(given.book.text, given.figure.end) else None


@AMOUNTS.rule("其余的个数")
def _rest(given: Amount) -> Context | None:
    """其余 5 个村: the next amount closes its list."""
    if given.figure.unit in MONEY or not given.label.startswith(_REST) or not given.context.lists:
        return None
    return given.nothing(phrase("of-the-rest"))._replace(rest=True)
