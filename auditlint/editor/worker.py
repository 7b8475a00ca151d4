"""The process that audits for the language server: a text in, what the editor shows of it out, a line of JSON each.

It is one that a text may kill: whatever takes too long or too much ends it, and the server makes another.
"""

import os
import sys
from json import dumps, loads
from typing import Any

from ..desk.config import Configuration
from ..desk.files import Source, excluding
from ..desk.run import audit
from ..errors import AuditlintError
from ..model.filing import Filing
from ..model.finding import Report
from ..named import NamedTuple
from ..readers.sniff import sniff
from .diagnostics import about_all, diagnostics
from .hovers import hovers
from .positions import Lines


class Wish(NamedTuple):
    """What every text is audited under: the keys that the command line gives, and which configuration it names."""

    given: dict[str, Any]
    config: str | None = None
    isolated: bool = False

    @property
    def lang(self) -> str:
        """The language of what is said where no configuration can be asked."""
        return str(self.given.get("lang", "zh"))


class Asked(NamedTuple):
    """A text as it stands in the editor, what the editor calls it, how it counts, and whether it shows Markdown."""

    uri: str
    path: str
    text: str
    units: str = "utf-16"
    markdown: bool = True


def answered(asked: Asked, wish: Wish, bounded: bool = False) -> dict[str, Any]:
    """The diagnostics of a text, and what is told of its figures; nothing for what the configuration excludes and for what is no filing.

    ``bounded`` tells that this process is one that a text may kill.
    """
    lines = Lines(asked.text, asked.units)
    data = asked.text.encode("utf-8", "replace")
    try:
        # Made anew each time: it may lie open in the next window.
        configuration = Configuration(wish.given, file=wish.config, isolated=wish.isolated)
        settings = configuration.for_file(asked.path)
        if not asked.text.strip() or excluding(asked.path, settings) or sniff(data, asked.path):
            return {"diagnostics": [], "hovers": []}
        report = audit([Source(asked.path, data)], configuration, keep=True, bounded=bounded)
    except AuditlintError as error:
        return {"diagnostics": [about_all(lines, error.message(wish.lang))], "hovers": []}
    return _told(report, lines, asked, settings.lang)


def _told(report: Report, lines: Lines, asked: Asked, lang: str) -> dict[str, Any]:
    file = report.files[0]
    if file.vacuous and not file.money:  # notes, a README: no filing
        return {"diagnostics": [], "hovers": []}
    titles = {rule.code: rule.title_en if lang == "en" else rule.title for rule in report.rules}  # type: ignore[attr-defined]
    told = hovers(file, lines, titles, lang, asked.markdown) if isinstance(file.filing, Filing) else []
    return {"diagnostics": diagnostics(report, file, lines, asked.uri, lang), "hovers": told}


def serve(wish: str) -> None:
    """Answer every line of the standard input until it ends."""
    from ..startup import save

    out = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)  # what a rule pack prints is no answer
    told = Wish(*loads(wish))
    with open(out, "w", encoding="utf-8") as answers:
        for line in sys.stdin.buffer:
            answers.write(dumps(answered(Asked(*loads(line)), told, bounded=True)) + "\n")
            answers.flush()
            save()
