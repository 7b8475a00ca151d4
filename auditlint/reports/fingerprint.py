"""Fingerprints: a name for a finding that survives edits elsewhere in the file."""

from collections.abc import Iterable

from ..model.finding import Finding


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """One for each finding, made of the rule, the section and the labels; several alike are told apart by counting."""
    from hashlib import sha1

    seen: dict[tuple[str, str], int] = {}
    out = []
    for finding in findings:
        labels = "\x1f".join((finding.label, *(related.label for related in finding.related)))
        text = "\x1e".join((finding.rule, finding.section, labels))
        key = (finding.place.path, text)
        seen[key] = count = seen.get(key, 0) + 1
        if count > 1:
            text += f"\x1e{count}"
        out.append(sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:16])
    return out
