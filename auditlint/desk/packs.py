"""Rule packs: the modules that the configuration names, and the rules of them that are enabled for a file."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import ConfigError, PackError, closest, describe
from ..model.finding import Silenced
from ..registry import BadRule, Registry, Rule
from .patterns import matches
from .settings import DEFAULT_PACKS, Selection, Settings

ALL = "ALL"
_LOADED: dict[tuple[object, ...], Registry] = {}


def load(settings: Settings) -> Registry:
    """A registry of the rules of every pack that the settings name.

    Raises :class:`PackError` where a pack does not load, and :class:`ConfigError` where the department's own identities
    or the codes that the settings name are wrong.
    """
    # Without a department's own identities, the same packs and options give the same rules.
    modules = tuple(sys.modules.get(name) for name in settings.rule_packs)
    key = None if settings.identity or None in modules else (modules, settings.zero_base, settings.profile)
    registry = _LOADED.get(key) if key is not None else None
    if registry is None:
        registry = Registry(
            {
                "identity": list(settings.identity), "zero-base": settings.zero_base, "profile": settings.profile,
                "known": _known,
            }
        )  # fmt: skip
        for name in settings.rule_packs:
            _register(name, registry, settings)
        if key is not None:
            _LOADED[key] = registry
    _verify(settings, registry)
    return registry


def of_pack(registry: Registry, name: str) -> list[Rule]:
    """The rules that a pack brought into a registry.

    Raises :class:`PackError` where there are none.
    """
    ours = {rule.code for rule in load(Settings())} if name not in DEFAULT_PACKS else set()
    found = [rule for rule in registry if rule.code not in ours]
    if not found:
        raise PackError("pack-empty", pack=name)
    return found


def _known(concept: str) -> str | None:
    """``None`` for a concept that filings are read for by this name; else the name that is meant, "" where none is near."""
    from ..field import CONCEPTS, resolve

    if concept in CONCEPTS:
        return None
    found = resolve(concept)
    return found[0] if found is not None else closest(concept, CONCEPTS)


def _register(name: str, registry: Registry, settings: Settings) -> None:
    pack = _imported(name)
    try:
        known = set(registry)
        pack.register(registry)
        for rule in registry if name not in DEFAULT_PACKS else ():
            if rule not in known:
                verify_operands(rule)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        said = error.message if isinstance(error, BadRule) else describe(error, _home(name))
        if isinstance(error, ValueError) and settings.identity and (name in DEFAULT_PACKS or not isinstance(error, BadRule)):
            raise ConfigError("config-identity", settings.origin, error=said if isinstance(error, BadRule) else error) from error
        raise PackError("pack-failed", pack=name, error=said) from error


def _home(name: str) -> str:
    """Where the code of a pack is: who wrote it looks there for what is wrong, and not in what it calls."""
    from importlib.util import find_spec

    try:
        spec = find_spec(name.partition(".")[0])
    except (ImportError, ValueError):
        spec = None
    return os.path.dirname(spec.origin) if spec is not None and spec.origin else ""


def _imported(name: str) -> Any:
    """The module of a pack.

    Raises :class:`PackError` where it cannot be imported, or is none.
    """
    from importlib import import_module

    try:
        pack = import_module(name)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a module that ends the process would end it before anything was audited
        missing = isinstance(error, ModuleNotFoundError) and error.name == name
        raise PackError("pack-missing" if missing else "pack-failed", pack=name, error=describe(error, _home(name))) from error
    if not hasattr(pack, "register"):
        raise PackError("pack-no-register", pack=name)
    return pack


def verify_operands(rule: Rule) -> None:
    """Look for plain numbers where the code of a rule compares figures: it would fail only when a filing comes to it.

    Raises :class:`BadRule` with the line and what to write there.
    """
    import ast
    import inspect
    from textwrap import dedent

    from ..model import check

    names = getattr(rule.audit, "__globals__", {})
    try:
        lines, first = inspect.getsourcelines(rule.audit)
        tree = ast.parse(dedent("".join(lines)))
    except (OSError, TypeError, SyntaxError):  # made without a source of its own, as identities are
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        meant = names.get(called.id) if isinstance(called, ast.Name) else getattr(check, getattr(called, "attr", ""), None)
        for operand in node.args[: 2 if meant is check.expect else 3 if meant is check.expect_that else 0]:
            try:
                value = ast.literal_eval(operand)
            except ValueError:
                continue
            if isinstance(value, (int, float)):
                line = first + node.lineno - 1
                raise BadRule("rule-operand", name=rule.name, code=rule.code, line=line, call=ast.unparse(called), value=ast.unparse(operand))


def _verify(settings: Settings, registry: Registry) -> None:
    """Every code and prefix that the settings name must be that of some rule."""
    known = [rule.code for rule in registry]
    for key, code, origin in _named(settings):
        if code != ALL and not any(rule.startswith(code) for rule in known):
            raise ConfigError("config-unknown-code", origin, closest(code, known), key=key, code=code)


def _named(settings: Settings) -> Iterator[tuple[str, str, str]]:
    for selection in settings.selections:
        for key, chosen in zip(("select", "ignore", "extend-select"), selection[:3], strict=True):
            for code in chosen:
                yield key, code, selection.origin
    for entry in settings.per_file_ignores:
        for code in entry.codes:
            yield "per-file-ignores", code, settings.origin


def enabled(registry: Registry, settings: Settings) -> list[Rule]:
    """The rules that the selections turn on, by code."""
    own = {str(entry.get("code")) for entry in settings.identity}
    return [rule for rule in registry if _enabled(rule, settings.selections, settings.origin if rule.code in own else None)]


def silenced(registry: Registry, settings: Settings) -> Silenced | None:
    """What a configuration found beside the files keeps these settings from saying."""
    if not settings.found:
        return None
    given = [selection for selection in settings.selections if selection.origin != settings.found]
    off = [rule.code for rule in registry if _enabled(rule, given, None) and not _enabled(rule, settings.selections, None)]
    keys = ["per-file-ignores"] if settings.per_file_ignores else []
    if settings.fail_on == "never":
        keys.append("fail-on = never")
    return Silenced(settings.found, tuple(off), tuple(keys)) if off or keys else None


def _enabled(rule: Rule, selections: Iterable[Selection], origin: str | None) -> bool:
    """Within one selection the longer prefix decides, and of two as long the one that ignores.

    A department's own identity is chosen by the configuration that holds it (its ``origin``), whatever else that selects.
    """
    on = rule.default
    for selection in selections:
        chosen = _length(rule.code, selection.select + selection.extend)
        if origin is not None and selection.origin == origin:
            chosen = max(chosen, 0)
        ignored = _length(rule.code, selection.ignore)
        if selection.select or chosen >= 0:
            on = chosen >= 0
        if ignored >= max(chosen, 0):
            on = False
    return on


def _length(code: str, prefixes: tuple[str, ...]) -> int:
    """The length of the longest of ``prefixes`` that ``code`` begins with; -1 where there is none."""
    return max(
        (0 if prefix == ALL else len(prefix) for prefix in prefixes if prefix == ALL or code.startswith(prefix)),
        default=-1,
    )


def for_file(rules: list[Rule], settings: Settings, path: str) -> list[Rule]:
    """The rules that speak of this file."""
    if not settings.per_file_ignores:
        return rules
    path = os.path.abspath(path)
    silent = [
        code for pattern, codes, root in settings.per_file_ignores if matches(pattern, root, path) for code in codes
    ]
    return [rule for rule in rules if not any(code == ALL or rule.code.startswith(code) for code in silent)]
