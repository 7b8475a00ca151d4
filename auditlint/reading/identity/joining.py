"""Filings that lie in several files: which files belong together, and the one filing that they make.

Nothing is guessed.  A file whose department or year neither its text nor its name tells belongs to no other, and where two
narratives, or two tables of one kind, could be meant, nothing is joined.
"""

import os
import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from itertools import pairwise

from ...field import BUDGETED, GENERAL, SPENT, fund_scope, public_forms
from ...model.filing import Filing, Identity
from ...model.tables import Table
from .identify import NAME
from .naming import extent_of, is_name, name_in_heads, whole_name

_YEARS = (re.compile(r"(20\d\d)年?度"), re.compile(r"(?<!\d)(20\d\d)(?!\d)"))
_FRONT = re.compile(r"^(?:附件|附表|附)?[\s\d一二三四五六七八九十:：.、．_-]*(?:年度?)?")
#: What the name of a region ends with: 甲县水利局 may be called 水利局 for short, and 文旅体育局 is another than 体育局.
_REGIONS = tuple("省市县区州旗盟镇乡")
#: The least that a name of a unit has to have in common with the end of a file's name.
_SHORT = 4
#: The marks of a sentence.
_MARKS = "，。；"
#: More files of one name, or of one directory without names, are not those of one department.
_SMALL = 12


def identify(filing: Filing) -> Identity:
    """Department, year and kind as the text says, or as the file name does where the text is silent."""
    path = os.path.normpath(filing.document.path)
    directory, file = os.path.split(path)
    stem = os.path.splitext(file)[0]
    name = filing.name if is_name(filing.name) else name_in_heads(filing.document.text)
    text = filing.document.text
    kind = filing.kind
    said = [each for each in (BUDGETED, SPENT) if each in stem]
    if kind not in text and len(said) == 1:
        kind = said[0]
    return Identity(
        path, directory, whole_name(name) if name else _name_of(stem), filing.year or _year_of(stem), kind,
        filing.extent or extent_of(stem), _has_narrative(filing), tuple(sorted({_kind(table) for table in filing.tables if table.rows})),
        tuple(unit.name for unit in filing.units),
    )  # fmt: skip


def _kind(table: Table) -> str:
    """The kind of a table; there may be one of the three public expenses for each fund scope."""
    return table.kind + (GENERAL if table.kind in public_forms() and fund_scope(table.title) == GENERAL else "")


def told_by_name(path: str) -> tuple[str, int | None]:
    """The department and the year in the name of a file that cannot be read, "" and ``None`` where there are none."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return _name_of(stem), _year_of(stem)


def _name_of(stem: str) -> str:
    """The department in the name of a file, "" where there is none."""
    found = NAME.search(_FRONT.sub("", stem))
    name = whole_name(found.group(1)) if found else ""
    return name if is_name(name) else ""


def _year_of(stem: str) -> int | None:
    for form in _YEARS:
        years = set(form.findall(stem))
        if years:
            return int(years.pop()) if len(years) == 1 else None
    return None


def _has_narrative(filing: Filing) -> bool:
    """Whether the file states an amount of a known thing in a sentence."""
    text = filing.document.text
    printed = {id(figure) for table in filing.tables for row in table.rows for figure in row.figures}
    for figures in filing.ledger.figures.values():
        for figure in figures:
            if id(figure) not in printed:
                first, last = text.rfind("\n", 0, figure.start) + 1, text.find("\n", figure.end)
                if any(mark in text[first : last if last >= 0 else len(text)] for mark in _MARKS):
                    return True
    return False


def groups(identities: Sequence[Identity | None]) -> list[list[int]]:
    """The files that are one filing together, by their numbers; the one with the narrative comes first."""
    shelves: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for number, each in enumerate(identities):
        if each is not None and each.name and each.year and (each.narrative or each.tables):
            shelves[each.directory, each.kind, each.year].append(number)
    found = []
    for members in shelves.values():
        if len(members) > 1:
            found += [sorted(each, key=lambda number: (not identities[number].narrative, number))  # type: ignore[union-attr]
                      for each in _by_department({number: identities[number] for number in members})  # type: ignore[misc]
                      if _complement([identities[number] for number in each])]  # type: ignore[misc]  # fmt: skip
    return sorted(found)


def _by_department(shelf: dict[int, Identity]) -> Iterable[list[int]]:
    """The files of one directory, year and kind by department, and by what of it they tell."""
    longer = _with_regions({each.name for each in shelf.values()})
    parts: dict[str, list[int]] = defaultdict(list)
    for number, each in shelf.items():
        name = _full(each.name, longer)
        if name:
            parts[name].append(number)
    for part in parts.values():
        extents = {shelf[number].extent for number in part} - {""}
        if len(extents) < 2:
            yield part
        else:  # a file that does not say whether it is of the department or of its own unit is of neither
            for extent in sorted(extents):
                yield [number for number in part if shelf[number].extent == extent]


def _with_regions(names: Collection[str]) -> dict[str, list[str]]:
    """For names that others end with, those others, where a region stands before."""
    longer: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for short in _without_regions(name):
            if short in names:
                longer[short].append(name)
    return longer


def _without_regions(name: str) -> Iterator[str]:
    """A name without the region before it, or without more of them."""
    return (name[at:] for at in range(1, len(name)) if name[at - 1] in _REGIONS)


def _full(name: str, longer: Mapping[str, Sequence[str]]) -> str:
    """The name with its region, where just one of the names has it; "" where several do."""
    others = longer.get(name)
    if not others:
        return name
    longest = max(others, key=len)
    return longest if all(longest.endswith(other) for other in others) else ""


def _complement(parts: list[Identity]) -> bool:
    """Whether files are parts of one filing, each of another: at most one narrative, no kind of table twice."""
    kinds = [kind for part in parts for kind in part.tables]
    return len(parts) > 1 and sum(part.narrative for part in parts) < 2 and bool(kinds) and len(kinds) == len(set(kinds))


def relations(identities: Sequence[Identity | None]) -> list[list[int]]:
    """The files that have to do with each other, by their numbers: one filing in parts, one department, its units."""
    known = {number: each for number, each in enumerate(identities) if each is not None}
    kin = _Kin(len(identities))
    named: dict[tuple[str, str], int] = {}
    for number, each in known.items():
        if each.name:
            kin.join(named.setdefault((each.name, each.kind), number), number)
    for group in groups(identities):
        for number in group[1:]:
            kin.join(group[0], number)
    ends = _ends(named) if any(each.units for each in known.values()) else {}
    for number, each in known.items():
        for unit in each.units:
            for other in ends.get((unit, each.kind), ()):
                kin.join(number, other)
    return kin.clusters()


def _ends(named: dict[tuple[str, str], int]) -> dict[tuple[str, str], list[int]]:
    """The files by all that their names end with: a list of units leaves out the region."""
    ends: dict[tuple[str, str], list[int]] = defaultdict(list)
    for (name, kind), number in named.items():
        for at in range(len(name) - _SHORT + 1):
            ends[name[at:], kind].append(number)
    return ends


class _Kin:
    """Numbers that are joined two by two, and the clusters that they make."""

    def __init__(self, size: int):
        self._above = list(range(size))

    def join(self, one: int, other: int) -> None:
        """These belong together, and so does all that either was joined to."""
        self._above[self._root(other)] = self._root(one)

    def clusters(self) -> list[list[int]]:
        """What belongs together, without what stands alone."""
        found: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._above)):
            found[self._root(number)].append(number)
        return [members for members in found.values() if len(members) > 1]

    def _root(self, number: int) -> int:
        above = self._above
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number


#: Related files by their numbers, with those of them that are one filing together.
Clusters = dict[tuple[int, ...], list[list[int]]]


def clusters(identities: Sequence[Identity | None], kin: bool) -> Clusters:
    """The files to look at together; without ``kin`` only those that are one filing."""
    joinable = groups(identities)
    if not kin:
        return {tuple(sorted(group)): [group] for group in joinable}
    found: Clusters = {tuple(cluster): [] for cluster in relations(identities)}
    home = {number: cluster for cluster in found for number in cluster}
    for group in joinable:
        found[home[group[0]]].append(group)
    return found


def kindred(identities: Sequence[Identity | None]) -> list[int]:
    """The files that may be in a cluster: all others bear a name that nobody else does, and that is no part of another.

    Names are known by their hashes, and each file is looked at for itself: a run may be over very many.
    """
    names, shelved = array("q"), array("q")
    units: set[tuple[str, str]] = set()
    for each in identities:
        if each is not None:
            units.update((unit, each.kind) for unit in each.units)
        if each is not None and each.name:
            names.append(hash((each.name, each.kind)))
            shelved.append(_on_shelf(each, each.name))
    twice = _repeated(names)
    shelved = array("q", sorted(shelved))
    short: set[int] = set()
    for each in identities:
        if each is not None and each.name:
            short.update(key for name in _without_regions(each.name) if _holds(shelved, key := _on_shelf(each, name)))

    def is_near(each: Identity) -> bool:
        names = (each.name, *_without_regions(each.name))
        if each.units or hash((each.name, each.kind)) in twice or short and any(_on_shelf(each, name) in short for name in names):
            return True
        return bool(units) and any((each.name[at:], each.kind) in units for at in range(len(each.name)))

    return [number for number, each in enumerate(identities) if each is not None and is_near(each)]


def _on_shelf(each: Identity, name: str) -> int:
    """The hash of a name among the files of one directory, kind and year."""
    return hash((each.directory, each.kind, each.year, name))


def _repeated(hashes: Sequence[int]) -> set[int]:
    """Those of many numbers that stand there more than once."""
    return {one for one, other in pairwise(sorted(hashes)) if one == other}


def _holds(ordered: Sequence[int], number: int) -> bool:
    """Whether a number is one of many that are in order."""
    at = bisect_left(ordered, number)
    return at < len(ordered) and ordered[at] == number


def expected(paths: Sequence[str]) -> list[list[int]]:
    """Files of several that may have to do with each other, as far as their names tell: those of one department, or of one
    small directory.  A name is known by its hash: what only seems to belong together is told apart when it is read.
    """
    keys = array("q", (hash(_expected_with(path)) for path in paths))
    several = _repeated(keys)
    parts: dict[int, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        if key in several:
            parts[key].append(number)
    return [members for members in parts.values() if len(members) <= _SMALL]


def _expected_with(path: str) -> tuple[str, str]:
    """What the names of files have in common that may belong together: the department, or else the directory."""
    directory, file = os.path.split(os.path.normpath(path))
    name = _name_of(os.path.splitext(file)[0])
    return "" if name else directory, name


def join(filings: Sequence[Filing]) -> Filing:
    """The first filing with the tables of the others too; its figures, whose places are in its text, stay its own."""
    joined = copy(filings[0])
    joined.tables = [table for filing in filings for table in filing.tables]
    return joined
