"""The settings of a run: what they are, what they may be, and how they are read from a table of keys."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError, closest
from ..named import NamedTuple
from ..wording import LANGUAGES, say

if TYPE_CHECKING:
    from decimal import Decimal

FAIL_ON = ("error", "warning", "note", "never")
ZERO_BASE = ("note", "error")
#: What a configuration found beside the files may not say: what runs code, and what bounds the files that it came with.
TRUSTED = ("rule-packs", "timeout-per-file", "memory-per-file")
DEFAULT_PACKS = ("auditlint_rules",)


class Selection(NamedTuple):
    """Which rules one source of settings turns on and off, by code or prefix; ``origin`` names the source."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    origin: str = ""


class PerFileIgnore(NamedTuple):
    """Rules ``codes`` say nothing of files that match ``pattern``, a glob relative to ``root``."""

    pattern: str
    codes: tuple[str, ...]
    root: str


class Exclude(NamedTuple):
    """Files that match ``pattern``, a glob relative to ``root``, are not audited; ``origin`` names the configuration."""

    pattern: str
    root: str
    origin: str = ""


class Settings(NamedTuple):
    """Everything that the configuration and the command line can say of how a file is audited.

    ``selections`` are consulted in order, the last that says something of a rule decides.  ``origin`` is the configuration,
    and ``found`` the same where it was found beside the files and nobody gave it by name.  ``timeout_per_file`` is in seconds
    of processor time, 0 for what the size of a file deserves, and ``memory_per_file`` in megabytes.
    """

    selections: tuple[Selection, ...] = ()
    per_file_ignores: tuple[PerFileIgnore, ...] = ()
    exclude: tuple[Exclude, ...] = ()
    fail_on: str = "error"
    lang: str = "zh"
    rule_packs: tuple[str, ...] = DEFAULT_PACKS
    zero_base: str = "note"
    min_coverage: "Decimal | None" = None
    profile: str = ""
    identity: tuple[Mapping[str, Any], ...] = ()
    origin: str = ""
    found: str = ""
    timeout_per_file: int = 0
    memory_per_file: int = 800

    @property
    def silences(self) -> bool:
        """Whether a configuration found beside the files may keep a run from saying something."""
        return bool(self.found) and (
            bool(self.per_file_ignores) or self.fail_on == "never" or any(selection.origin == self.found for selection in self.selections)
        )

    def over(self, base: "Settings", given: frozenset[str]) -> "Settings":
        """``base`` with the values of ``self`` for the keys ``given``; lists of rules and patterns are added to it."""
        values = {
            field: getattr(self, field)
            for field in self._fields
            if field.replace("_", "-") in given and field not in ("per_file_ignores", "exclude", "rule_packs")
        }
        return base._replace(
            selections=base.selections + self.selections,
            per_file_ignores=base.per_file_ignores + self.per_file_ignores,
            exclude=base.exclude + self.exclude,
            rule_packs=tuple(dict.fromkeys((*base.rule_packs, *self.rule_packs))),
            **values,
        )


DEFAULTS = Settings()


def parse(table: Mapping[str, Any], where: str, root: str) -> Settings:
    """Settings from a table in kebab-case; patterns in it are relative to the directory ``root``.

    Raises :class:`ConfigError` for an unknown key or a value that the key cannot have.
    """
    for key in table:
        if key not in _PARSERS and key not in _SELECTORS:
            raise ConfigError("config-unknown-key", where, closest(key, [*_PARSERS, *_SELECTORS]), key=key)
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key in _PARSERS:
            values[key.replace("-", "_")] = _PARSERS[key](key, value, where, root)
    select, ignore, extend = (_codes(key, table.get(key, ()), where) for key in _SELECTORS)
    if select or ignore or extend:
        values["selections"] = (Selection(select, ignore, extend, where),)
    return Settings(**values, origin=where)


def codes(text: str) -> list[str]:
    """The codes of a comma list."""
    return [code for code in text.replace("，", ",").replace(",", " ").split() if code]


def _bad(key: str, value: object, wanted: str, where: str, close: str = "", **values: object) -> ConfigError:
    return ConfigError(
        "config-bad-value", where, close, key=key, value=_shown(value), wanted=lambda lang: say(lang, wanted, **values)
    )


def _shown(value: object) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def _strings(key: str, value: object, where: str, root: str = "") -> tuple[str, ...]:
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) and item for item in value):
        return tuple(value)
    raise _bad(key, value, "wanted-strings", where)


def _codes(key: str, value: object, where: str, root: str = "") -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    return tuple(code.upper() for item in _strings(key, value, where) for code in codes(item))


def _string(key: str, value: object, where: str, root: str) -> str:
    if isinstance(value, str) and value:
        return value
    raise _bad(key, value, "wanted-string", where)


def _packs(key: str, value: object, where: str, root: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*DEFAULT_PACKS, *_strings(key, value, where))))


def _choice(choices: tuple[str, ...]) -> Callable[[str, object, str, str], str]:
    def one_of(key: str, value: object, where: str, root: str) -> str:
        if isinstance(value, str) and value in choices:
            return value
        close = closest(value, choices) if isinstance(value, str) else ""
        raise _bad(key, value, "wanted-choice", where, close, choices=" / ".join(choices))

    return one_of


def _ratio(key: str, value: object, where: str, root: str) -> "Decimal":
    from decimal import Decimal, InvalidOperation

    try:
        number = None if isinstance(value, bool) else Decimal(str(value))
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite() or not 0 <= number <= 1:
        raise _bad(key, value, "wanted-ratio", where)
    return number


def _whole(key: str, value: object, where: str, root: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1_000_000:
        return value
    raise _bad(key, value, "wanted-whole", where)


def _per_file(key: str, value: object, where: str, root: str) -> tuple[PerFileIgnore, ...]:
    if not isinstance(value, Mapping):
        raise _bad(key, value, "wanted-table", where)
    return tuple(PerFileIgnore(pattern, _codes(key, chosen, where), root) for pattern, chosen in value.items())


def _excludes(key: str, value: object, where: str, root: str) -> tuple[Exclude, ...]:
    return tuple(Exclude(pattern, root, where) for pattern in _strings(key, value, where))


def _tables(key: str, value: object, where: str, root: str) -> tuple[Mapping[str, Any], ...]:
    if isinstance(value, (list, tuple)) and all(isinstance(item, Mapping) for item in value):
        return tuple(value)
    raise _bad(key, value, "wanted-tables", where)


_SELECTORS = ("select", "ignore", "extend-select")
_PARSERS: dict[str, Callable[[str, object, str, str], Any]] = {
    "per-file-ignores": _per_file,
    "exclude": _excludes,
    "fail-on": _choice(FAIL_ON),
    "lang": _choice(LANGUAGES),
    "rule-packs": _packs,
    "zero-base": _choice(ZERO_BASE),
    "min-coverage": _ratio,
    "profile": _string,
    "identity": _tables,
    "timeout-per-file": _whole,
    "memory-per-file": _whole,
}
