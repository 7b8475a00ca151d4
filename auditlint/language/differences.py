"""Words that make the amount behind them the difference of two others: 净追加 359 万元, 支出超预算 120 万元, 与预算相差 86 万元."""

from ..startup import pattern
from .lexicon import expanded

_DIFFERENCE = pattern(expanded(r"(?:(?:{direction}|{became})(?!值)|相差|差额|超出?(?={kind}?预算|支)|净[增减追])[^，,。；;：:]{0,6}$"))
_YEARS = pattern(expanded(r"{last}|同比|[比较]20\d\d"))


def tells_difference(words: str) -> bool:
    """Whether the words of a clause before an amount say so; what differs from another year is a change."""
    return _DIFFERENCE.search(words) is not None and _YEARS.search(words) is None
