"""The options that commands share, and what they say: settings, files, a language, rules."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..errors import UsageError
from ..output import tell
from ..wording import LANGUAGES, say

if TYPE_CHECKING:
    from ..desk.config import Configuration
    from ..desk.files import Gathered
    from ..registry import Registry

F = TypeVar("F", bound=Callable[..., Any])


def spoken_in(command: F) -> F:
    """The option of the language, for commands without a configuration."""
    return click.option("--lang", type=click.Choice(LANGUAGES), default="zh", help="消息的语言，默认中文。")(command)


def configured(command: F) -> F:
    """The options that choose a configuration."""
    for option in (
        click.option("--lang", type=click.Choice(LANGUAGES), help="消息的语言，默认中文。"),
        click.option("--rule-pack", metavar="MODULE", multiple=True, help="另外载入的规则包（Python 模块名）；可重复。"),
        click.option("--isolated", "--no-config", is_flag=True, help="不读任何配置文件。"),
        click.option("--config", metavar="FILE", help="用这个配置文件，而不是离被查文件最近的那个。"),
    ):
        command = option(command)
    return command


def selecting(command: F) -> F:
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


def given_keys(options: dict[str, Any]) -> dict[str, Any]:
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


def configuration_of(options: dict[str, Any], given: dict[str, Any]) -> "Configuration":
    from ..desk.config import Configuration

    if options["isolated"] and options["config"]:
        raise UsageError("isolated-config")
    if options["rule_pack"]:
        given = given | {"rule-packs": options["rule_pack"]}
    return Configuration(given, file=options["config"], isolated=options["isolated"])


def gathered_of(paths: Sequence[str], options: dict[str, Any], configuration: "Configuration") -> "Gathered":
    if options.get("staged"):
        from ..desk.git import staged

        if paths:
            raise UsageError("staged-paths")
        return staged(configuration)
    if not paths:
        raise UsageError("no-paths")
    from ..desk.files import gather

    return gather(paths, configuration, options.get("stdin_filename", ""))


def common_language(gathered: "Gathered", configuration: "Configuration") -> str:
    """The language of the files' settings where they agree, else Chinese."""
    spoken = {configuration.for_file(source.path).lang for source in gathered.sources}
    return spoken.pop() if len(spoken) == 1 else "zh"


def tell_passed_over(gathered: "Gathered", lang: str) -> None:
    """What was passed over, and why nothing was audited where the configuration is the reason."""
    for remark in gathered.remarks:
        tell(remark)
    if gathered.excluded and not gathered.sources:
        tell(say(lang, "excluded", n=gathered.excluded))


def registry_of(options: dict[str, Any]) -> tuple["Registry", str]:
    """The rules that the configuration of the current directory names, and its language."""
    from ..desk.packs import load

    settings = configuration_of(options, {"lang": options["lang"]} if options["lang"] else {}).for_directory("")
    return load(settings), settings.lang
