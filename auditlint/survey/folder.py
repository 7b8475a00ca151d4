"""The folder of a survey: the tables, what is kept to go on from, and the manifest that says that all of it is there.

The manifest is removed before the first table is touched and written after the last, so that where it stands the tables are
those of one run, whole.
"""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from json import dumps
from typing import Any

from ..desk.own_output import LOCK, MANIFEST, WORK
from ..errors import OutputError, UsageError
from ..output import emit
from .schema import TABLES
from .tables import Part

#: Beside the lock, in what no reader of tables looks into: the results of each filing, and tables that are being written.
_RESULTS, _NEW = "results", "new"


class Folder:
    """A folder that is the survey's own."""

    def __init__(self, path: str):
        self.path = path
        self._work = os.path.join(path, WORK)
        self.new = os.path.join(self._work, _NEW)

    def results(self, lang: str) -> str:
        """Where what comes of each filing is kept, in a language."""
        return os.path.join(self._work, _RESULTS, lang)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Make it, and keep other runs out of it.

        Raises :class:`UsageError` where something else is in it or another run has it, :class:`OutputError` where it cannot be
        made.
        """
        try:
            if os.path.isdir(self.path) and os.listdir(self.path) and not os.path.isdir(self._work):
                raise UsageError("survey-foreign", path=self.path)
            os.makedirs(self._work, exist_ok=True)
            with open(os.path.join(self._work, LOCK), "ab") as lock:
                if not _lock(lock.fileno()):
                    raise UsageError("survey-taken", path=self.path)
                self._clear()
                yield
                self._clear()
        except OSError as error:
            raise OutputError("cannot-write", path=self.path, reason=error.strerror or error) from error

    def _clear(self) -> None:
        """Remove tables that were being written when a run ended."""
        shutil.rmtree(self.new, ignore_errors=True)

    def publish(self, parts: Sequence[Part], texts: Mapping[str, str], about: Mapping[str, Any]) -> None:
        """Put the new tables in the place of the old ones, then the texts, then the manifest."""
        manifest = os.path.join(self.path, MANIFEST)
        if os.path.exists(manifest):
            os.unlink(manifest)
        for path in list(self._old()):
            os.unlink(path)
        for part in parts:
            target = os.path.join(self.path, part.path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.replace(os.path.join(self.new, part.path), target)
        self._remove_empty()
        for name, text in texts.items():
            emit(text, os.path.join(self.path, name))
        tables = {table: [part for part in parts if part.path.startswith(f"{table}/")] for table in TABLES}
        told = {
            table: {"rows": sum(part.rows for part in own), "parts": [{"path": part.path, "rows": part.rows, "bytes": part.size} for part in own]}
            for table, own in tables.items()
        }  # fmt: skip
        emit(dumps({**about, "tables": told}, ensure_ascii=False, indent=1) + "\n", manifest)

    def _old(self) -> Iterator[str]:
        """The files of the tables that are here."""
        for year in self._years():
            for each in os.scandir(year):
                if each.name.startswith("part-") and each.name.endswith(".parquet"):
                    yield each.path

    def _years(self) -> Iterator[str]:
        for table in TABLES:
            top = os.path.join(self.path, table)
            if os.path.isdir(top):
                yield from (each.path for each in os.scandir(top) if each.is_dir() and each.name.startswith("year="))

    def _remove_empty(self) -> None:
        for year in list(self._years()):
            if not os.listdir(year):
                os.rmdir(year)


def _lock(descriptor: int) -> bool:
    """Lock an open file until it is closed, or its process ends however that may be; whether nobody else has it."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)  # which children do not share, so that it ends with this process
    except (BlockingIOError, PermissionError):
        return False
    return True
