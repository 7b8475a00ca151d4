"""Counts and lists: announced numbers, counts that make up others, money that goes with counts, numbered paragraphs."""

from collections.abc import Iterator

from auditlint.model import (
    BROKEN,
    AtLeast,
    Check,
    Constant,
    Filing,
    Listing,
    Numbering,
    Presence,
    Repeat,
    Tally,
    Word,
    expect,
    expect_that,
    phrase,
    total,
    unchecked,
)
from auditlint.model.claims import ACTUALS
from auditlint.model.listings import BATCHES, FORMS, NAMES, PEOPLE, RUNNING
from auditlint.model.numerals import numeral
from auditlint.registry import Example, rule

from .choice import glossed

NOTHING, ONE = Constant(0, "0"), Constant(1, "1")


@rule(
    "CNT001",
    "announced-count",
    severity="error",
    title="写明的个数等于列出的个数",
    title_en="the announced number of things is the number listed",
    message="写明的个数与列出的个数不符",
    message_en="the announced number differs from the number listed",
    formula="下设 n 个处室，分别是：甲、乙、… ⇒ n = 列出的项数；绩效评价项目 n 个 ⇒ n = 所附自评表的张数",
    source="部门概况的机构设置、单位构成；预算绩效情况说明；所附报表目录",
    why_en=(
        "A 、 within brackets parts nothing. A last member joined by 和 may be one or two; it is enough that one reading fits.\n\n"
        "Lists that end in 等 are not checked; where members do not look like names, or 、 and ， are mixed, a difference is not "
        "judged. Not all self-evaluation tables need be attached, so a difference there is a warning."
    ),
    formula_en="n offices, namely: a, b, … ⇒ n = number listed; n projects evaluated ⇒ n = tables attached",
    source_en="organisation and units; performance; list of the tables attached",
    good=(
        Example("单位下设3个科室，分别是：办公室（党委办公室、信访室）、人事科、财务科。"),
        Example("本部门下属2家单位，分别为：甲中心、乙中心。"),
        Example("本部门内设机构三个：办公室、人事科和财务科。"),
    ),
    bad=(
        Example("单位下设⟦4⟧个科室，分别是：办公室（党委办公室、信访室）、人事科、财务科。", "3"),
        Example("单位下设⟦四⟧个科室，分别是：办公室、人事科、财务科。", "三"),
    ),
)
def announced_count(filing: Filing) -> Iterator[Check]:
    """括号里的顿号不分项。“和”连接的末项可能是一项也可能是两项，任一种读法相符即可。

    列举以“等”结束的不核对；有的项不像机构名称、顿号与逗号混用的，不相符时也不判断。自评表可以只附一部分，不相符只是警告。
    """
    for claim in filing.claims(Listing):
        yield _announced(claim)


def _announced(claim: Listing) -> Check:
    listed = claim.readings[0]
    if claim.announced in claim.readings:
        listed = claim.announced
    words = (f"所附自评表 {listed} 张", f"{listed} tables attached") if claim.what == FORMS else (f"列出 {listed} 项", f"{listed} listed")
    expression = Constant(listed, *words)
    if isinstance(claim.count, Word):
        check = expect_that(Constant(claim.announced), "=", expression, claim.count).instead(numeral(listed))
    else:
        check = expect(claim.count, expression)
    if check.verdict == BROKEN and not claim.firm:
        check = check.doubted(phrase("count-unclear"))
    elif check.verdict == BROKEN and claim.what != NAMES:
        check = check.warned()
    if claim.what == FORMS:
        check = check.said(phrase("count-of-tables"))
    return check


@rule(
    "CNT002",
    "counts-add-up",
    severity="warning",
    title="分项个数之和等于总数",
    title_en="counts of the parts add up to the count of all",
    message="分项个数之和与总数不符",
    message_en="the counts of the parts do not add up",
    formula="项目个数 = 优 + 良 + 中 + …；发现问题 = 已整改 + 正在整改；总数 = 甲 + 乙 + 其余；其中的个数 ≤ 总数",
    source="预算绩效情况说明、国有资产占用情况说明、公务接待情况",
    why_en=(
        "Staff, units and vehicles by kind are checked by SUM001; here are all other counts: grades of projects, problems mended, "
        "lists that end in 其余.\n\n"
        "One grade alone, or a list that goes on with 其余 or 其他 without a count, must only not pass the total; two parts that do "
        "not add up are a warning."
    ),
    formula_en="projects = excellent + good + fair + …; problems = mended + being mended; total = a + b + the rest; a part ≤ the total",
    source_en="performance, state assets, receptions",
    good=(
        Example("对8个项目开展绩效自评，其中评为“优”等次项目6个、“良”等次项目2个。"),
        Example("共有车辆18辆，其中：其他用车18辆，其他用车主要是：3辆执法车辆，4辆业务用车，其余11辆由其他部门使用。"),
        Example("绩效自评中共发现问题5个，已经完成整改的3个，正在整改的2个。"),
    ),
    bad=(
        Example("对⟦8⟧个项目开展绩效自评，其中评为“优”等次项目5个、“良”等次项目2个、“中”等次项目0个。", "7"),
        Example("绩效自评中共发现问题⟦5⟧个，已经完成整改的3个，正在整改的3个。", "6"),
    ),
)
def counts_add_up(filing: Filing) -> Iterator[Check]:
    """人员、单位、车辆按类别的构成由 SUM001 核对，这里核对其余的个数：绩效等次、整改情况、“其余”收尾的列举。

    只有一个等次，或后面写有“其余”“其他”而没有个数的，只要求不超过总数；只有两项的，不相符作为警告。
    """
    told = {id(listing.whole.actual): listing for listing in filing.breakdowns() if listing.whole is not None}
    for claim in filing.claims(Tally):
        listing = told.get(id(claim.whole))
        if listing is None or not (listing.closed or listing.is_complete(ACTUALS)):
            yield _tally(claim)


def _tally(claim: Tally) -> Check:
    counts = list(claim.parts)
    if claim.whole.exact != sum(each.exact for each in counts):
        counts = counts[: len(counts) - glossed(counts)]
    parts = total(counts) if len(counts) > 1 else counts[0]
    if not claim.complete:
        return expect_that(parts, "<=", claim.whole)
    check = expect(claim.whole, parts)
    if check.verdict == BROKEN and claim.sure:
        check = check.graded("error")
    return check


@rule(
    "CNT003",
    "money-and-counts",
    severity="warning",
    title="有金额就有数量，有数量就有金额",
    title_en="where there is money there is a count, and the other way round",
    message="金额与数量不相称",
    message_en="money and counts do not go together",
    formula="公务接待费 > 0 ⇔ 批次、人次 > 0；因公出国费 > 0 ⇔ 团组 > 0；购置费 > 0 ⇔ 购置数 > 0；人次 ≥ 批次；人次 ≥ 团组",
    source="财政拨款“三公”经费支出决算情况说明",
    why_en=(
        "The three public expenses must be told with groups, receptions, guests, vehicles bought and held: money and counts are "
        "both there or both not.\n\n"
        "Running costs without vehicles may be those of hired ones, a note; vehicles without running costs may be paid by other "
        "money and are not judged. One set of projects spoken of several times has one amount where it has one count."
    ),
    formula_en=(
        "receptions cost > 0 ⇔ receptions, guests > 0; travel abroad > 0 ⇔ groups > 0; purchase > 0 ⇔ vehicles bought > 0; guests "
        "≥ receptions; persons ≥ groups"
    ),
    source_en="the three public expenses in the narrative",
    good=(
        Example("七、“三公”经费支出决算情况说明\n公务接待费支出3.00万元。国内公务接待20批次，180人次。"),
        Example("七、“三公”经费支出决算情况说明\n公务用车购置费0.00万元，公务用车购置数0辆。"),
    ),
    bad=(
        Example("七、“三公”经费支出决算情况说明\n公务接待费支出3.00万元。国内公务接待20批次，⟦18⟧人次。", ""),
        Example("七、“三公”经费支出决算情况说明\n公务用车购置费0.00万元，公务用车购置数⟦1⟧辆。", "0"),
    ),
)
def money_and_counts(filing: Filing) -> Iterator[Check]:
    """三公经费说明必须同时写明金额与团组、批次、人次、购置数、保有量，两者要么都有，要么都没有。

    有运行维护费而保有量为零可能是租用车辆，只作提示；有车而没有运行维护费可能由其他资金负担，不判断。
    前后几次提到同一批项目时，个数相同则涉及的金额相同。
    """
    yield from map(_presence, filing.claims(Presence))
    for claim in filing.claims(AtLeast):
        check = expect_that(claim.more, ">=", claim.less)
        if check.verdict == BROKEN and claim.kind == BATCHES:
            check = check.graded("error").said(phrase("fewer-guests"))
        yield check
    for repeat in filing.claims(Repeat):
        yield from _repeats(repeat)


def _presence(claim: Presence) -> Check:
    counts, cause = claim.counts, claim.cause
    counted = total(counts) if len(counts) > 1 else counts[0]
    check = expect_that(counted, "=", NOTHING) if cause.is_zero else expect_that(counted, ">=", ONE)
    check = check.beside([*check.others, cause])
    if check.verdict != BROKEN:
        return check
    if claim.kind == RUNNING and cause.is_zero:
        check = check.doubted(phrase("cars-without-costs"))
    elif claim.kind == RUNNING:
        check = check.graded("note").noted(phrase("maybe-hired"))
    if claim.kind == PEOPLE:
        return check.said(phrase("one-without-other", missing=cause.unit, counted=counts[0].unit))
    return check.said(phrase("count-without-money" if cause.is_zero else "money-without-count"))


def _repeats(claim: Repeat) -> Iterator[Check]:
    count, amount = claim.counts[0], claim.amounts[0]
    for other, figure in zip(claim.counts[1:], claim.amounts[1:], strict=True):
        if other.exact == count.exact:
            yield expect(figure, amount).beside((other, count))
        elif figure.exact == amount.exact and figure.exact:
            yield expect(other, count).beside((figure, amount)).said(phrase("one-amount-several-counts"))


@rule(
    "CNT004",
    "numbering",
    severity="warning",
    title="同级段落的编号连续",
    title_en="the numbers of sibling paragraphs run on",
    message="编号不连续",
    message_en="the numbering does not run on",
    formula="一、二、三、…；（一）（二）（三）…；1. 2. 3. …",
    source="部门决算公开说明的章节与列举",
    why_en=(
        "A number left out is often a paragraph left out; a number twice is left from editing.\n\n"
        "Only three or more paragraphs of one level in one section are looked at, tables and the glossary are not; several breaks "
        "in one section are most likely the layout, and are not judged."
    ),
    formula_en="一、二、三、…; （一）（二）（三）…; 1. 2. 3. …",
    source_en="sections and lists of the narrative",
    good=(Example("1.甲项工作有序推进。\n2.乙项工作有序推进。\n3.丙项工作有序推进。"),),
    bad=(
        Example("1.甲项工作有序推进。\n2.乙项工作有序推进。\n⟦4.⟧丙项工作有序推进。\n5.丁项工作有序推进。", "3."),
        Example("（一）甲项工作有序推进。\n（二）乙项工作有序推进。\n⟦（二）⟧丙项工作有序推进。", "（三）"),
    ),
)
def numbering(filing: Filing) -> Iterator[Check]:
    """漏号往往是漏了一段，重号往往是改稿留下的。

    只看同一节内三个以上的同级段落，表格与名词解释不看；一节里不止一处不连续的，多半是排版所致，不判断。
    """
    for claim in filing.claims(Numbering):
        check = _numbering(claim)
        if check is not None:
            yield check


def _numbering(claim: Numbering) -> Check | None:
    values = claim.values
    breaks = [at for at in range(1, len(values)) if values[at] != values[at - 1] + 1]
    if not breaks:
        return None
    at = breaks[0]
    mark, wanted = claim.word(at), values[at - 1] + 1
    if len(breaks) > 1:
        return unchecked(mark, phrase("several-breaks"))
    step = values[at] - values[at - 1]
    if at < 2 or step < 0 or (step > 2 and at == len(values) - 1):
        return unchecked(mark, phrase("level-unclear"))
    check = expect_that(Constant(values[at]), "=", Constant(wanted), mark)
    shown = str(values[at]) if str(values[at]) in mark.text else numeral(values[at])
    return check.instead(mark.text.replace(shown, str(wanted) if shown.isdecimal() else numeral(wanted)))
