"""The command line: words to settings, settings to a run, the run to a report."""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from .errors import AuditlintError, FileError, UsageError, closest, describe
from .output import emit, tell
from .settings import FAIL_ON
from .version import __version__
from .wording import LANGUAGES, say

if TYPE_CHECKING:
    from .config import Configuration
    from .files import Gathered, Source
    from .model.finding import Report
    from .registry import Registry

F = TypeVar("F", bound=Callable[..., Any])
GROUPS = ("department", "rule", "file")
FORMATS = ("text", "concise", "json", "markdown", "csv", "xlsx", "sarif", "github", "gitlab", "rdjson", "junit")
#: The modules of formats that are not called like them.
_MODULES = {"json": "json_report", "csv": "letter_csv", "xlsx": "letter_xlsx"}


def run(arguments: list[str]) -> int:
    """Run a command line and return the exit code; errors go to the standard error in a sentence."""
    lang = _spoken(arguments)
    arguments = _meant(arguments or ["--help"])
    try:
        return int(cli.main(arguments, "auditlint", standalone_mode=False) or 0)
    except UsageError as error:
        return _misused(error.message(lang), arguments, lang)
    except AuditlintError as error:
        _annotate(error.message(lang), arguments)
        tell(error.message(lang))
        return 3 if _is_full(error.__cause__) else error.exit_code
    except click.NoSuchOption as error:
        close = (error.possibilities or [""])[0]
        return _misused(UsageError("no-option", close=close, option=error.option_name).message(lang), arguments, lang)
    except click.ClickException as error:
        return _misused(_said(error, lang), arguments, lang)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception as error:  # whatever it is, it is neither clean nor a finding
        _annotate(say(lang, "broken", error=describe(error)), arguments)
        tell(say(lang, "broken", error=describe(error)))
        return 3


def _said(error: click.ClickException, lang: str) -> str:
    """What the parser of the command line says, in our languages."""
    param = getattr(error, "param", None)
    name = (param.opts[0] if isinstance(param, click.Option) else param.make_metavar(error.ctx)) if param and isinstance(error, click.UsageError) and error.ctx else ""
    if isinstance(error, click.MissingParameter):
        return say(lang, "missing-argument", name=name)
    if isinstance(error, click.BadParameter) and param is not None:
        kind = param.type
        if isinstance(kind, click.Choice):
            return say(lang, "bad-choice", name=name, choices=" / ".join(map(str, kind.choices)))
        return say(lang, "bad-date" if isinstance(kind, click.DateTime) else "bad-number", name=name)
    if isinstance(error, click.BadOptionUsage):
        return say(lang, "no-value", name=error.option_name)
    if error.message.startswith("Got unexpected extra"):
        return say(lang, "extra-argument", words=error.message[error.message.find("(") + 1 : error.message.rfind(")")])
    return error.format_message()


def _annotate(problem: str, arguments: list[str]) -> None:
    """Say what kept the run from beginning where a workflow on GitHub shows it, if that is where the report would have gone."""
    if "--format=github" not in arguments and ("--format", "github") not in pairwise(arguments):
        return
    from .output import append
    from .reports.github import message
    from .reports.markdown import cell

    emit(f"::error title=auditlint::{message(problem)}\n", commands=True)
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        append(path, f"**auditlint**: {cell(problem)}\n")


def _misused(problem: str, arguments: list[str], lang: str) -> int:
    _annotate(say(lang, "usage", problem=problem), arguments)
    command = " ".join(["auditlint", *(word for word in arguments[:1] if word in cli.commands)])
    tell(say(lang, "usage", problem=problem))
    tell(say(lang, "try-help", command=command))
    return UsageError.exit_code


def _meant(arguments: list[str]) -> list[str]:
    """The command line in full: ``help`` is an option, and files or options of ``check`` without a command are to be checked."""
    first = arguments[0]
    if first == "help":
        return [*(word for word in arguments[1:2] if word in cli.commands), "--help"]
    if first in cli.commands:
        return arguments
    if first.startswith("-") and first != "-":
        option = first.partition("=")[0]
        own = {name for param in check.params for name in param.opts}
        return ["check", *arguments] if option in own else arguments
    return ["check", *arguments] if _is_file(first) else arguments


def _is_file(word: str) -> bool:
    """Whether a word is that of a file, be it there or not, and not of a command."""
    if word == "-" or os.path.lexists(word) or any(char in word for char in "*?[/\\"):
        return True
    from .readers import SUFFIXES

    return os.path.splitext(word)[1].lower() in SUFFIXES


def _is_full(error: BaseException | None) -> bool:
    """Whether there was no room for the report, which is then neither clean nor a usage error."""
    from errno import EDQUOT, EFBIG, EIO, ENOSPC

    return isinstance(error, OSError) and error.errno in (EDQUOT, EFBIG, EIO, ENOSPC)


def _spoken(arguments: list[str]) -> str:
    """The language of messages about a command line that may not even parse."""
    return "en" if "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments) else "zh"


class _Formatter(click.HelpFormatter):
    """Help whose heads are as Chinese as the rest of it."""

    HEADS = {"Options": "选项", "Commands": "命令"}

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "用法：" if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(self.HEADS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


class _Command(click.Command):
    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示用法。"
        return option


class _Commands(click.Group, _Command):
    command_class = _Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            raise UsageError("no-command", close=closest(args[0], self.commands), command=args[0])
        return super().resolve_command(ctx, args)


def _configured(command: F) -> F:
    """The options that choose a configuration."""
    for option in (
        click.option("--lang", type=click.Choice(LANGUAGES), help="消息的语言，默认中文。"),
        click.option("--rule-pack", metavar="MODULE", multiple=True, help="另外载入的规则包（Python 模块名）；可重复。"),
        click.option("--isolated", "--no-config", is_flag=True, help="不读任何配置文件。"),
        click.option("--config", metavar="FILE", help="用这个配置文件，而不是离被查文件最近的那个。"),
    ):
        command = option(command)
    return command


def _selecting(command: F) -> F:
    """The options that say which rules and which files."""
    for option in (
        click.option("--exclude", metavar="GLOB", multiple=True, help="不查这些文件，直接点名也不查；可重复。"),
        click.option("--per-file-ignores", metavar="GLOB:CODES", multiple=True, help="某些文件不用某些规则；可重复。"),
        click.option("--extend-select", metavar="CODES", multiple=True, help="在已启用的规则之外再启用。"),
        click.option("--ignore", metavar="CODES", multiple=True, help="停用规则：代码或前缀，逗号分隔，可重复。"),
        click.option("--select", metavar="CODES", multiple=True, help="只用这些规则：代码或前缀，逗号分隔，可重复。"),
    ):
        command = option(command)
    return command


@click.group(cls=_Commands, no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="auditlint", message="%(prog)s %(version)s", help="显示版本。")
def cli() -> None:
    """核对部门决算公开文件：凡能重算的数字一一重算，指出不可能正确的地方。"""


@cli.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="报告的格式，默认 text。")
@click.option("-o", "--output", metavar="FILE", help="把报告写入文件。")
@click.option("--also", metavar="FORMAT=FILE", multiple=True, help="同一次核对另写一份，如 sarif=报告.sarif；可重复。")
@_selecting
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="从哪一级起退出码为 1，默认 error。")
@click.option("--show-notes", is_flag=True, help="也列出提示（四舍五入等）。")
@click.option("--statistics", is_flag=True, help="只列概览：按部门、按规则、问题最多的文件。")
@click.option("--group-by", type=click.Choice(GROUPS), help="把问题按部门、规则或文件归在一起，最多的在前。")
@click.option("--allow-unchecked", is_flag=True, help="文件里没有可核对的内容也不算失败。")
@click.option("--staged", is_flag=True, help="核对 git 暂存区里的文件，以暂存的内容为准。")
@click.option("--stdin-filename", metavar="NAME", default="", help="从标准输入（-）读时用的文件名。")
@click.option("--timeout-per-file", metavar="S", type=click.IntRange(min=1), help="一个文件最多用多少秒处理器时间，默认按大小而定。")
@click.option("--memory-per-file", metavar="MB", type=click.IntRange(min=1), help="读一个文件最多用多少内存，默认 800。")
@click.option("--jobs", "-j", type=click.IntRange(min=0), default=0, help="进程数，默认按文件多少而定。")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="是否着色，默认看终端。")
@_configured
def check(paths: tuple[str, ...], form: str, output: str | None, **options: Any) -> int:
    """核对文件、目录（递归）或通配符所指的文件；“-”是标准输入。

    退出码：0 没有问题；1 有达到 --fail-on 的问题；2 用法或配置有误；3 有文件或规则未能完成核对；130 中途按 Ctrl-C 停下。
    """
    from .output import append, emit_bytes
    from .progress import watch

    others = _also(options["also"])
    if form == "xlsx" and not output:
        raise UsageError("needs-output", form=form)
    if "xlsx" in (form, *(name for name, _ in others)):
        from .reports import letter_xlsx

        letter_xlsx.demand()
    for option in ("statistics", "group_by"):
        if options[option] and form != "text":
            raise UsageError("text-only", option="--" + option.replace("_", "-"))
    configuration = _configuration(options, _given(options))
    gathered = _gathered(paths, options, configuration)
    lang = options["lang"] or _common_language(gathered, configuration)
    colored = form == "text" and output is None and _wants_color(options["color"])
    show = _Showing(lang, colored, _screen() if output is None else 0, options)

    def audited(sources: "Sequence[Source]", bounded: bool) -> _Outcome:
        from .runner import allow_unchecked, audit, exit_code

        if len(sources) > 1:
            gc.enable()  # what main() turned off for one file
        report = audit(sources, configuration, options["jobs"], bounded=bounded, watch=watch(len(sources), lang))
        report.exclude(gathered.excluded_by)
        if options["allow_unchecked"]:
            allow_unchecked(report)
        status = report.exit_code = exit_code(report)
        show_notes = options["show_notes"] or any(file.fail_on == "note" for file in report.files)
        writings = [_Writing(name, path, _rendered(report, name, lang, show_notes)) for name, path in others]
        text = _text(report, show_notes, show) if form == "text" else _rendered(report, form, lang, show_notes)
        writings.append(_Writing(form, output, text))
        return _Outcome(status, writings, _step_summary(report, lang, show_notes) if form == "github" else "")

    outcome = _apart(gathered.sources, configuration, audited)
    for writing in outcome.writings:
        name, path, text = writing
        if name == "xlsx":
            emit_bytes(text.encode("latin-1"), path or "")
            continue
        emit(text, path, commands=name == "github", color=colored and writing is outcome.writings[-1])
    if outcome.summary:
        append(os.environ["GITHUB_STEP_SUMMARY"], outcome.summary)
    _tell(gathered, lang)
    if options["staged"] and outcome.status:
        tell(say(lang, "staged-next"))
    return outcome.status


class _Writing(NamedTuple):
    """A report as it is to be written: its format, the file it goes to (the standard output where there is none), its text.

    A workbook is no text: each character is one of its bytes.
    """

    form: str
    path: str | None
    text: str


class _Outcome(NamedTuple):
    """What is left to do of a run: the exit code, the reports to write, and what to add to the summary of a workflow."""

    status: int
    writings: list[_Writing]
    summary: str


class _Showing(NamedTuple):
    """How a person sees the report: the language, whether in colour, the lines of the terminal (0 where it is none)."""

    lang: str
    color: bool
    screen: int
    options: dict[str, Any]


def _screen() -> int:
    """How many lines the terminal has that the report goes to; 0 where it goes to none."""
    if sys.stdout is None or not sys.stdout.isatty():
        return 0
    from shutil import get_terminal_size

    return get_terminal_size((80, 50)).lines


def _apart(
    sources: "Sequence[Source]", configuration: "Configuration", audited: "Callable[[Sequence[Source], bool], _Outcome]"
) -> _Outcome:
    """What comes of the files; one file that is more than text is audited in a process that it may kill."""
    from .bounded import bounds, call, can_fork
    from .readers.sniff import sniff

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
        from .startup import save

        answer = dumps(audited([source], True)).encode()
        save()
        return answer

    try:
        return _Outcome(*loads(call(work, bounds(len(data), settings), settings.lang)))
    except FileError as error:
        return audited([source._replace(problem=error.message(settings.lang))], False)


def _also(words: Iterable[str]) -> list[tuple[str, str]]:
    """Formats and files from words such as ``sarif=report.sarif``."""
    pairs = []
    for word in words:
        form, _, path = word.partition("=")
        if form not in FORMATS or not path:
            raise UsageError("also-form", close=closest(form, FORMATS) if form not in FORMATS else "", value=word)
        pairs.append((form, path))
    return pairs


def _tell(gathered: "Gathered", lang: str) -> None:
    """What was passed over, and why nothing was audited where the configuration is the reason."""
    for remark in gathered.remarks:
        tell(remark)
    if gathered.excluded and not gathered.sources:
        tell(say(lang, "excluded", n=gathered.excluded))


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """The keys of the configuration that the command line gives."""
    given: dict[str, Any] = {}
    for key in ("select", "ignore", "extend-select", "exclude", "fail-on", "lang", "timeout-per-file", "memory-per-file"):
        value = options[key.replace("-", "_")]
        if value:
            given[key] = value
    for entry in options["per_file_ignores"]:
        pattern, _, chosen = entry.rpartition(":")
        if not pattern or not chosen:
            raise UsageError("per-file-form", value=entry)
        given.setdefault("per-file-ignores", {}).setdefault(pattern, []).append(chosen)
    return given


def _configuration(options: dict[str, Any], given: dict[str, Any]) -> "Configuration":
    from .config import Configuration

    if options["isolated"] and options["config"]:
        raise UsageError("isolated-config")
    if options["rule_pack"]:
        given = given | {"rule-packs": options["rule_pack"]}
    return Configuration(given, file=options["config"], isolated=options["isolated"])


def _gathered(paths: Sequence[str], options: dict[str, Any], configuration: "Configuration") -> "Gathered":
    if options["staged"]:
        from .git import staged

        if paths:
            raise UsageError("staged-paths")
        return staged(configuration)
    if not paths:
        raise UsageError("no-paths")
    from .files import gather

    return gather(paths, configuration, options["stdin_filename"])


def _common_language(gathered: "Gathered", configuration: "Configuration") -> str:
    """The language of the files' settings where they agree, else Chinese."""
    spoken = {configuration.for_file(source.path).lang for source in gathered.sources}
    return spoken.pop() if len(spoken) == 1 else "zh"


def _wants_color(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    return sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _text(report: "Report", show_notes: bool, show: _Showing) -> str:
    """The report for a person; of several files on a terminal the overview comes first, and then the worst file."""
    from .reports import text

    lang, options = show.lang, show.options
    lines: list[str] = []
    if options["statistics"] or (show.screen and len(report.files) > 1):
        from .reports import overview

        lines = overview.render(report, lang, show.screen or 50)
    if options["statistics"]:
        return text.statistics(report, lang, lines)
    group_by = options["group_by"] or ("file" if lines else "")
    return text.render(report, lang, show_notes, show.color, group_by, lines)


def _rendered(report: "Report", form: str, lang: str, show_notes: bool) -> str:
    """The report in any format, as it is outside a terminal."""
    from importlib import import_module

    rendered: str | bytes = import_module(f".reports.{_MODULES.get(form, form)}", __package__).render(report, lang, show_notes)
    return rendered if isinstance(rendered, str) else rendered.decode("latin-1")


def _step_summary(report: "Report", lang: str, show_notes: bool) -> str:
    if not os.environ.get("GITHUB_STEP_SUMMARY"):
        return ""
    from .reports import markdown

    return markdown.render_step(report, lang, show_notes)


@cli.command()
@click.argument("words", nargs=-1, metavar="[FILE[:PLACE]]...")
@click.option("--rule", "codes", metavar="CODE", multiple=True, help="只接受这条规则的问题；可重复。")
@click.option("--all", "everything", is_flag=True, help="接受现有的全部错误和警告（默认当前目录）。")
@click.option("--reason", metavar="TEXT", help="为什么可以保留。")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="接受到哪一天（含），如 2027-06-30。")
@click.option("--from", "letter", metavar="FILE", help="收回填好的核对意见表（xlsx 或 csv）：“处理”为“接受”的记入清单。")
@click.option("--prune", is_flag=True, help="去掉清单里不再适用的条目：问题已不在、已到期、文件已不在。")
@_configured
def accept(words: tuple[str, ...], codes: tuple[str, ...], **options: Any) -> int:
    """接受看过的问题，记入 auditlint-accepted.toml：此后只计数，不算失败。

    位置照报告里写的抄，如 决算.txt:138、附表.xlsx:收入决算表!D31。清单认规则、项目和印出的数字，不认行号；数字改了就是新的问题。
    """
    from . import accepting

    configuration = _configuration(options, {"lang": options["lang"]} if options["lang"] else {})
    lang = options["lang"] or configuration.for_directory("").lang
    everything, reason, until = options["everything"], options["reason"], options["until"]
    if until is not None and until.date() < until.today().date():
        raise UsageError("accept-past")
    if options["letter"]:
        if words or everything or codes or reason or options["prune"]:
            raise UsageError("answers-alone")
        return accepting.take_answers(options["letter"], until and until.date(), configuration, lang)
    if options["prune"]:
        if everything or codes or reason or until:
            raise UsageError("accept-alone")
        return accepting.prune(words or (os.curdir,), configuration, lang)
    if not everything and (not words or not codes and not all(accepting.wish(word).place for word in words)):
        raise UsageError("accept-what")
    if not reason and not everything:
        raise UsageError("accept-reason")
    known = {rule.code for rule in _registry(options)[0]}
    for code in codes:
        if code.upper() not in known:
            raise UsageError("unknown-rule", close=closest(code.upper(), known), code=code)
    order = accepting.Order(
        tuple(code.upper() for code in codes), everything, reason or say(lang, "accept-baseline"), until and until.date()
    )
    return accepting.accept(words or (os.curdir,), order, configuration, lang)


@cli.command()
@click.argument("file", metavar="FILE")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="格式，默认 text。")
@click.option("-o", "--output", metavar="FILE", help="写入文件。")
@click.option("--stdin-filename", metavar="NAME", default="", help="从标准输入（-）读时用的文件名。")
@_configured
def figures(file: str, form: str, output: str | None, stdin_filename: str, **options: Any) -> int:
    """列出从文件中读到的每个数字、核对它的规则，以及未能核对的和原因。"""
    from .files import gather
    from .reports.figures import render_json, render_text
    from .reports.text import problems
    from .runner import audit, exit_code

    configuration = _configuration(options, {"lang": options["lang"]} if options["lang"] else {})
    gathered = gather([file], configuration, stdin_filename)
    if len(gathered.sources) > 1:
        raise UsageError("one-file")
    report = audit(gathered.sources, configuration, keep=True)
    lang = options["lang"] or _common_language(gathered, configuration)
    for reading in report.files:
        if reading.filing is not None:
            emit(render_json(reading) if form == "json" else render_text(reading, lang), output)
    for problem in problems(report, lang):
        tell(problem)
    _tell(gathered, lang)
    return 3 if exit_code(report) == 3 else 0


@cli.command()
@click.option("--format", "form", type=click.Choice(("text", "markdown")), default="text", help="表格，或规则手册。")
@_configured
def rules(form: str, **options: Any) -> int:
    """列出全部规则。"""
    from .reports.explanation import render_manual, render_table

    registry, lang = _registry(options)
    emit(render_manual(registry, lang) if form == "markdown" else render_table(registry, lang))
    return 0


@cli.command()
@click.argument("code")
@_configured
def rule(code: str, **options: Any) -> int:
    """解释一条规则：为什么、公式、例外、依据和正误的例子。"""
    from .reports.explanation import render_rule

    registry, lang = _registry(options)
    found = registry.get(code)
    if found is None:
        names = [word for each in registry for word in (each.code, each.name)]
        close = closest(code.upper(), names) or closest(code.lower(), names)
        raise UsageError("unknown-rule", close=close, code=code)
    emit(render_rule(found, lang))
    return 0


def _registry(options: dict[str, Any]) -> tuple["Registry", str]:
    """The rules that the configuration of the current directory names, and its language."""
    from .packs import load

    settings = _configuration(options, {"lang": options["lang"]} if options["lang"] else {}).for_directory("")
    return load(settings), settings.lang


@cli.group(cls=_Commands, no_args_is_help=False)
def hook() -> None:
    """git 钩子。"""


@hook.command()
@click.option("--force", is_flag=True, help="覆盖已有的别的钩子。")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", help="消息的语言，默认中文。")
def install(force: bool, lang: str) -> int:
    """在当前仓库装一个 pre-commit 钩子：提交前核对暂存的文件。"""
    from .git import install_hook

    path = install_hook(force)
    emit(say(lang, "hook-installed", path=path) + "\n")
    return 0


@hook.command()
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", help="消息的语言，默认中文。")
def uninstall(lang: str) -> int:
    """去掉 hook install 装的钩子；别的钩子不动。"""
    from .git import hook_path, remove_hook

    path = remove_hook()
    text = say(lang, "hook-removed", path=path) if path else say(lang, "hook-none", path=hook_path())
    emit(f"{text}\n")
    return 0
