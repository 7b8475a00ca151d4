"""What somebody has looked at and accepted."""

from datetime import date

from ..named import NamedTuple


class Acceptance(NamedTuple):
    """A finding that somebody has looked at and accepted, as the list of such says.

    ``file`` is relative to the list, ``figure`` what is printed, ``expected`` what should be, or ``formula`` what is so where
    words are wrong.  ``also`` are the other files
    that the finding takes figures from.  ``until`` is the last day on which the acceptance holds.
    """

    file: str
    rule: str
    fingerprint: str
    figure: str
    expected: str
    reason: str
    label: str = ""
    formula: str = ""
    by: str = ""
    on: date | None = None
    until: date | None = None
    also: tuple[str, ...] = ()


class Stale(NamedTuple):
    """An entry in the list at ``path`` that fits nothing: its time is over (``expired``), its file is ``missing``, or what it
    accepted is ``gone``.
    """

    path: str
    entry: Acceptance
    why: str
