"""What was read as standing in the reasons that a filing gives for its figures."""

from ..model.figure import Figure
from ..model.phrasing import phrase

OF_REASON, RATE_OF_REASON = phrase("of-reason"), phrase("rate-of-reason")


def of_reasons(figure: Figure) -> bool:
    """Whether a figure belongs to reasons given and not to what is accounted for."""
    return figure.reason in (OF_REASON, RATE_OF_REASON)
