"""The accounts told in two ways: by class and by item, as revenue and as expenditure."""

from collections.abc import Iterator
from decimal import Decimal
from operator import attrgetter

from auditlint.field import CHANGE, LAST_YEAR, names_account
from auditlint.model import BROKEN, Check, Figure, Filing, expect, phrase, total
from auditlint.model.claims import CLASS, ITEM
from auditlint.model.tables import class_name
from auditlint.registry import Example, rule

from .choice import sound

_CARRIED_OUT = "年末结转和结余"
_INCOME, _SPENDING = "收入总计", "支出总计"


@rule(
    "SUM004",
    "items-of-class",
    severity="error",
    title="项级支出之和等于其类级支出",
    title_en="the items of a class add up to the class",
    message="项级支出之和与类级支出不符",
    message_en="the items do not add up to their class",
    formula="类级支出 = 该类下各项支出之和",
    source="一般公共预算财政拨款支出决算表：类 = Σ款 = ΣΣ项",
    why_en=(
        "One section prints the classes and another the items; both are the same money.\n\n"
        "Some filings list the main items only: less than the class is an error only where other classes agree, else it is not "
        "judged; more than the class always is."
    ),
    formula_en="class = sum of its items",
    source_en="table of general budget expenditure: class = Σ sections = ΣΣ items",
    good=(
        Example(
            "五、一般公共预算财政拨款支出决算情况说明\n（二）结构情况\n1.教育支出（类）30.00万元；2.卫生健康支出（类）20.00万元。\n"
            "（三）具体情况\n1.教育支出（类）普通教育（款）小学教育（项）：支出决算为30.00万元。\n"
            "2.卫生健康支出（类）公共卫生（款）其他公共卫生支出（项）：支出决算为20.00万元。"
        ),
    ),
    bad=(
        Example(
            "五、一般公共预算财政拨款支出决算情况说明\n（二）结构情况\n1.教育支出（类）30.00万元；2.卫生健康支出（类）⟦20.00⟧万元。\n"
            "（三）具体情况\n1.教育支出（类）普通教育（款）小学教育（项）：支出决算为30.00万元。\n"
            "2.卫生健康支出（类）公共卫生（款）其他公共卫生支出（项）：支出决算为22.00万元。",
            "22.00",
        ),
    ),
)
def items_of_class(filing: Filing) -> Iterator[Check]:
    """结构一节印出各类，具体一节印出各项，同一类的两种写法必须相等。

    有的公开说明只列主要的项：只有别的类对得上时，少于类级才算错误，否则不判断；超过类级总是错误。
    """
    classes, items, near = _by_class(filing, CLASS), _by_class(filing, ITEM), _near_class(filing)
    sums = [(whole := classes[key][0], _summed(whole, parts, near.get(key, []))) for key, parts in items.items() if key in classes]
    proven = any(sound(check) and whole.exact for whole, check in sums)
    for whole, check in sums:
        if check.verdict == BROKEN and not proven and check.exact is not None and check.exact < whole.exact:
            check = check.doubted(phrase("items-open"))
        yield check.folded("sum")


def _summed(whole: Figure, parts: list[Figure], near: list[Figure]) -> Check:
    """What a class is made of: the items that name it, with those beside them that name none where it is made of these too."""
    own = expect(whole, total(parts))
    if own.verdict != BROKEN or not near:
        return own
    every = expect(whole, total(sorted([*parts, *near], key=attrgetter("start"))))
    return every if sound(every) else own.doubted(phrase("items-open"))


def _near_class(filing: Filing) -> dict[tuple[str, str], list[Figure]]:
    """The items that name no class, （3）行政事业单位医疗（款）行政单位医疗（项）, by the classes that are named next to them, before and behind."""
    found: dict[tuple[str, str], list[Figure]] = {}
    for around in (filing.items, filing.items[::-1]):
        key, section = None, ""
        for item in around:
            if item.level == ITEM and item.actual is not None:
                if f"（{CLASS}）" in item.label:
                    key, section = (item.scope, class_name(item.label)), item.section
                elif key is not None and item.section == section and item.actual not in found.get(key, ()):
                    found.setdefault(key, []).append(item.actual)
    return found


def _by_class(filing: Filing, level: str) -> dict[tuple[str, str], list[Figure]]:
    """The amounts of what is of a level, by fund scope and class."""
    found: dict[tuple[str, str], list[Figure]] = {}
    for item in filing.items:
        if item.level == level and item.actual is not None:
            found.setdefault((item.scope, class_name(item.label)), []).append(item.actual)
    return found


@rule(
    "SUM003",
    "balance",
    severity="error",
    title="收入总计等于支出总计",
    title_en="total revenue equals total expenditure",
    message="收入总计与支出总计不相等",
    message_en="total revenue and total expenditure differ",
    formula="收入总计 = 支出总计",
    source="收入支出决算总表、财政拨款收入支出决算总表",
    why_en=(
        "The two sides of the accounts are always equal: revenue with what was carried in, expenditure with what is carried out. "
        "There is no exception."
    ),
    formula_en="total revenue = total expenditure",
    source_en="summary tables of the accounts and of the fiscal appropriation",
    good=(Example("一、收入支出决算总体情况说明\n2023年度收入总计100.00万元。2023年度支出总计100.00万元。"),),
    bad=(Example("一、收入支出决算总体情况说明\n2023年度收入总计100.00万元。2023年度支出总计⟦101.00⟧万元。", "100.00"),),
)
def balance(filing: Filing) -> Iterator[Check]:
    """决算总表两边恒等：收入一边加上年初结转和结余，支出一边加上年末结转和结余。没有例外。"""
    ledger = filing.ledger
    told: dict[Decimal, list[Figure]] = {}
    for concept, scope, role in list(ledger.figures):
        if concept != _INCOME or role in (CHANGE, LAST_YEAR):
            continue
        income = ledger.mentions(_INCOME, scope, role)
        both = set(map(id, income))  # 收支总计 is one figure
        for figure in ledger.mentions(_SPENDING, scope, role) if income else ():
            if id(figure) not in both:
                check = expect(figure, income[0])
                if check.verdict == BROKEN and not names_account(figure.label) and not names_account(income[0].label):
                    # 总收入 and 总支出 may be those of the year alone, which differ by what is carried over.
                    check = check.doubted(phrase("totals-of-year"))
                if check.verdict == BROKEN:
                    told = told or _by_amount(filing)
                    apart = told.get(abs(figure.exact - income[0].exact), ())
                    # 总收入 9 万元，总支出 10 万元，预计亏损 1 万元; （二）支出总计 8 万元……（三）年末结转和结余 1 万元 beside it
                    if any(_is_called_left(each) and _one_paragraph(figure, each) or each.concept == _CARRIED_OUT for each in apart):
                        check = check.doubted(phrase("totals-of-year"))
                yield check


#: What the two sides of an account differ by, and how far before its amount that stands.
_LEFT, _NEAR = ("亏损", "赤字", "缺口", "差额", "盈余", "结余", "超支"), 8


def _by_amount(filing: Filing) -> dict[Decimal, list[Figure]]:
    """The amounts of money of a filing by what they come to."""
    found: dict[Decimal, list[Figure]] = {}
    for figure in filing.figures:
        if figure.dimension == "money":
            found.setdefault(figure.exact, []).append(figure)
    return found


def _is_called_left(figure: Figure) -> bool:
    """Whether an amount is called what the two sides of an account differ by."""
    words = figure.source.text[max(0, figure.start - _NEAR) : figure.start]
    return figure.role != CHANGE and any(word in words for word in _LEFT)


def _one_paragraph(one: Figure, other: Figure) -> bool:
    """Whether two figures are told in one paragraph."""
    first, last = sorted((one, other), key=attrgetter("start"))
    return one.source is other.source and one.source.text.find("\n", first.end, last.start) < 0
