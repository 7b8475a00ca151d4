"""The command ``survey``: audits the files, keeping what comes of each, then writes the tables and the summary."""

import os
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from ..desk.config import Configuration
from ..desk.files import Gathered, Source
from ..desk.progress import watch
from ..desk.results import Results
from ..desk.run import audit, exit_code
from ..model.finding import Report
from ..output import emit, tell
from ..registry import Rule
from ..reports.text import joined, problems, stale, unseen
from ..reports.totals import summary
from ..version import __version__
from ..wording import say
from .folder import Folder
from .picture import take
from .rows import rows, surveyed
from .schema import VERSION
from .summary import Summary
from .tables import Tables

SUMMARY = "summary"


def survey(gathered: Gathered, configuration: Configuration, lang: str, output: str, options: dict[str, Any]) -> int:
    """Write the survey of the files into a folder and return the exit code, which is that of ``check``.

    A run that is broken off leaves the tables as they were; the next one goes on from there.

    Raises :class:`~auditlint.errors.UsageError` where the folder is not a survey's own, and
    :class:`~auditlint.errors.OutputError` where it cannot be written.
    """
    folder = Folder(output)
    sources = gathered.sources
    with folder.taken():
        kept = Results(folder.results(lang), _packs(sources, configuration), _about(sources), own=True)
        report = audit(
            sources, configuration, options["jobs"], watch=watch(len(sources), lang), picture=partial(take, lang=lang), results=kept,
            allow_unchecked=options["allow_unchecked"],
        )  # fmt: skip
        report.exclude(gathered.excluded_by)
        status = report.exit_code = exit_code(report)
        for text in (*problems(report, lang), *unseen(report, lang)):
            tell(text)
        if report.interrupted:
            tell(say(lang, "survey-interrupted", n=report.interrupted))
            return status
        lines = _written(report, folder, lang)
        kept.sweep()
    emit("".join(f"{line}\n" for line in [*lines, *joined(report, lang), *stale(report, lang), summary(report, lang, single=True)]))
    tell(say(lang, "survey-written", path=output))
    return status


def _packs(sources: Iterable[Source], configuration: Configuration) -> set[str]:
    return {pack for source in sources for pack in configuration.for_file(source.path).rule_packs}


def _about(sources: Sequence[Source]) -> str:
    """What the results depend on beside files and settings."""
    return f"survey {VERSION} {'several' if len(sources) > 1 else 'alone'}"


def _written(report: Report, folder: Folder, lang: str) -> list[str]:
    """Write the tables, file by file, and put them in their place; returns the summary for a person."""
    tables = Tables(folder.new)
    told = Summary((rule for rule in report.rules if isinstance(rule, Rule)), lang)
    for file in report.in_order():
        each = surveyed(file)
        told.take(each)
        for table, row in rows(each, lang):
            tables.add(table, each.year, row)
    os.makedirs(folder.new, exist_ok=True)
    parts = tables.close()
    folder.publish(parts, {f"{SUMMARY}.json": told.json(), f"{SUMMARY}.csv": told.csv()}, _manifest(report, lang))
    return told.lines()


def _manifest(report: Report, lang: str) -> dict[str, Any]:
    """What the manifest says beside the parts: nothing that differs between two runs over the same files."""
    hidden = [{"configuration": each.configuration, "rules": each.rules, "keys": each.keys, "excluded": each.excluded} for each in report.silenced]
    return {"schema": VERSION, "auditlint": __version__, "lang": lang, "files": len(report.paths), "exit_code": report.exit_code, "silenced": hidden}


