"""Spaces that carry nothing: round Chinese words, and within a number whose digits are set apart."""

from bisect import bisect_right

from ..startup import pattern

# PDF extraction puts spaces round every number and word it was unsure of; where one side is Chinese they carry nothing.
# Both branches begin where the spaces begin, so that a long run of them is looked at once and not from every space in it.
_IDLE = pattern(
    r"(?<![!-~ \u3000\xa0\t])[ \u3000\xa0\t]++|(?<![ \u3000\xa0\t])[ \u3000\xa0\t]++(?![!-~])"
)
#: Single digits, points and commas with one space between any two, 1 6 , 4 1 0 . 7 1, and a sign that there are some.
_APART = pattern(r"(?<![!-~]|[!-~] )\d(?: [\d,.]){1,30}+(?! ?[\d,.])(?![a-zA-Z])")
_SOME = pattern(r"\d [\d,.] [\d,.]")
#: What they are where nobody doubts it: an amount with its point or commas, or a year; and what may be several numbers.
_AMOUNT = pattern(r"(?:0|[1-9]\d{0,11}|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d{1,6})?")
_YEAR = pattern(r"(?:19|20)\d\d")
_YEAR_NEXT = pattern(r" ?年")
_UNIT_NEXT = pattern(r" ?(?:[万亿]?元|[%％个人辆批次家台套项]|平方米)")
_SPACES = frozenset(" \u3000\xa0\t")
_FULL_WIDTH = "０１２３４５６７８９．％＋"
#: Spaces of other widths, as web pages have them.
_WIDE_SPACES = "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_TO_HALF = str.maketrans(_FULL_WIDTH + _WIDE_SPACES, "0123456789.%+" + " " * len(_WIDE_SPACES))
_OTHER_WIDTH = pattern(f"[{_FULL_WIDTH}{_WIDE_SPACES}]")
#: What nobody sees: control characters, and those that join, part, turn or fill.
_INVISIBLE = pattern(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe0e\ufe0f\ufeff\uffa0]"
)
#: Those of them that Python takes for printable, and what it does not though it is no more than space.
_FILLERS, _PLAIN = "\u034f\u115f\u1160\u3164\ufe0e\ufe0f\uffa0", "\n\r\t\f\u3000\xa0"

Span = tuple[int, int]


def half_width(text: str) -> str:
    """A text with its digits, the signs that belong to them, and spaces in half width; each stays one character."""
    return text.translate(_TO_HALF) if _OTHER_WIDTH.search(text) is not None else text


def turns(text: str) -> bool:
    """Whether characters of a text make it show backwards."""
    return "\u202d" in text or "\u202e" in text


def visible(text: str) -> str:
    """A text without the characters that nobody sees."""
    printed = text
    if not printed.isprintable():
        for space in _PLAIN:
            printed = printed.replace(space, "")
    if printed.isprintable() and not any(map(printed.__contains__, _FILLERS)):
        return text
    return _INVISIBLE.sub("", text) if _INVISIBLE.search(text) is not None else text


def seen_places(text: str) -> list[int]:
    """Where the characters of a text stand that :func:`visible` leaves."""
    return [at for at, char in enumerate(text) if _INVISIBLE.match(char) is None]


def without_idle(text: str) -> str:
    """A text, of one line or of several, without the spaces that carry nothing."""
    return digits_together(_IDLE.sub("", text))


def digits_together(text: str) -> str:
    """A text without the spaces within numbers whose digits are set apart."""
    spans = _within_numbers(text)
    return _without(text, spans) if spans else text


def idle_spans(line: str) -> list[Span]:
    """Where the spaces of a line stand that carry nothing."""
    line = half_width(line)
    if _SPACES.isdisjoint(line):
        return []
    spans = [match.span() for match in _IDLE.finditer(line)]
    # What is set apart by spaces that carry something is so in the line as it stands.
    within = _within_numbers(_without(line, spans)) if _SOME.search(line) is not None else []
    if not within:
        return spans
    # What is dropped before moves the others to the left.
    kept: list[int] = []
    dropped: list[int] = []
    total = 0
    for start, end in spans:
        kept.append(start - total)
        total += end - start
        dropped.append(total)
    for start, end in within:
        passed = bisect_right(kept, start)
        shift = dropped[passed - 1] if passed else 0
        spans.append((start + shift, end + shift))
    return sorted(spans)


def _without(text: str, spans: list[Span]) -> str:
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(text)]
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _within_numbers(text: str) -> list[Span]:
    """The spaces between digits that are set apart; ``text`` is without idle spaces.

    Numbers of columns and amounts side by side look alike: they are one number only where no other reading is left, or where
    a unit follows in a line in which another number is so set.
    """
    if _SOME.search(text) is None:
        return []
    sure: list[Span] = []
    likely: list[Span] = []
    for match in _APART.finditer(text):
        printed = match.group().rstrip(" ,.")
        number = printed.replace(" ", "")
        span = match.start(), match.start() + len(printed)
        if _is_sure(number, text, span[1]):
            sure.append(span)
        elif _AMOUNT.fullmatch(number) and _UNIT_NEXT.match(text, span[1]):
            likely.append(span)
    lines = {text.count("\n", 0, start) for start, _ in sure}
    numbers = sure + [each for each in likely if text.count("\n", 0, each[0]) in lines]
    return sorted((at, at + 1) for start, end in numbers for at in range(start + 1, end, 2))


def _is_sure(number: str, text: str, end: int) -> bool:
    """Whether digits that are set apart, and end there in a text, are one number: a year, or an amount with its point or commas."""
    if _YEAR.fullmatch(number) and _YEAR_NEXT.match(text, end):
        return True
    if not _AMOUNT.fullmatch(number) or "." not in number and "," not in number:
        return False
    return len(number) > 3 or _UNIT_NEXT.match(text, end) is not None
