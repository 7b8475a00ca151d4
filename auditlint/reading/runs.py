"""Figures that are read together: parts in brackets, and shares that follow one another."""

from ..startup import pattern

#: Words that make an amount in brackets no part: another year's, another role's, or a part of a part.
_NO_PART = r"(?![^\d（）]{0,16}?(?:其中|含|上年|去年|按|比|较|(?<!公共|基金|经营)预算|决算|占|均|计划|实际|批复|下达|到位|累计|调整|追加|已|未|合同|合计))"
_PART = _NO_PART + r"[^\d（）()，,、；;。：:]{1,16}\d[\d,.]*\n?"
#: Parts in brackets right behind a total: 43 人（行政 13 人、事业 28 人）.
PARTS = pattern(rf"[（(]\n?{_PART}(?P<unit>万元|元|亿元|人|名|辆|个)(?:[、，,；;和]\n?{_PART}(?P=unit))+[）)]")
#: What parts one of several shares from the next.
RUN = pattern(r"\s*[、，,和及]\s*")
