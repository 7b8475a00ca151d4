"""Heads of tables in raw text: the names of their columns in order, and which of them have amounts at all."""

from collections.abc import Iterator, Sequence
from itertools import islice

from ...field import Form
from ...named import NamedTuple
from ...startup import pattern
from .heads import TOTAL
from .raw_lines import Word

#: What heads the names and codes of a half, and what stands over several columns.
NAMES = pattern(r"编码|代码|名称|科目$|分类$|项目$|^[类款项目]$|^单位|部门$|序号|^(?:收入|支出|本年(?:收入|支出))$|^(?:收入|支出)(?:预算|决算)$|[表]$|[:：]")
#: A name goes over so many words at most, and the amount that the narrative gives it stands so many characters behind it at most.
_LONGEST, _NEAR = 6, 14
_ROLE = pattern(r"(?:预算|决算|执行)数?$")
_WHOLE = pattern(r"(?:收入|支出|[合小总]计|结余|结转|费|预算|拨款|资金)$")
_AMOUNT = pattern(r"\d[\d,，]*(?:\.\d+)?")
#: What the vehicles are told by, and their parts: their purchase, their running, and both.
_VEHICLES, _PART = "购置", pattern(r"小计$|(?!.*运).*购置|(?!.*购置).*运")


class Name(NamedTuple):
    """The name of a column: as printed, and the first of its words."""

    text: str
    word: Word


def by_line(head: Sequence[Sequence[Word]], widths: Sequence[int]) -> list[list[Name]] | None:
    """The names over the amounts of each half, where a line has just one for each."""
    lines = list(reversed(head))
    if all(len(line) == 1 for line in head):  # each cell stands in a line of its own
        lines.append([line[0] for line in head])
    for line in lines:
        groups: list[list[Name]] = []
        named = False
        for word in line:
            heads = NAMES.search(word.text) is not None
            if heads and not named or not groups:
                groups.append([])
            if not heads:
                groups[-1].append(Name(word.text, word))
            named = heads
        if [len(group) for group in groups] == list(widths):
            return groups
    return None


def by_form(head: Sequence[Sequence[Word]], form: Form, amounts: Sequence[str], text: str) -> list[Name | None]:
    """The names over the amounts of a table that a form knows; ``amounts`` are those of its totals, ``text`` what the filing says of them.

    Where more names are printed than columns have amounts, the narrative tells which: an amount that it gives a name is that column's.
    """
    names = list(_names([word for line in head for word in line], form))
    if len(names) == len(amounts):
        return [*names]
    if len(names) < len(amounts) or TOTAL.search(names[0].text) is None:
        return [None] * len(amounts)
    chosen = _told_ways([set(_told(name.text, text)) for name in names], list(map(_plain, amounts)))
    return [names[number] for number in chosen] or [None] * len(amounts)


def _told_ways(told: Sequence[set[str]], amounts: Sequence[str]) -> list[int]:
    """The name of each amount, in order and the first the first's, so that most amounts are told of their names; nothing where two ways are as good."""
    best = [[_Ways(0, 1)] + [_NO_WAY] * len(amounts)]  # for the first names and amounts
    for number, said in enumerate(told):
        row = [_Ways(0, 1)]
        for at, amount in enumerate(amounts):
            taken = best[-1][at].told(amount in said) if (number == 0) == (at == 0) else _NO_WAY
            row.append(best[-1][at + 1].beside(taken))
        best.append(row)
    found: list[int] = []
    at = len(amounts)
    for number in reversed(range(len(told))) if best[-1][at].ways == 1 else ():
        if at and best[number + 1][at] != best[number][at]:
            at -= 1
            found.append(number)
    return found[::-1]


class _Ways(NamedTuple):
    """How many amounts are told of their names, and in how many ways as many are."""

    evidence: int
    ways: int

    def told(self, more: bool) -> "_Ways":
        """With one more amount."""
        return self._replace(evidence=self.evidence + more) if self.ways else self

    def beside(self, other: "_Ways") -> "_Ways":
        """The better of two, or both together."""
        if self.evidence == other.evidence:
            return _Ways(self.evidence, self.ways + other.ways)
        return max(self, other)


_NO_WAY = _Ways(-1, 0)


def of_publics(head: Sequence[Sequence[Word]], form: Form, width: int) -> list[Name | None]:
    """The names over the amounts of the three public expenses: the vehicles in their parts, budget and what was spent for each or for all."""
    words = [word for line in head for word in line]
    roles = [word.text for word in words if _ROLE.search(word.text) is not None]
    columns, groups = _items([word for word in words if _ROLE.search(word.text) is None], form)
    if len(columns) * 2 == width == len(roles):
        return [Name(columns[at // 2].text + role, columns[at // 2].word) for at, role in enumerate(roles)]
    if len(columns) == width and len(roles) == 2 == groups:
        return [Name(name.text + roles[at * 2 // width], name.word) for at, name in enumerate(columns)]
    return [*columns] if len(columns) == width and not roles else [None] * width


def _items(words: list[Word], form: Form) -> tuple[list[Name], int]:
    """The items in the order of their columns, and how often the vehicles stand among them: in their place stand their parts, printed below."""
    names = list(_names(words, form))
    parts = [name for name in names if _PART.match(name.text)]
    tops = [name for name in names if not _PART.match(name.text)]
    groups = sum(_VEHICLES in name.text for name in tops)
    if parts and (not groups or len(parts) % groups):
        return [], groups
    waiting = iter(parts)
    columns: list[Name] = []
    for name in tops:
        columns += islice(waiting, len(parts) // groups) if parts and _VEHICLES in name.text else [name]
    return columns, groups


def _names(words: list[Word], form: Form) -> Iterator[Name]:
    """The names of columns that a form knows, put together where they go over several lines."""
    at = 0
    while at < len(words):
        joined, found = "", None
        for end in range(at, min(len(words), at + _LONGEST)):
            if end > at and (_known(words[end].text, form) or NAMES.search(words[end].text) is not None):
                break
            joined += words[end].text
            if _known(joined, form):
                found = joined, end
                if _WHOLE.search(joined) is not None:
                    break
        if found is None or NAMES.search(words[at].text) is not None:
            at += 1
            continue
        yield Name(found[0], words[at])
        at = found[1] + 1


def _known(text: str, form: Form) -> bool:
    return TOTAL.search(text) is not None or form.column(text) != ""


def _told(name: str, text: str) -> Iterator[str]:
    """The amounts that stand right behind a name."""
    at = text.find(name)
    while at >= 0:
        found = _AMOUNT.search(text, at + len(name), at + len(name) + _NEAR)
        if found is not None and "\n" not in text[at : found.start()]:
            end = found.end()
            while end < len(text) and (text[end].isdigit() or text[end] in ",，."):
                end += 1
            yield _plain(text[found.start() : end].rstrip(",，."))
        at = text.find(name, at + len(name))


def _plain(text: str) -> str:
    return text.replace(",", "").replace("，", "")
