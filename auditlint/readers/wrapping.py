"""What the words at a line's end and at the next one's beginning tell of whether a sentence goes on.

The width of lines tells it most often (see ``paragraphs``).  Some lines are broken before they are full, others are wrapped
by the number of their characters; there the words tell: nobody ends a paragraph within a number or within brackets, or
before the amount that its last words lead to.
"""

from ..language import expanded
from ..startup import pattern

_MONEY = "万元|亿元|元"
_COUNTS = "万人|人次|人|批次|批|辆|个|家|台|名|户|套|次|项"
_AMOUNT_FIRST = pattern(rf"[-－]?\d[\d,]*(?:\.\d+)?(?:{_MONEY}|{_COUNTS}|%)")
_MONEY_FIRST = pattern(rf"[-－]?\d[\d,]*(?:\.\d+)?(?:{_MONEY})")
#: What is counted, and no words that only begin alike: 个人, 项目, 家庭, 人员.
_COUNTED = (
    "万人|人次|批次|批|辆|台|名|套|位|张|所|件|份|亩|篇|册|吨|倍|天|平方米|公里|个(?!人)|项(?!目)|家(?!庭|具)|户(?!外)|次(?!要)|人(?![员民力大社事才均工])"
    "|分(?!配)|场(?!地|所)|处(?!室|置|理)|条(?!件)|座(?!谈)|组(?!织)|期(?!末|间)"
)
#: A unit that the number of the line before wants.
_UNIT_FIRST = pattern(rf"(?:{_MONEY}|%|[年月日]|人次|批次|辆|个百分点)")
#: Digits at the end of a line, with what they may belong to before them.
_TAIL = pattern(r"(?<![\d.,a-zA-Z])\d[\d,]*(?:\.\d*)?$")
#: Digits at the beginning of a line that count or measure something.
_HEAD = pattern(rf"(?P<digits>[\d,]*(?:\.\d+)?)(?P<unit>{_MONEY}|%|[年月]|日(?!常)|{_COUNTED})")
_AMOUNT = pattern(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,6})?$")
_DAY = pattern(r"[12]?\d$|3[01]$")
#: What stands before a unit that is none of amounts.
_NUMBERS = {"年": pattern(r"(?:19|20)\d\d$"), "月": _DAY, "日": _DAY}
#: 2 甲局, 3 乙中心: numbers that are no figures begin the rows of a list.
_NUMBERED = pattern(r"\d{1,3}[^\d.,年月日%]")
#: Words after which nothing but an amount can stand.
_LEADS_ALWAYS = pattern(r"(?:[为是达占约×÷=＝]|(?:预|决)算数)$")
#: Words after which an amount stands if one follows in the same sentence.
_LEADS = pattern(expanded("(?:[的数共计]|{direction+}|{flow}|费|资金|合计)$"))
#: Words after which the reason follows.
_BECAUSE = pattern(r"原因(?:主要)?[是为：:]+$")
#: What cannot begin a sentence: signs that close something, and the rest of 预算 / 为5万元 and 5万 / 元.
_MUST_NOT_BEGIN = frozenset("，。；、）)》”’％%：")
_REST = pattern(r"[为是]-?\d|的\d")
_YUAN = "元"
_HALF_UNIT = pattern(r"\d万$|\d亿$")
_OPENS = "（("
_CLOSES = "）)"
#: Brackets that list amounts.
_LISTING = pattern(r"[（(](?:其中|包括|含|[^（）()]{0,30}\d)")
#: What an amount begins with.
DIGIT_FIRST = frozenset("0123456789-－")
#: What ends a sentence, and what announces that more comes.
STOP, _COLONS = "。", "：:"
_STOPS = frozenset("！？" + STOP + _COLONS)
_TERMINAL = _STOPS | {"；", ";"}
_OPEN_ENDED = frozenset("，,、（(“《")
#: What a line without is surely no sentence.
SIGNS = frozenset("，。；：（,:;(")
#: Signs of a sentence, in which numbers have units, as those of tables have not.
_SPOKEN = pattern(r"[，。；：（]|[,:;(](?!\d)")
#: Signs within a sentence or at its end.
_SENTENCE = pattern(r"[，。；、]|[,;](?!\d)")
#: The name of a budget item has these in it.
_ITEM = pattern(r"（[类款项]）")
#: Lines of running text have at least so many characters; headings and cells seldom do.
_LONG = 16


def one_number(previous: str, text: str) -> bool:
    """Whether a line breaks within a number: 4,89 / 7.82万元, 37. / 31万元, 202 / 4年, 占3.6 / 5%."""
    tail, head = _TAIL.search(previous[-24:]), _HEAD.match(text)
    if tail is None or head is None or not head["digits"]:
        return False
    whole = tail.group() + head["digits"]
    return _NUMBERS.get(head["unit"], _AMOUNT).match(whole) is not None


def speaks(text: str) -> bool:
    """Whether a line has the signs of a sentence."""
    return _SPOKEN.search(text) is not None


def led_to(previous: str, text: str) -> bool:
    """Whether a line begins with the amount that the last words of the one before cannot do without."""
    return _LEADS_ALWAYS.search(previous[-4:]) is not None and _AMOUNT_FIRST.match(text) is not None


#: A comparison that does not tell yet what it compares with: ，比2025年年初预.
_COMPARING = pattern(expanded(r"(?:^|[，,]){versus}(?:{past}|20\d\d年)[^，。；：,]{0,16}$"))


def unfinished(previous: str, text: str) -> bool:
    """Whether ``text`` must belong to the sentence that ``previous`` breaks off: a cut number, an amount that was led to.

    The paragraph so far must have the signs of a sentence.
    """
    first, last = text[0], previous[-1]
    amount = first in DIGIT_FIRST and _AMOUNT_FIRST.match(text) is not None
    if first in _MUST_NOT_BEGIN:
        return last not in _TERMINAL
    if last.isdigit() or last in ".,":
        return last.isdigit() and _UNIT_FIRST.match(text) is not None or one_number(previous, text)
    if amount:
        return _LEADS.search(previous[-4:]) is not None or last not in _TERMINAL and _MONEY_FIRST.match(text) is not None
    return first == _YUAN and _HALF_UNIT.search(previous[-3:]) is not None


def left_open(previous: str, text: str, before: str) -> bool:
    """Whether a line leaves open what the next one tells, a reason, a comparison or what is in brackets.

    ``before`` is the end of the paragraph so far, the line among it, which has the signs of a sentence.
    """
    if "因" in previous and _BECAUSE.search(previous[-8:]) is not None or "年" in previous and _COMPARING.search(previous[-32:]) is not None:
        return True
    return previous[-1] != STOP and _bracketed(before, text)


def midsentence(previous: str, text: str, before: str) -> bool:
    """Whether two lines of running text are parted within a sentence; ``before`` as above."""
    if len(previous) < _LONG:
        return False
    last = previous[-1]
    if _REST.match(text):
        return True
    if last in _STOPS or _NUMBERED.match(text) and not _AMOUNT_FIRST.match(text):
        return False
    running = _SENTENCE.search(text) is not None or text[-1] in _COLONS
    if _ITEM.search(previous) is not None:
        return running or _ITEM.search(text) is not None
    return _SENTENCE.search(before) is not None and (running or last in _OPEN_ENDED)


def _bracketed(before: str, text: str) -> bool:
    """Whether brackets are open at the end of a line that list amounts or are closed in the next one."""
    opened = max(map(before.rfind, _OPENS))
    if opened < 0 or opened < max(map(before.rfind, _CLOSES)):
        return False
    closed = min((at for sign in _CLOSES if (at := text.find(sign)) >= 0), default=-1)
    return _LISTING.match(before, opened) is not None or closed >= 0 and not any(sign in text[:closed] for sign in _OPENS)
