"""What both sides of an account are called, which way the words of direction point, and what the words of comparison claim."""

from ...language import meaning

SIDES = ("收入", "支出")
_SIGNS = {"up": 1, "down": -1}
_ORDERS = {"more": ">", "less": "<", "equal": "=", "either": ""}


def sign_of(word: str) -> int:
    """1 for more, -1 for less; 0 for a word of no direction."""
    kind = meaning("direction").get(word, "")
    if kind:
        return _SIGNS[kind]
    if word in meaning("surplus"):
        return _SIGNS[meaning("surplus")[word]]
    return {">": 1, "<": -1}.get(operator_of(word), 0)


def operator_of(word: str) -> str:
    """``>``, ``<`` or ``=``, as a comparison with the budget says; "" where it says none."""
    if word in meaning("with"):
        return "="
    return _ORDERS.get(meaning("comparison").get(word, ""), "")
