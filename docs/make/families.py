"""The rules on pages: one for each family, and one that leads to them."""

import re
from itertools import groupby

import auditlint_rules
from auditlint.registry import Registry, Rule
from auditlint.reports.explanation import render_manual
from auditlint.wording import say

from . import ROOT

_HEAD = re.compile(r"^## (\w{3}\d{3}) ", re.MULTILINE)
_INTRODUCED = """# 规则手册

一类一页，都从规则自己的代码生成（`auditlint rules --format markdown` 是同样的内容，合成一篇）；`auditlint rule 代码` 在终端里看一条。
级别是规则的上限：一处不符先要举证，见[结论、举证和局限](verdicts.md)。
"""


def families() -> dict[str, list[Rule]]:
    """The rules that come with auditlint, by the letters of their codes."""
    registry = Registry()
    auditlint_rules.register(registry)
    rules = sorted(registry, key=lambda rule: rule.code)
    return {prefix: list(group) for prefix, group in groupby(rules, key=lambda rule: rule.code[:3])}


def subjects() -> dict[str, str]:
    """What each family looks at, as the README says."""
    rows = re.findall(r"^\| ([A-Z]{3}(?:、[A-Z]{3})*) \| (.*) \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    return {prefix: told for prefixes, told in rows for prefix in prefixes.split("、")}


def pages() -> dict[str, str]:
    """Every page of rules by its place among the pages."""
    told = subjects()
    made = {"rules.md": _index(told)}
    for prefix, rules in families().items():
        manual = render_manual(rules).partition("\n")[2]
        manual = _HEAD.sub(lambda head: f'<a id="{head[1]}"></a>\n\n{head[0]}', manual)
        contents = "\n".join(_row(rule, f"#{rule.code}") for rule in rules)
        made[f"rules/{prefix}.md"] = f"# {prefix}\n\n{_plain(told[prefix])}。\n\n| 规则 | 查什么 | 级别 |\n|---|---|---|\n{contents}\n{manual}"
    return made


def _plain(told: str) -> str:
    """A row of the README without what it says of where the code is."""
    return re.sub(r"（`[^`]*`）", "", told)


def _index(told: dict[str, str]) -> str:
    out = [_INTRODUCED, "| 类 | 查什么 | 规则 |", "|---|---|---|"]
    for prefix, rules in families().items():
        listed = " ".join(f"[{rule.code}](rules/{prefix}.md#{rule.code})" for rule in rules)
        out.append(f"| [{prefix}](rules/{prefix}.md) | {_plain(told[prefix])} | {listed} |")
    return "\n".join(out) + "\n"


def _row(rule: Rule, place: str) -> str:
    off = "" if rule.default else f"，{say('zh', 'rule-off')}"
    return f"| [{rule.code}]({place}) | {rule.title} | {say('zh', rule.severity)}{off} |"
