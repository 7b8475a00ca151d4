"""What the formats for machines share: a finding in one text, and the repair that is certain."""

import os
import re

from ..escaping import clean
from ..model.finding import SEVERITIES, Finding, Report, Suspect
from .layout import is_paged, quote, spot

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")


def sentence(finding: Finding, report: Report, lang: str) -> str:
    """The message with its arithmetic below it; with the place in words where the format of the file has no lines."""
    text = finding.message
    if is_paged(finding.place.path):
        text = f"{spot(finding.place, lang)}: {text}{quote(finding.place, report, lang)}"
    text = clean(text)
    if finding.formula:
        text += f"\n{clean(finding.formula)}" + (f" = {finding.result}" if finding.result else "")
    return text


def worst_first(report: Report, show_notes: bool) -> list[Finding]:
    """The findings, notes only with ``show_notes``, for where the first alone may be shown."""
    found = [finding for _, finding in report.told() if show_notes or finding.severity != "note"]
    return sorted(found, key=lambda finding: -SEVERITIES.index(finding.severity))


def relative(path: str) -> str:
    """A path as machines write it: forward slashes, no ``./`` before it."""
    return path.replace(os.sep, "/").removeprefix("./")


def certain(finding: Finding) -> Suspect | None:
    """The one change that surely repairs an error: of one figure or word, to one value, and a slip explains it.

    Where lines are none of the file's own nobody could make it.
    """
    if finding.severity != "error" or len(finding.suspects) != 1:
        return None
    suspect = finding.suspects[0]
    return suspect if suspect.slip and can_replace(suspect) else None


def can_replace(suspect: Suspect) -> bool:
    """Whether what a suspect should be can be put in its place as it stands: one value and no range, in a file with lines of its own."""
    if not suspect.should_be or is_paged(suspect.place.path):
        return False
    is_number = any(char.isdigit() for char in suspect.text)
    return not is_number or _NUMBER.fullmatch(suspect.should_be) is not None
