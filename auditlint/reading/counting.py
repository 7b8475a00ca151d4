"""Counts: receptions, trips and vehicles with the money that goes with them, ratings, and counts that make up others."""

from ..model.figure import MONEY, Figure
from ..model.listings import AtLeast, Presence, Repeat, Tally
from .averages import read_averages
from .kinds import FOREIGN, Counts, Reception, sort_counts
from .reasons import of_reasons
from .scene import FAR, PEOPLE, Scene

_GRADES = tuple(
    f"{left}{grade}{right}"
    for grade in ("优", "优秀", "良", "良好", "中", "差", "合格", "基本合格", "不合格")
    for left, right in (("“", "”"), ("\"", "\""), ("‘", "’"), ("「", "」"))
)  # fmt: skip
#: Units and names of bodies and of vehicles: each is of one kind only.
_BODIES = frozenset(("个", "家", "所"))
_VEHICLES = frozenset(("辆",))
_BODY_NAMES = (
    "车",
    "单位", "机构", "院", "中心", "所", "校", "中学", "小学", "初中", "高中", "园", "职专", "职业中专", "站", "机关", "处", "科", "室",
    "局", "部门", "公司", "队", "团", "馆", "本级",
)  # fmt: skip
_BARE = frozenset(("优", "优秀", "良", "良好", "中", "中等", "差", "较差", "评价为优的", "评价为良的", "评为优的", "评为良的"))
_RATED = ("得分在", "评级为", "评价等级为", "等级为优", "等级为良", "结果为优", "结果为良", "等次为", "评为")


def read_counts(scene: Scene, indices: list[int]) -> None:
    """Read counts, and what they imply of each other, into ``filing.listings``."""
    counts = sort_counts(scene, indices)
    _receptions(scene, counts.receptions)
    _trips(scene, counts)
    _vehicles(scene, counts)
    # What stands round the counts is far less to search than the text.
    text, starts = scene.text, scene.starts
    words = "|".join([text[max(0, starts[index] - 16) : starts[index] + 20] for index in indices])
    if "其余" in words or "剩余" in words:
        _rest(scene, indices)
    if "优" in words or "得分在" in words:
        _ratings(scene, indices)
    if "整改" in words:
        _mended(scene, indices)
    if "实际" in words or "实有" in words:
        _staff(scene, indices)
    if "合计" in words:
        _people(scene, indices)
    if "其中" in words:
        _members(scene, indices)
    if words.count("项目") > 1:
        _repeats(scene, indices)
    read_averages(scene, counts)


# -- receptions, trips, vehicles ------------------------------------------------------------------------------------


def _receptions(scene: Scene, receptions: list[Reception]) -> None:
    figures, add = scene.figures, scene.filing.listings.append
    main: Reception | None = None
    whole: list[Reception] = []
    for reception in receptions:
        batches = figures[reception.batches]
        guests = figures[reception.guests] if reception.guests is not None else None
        if guests is not None:
            add(_together(guests, batches, "批次"))
        elif not reception.inner and reception.batches + 1 < len(figures) and scene.gap(reception.batches + 1) == "":
            continue  # 接待上级检查 21 批次 1.96 万元: one of several
        if reception.inner and main is not None:
            add(Tally(figures[main.batches], [batches], False, batches.section))
            if guests is not None and main.guests is not None:
                add(Tally(figures[main.guests], [guests], False, batches.section))
            continue
        if not reception.foreign:
            main = reception
        reception.money = _local(scene, reception)
        if reception.money is not None:
            add(Presence([batches], figures[reception.money], "接待", batches.section))
        else:
            whole.append(reception)
    if any(not reception.foreign for reception in whole):
        counts = [figures[reception.batches] for reception in whole]
        cause = scene.amount("接待", counts[0])
        if cause is not None:
            add(Presence(counts, cause, "接待", counts[0].section))


def _together(people: Figure, groups: Figure, kind: str) -> AtLeast | Presence:
    """People come in groups: at least one to each, and none without."""
    if groups.is_zero:
        return Presence([people], groups, "人数", groups.section)
    return AtLeast(people, groups, kind, groups.section)


def _local(scene: Scene, reception: Reception) -> int | None:
    """The amount that the same paragraph states for just these receptions."""
    start = scene.paragraph(scene.starts[reception.batches])[0]
    for index in range(reception.batches - 1, max(-1, reception.batches - 8), -1):
        figure = scene.figures[index]
        if figure.start < start:
            return None
        if figure.unit in MONEY and figure.role in ("", "决算"):
            words = scene.clause(index)
            if "接待" in words and "人均" not in words:
                foreign = any(word in words for word in FOREIGN)
                return index if foreign == reception.foreign and (foreign or "国内" in words) else None
    return None


def _trips(scene: Scene, counts: Counts) -> None:
    figures, add = scene.figures, scene.filing.listings.append
    for index in counts.groups[:1]:
        groups = figures[index]
        money = scene.amount("出国", groups)
        if money is not None:
            add(Presence([groups], money, "出国", groups.section))
        for other in counts.travellers[:1]:
            travellers = figures[other]
            add(_together(travellers, groups, "团组"))


def _vehicles(scene: Scene, counts: Counts) -> None:
    figures, add = scene.figures, scene.filing.listings.append
    for indices, name in ((counts.bought[:1], "购置"), (counts.kept[:1], "运行")):
        for index in indices:
            vehicles = figures[index]
            money = scene.amount(name, vehicles)
            if money is not None:
                add(Presence([vehicles], money, name, vehicles.section))


# -- counts that make up others -------------------------------------------------------------------------------------


def _rest(scene: Scene, indices: list[int]) -> None:
    """其他用车 18 辆，主要是：3 辆……，4 辆……，其余 11 辆: with the rest named, nothing is left out."""
    figures = scene.figures
    for place, index in enumerate(indices):
        figure = figures[index]
        before = scene.text[max(0, figure.start - 6) : figure.start]
        if "其余" not in before and "剩余" not in before:
            continue
        start = scene.sentence(figure.start)
        family = [other for other in indices[max(0, place - FAR) : place] if figures[other].unit == figure.unit and figures[other].start >= start]
        parts: list[int] = []
        for other in reversed(family):
            words = scene.lead(parts[-1]) if parts else ""
            if any(word in words for word in ("主要是", "其中", "包括", "分别")):
                break
            parts.append(other)
        whole = family[len(family) - len(parts) - 1] if len(family) > len(parts) else None
        if whole is not None and parts:
            claim = Tally(figures[whole], [figures[other] for other in reversed(parts)] + [figure], True, figure.section)
            scene.filing.listings.append(claim)


def _ratings(scene: Scene, indices: list[int]) -> None:
    """项目 8 个 …… “优” 6 个、“良” 2 个."""
    figures = scene.figures
    whole: int | None = None
    groups: dict[int, list[int]] = {}
    for index in indices:
        figure = figures[index]
        if figure.unit not in ("个", "项") or of_reasons(figure):
            continue
        words = scene.clause(index)
        after = scene.after(index, 20)
        if _graded(words) or words.removeprefix("其中") in _BARE or any(word in words for word in _RATED):
            rated = True
        else:
            closed = not scene.text[scene.stop(index) + len(after) : scene.stop(index) + len(after) + 1].isdigit()
            rated = closed and after.startswith(("项目", "的")) and _graded(after)
        if not rated and ("项目" in words[-12:] or after.startswith(("项目", "二级项目"))):
            whole = index
        elif rated and whole is not None and figures[whole].start >= scene.paragraph(figure.start)[0]:
            groups.setdefault(whole, []).append(index)
    for first, parts in groups.items():
        end = scene.stop(parts[-1])
        tail = scene.text[end : end + 20].partition("。")[0].partition("\n")[0]
        complete = len(parts) > 1 and not any(word in tail for word in ("其余", "其他", "未"))
        chosen = [figures[index] for index in parts]
        scene.filing.listings.append(Tally(figures[first], chosen, complete, figures[first].section))


def _graded(words: str) -> bool:
    """Whether a grade stands in quotation marks."""
    return any(mark in words for mark in "“\"‘「") and any(grade in words for grade in _GRADES)


def _mended(scene: Scene, indices: list[int]) -> None:
    """发现问题 5 个，已经完成整改的 3 个，正在整改的 2 个."""
    figures = scene.figures
    found: Figure | None = None
    parts: list[Figure] = []
    for index in indices:
        words = scene.clause(index)
        if "问题" in words[-6:] and "发现" in words:
            found, parts = figures[index], []
        elif found is not None and "整改" in words[-8:]:
            parts.append(figures[index])
            if len(parts) == 2:
                claim = Tally(found, list(parts), True, found.section)
                claim.sure = True
                scene.filing.listings.append(claim)
                found = None


def _staff(scene: Scene, indices: list[int]) -> None:
    """行政编制 62 人，实际 56 人；事业编制 181 人，实际 169 人；在职人员 225 人."""
    figures = scene.figures
    parts: list[int] = []
    for index in indices:
        figure = figures[index]
        if figure.unit not in PEOPLE:
            continue
        words = scene.clause(index)
        if words in ("实际", "实有", "实际人数") and "编制" in scene.clause(index - 1):
            if parts and scene.paragraph(figure.start)[0] > figures[parts[0]].start:
                parts = []
            parts.append(index)
        elif len(parts) > 1 and words.endswith(("在职人员", "在职人数", "实有人数", "实有人员")):
            if scene.paragraph(figure.start)[0] <= figures[parts[0]].start:
                claim = Tally(figure, [figures[part] for part in parts], True, figure.section)
                scene.filing.listings.append(claim)
            parts = []


def _people(scene: Scene, indices: list[int]) -> None:
    """甲单位（在职人数 28 人）、乙单位（在职人数 11 人），在职人数合计 39 人."""
    figures = scene.figures
    for place, index in enumerate(indices):
        words = scene.clause(index)
        if figures[index].unit not in PEOPLE or not words.endswith(("人数合计", "人员合计")):
            continue
        label = words[:-2]
        start = scene.sentence(scene.starts[index])
        parts = [
            figures[other] for other in indices[max(0, place - FAR) : place]
            if scene.starts[other] >= start and figures[other].unit in PEOPLE and scene.clause(other).endswith(label)
        ]  # fmt: skip
        if len(parts) > 1:
            scene.filing.listings.append(Tally(figures[index], parts, True, figures[index].section))


def _members(scene: Scene, indices: list[int]) -> None:
    """所属事业单位 27 个，其中乡镇卫生院 23 个、县直单位 4 个; 编制 31 人，其中行政编制 14 人、事业编制 17 人.

    A body or a vehicle is of one kind only; posts, people and bodies of the two kinds are all there are.
    """
    figures = scene.figures
    for place, index in enumerate(indices):
        if place < 1 or indices[place - 1] != index - 1 or "其中" not in scene.lead(index)[:6]:
            continue
        whole = figures[index - 1]
        if whole.role == "增减额" or not scene.gap(index).startswith("。其中") and "。" in scene.gap(index):
            continue
        units = next((units for units in (PEOPLE, _BODIES, _VEHICLES) if whole.unit in units), frozenset())
        parts: list[int] = []
        for other in range(index, min(len(figures), index + FAR)):
            words = scene.gap(other)
            if other > index and words[:1] in ("）", ")") and "其中" in words:
                break
            if other > index and (words[:2] in ("（含", "(含") or words[:3] == "（其中"):
                continue
            if figures[other].unit not in units or other > index and (len(words) > 40 or any(s in words for s in "。；;")):
                break
            parts.append(other)
        names = [scene.clause(other).removeprefix("其中").rstrip("）)") for other in parts]
        if len(parts) > 1:
            complete = _both_kinds(names)
            if complete or (units is not PEOPLE and all(name.endswith(_BODY_NAMES) for name in names)):
                claim = Tally(whole, [figures[other] for other in parts], complete, whole.section)
                scene.filing.listings.append(claim)


def _both_kinds(names: list[str]) -> bool:
    """Posts, people or bodies of the administration and of public institutions."""
    for kind in ("编制", "人员", "编制数", "人数", "单位"):
        if all(name.endswith(kind) for name in names):
            return any("行政" in name for name in names) and any("事业" in name for name in names)
    return False


def _repeats(scene: Scene, indices: list[int]) -> None:
    """编报绩效目标的项目 4 个，涉及预算金额 598.42 万元；绩效自评的项目 4 个，涉及预算金额 598.42 万元."""
    figures = scene.figures
    pairs: dict[int, list[int]] = {}
    for index in indices:
        after = index + 1
        if figures[index].unit != "个" or after >= len(figures) or figures[after].unit not in MONEY:
            continue
        if scene.lead(after)[:3] == "，涉及" and "项目" in scene.clause(index)[-6:]:
            pairs.setdefault(scene.paragraph(figures[index].start)[0], []).append(index)
    for found in pairs.values():
        if len(found) > 1:
            counts = [figures[index] for index in found]
            amounts = [figures[index + 1] for index in found]
            scene.filing.listings.append(Repeat(counts, amounts, counts[0].section))
