"""Numbers of headings and lists that Word counts itself: they stand nowhere in the text, and a section is known by them."""

from xml.etree.ElementTree import Element

from ..named import NamedTuple
from ..startup import pattern
from .numerals import written
from .office import Package, attribute, local

_PLACEHOLDER = pattern(r"%([1-9])")
_LEVELS = 9


class Level(NamedTuple):
    """One level of a list: where it starts to count, in what format, the text round the number, and what follows that."""

    start: int
    form: str
    text: str
    space: bool
    legal: bool
    restarts: bool
    style: str


class List(NamedTuple):
    """A numbering that paragraphs name: the count that it shares, its levels, and where it starts anew."""

    counter: str
    levels: dict[int, Level]
    starts: dict[int, int]


def child(element: Element | None, name: str) -> Element | None:
    """The first child with a local name."""
    return None if element is None else next((each for each in element if local(each.tag) == name), None)


def value(element: Element | None, name: str) -> str | None:
    """The ``val`` of a child."""
    found = child(element, name)
    return None if found is None else attribute(found, "val")


def number(text: str | None, otherwise: int = 0) -> int:
    """A whole number of an attribute; files that others than Word write hold odd things."""
    try:
        return int(text or "")
    except ValueError:
        return otherwise


def hidden_by(properties: Element | None) -> bool | None:
    """Whether properties of text (``w:rPr``) hide it; ``None`` where they do not say."""
    mark = child(properties, "vanish")
    return None if mark is None else attribute(mark, "val") not in ("0", "false", "off")


class Numbering:
    """Gives each numbered paragraph of a document, taken in order, the text of its number."""

    def __init__(self, package: Package, main: str):
        self._lists: dict[str, List] = {}
        self._styles: dict[str, tuple[str, str, int | None]] = {}
        self.contents: set[str] = set()
        #: Whether a style hides text, or says that it is shown, where it says either.
        self._hides: dict[str, bool] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        part = package.related(main, "styles")
        if part is not None:
            self._read_styles(package.tree(part))
        part = package.related(main, "numbering")
        if part is not None:
            self._read_lists(package.tree(part))

    def of(self, properties: Element | None) -> str:
        """The number of the next paragraph, by its properties (``w:pPr``); it counts on."""
        found = self._numbered(properties)
        if found is None:
            return ""
        name, depth = found
        each = self._lists.get(name)
        if each is None or depth not in each.levels:
            return ""
        counts = self._counts.setdefault(each.counter, [None] * _LEVELS)
        level = each.levels[depth]
        if (name, depth) not in self._begun:
            self._begun.add((name, depth))
            if depth in each.starts:
                counts[depth] = None
        start = each.starts.get(depth, level.start)
        before = counts[depth]
        counts[depth] = start if before is None else before + 1
        for deeper in range(depth + 1, _LEVELS):
            if deeper not in each.levels or each.levels[deeper].restarts:
                counts[deeper] = None
        if level.form == "bullet":
            return ""

        def one(place: int) -> str:
            other = each.levels.get(place)
            if other is None:
                return ""
            count = counts[place]
            return written(other.start if count is None else count, "decimal" if level.legal else other.form)

        text = _PLACEHOLDER.sub(lambda found: one(int(found.group(1)) - 1), level.text)
        return text + " " if level.space and text else text

    def style(self, properties: Element | None) -> str:
        """The name of the style of a paragraph."""
        return value(properties, "pStyle") or ""

    def hides(self, style: str) -> bool | None:
        """Whether a style, or one that it is based on, hides text; ``None`` where none of them says."""
        for _ in range(12):
            if style in self._hides:
                return self._hides[style]
            if style not in self._styles:
                break
            style = self._styles[style][0]
        return None

    def _numbered(self, properties: Element | None) -> tuple[str, int] | None:
        """The list and the level of a paragraph, its own or those of its style."""
        own = child(properties, "numPr")
        name, depth = value(own, "numId"), value(own, "ilvl")
        level = None if depth is None else number(depth)
        style = self.style(properties)
        first = style
        for _ in range(12):
            if name is not None or style not in self._styles:
                break
            parent, inherited, level_of_style = self._styles[style]
            if inherited:
                name = inherited
                level = level if level is not None else level_of_style
            style = parent
        if name is None or name == "0":
            return None
        if level is None and name in self._lists:
            level = next((at for at, each in self._lists[name].levels.items() if each.style == first), 0)
        return name, level or 0

    def _read_styles(self, root: Element) -> None:
        for style in root:
            if local(style.tag) != "style":
                continue
            name = attribute(style, "styleId") or ""
            own = child(child(style, "pPr"), "numPr")
            depth = value(own, "ilvl")
            self._styles[name] = (value(style, "basedOn") or "", value(own, "numId") or "", None if depth is None else number(depth))
            hides = hidden_by(child(style, "rPr"))
            if hides is not None:
                self._hides[name] = hides
            if (value(style, "name") or "").lower().startswith("toc "):
                self.contents.add(name)

    def _read_lists(self, root: Element) -> None:
        abstracts = {attribute(each, "abstractNumId") or "": each for each in root if local(each.tag) == "abstractNum"}
        linked = _linked(abstracts)
        for each in (each for each in root if local(each.tag) == "num"):
            name = value(each, "abstractNumId") or ""
            name = linked.get(name, name)
            overrides = [own for own in each if local(own.tag) == "lvlOverride"]
            levels = _levels(abstracts.get(name))
            for override in overrides:
                levels.update(_levels(override))
            self._lists[attribute(each, "numId") or ""] = List(name, levels, _starts(overrides))


def _linked(abstracts: dict[str, Element]) -> dict[str, str]:
    """The lists that only name a style, each with the list that the style is of."""
    styles = {value(each, "styleLink"): name for name, each in abstracts.items() if value(each, "styleLink")}
    named = ((name, value(each, "numStyleLink")) for name, each in abstracts.items())
    return {name: styles[style] for name, style in named if style in styles}


def _starts(overrides: list[Element]) -> dict[int, int]:
    """What the levels of a list begin with that does not begin as its model does."""
    told = ((attribute(each, "ilvl"), value(each, "startOverride")) for each in overrides)
    return {number(level): number(start, 1) for level, start in told if start is not None}


def _levels(element: Element | None) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for each in element if element is not None else ():
        if local(each.tag) != "lvl":
            continue
        depth = number(attribute(each, "ilvl"))
        if 0 <= depth < _LEVELS:
            levels[depth] = Level(
                number(value(each, "start"), 1), value(each, "numFmt") or "decimal", value(each, "lvlText") or "",
                value(each, "suff") != "nothing", child(each, "isLgl") is not None, value(each, "lvlRestart") != "0",
                value(each, "pStyle") or "",
            )  # fmt: skip
    return levels
