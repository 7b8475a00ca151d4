"""Rows of tables in raw text: codes, a name and amounts in order, in one or more halves beside each other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from ...startup import pattern
from .amounts import BLANK, decimals, goes_on, is_plain, usual_decimals
from .raw_lines import CODE, MARK, NUMBER, TOTAL, Word

#: The name of a row of totals, wherever the line before ended.
_WHOLE = pattern(r"[一-龥]{0,6}(?:合计|总计|小计)$")
#: Heads that each half of a table has.
_HEADS = pattern(r"(?:项目|科目名称|科目编码|经济分类(?:科目名称)?|(?:功能|经济)科目(?:名称|编码))$")
#: The code of a kind of expenditure, by which a half goes on: 301, 30201.
_ECONOMIC = pattern(r"[235]\d\d(?:\d\d){0,2}$")
_BROKEN = pattern(r"-?\d[\d,]*\.\d*$")
_KINDS, _TOTAL = frozenset(("人员经费", "公用经费", "本年收入", "本年支出", "收入", "支出")), 2
_RECEIPTS, _SPENDING, _FUNDS = pattern(r"收入"), pattern(r"支出"), pattern(r"拨款|资金|上年结[转余]")
#: What a year begins with stands beside the receipts, what it leaves beside the spending.
_BROUGHT, _LEFT = pattern(r"(?:年初|上年)结|使用非财政|用事业基金"), pattern(r"结余分配|(?:年末|年终)结|结转下年")
_CARRIED = "结转"
_LEVEL = pattern(r"\d\d$")
#: A whole code below the highest level, and by how many digits its levels differ.
_LOWER, _STEP = pattern(r"\d{5}(?:\d\d)?$"), 2
#: Fewer digits alone in a line may be the number of a page.
_CODED = 2
_NUMERALS = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)}
#: Two names in one line are those of two halves if they are so long.
_NAME = 3
#: No table has more halves.
_HALVES = 4


class Record:
    """A row of one half: its number, its codes, the code within its name, the words of its name, and its amounts; ``half`` is -1 where it is open."""

    __slots__ = ("number", "codes", "inner", "words", "amounts", "half")

    def __init__(self) -> None:
        self.number: Word | None = None
        self.codes: list[Word] = []
        self.inner: list[Word] = []
        self.words: list[Word] = []
        self.amounts: list[Word] = []
        self.half = 0

    @property
    def label(self) -> str:
        """Its name."""
        return "".join(word.text for word in self.words)

    @property
    def first(self) -> Word:
        """The word that it begins with."""
        return min((*self.codes, *self.words, *self.amounts), key=lambda word: (word.line, word.start))

    @property
    def line(self) -> int:
        """The line in which it stands beside those of other halves: its codes may stand above it."""
        return min(word.line for word in (*self.words, *self.amounts) or self.codes)

    @property
    def total(self) -> bool:
        """Whether it is a row of totals."""
        return not self.codes and TOTAL.search(self.label) is not None

    @property
    def marked(self) -> tuple[int, int] | None:
        """The kind of mark that its name begins with, and the number."""
        found = MARK.match(self.label)
        if found is None or found.group().startswith("其中"):
            return None
        kind = 2 * found.group()[-1:].isascii() + found.group().startswith(("（", "("))
        digits = found.group().strip("（()）、.．")
        return (kind, int(digits)) if digits.isdecimal() else (4 + kind, _numeral(digits))


def _numeral(text: str) -> int:
    tens, ten, ones = text.partition("十")
    if not ten:
        return _NUMERALS.get(text[-1:], 0)
    return 10 * _NUMERALS.get(tens[-1:], 1) + _NUMERALS.get(ones[:1], 0)


def records(head: Sequence[Sequence[Word]], body: Sequence[Sequence[Word]]) -> tuple[list[Record], int]:
    """The rows of a table and how many halves it has."""
    body = _with_names(list(_whole(body, any(word.text == NUMBER for line in head for word in line))))
    halves = _halves(head, body)
    found = [record for record in _Rows(halves).of(body) if record.codes or record.words or record.amounts]
    if halves > 1:
        _Halves(found, halves).place()
    return found, halves


def _whole(body: Sequence[Sequence[Word]], numbered: bool) -> Iterator[list[Word]]:
    """The lines of a table; amounts whose last digits begin the next line are put together again.

    Where rows are ``numbered``, digits that number the next one are no others.
    """
    usual = usual_decimals(word.text for line in body for word in line if word.amount)
    waiting: list[Word] = []
    count = 0
    for line in body:
        rest = list(line)
        following = numbered and rest[0].text == str(count + 1)
        count += following
        if waiting:
            last = waiting[-1]
            if not following and _completes(rest[0].text, last.text, usual):
                waiting[-1] = last._replace(text=last.text + rest.pop(0).text, amount=True)
            yield waiting
        if is_left_out(rest):
            rest = []
        waiting = rest
    if waiting:
        yield waiting


def _with_names(body: Sequence[Sequence[Word]]) -> Sequence[Sequence[Word]]:
    """The lines of a table, those of a code and amounts alone put together with the name around them: its begin above, its end below.

    Of the names between two such lines the last begins the second.
    """
    known = {line[0].text[:size] for line in body if _is_code(line[0]) and _is_name(line[-1] if len(line) < 2 else line[1]) for size in (3, 5)}
    for line in body:
        if _is_bare(line, known):
            known.add(line[0].text[:5])
    bare = [_is_bare(line, known) and at > 0 and _are_names(body[at - 1]) for at, line in enumerate(body)]
    if not any(bare):
        return body
    found: list[Sequence[Word]] = []
    at = 0
    while at < len(body):
        line = body[at]
        at += 1
        if bare[at - 1]:
            below = at < len(body) and _are_names(body[at]) and not (at + 1 < len(body) and bare[at + 1])
            line = [line[0], *found.pop(), *(body[at] if below else ()), *line[1:]]
            at += below
        found.append(line)
    return found


def _is_bare(line: Sequence[Word], known: set[str]) -> bool:
    """Whether a line is a code, one of which others of the table are next to or below, and amounts."""
    return _LOWER.match(line[0].text) is not None and line[0].text[:-_STEP] in known and len(line) > 1 and all(word.amount for word in line[1:])


def _are_names(line: Sequence[Word]) -> bool:
    """Whether a line is a name without a mark, or a part of one, and no total."""
    return all(map(_is_name, line)) and MARK.match(line[0].text) is None and TOTAL.search(line[-1].text) is None


def is_left_out(line: Sequence[Word]) -> bool:
    """Whether a line may be the number of a page: it is no part of a row, though an amount may look so."""
    return len(line) == 1 and line[0].text.isdecimal() and len(line[0].text) < _CODED


def _completes(text: str, broken: str, usual: int) -> bool:
    """Whether digits are those that an amount lacks beside others of its table."""
    return _BROKEN.match(broken) is not None and text.isdecimal() and len(text) == usual - decimals(broken) and goes_on(broken, text)


def _halves(head: Sequence[Sequence[Word]], body: Sequence[Sequence[Word]]) -> int:
    """How many halves stand beside each other: names and amounts by turns in some lines, or heads that are printed for each."""
    groups = Counter(_groups(line) for line in body)
    turns = max((count for count in groups if count <= _HALVES and sum(more for each, more in groups.items() if each >= count) > 1), default=1)
    named = Counter(word.text for line in head for word in line if _HEADS.match(word.text))
    ends = [line[-1].text for line in body if len(line) > 1 and line[-1].text.isdecimal() and is_plain(line[-2].text)]
    coded = bool(ends) and all(map(_ECONOMIC.match, ends))  # a column of rates has others among them
    return max(turns, min(_HALVES, max(named.values(), default=1)), 1 + coded)


def _groups(line: Sequence[Word]) -> int:
    """How often a line goes from names to amounts."""
    count = 0
    named = False
    for word in line:
        if is_plain(word.text):
            count += named
            named = False
        elif not word.amount and word.text not in BLANK:
            named = True
    return count


def _is_code(word: Word) -> bool:
    return CODE.match(word.text) is not None


def _is_name(word: Word | None) -> bool:
    return word is not None and not word.amount and word.text not in BLANK


class _Rows:
    """Reads words in order into records."""

    def __init__(self, halves: int):
        self.halves = halves
        self.found: list[Record] = []
        self.now = Record()
        self.count = 0

    def of(self, body: Sequence[Sequence[Word]]) -> list[Record]:
        """The records of some lines."""
        for line in body:
            first = line[0]
            numbered = first.text == str(self.count + 1) and len(line) > 1
            if numbered:
                self._new()
                self.count += 1
                self.now.number = first
            for before, word, after in zip((None, *line), line, (*line[1:], None), strict=False):
                if word is not first or not numbered:
                    self._take(word, before, after)
        self._new()
        return self.found

    def _take(self, word: Word, before: Word | None, after: Word | None) -> None:
        if self._is_code(word, before, after):
            self._code(word, after)
        elif word.text in BLANK or word.amount and (before is not None or after is None or after.amount or after.text in BLANK or self._waits(word)):
            self.now.amounts.append(word)
        elif before is not None or after is not None or not self._ends_above(word):
            self._name(word, before)

    def _ends_above(self, word: Word) -> bool:
        """Give a word that is alone in its line to the row above whose name it ends: 本年收入, and 合计 below its amounts."""
        lacking = [record for record in (*self.found[-self.halves :], self.now) if record.label in _KINDS and record.amounts]
        if len(word.text) > _TOTAL or TOTAL.search(word.text) is None or len(lacking) != 1:
            return False
        lacking[0].words.append(word)
        return True

    def _waits(self, word: Word) -> bool:
        """Whether the name so far waits for the amount that begins this line: it is wrapped over the lines above."""
        return bool(self.now.words) and not self.now.amounts and is_plain(word.text)

    def _new(self) -> None:
        if self.now.codes or self.now.words or self.now.amounts or self.now.number:
            self.found.append(self.now)
        self.now = Record()

    def _is_code(self, word: Word, before: Word | None, after: Word | None) -> bool:
        if not _is_code(word):
            return False
        if before is None:
            return after is None or not after.amount or _is_code(after)
        if self.halves > 1:
            return self._is_code_of_next_half(word, after)
        if self.now.amounts:
            return _is_name(after)
        if self.now.words:
            return _is_name(after) and len(word.text) > 2
        return bool(self.now.codes)

    def _is_code_of_next_half(self, word: Word, after: Word | None) -> bool:
        """Whether digits within a line are a code where the next half begins with one."""
        if self.now.amounts and after is not None:
            return _is_name(after) or _is_code(after)
        if self.now.amounts or self.now.words:
            return _ECONOMIC.match(word.text) is not None
        return bool(self.now.codes)

    def _code(self, word: Word, after: Word | None) -> None:
        now = self.now
        if self.halves < 2 and now.codes and now.words and not now.amounts and now.words[-1].line == word.line and after is not None:
            now.inner.append(word)
            return
        if now.amounts or now.words or now.codes and _LEVEL.match(word.text) is None:
            self._new()
        self.now.codes.append(word)

    def _name(self, word: Word, before: Word | None) -> None:
        now = self.now
        if now.amounts or now.words and self._begins(word, before):
            self._new()
        self.now.words.append(word)

    def _begins(self, word: Word, before: Word | None) -> bool:
        """Whether a word behind a name is another name."""
        if MARK.match(word.text) is not None:
            return True
        if _WHOLE.match(word.text) is not None:  # the name of a total may be broken before its last word
            return before is not None or len(word.text) > _TOTAL or self.now.label not in _KINDS
        if self.halves < 2:
            return False
        if before is None:  # the line above ends with the name of the last half
            return self.now.words[-1].line != word.line and self.now.words[0].start > 0 and self.now.marked is None and not self.now.codes
        return not before.amount and min(len(before.text), len(word.text)) >= _NAME


class _Halves:
    """Finds the half of each record: those of one line in order, others by the mark or code that they go on with, or by what follows."""

    def __init__(self, found: list[Record], halves: int):
        self.found = found
        self.halves = halves
        self.marks: list[dict[int, int]] = [{} for _ in range(halves)]
        self.code = [""] * halves
        self.plain = [0] * halves

    def place(self) -> None:
        """Give every record its half; where a line has more records than there are halves, those behind may be any."""
        at = 0
        for _, group in groupby(self.found, key=lambda record: record.line):
            line = list(group)
            low = 0
            for number, record in enumerate(line):
                left = self.halves - len(line) + number + 1
                among = range(low, min(max(left, low + 1), self.halves))
                if among:
                    record.half = number if len(line) == self.halves else self._half(record, at + number, among)
                else:
                    record.half = -1
                low = max(low, record.half + 1)
                self._take(record)
            at += len(line)

    def _take(self, record: Record) -> None:
        if record.half < 0:
            return
        marked = record.marked
        if marked is not None:
            self.marks[record.half][marked[0]] = marked[1]
        elif not record.codes and not record.total:
            self.plain[record.half] += 1
        if record.codes and len(record.codes[0].text) > 2:
            self.code[record.half] = record.codes[0].text[:3]

    def _half(self, record: Record, at: int, among: range) -> int:
        """The half of a record that is not one of as many as there are halves; -1 where it may be any."""
        told = next((word.half for word in record.words if word.half in among), -1)
        if told >= 0:
            return told
        if self.halves == 2 and not record.codes and (side := self._side(record, at)) in among:
            return side
        receipts, spending = _RECEIPTS.search(record.label) is not None, _SPENDING.search(record.label) is not None
        if self.halves == 2 and at and 0 in among and _FUNDS.search(record.label) and not spending:
            return 0  # funds are where money comes from
        fits = self._fits(record, among)
        if len(fits) > 1 and self.halves == 2:
            if receipts != spending and not record.codes:
                return int(spending)
            return 0 if self._leads(record, at) else 1
        return fits[0] if len(fits) == 1 else -1

    def _side(self, record: Record, at: int) -> int:
        """The half that the name of a record tells: what is brought in, what is left, or the first and second of what is carried over of the same name; -1 for none."""
        if _BROUGHT.match(record.label):
            return 0
        if _LEFT.match(record.label):
            return 1
        before, after = (self.found[each].label if 0 <= each < len(self.found) else "" for each in (at - 1, at + 1))
        if _CARRIED not in record.label or (before == record.label) == (after == record.label):
            return -1
        return int(before == record.label)

    def _fits(self, record: Record, among: range) -> list[int]:
        """The halves that a record may go on with."""
        if record.total:
            return list(among) if self.halves == 2 else []
        if record.codes:
            code = record.codes[0].text
            return [half for half in among if self.code[half] == code[:3]] or [half for half in among if self.code[half] < code]
        marked = record.marked
        if marked is not None:
            return [half for half in among if self.marks[half].get(marked[0], 0) == marked[1] - 1]
        return self._plainest(among)

    def _plainest(self, among: range) -> list[int]:
        """The half with by far the most names without code and mark."""
        counts = sorted((self.plain[half], -half) for half in among)
        clear = len(counts) < 2 or counts[-2][0] * 2 < counts[-1][0]
        return [-counts[-1][1]] if clear and counts[-1][0] else []

    def _leads(self, record: Record, at: int) -> bool:
        """Whether a record that either of two halves may have is followed by its neighbour in the second one."""
        after = self.found[at + 1] if at + 1 < len(self.found) else None
        if after is None:
            return False
        if record.total:
            return after.total
        if record.codes:  # a kind that neither half has: the next record goes on with the other half, or with this kind in the half of the last
            if not after.codes or after.codes[0].text[:3] == record.codes[0].text[:3]:
                return at > 0 and self.found[at - 1].half == 0 and self.code[1] != ""
            return self.code[0] != after.codes[0].text[:3]
        return after.marked == record.marked

