"""The tables of final accounts: within each, between them, and against what the narrative says."""

from collections.abc import Iterator

from auditlint.model import BROKEN, Check, Figure, Filing, Operand, Row, Table, Total, expect, total, unchecked
from auditlint.registry import Example, rule

_INCOME = "收入"
_SPENDING = "支出"
#: Tables by code; T0 is any other table whose cells are known.
_CODED = ("T0", "T2", "T3", "T5", "T8", "T9")
#: How rows begin that part a balance by fund.
_BY_FUND = ("一般公共", "政府性基金", "国有资本")
_FLOW = ("年初结转和结余", "本年收入", "本年支出", "年末结转和结余")
_PERSONNEL = ("301", "303")
_OPERATING = ("302", "307", "309", "310", "311", "312", "313", "399")
_HEAD1 = "收入支出决算总表\n单位：万元\n收入 支出\n项目 决算数 项目 决算数\n"
_HEAD3 = "支出决算表\n单位：万元\n项目\n本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出\n"
_HEAD5 = "一般公共预算财政拨款支出决算表\n单位：万元\n项目\n合计 基本支出 项目支出\n类 款 项\n"
_TABLE1 = (
    _HEAD1 + "一、一般公共预算财政拨款收入 90.00 一、教育支出 95.00\n八、其他收入 5.00 二、国防支出\n"
    "本年收入合计 95.00 本年支出合计 95.00\n年初结转和结余 5.00 年末结转和结余 5.00\n总计 100.00 总计 100.00\n"
)
_TABLE5 = _HEAD5 + (
    "205 教育支出 90.00 60.00 30.00\n205 02 普通教育 90.00 60.00 30.00\n205 02 01 学前教育 50.00 50.00\n"
    "205 02 02 小学教育 40.00 10.00 30.00\n合计 90.00 60.00 30.00\n"
)
_TABLE6 = (
    "一般公共预算财政拨款基本支出决算表\n单位：万元\n经济分类\n科目名称 决算数\n301\n工资福利支出\n45.00 302\n商品和服务支出\n15.00\n"
    "301 01\n基本工资 45.00\n302\n01 办公费 15.00\n人员经费合计\n45.00\n公用经费合计\n15.00\n"
)
_TABLE7 = (
    "财政拨款“三公”经费支出决算表\n单位：万元\n合计 因公出国（境）费 小计 公务用车购置费 公务用车运行费 公务接待费\n"
    "预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数\n"
    "9.00 8.00 1.00 1.00 6.00 5.00 2.00 2.00 4.00 3.00 2.00 2.00\n"
)
_TABLE8 = (
    "政府性基金预算财政拨款收入支出决算表\n单位：万元\n项目\n年初结转和结余 本年收入 本年支出 年末结转和结余\n小计 基本支出 项目支出\n"
    "类 款 项\n合计 5.00 20.00 22.00 2.00 20.00 3.00\n"
)


def _each(filing: Filing, *kinds: str) -> Iterator[Table]:
    return (table for table in filing.tables if table.kind in kinds)


def _folded(check: Check, table: Table) -> Check:
    check.fold = table.fold
    return check


def _value(table: Table, side: str, *fronts: str, column: str = "金额") -> Figure | None:
    """The figure of the first row of a side whose name begins with one of these."""
    for row in table.rows:
        if row.side == side and row.name.startswith(fronts):
            found = row.cells.get(column)
            return found if found is not None else row.cells.get("合计") if column == "金额" else None
    return None


@rule(
    "TAB001",
    "table-balance",
    severity="error",
    title="总表的收入总计等于支出总计",
    title_en="the two sides of a summary table balance",
    message="总表两边的总计不相等",
    message_en="the two sides of the table differ",
    formula="收入总计 = 支出总计",
    source="收入支出决算总表、财政拨款收入支出决算总表",
    good=(Example(_TABLE1),),
    bad=(Example(_TABLE1.replace("总计 100.00 总计 100.00", "总计 100.00 总计 ⟦101.00⟧"), "100.00"),),
)
def table_balance(filing: Filing) -> Iterator[Check]:
    """两张总表左右两边恒等，没有例外。"""
    for table in _each(filing, "T1", "T4"):
        income, spending = _value(table, _INCOME, "总计", "收入总计"), _value(table, _SPENDING, "总计", "支出总计")
        if income is not None and spending is not None:
            yield _folded(expect(spending, income), table)


@rule(
    "TAB002",
    "table-account",
    severity="error",
    title="总表的本年合计、总计等于其各行之和",
    title_en="totals of a summary table equal the sum of their rows",
    message="总表的合计与各行之和不符",
    message_en="a total of the table is not the sum of its rows",
    formula="本年收入合计 = 各项收入之和；总计 = 本年合计 + 结余 + 结转",
    source="收入支出决算总表、财政拨款收入支出决算总表",
    good=(Example(_TABLE1),),
    bad=(
        Example(_TABLE1.replace("本年收入合计 95.00", "本年收入合计 ⟦96.00⟧"), "95.00"),
        Example(_TABLE1.replace("年末结转和结余 5.00\n总计 100.00 总计 100.00", "年末结转和结余 7.00\n总计 100.00 总计 ⟦100.00⟧"), "102.00"),
    ),
)
def table_account(filing: Filing) -> Iterator[Check]:
    """总表由三段组成：本年各行相加得本年合计，再加结余、结转得总计；其中各行不重复相加，空白按零计算。

    财政拨款总表支出一边对每一类资金分别核对。表中有认不出归属的数字时不核对各行之和。
    """
    for table in _each(filing, "T1", "T4"):
        for side in (_INCOME, _SPENDING, "性质"):
            rows = [row for row in table.rows if row.side == side]
            for column in dict.fromkeys(column for row in rows for column in row.cells):
                yield from _account(table, rows, _INCOME if side == _INCOME else _SPENDING, column)
        yield from _parts_of_rows(table)
        if table.kind == "T4" and not table.doubt:
            yield from _opening(table)


def _opening(table: Table) -> Iterator[Check]:
    """What was carried into the year, by fund."""
    for row in table.rows:
        if row.side == _INCOME and row.name.startswith(("年初财政", "年初结转", "上年财政", "上年结转")):
            for column, figure in row.cells.items():
                parts = [part for other in table.rows if other.name.startswith("年初：") and (part := other.cells.get(column)) is not None]
                if parts:
                    yield _folded(expect(figure, total(list(parts))), table)
            return


def _account(table: Table, rows: list[Row], side: str, column: str) -> Iterator[Check]:
    """The year's total and the grand total of one column of one side: rows, the year's total, balances, the grand total."""
    # In text a row with two amounts may have swallowed one of the other side.
    if any(not row.bound and (column not in row.cells or table.kind == "T1") for row in (table.rows if table.kind == "T1" else rows)):
        return
    year = next((at for at, row in enumerate(rows) if row.name.startswith((f"本年{side}", f"{side}合计"))), -1)
    last = next((at for at, row in enumerate(rows) if row.name.startswith(("总计", f"{side}总计")) or row.name == "合计" and at > year), len(rows))
    own = [row for row in rows if row.level == 1 and not row.name.startswith(("其中", "年初："))]
    listed = [figure for row in own if rows.index(row) < (year if year >= 0 else last) and (figure := row.cells.get(column)) is not None]
    whole = rows[year].cells.get(column) if year >= 0 else None
    if whole is not None and listed and not table.doubt:
        yield _folded(expect(whole, total(list(listed))), table)
    printed = rows[last].cells.get(column) if last < len(rows) else None
    if printed is None:
        return
    # A balance by fund stands below the balance itself.
    rest = [
        figure for row in own
        if year < rows.index(row) < last and not row.name.startswith(_BY_FUND) and (figure := row.cells.get(column)) is not None
    ]  # fmt: skip
    if whole is not None and (table.celled or not table.doubt):
        yield _folded(expect(printed, total([whole, *rest])), table)
    elif year < 0 and table.celled and table.budget and listed and not table.doubt:
        yield _folded(expect(printed, total(list(listed))), table)  # a budget may go from its rows to the grand total at once


def _parts_of_rows(table: Table) -> Iterator[Check]:
    """Rows that are numbered below another one, and that make it up."""
    if not table.celled or table.doubt:
        return
    for at, row in enumerate(table.rows):
        below = []
        for other in table.rows[at + 1 :]:
            if other.side == row.side and other.level == 1:
                break
            if other.side == row.side:
                below.append(other)
        if row.level == 1 and len(below) > 1 and all(other.part for other in below):
            for column, figure in row.cells.items():
                parts = [part for other in below if (part := other.cells.get(column)) is not None]
                if parts:
                    yield _folded(expect(figure, total(list(parts))), table)


@rule(
    "TAB003",
    "table-row",
    severity="error",
    title="表中每行的合计等于其各栏之和",
    title_en="the total of each row equals the sum of its columns",
    message="行的合计与各栏之和不符",
    message_en="the total of the row is not the sum of its columns",
    formula="本年支出合计 = 基本支出 + 项目支出 + …；合计 = 一般公共预算 + 政府性基金预算 + 国有资本经营预算",
    source="收入决算表、支出决算表、财政拨款收入支出决算总表、一般公共预算财政拨款支出决算表、政府性基金表、国有资本经营表",
    good=(Example(_TABLE5),),
    bad=(Example(_TABLE5.replace("40.00 10.00 30.00", "⟦40.00⟧ 10.00 31.00"), "41.00"),),
)
def table_row(filing: Filing) -> Iterator[Check]:
    """空白的栏按零计算。表格抽取成文字后空栏消失，数字属于哪一栏不能确定时，只要各栏都是合计的一部分，仍然核对各数之和。

    事业收入中的教育收费是“其中”，不重复相加；有这一栏而不能确定栏位的行不核对。
    """
    for table in _each(filing, *_CODED, "T4", "T6"):
        if table.celled or table.sums:
            yield from _sums_of_head(table)
            continue
        if table.kind != "T6":
            yield from _meant([check for row in table.rows if (check := _row_check(table, row)) is not None], table)


def _meant(checks: list[Check], table: Table) -> Iterator[Check]:
    """The checks of one relation over the rows of a table; one that fails in most rows was not meant so."""
    failed = sum(check.verdict == BROKEN for check in checks)
    for check in checks:
        if len(checks) > 1 and failed * 2 > len(checks):
            check = unchecked(check.printed, "多数行不符，各栏的关系不明")
        yield _folded(check, table)


def _sums_of_head(table: Table) -> Iterator[Check]:
    """The sums that the head of a table states; one that fails in most rows was not meant so."""
    for name, parts in table.sums:
        checks = []
        for row in table.rows:
            whole = row.cells.get(name)
            printed = [figure for part in parts if (figure := row.cells.get(part)) is not None]
            if whole is not None and printed and row.bound:
                checks.append(expect(whole, total(list(printed))))
        yield from _meant(checks, table)


def _row_check(table: Table, row: Row) -> Check | None:
    columns = table.columns
    if row.side == _INCOME or len(row.figures) < 2:
        return None
    if "本年收入" in columns:
        whole, parts = row.cells.get("本年支出"), [row.cells.get("基本支出"), row.cells.get("项目支出")]
        loose = [figure for figure in row.figures if figure not in row.cells.values()]
        known = [figure for figure in parts if figure is not None]
        if whole is None or (loose and len(loose) + len(known) != 1):
            return None
        return expect(whole, total([*known, *loose])) if known or loose else None
    if not row.bound and ("其中：教育收费" in columns or len(row.figures) > len(columns)):
        return None
    whole = row.cells.get(columns[0], row.figures[0] if not row.bound else None)
    rest = [figure for figure in row.figures if figure is not whole and figure is not row.cells.get("其中：教育收费")]
    return expect(whole, total(list(rest))) if whole is not None and rest else None


@rule(
    "TAB004",
    "table-hierarchy",
    severity="error",
    title="合计等于各类之和，类等于其款之和，款等于其项之和",
    title_en="classes, sections and items add up",
    message="上级科目与下级科目之和不符",
    message_en="the rows below do not add up to the row",
    formula="合计 = Σ类；类 = Σ款；款 = Σ项",
    source="收入决算表、支出决算表、一般公共预算财政拨款支出决算表、政府性基金表、国有资本经营表",
    good=(Example(_TABLE5),),
    bad=(Example(_TABLE5.replace("205 02 01 学前教育 50.00 50.00", "205 02 01 学前教育 55.00 55.00").replace("205 02 普通教育 90.00", "205 02 普通教育 ⟦90.00⟧"), "95.00"),),
)
def table_hierarchy(filing: Filing) -> Iterator[Check]:
    """每一栏分别核对。只印到类或款、或者跳过款只印项的表，只核对印出的层次；同级科目中有不能确定栏位的，该栏不核对。

    各数四舍五入到末位，n 个下级与上级最多相差 (n+1)/2 个末位，只作提示。
    """
    for table in _each(filing, *_CODED):
        if table.doubt:
            top = next((row.figures[0] for row in table.rows), None)
            if top is not None:
                yield unchecked(top, table.doubt)
            continue
        families = [check for row, below in table.families() for check in _family(table, row, below)]
        # Of a table that is none of the nine it is not known that its codes are all there.
        yield from _meant(families, table) if table.kind == "T0" else families


def _family(table: Table, row: Row, below: list[Row]) -> Iterator[Check]:
    for column, whole in row.cells.items():
        if any(not child.bound and column not in child.cells for child in below):
            continue
        parts = [figure for child in below if (figure := child.cells.get(column)) is not None]
        if parts:
            yield _folded(expect(whole, total(list(parts))), table)


@rule(
    "TAB005",
    "table-economic",
    severity="error",
    title="基本支出决算表：类等于各款之和，人员经费、公用经费等于各类之和",
    title_en="basic expenditure: classes and sections add up",
    message="经济分类的合计与各行之和不符",
    message_en="a total of the economic classification is not the sum of its rows",
    formula="人员经费合计 = 301 + 303；公用经费合计 = 302 + 307 + 310 + 312 + 399；类 = Σ款",
    source="一般公共预算财政拨款基本支出决算表",
    good=(Example(_TABLE6),),
    bad=(
        Example(_TABLE6.replace("商品和服务支出\n15.00", "商品和服务支出\n⟦15.00⟧").replace("办公费 15.00", "办公费 18.00"), "18.00"),
        Example(_TABLE6.replace("公用经费合计\n15.00", "公用经费合计\n⟦16.00⟧"), "15.00"),
    ),
)
def table_economic(filing: Filing) -> Iterator[Check]:
    """只有印出了款的类才核对其款；空白按零计算。表的一行同时印合计、人员经费、公用经费三栏的，每栏分别核对。"""
    for table in _each(filing, "T6"):
        if table.doubt or any(not row.bound for row in table.rows):
            continue
        for row, below in table.families():
            if len(row.code) == 3:
                yield from _family(table, row, below)
        known = all(row.code in _PERSONNEL + _OPERATING for row in table.rows if len(row.code) == 3)
        for name, codes in (("人员经费合计", _PERSONNEL), ("公用经费合计", _OPERATING)) if known else ():
            whole = _value(table, "", name, column="金额")
            classes = [figure for row in table.rows if row.code in codes and (figure := row.cells.get("金额")) is not None]
            if whole is not None and classes:
                yield _folded(expect(whole, total(list(classes))), table)
        last = next((row for row in table.rows if not row.code and row.name in ("合计", "总计")), None)
        if last is not None:
            yield from _family(table, last, [row for row in table.rows if len(row.code) == 3])


@rule(
    "TAB006",
    "table-three-publics",
    severity="error",
    title="“三公”经费表：合计与小计等于各项之和",
    title_en="the table of the three public expenses adds up",
    message="“三公”经费的合计与各项之和不符",
    message_en="the three public expenses do not add up",
    formula="合计 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费；公务用车小计 = 购置费 + 运行维护费",
    source="财政拨款“三公”经费支出决算表",
    good=(Example(_TABLE7),),
    bad=(Example(_TABLE7.replace("\n9.00 8.00", "\n⟦9.50⟧ 8.00"), "9.00"),),
)
def table_three_publics(filing: Filing) -> Iterator[Check]:
    """预算数和决算数分别核对，空白按零计算；空栏消失后不能确定栏位的不核对。"""
    for table in _each(filing, "T7"):
        for row in table.rows:
            if not row.bound:
                yield from _two_of_one(table, row)
                continue
            for role in ("预算", "决算"):
                for name, parts in _PUBLIC_PARTS:
                    whole = row.cells.get(name + role)
                    known = [figure for part in parts if (figure := row.cells.get(part + role)) is not None]
                    if whole is not None and known:
                        yield _folded(expect(whole, total(list(known))), table)


def _two_of_one(table: Table, row: Row) -> Iterator[Check]:
    """A total and one more amount whose column is not known: whatever it is, it is all that there is."""
    loose = [figure for figure in row.figures if figure not in row.cells.values()]
    for role in ("预算", "决算"):
        whole = row.cells.get("三公经费" + role)
        if whole is not None and len(row.cells) == 1 and len(loose) == 1:
            yield _folded(expect(whole, total(list(loose))), table)


_PUBLIC_PARTS = (
    ("三公经费", ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")),
    ("公务用车购置及运行维护费", ("公务用车购置费", "公务用车运行维护费")),
)


@rule(
    "TAB007",
    "table-flow",
    severity="error",
    title="年初结转加本年收入减本年支出等于年末结转",
    title_en="opening carry-over plus revenue less expenditure is the closing carry-over",
    message="年末结转和结余与年初结转、本年收支不符",
    message_en="the closing carry-over does not follow from the year's flows",
    formula="年末结转和结余 = 年初结转和结余 + 本年收入 - 本年支出",
    source="政府性基金预算财政拨款收入支出决算表、国有资本经营预算财政拨款支出决算表",
    good=(Example(_TABLE8),),
    bad=(Example(_TABLE8.replace("20.00 3.00", "20.00 ⟦4.00⟧"), "3.00"),),
)
def table_flow(filing: Filing) -> Iterator[Check]:
    """逐行核对，空白按零计算。结转被收回或调整的单位应在表注中说明。"""
    for table in _each(filing, "T8", "T9", "T5"):
        if "本年收入" in table.columns:
            checks = [check for row in table.rows if (check := _flow(row, table.celled)) is not None]
            if table.celled and not _KNOWN_FLOWS.issuperset(column.partition("/")[0] for column in table.columns):
                checks = [unchecked(check.printed, "表中有别的栏，结转的算法不明") for check in checks]
            yield from _meant(checks, table)


_KNOWN_FLOWS = frozenset((*_FLOW, "基本支出", "项目支出"))


def _flow(row: Row, celled: bool) -> Check | None:
    opening, income, spending, closing = (row.cells.get(column) for column in _FLOW)
    terms: list[tuple[int, Operand]] = [
        (sign, figure) for sign, figure in ((1, opening), (1, income), (-1, spending)) if figure is not None
    ]
    if closing is None or not terms or not (row.bound or len(row.cells) > 3 and not celled):
        return None
    return expect(closing, Total(terms))
