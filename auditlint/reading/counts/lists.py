"""Announced lists: 下设 7 个处室，分别是：甲、乙、丙 ..., 附表九张, the performance tables that a filing says it has."""

from decimal import Decimal

from ...field import economic_forms
from ...language import every, expanded, find, starting
from ...language.numerals import number_of
from ...model.document import begin_of
from ...model.figure import MONEY, Figure, Word, rounding_of
from ...model.listings import FORMS, NAMES, TABLES, Listing, Named
from ...model.performance import AMOUNTS, PerformanceTable, in_column
from ...named import NamedTuple
from ...startup import pattern
from .setting import Setting

_ONES, _SHEETS, _ANNOUNCED = "个", "张", ("个", "家", "张")
_WHOLE, _PROJECT, _SHEET = "整体", "项目", "自评表"
_PARTING = {"、": "、", "，": "，", ",": "，", "；": "；", ";": "；", "。": "。", "\n": "\n"}
_DEPTH = {"（": 1, "(": 1, "）": -1, ")": -1}
_NUMBERED, _COLUMN = (("", "."), ("", "、"), ("（", "）"), ("(", ")"), ("", "")), "序号"
#: A count behind these shares the list with the count before it.
_TOGETHER = "、和及与，,"
_AND, _SO_ON, _BRACKETS, _FULL, _SEMICOLON, _COMMA = "、", "等", "（(", "。\n", "；", "，"
_BODY, _SPAN, _JOINED = (pattern(expanded(f"{{{part}}}")) for part in ("bodyname", "span", "joined"))
#: What is none of those that were announced.
_BESIDE = pattern("另|此外|还|以及")
_NAME = pattern(r"[^、，,\s]+(?:[（(][^）)]*[）)])?[^、，,]*")
#: How far before a count its words tell what it is of, and how far behind it its list must open.
_FRONT, _BEHIND = 16, 60
#: How long a list may be, and the text of one numbered item.
_LONGEST, _ITEM = 2400, 120


class _Piece(NamedTuple):
    """A piece of a list, and the mark behind it."""

    name: str
    mark: str


class _Read(NamedTuple):
    """How many names are listed, in every way the list can be read, and whether all of them look like names."""

    readings: tuple[int, ...] = ()
    firm: bool = False


def read_lists(setting: Setting, counts: list[int], tables: int) -> None:
    """Read announced lists; ``tables`` is how many tables the filing lists by their names."""
    performance = any(table.evaluated for table in setting.filing.performance)
    for index in counts:
        figure = setting.figures[index]
        if figure.unit not in _ANNOUNCED or figure.printed_places:
            continue
        if not (performance and figure.unit == _ONES and _evaluated(setting, index)):
            _listed(setting, figure, int(figure.value), setting.stop(index), tables)
    _in_characters(setting, tables)
    if any(table.kind in economic_forms() for table in setting.filing.tables):
        _items(setting)


def _evaluated(setting: Setting, index: int) -> bool:
    """绩效评价项目 6 个: as many tables of that kind must follow, where the filing brings any."""
    said = setting.find("list.performance", index, setting.around(index).told)
    if said is None:
        return False
    kind = said.slot("department", "project")
    tables = [table for table in setting.filing.performance if table.kind == kind and table.evaluated]
    if tables:
        figure = setting.figures[index]
        firm = kind == _WHOLE or len(tables) > 1 and (_SHEET in said.words or _all_attached(setting, index, tables))
        setting.add(Listing(figure, int(figure.value), (len(tables),), firm, FORMS, figure.section))
    return bool(tables)


def _all_attached(setting: Setting, index: int, tables: list[PerformanceTable]) -> bool:
    """Whether an amount told in the paragraph of a count is what these tables come to: they are all, and not the few that were chosen to be published."""
    told = [figure for figure in setting.of(setting.within(*setting.paragraph(setting.starts[index]))) if figure.unit in MONEY and figure.exact]
    for role in AMOUNTS:
        amounts = in_column((table.total for table in tables), role)
        if len(amounts) == len(tables):
            whole = sum((each.exact for each in amounts), Decimal(0))
            if any(abs(figure.exact - whole) <= rounding_of([*amounts, figure]) for figure in told):
                return True
    return False


def _in_characters(setting: Setting, tables: int) -> None:
    """下设七个科室, 附表九张: the count is a word."""
    for found in every("list.announced", setting.text):
        number, start = number_of(found.slot("number")), found.start
        if number > 1 and not setting.in_table(start):
            word = Word(found.slot("number"), start, found.end - 1, setting.filing.document, number)
            if _listed(setting, word, number, found.end, tables):
                setting.filing.trace(start, found.shape.name)


def _listed(setting: Setting, count: Figure | Word, announced: int, stop: int, tables: int) -> bool:
    """Read what follows a count as its list; whether it is one."""
    text, start = setting.text, count.start
    before = text[max(0, start - _FRONT) : start].rpartition("\n")[2]
    front = f"{before}〔{text[stop - 1]}〕"
    words = front + text[stop : stop + _BEHIND]
    if text[stop - 1] == _SHEETS:
        said = find("list.tables", words) if tables else None
        read, what = _Read((tables,), True), TABLES
    else:
        said = find("list.opens", words)
        read, what = _names(text, stop + said.end - len(front)) if said is not None else _Read(), NAMES
        if said is not None and read.readings:
            read = _shared(setting, start, text[stop - 1], _with_beside(setting, start, said.slot("words"), read))
    if said is None or not read.readings:
        return False
    setting.filing.trace(start, said.shape.name)
    setting.add(Listing(count, announced, read.readings, read.firm, what, count.section))
    return True


def _with_beside(setting: Setting, start: int, words: str, read: _Read) -> _Read:
    """29 个处室及机关党委，分别是：…… counts what stands beside the count, or does not."""
    beside = starting("list.beside", words)
    if beside is None:
        return read
    setting.filing.trace(start, beside.shape.name)
    joined = 1 + beside.words.count(_AND)
    return read._replace(readings=(*read.readings, *(listed - joined for listed in read.readings)))


def _shared(setting: Setting, start: int, unit: str, read: _Read) -> _Read:
    """5 个处室、1 个机关党委：…… and 行政单位 1 家，事业单位 1 家，包括：…… list what two counts announce."""
    text = setting.text
    front = text[begin_of(text, start, _FULL + _SEMICOLON + ";") : start]
    counted = next((each for each in every("list.counted", front) if each.slot("unit") == unit), None)
    if counted is not None:
        setting.filing.trace(start, counted.shape.name)
    return read._replace(firm=read.firm and counted is None and text[start - 1] not in _TOGETHER)


# -- the names -------------------------------------------------------------------------------------------------------------


def _names(text: str, start: int) -> _Read:
    """The names that are listed from a place on."""
    numbered = _numbered(text, start)
    if numbered:
        return _Read((numbered,), True)
    pieces = _split(text, start)
    if not pieces:
        return _Read()
    first = next((at for at, piece in enumerate(pieces) if piece.mark == _SEMICOLON), len(pieces) - 1)
    if first + 1 < len(pieces) and pieces[0].mark != _AND:
        heads = [pieces[0].name, *(piece.name for before, piece in zip(pieces, pieces[1:], strict=False) if before.mark == _SEMICOLON)]
        return _Read((len(heads),), all(map(_like_name, heads)))
    names, sure = _joined_by(pieces[: first + 1])
    if _SO_ON in names[-1][-3:] or any(sign.isdigit() for name in names for sign in _bare(name)):
        return _Read()
    listed, joined = sum(map(_several, names)), sum(map(_joins, names))
    return _Read(tuple(range(listed, listed + joined + 1)), sure and all(map(_like_name, names)))


def _joined_by(pieces: list[_Piece]) -> tuple[list[str], bool]:
    """The names up to the comma that ends a list joined by 、, and whether they are all; names behind it tell that they may not be, but none behind 另设."""
    commas = [at for at, piece in enumerate(pieces) if piece.mark == _COMMA] if pieces[0].mark == _AND else []
    beside = next((at for at in commas if at + 1 < len(pieces) and _BESIDE.match(pieces[at + 1].name)), None)
    if beside is not None:
        pieces, commas = pieces[: beside + 1], [at for at in commas if at < beside]
    unsure = any(_like_name(pieces[at + 1].name) for at in commas if at + 1 < len(pieces))
    kept = pieces[: commas[0] + 1] if commas and not unsure else pieces
    return [piece.name for piece in kept], not unsure


def _numbered(text: str, start: int) -> int:
    """The last number of a list 1. 2. 3. that begins at ``start``, in one paragraph or several; 0 where there is none."""
    at = start
    if text.startswith("\n", at):
        at += 1
        if text.startswith(_COLUMN, at):
            at = text.find("\n", at) + 1
    for before, behind in _NUMBERED:
        alone = text[at - 1] == "\n" and not text[at + 1 : at + 2].isdigit()
        if text.startswith(f"{before}1{behind}", at) and (behind or alone):
            return _counted_on(text, at, before, behind)
    return 0


def _counted_on(text: str, at: int, before: str, behind: str) -> int:
    """How far a list that begins with 1 at a place counts on; 0 where it does not."""
    number = 1
    while True:
        mark = f"{before}{number + 1}{behind}"
        following = text.find(mark if behind else f"\n{mark}", at + 1, at + _ITEM)
        if following < 0 or text[following - 1].isdigit() or text[following + len(mark) : following + len(mark) + 1].isdigit():
            return number if number > 1 else 0
        number += 1
        at = following


def _split(text: str, start: int) -> list[_Piece]:
    """The pieces of a list and the mark after each; marks in brackets do not part them."""
    pieces: list[_Piece] = []
    depth, begin, end = 0, start, min(len(text), start + _LONGEST)
    for at in range(start, end):
        sign = text[at]
        depth += _DEPTH.get(sign, 0)
        if depth <= 0 and sign in _PARTING:
            pieces.append(_Piece(text[begin:at].strip(), _PARTING[sign]))
            if sign in _FULL:
                return [piece for piece in pieces if piece.name]
            begin = at + 1
    if begin < len(text) and start + _LONGEST >= len(text):
        return [*pieces, _Piece(text[begin:].strip(), _FULL[0])]
    return []


def _bare(name: str) -> str:
    """A name without what stands in brackets behind it."""
    cut = min((at for sign in _BRACKETS if (at := name.find(sign)) > 0), default=len(name))
    return name[:cut]


def _like_name(name: str) -> bool:
    return _BODY.match(_bare(name)) is not None


def _several(name: str) -> int:
    """How many bodies a name stands for: 综合一处至综合七处 are seven."""
    span = _SPAN.fullmatch(_bare(name))
    first, last = (number_of(span["first"]), number_of(span["last"])) if span is not None else (0, 0)
    return last - first + 1 if last > first else 1


def _joins(name: str) -> bool:
    """Whether one name may be two: 办公室和人事科."""
    joined = _JOINED.search(name)
    return joined is not None and _like_name(name[: joined.start()]) and _like_name(name[joined.end() :])


# -- the items of expenditure ----------------------------------------------------------------------------------------------


def _items(setting: Setting) -> None:
    """人员经费 a 万元，主要包括：基本工资、津贴补贴…: what the narrative names as paid from basic expenditure."""
    document = setting.filing.document
    for found in every("list.named", document.text):
        start, listed = found.match.start("names"), found.slot("names")
        names = [Word(name.group(), start + name.start(), start + name.end(), document, "") for name in _NAME.finditer(listed)]
        if len(names) > 1 and not any(sign.isdigit() for sign in listed):
            whole = Word(found.slot("whole"), found.match.start("whole"), found.match.end("whole"), document, "")
            setting.filing.trace(whole.start, found.shape.name)
            setting.add(Named(whole, names, _SO_ON not in names[-1].text[-4:], ""))
