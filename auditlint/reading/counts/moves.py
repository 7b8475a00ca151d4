"""By how much something changed, and of that its parts: 收入预算增加 340.12 万元，其中一般公共预算收入增加 247.11 万元，其他收入增加 93.01 万元.

What the parts amount to is not told, so that only their changes can be held against that of the whole.
"""

from ...field import CHANGE, FAMILIES, resolve
from ...language import expanded
from ...model.arithmetic import Operand
from ...model.figure import MONEY, Figure
from ...model.listings import ProseSum
from ...startup import pattern
from .setting import FAR, Setting

_PERCENT, _YEAR = "%", "本年收入"
#: What stands between a change and the first of its parts, what ends such a list, and what makes it another one.
_WITHIN, _ENDS = pattern(expanded("{movedof}")), pattern(expanded("{movedend}"))
#: What stands behind the last change of a list that is whole.
_WHOLE = pattern(expanded("{movedall}"))
_INNER = pattern(r"其中|[（(]")


def read_moves(setting: Setting) -> None:
    """Enter the sums that changes and the changes of their parts make."""
    for index, figure in enumerate(setting.figures):
        if _is_move(figure):
            parts = _parts(setting, index)
            if len(parts) > 1:
                _enter(setting, figure, parts)


def _is_move(figure: Figure) -> bool:
    return figure.role == CHANGE and bool(figure.sign) and figure.unit in MONEY


def _parts(setting: Setting, whole: int) -> list[Figure]:
    """The changes behind 其中, as far as the sentence tells nothing else; none where something else is told between them."""
    found: list[Figure] = []
    for index in range(whole + 1, min(whole + FAR, len(setting.figures))):
        figure, gap = setting.figures[index], setting.text[setting.stop(index - 1) : setting.starts[index]]
        if not found:
            if figure.unit == _PERCENT and _ENDS.search(gap) is None:
                continue
            begins = _WITHIN.match(gap)
            if begins is None or _ENDS.search(gap, begins.end()) or not _is_move(figure):
                return []
            found.append(figure)
        elif _ENDS.search(gap):
            break
        elif figure.unit != _PERCENT:
            if _INNER.search(gap) or not _is_move(figure):
                return []
            found.append(figure)
    return found


def _enter(setting: Setting, whole: Figure, parts: list[Figure]) -> None:
    signed: list[Operand] = [part if part.sign == whole.sign else -part for part in parts]
    every = _are_all(parts) and _WHOLE.match(setting.text, setting.stop(setting.at(parts[-1].start))) is not None
    setting.add(ProseSum(whole, [signed], every, False, whole.section))


def _are_all(parts: list[Figure]) -> bool:
    """Whether the parts are different ones of one family, and all that one needs: 基本支出 and 项目支出."""
    names = {_member(part.label) for part in parts}
    return len(names) == len(parts) and any(family.core <= names <= family.parts for family in FAMILIES)


def _member(label: str) -> str:
    """The name under which a part stands in its family: 一般公共预算收入 is a source of income."""
    known = resolve(label)
    if known is None:
        return label
    name, scope, _ = known
    return f"{scope}收入" if name == _YEAR and scope else name
