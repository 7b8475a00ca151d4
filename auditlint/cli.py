"""The command line: words to settings, settings to a run, the run to a report."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from .errors import AuditlintError, FileError, UsageError, closest, describe
from .output import tell
from .settings import FAIL_ON
from .version import __version__
from .wording import LANGUAGES, say

if TYPE_CHECKING:
    from .config import Configuration
    from .files import Gathered, Source
    from .model.finding import Report
    from .registry import Registry

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("text", "concise", "json", "sarif", "github")


def run(arguments: list[str]) -> int:
    """Run a command line and return the exit code; errors go to the standard error in a sentence."""
    lang = _spoken(arguments)
    try:
        return int(cli.main(arguments or ["--help"], "auditlint", standalone_mode=False) or 0)
    except UsageError as error:
        return _misused(error.message(lang), arguments, lang)
    except AuditlintError as error:
        tell(error.message(lang))
        return error.exit_code
    except click.NoSuchOption as error:
        close = (error.possibilities or [""])[0]
        return _misused(UsageError("no-option", close=close, option=error.option_name).message(lang), arguments, lang)
    except click.ClickException as error:
        return _misused(error.format_message(), arguments, lang)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception as error:  # whatever it is, it is neither clean nor a finding
        tell(say(lang, "broken", error=describe(error)))
        return 3


def _misused(problem: str, arguments: list[str], lang: str) -> int:
    command = " ".join(["auditlint", *(word for word in arguments[:1] if word in cli.commands)])
    tell(say(lang, "usage", problem=problem))
    tell(say(lang, "try-help", command=command))
    return UsageError.exit_code


def _spoken(arguments: list[str]) -> str:
    """The language of messages about a command line that may not even parse."""
    return "en" if "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments) else "zh"


class _Commands(click.Group):
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


@click.group(cls=_Commands, no_args_is_help=False)
@click.version_option(__version__, prog_name="auditlint", message="%(prog)s %(version)s")
def cli() -> None:
    """核对部门决算公开文件：凡能重算的数字一一重算，指出不可能正确的地方。"""


@cli.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="报告的格式，默认 text。")
@click.option("-o", "--output", metavar="FILE", help="把报告写入文件。")
@_selecting
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="从哪一级起退出码为 1，默认 error。")
@click.option("--show-notes", is_flag=True, help="也列出提示（四舍五入等）。")
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

    退出码：0 没有问题；1 有达到 --fail-on 的问题；2 用法或配置有误；3 有文件或规则未能完成核对。
    """
    from .output import append, emit

    configuration = _configuration(options, _given(options))
    gathered = _gathered(paths, options, configuration)
    lang = options["lang"] or _common_language(gathered, configuration)
    colored = form == "text" and output is None and _wants_color(options["color"])

    def audited(sources: "Sequence[Source]", bounded: bool) -> _Outcome:
        from .runner import audit, exit_code

        if len(sources) > 1:
            gc.enable()  # what main() turned off for one file
        report = audit(sources, configuration, options["jobs"], bounded=bounded)
        report.exclude(gathered.excluded_by)
        status = exit_code(report, options["allow_unchecked"])
        show_notes = options["show_notes"] or any(file.fail_on == "note" for file in report.files)
        text = _rendered(report, form, lang, status, show_notes, colored)
        return _Outcome(status, text, _step_summary(report, lang) if form == "github" else "")

    outcome = _apart(gathered.sources, configuration, audited)
    emit(outcome.text, output, commands=form == "github", color=colored)
    if outcome.summary:
        append(os.environ["GITHUB_STEP_SUMMARY"], outcome.summary)
    _tell_excluded(gathered, lang)
    return outcome.status


class _Outcome(NamedTuple):
    """What is left to do of a run: the exit code, the report to write, and what to add to the summary of a workflow."""

    status: int
    text: str
    summary: str


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


def _tell_excluded(gathered: "Gathered", lang: str) -> None:
    """Why nothing was audited, where the configuration is the reason."""
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


def _rendered(report: "Report", form: str, lang: str, status: int, show_notes: bool, color: bool) -> str:
    if form == "json":
        from .reports import json_report

        return json_report.render(report)
    if form == "sarif":
        from .reports import sarif

        return sarif.render(report, status, lang)
    if form == "github":
        from .reports import github

        return github.render(report, lang, show_notes)
    if form == "concise":
        from .reports import concise

        return concise.render(report, lang, show_notes)
    from .reports import text

    return text.render(report, lang, show_notes, color)


def _step_summary(report: "Report", lang: str) -> str:
    if not os.environ.get("GITHUB_STEP_SUMMARY"):
        return ""
    from .reports import summary

    return summary.render(report, lang)


@cli.command()
@click.argument("file", metavar="FILE")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="格式，默认 text。")
@click.option("-o", "--output", metavar="FILE", help="写入文件。")
@click.option("--stdin-filename", metavar="NAME", default="", help="从标准输入（-）读时用的文件名。")
@_configured
def figures(file: str, form: str, output: str | None, stdin_filename: str, **options: Any) -> int:
    """列出从文件中读到的每个数字、核对它的规则，以及未能核对的和原因。"""
    from .files import gather
    from .output import emit
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
    _tell_excluded(gathered, lang)
    return 3 if exit_code(report) == 3 else 0


@cli.command()
@click.option("--format", "form", type=click.Choice(("text", "markdown")), default="text", help="表格，或规则手册。")
@_configured
def rules(form: str, **options: Any) -> int:
    """列出全部规则。"""
    from .output import emit
    from .reports.explanation import render_manual, render_table

    registry, lang = _registry(options)
    emit(render_manual(registry, lang) if form == "markdown" else render_table(registry, lang))
    return 0


@cli.command()
@click.argument("code")
@_configured
def rule(code: str, **options: Any) -> int:
    """解释一条规则：为什么、公式、例外、依据和正误的例子。"""
    from .output import emit
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
    click.echo(say(lang, "hook-installed", path=path))
    return 0
