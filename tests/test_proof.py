"""The burden of proof: a structure that was misread accuses nobody, and the same table rightly read gives every slip away."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_table_cells import filing

from auditlint.desk.config import Configuration
from auditlint.desk.document import apply
from auditlint.desk.one import Desk
from auditlint.model import BROKEN, UNCHECKED, Check, Figure, Filing, Finding, phrase
from auditlint.proof import prove

#: Rows of a table of expenditure: code, name, 基本支出 and 项目支出 of the items; classes and sections are made of them.
ITEMS = [
    ("2010301", "行政运行", "812.37", "0.00"), ("2010302", "一般行政管理事务", "0.00", "455.18"), ("2010399", "其他事务支出", "61.04", "207.55"),
    ("2080501", "行政单位离退休", "98.16", "0.00"), ("2080505", "养老保险缴费支出", "143.29", "0.00"), ("2080506", "职业年金缴费支出", "71.64", "0.00"),
    ("2101101", "行政单位医疗", "88.03", "0.00"), ("2101103", "公务员医疗补助", "40.77", "0.00"), ("2210201", "住房公积金", "190.45", "0.00"),
    ("2210203", "购房补贴", "77.90", "12.36"),
]  # fmt: skip
TITLE = "支出预算总表"


def rows(items: list[tuple[str, str, str, str]]) -> list[list[str]]:
    """The whole table from its items: 合计, classes, sections and items, each with 合计, 基本支出 and 项目支出."""
    sums: dict[str, list[Decimal]] = {}
    for code, _, basic, project in items:
        for size in (0, 3, 5, 7):
            own = sums.setdefault(code[:size], [Decimal(0), Decimal(0)])
            own[0] += Decimal(basic)
            own[1] += Decimal(project)
    names = {code: name for code, name, *_ in items}
    return [
        [code, names.get(code, f"科目{code}" if code else "合计"), f"{basic + project:,}", f"{basic:,}", f"{project:,}"]
        for code, (basic, project) in sorted(sums.items())
    ]  # fmt: skip


HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]


def text(*lines: list[str]) -> str:
    return "\n".join(" | ".join(line) for line in lines) + "\n"


def judged(read: Filing) -> list[tuple[Check, Finding | None]]:
    """All checks of all rules, proved, and what is told of them."""
    settings_ = Configuration({}, isolated=True).for_directory("")
    rules = [rule for rule in Desk([settings_]).rules() if rule.scope == "filing"]
    failures, found = apply(read, rules, "甲.pdf", settings_)
    assert failures == []
    return found


def audited(read: Filing) -> list[Check]:
    return [check for check, _ in judged(read)]


def accused(read: Filing) -> list[str]:
    """The figures of which an error is told."""
    return [finding.actual or "" for _, finding in judged(read) if finding is not None and finding.severity == "error"]


def told(read: Filing) -> set[str]:
    """Every figure that a broken check shows."""
    return {figure.text for check in audited(read) if check.verdict == BROKEN for figure in check.operands()}


def budget(*parts: tuple[str, str]) -> Filing:
    return filing(*parts, first="某市水利局2026年部门预算")


def test_a_right_table_accuses_nobody_and_leaves_little() -> None:
    read = budget((TITLE, text(HEAD, *rows(ITEMS))))
    checks = audited(read)
    assert [check for check in checks if check.verdict == BROKEN] == []
    bound = {id(figure) for check in checks if check.verdict != UNCHECKED for figure in check.operands()}
    assert {figure.text for figure in read.figures if id(figure) not in bound} == set()


@pytest.mark.parametrize("row", range(1, len(rows(ITEMS))))
@pytest.mark.parametrize("column", [2, 3, 4])
def test_every_digit_that_is_wrong_is_told(row: int, column: int) -> None:
    table = rows(ITEMS)
    right = table[row][column]
    if not Decimal(right.replace(",", "")):
        return
    wrong = right[:-1] + str((int(right[-1]) + 5) % 10)
    wrong = (str(9 - int(right[0])) if right[0] not in "09" else "1") + wrong[1:] if wrong == right else wrong
    table[row][column] = wrong.replace(right[0], str(int(right[0]) % 9 + 1), 1)
    read = budget((TITLE, text(HEAD, *table)))
    found = told(read)
    assert table[row][column] in found


def memo(table: list[list[str]]) -> list[list[str]]:
    """A column of another matter behind the sum."""
    return [[*line, "300.00" if number % 3 else "21.50"] for number, line in enumerate(table)]


@pytest.mark.parametrize(
    ("head", "change"),
    [
        ([*HEAD, "政府采购项目小计"], memo),
        ([*HEAD, "其中：预留中小企业"], memo),
        ([*HEAD, "合计"], memo),
        (["科目编码", "科目名称", "基本支出", "合计", "项目支出"], lambda table: table),
        (["科目编码", "科目名称", "项目支出", "合计", "基本支出"], lambda table: table),
        (["科目编码", "科目名称", "合计", "本年收入", "本年支出"], lambda table: table),
        (HEAD, lambda table: table[: len(table) // 2]),  # the rest of it stands on a page that was not read
        (HEAD, lambda table: table[len(table) // 2 :]),
        (HEAD, lambda table: [line for line in table if len(line[0]) != 5]),  # no sections
        (HEAD, lambda table: [line for line in table if len(line[0]) != 3]),  # no classes
        (HEAD, lambda table: [[line[0][:3], *line[1:]] for line in table]),  # codes of classes alone
        (HEAD, lambda table: [[*line[:3], line[4], line[3]] if number % 2 else line for number, line in enumerate(table)]),  # columns run together
    ],
)
def test_a_misread_structure_accuses_nobody(head: list[str], change) -> None:  # type: ignore[no-untyped-def]
    assert accused(budget((TITLE, text(head, *change(rows(ITEMS)))))) == []


def test_pages_that_were_not_joined_accuse_nobody() -> None:
    table = rows(ITEMS)
    for at in range(2, len(table) - 1):
        first, second = text(HEAD, *table[:at]), text(HEAD, *table[at:])
        assert accused(budget((TITLE, first), ("另一张表", second))) == []
        joined = budget((TITLE, first), (TITLE, second))
        assert [check for check in audited(joined) if check.verdict == BROKEN] == []


def test_a_row_that_is_missing_is_told_once_with_what_is_missing() -> None:
    extra = [*ITEMS, ("2010308", "信访事务", "31.13", "44.20")]
    table = [line for line in rows(extra) if line[0] != "2010308"]
    broken = [check for check in audited(budget((TITLE, text(HEAD, *table)))) if check.verdict == BROKEN]
    assert {check.proof.slip for check in broken if check.proof is not None} == {"row"}
    assert {check.printed.label[:10] for check in broken} == {"科目20103（20103）"[:10]}


def test_a_row_lost_between_two_pages_is_the_reader_s() -> None:
    extra = [*ITEMS, ("2010308", "信访事务", "31.13", "44.20")]
    table = rows(extra)
    at = next(number for number, line in enumerate(table) if line[0] == "2010308")
    read = budget((TITLE, text(HEAD, *table[:at])), (TITLE, text(HEAD, *table[at + 1 :])))
    assert accused(read) == []


def test_a_tie_alone_never_accuses() -> None:
    table = rows(ITEMS)
    other = [line[:3] for line in table]
    other[4] = [*other[4][:2], "9,876.54"]
    names = ("一般公共预算支出情况表", text(HEAD[:3], *[line for line in other if len(line[0]) == 7]))
    assert accused(budget((TITLE, text(HEAD, *table)), names)) == []


amounts = st.integers(min_value=1, max_value=10**7).map(lambda number: Decimal(number).scaleb(-2))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(amounts, amounts), min_size=10, max_size=10), st.data())
def test_any_amounts(pairs: list[tuple[Decimal, Decimal]], data: st.DataObject) -> None:
    items = [(code, name, str(basic), str(project)) for (code, name, *_), (basic, project) in zip(ITEMS, pairs, strict=True)]
    table = rows(items)
    assert [check for check in audited(budget((TITLE, text(HEAD, *table)))) if check.verdict == BROKEN] == []
    row = data.draw(st.integers(min_value=0, max_value=len(table) - 1))
    column = data.draw(st.integers(min_value=2, max_value=4))
    value = Decimal(table[row][column].replace(",", ""))
    wrong = value + data.draw(st.sampled_from([Decimal("0.90"), Decimal("30.00"), Decimal(-4), Decimal("100.00")]))
    assume(wrong > 0)
    table[row][column] = f"{wrong:,}"
    assert f"{wrong:,}" in told(budget((TITLE, text(HEAD, *table))))


def test_what_words_assert_far_from_the_truth_is_no_error() -> None:
    read = filing(("", "项目 | 金额\n甲 | 1.00\n"))
    printed = read.figures[0]
    check = next(iter(_restated(printed)))
    prove(read, [check])
    assert (check.verdict, check.reason) == (UNCHECKED, phrase("far-apart"))


def _restated(printed: Figure) -> list[Check]:
    from auditlint.model import expect

    other = printed.at(printed, printed.exact * 37)
    assert isinstance(other, Figure)
    check = expect(printed, other)
    check.rule = "REF001"
    return [check]


def test_where_the_proof_fails_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("出错")

    monkeypatch.setattr("auditlint.desk.document.prove", fails)
    table = rows(ITEMS)
    table[3][3] = "837.37"
    read = budget((TITLE, text(HEAD, *table)))
    settings_ = Configuration({}, isolated=True).for_directory("")
    failures, found = apply(read, [rule for rule in Desk([settings_]).rules() if rule.scope == "filing"], "甲.pdf", settings_)
    assert len(failures) == 1
    assert [finding for _, finding in found if finding is not None and finding.severity in ("error", "warning")] == []
