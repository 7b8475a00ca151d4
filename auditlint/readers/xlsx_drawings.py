"""What lies over the cells of a sheet: text in shapes, which is read, and pictures and charts, which are counted."""

from xml.etree.ElementTree import Element

from ..named import NamedTuple
from .office import Package, local

_EMU = 360_000
#: Square centimetres below which a picture is an emblem or a seal.
_SMALL = 25
#: What shows a figure of its own on a sheet: a picture, a chart, a shape.
_PICTURES, _CHARTS = frozenset(("pic",)), frozenset(("graphicFrame",))


class Drawing(NamedTuple):
    """The paragraphs of the shapes, and how many pictures and charts there are."""

    paragraphs: list[str]
    pictures: int = 0
    charts: int = 0


def read_drawing(package: Package, part: str) -> Drawing:
    """Read the drawing of a sheet."""
    paragraphs: list[str] = []
    pictures = charts = 0
    for _, element in package.events(part):
        name = local(element.tag)
        if name == "txBody":
            paragraphs += [text for each in element if local(each.tag) == "p" and (text := _text(each)).strip()]
            element.clear()
        elif name in _PICTURES:
            area = _area(element)
            pictures += area is None or area > _SMALL
        elif name in _CHARTS:
            charts += 1
    return Drawing(paragraphs, pictures, charts)


def _text(paragraph: Element) -> str:
    return "".join(each.text or "" for each in paragraph.iter() if local(each.tag) == "t")


def _area(picture: Element) -> float | None:
    """How large a picture is shown, in square centimetres, where that is told."""
    for each in picture.iter():
        width, height = each.get("cx", ""), each.get("cy", "")
        if local(each.tag) == "ext" and width.isdecimal() and height.isdecimal() and len(width + height) < 24:
            return int(width) / _EMU * (int(height) / _EMU)
    return None
