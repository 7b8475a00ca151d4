"""Every rule's own examples, and the register itself."""

import re

import pytest

import auditlint_rules
from auditlint.desk.examples import wrong_with_bad, wrong_with_good
from auditlint.registry import DuplicateRule, Example, Registry, Rule

REGISTRY = Registry()
auditlint_rules.register(REGISTRY)
RULES = list(REGISTRY)
GOOD = [pytest.param(rule, example, id=f"{rule.code}-{n}") for rule in RULES for n, example in enumerate(rule.good, 1)]
BAD = [pytest.param(rule, example, id=f"{rule.code}-{n}") for rule in RULES for n, example in enumerate(rule.bad, 1)]


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_good_example_is_quiet(rule: Rule, example: Example) -> None:
    assert wrong_with_good(rule, example, RULES, "zh") == ""


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_bad_example_is_reported_where_it_says(rule: Rule, example: Example) -> None:
    assert wrong_with_bad(rule, example, RULES, "zh") == ""


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
