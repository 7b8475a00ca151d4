"""The process that works on uploaded files: audits them, and writes the report, the letter and the marked copies.

It says on its standard output how far it is, a line of JSON at a time; the last one says what came of it.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from json import dumps, loads
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from ..desk.bounded import tie
from ..desk.config import Configuration
from ..desk.files import Gathered, gather
from ..desk.progress import Watch
from ..desk.run import audit, exit_code
from ..errors import AuditlintError, FileError
from ..escaping import clean, escaped, escaped_line
from ..marking.copies import copy_name, marked_copy, state_of, why
from ..marking.remarks import remarks
from ..model.finding import FileReport, Report
from ..named import NamedTuple
from ..output import write_whole
from ..readers import UnreadableFile
from ..reports import html, letter_csv, letter_xlsx
from ..reports.text import joined, problems, unseen
from ..reports.totals import coverage, summary

#: The folders of a batch: what was uploaded, and what is made of it; and what is in the second one.
FILES, MADE = "files", "made"
REPORT, LETTER, COPIES, PACKED = "report.html", "letter", "marked", "marked.zip"


class Order(NamedTuple):
    """What is wanted of a batch: in which language, under which keys of the command line and which configuration."""

    lang: str
    given: dict[str, Any]
    config: str | None = None


class _Told(Watch):
    """Says of each file that it is done."""

    def __init__(self, tell: Any):
        self._tell = tell
        self._total = self._done = 0

    def begin(self, total: int) -> None:
        self._total = total
        self._tell({"done": 0, "total": total})

    def reach(self, count: int) -> None:
        self._done += count
        self._tell({"done": min(self._done, self._total), "total": self._total})


def serve(folder: str, order: str) -> None:
    """Work on the batch in a folder."""
    tie(0)
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)  # what a rule pack prints is no news
    with open(out, "w", encoding="utf-8") as news:

        def tell(content: dict[str, Any]) -> None:
            news.write(dumps(content) + "\n")
            news.flush()

        wanted = Order(*loads(order))
        try:
            tell({"result": work(folder, wanted, _Told(tell))})
        except AuditlintError as error:
            tell({"message": error.message(wanted.lang)})


def work(folder: str, order: Order, watch: Watch) -> dict[str, Any]:
    """Audit the files of a batch and write what is made of them; returns what the page shows.

    Raises :class:`~auditlint.errors.AuditlintError` where the run cannot be begun.
    """
    os.chdir(os.path.join(folder, FILES))  # so that nothing in a report tells where the folder was
    made = os.path.join(folder, MADE)
    os.makedirs(os.path.join(made, COPIES))
    configuration = Configuration(order.given | {"lang": order.lang}, file=order.config, isolated=order.config is None)
    gathered = gather([os.curdir], configuration)
    states = {source.path: state_of(source.path) for source in gathered.sources}
    report = audit(gathered.sources, configuration, watch=watch, picture=html.picture_of(order.lang))
    report.exclude(gathered.excluded_by)
    report.exit_code = exit_code(report)
    write_whole(os.path.join(made, REPORT), escaped(html.render(report, order.lang)))
    write_whole(os.path.join(made, f"{LETTER}.xlsx"), letter_xlsx.render(report, order.lang))
    write_whole(os.path.join(made, f"{LETTER}.csv"), letter_csv.render(report, order.lang))
    files = [_file(file, states[file.path], os.path.join(made, COPIES), configuration, order.lang) for file in report.files]
    copies = [file["copy"] for file in files if file["copy"]]
    if len(copies) > 1:
        _pack(made, copies)
    return {
        "summary": summary(report, order.lang),
        "remarks": list(_remarks(report, gathered, order.lang)),
        "files": sorted(files, key=lambda file: (not file["problem"], -file["errors"], -file["warnings"])),
        "packed": len(copies) > 1,
    }


def _remarks(report: Report, gathered: Gathered, lang: str) -> Iterator[str]:
    yield from dict.fromkeys([*problems(report, lang), *unseen(report, lang), *joined(report, lang), *map(escaped_line, gathered.remarks)])


def _file(file: FileReport, state: tuple[int, int] | None, folder: str, configuration: Configuration, lang: str) -> dict[str, Any]:
    """What the page shows of a file; its marked copy is written where there is something to mark."""
    problem = clean(file.problem) if file.problem and not file.passed_over else ""
    found = remarks(file, lang, False)
    name = ""
    if found:
        name = copy_name(file.path, file.path)
        try:
            write_whole(os.path.join(folder, name), marked_copy(file, found, state, configuration, lang))
        except (OSError, FileError, UnreadableFile) as error:
            name, problem = "", f"{problem} {why(error, lang)}".strip()
    return {
        "name": escaped_line(file.path), "errors": file.count("error"), "warnings": file.count("warning"),
        "coverage": coverage(file.checked, file.figures) if file.figures else "", "problem": problem, "copy": name,
    }  # fmt: skip


def _pack(made: str, copies: Iterable[str]) -> None:
    """All marked copies in one file."""
    partial = os.path.join(made, f"{PACKED}.tmp")
    with ZipFile(partial, "w", ZIP_DEFLATED) as packed:
        for name in copies:
            packed.write(os.path.join(made, COPIES, name), name)
    os.replace(partial, os.path.join(made, PACKED))


def command(folder: str, order: Order) -> list[str]:
    """The command of a process that works on a batch."""
    words = f"{folder!r}, {dumps(list(order))!r}"
    return [sys.executable, "-P", "-c", f"import sys; sys.path[:] = {sys.path!r}; from auditlint.serving.work import serve; serve({words})"]
