"""The proof of a finding in words: what established the relation, which rivals were tried, and the slip that explains it."""

from typing import Any

from ..diagnosis.slips import NAMES
from ..model.proof import Proof, Support
from ..wording import say


def told(proof: Proof | None, lang: str = "zh") -> dict[str, Any] | None:
    """The proof by name; ``None`` where nothing had to be proved."""
    if proof is None:
        return None
    slip = NAMES[proof.slip][lang == "en"] if proof.slip in NAMES else say(lang, f"proof-{proof.slip}")
    return {
        "established": say(lang, f"proof-{proof.established}", held=proof.held, failed=proof.failed),
        "held": proof.held,
        "failed": proof.failed,
        "rivals": [say(lang, f"rival-{rival}") for rival in proof.rivals],
        "slip": slip or None,
    }


def told_support(support: Support, lang: str = "zh") -> dict[str, Any]:
    """What speaks for a relation, by name."""
    established = say(lang, f"proof-{support.kind}", held=support.held, failed=support.failed)
    return {"kind": support.kind, "established": established if support.established else None, "held": support.held, "failed": support.failed}
