"""What a label means: the concept that it is an alias of, and the fund scope that it names.

An alias must consume the whole label.  What may be left over is decoration: a year, 本年, the department's own name.
A label that is not consumed is unresolved and never compared with anything.
"""

from functools import lru_cache

from ..startup import pattern
from .concepts import BALANCES, FLOWS, Concept, FieldError, concepts
from .funds import FISCAL, OTHER, fund_begins, without_fund
from .source import table

_QUOTES = pattern(r"[“”\"'‘’「」『』《》\s]")
_DECORATION = pattern(
    r"(?:(?:截至|截止)?(?:20\d\d|本|当|全|该|上)?年(?:度|末|底|初)?|20\d\d|[我本该各]?(?:部门|单位|局|委|院|校|区|市|县|厅|办|中心|所|镇|乡|街道|系统|级|机关)"
    r"|[^，。；、]{2,14}(?:情况)?中|全年|合计|共计|总计|累计|共有?|的|年?度|相应|安排|使用|发生|实际|预计|用于|其中|政府采购|以及|及|和|全部|当年|[:：、]|\d{1,2}[.、．]|[（(]\d{1,2}[）)]|[①-⑳]"
    r"|[（(][^（）()]*[）)]|[一二三四五六七八九十]是|[一二三四五六七八九十]+、|部门决算|决算|预算|按[^，]{1,10}分|执行数?)*"
)
_ENTITY = pattern(
    r"(?:.*?(?:局|委员会|委|办公室|办|院|中心|部门|单位|厅|会|处|队|所|站|馆|校|学|园|公司|政府|街道|镇|乡|机关|部|社|团|联|协会|府|室|库|台|场|区|县|市))?"
)
_HEAD_DECORATION = pattern(_ENTITY.pattern + _DECORATION.pattern)
#: What is no remark but part of a name: 资本性支出（基本建设） is another class than 资本性支出.
_OWN_CLASS = "（基本建设）"


def _all_aliases() -> dict[str, Concept]:
    found: dict[str, Concept] = {}
    for concept in concepts():
        for alias in (concept.name, *concept.aliases):
            if found.setdefault(alias, concept) is not concept:
                raise FieldError(f"{alias}: {found[alias].name}, {concept.name}")
    return found


#: The concept of every alias.
_ALIASES = _all_aliases()
#: These alone say too little without a fund name before them.
_WEAK = frozenset(alias for concept in concepts() for alias in concept.weak)
#: These are what they say only of somebody: 本单位预算收入, and not at the broken end of 培训费预算支出.
_OWNED = frozenset(alias for concept in concepts() for alias in concept.owned)
#: The total of purchases is not the department's: 政府采购预算支出合计.
_BOUGHT = "政府采购"
_CARRIED, _OTHER_LEFT, _ACCOUNTS = (tuple(table("concepts")[words]) for words in ("carried", "left", "accounts"))
#: No alias is longer.
_LONGEST = max(map(len, _ALIASES))


def normal(label: str) -> str:
    """A label with quotation marks and spaces gone and brackets of one kind."""
    bare: str = _QUOTES.sub("", label)
    return bare.replace("(", "（").replace(")", "）")


#: 三公经费数, and words that point back at what has a name.
_NUMBERED = ("费数", "支出数", "收入数")
_POINTING = ("上述", "前述", "以上")


@lru_cache(maxsize=4096)
def resolve(label: str) -> tuple[str, str, bool] | None:
    """Concept, the fund scope that the label itself names ("" for none), and whether the concept is scoped.

    ``None`` where the label is not a known one as a whole.
    """
    words = normal(label)
    if not words:
        return None
    found = _resolve(words)
    for suffix in ("决算数", "决算", "预算数", "预算", "预算支出", "合计"):
        if found is None and words.endswith(suffix):
            found = _resolve(words[: -len(suffix)])
    if found is None and words.endswith(_NUMBERED):
        found = _resolve(words[:-1])
    if found is None and words.startswith(_POINTING):
        found = _resolve(words[2:])
    if found is None and words.endswith("）") and "（" in words[1:] and not words.endswith(_OWN_CLASS):
        found = _resolve(words[: words.rindex("（")])
    return found


@lru_cache(maxsize=4096)
def by_fund(label: str, concept: str) -> tuple[str, str, bool] | None:
    """``concept`` in the fund scope that a label names, where it names nothing else: 一般公共预算支出 of 三公经费."""
    words = normal(label).removeprefix("其中").lstrip("：:")
    if concept.endswith("结转和结余"):
        for scope in (OTHER, FISCAL):
            if words.startswith(scope) and words.removeprefix(scope) in ("结转", "结余", "结转和结余", "结转结余"):
                return concept, scope, True
    scope, rest = fund_begins(words)
    return (concept, scope, True) if scope and rest in ("", "支出", "收入", "安排", "安排支出", "资金") else None


def _resolve(words: str) -> tuple[str, str, bool] | None:
    found = _lookup(words)
    if found is not None:
        return found.name, "", found.scoped
    scope, rest = without_fund(words)
    if scope:
        found = _lookup(rest.replace(FISCAL, ""), weak=True)
        if found is not None and (found.scoped or found.by_fund):
            return found.name, scope, True
    return None


def _lookup(words: str, weak: bool = False) -> Concept | None:
    for start in range(max(0, len(words) - _LONGEST), len(words)):
        tail = words[start:]
        found = _ALIASES.get(tail)
        if found is None or (tail in _WEAK and not weak) or (not start and tail in _OWNED):
            continue
        if found.name in FLOWS and _BOUGHT in words[:start]:
            continue
        if not start or _HEAD_DECORATION.fullmatch(words, 0, start):
            return found
    return None


def is_balance(concept: str | None, label: str) -> bool:
    """Whether an amount is what is left of others, and may be negative: 结余, 净资产."""
    return concept in BALANCES or normal(label).endswith(_CARRIED + _OTHER_LEFT)


def short_name(name: str) -> str:
    """A name without what may be left out: 对个人和家庭的补助, 对个人和家庭补助支出 alike."""
    return name.replace("的", "").removesuffix("支出")


def names_carried(label: str) -> bool:
    """Whether a label speaks of what is carried over from one year to the next, which may be a deficit."""
    return any(word in label for word in _CARRIED)


def names_account(label: str) -> bool:
    """Whether a label names the total of an account, and not what came in or was spent in the year."""
    return any(word in label for word in _ACCOUNTS)
