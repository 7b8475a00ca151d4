"""The command line as people type it: what they mean, and what is said, in our languages, where it cannot be followed."""

import os
from itertools import pairwise

import click

from .errors import UsageError, closest
from .output import emit
from .wording import say


def meant(arguments: list[str], cli: click.Group) -> list[str]:
    """The command line in full: ``help`` is an option, and files or options of ``check`` without a command are to be checked."""
    first = arguments[0]
    if first == "help":
        return [*(word for word in arguments[1:2] if word in cli.commands), "--help"]
    if first in cli.commands:
        return arguments
    if first.startswith("-") and first != "-":
        option = first.partition("=")[0]
        own = {name for param in cli.commands["check"].params for name in param.opts}
        return ["check", *arguments] if option in own else arguments
    return ["check", *arguments] if _is_file(first) else arguments


def _is_file(word: str) -> bool:
    """Whether a word is that of a file, be it there or not, and not of a command."""
    if word == "-" or os.path.lexists(word) or any(char in word for char in "*?[/\\"):
        return True
    from .readers import SUFFIXES

    return os.path.splitext(word)[1].lower() in SUFFIXES


def is_full(error: BaseException | None) -> bool:
    """Whether there was no room for the report, which is then neither clean nor a usage error."""
    from errno import EDQUOT, EFBIG, EIO, ENOSPC

    return isinstance(error, OSError) and error.errno in (EDQUOT, EFBIG, EIO, ENOSPC)


def spoken(arguments: list[str]) -> str:
    """The language of messages about a command line that may not even parse."""
    return "en" if "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments) else "zh"


def said(error: click.ClickException, lang: str) -> str:
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


def annotate(problem: str, arguments: list[str]) -> None:
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


class Commands(click.Group, _Command):
    command_class = _Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            raise UsageError("no-command", close=closest(args[0], self.commands), command=args[0])
        return super().resolve_command(ctx, args)
