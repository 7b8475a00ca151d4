"""Arithmetic in prose: sums, products and averages that a sentence tells without a table."""

from collections.abc import Iterator
from decimal import Decimal

from auditlint.field import CHANGE, resolve
from auditlint.model import (
    BROKEN,
    ROUNDING,
    Average,
    Check,
    Equation,
    Figure,
    Filing,
    Operand,
    ProseProduct,
    ProseSum,
    expect,
    phrase,
    round_half_up,
    total,
    unchecked,
)
from auditlint.registry import Example, rule

from .choice import are_rounded, best, is_little, is_round, slipped, sound, stroke, tells
from .open_lists import is_source

#: Nothing is paid more often in a year.
_MOST_TIMES = 366

@rule(
    "PRS001",
    "sum-in-prose",
    severity="warning",
    title="文字叙述中的合计等于各项之和",
    title_en="a total told in a sentence is the sum of its parts",
    message="叙述中的合计与各项之和不符",
    message_en="the total told in the sentence is not the sum of its parts",
    formula="甲 + 乙 + … = 合计；x，其中：甲、乙、…；增加 x，其中：甲增加、乙减少、…",
    source="绩效自评表的年度目标与完成情况、原因说明、三公经费说明",
    why_en=(
        "A sentence may be read in several ways: a list after 其中 may run over the full stop, 合计 may add up the last few only. It "
        "is enough that one reading fits.\n\n"
        "Where none does, it is wrong only where each part before 合计 is certain; a list after 其中 may be incomplete and is wrong "
        "where it exceeds the whole, or a note where one altered figure makes it fit."
    ),
    formula_en="a + b + … = total; x, of which a, b, …; x more, of which a more, b less, …",
    source_en="goals and results of self-evaluations, reasons, the three public expenses",
    good=(
        Example("全年支付生活补贴60.50万元，发放安家费5.70万元，合计66.20万元。"),
        Example("1.公务接待费支出3.00万元，主要原因是：追加资金9.00万元，其中会议费4.00万元、差旅费5.00万元。"),
    ),
    bad=(
        Example("全年支付生活补贴60.50万元，发放安家费5.70万元，合计⟦67.20⟧万元。", "66.20"),
    ),
)  # fmt: skip
def sum_in_prose(filing: Filing) -> Iterator[Check]:
    """句子可以有几种读法：“其中”之后的列举可能越过句号，“合计”可能只合计后几项。任一种读法相符即成立。

    都不相符时，“合计”之前各项明确的才算错；“其中”的列举可能不全，只有超过总数才算错，
    若只要改动一处数字就全部相符，则作提示。
    """
    for claim in filing.claims(ProseSum):
        yield _sum(claim)


def _sum(claim: ProseSum) -> Check:
    whole = claim.whole
    checks = [expect(whole, total(parts)) for parts in claim.readings]
    check = best(checks)
    assert check is not None
    if not sound(check) and whole.role == CHANGE and are_rounded(check):
        check = check._replace(verdict=ROUNDING)
    if sound(check):
        return check
    if claim.complete and claim.firm:
        return check
    if claim.left:
        told = claim.complete or check.exact is not None and check.exact > whole.exact
        return check if told and slipped(check, rounded=True) else check.doubted(phrase("parts-unclear"))
    if not claim.firm and claim.complete:
        return _slipped(claim, checks) or check.doubted(phrase("parts-unclear"))
    if not claim.firm:
        slip = _slipped(claim, checks)
        return slip if slip and (_are_too_much(claim, check) or _are_changes(slip)) else check.doubted(phrase("parts-unclear"))
    first, longest = checks[0], checks[-1]
    if first.exact is not None and first.exact > whole.exact:
        return first.said(phrase("listed-exceed-whole"))
    slip = _slipped(claim, checks)
    if slip is not None:
        return slip.graded("note").noted(phrase("one-stroke-fits"))
    return longest.doubted(phrase("list-open"))


def _are_too_much(claim: ProseSum, check: Check) -> bool:
    """Whether amounts pass their whole by less than anybody would leave out: changes may pass it, as another part may have fallen."""
    whole = claim.whole
    assert check.exact is not None
    return not whole.sign and check.exact > whole.exact and is_little(whole, check.exact)


def _are_changes(check: Check) -> bool:
    """Whether changes of sources of income miss that of their whole by what is no round amount, as one that was left out often is."""
    printed = check.printed
    if not isinstance(printed, Figure) or check.exact is None or printed.role != CHANGE:
        return False
    parts = [figure for figure in check.operands() if figure is not printed]
    known = all(figure.role == CHANGE and is_source(*(resolve(figure.label) or ("", "", False))[:2]) for figure in parts)
    return known and not is_round(printed.exact - check.exact)


def _slipped(claim: ProseSum, checks: list[Check]) -> Check | None:
    """The reading that one stroke in one figure would make hold, to the last place."""
    return next((check for check, parts in zip(checks, claim.readings, strict=True) if _one_stroke(claim.whole, check, parts)), None)


def _one_stroke(whole: Figure, check: Check, parts: list[Operand]) -> bool:
    assert check.exact is not None
    missing = whole.exact - check.exact
    right = [(whole, check.exact), *((part, part.exact + missing) for part in parts if isinstance(part, Figure))]
    return any(value > 0 and not value % figure.quantum and tells(figure, value) and stroke(figure, value) for figure, value in right)


@rule(
    "PRS002",
    "product-in-prose",
    severity="warning",
    title="文字叙述中的金额等于人数乘以标准乘以次数",
    title_en="an amount told in a sentence is people times standard times times",
    message="叙述中的金额与人数、标准、次数之积不符",
    message_en="the amount told in the sentence is not what people, standard and times come to",
    formula="金额 = 人数 × 每人每月标准 × 月数（次数）；金额 = 个数 × 每个标准",
    source="绩效自评表的年度目标与完成情况",
    why_en=(
        "Checked only where units and sentence leave one reading: one amount, one number and standard (or several in turn), and "
        "months or times that are named.\n\n"
        "An error where number, standard and times are all named; a warning where their order alone pairs them; a note where the "
        "months are worked out from the words; else not checked, with the reason. Outside the goals only what names all three is "
        "checked."
    ),
    formula_en="amount = number × monthly standard × months (times); amount = number × standard",
    source_en="goals and results of self-evaluations",
    good=(
        Example("对26名工作人员发放补助37.44万元，全年发放12次，补助标准为每人每月1200元。"),
    ),
    bad=(
        Example("对26名工作人员发放补助⟦38.44⟧万元，全年发放12次，补助标准为每人每月1200元。", "37.44"),
    ),
)  # fmt: skip
def product_in_prose(filing: Filing) -> Iterator[Check]:
    """只有单位与句子只留下一种读法时才核对：一个金额，一个（或依次对应的几个）人数与标准，写明的月数或次数。

    人数、每人每月标准、次数三者都写明而仍不相符的是错误；由语序推定对应关系的是警告；月份只能从叙述推算的是提示；
    其余不核对并说明原因。绩效目标以外的叙述，只核对三者都写明的。
    """
    for claim in filing.claims(ProseProduct):
        yield _product(claim)


def _product(claim: ProseProduct) -> Check:
    if not claim.readings:
        return unchecked(claim.stated, claim.reason, claim.factors)
    check = best(expect(claim.stated, reading) for reading in claim.readings)
    assert check is not None
    if check.verdict != BROKEN:
        return check
    if claim.strict:
        check = check.graded("error")
    elif not claim.firm:
        if claim.doubtful:
            check = check.graded("note").noted(phrase("months-inferred"))
        elif _is_multiple(check) or not slipped(check):
            return check.doubted(phrase("product-not-said"))
    return check


def _is_multiple(check: Check) -> bool:
    """Whether an amount is its product so many times: of months, terms, feasts or sessions that the sentence may tell in its own way."""
    printed = check.printed
    if not check.exact or not isinstance(printed, Figure):
        return False
    times = round_half_up(printed.exact / check.exact, Decimal(1))
    return 1 < times <= _MOST_TIMES and round_half_up(check.exact * times, printed.quantum) == printed.exact


@rule(
    "PRS003",
    "average-in-prose",
    severity="warning",
    title="人均、车均等于总额除以人次、辆数",
    title_en="an average is the amount over the number",
    message="人均（车均）与总额、数量不符",
    message_en="the average does not fit the amount and the number",
    formula="人均接待费 = 公务接待费 ÷ 接待人次；车均运行维护费 = 运行维护费 ÷ 保有量；车均购置费 = 购置费 ÷ 购置数",
    source="财政拨款“三公”经费支出决算情况说明",
    why_en=(
        "The divisor is the number of guests, or of vehicles held or bought, that the sentence names; of several groups of "
        "guests, one or their sum must fit.\n\n"
        "What is called a limit or a standard is no average and is not checked."
    ),
    formula_en=(
        "cost per guest = receptions ÷ guests; running costs per vehicle = running costs ÷ vehicles held; price per vehicle = "
        "purchase ÷ vehicles bought"
    ),
    source_en="the three public expenses in the narrative",
    good=(
        Example(
            "七、“三公”经费支出决算情况说明\n公务接待费支出7.31万元。国内公务接待46批次，573人次，人均接待费127.57元。"
        ),
    ),
    bad=(
        Example(
            "七、“三公”经费支出决算情况说明\n公务接待费支出7.31万元。国内公务接待46批次，573人次，人均接待费⟦182.79⟧元。",
            "127.57",
        ),
    ),
)  # fmt: skip
def average_in_prose(filing: Filing) -> Iterator[Check]:
    """除数取句中写明的接待人次、公务用车保有量或购置数；有几组接待时，任一组或其合计相符即成立。

    “不超过”“标准”所说的是限额，不是平均数，不核对。
    """
    for claim in filing.claims(Average):
        check = best(expect(claim.stated, reading) for reading in claim.readings)
        if check is not None:
            if check.verdict == BROKEN and claim.doubtful:
                check = check.graded("note").said(phrase("average-of-months"))
            elif check.verdict == BROKEN and claim.nearest and not slipped(check, rounded=True):
                check = check.doubted(phrase("parts-unclear"))
            yield check


@rule(
    "PRS004",
    "printed-equation",
    severity="error",
    title="印出的算式算得出印出的结果",
    title_en="a printed equation gives its printed result",
    message="结果与印出的算式不符",
    message_en="the result is not what the printed equation gives",
    formula="某率 =（甲 ÷ 乙）× 100%；某率 =（甲 - 乙）÷ 乙；某额 = 甲 + 乙 - 丙",
    source="整体支出绩效自评报告、项目绩效评价报告的指标分析",
    why_en=(
        "An equation that prints its amounts asserts its own result. Only signs, brackets and the names of amounts may stand in "
        "it; amounts are divided by amounts, numbers by numbers, and what has a unit by what has the same.\n\n"
        "Of several stages the last is reckoned. Whole numbers of other than people and things were rounded; a rate may be held to 100%, and "
        "a fall told without its sign.\n\n"
        "An equation in words (实际支出数÷预算安排数) without its amounts tells nothing, and scores, which have a highest mark, are not reckoned."
    ),
    formula_en="rate = (a ÷ b) × 100%; rate = (a - b) ÷ b; amount = a + b - c",
    source_en="reports of self-evaluation: the analysis of indicators",
    good=(
        Example("“三公”经费控制率=（实际支出数44.72万元/预算安排数55.83万元）×100%=80.10%。"),
        Example("结转结余变动率=（30.00-40.00）÷40.00×100%=-25.00%。"),
        Example("预算执行率=全年执行数÷全年预算数×100%=96.00%。"),
        Example("预算执行率=（30.00+21.00）/（40.00+20.00）×100%=51.00/60.00×100%=85.00%。"),
    ),
    bad=(
        Example("“三公”经费控制率=（实际支出数44.72万元/预算安排数55.83万元）×100%=⟦81.10%⟧。", "80.10"),
    ),
)
def printed_equation(filing: Filing) -> Iterator[Check]:
    """印出各数的算式，结果可以照式重算。式中只能有运算符、括号和各数的名称；金额除以金额，个数除以个数，带单位的数单位要相同。

    分几步写出的，只按最后一步重算。人数、件数以外的整数按四舍五入的数看待；比率可以按 100% 封顶，负的差异可以只写绝对值。
    只写名称、不写数字的算式不核对；得分有满分的限制，也不核对。
    """
    for claim in filing.claims(Equation):
        yield expect(claim.stated, claim.value)
