"""Right filings of several tables made by chance, and what a reader of pages may do to them: run together, move, confuse."""

from collections.abc import Callable
from itertools import pairwise
from random import Random
from typing import NamedTuple

from auditlint.desk.document import audit_document
from auditlint.desk.one import Desk
from auditlint.desk.settings import DEFAULTS
from auditlint.model import Finding
from auditlint.readers.builder import Builder, GridCell

Rows = list[list[str]]

#: Classes and what stands below them: codes, names.
_TREE = {
    ("205", "教育支出"): {("20502", "普通教育"): ("学前教育", "小学教育", "初中教育", "高中教育"), ("20508", "进修及培训"): ("教师进修", "干部教育", "培训支出")},
    ("208", "社会保障和就业支出"): {
        ("20805", "行政事业单位养老支出"): ("行政单位离退休", "事业单位离退休", "离退休人员管理机构", "未归口管理的行政单位离退休", "机关事业单位基本养老保险缴费支出"),
        ("20808", "抚恤"): ("死亡抚恤", "伤残抚恤"),
    },
    ("210", "卫生健康支出"): {("21011", "行政事业单位医疗"): ("行政单位医疗", "事业单位医疗", "公务员医疗补助")},
    ("213", "农林水支出"): {
        ("21301", "农业农村"): ("行政运行", "一般行政管理事务", "机关服务", "事业运行"),
        ("21303", "水利"): ("行政运行", "一般行政管理事务", "机关服务", "水利行业业务管理", "水利工程建设"),
    },
    ("221", "住房保障支出"): {("22102", "住房改革支出"): ("住房公积金", "提租补贴", "购房补贴")},
}  # fmt: skip

_STAFF = "301", "工资福利支出", ("基本工资", "津贴补贴", "奖金", "伙食补助费")
_RUNNING = "302", "商品和服务支出", ("办公费", "印刷费", "咨询费", "手续费", "水费", "电费")


class Spoilt(NamedTuple):
    """A table on a page, with the title above it."""

    title: str
    rows: Rows


def _printed(cents: int, blank: str) -> str:
    return f"{cents // 100:,}.{cents % 100:02}" if cents else blank


def _branch(random: Random) -> list[tuple[str, str, int, int]]:
    """Rows of codes with basic and project expenditure in hundredths, the sums above what they are of."""
    rows: list[tuple[str, str, int, int]] = []
    for (code, name), groups in sorted(_TREE.items()):
        if random.random() < 0.25 and len(rows) > 2:
            continue
        within: list[tuple[str, str, int, int]] = []
        for (group, group_name), items in groups.items():
            if random.random() < 0.2 and within:
                continue
            chosen = sorted(random.sample(range(len(items)), random.randint(1, len(items))))
            amounts = [(random.choice((0, random.randint(10, 99_999))), random.choice((0, 0, random.randint(10, 400_000)))) for _ in chosen]
            amounts = [pair if any(pair) else (random.randint(100, 999_999), 0) for pair in amounts]
            within.append((group, group_name, sum(basic for basic, _ in amounts), sum(project for _, project in amounts)))
            within += [(f"{group}{at + 1:02}", items[at], *pair) for at, pair in zip(chosen, amounts, strict=True)]
        own = [row for row in within if len(row[0]) == 5]
        rows += [(code, name, sum(row[2] for row in own), sum(row[3] for row in own)), *within]
    return rows


def tables(random: Random) -> list[Spoilt]:
    """The expenditure of a department by code, of appropriation again, and the table of both sides."""
    branch, blank = _branch(random), random.choice(("", "0.00"))
    classes = [row for row in branch if len(row[0]) == 3]
    basic, project = sum(row[2] for row in classes), sum(row[3] for row in classes)
    other = random.choice((0, random.randint(1_000, 90_000)))
    total = basic + project
    spent: Rows = [
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["", "合计", _printed(total, blank), _printed(basic, blank), _printed(project, blank)],
        *([code, name, _printed(one + two, blank), _printed(one, blank), _printed(two, blank)] for code, name, one, two in branch),
    ]
    received: Rows = [
        ["科目编码", "科目名称", "本年收入合计", "财政拨款收入", "其他收入"],
        ["", "合计", _printed(total, blank), _printed(total - other, blank), _printed(other, blank)],
    ]
    least = max(range(len(branch)), key=lambda at: branch[at][2] + branch[at][3] if len(branch[at][0]) == 7 else -1)
    above = {branch[least][0][:size] for size in (3, 5, 7)}
    for code, name, one, two in branch:
        taken = other if code in above and other <= branch[least][2] + branch[least][3] else 0
        received.append([code, name, _printed(one + two, blank), _printed(one + two - taken, blank), _printed(taken, blank)])
    if other > branch[least][2] + branch[least][3]:
        received = []
    left = [("一、财政拨款收入", total - other), ("二、其他收入", other)]
    right = [(f"{'一二三四五六七八'[at]}、{name}", one + two) for at, (_, name, one, two) in enumerate(classes)]
    sides: Rows = [["收入", "", "支出", ""], ["项目", "决算数", "项目", "决算数"]]
    for at in range(max(len(left), len(right))):
        pair = [list(side[at]) if at < len(side) else ["", 0] for side in (left, right)]
        sides.append([str(pair[0][0]), _printed(int(pair[0][1]), blank), str(pair[1][0]), _printed(int(pair[1][1]), blank)])
    sides += [["本年收入合计", _printed(total, ""), "本年支出合计", _printed(total, "")], ["总计", _printed(total, ""), "总计", _printed(total, "")]]
    made = [Spoilt("收入支出决算总表", sides), Spoilt("收入决算表", received), Spoilt("支出决算表", spent)]
    more = random.sample((_economic, _three_publics, _named), random.randint(1, 3))
    return [table for table in (*made, *(make(random, blank) for make in more)) if table.rows]


def _random_parts(random: Random, count: int) -> list[int]:
    return [random.choice((0, random.randint(10, 300_000))) for _ in range(count)]


def _economic(random: Random, blank: str) -> Spoilt:
    """Basic expenditure by economic kinds, staff on the left and running costs on the right."""
    left, right = {}, {}
    for side, (code, name, items) in ((left, _STAFF), (right, _RUNNING)):
        amounts = _random_parts(random, len(items))
        side[code] = name, sum(amounts)
        side |= {f"{code}{at:02}": (item, amount) for at, (item, amount) in enumerate(zip(items, amounts, strict=True), 1)}
    rows: Rows = [["人员经费", "", "", "公用经费", "", ""], ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"]]
    sides = [[(code, name, _printed(amount, blank)) for code, (name, amount) in side.items()] for side in (left, right)]
    for at in range(max(map(len, sides))):
        rows.append([cell for side in sides for cell in (side[at] if at < len(side) else ("", "", ""))])
    rows.append(["人员经费合计", "", _printed(left["301"][1], blank), "公用经费合计", "", _printed(right["302"][1], blank)])
    return Spoilt("一般公共预算财政拨款基本支出决算表", rows)


def _three_publics(random: Random, blank: str) -> Spoilt:
    """The three publics, planned and spent, in one row."""
    cells: list[str] = []
    for _ in range(2):
        abroad, bought, kept, guests = _random_parts(random, 4)
        cells += [_printed(each, blank) for each in (abroad + bought + kept + guests, abroad, bought + kept, bought, kept, guests)]
    head = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费"]
    below = ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""]
    return Spoilt("财政拨款“三公”经费支出决算表", [["预算数", *[""] * 5, "决算数", *[""] * 5], head * 2, below * 2, cells])


def _named(random: Random, blank: str) -> Spoilt:
    """What is spent on projects of several units, in rows without codes, the total last."""
    amounts = [_random_parts(random, 2) for _ in range(random.randint(3, 9))]
    units = random.sample(("城关小学", "实验中学", "幼儿园", "教研室", "电教馆", "招生办公室", "进修学校", "勤工俭学办公室", "少年宫"), len(amounts))
    rows: Rows = [["序号", "单位名称", "合计", "上年结转", "本年安排"]]
    rows += [[f"{at}", unit, _printed(sum(pair), blank), *(_printed(each, blank) for each in pair)] for at, (unit, pair) in enumerate(zip(units, amounts, strict=True), 1)]
    sums = [sum(column) for column in zip(*amounts, strict=True)]
    rows.append(["", "合计", _printed(sum(sums), blank), *(_printed(each, blank) for each in sums)])
    return Spoilt("项目支出情况表", rows)


def altered(random: Random, rows: Rows) -> None:
    """One digit of one amount mistyped, but for the last, which may be rounded."""
    row, at = random.choice([(row, at) for row in rows for at, cell in enumerate(row) if numeric(cell) and cell != "0.00"])
    digit = random.choice([place for place, sign in enumerate(row[at][:-1]) if sign.isdecimal() and (place or len(row[at]) < 5)])
    other = random.choice([sign for sign in "123456789" if sign != row[at][digit]])
    row[at] = row[at][:digit] + other + row[at][digit + 1 :]


def told(pages: list[Spoilt], severity: str = "error") -> list[Finding]:
    """The errors, or what else is asked for, of a filing of these tables, each on a page of its own."""
    builder = Builder("某市教育局2024年度部门决算.pdf", "pdf")
    builder.start_page(1)
    builder.paragraph("某市教育局2024年度部门决算")
    for page, table in enumerate(pages, 2):
        builder.start_page(page)
        builder.paragraph(table.title)
        builder.paragraph("单位：万元")
        builder.table([[GridCell(cell) for cell in row] for row in table.rows])
    rules = Desk([DEFAULTS]).rules_for("x.pdf", DEFAULTS, "filing")
    return [finding for finding in audit_document(builder.finish(), rules, DEFAULTS).findings if finding.severity == severity]


# -- what a reader may do -------------------------------------------------------------------------------------------------


def numeric(cell: str) -> bool:
    return cell.replace(",", "").replace(".", "").isdigit() and "." in cell


def _body(rows: Rows) -> list[int]:
    return [at for at, row in enumerate(rows) if any(map(numeric, row))]


def run_together(random: Random, rows: Rows) -> None:
    """Two rows taken for one."""
    at = random.choice(_body(rows)[:-1])
    rows[at : at + 2] = [["\n".join(filter(None, pair)) for pair in zip(rows[at], rows[at + 1], strict=True)]]


def merged(random: Random, rows: Rows) -> None:
    """Two amounts of a row in one cell."""
    row = rows[random.choice([at for at in _body(rows) if sum(map(numeric, rows[at])) > 1])]
    first, second = random.choice(list(pairwise(at for at, cell in enumerate(row) if numeric(cell))))
    row[first], row[second] = row[first] + random.choice(("", " ", "\n")) + row[second], ""


def moved(random: Random, rows: Rows) -> None:
    """The cells of a row one place to a side."""
    row = rows[random.choice(_body(rows))]
    first = next(at for at, cell in enumerate(row) if numeric(cell))
    row[first:] = ["", *row[first:-1]] if random.random() < 0.5 else [*row[first + 1 :], ""]


def exchanged(random: Random, rows: Rows) -> None:
    """Two columns exchanged from some row on."""
    at = random.randrange(len(rows[0]) - 1)
    for row in rows[random.choice(_body(rows)) :]:
        row[at], row[at + 1] = row[at + 1], row[at]


def twice(random: Random, rows: Rows) -> None:
    """A row read twice."""
    at = random.choice(_body(rows))
    rows.insert(at, list(rows[at]))


def nameless(random: Random, rows: Rows) -> None:
    """A row without its code and name."""
    row = rows[random.choice(_body(rows))]
    row[:] = [cell if numeric(cell) else "" for cell in row]


def headless(random: Random, rows: Rows) -> None:
    """A row of the head lost."""
    del rows[random.randrange(_body(rows)[0])]


def cell_lost(random: Random, rows: Rows) -> None:
    """An amount that was not read."""
    row = rows[random.choice(_body(rows))]
    row[random.choice([at for at, cell in enumerate(row) if numeric(cell)])] = ""


def column_lost(random: Random, rows: Rows) -> None:
    """A column that was not read."""
    at = random.randrange(2, len(rows[0]))
    for row in rows:
        row[at] = ""


def names_slid(random: Random, rows: Rows) -> None:
    """Names and codes a row below their amounts, from some row on."""
    at = random.choice(_body(rows)[:-1])
    named = [row[:2] for row in rows[at:]]
    for row, before in zip(rows[at:], [["", ""], *named], strict=False):
        row[:2] = before


def column_slid(random: Random, rows: Rows) -> None:
    """The amounts of a column a row above or below their own, from some row on."""
    column = random.randrange(2, len(rows[0]))
    at = random.choice(_body(rows)[:-1])
    cells = [row[column] for row in rows[at:]]
    slid = ["", *cells[:-1]] if random.random() < 0.5 else [*cells[1:], ""]
    for row, cell in zip(rows[at:], slid, strict=True):
        row[column] = cell


def head_moved(random: Random, rows: Rows) -> None:
    """A row of the head one place to a side."""
    row = rows[random.randrange(_body(rows)[0])]
    row[:] = ["", *row[:-1]] if random.random() < 0.5 else [*row[1:], ""]


def rows_exchanged(random: Random, rows: Rows) -> None:
    """Two rows in the place of each other."""
    at = random.choice(_body(rows)[:-1])
    rows[at], rows[at + 1] = rows[at + 1], rows[at]


def split(random: Random, rows: Rows) -> None:
    """The name of a row on one line, its amounts on the next."""
    at = random.choice(_body(rows))
    rows[at : at + 1] = [["" if numeric(cell) else cell for cell in rows[at]], [cell if numeric(cell) else "" for cell in rows[at]]]


def glued(random: Random, rows: Rows) -> None:
    """The name of a row and its first amount in one cell."""
    row = rows[random.choice(_body(rows))]
    first = next(at for at, cell in enumerate(row) if numeric(cell))
    row[first - 1], row[first] = row[first - 1] + random.choice(("", " ")) + row[first], ""


def broken_amount(random: Random, rows: Rows) -> None:
    """An amount over two lines of its cell."""
    row = rows[random.choice(_body(rows))]
    at = random.choice([at for at, cell in enumerate(row) if numeric(cell)])
    cut = random.randrange(1, len(row[at]))
    row[at] = f"{row[at][:cut]}\n{row[at][cut:]}"


def end_lost(random: Random, rows: Rows) -> None:
    """All from some row on."""
    del rows[random.choice(_body(rows)) :]


def parted(random: Random, rows: Rows) -> None:
    """An empty row where a page ends."""
    rows.insert(random.choice(_body(rows)), [""] * len(rows[0]))


SPOILERS: tuple[Callable[[Random, Rows], None], ...] = (
    run_together, merged, moved, exchanged, twice, nameless, headless, cell_lost, column_lost, names_slid, head_moved, rows_exchanged, split,
    glued, broken_amount, end_lost, parted,
)  # fmt: skip


def spoilt(random: Random, pages: list[Spoilt], spoil: Callable[[Random, Rows], None]) -> list[Spoilt]:
    """The tables with one of them spoilt."""
    made = [Spoilt(page.title, [list(row) for row in page.rows]) for page in pages]
    for page in random.sample(made, len(made)):
        try:
            spoil(random, page.rows)
        except IndexError:  # a table of one row has no two
            continue
        return made
    raise AssertionError(spoil)
