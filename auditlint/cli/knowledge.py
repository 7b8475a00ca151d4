"""The commands that tell what is known: ``rules``, ``rule``, ``concepts``, ``pack test``."""

from typing import Any

import click

from ..errors import UsageError, closest
from ..output import emit
from ..wording import LANGUAGES
from .command_line import Command, Commands
from .options import configured, registry_of


@click.command(cls=Command)
@click.option("--format", "form", type=click.Choice(("text", "markdown")), default="text", help="表格，或规则手册。")
@configured
def rules(form: str, **options: Any) -> int:
    """列出全部规则。"""
    from ..reports.explanation import render_manual, render_table

    registry, lang = registry_of(options)
    emit(render_manual(registry, lang) if form == "markdown" else render_table(registry, lang))
    return 0


@click.command(cls=Command)
@click.argument("code")
@configured
def rule(code: str, **options: Any) -> int:
    """解释一条规则：为什么、公式、例外、依据和正误的例子。"""
    from ..reports.explanation import render_rule

    registry, lang = registry_of(options)
    found = registry.get(code)
    if found is None:
        names = [word for each in registry for word in (each.code, each.name)]
        close = closest(code.upper(), names) or closest(code.lower(), names)
        raise UsageError("unknown-rule", close=close, code=code)
    emit(render_rule(found, lang))
    return 0


@click.command(cls=Command)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="格式，默认 text。")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", help="消息的语言，默认中文。")
def concepts(form: str, lang: str) -> int:
    """列出勾稽关系里可以用的名称：有哪些资金口径，文件里又怎么称呼。"""
    from ..field import concepts as known
    from ..reports.authoring import render_concepts, render_concepts_json

    emit(render_concepts_json(known()) if form == "json" else render_concepts(known(), lang))
    return 0


@click.group(cls=Commands, no_args_is_help=False)
def pack() -> None:
    """规则包。"""


@pack.command()
@click.argument("name", metavar="MODULE")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", help="消息的语言，默认中文。")
def test(name: str, lang: str) -> int:
    """用规则包自带的例子检验它：正例应没有问题，反例应在 ⟦ ⟧ 处指出，应为的数也对。全都相符退出码为 0，否则为 1。"""
    from ..desk.examples import outcomes
    from ..desk.packs import load, of_pack
    from ..desk.settings import DEFAULT_PACKS, Settings
    from ..reports.authoring import render_outcomes

    registry = load(Settings(rule_packs=tuple(dict.fromkeys((*DEFAULT_PACKS, name))), lang=lang))
    found = list(outcomes(of_pack(registry, name), list(registry), lang))
    emit(render_outcomes(found, lang))
    return int(any(outcome.problem for outcome in found))
