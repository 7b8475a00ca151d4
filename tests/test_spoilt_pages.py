"""Laws over filings made by chance: a right one is accused of nothing, however a reader of its pages confused it, and a digit mistyped is told."""

from random import Random

import pytest
from spoiling import SPOILERS, Rows, altered, column_slid, spoilt, tables, told

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


def test_a_digit_mistyped_is_told_where_it_is() -> None:
    for seed in SEEDS:
        random, now = Random(seed), []

        def alter(random: Random, rows: Rows, now: list[str] = now) -> None:
            now.append(altered(random, rows))

        findings = told(spoilt(random, tables(random), alter))
        assert now[0].replace(",", "") in {finding.actual for finding in findings}, (seed, now)
