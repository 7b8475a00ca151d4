"""By how many points a rate moved: 占比 40.99%，比上年的 39.52% 提高 1.47 个百分点; 由 39.52% 提高到 40.99%，提高 1.47 个百分点."""

from ...language import expanded, meaning
from ...model.claims import Change
from ...model.figure import Figure, Word
from ...startup import pattern
from .setting import Setting

_POINTS, _PER_CENT, _ABOUT, _OTHER = frozenset(("个百分点", "百分点")), "%", "约数", "他年"
#: Rates of change have directions of their own: 下降 5.20%，比上年增长 3.10% 下降 8.30 个百分点.
_NOT_RATES = frozenset((_ABOUT, "同比", "较预算"))
#: What stands between the other rate and the points, between the two rates, and between the points and the rate that was come to.
_MOVED = pattern(expanded(r"[）)]?的?[^，,。；;、\d（）()]{0,8}?[，,]?(?P<word>{direction}|高|低)(?:了)?"))
_AGAINST = pattern(expanded(
    r"[，,]?[^。；;，,、%\d（）()]{0,12}(?:较|(?<![占同环对])比(?![重例率值]))[^。；;，,、%\d（）()]{0,6}(?:{last}|{past}|20\d\d年度?|年初|目标|计划|预算|平均)[^。；;，,、%\d（）()]{0,8}[（(]?"
))
_BECAME = pattern(expanded(r"(?:{became})(?:到|至|为)"))
_HIGHER = {"高": 1, "低": -1}


def read_points(setting: Setting) -> None:
    """Enter the changes of rates in points whose two rates their sentence prints."""
    for index, figure in enumerate(setting.figures):
        if figure.unit in _POINTS and figure.role != _ABOUT and index > 1:
            _read(setting, index, figure)


def _read(setting: Setting, index: int, figure: Figure) -> None:
    first, second = setting.figures[index - 2 : index]
    if first.unit != _PER_CENT or second.unit != _PER_CENT or not _NOT_RATES.isdisjoint((first.role, second.role)):
        return
    text = setting.text
    between, behind = (text[before.end : after.start].replace("\n", "") for before, after in ((first, second), (second, figure)))
    moved = _MOVED.fullmatch(behind)
    if moved is None:
        return
    if _BECAME.fullmatch(between) is not None:
        prior, current = first, second
    elif _AGAINST.fullmatch(between) is not None:
        current, prior = first, second
    else:
        return
    said = moved["word"]
    at = max(text.find(said, second.end, figure.start), second.end)
    sign = _HIGHER.get(said) or (1 if meaning("direction")[said] == "up" else -1)
    change = Change(_OTHER, figure.section)
    change.currents, change.prior, change.delta = [current], prior, figure
    change.delta_word = Word(said, at, at + len(said), setting.filing.document, sign)
    change.delta_word.section = figure.section
    figure.sign = sign
    setting.add(change)
