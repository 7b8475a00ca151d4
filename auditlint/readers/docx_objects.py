"""What a Word document shows and no reader of text sees: pictures, charts, embedded files."""

from collections import Counter
from xml.etree.ElementTree import Element

from ..model.phrasing import Phrase, counted
from ..startup import pattern
from .office import local

#: What holds such a thing in a paragraph.
HOLDERS = frozenset(("inline", "anchor", "pict", "object"))
#: Square centimetres: a seal or an emblem is smaller than the first; what is larger than the second is a page, or a table.
_SMALL, _LARGE = 25, 190
_EMU = 360_000
_STYLE = pattern(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,6}(?:\.\d{1,6})?)(pt|in|cm|mm|px)?")
_CENTIMETRES = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1, "px": 2.54 / 96}
#: Formulas and drawings, which hold no files.
_NO_FILES = ("Equation", "MathType", "Paint", "PBrush", "Photoshop", "Visio", "MSGraph")


class Objects:
    """Counts what was met."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()

    def chunk(self) -> None:
        """Take in a part that another file is imported by."""
        self._count["chunk"] += 1

    def add(self, holder: Element) -> None:
        """Take in what a drawing, a picture or an object of a paragraph holds."""
        names = {local(each.tag): each for each in holder.iter()}
        program = names["OLEObject"].get("ProgID", "") if "OLEObject" in names else None
        if program is not None and not program.startswith(_NO_FILES):
            self._count["embedded"] += 1
        elif "chart" in names or "relIds" in names:
            self._count["chart"] += 1
        elif "blip" in names or "imagedata" in names:
            area = _area(names)
            self._count["page" if area > _LARGE else "picture" if area > _SMALL else "emblem"] += 1

    def unread(self) -> list[Phrase]:
        """What may hold the figures."""
        return counted(self._count, page="large-pictures", embedded="embedded-objects", chunk="embedded-parts")

    def unseen(self) -> list[Phrase]:
        """What else there is."""
        return counted(self._count, picture="pictures", chart="charts")


def _area(names: dict[str, Element]) -> float:
    """How large a picture is shown, in square centimetres; 0 where nothing tells."""
    extent = names.get("extent")
    if extent is not None:
        sides = [extent.get(name, "0") for name in ("cx", "cy")]
        width, height = (int(side) / _EMU if side.isdecimal() and len(side) < 12 else 0.0 for side in sides)
        return width * height
    shape = names.get("shape", names.get("rect"))
    style = shape.get("style", "") if shape is not None else ""
    found = {name: float(size) * _CENTIMETRES[unit or "px"] for name, size, unit in _STYLE.findall(style)}
    return found.get("width", 0.0) * found.get("height", 0.0)
