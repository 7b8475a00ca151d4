"""The commands that go on until somebody ends them: ``lsp`` for editors, ``serve`` for browsers."""

import os
from typing import Any

import click

from .command_line import Command
from .options import configuration_of, configured


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """The keys of the configuration that the command line gives; what cannot be followed is said here, and not to an editor or a browser."""
    given = {"lang": options["lang"]} if options["lang"] else {}
    configuration_of(options, given)
    return given | ({"rule-packs": options["rule_pack"]} if options["rule_pack"] else {})


@click.command(cls=Command)
@configured
def lsp(**options: Any) -> int:
    """编辑器的语言服务器（标准输入输出）：一边写一边核对 .txt 和 .md，悬停看算式和依据，一键改成应有的数字。"""
    from .. import editor

    editor.demand()
    given = _given(options)
    from ..editor.server import serve
    from ..editor.worker import Wish

    return serve(Wish(given, options["config"], options["isolated"]))


@click.command(cls=Command)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="端口，默认取一个空着的。")
@click.option("--no-open", is_flag=True, help="不打开浏览器，只印出地址。")
@click.option("--max-files", metavar="N", type=click.IntRange(min=1), default=200, help="一次最多几个文件，默认 200。")
@click.option("--max-megabytes", metavar="MB", type=click.IntRange(min=1), default=200, help="一次最多共多少 MB，默认 200。")
@configured
def serve(port: int, no_open: bool, max_files: int, max_megabytes: int, **options: Any) -> int:
    """在浏览器里核对：拖入文件，看报告，下载核对意见表和标出问题的副本。只有这台电脑能打开，结束时删除全部文件。

    不读临时文件夹上面的配置，只用 --config 或自己的用户配置。
    """
    from .. import serving

    serving.demand()
    given = _given(options)
    from ..desk.config import users_own
    from ..serving.batches import Limits
    from ..serving.server import serve as run_server
    from ..serving.work import Order

    named = options["config"] or ("" if options["isolated"] else users_own())
    config = os.path.abspath(named) if os.path.isfile(named) else None
    return run_server(Order(options["lang"] or "", given, config), Limits(max_files, max_megabytes * 1_000_000), port, not no_open)
