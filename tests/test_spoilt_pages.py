"""Laws over filings made by chance: a right one is accused of nothing, however a reader of its pages confused it, and a digit mistyped is told."""

from random import Random

import pytest
from spoiling import SPOILERS, altered, column_slid, spoilt, tables, told

SEEDS = range(40)


@pytest.mark.parametrize("spoil", SPOILERS, ids=lambda spoil: spoil.__name__)
def test_what_a_reader_confused_accuses_nobody(spoil) -> None:
    for seed in SEEDS:
        random = Random(f"{seed} {spoil.__name__}")
        pages = tables(random)
        assert told(spoilt(random, pages, spoil)) == [], seed


def test_a_right_filing_is_accused_of_nothing() -> None:
    assert [seed for seed in SEEDS if told(tables(Random(seed))) or told(tables(Random(seed)), "warning")] == []


def test_a_column_that_slid_by_a_row_hardly_ever_accuses() -> None:
    """Where amounts happen to stand again in the next row, what slid looks like one copied from there."""
    accused = [seed for seed in SEEDS if told(spoilt(random := Random(seed), tables(random), column_slid))]
    assert len(accused) <= 1


def test_a_digit_mistyped_is_told() -> None:
    """Where a small table of its own holds hardly anything else, nothing tells what it should be."""
    unseen = []
    for seed in SEEDS:
        random = Random(seed)
        pages = spoilt(random, tables(random), altered)
        if not told(pages) and not told(pages, "warning"):
            unseen.append(seed)
    assert len(unseen) <= 1
