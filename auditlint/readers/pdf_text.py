"""The characters of a page of a PDF, in runs, with their places."""

import ctypes
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import islice, repeat
from math import atan2, hypot, pi
from operator import ne
from typing import Any

from ..named import NamedTuple
from ..startup import pattern
from . import pdfium
from .pdf_calls import Numbers, bare

#: A page with more is no page of a filing.
MOST_CHARACTERS = 100_000
#: The height of characters where a page has none.
USUAL_SIZE = 10.0
#: A gap of so much of the height may be a space; the same character again within so much of its width was printed twice to
#: look bold.
SPACE, TWICE = 0.05, 0.3
#: The middle of a character lies so much of its height above the base line.
_MIDDLE = 0.36
#: Text may lean so many quarter turns and still count as upright.
_LEAN = 0.02
#: Where one of so many characters has another upper edge than the one before, edges do not tell of base lines.
_UNEVEN = 2
_SPACES = frozenset((0x20, 0xA0, 0x3000, 0x09, 0x0A, 0x0D, 0x200B, 0xFEFF))
_HYPHENS = frozenset((0x02, 0xAD, 0xFFFE))
#: What bytes look like that were taken for characters, so many of which stand on a page without a Chinese one.
_BYTES, _HAN, _MANY = pattern(r"[\x80-\x9f\xc0-\xd6\xd8-\xf6\xf8-\xffŒœŠšŽžŸƒ]"), pattern(r"[\u3400-\u9fff]"), 64
#: What stands for a character without a meaning, and what pdfium writes for one in some places.
_NOTHING, _UNKNOWN = "\0", "\ufffe"
_WORD = pattern(r"[^\0 ]+")

_unicode_of = bare(pdfium.FPDFText_GetUnicode)
_size_of = bare(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_origin_of = bare(pdfium.FPDFText_GetCharOrigin)
_matrix_of = bare(pdfium.FPDFText_GetMatrix)
_is_unmapped = bare(pdfium.FPDFText_HasUnicodeMapError)
_loose_boxes = Numbers(bare(pdfium.FPDFText_GetLooseCharBox, None), ctypes.c_float, 4, apart=False)
_origins = Numbers(_origin_of, ctypes.c_double, 2, apart=True)

Rect = tuple[float, float, float, float]


class Run(NamedTuple):
    """Characters that follow one another on one base line and have no room for a space between.

    ``x0`` and ``x1`` are the left side of the first and the right side of the last of them, ``lefts`` and ``rights`` the sides
    of each; ``size`` is their height, and ``spaced`` tells whether a space stands before the first.
    """

    x0: float
    x1: float
    base: float
    size: float
    text: str
    spaced: bool
    lefts: list[float]
    rights: list[float]

    @property
    def middle(self) -> float:
        """How far down the page the characters stand: it tells which cell they belong to."""
        return self.base - _MIDDLE * self.size

    def part(self, start: int, end: int) -> "Run":
        """Some of the characters."""
        lefts, rights = self.lefts[start:end], self.rights[start:end]
        spaced = self.spaced and not start
        return Run(lefts[0], rights[-1], self.base, self.size, self.text[start:end], spaced, lefts, rights)


#: Makes a run in half the time.
_run: Callable[[tuple[float, float, float, float, str, bool, list[float], list[float]]], Run] = partial(tuple.__new__, Run)


class Text:
    """The characters of a page: those that show, how many lie in which direction, and how many have no meaning."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.quarters: Counter[int] = Counter()
        self.garbled = 0
        self.invisible = self.crowded = False


def read_text(page: Any, crop: Rect) -> Text:
    """The text that shows within a box of a page that pdfium has loaded."""
    text = pdfium.FPDFText_LoadPage(page)
    try:
        count = max(0, pdfium.FPDFText_CountChars(text))
        if count > MOST_CHARACTERS:
            found = Text()
            found.crowded = True
            return found
        letters = _characters(text, count)
        for char in set(letters):
            if (letter := _LETTERS[ord(char)]) != char:
                letters = letters.replace(char, letter)
        found = _Reader(text, crop).read(letters)
        found.invisible = bool(found.runs) and _is_invisible(text, count)
        if _is_undecoded(text, letters):
            found.garbled = count
        return found
    finally:
        pdfium.FPDFText_ClosePage(text)


def _characters(text: Any, count: int) -> str:
    """What pdfium knows each character as; all at once where it gives one for each."""
    memory = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text, 0, count, memory)
    found = bytes(memory)[: 2 * max(0, written - 1)].decode("utf-16-le", "surrogatepass")
    # It leaves out some characters that have no meaning, and writes others in another way.
    if len(found) == count and _UNKNOWN not in found:
        return found
    return "".join(map(chr, (code if code <= 0x10FFFF else 0 for code in map(_unicode_of, repeat(text), range(count)))))


class _Reader:
    """Reads the characters that stand upright in some quarter, a run at a time."""

    def __init__(self, text: Any, crop: Rect):
        self.text = text
        self.found = Text()
        self._left, self._bottom, right, self._top = crop
        self._width = right - self._left
        self._y = ctypes.c_double()
        self._origin = ctypes.byref(ctypes.c_double()), ctypes.byref(self._y)
        self._matrix = pdfium.FS_MATRIX()
        self._spaced = self._inside = False
        self._quarter: int | None = 0
        self._size = self._printed_size = self._line = self._base = 0.0

    def read(self, letters: str) -> Text:
        """Where the characters stand, one of ``letters`` for each."""
        boxes = _loose_boxes.of(self.text, keys=range(len(letters)))
        lefts, rights = boxes[0::4].tolist(), boxes[2::4].tolist()
        if self._left:
            lefts, rights = [x - self._left for x in lefts], [x - self._left for x in rights]
        self._inside = bool(lefts) and min(lefts) >= 0 and max(rights) <= self._width
        edges, width = self._edges(boxes[1::4])
        self.found.garbled = letters.count(_NOTHING)
        edge = b""
        behind = 0
        for word in _WORD.finditer(letters):
            start, end = word.span()
            if not self._spaced:
                self._spaced = " " in letters[behind:start]
            behind = end
            while start < end:
                its = edges[width * start : width * (start + 1)]
                if its != edge or self._quarter != 0:
                    self._look(start, boxes[4 * start + 3])
                    edge = its
                # Those of another direction are looked at one by one.
                stop = _end_of_edge(edges, width, start, end) if self._quarter == 0 else start + 1
                if self._quarter is not None:
                    self._take(letters[start:stop], lefts[start:stop], rights[start:stop])
                start = stop
        return self.found

    def _edges(self, tops: "array[float]") -> tuple[bytes, int]:
        """So many bytes for each character: those of one base line and size have the same.

        That shows in their upper edges, unless the font has another one for each of them.
        """
        count = len(tops)
        if sum(map(ne, tops, islice(tops, 1, None))) * _UNEVEN <= count:
            return tops.tobytes(), tops.itemsize
        places = _origins.of(self.text, keys=range(count))
        places[0::2] = array("d", map(_size_of, repeat(self.text), range(count)))
        return places.tobytes(), 2 * places.itemsize

    def _look(self, index: int, low: float) -> None:
        """Find the base line, the direction and the height of a character whose lower edge is ``low``."""
        _origin_of(self.text, index, *self._origin)
        self._base = line = self._y.value
        printed_size = _size_of(self.text, index)
        # Characters of one base line and size have one direction.
        if line != self._line or self._quarter != 0 or printed_size != self._printed_size:
            self._line, self._printed_size = line, printed_size
            self._quarter, self._size = self._direction(index)
        if self._quarter != 0:
            self._base = low

    def _direction(self, index: int) -> tuple[int | None, float]:
        """The direction of a character in quarter turns, ``None`` where it is none; and its height in points."""
        size = self._printed_size
        matrix = self._matrix
        if not _matrix_of(self.text, index, ctypes.byref(matrix)):
            return 0, size or USUAL_SIZE
        return quarters(matrix), abs(size) * hypot(matrix.c, matrix.d) or USUAL_SIZE

    def _take(self, letters: str, lefts: list[float], rights: list[float]) -> None:
        """Take characters of one line, those that show, as so many runs as there are gaps between."""
        assert self._quarter is not None
        self.found.quarters[self._quarter] += len(letters)
        size = self._size
        if not self._bottom <= self._base + _MIDDLE * size <= self._top:
            return
        room = SPACE * size
        parts = []
        last_x0, last_x1 = lefts[0], rights[0]
        for at, x0 in enumerate(lefts):
            if (x0 - last_x1 > room or x0 - last_x1 < -room or x0 <= last_x0) and at:
                parts.append(at)
            last_x0, last_x1 = x0, rights[at]
        run = _run((lefts[0], rights[-1], self._top - self._base, size, letters, self._spaced, lefts, rights))
        whole = [run.part(first, end) for first, end in zip([0, *parts], [*parts, len(letters)], strict=True)] if parts else [run]
        if self._inside:
            self.found.runs += whole
            self._spaced = False
        else:
            for run in whole:
                self._show(run)

    def _show(self, run: Run) -> None:
        """Keep of a run what shows."""
        if run.x0 >= 0 and max(run.rights) <= self._width:
            shown = [run]
        else:
            sides = enumerate(zip(run.lefts, run.rights, strict=True))
            shown = [run.part(number, number + 1) for number, (x0, x1) in sides if 0 <= (x0 + x1) / 2 <= self._width]
        for each in shown:
            self.found.runs.append(each if each.spaced == self._spaced else each._replace(spaced=self._spaced))
            self._spaced = False


def _end_of_edge(edges: bytes, width: int, start: int, end: int) -> int:
    """Up to which of the characters ``start`` to ``end`` the edges are that of the first; ``edges`` has so many bytes for each."""
    its = edges[width * start : width * (start + 1)]
    if edges[width * start : width * end] == its * (end - start):
        return end
    return next(at for at in range(start + 1, end) if edges[width * at : width * (at + 1)] != its)


class Letters(dict[int, str]):
    """Code points as text: radicals and compatibility forms as the characters they stand for, NUL for what has no meaning."""

    def __missing__(self, code: int) -> str:
        if code in _SPACES:
            letter = " "
        elif code in _HYPHENS:
            letter = "-"
        elif code < 0x20 or code >= 0xFFF0 and code < 0x10000 or 0xD800 <= code < 0xF900 or code > 0x10FFFF:
            letter = _NOTHING
        elif 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
            letter = unicodedata.normalize("NFKC", chr(code))
        else:
            letter = chr(code)
        self[code] = letter
        return letter


_LETTERS = Letters()


def quarters(matrix: Any) -> int | None:
    """How many quarters a matrix turns by, ``None`` where it is no whole number of them."""
    if not matrix.b and matrix.a > 0:
        return 0
    turns = atan2(matrix.b, matrix.a) / (pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < _LEAN else None


def _is_invisible(text: Any, count: int) -> bool:
    """Whether the text is invisible, as programs lay it over a picture that recognise characters."""
    seen = 0
    for index in range(0, count, max(1, count // 16)):
        thing = pdfium.FPDFText_GetTextObject(text, index)
        if thing:
            if pdfium.FPDFTextObj_GetTextRenderMode(thing) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
                return False
            seen += 1
    return seen > 0


def _is_undecoded(text: Any, letters: str) -> bool:
    """Whether most characters are codes of a font that does not say what they mean, as a sample of them shows.

    A font that has lost its encoding gives the bytes of its codes.
    """
    if len(letters) >= _MANY and _HAN.search(letters) is None and len(_BYTES.findall(letters)) * 16 > len(letters):
        return True
    sample = [index for index in range(0, len(letters), max(1, len(letters) // 64)) if letters[index] != " "]
    unknown = list(map(_is_unmapped, repeat(text), sample)).count(1)
    return unknown * 2 > len(sample)
