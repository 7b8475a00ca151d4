"""Announced lists: 下设 7 个处室，分别是：甲、乙、丙 ..., 附表九张, the performance tables that a filing says it has."""


from ..field import economic_forms
from ..model.figure import Figure, Word
from ..model.filing import Filing
from ..model.listings import Listing
from ..startup import pattern
from .counting import read_counts
from .named_lists import read_named
from .numbering import number_of, read_numbering
from .products import read_products
from .regions import NARRATIVE, Region
from .scene import Scene

_OPENS = pattern(
    r"[^，,。；：:、\d\n（）()“”]{0,16}?(?:[（(][^（）()\n]{0,30}[）)])?"
    r"(?:[，,]?(?:具体|详细)?(?:分别)?(?:包括|[是为有]|(?:名称|名单|情况|具体)?如下)?[：:]|[，,]?(?:分别|具体)(?:[是为]|包括)|[，,]即)"
)
#: What every opening of a list has in it.
_HINTS = ("：", ":", "分别", "具体", "，即")
_COUNTING = frozenset("一二三四五六七八九十两")
#: Words after which a count may be written in characters.
_ANNOUNCERS = ("下设", "内设", "设有", "所属", "下属", "包括", "附表", "报表", "公开表")
_BODIES = ("处", "室", "科", "股", "机构", "单位", "部门", "中心", "站", "所", "局", "院", "学校")
_NAME_ENDS = frozenset("室科处股部局所院校队站会心办厅馆园库团组岗委府级社司场台厂关")
_PARTING = {"、": "、", "，": "，", ",": "，", "；": "；", ";": "；", "。": "。", "\n": "\n"}
_DEPTH = {"（": 1, "(": 1, "）": -1, ")": -1}
_BESIDE = pattern(r"[^，。；：:、及和与]{1,8}(?:以?及|和|与)(?!所属|下属|其|直属)[^，。；：:]{2,30}(?=[，,：:分具])")
_SPAN = pattern(r"(?P<front>\D*?)(?P<first>[一二三四五六七八九十]+)(?P<end>[^至到]*)[至到](?P=front)?(?P<last>[一二三四五六七八九十]+)(?P=end).*")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
#: How long the text of a numbered item may be.
_ITEM_REACH = 120


def read_listings(filing: Filing, regions: list[Region]) -> None:
    """Read what a filing counts, lists and reckons into ``filing.listings`` and ``filing.products``."""
    scene = Scene(filing, regions)
    narrative = [paragraph for region in regions if region.kind == NARRATIVE for paragraph in region.paragraphs]
    tables = read_numbering(filing, narrative)
    counts, inside = scene.counts()
    _announced(scene, counts, tables)
    _in_characters(scene, tables)
    read_counts(scene, counts)
    read_products(scene, counts, inside)
    if any(table.kind in economic_forms() for table in filing.tables):
        filing.listings += read_named(filing)


def _announced(scene: Scene, counts: list[int], tables: int) -> None:
    performance = any(table.evaluated for table in scene.filing.performance)
    for index in counts:
        figure = scene.figures[index]
        if figure.unit not in ("个", "家", "张") or figure.printed_places:
            continue
        if not (performance and figure.unit == "个" and _performance(scene, figure, index)):
            _listed(scene, figure, int(figure.value), figure.start, scene.stop(index), tables)


def _performance(scene: Scene, figure: Figure, index: int) -> bool:
    """绩效评价项目 6 个: as many tables of that kind must follow, where the filing brings any."""
    if "绩效" not in scene.text[max(0, figure.start - 60) : figure.start]:
        return False
    lead = scene.lead(index)
    if "绩效" not in lead:
        return False
    kind = "整体" if lead.rfind("整体") > lead.rfind("项目") else "项目" if "项目" in lead else ""
    found = [table for table in scene.filing.performance if table.kind == kind and table.evaluated]
    if not kind or not found:
        return False
    claim = Listing(figure, int(figure.value), (len(found),), len(found) > 1 or kind == "整体", "自评表", figure.section)
    scene.filing.listings.append(claim)
    return True


def _in_characters(scene: Scene, tables: int) -> None:
    """下设七个科室, 附表九张: the count is a word."""
    text = scene.text
    for unit in "个家张":
        at = text.find(unit)
        while at >= 0:
            start = at
            while text[start - 1] in _COUNTING:
                start -= 1
            number = number_of(text[start:at]) if start < at else 0
            if number > 1 and any(word in text[max(0, start - 12) : start] for word in _ANNOUNCERS) and not scene.in_table(at):
                word = Word(text[start:at], start, at, scene.filing.document, number)
                _listed(scene, word, number, start, at + 1, tables)
            at = text.find(unit, at + 1)


def _listed(scene: Scene, count: Figure | Word, announced: int, start: int, stop: int, tables: int) -> None:
    text = scene.text
    lead = text[max(0, start - 16) : start]
    if text[stop - 1] == "张":
        if tables and ("表" in lead or text.startswith(("表", "报表", "附表"), stop)):
            scene.filing.listings.append(Listing(count, announced, (tables,), True, "表", count.section))
        return
    after = text[stop : stop + 60]
    match = _OPENS.match(after) if any(sign in after for sign in _HINTS) else None
    if match is None or not any(body in match.group() or body in lead for body in _BODIES):
        return
    readings, firm = _names(text, stop + match.end())
    beside = _BESIDE.match(match.group())
    if readings and beside is not None:
        # 29 个处室及机关党委，分别是：…… counts what stands beside the count, or does not.
        joined = 1 + beside.group().count("、")
        readings = (*readings, *(listed - joined for listed in readings))
    if readings:
        # 5 个处室、1 个机关党委：…… and 行政单位 1 家，事业单位 1 家，包括：…… list what two counts announce.
        firm = firm and text[start - 1] not in "、和及与，," and not _counted_before(text, start, text[stop - 1])
        scene.filing.listings.append(Listing(count, announced, readings, firm, "名称", count.section))


def _counted_before(text: str, start: int, unit: str) -> bool:
    """Whether the clauses before, in the same sentence, count the same unit."""
    front = text[max(text.rfind(mark, 0, start) for mark in "。；;\n") + 1 : start]
    return pattern(rf"[\d一二三四五六七八九十两]+\s*{unit}").search(front) is not None


def _names(text: str, start: int) -> tuple[tuple[int, ...], bool]:
    """How many names are listed, in every way the list can be read, and whether all of them look like names."""
    numbered = _numbered(text, start)
    if numbered:
        return (numbered,), True
    pieces = _split(text, start)
    if not pieces:
        return (), False
    first = next((at for at, (_, mark) in enumerate(pieces) if mark == "；"), len(pieces) - 1)
    if first + 1 < len(pieces) and pieces[0][1] != "、":
        heads = [pieces[0][0], *(name for (name, _), (_, mark) in zip(pieces[1:], pieces, strict=False) if mark == "；")]
        return (len(heads),), all(_like_name(name) for name in heads)
    pieces = pieces[: first + 1]
    unsure = False
    if pieces[0][1] == "、":
        ends = [at for at, (_, mark) in enumerate(pieces) if mark == "，"]
        unsure = any(_like_name(pieces[at + 1][0]) for at in ends if at + 1 < len(pieces))
        pieces = pieces[: ends[0] + 1] if ends and not unsure else pieces
    names = [name for name, _ in pieces]
    if "等" in names[-1][-3:] or any(sign.isdigit() for name in names for sign in _bare(name)):
        return (), False
    joined = sum(_joined(name) for name in names)
    firm = not unsure and all(_like_name(name) for name in names)
    listed = sum(map(_several, names))
    return tuple(range(listed, listed + joined + 1)), firm


def _several(name: str) -> int:
    """How many bodies a name stands for: 综合一处至综合七处 are seven."""
    span = _SPAN.fullmatch(_bare(name))
    first, last = (number_of(span["first"]), number_of(span["last"])) if span is not None else (0, 0)
    return last - first + 1 if last > first else 1


def _numbered(text: str, start: int) -> int:
    """The last number of a list 1. 2. 3. that begins at ``start``, in one paragraph or several; 0 where there is none."""
    at = start
    if text.startswith("\n", at):
        at += 1
        if text.startswith("序号", at):
            at = text.find("\n", at) + 1
    for before, behind in (("", "."), ("", "、"), ("（", "）"), ("(", ")"), ("", "")):
        if text.startswith(f"{before}1{behind}", at) and (behind or text[at - 1] == "\n" and not text[at + 1 : at + 2].isdigit()):
            break
    else:
        return 0
    number = 1
    while True:
        mark = f"{before}{number + 1}{behind}"
        following = text.find(mark if behind else f"\n{mark}", at + 1, at + _ITEM_REACH)
        if following < 0 or text[following - 1].isdigit() or text[following + len(mark) : following + len(mark) + 1].isdigit():
            return number if number > 1 else 0
        number += 1
        at = following


def _split(text: str, start: int) -> list[tuple[str, str]]:
    """The pieces of a list and the mark after each; marks in brackets do not part them."""
    pieces: list[tuple[str, str]] = []
    depth = 0
    begin = start
    for at in range(start, min(len(text), start + 600)):
        sign = text[at]
        depth += _DEPTH.get(sign, 0)
        if depth <= 0 and sign in _PARTING:
            pieces.append((text[begin:at].strip(), _PARTING[sign]))
            if sign in "。\n":
                return [piece for piece in pieces if piece[0]]
            begin = at + 1
    if begin < len(text) and start + 600 >= len(text):
        pieces.append((text[begin:].strip(), "。"))
        return pieces
    return []


def _bare(name: str) -> str:
    """A name without what stands in brackets behind it."""
    cut = min((at for at in (name.find("（"), name.find("(")) if at > 0), default=len(name))
    return name[:cut]


def _like_name(name: str) -> bool:
    bare = _bare(name)
    return 1 < len(bare) <= 30 and bare[-1] in _NAME_ENDS and not any(sign.isdigit() for sign in bare)


def _joined(name: str) -> int:
    """Whether one name may be two: 办公室和人事科."""
    for word in ("以及", "和", "及", "与"):
        left, found, right = name.partition(word)
        if found and _like_name(left) and _like_name(right):
            return 1
    return 0
