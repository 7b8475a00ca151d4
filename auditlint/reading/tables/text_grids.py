"""Tables in plain text: lines whose amounts stand under each other, as grids."""

from collections.abc import Iterator
from itertools import pairwise

from ...model.document import Cell, Document
from ...named import NamedTuple
from .grids import Grid, GridRow
from .heads import numbers_columns
from .text_blanks import with_blanks
from .text_columns import AmountColumns, Span, bracketed, columns_of, drifted, unnested
from .text_heads import Head
from .text_numbers import whole_numbers
from .text_pages import Part, joined
from .text_pieces import LEVELS, MARK, Piece, PieceLine, is_sentence, is_title, stretches
from .text_rows import Pieces, text_rows

#: No head has more lines.
_TALLEST = 16
#: A name that fills its column has at least so many characters.
_FEWEST = 6


class _Lines(NamedTuple):
    """Lines of one table: those of its head, those below, and where the columns of its amounts stand.

    ``onward`` tells that the lines follow those of the part before, but do not stand in its columns.
    """

    head: list[PieceLine]
    body: list[PieceLine]
    amounts: list[list[int]]
    onward: bool = False


def text_grids(document: Document) -> list[Grid]:
    """The tables of a text whose lines kept their columns, each as far as it stands on one page."""
    found: list[Part] = []
    exact = document.lines.spots is not None
    for stretch in stretches(document):
        before: Part | None = None
        for lines in _parts(whole_numbers(stretch if exact else with_blanks(stretch), exact)):
            if not (_stands_in_columns(lines) or exact and found and _heads_again(lines.head, found[-1])):
                before = None
                continue
            lines, columns = _trimmed(lines)
            head = Head(lines.head, columns, exact)
            body = text_rows(lines.body, columns)
            if before is not None and lines.onward and len(head.places) == len(columns) and _alike(columns, before.body):
                before.rows.extend(_row(row.index, row.pieces, before.places) for row in body)
                continue
            rows = [*head.rows(), *(_row(row.index, row.pieces, head.places) for row in body)]
            over, onward = (frozenset[str](), True) if lines.onward else _over(document, found, rows[0].line)
            before = Part(rows, head.columns, head.names, columns, head.places, over, onward)
            found.append(before)
    return joined(found)


def _alike(columns: list[Span], others: list[Span]) -> bool:
    return [span.amounts for span in columns] == [span.amounts for span in others]


def _over(document: Document, found: list[Part], first: int) -> tuple[frozenset[str], bool]:
    """The titles above a line, and whether the last table stands on the page before."""
    page_of, texts = document.lines.page_of, document.lines.texts
    last = max((index for row in found[-1].rows for index in (row.line, *row.lines)), default=-1) if found else -1
    titles = frozenset("".join(texts[index].split()) for index in range(max(last + 1, first - _TALLEST), first) if is_title(texts[index]))
    before, page = (page_of(last), page_of(first)) if found else (None, None)
    return titles, before is not None and page is not None and page - before == 1


def _parts(stretch: list[PieceLine]) -> Iterator[_Lines]:
    """The tables among lines that no sentence and no title parts."""
    head: list[PieceLine] = []
    body: list[PieceLine] = []
    columns = AmountColumns()
    onward = False
    for line in stretch:
        if not line.amounts:
            if body and _heads(line, columns):
                yield _Lines(head, body, _columns(body, columns), onward)
                head, body, columns, onward = [], [], AmountColumns(), False
            (body if body else head).append(line)
        elif numbers_columns([piece.text for piece in line.pieces]):
            continue  # the numbers of columns stand in the middle of them, and no amounts under them
        elif columns.take(line.pieces):
            body.append(line)
        else:
            yield _Lines(head, body, _columns(body, columns), onward)
            head, body, columns, onward = [], [line], AmountColumns(), True
            columns.take(line.pieces)
    if body:
        yield _Lines(head, body, _columns(body, columns), onward)


def _columns(body: list[PieceLine], columns: AmountColumns) -> list[list[int]]:
    """Where the columns of the amounts of some lines stand."""
    return unnested(body, bracketed(body, drifted(body, columns.spans)))


def _heads(line: PieceLine, columns: AmountColumns) -> bool:
    """Whether a line of words stands over columns of amounts, as a head does."""
    return sum(bool(columns.under(piece)) for piece in line.pieces) > 1


def _stands_in_columns(part: _Lines) -> bool:
    """Whether lines are a table and no sentences: pieces stand apart, and amounts under each other or under a head."""
    gaps = [piece.left - before.right for line in part.body for before, piece in pairwise(line.pieces)]
    if sum(gap <= 1 for gap in gaps) * 2 > len(gaps):
        return False
    several = any(sum(piece.plain for piece in line.pieces) > 1 for line in part.body)
    over = any(len(line.pieces) > 1 and any(_above(piece, part.amounts) for piece in line.pieces) for line in part.head)
    if any(0 < line.amounts < len(line.pieces) for line in part.body):
        return over or several or _aligned(part.body)
    return over and several


def _heads_again(head: list[PieceLine], before: Part) -> bool:
    """Whether a head is that of the part before, printed again over what is left of its rows."""
    texts = [piece.text for line in head for piece in line.pieces]
    known = {cell.text for row in before.rows[:_TALLEST] for cell in row.cells}
    return len(texts) > 1 and known.issuperset(texts)


def _aligned(body: list[PieceLine]) -> bool:
    """Whether an amount has an edge, or its middle, under one of the line of amounts before."""
    edges: set[int] = set()
    for line in body:
        found = {edge for piece in line.pieces if piece.amount for edge in (piece.right, -piece.left - piece.right)}
        if not edges.isdisjoint(found):
            return True
        edges = found or edges
    return False


def _above(piece: Piece, amounts: list[list[int]]) -> bool:
    return any(piece.meets(*span) for span in amounts)


def _trimmed(part: _Lines) -> tuple[_Lines, list[Span]]:
    """The lines of a table without those around it that only look like rows or heads, and its columns."""
    head = part.head[-_TALLEST:]
    # A marked name beside signs for blank cells is a row, and so is whatever stands below it.
    below = next((at for at, line in enumerate(head) if line.dashed and any(MARK.match(piece.text) for piece in line.pieces)), len(head))
    while below and _begins_row(head[below - 1], part):
        below -= 1
    body = head[below:] + part.body
    head = head[:below]
    last = max(number for number, line in enumerate(body) if line.amounts)
    columns = columns_of(body[: last + 1], part.amounts)
    end = last + 1
    while end < len(body) and _fits(body[end], columns):
        end += 1
    start = 0
    lines = [*head, body[0]]
    margin = columns[0].left + 1
    while start < len(head) and len(lines[start].pieces) == 1 and lines[start + 1].gap and lines[start].pieces[0].left <= margin:
        start += 1
    return part._replace(head=head[start:], body=body[:end]), columns


def _begins_row(line: PieceLine, part: _Lines) -> bool:
    """Whether a line above the first amounts is the beginning of a name or a remark in their row, which has no other there."""
    piece = line.pieces[0]
    if len(line.pieces) > 1 or piece.text in LEVELS or _above(piece, part.amounts):
        return False
    if is_sentence(piece.text) or _is_wrapped(piece, part):
        return True
    alone = not any(not other.amount and piece.meets(other.left, other.right) for other in part.body[0].pieces)
    return alone and any(piece.left == other.left for line in part.body for other in line.pieces if not other.amount)


def _is_wrapped(piece: Piece, part: _Lines) -> bool:
    """Whether a piece right above the first amounts fills the column of names that the row of these goes on with."""
    rights = [other.right for line in part.body for other in line.pieces if other.left == piece.left and not other.amount]
    goes_on = not part.body[0].gap and any(other.left == piece.left and not other.amount for other in part.body[0].pieces)
    return goes_on and len(piece.text) >= _FEWEST and piece.right >= max(rights)


def _fits(line: PieceLine, columns: list[Span]) -> bool:
    """Whether all words of a line begin in columns of words and end before the next column."""
    ends = [*(span.left for span in columns[1:]), columns[-1].right + 1]
    return all(
        any(
            not span.amounts and span.left - 1 <= piece.left < span.right and piece.right <= end
            for span, end in zip(columns, ends, strict=True)
        )
        for piece in line.pieces
    )


def _row(index: int, pieces: Pieces, places: list[int]) -> GridRow:
    made = [(column, pieces[column]) for column in sorted(pieces)]
    return GridRow.of(index, [(own[0].line, Cell("".join(piece.text for piece in own), own[0].start, places[column])) for column, own in made])
