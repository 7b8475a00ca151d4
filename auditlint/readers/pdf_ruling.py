"""The lines of a page that may rule its tables: strokes, thin filled rectangles and the sides of wide ones."""

import ctypes
from collections.abc import Callable
from itertools import compress, repeat
from typing import Any

from ..named import NamedTuple
from . import pdfium
from .pdf_calls import Numbers, bare

#: More objects or path segments are a drawing and no table.
MOST_OBJECTS = 200_000
MOST_SEGMENTS = 200_000
#: Forms within forms are looked into so deep.
_DEEPEST = 8
#: A shape is a line where it is so many times ``near`` thin: then not even a line of text fits in it.
_THIN = 2.5

_SHAPES = frozenset((pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING, pdfium.FPDF_PAGEOBJ_FORM))

object_of = bare(pdfium.FPDFPage_GetObject, pdfium.Handle)
_object_of_form = bare(pdfium.FPDFFormObj_GetObject, pdfium.Handle)
kind_of = bare(pdfium.FPDFPageObj_GetType)
_bounds = Numbers(bare(pdfium.FPDFPageObj_GetBounds), ctypes.c_float, 4, apart=True)

Rect = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Strokes(NamedTuple):
    """Lines and pictures as boxes (left, bottom, right, top) in the space of the page; a line is a thin box.

    ``fills`` are filled rectangles without an outline: cells of a table, or only what lies behind some words.  ``drawn`` tells of shapes that are neither lines nor rectangles, ``crowded`` that there were too many to look at all.
    """

    lines: list[Rect]
    fills: list[Rect]
    pictures: list[Rect]
    drawn: bool
    crowded: bool


def strokes(page: Any, near: float) -> Strokes:
    """Look at every object of a page, also within forms."""
    reader = _Reader(near)
    reader.look(object_of, page, pdfium.FPDFPage_CountObjects(page), _AS_IT_IS, 0)
    return Strokes(reader.lines, reader.fills, reader.pictures, reader.drawn, reader.crowded)


class _Reader:
    def __init__(self, near: float):
        self.near = near
        self.lines: list[Rect] = []
        self.fills: list[Rect] = []
        self.pictures: list[Rect] = []
        self.drawn = self.crowded = False
        self.objects = self.segments = 0

    def look(self, get: Callable[..., Any], holder: Any, count: int, matrix: Matrix, depth: int) -> None:
        """Look at the objects of a page or a form."""
        room = MOST_OBJECTS - self.objects
        self.objects += max(0, count)
        things = list(map(get, repeat(holder), range(min(count, room))))
        kinds = list(map(kind_of, things))
        shapes = list(map(_SHAPES.__contains__, kinds))
        things, kinds = list(compress(things, shapes)), list(compress(kinds, shapes))
        numbers = iter(_bounds.of(keys=things))
        near, thin, lines = self.near, _THIN * self.near, self.lines
        for thing, kind, left, bottom, right, top in zip(things, kinds, numbers, numbers, numbers, numbers, strict=True):
            if matrix is not _AS_IT_IS:
                left, bottom, right, top = _turned(matrix, left, bottom, right, top)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                width, height = right - left, top - bottom
                thick, long = (width, height) if width < height else (height, width)
                # Where a shape is much longer than thick its bounds say all; a dot may be part of a dotted line.
                if thick <= thin and (long > 3 * thick or long <= near):
                    lines.append((left, bottom, right, top))
                    continue
                self._path(thing, (left, bottom, right, top), matrix)
            elif kind != pdfium.FPDF_PAGEOBJ_FORM:
                self.pictures.append((left, bottom, right, top))
            elif depth < _DEEPEST:
                inner = pdfium.FPDFFormObj_CountObjects(thing)
                self.look(_object_of_form, thing, inner, _product(_matrix(thing), matrix), depth + 1)
            if self.crowded:
                return
        self.crowded = count > room

    def _path(self, thing: Any, box: Rect, matrix: Matrix) -> None:
        """Take the sides of a shape that is no mere line."""
        count = pdfium.FPDFPath_CountSegments(thing)
        self.segments += max(0, count)
        if self.segments > MOST_SEGMENTS:
            self.crowded = True
            return
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(thing, filled, stroked)
        before, drawn = len(self.lines), self.drawn
        self._outline(thing, count, _product(_matrix(thing), matrix), bool(filled.value))
        if filled.value and not stroked.value and count <= 5 and self.drawn == drawn and len(self.lines) > before:
            del self.lines[before:]
            self.fills.append(box)

    def _outline(self, thing: Any, count: int, matrix: Matrix, filled: bool) -> None:
        """The straight sides of a shape that run along an axis."""
        move, bezier = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_BEZIERTO
        x, y = ctypes.c_float(), ctypes.c_float()
        start = last = (0.0, 0.0)
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(thing, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            place = _moved(matrix, x.value, y.value)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == move:
                if filled and index:
                    self._side(last, start)
                start = place
            elif kind == bezier:
                self.drawn = True
            else:
                self._side(last, place)
                if pdfium.FPDFPathSegment_GetClose(segment):
                    self._side(place, start)
            last = place
        if filled:
            self._side(last, start)

    def _side(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        box = min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) * 4 > self.near:
            self.drawn = True
        elif width or height:
            self.lines.append(box)


def _matrix(thing: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, found):
        return _AS_IT_IS
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _turned(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Rect:
    x0, y0 = _moved(matrix, left, bottom)
    x1, y1 = _moved(matrix, right, top)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
