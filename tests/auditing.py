"""What an audit of a text says, for the tests of phrasings and doubts."""

from auditlint import check_text
from auditlint.model import Finding


def loud(text: str) -> list[Finding]:
    """The errors and warnings."""
    return [finding for finding in check_text(text).findings if finding.severity != "note"]


def said(text: str) -> list[str]:
    """The errors and warnings in words: nothing, where a text is right."""
    return [f"{finding.rule} {finding.message}" for finding in loud(text)]
