"""The tables of a survey as Parquet: a folder a year, rows in the order in which they come, a few of them in memory."""

import os
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from ..escaping import escaped
from ..named import NamedTuple
from ..version import __version__
from .picture import Row
from .schema import PRECISION, SCALE, TABLES, VERSION, Column

#: Rows that wait in memory to be written, over all tables, and how many one file takes.
WAITING, IN_A_FILE = 20_000, 500_000
#: The folder of what tells no year: a number as the others are, for some readers take a table that has no other for broken.
NO_YEAR = "0"


class Part(NamedTuple):
    """A file of a table: its path within the survey, its rows and its bytes."""

    path: str
    rows: int
    size: int


def arrow_schema(table: str) -> Any:
    """The schema of a table, with the version in its metadata, which is in that of each file."""
    import pyarrow

    told = {"auditlint.table": table, "auditlint.schema": VERSION, "auditlint.version": __version__}
    return pyarrow.schema([pyarrow.field(column.name, _type(column)) for column in TABLES[table]], told)


def _type(column: Column) -> Any:
    import pyarrow

    if column.kind == "structs":
        return pyarrow.list_(pyarrow.struct([pyarrow.field(each.name, _type(each)) for each in column.fields]))
    simple = {"string": pyarrow.string, "int32": pyarrow.int32, "bool": pyarrow.bool_}
    if column.kind in simple:
        return simple[column.kind]()
    return pyarrow.decimal128(PRECISION, SCALE) if column.kind == "decimal" else pyarrow.list_(pyarrow.string())


def _taker(column: Column) -> Callable[[Any], Any] | None:
    """What makes of a value what a column takes; ``None`` where it takes it as it is."""
    if column.kind == "string":
        return _text
    if column.kind == "decimal":
        return Decimal
    if column.kind == "list":
        return lambda values: [*map(_text, values)]
    if column.kind == "structs":
        takers = [_taker(field) for field in column.fields]
        return lambda rows: [
            tuple([value if value is None or take is None else take(value) for take, value in zip(takers, row, strict=True)]) for row in rows
        ]
    return None


def _text(value: str) -> str:
    """A text in which nothing acts on who reads it."""
    return value if value.isprintable() else escaped(value).encode("utf-8", "backslashreplace").decode("utf-8")


class Tables:
    """The tables, written below a folder that nobody reads yet."""

    def __init__(self, folder: str):
        self._folder = folder
        self._schemas = {table: arrow_schema(table) for table in TABLES}
        self._waiting: dict[tuple[str, str], list[Row]] = {}
        self._count = 0
        self._open: dict[tuple[str, str], _Partition] = {}
        self.rows = dict.fromkeys(TABLES, 0)

    def add(self, table: str, year: int | None, row: Row) -> None:
        """Add a row; the values are in the order of the columns."""
        key = table, NO_YEAR if year is None else str(year)
        self._waiting.setdefault(key, []).append(row)
        self.rows[table] += 1
        self._count += 1
        if self._count >= WAITING:
            self._write(max(self._waiting, key=lambda key: len(self._waiting[key])))

    def close(self) -> list[Part]:
        """Write what waits; a table without rows has a file all the same, so that it can be asked.

        Returns the files in order.
        """
        for table in TABLES:
            if not self.rows[table]:
                self._waiting[table, NO_YEAR] = []
        for key in list(self._waiting):
            self._write(key)
        return [part for key in sorted(self._open) for part in self._open[key].close()]

    def _write(self, key: tuple[str, str]) -> None:
        rows = self._waiting.pop(key)
        self._count -= len(rows)
        if key not in self._open:
            self._open[key] = _Partition(self._folder, f"{key[0]}/year={key[1]}", self._schemas[key[0]])
        self._open[key].write(_batch(rows, TABLES[key[0]], self._schemas[key[0]]), len(rows))


def _batch(rows: Sequence[Row], columns: Sequence[Column], schema: Any) -> Any:
    import pyarrow

    arrays = []
    for column, field, values in zip(columns, schema, zip(*rows, strict=True) if rows else [()] * len(columns), strict=True):
        take = _taker(column)
        made = values if take is None else [None if value is None else take(value) for value in values]
        arrays.append(pyarrow.array(made, field.type))
    return pyarrow.Table.from_arrays(arrays, schema=schema)


class _Partition:
    """The files of a table for a year."""

    def __init__(self, folder: str, name: str, schema: Any):
        self._folder = folder
        self._name = name
        self._schema = schema
        self._parts: list[Part] = []
        self._writer: Any = None
        self._rows = 0

    def write(self, batch: Any, rows: int) -> None:
        """Write rows, as one group of them, into the last file or, where that is full, into another."""
        if self._writer is None:
            from pyarrow import parquet

            os.makedirs(os.path.join(self._folder, self._name), exist_ok=True)
            self._writer = parquet.ParquetWriter(os.path.join(self._folder, self._path), self._schema, compression="zstd")
        self._writer.write_table(batch)
        self._rows += rows
        if self._rows >= IN_A_FILE:
            self._end()

    @property
    def _path(self) -> str:
        return f"{self._name}/part-{len(self._parts):04}.parquet"

    def _end(self) -> None:
        self._writer.close()
        self._parts.append(Part(self._path, self._rows, os.path.getsize(os.path.join(self._folder, self._path))))
        self._writer, self._rows = None, 0

    def close(self) -> list[Part]:
        """End the last file; returns all."""
        if self._writer is not None:
            self._end()
        return self._parts
