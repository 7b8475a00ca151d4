"""Dependencies point one way: who may import whom, and that no module imports itself by way of others, not even in a function."""

from auditlint import model
from docs.make.layers import folders, imports, layer, modules

#: Each layer, and those that it stands on.
BELOW = {
    "model": {"startup"}, "wording": {"model"}, "field": {"startup"}, "language": {"model", "field", "startup"},
    "readers": {"model", "language", "startup", "wording"}, "reading": {"model", "field", "language", "readers", "startup", "wording"},
    "diagnosis": {"model", "wording", "registry"}, "proof": {"model", "field", "language", "diagnosis"},
    "desk": {"model", "field", "wording", "registry", "errors", "escaping", "fingerprint", "output", "version", "readers", "reading", "diagnosis", "proof", "sealing"},
    "reports": {"model", "field", "wording", "registry", "errors", "escaping", "fingerprint", "output", "version", "reading", "diagnosis", "desk", "language"},
    "editor": {"model", "wording", "errors", "escaping", "version", "startup", "readers", "desk", "reports"},
    "marking": {"model", "wording", "errors", "escaping", "output", "readers", "desk", "reports"},
    "survey": {"model", "wording", "registry", "errors", "escaping", "fingerprint", "output", "version", "reading", "diagnosis", "desk", "reports"},
    "serving": {"model", "wording", "errors", "escaping", "output", "readers", "desk", "reports", "marking"},
    "rules": {"model", "field", "registry", "startup"},
}  # fmt: skip

#: What every layer may use.
GROUND = {"named"}


def test_every_folder_is_a_layer() -> None:
    assert set(folders()) == {*BELOW, "cli"}


def test_layers_stand_on_those_below() -> None:
    for name in modules():
        mine = layer(name)
        for target in imports(name) if mine in BELOW else ():
            assert layer(target) == mine or layer(target) in BELOW[mine] | GROUND, f"{name} imports {target}"


def test_the_engine_never_imports_rules() -> None:
    assert [name for name in modules() if layer(name) != "rules" and any(layer(target) == "rules" for target in imports(name))] == []


def test_nothing_goes_in_a_circle() -> None:
    graph = {name: sorted({target for target in imports(name) if target in modules() and target != name}) for name in modules()}
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


def test_the_model_gives_every_name_of_its_types() -> None:
    assert sorted(model._MODULES) == sorted(model.__all__) == sorted(set(model.__all__))
    for name in model.__all__:
        assert getattr(model, name) is not None
