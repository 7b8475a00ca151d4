"""Hard-wrapped lines to logical paragraphs, with the map back.

A line that ends where no more would have fitted goes on in the next one; one that had room for the next word ended
because its paragraph did.  Headings and list markers always begin a paragraph.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import repeat
from typing import TYPE_CHECKING

from ..language import expanded
from ..model.document import Document, Lines, Paragraph
from ..model.spacing import half_width, without_idle
from ..named import NamedTuple
from ..startup import pattern
from .running_heads import running_lines
from .wrapping import DIGIT_FIRST, SIGNS, STOP, led_to, left_open, midsentence, one_number, speaks, unfinished

if TYPE_CHECKING:
    import regex

_NUMERALS = "一二三四五六七八九十"
_FRONT = rf"第[{_NUMERALS}]+部分|[{_NUMERALS}]+、|[（(][{_NUMERALS}]{{1,3}}[）)]"
#: The end of a heading and hardly of one of its lines.
_SURE_HEADING_END = pattern(r"(?:情况|说明|概况|[决预算总]表|附件|目录)$")
#: What begins a paragraph whatever stood before it.
MARKER = pattern(
    rf"{_FRONT}|\d{{1,2}}[.、．](?!\d)|[（(]\d{{1,2}}[）)]|[①-⑳]"
)
_HEADING_END = pattern(
    r"(?:情况|说明|概况|职责|职能|构成|设置|解释|附件|附表|报表|决算表|预算表|总表|明细表|目标|绩效|经费|采购|事项|部分|目录)$"
)
#: A page number, where it stands alone on a line.
_PAGE_NUMBER = pattern(r"[-—－–·\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/／]\s*\d{1,3}|\s*共\s*\d+\s*页)?[-—－–·\s]*$")
_LONGEST_NUMBER = 15
#: A page number that cannot be anything else, even where no form feed tells the pages.
_PAGE_MARK_FIRST = frozenset("-—–－第")
_PAGE_MARK = pattern(r"(?:[-—–－]{1,2}\s*\d{1,3}\s*[-—–－]{1,2}|第\s*\d{1,3}\s*页(?:[,，/／]?\s*共\s*\d{1,3}\s*页)?)$")
#: Signs of Chinese sentences in half width: those beside Chinese, but no comma before a digit and no bracket of a list's number.
_HAN = r"[一-龥、。，；：）》”％%]"
_HALF_WIDTH = pattern(
    rf"(?:(?<={_HAN})(?:[:;(]|,(?!\d))|[:;,(](?=[一-龥（《“])|(?<={_HAN})\)|(?<!\(\d)(?<!\(\d\d)\)(?=[一-龥]))"
)
_FULL_SIGNS = {":": "：", ";": "；", ",": "，", "(": "（", ")": "）"}
#: The first piece of a line that cannot be broken, with the punctuation that must not begin a line.
UNBREAKABLE = pattern(r"(?:[“‘（《(〔【]*(?:[!-'*-~]+|[^!-~]))[，。；：、！？”’）》%％,.;:)〕】]*")
_AMOUNT_FIRST = pattern(r"\d[\d,]*(?:\.\d+)?(?:万元|亿元|元|%)")
_LEADS = pattern(expanded("(?:[为占达约共计]|{direction+}|{flow}|[费数])$"))
#: What else an amount may follow, though it need not: 完成预算的 / 76.13%, 年初预算 / 5万元.
_LEADS_TOO = pattern(r"(?:[的到至了由比]|比[例重]|[率额]|合计|预算)$")
#: What makes of the words before it what is compared, and no lead: 决算数 / 小于预算数.
_COMPARES = pattern(expanded("{comparison}|{versus}|{direction}|[的、占]"))
_MARKERS = frozenset("第（(一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_TERMINAL = frozenset("。！？；;")
#: Signs that no paragraph and no cell begins with.
_WITHIN = frozenset("，。；")
_SIGNS = frozenset("，。；：、")
#: What goes on a line that has no signs of a sentence begins with one of these.
_GOING_ON = DIGIT_FIRST | _WITHIN
#: Lines that are wrapped by the number of their characters have so many; so many signs may hang over their end.
_FEWEST_CHARACTERS, _MOST_CHARACTERS, _HANGING = 7, 40, 2
#: Figures of a table.
_SIDE_BY_SIDE = pattern(r"\d [-\d]")
#: A line that is wrapped falls short of the widest by so much at most: a number or a word that had no room.
_PLATEAU = 12
_HANGS = frozenset("，。；：、！？”’）》%％,.;:)")
_INDENT = "\u3000\u3000"
#: What stands between two paragraphs.
_PARTED = "\n"
#: So many lines back tell whether a paragraph is a sentence and has brackets open.
_BACK = 6
_NUMBERED_TITLE = pattern(r"\d{1,2}[.、．][^，。；：、（,:(]{4,}(?:情况|说明)$")
_TITLE_FRONT = pattern(_FRONT)


def split_lines(text: str) -> Lines:
    """The lines of a text; they have pages where there are form feeds."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\f" not in text:
        return Lines(text.split("\n"))
    pages = []
    page = 1
    for line in text.split("\n"):
        page += line.count("\f")
        pages.append(page)
    return Lines(text.replace("\f", " ").split("\n"), pages)


class _Row(NamedTuple):
    """A line as it is joined to others, and what tells whether it goes on in the next one.

    ``width`` is how wide it is in bytes of GBK and ``length`` how many characters it has; lines near it are wrapped at ``full``
    and at ``usual`` of these, 0 where they are not.  One that is ``alone`` is a paragraph; ``onward`` is what a reader knows.
    """

    text: str
    indented: bool
    width: int
    full: int
    length: int = 0
    usual: int = 0
    alone: bool = False
    onward: bool | None = None


def assemble(path: str, encoding: str, lines: Lines) -> Document:
    """Join lines into paragraphs."""
    cleaned = _cleaned(lines)
    kept = [index for index, line in enumerate(cleaned) if line]
    if lines.pages:
        running = running_lines(cleaned, lines.pages)
        kept = _without_numbers([index for index in kept if index not in running], cleaned, lines.pages)
        _unswap(kept, cleaned)
    else:
        kept = [index for index in kept if not (cleaned[index][0] in _PAGE_MARK_FIRST and _PAGE_MARK.match(cleaned[index]))]
    texts = [cleaned[index] for index in kept]
    widths = _widths(texts)
    lengths = [len(lines.texts[index].rstrip()) for index in kept]
    rows = map(_Row, texts, _indented(lines, kept), widths, _local_widths(widths), lengths, _local_counts(lengths, texts))
    return _join(path, encoding, lines, kept, list(rows))


def assemble_spotted(
    path: str, encoding: str, lines: Lines, alone: set[int], onward: dict[int, bool] | None = None
) -> Document:
    """Join the lines of a paged or cell document into paragraphs; those in ``alone`` are a paragraph each.

    ``onward`` tells of lines, where the reader knows it, whether they go on in the next one; such a reader has dropped page
    numbers itself.
    """
    onward = onward or {}
    cleaned = _cleaned(lines)
    spots = lines.spots
    assert spots is not None
    kept = [
        index for index, line in enumerate(cleaned)
        if line
        and (index in alone or index in onward or spots[index].page is None or not is_page_number(line))
    ]  # fmt: skip
    texts = [cleaned[index] for index in kept]
    single = [index in alone for index in kept]
    widths = [0 if each else width for width, each in zip(_widths(texts), single, strict=True)]
    # Such lines are never wrapped by the number of their characters.
    uncounted = repeat(0), repeat(0)
    rows = map(_Row, texts, _indented(lines, kept), widths, _local_widths(widths), *uncounted, single, map(onward.get, kept))
    return _join(path, encoding, lines, kept, list(rows))


def reaching(texts: list[str]) -> list[bool]:
    """Whether each of some lines is as wide as those near it are wrapped at."""
    widths = _widths(texts)
    return [full > 0 and width >= full - _PLATEAU for width, full in zip(widths, _local_widths(widths), strict=True)]


def _without_numbers(kept: list[int], cleaned: list[str], pages: list[int]) -> list[int]:
    """The lines without the numbers of their pages: digits alone, with other lines of their page before and behind them, are codes and amounts."""
    edges = {index for at, index in enumerate(kept) if at in (0, len(kept) - 1) or not pages[kept[at - 1]] == pages[index] == pages[kept[at + 1]]}
    return [index for index in kept if not is_page_number(cleaned[index]) or cleaned[index].isdecimal() and index not in edges]


def is_page_number(line: str) -> bool:
    """Whether a line is nothing but a page number."""
    return len(line) <= _LONGEST_NUMBER and _PAGE_NUMBER.match(line) is not None


def _widths(texts: list[str]) -> list[int]:
    return [] if not texts else list(map(len, "\n".join(texts).encode("gbk", "replace").split(b"\n")))


def _indented(lines: Lines, kept: list[int]) -> list[bool]:
    """Whether each line is indented as the first of a paragraph is."""
    return [lines.texts[index].startswith(_INDENT) for index in kept]


def _cleaned(lines: Lines) -> list[str]:
    """The lines without idle spaces, their digits in half width."""
    text = without_idle(half_width("\n".join(lines.texts)))
    if _HALF_WIDTH.search(text):
        text = _HALF_WIDTH.sub(_full_width, text)
    return text.split("\n")


def _full_width(sign: "regex.Match[str]") -> str:
    return _FULL_SIGNS[sign.group()]


def _unswap(kept: list[int], cleaned: list[str]) -> None:
    """Put right two lines of a page that an extractor printed in the wrong order.

    It shows where a line begins with an amount that the line before cannot lead to, and the next line ends with words
    that lead to an amount, which the one after it does not give.
    """
    for i in range(1, len(kept) - 2):
        before, first, second, after = (cleaned[index] for index in kept[i - 1 : i + 3])
        if not first[0].isdigit() or after[0].isdigit() or not _LEADS.search(second) or _LEADS.search(before):
            continue
        if _AMOUNT_FIRST.match(first) and not one_number(before, first) and not (_LEADS_TOO.search(before) or _COMPARES.match(after)):
            kept[i], kept[i + 1] = kept[i + 1], kept[i]


def _join(path: str, encoding: str, lines: Lines, kept: list[int], rows: list[_Row]) -> Document:
    anchors: list[int] = []
    paragraphs: list[Paragraph] = []
    pieces: list[str] = []
    offset = start = first = 0
    spoken = False
    for i, row in enumerate(rows):
        if i:
            between = _between(rows, first, i, spoken)
            if between == _PARTED:
                paragraphs.append(Paragraph(start, offset, first, i))
                start, first = offset + len(between), i
                spoken = False
            pieces.append(between)
            offset += len(between)
        anchors.append(offset)
        pieces.append(row.text)
        offset += len(row.text)
        spoken = spoken or not SIGNS.isdisjoint(row.text) and speaks(row.text)
    if rows:
        paragraphs.append(Paragraph(start, offset, first, len(rows)))
    return Document(path, encoding, "".join(pieces), lines, paragraphs, anchors, kept)


def _between(rows: list[_Row], first: int, i: int, spoken: bool) -> str:
    """What stands between row ``i`` and the one before it, of a paragraph that begins with row ``first``.

    It is nothing, or a space between two numbers, where the paragraph goes on, and the end of a line where it does not.
    ``spoken`` tells that the paragraph so far has the signs of a sentence.
    """
    row, following = rows[i - 1], rows[i]
    if row.alone or following.alone:
        return _PARTED
    goes_on, cut = row.onward, False
    if goes_on is None:
        goes_on, cut = _is_full(row, following, i - 1 == first) if row.usual else (_is_filled(row, following, i - 1 == first), False)
    if not goes_on and not ((spoken or following.text[0] in _GOING_ON) and _is_told(rows, first, i, spoken)):
        return _PARTED
    numbers = row.text[-1].isdigit() and following.text[0].isdigit()
    return " " if numbers and not (cut or one_number(row.text, following.text)) else ""


def _is_full(row: _Row, following: _Row, opening: bool) -> tuple[bool, bool]:
    """Whether a row of lines that are wrapped by their characters goes on in the next one because it is full, and whether it was cut there whatever it says."""
    if _SIDE_BY_SIDE.search(row.text) or _SIDE_BY_SIDE.search(following.text):
        return _is_filled(row, following, opening), False
    full = _has_all_characters(row, following)
    return full, full and row.length == row.usual


def _has_all_characters(row: _Row, following: _Row) -> bool:
    """Whether a row goes on in the next one because it has as many characters as a line has."""
    over = row.length - row.usual
    if not -1 <= over <= (_HANGING if row.text[-1] in _HANGS else 0):
        return False
    return not (_is_set_in(row, following) or _is_over(row.text, following.text))


def _is_filled(row: _Row, following: _Row, opening: bool) -> bool:
    """Whether a row goes on in the next one because it is as wide as a line is; ``opening`` as for :func:`_goes_on`."""
    if not row.full or row.width * 3 < row.full * 2 or row.text[-1] == STOP and _is_set_in(row, following):
        return False
    return _goes_on(row.text, row.width, following.text, row.full, opening)


def _is_set_in(row: _Row, following: _Row) -> bool:
    """Whether a row is indented as the first of a paragraph is, and the one before it as the others are."""
    return following.indented and not row.indented


def _is_told(rows: list[_Row], first: int, i: int, spoken: bool) -> bool:
    """Whether the words tell that row ``i`` goes on a sentence begun in row ``first`` or later; less is enough where widths are all there is."""
    previous, text = rows[i - 1].text, rows[i].text
    if text[0] in DIGIT_FIRST and led_to(previous, text):
        return True
    if not spoken and text[0] not in _WITHIN:
        return False
    if unfinished(previous, text):
        return True
    before = "".join([row.text for row in rows[max(first, i - _BACK) : i]])
    return (left_open(previous, text, before) or rows[i - 1].onward is None and midsentence(previous, text, before)) and not _begins(text)


def _local_widths(widths: list[int]) -> list[int]:
    """The width that lines are wrapped at, near each line; 0 where nothing nearby is wrapped.

    Lines are wrapped where several neighbours reach nearly the same width and none passes it.
    """
    count = len(widths)
    out = [0] * count
    step, reach = 8, 16
    for low in range(0, count, step):
        window = sorted(widths[max(0, low - reach) : low + step + reach])
        full = window[-min(3, len(window))] + 2
        if 24 <= full <= 160 and window[-1] <= full + 4:
            plateau = bisect_right(window, full + 2) - bisect_left(window, full - _PLATEAU)
            if plateau >= 3:
                out[low : low + step] = [full] * min(step, count - low)
    return out


def _local_counts(lengths: list[int], texts: list[str]) -> list[int]:
    """How many characters lines are wrapped at, wide ones or not, near each line; 0 where they are not wrapped so.

    Most lines have just so many; codes and amounts of a column do too, but have no signs of a sentence.
    """
    count = len(lengths)
    out = [0] * count
    step, reach = 8, 16
    for low in range(0, count, step):
        first, last = max(0, low - reach), low + step + reach
        window = lengths[first:last]
        full, times = Counter(window).most_common(1)[0]
        if not _FEWEST_CHARACTERS <= full <= _MOST_CHARACTERS or times < 3 or times * 5 < len(window) * 2:
            continue
        near = sum(full - 1 <= length <= full + _HANGING for length in window)
        if near * 2 >= len(window) and sum(not _SIGNS.isdisjoint(text) for text in texts[first:last]) * 4 >= len(window):
            out[low : low + step] = [full] * min(step, count - low)
    for forward in (True, False):
        _extend(out, lengths, range(count) if forward else range(count - 1, -1, -1))
    return out


def _extend(counts: list[int], lengths: list[int], order: range) -> None:
    """Take to lines that are wrapped those that come next, up to where two in a row are not full."""
    full = short = 0
    for index in order:
        if counts[index]:
            full, short = counts[index], 0
        elif full:
            short = 0 if full - 1 <= lengths[index] <= full + _HANGING else short + 1
            if short > 1 or lengths[index] > full + _HANGING:
                full = 0
            else:
                counts[index] = full


def _is_over(previous: str, text: str) -> bool:
    """Whether a line that is full ends what it says all the same: another heading or item begins, or it is a whole heading."""
    if _begins(text):
        return True
    return previous[0] in _MARKERS and _TITLE_FRONT.match(previous) is not None and _SURE_HEADING_END.search(previous) is not None


def _goes_on(previous: str, width: int, text: str, full: int, opening: bool) -> bool:
    """Whether ``text`` is the rest of a paragraph whose last line so far is ``previous``.

    ``opening`` tells that ``previous`` is the first line of its paragraph, which is indented by two characters.
    """
    if _begins(text):
        return False
    if previous[0] in _MARKERS and _TITLE_FRONT.match(previous) and _HEADING_END.search(previous) and not _midway(previous, text):
        return False
    if opening and _NUMBERED_TITLE.match(previous) and not _midway(previous, text):
        return False
    # Half-width characters are narrower than half a character in many fonts, so a line of them looks shorter here.
    room = width + 1 + (len(previous) * 2 - width) // 4 + (4 if opening else 0) + (0 if previous[-1] in _TERMINAL else 14)
    if room + 2 > full:
        return True
    token = UNBREAKABLE.match(text)
    return room + (len(token.group().encode("gbk", "replace")) if token else 2) > full


def _begins(text: str) -> bool:
    return text[0] in _MARKERS and MARKER.match(text) is not None


def _midway(previous: str, text: str) -> bool:
    """A heading that looks finished but whose last words stand on the next line."""
    return len(text) <= 6 and bool(_HEADING_END.search(text)) and not any(char.isdigit() for char in text)
