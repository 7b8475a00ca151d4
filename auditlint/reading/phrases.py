"""The phrasebook: what the words between two figures say.

``parse`` looks at the words that stand between one figure and the next.  They hold *events* (a sentence ends, 其中 opens
a list, 与上年相比 sets a base, 持平 says that nothing changed ...) and the *lead*: what the words directly before
the figure make of it.  Phrasings are told apart by shape: who, relation word, figure, unit.  A department's words repeat,
so what was parsed once is remembered.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..field import ANY_FUND, resolve
from ..startup import pattern

if TYPE_CHECKING:
    import regex

DIRECTIONS = {
    "增加": 1, "增长": 1, "上升": 1, "上涨": 1, "提高": 1, "增支": 1, "增收": 1, "增幅": 1, "增": 1, "升": 1, "上浮": 1, "提升": 1, "增多": 1,
    "减少": -1, "下降": -1, "降低": -1, "减支": -1, "减收": -1, "压缩": -1, "压减": -1, "节约": -1, "缩减": -1, "降幅": -1,
    "减": -1, "降": -1, "下浮": -1, "减幅": -1, "下跌": -1, "回落": -1,
    "大于": 1, "高于": 1, "超过": 1, "多于": 1, "小于": -1, "低于": -1, "少于": -1,
}  # fmt: skip
OPERATORS = {
    "大于": ">", "高于": ">", "超过": ">", "超出": ">", "多于": ">", "小于": "<", "低于": "<", "少于": "<", "等于": "=", "与": "=",
    "同": "=", "和": "=",
}  # fmt: skip

_DIRECTION = pattern(
    r"(?P<word>增加|(?<!稳)增长|增支|增收|增幅|增多|减少|下降|上升|上涨|提高|(?<!能力|水平|质量|品质|素质|提质|效能)提升|降低|减支|减收|减幅|压缩|压减|节约|缩减|降幅|上浮|下浮|下跌|回落"
    r"|(?<!新)增|(?<!递)减|降|(?<!提)升)(?P<residue>[（(](?:减少|下降|增加|增长|减|降|降低|上升)[）)])?"
    r"(?:了|额|数额|幅度|率|比例|比率|金额|支出|收入|幅)?(?:为|达到?|约)?[:：]?$"
)
_BASE = pattern(
    r"(?:与|较|比|同|和|相较|相比|对比|按)(?P<rest>"
    r"(?:(?P<past>上一?年度?|去年|前一?年度?|(?P<year>20\d\d)年?度?)(?:同期|同口径)?(?:部门|单位)?"
    r"(?P<kind>年初|全年|调整后?|当年)?(?P<budget>(?:[^，。；、]{0,16}?(?P<kind3>年初|全年|调整后?))?预算(?P<execution>执行)?)?(?:批复|安排)?(?:的)?(?:决算|累计支出|支出|收入|实际|完成|执行)*(?:数字?|额|金额)?"
    r"|(?:本年度?|当年|今年)?(?P<own>年初|全年|调整后?|年度|部门|当年)?(?:支出|收入|部门|批复)*预算(?:批复|安排|支出|收入)*(?:数字?|额|金额)?)"
    r"(?:的)?(?:相比较?|比较|对比|相较|同比|比)?)|同口径同比|(?<![一-龥])同比|(?:上一?年度?|去年)(?:决算数?)?相比"
)
_OPENER = pattern(
    r"(?:(?P<side>收入|支出)(?:主要)?包括(?!以下|如下)|(?:其中|具体)(?:包括|为|如下|分别[为是])?(?:[（(]按[^）)]*[）)])?|按[^，。；]{2,14}(?:分类?|划分|看)|(?:主要)?(?:包括|构成)"
    r"|.{0,60}?(?P<verb>(?:主要)?(?:是?用于|支出|包括)(?:以下|如下)(?:几个|几)?(?:方面|内容|项目|情况|部分)?(?:（按[^）]{1,8}）)?|主要用于|具体(?:情况|构成|支出|内容)?(?:如下|包括|为)|分别(?:为|是)"
    r"|的?(?:具体)?构成(?:情况)?(?:为|是|如下)?|(?:情况|主要内容)如下|(?:主要|其中|具体)包括|由(?:以下|如下)(?:几)?部分(?:构成|组成)|(?<=支出|收入|决算|预算|费|总额|合计)(?:决算)?中))$"
)
_USED = pattern(r"(?P<whole>[^，。；：:、（）]{0,24}?)(?:主要)?用于(?!以下|如下)(?=[^增减升降占]{3})(?![^，。]{0,30}(?:增|减|升|降|比|占|较))")
_OPENER_HEAD = pattern(r"其中(?:包括|含)?|具体(?:为|包括|如下)|包括")
_REASON = pattern(r"原因|^主要是|^主要系|^主要因|^主要由于|^系|^是因|^因(?!公)|^由于|是由于|^是(?!否)|增减变动|变动的?情况")
_FLAT = pattern(r"(?P<soft>基本|大体|大致|总体上?|整体上?)?(?:持平|相当)|(?:无|没有|未发生|未)(?:增减|大的?|任何)?(?:变化|变动|增减变化|增减变动|增减)|保持不变|(?:相?一致|相同)$")
_COMPARE = pattern(
    r"(?P<op>大于|小于|等于|高于|低于|超过|超出|多于|少于|大小于)(?:本年度?|当年|20\d\d年度?)?(?P<kind>年初|全年|调整后?)?(?:支出|收入)?预算(?:数|安排|金额)?"
    r"|(?P<with>与|同|和)(?:本年度?|当年|(?P<year>20\d\d)年度?)?(?P<kind2>年初|全年|调整后?)?(?:支出|收入)?预算(?:数|安排|金额)?(?:相比)?(?P<soft>基本|大体)?(?:持平|一致|相等|相同|无差异|没有差异)"
)
_APART = pattern(r"(?:支出|收入)?决算(?:数|额)?(?P<op>大于|高于|超过|多于|小于|低于|少于)(?:本年度?|当年)?(?P<kind>年初|全年|调整后?)?(?:支出|收入)?预算(?:数|安排|金额)?$")
_NIL = pattern(
    r"(?:无|没有|未发生|未安排|未使用|不涉及|无使用)(?:使用|安排|发生|取得)?(?:当年|本年度?)?(?P<what>"
    rf"(?P<fund>{ANY_FUND})(?:预算)?(?:当年)?(?:财政)?(?:拨款)?(?:预算)?(?:安排)?的?(?:本年)?(?P<flows>(?:收入|支出|收支|结转和结余|结转|结余|和|及|、|与|预算|安排的|情况|决算)+)"
    r"|(?:财政拨款)?[“\"]?三公[”\"]?经费(?:财政拨款)?(?:支出)?|因公出国[（(]境[）)](?:费用?|经费|支出)(?:支出)?|公务接待(?:费用?|支出)(?:支出)?|公务用车购置(?:及运行(?:维护)?费?|费)?(?:支出)?|公务用车运行(?:维护)?费(?:支出)?|机关运行经费(?:支出)?|政府采购支出)(?P<rest>.{0,2})"
)
_ITEM = pattern(r".*（[类款项]）")
_LEVEL = pattern(r"（([类款项])）")
_SHARE = pattern(r"占(?P<den>[^占]*?)(?:的)?(?:比重|比例|百分比|比)?(?:为|达到?|约|是|的)?[:：]?$")
_EACH = pattern(r"(?:分别占(?P<den>[^占]*?)(?:的)?(?:比重|比例|百分比|比)?|(?:分别|各)?占比(?:分别|各)|所?占(?:的)?比(?:例|重)分别)(?:[为是])?[:：]?$")
_VARIANCE = pattern(r"(?:预决算)?(?:差异率|偏离度|偏差率)(?:为|达)?[:：]?$")
_COMPLETION = pattern(
    r"(?:(?:完成|为|占|是|达到|相当于)(?:了)?(?:本年度?|当年|20\d\d年度?)?(?P<kind>年初|全年|调整后?|年度)?(?:支出|收入|部门)?预算(?:数|安排|总额|金额|收入|支出)*(?:的)?(?:比例)?(?:为)?"
    r"|(?P<kind2>年初|全年|调整后?|年度)?(?:支出|收入)?(?:预算)?(?:完成|执行)(?:率|比例|进度)(?:为|达到?|约)?|^、?(?P<kind3>年初|全年|调整后?)预算(?:数|安排)?的|^(?P<bare>完成)了?|^的)[:：]?$"
)
_ROLE = pattern(
    r"(?P<pre>(?:的|完成(?:了)?|(?P<of>仅?占|相当于|^仅?为|^达到?|^是|(?<=支出|决算|决算数)仅?为)了?)?(?:本年度?|当年)?)(?:(?P<kind>年初|全年|调整后?的?|当年|年度|变更后)?(?:部门)?(?:支出|收入|资金)?(?:预算)(?:数|总额|额|金额|安排|批复|资金)*"
    r"|(?P<actual>(?:支出|收入|实际支出|收支)?决算(?:数|总额|额|金额|支出)*|实际(?:支出|完成|执行|使用|发生|到位)(?:数|总额|额|金额)?|(?:全年)?执行(?:数|总额)|全年(?:实际)?执行))"
    r"(?:均|各|分别|共)?(?:为|是|达|达到)?[:：]?$"
)
_FUND_ALONE = pattern(rf"^[、，,]?(?:{ANY_FUND})预算(?:为|是)?[:：]?$")
_TAIL = pattern(r"(?:(?:共计|总共|共|(?<![总合累])计|累计|为|是|达到?|约|均|各|有|合计(?=为)|[:：])+)$")
_PRIOR_LABEL = pattern(r"^(?:上年度?|去年|20\d\d年度?)(?:同期)?(?:决算|支出|收入|实际|累计支出|累计|预算|执行)*(?:数|额|金额)?(?:为|是|的)?$")
_TO_VALUE = pattern(r"(增加|减少|下降|上升|增长|提高|降低|压缩|压减|调整|降|升)(?:到|至)(?:了)?$")
_FROM = pattern(r"由(?:上年度?|去年|20\d\d年度?)的?$")
_YEAR = pattern(r"(20\d\d)年")
_ONLY_TIME = pattern(r"(?:20\d\d|本|当|全)年(?:度|末|底)?")
_NUMERAL = pattern(r"[\d一二三四五六七八九十①-⑳]+")
_MARK = pattern(r"\s*(?:\d{1,2}[.、．]|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]{1,2}是|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|[-•·●◆■*])\s*")
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_HEADS = pattern(r"情况|说明|总体|如下|其中|构成|分类|包括")
_CLAUSE = pattern(r"[，,；;：:。！!？?]")
_NUMBER_AFTER = pattern(r"(?:的)?(?:增加|减少|增长|下降|相比|，?相比|上升|降低|,?相比)")


class Base(NamedTuple):
    """What a change is measured against: ``kind`` is 上年, 上年预算, or a budget kind (``预算`` where none is named)."""

    kind: str
    year: int | None
    subject: str
    bare: bool = False


class Lead(NamedTuple):
    """What the words directly before a figure make of it."""

    kind: str = "mention"
    label: str = ""
    role: str = ""
    budget: str = ""
    word: str = ""
    word_at: int = 0
    residue: bool = False
    base: Base | None = None
    subject: str = ""
    whole: str = ""
    context: str = ""
    separator: str = ""
    listed: str = ""
    year: int | None = None
    flow: str = ""


class Event(NamedTuple):
    """Something that the words say on the way to the figure; ``at`` counts from the end of the words."""

    kind: str
    text: str = ""
    at: int = 0
    base: Base | None = None
    detail: str = ""
    soft: bool = False


class Gap(NamedTuple):
    """The words between two figures."""

    events: tuple[Event, ...]
    lead: Lead


def explicit_prior(after: str) -> bool:
    """Whether what follows an amount makes it the base of a change: 较上年的 433 万元减少 ..."""
    return _NUMBER_AFTER.match(after) is not None


@lru_cache(maxsize=16384)
def parse(words: str, percent: bool = False, closing: bool = False) -> Gap:
    """Events and lead of the words before a figure (a percentage or not).

    ``closing`` words end a paragraph and lead to no figure.
    """
    words = words.replace("(", "（").replace(")", "）").replace("收、支", "收支").replace("收入、支出总计", "收入支出总计").replace("小型、微型", "小型微型")
    words = words.replace("。）", "）。" if words.endswith("。）") else "）")  # a full stop within brackets does not end the sentence round them
    size = len(words)
    events: list[Event] = []
    cuts = [match.end() for match in _CLAUSE.finditer(words)]
    begin = 0
    context = ""
    base: Base | None = None
    bracket = words.rfind("（") if words.rfind("（") > words.rfind("）") else size
    for cut in [*cuts, size] if closing else cuts:
        clause, separator = (words[begin:cut], "") if cut == size and closing and cut not in cuts else (words[begin : cut - 1], words[cut - 1])
        at = begin - size
        if begin <= bracket < cut:
            events.append(Event("enter"))
            bracket = size
        begin = cut
        base, context = _clause(clause, at, separator, events, base, context)
        if separator and separator in "。！!？?；;" and len(clause) > 2:
            # 包括：基本工资、津贴补贴；公用经费 ... names things and lists no figures.
            events[:] = [event for event in events if event.kind != "open"]
        if separator and separator in "。！!？?":
            events.append(Event("stop"))
            base = None
            if not context.startswith("*"):
                context = ""
    opened, closed = words.find("（"), words.find("）")
    if closed >= 0 and (opened < 0 or closed < opened):
        events.insert(0, Event("leave"))
    if closing:
        return Gap(tuple(events), Lead())
    clause = words[begin:]
    if bracket < size:
        events.append(Event("enter"))
    lead = _lead(clause, percent, events, base, context, words[begin - 1] if begin else "")
    return Gap(tuple(events), lead)


def _clause(
    clause: str, at: int, separator: str, events: list[Event], base: Base | None, context: str
) -> tuple[Base | None, str]:
    """Events of a whole clause; the base it leaves, and the label it may be for the next one."""
    mark = _MARK.match(clause)
    body = clause[mark.end() :] if mark else clause
    if "（" in body and "）" not in body:
        body = body[body.rindex("（") + 1 :]
    shift = at + len(clause) - len(body)
    if mark is not None and mark.group().strip()[-1:] == "是":
        events.append(Event("go-on"))
    head = _OPENER_HEAD.match(body)
    if head is not None and head.end() < len(body):
        events.append(Event("open"))
        inner = _MARK.match(body, head.end())
        mark = inner or mark
        start = inner.end() if inner is not None else head.end()
        shift += start
        body = body[start:]
    if _ITEM.match(body) and len(body) < 90 and "占" not in body:
        events.append(Event("item", body, shift))
        return base, ""
    opener = _OPENER.match(body)
    if opener is not None:
        detail = opener["side"] or ("按" if body[0] == "按" else "")
        events.append(Event("open", body[: opener.start("verb")] if opener["verb"] else opener["side"] or "", detail=detail))
        return base, "" if len(body) < 9 else context
    found = _BASE.search(body)
    if found is not None:
        base = _base(found, body[: found.start()])
        events.append(Event("base", base=base))
    compare = _compare(body, shift, events, base)
    if not compare:
        _state(body, shift, events, base)
    reason = _REASON.search(body)
    if reason is not None:
        events.append(Event("reason"))
        return base, ""
    if separator in "：:" and 1 < len(body) <= 16 and found is None and not compare:
        circled = mark is not None and mark.group().strip()[:1] in _CIRCLED and _HEADS.search(body) is None
        events.append(Event("under", body, detail=mark.group().strip() if circled and mark is not None else ""))
    if separator in "：:。" and 1 < len(body) <= 40 and found is None and not compare and (mark is not None or separator in "：:"):
        return base, ("*" if mark else "") + body
    if found is not None or compare or len(body) > 40 or separator not in "，,":
        return base, ""
    # 1. 甲项目，预算 10 万元: the number goes with the name, which is given up only by the next one.
    # The style of the number goes before it, behind what no clause has in it.
    return base, f"\n{_style(mark.group())}\n{body}" if mark is not None and mark.group().strip()[-1:] != "是" else body


def _compare(body: str, shift: int, events: list[Event], base: Base | None) -> bool:
    """决算数大于预算数, 决算数与预算数持平."""
    found = _COMPARE.search(body)
    if found is None:
        return False
    operator = found["op"] or found["with"]
    kind = (found["kind"] or found["kind2"] or "").replace("后", "")
    at = shift + found.start("op" if found["op"] else "with")
    events.append(Event("compare", body[: found.start()], at, base, f"{operator}:{kind}:{found['year'] or ''}", bool(found["soft"])))
    return True


def _state(body: str, shift: int, events: list[Event], base: Base | None) -> None:
    """Words that say a state: 持平, 无……收入、支出."""
    flat = _FLAT.search(body)
    if flat is not None and (base is not None or "持平" in body or "变化" in body or "增减" in body):
        events.append(Event("flat", body[: flat.start()], shift + flat.start(), base, flat.group(), bool(flat["soft"])))
    nil = _NIL.search(body)
    if nil is not None and flat is None and not nil["rest"].startswith(("增", "减", "变", "预", "的", "项")):
        events.append(Event("nil", nil["what"], shift + nil.start(), detail=nil.group().removesuffix(nil["rest"])))


def _base(found: "regex.Match[str]", subject: str) -> Base:
    bare = (not subject and found.group().startswith("与")) or subject in ("决算数", "支出决算数", "支出决算")
    groups = found.groupdict()
    kind = (groups["kind"] or groups["kind3"] or groups["own"] or "").replace("后", "")
    if kind in ("年度", "部门", "当年"):
        kind = ""
    year = int(groups["year"]) if groups["year"] else None
    if groups["past"]:
        if groups["budget"]:
            return Base("上年预算" if not groups["execution"] else "上年", year, subject) if year is None or groups["execution"] else Base(
                f"年份预算:{kind}", year, subject
            )
        return Base("上年", year, subject, bare)
    if groups["rest"]:
        return Base(f"{kind}预算", None, subject)
    return Base("上年", None, subject)


def _lead(clause: str, percent: bool, events: list[Event], base: Base | None, context: str, separator: str) -> Lead:
    """The lead: the words after the last punctuation before the figure."""
    mark = _MARK.match(clause)
    body = clause[mark.end() :] if mark else clause
    listed = _style(mark.group()) if mark is not None else ""
    if mark is not None and mark.group().strip()[-1:] == "是":
        events.append(Event("go-on"))
        listed = ""
    head = _OPENER_HEAD.match(body) or (_OPENER_HEAD.match(body, 1) if body[:1] == "（" else None)
    if head is not None:
        events.append(Event("open"))
        body = body[head.end() :]
    used = _USED.match(body)
    if used is not None:
        events.append(Event("open", used["whole"]))
        body = body[used.end() :]
    if context.startswith("\n"):
        _, style, context = context.split("\n", 2)
        listed = listed or style
    context = context.lstrip("*")
    common: dict[str, object] = {"context": context, "separator": separator, "listed": listed}
    if body in ("（", "(", "，（", "即", "（即"):
        return Lead("bracket", base=base, **common)  # type: ignore[arg-type]
    reason = _REASON.search(body)
    if reason is not None:
        _compare(body[: reason.end()], -len(body), events, base)
        events.append(Event("reason"))
        body = body[reason.end() :]
    turn = _DIRECTION.search(body)
    if turn is not None:
        return _direction(body, turn, base, common)
    apart = _APART.search(body) if not percent else None
    if apart is not None:
        # 决算数大于预算数 55.93 万元: the difference, and not the budget.
        events.append(Event("compare", body[: apart.start()], apart.start("op") - len(body), base, f"{apart['op']}:{apart['kind'] or ''}:"))
        kind = (apart["kind"] or "").replace("后", "")
        return Lead(
            "direction", word=apart["op"], word_at=apart.start("op") - len(body), base=Base(f"{kind}预算", None, "", True), **common  # type: ignore[arg-type]
        )  # fmt: skip
    return _ratio(body, base, common) if percent else _mention(body, base, events, common)


def _ratio(body: str, base: Base | None, common: dict[str, object]) -> Lead:
    """A percentage that is no change: a variance, a completion, a share."""
    if _VARIANCE.search(body):
        return Lead("variance", base=base, **common)  # type: ignore[arg-type]
    done = _COMPLETION.search(body)
    if done is not None and (done.group() != "的" or body == "的"):
        kind = (done["kind"] or done["kind2"] or done["kind3"] or "").replace("后", "").replace("年度", "")
        rest = body[: done.start()]
        flow = "执行" if "执行" in done.group() else ""
        whole = done.group().removeprefix("占").rstrip("的为比例：:") if done.group()[0] == "占" else ""
        return Lead("completion", label=rest, word=done["bare"] or "", flow=flow, budget=kind, base=base, whole=whole, **common)  # type: ignore[arg-type]
    share = _SHARE.search(body)
    if share is not None and (each := _EACH.match(body)) is not None:
        return Lead("share", word="分别", whole=(each["den"] or "").strip("的比重例 "), base=base, **common)  # type: ignore[arg-type]
    if share is not None:
        return Lead("share", label=body[: share.start()], whole=(share["den"] or "").strip("的比重例 "), base=base, **common)  # type: ignore[arg-type]
    return Lead("mention", label=_subject(body), base=base, **common)  # type: ignore[arg-type]


def _style(mark: str) -> str:
    """The manner of a list mark: 1. and 2. alike, （1） another."""
    return _NUMERAL.sub("1", mark.strip())


def _direction(body: str, turn: "regex.Match[str]", base: Base | None, common: dict[str, object]) -> Lead:
    before = body[: turn.start()]
    found = next(reversed(list(_BASE.finditer(before))), None)
    subject = before
    if found is not None:
        base = _base(found, before[: found.start()])
        rest = before[found.end() :]
        subject = rest if len(rest) > 2 else before[: found.start()]
        if not subject and common["separator"] in ("；", ";"):
            base = base._replace(bare=True)
    word_at = turn.start() - len(body)
    return Lead(
        "direction", word=turn["word"], word_at=word_at, residue=turn["residue"] is not None, base=base,
        subject=_subject(subject), **common,  # type: ignore[arg-type]
    )  # fmt: skip


def _mention(body: str, base: Base | None, events: list[Event], common: dict[str, object]) -> Lead:
    found = _BASE.search(body)
    if found is not None and not found.group().startswith(("和", "同", "按")):
        base = _base(found, body[: found.start()])
        rest = body[found.end() :]
        if not rest.strip("的为是") or resolve(rest) is not None and not found.group().endswith(("相比", "比较", "对比", "相较", "同比")):
            return Lead("mention", role="基数", base=base, subject=_subject(base.subject), **common)  # type: ignore[arg-type]
        events.append(Event("base", base=base))
        body = rest
    if body[:1] == "（" and _PRIOR_LABEL.match(body[1:]):
        # 公务接待费 2 万元（上年 1.60 万元），增长 25%
        body = body[1:]
    year_match = _YEAR.search(body)
    year = int(year_match.group(1)) if year_match else None
    if _PRIOR_LABEL.match(body) and not body.endswith(("收入预算", "支出预算")):
        flow = body.removesuffix("为").removesuffix("是")[-2:]
        label = f"本年{flow}" if flow in ("收入", "支出") else ""
        return Lead("mention", label=label, role="上年", year=year, base=base, **common)  # type: ignore[arg-type]
    role = None if _FUND_ALONE.search(body) else _ROLE.search(body)
    if role is not None:
        kind = (role["kind"] or "").replace("后", "").replace("的", "").replace("变更", "调整")
        kind = "" if kind in ("当年", "年度") else kind
        label = body[: role.start()].strip("、，,：: ")
        flow = role.group().lstrip("、，,").lstrip("的")[:2]
        if flow not in ("支出", "收入"):
            flow = ""
        elif label and resolve(label) is None:
            label = next((words for words in (label + flow, f"{label}本年{flow}") if resolve(words) is not None), label)
        # 占年初预算 21 万元的 85.81%: the budget is told by the way.
        within = "占" if role["of"] and not role["actual"] else ""
        if within and label in ("支出", "决算", "决算数", "支出决算", "支出决算数"):
            label = ""
        if role["actual"]:
            kind = next((word for word in ("执行", "实际") if word in role["actual"]), kind)
        return Lead(
            "mention", label=_subject(label), role="决算" if role["actual"] else "预算", budget=kind, word=within, base=base, year=year, flow=flow,
            **common,  # type: ignore[arg-type]
        )  # fmt: skip
    tail = _TAIL.search(body)
    label = body[: tail.start()] if tail else body
    turned = _TO_VALUE.search(label)
    if turned is not None:
        word = turned.group(1)
        return Lead("value", word=word, word_at=turned.start() - len(body), base=base, **common)  # type: ignore[arg-type]
    if _FROM.search(body):
        return Lead("mention", role="上年", base=base, year=year, **common)  # type: ignore[arg-type]
    return Lead("mention", label=_subject(label), base=base, year=year, **common)  # type: ignore[arg-type]


def _subject(label: str) -> str:
    """The words that name what is spoken of: the piece after the last 、."""
    label = label.strip(" ，,、；;：:")
    if "（" in label and "）" not in label:
        label = label.rsplit("（", 1)[1].removeprefix("含").removeprefix("其中")
    time = _ONLY_TIME.match(label)
    if time is not None and label[time.end() :] in ("", "收入", "支出"):
        return f"本年{label[time.end():]}" if time.end() < len(label) else ""
    piece = label
    if "、" in label and "（" not in label:
        piece = label.rsplit("、", 1)[1]
    for word in ("各", "均", "分别", "同比", "共", "也", "累计", "总体", "预计"):
        if piece.endswith(word) and len(piece) > len(word) and word != "总体":
            piece = piece[: -len(word)]
    return piece


def level_of(label: str) -> str:
    """类, 款 or 项: the deepest level that a label names; "" for none."""
    found = _LEVEL.findall(label)
    return found[-1] if found else ""
