"""Our named tuples are those of ``typing``, made faster."""

import copy
import inspect
import pickle
import typing

import pytest

from auditlint.model.place import Place
from auditlint.named import NamedTuple


class Ours(NamedTuple):
    """Says something."""

    name: str
    size: int = 3
    parts: tuple[str, ...] = ()

    @property
    def double(self) -> int:
        return 2 * self.size


class Theirs(typing.NamedTuple):
    """Says something."""

    name: str
    size: int = 3
    parts: tuple[str, ...] = ()


class Single(NamedTuple):
    only: str


def test_they_are_made_and_behave_alike() -> None:
    for name in ("_fields", "_field_defaults", "__match_args__", "__doc__", "__annotations__", "__module__"):
        assert getattr(Ours, name) == getattr(Theirs, name), name
    for made, other in ((Ours("a"), Theirs("a")), (Ours("a", parts=("b",)), Theirs("a", parts=("b",))), (Ours("a", 4), Theirs("a", 4))):
        assert made == other == tuple(made)
        assert hash(made) == hash(other)
        assert repr(made) == repr(other).replace("Theirs", "Ours")
        assert made._asdict() == other._asdict()
        assert made._replace(name="c") == other._replace(name="c")
        assert Ours._make(other) == made
        assert (made.name, made.size, made.parts, made.double) == (*other, 2 * other.size)
    assert Single("x") == ("x",)


def test_they_are_told_apart_by_their_class_and_travel() -> None:
    made = Ours("a", 4)
    for back in (pickle.loads(pickle.dumps(made)), copy.copy(made), copy.deepcopy(made)):
        assert back == made
        assert type(back) is Ours
    match made:
        case Ours(name, size):
            assert (name, size) == ("a", 4)
    assert not hasattr(made, "__dict__")


@pytest.mark.parametrize("wrong", [lambda: Ours(), lambda: Ours("a", 1, (), 2), lambda: Ours(nam="a"), lambda: Ours._make("a"), lambda: Ours("a")._replace(sise=1)])
def test_what_does_not_fit_is_an_error(wrong) -> None:
    with pytest.raises(TypeError):
        wrong()


def test_a_field_without_a_default_follows_none_with_one() -> None:
    with pytest.raises(TypeError, match="Wrong"):
        type(NamedTuple)("Wrong", (NamedTuple,), {"__annotations__": {"a": int, "b": int}, "a": 1})


def test_a_field_cannot_be_set() -> None:
    with pytest.raises(AttributeError):
        Place("a", None, 1, 1, 1, 2).line = 2  # type: ignore[misc]


def test_fields_are_told_as_python_3_14_tells_them() -> None:
    """There the body of a class has a function in the place of its annotations."""
    made = type(NamedTuple)("Later", (NamedTuple,), {"__annotate_func__": lambda form: {"a": int, "b": str}, "b": "x"})
    assert (made._fields, made(1)) == (("a", "b"), (1, "x"))


def test_another_base_is_an_error() -> None:
    with pytest.raises(TypeError, match="Mixed has another base"):
        type(NamedTuple)("Mixed", (NamedTuple, typing.Generic), {"__annotations__": {"a": int}})


def test_a_subclass_and_a_replaced_copy_keep_their_class() -> None:
    class Below(Ours):
        def named(self) -> str:
            return super().__repr__()

    made = Below("a").__replace__(size=5)
    assert (type(made), made, made.double) == (Below, ("a", 5, ()), 10)
    assert made.named() == "Below(name='a', size=5, parts=())"


def test_a_signature_names_the_fields() -> None:
    assert str(inspect.signature(Ours)) == "(name, size=3, parts=())"
