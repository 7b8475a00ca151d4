"""The command ``check``: a run over files, and its reports, each in its format to where it is wanted."""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ..desk.bounded import bounds, call, can_fork
from ..desk.config import Configuration
from ..desk.files import Gathered, Source
from ..desk.progress import watch
from ..errors import FileError
from ..model.finding import Report
from ..named import NamedTuple
from ..output import append, emit, emit_bytes
from ..readers.sniff import sniff

if TYPE_CHECKING:
    from concurrent.futures import Executor

#: The modules of formats that are not called like them.
_MODULES = {"json": "json_report", "csv": "letter_csv", "xlsx": "letter_xlsx"}
#: Formats that need a package of their own, whose ``demand`` names the one that is missing.
_DEMANDING = {"xlsx", "html"}


class Wanted(NamedTuple):
    """A format that the report is wanted in, and the file that it goes to (the standard output where there is none)."""

    form: str
    path: str | None


def check(
    gathered: Gathered, configuration: Configuration, lang: str, wanted: Sequence[Wanted], options: dict[str, Any]
) -> int:
    """Audit the files, write the reports, the main one last, and return the exit code.

    Raises :class:`~auditlint.errors.AuditlintError` where that cannot be done.
    """
    for form in sorted(_DEMANDING & {each.form for each in wanted}):
        _module(form).demand()
    asked = _Asked(gathered, configuration, lang, wanted, options)
    if options["scheduler"] and len(gathered.sources) > 1:
        from .cluster import executor_at

        with executor_at(options["scheduler"]) as executor:
            outcome = asked.audited(gathered.sources, False, executor)
    else:
        outcome = _apart(gathered.sources, configuration, asked.audited)
    for each, text in zip(wanted, outcome.texts, strict=True):
        if each.form == "xlsx":
            emit_bytes("".join(text).encode("latin-1"), each.path or "")
        else:
            emit(text, each.path, commands=each.form == "github", color=asked.colored and each is wanted[-1])
    if outcome.summary:
        append(os.environ["GITHUB_STEP_SUMMARY"], outcome.summary)
    return outcome.status


class _Asked(NamedTuple):
    """What a command line asks for."""

    gathered: Gathered
    configuration: Configuration
    lang: str
    wanted: Sequence[Wanted]
    options: dict[str, Any]

    @property
    def colored(self) -> bool:
        """Whether the main report is in colours."""
        main = self.wanted[-1]
        return main.form == "text" and main.path is None and _wants_color(self.options["color"])

    def audited(self, sources: Sequence[Source], bounded: bool, executor: "Executor | None" = None) -> "Outcome":
        """What comes of an audit of files."""
        # Not before the process for one file is made: the less there is, the less it costs to make it.
        from ..desk.run import audit, exit_code

        if len(sources) > 1:
            gc.freeze()  # what is here so far stays
            gc.enable()  # what main() turned off for one file
        options, lang, configuration = self.options, self.lang, self.configuration
        picture = _module("html").picture_of(lang) if any(each.form == "html" for each in self.wanted) else None
        report = audit(
            sources, configuration, options["jobs"], bounded=bounded, watch=watch(len(sources), lang), cached=not options["no_cache"],
            picture=picture, allow_unchecked=options["allow_unchecked"], executor=executor,
        )  # fmt: skip
        report.exclude(self.gathered.excluded_by)
        status = report.exit_code = exit_code(report)
        show_notes = options["show_notes"] or any(configuration.for_file(path).fail_on == "note" for path in report.paths)
        *others, main = self.wanted
        texts = [_rendered(report, each.form, lang, show_notes) for each in others]
        texts.append(self._text(report, show_notes) if main.form == "text" else _rendered(report, main.form, lang, show_notes))
        return Outcome(status, texts, _step_summary(report, lang, show_notes) if main.form == "github" else "")

    def _text(self, report: Report, show_notes: bool) -> Iterable[str]:
        """The report for a person; of several files on a terminal the overview comes first, and the worst file."""
        from ..reports import text

        options, lang = self.options, self.lang
        screen = _screen() if self.wanted[-1].path is None else 0
        lines: list[str] = []
        if options["statistics"] or (screen and len(report.files) > 1):
            from ..reports import overview

            lines = overview.render(report, lang, screen or 50)
        if options["statistics"]:
            return [text.statistics(report, lang, lines)]
        group_by = options["group_by"] or ("file" if lines else "")
        return text.pieces(report, lang, show_notes, self.colored, group_by, lines)


class Outcome(NamedTuple):
    """What is left to do of a run: the exit code, the reports to write, in pieces, and what to add to the summary of a workflow.

    A workbook is no text: each of its characters is a byte.
    """

    status: int
    texts: list[Iterable[str]]
    summary: str


def _screen() -> int:
    """How many lines the terminal has that the report goes to; 0 where it goes to none."""
    if sys.stdout is None or not sys.stdout.isatty():
        return 0
    from shutil import get_terminal_size

    return get_terminal_size((80, 50)).lines


def _apart(
    sources: Sequence[Source], configuration: Configuration, audited: Callable[[Sequence[Source], bool], Outcome]
) -> Outcome:
    """What comes of the files; one file that is more than text is audited in a process that it may kill."""
    if len(sources) != 1 or sources[0].problem or not can_fork():
        return audited(sources, False)
    source, settings = sources[0], configuration.for_file(sources[0].path)
    try:
        data = source.content()
    except (OSError, FileError):
        return audited(sources, False)  # it is told with the rest
    source = source._replace(data=data)
    if not sniff(data, source.path):
        return audited([source], False)
    from json import dumps, loads

    def work() -> bytes:
        from ..startup import save

        status, texts, summary = audited([source], True)
        answer = dumps((status, ["".join(text) for text in texts], summary)).encode()
        save()
        return answer

    try:
        status, texts, summary = loads(call(work, bounds(len(data), settings), settings.lang))
        return Outcome(status, [[text] for text in texts], summary)
    except FileError as error:
        return audited([source._replace(problem=error.message(settings.lang))], False)


def _wants_color(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    return sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _module(form: str) -> Any:
    """The module that writes a format."""
    from importlib import import_module

    return import_module(f"..reports.{_MODULES.get(form, form)}", __package__)


def _rendered(report: Report, form: str, lang: str, show_notes: bool) -> Iterable[str]:
    """The report in any format, as it is outside a terminal; in pieces where the format is made so."""
    module = _module(form)
    if hasattr(module, "pieces"):
        made: Iterable[str] = module.pieces(report, lang, show_notes)
        return made
    rendered: str | bytes = module.render(report, lang, show_notes)
    return [rendered if isinstance(rendered, str) else rendered.decode("latin-1")]


def _step_summary(report: Report, lang: str, show_notes: bool) -> str:
    if not os.environ.get("GITHUB_STEP_SUMMARY"):
        return ""
    from ..reports import markdown

    return markdown.render_step(report, lang, show_notes)
