"""The tree of a web page as far as it is shown, and which parts of it are the page's own and not the article's."""

from typing import Any

from ..model.phrasing import phrase
from ..startup import pattern
from .unreadable import UnreadableFile

_MOST_NODES = 1_500_000
#: What stands deeper than this is taken as if it stood here: no page is laid out so deep, a damaged one may be.
_DEEPEST = 150
_DROPPED = frozenset((
    "script", "style", "noscript", "template", "canvas", "audio", "video",
    "select", "button", "input", "option", "head", "title", "meta", "link", "map", "area", "datalist",
))  # fmt: skip
#: Elements that are kept for what they show, and not for text in them; of a drawing the words are kept.
_LEAVES = frozenset(("iframe", "frame", "object", "embed", "svg"))
_HIDDEN = pattern(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
#: Names of what stands round an article and is never part of it; what is mostly links goes by the rest.
_AROUND = pattern(
    r"(?:^|[-_ ])(?:footer|foot|copyright|share|bdsharebuttonbox|qrcode|pagination|pager|search|login|toolbar|breadcrumbs?|crumbs?|sidebar"
    r"|weizhi|dqwz|comments?)(?:$|[-_ \d])|(?:^| )(?:position|location)(?:$| )"
)
_LISTS = frozenset(("div", "ul", "ol", "section", "header", "dl", "p", "center"))
_CLOSED = pattern(
    r"(?i)<(/?)(?:div|ul|ol|dl|dir|menu|section|article|aside|main|blockquote|center|form|fieldset|figure|pre|details|header|footer|nav)\b"
)
_MONEY = "万元"
_AMOUNT = pattern(r"\d[\d,]*(?:\.\d+)?")


class Node:
    """An element that is shown: its tag, attributes, children (texts among them), and what is counted in it.

    ``size`` counts characters of text, ``linked`` those in links, ``links`` and ``tables`` the elements.
    """

    __slots__ = ("tag", "attributes", "children", "size", "linked", "links", "tables")

    def __init__(self, tag: str, attributes: dict[str, str]):
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node | str] = []
        self.size = self.linked = self.links = self.tables = 0

    def close(self) -> None:
        """Count what is in the element, now that it is whole."""
        for child in self.children:
            if isinstance(child, str):
                self.size += len(child.strip())
                continue
            if child.tag == "nav" and not _speaks_of_money(child):
                continue
            self.size += child.size
            self.linked += child.linked
            self.links += child.links + (child.tag == "a")
            self.tables += child.tables + (child.tag == "table")
        if self.tag == "a":
            self.linked = self.size


def deepest(text: str) -> int:
    """How deep the tags of a page stand that have to be closed."""
    depth = most = 0
    for tag in _CLOSED.finditer(text):
        depth += -1 if tag.group(1) else 1
        most = max(most, depth)
        depth = max(depth, 0)
    return most


def grown(root: Any) -> Node | None:
    """The tree below a node of the parser without what is not shown; it is walked without recursion."""
    top = Node("html", {})
    path: list[tuple[Any, Node]] = [(root.first_child, top)]
    count = 0
    while path:
        source, parent = path.pop()
        if source is None:
            if not path or path[-1][1] is not parent:
                parent.close()
            continue
        count += 1
        if count > _MOST_NODES:
            raise UnreadableFile(phrase("page-nodes"))
        path.append((source.next, parent))
        if source.is_text_node:
            parent.children.append(source.text_content or "")
            continue
        node = _shown(source)
        if node is None:
            continue
        if len(path) > _DEEPEST:
            path.append((source.first_child, parent))
            continue
        parent.children.append(node)
        if node.tag == "svg":
            node.children += [each.text() for each in source.css("text")]
        elif node.tag not in _LEAVES:
            path.append((source.first_child, node))
    return top


def _shown(source: Any) -> Node | None:
    """An element of the parser without its children; ``None`` for what is no element or not shown."""
    if not source.is_element_node or source.tag in _DROPPED:
        return None
    attributes = {name: value or "" for name, value in source.attributes.items()}
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "").lower()):
        return None
    return Node(source.tag, attributes)


def is_clutter(node: Node, whole: int) -> bool:
    """Whether a node is navigation, a footer or the like: small beside the whole, and named so or made of links.

    What speaks of money is none: it is better to read too much of a page than to lose a figure.
    """
    if node.tag == "nav":
        return not _speaks_of_money(node)
    if node.size * 5 > whole or node.tag in ("a", "table", "tr", "td", "th", "tbody"):
        return False
    if node.tag in ("footer", "aside"):
        return not _speaks_of_money(node)
    name = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}".lower()
    if node.size and name != " " and node.tag in ("div", "ul", "section", "p", "span") and _AROUND.search(name):
        return not _speaks_of_money(node)
    linked = node.links > 2 and node.linked * 10 >= node.size * 7 and node.tag in _LISTS
    return linked and not _speaks_of_money(node)


def _speaks_of_money(node: Node) -> bool:
    parts: list[Node | str] = [node]
    while parts:
        part = parts.pop()
        if isinstance(part, Node):
            parts += part.children
        elif _MONEY in part:
            return True
    return False


def is_layout(table: Node, rows: list[list[Node]]) -> bool:
    """Whether a table only lays out a page: it has one column, or holds tables or an article and no amounts beside them."""
    if all(len(row) < 2 for row in rows):
        return True
    cells = [cell for row in rows for cell in row]
    if table.tables:
        return sum(not cell.tables and _is_amount(cell) for cell in cells) < 4
    largest = max(cells, key=lambda cell: cell.size)
    return largest.size > 300 and largest.size * 2 > table.size and sum(isinstance(child, Node) for child in largest.children) > 4


def _is_amount(cell: Node) -> bool:
    text = ""
    node: Node = cell
    while node.children:
        inner = [child for child in node.children if not isinstance(child, str) or child.strip()]
        if len(inner) != 1:
            return False
        only = inner[0]
        if isinstance(only, str):
            text = only.strip()
            break
        node = only
    return bool(text) and _AMOUNT.fullmatch(text) is not None
