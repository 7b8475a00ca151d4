"""The command ``accept``: what its words ask for."""

import os
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from ..errors import UsageError, closest
from ..wording import say
from .command_line import Command
from .options import configuration_of, configured, registry_of


@click.command(cls=Command)
@click.argument("words", nargs=-1, metavar="[FILE[:PLACE]]...")
@click.option("--rule", "codes", metavar="CODE", multiple=True, help="只接受这条规则的问题；可重复。")
@click.option("--all", "everything", is_flag=True, help="接受现有的全部错误和警告（默认当前目录）。")
@click.option("--reason", metavar="TEXT", help="为什么可以保留。")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="接受到哪一天（含），如 2027-06-30。")
@click.option("--from", "letter", metavar="FILE", help="收回填好的核对意见表（xlsx 或 csv）：“处理”为“接受”的记入清单。")
@click.option("--prune", is_flag=True, help="去掉清单里不再适用的条目：问题已不在、已到期、文件已不在。")
@configured
def accept(words: tuple[str, ...], codes: tuple[str, ...], **options: Any) -> int:
    """接受看过的问题，记入 auditlint-accepted.toml：此后只计数，不算失败。

    位置照报告里写的抄，如 决算.txt:138、附表.xlsx:收入决算表!D31。清单认规则、项目和印出的数字，不认行号；数字改了就是新的问题。
    """
    from . import accepting

    configuration = configuration_of(options, {"lang": options["lang"]} if options["lang"] else {})
    lang = options["lang"] or configuration.for_directory("").lang
    until = options["until"] and options["until"].date()
    _demand_sense(words, codes, until, options)
    if options["letter"]:
        return accepting.take_answers(options["letter"], until, configuration, lang)
    if options["prune"]:
        return accepting.prune(words or (os.curdir,), configuration, lang)
    known = {rule.code for rule in registry_of(options)[0]}
    for code in codes:
        if code.upper() not in known:
            raise UsageError("unknown-rule", close=closest(code.upper(), known), code=code)
    order = accepting.Order(
        tuple(code.upper() for code in codes), options["everything"], options["reason"] or say(lang, "accept-baseline"), until
    )
    return accepting.accept(words or (os.curdir,), order, configuration, lang)


def _demand_sense(words: Sequence[str], codes: Sequence[str], until: date | None, options: dict[str, Any]) -> None:
    """Raises :class:`~auditlint.errors.UsageError` where what is asked for contradicts itself or says too little."""
    everything, reason = options["everything"], options["reason"]
    if until is not None and until < date.today():
        raise UsageError("accept-past")
    if options["letter"]:
        if any((words, everything, codes, reason, options["prune"])):
            raise UsageError("answers-alone")
    elif options["prune"]:
        if any((everything, codes, reason, until)):
            raise UsageError("accept-alone")
    elif not everything:
        _demand_files(words)
        if not _names_findings(words, codes):
            raise UsageError("accept-what")
        if not reason:
            raise UsageError("accept-reason")


def _demand_files(words: Sequence[str]) -> None:
    """Raises :class:`~auditlint.errors.UsageError` for a word that begins with no file that is there; a pattern is looked for later."""
    from ..desk.files import is_pattern
    from .accepting import wish

    for word in words:
        if not os.path.lexists(wish(word).path) and not is_pattern(word):
            raise UsageError("no-such-file", word)


def _names_findings(words: Sequence[str], codes: Sequence[str]) -> bool:
    """Whether words say which findings are meant: by a rule, or each of them by a place."""
    from .accepting import wish

    return bool(words) and (bool(codes) or all(wish(word).place for word in words))
