"""By how many points a rate moved: 占比 40.99%，比上年的 39.52% 提高 1.47 个百分点; 由 39.52% 提高到 40.99%，提高 1.47 个百分点."""

from ...field.roles import ABOUT, GROWTH, OFF_BUDGET, OTHER_YEAR
from ...language import expanded, meaning
from ...model.arithmetic import Operand, total
from ...model.check import expect
from ...model.claims import Change
from ...model.figure import Figure, Word
from ...startup import pattern
from .setting import Setting

_POINTS, _PER_CENT = frozenset(("个百分点", "百分点")), "%"
#: Rates of change have directions of their own: 下降 5.20%，比上年增长 3.10% 下降 8.30 个百分点.
_NOT_RATES = frozenset((ABOUT, GROWTH, OFF_BUDGET))
#: What stands between the other rate and the points (each year's, and those of another way of reckoning, are other points), between the two
#: rates, and between the points and the rate that was come to.
_MOVED = pattern(expanded(r"[）)]?的?(?:水平)?[，,]?(?:[又再共还]|累计|同比|相应)?(?P<word>{direction}|高|低)(?:了)?"))
_AGAINST = pattern(expanded(
    r"[，,]?(?P<of>[^。；;，,、%\d（）()]{0,12}?)(?:较|(?<![占同环对])比(?![重例率值]))[^。；;，,、%\d（）()]{0,6}(?:{last}|{past}|20\d\d年度?|年初|目标|计划|预算|平均)[^。；;，,、%\d（）()]{0,8}[（(]?"
))
_BECAME = pattern(expanded(r"(?:{became})(?:到|至|为)"))
_HIGHER = {"高": 1, "低": -1}
#: Words before a rate that others are measured against, and words for a rate that need not be the last: a rate of growth, the former, all together.
_MEASURE = pattern(r"平均|预计|(?:目标|任务|预期|计划|规划|要求|标准|序时)(?!.*率)|[高低多少]于|不[低高少超]|超[过出]|完成(?!率)")
_UNCLEAR = pattern(r"[增涨降]幅|增[速长]|[前后]者|[合总]计|[总整]体|全[部年]|累计|之和|平均|[两三四各][项者类年个部]")
#: What names no rate but the one that was told.
_SAME = pattern(r"^[该其此]?[均都也又]?(?:所占)?的?(?:占比|比重|比例|比率)?$|(?:所?占)?的?(?:占比|比重|比例|比率)$")
#: Words that end what is said of a rate, and how far back it is.
_MARKS, _REACH = "，,。；;、：:（()）\n%", 30
#: So many rates at most are told of together.
_TOGETHER = 6


def read_points(setting: Setting) -> None:
    """Enter the changes of rates in points whose two rates their sentence prints."""
    for index, figure in enumerate(setting.figures):
        if figure.unit in _POINTS and figure.role != ABOUT and index > 1:
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
    said = moved["word"]
    sign = _HIGHER.get(said) or (1 if meaning("direction")[said] == "up" else -1)
    against = _AGAINST.fullmatch(between)
    current: Figure | None
    if _BECAME.fullmatch(between) is not None:
        prior, current = first, second
    elif against is not None:
        prior, current = second, _current(setting, index - 2, against["of"], sign)
    else:
        return
    if current is not None:
        _enter(setting, figure, current, prior, (said, sign))


def _current(setting: Setting, index: int, of: str, sign: int) -> Figure | None:
    """The rate that moved: the one before the other year's, unless another before it makes the points right; ``None`` where it is not told which."""
    first, prior, points = setting.figures[index : index + 3]
    before = setting.figures[setting.at(setting.paragraph(first.start)[0]) : index + 1][::-1]
    rates = [each for each in before if each.unit == _PER_CENT]
    fitting = next((each for each in rates if _fits(points, each, prior, sign)), None)
    if fitting is not None:
        return None if fitting.role in _NOT_RATES else fitting
    together = (total(rates[:count]) for count in range(2, min(len(rates), _TOGETHER) + 1))
    if _UNCLEAR.search(of) is not None or any(_fits(points, each, prior, sign) for each in together):
        return None
    begins, _ = setting.filing.document.sentence(first.start, first.start)
    own = [each for each in rates if each.start >= begins and each.role not in _NOT_RATES and _MEASURE.search(_name(setting, each)) is None]
    of = _SAME.sub("", of)
    return next((each for each in own if of in _name(setting, each)), None)


def _fits(points: Figure, current: Operand, prior: Figure, sign: int) -> bool:
    """Whether a rate is by so many points above another, or below it."""
    return expect(points, current - prior if sign > 0 else prior - current).sound


def _name(setting: Setting, rate: Figure) -> str:
    """The words that lead to a rate."""
    words = setting.text[max(0, rate.start - _REACH) : rate.start]
    return words[max(map(words.rfind, _MARKS)) + 1 :]


def _enter(setting: Setting, points: Figure, current: Figure, prior: Figure, direction: tuple[str, int]) -> None:
    """Enter the change of a rate."""
    said, sign = direction
    begins = max(prior.end, current.end)
    at = max(setting.text.find(said, begins, points.start), begins)
    change = Change(OTHER_YEAR, points.section)
    change.currents, change.prior, change.delta = [current], prior, points
    change.delta_word = Word(said, at, at + len(said), setting.filing.document, sign)
    change.delta_word.section = points.section
    points.sign = sign
    setting.add(change)
