"""What a check says when it does not hold."""

from decimal import Decimal

import fakes
import pytest

from auditlint.diagnosis.judging import to_finding
from auditlint.model import BROKEN, HOLDS, UNCHECKED, Check, Constant, Word, expect, expect_that, own, total
from auditlint.readers import read

RULE = fakes.third_is_sum.rule
WARNING = fakes.no_growth.rule


def figures(*printed):
    """Figures as the fake reading finds them in a line."""
    text = "，".join(f"{label}{each}" for label, each in zip("甲乙丙", printed, strict=False))
    return fakes.read_filing(read(text.encode(), "a.txt")).figures


class TestFigures:
    def test_rate(self):
        printed, delta, current = figures("53.31%", "5,013.95万元", "4,388.99万元")
        finding = to_finding(expect(printed, delta / (current + delta)), RULE)
        assert finding.message == "第三个数不符：印作 53.31%，应为 53.32%"
        assert (finding.actual, finding.expected, finding.difference, finding.unit) == ("53.31", "53.32", "-0.01", "%")
        assert finding.formula == "5,013.95 ÷ (4,388.99 + 5,013.95)"
        assert finding.result == "53.3232…%"
        assert (finding.rule, finding.name, finding.severity, finding.section) == (
            "FAK001", "third-is-sum", "error", "二/一"
        )  # fmt: skip
        assert (finding.place.line, finding.place.column, finding.place.end_column) == (1, 2, 8)
        assert [(each.text, each.unit, each.label) for each in finding.related] == [
            ("5,013.95", "万元", delta.label), ("4,388.99", "万元", current.label)
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("printed", "parts", "actual", "expected", "shown", "result"),
        [
            ("4.00万元", ["1.00万元", "2.00万元"], "4.00", "3.00", "应为 3.00 万元", "3.00 万元"),
            ("986.10万元", ["1,000.00万元", "286.10万元"], "986.10", "1286.10", "应为 1,286.10 万元", "1,286.10 万元"),
            ("986.10万元", ["1000.00万元", "286.10万元"], "986.10", "1286.10", "应为 1286.10 万元", "1286.10 万元"),
            ("7.0万元", ["1.00万元", "2.00万元"], "7.0", "3.0", "应为 3.0 万元", "3.0 万元"),
            ("7.0万元", ["1.00万元", "2.25万元"], "7.0", "3.3", "应为 3.3 万元", "3.25 万元"),
            ("70000.0万元", ["0.01万元", "0.02万元"], "70000.0", "0.0", "应为 0.0 万元", "0.03 万元"),
        ],
    )  # fmt: skip
    def test_how_numbers_are_written(self, printed, parts, actual, expected, shown, result):
        whole, *others = figures(printed, *parts)
        finding = to_finding(expect(whole, total(others)), RULE)
        assert (finding.actual, finding.expected) == (actual, expected)
        assert finding.message.endswith(shown)
        assert finding.result == result

    def test_what_fits_its_own_decimals_but_not_those_of_its_sentence_is_rounding(self):
        whole, first, second = figures("6.2万元", "4.00万元", "2.25万元")
        whole.places = 2
        check = expect(whole, first + second)
        finding = to_finding(check, RULE)
        assert check.weak
        assert finding.severity == "note"
        assert finding.message.endswith("印作 6.2 万元，重算为 6.25 万元，四舍五入可以解释")

    def test_never_an_exponent(self):
        whole, first = figures("1.00%", "10000000000000000000000.00万元")
        finding = to_finding(expect(whole, first / Constant(Decimal("1E-10"), "x")), RULE)
        assert "E" not in f"{finding.actual}{finding.expected}{finding.difference}{finding.message}{finding.result}"

    def test_rounding_is_a_note(self):
        whole, first, second = figures("3.01万元", "1.00万元", "2.00万元")
        check = expect(whole, first + second)
        finding = to_finding(check, RULE)
        assert (finding.severity, finding.fold) == ("note", "FAK001")
        assert finding.message == "第三个数不符：印作 3.01 万元，重算为 3.00 万元，四舍五入可以解释"
        check.fold = "sum"
        assert to_finding(check, RULE).fold == "sum"

    def test_truncated(self):
        share, part, whole = figures("66.66%", "2.00万元", "3.00万元")
        part.places = part.printed_places = whole.places = whole.printed_places = 9
        assert to_finding(expect(share, part / whole), RULE).message.endswith("应为 66.67%；被截断而未四舍五入")

    def test_hint(self):
        whole, first, second = figures("4.00万元", "1.00万元", "2.00万元")
        check = expect(whole, first + second)
        check.note = own("抄错行", "from the wrong line")
        assert to_finding(check, RULE).message == "第三个数不符：印作 4.00 万元，应为 3.00 万元；抄错行"
        check.message = own("自己的话", "own words")
        assert to_finding(check, RULE, "en").message == ("own words: printed 4.00 万元, should be 3.00 万元; from the wrong line")

    def test_each_place_is_related_once(self):
        whole, first = figures("4.00万元", "1.00万元")
        assert len(to_finding(expect(whole, first + first + whole), RULE).related) == 1


class TestComparisons:
    def test_limit(self):
        part, whole = figures("5.00万元", "3.00万元")
        finding = to_finding(expect_that(part, "<=", whole), RULE)
        assert finding.message == "第三个数不符：印作 5.00 万元，应不大于 3.00 万元"
        assert (finding.formula, finding.result) == ("5.00 ≤ 3.00", "")
        assert (finding.actual, finding.expected, finding.difference) == ("5.00", "3.00", "2.00")

    def test_sum_under_a_limit(self):
        first, second, whole = figures("2.00万元", "2.00万元", "3.00万元")
        check = expect_that(first + second, "<=", whole)
        assert check.operands() == [first, whole, second]
        finding = to_finding(check, RULE)
        assert finding.message == "第三个数不符：合计为 4.00 万元，应不大于 3.00 万元"
        assert (finding.formula, finding.actual) == ("2.00 + 2.00 ≤ 3.00", "4.00")

    def test_word(self):
        actual, budget = figures("5.00万元", "3.00万元")
        word = Word("小于", 0, 2, actual.source, "<")
        check = expect_that(actual, "<", budget, word)
        check.should = "大于"
        finding = to_finding(check, WARNING)
        assert finding.message == "增长不符：印作“小于”，应为“大于”"
        assert to_finding(check, WARNING, "en").message == 'does not fit: printed "小于", should be "大于"'
        assert (finding.formula, finding.severity) == ("5.00 > 3.00", "warning")
        assert (finding.actual, finding.expected, finding.unit) == (None, None, None)
        assert [each.text for each in finding.related] == ["5.00", "3.00"]
        assert finding.section == "二/一"

    def test_word_that_rounding_explains(self):
        actual, budget = figures("3.00万元", "3.00万元")
        check = expect_that(actual, "<", budget, Word("小于", 0, 2, actual.source, "<"))
        check.should = "大于"
        finding = to_finding(check, RULE)
        assert (finding.severity, finding.message) == ("note", "第三个数不符：四舍五入可以解释")


class TestSeverity:
    def check(self, verdict, severity=None):
        (figure,) = figures("100.00%")
        check = Check(figure, "=", None, verdict)
        check.severity = severity
        return check

    @pytest.mark.parametrize(
        ("verdict", "own", "severity"),
        [
            (BROKEN, None, "error"), (BROKEN, "warning", "warning"), (BROKEN, "note", "note"),
            (UNCHECKED, "note", "note"),
        ],
    )  # fmt: skip
    def test_own_severity_goes_first(self, verdict, own, severity):
        assert to_finding(self.check(verdict, own), RULE).severity == severity

    @pytest.mark.parametrize("verdict", [HOLDS, UNCHECKED])
    def test_nothing_to_say(self, verdict):
        assert to_finding(self.check(verdict), RULE) is None

    def test_convention_over_a_zero_base(self):
        check = self.check(HOLDS, "note")
        assert to_finding(check, RULE).severity == "note"
        assert to_finding(check, RULE, zero_base="error").severity == "error"
        assert to_finding(check, RULE).message == "第三个数不符：印作 100.00%"
