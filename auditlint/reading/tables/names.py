"""What the words round a table say of its figures: its title, its unit, and the units and roles of its columns."""

from ...field import LAST_YEAR, Forms
from ...startup import pattern
from .grids import Sheet
from .heads import Path

_UNIT = pattern(
    r"(?:单位|金额)\s*[:：（(]?\s*[（(]?(?:人民币)?(元|千元|万元|亿元)(?![一-龥]{1,4}[县市区州局镇乡委])|[（(](元|千元|万元|亿元)[）)]"
)
_TITLE = pattern(r"[^，。；：]{2,44}表(?:[（(][^）)]{0,20}[）)])?\d{0,2}$")
#: 公开表3, 表十二, 附表1 number a table and do not name it.
_NUMBER = pattern(r"(?:部门|预算|决算|财决|附|公开)*(?:表)?[\d一二三四五六七八九十]{0,4}(?:表)?$")
#: Words of a head, or of a row, whose figures are no money.
_COUNTED = pattern(
    r"[（(](?:辆|人|个|批|次|台|套|人次|批次|户|分|平方米)[）)]$|(?:数量|人数|人次|批次|个数|户数|辆数|团组数|保有量|分值|权重|得分|编制|面积|次数|行次)$"
)
#: A head of scores, whose total may be their mean.
SCORED = pattern(r"(?:得分|评分|分数)(?:[（(]分[）)])?$")
#: Of these there are no halves.
_WHOLE = pattern(r"[（(](?:辆|人|个|批|次|台|套|人次|批次|户)[）)]$")
YEAR = pattern(r"20\d\d(?=年)")


def unit_of(sheet: Sheet) -> str:
    """The unit that the lines over a table or its head name, "" for none."""
    for text in (*reversed(sheet.over), *(cell.text for row in sheet.head for cell in row)):
        found = _UNIT.search(text)
        if found is not None:
            return str(found.group(1) or found.group(2))
    return ""


def title_of(sheet: Sheet) -> str:
    """The title that stands nearest over a table, "" for none."""
    return next((text for text in reversed(sheet.over) if _TITLE.match(text) and not _NUMBER.match(text)), "")


def column_unit(path: Path, unit: str) -> tuple[str, bool]:
    """The unit of a column by its words, "" for one of counts, and whether the words themselves name it."""
    named = _UNIT.search("/".join(path[-2:]))
    if named is not None:
        return str(named.group(1) or named.group(2)), True
    return "" if path and _COUNTED.search(path[-1]) else unit, False


def counts(label: str) -> bool:
    """Whether the name of a row says that its figures are counts and no money."""
    return _COUNTED.search(label) is not None


def is_half(label: str, amount: str) -> bool:
    """Whether an amount is no count of what the name of its row says, of which there are no halves."""
    return "." in amount and _WHOLE.search(label) is not None


def role_of(path: Path, year: int | None, known: Forms) -> str:
    """The role that the words above a column give it, "" for none; ``year`` is that of the filing."""
    words = "/".join(path)
    named = YEAR.search(words)
    return LAST_YEAR if named is not None and year is not None and int(named.group()) != year else known.role(words)
