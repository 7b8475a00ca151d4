"""Plain text, as a person saved it or as a PDF extractor left it."""

from ..model.document import Document, Lines
from ..model.phrasing import phrase
from ..model.spacing import turns, visible
from ..startup import pattern
from .encoding import decode
from .overprint import without_overprint
from .paragraphs import assemble, split_lines
from .sniff import BARS
from .unreadable import UnreadableFile, demand_bounded
from .watermarks import without_watermark

#: A heading or a title of Markdown: ## 三、支出决算情况说明, **收入决算表**; **县 within a line is a name left out.
_MARKED = pattern(r"[ \t]*(?:(?P<sign>#{1,6})[ \t]+[^\s#]|(?P<sign>\*\*)[^\s*|][^*|\n]*[^\s*|](?P<sign>\*\*)[ \t]*$)")


def read_text(data: bytes, path: str) -> Document:
    """Read plain text into logical paragraphs.

    Raises :class:`UnreadableFile` for empty, binary or undecodable content, and for more than any filing holds.
    """
    text, encoding = decode(data)
    if not text.strip():
        raise UnreadableFile(phrase("file-empty"))
    demand_bounded(text.count("\n") + 1, len(text))
    lines = split_lines(seen := without_overprint(without_watermark(visible(text))))
    if seen is not text:
        lines.printed = split_lines(text).texts
    if "#" in text or "**" in text:
        lines.texts = list(map(_unmarked, lines.texts))
    commas = path.lower().endswith(".csv")
    if commas or "\t" in text or any(map(text.__contains__, BARS)):
        _take_cells(lines, commas)
    document = assemble(path, encoding, lines)
    lost = text.count("\ufffd")
    if turns(text):
        document.unread.append(phrase("characters-turned"))
    if lost:
        document.unseen.append(phrase("characters-lost", n=lost))
    return document


def _unmarked(line: str) -> str:
    """A line of Markdown with blanks in the place of its signs."""
    found = _MARKED.match(line) if "#" in line or "**" in line else None
    for start, end in found.spans("sign") if found is not None else ():
        line = line[:start] + " " * (end - start) + line[end:]
    return line


def _take_cells(lines: Lines, commas: bool) -> None:
    from .parted import tab_cells, with_tabs

    parted = with_tabs(lines.texts, commas)
    if parted:  # the lines as printed stay what they are
        lines.texts = [parted.get(index, text) for index, text in enumerate(lines.texts)]
    lines.cells = tab_cells(lines.texts, frozenset(parted))
