"""Words that leave something out of what a sentence tells, or suppose it: 扣除新划入单位 60 万元, 若不含购车, 按可比口径."""

from ..startup import pattern
from .lexicon import expanded
from .lexicon import words as words_of

_SUPPOSED = pattern(
    expanded(
        r"(?:^|[，,；;：:])\s*(?:(?:如果?|[若按])?(?:{leftout}|不计(?![入提]))(?![^，。；：\d]{1,24}的)|若(?=[不按含剔扣])|如果)"
        r"|同口径|可比口径|按(?:调整后|同|可比|{leftout})[^，。；：\n]{0,24}(?:计算|口径)"
    )
)
#: What each of these words begins with: most sentences have none of them.
_SIGN = pattern("[不若如同可按" + "".join(sorted({word[0] for word in words_of("leftout")})) + "]")
_REMARK = pattern(r"[（(][^（()）]*[）)]")


def supposed_up_to(words: str) -> int:
    """Where the clause ends that says so; 0 where none does.

    What stands in brackets is said of the amount before them.
    """
    if _SIGN.search(words) is None:
        return 0
    found = _SUPPOSED.search(_REMARK.sub(lambda remark: " " * len(remark.group()), words))
    return 0 if found is None else (words + "，").index("，", found.end())
