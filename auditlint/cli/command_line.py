"""The command line as people type it: what they mean, and what is said, in our languages, where it cannot be followed."""

import os
from collections.abc import Mapping
from inspect import cleandoc
from itertools import pairwise
from typing import Any

import click

from ..errors import UsageError, closest
from ..output import emit
from ..wording import LANGUAGES, say

_HELP = ("-h", "--help")


def meant(arguments: list[str], cli: "Commands") -> list[str]:
    """The command line in full: ``help`` is an option, files or options of ``check`` without a command are to be checked,
    and options before a command are its own.
    """
    first = arguments[0]
    if first == "help":
        return [*(word for word in arguments[1:2] if word in cli.names), "--help"]
    if first in cli.names:
        return arguments
    if first.startswith("-") and first != "-":
        valued = _options_of_check(cli)
        if first.partition("=")[0] not in valued:
            return arguments
        at = _first_word(arguments, valued)
        if at < len(arguments) and arguments[at] in cli.names:  # options that were written before the command
            return [arguments[at], *arguments[:at], *arguments[at + 1 :]]
        return ["check", *arguments]
    return ["check", *arguments] if _is_file(first) else arguments


def _options_of_check(cli: "Commands") -> dict[str, bool]:
    """The options of ``check`` and whether a value follows each."""
    check = cli.get_command(None, "check")
    params = check.params if check is not None else []
    return {
        name: not param.is_flag for param in params if isinstance(param, click.Option) for name in param.opts if name not in _HELP
    }  # fmt: skip


def _first_word(arguments: list[str], valued: Mapping[str, bool]) -> int:
    """Where the first word stands that is neither an option of ``check`` nor the value of one."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("-") and arguments[at] not in ("-", "--"):
        at += 2 if valued.get(arguments[at], False) else 1
    return at


def _is_file(word: str) -> bool:
    """Whether a word is that of a file, be it there or not, and not of a command."""
    if word == "-" or os.path.lexists(word) or any(char in word for char in "*?[/\\"):
        return True
    from ..readers import SUFFIXES

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
    from ..output import append
    from ..reports.github import message
    from ..reports.markdown import cell

    emit(f"::error title=auditlint::{message(problem)}\n", commands=True)
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        append(path, f"**auditlint**: {cell(problem)}\n")


def _helpful(words: str) -> str:
    """Words of the help, which the commands hold in Chinese, in the language of the command line."""
    context = click.get_current_context(silent=True)
    if context is None or context.find_root().obj != "en":
        return words
    from ..wording.help import ENGLISH

    return ENGLISH.get(words, words)


class _Formatter(click.HelpFormatter):
    """Help whose heads are in the language of the rest of it."""

    HEADS = {"Options": "选项", "Commands": "命令"}

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, _helpful("用法：") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_helpful(self.HEADS.get(heading, heading)))


class _Context(click.Context):
    formatter_class = _Formatter


def _show_help(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


class Command(click.Command):
    """A command whose help is in the language of the command line."""

    context_class = _Context

    def __init__(self, *arguments: Any, **more: Any):
        super().__init__(*arguments, **more)
        self.add_help_option = False  # that of click asks for the language of the system at every start
        self.params.append(click.Option(_HELP, is_flag=True, expose_value=False, is_eager=True, callback=_show_help, help="显示用法。"))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_helpful(cleandoc(self.help or "")))

    def get_short_help_str(self, limit: int = 45) -> str:
        return _helpful(cleandoc(self.help or "")).partition("\n\n")[0]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None and isinstance(param, click.Option):
                words = param.help or ""
                records.append((record[0], record[1].replace(words, _helpful(words))))
        with formatter.section("Options"):
            formatter.write_dl(records)


class Commands(click.Group, Command):
    """Commands by name; those of ``modules`` are imported from the modules beside this one when they are asked for."""

    command_class = Command

    def __init__(self, *arguments: Any, modules: Mapping[str, str] | None = None, **more: Any):
        super().__init__(*arguments, **more)
        self.params.append(click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, hidden=True))
        self._modules = modules or {}

    @property
    def names(self) -> list[str]:
        """The names of all commands."""
        return sorted({*self.commands, *self._modules})

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        Command.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def list_commands(self, ctx: click.Context | None) -> list[str]:
        return self.names

    def get_command(self, ctx: click.Context | None, name: str) -> click.Command | None:
        if name in self._modules and name not in self.commands:
            from importlib import import_module

            self.add_command(getattr(import_module(f".{self._modules[name]}", __package__), name))
        return self.commands.get(name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.names:
            raise UsageError("no-command", close=closest(args[0], self.names), command=args[0])
        return super().resolve_command(ctx, args)
