"""What is written at a finding: its rule and message, the arithmetic, what fits, and what else has the same cause."""

from collections.abc import Iterator

from ..model.finding import FileReport, Finding
from ..model.place import Place
from ..named import NamedTuple
from ..reports.layout import spot
from ..reports.text import remark

AUTHOR = "auditlint"


class Remark(NamedTuple):
    """A finding as it is written into a copy.

    ``line`` is the line of its place as it was read, ``lines`` what to say, and ``where`` names the place in words, for where a
    format has no way to point at it.
    """

    place: Place
    severity: str
    line: str
    lines: tuple[str, ...]
    where: str

    @property
    def text(self) -> str:
        """All that is said, in lines."""
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """The words of the line that the finding is about."""
        return self.line[self.place.column - 1 : self._end].strip()

    @property
    def cell(self) -> tuple[str, int]:
        """In a row of a table, the text of the cell and where the words start in it."""
        start = self.line.rfind("\t", 0, self.place.column - 1) + 1
        end = self.line.find("\t", start)
        return self.line[start : end if end >= 0 else None], self.place.column - 1 - start

    @property
    def span(self) -> tuple[int, int]:
        """Where in its line the finding stands, from 0; it is cut at the end of the line."""
        return self.place.column - 1, max(self._end, self.place.column)

    @property
    def _end(self) -> int:
        place = self.place
        return place.end_column - 1 if place.end_line == place.line else len(self.line)


def remarks(file: FileReport, lang: str, show_notes: bool) -> list[Remark]:
    """The remarks on a file in the order of their places, one for each cause."""
    return list(_remarks(file, lang, show_notes))


def _remarks(file: FileReport, lang: str, show_notes: bool) -> Iterator[Remark]:
    for finding in sorted(file.findings, key=_order):
        if show_notes or finding.severity != "note":
            place = finding.place
            line = file.lines.get((place.page, place.line), "")
            yield Remark(place, finding.severity, line, tuple(remark(finding, lang)), spot(place, lang))


def _order(finding: Finding) -> tuple[str, int, int, int, str]:
    return finding.order
