"""Lines of plain text as pieces: what stands apart from its neighbours, and where on the page it stands."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ...model.document import Document, Standing
from ...named import NamedTuple
from ...startup import pattern
from .amounts import BLANK, PLAIN, is_amount, is_plain

#: What may be the last digits of an amount.
_REST = pattern(r"\s*\d{1,2}\s*$")
#: The decimals of one amount and the beginning of the next.
_TOUCHING = pattern(r"\.\d\d(?:\d{1,3}(?:,\d{3})*)$")
_WORD = pattern(r"\S+")
#: A word that is a plain amount.
_PLAIN_WORD = pattern(rf"(?<!\S){PLAIN}(?!\S)")
_WIDE_SPACE = "\u3000"
_WIDE = pattern(r"[^\x00-\u2e7f]|[“”‘’…—·×①-⓿■□○●△▲☆★]")
#: Words whose two characters heads set apart.
_SPACED = frozenset(("收入", "支出", "项目", "合计", "科目", "总计", "小计", "金额", "单位", "名称", "编码", "备注", "序号"))
#: The levels of a code, each the head of a column.
LEVELS = frozenset("类款项")
#: What makes an amount before it a part of a sentence.
MEASURE = pattern(r"(?:万|亿|千)?元|%|％|万|个(?!人)|[辆台套批名户号]|次(?!要)|人(?![员民力才])|家(?!庭|具)|项(?!目)|年(?![初末终])|月|日(?!常)|平方米|公里|百分点")
#: What makes any amount before it a part of a sentence, however far it stands.
_MONEY = pattern(r"(?:万|亿|千)?元|%|％|万(?![元一-龥])")
_DECIMALS = pattern(r"\.\d+$")
#: What begins the name of a row: an amount before it is that of the half left of it.
MARK = pattern(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
#: What makes a sentence, or a part of one, of a line without its signs: no row of a table has it.
_SAID = pattern(r",(?!\d)|\d\s*(?:万元|亿元)")
#: So long is a piece that is a sentence if it has the signs of one.
_LONG = 18
#: No table has more columns.
_WIDEST = 80
#: A sentence that begins so far to the right is one in a cell.
_MARGIN = 30
#: A code before a name, and one alone.
_CODE, _CODE_ALONE = pattern(r"(\d{2,9})(\s*)[一-龥]{2}"), pattern(r"\d{2,9}$")
#: The code of a level below the first, printed by itself.
_LEVEL = 2
#: The unit of a table, which stands above it.
_UNIT = pattern(r"(?:单位|金额)\s*[:：]\s*(?:人民币)?[（(]?\s*[百千万亿]?\s*元|^[（(]?\s*[百千万亿]元\s*[）)]?$")
#: The name of a table or of what stands around one; one without 表 begins so.
_NAME_FIRST = "注第"
_TITLE = pattern(r"(?:表|表\s*[（(][^（）()]*[）)])$|^(?:公开|附|续)?\s*表\s*[\d一二三四五六七八九十]+|^公开\s*\d+\s*表$|^注\s*\d*\s*[:：.]|^第[一二三四五六七八九十]+部分")


#: Where a word starts and ends in its line, and its left and right edge on the page.
_Place = tuple[int, int, int, int]


class Piece(NamedTuple):
    """What stands apart in a line: its text, where that starts in the line, and its left and right edge on the page.

    Edges count in characters, or in halves of wide characters where a text is set so.  ``line`` is the index of its line.
    ``plain`` tells that it is an amount that is no code, no year and no number of a row.
    ``words`` are the places of its words where the reader knows them and there are several.
    """

    line: int
    text: str
    start: int
    left: int
    right: int
    amount: bool
    plain: bool
    words: tuple[_Place, ...] = ()

    def meets(self, left: int, right: int) -> bool:
        """Whether it stands over or under what has these edges."""
        return self.left < right and left < self.right


class PieceLine(NamedTuple):
    """A line that is no sentence and no title, in pieces; ``number`` is its index among the lines of the document.

    ``gap`` tells that a blank line, or one that is dropped, stands before it; ``dropped`` is one itself, taken for the number
    of a page, which may yet be the last digits of an amount.
    ``dashed`` tells that it has signs for blank cells.
    """

    number: int
    pieces: tuple[Piece, ...]
    gap: bool
    dropped: bool = False
    dashed: bool = False

    @property
    def amounts(self) -> int:
        """How many of its pieces are amounts."""
        return sum(piece.amount for piece in self.pieces)


def stretches(document: Document) -> Iterator[list[PieceLine]]:
    """The lines of each page between sentences, titles and units; in plain text signs for blank cells are among their pieces."""
    if document.lines.spots is not None:
        yield from _standing(document)
        return
    run: list[PieceLine] = []
    gap = document.stretch.start > 0
    for index, kept, turned, pieces in _lines(document):
        if run and (turned or kept and not pieces):
            yield _decoded(run)
            run = []
        if pieces and (kept or run and not gap):
            run.append(PieceLine(index, pieces, gap, not kept, any(piece.text in BLANK for piece in pieces)))
        gap = not kept
    if run:
        yield _decoded(run)


def _standing(document: Document) -> Iterator[list[PieceLine]]:
    """The same where the reader knows where the words stand."""
    lines = document.lines
    margin = min((left for standing in lines.standing.values() for _, left, _ in standing.words), default=0)
    run: list[PieceLine] = []
    for before, index in pairwise((-1, *document.origins)):
        standing, text = lines.standing.get(index), lines.texts[index]
        pieces = () if standing is None else _standing_pieces(index, text, standing, margin)
        if len(pieces) > _WIDEST or _stands_alone(text, pieces):
            pieces = ()
        if run and (not pieces or lines.page_of(index) != lines.page_of(before)):
            yield _decoded(run)
            run = []
        if pieces and standing is not None:
            told = _told(pieces)
            run.append(PieceLine(index, told, standing.gap, dashed=len(told) < len(pieces)))
    if run:
        yield _decoded(run)


def _told(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces without the signs for blank cells, which stand at another edge of their columns than amounts do."""
    return tuple([piece for piece in pieces if piece.text not in BLANK])


def _decoded(run: list[PieceLine]) -> list[PieceLine]:
    """Lines whose codes stand near to their names, parted from them where both have columns of their own and some codes stand alone."""
    pieces = [piece for line in run for piece in line.pieces]
    alone = [piece for piece in pieces if piece.amount and _CODE_ALONE.match(piece.text)]
    if not alone:
        return run
    coded = sorted((each for piece in pieces if (each := _coded(piece)) is not None), key=lambda each: each.code.left)
    parted = {each.piece: each for column in _code_columns(coded) if _is_apart(column, alone) for each in column}
    if not parted:
        return run
    return [line._replace(pieces=tuple([part for piece in line.pieces for part in (parted[piece][1:] if piece in parted else (piece,))])) for line in run]


class _Coded(NamedTuple):
    """A piece that begins with a code, and the code and the name apart."""

    piece: Piece
    code: Piece
    name: Piece


def _coded(piece: Piece) -> _Coded | None:
    """A code and the name behind it; ``None`` for a piece that is another thing, or where nothing is between them."""
    found = _CODE.match(piece.text)
    if found is None:
        return None
    size, behind = len(found[1]), found.end(2)
    if piece.words:
        (start, end, left, right), *others = piece.words
        code = Piece(piece.line, piece.text[: end - start], start, left, right, True, False)
        name = piece.text[others[0][0] - start :]
        words = tuple(others) if len(others) > 1 else ()
        return _Coded(piece, code, Piece(piece.line, name, others[0][0], others[0][2], piece.right, False, False, words))
    if behind == size:
        return None
    code = Piece(piece.line, found[1], piece.start, piece.left, piece.left + size, True, False)
    return _Coded(piece, code, Piece(piece.line, piece.text[behind:], piece.start + behind, piece.left + behind, piece.right, False, False))


def _code_columns(coded: Iterable[_Coded]) -> Iterator[list[_Coded]]:
    """Pieces that begin with a code, from left to right, whose codes stand over each other."""
    column: list[_Coded] = []
    for each in coded:
        if column and each.code.left >= _codes_end(column):
            yield column
            column = []
        column.append(each)
    if column:
        yield column


def _codes_end(column: list[_Coded]) -> int:
    return max(each.code.right for each in column)


def _is_apart(column: list[_Coded], alone: list[Piece]) -> bool:
    """Whether the names behind codes begin where no code reaches, and codes that stand alone are over or under them, or left of their last level."""
    left, right = column[0].code.left, _codes_end(column)
    last = all(len(each.code.text) == _LEVEL for each in column)
    return right <= min(each.name.left for each in column) and any(code.meets(left, right) or last and code.right <= left for code in alone)


def _lines(document: Document) -> Iterator[tuple[int, bool, bool, tuple[Piece, ...]]]:
    """Each line of a text: whether it was kept, whether it begins a page, and the pieces that it may give a table."""
    texts, pages = document.lines.texts, document.lines.pages
    own = document.stretch
    wide = _set_wide(texts[own.start : own.stop])
    known = set(document.origins)
    cells = document.lines.cells
    for index, text in enumerate(texts[own.start : own.stop], own.start):
        kept = index in known
        turned = pages is not None and index > 0 and pages[index] != pages[index - 1]
        # Where tabs part the cells of some tables, a line with tabs is aligned with nothing.
        silent = index in cells or bool(cells) and "\t" in text if kept else _REST.match(text) is None
        pieces = () if silent else pieces_of(index, text, wide, turned)
        yield index, kept, turned, () if kept and (len(pieces) > _WIDEST or _stands_alone(text, pieces)) else pieces


def is_sentence(text: str) -> bool:
    """Whether a line is a sentence or a part of one; most lines are told by a sign alone."""
    if "，" in text or "。" in text or "；" in text:
        return True
    return ("," in text or "元" in text) and _SAID.search(text) is not None


def is_title(text: str) -> bool:
    """Whether a line names a table or its unit."""
    plain = text.strip()
    return _is_unit(plain) or _is_named(plain) and not is_amount(plain)


def _is_unit(text: str) -> bool:
    return "元" in text and _UNIT.search(text) is not None


def _is_named(text: str) -> bool:
    return ("表" in text or text[:1] in _NAME_FIRST) and _TITLE.search(text) is not None


def _stands_alone(text: str, pieces: tuple[Piece, ...]) -> bool:
    """Whether a line is a sentence, a title or the unit of a table."""
    plain = text.strip()
    if _is_unit(plain) or len(pieces) == 1 and not pieces[0].amount and _is_named(plain):
        return True
    if _MONEY.search(plain) is not None and any(each.amount and _MONEY.match(after.text) is not None for each, after in pairwise(pieces)):
        return True
    for piece in pieces:
        if piece.plain or piece.left >= _MARGIN:
            return False
        if len(piece.text) >= _LONG and is_sentence(piece.text):
            return True
    return False


def pieces_of(index: int, text: str, wide: bool, turned: bool = False) -> tuple[Piece, ...]:
    """The pieces of a line; ``turned`` tells that it begins with a form feed, which takes no place on the page."""
    return _pieces(index, text, _word_places(text, wide, turned), spaced=False)


def _standing_pieces(index: int, text: str, standing: Standing, margin: int) -> tuple[Piece, ...]:
    return _pieces(index, text, _standing_places(text, standing, margin), spaced=True)


def _pieces(index: int, text: str, places: Iterable[_Place], spaced: bool) -> tuple[Piece, ...]:
    """Words at their places as pieces; where they are ``spaced`` by the reader, the spaces between tell which are near and not the edges."""
    found: list[Piece] = []
    for start, end, left, right in places:
        word = text[start:end]
        amount = is_amount(word)
        piece = Piece(index, word, start, left, right, amount, amount and is_plain(word))
        if found:
            before = found[-1]
            near = BLANK.isdisjoint((before.text, word)) and (start - before.start - len(before.text) < 2 if spaced else left - before.right == 1)
            if _belongs(before, piece, text, near):
                words = (*(before.words or [_place(before)]), (start, end, left, right)) if spaced else ()
                found[-1] = Piece(index, text[before.start : end], before.start, before.left, right, False, False, words)
                continue
        found.append(piece)
    return tuple(found)


def _place(piece: Piece) -> _Place:
    return piece.start, piece.start + len(piece.text), piece.left, piece.right


def _standing_places(text: str, standing: Standing, margin: int) -> Iterator[_Place]:
    """The words of a line where the reader found them; what it took for one word may be two."""
    ends = [start for start, _, _ in standing.words[1:]]
    for (first, left, right), last in zip(standing.words, [*ends, len(text)], strict=True):
        own = [(first + start, first + end) for start, end in _words(text[first:last])]
        size = own[-1][1] - first if own else 1
        left, right = left - margin, right - margin
        for start, end in own:
            yield start, end, left + (right - left) * (start - first) // size, left + (right - left) * (end - first) // size


def _word_places(text: str, wide: bool, turned: bool) -> Iterator[_Place]:
    """The words of a line of plain text where its characters put them."""
    shift = 1 if turned and text.startswith(" ") else 0
    passed = at = 0
    for start, end in _words(text):
        word = text[start:end]
        if wide:
            passed += _wide(text[at:start])
            left = start + passed - shift
            passed += _wide(word)
            right = end + passed - shift
            at = end
        else:
            left, right = start - shift, end - shift
        yield start, end, left, right


def words_of(piece: Piece) -> list[Piece]:
    """The words of a piece, that single spaces part, each of two characters or more; others are one with their neighbours."""
    found = [(match.start(), match.end()) for match in _WORD.finditer(piece.text)]
    if len(found) < 2 or any(end - start < 2 or piece.text[start:end].isdigit() for start, end in found):
        return [piece]
    if piece.words:
        texts = [(place, piece.text[place[0] - piece.start : place[1] - piece.start]) for place in piece.words]
        return [Piece(piece.line, word, start, left, right, False, is_plain(word)) for (start, _, left, right), word in texts]
    scale = (piece.right - piece.left) // len(piece.text)
    words = []
    left = piece.left
    for start, end in found:
        right = piece.right if end == len(piece.text) else left + _width(piece.text[start:end], scale)
        word = piece.text[start:end]
        words.append(Piece(piece.line, word, piece.start + start, left, right, False, is_plain(word)))
        left = right + 1
    return words


def _width(text: str, scale: int) -> int:
    return len(text) + (_wide(text) if scale > 1 else 0)


def _wide(text: str) -> int:
    """How many characters of a text are wide."""
    return 0 if text.isascii() else len(_WIDE.findall(text))


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a line stand; the decimals of one amount may touch the beginning of another."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        if text[start] == "." and _TOUCHING.match(text, start, end) is not None:
            yield start, start + 3
            start += 3
        yield start, end


def _is_spaced(before: Piece, piece: Piece, near: bool) -> bool:
    """Whether two single characters are one word that is set apart."""
    return near and not LEVELS & {before.text, piece.text} or before.text + piece.text in _SPACED


def _belongs(before: Piece, piece: Piece, text: str, near: bool) -> bool:
    """Whether two words of a line, ``near`` to each other or not, are one piece."""
    if len(before.text) == 1 == len(piece.text) and not piece.amount:
        return _is_spaced(before, piece, near)
    if not near or text[piece.start - 1] == _WIDE_SPACE:
        return False
    if before.amount and piece.amount or _DECIMALS.match(before.text) or _DECIMALS.match(piece.text):
        return False
    if before.amount and MARK.match(piece.text) is not None:
        return False
    return not before.plain and not piece.plain or before.amount and MEASURE.match(piece.text) is not None


def _set_wide(texts: list[str]) -> bool:
    """Whether amounts stand under each other only where wide characters count two."""
    narrow = broad = 0
    before: tuple[set[int], set[int]] = (set(), set())
    for text in texts:
        if "." not in text and "," not in text:
            continue
        edges: tuple[set[int], set[int]] = (set(), set())
        passed = at = 0
        for match in _PLAIN_WORD.finditer(text):
            end = match.end()
            passed += _wide(text[at:end])
            at = end
            edges[0].add(end)
            edges[1].add(end + passed)
        if edges[0]:
            narrow += len(edges[0] & before[0])
            broad += len(edges[1] & before[1])
            before = edges
    return broad > narrow
