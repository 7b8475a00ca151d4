"""Configuration files: where they are, and which one speaks for a file.

``auditlint.toml``, ``pyproject.toml`` with ``[tool.auditlint]`` or ``setup.cfg`` with ``[auditlint]``, looked for
beside the audited file and then in every directory above it; the nearest wins whole.  A repository can so hold the
filings of several departments, each with its own, and a file is judged alike wherever the command is run.

A configuration that is found so may be a stranger's: it can name no rule packs, which are code.  The command line can, a
configuration given by name, and the user's own, ``auditlint/auditlint.toml`` in the directory for configurations, which
also speaks for files that none is found for.
"""

import os
from collections.abc import Mapping
from typing import Any

from ..errors import ConfigError
from .settings import DEFAULTS, TRUSTED, Settings, codes, parse

NAMES = ("auditlint.toml", "pyproject.toml", "setup.cfg")
#: How large a configuration may be, in bytes.
LARGEST = 1_000_000
#: The list of findings that were accepted.
ACCEPTED = "auditlint-accepted.toml"


class Configuration:
    """The settings of each file: those of its nearest configuration, under those of the command line."""

    def __init__(self, given: Mapping[str, Any] | None = None, *, file: str | None = None, isolated: bool = False):
        """Take the keys ``given`` on the command line.

        ``file`` is a configuration to use for every file instead of the nearest; ``isolated`` uses none.

        Raises :class:`ConfigError` where ``given`` or ``file`` cannot be followed.
        """
        self._given = frozenset(given or ())
        self._own = parse(given or {}, "", os.getcwd())
        self._fixed: Settings | None = None
        self._default = DEFAULTS
        self._by_directory: dict[str, Settings] = {}
        self._lists: dict[str, str] = {}
        self._list: str | None = None
        #: What lists hold that are not read as they stand in their files, by path.
        self.lists_read: dict[str, bytes] = {}
        if isolated:
            self._list = ""
        elif file is not None:
            self._list = os.path.join(os.path.dirname(file), ACCEPTED)
        if isolated:
            self._fixed = self._combine(DEFAULTS)
        elif file is not None:
            self._fixed = self._combine(_named(file))
        elif os.path.isfile(user := users_own()):
            self._default = parse(_table(user) or {}, user, os.path.dirname(user))

    def for_file(self, path: str) -> Settings:
        """The settings for a file.

        Raises :class:`ConfigError` where its configuration cannot be followed.
        """
        return self.for_directory(os.path.dirname(path))

    def for_directory(self, directory: str) -> Settings:
        """The settings for the files of a directory.

        Raises :class:`ConfigError` where its configuration cannot be followed.
        """
        if self._fixed is not None:
            return self._fixed
        found = self._by_directory.get(directory)
        if found is None:
            found = self._by_directory[directory] = self._nearest(os.path.abspath(directory))
        return found

    def accepted_list(self, path: str) -> str:
        """The list of what was accepted that speaks for a file: the nearest in its directory or above it, "" where there is none."""
        if self._list is not None:
            return self._list if self._list and os.path.isfile(self._list) else ""
        directory = os.path.dirname(os.path.abspath(path))
        passed = []
        while directory not in self._lists:
            passed.append(directory)
            found = os.path.join(directory, ACCEPTED)
            parent = os.path.dirname(directory)
            if os.path.isfile(found):
                self._lists[directory] = _shown(found)
            elif parent == directory:
                self._lists[directory] = ""
            else:
                directory = parent
        for each in passed:
            self._lists[each] = self._lists[directory]
        return self._lists[directory]

    def new_list(self, path: str) -> str:
        """Where what is accepted of a file is written: its list, or else one beside its configuration, or in the current directory."""
        found = self._list or self.accepted_list(path)
        if found:
            return found
        origin = self.for_file(path).origin
        home = os.path.dirname(os.path.abspath(origin)) if origin else os.getcwd()
        outside = os.path.relpath(os.path.abspath(path), home).startswith(os.pardir)
        return _shown(os.path.join(os.path.dirname(os.path.abspath(path)) if outside else home, ACCEPTED))

    @property
    def own(self) -> Settings:
        """What the command line gives."""
        return self._own

    def _nearest(self, directory: str) -> Settings:
        known = self._by_directory.get(directory)
        if known is not None:
            return known
        for name in NAMES:
            path = os.path.join(directory, name)
            table = _table(path) if os.path.isfile(path) else None
            if table is not None:
                settings = self._combine(self._found(table, _shown(path), directory))
                break
        else:
            parent = os.path.dirname(directory)
            settings = self._nearest(parent) if parent != directory else self._combine(self._default)
        self._by_directory[directory] = settings
        return settings

    def _found(self, table: Mapping[str, Any], where: str, directory: str) -> Settings:
        """The settings of a configuration that nobody gave by name."""
        for key in TRUSTED:
            if key in table:
                raise ConfigError("config-packs" if key == "rule-packs" else "config-trusted", where, key=key)
        trusted = {key.replace("-", "_"): getattr(self._default, key.replace("-", "_")) for key in TRUSTED}
        return parse(table, where, directory)._replace(**trusted, found=where)

    def _combine(self, base: Settings) -> Settings:
        return self._own.over(base, self._given) if self._given else base


def users_own() -> str:
    """Where the user's own configuration would be."""
    home = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA") or os.path.expanduser(os.path.join("~", ".config"))
    return os.path.join(home, "auditlint", NAMES[0]) if os.path.isabs(home) else ""


def _named(path: str) -> Settings:
    """The settings of a configuration that was asked for by name."""
    if not os.path.isfile(path):
        raise ConfigError("config-missing", path)
    table = _table(path)
    if table is None:
        wanted = "[auditlint]" if path.endswith(".cfg") else "[tool.auditlint]"
        raise ConfigError("config-no-table", path, table=wanted)
    return parse(table, path, os.path.dirname(os.path.abspath(path)))


def _table(path: str) -> Mapping[str, Any] | None:
    """The table of settings in a file; ``None`` where the file is no configuration of ours."""
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ConfigError("not-readable", _shown(path), reason=error.strerror) from error
    return _parsed(data, path)


def _parsed(data: bytes, path: str) -> Mapping[str, Any] | None:
    name = os.path.basename(path)
    if len(data) > LARGEST:
        raise ConfigError("config-large", _shown(path), most=LARGEST // 1000)
    shared = name == "pyproject.toml" or name.endswith(".cfg")
    if shared and b"auditlint" not in data:
        return None  # and need not be parsed, nor even be valid
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("config-encoding", _shown(path)) from error
    if name.endswith(".cfg"):
        return _ini(text, path)
    table = _toml(text, path)
    return _within(table, path) if name == "pyproject.toml" else table


def read_toml(path: str, data: bytes | None = None) -> dict[str, Any]:
    """The table in a TOML file of ours, or in ``data`` that stands for what the file holds.

    Raises :class:`ConfigError` where it cannot be read.
    """
    table = _table(path) if data is None else _parsed(data, path)
    assert isinstance(table, dict)
    return table


def _toml(text: str, path: str) -> dict[str, Any]:
    import tomllib
    from decimal import Decimal

    try:
        return tomllib.loads(text, parse_float=Decimal)
    except RecursionError as error:
        raise ConfigError("config-deep", _shown(path)) from error
    except ValueError as error:  # of the syntax, and of numbers of more digits than anybody writes
        raise ConfigError("config-syntax", _shown(path), error=error) from error


def _within(table: Mapping[str, Any], path: str) -> Mapping[str, Any] | None:
    tool = table.get("tool", {})
    own = tool.get("auditlint") if isinstance(tool, dict) else None
    if own is not None and not isinstance(own, dict):
        raise ConfigError("config-no-table", _shown(path), table="[tool.auditlint]")
    return own


def _ini(text: str, path: str) -> dict[str, Any] | None:
    """The ``[auditlint]`` section of an INI file, with its words made into the types that the keys take."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if line.rstrip() == "[auditlint]"), None)
    if start is None:
        return None
    end = next((i for i in range(start + 1, len(lines)) if lines[i].startswith("[")), len(lines))

    import configparser

    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        parser.read_string("\n".join(lines[start:end]))
    except configparser.Error as error:
        raise ConfigError("config-syntax", _shown(path), error=" ".join(str(error).split())) from error
    return {key: _typed(key, value.strip(), path) for key, value in parser.items("auditlint")}


def _typed(key: str, value: str, path: str) -> Any:
    if key == "identity":
        raise ConfigError("config-needs-toml", _shown(path), key=key)
    if key in ("select", "ignore", "extend-select", "rule-packs"):
        return codes(value)
    if key in ("timeout-per-file", "memory-per-file") and value.isdecimal():
        return int(value[:9])
    if key == "exclude":
        return [line.strip() for line in value.replace(",", "\n").split("\n") if line.strip()]
    if key == "per-file-ignores":
        return dict(_ignore_line(line, path) for line in value.split("\n") if line.strip())
    return value


def _ignore_line(line: str, path: str) -> tuple[str, list[str]]:
    pattern, _, chosen = line.strip().rpartition(":")
    if not pattern:
        raise ConfigError("per-file-form", _shown(path), value=line.strip())
    return pattern.strip(), codes(chosen)


def _shown(path: str) -> str:
    """A path as a person would write it: relative where it lies below the current directory."""
    here = os.path.join(os.getcwd(), "")
    return path.removeprefix(here)
