"""What the columns of the nine tables are called, whatever words a head uses for them."""

from collections.abc import Iterable

from ..startup import pattern
from .table_heads import Path

#: Roles that a head gives to a column, the surest words first.
_ROLES = (
    (("上年",), "上年"),
    (("年初预算",), "年初预算"),
    (("全年预算", "调整预算", "调整后预算"), "全年预算"),
    (("决算", "支出数", "执行数"), "决算"),
    (("预算数", "预算"), "预算"),
)
_YEAR = pattern(r"20\d\d(?=年)")
_FUNDS = (("一般公共", "一般公共"), ("政府性基金", "政府性基金"), ("国有资本", "国有资本"))
_RECEIPTS = (
    ("教育收费", "其中：教育收费"),
    ("上级补助", "上级补助收入"),
    ("附属单位", "附属单位上缴收入"),
    ("事业单位经营", "经营收入"),
    ("经营收入", "经营收入"),
    ("事业收入", "事业收入"),
    ("其他收入", "其他收入"),
    ("财政拨款", "财政拨款收入"),
)
_PAYMENTS = (
    ("上缴上级", "上缴上级支出"),
    ("附属单位", "对附属单位补助支出"),
    ("经营支出", "经营支出"),
    ("基本支出", "基本支出"),
    ("项目支出", "项目支出"),
)
#: The three public expenses by the signs that words have, all of a line, the surest first.
_PUBLICS = (
    (("机关运行",), "机关运行经费"),
    (("接待",), "公务接待费"),
    (("出国",), "因公出国（境）费"),
    (("出境",), "因公出国（境）费"),
    (("购置", "运"), "公务用车购置及运行维护费"),
    (("购置",), "公务用车购置费"),
    (("运行",), "公务用车运行维护费"),
    (("运维",), "公务用车运行维护费"),
    (("公务用车",), "公务用车购置及运行维护费"),
    (("公车",), "公务用车购置及运行维护费"),
)
_WHOLES = ("小计", "合计", "总计")


def role_of(path: Path, year: int | None) -> str:
    """The role that the words above a column give it, ``""`` for none; ``year`` is that of the filing."""
    words = "/".join(path).replace("上年结转", "结转")
    named = _YEAR.search(words)
    if named is not None and year is not None and int(named.group()) != year:
        return "上年"
    for signs, role in _ROLES:
        if role == "预算":
            # 一般公共预算财政拨款 names a fund.
            rest = words.replace("公共预算", "").replace("基金预算", "").replace("经营预算", "")
            if any(sign in rest for sign in signs):
                return role
        elif any(sign in words for sign in signs):
            return role
    return ""


def years_of(paths: Iterable[Path]) -> list[int]:
    """The years that a head names."""
    return [int(found.group()) for path in paths for words in path if (found := _YEAR.search(words)) is not None]


def column_name(kind: str, path: Path) -> str:
    """The name of an amount column in a table of this kind, without its role; the printed words where it has none."""
    if not path:
        return ""
    if kind == "T1":
        return "金额"
    if kind == "T6":
        return _basic(path)
    if kind == "T4":
        return _fund(path) or ("合计" if path[-1].endswith(_WHOLES) else "")
    if kind == "T7":
        return _public(path)
    if kind == "T2":
        return _receipt(path)
    return _payment(kind, path)


def _fund(path: Path) -> str:
    return _signed(_FUNDS, path[-1])


def _basic(path: Path) -> str:
    last = path[-1]
    if "人员" in last:
        return "人员经费"
    return "公用经费" if "公用" in last else "金额"


def _receipt(path: Path) -> str:
    last = path[-1]
    if last in _WHOLES and len(path) > 1:
        above = _signed(_RECEIPTS, path[-2])
        if above:
            return above
    if last.endswith(_WHOLES):
        return "本年收入合计"
    return _signed(_RECEIPTS, last) or "/".join(path)


def _signed(names: Iterable[tuple[str, str]], words: str) -> str:
    """The first name whose sign is in the words, ``""`` for none."""
    return next((name for sign, name in names if sign in words), "")


def _payment(kind: str, path: Path) -> str:
    words = "/".join(path)
    last = path[-1]
    flow = "年初结转和结余" if "年初" in words or "上年结转" in words else "年末结转和结余" if "年末" in words else ""
    if flow:
        return flow if "结转" in last and last.startswith(("年初", "年末", "上年")) or last in _WHOLES else words
    if "本年收入" in words:
        return "本年收入" if last in _WHOLES or last.startswith("本年收入") else words
    found = _signed(_PAYMENTS, last)
    if found:
        return found
    if last.endswith(_WHOLES) or last == "本年支出":
        return "本年支出合计" if kind == "T3" else "本年支出"
    return words


def _public(path: Path) -> str:
    """An item of the three public expenses; the nearest words that name one tell which."""
    for words in reversed(path):
        found = next((name for signs, name in _PUBLICS if all(sign in words for sign in signs)), "")
        if found:
            return found
        if words == "合计" or words.endswith("支出合计") or "三公" in words:
            return "三公经费"
    return ""
