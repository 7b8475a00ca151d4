"""What words mean as parts of a list, which alone they do not: by fund, by what cars cost, by the short names of the three publics."""

from ...field import ALL, CARRIED, FISCAL, by_fund, normal, resolve
from ...startup import pattern
from .context import Context

CARRIED_IN = frozenset(("上年结转", "上年结余", "上年结转结余", "年初结余", "上年结余结转", "结转资金", "上年结转资金"))
_INCOMES = ("本年收入", "收入总计", "收支总计")
_FUND_ENDS, _CARRY = ("预算", "资金"), ("结转", "结余")
_CAR_COSTS, _CAR, _CAR_PARTS = "公务用车购置及运行维护费", "公务用车", ("购置", "运行")
_PUBLICS, _CAR_BOUGHT = "三公经费", "公务用车购置费"
#: What the parts of the three publics are called for short, without what may stand behind.
_SHORT_PUBLICS = {
    **dict.fromkeys(("出国（境）", "因公出国（境）", "出国", "因公出国"), "因公出国（境）费"), **dict.fromkeys(("接待", "公务接待"), "公务接待费"),
    **dict.fromkeys(("车辆购置", "公务用车购置", "购车", "公车购置"), _CAR_BOUGHT),
    **dict.fromkeys(("车辆运行", "车辆运行维护", "公务用车运行", "公务用车运行维护", "公车运行", "公车运行维护"), "公务用车运行维护费"),
    **dict.fromkeys(("公务用车购置及运行", "公务用车购置和运行", "公务用车", "车辆购置及运行"), _CAR_COSTS),
}  # fmt: skip
_COST_BEHIND = pattern(r"(?:费用?|经费)?(?:支出)?(?:决算|预算)?(?:数)?$")

#: Concept, fund scope and whether the concept is one of funds, as words resolve to them.
Known = tuple[str, str, bool]


def listed_concept(label: str, context: Context) -> Known | None:
    """What a label says in the list it stands in, which alone it does not."""
    return _by_fund(label, context) or _by_car(label, context) or _by_publics(label, context)


def carried_concept(label: str, context: Context) -> Known | None:
    """收入预算 9 万元，其中：一般公共预算拨款 8 万元、上年结转 1 万元: what those words alone do not say for certain, the list does."""
    whole = context.whole_here
    known = normal(label) in CARRIED_IN and whole is not None and whole.concept in _INCOMES
    return resolve("年初结转和结余") if known else None


def _by_fund(label: str, context: Context) -> Known | None:
    """（其中：一般公共预算支出 3 万元；政府性基金预算支出 0 万元）: the whole by fund; what is carried over, also outside of brackets."""
    whole = context.whole
    if whole is None or whole.concept is None:
        return None
    found = by_fund(label, whole.concept)
    carried = whole.concept in CARRIED and whole.scope == ALL and whole is context.whole_here and label.endswith(_CARRY)
    if found is None or context.asides or carried:
        return found
    return found if whole.scope == FISCAL and found[1] != FISCAL and label.endswith(_FUND_ENDS) else None


def _by_car(label: str, context: Context) -> Known | None:
    """公务用车购置及运行维护费 5 万元（其中购置费 2 万元、运行维护费 3 万元）, （购置 2 万元、运行 3 万元）"""
    whole = context.whole if label.startswith(_CAR_PARTS) else None
    return resolve(_CAR + label) or resolve(f"{_CAR}{label}费") if whole is not None and whole.concept == _CAR_COSTS else None


def _by_publics(label: str, context: Context) -> Known | None:
    """“三公”经费 9 万元，其中：出国（境）费 1 万元、车辆购置费 2 万元、车辆运行费 4 万元、接待费 2 万元: the parts by their short names."""
    whole = context.whole
    name = _SHORT_PUBLICS.get(_COST_BEHIND.sub("", normal(label))) if whole is not None and whole.concept == _PUBLICS else None
    return resolve(name) if name is not None else None
