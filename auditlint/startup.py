"""What costs time at every start and comes out the same each time: compiled patterns and parsed tables.

Compiling a hundred patterns takes as long as auditing a filing.  So they are shipped compiled with the package (the module
``compiled``, which :func:`ship` writes when the package is built), and what is not there is kept between runs in the user's
cache directory.  Both are data: numbers, texts and the steps of patterns.  A kept thing is found by its whole source, never
by its name, so that it cannot be stale; where the directory cannot be read or written everything is made anew.
``AUDITLINT_NO_CACHE`` turns the cache off.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from .sealing import digest, place, sealed, unsealed

if TYPE_CHECKING:
    import regex

T = TypeVar("T")
#: What ``regex`` makes of a pattern, in the order in which its core takes it.
Steps = tuple[Any, ...]
#: The same as JSON can hold it.
Record = list[Any]


def _engine() -> tuple[Any, str]:
    """The core of ``regex``, and which one it is.

    Only what parses patterns takes long to import, and it is not needed where they are compiled already.
    """
    from importlib.machinery import PathFinder
    from importlib.util import module_from_spec

    name = "regex._regex"
    whole = PathFinder.find_spec("regex")
    spec = PathFinder.find_spec(name, whole.submodule_search_locations) if whole is not None else None
    if spec is None or spec.loader is None or not spec.origin:
        raise ModuleNotFoundError("No module named 'regex'", name="regex")
    core = sys.modules.get(name)
    if core is None:
        core = sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(core)
    installed = os.path.dirname(os.path.dirname(spec.origin))
    versions = [each for each in os.listdir(installed) if each.startswith("regex-") and each.endswith("-info")]
    return core, f"{' '.join(sorted(versions))} {os.path.getsize(spec.origin)}"


_core, _VERSION = _engine()
#: What compiled patterns depend on beside their source.
_MARK = f"{_VERSION} {_core.MAGIC} {sys.byteorder}"

_patterns: dict[tuple[str, int], "regex.Pattern[str]"] = {}
_tables: dict[str, Any] = {}
_new = False


def pattern(source: str, flags: int = 0) -> "regex.Pattern[str]":
    """The compiled pattern of ``source``."""
    global _new
    key = source, int(flags)
    made = _patterns.get(key)
    if made is None:
        steps = _shipped().get(key) or _opened(_kept().get(key))
        if steps is None:
            import regex

            made = regex.compile(source, flags)
            _new = True
        else:
            made = cast("regex.Pattern[str]", _core.compile(*steps))
        _patterns[key] = made
    return made


def kept(text: str, make: Callable[[str], T]) -> T:
    """What ``make`` makes of a text: something that JSON can hold.  It is kept under the digest of the text, so that the text is not kept twice."""
    global _new
    key = cast(str, digest(text.encode()).hexdigest())
    shipped = _shipped_tables()
    if key in shipped:
        return cast(T, shipped[key])
    if key not in _tables:
        _kept()
    if key not in _tables:
        _tables[key] = make(text)
        _new = True
    return cast(T, _tables[key])


def save() -> None:
    """Keep what was made in this run for the next ones; failing to is no failure."""
    path = _place()
    if not _new or not path:
        return
    from json import dumps

    with suppress(OSError, ValueError, TypeError):
        records = {**_kept()}
        for key, made in _patterns.items():
            if key not in records and key not in _shipped():
                records[key] = _record(_steps(made))
        content = {"mark": _MARK, "patterns": [[*key, record] for key, record in records.items()], "tables": _tables}
        partial = f"{path}.{os.getpid()}"
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(sealed(dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")))
        os.replace(partial, path)


def ship(path: str) -> None:
    """Write the module of compiled patterns: of all that the package and its rules compile, and read, on their examples."""
    from importlib import import_module
    from pkgutil import walk_packages

    # What came with another copy, as one that is installed for development, is no part of this one.
    sys.modules[f"{__package__}.compiled"] = cast(Any, None)
    _compiled.cache_clear()
    _order()
    from . import check_text

    for package in (import_module("auditlint"), import_module("auditlint_rules")):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.rpartition(".")[2] not in ("__main__", "compiled"):
                try:
                    import_module(module.name)
                except ModuleNotFoundError:  # of a format that needs more than what is here
                    _compile_written(module.name)
    from .desk.packs import load
    from .desk.settings import DEFAULTS
    from .language import shapes

    for each in (each for known in shapes().values() for each in known):
        pattern(each.source)
    for rule in load(DEFAULTS):
        for example in (*rule.good, *rule.bad):
            check_text(example.text)
    steps = sorted((key, _steps(made)) for key, made in _patterns.items())
    partial = f"{path}.{os.getpid()}"
    with open(partial, "w", encoding="utf-8") as file:
        file.write(f'"""Made when the package was built, by auditlint.startup."""\n\nMARK = {_MARK!r}\nPATTERNS = {{\n')
        file.writelines(f"    {key!r}: {each!r},\n" for key, each in steps)
        file.write(f"}}\nTABLES = {dict(sorted(_tables.items()))!r}\n")
    os.replace(partial, path)


def _order() -> None:
    """Let ``regex`` make the same steps of a pattern in every process: its sets of nodes are in the order of addresses, those here in one."""
    from collections.abc import Iterable, Iterator, MutableSet
    from importlib import import_module

    class Ordered(MutableSet[Any]):
        def __init__(self, items: Iterable[Any] = ()):
            self.items = dict.fromkeys(items)

        def __contains__(self, item: object) -> bool:
            return item in self.items

        def __iter__(self) -> Iterator[Any]:
            return iter(self.items)

        def __len__(self) -> int:
            return len(self.items)

        def add(self, value: Any) -> None:
            self.items[value] = None

        def discard(self, value: Any) -> None:
            self.items.pop(value, None)

        def update(self, items: Iterable[Any]) -> None:
            self.items.update(dict.fromkeys(items))

    core: Any = import_module("regex._regex_core")
    core.set = Ordered


def _compile_written(name: str) -> None:
    """Compile the patterns that stand in the source of a module that cannot be imported."""
    import ast
    from importlib.util import find_spec

    spec = find_spec(name)
    assert spec is not None and spec.origin is not None
    with open(spec.origin, encoding="utf-8") as file:
        calls = [node for node in ast.walk(ast.parse(file.read())) if isinstance(node, ast.Call)]
    for call in calls:
        if isinstance(call.func, ast.Name) and call.func.id == "pattern" and [type(each) for each in call.args] == [ast.Constant]:
            pattern(ast.literal_eval(call.args[0]))


def _steps(made: Any) -> Steps:
    return cast(Steps, made._pickled_data)


def _record(steps: Steps) -> Record:
    """The steps of a pattern as JSON can hold them."""
    source, flags, code, *more = steps
    return [source, flags, code.hex() if isinstance(code, bytes) else code, *more]


def _opened(record: Record | None) -> Steps | None:
    """The steps of a record; whatever is wrong with it, the pattern can be compiled."""
    if record is None:
        return None
    try:
        source, flags, code, groups, names, lists, indexes, offset, characters, required, count = record
        names = {int(number): name for number, name in names.items()}
        code = bytes.fromhex(code) if isinstance(code, str) else code
        return source, flags, code, groups, names, lists, indexes, offset, tuple(characters), required, count
    except Exception:
        return None


@cache
def _compiled() -> Any:
    """The module of what came with the package; ``None`` where it was not built."""
    from importlib import import_module

    try:
        return import_module(".compiled", __package__)
    except ImportError:
        return None


def _shipped() -> dict[tuple[str, int], Steps]:
    """The patterns that came with the package, where they were compiled by the ``regex`` that is here."""
    compiled = _compiled()
    return compiled.PATTERNS if compiled is not None and compiled.MARK == _MARK else {}


def _shipped_tables() -> dict[str, Any]:
    """The tables that came with the package."""
    compiled = _compiled()
    return compiled.TABLES if compiled is not None else {}


@cache
def _kept() -> dict[tuple[str, int], Record]:
    """The patterns that earlier runs kept; whatever is wrong with them, the run goes on without."""
    path = _place()
    if not path:
        return {}
    from json import loads

    try:
        content = loads(unsealed(path).decode("utf-8", "surrogatepass"))
        if content["mark"] != _MARK:
            return {}
        found = {(source, flags): record for source, flags, record in content["patterns"]}
        for text, table in content["tables"].items():
            _tables.setdefault(text, table)
        return found
    except Exception:
        return {}


@cache
def _place() -> str:
    return place("patterns.json")
