"""Fingerprints: a name for a finding that survives edits elsewhere in the file."""

from collections.abc import Iterable

from .model.finding import Finding

#: Between the parts of a mark, and between the labels in it: no filing prints these.
_PART, _LABEL = "\x1e", "\x1f"


def mark(finding: Finding) -> str:
    """The fingerprint of a finding for itself: its rule, its section and its labels, neither its line nor its figures."""
    return _digest(_words(finding))


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """The :func:`mark` of each finding; further ones of the same in a file are told apart by counting."""
    seen: dict[tuple[str, str], int] = {}
    out = []
    for finding in findings:
        text = _words(finding)
        key = (finding.place.path, text)
        seen[key] = count = seen.get(key, 0) + 1
        out.append(_digest(text if count == 1 else f"{text}{_PART}{count}"))
    return out


def _words(finding: Finding) -> str:
    labels = _LABEL.join((finding.subject or finding.label, *(related.label for related in finding.related)))
    return _PART.join((finding.rule, finding.section, labels))


def _digest(text: str) -> str:
    try:
        from _sha1 import sha1  # type: ignore[import-not-found]  # hashlib loads all of OpenSSL
    except ImportError:
        from hashlib import sha1

    digest: str = sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
    return digest[:16]
