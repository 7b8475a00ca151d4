"""The classes of the functional classification of expenditure (``functional.toml``): 201 to 234."""

from collections.abc import Sequence
from functools import cache, lru_cache

from ..startup import pattern
from .economic import economic_classes
from .labels import normal, short_name
from .source import table

#: What stands round the name of a class: its code, 支出, 科目, （类）.
_NAMED = pattern(r"(?:2\d\d[-—－]?)?(?P<name>.+?)(?:支出)?(?:（2?\d*类?）|类)?(?:支出)?(?:（类）)?(?:科目|预算|决算)?(?:支出)?")
#: Out of which fund it is paid, behind the name.
_FUND = pattern(r"（[^（）\d]*(?:基金|资金|预算|拨款|专户)）$")
_CODE, _OTHER = pattern(r"（\d{3}）"), "229"
_ITEM = pattern(r"(?<!\d)2\d{6}(?!\d)")


@cache
def _codes() -> dict[str, str]:
    return {name: entry["code"] for entry in table("functional")["class"] for name in (entry["name"], *entry.get("former", ()))}


@lru_cache(maxsize=4096)
def functional_class(label: str) -> str:
    """The code of the class that a label names: “教育支出”科目, 教育支出（类）, 205 教育支出; "" where it names none, or says more."""
    found = _NAMED.fullmatch(normal(label))
    return _codes().get(found["name"], "") if found is not None else ""


@cache
def _economic() -> dict[str, str]:
    return {short_name(each.name): each.code for each in economic_classes()}


def _economic_class(label: str) -> str:
    return _economic().get(short_name(_CODE.sub("", normal(label))).removeprefix("其他") or "其他", "")


def name_classes(labels: Sequence[str]) -> bool:
    """Whether labels name several classes of one classification, each another one, or one of another fund: whatever is spent is of some class, so that such a list leaves nothing out."""
    functional = [functional_class(_FUND.sub("", label)) for label in labels]
    if all(functional):
        apart = {(code, *_FUND.findall(label)) for code, label in zip(functional, labels, strict=True)}
        return len(apart) == len(functional) and len({*functional} - {_OTHER}) > 1
    economic = [_economic_class(label) for label in labels]
    return all(economic) and len(set(economic)) == len(economic) > 2


def name_items(labels: Sequence[str]) -> bool:
    """Whether labels name items (项) by their codes, each another one."""
    codes = [found.group() for label in labels if (found := _ITEM.search(label)) is not None]
    return len(codes) == len(labels) == len(set(codes)) > 2
