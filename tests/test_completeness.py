"""Which columns of a list add up: what shows that a list names all there is."""

import pytest
from auditing import loud

from auditlint.model import Breakdown, Figure, Filing, Word
from auditlint.model.claims import ACTUALS, CHANGES, SHARES
from auditlint.readers import read
from auditlint.reading import read_filing

_PUBLICS = (
    "七、财政拨款“三公”经费支出决算情况说明\n2023年度财政拨款“三公”经费支出10.00万元，比上年增加2.00万元，增长25.00%。"
    "其中：因公出国（境）费支出0.00万元，与上年持平；公务用车购置及运行维护费支出8.00万元，比上年增加3.00万元，增长60.00%；"
    "公务接待费支出2.00万元，比上年减少1.00万元，下降33.33%。"
)
_SHARED = "2023年度支出300.00万元，其中：办公费100.00万元，占33.33%；印刷费200.00万元，占66.67%。"


def _filing(text: str) -> Filing:
    return read_filing(read(text.encode(), "a.txt"))


def _list(text: str) -> Breakdown:
    [listing] = _filing(text).claims(Breakdown)
    return listing


@pytest.mark.parametrize(
    "text, adding",
    [
        (_SHARED, {ACTUALS, SHARES}),
        (_SHARED.replace("300.00", "310.00"), {SHARES}),
        (_SHARED.replace("66.67", "65.67"), {ACTUALS}),
        (_PUBLICS, {ACTUALS, CHANGES}),
        (_PUBLICS.replace("增加2.00", "增加2.50"), {ACTUALS}),
        ("2023年度支出100.00万元，其中：办公费10.00万元，印刷费5.00万元。", set()),
        ("2023年度支出100.00万元，其中：办公费100.00万元。", set()),
    ],
)
def test_columns_in_which_the_parts_make_the_whole(text: str, adding: set[str]) -> None:
    assert _list(text).adding == adding


def test_a_list_is_complete_by_its_shares_or_by_another_column() -> None:
    listing = Breakdown(None, "")
    assert not listing.is_complete(ACTUALS)
    listing.adding = frozenset((ACTUALS,))
    assert not listing.is_complete(ACTUALS) and listing.is_complete(CHANGES) and not listing.is_shared_out
    listing.adding = frozenset((SHARES,))
    assert listing.is_shared_out and listing.is_complete(SHARES) and listing.is_complete(ACTUALS)


def test_changes_of_the_parts_are_told_for_all_of_them_or_for_none() -> None:
    listing = _list(_PUBLICS)
    flat, *others = listing.moves
    assert isinstance(flat, Word) and flat.text == "持平"
    assert [each.text for each in others if isinstance(each, Figure)] == ["3.00", "1.00"]
    made = listing.change_of_parts()
    assert made is not None and made.exact == 20000
    assert _list(_PUBLICS.replace("，与上年持平", "")).moves == []
    assert _list(_PUBLICS.replace("，与上年持平", "")).change_of_parts() is None


def test_the_change_of_the_parts_has_the_direction_of_the_whole() -> None:
    fallen = _PUBLICS.replace("10.00万元，比上年增加2.00万元，增长25.00%", "10.00万元，比上年减少2.00万元，下降16.67%")
    made = _list(fallen).change_of_parts()
    assert made is not None and made.exact == -20000


_CARS = (
    "七、财政拨款“三公”经费预算情况\n2026年财政拨款“三公”经费预算147.90万元，较2025年年初预算减少28.11万元。\n"
    "1．因公出国（境）费用。2026年预算数115.00万元，较2025年年初预算减少14.80万元。\n"
    "2．公务接待费。2026年预算数5.10万元，较2025年年初预算减少10.01万元。\n"
    "3．公务用车购置和运行维护费。2026年预算数27.80万元，其中：\n"
    "公务用车购置费2026年预算数0.00万元，较2025年年初预算增加0.00万元；\n"
    "公务用车运行维护费2026年预算数27.80万元，较2025年年初预算减少3.30万元。\n"
)
_BOTH_SIDES = (
    "一、收支预算总体情况说明\n某局2026年度收入、支出预算总计154.76万元，与上年相比收、支预算总计各减少33.45万元，减少17.77%。其中：\n"
    "（一）收入预算总计154.76万元。包括：\n1．本年收入合计154.76万元。\n"
    "（1）一般公共预算拨款收入152.76万元，与上年相比减少14.38万元，减少8.60%。\n"
    "（2）政府性基金预算拨款收入0万元，与上年预算数相同。\n"
    "（3）事业收入0万元，与上年预算数相同。\n（4）事业单位经营收入0万元，与上年预算数相同。\n"
    "（5）上级补助收入0万元，与上年预算数相同。\n（6）附属单位上缴收入0万元，与上年预算数相同。\n"
    "（7）其他收入2万元，与上年相比减少19.07万元，减少90.51%。\n"
    "2．上年结转结余为0万元。与上年预算数相同。\n"
)


def _changes_told(text: str) -> list[tuple[str, str]]:
    return [(finding.actual, finding.expected) for finding in loud(text) if finding.rule == "SUM002"]


@pytest.mark.parametrize("text, whole", [(_CARS, "28.11"), (_BOTH_SIDES, "33.45")])
def test_what_a_part_is_made_of_tells_its_change(text: str, whole: str) -> None:
    listing = next(listing for listing in _filing(text).claims(Breakdown) if len(listing.moves) > len(listing.parts))
    assert listing.change is not None and listing.change.delta is not None and listing.change.delta.text == whole
    made = listing.change_of_parts()
    assert made is not None and made.exact == listing.change.delta.exact and CHANGES in listing.adding


def test_a_change_that_the_parts_of_a_part_do_not_make_is_told() -> None:
    assert not _changes_told(_CARS)
    assert _changes_told(_CARS.replace("减少28.11", "减少21.81")) == [("21.81", "28.11")]


def test_income_by_fund_and_source_is_a_list_under_numbers() -> None:
    """What comes out of one fund is a part of the income and not the income told again."""
    names = [[part.label for part in listing.parts] for listing in _filing(_BOTH_SIDES).claims(Breakdown)]
    assert any(parts[0] == "一般公共预算拨款收入" and len(parts) == 7 for parts in names)
    altered = _BOTH_SIDES.replace("收入2万元，与上年相比减少19.07万元，减少90.51%", "收入5万元")
    assert [finding.rule for finding in loud(altered)] == ["SUM001"]


_BETWEEN = (
    "某市教育局2026年部门预算\n二、收入预算情况说明\n2026年度收入预算1063.78万元。\n（一）本年财政拨款收入816.48万元\n"
    "1.一般公共预算拨款收入800.36万元。\n2.政府性基金预算拨款收入16.12万元。\n（二）本年其他资金收入{}万元\n3.事业收入200.14万元。\n"
    "4.其他收入42.15万元。\n（三）上年结转结余{}万元\n"
)


def test_an_amount_between_two_sums_that_hold_without_it_is_told() -> None:
    assert loud(_BETWEEN.format("242.29", "5.01")) == []
    assert {each.actual for each in loud(_BETWEEN.format("232.29", "5.01"))} == {"232.29"}
    assert loud(_BETWEEN.format("232.29", "9.01")) == []  # of numbered paragraphs that make no sum nobody knows that they are parts
