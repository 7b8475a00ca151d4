"""What a year leaves: 年初结余 5 万元，全年收入 9 万元，全年支出 8 万元，年末结余 6 万元; 收入 9 万元，支出 8 万元，本年收支结余 1 万元.

Only where the sentence tells one of each, parts of them apart; what does not come out is told where a slip of the hand explains it.  Of what came and
what left, as many as are told, 净增 tells the difference.
"""

from typing import TYPE_CHECKING

from ...field import CHANGE
from ...model.arithmetic import Operand
from ...model.document import begin_of
from ...model.figure import Figure
from ...startup import pattern
from .book import Book, measure_of
from .context import Context
from .paired import add_sum, told_before

if TYPE_CHECKING:
    import regex

#: A bracket right behind an amount.
_BRACKET = pattern(r"[万亿]?元（(?P<words>[^，。；（）\d]*(?:20\d\d)?[^，。；（）\d]*)")
_OPENED = pattern(r"^(?:20\d\d)?(?:年初|期初)|(?:年初|期初)(?:原值|余额|账面|库存|数)|^上年末|^上年.*(?:结转|结余|余额|滚存)")
_CLOSED = pattern(r"^(?:截至)?(?:20\d\d)?(?:年末|年终|年底|期末)|滚存结余")
_NET = pattern(r"^(?:本年|当年|当期|本期|年度)?(?:收支|收支相抵)?(?:结余|节余|差额)$|^收支相抵")
_OF_TRADE, _TRADE = pattern(r"^(?:本年|当年|当期|本期|年度)?经营(?:收支)?(?:结余|节余)$"), "经营"
_IN = pattern(r"(?:收入|新增|增加|购入|发行|拨入|购置|调入|招录|录用)(?:资金|债务|债券|额|人员)?$")
_OUT = pattern(r"(?:支出|偿还|减少|处置|核销|支付|领用|报废|退休|调出|调离)(?:资金|债务|债券|本金|额|人员){0,2}$")
#: What came and what left, in the words before how much or how many of it.
_CAME = pattern(r"新增|新[发成设建录招聘入购注]|发展|招[聘录]|录用|引进|吸收|加入|入[会职]|[调转迁划考拨购]入|购[买置]|发行")
_WENT = pattern(r"退(?:[会休出]|役(?!军人))|除名|注销|离[职任]|辞[职退]|[调转迁划]出|报废|处置|核销|拆除|撤[销并]|淘汰|去世|死亡|偿还|归还")
_DIFFERENCE, _MORE = ("净增", "净减"), ("增加", "调增")
#: One of these stands before every amount that this is asked of.
_SIGNS = ("余", "末", "底", "额", "终", "净")
#: What is left of one amount when another is taken from it, by their names.
_LESS = tuple(tuple(map(pattern, names)) for names in ((r"净值$", r"原值$", r"折旧|摊销"), (r"净资产(?:总额|合计)?$", r"(?<!净)资产(?:总额|合计|总计)$", r"负债")))
#: Values of what came in or went out, and of another year.
_MOVED = pattern(r"新增|增加|购[入置]|减少|处置|报废|划[入出]|调[入出]|上年|去年")
#: What else changes a balance, wherever the sentence tells it: （含以前年度调整减少 1 万元）.
_ELSE = pattern(r"(?:调整|更正|分配|划转|收回|上缴|缴回|弥补|提取)[^，。；\d]*\d")
#: What an opening balance is once it was adjusted, and how.
_RESTATED, _MENDED = pattern(r"^调整后.*(?:年初|期初)"), pattern(r"(?:年初|期初)调整(?P<way>增加|调增|减少|调减)$")
_REACH, _WITHIN, _MARKS = 20, "其中", "；;。\n"


def rolled_over(context: Context, figure: Figure, book: Book) -> None:
    """Enter what an amount should be by what the year began with, took in and spent, as its sentence tells."""
    if context.reason or not any(sign in book.text[max(0, figure.start - _REACH) : figure.start] for sign in _SIGNS):
        return
    restated = _restated(told_before(figure, book))
    if restated:
        add_sum(figure, restated, context, book)
        return
    *before, (whole, own) = _told_with(context.last, figure, book)
    readings = _readings(before, own) if before else []
    if readings and _ELSE.search(book.text, *book.document.sentence(figure.start, figure.end)) is None:
        add_sum(whole, readings, context, book)


def _restated(told: list[tuple[Figure, str]]) -> list[list[Operand]]:
    """上年末结余 9 万元，年初调整增加 1 万元，调整后年初结余 10 万元"""
    if len(told) < 3 or _RESTATED.search(told[-1][1]) is None:
        return []
    (first, words), (second, moved), _ = told[-3:]
    way = _MENDED.search(moved)
    return [[first, second if way["way"] in _MORE else -second]] if way is not None and (_OPENED.search(words) or _CLOSED.search(words)) else []


def flows_of(figure: Figure, book: Book) -> list[tuple[Figure, int]]:
    """新发展会员 40 名，退会 1 名，净增 39 名: what came and what left right before the difference, each with its sign; nothing where not both are told."""
    signed: list[tuple[Figure, int]] = []
    for each, words in reversed(told_before(figure, book)[:-1]):
        if _WITHIN in words:
            continue
        came, went = (bool(kind.search(words)) for kind in (_CAME, _WENT))
        if came is went or measure_of(each) != measure_of(figure) or each.role == CHANGE:
            break
        signed.append((each, 1 if came else -1))
    return signed[::-1] if len({sign for _, sign in signed}) > 1 else []


def _told_with(last: Figure | None, figure: Figure, book: Book) -> list[tuple[Figure, str]]:
    """What a sentence tells of one kind up to an amount, each with the words before it, parts and differences left out; it alone where it tells nothing else.

    With what the year began with in a bracket behind it, the amount before the bracket ends them.
    """
    bracket = _BRACKET.match(book.text, last.end, figure.start) if last is not None else None
    whole = last if last is not None and bracket is not None else figure
    *before, itself = [each for each in told_before(whole, book) if measure_of(each[0]) == measure_of(figure)] or [(figure, "")]
    if not before or itself[0] is not whole:
        return [(figure, "")]
    first = max(0, before[0][0].start - _REACH)
    before = [(each, words) for each, words in before if not _is_part(each, first, book) and not any(sign in words for sign in _DIFFERENCE)]
    if bracket is not None:  # 本年收支结余 1 万元，年末滚存结余 6 万元（上年滚存结余 5 万元）
        before = [(figure, bracket["words"]), *before] if _OPENED.search(bracket["words"]) else []
    return [*before, itself]


def _readings(told: list[tuple[Figure, str]], own: str) -> list[list[Operand]]:
    """What an amount of its ``own`` words should be by those told before it."""
    closed, net = _CLOSED.search(own) is not None, _NET.search(own) is not None
    if _OF_TRADE.search(own) is not None:  # 经营收入 9 万元，经营支出 8 万元，经营结余 1 万元
        net = all(_TRADE in words for _, words in told)
    known = all(any(kind.search(words) for kind in (_OPENED, _NET, _IN, _OUT)) for _, words in told)  # 结余分配 2 万元 is taken too
    if not known or not closed and not net:
        return _less(told, own)
    return _closing(told) if closed else _net(told)


def _less(told: list[tuple[Figure, str]], own: str) -> list[list[Operand]]:
    """原值 9 万元，累计折旧 2 万元，净值 7 万元"""
    for left, whole, taken in _LESS:
        wholes = [each for each, words in told if whole.search(words) and not _MOVED.search(words)] if left.search(own) and not _MOVED.search(own) else []
        second = _only(told, taken)
        behind = [each for each, words in told if wholes and each.start > wholes[-1].start and not _MOVED.search(words)]
        if second is not None and behind == [second]:  # 年初原值 8 万元，……，年末原值 9 万元，累计折旧 2 万元: of the latest, and 减值准备 is taken too
            return [[wholes[-1], -second]]
    return []


def _closing(told: list[tuple[Figure, str]]) -> list[list[Operand]]:
    """年初 + 收入 - 支出, or 年初 + 本年结余."""
    opened, net = _only(told, _OPENED), _only(told, _NET)
    if opened is None:
        return []
    sides = _net([each for each in told if each[0] is not opened])
    return [[opened, *parts] for parts in ([[net]] if net is not None else []) + sides]


def _net(told: list[tuple[Figure, str]]) -> list[list[Operand]]:
    """收入 - 支出."""
    income, spending = _only(told, _IN), _only(told, _OUT)
    return [[income, -spending]] if income is not None and spending is not None and not _only(told, _OPENED) else []


def _only(told: list[tuple[Figure, str]], words: "regex.Pattern[str]") -> Figure | None:
    """The only amount before which such words stand; ``None`` where there is none, or several."""
    found = [each for each, before in told if words.search(before)]
    return found[0] if len(found) == 1 else None


def _is_part(figure: Figure, first: int, book: Book) -> bool:
    """Whether 其中 stands before an amount since the last ；, from where its sentence begins (``first``)."""
    return book.text.find(_WITHIN, begin_of(book.text, figure.start, _MARKS, first), figure.start) >= 0
