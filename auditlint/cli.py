"""The command line: words to settings, settings to a run, the run to a report."""

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .command_line import Commands, annotate, is_full, meant, said, spoken
from .errors import AuditlintError, UsageError, closest, describe
from .output import emit, tell
from .settings import FAIL_ON
from .version import __version__
from .wording import LANGUAGES, say

if TYPE_CHECKING:
    from .checking import Wanted
    from .config import Configuration
    from .files import Gathered
    from .registry import Registry

F = TypeVar("F", bound=Callable[..., Any])
GROUPS = ("department", "rule", "file")
FORMATS = ("text", "concise", "json", "markdown", "csv", "xlsx", "html", "sarif", "github", "gitlab", "rdjson", "junit")


def run(arguments: list[str]) -> int:
    """Run a command line and return the exit code; errors go to the standard error in a sentence."""
    lang = spoken(arguments)
    arguments = meant(arguments or ["--help"], cli)
    try:
        return int(cli.main(arguments, "auditlint", standalone_mode=False) or 0)
    except UsageError as error:
        return _misused(error.message(lang), arguments, lang)
    except AuditlintError as error:
        annotate(error.message(lang), arguments)
        tell(error.message(lang))
        return 3 if is_full(error.__cause__) else error.exit_code
    except click.NoSuchOption as error:
        close = (error.possibilities or [""])[0]
        return _misused(UsageError("no-option", close=close, option=error.option_name).message(lang), arguments, lang)
    except click.ClickException as error:
        return _misused(said(error, lang), arguments, lang)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception as error:  # whatever it is, it is neither clean nor a finding
        annotate(say(lang, "broken", error=describe(error)), arguments)
        tell(say(lang, "broken", error=describe(error)))
        return 3


def _misused(problem: str, arguments: list[str], lang: str) -> int:
    annotate(say(lang, "usage", problem=problem), arguments)
    command = " ".join(["auditlint", *(word for word in arguments[:1] if word in cli.commands)])
    tell(say(lang, "usage", problem=problem))
    tell(say(lang, "try-help", command=command))
    return UsageError.exit_code


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


@click.group(cls=Commands, no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
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
@click.option("--no-cache", is_flag=True, help="不用以前的核对结果，也不留下。")
@click.option("--jobs", "-j", type=click.IntRange(min=0), default=0, help="进程数，默认按文件多少而定。")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="是否着色，默认看终端。")
@_configured
def check(paths: tuple[str, ...], form: str, output: str | None, **options: Any) -> int:
    """核对文件、目录（递归）或通配符所指的文件；“-”是标准输入。

    退出码：0 没有问题；1 有达到 --fail-on 的问题；2 用法或配置有误；3 有文件或规则未能完成核对；130 中途按 Ctrl-C 停下。
    """
    from . import checking

    others = _also(options["also"])
    if form in ("xlsx", "html") and not output:
        raise UsageError("needs-output", form=form)
    for option in ("statistics", "group_by"):
        if options[option] and form != "text":
            raise UsageError("text-only", option="--" + option.replace("_", "-"))
    configuration = _configuration(options, _given(options))
    gathered = _gathered(paths, options, configuration)
    lang = options["lang"] or _common_language(gathered, configuration)
    status = checking.check(gathered, configuration, lang, [*others, checking.Wanted(form, output)], options)
    _tell(gathered, lang)
    if options["staged"] and status:
        tell(say(lang, "staged-next"))
    return status


def _also(words: Iterable[str]) -> "list[Wanted]":
    """Formats and files from words such as ``sarif=report.sarif``."""
    from .checking import Wanted

    wanted = []
    for word in words:
        form, _, path = word.partition("=")
        if form not in FORMATS or not path:
            raise UsageError("also-form", close=closest(form, FORMATS) if form not in FORMATS else "", value=word)
        wanted.append(Wanted(form, path))
    return wanted


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
@click.argument("paths", nargs=-1, metavar="FILE...")
@click.option("-o", "--output", metavar="DIR", help="副本写到这个目录（必填；没有就建）。")
@click.option("--force", is_flag=True, help="覆盖已有的副本；原文件从不覆盖。")
@click.option("--all", is_flag=True, help="没有问题的文件也复制一份。")
@click.option("--show-notes", is_flag=True, help="提示（四舍五入等）也标出来。")
@click.option("--jobs", "-j", type=click.IntRange(min=0), default=0, help="进程数，默认按文件多少而定。")
@_selecting
@_configured
def mark(paths: tuple[str, ...], output: str | None, **options: Any) -> int:
    """另存一份标出问题的副本：Word、Excel 加批注，PDF 加高亮和附注，其余写成 .marked.txt；别的一概不动。

    副本名为“原名.marked.后缀”。接受过的问题不标。退出码：0 已写好；2 用法有误或副本已存在；3 有文件未能核对或标注。
    """
    from .marking import copies

    if not output:
        raise UsageError("mark-output")
    if "-" in paths:
        raise UsageError("mark-stdin")
    configuration = _configuration(options, _given(options | {"fail_on": None, "timeout_per_file": None, "memory_per_file": None}))
    gathered = _gathered(paths, options | {"staged": False, "stdin_filename": ""}, configuration)
    lang = options["lang"] or _common_language(gathered, configuration)
    status = copies.copy(gathered, configuration, lang, output, options)
    _tell(gathered, lang)
    return status


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
            emit(render_json(reading, lang) if form == "json" else render_text(reading, lang), output)
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


@cli.command()
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="格式，默认 text。")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", help="消息的语言，默认中文。")
def concepts(form: str, lang: str) -> int:
    """列出勾稽关系里可以用的名称：有哪些资金口径，文件里又怎么称呼。"""
    from .reading.vocabulary import concepts as known
    from .reports.authoring import render_concepts, render_concepts_json

    emit(render_concepts_json(known()) if form == "json" else render_concepts(known(), lang))
    return 0


@cli.group(cls=Commands, no_args_is_help=False)
def pack() -> None:
    """规则包。"""


@pack.command()
@click.argument("name", metavar="MODULE")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", help="消息的语言，默认中文。")
def test(name: str, lang: str) -> int:
    """用规则包自带的例子检验它：正例应没有问题，反例应在 ⟦ ⟧ 处指出，应为的数也对。全都相符退出码为 0，否则为 1。"""
    from .examples import outcomes
    from .packs import load, of_pack
    from .reports.authoring import render_outcomes
    from .settings import DEFAULT_PACKS, Settings

    registry = load(Settings(rule_packs=tuple(dict.fromkeys((*DEFAULT_PACKS, name))), lang=lang))
    found = list(outcomes(of_pack(registry, name), list(registry), lang))
    emit(render_outcomes(found, lang))
    return int(any(outcome.problem for outcome in found))


def _registry(options: dict[str, Any]) -> tuple["Registry", str]:
    """The rules that the configuration of the current directory names, and its language."""
    from .packs import load

    settings = _configuration(options, {"lang": options["lang"]} if options["lang"] else {}).for_directory("")
    return load(settings), settings.lang


@cli.group(cls=Commands, no_args_is_help=False)
def cache() -> None:
    """以前的核对结果。"""


@cache.command()
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", help="消息的语言，默认中文。")
def info(lang: str) -> int:
    """结果放在哪里，有多少。"""
    from .output import emit
    from .results import folder, stored

    top = folder()
    count, size = stored(top)
    emit(say(lang, "cache-info", path=top or "-", n=count, size=-(-size // 1000)) + "\n")
    return 0


@cache.command()
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", help="消息的语言，默认中文。")
def clear(lang: str) -> int:
    """删除全部结果。"""
    from .output import emit
    from .results import delete, folder

    emit(say(lang, "cache-cleared", n=delete(folder())) + "\n")
    return 0


@cli.group(cls=Commands, no_args_is_help=False)
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
