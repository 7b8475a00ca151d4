"""What the formats for people share: where something stands, and how wide it is on a screen."""

from ..escaping import clean, escaped_line
from ..model.finding import Report
from ..model.place import Place
from ..wording import say

#: Columns of the terminal that a quoted line may take.
LINE_WIDTH = 88


#: Formats whose lines are those of their pages and not of the file.
_PAGED = (".pdf", ".docx", ".xlsx", ".xlsm", ".xls", ".html", ".htm")
#: Formats that have no lines: places count paragraphs, which nobody can look up but by their words.
_PARAGRAPHED = (".docx", ".html", ".htm")
#: Characters before and after a place that are quoted with it.
_AROUND = 10


def is_paged(path: str) -> bool:
    """Whether the lines that a place counts are none of the file's own."""
    return path.lower().endswith(_PAGED)


def is_paragraphed(path: str) -> bool:
    """Whether the lines that a place counts are paragraphs."""
    return path.lower().endswith(_PARAGRAPHED)


def where(place: Place, lang: str = "zh") -> str:
    """``file:line:column``; with the page where lines count on it, or the sheet and cell where there are cells."""
    return f"{escaped_line(place.path)}:{spot(place, lang)}"


def spot(place: Place, lang: str = "zh") -> str:
    """Where in its file a place is."""
    if place.sheet:
        return f"{escaped_line(place.sheet)}!{place.cell or place.line}"
    page = f"{say(lang, 'page', page=place.page)}:" if place.page is not None and (place.cell or is_paged(place.path)) else ""
    if place.cell:
        return f"{page}{say(lang, 'table-cell', table=place.table, row=place.row, column=place.cell_column)}"
    if is_paged(place.path):
        key = "paragraph" if is_paragraphed(place.path) else "line"
        return page + say(lang, key, line=place.line, column=place.column)
    return f"{place.line}:{place.column}"


def spelled(place: Place, lang: str = "zh") -> str:
    """Where in its file a place is, in words also where the file has lines of its own."""
    return spot(place, lang) if is_paged(place.path) or place.cell else say(lang, "line", line=place.line, column=place.column)


def quote(place: Place, report: Report, lang: str = "zh") -> str:
    """The words at a place that nobody finds by its numbers, to be searched for; "" where the numbers do."""
    if not is_paged(place.path) or place.cell:
        return ""
    line = report.file(place.path).lines.get((place.page, place.line), "")
    start = max(0, place.column - 1 - _AROUND)
    end = (place.end_column - 1 if place.end_line == place.line else place.column) + _AROUND
    words = clean(line[start:end]).strip()
    return say(lang, "words", words=words) if words else ""


def see(place: Place, path: str, lang: str) -> str:
    """Where else to look, from a finding in ``path``."""
    if place.sheet:
        text = say(lang, "see-cell", sheet=escaped_line(place.sheet), cell=place.cell or place.line)
    elif place.cell:
        cell = say(lang, "table-cell", table=place.table, row=place.row, column=place.cell_column)
        text = say(lang, "see-table", page=say(lang, "page", page=place.page) if place.page is not None else "", cell=cell)
    elif place.page is not None:
        text = say(lang, "see-page", page=place.page, line=place.line)
    elif is_paragraphed(place.path):
        text = say(lang, "see-paragraph", line=place.line)
    else:
        text = say(lang, "see-line", line=place.line)
    return text if place.path == path else say(lang, "in-file", path=escaped_line(place.path), where=text)


def with_unit(text: str, unit: str | None) -> str:
    """A printed figure with its unit."""
    return text if not unit or text.endswith(unit) else f"{text} {unit}"


def width(text: str) -> int:
    """Columns that a text takes on a screen: two for a wide character, none for one that joins the one before."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(
        2 if east_asian_width(char) in "WF" else 0 if category(char) in ("Mn", "Me", "Cf") else 1 for char in text
    )


def clip(text: str, start: int, end: int, limit: int = LINE_WIDTH) -> tuple[str, int, int]:
    """A line cut to ``limit`` columns round ``[start, end)``, to be quoted, and where that stretch then stands.

    Of a long line only what can be shown is looked at: a line may be a whole filing, and hold every finding.
    """
    first, last = min(start, len(text)), min(end, len(text))
    low, high = max(0, first - limit), min(len(text), max(first, last) + limit)
    near = clean(text[low:high])
    if len(near) == len(text) and width(near) <= limit:
        return near, start, end
    first, last = first - low, last - low
    room = limit - width(near[first:last]) - 2
    grown = True
    while grown:
        grown = False
        for at in (first - 1, last):
            if 0 <= at < len(near) and width(near[at]) <= room:
                room -= width(near[at])
                first, last, grown = min(first, at), max(last, at + 1), True
    head = "…" if low + first > 0 else ""
    tail = "…" if low + last < len(text) else ""
    shift = len(head) - low - first
    return head + near[first:last] + tail, start + shift, min(end, low + last) + shift


def shorten(text: str, limit: int) -> str:
    """A text cut at its end to ``limit`` columns."""
    return clip(text, 0, 0, limit)[0]


def abridged(text: str, limit: int) -> str:
    """A text cut in its middle to ``limit`` columns: names of files differ at their ends."""
    if width(text) <= limit:
        return text
    room, half = limit - 1, (limit - 1) // 2
    head = tail = 0
    while width(text[: head + 1]) <= half:
        head += 1
    while width(text[len(text) - tail - 1 :]) <= room - width(text[:head]):
        tail += 1
    return f"{text[:head]}…{text[len(text) - tail :]}"


def table(rows: list[list[str]], gap: str = "  ") -> list[str]:
    """Rows as lines whose columns line up, wide characters included; the last column is left as long as it is."""
    if not rows:
        return []
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    lines = []
    for row in rows:
        cells = [cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=False)]
        lines.append(gap.join([*cells, row[-1]]).rstrip())
    return lines


def counted(rows: list[list[str]]) -> list[str]:
    """Rows as lines: names to the left, counts to the right, whatever the width of their characters."""
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    out = []
    for row in rows:
        cells = [row[0] + " " * (widths[0] - width(row[0]))]
        cells += [" " * (widths[i] - width(row[i])) + row[i] for i in range(1, len(row))]
        out.append("  ".join(cells).rstrip())
    return out
