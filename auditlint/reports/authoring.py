"""What authors of rules ask for: the names that identities may use, and how the examples of a pack came out."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..wording import say

if TYPE_CHECKING:
    from ..desk.examples import Outcome
    from ..field import Concept


def render_concepts(concepts: Iterable["Concept"], lang: str = "zh") -> str:
    """The names that identities may use, each with its fund scopes and with what else it is printed as."""
    heads = [say(lang, key) for key in ("head-concept", "head-funds", "head-aliases")]
    lines = [f"{heads[0]}  [{heads[1]}]  {heads[2]}"]
    for concept in concepts:
        funds = f"  [{' '.join(concept.funds)}]" if concept.funds else ""
        aliases = f"  {'、'.join(concept.aliases)}" if concept.aliases else ""
        lines.append(f"{concept.name}{funds}{aliases}")
    return "\n".join(lines) + "\n"


def render_concepts_json(concepts: Iterable["Concept"]) -> str:
    """The same as a list of objects with ``name``, ``funds`` and ``aliases``."""
    told = [{"name": concept.name, "funds": concept.funds, "aliases": concept.aliases} for concept in concepts]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def render_outcomes(found: list["Outcome"], lang: str = "zh") -> str:
    """A line for every example that is not as it says, and a count."""
    lines = []
    for outcome in found:
        if outcome.problem:
            number = say(lang, "pack-bad" if outcome.bad else "pack-good", n=outcome.number) if outcome.number else ""
            lines.append(" ".join(filter(None, (outcome.rule.code, outcome.rule.name, number))) + f": {outcome.problem}")
    rules = len({outcome.rule.code for outcome in found})
    examples = sum(outcome.number > 0 for outcome in found)
    lines.append(say(lang, "pack-count", rules=rules, examples=examples, failed=len(lines)))
    return "\n".join(lines) + "\n"
