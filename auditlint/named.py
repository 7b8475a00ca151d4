"""Named tuples as :class:`typing.NamedTuple` makes them, in a fifth of the time: a start makes a hundred of them.

``typing`` compiles a constructor for each class and looks at every annotation.  Here the classes with as many fields have one
constructor, compiled once, under the names of their own fields; what nobody here asks of a named tuple is left out: generic ones, and names that
no field may have.
"""

from functools import cache
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from collections import _tuplegetter

    class _Record(tuple):
        """What named tuples have in common."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **values):
            made = self._make(map(values.pop, self._fields, self))
            if values:
                raise TypeError(f"Got unexpected field names: {list(values)!r}")
            return made

        __replace__ = _replace  # as copy.replace asks from Python 3.13 on

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

    class _Named(type):
        """Makes a class of fields to one of tuples: the class statement that names :class:`NamedTuple` calls it."""

        def __new__(cls, name, bases, body):
            if len(bases) > 1:
                raise TypeError(f"{name} has another base beside NamedTuple")
            fields = _fields(body)
            defaults = {field: body[field] for field in fields if field in body}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"a field of {name} without a default follows one with a default")
            body |= {field: _getter(number) for number, field in enumerate(fields)}
            body |= {"__slots__": (), "__match_args__": fields, "_fields": fields, "_field_defaults": defaults}
            body["__new__"] = _constructor(name, fields, tuple(defaults.values()))
            return type(name, (_Record,), body)

    @cache
    def _getter(number):
        return _tuplegetter(number, None)

    #: The base that a class of fields names; what is made of it is a tuple.
    NamedTuple = type.__new__(_Named, "NamedTuple", (), {})


def _fields(body: dict[str, Any]) -> tuple[str, ...]:
    """The names that the body of a class annotates, in their order; from Python 3.14 on it has a function that tells them."""
    annotate = body.get("__annotate_func__")
    return tuple(annotate(1) if annotate is not None else body.get("__annotations__", ()))


@cache
def _code(count: int) -> CodeType:
    """The code of a constructor that takes so many fields."""
    names = "".join(f"_{number}, " for number in range(count))
    made: CodeType = eval(f"lambda _cls, {names}: _new(_cls, ({names}))").__code__
    return made


def _constructor(name: str, fields: tuple[str, ...], defaults: tuple[Any, ...]) -> FunctionType:
    """The ``__new__`` of a class with these fields; the last of them have the defaults."""
    code = _code(len(fields)).replace(co_varnames=("_cls", *fields), co_name="__new__", co_qualname=f"{name}.__new__")
    return FunctionType(code, {"_new": tuple.__new__}, "__new__", defaults)
