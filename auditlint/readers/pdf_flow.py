"""Running text of a paged document: without what is printed on every page, and which lines go on in the next one."""

from collections import defaultdict
from itertools import pairwise

from ..named import NamedTuple
from ..startup import pattern
from .medians import median
from .paragraphs import MARKER, UNBREAKABLE, is_page_number
from .pdf_layout import Grid, Layout
from .pdf_lines import TextLine

#: So many lines at the upper and lower edge of a page may be printed on every page.
_MARGIN_LINES = 3
#: What is printed on every page stands on so many at least.
_REPEATED = 3
_DIGITS = pattern(r"\d+")
#: Titles of tables, which a long table repeats on every page, are no running heads.
_TITLE = pattern(r"表(?:\s*[（(][^（）()]*[）)])?$|单位\s*[:：]")
_TERMINAL = frozenset("。！？；;：:")
#: What leads to the number of a page.
_LEADERS = pattern(r"[.．·…]{3}")
#: A line that ends a sentence had so much room to spare, in heights of its characters, before the next word; another one more,
#: and more still where paragraphs are set in, so that a line that is not hardly begins one.
_SLACK, _LOOSE_SLACK, _SURE_SLACK = 0.3, 2.0, 4.0
#: A paragraph is set in by more than this, and hardly by more than that.
_INDENT, _DEEP_INDENT = 1.2, 4.5
#: Running text is at least so wide, against other pages and against its page.
_WIDE, _WIDE_ON_PAGE = 0.6, 0.4
#: A line that is so much shorter than others ends its paragraph.
_SHORT = 8.0
#: The next line is no further below than so many heights.
_NEXT = 3.0
#: Lines of one paragraph stand no further apart than so many usual distances, and their sizes differ by no more.
_FAR, _OTHER_SIZE = 1.4, 0.15


class _Margins(NamedTuple):
    left: float
    right: float


def drop_margins(layouts: list[Layout]) -> None:
    """Take page numbers and running heads and feet off the pages."""
    for layout in layouts:
        _drop_numbers(layout.blocks)
    running = _running(layouts)
    if not running:
        return
    for layout in layouts:
        for top in (True, False):
            for text, line in _outer(layout, top):
                usual = running.get((top, text), -1.0)
                if abs(_distance(layout, line, top) - usual) > line.size:
                    break
                layout.blocks.pop(0 if top else -1)
        _drop_numbers(layout.blocks)


def _running(layouts: list[Layout]) -> dict[tuple[bool, str], float]:
    """What is printed at the same distance from the upper (``True``) or lower edge on page after page, and that distance."""
    seen: dict[tuple[bool, str], list[tuple[float, float]]] = defaultdict(list)
    for layout in layouts:
        for top in (True, False):
            for text, line in _outer(layout, top):
                seen[top, text].append((_distance(layout, line, top), line.size))
    least = max(_REPEATED, len(layouts) / 3)
    running: dict[tuple[bool, str], float] = {}
    for (top, text), places in seen.items():
        usual = median(place for place, _ in places)
        if sum(abs(place - usual) <= size for place, size in places) >= least and not _TITLE.search(text):
            running[top, text] = usual
    return running


def _drop_numbers(blocks: list[TextLine | Grid]) -> None:
    for place in (0, -1):
        if blocks and isinstance(line := blocks[place], TextLine):
            if is_page_number("".join(line.text.split())):
                blocks.pop(place)


def _outer(layout: Layout, top: bool) -> list[tuple[str, TextLine]]:
    """The lines nearest to an edge of the page, from the edge inward, their numbers masked."""
    found: list[tuple[str, TextLine]] = []
    for block in (layout.blocks if top else reversed(layout.blocks)) if layout.blocks else ():
        if isinstance(block, Grid) or len(found) == _MARGIN_LINES:
            break
        found.append((_DIGITS.sub("#", "".join(block.text.split())), block))
    return found


def _distance(layout: Layout, line: TextLine, top: bool) -> float:
    return line.base if top else layout.height - line.base


def onward(layouts: list[Layout]) -> list[list[bool]]:
    """For each block of each page whether it is a line that goes on in the next block, be that on the next page."""
    margins = _all_margins(layouts)
    flat = [(page, block) for page, layout in enumerate(layouts) for block in layout.blocks]
    pitches = [_pitch(layout) for layout in layouts]
    indented = _is_indented(flat, margins)
    found: list[list[bool]] = [[] for _ in layouts]
    for at, (page, block) in enumerate(flat):
        goes_on = False
        if isinstance(block, TextLine) and at + 1 < len(flat):
            other, following = flat[at + 1]
            if isinstance(following, TextLine):
                near = other != page or following.base - block.base <= _FAR * pitches[page]
                goes_on = near and _goes_on(block, margins[page], following, margins[other], indented)
        found[page].append(goes_on)
    return found


def _is_indented(flat: list[tuple[int, TextLine | Grid]], margins: list[_Margins]) -> bool:
    """Whether paragraphs are set in: where a short line has ended one for sure, the next begins so; headings need not be."""
    set_in = flush = 0
    for (page, line), (other, following) in zip(flat, flat[1:], strict=False):
        if page == other and isinstance(line, TextLine) and isinstance(following, TextLine):
            if margins[page].right - line.x1 > _SHORT * line.size:
                indent = (following.x0 - margins[page].left) / following.size
                set_in += _INDENT < indent < _DEEP_INDENT
                flush += indent <= _INDENT and MARKER.match(following.text) is None
    return set_in >= 3 and set_in > 4 * flush


def _goes_on(line: TextLine, margins: _Margins, following: TextLine, its: _Margins, indented: bool) -> bool:
    """Whether a line goes on in the one that follows; ``indented`` tells that paragraphs are set in."""
    if abs(line.size - following.size) > _OTHER_SIZE * line.size:
        return False
    if _has_columns(line) or _has_columns(following):
        return False
    text = following.text
    if MARKER.match(text):
        return False
    token = UNBREAKABLE.match(text)
    width = len(token.group().encode("gbk", "replace")) * following.size / 2 if token else following.size
    slack = _SURE_SLACK if indented else _SLACK if line.text[-1] in _TERMINAL else _LOOSE_SLACK
    room = margins.right - line.x1
    if room >= width + slack * line.size:
        return False
    if following.x0 - its.left <= _INDENT * following.size or room < width and _breaks_off(line) and following.x0 - line.x0 < line.size / 2:
        return True
    # A title of two lines, both in the middle.
    return _is_centred(line, margins) and _is_centred(following, its)


def _breaks_off(line: TextLine) -> bool:
    """Whether a line ends within a sentence: it is no entry of a table of contents either, whose number ends it."""
    return line.text[-1] not in _TERMINAL and _LEADERS.search(line.text) is None


def _has_columns(line: TextLine) -> bool:
    """Whether wide gaps part the words of a line: it is a row of a table without lines, or a unit at the end of a title."""
    return "  " in line.text


def _is_centred(line: TextLine, margins: _Margins) -> bool:
    before, after = line.x0 - margins.left, margins.right - line.x1
    return abs(before - after) < line.size < 2 * before


def _all_margins(layouts: list[Layout]) -> list[_Margins]:
    """The margins of each page: its own where enough of its lines keep them, else those of pages of its size."""
    alike: dict[tuple[int, int], list[TextLine]] = defaultdict(list)
    own = [[block for block in layout.blocks if isinstance(block, TextLine) and not _has_columns(block)] for layout in layouts]
    for layout, lines in zip(layouts, own, strict=True):
        alike[round(layout.width), round(layout.height)] += lines
    shared = {size: _margins(lines) for size, lines in alike.items()}
    return [
        _page_margins(layout, lines, shared[round(layout.width), round(layout.height)])
        for layout, lines in zip(layouts, own, strict=True)
    ]


def _page_margins(layout: Layout, lines: list[TextLine], shared: _Margins | None) -> _Margins:
    """The margins of a page that has these lines; ``shared`` are those of all pages of its size."""
    own = _margins(lines) if len(lines) > 2 else None
    if own is None or shared is None:
        margins = shared or _Margins(0.0, layout.width)
    else:
        size = median(line.size for line in lines)
        # A page whose paragraphs are a line each shows where they are set in, and one of short lines where those end.
        left = shared.left if 0 < own.left - shared.left < 2.5 * size and not _returns(lines, own) else own.left
        narrow = own.right - left < _WIDE * (shared.right - shared.left)
        margins = _Margins(left, max(own.right, shared.right) if narrow else own.right)
    wide = margins.right - margins.left > _WIDE_ON_PAGE * layout.width
    return margins if wide else _Margins(margins.left, layout.width)


def _returns(lines: list[TextLine], own: _Margins) -> bool:
    """Whether a full line that is set in from the margin is followed by one that stands at it, as in a paragraph of several lines."""
    return any(
        _INDENT < (line.x0 - own.left) / line.size < _DEEP_INDENT and own.right - line.x1 < _LOOSE_SLACK * line.size
        and abs(following.x0 - own.left) < following.size / 2 and 0 < following.base - line.base < _NEXT * line.size
        for line, following in pairwise(lines)
    )  # fmt: skip


def _margins(lines: list[TextLine]) -> _Margins | None:
    if not lines:
        return None
    size = median(line.size for line in lines)
    left = -_edge([-line.x0 for line in lines], size / 2)
    right = _edge([line.x1 for line in lines], size)
    return _Margins(left, right)


def _edge(values: list[float], reach: float) -> float:
    """The greatest value that two others come near; the greatest of all where there is none."""
    values = sorted(values, reverse=True)
    for first, third in zip(values, values[2:], strict=False):
        if first - third <= reach:
            return first
    return values[0]


def _pitch(layout: Layout) -> float:
    """The usual distance of the lines of a page."""
    bases = [block.base for block in layout.blocks if isinstance(block, TextLine)]
    steps = [second - first for first, second in zip(bases, bases[1:], strict=False)]
    return median(steps) if steps else 0.0
