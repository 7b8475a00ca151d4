"""The command line: words to settings, settings to a run, the run to a report."""

import click

from ..errors import AuditlintError, UsageError, describe
from ..output import tell
from ..version import __version__
from ..wording import say
from .command_line import Commands, annotate, is_full, meant, said, spoken

#: Each command, and the module of it: only the one that is asked for is imported.
MODULES = {
    "accept": "decisions", "cache": "upkeep", "check": "audits", "concepts": "knowledge", "explain": "audits", "figures": "audits", "hook": "upkeep",
    "lsp": "services", "mark": "audits", "pack": "knowledge", "rule": "knowledge", "rules": "knowledge", "serve": "services", "survey": "audits",
}  # fmt: skip


def _show_version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"auditlint {__version__}", color=ctx.color)
        ctx.exit()


@click.group(cls=Commands, modules=MODULES, no_args_is_help=False)
@click.option("-V", "--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help="显示版本。")
def cli() -> None:
    """核对部门决算公开文件：凡能重算的数字一一重算，指出不可能正确的地方。"""


def run(arguments: list[str]) -> int:
    """Run a command line and return the exit code; errors go to the standard error in a sentence."""
    lang = spoken(arguments)
    arguments = meant(arguments or ["--help"], cli)
    try:
        return int(cli.main(arguments, "auditlint", standalone_mode=False, obj=lang) or 0)
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
    command = " ".join(["auditlint", *(word for word in arguments[:1] if word in cli.names)])
    tell(say(lang, "usage", problem=problem))
    tell(say(lang, "try-help", command=command))
    return UsageError.exit_code
