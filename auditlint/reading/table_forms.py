"""What the nine tables look like in plain text: their columns, and what holds in each row."""

from typing import NamedTuple

from ..model.tables import PUBLICS
from ..startup import pattern
from .table_columns import Columns, Law

ONE = ("金额",)
_FUNDS: Columns = ("合计", "一般公共", "政府性基金", "国有资本")
_INCOME: Columns = ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
_SPENDING: Columns = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
_THREE: Columns = ("本年支出", "基本支出", "项目支出")
_FLOW: Columns = ("年初结转和结余", "本年收入", "本年支出", "基本支出", "项目支出", "年末结转和结余")


class Form(NamedTuple):
    """What a table looks like: its columns, the one that every row must fill, and what holds in each row."""

    columns: Columns
    total: str = ""
    laws: tuple[Law, ...] = ()


def _sum(columns: Columns) -> Law:
    return columns[0], tuple((1, column) for column in columns[1:])


_FLOW_LAWS: tuple[Law, ...] = (
    ("本年支出", ((1, "基本支出"), (1, "项目支出"))),
    ("年末结转和结余", ((1, "年初结转和结余"), (1, "本年收入"), (-1, "本年支出"))),
)
_PAIRS: Columns = tuple(f"{column}{role}" for column in PUBLICS for role in ("预算", "决算"))
_PUBLIC_LAWS: tuple[Law, ...] = tuple(
    (f"{name}{role}", tuple((1, f"{part}{role}") for part in parts))
    for role in ("预算", "决算")
    for name, parts in ((PUBLICS[0], (PUBLICS[1], PUBLICS[2], PUBLICS[5])), (PUBLICS[2], (PUBLICS[3], PUBLICS[4])))
)
FORMS = {
    "T1": Form(ONE), "T2": Form(_INCOME, _INCOME[0]), "T3": Form(_SPENDING, _SPENDING[0]), "T4": Form(_FUNDS, "合计", (_sum(_FUNDS),)),
    "T5": Form(_THREE, _THREE[0]), "T6": Form(ONE), "T7": Form(_PAIRS, "", _PUBLIC_LAWS), "T8": Form(_FLOW, "", _FLOW_LAWS),
    "T9": Form(_FLOW, "", _FLOW_LAWS),
}  # fmt: skip


#: The total of each economic code and its part of personnel or operating costs, which the code tells.
BY_CODE = Form(("金额", "人员经费", "公用经费"), "金额", (("金额", ((1, "人员经费"), (1, "公用经费"))),))

#: Several columns of amounts, or a third block beside the two.
_OTHER_COLUMNS = pattern(r"(?:年初|全年|调整)?预算数|支出性质|上年数|上年决算")
#: A flow whose carry-over or revenue has columns of its own below it.
_PARTED_FLOW = pattern(r"(?:基本|项目)支出结转|(?:基本支出[^。]*?){3}")
#: Columns below 基本支出, and below 财政拨款收入.
_SPLIT_BASIC = pattern(r"人员|公用|日常")
_SPLIT_FISCAL = pattern(r"一般公共|政府性基金|国有资本")
#: Words of a head may be broken over lines, and lines of two columns mixed.
_OF_WHICH = pattern(r"教育收|收费|其中")
_PAYMENT_SIGNS = ("基本支出", "项目支出", "上缴上级", "经营支出", "附属单位")
_AMOUNT = pattern(r"\d[\d,]*\.\d+")
_ITEM = pattern(r"出国|接待|购置费|运行(?:维护)?费")


def form_of(kind: str, text: str) -> Form | None:
    """The form of a table, as its head says; ``None`` for one whose columns cannot be told once blanks have vanished."""
    form = FORMS[kind]
    head = text[:400]
    if kind in ("T1", "T4") and _OTHER_COLUMNS.search(head) or kind in ("T5", "T8", "T9") and _PARTED_FLOW.search(head):
        return None
    if kind == "T7":
        above = _before_amounts(text)
        if stands_upright(kind, text):
            return form if above.count("预算数") == above.count("决算数") == 1 and above.find("预算数") < above.find("决算数") else None
        if not _in_order(above):
            return None
    above = _before_amounts(text)
    if kind in ("T3", "T5", "T8", "T9") and _SPLIT_BASIC.search(above) or kind == "T2" and _SPLIT_FISCAL.search(above):
        return None
    if kind == "T6" and 0 <= above.find("合计") < above.find("人员经费") < above.find("公用经费"):
        return BY_CODE
    if kind == "T9" and "结转" not in head or kind == "T5" and "结转" not in head:
        return FORMS["T5"]
    if kind == "T5":
        return FORMS["T8"]
    if kind == "T2" and _OF_WHICH.search(above):
        return Form((*_INCOME[:4], "其中：教育收费", *_INCOME[4:]), _INCOME[0])
    if kind == "T7" and head.count("预算数") < 3:
        return Form(tuple(f"{column}{role}" for role in ("预算", "决算") for column in PUBLICS), "", _PUBLIC_LAWS)
    return form


def budget_form(kind: str, text: str) -> Form | None:
    """The form of a table of a budget; those whose columns vary from place to place cannot be told."""
    above = _before_amounts(text)[:400]
    if "上年" in above or "调整" in above:
        return None
    if kind == "T3":
        return _payments(above) if "项目支出" in above and "结转" not in above else None
    if kind == "T6":
        return BY_CODE if 0 <= above.find("合计") < above.find("人员经费") < above.find("公用经费") else None
    if kind == "T4":
        return FORMS["T4"] if "合计" in above and all(fund in above for fund in _FUNDS[1:]) else None
    return form_of(kind, text) if kind in ("T5", "T8", "T9") and "项目支出" in above else None


def _payments(above: str) -> Form | None:
    """The columns of expenditure in the order of a head; ``None`` where one stands there twice."""
    above = above.replace("支出预算", "")  # 项目 | 支出预算 are two columns of the first line
    places = {name: above.find(sign) for name, sign in zip(_SPENDING[1:], _PAYMENT_SIGNS, strict=True)}
    if any(above.count(sign) > 1 for sign in _PAYMENT_SIGNS):
        return None
    found = sorted((place, name) for name, place in places.items() if place >= 0)
    return Form((_SPENDING[0], *(name for _, name in found)), _SPENDING[0])


def stands_upright(kind: str, text: str) -> bool:
    """Whether the items of the three public expenses stand below each other, each with its amounts."""
    first = _AMOUNT.search(text) if kind == "T7" else None
    return first is not None and _ITEM.search(text, first.end()) is not None


def _before_amounts(text: str) -> str:
    first = _AMOUNT.search(text)
    return text[: first.start()] if first is not None else text


def _in_order(head: str) -> bool:
    """Whether the items stand in the usual order, the total first, and nothing else beside them."""
    plain = head.partition("单位")[2].replace("购置及运", "")
    places = [plain.find(word) for word in ("合计", "出国", "公务用车", "接待", "购置费", "运行")]
    whole, abroad, vehicles, receptions, bought, run = places
    if min(places) < 0 or "机关运行" in plain:
        return False
    return whole < abroad < vehicles < receptions and bought < run
