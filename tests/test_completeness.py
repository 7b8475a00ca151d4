"""Which columns of a list add up: what shows that a list names all there is."""

import pytest

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
    flat, *others = listing.moves()
    assert isinstance(flat, Word) and flat.text == "持平"
    assert [each.text for each in others if isinstance(each, Figure)] == ["3.00", "1.00"]
    made = listing.change_of_parts()
    assert made is not None and made.exact == 20000
    assert _list(_PUBLICS.replace("，与上年持平", "")).moves() == []
    assert _list(_PUBLICS.replace("，与上年持平", "")).change_of_parts() is None


def test_the_change_of_the_parts_has_the_direction_of_the_whole() -> None:
    fallen = _PUBLICS.replace("10.00万元，比上年增加2.00万元，增长25.00%", "10.00万元，比上年减少2.00万元，下降16.67%")
    made = _list(fallen).change_of_parts()
    assert made is not None and made.exact == -20000
