"""Where something stands in a filing."""

from typing import NamedTuple


class Place(NamedTuple):
    """A stretch of a filing.

    Lines and columns count from 1, columns in characters of the original line, the end is exclusive.
    ``page`` is set where the format has pages; ``sheet`` and ``cell`` where it has cells.
    """

    path: str
    page: int | None
    line: int
    column: int
    end_line: int
    end_column: int
    sheet: str | None = None
    cell: str | None = None
