"""Texts, and what has no other form: the lines as they were read, with what is found under its line."""

import re

from ..readers import read
from ..readers.encoding import decode
from ..readers.sniff import sniff
from .remarks import Remark

#: What is added stands behind this, so that nobody takes it for a line of the filing.
BAR = "  ┃ "
#: A line as the reader counts it, with its break.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def mark(data: bytes, path: str, remarks: list[Remark]) -> bytes:
    """The text with each remark under the line that it is about; a text keeps its encoding and its line breaks.

    Raises :class:`~auditlint.readers.UnreadableFile`.
    """
    encoding, pages = "utf-8", None
    if sniff(data, path):
        document = read(data, path)
        lines = [f"{text}\n" for text in document.lines.printed]
        spots = document.lines.spots
        assert spots is not None
        pages = {(spot.page, spot.line): number for number, spot in enumerate(spots)}
    else:
        text, encoding = decode(data)
        lines = _LINE.findall(text)
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    under: dict[int, list[Remark]] = {}
    for remark in remarks:
        place = remark.place
        number = place.line - 1 if pages is None else pages.get((place.page, place.line), 0)
        under.setdefault(min(number, len(lines) - 1), []).append(remark)
    out: list[str] = []
    for number, line in enumerate(lines):
        out.append(line)
        for remark in under.get(number, ()):
            if not out[-1].endswith(("\n", "\r")):
                out.append(end)
            where = [] if pages is None else [remark.where]
            out += [f"{BAR}{each}{end}" for each in (*where, *remark.lines)]
    return "".join(out).encode(encoding, "backslashreplace")

