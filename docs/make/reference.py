"""Every command with its options, and every key of the configuration, as the code has them."""

import io
from contextlib import redirect_stdout

import click

from auditlint.__main__ import main
from auditlint.cli import cli
from auditlint.desk import settings
from auditlint.errors import ConfigError
from auditlint_rules.content import PROFILES

_INTRODUCED = """# 命令、选项和配置

从程序生成：各命令的 `--help`，和配置的每一个键。

## 命令
"""
_KEYS_INTRODUCED = """## 配置的键

写在 `auditlint.toml`、`pyproject.toml` 的 `[tool.auditlint]` 或 `setup.cfg` 的 `[auditlint]` 里；离文件最近的一份生效，命令行上的优先。
标 † 的会运行代码或放宽上限，在被查文件旁找到的配置里不能写。

| 键 | 应为 | 默认 | 作用 |
|---|---|---|---|"""
#: What the keys do.
KEYS = {
    "select": "只用这些规则：代码或前缀",
    "ignore": "停用这些规则",
    "extend-select": "在已启用的规则之外再启用，如 `DOC`",
    "per-file-ignores": "某些文件不用某些规则",
    "exclude": "不查这些文件，命令行上点名的也不查",
    "fail-on": "从哪一级起退出码为 1",
    "lang": "消息的语言",
    "rule-packs": "另外载入的规则包",
    "zero-base": "上年为零却写“增长100%”（CHG004）按哪一级报",
    "min-coverage": "金额数字核对到的比例低于它时给一条提示",
    "profile": f"公开内容是否齐全（DOC）按哪一种要求核对：{'、'.join(f'`{name}`' for name in PROFILES)}；默认按文件自己的种类和年度",
    "identity": "本部门自己的勾稽关系，见[规则包](rule-packs.md)",
    "timeout-per-file": "一个文件最多用多少秒处理器时间，默认随大小而定",
    "memory-per-file": "读一个文件最多用多少 MB 内存",
}


def page() -> str:
    """The page."""
    out = [_INTRODUCED]
    for words in _commands():
        out += [f"### {' '.join(['auditlint', *words])}", "", "```text", _help(words), "```", ""]
    out.append(_KEYS_INTRODUCED)
    for key in [*settings._SELECTORS, *settings._PARSERS]:
        mark = " †" if key in settings.TRUSTED else ""
        out.append(f"| `{key}`{mark} | {_wanted(key)} | {_default(key)} | {KEYS[key]} |")
    return "\n".join(out) + "\n"


def _commands() -> list[list[str]]:
    """The words of every command, groups before what is in them."""
    found: list[list[str]] = []
    for name in cli.names:
        command = cli.get_command(None, name)
        found.append([name])
        if isinstance(command, click.Group):
            found += [[name, inner] for inner in command.list_commands(click.Context(command))]
    return found


def _help(words: list[str]) -> str:
    shown = io.StringIO()
    with redirect_stdout(shown):
        main([*words, "--help"])
    return shown.getvalue().strip()


def _wanted(key: str) -> str:
    """What a key takes, as the message says where it is given something else."""
    parser = settings._PARSERS.get(key, settings._strings)
    try:
        parser(key, object(), "", "")
    except ConfigError as error:
        return error.message("zh").rpartition("应为")[2].replace("|", "\\|")
    raise AssertionError(key)


def _default(key: str) -> str:
    value = getattr(settings.DEFAULTS, key.replace("-", "_"), ())
    return f"`{value}`" if value and isinstance(value, (str, int)) else ", ".join(f"`{each}`" for each in value) if value else ""
