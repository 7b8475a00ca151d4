"""The font that stands in for Chinese ones that a PDF names and does not hold.

Which font pdfium puts in their place depends on what is installed, and on it the sides of characters; where there is none a
character that is drawn by itself has no sides, and pdfium leaves it out of the text.  A font of one glyph for all characters,
narrower than any of them, makes every machine read what the PDF itself says: where characters begin, and how wide they are.
"""

import ctypes
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from . import pdfium

#: Of the size of a character: how wide and high the one glyph is, and how much it moves on.
_UNITS, _SIDE, _ADVANCE = 1000, 100, 1000
_CHINESE = frozenset((
    pdfium.FXFONT_GB2312_CHARSET, pdfium.FXFONT_CHINESEBIG5_CHARSET, pdfium.FXFONT_SHIFTJIS_CHARSET, pdfium.FXFONT_HANGEUL_CHARSET,
))  # fmt: skip
#: What pdfium asks for when it wants a whole font and not one of its tables.
_WHOLE = 0
_HANDLE = 1


def _font() -> bytes:
    """A TrueType font with a square for every character."""
    side = _SIDE
    # One contour of four points: flags on the curve, then steps to the right, up, to the left.
    outline = struct.pack(">hhhhhHH", 1, 0, 0, side, side, 3, 0) + b"\x01\x01\x01\x01"
    outline += struct.pack(">4h4h", 0, side, 0, -side, 0, 0, side, 0)
    outline += b"\0" * (-len(outline) % 4)
    glyphs = outline * 2
    tables = {
        b"cmap": struct.pack(">HHHHIHHIIIIII", 0, 1, 3, 10, 12, 13, 0, 28, 0, 1, 0x20, 0x10FFFF, 1),
        b"glyf": glyphs,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _UNITS, 0, 0, 0, 0, side, side, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 800, -200, 0, _ADVANCE, 0, 0, side, 1, 0, 0, 0, 0, 0, 0, 0, 2),
        b"hmtx": struct.pack(">HhHh", _ADVANCE, 0, _ADVANCE, 0),
        b"loca": struct.pack(">III", 0, len(outline), len(glyphs)),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    at = 12 + 16 * len(tables)
    directory = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, len(tables) * 16 - 64)
    body = b""
    for tag, table in sorted(tables.items()):
        directory += struct.pack(">4sIII", tag, 0, at + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return directory + body


_FONT = _font()


def _map_font(_info: Any, _weight: int, _italic: int, charset: int, _pitch: int, _face: Any, _exact: Any) -> int | None:
    return _HANDLE if charset in _CHINESE else None


def _font_data(_info: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
    if table != _WHOLE:
        return 0
    if buffer and size >= len(_FONT):
        ctypes.memmove(buffer, _FONT, len(_FONT))
    return len(_FONT)


def _face_name(_info: Any, _font: Any, buffer: Any, size: int) -> int:
    name = b"Substitute\0"
    if buffer and size >= len(name):
        ctypes.memmove(buffer, name, len(name))
    return len(name)


def _info() -> Any:
    kinds: dict[str, Any] = {name: kind for name, kind, *_ in pdfium.FPDF_SYSFONTINFO._fields_}
    return pdfium.FPDF_SYSFONTINFO(
        version=1,
        Release=kinds["Release"](lambda _info: None),
        EnumFonts=kinds["EnumFonts"](lambda _info, _mapper: None),
        MapFont=kinds["MapFont"](_map_font),
        GetFont=kinds["GetFont"](lambda _info, _face: None),
        GetFontData=kinds["GetFontData"](_font_data),
        GetFaceName=kinds["GetFaceName"](_face_name),
        GetFontCharset=kinds["GetFontCharset"](lambda _info, _font: pdfium.FXFONT_GB2312_CHARSET),
        DeleteFont=kinds["DeleteFont"](lambda _info, _font: None),
    )


_INFO = _info()


@contextmanager
def own_fonts() -> Iterator[None]:
    """Keep pdfium from the fonts of the machine; who else uses it in this process has them again afterwards."""
    pdfium.FPDF_SetSystemFontInfo(_INFO)
    try:
        yield
    finally:
        pdfium.FPDF_SetSystemFontInfo(pdfium.FPDF_GetDefaultSystemFontInfo())
