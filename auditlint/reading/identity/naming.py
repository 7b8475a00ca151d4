"""Whose accounts a filing tells: the department and what of it, the units it takes in, and the names that files carry."""

from operator import itemgetter

from ...model.filing import DEPARTMENT, UNIT, Filing, Unit
from ...startup import pattern

#: What a title says of a whole department.
_SUMMED = "汇总"
_OPENING, _ENDING = ("（", "("), ("）", ")")
_ACCOUNTS = pattern(r"决算|预算")
_STOP, _AROUND = "。", "“”。 "
_NO_NAME = pattern(r"年度|决算|预算|收入|支出|情况|公开|附件|表")
_PART = pattern(r"^(?:第[一二三四五六七八九十]+部分|目录)+")
_UNIT_ONLY = pattern(r"本级|[（(]机关[）)]|(?<=[局委厅办会院])机关|单位(?:决算|预算)")
_WHOLE = pattern(r"汇总|部门(?:决算|预算)")
_HEAD = pattern(
    r"(?m)(?:编制|公开|填报|预算)?(?:部门|单位)(?:名称)?[:：]\s*([一-龥（）()]{3,40}?)(?=(?:金额)?单位[:：]|公开|\s|\d|$)"
)
_MONEY = pattern(r"^(?:人民币|金额|[万亿千百]*元)")
_OPENS = pattern(r"纳入[^。；：:\n]{0,60}单位[^。；：:\n]{0,30}[：:]")
_COUNT = pattern(r"(\d+)\s*[个家]")
_ROW = pattern(r"\s*(?:\d+[.．、\s]*|[（(]\d+[）)])\s*([一-龥（）()“”·]{3,60})")
_CAPTION = pattern(r"\s*序号")
_KINDS = pattern(r"(?<=.{3})(?:行政单位|公益[一二]类|参照|参公|财政|全额|差额|自收自支|事业单位|[一二三]级预算|独立核算)")
_PARTING = pattern(r"[、；;，,]|(?<=[一-龥）)])(?:和|及|以及|与)(?=[一-龥]{3})")
_OWN = pattern(r"[（(]?(?:机关本级|本级机关|本级|机关|本部)[）)]?$")


def whole_name(name: str) -> str:
    """A name without the number of a part before it, without what a bracket begins and does not end, and without a bracket at its end."""
    name = _PART.sub("", name)
    cut = min((at for at in map(name.find, _OPENING) if at > 0), default=len(name))
    unended = sum(map(name.count, _OPENING)) != sum(map(name.count, _ENDING))
    return name[:cut] if unended or name.endswith(_ENDING) else name


def is_name(name: str) -> bool:
    """Whether this can be the name of a department and is not a piece of a title."""
    return len(name) > 2 and _NO_NAME.search(name) is None


def extent_of(title: str) -> str:
    """What of the department a title speaks of: 单位 for 本级 and 单位决算, 部门 for the whole, "" where it says neither or both."""
    unit, whole = _UNIT_ONLY.search(title) is not None, _SUMMED in title
    if unit == whole:
        return DEPARTMENT if not unit and _WHOLE.search(title) else ""
    return UNIT if unit else DEPARTMENT


def extent_of_titles(titles: list[str], name: str) -> str:
    """The extent that the first titles tell which name the department or the accounts."""
    for title in titles:
        if (name and name in title) or _ACCOUNTS.search(title):
            found = extent_of(title)
            if found:
                return found
    return ""


def name_in_heads(text: str) -> str:
    """The department that the heads of the tables name (部门：甲县水利局), "" where they name none or several."""
    found = {match.group(1) for match in _HEAD.finditer(text) if _MONEY.match(match.group(1)) is None}
    return found.pop() if len(found) == 1 else ""


def read_units(filing: Filing) -> None:
    """Read the units that the filing says it takes in: 纳入2023年度部门决算编制范围的单位包括：甲局机关、乙中心.

    A list that is not as long as it says is none.
    """
    text = filing.document.text
    for match in _OPENS.finditer(text):
        names = _listed(text, match.end())
        count = _COUNT.search(match.group())
        if len(names) > 1 and (count is None or int(count.group(1)) == len(names)):
            filing.units = [_unit(name, filing.name) for name in names]
            return


def _listed(text: str, start: int) -> list[str]:
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].strip()
    if line:
        return [name for name in map(_bare, _PARTING.split(line.partition(_STOP)[0])) if name]
    names: list[str] = []
    while end >= 0:
        start, end = end + 1, text.find("\n", end + 1)
        line = text[start : end if end >= 0 else len(text)]
        row = _ROW.match(line)
        if row is not None:
            names.append(_bare(row.group(1)))
        elif names or _CAPTION.match(line) is None:
            break
    return names


def _bare(name: str) -> str:
    name = _ROW.sub(itemgetter(1), name.strip())
    kind = _KINDS.search(name)
    return (name[: kind.start()] if kind else name).strip(_AROUND)


def _unit(name: str, department: str) -> Unit:
    own = _OWN.search(name)
    base = name[: own.start()] if own else name
    if own and (not base or department.endswith(base)):
        base = department
    return Unit(base, own is not None or base == department)
