"""Hard-wrapped lines to logical paragraphs, with the map back.

A line that ends where no more would have fitted goes on in the next one; one that had room for the next word ended
because its paragraph did.  Headings and list markers always begin a paragraph.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from ..model.document import Document, Lines, Paragraph
from ..model.spacing import half_width, without_idle
from ..startup import pattern
from .running_heads import running_lines
from .wrapping import DIGIT_FIRST, SIGNS, led_to, left_open, midsentence, one_number, speaks, unfinished

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
PAGE_NUMBER = pattern(r"[-—－–·\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/／]\s*\d{1,3}|\s*共\s*\d+\s*页)?[-—－–·\s]*$")
#: A page number that cannot be anything else, even where no form feed tells the pages.
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
_LEADS = pattern(r"(?:[为占达约共计]|增加|减少|增长|下降|支出|收入|[费数])$")
#: What else an amount may follow, though it need not: 完成预算的 / 76.13%.
_LEADS_TOO = pattern(r"(?:[的到至了由比]|比[例重]|[率额]|合计|降低|提高|上升)$")
#: What makes of the words before it what is compared, and no lead: 决算数 / 小于预算数.
_COMPARES = pattern(r"[大小高低等多少超]于|超[过出]|[与和较比同的、]|增|减|上升|下降|提高|降低|占")
_MARKERS = frozenset("第（(一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_TERMINAL = frozenset("。！？；;")
#: Signs that no paragraph and no cell begins with.
_WITHIN = frozenset("，。；")
_SIGNS = frozenset("，。；：、")
#: Lines that are wrapped by the number of their characters have so many; so many signs may hang over their end.
_FEWEST_CHARACTERS, _MOST_CHARACTERS, _HANGING = 7, 40, 2
#: Figures of a table.
_SIDE_BY_SIDE = pattern(r"\d [-\d]")
_HANGS = frozenset("，。；：、！？”’）》%％,.;:)")
_INDENT = "\u3000\u3000"
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


def assemble(path: str, encoding: str, lines: Lines) -> Document:
    """Join lines into paragraphs."""
    cleaned = _cleaned(lines)
    kept = [index for index, line in enumerate(cleaned) if line]
    if lines.pages:
        running = running_lines(cleaned, lines.pages)
        kept = [index for index in kept if index not in running] if running else kept
        kept = [index for index in kept if not (len(cleaned[index]) < 16 and PAGE_NUMBER.match(cleaned[index]))]
        _unswap(kept, cleaned)
    else:
        kept = [index for index in kept if not (cleaned[index][0] in "-—–－第" and _PAGE_MARK.match(cleaned[index]))]
    return _join(path, encoding, lines, kept, [cleaned[index] for index in kept])


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
        and (index in alone or index in onward or spots[index].page is None or len(line) >= 16 or not PAGE_NUMBER.match(line))
    ]  # fmt: skip
    goes_on = list(map(onward.get, kept)) if onward else None
    return _join(path, encoding, lines, kept, [cleaned[index] for index in kept], [index in alone for index in kept], goes_on)


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
        if _AMOUNT_FIRST.match(first) and not (_LEADS_TOO.search(before) or _COMPARES.match(after)):
            kept[i], kept[i + 1] = kept[i + 1], kept[i]


def _join(
    path: str,
    encoding: str,
    lines: Lines,
    kept: list[int],
    texts: list[str],
    alone: list[bool] | None = None,
    onward: list[bool | None] | None = None,
) -> Document:
    widths = list(map(len, "\n".join(texts).encode("gbk", "replace").split(b"\n")))
    if alone is not None:
        widths = [0 if single else width for width, single in zip(widths, alone, strict=bool(alone))]
    wrapped = _local_widths(widths)
    lengths = [0] * len(kept) if alone else [len(lines.texts[index].rstrip()) for index in kept]
    counted = _local_counts(lengths, texts)
    anchors: list[int] = []
    paragraphs: list[Paragraph] = []
    pieces: list[str] = []
    offset = start = first = 0
    previous = ""
    spoken = False
    for i, text in enumerate(texts):
        if i:
            full, width = wrapped[i - 1], widths[i - 1]
            whole = alone is not None and (alone[i] or alone[i - 1])
            known = onward[i - 1] if onward else None
            unknown = known is None
            cut = False
            if unknown and counted[i - 1] and not (_SIDE_BY_SIDE.search(previous) or _SIDE_BY_SIDE.search(text)):
                over = lengths[i - 1] - counted[i - 1]
                known = -1 <= over <= (_HANGING if previous[-1] in _HANGS else 0)
                known = known and not (_indented(lines, kept, i) or _is_over(previous, text))
                cut = known and not over
            elif unknown and not (previous[-1] == "。" and _indented(lines, kept, i)):
                known = bool(full) and width * 3 >= full * 2 and _goes_on(previous, width, text, full, i - 1 == first)
            if not (known or whole):
                known = text[0] in DIGIT_FIRST and led_to(previous, text) or (spoken or text[0] in _WITHIN) and _told(texts, first, i, unknown)
            if known and not whole:
                if previous[-1].isdigit() and text[0].isdigit() and not (cut or one_number(previous, text)):
                    pieces.append(" ")
                    offset += 1
            else:
                paragraphs.append(Paragraph(start, offset, first, i))
                pieces.append("\n")
                offset += 1
                start, first = offset, i
                spoken = False
        anchors.append(offset)
        pieces.append(text)
        offset += len(text)
        previous = text
        spoken = spoken or not SIGNS.isdisjoint(text) and speaks(text)
    if texts:
        paragraphs.append(Paragraph(start, offset, first, len(texts)))
    return Document(path, encoding, "".join(pieces), lines, paragraphs, anchors, kept)


def _indented(lines: Lines, kept: list[int], i: int) -> bool:
    """Whether a line is indented as the first of a paragraph is, and the one before it as the others are."""
    return lines.texts[kept[i]].startswith(_INDENT) and not lines.texts[kept[i - 1]].startswith(_INDENT)


def _told(texts: list[str], first: int, i: int, unknown: bool) -> bool:
    """Whether the words tell that line ``i`` goes on a sentence begun in line ``first`` or later; less is enough where widths are all there is."""
    previous, text = texts[i - 1], texts[i]
    before = "".join(texts[max(first, i - _BACK) : i])
    if unfinished(previous, text):
        return True
    return (left_open(previous, text, before) or unknown and midsentence(previous, text, before)) and not _begins(text)


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
            plateau = bisect_right(window, full + 2) - bisect_left(window, full - 12)
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
