"""Every rule's own examples, and the register itself."""

import re

import pytest

import auditlint_rules
from auditlint.model import BROKEN, HOLDS, UNCHECKED, Check, Figure
from auditlint.proof import prove
from auditlint.readers import read
from auditlint.reading import read_filing
from auditlint.registry import DuplicateRule, Example, Registry, Rule

REGISTRY = Registry()
auditlint_rules.register(REGISTRY)
RULES = list(REGISTRY)
GOOD = [pytest.param(rule, example, id=f"{rule.code}-{n}") for rule in RULES for n, example in enumerate(rule.good, 1)]
BAD = [pytest.param(rule, example, id=f"{rule.code}-{n}") for rule in RULES for n, example in enumerate(rule.bad, 1)]


def audited(rule: Rule, text: str) -> list[Check]:
    """The checks that a rule makes of a passage, or of several filings parted by a line of equals signs, proved beside those of all rules."""
    filings = [read_filing(read(part.encode("utf-8"), f"示例{n}.txt")) for n, part in enumerate(text.split("\n=====\n"))]
    if rule.scope != "filing":
        return list(rule.audit(filings))
    checks: list[Check] = []
    for each in (rule, *(other for other in RULES if other.scope == "filing" and other is not rule)):
        for check in each.audit(filings[0]):
            check.rule = each.code
            checks.append(check)
    prove(filings[0], checks)
    return [check for check in checks if check.rule == rule.code]


def reported(checks: list[Check]) -> list[Check]:
    """Those that become findings above a rounding note."""
    return [c for c in checks if c.verdict == BROKEN or (c.severity is not None and c.verdict in (HOLDS, UNCHECKED))]


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_good_example_is_quiet(rule: Rule, example: Example) -> None:
    assert "⟦" not in example.text
    assert [repr(check) for check in reported(audited(rule, example.text))] == []


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_bad_example_is_reported_where_it_says(rule: Rule, example: Example) -> None:
    start = example.text.index("⟦")
    marked = example.text[start + 1 : example.text.index("⟧")]
    text = example.text.replace("⟦", "").replace("⟧", "")
    begin = text.rfind("=====\n", 0, start)
    line = text.count("\n", 0 if begin < 0 else begin + 6, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    found = reported(audited(rule, text))
    places = {(check.printed.place.line, check.printed.place.column): check for check in found}
    assert (line, column) in places, f"{rule.code} 没有指出第 {line} 行第 {column} 列的“{marked}”，而是 {found}"
    check = places[line, column]
    assert check.printed.text.rstrip("%") == marked.rstrip("%") or marked.startswith(check.printed.text)
    if example.expected:
        if isinstance(check.printed, Figure) and check.expected is not None:
            assert f"{check.printed.in_unit(check.expected):f}" == example.expected
        else:
            assert check.should == example.expected


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_all_there_is_to_know(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+|[a-z0-9]+", rule.name)
    assert rule.severity in ("error", "warning", "note")
    for words in (rule.title, rule.title_en, rule.message, rule.message_en, rule.formula, rule.source, rule.explanation):
        assert words.strip()
    assert rule.good
    assert rule.bad
    assert all("⟦" in example.text and "⟧" in example.text for example in rule.bad)


def test_names_are_unique() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


def test_a_code_is_taken_once() -> None:
    registry = Registry()
    registry.add(RULES[0])
    with pytest.raises(DuplicateRule, match=RULES[0].code):
        registry.add(RULES[0])


def test_a_rule_is_found_by_code_and_by_name() -> None:
    assert REGISTRY.get("pct001") is REGISTRY.get("share-of-whole") is not None
    assert REGISTRY.get("XYZ999") is None
