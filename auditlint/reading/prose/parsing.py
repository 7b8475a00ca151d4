"""Words to clauses.

The words are cut at their punctuation.  Whole clauses say things of their own (a list opens, a base is named, nothing has changed, reasons begin);
the words behind the last mark are the *lead*: what they make of the figure that follows.  Which words say what stands in the shapes of
``auditlint.language``.  A department's words repeat, so what was parsed once is remembered.
"""

from functools import lru_cache

from ...field import resolve
from ...language import expanded, find, meaning, rewritten, starting
from ...language.shapes import Found, last
from ...named import NamedTuple
from ...startup import pattern
from .clauses import (
    ELSE,
    NOTHING,
    Base,
    Carried,
    Clause,
    Compares,
    Declares,
    Enters,
    Gap,
    GoesOn,
    Lead,
    Leads,
    Leaves,
    Measures,
    Names,
    Opens,
    Reasons,
    Role,
    Stops,
    Unchanged,
    Under,
)  # fmt: skip

_STOPS = "。！!？?"
#: What ends a list that has begun: 包括：基本工资、津贴补贴；公用经费 ... names things and lists no figures.
_ENDS = _STOPS + "；;"
_COLONS = "：:"
_COMMAS = "，,"
_OPEN, _CLOSE = "（", "）"
_CLAUSE = pattern(r"[，,；;：:。！!？?]")
_MARK = pattern(expanded("{mark}"))
#: The only letters that it begins with.
_NUMERALS = frozenset("一二三四五六七八九十")
_LEVEL = pattern(r"（([类款项])）")
_YEAR = pattern(r"(20\d\d)年")
_YEAR_BEFORE = pattern(r"^(?:20\d\d|本|当|全)年度?")
_ONLY_TIME = pattern(r"(?:20\d\d|本|当|全)年(?:度|末|底)?")
#: 人均 is no name with 均 behind it.
_AVERAGE = pattern(r"[人户亩车次生床辆]均$")
#: 甲、乙、丙分别为: the amounts that follow are one of each.
_RESPECTIVE = pattern(r"[、和与及][^、]+?(?P<end>(?:决算)?数?(?:分别|依次)(?:[为是])?[:：]?)$")
_AND = pattern(r"[、和与及]|以及")
_NUMERAL = pattern(r"[\d一二三四五六七八九十①-⑳]+")
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_HEADS = pattern(r"情况|说明|总体|如下|其中|构成|分类|包括")
_NUMBER_AFTER = pattern(expanded(r"(?:的)?(?:{direction}|[，,]?相比)"))
#: What may stand before a name and is none of it, and what stands behind it.
_WITHIN = pattern(r"^(?:含)?(?:其中)?")
_LEFT = ("各", "均", "分别", "同比", "共", "也", "累计", "预计")
_FLOWS = ("支出", "收入")
_FLOW_BUDGETS = ("收入预算", "支出预算")
_OPENED = ("（", "，（", "即", "（即")
#: What a change is told of without a name: the final accounts, and not their total.
_ACCOUNTS = frozenset(("决算数", "支出决算数", "支出决算"))
_SPENT = _ACCOUNTS | {"支出", "决算"}
_ELSE = Base(ELSE, None, "")
_PLAN = "预算"
_BEFORE_LAST = "前年"
_SHARE_MARKS = "的比重例 "
_OVER = frozenset(("和", "同", "按"))
_EACH = ("分别", "各自")
_WITH, _THAN, _OF, _IS, _SHARE, _COPULA = "与", "比", "的", "是", "占", "的为是"
#: How long what only leads on to the next clause may be.
_LONGEST, _LABEL, _SHORT, _ITEM = 40, 16, 9, 90


class _Piece(NamedTuple):
    """Words up to a mark: the mark, where they begin (counted from the end), and what stands in front of them as their number; ``text`` is all of it."""

    text: str
    words: str
    separator: str
    at: int
    mark: str

    @property
    def style(self) -> str:
        """The manner of the number: 1. and 2. alike, （1） another; 一是 is none."""
        return "" if self.goes_on else _NUMERAL.sub("1", self.mark)

    @property
    def goes_on(self) -> bool:
        """Whether it begins with 一是."""
        return self.mark.endswith(_IS)


def explicit_prior(after: str) -> bool:
    """Whether what follows an amount makes it the base of a change: 较上年的 433 万元减少 ..."""
    return _NUMBER_AFTER.match(after) is not None


def level_of(label: str) -> str:
    """类, 款 or 项: the deepest level that a label names; "" for none."""
    found = _LEVEL.findall(label)
    return found[-1] if found else ""


@lru_cache(maxsize=16384)
def parse(words: str, percent: bool = False, closing: bool = False) -> Gap:
    """The clauses and the lead of the words before a figure (a percentage or not).

    ``closing`` words end a paragraph and lead to no figure.
    """
    words = rewritten(words)
    # A full stop within brackets does not end the sentence round them.
    words = words.replace("。）", "）。" if words.endswith("。）") else "）")
    opened, closed = words.rfind(_OPEN), words.rfind(_CLOSE)
    bracket = opened if opened > closed else len(words)
    found: list[Clause] = [Leaves()] if closed >= 0 and not 0 <= words.find(_OPEN) < words.find(_CLOSE) else []
    base, carried = None, NOTHING
    *whole, open_ = _pieces(words)
    for start, piece in [*whole, (open_[0], open_[1])] if closing and open_[1].text else whole:
        if start <= bracket < start + len(piece.text) + 1:
            found.append(Enters())
            bracket = len(words)
        said, base, carried = _clause(piece, base, carried)
        found += said
        if piece.separator and piece.separator in _ENDS and len(piece.text) > 2:
            found = [clause for clause in found if not isinstance(clause, Opens)]
        if piece.separator and piece.separator in _STOPS:
            found.append(Stops())
            base, carried = None, carried if carried.firm else NOTHING
    if closing:
        return _gap(found, Lead())
    if bracket < len(words):
        found.append(Enters())
    said, lead = _lead(open_[1], percent, base, carried, whole[-1][1].separator if whole else "")
    return _gap([*found, *said], lead)


def _pieces(words: str) -> list[tuple[int, _Piece]]:
    """The clauses of some words, each with where it begins; the last one has no mark behind it."""
    cuts = [match.end() for match in _CLAUSE.finditer(words)]
    found = [(first, _piece(words[first : end - 1], words[end - 1], first - len(words))) for first, end in zip([0, *cuts], cuts, strict=False)]
    last = cuts[-1] if cuts else 0
    return [*found, (last, _piece(words[last:], "", last - len(words)))]


def _gap(clauses: list[Clause], lead: Lead) -> Gap:
    shapes = [str(getattr(clause, "shape", "")) for clause in clauses]
    return Gap(tuple(clauses), lead, tuple(name for name in (*shapes, *lead.shapes) if name))


def _piece(words: str, separator: str, at: int) -> _Piece:
    """Words without the number in front of them."""
    mark = _MARK.match(words) if words and (words[0] in _NUMERALS or not words[0].isalpha()) else None
    size = mark.end() if mark is not None else 0
    return _Piece(words, words[size:], separator, at + size, words[:size].strip())


# -- whole clauses -------------------------------------------------------------------------------------------------------


def _clause(piece: _Piece, base: Base | None, carried: Carried) -> tuple[list[Clause], Base | None, Carried]:
    """What a whole clause says, the base it leaves, and what it may name for the next one."""
    said, piece = _headed(piece)
    words, at = piece.words, piece.at
    item = starting("item", words)
    if item is not None and len(words) < _ITEM and _SHARE not in words:
        return [*said, Names(item.shape.name, words, at)], base, NOTHING
    opener = starting("open", words)
    if opener is not None:
        side = opener.slot("side")
        said.append(Opens(opener.shape.name, opener.slot("whole") or side, side, bool(opener.slot("again"))))
        return said, base, NOTHING if len(words) < _SHORT else carried
    found = find("base", words)
    if found is not None:
        base = _base(found, words[: found.start])
        said.append(Measures(found.shape.name, base))
    compared = _compared(words, at, base)
    said += compared or _stated(words, at, base)
    reason = find("reason", words)
    if reason is not None:
        return [*said, Reasons(reason.shape.name)], base, NOTHING
    if found is not None or compared:
        return said, base, NOTHING
    return said + _under(piece), base, _carried(piece)


def _headed(piece: _Piece) -> tuple[list[Clause], _Piece]:
    """What begins a clause (一是, 其中), and what is left; of words that open a bracket only those in it."""
    said: list[Clause] = [GoesOn()] if piece.goes_on else []
    inner = piece.words.rfind(_OPEN) + 1 if _CLOSE not in piece.words else 0
    if inner:
        piece = piece._replace(words=piece.words[inner:], at=piece.at + inner)
    head = starting("head", piece.words)
    if head is None or head.end == len(piece.words):
        return said, piece
    rest = _piece(piece.words[head.end :], piece.separator, piece.at + head.end)
    return [*said, Opens(head.shape.name)], rest if rest.mark else rest._replace(mark=piece.mark)


def _under(piece: _Piece) -> list[Clause]:
    """②公用经费：what stands before a colon."""
    if not piece.separator or piece.separator not in _COLONS or not 1 < len(piece.words) <= _LABEL:
        return []
    return [Under(piece.words, piece.mark[:1] in _CIRCLED and _HEADS.search(piece.words) is None)]


def _carried(piece: _Piece) -> Carried:
    """What a clause may name for the next one.

    1. 甲项目，预算 10 万元: the number goes with the name, which is given up only by the next one.
    """
    words, separator = piece.words, piece.separator
    if len(words) > _LONGEST:
        return NOTHING
    colon = not separator or separator in _COLONS
    if len(words) > 1 and (colon or separator == "。" and piece.mark):
        return Carried(words, "", bool(piece.mark))
    if separator and separator not in _COMMAS:
        return NOTHING
    return Carried(words, piece.style)


def _compared(words: str, at: int, base: Base | None) -> list[Clause]:
    """决算数大于预算数, 决算数与预算数持平."""
    found = find("compare", words)
    if found is None:
        return []
    year = found.slot("year")
    place = at + found.match.start("sign")
    kind = budget_kind(found.slot("kind"))
    return [
        Compares(found.shape.name, words[: found.start], found.slot("sign"), place, kind, int(year) if year else None, bool(found.slot("soft")), base)
    ]


def _stated(words: str, at: int, base: Base | None) -> list[Clause]:
    """Words that say a state: 持平, 无……收入、支出."""
    flat = find("flat", words) or (find("alike", words) if base is not None else None)
    if flat is not None:
        return [Unchanged(flat.shape.name, words[: flat.start], flat.words, at + flat.start, base, bool(flat.slot("soft")))]
    nil = find("nil", words)
    return [Declares(nil.shape.name, nil.slot("what"), nil.words, at + nil.start)] if nil is not None else []


def budget_kind(words: str) -> str:
    """年初, 全年 or 调整: which budget words name; "" for none in particular."""
    kind = meaning("budget").get(words.removesuffix(_OF), "year")
    return {"first": "年初", "whole": "全年", "adjusted": "调整"}.get(kind, "")


def _base(found: Found, subject: str) -> Base:
    year = int(found.slot("year")) if found.slot("year") else None
    kind = budget_kind(found.slot("kind", "inner"))
    bare = not subject and found.words.startswith(_WITH) or subject in _ACCOUNTS
    if found.slot("own"):
        return Base(f"{kind}预算", None, subject)
    if not found.slot("past"):
        return Base("上年", None, subject)
    if found.slot("past") == _BEFORE_LAST:
        return _ELSE._replace(subject=subject)
    if not found.slot("budget"):
        return Base("上年", year, subject, bare)
    if found.slot("execution") or year is None:
        return Base("上年" if found.slot("execution") else "上年预算", year, subject)
    return Base(f"{kind}预算", year, subject, dated=True)


# -- the lead ------------------------------------------------------------------------------------------------------------


def _lead(piece: _Piece, percent: bool, base: Base | None, carried: Carried, separator: str) -> tuple[list[Clause], Lead]:
    """What the words after the last punctuation say, and what they make of the figure."""
    said: list[Clause] = [GoesOn()] if piece.goes_on else []
    words = piece.words
    head = starting("head", words) or (starting("head", words, 1) if words.startswith("（") else None)
    if head is not None:
        said.append(Opens(head.shape.name))
        words = words[head.end :]
    used = starting("used", words)
    if used is not None:
        said.append(Opens(used.shape.name, used.slot("whole")))
        words = words[used.end :]
    plain = Lead(base=base, context=carried.words, separator=separator, listed=piece.style or carried.style)
    if words in _OPENED:
        return said, plain._replace(kind=Leads.BRACKET)
    reason = find("reason", words)
    if reason is not None:
        said += [*_compared(words[: reason.end], -len(words), base), Reasons(reason.shape.name)]
        words = words[reason.end :]
    turn = find("turn", words)
    if turn is not None:
        return said, _turned(words, turn, plain)
    if percent:
        return said, _ratio(words, plain)
    apart = find("apart", words)
    if apart is not None:
        # 决算数大于预算数 55.93 万元: the difference, and not the budget.
        sign, place, kind = apart.slot("sign"), apart.match.start("sign") - len(words), budget_kind(apart.slot("kind"))
        said.append(Compares(apart.shape.name, words[: apart.start], sign, place, kind, None, False, base))
        told = Base(f"{kind}预算", None, "", True)
        return said, plain._replace(kind=Leads.TURN, shapes=(apart.shape.name,), word=sign, word_at=place, base=told)
    based, lead = _mention(words, plain)
    return said + based, lead


def _ratio(words: str, plain: Lead) -> Lead:
    """A percentage that is no change: a variance, a completion, a share."""
    variance = find("variance", words)
    if variance is not None:
        return plain._replace(kind=Leads.VARIANCE, shapes=(variance.shape.name,))
    done = find("completion", words)
    if done is not None:
        return plain._replace(
            kind=Leads.COMPLETION, shapes=(done.shape.name,), label=words[: done.start], word=done.slot("bare"), flow=done.slot("executed"),
            budget=budget_kind(done.slot("kind")), whole=done.slot("whole"),
        )  # fmt: skip
    share = find("share", words)
    each = starting("each", words) if share is not None else None
    if each is not None:
        return plain._replace(kind=Leads.SHARES, shapes=(each.shape.name,), whole=each.slot("whole").strip(_SHARE_MARKS))
    if share is not None:
        return plain._replace(kind=Leads.SHARE, shapes=(share.shape.name,), label=words[: share.start], whole=share.slot("whole").strip(_SHARE_MARKS))
    return plain._replace(label=subject_of(words))


def _turned(words: str, turn: Found, plain: Lead) -> Lead:
    """比上年增加 20 万元."""
    before = subject = words[: turn.start]
    if before.endswith(_EACH):
        return plain._replace(kind=Leads.APART, shapes=(turn.shape.name,))
    base = plain.base
    shapes: tuple[str, ...] = (turn.shape.name,)
    found = last("base", before)
    if found is not None:
        shapes = (found.shape.name, *shapes)
        base = _base(found, before[: found.start])
        rest = before[found.end :]
        subject = rest if len(rest) > 2 else before[: found.start]
        if not subject and plain.separator in ("；", ";"):
            base = base._replace(bare=True)
    return plain._replace(
        kind=Leads.TURN, shapes=shapes, word=turn.slot("word"), word_at=turn.match.start("word") - len(words), choice=bool(turn.slot("residue")),
        base=base, subject=subject_of(subject),
    )  # fmt: skip


def _mention(words: str, plain: Lead) -> tuple[list[Clause], Lead]:
    """What an amount is stated for; a base that is named on the way is said of its own."""
    said: list[Clause] = []
    respective = _RESPECTIVE.search(words)
    if respective is not None:
        return said, plain._replace(kind=Leads.APART, names=_names_of(words[: respective.start("end")]))
    found = find("base", words)
    if found is not None and found.words[:1] not in _OVER:
        base = _base(found, words[: found.start])
        plain = plain._replace(base=base)
        words = words[found.end :]
        if _is_basis(found, words):
            return said, plain._replace(shapes=(found.shape.name,), role=Role.BASIS, subject=subject_of(base.subject) or words.strip(_COPULA))
        said.append(Measures(found.shape.name, base))
    if words.startswith("（") and find("prior", words[1:]) is not None:
        words = words[1:]  # 公务接待费 2 万元（上年 1.60 万元），增长 25%
    year = _YEAR.search(words)
    plain = plain._replace(year=int(year.group(1)) if year else None)
    ways = (_of_last_year, _against, _of_former, _role, _of_whole)
    return said, next((lead for way in ways if (lead := way(words, plain)) is not None), None) or _named(words, plain)


def _is_basis(found: Found, words: str) -> bool:
    """Whether the words behind a base only name its amount: 较上年的 9 万元, 比上年本年支出 9 万元."""
    if not words.strip(_COPULA):
        return True
    return resolve(words) is not None and (not found.slot("over") or found.slot("over") == _THAN)


def _of_last_year(words: str, plain: Lead) -> Lead | None:
    """上年支出 9 万元: last year's amount, of the flow that its words name."""
    prior = find("prior", words)
    if prior is None or words.endswith(_FLOW_BUDGETS):
        return None
    flow = words.rstrip(_COPULA)[-2:]
    return plain._replace(shapes=(prior.shape.name,), role=Role.PRIOR, label=f"本年{flow}" if flow in _FLOWS else "", planned=_PLAN in words)


def _names_of(words: str) -> tuple[str, ...]:
    """The names in 基本支出、项目支出分别为, where all are known; none of a year before them."""
    names = tuple(_YEAR_BEFORE.sub("", name) for name in _AND.split(words))
    return names if all(resolve(name) is not None for name in names) else ()


def _against(words: str, plain: Lead) -> Lead | None:
    """较年初 80 万元增加 20 万元: what a change is measured against that is neither last year's nor a budget."""
    against = find("against", words)
    if against is None:
        return None
    return plain._replace(shapes=(against.shape.name,), role=Role.BASIS, base=_ELSE, subject="")


def _of_former(words: str, plain: Lead) -> Lead | None:
    """上年公务接待费支出 3 万元: last year's, under its own name."""
    former = find("former", words)
    label = subject_of(former.slot("label")) if former is not None else ""
    if former is None or resolve(label) is None:
        return None
    return plain._replace(shapes=(former.shape.name,), role=Role.PRIOR, label=label, subject=label)


def _of_whole(words: str, plain: Lead) -> Lead | None:
    """占本年支出合计 9 万元的 85%: an amount that is only what a share is of."""
    whole = find("whole", words)
    if whole is None:
        return None
    return plain._replace(shapes=(whole.shape.name,), label=subject_of(whole.slot("whole")), by_the_way=True)


def _role(words: str, plain: Lead) -> Lead | None:
    """预算数 or 决算数 of what stands before these words."""
    fund = find("fund", words)
    if fund is not None:
        return _named(words, plain)._replace(shapes=(fund.shape.name,))
    planned, spent = find("planned", words), find("spent", words)
    found = planned if spent is None or planned is not None and planned.start <= spent.start else spent
    if found is None:
        return None
    label = words[: found.start].strip("、，,：: ")
    flow = found.words.lstrip("、，,").lstrip(_OF)[:2]
    if flow not in _FLOWS:
        flow = ""
    elif label and resolve(label) is None:
        label = next((known for known in (label + flow, f"{label}本年{flow}") if resolve(known) is not None), label)
    within = bool(found.slot("within"))
    if within and label in _SPENT:
        label = ""
    what = found.slot("what")
    budget = next((word for word in meaning("counted") if word in what), "") if what else budget_kind(found.slot("kind"))
    role = Role.ACTUAL if what else Role.BUDGET
    return plain._replace(shapes=(found.shape.name,), label=subject_of(label), role=role, budget=budget, within=within, flow=flow)


def _named(words: str, plain: Lead) -> Lead:
    """An amount that only its name introduces."""
    tail = find("tail", words)
    label = words[: tail.start] if tail is not None else words
    turned = find("became", label)
    if turned is not None:
        word = turned.slot("word")
        return plain._replace(kind=Leads.BECAME, shapes=(turned.shape.name,), word=word, word_at=turned.start - len(words), year=None)
    before = find("from", words)
    if before is not None:
        if not before.slot("past"):
            return plain._replace(shapes=(before.shape.name,), role=Role.BASIS, base=_ELSE)
        return plain._replace(shapes=(before.shape.name,), role=Role.PRIOR)
    return plain._replace(label=subject_of(label), shapes=(tail.shape.name,) if tail is not None else ())


def subject_of(label: str) -> str:
    """The words that name what is spoken of: the piece after the last 、."""
    label = label.strip(" ，,、；;：:")
    if "（" in label and "）" not in label:
        inside = label.rsplit("（", 1)[1]
        label = inside[len(_WITHIN.match(inside).group()) :]  # type: ignore[union-attr]
    time = _ONLY_TIME.match(label)
    rest = label[time.end() :] if time is not None else label
    if time is not None and rest in ("", *_FLOWS):
        return f"本年{rest}" if rest else ""
    piece = label.rsplit("、", 1)[1] if "、" in label and "（" not in label else label
    for word in _LEFT:
        if piece.endswith(word) and len(piece) > len(word) and _AVERAGE.search(piece) is None:
            piece = piece[: -len(word)]
    return piece
