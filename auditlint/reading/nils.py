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
_ELSEWHERE = ("上年", "去年", "以前", "往年", "下属", "所属", "除", "年初", "原因", "其他", "其中")
_REACH = 24
#: A clause that only supposes something (若为空表，则本部门无……), how far before a nil it may stand, and who is meant by it (没有……的单位).
_SUPPOSED, _SENTENCE = pattern(r"(?:如果?|若|倘若|凡|假如|当(?!年|期|前))[^，。；：:\n]{0,16}(?:空|无|没有|不涉及)|(?:^|[，。；：:])(?:如|若)[^，。；：:]*$"), 90
_THOSE = pattern(r"[^，。；\n]{0,16}的(?:单位|部门|地区|机构)")
#: What a clause says of the body that it begins with: 甲中心为事业单位，未安排……; 甲中心没有…….
_SUBJECT = pattern(r"(?:^|[，。；：:、\n])[ \u3000]*(?:[（(]?\d+[）).、．])?[ \u3000]*(?P<body>[^，。；：:、\d\n为是系属均]{3,30}?)(?:（[^）]*）)?(?:20\d\d年度?)?(?=[，：:为是系属均]|$)")
#: A table that is empty, and whose it is.
_EMPTY, _WHOSE = pattern(r"本表|此表"), pattern(r"(?m)^(?:公开|编制|填报|编报)?(?:部门|单位)(?:名称)?[:：][ \u3000]*(?P<body>[^ \u3000\n:：金单]{3,30})")
_PAUSES = "。；，\n"
#: What may follow the words of a nil: anything else makes them part of a longer phrase (无公务接待费超支情况).
_CLOSES = frozenset("，。；、,;：\n（(及和与故")
_GOES_ON = ("支出", "收入", "决算", "情况", "安排", "发生")


def settle_nils(filing: Filing) -> None:
    """Tell of each nil whether it is the filing's own, what it takes in, and the amount in the table that it says is empty."""
    nils = filing.claims(Nil)
    several = bool(nils) and len({found["body"] for found in _WHOSE.finditer(filing.document.text)}) > 1
    for nil in nils:
        nil.elsewhere = _elsewhere(filing, nil) or several and _is_under_table(filing, nil)
        nil.carried = "结转" in nil.word.text
        if "收" in nil.word.text and not nil.elsewhere:
            funds = dict.fromkeys(scope for concept, scope in nil.concepts if concept == "本年支出" and scope in _TABLES)
            nil.tabled = [figure for fund in funds for figure in _in_tables(filing, _TABLES[fund])]
    filing.ledger.nils = {}
    for nil in nils:
        for concept in nil.concepts if not nil.elsewhere else ():
            filing.ledger.nils.setdefault(concept, nil)


def _elsewhere(filing: Filing, nil: Nil) -> bool:
    """Whether the words round a nil give it to another year, to somebody else or to a case that is only supposed."""
    text, start, end = filing.document.text, nil.word.start, nil.word.end
    if end < len(text) and text[end] not in _CLOSES and not text.startswith(_GOES_ON, end):
        return True
    sentence = text[begin_of(text, start, "。\n", max(0, start - _SENTENCE)) : start]
    if _SUPPOSED.search(sentence) is not None or _THOSE.match(text, end) is not None or _is_of_another_body(filing, sentence):
        return True
    before = text[max(0, start - _REACH) : start]
    for mark in _PAUSES:
        before = before.rpartition(mark)[2]
    years = {words[-4:] for words in before.split("年")[:-1] if words[-4:].isdigit()}
    return any(word in before for word in _ELSEWHERE) or bool(filing.year and years and str(filing.year) not in years)


def _is_under_table(filing: Filing, nil: Nil) -> bool:
    """Whether a nil is said of the table above it, which in a filing of several units is that of one of them."""
    text, end = filing.document.text, nil.word.end
    return _EMPTY.search(text, nil.word.start, min(len(text), end + _SENTENCE)) is not None


def _is_of_another_body(filing: Filing, sentence: str) -> bool:
    """Whether a clause before a nil names a body that is not the department."""
    bodies = (found["body"] for found in _SUBJECT.finditer(sentence))
    return any(BODY.search(body) is not None and other_than_own(body, filing) for body in bodies)


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
