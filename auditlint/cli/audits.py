"""The commands that audit files: ``check``, ``mark``, ``survey``, ``figures``, ``explain``."""

import os
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from ..desk.settings import FAIL_ON
from ..errors import UsageError, closest
from ..output import emit, tell
from ..wording import say
from .command_line import Command
from .options import common_language, configuration_of, configured, gathered_of, given_keys, selecting, tell_passed_over

if TYPE_CHECKING:
    from ..desk.files import Gathered
    from ..model.finding import FileReport
    from .checking import Wanted

GROUPS = ("department", "rule", "file")
FORMATS = ("text", "concise", "json", "markdown", "csv", "xlsx", "html", "sarif", "github", "gitlab", "rdjson", "junit")


@click.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="报告的格式，默认 text。")
@click.option("-o", "--output", metavar="FILE", help="把报告写入文件。")
@click.option("--also", metavar="FORMAT=FILE", multiple=True, help="同一次核对另写一份，如 sarif=报告.sarif；可重复。")
@selecting
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
@click.option("--scheduler", metavar="ADDRESS", default="", help="由 Dask 集群核对多个文件：调度器的地址，如 tcp://10.0.0.1:8786。")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="是否着色，默认看终端。")
@configured
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
    configuration = configuration_of(options, given_keys(options))
    gathered = gathered_of(paths, options, configuration)
    lang = options["lang"] or common_language(gathered, configuration)
    wanted = [*others, checking.Wanted(form, output)]
    for each in wanted:
        _refuse_overwriting(gathered, each.path)
    status = checking.check(gathered, configuration, lang, wanted, options)
    tell_passed_over(gathered, lang)
    if options["staged"] and status:
        tell(say(lang, "staged-next"))
    return status


def _refuse_overwriting(gathered: "Gathered", output: str | None) -> None:
    """Raise :class:`UsageError` where a report would take the place of a file that is to be audited."""
    if not output or not os.path.isfile(output):
        return
    names = {os.path.basename(output), os.path.basename(os.path.realpath(output))}
    for source in gathered.sources:
        if os.path.basename(source.path) in names and os.path.exists(source.path) and os.path.samefile(source.path, output):
            raise UsageError("output-audited", path=output)


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


@click.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="FILE...")
@click.option("-o", "--output", metavar="DIR", help="副本写到这个目录（必填；没有就建）。")
@click.option("--force", is_flag=True, help="覆盖已有的副本；原文件从不覆盖。")
@click.option("--all", is_flag=True, help="没有问题的文件也复制一份。")
@click.option("--show-notes", is_flag=True, help="提示（四舍五入等）也标出来。")
@click.option("--jobs", "-j", type=click.IntRange(min=0), default=0, help="进程数，默认按文件多少而定。")
@selecting
@configured
def mark(paths: tuple[str, ...], output: str | None, **options: Any) -> int:
    """另存一份标出问题的副本：Word、Excel 加批注，PDF 加高亮和附注，其余写成 .marked.txt；别的一概不动。

    副本名为“原名.marked.后缀”。接受过的问题不标。退出码：0 已写好；2 用法有误或副本已存在；3 有文件未能核对或标注。
    """
    from ..marking import copies

    if not output:
        raise UsageError("mark-output")
    if "-" in paths:
        raise UsageError("mark-stdin")
    _demand_apart(paths, output)
    configuration = configuration_of(options, given_keys(options | {"fail_on": None, "timeout_per_file": None, "memory_per_file": None}))
    gathered = gathered_of(paths, options, configuration)
    lang = options["lang"] or common_language(gathered, configuration)
    status = copies.copy(gathered, configuration, lang, output, options)
    tell_passed_over(gathered, lang)
    return status


def _demand_apart(paths: Iterable[str], output: str) -> None:
    """Raise :class:`UsageError` where a folder that is to be audited is that of the copies or lies in it: all of it would be copies."""
    from glob import glob

    own = os.path.join(os.path.realpath(output), "")
    for word in paths:
        for path in [word] if os.path.lexists(word) else glob(word, recursive=True):
            if os.path.isdir(path) and os.path.join(os.path.realpath(path), "").startswith(own):
                raise UsageError("mark-within", path=output)


@click.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="FOLDER...")
@click.option("-o", "--output", metavar="DIR", help="各表写到这个目录（必填；没有就建）。")
@selecting
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="从哪一级起退出码为 1，默认 error。")
@click.option("--allow-unchecked", is_flag=True, help="文件里没有可核对的内容也不算失败。")
@click.option("--timeout-per-file", metavar="S", type=click.IntRange(min=1), help="一个文件最多用多少秒处理器时间，默认按大小而定。")
@click.option("--memory-per-file", metavar="MB", type=click.IntRange(min=1), help="读一个文件最多用多少内存，默认 800。")
@click.option("--jobs", "-j", type=click.IntRange(min=0), default=0, help="进程数，默认按文件多少而定。")
@configured
def survey(paths: tuple[str, ...], output: str | None, **options: Any) -> int:
    """普查一批文件：问题、核对和数字写成 Parquet 表，按年度分开，供 DuckDB、pandas、Spark 查询；另有汇总。

    中途停下的，用同一条命令接着做。退出码同 check。
    """
    from .. import survey as package

    if not output:
        raise UsageError("survey-output")
    if "-" in paths:
        raise UsageError("survey-stdin")
    package.demand()
    from ..survey.work import survey as run

    configuration = configuration_of(options, given_keys(options))
    gathered = gathered_of(paths, options, configuration)
    lang = options["lang"] or common_language(gathered, configuration)
    status = run(gathered, configuration, lang, output, options)
    tell_passed_over(gathered, lang)
    return status


@click.command(cls=Command)
@click.argument("file", metavar="FILE")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="格式，默认 text。")
@click.option("-o", "--output", metavar="FILE", help="写入文件。")
@click.option("--stdin-filename", metavar="NAME", default="", help="从标准输入（-）读时用的文件名。")
@configured
def figures(file: str, form: str, output: str | None, stdin_filename: str, **options: Any) -> int:
    """列出从文件中读到的每个数字、核对它的规则，以及未能核对的和原因。"""
    from ..reports.figures import render_json, render_text

    def shown(reading: "FileReport", lang: str) -> str:
        return render_json(reading, lang) if form == "json" else render_text(reading, lang)

    return _read(file, options, shown, output, stdin_filename)


@click.command(cls=Command)
@click.argument("place", metavar="FILE:PLACE")
@click.option("--page", type=click.IntRange(min=1), help="第几页的行；行号按页数的文件（如 PDF）才需要。")
@configured
def explain(place: str, page: int | None, **options: Any) -> int:
    """说明某一行的数字为什么这样读：词、形状、归属、断言、核对和举证。

    位置是 行、行:列，或照报告里写的抄，如 决算.txt:138、附表.xlsx:收入决算表!D31、说明.docx:第19段第58字。
    """
    from ..reports import reading as report
    from .accepting import wish

    found = re.fullmatch(r"(.+?):(\d+)(?::(\d+))?", place)
    file, spot = (found[1], "") if found is not None else wish(place)
    if found is None and not spot:
        raise UsageError("explain-where", value=place)

    def shown(reading: "FileReport", lang: str) -> str:
        if found is None:
            return report.render(reading, report.at_spot(reading, spot), lang) or say(lang, "explain-nothing-at", path=reading.path, place=spot) + "\n"
        line, column = int(found[2]), int(found[3]) if found[3] else None
        told = report.render(reading, report.at_line(reading, line, column, page), lang)
        return told or say(lang, "explain-nothing", path=reading.path, line=line) + "\n"

    return _read(file, options, shown)


def _read(file: str, options: dict[str, Any], shown: "Callable[[FileReport, str], str]", output: str | None = None, stdin_filename: str = "") -> int:
    """Read one file and show what was read; the exit code."""
    from ..desk.files import gather
    from ..desk.run import audit, exit_code
    from ..reports.text import problems

    configuration = configuration_of(options, {"lang": options["lang"]} if options["lang"] else {})
    gathered = gather([file], configuration, stdin_filename)
    if len(gathered.sources) > 1:
        raise UsageError("one-file")
    _refuse_overwriting(gathered, output)
    report = audit(gathered.sources, configuration, keep=True)
    lang = options["lang"] or common_language(gathered, configuration)
    for reading in report.files:
        if reading.filing is not None:
            emit(shown(reading, lang), output)
    for problem in problems(report, lang):
        tell(problem)
    tell_passed_over(gathered, lang)
    return 3 if exit_code(report) == 3 else 0
