"""The shelf: the reports of a run, in the order of its files, most of them on the disk.

A run over twenty thousand files keeps in memory what one over a hundred does.
"""

from array import array
from collections.abc import Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import Any

from ..model.finding import Change, FileReport, Files
from .made import Made
from .packing import unpack

#: Bytes of records that are kept in memory before they go to a file.
_IN_MEMORY = 500_000


class Shelf(Made[FileReport], Files):
    """The reports that have been put here, by the numbers of their files; each is made anew when it is taken."""

    def __init__(self, size: int):
        self._starts = array("q", [-1]) * size
        self._ends = array("q", [-1]) * size
        self._records: Any = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # it lives as long as the shelf
        self._size = 0
        self._changes: list[Change] = []
        self._present: Sequence[int] | None = None
        self._last: tuple[int, FileReport] | None = None

    def put(self, number: int, record: bytes) -> None:
        """Put the record of a file here, in the place of the one that was."""
        self._records.seek(self._size)
        self._records.write(record)
        self._starts[number], self._ends[number] = self._size, self._size + len(record)
        self._size += len(record)
        self._present = self._last = None

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of the files whose reports are here."""
        if self._present is None:
            size = len(self._starts)
            self._present = range(size) if -1 not in self._starts else [number for number in range(size) if self._starts[number] >= 0]
        return self._present

    def change(self, change: Change) -> None:
        self._changes.append(change)
        self._last = None

    def __len__(self) -> int:
        return len(self.numbers)

    def at(self, number: int) -> FileReport:
        return self._taken(self.numbers[number])

    def __iter__(self) -> Iterator[FileReport]:
        return map(self._taken, self.numbers)

    def _taken(self, number: int) -> FileReport:
        if self._last is not None and self._last[0] == number:
            return self._last[1]
        self._records.seek(self._starts[number])
        report = unpack(self._records.read(self._ends[number] - self._starts[number]))
        for change in self._changes:
            change(number, report)
        self._last = number, report
        return report
