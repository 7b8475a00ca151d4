"""Where something stands in a filing."""

from ..named import NamedTuple


class Place(NamedTuple):
    """A stretch of a filing.

    Lines and columns count from 1, columns in characters of the original line, the end is exclusive.
    ``page`` is set where the format has pages (in a workbook it is the number of the sheet), and ``line`` then counts on it.
    In a table ``table`` is its number in the document, ``row`` and ``cell_column`` count from 1 in it, ``cell`` names both
    the way a spreadsheet does, and ``sheet`` is the sheet that a table fills.
    """

    path: str
    page: int | None
    line: int
    column: int
    end_line: int
    end_column: int
    sheet: str | None = None
    cell: str | None = None
    table: int | None = None
    row: int | None = None
    cell_column: int | None = None

    @property
    def in_table(self) -> dict[str, str | int | None]:
        """Where in a table, for programs; nothing outside one."""
        if self.cell is None:
            return {}
        return {
            "sheet": self.sheet, "cell": self.cell, "table": self.table, "row": self.row, "cell_column": self.cell_column,
        }  # fmt: skip


def cell_name(row: int, column: int) -> str:
    """Row and column (from 1) the way a spreadsheet names them: 5, 3 is C5."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
