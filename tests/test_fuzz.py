"""Files made by chance, a few seconds of each kind, and what longer runs of ``benchmarks/fuzz.py`` have found.

``AUDITLINT_FUZZ=200`` makes so many times as many.
"""

import os
from random import Random

import pytest
from fuzz_laws import audited, differences, faults, summary, unsaid, values, wrapped
from fuzzing import MAKERS, SAID, Case, blocks, file_case, prose, text_case
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditlint import check_text

TIMES = int(os.environ.get("AUDITLINT_FUZZ", "1"))


def some(count: int) -> settings:
    """So many examples, the same in every run."""
    return settings(max_examples=count * TIMES, deadline=None, derandomize=TIMES == 1, database=None, suppress_health_check=list(HealthCheck))


chance = st.randoms(use_true_random=False)


@some(12)
@given(chance)
def test_a_text_made_by_chance_breaks_no_law(random: Random) -> None:
    case = text_case(random)
    assert list(faults(case)) == [], case


@pytest.mark.parametrize("suffix", sorted(MAKERS))
def test_a_file_made_by_chance_breaks_no_law(suffix: str) -> None:
    @some(4)
    @given(chance)
    def holds(random: Random) -> None:
        case = file_case(random, suffix)
        assert list(faults(case)) == [], case.made

    holds()


@pytest.mark.parametrize("suffix", sorted(MAKERS))
def test_what_a_spoilt_file_has_lost_is_told(suffix: str) -> None:
    assert [fault for number in range(12 * TIMES) for fault in unsaid(suffix, Random(f"{suffix} {number}"))] == []


@some(4)
@given(chance)
def test_a_text_says_the_same_however_it_is_saved(random: Random) -> None:
    assert list(differences(prose(random))) == []


@pytest.mark.parametrize("width", [30, 37, 44])
@pytest.mark.parametrize("text", SAID[::12])
def test_a_text_says_the_same_however_wide_its_lines_are(text: str, width: int) -> None:
    report = check_text(wrapped(text, width))
    assert summary(report) == summary(check_text(text))


@some(3)
@given(chance)
def test_every_format_shows_the_same_figures(random: Random) -> None:
    # Sentences alone: the rows of a table that a text prints are paragraphs in a document, and no table.
    content = [each for each in blocks(random) if isinstance(each, str) and each.endswith("。")][:20]
    text = "\n\n".join(content)
    expected = values(audited(Case("a.txt", text.encode(), ""))[0])
    for suffix in ("docx", "html"):
        assert values(audited(Case(f"a.{suffix}", MAKERS[suffix](list(content)), ""))[0]) == expected, suffix


#: What longer runs have found, as small as it could be made: the reading of each failed.
FOUND = (
    "科目名称 科目名称\n02 贴 4.1 02 印 4.",
    "项目\t金额（万元）\t占比\n设备更新\t140.07\t35.03%\n业务培训\t51.20\t12.81%\n人员经费\t208.55\t52.16%\n合计\t399.82\t1“00.00%\n",
)  # fmt: skip


@pytest.mark.parametrize("text", FOUND)
def test_what_was_found_once_is_read(text: str) -> None:
    assert list(faults(Case("a.txt", text.encode(), "found"))) == []
