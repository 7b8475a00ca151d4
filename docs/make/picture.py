"""The picture of the layers: a box for each, and an arrow to each that it stands on and does not reach by way of another."""

from xml.sax.saxutils import escape

from .layers import first_words, stands_on

_WIDTH, _BOX, _HIGH, _ROW, _EDGE = 960, 200, 100, 144, 20
_LINE = 32
_STYLE = (
    "text{font-family:sans-serif;fill:#1b2733}.name{font-size:15px;font-weight:bold}.what{font-size:10.5px}"
    "rect{fill:#eef3f8;stroke:#47617c;rx:6}path{fill:none;stroke:#47617c;stroke-width:1.2;marker-end:url(#tip)}"
)


def picture() -> str:
    """The layers as SVG: whatever a layer imports stands below it."""
    below = stands_on()
    rows = _rows(below)
    places = {name: _place(row, at, len(names), len(rows)) for row, names in enumerate(rows) for at, name in enumerate(names)}
    height = len(rows) * _ROW + _EDGE
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="what">',
        f'<title id="what">{escape(_told(below))}</title>',
        f"<style>{_STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0,0L8,4L0,8z" style="fill:#47617c;stroke:none"/></marker></defs>',
        f'<rect x="0" y="0" width="{_WIDTH}" height="{height}" style="fill:#fff;stroke:none"/>',
    ]
    for name in sorted(below):
        out += [_arrow(places[name], places[other]) for other in sorted(_direct(name, below))]
    for name in sorted(below):
        out += _drawn(name, *places[name])
    return "\n".join([*out, "</svg>"]) + "\n"


def _rows(below: dict[str, set[str]]) -> list[list[str]]:
    """The layers by how far above the ground they stand."""
    heights: dict[str, int] = {}

    def height(name: str) -> int:
        if name not in heights:
            heights[name] = 1 + max(map(height, below[name]), default=-1)
        return heights[name]

    rows: list[list[str]] = [[] for _ in range(1 + max(map(height, below)))]
    for name in sorted(below):
        rows[heights[name]].append(name)
    return rows


def _direct(name: str, below: dict[str, set[str]]) -> set[str]:
    """What a layer stands on without reaching it by way of another."""
    return {other for other in below[name] if not any(other in _all_below(between, below) for between in below[name] - {other})}


def _all_below(name: str, below: dict[str, set[str]]) -> set[str]:
    return below[name].union(*(_all_below(other, below) for other in below[name]))


def _told(below: dict[str, set[str]]) -> str:
    """The picture in words, for who cannot see it."""
    return "; ".join(f"{name} stands on {', '.join(sorted(others)) or 'nothing'}" for name, others in sorted(below.items()))


def _place(row: int, at: int, count: int, rows: int) -> tuple[int, int]:
    """The left upper corner of a box."""
    share = (_WIDTH - 2 * _EDGE) // count
    return _EDGE + share * at + (share - _BOX) // 2, _EDGE + (rows - 1 - row) * _ROW


def _arrow(upper: tuple[int, int], lower: tuple[int, int]) -> str:
    x, y = upper[0] + _BOX // 2, upper[1] + _HIGH
    to, down = lower[0] + _BOX // 2, lower[1]
    middle = (y + down) // 2
    return f'<path d="M{x},{y}C{x},{middle} {to},{middle} {to},{down}"/>'


def _drawn(name: str, x: int, y: int) -> list[str]:
    lines = _wrapped(first_words(name))[:5]
    out = [f'<rect x="{x}" y="{y}" width="{_BOX}" height="{_HIGH}"/>', f'<text class="name" x="{x + 8}" y="{y + 18}">{name}</text>']
    return out + [f'<text class="what" x="{x + 8}" y="{y + 33 + 13 * at}">{escape(line)}</text>' for at, line in enumerate(lines)]


def _wrapped(text: str) -> list[str]:
    """Lines short enough for a box; a Chinese character is as wide as two others."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and sum(1 + (char > "⺀") for char in longer) <= _LINE:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
