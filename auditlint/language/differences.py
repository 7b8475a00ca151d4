"""Words that make the amount behind them the difference of two others: 净追加 359 万元, 支出超预算 120 万元, 与预算相差 86 万元."""

from ..startup import pattern
from .lexicon import expanded

_DIFFERENCE = pattern(expanded(r"(?:{direction}|{became}|[差超净])[^，,。；;：:]{0,6}$"))


def tells_difference(words: str) -> bool:
    """Whether the words of a clause before an amount say so."""
    return _DIFFERENCE.search(words) is not None
