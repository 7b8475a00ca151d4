"""Whose or when: words before a name that make of it another thing than the department's of the year.

局机关基本支出 3 万元、项目支出 2 万元；推广站基本支出 1 万元、项目支出 4 万元: what is said before the first of some amounts is said of all up to the ；.  It is
asked only of amounts of one name, told one near the other, that differ: they are a misprint where nothing stands before them, and two things where
their words differ.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter

from ...field import FLOWS, TOTALS, resolve
from ...language import expanded
from ...model.claims import Item
from ...model.document import begin_of
from ...model.figure import MONEY, Figure
from ...startup import pattern
from ..bodies import BODY, other_than_own
from ..sections import LEVELS, NUMBER
from .book import Book
from .whose import LIKE_FOR_LIKE
from .words import SIDES

_PARTS, _MARKS, _SEMICOLONS = "。！？；;", "。！？；;，,、：:（(", ("；", ";")
#: 年初预算：人员经费 3 万元、公用经费 2 万元; 合并前，基本支出 3 万元: what a part of a sentence stands under.
_UNDER = pattern(r"\s*(?![^：:，,]*(?:相比|相较|比较|对比))(?P<words>[^：:，,、。\d（(]{1,16}(?=[：:])|[^：:，,、。\d（(]{2,8}(?=[，,])|20\d\d年度?(?=[：:]))")
_YEAR, _NORM = pattern(r"20\d\d年"), pattern(expanded("{norm}"))
#: A line that is a numbered heading, or begins with a numbered label.
_NUMBERED = pattern(rf"(?m)^[ \u3000]*{NUMBER}[ \u3000]*(?P<words>[^：:。，,、；;\d（()）\n]{{2,20}})(?=[：:。]|[ \u3000]*$)")
#: The name of a body that begins a line and has it all: 甲市商务局（本级）：收入预算 9 万元…….
_LABEL = pattern(r"(?m)^[ \u3000]*(?P<words>[^：:。，,、；;\d（()）\n]{2,30}(?P<own>[（(]本级[）)])?)[：:]")
_ITSELF, _OF_FORMS = "本级", ("单位", "机关")
_ROLE, _OF_YEAR, _OWN_YEAR = pattern(r"(?:预算|决算|执行)(?:数|总?额|合计)*$"), pattern(r"(?<=年)(?:预算|决算|执行)$"), "本年"
#: Words that begin another part of what the words before have told.
_GOES_ON = pattern(r"其中|包括|以及|另|[与和及：:、，\s“”\"（(]|[一二三四五六七八九十]是|[\d①-⑳一二三四五六七八九十]+[.．）)]")
#: What a bracket behind an amount leaves out of it, and is no carry-over.
_WITHOUT = pattern(expanded(r"[万亿]?元\s*[（(](?P<words>[^（()）\d]{0,6}{leftout}(?![^（()）]*结[转余])[^（()）]{1,30})[）)]"))
#: Amounts further apart are statements of their own sections, and back from one no more of its part is looked at.
_LINES, _REACH, _FAR = 3, 600, 12


def own_qualified(book: Book) -> None:
    """Give amounts of one name that differ to the owners that the words before them tell, where these differ too."""
    starts, bodies = _bodies(book)
    for item in book.filing.items if bodies else ():
        item.owner = item.owner or bodies[bisect_right(starts, _start(item)) - 1]
    _own_without(book)
    at = {item.actual.start: item for item in book.filing.items if item.actual is not None and item.kind == "money"}
    for group in _near(at.values()):
        words = [_before(_start(item), at, book) for item in group]
        if len({item.section for item in group}) > 1:
            words = [each if BODY.search(each) else "" for each in words]
        if len(set(words)) > 1:
            for item, qualifier in zip(group, words, strict=True):
                item.owner = item.owner or qualifier


def _own_without(book: Book) -> None:
    """本年支出 9 万元。……支出 7 万元（不含政府性基金）: an amount of which a bracket says what it leaves out is none of those of its name that differ from it."""
    told: dict[tuple[str, str], list[tuple[Item, str]]] = {}
    for item in book.filing.items:
        if item.actual is not None and item.concept is not None and not item.owner and not item.level:
            found = _WITHOUT.match(book.text, item.actual.end)
            told.setdefault((item.concept, item.scope), []).append((item, found["words"] if found is not None else ""))
    for group in told.values():
        whole = {item.actual.exact for item, words in group if not words and item.actual is not None}
        for item, words in group:
            if words and whole and item.actual is not None and item.actual.exact not in whole:
                item.owner = words


def _bodies(book: Book) -> tuple[list[int], list[str]]:
    """Where what stands under a numbered heading or label that is the name of a body begins, and that name: 一、局机关, 1.执法支队：; "" where it ends."""
    starts, names, open_names = [0], [""], [""] * len(LEVELS)
    for found in _NUMBERED.finditer(book.text):
        level = next(at for at, group in enumerate(LEVELS) if found[group] is not None)
        words = found["words"].strip()
        open_names[level:] = [words if BODY.search(words) else "", *[""] * (len(LEVELS) - level - 1)]
        starts.append(found.start())
        names.append(other_than_own(next(filter(None, reversed(open_names)), ""), book.filing))
    labels = [(found, body) for found in _LABEL.finditer(book.text) if (body := _labelled_body(found["words"], found["own"] is not None, book))]
    if len({body for _, body in labels}) > 1:  # units are told one by one
        events = [*zip(starts, names, strict=True)]
        for found, body in labels:
            end = book.text.find("\n", found.end())
            events += [(found.start(), body), (end if end >= 0 else len(book.text), names[bisect_right(starts, found.start()) - 1])]
        starts, names = map(list, zip(*sorted(events, key=itemgetter(0)), strict=True))
    return (starts, names) if any(names) else ([], [])


def _labelled_body(words: str, itself: bool, book: Book) -> str:
    """The body that a label names, "" for the department and for what is none; in accounts of all its units a department itself is one of them."""
    if itself:
        return "" if _ITSELF in book.filing.name else words
    return other_than_own(words, book.filing) if BODY.search(words) is not None and not words.endswith(_OF_FORMS) else ""


def _near(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items of one name, one behind the other and near each other, also in numbered paragraphs, that have different amounts."""
    groups: dict[tuple[str | None, str], list[Item]] = {}
    for item in items:
        if item.concept is not None and not item.owner and not item.level:
            groups.setdefault((item.concept, item.scope), []).append(item)
    for group in groups.values():
        run: list[Item] = []
        for item in sorted(group, key=_start):
            if run and not _is_near(run[-1], item):
                yield from [run] if _differ(run) else []
                run = []
            run.append(item)
        yield from [run] if _differ(run) else []


def _start(item: Item) -> int:
    return item.actual.start if item.actual is not None else item.start


def _is_near(item: Item, other: Item) -> bool:
    return _start(other) - _start(item) <= _REACH and other.paragraph - item.paragraph <= _LINES


def _differ(run: list[Item]) -> bool:
    return len({item.actual.exact for item in run if item.actual is not None}) > 1


def are_apart(item: Item, first: Figure, figure: Figure, book: Book) -> bool:
    """Whether two amounts stated for one item are two things by the words before them: 公用经费定额 3 万元；实际公用经费 4 万元."""
    if figure.start - first.start > _REACH or first.exact == figure.exact:
        return False
    at = {first.start: item, figure.start: item}
    return len({_before(each.start, at, book) for each in (first, figure)}) > 1


def _before(start: int, at: dict[int, Item], book: Book) -> str:
    """What the words before an amount's name say of it, or where they say nothing, those before the other side of the account; "" for nothing."""
    return _said(start, at, book) or _said_of_other_side(start, at, book)


def _said(start: int, at: dict[int, Item], book: Book) -> str:
    """What the words before an amount's name say of it: its own, or those of the amounts before it in its part of the sentence; "" for nothing."""
    begins = max(_begins(start, _PARTS, book), start - _REACH)
    part = book.text[begins:start].replace("\n", "")
    under = _UNDER.match(part)
    head = other_than_own(under["words"], book.filing) if under is not None else ""
    years = _YEAR.findall(part)
    if len(years) == 1 and part.startswith(years[0]) and years[0] != f"{book.filing.year}年":
        head += years[0]  # 2022 年年初结转 3 万元，本年收入 9 万元: 本年 is that year
    head += "".join(said.group() for said in (_NORM.search(part), LIKE_FOR_LIKE.search(part)) if said is not None)
    last = bisect_left(book.starts, start)
    for token in reversed(book.tokens[max(0, last - _FAR) : last + 1]):
        figure = token.figure
        if figure.start < begins:
            break
        words = _own(figure, at.get(figure.start), book) if figure.unit in MONEY else ""
        if words:
            return head + other_than_own(words, book.filing)
    return head


def _said_of_other_side(start: int, at: dict[int, Item], book: Book) -> str:
    """局本级收入总计 9 万元；支出总计 9 万元: the body whose other side the part of the sentence before tells; "" for none."""
    side, begins = _side(at.get(start)), _begins(start, _PARTS, book)
    if not side or book.text[begins - 1 : begins] not in _SEMICOLONS:
        return ""
    before = max(_begins(begins - 1, _PARTS, book), begins - _REACH)
    tokens = book.tokens[bisect_left(book.starts, before) : bisect_left(book.starts, begins)]
    told = next((at[token.figure.start] for token in tokens if token.figure.start in at), None)
    words = _said(_start(told), at, book) if told is not None and _side(told) not in ("", side) else ""
    return words if BODY.search(words) else ""


def _side(item: Item | None) -> str:
    """Whether an amount is what came in, or what went out; "" for neither."""
    concept = item.concept if item is not None else None
    return next((side for side in SIDES if side in concept), "") if concept is not None and (concept in TOTALS or concept in FLOWS) else ""


def _begins(start: int, marks: str, book: Book) -> int:
    """Where the words before an amount begin that stand behind the last of some marks, or begin its sentence."""
    return begin_of(book.text, start, marks, book.document.sentence(start, start)[0])


def _own(figure: Figure, item: Item | None, book: Book) -> str:
    """The words before the name of an amount; "" for none, and for those that only go on with a list."""
    words = book.text[_begins(figure.start, _MARKS, book) : figure.start].replace("\n", "")
    return _OF_YEAR.sub("", _GOES_ON.sub("", words[: _name(words, item)]))


def _name(words: str, item: Item | None) -> int:
    """Where the name of an amount begins in the words before it: as late as they still resolve to the same; of one that is not known, where a known name ends it."""
    label = item.label if item is not None and item.label and item.label in words else ""
    first = words.rfind(label) if label else 0
    stop = first + len(label) if label else len(words)
    if item is None or item.concept is None:
        return next((cut for cut in range(first, stop - 1) if resolve(words[cut:stop]) is not None), 0)
    ends = (stop,) if label else (stop, _role(words))  # 图书馆支出预算 is its 支出
    cuts = (cut for end in ends for cut in range(end - 1, first - 1, -1) if _is_name(words[cut:end], item))
    cut = next(cuts, first)
    return cut - len(_OWN_YEAR) if words[first:cut].endswith(_OWN_YEAR) else cut


def _role(words: str) -> int:
    """Where the words at the end of some begin that say planned or spent."""
    found = _ROLE.search(words)
    return found.start() if found is not None else len(words)


def _is_name(words: str, item: Item) -> bool:
    known = resolve(words) or resolve(f"{_OWN_YEAR}{words}")
    return known is not None and known[0] == item.concept
