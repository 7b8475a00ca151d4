"""What the performance management of a budget covers: 整体支出纳入绩效目标管理，涉及财政性资金 9 万元 is all that is to be spent."""

from ...field import ALL, BUDGETED, FISCAL, GENERAL, fund_scope
from ...language import expanded
from ...model.claims import Covered
from ...model.document import begin_of
from ...model.figure import MONEY
from ...startup import pattern
from .book import Book

_INVOLVES, _PERFORMANCE = "涉及", "绩效"
_MARKS, _REACH = "。；;\n", 120
#: What words before the amount say is covered, and what it is called in the accounts.
_WHAT = (
    (pattern(r"整体支出"), ("支出总计", "本年支出")),
    (pattern(r"(?:所有|全部)的?项目支出|项目支出(?:预算)?[均全]"), ("项目支出",)),
    (pattern(r"管理全覆盖"), ("本年支出", "本年收入")),
)
#: Words that take some of it.
_SOME = pattern(expanded("其中|支出中|重点|部分|试点|选取|抽取|其余|除|{leftout}|涉密|以上|以下|专项|[一二]级|上级|转移支付|待分配|机关|下属|所属|局属|个单位"))
#: Words behind the amount that tell what it leaves out.
_LESS = pattern(expanded("^万?元[（(]|另有|另外|{leftout}|不公开|其余|除"))
_YEAR = pattern(r"20\d\d(?=年)")
#: Words behind 涉及 that name no more than money, and how many projects it is for.
_MONEY = pattern(r"(?:[^，。；\d]{0,12}\d{1,5}个[，,])?(?:当年|本年)?(?P<fund>[^，。；\d]*?(?:当年)?(?:预算)?拨款)?(?:财政性|项目|预算|项目预算)?(?:资金)?(?:总额|合计)?(?:共|为)?")


def read_covered(book: Book) -> None:
    """Enter the amounts that such sentences print, each with what it may be in the accounts."""
    if book.filing.kind != BUDGETED:
        return
    for token in book.tokens:
        figure = token.figure
        if figure.unit not in MONEY or book.text.rfind(_INVOLVES, max(0, figure.start - _REACH), figure.start) < 0:
            continue
        head, _, words = book.text[begin_of(book.text, figure.start, _MARKS, max(0, figure.start - _REACH)) : figure.start].rpartition(_INVOLVES)
        years = {int(year.group()) for year in _YEAR.finditer(head)}
        behind = book.text[figure.end : book.document.sentence(figure.start, figure.end)[1]]
        every = _PERFORMANCE in head and _SOME.search(head) is None and _LESS.search(behind[:_REACH]) is None and years <= {book.filing.year}
        named = next((names for what, names in _WHAT if every and what.search(head) is not None), ())
        found = _MONEY.fullmatch(words)
        fund = fund_scope(found["fund"]) if found is not None and found["fund"] else ""
        if named and found is not None and (fund or not found["fund"]):
            scopes = (fund,) if fund else (ALL, FISCAL, GENERAL)
            book.add(Covered(figure, [(name, scope) for scope in scopes for name in named], figure.section))
