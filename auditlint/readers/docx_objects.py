"""What a Word document shows and no reader of text sees: pictures, charts, embedded files."""

from collections import Counter
from xml.etree.ElementTree import Element

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

    def unread(self) -> list[str]:
        """What may hold the figures."""
        found = []
        if self._count["page"]:
            found.append(f"有 {self._count['page']} 张大图（可能是扫描的页面或表格），图片上的文字未能核对；请先识别成文字（OCR）再核对")
        if self._count["embedded"]:
            found.append(f"有 {self._count['embedded']} 个嵌入的对象（如 Excel 工作簿），里面的内容未能核对；请取出另存，一起核对")
        if self._count["chunk"]:
            found.append(f"有 {self._count['chunk']} 处嵌入的外部内容，未能核对；请用 Word 打开后另存")
        return found

    def unseen(self) -> list[str]:
        """What else there is."""
        words = {"picture": "图片", "chart": "图表"}
        return [f"{self._count[kind]} 张{word}" for kind, word in words.items() if self._count[kind]]


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
