"""Receptions, trips and vehicles with the money that goes with them."""

from ...model.figure import MONEY, Figure
from ...model.listings import ABROAD, BATCHES, BUYING, GROUPS, HOSTING, PEOPLE, RUNNING, AtLeast, Presence, Tally
from ...startup import pattern
from .kinds import Counts, Kind, Reception, is_foreign
from .setting import Setting

#: So many figures before a count the amount spent on just these may stand; what it may be of its item.
_NEAR, _ROLES = 7, ("", "决算")
_YEAR = pattern(r"(20\d\d)年")


def read_spending(setting: Setting, counts: Counts) -> None:
    """Read what counts and the amounts beside them imply of each other."""
    _receptions(setting, counts.receptions)
    for groups in counts.of[Kind.TRIPS][:1]:
        _spent(setting, groups, ABROAD)
        for travellers in counts.of[Kind.TRAVELLERS][:1]:
            _together(setting, travellers, groups, GROUPS)
    for kind, name in ((Kind.BOUGHT, BUYING), (Kind.KEPT, RUNNING)):
        for vehicles in counts.of[kind][:1]:
            _spent(setting, vehicles, name)


def local_amount(setting: Setting, reception: Reception) -> int | None:
    """The amount that the same paragraph states for just these receptions."""
    first = setting.at(setting.paragraph(setting.starts[reception.batches])[0])
    for index in range(reception.batches - 1, max(first, reception.batches - _NEAR) - 1, -1):
        figure = setting.figures[index]
        if figure.unit in MONEY and figure.role in _ROLES:
            words = setting.around(index).clause
            found = setting.find("spent.receptions", index, words)
            if found is not None:
                foreign = is_foreign(words)
                return index if foreign == reception.foreign and (foreign or found.slot("domestic")) else None
    return None


def _receptions(setting: Setting, receptions: list[Reception]) -> None:
    main: Reception | None = None
    whole: list[Reception] = []
    for reception in receptions:
        if reception.guests is not None:
            _together(setting, reception.guests, reception.batches, BATCHES)
        elif not reception.inner and _is_one_of_several(setting, reception):
            continue
        if reception.inner and main is not None:
            _inner(setting, main, reception)
            continue
        main = main if reception.foreign else reception
        money = local_amount(setting, reception)
        if money is None:
            whole.append(reception)
        else:
            setting.add(Presence(setting.of([reception.batches]), setting.figures[money], HOSTING, setting.figures[reception.batches].section))
    if any(not reception.foreign for reception in whole):
        counts = setting.of(reception.batches for reception in whole)
        cause = setting.stated.amount(HOSTING, counts[0])
        if cause is not None:
            setting.add(Presence(counts, cause, HOSTING, counts[0].section))


def _is_one_of_several(setting: Setting, reception: Reception) -> bool:
    """接待上级检查 21 批次 1.96 万元: an amount directly behind is that of these alone."""
    after = reception.batches + 1
    return after < len(setting.figures) and not setting.around(after).gap


def _inner(setting: Setting, main: Reception, inner: Reception) -> None:
    """接待 20 批次（其中外事接待 2 批次），180 人次（其中外事接待 9 人次）."""
    pairs = [(main.batches, inner.batches)]
    if main.guests is not None and inner.guests is not None:
        pairs.append((main.guests, inner.guests))
    section = setting.figures[inner.batches].section
    for whole, part in pairs:
        setting.add(Tally(setting.figures[whole], setting.of([part]), False, section))


def _together(setting: Setting, people: int, groups: int, kind: str) -> None:
    """People come in groups: at least one to each, and none without."""
    more, less = setting.figures[people], setting.figures[groups]
    setting.add(Presence([more], less, PEOPLE, less.section) if less.is_zero else AtLeast(more, less, kind, less.section))


def _spent(setting: Setting, index: int, name: str) -> None:
    count: Figure = setting.figures[index]
    money = setting.stated.amount(name, count)
    years = _YEAR.findall(setting.around(index).clause)
    if money is not None and (not years or setting.filing.year in (None, int(years[-1]))):
        setting.add(Presence([count], money, name, count.section))
