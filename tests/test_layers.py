"""Dependencies point one way: who may import whom, and that no module imports itself by way of others, not even in a function."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "auditlint"
#: Each layer, and those that it stands on.
BELOW = {
    "model": {"startup"}, "wording": {"model"}, "field": {"startup"}, "language": {"model", "field", "startup"},
    "readers": {"model", "language", "startup", "wording"}, "reading": {"model", "field", "language", "readers", "startup", "wording"},
    "diagnosis": {"model", "wording", "registry"}, "proof": {"model", "diagnosis"},
    "desk": {"model", "field", "wording", "registry", "errors", "escaping", "fingerprint", "output", "version", "readers", "reading", "diagnosis", "proof"},
    "reports": {"model", "field", "wording", "registry", "errors", "escaping", "fingerprint", "output", "version", "reading", "diagnosis", "desk", "language"},
    "editor": {"model", "wording", "errors", "escaping", "version", "startup", "readers", "desk", "reports"},
    "serving": {"model", "wording", "errors", "escaping", "output", "readers", "desk", "reports", "marking"},
}  # fmt: skip


def modules() -> dict[str, Path]:
    found = {}
    for path in PACKAGE.rglob("*.py"):
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


MODULES = modules()


def imports(name: str) -> Iterator[str]:
    """The modules that a module imports when it runs, wherever in it."""
    path = MODULES[name]
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level and id(node) not in typing:
            base = package.rsplit(".", node.level - 1)[0] if node.level > 1 else package
            target = f"{base}.{node.module}" if node.module else base
            for alias in node.names:
                inner = f"{target}.{alias.name}"
                yield inner if inner in MODULES else target


def test_layers_stand_on_those_below() -> None:
    for name in MODULES:
        layer = (name.split(".") + [""])[1]
        for target in imports(name) if layer in BELOW else ():
            below = (target.split(".") + [""])[1]
            assert below == layer or below in BELOW[layer], f"{name} imports {target}"


def test_nothing_goes_in_a_circle() -> None:
    graph = {name: sorted({target for target in imports(name) if target in MODULES and target != name}) for name in MODULES}
    graph["auditlint.startup"] = []  # what it compiles when the package is built is everything
    graph["auditlint"] = []  # the library's door
    done: set[str] = set()

    def follow(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join((*above[above.index(name) :], name))
        if name not in done:
            for target in graph[name]:
                follow(target, (*above, name))
            done.add(name)

    for name in graph:
        follow(name, ())
