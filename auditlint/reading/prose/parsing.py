"""Words to clauses.

The words are cut at their punctuation.  Whole clauses say things of their own (a list opens, a base is named, nothing has changed, reasons begin);
the words behind the last mark are the *lead*: what they make of the figure that follows.  Which words say what stands in the shapes of
``auditlint.language``.  A department's words repeat, so what was parsed once is remembered.
"""

from functools import lru_cache

from ...language import expanded, find, rewritten, starting
from ...language.shapes import Found, last
from ...named import NamedTuple
from ...startup import pattern
from .clauses import (
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
    Stops,
    Unchanged,
    Under,
)  # fmt: skip
from .mentions import base_of, budget_kind, mention, subject_of

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
#: 因公出国（境）费, 教育支出（类）: brackets that are of a name.
_WITHIN_NAME = pattern(r"（[^（）\d]{1,2}）")
_LEVEL = pattern(r"（([类款项])）")
_NUMERAL = pattern(r"[\d一二三四五六七八九十①-⑳]+")
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_HEADS = pattern(r"情况|说明|总体|如下|其中|构成|分类|包括")
_NUMBER_AFTER = pattern(expanded(r"(?:的)?(?:{direction}|[，,]?相比)"))
_OPENED = ("（", "，（", "即", "（即")
_SHARE_MARKS = "的比重例 "
_EACH = ("分别", "各自", "依次")
#: 两项各减少 6 万元; 收、支总计各增加 6 万元 is said of both totals.
_OF_EACH = pattern(r"[两二三四五六七八九][项者类]各$")
_IS, _SHARE = "是", "占"
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
    marks = _WITHIN_NAME.sub(lambda name: "　" * len(name.group()), words)
    opened, closed = marks.rfind(_OPEN), marks.rfind(_CLOSE)
    bracket = opened if opened > closed else len(words)
    leaves = marks.find(_CLOSE) if closed >= 0 and not 0 <= marks.find(_OPEN) < marks.find(_CLOSE) else len(words)
    found: list[Clause] = []
    base, carried = None, NOTHING
    *whole, open_ = _pieces(words)
    if not _ends_with(leaves, whole):
        found, leaves = [Leaves()] if leaves < len(words) else [], len(words)
    for start, piece in [*whole, (open_[0], open_[1])] if closing and open_[1].text else whole:
        if start <= bracket < start + len(piece.text) + 1:
            found.append(Enters())
            bracket = len(words)
        said, base, carried = _clause(piece, base, carried)
        found += said
        if start + len(piece.text) == leaves + 1:
            found.append(Leaves())  # （甲 2 万元，与上年持平），比上年增加 1 万元: what its last clause says is said within the bracket
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


def _ends_with(bracket: int, pieces: list[tuple[int, _Piece]]) -> bool:
    """Whether a bracket closes right at the end of a clause."""
    return any(start + len(piece.text) == bracket + 1 for start, piece in pieces)


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
        base = base_of(found, words[: found.start])
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
    plainly = starting("became.plain", words) if not separator and not percent else None
    if plainly is not None:
        word = plainly.slot("word")
        return said, plain._replace(kind=Leads.BECAME, shapes=(plainly.shape.name,), word=word, word_at=-len(words))
    turn = find("turn", words)
    if turn is not None:
        return said, _turned(words, turn, plain)
    each = plain._replace(apart=any(word in words for word in _EACH))
    if percent:
        return said, _ratio(words, each)
    apart = find("apart", words)
    if apart is not None:
        # 决算数大于预算数 55.93 万元: the difference, and not the budget.
        sign, place, kind = apart.slot("sign"), apart.match.start("sign") - len(words), budget_kind(apart.slot("kind"))
        said.append(Compares(apart.shape.name, words[: apart.start], sign, place, kind, None, False, base))
        told = Base(f"{kind}预算", None, "", True)
        return said, plain._replace(kind=Leads.TURN, shapes=(apart.shape.name,), word=sign, word_at=place, base=told)
    based, lead = mention(words, each)
    return said + based, lead


def _ratio(words: str, plain: Lead) -> Lead:
    """A percentage that is no change: a variance, a ratio of two years, a completion, a share."""
    variance = find("variance", words)
    if variance is not None:
        return plain._replace(kind=Leads.VARIANCE, shapes=(variance.shape.name,))
    ratio = find("ratio", words)
    if ratio is not None:
        return plain._replace(kind=Leads.RATIO, shapes=(ratio.shape.name,), label=words[: ratio.start])
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
    apart = before.endswith(_EACH) or _OF_EACH.search(before) is not None
    base = plain.base
    shapes: tuple[str, ...] = (turn.shape.name,)
    found = last("base", before)
    if found is not None:
        shapes = (found.shape.name, *shapes)
        base = base_of(found, before[: found.start])
        apart = apart or before[: found.start].endswith(_EACH)  # 三项分别比上年增加
        rest = before[found.end :]
        subject = rest if len(rest) > 2 else before[: found.start]
        if not subject and plain.separator in ("；", ";"):
            base = base._replace(bare=True)
    return plain._replace(
        kind=Leads.APART if apart else Leads.TURN, shapes=shapes, word=turn.slot("word"), word_at=turn.match.start("word") - len(words), choice=bool(turn.slot("residue")),
        base=base, subject=subject_of(subject),
    )  # fmt: skip
