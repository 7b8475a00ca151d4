"""The nine tables of the invented department."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from . import figures as f
from .blocks import Head, Table

_CLASSES = (
    "一般公共服务支出 外交支出 国防支出 公共安全支出 教育支出 科学技术支出 文化旅游体育与传媒支出 社会保障和就业支出 卫生健康支出 节能环保支出 城乡社区支出"
    " 农林水支出 交通运输支出 资源勘探工业信息等支出 商业服务业等支出 金融支出 援助其他地区支出 自然资源海洋气象等支出 住房保障支出 粮油物资储备支出"
    " 国有资本经营预算支出 灾害防治及应急管理支出 其他支出 债务还本支出 债务付息支出 抗疫特别国债安排的支出"
)
_NUMERALS = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十 二十一 二十二 二十三 二十四 二十五 二十六"
_FUND_NAMES = {"一般公共": "一般公共预算财政拨款", "政府性基金": "政府性基金预算财政拨款", "国有资本": "国有资本经营预算财政拨款"}
Cell = str | Decimal | None
#: Words of a head, how many columns they cover, and how many rows.
HeadWords = str | tuple[str, int] | tuple[str, int, int]


def tables() -> list[Table]:
    """All nine."""
    return [_t1(), _t2(), _t3(), _t4(), _t5(), _t6(), _t7(), _flow("T8", 8, "政府性基金"), _flow("T9", 9, "国有资本")]


def _head(*rows: Sequence[HeadWords], width: int) -> list[list[Head | None]]:
    """Rows of a head with ``None`` where a cell to the left or above covers the place."""
    grid: list[list[Head | None | bool]] = [[False] * width for _ in rows]
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            text, columns, high = (cell, 1, 1) if isinstance(cell, str) else (*cell, 1)[:3]
            while grid[at][column] is not False:
                column += 1
            for y in range(at, at + high):
                for x in range(column, column + columns):
                    grid[y][x] = None
            grid[at][column] = (text, columns, high)
    return [[None if cell is False or cell is True else cell for cell in row] for row in grid]


def _blank(amount: Decimal) -> Decimal | None:
    return amount or None


def _sum(items: Sequence[f.Item], of: Callable[[f.Item], Decimal]) -> Decimal:
    return sum(map(of, items), f.ZERO)


def _by_class(of: Callable[[f.Item], Decimal]) -> list[tuple[str, Decimal | None]]:
    rows: list[tuple[str, Decimal | None]] = []
    for mark, name in zip(_NUMERALS.split(), _CLASSES.split(), strict=True):
        rows.append((f"{mark}、{name}", _blank(_sum([item for item in f.ITEMS if item.names[0] == name], of))))
    return rows


def _t1() -> Table:
    left: list[tuple[str, Decimal | None]] = [
        (f"{mark}、{name}收入", f.received(fund)) for mark, (fund, name) in zip("一二三", _FUND_NAMES.items(), strict=True)
    ]
    for mark, name in zip("四五六七八", ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"), strict=True):
        left.append((f"{mark}、{name}", f.OWN_INCOME.get(name)))
    right = _by_class(lambda item: item.spent)
    left += [("", None)] * (len(right) - len(left))
    left += [("本年收入合计", f.INCOME), ("使用非财政拨款结余（含专用结余）", f.RESERVES_USED), ("年初结转和结余", f.BEGIN), ("总计", f.TOTAL)]
    right += [("本年支出合计", f.SPENDING), ("结余分配", f.DISTRIBUTED), ("年末结转和结余", f.END), ("总计", f.TOTAL)]
    head = _head([("收入", 2), ("支出", 2)], ["项目", "决算数", "项目", "决算数"], width=4)
    return Table("T1", "收入支出决算总表", 1, head, [[*one, *other] for one, other in zip(left, right, strict=True)])


def _levels(items: Sequence[f.Item], amounts: Callable[[Sequence[f.Item]], list[Decimal]]) -> list[list[Cell]]:
    """A total, then classes, sections and items with their codes."""
    rows: list[list[Cell]] = [["", "合计", *map(_blank, amounts(items))]]
    for length, level in ((3, 0), (5, 1), (7, 2)):
        for code in dict.fromkeys(item.code[:length] for item in items):
            under = [item for item in items if item.code.startswith(code)]
            rows.append([code, under[0].names[level], *map(_blank, amounts(under))])
    return [rows[0], *sorted(rows[1:], key=lambda row: str(row[0]))]


def _ordered() -> list[f.Item]:
    return sorted(f.ITEMS, key=lambda item: item.code)


def _income(item: f.Item) -> Decimal:
    carried = f.CARRIED_OUT[item.fund] - f.CARRIED_IN[item.fund] if f.CARRIER[item.fund] == item.code else f.ZERO
    return item.allotted + carried


def _t2() -> Table:
    def amounts(items: Sequence[f.Item]) -> list[Decimal]:
        own = any(item.code == "2130204" for item in items)
        work, other = (f.OWN_INCOME["事业收入"], f.OWN_INCOME["其他收入"]) if own else (f.ZERO, f.ZERO)
        allotted = _sum(items, _income)
        return [allotted + work + other, allotted, f.ZERO, work, f.ZERO, f.ZERO, other]

    names = ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
    head = _head([("项目", 2), *((name, 1, 2) for name in names)], ["科目编码", "科目名称"], width=9)
    return Table("T2", "收入决算表", 2, head, _levels(_ordered(), amounts))


def _t3() -> Table:
    def amounts(items: Sequence[f.Item]) -> list[Decimal]:
        basic = _sum(items, lambda item: item.basic + item.other_basic)
        return [_sum(items, lambda item: item.spent), basic, _sum(items, lambda item: item.spent) - basic, f.ZERO, f.ZERO, f.ZERO]

    names = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
    head = _head([("项目", 2), *((name, 1, 2) for name in names)], ["科目编码", "科目名称"], width=8)
    return Table("T3", "支出决算表", 3, head, _levels(_ordered(), amounts))


def _t4() -> Table:
    left: list[tuple[str, Decimal | None]] = [
        (f"{mark}、{name}", f.received(fund)) for mark, (fund, name) in zip("一二三", _FUND_NAMES.items(), strict=True)
    ]
    right: list[tuple[Cell, ...]] = []
    for mark, name in zip(_NUMERALS.split(), _CLASSES.split(), strict=True):
        items = [item for item in f.ITEMS if item.names[0] == name]
        parts = [_sum([item for item in items if item.fund == fund], lambda item: item.allotted) for fund in f.FUNDS]
        right.append((f"{mark}、{name}", *map(_blank, (sum(parts, f.ZERO), *parts))))
    left += [("", None)] * (len(right) - len(left))
    spent, ends = [f.spent(fund) for fund in f.FUNDS], [f.CARRIED_OUT[fund] for fund in f.FUNDS]
    left += [("本年收入合计", f.ALLOTTED_IN), ("年初财政拨款结转和结余", f.ALLOTTED_BEGIN)]
    right += [("本年支出合计", f.ALLOTTED, *spent), ("年末财政拨款结转和结余", f.ALLOTTED_END, *ends)]
    for mark, (fund, name) in zip("一二三", _FUND_NAMES.items(), strict=True):
        left.append((f"{mark}、{name}", f.CARRIED_IN[fund]))
        right.append(("", None, None, None, None))
    whole = f.ALLOTTED_IN + f.ALLOTTED_BEGIN
    left.append(("总计", whole))
    right.append(("总计", whole, *(one + other for one, other in zip(spent, ends, strict=True))))
    names = ["项目", "决算数", "项目", "合计", *_FUND_NAMES.values()]
    head = _head([("收入", 2), ("支出", 5)], names, width=7)
    return Table("T4", "财政拨款收入支出决算总表", 4, head, [[*one, *other] for one, other in zip(left, right, strict=True)])


def _t5() -> Table:
    def amounts(items: Sequence[f.Item]) -> list[Decimal]:
        return [_sum(items, lambda item: item.allotted), _sum(items, lambda item: item.basic), _sum(items, lambda item: item.project)]

    head = _head([("项目", 2), ("本年支出", 3)], ["科目编码", "科目名称", "合计", "基本支出", "项目支出"], width=5)
    items = [item for item in _ordered() if item.fund == "一般公共"]
    return Table("T5", "一般公共预算财政拨款支出决算表", 5, head, _levels(items, amounts))


def _t6() -> Table:
    economic = f.economic()
    columns: list[list[tuple[Cell, Cell, Cell]]] = [[], []]
    for side, groups in zip(columns, (("301", "303"), ("302", "310")), strict=True):
        for group in groups:
            inner = [(code, name, amount) for code, (name, amount) in economic.items() if code.startswith(group)]
            side += [(group, f.GROUPS[group], sum((amount for _, _, amount in inner), f.ZERO)), *inner]
    length = max(len(side) for side in columns)
    rows: list[list[Cell]] = []
    for at in range(length):
        row: list[Cell] = []
        for side in columns:
            row += side[at] if at < len(side) else ("", "", None)
        rows.append(row)
    people, running = (sum((amount for code, _, amount in side if len(str(code)) == 3 and isinstance(amount, Decimal)), f.ZERO) for side in columns)
    rows.append(["", "人员经费合计", people, "", "公用经费合计", running])
    head = _head([("人员经费", 3), ("公用经费", 3)], ["科目编码", "科目名称", "决算数"] * 2, width=6)
    return Table("T6", "一般公共预算财政拨款基本支出决算表", 6, head, rows)


def publics(which: int) -> list[Decimal]:
    """The three publics as the table has them: total, abroad, cars with their two parts, reception."""
    abroad, bought, running, guests = (amounts[which] for amounts in f.PUBLICS.values())
    return [abroad + bought + running + guests, abroad, bought + running, bought, running, guests]


def _t7() -> Table:
    second: list[HeadWords] = [("合计", 1, 2), ("因公出国（境）费", 1, 2), ("公务用车购置及运行维护费", 3), ("公务接待费", 1, 2)]
    third: list[HeadWords] = ["小计", "公务用车购置费", "公务用车运行维护费"]
    head = _head([("预算数", 6), ("决算数", 6)], second * 2, third * 2, width=12)
    return Table("T7", "财政拨款“三公”经费支出决算表", 7, head, [[*publics(0), *publics(1)]])


def _flow(name: str, number: int, fund: str) -> Table:
    def amounts(items: Sequence[f.Item]) -> list[Decimal]:
        spent = _sum(items, lambda item: item.allotted)
        return [f.CARRIED_IN[fund], f.received(fund), spent, f.ZERO, spent, f.CARRIED_OUT[fund]]

    first: list[HeadWords] = [("项目", 2), ("年初结转和结余", 1, 2), ("本年收入", 1, 2), ("本年支出", 3), ("年末结转和结余", 1, 2)]
    head = _head(first, ["科目编码", "科目名称", "小计", "基本支出", "项目支出"], width=8)
    items = [item for item in f.ITEMS if item.fund == fund]
    return Table(name, f"{_FUND_NAMES[fund]}收入支出决算表", number, head, _levels(items, amounts))
