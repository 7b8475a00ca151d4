"""The examples of rules, run: a good one must be quiet, a bad one told at ⟦ ⟧ with the figure or word that it says."""

from collections.abc import Iterable, Iterator, Sequence

from ..diagnosis.judging import numbers
from ..errors import describe
from ..model import BROKEN, HOLDS, UNCHECKED, Check
from ..named import NamedTuple
from ..proof import prove
from ..readers import read
from ..reading import read_filing
from ..registry import Example, Rule
from ..wording import say, worded

#: What parts the filings of an example of a rule over several.
BETWEEN = "\n=====\n"


class Outcome(NamedTuple):
    """How an example of a rule came out: ``number`` counts from 1, ``problem`` is "" where it is as it should be."""

    rule: Rule
    bad: bool
    number: int
    problem: str


def outcomes(rules: Iterable[Rule], beside: Sequence[Rule], lang: str) -> Iterator[Outcome]:
    """Run every example of ``rules``, each judged beside all rules of ``beside``; a rule without one has an outcome of number 0."""
    for rule in rules:
        for bad, examples in ((False, rule.good), (True, rule.bad)):
            if not examples:
                yield Outcome(rule, bad, 0, say(lang, "pack-no-bad" if bad else "pack-no-good"))
            for number, example in enumerate(examples, 1):
                try:
                    problem = (wrong_with_bad if bad else wrong_with_good)(rule, example, beside, lang)
                except Exception as error:  # of a rule, which is what the author wants to know
                    failed = getattr(error, "__notes__", [rule.code])[0]
                    problem = say(lang, "pack-raised", rule=failed, error=describe(error))
                yield Outcome(rule, bad, number, problem)


def audited(rule: Rule, text: str, beside: Iterable[Rule]) -> list[Check]:
    """The checks that a rule makes of a passage, or of several filings parted by a line of equals signs, proved beside those of other rules."""
    filings = [read_filing(read(part.encode("utf-8"), f"示例{n}.txt")) for n, part in enumerate(text.split(BETWEEN))]
    if rule.scope != "filing":
        return list(rule.audit(filings))
    checks: list[Check] = []
    for each in (rule, *(other for other in beside if other.scope == "filing" and other is not rule)):
        try:
            made = list(each.audit(filings[0]))
        except Exception as error:
            error.add_note(each.code)
            raise
        checks += [check.ruled(each.code) for check in made]
    return [check for check in prove(filings[0], checks) if check.rule == rule.code]


def reported(checks: Iterable[Check]) -> list[Check]:
    """Those that become findings above a rounding note."""
    return [c for c in checks if c.verdict == BROKEN or (c.severity is not None and c.verdict in (HOLDS, UNCHECKED))]


def wrong_with_good(rule: Rule, example: Example, beside: Iterable[Rule], lang: str) -> str:
    """What is told of a passage of which nothing should be; "" where nothing is."""
    found = reported(audited(rule, example.text, beside))
    return say(lang, "pack-noise", found=_shown(found)) if found else ""


def wrong_with_bad(rule: Rule, example: Example, beside: Iterable[Rule], lang: str) -> str:
    """How what is told differs from what the passage says must be; "" where it does not."""
    text, line, column, marked = _unmarked(example)
    checks = audited(rule, text, beside)
    told = reported(checks)
    check = next((check for check in reversed(told) if (check.printed.place.line, check.printed.place.column) == (line, column)), None)
    if check is None:
        return say(lang, "pack-silent", line=line, column=column, marked=marked, found=_instead(checks, told, lang))
    printed = check.printed.text
    if printed.rstrip("%") != marked.rstrip("%") and not marked.startswith(printed):
        return say(lang, "pack-elsewhere", found=printed, marked=marked)
    should = should_be(check)
    if example.expected and should != example.expected:
        return say(lang, "pack-should", should=should or "-", expected=example.expected)
    return ""


def _unmarked(example: Example) -> tuple[str, int, int, str]:
    """The passage without ⟦ ⟧, the line and the column at which they stand in its filing, and what stands in them."""
    start = example.text.index("⟦")
    marked = example.text[start + 1 : example.text.index("⟧")]
    text = example.text.replace("⟦", "").replace("⟧", "")
    begin = text.rfind(BETWEEN[1:], 0, start)
    line = text.count("\n", 0 if begin < 0 else begin + len(BETWEEN) - 1, start) + 1
    return text, line, start - text.rfind("\n", 0, start), marked


def _instead(checks: Iterable[Check], told: Sequence[Check], lang: str) -> str:
    """What is told where the marked figure is not, or why nothing is."""
    if told:
        return say(lang, "pack-other", found=_shown(told))
    reasons = say(lang, "semicolon").join(dict.fromkeys(worded(each.reason, lang) for each in checks if each.verdict == UNCHECKED and each.reason))
    return say(lang, "pack-unproved", reasons=reasons) if reasons else say(lang, "pack-nothing")


def should_be(check: Check) -> str:
    """What a check says that its figure or word should be, or may reach, as the report writes it."""
    expected = numbers(check)[1]
    return check.should if expected is None else expected


def _shown(found: Iterable[Check]) -> str:
    return ", ".join(f"{check.printed.text} ({check.printed.place.line}:{check.printed.place.column})" for check in found)
