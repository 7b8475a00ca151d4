"""What an audit does grows with the length of a filing, whatever stands in it: calls are counted, for time is no test."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from auditlint import check_text
from auditlint.model.document import begin_of

HEAD = "某某局2023年度部门决算\n第二部分 2023年度部门决算情况说明\n一、收入支出决算总体情况说明\n"
BUDGET = "某某局2026年部门预算\n一、收支预算情况说明\n"
TABLE = "支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t9.00\t8.00\t1.00\n"
FUNDS = "项目支出绩效自评表\n项目名称 甲\n项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 10.00 10.00 10.00 10 100% 10\n"

KINDS: dict[str, tuple[str, Callable[[int], str]]] = {
    "findings of one paragraph": (HEAD, lambda n: f"本年收入 {n}0.10 万元，比上年增加 5.00 万元，下降 77.00%；"),
    "findings on lines": (HEAD, lambda n: f"{n}. 某项目{n}支出{n}.00万元，比上年增加{n + 1}.00万元，增长{n % 90}.37%。\n"),
    "shares of one list": (HEAD + "本年支出 10.00 万元，其中：", lambda n: f"项目{n}支出 {n}.10 万元，占 0.01%；"),
    "shares of a named whole": (HEAD, lambda n: f"政府采购支出总额 {n + 10}.00 万元，授予中小企业合同金额 {n + 2}.00 万元，占政府采购支出总额的 77.00%。\n"),
    "divisions of one sentence": (HEAD, lambda n: f"项目支出{n + 100}.10万元，其中：基本建设类项目支出{n + 50}.00万元，行政事业类项目支出50.10万元；"),
    "what is left, in one sentence": (HEAD, lambda n: f"全年预算{100 + n}.10万元，支出{90 + n}.05万元，结余10.05万元，"),
    "totals that do not agree": (HEAD, lambda n: f"年初结转和结余 {n + 5}.00 万元，收入总计 {n + 50}.00 万元，支出总计 {n + 51}.00 万元。\n"),
    "rows of performance": (HEAD + FUNDS, lambda n: "产出指标 数量指标 完成数 ≥10 个 10 5 5\n"),
    "broken rows of a table": (HEAD + TABLE, lambda n: f"2{n % 90 + 10}{n // 90:02}\t甲{n}\t{n + 10}.10\t{n + 5}.00\t6.10\n"),
    "tables printed again": (HEAD, lambda n: TABLE.replace("表", f"表{n}") + "201\t教育支出\t3.00\t1.00\t2.00\n202\t外交支出\t6.00\t7.00\t0.00\n203\t国防支出\t1.00\t1.00\t0.00\n"),
    "both sides of budgets": (BUDGET, lambda n: f"2026年收支预算{1000 + n}.12万元。上年结转结余{n}.50万元。2026年收入预算{900 + n}.12万元，比上年增加{n}.10万元。\n"),
    "lists told again": (
        BUDGET,
        lambda n: f"某局预算{n + 6}.00万元，包括甲经费{n + 1}.00万元、乙经费3.00万元、丙经费2.00万元。\n（一）甲经费{n + 1}.00万元。\n（二）乙经费3.00万元。\n（三）丙经费2.00万元。\n",
    ),
}  # fmt: skip
#: More than twice, by what grows with the digits of numbers and by what a budget cuts off; what is asked of all for each is four times as much.
TWICE = 2.5


def calls(text: str) -> int:
    """How many functions an audit of a text calls."""
    count = 0

    def counted(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        check_text(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(("front", "piece"), KINDS.values(), ids=KINDS)
def test_twice_as_much_is_twice_the_work(front: str, piece: Callable[[int], str]) -> None:
    few, many = (front + "".join(map(piece, range(count))) for count in (150, 300))
    check_text(few)  # what is read once a process
    assert calls(many) < calls(few) * TWICE


@pytest.mark.parametrize("kind", ["findings of one paragraph", "findings on lines"])
def test_what_a_change_may_be_of_is_not_looked_for_in_all_of_a_paragraph(kind: str) -> None:
    front, piece = KINDS[kind]
    few, many = (front + "".join(map(piece, range(count))) for count in (500, 1000))
    check_text(few)
    assert calls(many) < calls(few) * 2.2


class Searched(str):
    """A text that counts how many of its characters are searched."""

    seen = 0

    def rfind(self, sub: str, start: int = 0, end: int = 0, /) -> int:  # type: ignore[override]
        self.seen += end - start
        return super().rfind(sub, start, end)


def test_a_mark_that_a_text_lacks_is_not_looked_for_in_all_of_it() -> None:
    text = Searched("支出 1.00 万元，\n" * 10_000)
    assert begin_of(text, len(text) - 1, "。；，\n") == len(text) - 1
    assert begin_of(text, len(text) - 2, "。；\n") == len(text) - len("支出 1.00 万元，\n")
    assert text.seen < 6_000
    assert begin_of(text, len(text), "。", 7) == 7
    assert begin_of(text, len(text), "。") == 0
