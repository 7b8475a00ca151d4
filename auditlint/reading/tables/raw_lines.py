"""Raw text, where an extractor has lost the places on the page: which of its lines are those of tables.

A line of a table has one space between its cells and none for a blank cell, and a cell may go on over several lines.  What is
left is the order: codes and names, and behind them their amounts.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from ...model.document import Document
from ...named import NamedTuple
from ...startup import pattern
from .amounts import BLANK, PLAIN, is_amount, is_plain
from .text_pieces import MEASURE, is_sentence, is_title

_WORD = pattern(r"\S+")
#: An amount with the spaces beside it; those between two amounts are found once, behind the first.
_SPACED = pattern(rf"(?:(?<!\s)(\s++)|(?<!\S)){PLAIN}(?!\S)(\s*+)")
_DIGIT = pattern(r"\d")
#: The number of a page; it begins with a digit or one of the signs.
_PAGE_SIGNS = frozenset("-—–－·第")
_PAGE = pattern(r"[-—–－·第\s]*\d{1,4}[-—–－·页\s]*(?:共\s*\d+\s*页)?$")
_YEAR = pattern(r"(?<!\d)20\d\d(?!\d)")
_NOTE = pattern(r"[（(]?(?:注|备注|说明)\s*\d*\s*[:：]")
#: A name that something is said of.
_SAID = pattern(r"(?<!其中)(?<!单位)[:：](?!\d*$)\S*?\d")
#: What names another table, or another part.
_NAMED = pattern(r"表(?:[（(][^（）()]*[）)])?$|^公开|^附|^表|^第[一二三四五六七八九十]+部分")
#: What begins the name of a row of its own.
MARK = pattern(r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．](?!\d)|[（(]\d{1,2}[)）]|其中[:：]")
CODE = pattern(r"\d{2,9}$|\d{3}-\d{2,}$")
TOTAL = pattern(r"(?:合计|总计|小计)$")
#: What heads the numbers of rows.
NUMBER = "序号"
#: The number of a page has no more digits.
_DIGITS = 3
#: A page has at least so many lines: where digits alone stand more often, they are cells.
_OF_PAGE = 10
_PERFORMANCE = pattern(r"绩效.*表|表.*绩效")
#: A line that is a code alone, and no number of a page.
_KIND = pattern(r"[1-5]\d\d(?:\d\d){0,2}$")
#: So often a line with a year is printed that it runs over the pages, and so long it is; so far before the first amounts its row may begin.
_RUNNING, _LONG, _BEFORE = 3, 8, 3
#: The name of the first row, where its amounts stand below it; several words, or less, are a head.
_NAME = 4
#: No head has more lines; a line that sentences part from its table has at least so many amounts.
_TALLEST, _WIDE = 24, 3
#: So many times more often one space stands beside an amount than several where places are lost.
_MOSTLY = 4


class Word(NamedTuple):
    """What spaces part in a line: the index of the line, its text, where it starts, whether it is an amount, and the half of its table where a number told."""

    line: int
    text: str
    start: int
    amount: bool
    half: int = -1


class _Line(NamedTuple):
    """A line as it stands, and without the spaces round it; a few digits ``alone`` are no number of a page, but a code or what an amount lacks.

    Its words are made when they are asked for: most lines are no rows.
    """

    number: int
    text: str
    plain: str
    alone: bool = False

    def words(self) -> list[Word]:
        """What spaces part in it."""
        return [Word(self.number, self.plain, self.text.find(self.plain), True)] if self.alone else _words(self.number, self.text)


class RawTable(NamedTuple):
    """The lines of one table: the titles above it, the words of its head by line, and those of its rows."""

    over: tuple[str, ...]
    head: list[list[Word]]
    body: list[list[Word]]


def is_raw(document: Document) -> bool:
    """Whether amounts have one space beside them nearly always where no sentence holds them: the text tells nothing of columns."""
    near = apart = 0
    own = document.stretch
    for text in document.lines.texts[own.start : own.stop]:
        if "." not in text and "," not in text or is_sentence(text):
            continue
        for match in _SPACED.finditer(text):
            sizes = [end - start for start, end in (match.span(1), match.span(2)) if start > 0 and end < len(text)]
            near += sizes.count(1)
            apart += len(sizes) - sizes.count(1)
    return near >= _MOSTLY * apart


def raw_tables(document: Document) -> list[RawTable]:
    """The tables of a raw text in order; those that go on over pages under the same title and head are one."""
    return _Search(document).tables


class _Search:
    """Goes through the lines once: titles, a head, rows."""

    def __init__(self, document: Document):
        self.tables: list[RawTable] = []
        self.over: list[str] = []
        self.before: list[_Line] = []
        self.widest = 0
        self.open = self.interrupted = self.titled = self.performance = False
        self.heads: set[str] = set()
        texts, paged = document.lines.texts, document.lines.pages is not None
        own = document.stretch
        plain = list(map(str.strip, texts[own.start : own.stop]))
        often = Counter(plain)
        paged = paged or _OF_PAGE * sum(count for text, count in often.items() if text.isdecimal()) > len(plain)
        for index in document.origins:
            text = plain[index - own.start]
            alone = paged and text.isdecimal() and len(text) <= _DIGITS
            if text and (alone or not _is_page(text)) and not (often[text] >= _RUNNING and _runs_on(text)):
                self._take(_Line(index, texts[index], text, alone))

    def _take(self, line: _Line) -> None:
        title = is_title(line.plain)
        if self.performance and not self.open and not title:  # its rows are read apart
            return
        said = _is_said(line.plain)
        words = line.words() if not said and _DIGIT.search(line.plain) is not None else []
        if said or _has_measures(words):
            self.interrupted = True
            self.before.clear()
        elif _has_amounts(words) or self.open and not self.titled and _is_whole(words):
            self._row(words)
        elif title:
            self._title(line.plain)
        else:
            self.before.append(line)

    def _title(self, text: str) -> None:
        """A line that names a table, or what stands around one; those that follow each other are one title."""
        if not self.titled:
            self.over.clear()
        self.titled = True
        if _PERFORMANCE.search(text) is not None:
            self.performance = True
        elif _NAMED.search(text) is not None:
            self.performance = False
        self.over.append("".join(text.split()))
        self.before.clear()

    def _row(self, words: list[Word]) -> None:
        """A line with amounts: the first of a table, or one of the table that is open."""
        lines, self.before = self.before, []
        if self.performance:
            self.open = False
            return
        before = [line.words() for line in lines]
        if self.titled or not self.open:
            self._first_row(before, words)
        elif self.interrupted and not self._goes_on_behind_sentences(words):
            self.open = False
        else:
            self.interrupted = False
            self._enter(line for line in [*before, words] if line is words or _joined(line) not in self.heads)

    def _first_row(self, before: list[list[Word]], words: list[Word]) -> None:
        """The first line with amounts below a title or a head: that of another table, or of the one before, which goes on."""
        head, body = _parted(before, words)
        if self._goes_on(head):
            self._enter(body)
        elif self.titled or head and not self.interrupted:
            self.tables.append(RawTable(tuple(self.over), head, []))
            self.heads = {_joined(line) for line in head}
            self.widest = 0
            self._enter(body)
            self.open = True
        self.interrupted = self.titled = False

    def _enter(self, lines: Iterable[list[Word]]) -> None:
        """Enter lines of the last table."""
        for line in lines:
            self.tables[-1].body.append(line)
            self.widest = max(self.widest, _width(line))

    def _goes_on_behind_sentences(self, words: list[Word]) -> bool:
        """Whether a line that sentences part from its table is as wide as the widest there."""
        return _width(words) >= _WIDE and _width(words) == self.widest

    def _goes_on(self, head: list[list[Word]]) -> bool:
        """Whether a table goes on under the same titles, or parts of them, and the same head."""
        return bool(self.tables) and self.titled and set(self.over) <= set(self.tables[-1].over) and {_joined(line) for line in head} == self.heads


def _words(index: int, text: str) -> list[Word]:
    """The words of a line; single characters that spaces part are one."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if found and len(word) == 1 and not word.isascii() and word not in BLANK and _spaced(text[found[-1].start : match.start()]):
            found[-1] = found[-1]._replace(text=found[-1].text + word)
            continue
        found.append(Word(index, word, match.start(), is_amount(word)))
    return found


def _spaced(text: str) -> bool:
    """Whether all words of a text are single characters."""
    return all(len(word) == 1 and not word.isascii() for word in text.split())


def _is_page(text: str) -> bool:
    """Whether a line is the number of a page."""
    return (text[0].isdecimal() or text[0] in _PAGE_SIGNS) and _PAGE.match(text) is not None and _KIND.match(text) is None


def _runs_on(text: str) -> bool:
    """Whether a line that is printed often is what runs over all pages, and no row."""
    return _YEAR.search(text) is not None and len(text) >= _LONG and not is_title(text) and not any(map(is_plain, text.split()))


def _is_said(text: str) -> bool:
    """Whether a line is a part of a sentence, or a note."""
    return is_sentence(text) or (":" in text or "：" in text) and (_NOTE.match(text) is not None or _SAID.search(text) is not None)


def _has_measures(words: list[Word]) -> bool:
    """Whether an amount has its unit behind it, as in a sentence."""
    pairs = ((word, after) for word, after in pairwise(words) if word.amount and not after.amount)
    return any(is_plain(word.text) and MEASURE.match(after.text) for word, after in pairs)


def _has_amounts(words: list[Word]) -> bool:
    return any(is_plain(word.text) for word in words if word.amount)


def _width(words: list[Word]) -> int:
    """How many amounts a line has."""
    return sum([word.amount for word in words])


def _is_whole(words: list[Word]) -> bool:
    """Whether a line is a code or a numbered name and amounts without decimals."""
    if len(words) < 2 or not words[-1].amount or not _is_marked(words):
        return False
    return words[-1].text.isdecimal() and not all(word.amount for word in words)


def _parted(before: list[list[Word]], words: list[Word]) -> tuple[list[list[Word]], list[list[Word]]]:
    """The lines before the first with amounts: the head, and the beginning of the first row where its name stands over several lines."""
    bare = words[0].amount and not CODE.match(words[0].text)
    near = reversed(range(max(0, len(before) - _BEFORE), len(before)))
    start = next((number for number in near if _is_marked(before[number]) or bare and _is_total(before[number])), None)
    if start is None:
        start = len(before) - (bare and len(before) > 1 and len(before[-1]) == 1 and len(before[-1][0].text) >= _NAME)
    while start > 0 and _is_marked(before[start - 1]):
        start -= 1
    if start > 0 and _joined(before[start - 1]) == "1" and any(word.text == NUMBER for line in before for word in line):
        start -= 1
    return before[max(0, start - _TALLEST) : start], [*before[start:], words]


def _is_marked(line: list[Word]) -> bool:
    """Whether a line begins with a code or a mark, as a row does."""
    return CODE.match(line[0].text) is not None or MARK.match(line[0].text) is not None


def _is_total(line: list[Word]) -> bool:
    return len(line) == 1 and TOTAL.search(line[0].text) is not None


def _joined(words: list[Word]) -> str:
    return "".join(word.text for word in words)

