"""The functions of pdfium that reading takes, and no others.

The library comes with the package ``pypdfium2``, whose own bindings declare every function that there is: that takes longer than
reading a short PDF.  Names, arguments and numbers are those of pdfium's headers.
"""

import os
import sys
from ctypes import (
    CDLL,
    CFUNCTYPE,
    POINTER,
    Structure,
    byref,
    c_char,
    c_char_p,
    c_double,
    c_float,
    c_int,
    c_size_t,
    c_ubyte,
    c_uint,
    c_ulong,
    c_ushort,
    c_void_p,
)
from importlib.machinery import PathFinder
from typing import Any

FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY = 4, 5
FPDF_PAGEOBJ_TEXT, FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_SHADING, FPDF_PAGEOBJ_FORM = 1, 2, 3, 4, 5
FPDF_SEGMENT_BEZIERTO, FPDF_SEGMENT_MOVETO = 1, 2
FPDF_TEXTRENDERMODE_INVISIBLE = 3
FXFONT_SHIFTJIS_CHARSET, FXFONT_HANGEUL_CHARSET, FXFONT_GB2312_CHARSET, FXFONT_CHINESEBIG5_CHARSET = 128, 129, 134, 136


class Handle(c_void_p):
    """A document, a page, its text or a thing on it; false where there is none."""


class FS_MATRIX(Structure):
    _fields_ = tuple((name, c_float) for name in "abcdef")


class FPDF_SYSFONTINFO(Structure):
    """What pdfium asks about fonts."""


FPDF_SYSFONTINFO._fields_ = (
    ("version", c_int),
    ("Release", CFUNCTYPE(None, POINTER(FPDF_SYSFONTINFO))),
    ("EnumFonts", CFUNCTYPE(None, POINTER(FPDF_SYSFONTINFO), c_void_p)),
    ("MapFont", CFUNCTYPE(c_void_p, POINTER(FPDF_SYSFONTINFO), c_int, c_int, c_int, c_int, POINTER(c_char), POINTER(c_int))),
    ("GetFont", CFUNCTYPE(c_void_p, POINTER(FPDF_SYSFONTINFO), POINTER(c_char))),
    ("GetFontData", CFUNCTYPE(c_ulong, POINTER(FPDF_SYSFONTINFO), c_void_p, c_uint, POINTER(c_ubyte), c_ulong)),
    ("GetFaceName", CFUNCTYPE(c_ulong, POINTER(FPDF_SYSFONTINFO), c_void_p, POINTER(c_char), c_ulong)),
    ("GetFontCharset", CFUNCTYPE(c_int, POINTER(FPDF_SYSFONTINFO), c_void_p)),
    ("DeleteFont", CFUNCTYPE(None, POINTER(FPDF_SYSFONTINFO), c_void_p)),
)


class _Config(Structure):
    """FPDF_LIBRARY_CONFIG as of its version 2."""

    _fields_ = (("version", c_int), ("fonts", c_void_p), ("isolate", c_void_p), ("slot", c_uint))


def _library() -> CDLL:
    spec = PathFinder.find_spec("pypdfium2_raw") if sys.modules.get("pypdfium2_raw", True) else None
    if spec is None:
        raise ModuleNotFoundError("No module named 'pypdfium2_raw'", name="pypdfium2")
    name = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}.get(sys.platform, "libpdfium.so")
    for folder in spec.submodule_search_locations or ():
        if os.path.exists(path := os.path.join(folder, name)):
            return CDLL(path)
    # A build that takes the pdfium of the system knows where that is.
    from pypdfium2_raw import bindings

    found: CDLL = bindings._libs["pdfium"]
    return found


_pdfium = _library()


def _function(name: str, result: Any, *arguments: Any) -> Any:
    made = _pdfium[name]
    made.restype, made.argtypes = result, arguments
    return made


_FLOAT, _INT, _MATRIX = POINTER(c_float), POINTER(c_int), POINTER(FS_MATRIX)

_init_library = _function("FPDF_InitLibraryWithConfig", None, POINTER(_Config))
_load_document = _function("FPDF_LoadMemDocument64", Handle, c_char_p, c_size_t, c_char_p)
FPDF_GetLastError = _function("FPDF_GetLastError", c_ulong)
FPDF_GetPageCount = _function("FPDF_GetPageCount", c_int, Handle)
FPDF_CloseDocument = _function("FPDF_CloseDocument", None, Handle)
FPDF_SetSystemFontInfo = _function("FPDF_SetSystemFontInfo", None, POINTER(FPDF_SYSFONTINFO))
FPDF_GetDefaultSystemFontInfo = _function("FPDF_GetDefaultSystemFontInfo", POINTER(FPDF_SYSFONTINFO))

FPDF_LoadPage = _function("FPDF_LoadPage", Handle, Handle, c_int)
FPDF_ClosePage = _function("FPDF_ClosePage", None, Handle)
FPDF_GetPageWidthF = _function("FPDF_GetPageWidthF", c_float, Handle)
FPDF_GetPageHeightF = _function("FPDF_GetPageHeightF", c_float, Handle)
FPDFPage_GetMediaBox = _function("FPDFPage_GetMediaBox", c_int, Handle, _FLOAT, _FLOAT, _FLOAT, _FLOAT)
FPDFPage_GetCropBox = _function("FPDFPage_GetCropBox", c_int, Handle, _FLOAT, _FLOAT, _FLOAT, _FLOAT)
FPDFPage_GetRotation = _function("FPDFPage_GetRotation", c_int, Handle)
FPDFPage_TransFormWithClip = _function("FPDFPage_TransFormWithClip", c_int, Handle, _MATRIX, c_void_p)
FPDFPage_CountObjects = _function("FPDFPage_CountObjects", c_int, Handle)
FPDFPage_GetObject = _function("FPDFPage_GetObject", Handle, Handle, c_int)

FPDFFormObj_CountObjects = _function("FPDFFormObj_CountObjects", c_int, Handle)
FPDFFormObj_GetObject = _function("FPDFFormObj_GetObject", Handle, Handle, c_ulong)
FPDFPageObj_GetType = _function("FPDFPageObj_GetType", c_int, Handle)
FPDFPageObj_GetBounds = _function("FPDFPageObj_GetBounds", c_int, Handle, _FLOAT, _FLOAT, _FLOAT, _FLOAT)
FPDFPageObj_GetMatrix = _function("FPDFPageObj_GetMatrix", c_int, Handle, _MATRIX)
FPDFPath_CountSegments = _function("FPDFPath_CountSegments", c_int, Handle)
FPDFPath_GetDrawMode = _function("FPDFPath_GetDrawMode", c_int, Handle, _INT, _INT)
FPDFPath_GetPathSegment = _function("FPDFPath_GetPathSegment", Handle, Handle, c_int)
FPDFPathSegment_GetPoint = _function("FPDFPathSegment_GetPoint", c_int, Handle, _FLOAT, _FLOAT)
FPDFPathSegment_GetType = _function("FPDFPathSegment_GetType", c_int, Handle)
FPDFPathSegment_GetClose = _function("FPDFPathSegment_GetClose", c_int, Handle)
FPDFTextObj_GetTextRenderMode = _function("FPDFTextObj_GetTextRenderMode", c_int, Handle)

FPDFText_LoadPage = _function("FPDFText_LoadPage", Handle, Handle)
FPDFText_ClosePage = _function("FPDFText_ClosePage", None, Handle)
FPDFText_CountChars = _function("FPDFText_CountChars", c_int, Handle)
FPDFText_GetText = _function("FPDFText_GetText", c_int, Handle, c_int, c_int, POINTER(c_ushort))
FPDFText_GetUnicode = _function("FPDFText_GetUnicode", c_uint, Handle, c_int)
FPDFText_HasUnicodeMapError = _function("FPDFText_HasUnicodeMapError", c_int, Handle, c_int)
FPDFText_GetFontSize = _function("FPDFText_GetFontSize", c_double, Handle, c_int)
FPDFText_GetCharOrigin = _function("FPDFText_GetCharOrigin", c_int, Handle, c_int, POINTER(c_double), POINTER(c_double))
FPDFText_GetMatrix = _function("FPDFText_GetMatrix", c_int, Handle, c_int, _MATRIX)
FPDFText_GetLooseCharBox = _function("FPDFText_GetLooseCharBox", c_int, Handle, c_int, c_void_p)
FPDFText_GetTextObject = _function("FPDFText_GetTextObject", Handle, Handle, c_int)

# Where somebody else in this process has done it before, nothing happens.
_init_library(byref(_Config(version=2)))


class NotOpened(Exception):
    """Why pdfium does not open a document: ``number`` is one of ``FPDF_ERR_...``."""

    def __init__(self, number: int):
        super().__init__(f"FPDF_ERR {number}")
        self.number = number


class Document:
    """An open document, as an argument of functions that take one.

    Raises :class:`NotOpened`.
    """

    def __init__(self, data: bytes):
        self._data = data  # pdfium reads from it as long as the document is open
        self._as_parameter_ = _load_document(data, len(data), None)
        if not self._as_parameter_:
            raise NotOpened(FPDF_GetLastError())

    def close(self) -> None:
        FPDF_CloseDocument(self)
