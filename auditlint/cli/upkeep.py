"""The commands ``cache`` and ``hook``."""

import click

from ..output import emit
from ..wording import LANGUAGES, say
from .command_line import Commands


@click.group(cls=Commands, no_args_is_help=False)
def cache() -> None:
    """以前的核对结果。"""


@cache.command()
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", help="消息的语言，默认中文。")
def info(lang: str) -> int:
    """结果放在哪里，有多少。"""
    from ..desk.results import folder, stored

    top = folder()
    count, size = stored(top)
    emit(say(lang, "cache-info", path=top or "-", n=count, size=-(-size // 1000)) + "\n")
    return 0


@cache.command()
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", help="消息的语言，默认中文。")
def clear(lang: str) -> int:
    """删除全部结果。"""
    from ..desk.results import delete, folder

    emit(say(lang, "cache-cleared", n=delete(folder())) + "\n")
    return 0


@click.group(cls=Commands, no_args_is_help=False)
def hook() -> None:
    """git 钩子。"""


@hook.command()
@click.option("--force", is_flag=True, help="覆盖已有的别的钩子。")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", help="消息的语言，默认中文。")
def install(force: bool, lang: str) -> int:
    """在当前仓库装一个 pre-commit 钩子：提交前核对暂存的文件。"""
    from ..desk.git import install_hook

    path = install_hook(force)
    emit(say(lang, "hook-installed", path=path) + "\n")
    return 0


@hook.command()
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", help="消息的语言，默认中文。")
def uninstall(lang: str) -> int:
    """去掉 hook install 装的钩子；别的钩子不动。"""
    from ..desk.git import hook_path, remove_hook

    path = remove_hook()
    text = say(lang, "hook-removed", path=path) if path else say(lang, "hook-none", path=hook_path())
    emit(f"{text}\n")
    return 0
