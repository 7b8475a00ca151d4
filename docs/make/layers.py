"""Who imports whom: read from the source, without running it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from . import ROOT

#: The folders of the code, by the name under which they are imported.
PACKAGES = {"auditlint": ROOT / "auditlint", "auditlint_rules": ROOT / "rules"}

#: What a docstring names as Sphinx would link it.
_ROLE = re.compile(r":\w+:`~?([\w.]+)`")


@cache
def modules() -> dict[str, Path]:
    """Every module of the engine and of the rules, by its full name."""
    found = {}
    for package, folder in PACKAGES.items():
        for path in sorted(folder.rglob("*.py")):
            name = ".".join((package, *path.relative_to(folder).with_suffix("").parts))
            found[name.removesuffix(".__init__")] = path
    return found


def imports(name: str) -> Iterator[str]:
    """The modules of ours that a module imports when it runs, wherever in it; what only type checkers follow is left out."""
    tree = ast.parse(modules()[name].read_text(encoding="utf-8"))
    guards = [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    typing = {id(inner) for guard in guards for inner in ast.walk(guard)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in typing:
            target = _target(name, node)
            for alias in node.names if target.split(".")[0] in PACKAGES else ():
                inner = f"{target}.{alias.name}"
                yield inner if inner in modules() else target


def _target(name: str, node: ast.ImportFrom) -> str:
    """The full name of what a statement imports from."""
    if not node.level:
        return node.module or ""
    package = name if modules()[name].name == "__init__.py" else name.rpartition(".")[0]
    base = package.rsplit(".", node.level - 1)[0] if node.level > 1 else package
    return f"{base}.{node.module}" if node.module else base


def layer(name: str) -> str:
    """The layer of a module: the folder or the module directly within the engine, ``rules`` for all rules; "" for the engine's own door."""
    first, _, rest = name.partition(".")
    return "rules" if first == "auditlint_rules" else rest.partition(".")[0]


def folders() -> list[str]:
    """The layers that are folders, and the rules."""
    return sorted({layer(name) for name, path in modules().items() if path.parent != PACKAGES["auditlint"]})


def stands_on() -> dict[str, set[str]]:
    """Each layer that is a folder, and those of its kind that its modules import."""
    known = folders()
    found: dict[str, set[str]] = {each: set() for each in known}
    for name in modules():
        if layer(name) in found:
            found[layer(name)] |= {layer(target) for target in imports(name)} & set(known) - {layer(name)}
    return found


def first_words(name: str) -> str:
    """What a layer is: the first sentence of its docstring, without the name that it may begin with."""
    module = "auditlint_rules" if name == "rules" else f"auditlint.{name}"
    told = ast.get_docstring(ast.parse(modules()[module].read_text(encoding="utf-8"))) or ""
    line = _ROLE.sub(lambda found: found[1].rpartition(".")[2], " ".join(told.split("\n\n")[0].split()))
    sentence = line.partition(". ")[0].rstrip(".")
    return sentence.partition(": ")[2] if sentence.lower().startswith(f"{name}: ") else sentence
