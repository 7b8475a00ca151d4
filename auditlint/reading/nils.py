"""What the words round a declared nil make of it, and what the table that is said to be empty holds."""

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from ..field import FISCAL, SEPARATE
from ..model.claims import Nil
from ..model.document import begin_of
from ..model.figure import Figure
from ..model.filing import Filing
from ..startup import pattern
from .bodies import BODY, other_than_own

_START = attrgetter("start")
#: What the title of a fund's own table begins with.
_TABLES = {fund.name: fund.budget + FISCAL for fund in SEPARATE}
#: A title is no longer.
_TITLE = 40
#: What ends a table at the latest: its note, the next title, the next part.
_ENDS = ("\n注", "表\n", "\n第", "\n一、", "\f")
#: Words before a nil that give it to another year, to somebody else, or to a case that is only supposed, and how far before it they stand.
_ELSEWHERE = ("上年", "去年", "以前", "往年", "下属", "所属", "除", "如", "若", "年初", "原因", "其他", "其中")
_REACH = 24
#: What a sentence says of the body that it begins with: 甲中心为事业单位，未安排…….
_SUBJECT = pattern(r"[ \u3000]*(?:[（(]?\d+[）).、．])?[ \u3000]*(?P<body>[^，。；：:、\d（()）]{3,30}?)(?:[为系是属未无]|没有|不)")
_PAUSES = "。；，\n"
#: What begins a clause that only supposes something (若为空表，则本部门无……), how far before a nil it may stand, and who is meant by it (没有……的单位).
_SUPPOSED, _SENTENCE = pattern(r"(?:^|[，。；：:、（(\n])(?:注[:：])?(?:如果?|若|倘若|凡|假如)(?!下|上|实|期|何)"), 60
_THOSE = pattern(r"[^，。；\n]{0,16}的(?:单位|部门|地区|机构)")
#: What may follow the words of a nil: anything else makes them part of a longer phrase (无公务接待费超支情况).
_CLOSES = frozenset("，。；、,;：\n（(及和与故")
_GOES_ON = ("支出", "收入", "决算", "情况", "安排", "发生")


def settle_nils(filing: Filing) -> None:
    """Tell of each nil whether it is the filing's own, what it takes in, and the amount in the table that it says is empty."""
    for nil in filing.claims(Nil):
        nil.elsewhere = _elsewhere(filing, nil)
        nil.carried = "结转" in nil.word.text
        if "收" in nil.word.text and not nil.elsewhere:
            funds = dict.fromkeys(scope for concept, scope in nil.concepts if concept == "本年支出" and scope in _TABLES)
            nil.tabled = [figure for fund in funds for figure in _in_tables(filing, _TABLES[fund])]


def _elsewhere(filing: Filing, nil: Nil) -> bool:
    text, start, end = filing.document.text, nil.word.start, nil.word.end
    if end < len(text) and text[end] not in _CLOSES and not text.startswith(_GOES_ON, end):
        return True
    sentence = text[begin_of(text, start, "。", max(0, start - _SENTENCE)) : start]
    if _SUPPOSED.search(sentence) is not None or _THOSE.match(text, end) is not None:
        return True
    subject = _SUBJECT.match(text, begin_of(text, start, "。\n", max(0, start - _SENTENCE)), start)
    if subject is not None and BODY.search(subject["body"]) is not None and other_than_own(subject["body"], filing):
        return True
    before = text[max(0, start - _REACH) : start]
    for mark in _PAUSES:
        before = before.rpartition(mark)[2]
    years = {words[-4:] for words in before.split("年")[:-1] if words[-4:].isdigit()}
    return any(word in before for word in _ELSEWHERE) or bool(filing.year and years and str(filing.year) not in years)


def _in_tables(filing: Filing, title: str) -> Iterator[Figure]:
    """The first amount of each table whose title begins so."""
    text = filing.document.text
    at = text.find(f"\n{title}")
    while at >= 0:
        end = text.find("\n", at + 1)
        if 0 <= end - at <= _TITLE and text.startswith("表", end - 1):
            yield from _first_amount(filing, end)
        at = text.find(f"\n{title}", at + len(title) + 1)


def _first_amount(filing: Filing, start: int) -> Iterator[Figure]:
    text, end = filing.document.text, len(filing.document.text)
    for mark in _ENDS:
        at = text.find(mark, start, end)
        end = at if at >= 0 else end
    first = bisect_left(filing.figures, start, key=_START)
    within = filing.figures[first : bisect_left(filing.figures, end, first, key=_START)]
    yield from [figure for figure in within if figure.exact and (not figure.unit or figure.section.endswith("表"))][:1]
