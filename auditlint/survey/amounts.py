"""Amounts in yuan, exactly, as a column of decimals can hold them."""

from decimal import Decimal

from ..model.figure import MONEY, SHIFT
from .schema import PRECISION, SCALE


def yuan(value: str | None, unit: str | None) -> str | None:
    """An amount in its unit as yuan; ``None`` where it is no amount of money, or has more digits than a column takes."""
    if value is None or unit not in MONEY:
        return None
    amount = Decimal(value).scaleb(SHIFT[unit])
    exponent = amount.as_tuple().exponent
    assert isinstance(exponent, int)
    fits = exponent >= -SCALE and amount.adjusted() < PRECISION - SCALE
    return f"{amount:f}" if fits else None
