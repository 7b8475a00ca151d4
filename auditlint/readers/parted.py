"""Tables in plain text whose cells are parted by a sign: by tabs, as they are pasted from a sheet, by bars, as Markdown has them, or by commas."""

from typing import TYPE_CHECKING

from ..model.document import Cell
from ..startup import pattern
from .paragraphs import is_page_number
from .sniff import BARS

if TYPE_CHECKING:
    import regex

#: So many rows with the same number of tabs make a table, so many tabs a row, and rows of more tabs are told by so many in all.
_FEWEST_ROWS = 2
_FEWEST_TABS = 2
_FEWEST = 8
_BAR = pattern(f"[{BARS}]")
#: What a line consists of that only rules a table.
_RULES = frozenset(BARS + " \t+:=-\u2010\u2011\u2012\u2013\u2014\u2015" + "".join(map(chr, range(0x2500, 0x2580))))
#: The row of a total, whose cells of codes and names may have been one.
_TOTAL = pattern(r"[合总][ \u3000]*计(?:\t *-?\d[\d,]*(?:\.\d+)? *){2,}$")
#: What parts the cells of a line of comma-separated values, and a cell in quotes.
_COMMA = pattern(r'(?:^|(?<=,))[ ]*"((?:[^"]|"")*)"[ ]*(?=,|$)|,')


def with_tabs(texts: list[str], commas: bool) -> dict[int, str]:
    """What rows between bars read as where tabs part their cells, each sign in its place; of all lines where ``commas`` part cells.

    Lines that only rule a table are blank.
    """
    if commas:
        return {index: _by_commas(text) for index, text in enumerate(texts) if "," in text}
    found: dict[int, str] = {}
    for index, text in enumerate(texts):
        if _BAR.search(text) is None and (index - 1 not in found or not text.strip()):
            continue
        first, last = len(text) - len(text.lstrip()), len(text.rstrip()) - 1
        if _RULES.issuperset(text):
            found[index] = " " * len(text)
        elif text[first] in BARS and text[last] in BARS and len(_BAR.findall(text)) > 2:
            found[index] = f"{text[:first]} {_BAR.sub(chr(9), text[first + 1 : last])} {text[last + 1 :]}"
    return found


def _by_commas(text: str) -> str:
    """A line of comma-separated values with tabs; of one with a single value, as a title is padded, only the value."""
    parted = _COMMA.sub(_parting, text)
    return parted if sum(bool(piece.strip()) for piece in parted.split("\t")) > 1 else parted.replace("\t", " ")


def _parting(found: "regex.Match[str]") -> str:
    return "\t" if found[0] == "," else found[0].replace('"', " ")


def tab_cells(texts: list[str], sure: frozenset[int] = frozenset()) -> dict[int, tuple[Cell, ...]]:
    """The cells of lines that stand in a run of lines with equally many tabs, and of totals with fewer right above or below one.

    Blank lines and numbers of pages do not end a run.  Lines that are ``sure`` to be rows need neither many lines nor many tabs.
    """
    found: dict[int, tuple[Cell, ...]] = {}
    run: list[int] = []
    tabs = 0
    for index, text in enumerate(texts):
        count = text.count("\t")
        if not count and (not (plain := text.strip()) or is_page_number(plain)):
            continue
        if count != tabs or not _is_row(index, count, sure):
            _take(texts, run, sure, found)
            run, tabs = [], count
        run.append(index)
    _take(texts, run, sure, found)
    beside = [index for index in range(len(texts)) if index not in found and _TOTAL.match(texts[index]) is not None]
    found.update([(index, _cells(texts[index])) for index in beside if index - 1 in found or index + 1 in found])
    return found


def _is_row(index: int, tabs: int, sure: frozenset[int]) -> bool:
    return tabs >= _FEWEST_TABS or tabs > 0 and index in sure


def _take(texts: list[str], run: list[int], sure: frozenset[int], found: dict[int, tuple[Cell, ...]]) -> None:
    tabs = texts[run[0]].count("\t") if run else 0
    if tabs and (run[0] in sure or len(run) >= _FEWEST_ROWS and tabs >= _FEWEST_TABS and len(run) * tabs >= _FEWEST):
        found.update((index, _cells(texts[index])) for index in run)


def _cells(text: str) -> tuple[Cell, ...]:
    cells = []
    at = 0
    for column, piece in enumerate(text.split("\t")):
        plain = piece.strip()
        cells.append(Cell(plain, at + piece.find(plain), column))
        at += len(piece) + 1
    return tuple(cells)
