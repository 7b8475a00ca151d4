"""By how much something changed, and of that its parts: 收入预算增加 340.12 万元，其中一般公共预算收入增加 247.11 万元，其他收入增加 93.01 万元.

What the parts amount to is not told, so that only their changes can be held against that of the whole.
"""

from ...field import CHANGE, FAMILIES, resolve
from ...language import expanded
from ...model.arithmetic import Operand
from ...model.figure import MONEY, SHIFT, Figure
from ...model.listings import ProseSum
from ...named import NamedTuple
from ...startup import pattern
from ..prose.words import sign_of
from ..reasons import of_reasons
from .setting import FAR, Setting

_PERCENT, _YEAR, _FUNDED = "%", "本年收入", "拨款"
#: What stands between a change and the first of its parts, or of the reasons for it, what ends such a list, and what makes it another one.
_WITHIN, _ENDS = pattern(expanded("{movedof}")), pattern(expanded("{movedend}"))
_BECAUSE = pattern(r"[）)]?[，,；;。]?(?:主要原因|原因|主要)(?:[是为系]|如下)?[：:]?")
#: So many parts of a family are all that there are of it, unless a round amount (of whole 万元) is missing.
_MANY, _ROUND = 4, 10 ** SHIFT["万元"]
#: Another statement of the sentence.
_AGAIN = pattern(r"[；;]")
#: Why one of them changed, up to the ； before the next: ，主要是人员增加；.
_WHY = pattern(r"[，,]?(?:主要)?(?:原因)?(?:[是为系]|由于|因)[^；;。]*(?=[；;])")
#: What stands behind the last change of a list that is whole.
_WHOLE = pattern(expanded("{movedall}"))
_INNER = pattern(r"其中|[（(]")
#: The name of what changed, and the word that says how.
_MOVED = pattern(expanded(r"(?:.*(?:原因[是为]?|主要[是系]|由于|[一二三四五六]是))?(?P<name>[^，,；;。：:、\d]+?)(?P<word>{direction})(?:了)?$"))


class _Move(NamedTuple):
    """By how much something of that name changed, and in which direction."""

    figure: Figure
    name: str
    sign: int


def read_moves(setting: Setting) -> None:
    """Enter the sums that changes and the changes of their parts make."""
    for index, figure in enumerate(setting.figures):
        if _is_move(figure):
            parts, reasons = _parts(setting, index)
            if len(parts) > 1:
                _enter(setting, figure, parts, reasons)


def _is_move(figure: Figure) -> bool:
    return figure.role == CHANGE and bool(figure.sign) and figure.unit in MONEY


def _moved(setting: Setting, index: int) -> _Move | None:
    """A change as it was read, or as the words of a reason say it; ``None`` for what is none."""
    figure = setting.figures[index]
    if _is_move(figure):
        return _Move(figure, figure.label, figure.sign)
    said = _MOVED.search(setting.around(index).clause) if of_reasons(figure) and figure.unit in MONEY else None
    return _Move(figure, said["name"], sign_of(said["word"])) if said is not None and sign_of(said["word"]) else None


def _parts(setting: Setting, whole: int) -> tuple[list[_Move], bool]:
    """The changes behind 其中, or behind 主要原因是, as far as the sentence tells nothing else, and whether they are reasons; none where something else is told between them."""
    found: list[_Move] = []
    reasons = False
    for index in range(whole + 1, min(whole + FAR, len(setting.figures))):
        figure, gap = setting.figures[index], setting.text[setting.stop(index - 1) : setting.starts[index]]
        move = _moved(setting, index)
        why = _WHY.match(gap) if found else None
        gap = gap[why.end() :] if why is not None else gap
        if not found:
            if figure.unit == _PERCENT and _ENDS.search(gap) is None:
                continue
            begins = _WITHIN.match(gap)
            reasons = begins is None
            begins = begins or _BECAUSE.match(gap)
            if begins is None or _ENDS.search(gap, begins.end()) or move is None:
                return [], False
            found.append(move)
        elif _ENDS.search(gap):
            break
        elif figure.unit != _PERCENT:
            if _INNER.search(gap) or move is None:
                return [], False
            found.append(move)
    return found, reasons


def _enter(setting: Setting, whole: Figure, parts: list[_Move], reasons: bool) -> None:
    """Reasons are all there is only where they are a family, and what does not come out is an error only by a slip."""
    signed: list[Operand] = [part.figure if part.sign == whole.sign else -part.figure for part in parts]
    named = whole.label if reasons else ""
    every = _ends_the_sentence(setting, parts[-1].figure) and (_are_all(parts, named) or _are_many(parts, named, whole))
    if every or not reasons:
        claim = ProseSum(whole, [signed], every, False, whole.section)
        claim.left = reasons
        setting.add(claim)


def _ends_the_sentence(setting: Setting, last: Figure) -> bool:
    """Whether nothing but its reason follows the last change of a list: no ； before the end of the sentence."""
    stop = setting.stop(setting.at(last.start))
    return _WHOLE.match(setting.text, stop) is not None and not _AGAIN.search(setting.rest_of_sentence(stop))


def _are_many(parts: list[_Move], whole: str, changed: Figure) -> bool:
    """Whether the parts are so many of one family that what they miss the whole by, if anything, is no round amount that was left out."""
    left = changed.sign * changed.exact - sum(part.sign * part.figure.exact for part in parts)
    return len(parts) >= _MANY and (not left or bool(left % _ROUND)) and _are_all(parts, whole, fewer=True)


def _are_all(parts: list[_Move], whole: str, fewer: bool = False) -> bool:
    """Whether the parts are different ones of one family, that of the ``whole`` where it is given, and all that one needs: 基本支出 and 项目支出; 人员经费, 公用经费 and 项目支出 are as well."""
    names = {_member(part.name) for part in parts}
    if len(names) != len(parts):
        return False
    inner = next((family for family in FAMILIES if len(family.wholes) == 1 and family.parts < names), None)
    outer = names - inner.parts | inner.wholes if inner is not None else names
    known = resolve(whole) if whole else None
    families = [family for family in FAMILIES if not whole or known is not None and known[0] in family.wholes]
    return any(each <= family.parts and (fewer or family.core <= each) for family in families for each in (names, outer))


def _member(label: str) -> str:
    """The name under which a part stands in its family: 一般公共预算收入 is a source of income, and so is 一般公共预算拨款."""
    known = resolve(label) or (resolve(f"{label}收入") if label.endswith(_FUNDED) else None)
    if known is None:
        return label
    name, scope, _ = known
    return f"{scope}收入" if name == _YEAR and scope else name
