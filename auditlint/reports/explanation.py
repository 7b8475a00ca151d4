"""The rules themselves: as a table, and one at a time with everything there is to know of it."""

from collections.abc import Iterable, Iterator

from ..registry import Example, Rule
from ..wording import say


def render_table(rules: Iterable[Rule], lang: str = "zh") -> str:
    """Code, name, severity and title of every rule."""
    from tabulate import tabulate

    # The title stands last: tabulate counts characters, and wide ones would push what follows out of line.
    heads = [say(lang, key) for key in ("head-code", "head-name", "head-severity", "head-title")]
    rows = [[rule.code, rule.name, say(lang, rule.severity), rule.told("title", lang)] for rule in rules]
    return tabulate(rows, heads, tablefmt="plain") + "\n"


def render_rule(rule: Rule, lang: str = "zh") -> str:
    """Everything about one rule."""
    state = "" if rule.default else f"{say(lang, 'comma')}{say(lang, 'rule-off')}"
    out = [f"{rule.code} {rule.name} [{say(lang, rule.severity)}{state}]", rule.told("title", lang)]
    sections = ("why", "formula", "source")
    for part in sections:
        text = rule.told(part, lang)
        if text:
            out += ["", say(lang, f"rule-{part}"), *_indented(text)]
    for key, examples in (("rule-good", rule.good), ("rule-bad", rule.bad)):
        if examples:
            out += ["", say(lang, key)]
            for number, example in enumerate(examples):
                out += [""] * (number > 0) + list(_example(example, lang))
    return "\n".join(out) + "\n"


def render_manual(rules: Iterable[Rule], lang: str = "zh") -> str:
    """Everything about every rule, as one Markdown page."""
    out = [f"# {say(lang, 'manual')}", ""]
    for rule in rules:
        state = "" if rule.default else f"{say(lang, 'comma')}{say(lang, 'rule-off')}"
        out += [f"## {rule.code} {rule.told('title', lang)}", "", f"`{rule.name}` · {say(lang, rule.severity)}{state}", ""]
        out += [rule.told("why", lang), "", f"**{say(lang, 'rule-formula')}** {rule.told('formula', lang)}", ""]
        out += [f"**{say(lang, 'rule-source')}** {rule.told('source', lang)}", ""]
        for key, examples in (("rule-good", rule.good), ("rule-bad", rule.bad)):
            out += [f"**{say(lang, key)}**", ""]
            for example in examples:
                out += ["```text", *example.text.splitlines(), "```", ""]
                if example.expected:
                    out += [f"→ {say(lang, 'rule-expected', expected=example.expected)}", ""]
    return "\n".join(out).rstrip() + "\n"


def _indented(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield f"    {line}".rstrip()


def _example(example: Example, lang: str) -> Iterator[str]:
    yield from _indented(example.text)
    if example.expected:
        yield from _indented(f"→ {say(lang, 'rule-expected', expected=example.expected)}")
