"""Counts that make up others: 项目 8 个 …… 优 6 个、良 2 个; 编制 31 人，其中行政编制 14 人、事业编制 17 人."""

from itertools import accumulate, pairwise

from ...field import CHANGE, fund_scope
from ...language import expanded, words
from ...model.figure import MONEY
from ...model.listings import Repeat, Tally
from ...startup import pattern
from ..reasons import of_reasons
from .setting import FAR, PEOPLE, Setting

#: Units of bodies, and of vehicles: each body or vehicle is of one kind only.
_BODIES, _VEHICLES = words("unit.body"), frozenset(("辆",))
_ONE_KIND, _SECTOR = pattern(expanded("{onekind}")), pattern(expanded("{sector}"))
_ONES, _ITEM = "个", ("个", "项")
_MORE_OR_LESS = ("少", "多", "增加", "减少", "净增", "净减", "缺", "超", "空编", "缺编", "超编", "余编", "空余", "空缺", "于编制", "于编制数")
_WITHIN, _OPEN, _BRACKETS = "其中", "（", "）)"
#: Ratings are of no more numbers of projects together than this.
_SEVERAL = 5
_FULL, _AGAIN = "。", "。其中"


def read_tallies(setting: Setting, indices: list[int]) -> None:
    """Read the counts of the narrative that make up others."""
    for read in (_rest, _ratings, _mended, _staff, _people, _members, _repeats):
        read(setting, indices)


def _tally(setting: Setting, whole: int, parts: list[int], complete: bool, sure: bool = False) -> None:
    figure = setting.figures[whole]
    claim = Tally(figure, setting.of(parts), complete, figure.section)
    claim.sure = claim.sure or sure
    setting.add(claim)


def _close(setting: Setting, index: int, says: str) -> bool:
    """Whether the clause of a count says something."""
    return setting.find(says, index, setting.around(index).close) is not None


def _rest(setting: Setting, indices: list[int]) -> None:
    """其他用车 18 辆，主要是：3 辆……，4 辆……，其余 11 辆: with the rest named, nothing is left out."""
    for place, index in enumerate(indices):
        if setting.find("count.rest", index, setting.around(index).told) is None:
            continue
        figure = setting.figures[index]
        start = setting.sentence(figure.start)
        before = indices[max(0, place - FAR) : place]
        family = [other for other in before if setting.figures[other].unit == figure.unit and setting.starts[other] >= start and not _is_change(setting, other)]
        parts: list[int] = []
        while family and not (parts and setting.find("count.opens", parts[0], setting.around(parts[0]).lead)):
            parts.insert(0, family.pop())
        if family:
            _tally(setting, family[-1], [*parts, index], True)


def _is_change(setting: Setting, index: int) -> bool:
    """Whether a count is how many more or fewer there are: 车辆 11 辆，较编制数少 1 辆."""
    return setting.text[max(0, setting.starts[index] - 4) : setting.starts[index]].rstrip().endswith(_MORE_OR_LESS)


def _ratings(setting: Setting, indices: list[int]) -> None:
    """项目 8 个 …… “优” 6 个、“良” 2 个."""
    whole: int | None = None
    before: list[int] = []
    groups: dict[int, list[int]] = {}
    for index in indices:
        figure = setting.figures[index]
        if figure.unit not in _ITEM or of_reasons(figure):
            continue
        if _close(setting, index, "count.rated"):
            if whole is not None and setting.starts[whole] >= setting.paragraph(figure.start)[0]:
                groups.setdefault(whole, []).append(index)
        elif _close(setting, index, "count.projects"):
            whole = index
            before.append(index)
    for nearest, parts in groups.items():
        first = _rated(setting, nearest, before, parts)
        if first is None:
            continue
        rest = setting.rest_of_sentence(setting.stop(parts[-1]))
        _tally(setting, first, parts, len(parts) > 1 and setting.find("count.open", first, rest) is None)


def _rated(setting: Setting, nearest: int, before: list[int], parts: list[int]) -> int | None:
    """Which number of projects is rated: the nearest, unless it is another one of the paragraph that the ratings come to.

    ``None`` where they come to several told one after another: 一级项目 5 个，二级项目 10 个，优 12 个、良 3 个.
    """
    here = setting.paragraph(setting.starts[nearest])[0]
    rated = sum(figure.exact for figure in setting.of(parts))
    told = [index for index in before if here <= setting.starts[index] < setting.starts[parts[0]]]
    if setting.figures[nearest].exact == rated:
        return nearest
    last = next((index for index in range(parts[0] - 1, nearest, -1) if setting.figures[index].unit in _ITEM), nearest)
    if setting.figures[last].exact == rated:  # 项目 12 个；抽取其中 3 个评价，优 1 个、良 2 个
        return last
    other = next((index for index in told if setting.figures[index].exact == rated), None)
    if other is not None:
        return other
    together = accumulate(setting.figures[index].exact for index in reversed(told[-_SEVERAL:]))
    return None if any(each == rated for each in together) else nearest


def _mended(setting: Setting, indices: list[int]) -> None:
    """发现问题 5 个，已经完成整改的 3 个，正在整改的 2 个."""
    found: int | None = None
    parts: list[int] = []
    for index in indices:
        if _close(setting, index, "count.found"):
            found, parts = index, []
        elif found is not None and _close(setting, index, "count.mended"):
            parts.append(index)
            if len(parts) == 2:
                _tally(setting, found, parts, True, True)
                found = None


def _staff(setting: Setting, indices: list[int]) -> None:
    """行政编制 62 人，实际 56 人；事业编制 181 人，实际 169 人；在职人员 225 人."""
    parts: list[int] = []
    for index in indices:
        first = setting.paragraph(setting.starts[index])[0]
        if _close(setting, index, "count.filled") and index and _close(setting, index - 1, "count.posts"):
            parts = [part for part in parts if setting.starts[part] >= first] + [index]
        elif len(parts) > 1 and _close(setting, index, "count.staff"):
            if first <= setting.starts[parts[0]]:
                _tally(setting, index, parts, True)
            parts = []


def _people(setting: Setting, indices: list[int]) -> None:
    """甲单位（在职人数 28 人）、乙单位（在职人数 11 人），在职人数合计 39 人."""
    for place, index in enumerate(indices):
        found = setting.find("count.people", index, setting.around(index).close)
        if found is None:
            continue
        start = setting.sentence(setting.starts[index])
        near = [other for other in indices[max(0, place - FAR) : place] if setting.starts[other] >= start]
        parts = [other for other in near if setting.figures[other].unit in PEOPLE and setting.around(other).clause.endswith(found.slot("label"))]
        if len(parts) > 1:
            _tally(setting, index, parts, True)


def _members(setting: Setting, indices: list[int]) -> None:
    """所属事业单位 27 个，其中乡镇卫生院 23 个、县直单位 4 个; 编制 31 人，其中行政编制 14 人、事业编制 17 人.

    A body or a vehicle is of one kind only; posts, people and bodies of the two kinds are all there are.  Where a sentence behind a list
    begins with 其中, it divides the whole of the list once more: 车辆 17 辆，其中应急用车 15 辆、其他用车 2 辆。其中本级 12 辆，所属单位 5 辆.  Behind a list
    of what changed it divides what is not known: 车辆 20 辆，减少 2 辆，其中报废 3 辆、新购 1 辆。其中应急用车 12 辆、其他用车 8 辆.
    """
    listed, parts = -1, list[int]()
    for whole, index in pairwise(indices):
        if whole != index - 1 or not _opens(setting, index):
            continue
        units = next((units for units in (PEOPLE, _BODIES, _VEHICLES) if setting.figures[whole].unit in units), frozenset())
        whole = listed if parts[1:] and whole == parts[-1] and setting.around(index).gap.startswith(_AGAIN) else whole
        changed = whole >= 0 and (setting.figures[whole].role == CHANGE or _is_change(setting, whole))
        listed, parts = -1 if changed else whole, _parts(setting, index, units)
        if listed < 0:
            continue
        names = [setting.around(part).clause.removeprefix(_WITHIN).rstrip(_BRACKETS) for part in parts]
        complete = _are_sectors(names)
        if len(parts) > 1 and (complete or units is not PEOPLE and all(map(_ONE_KIND.search, names))):
            _tally(setting, whole, parts, complete)


def _opens(setting: Setting, index: int) -> bool:
    """Whether 其中 stands before a count, in the same sentence as what it is a part of or at the beginning of the next."""
    around = setting.around(index)
    parted = _FULL in around.gap and not around.gap.startswith(_AGAIN)
    return not parted and setting.find("count.within", index, around.told) is not None


def _parts(setting: Setting, first: int, units: frozenset[str]) -> list[int]:
    """The counts that follow each other, without those within one of them; those in a bracket end with it."""
    parts: list[int] = []
    closing = tuple(_BRACKETS) if _OPEN in setting.around(first).gap else ()
    for index in range(first, min(len(setting.figures), first + FAR)):
        gap = setting.around(index).gap
        if index > first and (gap.startswith(closing) or setting.find("count.apart", index, gap) is not None):
            break
        if index > first and setting.find("count.inside", index, gap) is not None:
            continue
        if setting.figures[index].unit not in units:
            break
        parts.append(index)
    return parts


def _are_sectors(names: list[str]) -> bool:
    """Whether posts, people or bodies are those of the administration and of public institutions."""
    found = [sector for name in names if (sector := _SECTOR.search(name)) is not None]
    if len(found) < len(names) or len({sector["kind"] for sector in found}) != 1:
        return False
    return all(any(sector[side] for sector in found) for side in ("administration", "institution"))


def _repeats(setting: Setting, indices: list[int]) -> None:
    """编报绩效目标的项目 4 个，涉及预算金额 598.42 万元；绩效自评的项目 4 个，涉及预算金额 598.42 万元: of one fund."""
    pairs: dict[tuple[int, str], list[int]] = {}
    for index in indices:
        after = index + 1
        if setting.figures[index].unit != _ONES or after >= len(setting.figures) or setting.figures[after].unit not in MONEY:
            continue
        if _close(setting, index, "count.concerned") and setting.find("count.concerns", after, setting.around(after).told) is not None:
            pairs.setdefault((setting.paragraph(setting.starts[index])[0], fund_scope(setting.around(index).clause)), []).append(index)
    for found in pairs.values():
        if len(found) > 1:
            counts, amounts = setting.of(found), setting.of(index + 1 for index in found)
            setting.add(Repeat(counts, amounts, counts[0].section))
