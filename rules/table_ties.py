"""What the tables of final accounts must agree in: with each other, and with the narrative."""

from collections.abc import Iterable, Iterator

from auditlint.field import (
    ADJUSTED,
    ALL,
    BUDGETED,
    FISCAL,
    FUNDS,
    GENERAL,
    INITIAL,
    PUBLICS,
    SPENT,
    economic_forms,
    forms_of,
    functional_class,
    fund_scope,
    normal,
    public_forms,
    told,
)
from auditlint.model import (
    BROKEN,
    Breakdown,
    Check,
    Figure,
    Filing,
    Item,
    Operand,
    Row,
    Table,
    expect,
    expect_that,
    phrase,
    same_class,
    total,
)
from auditlint.model.claims import CLASS, ITEM
from auditlint.registry import Example, rule
from auditlint.startup import pattern

from .choice import best
from .table_lookup import Tables, tie

_SPENDING, _OTHER_RECEIPTS, _BOTH_TOTALS, _RUNNING_COSTS = "本年支出", "其他收入", "收支总计", "机关运行经费"
#: What all that is spent is called, and the tables that print it by class for all money and for the fiscal appropriation, with the columns of their amounts.
_SPENT_IN_ALL = (_SPENDING, "支出总计")
_SPENDING_OF = {ALL: ("支出总表", "收支总表"), FISCAL: ("财政拨款收支总表",)}
_AMOUNTS = (_SPENDING, "本年支出合计", "合计", "金额")
#: The summary of both sides, what it prints of receipts, and words for what is told apart from them.
_SUMMARY, _RECEIPTS = "收支总表", ("财政专户管理教育资金", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", _OTHER_RECEIPTS)
_UNTAXED, _PARTED_OFF = "非税", pattern(r"结转|结余|非税|上级|转移支付|经费拨款|利息|本级|当年|其中：财政拨款|单位资金")
#: An item with its code.
_WITH_CODE = pattern(r"(?P<name>[^，。；：、（）]+)（(?P<code>2\d{6})）$")
#: What a table of the public expenses may print beside them, of the same money.
_BESIDE_PUBLICS = ("会议费", "培训费")
#: The budgets that a table of the public expenses may print, the initial one last.
_BUDGETS = (ADJUSTED, "调整预算", BUDGETED, INITIAL)
_TABLE5 = (
    "一般公共预算财政拨款支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t90.00\t60.00\t30.00\n"
    "205\t教育支出\t72.15\t50.05\t22.10\n208\t社会保障和就业支出\t17.85\t9.95\t7.90\n"
)
_TABLE6 = (
    "一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码\t科目名称\t决算数\n301\t工资福利支出\t45.00\n302\t商品和服务支出\t15.00\n"
    "\t人员经费合计\t45.00\n\t公用经费合计\t15.00\n"
)
_PROSE = (
    "第三部分 决算情况说明\n五、一般公共预算财政拨款支出决算情况说明\n（一）总体情况\n一般公共预算财政拨款支出90.00万元。\n"
    "（二）结构情况\n一般公共预算财政拨款支出90.00万元，主要用于以下方面：教育支出（类）72.15万元，占80.17%；社会保障和就业支出（类）17.85万元，占19.83%。\n"
)


@rule(
    "TAB009",
    "table-and-narrative",
    severity="error",
    title="说明中的数字与决算表一致",
    title_en="the narrative agrees with the tables",
    message="说明中的数字与表中的数字不符",
    message_en="the narrative and the table print different figures",
    formula="说明中的金额 = 表中的金额",
    source="决算情况说明与决算表应由同一套数字生成",
    why_en=(
        "Totals, revenue, expenditure, fiscal appropriation, general budget (whole, classes, items), basic expenditure, the three "
        "public expenses, government funds and state capital are compared with the nine tables.\n\n"
        "Classes and items are compared where one row alone has their name. Where the narrative takes unnamed receipts into 其他收入, "
        "their sum counts. Tables print the initial or the full-year budget of the three public expenses: a difference from the "
        "initial one is not judged."
    ),
    formula_en="amount of the narrative = amount of the table",
    source_en="narrative and tables come from the same figures",
    good=(Example(_TABLE5 + _PROSE),),
    bad=(
        Example(_TABLE5 + _PROSE.replace("（一）总体情况\n一般公共预算财政拨款支出90.00", "（一）总体情况\n一般公共预算财政拨款支出⟦99.00⟧"), "90.00"),
        Example(_TABLE5 + _PROSE.replace("教育支出（类）72.15", "教育支出（类）⟦72.51⟧"), "72.15"),
    ),
)
def table_and_narrative(filing: Filing) -> Iterator[Check]:
    """总收支、收入构成、支出构成、财政拨款、一般公共预算（总体、各类、各项）、基本支出、“三公”、基金和国资各节分别与九张表核对。

    类、项按名称在表中只有一行相同时才核对。说明把没有列举的收入并入“其他收入”的，与表中各栏之和核对。“三公”预算数有的表印年初预算，有的印全年预算：与年初预算不符时不判断。
    """
    if not filing.tables:
        return
    tables = Tables(filing)
    yield from _concepts(filing, tables)
    yield from _items(filing, tables)
    yield from _classes(filing, tables)
    yield from _coded(filing, tables)
    yield from _tables_of_publics(filing)


def _concepts(filing: Filing, tables: Tables) -> Iterator[Check]:
    """What the narrative says of a concept in a scope, against each cell that prints it; a cell that prints the same again is none."""
    seen: set[tuple[int, object]] = set()
    divided = {id(part.actual): listing.whole for listing in filing.claims(Breakdown) if listing.whole is not None for part in listing.parts}
    untaxed = any(_UNTAXED in item.label and item.actual is not None and item.actual.exact for item in filing.items)
    for table, figure, concept, scope in _pairs(tables):
        said = filing.ledger.operand(concept, scope, SPENT)
        summary = table.kind == _SUMMARY and (scope in FUNDS or concept in _RECEIPTS)
        if summary and (filing.kind != BUDGETED or untaxed and scope == GENERAL):
            continue  # what the narrative of accounts calls a fund's income may hold what was carried over; some budgets tell 非税收入 apart
        if not isinstance(said, Figure) or not table.unit or (id(said), figure.exact) in seen:
            continue
        seen.add((id(said), figure.exact))
        more = _silent(filing, tables, table, said, figure) if concept == _OTHER_RECEIPTS else []
        for check in tie(table, said, figure, *more):
            if _BOTH_TOTALS in (concept, said.concept) and check.support is not None:
                check = check.supported(check.support._replace(established=True))  # both sides of the table print it, and the words name both
            if check.verdict == BROKEN and table.kind in economic_forms() and _is_of_more(divided.get(id(said)), table):
                check = check.doubted(phrase("another-meaning"))
            yield _unless_divided(check, said) if summary else check


def _is_of_more(whole: Item | None, table: Table) -> bool:
    """Whether what a list divides is all that was spent, and no total of a table of basic expenditure: 一般公共预算支出 9 万元，其中：商品和服务支出 3 万元."""
    if whole is None or whole.concept not in _SPENT_IN_ALL or whole.actual is None:
        return False
    return not any(expect(whole.actual, cell).verdict != BROKEN for cell in (_all_of(table, column) for column in _AMOUNTS) if cell is not None)


def _all_of(table: Table, column: str) -> Figure | None:
    row = table.total_row()
    return row.cells.get(column) if row is not None else None


def _unless_divided(check: Check, said: Figure) -> Check:
    """A broken tie is none where the sentence of the amount parts off what the table may count in: what was carried over, 非税收入."""
    sentence = said.source.text[slice(*said.source.sentence(said.start, said.end))]
    return check.doubted(phrase("another-meaning")) if check.verdict == BROKEN and _PARTED_OFF.search(sentence) is not None else check


def _tables_of_publics(filing: Filing) -> Iterator[Check]:
    """A table of the public expenses for each fund scope, each against what the narrative says of its own; two of one title are of two units."""
    publics = [table for table in filing.tables if table.kind in public_forms()]
    for table in publics:
        scope = fund_scope(table.title) or FISCAL
        if table.rows and table.unit and sum(other.title == table.title for other in publics) == 1:
            yield from _publics(filing, table, scope)


def _silent(filing: Filing, tables: Tables, table: Table, said: Figure, other: Figure) -> list[Figure]:
    """Receipts of the table that the narrative does not name, where its 其他收入 holds them too."""
    named = [each for each in told() if each.cell.kind == table.kind and not each.scope and each.concept != _OTHER_RECEIPTS]
    silent = tables.figures(each.cell for each in named if filing.ledger.operand(each.concept, "", SPENT) is None)
    unnamed = [figure for figure in silent if figure.exact]
    return unnamed if unnamed and expect(said, total([other, *unnamed])).verdict != BROKEN else []


def _pairs(tables: Tables) -> Iterator[tuple[Table, Figure, str, str]]:
    """The figures of the tables of which the narrative speaks by concept and scope."""
    for each in told():
        figure = tables.at(each.cell)
        if isinstance(figure, Figure):
            yield tables.of[each.cell.kind], figure, each.concept, each.scope


def _items(filing: Filing, tables: Tables) -> Iterator[Check]:
    """Classes and items that the narrative names, against the rows of the fund's table, or of all three where it names none."""
    for item in filing.items:
        if item.level not in (CLASS, ITEM) or item.actual is None or item.actual.role != SPENT:
            continue
        funds = FUNDS if item.scope == FISCAL else (item.scope,) if item.scope in FUNDS else ()
        known = [table for fund in funds for kind in forms_of(fund) if (table := tables.of.get(kind)) is not None and table.unit]
        found = [(table, row) for table in known for row in _rows(table, item)]
        if len(found) == 1:
            table, row = found[0]
            yield from tie(table, item.actual, row.cells.get(_SPENDING))


def _rows(table: Table, item: Item) -> Iterable[Row]:
    if item.level == CLASS:
        return (row for row in table.rows if len(row.code) == 3 and same_class(row.name, item.label))
    if item.levels is None:
        return ()
    above, middle, name = item.levels
    names = {row.code: row.name for row in table.rows}
    return (
        row for row in table.rows
        if len(row.code) == 7 and row.name == name and names.get(row.code[:5]) == middle and same_class(names.get(row.code[:3], ""), above)
    )  # fmt: skip


def _classes(filing: Filing, tables: Tables) -> Iterator[Check]:
    """What a list divides all that is spent into by class, without the word 类: 支出预算 9 万元，其中：教育支出 8 万元、住房保障支出 1 万元."""
    for listing in filing.claims(Breakdown):
        whole = listing.whole
        codes = [functional_class(part.label) for part in listing.parts]
        if whole is None or whole.concept not in _SPENT_IN_ALL or len(codes) < 2 or not all(codes) or len(set(codes)) < len(codes):
            continue
        for part, code in zip(listing.parts, codes, strict=True):
            if part.actual is not None and part.actual.role == SPENT and not part.level:
                yield from _row_of(tables, whole.scope, code, part.actual, whole=whole.actual)


def _coded(filing: Filing, tables: Tables) -> Iterator[Check]:
    """What the narrative tells with the code of the functional classification: 公务员医疗补助（2101103）9 万元."""
    for item in filing.items:
        found = _WITH_CODE.search(normal(item.label)) if item.actual is not None and item.actual.role == SPENT and not item.level else None
        if found is not None and item.actual is not None:
            yield from _row_of(tables, item.scope, found["code"], item.actual, found["name"])


def _row_of(tables: Tables, scope: str, code: str, said: Figure, name: str = "", whole: Figure | None = None) -> Iterator[Check]:
    """An amount against the row of a code in the table of its money, or where only a section may say which in any; one row alone has the code, and no other name.

    Of what all money comes to as a whole, the table of a fund prints a class only where its total is that whole.
    """
    own = _SPENDING_OF.get(scope, ())
    known = forms_of(scope) if scope in FUNDS else (*own, *(kind for fund in FUNDS for kind in forms_of(fund)))
    checks: list[Check] = []
    for kind in known:
        table = tables.of.get(kind)
        row = tables.coded(kind).get(code) if table is not None and table.unit else None
        if table is None or row is None or name and row.name != name:
            continue
        column = next((column for column in _AMOUNTS if row.cells.get(column) is not None), "")
        all_told = _all_of(table, column) if whole is not None and scope not in FUNDS and kind not in own else None
        if whole is None or all_told is None or expect(whole, all_told).verdict != BROKEN:
            checks += tie(table, said, row.cells.get(column))
    check = best(checks)
    if check is not None:
        yield _unless_divided(check, said)


def _publics(filing: Filing, table: Table, scope: str) -> Iterator[Check]:
    top = table.rows[0] if len(table.rows) == 1 else table.total_row()  # several rows are of several units
    if top is None:
        return
    cells = top.cells
    stated = BUDGETED if filing.kind == BUDGETED else SPENT
    for name in (*PUBLICS, _RUNNING_COSTS):
        said = _stated(filing, name, scope, SPENT)
        if isinstance(said, Figure):
            yield from tie(table, said, cells.get(name + stated))
        if stated == SPENT:
            yield from _planned(filing, table, cells, name, scope)
    for name in _BESIDE_PUBLICS:
        said = filing.ledger.operand(name, scope, SPENT)
        if isinstance(said, Figure):
            yield from (_unless_divided(check, said) for check in tie(table, said, cells.get(name + stated)))


def _stated(filing: Filing, name: str, scope: str, role: str) -> Operand | None:
    """What the narrative says; one that names no fund may mean another than the table does, except in a budget."""
    found = filing.ledger.operand(name, scope, role)
    if found is None and name == _RUNNING_COSTS:
        found = filing.ledger.operand(name, "", role)
    return found if found is not None or filing.kind != BUDGETED else filing.ledger.operand(name, ALL, role)


def _planned(filing: Filing, table: Table, cells: dict[str, Figure], name: str, scope: str) -> Iterator[Check]:
    for role in _BUDGETS:
        planned = filing.ledger.operand(name, scope, role)
        if not isinstance(planned, Figure):
            continue
        for check in tie(table, planned, cells.get(f"{name}预算")):
            if check.verdict == BROKEN and role == INITIAL:
                check = check.doubted(phrase("budget-not-initial"))
            yield check


@rule(
    "TAB010",
    "running-costs-within-table",
    severity="warning",
    title="机关运行经费不大于基本支出决算表的公用经费",
    title_en="agency running costs do not exceed the operating costs of the table",
    message="机关运行经费大于表中的公用经费",
    message_en="agency running costs exceed the operating costs of the table",
    formula="机关运行经费 <= 公用经费合计",
    source="机关运行经费是行政单位和参公事业单位的公用经费",
    why_en="Departments with public institutions have agency running costs below operating costs, so only more is told.",
    formula_en="agency running costs <= operating costs",
    source_en="agency running costs are the operating costs of administrative units and of institutions run like them",
    good=(Example(_TABLE6 + "第三部分 决算情况说明\n十、机关运行经费支出情况说明\n机关运行经费支出10.00万元。"),),
    bad=(Example(_TABLE6 + "第三部分 决算情况说明\n十、机关运行经费支出情况说明\n机关运行经费支出⟦16.00⟧万元。", "15.00"),),
)
def running_costs_within_table(filing: Filing) -> Iterator[Check]:
    """有事业单位的部门，机关运行经费小于公用经费是正常的，所以只核对不大于。"""
    if not filing.tables:
        return
    operating = Tables(filing).printed("公用经费", GENERAL)
    said = filing.ledger.operand(_RUNNING_COSTS, "", SPENT)
    if operating is not None and isinstance(said, Figure) and operating.unit:
        yield expect_that(said, "<=", operating)
