"""Cells from ruling lines: whatever the cells are, the lines round them bring them back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditlint.readers.lattice import Box, Lattice, Ruling, TooDense, lattices

NEAR = 2.5


def lines_of(xs: list[float], ys: list[float], boxes: list[Box]) -> tuple[list[Ruling], list[Ruling]]:
    """The sides of boxes as lines."""
    across, down = [], []
    for column, row, columns, rows in boxes:
        left, right, top, bottom = xs[column], xs[column + columns], ys[row], ys[row + rows]
        across += [Ruling(top, left, right), Ruling(bottom, left, right)]
        down += [Ruling(left, top, bottom), Ruling(right, top, bottom)]
    return across, down


def simple(columns: int, rows: int) -> list[Box]:
    return [Box(column, row, 1, 1) for row in range(rows) for column in range(columns)]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[float], list[float], list[Box]]:
    """A table with cells merged at random, in which every line between rows or columns bounds some cell."""
    columns, rows = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    steps = st.floats(12, 80)
    xs, ys = [50.0], [80.0]
    for places, count in ((xs, columns), (ys, rows)):
        for _ in range(count):
            places.append(places[-1] + draw(steps))
    taken = [[False] * columns for _ in range(rows)]
    boxes = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            wide, deep = draw(st.integers(1, 3)), draw(st.integers(1, 3))
            while wide > 1 and (column + wide > columns or any(taken[row][column : column + wide])):
                wide -= 1
            deep = min(deep, rows - row)
            for y in range(row, row + deep):
                taken[y][column : column + wide] = [True] * wide
            boxes.append(Box(column, row, wide, deep))
    starts_x, starts_y = {box.column for box in boxes}, {box.row for box in boxes}
    if len(starts_x) < columns or len(starts_y) < rows:
        boxes = simple(columns, rows)
    return xs, ys, boxes


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.data())
def test_cells_come_back(table: tuple[list[float], list[float], list[Box]], data: st.DataObject) -> None:
    xs, ys, boxes = table
    across, down = lines_of(xs, ys, boxes)
    jitter = st.floats(-0.9, 0.9)
    across = [Ruling(at + data.draw(jitter), start, end) for at, start, end in data.draw(st.permutations(across))]
    (found,) = lattices(across, down, NEAR)
    assert found.boxes == boxes
    for number, (column, row, columns, rows) in enumerate(boxes):
        x, y = (xs[column] + xs[column + columns]) / 2, (ys[row] + ys[row + rows]) / 2
        assert found.box_at(x, y) == number
    assert found.box_at(xs[0] - 5, ys[0] + 1) is None


def grid(columns: int = 2, rows: int = 2, x: float = 0.0, y: float = 0.0) -> tuple[list[Ruling], list[Ruling]]:
    xs, ys = [x + 50 * n for n in range(columns + 1)], [y + 20 * n for n in range(rows + 1)]
    return lines_of(xs, ys, simple(columns, rows))


def test_tables_that_do_not_touch_are_two() -> None:
    one, other = grid(), grid(y=60.0)
    found = lattices(other[0] + one[0], other[1] + one[1], NEAR)
    assert [each.ys[0] for each in found] == [0.0, 60.0]


def test_lines_that_nearly_touch_are_one() -> None:
    across = [Ruling(y, x, x + 48) for y in (0, 20, 40) for x in (1, 51)]
    down = [Ruling(x, y, y + 18) for x in (0, 50, 100) for y in (1, 21)]
    (found,) = lattices(across, down, NEAR)
    assert found.boxes == simple(2, 2)


def test_a_table_open_at_its_sides_is_closed() -> None:
    across = [Ruling(y, 0, 150) for y in (0, 20, 40)]
    down = [Ruling(x, 0, 40) for x in (50, 100)]
    (found,) = lattices(across, down, NEAR)
    assert found.xs == [0, 50, 100, 150]
    assert found.boxes == simple(3, 2)


def test_what_a_missing_line_leaves_is_parted_into_rectangles() -> None:
    across, down = grid(3, 2)
    down = [each for each in down if each != Ruling(50, 0, 20)]
    across = [each for each in across if each != Ruling(20, 50, 100)]
    (found,) = lattices(across, down, NEAR)
    covered = [(x, y) for c, r, columns, rows in found.boxes for x in range(c, c + columns) for y in range(r, r + rows)]
    assert sorted(covered) == sorted((x, y) for x in range(3) for y in range(2))
    assert Box(0, 0, 2, 1) in found.boxes


def test_what_no_line_closes_is_no_cell() -> None:
    across, down = grid(2, 1)
    found = lattices([each for each in across if each.start == 0], down, NEAR)
    assert [each.boxes for each in found] == [[Box(0, 0, 1, 1)]]
    assert lattices([Ruling(0, 0, 100)], [Ruling(50, -20, 20)], NEAR) == []


def test_the_number_of_crossings_is_bounded() -> None:
    across, down = [Ruling(3.0 * n, 0, 897) for n in range(300)], [Ruling(3.0 * n, 0, 897) for n in range(300)]
    with pytest.raises(TooDense):
        lattices(across, down, NEAR, most=80_000)
    (found,) = lattices(across, down, NEAR, most=100_000)
    assert isinstance(found, Lattice)
    assert len(found.boxes) == 299 * 299
