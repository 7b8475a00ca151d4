"""Properties: arithmetic against exact fractions, the lexer against what was printed, positions there and back."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditlint import check_text
from auditlint.diagnosis.repair import readings, would_hold
from auditlint.model import BROKEN, HOLDS, ROUNDING, Document, Figure, Lines, expect, total
from auditlint.model.figure import are_all, rounding_of, significant
from auditlint.readers import read
from auditlint.reading.lexer import figures

EMPTY = Document("x", "utf-8", "", Lines([""]), [], [0], [0])
CENTS = st.integers(min_value=0, max_value=10**9)


def figure(cents: int, unit: str = "万元", places: int = 2) -> Figure:
    value = Decimal(cents).scaleb(-places)
    return Figure(f"{value:f}", value, unit, places, 0, 1, EMPTY)


def half_up(value: Fraction, places: int) -> Fraction:
    scaled = abs(value) * 10**places
    whole = int(scaled + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, 10**places)


@given(st.lists(CENTS, min_size=1, max_size=8))
def test_a_sum_of_printed_figures_holds_exactly(parts: list[int]) -> None:
    assert expect(figure(sum(parts)), total([figure(part) for part in parts])).verdict == HOLDS


@given(st.lists(st.integers(min_value=0, max_value=10**8), min_size=2, max_size=6))
def test_rounding_never_breaks_a_true_sum(yuan: list[int]) -> None:
    """Parts and whole rounded from true originals are never broken: the envelope is (n+1) half units."""
    printed = [figure(int(half_up(Fraction(y, 10000), 2) * 100)) for y in yuan]
    whole = figure(int(half_up(Fraction(sum(yuan), 10000), 2) * 100))
    assert expect(whole, total(list(printed))).verdict in (HOLDS, ROUNDING)


@given(st.lists(st.integers(min_value=0, max_value=10**8), min_size=2, max_size=6))
def test_no_true_sum_misses_by_more_than_its_roundings(yuan: list[int]) -> None:
    *parts, whole = (figure(int(half_up(Fraction(y, 10000), 2) * 100)) for y in (*yuan, sum(yuan)))
    assert abs(sum(part.exact for part in parts) - whole.exact) <= rounding_of([*parts, whole])


@pytest.mark.parametrize(("text", "unit", "places", "half"), [("0", "万元", 0, "0"), ("3", "辆", 0, "0"), ("3", "万元", 0, "5000"), ("3.40", "万元", 2, "50"), ("50.0", "%", 1, "0.0005")])
def test_what_was_never_rounded_has_no_rounding(text: str, unit: str, places: int, half: str) -> None:
    assert rounding_of([Figure(text, Decimal(text), unit, places, 0, 1, EMPTY)]) == Decimal(half)


def test_shares_are_all_where_their_roundings_make_up_for_what_they_miss() -> None:
    assert are_all(figure(cents, "%") for cents in (3333, 3333, 3333))
    assert not are_all(figure(cents, "%") for cents in (3333, 3333, 3331))


@pytest.mark.parametrize(("value", "digits"), [("1200", 2), ("0.0130", 2), ("7", 1), ("1203.40", 5), ("0", 1)])
def test_zeros_at_the_end_of_a_number_tell_nothing(value: str, digits: int) -> None:
    assert significant(Decimal(value)) == digits


@given(CENTS, st.integers(min_value=1, max_value=10**9))
def test_a_share_is_rounded_half_up_as_fractions_are(part: int, whole: int) -> None:
    exact = half_up(Fraction(part, whole) * 100, 2)
    printed = figure(int(exact * 100), "%")
    check = expect(printed, figure(part) / figure(whole))
    assert check.verdict == HOLDS


@given(st.integers(min_value=10**6, max_value=10**9), st.integers(min_value=10**6, max_value=10**9), st.integers(2, 500))
def test_a_share_far_off_is_broken_and_repaired_by_what_it_should_be(part: int, whole: int, off: int) -> None:
    part, whole = min(part, whole), max(part, whole)
    right = half_up(Fraction(part, whole) * 100, 2)
    wrong = figure(int(right * 100) + off, "%")
    check = expect(wrong, figure(part) / figure(whole))
    assert check.verdict == BROKEN
    value = check.expected
    assert value is not None
    assert would_hold(check, wrong, value) is True


@given(CENTS, CENTS, st.integers(min_value=1, max_value=10**6))
def test_the_reading_that_repairs_a_sum_is_exact(first: int, second: int, off: int) -> None:
    a, b, whole = figure(first), figure(second + off), figure(first + second)
    check = expect(whole, a + b)
    found = [exact for exact, _, _ in readings(check, b)]
    assert found == [Decimal(second).scaleb(2)]
    assert would_hold(check, b, found[0]) is True


NUMBER = st.builds(
    lambda whole, part, places, grouped, percent: (
        (f"{whole:,}" if grouped else str(whole)) + (f".{part:0{places}d}"[: places + 1] if places else "") + ("%" if percent else "")
    ),
    st.integers(0, 10**8), st.integers(0, 999999), st.integers(0, 4), st.booleans(), st.booleans(),
)  # fmt: skip
WORDS = st.sampled_from(["本年支出", "比上年增加", "，占", "；其他收入", "。年末结转和结余", "（其中：", "、公务接待费"])


@given(st.lists(st.tuples(WORDS, NUMBER), min_size=1, max_size=12))
def test_the_lexer_reads_every_printed_figure(pieces: list[tuple[str, str]]) -> None:
    text = "".join(words + number + ("" if number.endswith("%") else "万元") for words, number in pieces)
    found = [token.figure for token in figures(read(text.encode("utf-8"), "x"))]
    assert [f.text for f in found] == [number for _, number in pieces]
    for f, (_, number) in zip(found, pieces, strict=True):
        assert f.value == Decimal(number.rstrip("%").replace(",", ""))
        assert f.source.text[f.start : f.end] == number


#: What the readers write in full width where it stands beside Chinese.
HALF_WIDTH = str.maketrans("：；，（）", ":;,()")
LINE = st.text(alphabet=st.sampled_from("收入支出，。；：,;:)12.34万元 %　(（一"), min_size=0, max_size=60)


@given(st.lists(LINE, min_size=1, max_size=12))
def test_every_character_knows_where_it_came_from(lines: list[str]) -> None:
    source = "\n".join(lines)
    if not source.strip():
        return
    document = read(source.encode("utf-8"), "x")
    for offset, char in enumerate(document.text):
        if char.isspace():
            continue
        place = document.place(offset, offset + 1)
        assert lines[place.line - 1][place.column - 1] in (char, char.translate(HALF_WIDTH))
        assert document.offset(place.line - 1, place.column - 1) == offset


AMOUNTS = st.lists(st.integers(min_value=0, max_value=5 * 10**7), min_size=6, max_size=6)

LARGE = st.lists(st.integers(min_value=10**6, max_value=5 * 10**7), min_size=6, max_size=6)


def filing(yuan: list[int], prior: int) -> tuple[str, int]:
    """A true filing: figures that satisfy the identities, printed with rounding in 万元; and its total in yuan."""

    def amount(value: int) -> str:
        return float_free(half_up(Fraction(value, 10000), 2), 2)

    whole = sum(yuan)
    names = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
    shown = [half_up(Fraction(value, 10000), 2) for value in yuan]
    stated = half_up(Fraction(whole, 10000), 2)
    shares = [half_up(part / stated * 100, 2) if stated else Fraction(0) for part in shown]
    parts = "；".join(f"{name}{amount(v)}万元，占{float_free(s, 2)}%" for name, v, s in zip(names, yuan, shares, strict=True))
    change = stated - half_up(Fraction(prior, 10000), 2)
    base = stated - change
    rate = half_up(abs(change) / base * 100, 2) if base else Fraction(0)
    up = change >= 0
    words = f"{'增加' if up else '减少'}{float_free(abs(change), 2)}万元，{'增长' if up else '下降'}{float_free(rate, 2)}%"
    return (
        "甲县水利局2023年度部门决算\n一、收入支出决算总体情况说明\n"
        f"2023年度收入总计{float_free(stated, 2)}万元。2023年度支出总计{float_free(stated, 2)}万元。"
        f"收入支出总体与上年相比，{words}。\n二、收入决算情况说明\n本年收入{float_free(stated, 2)}万元，其中：{parts}。"
    ), whole


def float_free(value: Fraction, places: int) -> str:
    scaled = int(value * 10**places)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{abs(scaled) // 10**places}.{abs(scaled) % 10**places:0{places}d}"


@settings(max_examples=60, deadline=None)
@given(AMOUNTS, st.integers(min_value=1, max_value=10**9))
def test_a_true_filing_has_no_error_ever(yuan: list[int], prior: int) -> None:
    text, whole = filing(yuan, prior)
    if not whole:
        return
    loud = [finding for finding in check_text(text).findings if finding.severity != "note"]
    assert [(finding.rule, finding.message) for finding in loud] == []


@settings(max_examples=60, deadline=None)
@given(LARGE, st.integers(min_value=10**6, max_value=10**9), st.integers(0, 5), st.integers(1, 9))
def test_one_altered_part_is_caught_and_repaired(yuan: list[int], prior: int, which: int, by: int) -> None:
    text, _ = filing(yuan, prior)
    start = text.index("其中：")
    spots = [i for i in range(start, len(text)) if text.startswith("万元，占", i)]
    end = spots[which]
    begin = end
    while text[begin - 1] in "0123456789.":
        begin -= 1
    printed = text[begin:end]
    digit = (int(printed[0]) - 1 + by) % 9 + 1
    if digit == int(printed[0]):
        digit = digit % 9 + 1
    wrong = str(digit) + printed[1:]
    report = check_text(text[:begin] + wrong + text[end:])
    suspects = [suspect for finding in report.findings for suspect in finding.suspects]
    assert any(suspect.text == wrong and suspect.should_be == printed for suspect in suspects)
